-- code: N104
-- name: inverted-range
-- severity: error
-- rows: claims
-- message: the range runs from the larger number to the smaller
-- none: no claim states a range
-- does: Looks at every range for a first number that is larger than the second.
-- matters: One of the two is likely a slip, or a unit or scale word was meant for one of them only.
-- example: "advanced 135 to 50 metres a day"
-- working: Names the two numbers in the order of the text. "From 4.8 to 4.7 percent" tells of a fall and is no range.
-- sources: none; a property of the text

-- comparisons
SELECT [id] AS ids, coalesce(lower > upper, FALSE) AS violates,
    CASE WHEN violates THEN 'contradiction' ELSE 'ok' END AS verdict
FROM stated WHERE relation = 'range' AND NOT starts_with(lower(quote), 'from ')

-- working
SELECT k.comparison,
    '"' || s.quote || '": ' || grouped(s.lower) || CASE WHEN k.violates THEN ' is more than ' ELSE ' is not more than ' END || grouped(s.upper) AS working
FROM kept k JOIN spoken s ON s.id = k.ids[1]

-- code: P205
-- name: wrong-dimension
-- severity: error
-- rows: claims
-- message: the unit does not measure what the figure is said to be
-- none: no claim is of a measure whose unit is known
-- does: Holds the base unit of each figure against the unit of its measure.
-- matters: An advance is not counted in kilograms; the unit or the measure is wrong.
-- example: A row of a table with the measure advance_rate and the statement "50 kilograms per day"
-- working: Names the unit and the one expected.
-- sources: bounds.csv

-- comparisons
SELECT [s.id] AS ids, b.unit AS expected,
    -- so many dead a day are still a count of the dead
    -- and a price is one in any currency, "216 euros" one of a tonne that is named elsewhere
    s.base_unit <> b.unit AND NOT (b.unit LIKE 'money%' AND (regexp_replace(s.base_unit, '^[A-Z]{3}', 'money') = b.unit OR s.kind = 'money' AND NOT contains(s.base_unit, '/')))
        AND NOT (b.unit = 'count' AND (s.kind = 'number' OR split_part(s.base_unit, '/', 1) = 'count')) AS violates,
    CASE WHEN violates THEN 'implausible' ELSE 'ok' END AS verdict
FROM stated s JOIN bounds b USING (measure)
WHERE b.unit IS NOT NULL AND s.base_unit IS NOT NULL AND NOT s.ambiguous AND s.kind NOT IN ('multiple', 'duration', 'age')
  AND NOT (b.unit = 'count' AND s.kind = 'share')

-- working
SELECT k.comparison,
    '"' || s.words || '" is in ' || s.base_unit || ', ' || s.measure || ' is measured in ' || k.expected AS working
FROM kept k JOIN spoken s ON s.id = k.ids[1]

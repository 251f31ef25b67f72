-- code: N101
-- name: ambiguous-scale
-- severity: warning
-- rows: claims
-- message: the text does not decide between two readings of the number or its unit
-- none: no claim was read
-- does: Lists the figures that can be read in more than one way, such as a lone "m" after a number, and keeps
--    both readings. They are not compared until someone decides.
-- matters: A million and a metre differ by more than any other check could catch.
-- example: "troops moved 1.5m"
-- working: Names the reading that was taken first and the others with their reasons.
-- sources: units.csv and ambiguous.toml of the lexicon

-- comparisons
SELECT [id] AS ids, ambiguous AS violates, CASE WHEN ambiguous THEN 'ambiguous' ELSE 'ok' END AS verdict
FROM stated

-- working
SELECT k.comparison,
    '"' || s.quote || '" is read as ' || between_words(s.lower, s.upper) || coalesce(' ' || s.unit, '')
    || CASE WHEN k.violates THEN '; it may also be '
        || array_to_string(list_transform(from_json(s.alternatives, '[{"lower":"DOUBLE","upper":"DOUBLE","unit":"VARCHAR","why":"VARCHAR"}]'),
            lambda a: between_words(a.lower, a.upper) || coalesce(' ' || a.unit, '') || coalesce(' (' || a.why || ')', '')), ' or ')
       ELSE ', and in no other way' END AS working
FROM kept k JOIN spoken s ON s.id = k.ids[1]

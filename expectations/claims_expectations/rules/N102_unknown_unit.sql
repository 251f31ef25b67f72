-- code: N102
-- name: unknown-unit
-- severity: warning
-- rows: claims
-- message: the word after the number looks like a unit that is not known
-- none: no claim has a unit
-- does: Lists the figures whose unit word the lexicon does not know.
-- matters: Without its unit a number cannot be compared; a typing error in the unit goes unseen.
-- example: "a range of 300 klicks"
-- working: Names the word.
-- sources: units.csv and units.txt of the lexicon

-- comparisons
SELECT [id] AS ids, unknown_unit IS NOT NULL AS violates, CASE WHEN violates THEN 'ambiguous' ELSE 'ok' END AS verdict
FROM stated WHERE unknown_unit IS NOT NULL OR kind IN ('physical', 'money', 'duration')

-- working
SELECT k.comparison,
    '"' || s.quote || '": ' || CASE WHEN k.violates THEN 'the unit "' || s.unknown_unit || '" is not known' ELSE 'in ' || s.unit END AS working
FROM kept k JOIN spoken s ON s.id = k.ids[1]

-- code: P201
-- name: outside-plausible-range
-- severity: error
-- message: the figure lies outside what is plausible for its measure
-- none: no claim is of a measure with plausible bounds
-- does: Holds each number that a claim states (both ends of a range, the floor of a vague count) against the
--    bounds of its measure, in its base unit.
-- matters: A figure far outside anything recorded is nearly always a slip of digits, scale or unit.
-- example: "Russia launched 72,800 drones in one night"
-- working: Gives the number in the measure's base unit, the bounds and where they come from.
-- sources: bounds.csv names a source and its date for every bound; claims.toml may set others

-- comparisons
SELECT ids, measure, number, lower, upper,
    coalesce(number < lower, FALSE) OR coalesce(number > upper, FALSE) AS violates,
    CASE WHEN violates THEN 'implausible' ELSE 'ok' END AS verdict
FROM (
    SELECT [s.id] AS ids, s.measure, b.lower, b.upper,
        unnest(list_distinct([s.base_low, s.base_high])) AS number
    FROM stated s JOIN bounds b USING (measure)
    WHERE NOT s.ambiguous AND (b.unit IS NULL OR s.base_unit = b.unit OR s.kind = 'number') AND s.modality <> 'figurative' AND s.direction IS NULL
)

-- working
SELECT k.comparison,
    '"' || s.words || '" is ' || grouped(k.number) || coalesce(' ' || nullif(s.base_unit, 'count'), '')
    || CASE WHEN k.violates THEN ', outside ' ELSE ', within ' END
    || between_words(k.lower, k.upper) || ' for ' || k.measure || ' (' || b.source || ')' AS working
FROM kept k JOIN spoken s ON s.id = k.ids[1] JOIN bounds b ON b.measure = k.measure

-- code: P201
-- name: outside-plausible-range
-- severity: error
-- rows: claims
-- message: the figure lies outside what is plausible for its measure
-- none: no claim is of a measure with plausible bounds
-- does: Holds each number that a claim states (both ends of a range, the floor of a vague count) against the
--    bounds of its measure, in its base unit; and speeds, ranges, weights, loads, sizes, prices, crews and the like
--    against those of the thing that they are told of, by the words beside them.
-- matters: A figure far outside anything recorded is nearly always a slip of digits, scale or unit.
-- example: "Russia launched 72,800 drones in one night"
-- working: Gives the number in the measure's base unit, the bounds and where they come from. In batches of more claims
--    than policy.toml allows (slip_claims), counts, times and amounts of money are held against the bounds of their
--    measure only.
-- sources: bounds.csv names a source and its date for every bound, bounds_words.csv the words; claims.toml may set others

-- comparisons
WITH named AS (
    SELECT b.measure AS bound, s.* FROM stated s JOIN bounds b ON b.stated_as = s.measure
    UNION ALL
    SELECT b.measure AS bound, s.*
    FROM bounds b JOIN ancestors a ON a.kind = 'concept' AND a.ancestor = b.concept JOIN stated s ON s.concept = a.id
    WHERE b.stated_as = '*'
    UNION ALL
    SELECT m.measure AS bound, s.* FROM measured_things m JOIN stated s ON s.id = m.id
)
SELECT ids, measure, number, lower, upper,
    coalesce(number < lower, FALSE) OR coalesce(number > upper, FALSE) AS violates,
    CASE WHEN violates THEN 'implausible' ELSE 'ok' END AS verdict
FROM (
    SELECT [s.id] AS ids, b.measure, b.lower, b.upper,
        unnest(list_distinct([s.base_low, s.base_high])) AS number
    FROM named s JOIN bounds b ON b.measure = s.bound
    WHERE (b.concept IS NULL OR s.concept IN (SELECT id FROM ancestors WHERE kind = 'concept' AND ancestor = b.concept)
           -- "a girl aged 9" leaves open whose age it is, but only persons are told of so, without a unit
           OR s.kind = 'age' AND NOT regexp_matches(s.quote, '[a-z]{3}', 'i') OR s.concept IS NULL AND regexp_matches(s.quote, '^aged ', 'i'))
      AND (b.beside IS NULL AND b.unless IS NULL OR words_fit(b.measure, lower(s.sentence)))
      AND NOT s.ambiguous AND (b.unit IS NULL OR sort_of(s.kind, s.unit, s.base_unit) = b.unit OR s.kind = 'number') AND s.modality <> 'figurative'
      -- "rose to 40", and what is a change by nature
      AND (s.direction IS NULL OR b.attribute = 'growth' OR regexp_matches(s.sentence[1 : s.span_start - s.sentence_start], '\b(to|at|of|by up to) ([a-z-]+ ){0,3}$'))
)

-- working
SELECT k.comparison,
    '"' || s.words || '" is ' || grouped(k.number) || coalesce(' ' || nullif(s.base_unit, 'count'), '')
    || CASE WHEN k.violates THEN ', outside ' ELSE ', within ' END
    || between_words(k.lower, k.upper) || ' for ' || k.measure || ' (' || b.source || ')' AS working
FROM kept k JOIN spoken s ON s.id = k.ids[1] JOIN bounds b ON b.measure = k.measure

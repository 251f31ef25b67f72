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
    SELECT [s.id] AS ids, b.measure, b.lower, b.upper,
        unnest(list_distinct([s.base_low, s.base_high])) AS number
    FROM stated s JOIN bounds b ON b.stated_as = s.measure
    WHERE (b.concept IS NULL OR s.concept IN (SELECT id FROM ancestors WHERE kind = 'concept' AND ancestor = b.concept)
           -- "a girl aged 9" leaves open whose age it is, but only persons are told of so
           OR s.concept IS NULL AND regexp_matches(s.quote, '^aged ', 'i'))
      AND (b.beside IS NULL OR regexp_matches(lower(s.sentence), b.beside))
      AND (b.unless IS NULL OR NOT regexp_matches(lower(s.sentence), b.unless))
      AND NOT s.ambiguous AND (b.unit IS NULL OR s.base_unit = b.unit OR s.kind = 'number') AND s.modality <> 'figurative'
      AND (s.direction IS NULL OR regexp_matches(s.sentence[1 : s.span_start - s.sentence_start], ' to $'))
)

-- working
SELECT k.comparison,
    '"' || s.words || '" is ' || grouped(k.number) || coalesce(' ' || nullif(s.base_unit, 'count'), '')
    || CASE WHEN k.violates THEN ', outside ' ELSE ', within ' END
    || between_words(k.lower, k.upper) || ' for ' || k.measure || ' (' || b.source || ')' AS working
FROM kept k JOIN spoken s ON s.id = k.ids[1] JOIN bounds b ON b.measure = k.measure

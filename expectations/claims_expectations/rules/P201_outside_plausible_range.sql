-- code: P201
-- name: outside-plausible-range
-- severity: error
-- message: the figure lies outside what is plausible for its measure
-- none: no claim is of a measure with plausible bounds
-- does: Holds each number that a claim states (both ends of a range, the floor of a vague count) against the
--    bounds of its measure, in its base unit; and speeds, ranges, weights, loads and sizes against those of the thing
--    that they are told of, by the words beside them.
-- matters: A figure far outside anything recorded is nearly always a slip of digits, scale or unit.
-- example: "Russia launched 72,800 drones in one night"
-- working: Gives the number in the measure's base unit, the bounds and where they come from.
-- sources: bounds.csv names a source and its date for every bound, bounds_words.csv the words; claims.toml may set others

-- comparisons
WITH spots AS (
    -- the words before a figure and behind it in its sentence, and those before that, unless the text is very long
    SELECT s.id, lower(s.sentence[1 : s.span_start - s.sentence_start]) AS lead, lower(s.sentence[s.span_end - s.sentence_start + 1 :]) AS trail,
        s.base_unit, s.unit, s.kind,
        CASE WHEN strlen(d.text) < 200000 THEN coalesce(lower(d.text[greatest(1, s.sentence_start - 200) : s.sentence_start]), '') ELSE '' END AS earlier
    FROM stated s JOIN documents d ON d.rowid = s.doc
    WHERE s.base_unit IN (SELECT unit FROM bounds WHERE attribute IS NOT NULL)
), described AS (
    SELECT *,
        regexp_extract(trail, '^[\s-]*(?:(?:of|in|a|the)\s+)?(' || getvariable('attribute_words') || ')\b', 1) AS said_behind,
        regexp_extract(lead, '.*\b(' || getvariable('attribute_words') || ')\b[^0-9;]{0,40}$', 1) AS said_before,
        regexp_matches(trail, '^[\s-]*(?:[a-z-]+\s+)?\b(?:' || getvariable('thing_words') || ')s?\b')::INTEGER AS right_behind,
        -- the nearest first
        regexp_extract_all(trail, '^[\s-]*(?:[a-z-]+\s+)?\b(' || getvariable('thing_words') || ')s?\b', 1)
            || list_reverse(regexp_extract_all(lead, '\b(' || getvariable('thing_words') || ')s?\b', 1))
            || regexp_extract_all(trail, '\b(' || getvariable('thing_words') || ')s?\b', 1)
            || list_reverse(regexp_extract_all(earlier, '\b(' || getvariable('thing_words') || ')s?\b', 1)) AS things
    FROM spots
    WHERE base_unit NOT IN ('1', 'second') OR kind = 'age' OR unit = 'degree' OR kind = 'duration' AND contains(unit, '/') OR lead LIKE '%aged '
), measured AS (
    -- of an age, only "a 34-year-old fisherman" says whose it is
    SELECT d.id, CASE WHEN d.kind = 'age' THEN d.things[:d.right_behind] ELSE d.things END AS things,
        CASE WHEN d.base_unit = 'meter/second' THEN 'speed' WHEN d.kind = 'duration' THEN 'time_spent' WHEN d.unit = 'degree' THEN 'heat' WHEN d.kind = 'age' THEN 'years' ELSE a.name END AS attribute
    FROM described d
    LEFT JOIN bound_words a ON a.kind = 'attribute' AND a.word = coalesce(nullif(d.said_behind, ''), d.said_before)
), candidates AS (
    -- of the things that are near, the nearest whose bounds are known
    SELECT m.id, b.measure, m.place
    FROM (SELECT id, attribute, unnest(things) AS word, generate_subscripts(things, 1) AS place FROM measured WHERE attribute IS NOT NULL) m
    JOIN bound_words t ON t.kind = 'thing' AND t.word = m.word
    JOIN bounds b ON b.thing = t.name AND b.attribute = m.attribute
    UNION ALL
    SELECT m.id, b.measure, 1000000 FROM measured m JOIN bounds b ON b.thing = '*' AND b.attribute = m.attribute
), named AS (
    SELECT s.id, b.measure FROM stated s JOIN bounds b ON b.stated_as = s.measure
    UNION ALL
    SELECT s.id, b.measure
    FROM bounds b JOIN ancestors a ON a.kind = 'concept' AND a.ancestor = b.concept JOIN stated s ON s.concept = a.id AND s.base_unit = b.unit
    WHERE b.stated_as = '*'
    UNION ALL
    SELECT id, arg_min(measure, place) FROM candidates GROUP BY id
)
SELECT ids, measure, number, lower, upper,
    coalesce(number < lower, FALSE) OR coalesce(number > upper, FALSE) AS violates,
    CASE WHEN violates THEN 'implausible' ELSE 'ok' END AS verdict
FROM (
    SELECT [s.id] AS ids, b.measure, b.lower, b.upper,
        unnest(list_distinct([s.base_low, s.base_high])) AS number
    FROM named n JOIN stated s USING (id) JOIN bounds b ON b.measure = n.measure
    WHERE (b.concept IS NULL OR s.concept IN (SELECT id FROM ancestors WHERE kind = 'concept' AND ancestor = b.concept)
           -- "a girl aged 9" leaves open whose age it is, but only persons are told of so
           OR s.concept IS NULL AND regexp_matches(s.quote, '^aged ', 'i'))
      AND (b.beside IS NULL OR regexp_matches(lower(s.sentence), b.beside))
      AND (b.unless IS NULL OR NOT regexp_matches(lower(s.sentence), b.unless))
      AND NOT s.ambiguous AND (b.unit IS NULL OR s.base_unit = b.unit OR s.kind = 'number') AND s.modality <> 'figurative'
      AND (s.direction IS NULL OR b.attribute IS NOT NULL OR regexp_matches(s.sentence[1 : s.span_start - s.sentence_start], ' to $'))
)

-- working
SELECT k.comparison,
    '"' || s.words || '" is ' || grouped(k.number) || coalesce(' ' || nullif(s.base_unit, 'count'), '')
    || CASE WHEN k.violates THEN ', outside ' ELSE ', within ' END
    || between_words(k.lower, k.upper) || ' for ' || k.measure || ' (' || b.source || ')' AS working
FROM kept k JOIN spoken s ON s.id = k.ids[1] JOIN bounds b ON b.measure = k.measure

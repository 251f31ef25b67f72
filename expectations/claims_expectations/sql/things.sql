-- Whose speed, range, weight, price or crew a figure is, for P201: table measured_things (id, measure), the row of bounds.csv
-- for the thing and the attribute that the words beside the figure name. What words mean is told by bounds_words.csv.

-- Units as bounds name them; hard currencies are alike enough.
CREATE OR REPLACE TEMP MACRO sort_of(kind, unit, base_unit) AS CASE
    WHEN kind = 'number' AND unit = '1' THEN 'bare' WHEN unit = 'degree' THEN 'degree' WHEN kind = 'age' THEN 'age' WHEN kind = 'duration' AND contains(unit, '/') THEN 'second/second'
    WHEN kind = 'money' THEN regexp_replace(base_unit, '^(USD|EUR|GBP|CHF|CAD|AUD)\b', 'money') ELSE base_unit END;

CREATE OR REPLACE TEMP TABLE bounded_units AS
WITH sorts AS (
    SELECT *, sort_of(kind, unit, base_unit) AS sort FROM (SELECT DISTINCT kind, unit, base_unit FROM stated)
)
SELECT s.kind, s.unit, s.base_unit, s.sort, min(b.upper) AS ceiling
FROM sorts s JOIN thing_bounds b ON b.unit = s.sort
-- of millions of claims, those are left out whose units say too little of what is measured
WHERE getvariable('slip_search') OR NOT regexp_matches(s.sort, '^(money|count|second$|1$)')
GROUP BY ALL;

-- The words before a figure and behind it in its sentence, and those before that, unless the text is very long.
CREATE OR REPLACE TEMP TABLE spots AS
WITH items AS (
    SELECT item, regexp_extract_all(lower(item), '\b(' || getvariable('attribute_words') || ')\b', 1) AS cues,
        regexp_extract_all(lower(item), '\b(' || getvariable('counted_words') || ')\b', 1) AS counted
    FROM (SELECT DISTINCT s.item FROM stated s JOIN bounded_units USING (kind, unit, base_unit) WHERE s.item IS NOT NULL)
), found AS (
    SELECT s.id, u.sort, lower(s.sentence) AS sentence, lower(s.sentence[1 : s.span_start - s.sentence_start]) AS lead,
        lower(s.sentence[s.span_end - s.sentence_start + 1 :]) AS trail, lower(coalesce(s.item, '')) AS item, i.cues, i.counted,
        CASE WHEN strlen(d.text) < 200000 THEN coalesce(lower(d.text[greatest(1, s.sentence_start - 200) : s.sentence_start]), '') ELSE '' END AS earlier
    FROM stated s JOIN bounded_units u USING (kind, unit, base_unit) JOIN documents d ON d.rowid = s.doc LEFT JOIN items i ON i.item = s.item
    WHERE (NOT starts_with(u.sort, 'count') OR len(i.counted) > 0)
      AND (getvariable('slip_search') OR s.base_high > u.ceiling)
), told AS (
    SELECT *,
        -- what is measured: said behind the figure, by what it counts, or within a few words before it
        CASE WHEN starts_with(sort, 'count') THEN counted
             ELSE list_filter([regexp_extract(trail, '^[\s-]*(?:(?:of|in|a|the)\s+)?(' || getvariable('attribute_words') || ')\b', 1)], lambda w: w <> '')
                || coalesce(cues, []) || list_reverse(regexp_extract_all(regexp_replace(right(lead, 60), '^.*[0-9;]', ''), '\b(' || getvariable('attribute_words') || ')\b', 1)) END AS attributes
    FROM found
), named AS (
    -- the things of all these words in one list, a bar between their parts: reading the words once is far quicker
    SELECT *, regexp_extract_all(concat(earlier, '|', lead, '|', trail, '|', item), '\b(?:' || getvariable('thing_words') || ')\b|\|') AS names,
        list_filter(generate_series(1, len(names)), lambda i: names[i] = '|') AS bars
    FROM (SELECT * REPLACE (replace(earlier, '|', ' ') AS earlier, replace(lead, '|', ' ') AS lead, replace(trail, '|', ' ') AS trail, replace(item, '|', ' ') AS item) FROM told
          WHERE len(attributes) > 0 OR sort IN (SELECT word FROM bound_words WHERE kind = 'unit' OR kind = 'unit_beside' AND getvariable('slip_search')))
), parted AS (
    SELECT * EXCLUDE (names, bars), list_reverse(names[: bars[1] - 1]) AS above, list_reverse(names[bars[1] + 1 : bars[2] - 1]) AS before,
        names[bars[2] + 1 : bars[3] - 1] AS behind, list_filter(names[bars[3] + 1 :], lambda w: NOT list_contains(cues, w))[-1] AS thing
    FROM named
)
SELECT *,
    -- the thing right behind the figure ("a 500 km/h drone"), or in what it is said to be of
    list_filter([CASE WHEN regexp_matches(trail[: strpos(trail, behind[1]) - 1], '^[\s-]*((for|a|per) )?([a-z-]+\s+)?$')
                       AND NOT regexp_matches(trail, '^ (and|or|from|to|than|by|with|behind|off|near|at|in|on|of|into|when|before|after|as) ')
                       AND NOT (starts_with(sort, 'count') AND contains(item, behind[1])) THEN behind[1] END,
            -- "school pupils" are a kind of pupils
            CASE WHEN NOT starts_with(sort, 'count') THEN thing END],
        lambda w: w <> '') AS close,
    (regexp_matches(lead, '\b(each|every|per|a single|one|heaviest|tallest|largest|longest|biggest|smallest|lightest|average)\b')
        OR regexp_matches(trail, '^ (each|apiece|on average)\b')) AS of_each
FROM parted;

CREATE OR REPLACE TEMP TABLE measured_things AS
WITH attributes AS (
    SELECT a.id, a.rank, w.name AS attribute
    FROM (SELECT id, unnest(attributes) AS word, generate_subscripts(attributes, 1) AS rank FROM spots) a
    JOIN bound_words w ON w.kind IN ('attribute', 'counted') AND w.word = a.word
    UNION ALL
    -- a unit that measures one thing only needs no word, others none if the thing is right beside ("a 62-tonne tank")
    SELECT d.id, CASE w.kind WHEN 'unit' THEN 1000 ELSE 2000 END, w.name FROM spots d JOIN bound_words w ON w.word = d.sort
    WHERE w.kind = 'unit' OR w.kind = 'unit_beside'
), things AS (
    SELECT id, 1 AS tier, unnest(close) AS word, generate_subscripts(close, 1) AS place FROM spots
    UNION ALL
    SELECT id, 2, unnest(before), generate_subscripts(before, 1) FROM spots
    UNION ALL
    SELECT id, 3, unnest(behind), generate_subscripts(behind, 1) FROM spots WHERE NOT (starts_with(sort, 'count') AND contains(item, behind[1]))
    UNION ALL
    SELECT id, 4, unnest(above), generate_subscripts(above, 1) FROM spots
    UNION ALL
    SELECT id, 5, '*', 1 FROM spots
), options AS (
    SELECT d.id, b.measure, b.upper, t.tier, a.rank, t.place
    FROM spots d JOIN attributes a USING (id) JOIN things t USING (id)
    JOIN bound_words w ON w.kind = 'thing' AND w.word = t.word
    JOIN thing_bounds b ON b.thing = w.name AND b.attribute = a.attribute AND b.unit = d.sort
    WHERE NOT (w.plural AND b.single AND NOT d.of_each)
      -- "the girl, 12 years old,": beside it, too
      AND (a.rank < 2000 OR t.tier = 1 OR t.tier = 2 AND ends_with(d.lead, t.word || ', '))
      -- what things cost is told behind them; of a thing of the sentence before, a pronoun speaks ("one span" is no such)
      AND (t.tier <> 3 OR NOT starts_with(d.sort, 'money'))
      AND (t.tier <> 4 OR d.sort = 'meter/second'
           OR regexp_matches(d.lead, CASE WHEN w.name IN ('person', 'infant') THEN '\b(he|she|his|her|they)\b' ELSE '\b(it|its|they|their)\b|\b(each|one)(,| of (them|these|those)| (is|was|has|had|can|could|may|will|would|[a-z]+(s|ed))\b)' END))
      AND (b.beside IS NULL OR regexp_matches(d.sentence, b.beside)) AND (b.unless IS NULL OR NOT regexp_matches(d.sentence, b.unless))
), nearest AS (
    FROM options QUALIFY (tier = 5, rank, tier) = min((tier = 5, rank, tier)) OVER (PARTITION BY id)
)
-- The narrowest bounds of each thing; of the things before the figure the first is the subject, the last the nearest, and
-- the wider ones count.
SELECT id, arg_max(measure, (upper, measure)) AS measure
FROM (
    SELECT id, tier, place, arg_min(measure, (coalesce(upper, 'infinity'::DOUBLE), measure)) AS measure, min(coalesce(upper, 'infinity'::DOUBLE)) AS upper
    FROM nearest GROUP BY id, tier, place
    QUALIFY place = min(place) OVER (PARTITION BY id) OR tier = 2 AND place = max(place) OVER (PARTITION BY id)
)
GROUP BY id;

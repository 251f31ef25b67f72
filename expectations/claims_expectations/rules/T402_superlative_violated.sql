-- code: T402
-- name: superlative-violated
-- severity: warning
-- message: an earlier figure is larger than the one called the largest
-- none: no claim is called a record, or no earlier claim is of the same thing
-- does: Holds a figure that a text calls the largest, a record or more than ever against the figures of the same thing
--    and of earlier times: those beside it, those of other texts, and what these called a record. A figure that is said
--    to be beyond the record must be, and of two that the text ranks ("the second largest", "the cheapest", "fewer than
--    the five of May") the one told to be more must be more.
-- matters: A record that had been passed before is no record; one of the two figures or dates is wrong.
-- example: 728 drones on 9 July, and 500 called "the largest" on 1 August
-- working: Names the record, its words, and the largest earlier figure with its day. Drones, and drones and
--    missiles together, are different measures and are not compared; nor is a month with a day.
-- sources: the claims of the store

-- comparisons
WITH records AS (
    SELECT id, any_value(coalesce(detail['words'], cue)) AS words, any_value(detail['direction']) AS direction,
        any_value(coalesce(detail['scope'], 'ever')) AS scope
    FROM links WHERE link = 'record' AND coalesce(detail['rank'], '1') = '1'
    GROUP BY id
), dated AS (
    SELECT f.*, r.words, r.direction, r.scope,
        CASE WHEN firm THEN from_time ELSE published END AS moment,
        -- quarters are held against quarters, years against years
        CASE f.span_class WHEN 'day' THEN 0 ELSE round(date_diff('day', f.from_time, f.to_time) / 30.4) END AS months
    FROM figures f LEFT JOIN records r USING (id)
    WHERE f.measure IN (SELECT measure FROM figures WHERE id IN (SELECT id FROM records))
      AND (f.span_class = 'day' OR f.span_class IN ('month', 'year') AND f.firm AND f.actor <> 0)
      AND NOT limb AND (aggregation NOT IN ('cumulative', 'stock') OR r.id IS NOT NULL)
), ranked AS (
    SELECT id, low, high, moment, words, direction, scope,
        max(low) OVER earlier AS most_low, arg_max(id, by_low) OVER earlier AS most, arg_max(moment, by_low) OVER earlier AS most_at,
        min(high) OVER earlier AS least_high, arg_min(id, by_high) OVER earlier AS least, arg_min(moment, by_high) OVER earlier AS least_at
    FROM (SELECT *, CASE WHEN high IS NOT NULL THEN (high, id) END AS by_high, CASE WHEN low IS NOT NULL THEN (low, -id) END AS by_low FROM dated)
    WINDOW earlier AS (
        PARTITION BY measure, base_unit, actor, place, months ORDER BY moment
        RANGE BETWEEN UNBOUNDED PRECEDING AND INTERVAL 1 DAY PRECEDING)
), held AS (
    SELECT *, direction = 'min' AS lowest, CASE WHEN direction = 'min' THEN least ELSE most END AS other,
        CASE WHEN direction = 'min' THEN least_at ELSE most_at END AS other_at
    FROM ranked WHERE words IS NOT NULL
), beaten AS (
    -- the record that the text itself says was beaten, or an earlier one that it tells beside
    SELECT c.id, p.id AS other, coalesce(c.detail['beyond'], c.detail['words']) AS words, CASE WHEN c.detail['beyond'] IS NOT NULL THEN 'beyond' WHEN c.detail['order'] IS NOT NULL THEN c.detail['direction'] ELSE '' END AS told,
        -- "17.09 degrees", and "the former record of 17.08"; "at least 270" is not much more
        coalesce(CASE WHEN c.base_unit <> p.base_unit OR c.unit <> p.unit AND p.kind = 'number' THEN CASE WHEN c.detail['direction'] = 'min' THEN c.value > p.value ELSE c.value < p.value END
                      WHEN c.detail['direction'] = 'min' THEN coalesce(c.low, CASE WHEN c.detail['first'] = 'yes' THEN c.high END, c.high * 0.8) > p.high
                      ELSE coalesce(c.high, CASE WHEN c.detail['first'] = 'yes' THEN c.low END, c.low * 1.25) < p.low END, FALSE)
        -- 6.1 is less than 6.2, however both were rounded
        OR coalesce(c.relation = '=' AND p.relation = '=' AND NOT c.approximate AND NOT p.approximate AND length(regexp_extract(c.quote, '\.([0-9]+)', 1)) > 0 AND length(regexp_extract(c.quote, '\.([0-9]+)', 1)) = length(regexp_extract(p.quote, '\.([0-9]+)', 1))
            AND c.unit = p.unit AND CASE WHEN c.detail['direction'] = 'min' THEN c.value > p.value ELSE c.value < p.value END, FALSE) AS violates
    FROM links c JOIN links p USING (relation_id)
    WHERE c.link = 'record' AND c.role = 'claim' AND p.role = 'previous'
      -- "$3,890 an ounce", and the "$3,860" before it; "48.2 billion kronor", and the "46.9 billion"
      AND (split_part(c.base_unit, '/', 1) = split_part(p.base_unit, '/', 1) OR p.base_unit = 'count' OR c.base_unit = 'count' AND c.detail['beyond'] IS NOT NULL) AND c.modality NOT IN ('figurative', 'denied') AND p.modality NOT IN ('figurative', 'denied')
), told_records AS MATERIALIZED (
    SELECT r.detail, r.detail['direction'] AS direction, rtrim(without_ending(coalesce(r.detail['noun'], '')), 'e') AS noun, c.rowid AS id, d.rowid AS doc, b.doc IS NOT NULL AS in_batch,
        split_part(CASE c.base_unit WHEN '1' THEN CASE WHEN c.kind IN ('count', 'number') THEN 'count' ELSE c.kind END ELSE c.base_unit END, '/', 1) AS unit, c.base_unit AS full_unit, c.value, c.measure, CASE WHEN c.event = 'recorded' THEN NULL WHEN c.event IN ('shot_down', 'neutralised') THEN 'destroyed' ELSE c.event END AS event, c.place,
        -- who counted is not who did it
        CASE WHEN c.event IS DISTINCT FROM 'recorded' THEN c.actor END AS actor,
        coalesce(c.check_lower, c.check_upper) AS low, coalesce(c.check_upper, c.check_lower) AS high,
        -- "this year" is how far it reaches, and what is told as a record happened of late
        coalesce(CASE WHEN own_time(c.time_basis, c.time_text) AND coalesce(c.time_role, 'event') <> 'since' AND NOT starts_with(lower(c.time_text), 'this ')
                           AND coalesce(c.time_start > d.published - INTERVAL 1 YEAR OR c.time_basis = 'stated', TRUE) THEN c.time_start END, d.published)::DATE AS day,
        coalesce(d.published::DATE, day) AS told_on,
        string_split(coalesce(r.detail['names'], ''), '|') AS names, string_split(coalesce(r.detail['terms'], ''), '|') AS terms,
        string_split(coalesce(r.detail['countries'], ''), '|') AS countries, coalesce(r.detail['period'], '') AS period
    FROM relations r JOIN claims c USING (claim_id) JOIN documents d USING (document_key) LEFT JOIN batch_keys b ON b.doc = d.rowid
    WHERE r.kind = 'record' AND r.role = 'claim' AND r.detail['rank'] = '1' AND d.superseded_by IS NULL AND NOT map_contains(r.detail, 'beyond')
      AND c.modality NOT IN ('figurative', 'denied', 'demanded')
      -- of very large batches only measured records are compared, above
      AND getvariable('slip_search') AND EXISTS (FROM links l WHERE l.link = 'record')
), figures_told AS (
    -- records, and plain figures of other texts that they may not have reached
    SELECT id, doc, in_batch, direction, unit, full_unit, value, measure, event, place, actor, low, high, day, told_on, names, terms, countries, period,
        noun, coalesce(detail['thing'], '') AS thing, '' AS told_in, NULL AS concept, TRUE AS called
    FROM told_records
    UNION ALL BY NAME
    SELECT v.id, v.doc, v.in_batch, NULL AS direction, split_part(CASE WHEN v.unit <> 'count' OR v.kind IN ('count', 'number') THEN v.unit ELSE v.kind END, '/', 1) AS unit, c.base_unit AS full_unit, v.value, v.measure, CASE WHEN v.event = 'recorded' THEN NULL WHEN v.event IN ('shot_down', 'neutralised') THEN 'destroyed' ELSE v.event END AS event, v.place,
        CASE WHEN v.event IS DISTINCT FROM 'recorded' THEN v.actor END AS actor, v.low, v.high,
        coalesce(CASE WHEN v.timed OR own_time(c.time_basis, c.time_text) THEN v.time_start END, v.published)::DATE AS day, v.published::DATE AS told_on,
        list_transform(names_in(v.sentence) || regexp_extract_all(v.sentence, '^(\p{Lu}[\p{L}-]{3,})', 1), lambda w: lower(w)) AS names, list_transform(plain_words(v.sentence), lambda w: regexp_replace(w, '([^s])s$', '\1')) AS terms, []::VARCHAR[] AS countries,
        -- a figure of a time that its text does not give is one of that text's day
        CASE WHEN c.time_precision IN ('week', 'month', 'quarter', 'year') THEN c.time_precision WHEN own_time(c.time_basis, c.time_text) THEN CASE WHEN c.time_end - c.time_start > INTERVAL 2 DAY THEN span_class_of(c.time_start, c.time_end)::VARCHAR ELSE 'day' END ELSE '' END AS period,
        -- "drones" ends as "drone" does
        rtrim(v.head, 'e') AS noun, '' AS thing, lower(v.sentence) AS told_in, v.concept, FALSE AS called
    FROM voiced v JOIN claims c ON c.rowid = v.id
    WHERE v.modality IN ('asserted', 'reported', 'alleged') AND coalesce(c.time_role, 'event') <> 'since' AND coalesce(c.aggregation, '') NOT IN ('cumulative', 'share')
      AND v.id NOT IN (SELECT id FROM near_relations WHERE role IN ('part', 'total')) AND EXISTS (FROM told_records)
      AND v.id NOT IN (SELECT id FROM told_records)
), series AS (
    -- figures of one thing that different texts tell: a record must be beyond those of before
    SELECT l.id, e.id AS other, l.detail['words'] AS words,
        -- "$3,890 an ounce", and "$3,860"
        coalesce(CASE WHEN l.full_unit <> e.full_unit THEN CASE l.direction WHEN 'min' THEN l.value > e.value ELSE l.value < e.value END
                      WHEN l.direction = 'min' THEN l.low > e.high ELSE l.high < e.low END, FALSE) AS violates,
        -- "Dengue killed 204", and "240 dengue deaths"
        list_has_any(l.names, e.names || e.terms) AND l.names <> [''] OR coalesce(l.actor = e.actor, FALSE) OR coalesce(l.place = e.place, FALSE) AS near,
        len(list_filter(list_intersect(l.terms, e.terms), lambda w: w <> '')) AS likeness,
        list_has_any(l.countries, e.countries) AND l.countries <> [''] AS same_country,
        l.detail['wide'] = 'yes' AS wide, coalesce(l.detail['own'] = 'yes', FALSE) AS own, l.noun <> '' AND l.noun = e.noun AS same_noun, coalesce(l.measure = e.measure, FALSE) AS same_measure,
        same_measure AND starts_with(l.measure, 'price:') AND l.full_unit = e.full_unit AND contains(l.full_unit, '/') AND l.names = [''] AND l.countries = [''] AS same_price,
        coalesce(l.detail['thing'], '') <> '' AND (l.detail['thing'] = e.thing OR rtrim(without_ending(l.detail['thing']), 'e') = e.noun) OR e.thing <> '' AND e.thing = l.detail['noun'] AS same_thing, e.called,
        -- "the highest in Libya", and a figure whose sentence names Libya or Libyans, or neither text any country
        len(list_filter(l.countries, lambda w: w <> '' AND contains(e.told_in, w[1:5]))) > 0 AS land_told,
        l.place IS NULL AND (l.countries = [''] AND l.names = [''] OR land_told) OR wide AND land_told AND likeness > 2 AS same_land,
        -- "390 people freed", and as many prisoners: all to whom the same befell
        coalesce(l.event = e.event, FALSE) AND l.detail['anybody'] = 'yes' AND e.concept IN (SELECT id FROM ancestors WHERE kind = 'concept' AND ancestor IN ('person', 'case')) AS same_fate,
        -- no names by which they are told apart
        len(list_filter(l.names, lambda w: w <> '')) = 0 OR len(list_filter(e.names, lambda w: w <> '')) = 0 AS nameless
    FROM told_records l JOIN figures_told e ON e.unit = l.unit AND (e.direction IS NULL OR e.direction = l.direction)
    WHERE l.doc <> e.doc AND (l.in_batch OR e.in_batch) AND l.day > e.day AND l.told_on > e.told_on
      AND (l.detail['from'] IS NULL OR e.day >= l.detail['from']::DATE)
      -- bare numbers are of anything
      AND (l.measure IS NOT NULL OR l.event IS NOT NULL OR l.noun <> '' OR l.detail['thing'] IS NOT NULL)
      AND (l.period = e.period OR l.period = '' OR e.period = '' OR e.called AND l.unit <> 'count')
      AND (same_measure OR same_fate OR same_thing OR same_noun AND coalesce(l.event = e.event, TRUE) OR e.called AND coalesce(l.event = e.event, TRUE) AND (l.measure IS NULL OR e.measure IS NULL OR starts_with(l.measure, e.measure) OR starts_with(e.measure, l.measure))
           -- 69 and 17 megajoules of one machine
           OR near AND likeness > 3 AND l.full_unit = e.full_unit AND l.unit NOT IN ('count', 'share', 'percent', 'money')
           OR (e.called AND near OR l.actor = e.actor AND l.detail['noun'] IS NULL AND e.noun = '') AND likeness > 2 AND (l.detail['noun'] IS NULL OR e.noun = ''))
      AND (coalesce(l.actor = e.actor, TRUE) OR same_thing AND likeness > 1) AND (l.detail['wide'] = 'yes' AND (e.called OR same_land) OR coalesce(l.place = e.place, TRUE))
      AND (l.full_unit <> e.full_unit OR coalesce(e.low, e.high) < 60 * l.high AND l.low < 60 * coalesce(e.high, e.low))
), alike AS (
    SELECT id, other, words, violates FROM series
    -- "its best haul" is that of one whom nothing names
    WHERE CASE WHEN called THEN near AND (same_thing OR same_measure OR likeness > 0) OR same_country AND wide AND (same_thing OR same_measure) OR likeness > 1 AND (nameless AND NOT own OR likeness > 4)
               -- an ounce of gold has one price wherever it is told
               ELSE (near OR same_price) AND (same_measure OR likeness > 0) OR (same_measure OR same_noun OR same_fate) AND same_land AND NOT own AND likeness > 1 END
), both_kinds AS (
    SELECT id, other, words, violates, told FROM beaten
    UNION ALL
    SELECT id, other, words, violates, '' FROM alike
    UNION ALL
    SELECT id, other, words,
        coalesce(CASE WHEN lowest THEN low > least_high ELSE high < most_low END, FALSE) AS violates, ''
    FROM held
    WHERE other IS NOT NULL
      AND (scope NOT IN ('year', 'month', 'week') OR date_trunc('year', other_at) = date_trunc('year', moment))
)
SELECT DISTINCT ON (id, other) [id, other] AS ids, words, violates, told,
    CASE WHEN violates THEN 'contradiction' ELSE 'ok' END AS verdict
FROM both_kinds
ORDER BY id, other, violates DESC

-- working
SELECT k.comparison,
    '"' || a.words || '" (' || a.voice || coalesce(', ' || strftime(a.time_start, '%Y-%m-%d'), '') || ') is ' || CASE WHEN k.told = 'beyond' THEN 'said to be beyond the record ("' || k.words || '"); the record "'
        WHEN k.told <> '' THEN 'said to be ' || CASE k.told WHEN 'max' THEN 'more' ELSE 'less' END || ' than another ("' || k.words || '"); the other "'
        ELSE 'called "' || k.words || '"; the earlier "' END || b.words
    || '" (' || b.voice || coalesce(', ' || strftime(b.time_start, '%Y-%m-%d'), '') || ') is ' || CASE WHEN k.violates THEN 'beyond it' ELSE 'not beyond it' END AS working
FROM kept k JOIN spoken a ON a.id = k.ids[1] JOIN spoken b ON b.id = k.ids[2]

-- code: T402
-- name: superlative-violated
-- severity: warning
-- message: an earlier figure is larger than the one called the largest
-- none: no claim is called a record, or no earlier claim is of the same measure
-- does: Holds a figure that a text calls the largest, a record or unprecedented against the earlier dated claims
--    of the same measure in the store.
-- matters: A record that had been passed before is no record; one of the two figures or dates is wrong.
-- example: 728 drones on 9 July, and 500 called "the largest" on 1 August
-- working: Names the record, its words, and the largest earlier figure with its day. Drones, and drones and
--    missiles together, are different measures and are not compared.
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
        PARTITION BY measure, base_unit, actor, months ORDER BY moment
        RANGE BETWEEN UNBOUNDED PRECEDING AND INTERVAL 1 DAY PRECEDING)
), held AS (
    SELECT *, direction = 'min' AS lowest, CASE WHEN direction = 'min' THEN least ELSE most END AS other,
        CASE WHEN direction = 'min' THEN least_at ELSE most_at END AS other_at
    FROM ranked WHERE words IS NOT NULL
), beaten AS (
    -- the record that the text itself says was beaten, or an earlier one that it tells beside
    SELECT c.id, p.id AS other, c.detail['words'] AS words,
        coalesce(CASE WHEN c.base_unit <> p.base_unit THEN CASE WHEN c.detail['direction'] = 'min' THEN c.value > p.value ELSE c.value < p.value END
                      WHEN c.detail['direction'] = 'min' THEN c.low > p.high ELSE c.high < p.low END, FALSE) AS violates
    FROM links c JOIN links p USING (relation_id)
    WHERE c.link = 'record' AND c.role = 'claim' AND p.role = 'previous' AND coalesce(c.detail['rank'], '1') = '1'
      -- "$3,890 an ounce", and the "$3,860" before it; "48.2 billion kronor", and the "46.9 billion"
      AND (split_part(c.base_unit, '/', 1) = split_part(p.base_unit, '/', 1) OR p.base_unit = 'count') AND c.modality NOT IN ('figurative', 'denied') AND p.modality NOT IN ('figurative', 'denied')
), called AS (
    -- figures of one thing that different texts call records: the later one must be beyond the earlier
    SELECT r.relation_id, c.rowid AS id, c.document_key, c.base_unit, c.check_lower AS low, c.check_upper AS high,
        r.detail['noun'] AS noun, r.detail['direction'] AS direction, r.detail['words'] AS words,
        coalesce(CASE WHEN own_time(c.time_basis, c.time_text) AND coalesce(c.time_role, 'event') <> 'since' THEN c.time_start END, d.published)::DATE AS day,
        unnest(string_split(r.detail['names'] || CASE r.detail['scope'] WHEN 'war' THEN '|war' ELSE '' END, '|')) AS name
    FROM relations r JOIN claims c USING (claim_id) JOIN documents d USING (document_key)
    WHERE r.kind = 'record' AND r.role = 'claim' AND coalesce(r.detail['rank'], '1') = '1' AND d.superseded_by IS NULL
      AND c.modality NOT IN ('figurative', 'denied') AND r.detail['noun'] IN (SELECT detail['noun'] FROM links WHERE link = 'record')
), series AS (
    SELECT DISTINCT later.id, earlier.id AS other, later.words,
        coalesce(CASE WHEN later.direction = 'min' THEN later.low > earlier.high ELSE later.high < earlier.low END, FALSE) AS violates
    FROM called later JOIN called earlier USING (noun, base_unit, direction, name)
    WHERE name <> '' AND later.document_key <> earlier.document_key AND later.day > earlier.day
      AND (later.document_key IN (SELECT document_key FROM batch_keys) OR earlier.document_key IN (SELECT document_key FROM batch_keys))
), both_kinds AS (
    SELECT id, other, words, violates FROM beaten
    UNION ALL
    SELECT id, other, words, violates FROM series
    UNION ALL
    SELECT id, other, words,
        coalesce(CASE WHEN lowest THEN low > least_high ELSE high < most_low END, FALSE) AS violates
    FROM held
    WHERE other IS NOT NULL
      AND (scope NOT IN ('year', 'month', 'week') OR date_trunc('year', other_at) = date_trunc('year', moment))
)
SELECT DISTINCT ON (id, other) [id, other] AS ids, words, violates,
    CASE WHEN violates THEN 'contradiction' ELSE 'ok' END AS verdict
FROM both_kinds
ORDER BY id, other, violates DESC

-- working
SELECT k.comparison,
    '"' || a.words || '" (' || a.voice || coalesce(', ' || strftime(a.time_start, '%Y-%m-%d'), '') || ') is called "' || k.words || '"; the earlier "' || b.words
    || '" (' || b.voice || coalesce(', ' || strftime(b.time_start, '%Y-%m-%d'), '') || ') is ' || CASE WHEN k.violates THEN 'beyond it' ELSE 'not beyond it' END AS working
FROM kept k JOIN spoken a ON a.id = k.ids[1] JOIN spoken b ON b.id = k.ids[2]

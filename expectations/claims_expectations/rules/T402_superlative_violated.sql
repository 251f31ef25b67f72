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
WITH ranked AS (
    SELECT id, measure, low, high, actor_in_text, from_time, span_class,
        max(low) OVER earlier AS most_low, arg_max(id, low) OVER earlier AS most,
        min(high) OVER earlier AS least_high, arg_min(id, high) OVER earlier AS least
    FROM field
    WHERE span_class IN ('day', 'undated') AND aggregation NOT IN ('cumulative', 'stock') AND NOT limb
    WINDOW earlier AS (
        PARTITION BY measure, base_unit, actor_in_text ORDER BY CASE span_class WHEN 'day' THEN from_time ELSE published END
        RANGE BETWEEN UNBOUNDED PRECEDING AND INTERVAL 1 DAY PRECEDING)
), records AS (
    SELECT DISTINCT id, cue, detail['direction'] AS direction, detail['rank'] AS rank, detail['scope'] AS scope FROM links WHERE link = 'record'
)
SELECT [r.id, CASE WHEN r.direction = 'down' THEN k.least ELSE k.most END] AS ids, r.cue,
    coalesce(CASE WHEN r.direction = 'down' THEN k.low > k.least_high ELSE k.high < k.most_low END, FALSE) AS violates,
    CASE WHEN violates THEN 'contradiction' ELSE 'ok' END AS verdict
FROM records r JOIN ranked k USING (id)
WHERE CASE WHEN r.direction = 'down' THEN k.least ELSE k.most END IS NOT NULL
  AND coalesce(r.rank, '1') IN ('1', 'largest', 'first', 'record')

-- working
SELECT k.comparison,
    '"' || a.words || '" (' || a.voice || coalesce(', ' || strftime(a.time_start, '%Y-%m-%d'), '') || ') is called "' || k.cue || '"; the earlier "' || b.words
    || '" (' || b.voice || coalesce(', ' || strftime(b.time_start, '%Y-%m-%d'), '') || ') is ' || CASE WHEN k.violates THEN 'beyond it' ELSE 'not beyond it' END AS working
FROM kept k JOIN spoken a ON a.id = k.ids[1] JOIN spoken b ON b.id = k.ids[2]

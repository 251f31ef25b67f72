-- code: T403
-- name: cumulative-decrease
-- severity: warning
-- message: a toll falls from one report to the next
-- none: no two reports give a toll of the same event at different times
-- does: Puts the tolls of one event, or of a running total, in the order of their reports and looks for one below an
--    earlier one.
-- matters: Tolls rise as reports come in. A lower one is a correction, a change of scope, or a stale copy.
-- example: 13, 16 and 19 dead in the course of a morning, then 8
-- working: Names the earlier and higher figure and the later and lower one with their times of report.
-- sources: the claims of the store

-- comparisons
WITH reported AS MATERIALIZED (
    SELECT id, doc, in_batch, firm, low, high, told_at AS moment,
        hash(measure, base_unit, place, actor, target, CASE WHEN aggregation = 'cumulative' AND NOT since THEN NULL ELSE occasion END) AS matter
    FROM figures
    WHERE NOT limb AND NOT vague AND span_class <> 'undated' AND told_at IS NOT NULL
      AND (aggregation = 'cumulative' OR growing) AND kind IN ('count', 'number', 'money')
      AND (place <> 0 OR actor <> 0 OR target <> 0 OR firm)
), moving AS (
    SELECT matter FROM reported GROUP BY matter
    HAVING bool_or(in_batch) AND max(moment) - min(moment) >= INTERVAL 1 MINUTE
), ordered AS (
    SELECT id, doc, in_batch, matter, high, max(low) OVER earlier AS most_low
    FROM reported SEMI JOIN moving USING (matter)
    WINDOW earlier AS (PARTITION BY matter ORDER BY moment RANGE BETWEEN UNBOUNDED PRECEDING AND INTERVAL 1 MINUTE PRECEDING)
), reached AS (
    -- the first to give a number is the one that a later report falls below
    SELECT matter, low, arg_min({'id': id, 'doc': doc, 'in_batch': in_batch, 'firm': firm}, (moment, id)) AS first
    FROM reported SEMI JOIN moving USING (matter)
    WHERE low IS NOT NULL GROUP BY matter, low
), sides AS (
    SELECT o.id, r.first.id AS most, coalesce(o.high < o.most_low, FALSE) AND o.doc <> r.first.doc AS falls, NOT r.first.firm AS uncertain
    FROM ordered o JOIN reached r ON r.matter = o.matter AND r.low = o.most_low
    WHERE o.in_batch OR r.first.in_batch
), fallen AS (
    SELECT s.id, s.most, same_item(a.item, b.item) AS alike, a.modality = 'alleged' OR b.modality = 'alleged' AS alleged
    FROM sides s JOIN claims a ON a.rowid = s.id JOIN claims b ON b.rowid = s.most
    WHERE s.falls
)
SELECT [s.id, s.most] AS ids, coalesce(f.alike, FALSE) AS violates,
    CASE WHEN violates THEN 'contradiction' ELSE 'ok' END AS verdict, s.uncertain OR coalesce(f.alleged, FALSE) AS uncertain
FROM sides s LEFT JOIN fallen f USING (id, most)

-- working
SELECT k.comparison,
    '"' || b.words || '" (' || b.voice || coalesce(', ' || strftime(b.published, '%Y-%m-%d %H:%M'), '') || '), then "' || a.words || '" (' || a.voice
    || coalesce(', ' || strftime(a.published, '%Y-%m-%d %H:%M'), '') || '): '
    || CASE WHEN k.violates THEN 'the later is lower; a revision, a change of scope, or a stale copy' ELSE 'does not fall' END AS working
FROM kept k JOIN spoken a ON a.id = k.ids[1] JOIN spoken b ON b.id = k.ids[2]

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
    SELECT id, in_batch, low, CASE WHEN firm AND time_role = 'as_of' THEN time_start ELSE published END AS moment,
        hash(measure, base_unit, place_in_text, actor_in_text, target_in_text,
             CASE WHEN aggregation = 'cumulative' AND time_role IS DISTINCT FROM 'since' THEN NULL ELSE occasion END) AS matter
    FROM field
    WHERE NOT limb AND NOT vague AND span_class <> 'undated' AND moment IS NOT NULL
      AND (aggregation = 'cumulative' OR list_contains(getvariable('growing'), coalesce(event, '')))
      AND kind IN ('count', 'number', 'money')
      AND (place_in_text <> '' OR actor_in_text <> '' OR target_in_text <> '' OR firm)
), moving AS (
    SELECT matter FROM reported GROUP BY matter
    HAVING bool_or(in_batch) AND max(moment) - min(moment) >= INTERVAL 1 MINUTE
), ordered AS (
    SELECT id, max(low) OVER earlier AS most_low, arg_max(id, low) OVER earlier AS most
    FROM reported SEMI JOIN moving USING (matter)
    WINDOW earlier AS (PARTITION BY matter ORDER BY moment RANGE BETWEEN UNBOUNDED PRECEDING AND INTERVAL 1 MINUTE PRECEDING)
), sides AS (
    SELECT o.id, o.most, coalesce(a.high < o.most_low, FALSE) AND a.doc <> e.doc AS falls,
        a.modality = 'alleged' OR e.modality = 'alleged' OR NOT e.firm AS uncertain, a.item, e.item AS most_item
    FROM ordered o JOIN field a ON a.id = o.id JOIN field e ON e.id = o.most
    WHERE a.in_batch OR e.in_batch
)
SELECT [id, most] AS ids,
    CASE WHEN falls THEN same_item(item, most_item) ELSE FALSE END AS violates,
    CASE WHEN violates THEN 'contradiction' ELSE 'ok' END AS verdict, uncertain
FROM sides

-- working
SELECT k.comparison,
    '"' || b.words || '" (' || b.voice || coalesce(', ' || strftime(b.published, '%Y-%m-%d %H:%M'), '') || '), then "' || a.words || '" (' || a.voice
    || coalesce(', ' || strftime(a.published, '%Y-%m-%d %H:%M'), '') || '): '
    || CASE WHEN k.violates THEN 'the later is lower; a revision, a change of scope, or a stale copy' ELSE 'does not fall' END AS working
FROM kept k JOIN spoken a ON a.id = k.ids[1] JOIN spoken b ON b.id = k.ids[2]

-- code: T403
-- name: cumulative-decrease
-- severity: warning
-- message: a toll falls from one report to the next
-- none: no two reports give a toll of the same event at different times
-- does: Puts the tolls of one event, or of a running total, in the order of their reports and looks for one below an
--    earlier one; so, too, the levels of one total that a text tells one after the other.
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
), batch_tolls AS (
    SELECT DISTINCT unnest(string_split(detail['kinds'], '|')) AS matter FROM links WHERE link = 'series' AND role = 'told'
), told_parts AS (
    SELECT claim_id, harm, matter, unnest(string_split(names, '|')) AS name
    FROM (SELECT claim_id, detail['harm'] AS harm, detail['names'] AS names, unnest(string_split(detail['kinds'], '|')) AS matter
          FROM relations WHERE kind = 'series' AND role = 'told')
    SEMI JOIN batch_tolls USING (matter)
), tolls AS (
    SELECT p.matter, p.name, p.harm, c.rowid AS id, d.rowid AS doc, b.doc IS NOT NULL AS in_batch, coalesce(c.place, '') AS place,
        c.check_lower AS low, c.check_upper AS high, own_time(c.time_basis, c.time_text) AS firm,
        coalesce(CASE WHEN firm AND c.time_role = 'as_of' THEN c.time_start END, d.published) AS told_at,
        -- the day of the happening itself, where it is told
        CASE WHEN firm AND c.time_role = 'event' AND c.aggregation = 'event' THEN c.time_start::DATE END AS occasion
    FROM told_parts p JOIN claims c USING (claim_id) JOIN documents d USING (document_key) LEFT JOIN batch_keys b ON b.doc = d.rowid
    WHERE d.superseded_by IS NULL AND c.modality IN ('asserted', 'reported') AND told_at IS NOT NULL
), named_falls AS (
    SELECT b.id, arg_max(a.id, a.low) AS most, bool_or(coalesce(b.high < a.low, FALSE)) AS violates
    FROM tolls a JOIN tolls b USING (matter, name, harm)
    WHERE a.doc <> b.doc AND (a.in_batch OR b.in_batch) AND a.told_at < b.told_at AND b.told_at <= a.told_at + INTERVAL 30 DAY
      AND (a.place = '' OR b.place = '' OR a.place = b.place) AND (a.occasion IS NULL OR b.occasion IS NULL OR a.occasion = b.occasion)
      -- another happening, or a part of this one, where it is a few times smaller
      AND b.high * 4 >= a.low
    GROUP BY b.id
)
SELECT [s.id, s.most] AS ids, coalesce(f.alike, FALSE) AS violates,
    CASE WHEN violates THEN 'contradiction' ELSE 'ok' END AS verdict, s.uncertain OR coalesce(f.alleged, FALSE) AS uncertain
FROM sides s LEFT JOIN fallen f USING (id, most)
UNION ALL
-- tolls of one kind of happening with a name in common, where no place tells them apart
SELECT [id, most] AS ids, violates, CASE WHEN violates THEN 'contradiction' ELSE 'ok' END AS verdict, FALSE AS uncertain
FROM named_falls
UNION ALL
-- levels of one total that a text tells one after the other
SELECT DISTINCT [b.id, a.id] AS ids, coalesce(b.high < a.low, FALSE) AS violates,
    CASE WHEN violates THEN 'contradiction' ELSE 'ok' END AS verdict, FALSE AS uncertain
FROM links a JOIN links b USING (relation_id)
WHERE a.link = 'series' AND a.role = 'earlier' AND b.role = 'later'

-- working
SELECT k.comparison,
    '"' || b.words || '" (' || b.voice || coalesce(', ' || strftime(b.published, '%Y-%m-%d %H:%M'), '') || '), then "' || a.words || '" (' || a.voice
    || coalesce(', ' || strftime(a.published, '%Y-%m-%d %H:%M'), '') || '): '
    || CASE WHEN k.violates THEN 'the later is lower; a revision, a change of scope, or a stale copy' ELSE 'does not fall' END AS working
FROM kept k JOIN spoken a ON a.id = k.ids[1] JOIN spoken b ON b.id = k.ids[2]

-- code: T403
-- name: cumulative-decrease
-- severity: warning
-- message: a toll falls from one report to the next
-- none: no two reports give a toll of the same event at different times
-- does: Puts the tolls of one event, or of a running total, in the order of their reports and looks for one below an
--    earlier one; so, too, the levels of one total that a text tells one after the other, and counts that run on
--    ("so far this season", "since the start of the war") in texts that count the same thing. Texts speak of one happening
--    where names, its kind and its words meet, and they are near in time or say that the number goes on; a text that
--    announces a revision, or gives the other figure as well, has explained the difference.
-- matters: Tolls rise as reports come in. A lower one is a correction, a change of scope, or a stale copy.
-- example: 13, 16 and 19 dead in the course of a morning, then 8
-- working: Names the earlier and higher figure and the later and lower one with their times of report.
-- sources: the claims of the store

-- comparisons
WITH times_told AS (
    -- words of time are few, and read once: what is asked of them is not asked of each claim
    SELECT unnest(list(time_text)) AS time_text FROM (SELECT DISTINCT time_text FROM claims)
), reported AS MATERIALIZED (
    SELECT id, doc, in_batch, firm, low, high, told_at AS moment, place <> 0 OR actor <> 0 OR target <> 0 AS known,
        hash(measure, base_unit, place, actor, target, CASE WHEN aggregation = 'cumulative' AND NOT since THEN NULL ELSE occasion END) AS matter
    FROM figures
    WHERE NOT limb AND NOT vague AND span_class <> 'undated' AND told_at IS NOT NULL
      AND (aggregation = 'cumulative' OR growing) AND kind IN ('count', 'number', 'money')
      AND (place <> 0 OR actor <> 0 OR target <> 0 OR firm)
      -- what each day or week sees anew is no running total
      AND id NOT IN (SELECT rowid FROM claims WHERE time_role = 'period'
                     UNION ALL SELECT rowid FROM claims
                     WHERE time_text IN (FROM times_told WHERE regexp_matches(time_text, '\b(past|last|previous|preceding) .*\b(day|night|hours|week|month)s?\b', 'i')))
), moved AS MATERIALIZED (
    -- what is told of at two moments
    FROM reported SEMI JOIN (
        SELECT matter FROM reported GROUP BY matter
        HAVING bool_or(in_batch) AND max(moment) - min(moment) >= INTERVAL 1 MINUTE) USING (matter)
), ordered AS (
    SELECT id, doc, in_batch, matter, moment, high, known, max(low) OVER earlier AS most_low
    FROM moved
    WINDOW earlier AS (PARTITION BY matter ORDER BY moment RANGE BETWEEN UNBOUNDED PRECEDING AND INTERVAL 1 MINUTE PRECEDING)
), reached AS (
    -- the first to give a number is the one that a later report falls below
    SELECT matter, low, arg_min({'id': id, 'doc': doc, 'in_batch': in_batch, 'firm': firm, 'moment': moment}, (moment, id)) AS first
    FROM moved
    WHERE low IS NOT NULL GROUP BY matter, low
), sides AS (
    SELECT o.id, r.first.id AS most, coalesce(o.high < o.most_low, FALSE) AND o.doc <> r.first.doc
        -- no total is told of for longer, and none of nobody and nowhere but as news
        AND o.moment <= r.first.moment + CASE WHEN o.known THEN INTERVAL 4 YEAR ELSE INTERVAL 10 DAY END AS falls, NOT r.first.firm AS uncertain
    FROM ordered o JOIN reached r ON r.matter = o.matter AND r.low = o.most_low
    WHERE o.in_batch OR r.first.in_batch
), texts AS MATERIALIZED (
    -- what is needed of the texts, once for each claim
    SELECT rowid AS id, item, modality = 'alleged' AS alleged,
        -- "revised the number down to 1,200 from 1,400"
        regexp_matches(sentence, '\b(revis(ed|es|ing|ion)|corrected|lowered|reduced|adjusted|down (to|from|by)|counted twice|double[- ]count(ed|ing)|instead of)\b', 'i') AS revised
    FROM claims
    WHERE rowid IN (SELECT unnest([id, most]) FROM sides WHERE falls)
), fallen AS (
    SELECT s.id, s.most, same_item(a.item, b.item) AND NOT a.revised AS alike, a.alleged OR b.alleged AS alleged
    FROM sides s JOIN texts a ON a.id = s.id JOIN texts b ON b.id = s.most
    WHERE s.falls
), batch_tolls AS (
    SELECT DISTINCT detail['harm'] AS harm, unnest(string_split(concat_ws('|', detail['names'], detail['countries'], detail['signs']), '|')) AS name
    FROM links WHERE link = 'series' AND role = 'told'
), told_names AS MATERIALIZED (
    SELECT claim_id, detail, name
    FROM (SELECT claim_id, detail, unnest(string_split(concat_ws('|', detail['names'], detail['countries'], detail['signs']), '|')) AS name
          FROM relations WHERE kind = 'series' AND role = 'told')
    WHERE (detail['harm'], name) IN (SELECT (harm, name) FROM batch_tolls) AND name <> ''
), tolls AS MATERIALIZED (
    SELECT n.claim_id, n.detail, n.detail['harm'] AS harm, coalesce(n.detail['who'], '') AS who, coalesce(n.detail['span'], '') AS span, c.rowid AS id, d.rowid AS doc,
        b.doc IS NOT NULL AS in_batch, CASE c.base_unit WHEN '1' THEN 'count' ELSE c.base_unit END AS base_unit, c.check_lower AS low, lower(coalesce(c.place, '')) AS place, coalesce(contains(c.sentence, c.place), FALSE) AS placed, c.value,
        -- "more than 180" is not much more
        CASE WHEN c.relation IN ('>', '>=') THEN c.base_lower * 1.25 ELSE c.check_upper END AS high,
        list_filter(string_split(coalesce(n.detail['names'], ''), '|'), lambda w: w <> '') AS names, list_filter(string_split(coalesce(n.detail['places'], ''), '|'), lambda w: w <> '') AS places,
        list_filter(string_split(coalesce(n.detail['kinds'], ''), '|'), lambda w: w <> '') AS kinds, string_split(coalesce(n.detail['terms'], ''), '|') AS terms,
        n.detail['start'] AS start, list_filter(regexp_extract_all(lower(coalesce(c.attributed_to, '')), '[a-z]{4,}'), lambda w: w NOT IN ('ministry', 'minister', 'official', 'officials', 'department', 'office', 'agency', 'service', 'according', 'spokesman')) AS voices,
        -- those that do not come again and again
        list_filter(kinds, lambda w: w NOT IN ('attack', 'protest', 'fighting')) AS single_kinds,
        n.detail['grown'] = 'yes' AS grown, n.detail['revised'] = 'yes' AS revised, TRY_CAST(n.detail['day'] AS DATE) AS day,
        -- "by Friday", but not "killed in Friday's strike"
        coalesce(CASE WHEN own_time(c.time_basis, c.time_text) AND c.time_role = 'as_of' AND c.time_end <= d.published AND regexp_matches(lower(c.time_text), '^(by|as of|as at|until|till|up to|at) ') THEN c.time_end END, d.published) AS told_at
    FROM (SELECT DISTINCT claim_id, detail FROM told_names) n JOIN claims c USING (claim_id) JOIN documents d USING (document_key) LEFT JOIN batch_keys b ON b.doc = d.rowid
    WHERE d.superseded_by IS NULL AND c.modality IN ('asserted', 'reported', 'alleged') AND d.published IS NOT NULL
      AND n.detail['span'] IS DISTINCT FROM 'period'
), named AS MATERIALIZED (
    -- What happens again and again is told anew: only texts of half a month are held against each other (same_happening).
    SELECT t.id, t.doc, t.in_batch, t.harm, t.base_unit, t.told_at, t.low, t.high, n.name, floor(epoch(t.told_at) / (15 * 86400)) AS fortnight,
        t.span IN ('since', 'year') OR len(t.single_kinds) > 0 AS lasts,
        t.day, coalesce(t.grown, FALSE) OR t.span IN ('since', 'year') AS grown,
        rank() OVER (PARTITION BY t.harm, n.name, t.base_unit ORDER BY t.told_at, t.id) AS nth
    FROM tolls t JOIN told_names n USING (claim_id, detail)
), pairs AS (
    -- those that fall, and of those that do not the last before: what all of them would show is shown by these
    SELECT a.id AS earlier, b.id AS later, bool_or(NOT starts_with(a.name, '~')) AS by_name
    FROM (SELECT *, unnest([fortnight, fortnight + 1] || CASE WHEN lasts THEN [-1] ELSE [] END) AS until FROM named) a
    JOIN (SELECT *, unnest([fortnight] || CASE WHEN lasts OR grown THEN [-1] ELSE [] END) AS until FROM named) b
      USING (harm, name, base_unit, until)
    WHERE a.doc <> b.doc AND (a.in_batch OR b.in_batch) AND a.told_at < b.told_at AND (b.high < a.low OR a.nth + 20 >= b.nth)
      AND (a.lasts AND b.lasts OR b.grown OR coalesce(a.day = b.day, b.told_at <= a.told_at + INTERVAL 3 DAY))
    GROUP BY a.id, b.id
), met AS (
    SELECT a.id AS earlier, b.id AS later, a.doc AS earlier_doc, b.doc AS later_doc,
        a.low, b.high, b.value, b.harm,
        coalesce(b.grown, FALSE) OR b.span = 'since' AS grown, a.span = 'since' AND (b.span = 'since' OR coalesce(b.grown, FALSE)) OR a.span = 'year' AND b.span = 'year' AS since,
        -- "in Paiporta alone": a place of which the earlier text says nothing
        b.placed AND NOT list_has_any(string_split(b.place, ' '), a.names || a.terms) AND b.grown IS DISTINCT FROM TRUE AND a.place <> b.place AND b.span = '' AS part_of_it, (epoch(b.told_at) - epoch(a.told_at)) / 86400 AS days,
        -- a name may open a sentence, where it is no more than a word
        len(list_distinct(list_intersect(a.names, b.names || b.terms) || list_intersect(b.names, a.names || a.terms))) AS names, len(list_filter(list_intersect(a.terms, b.terms), lambda w: w <> '')) AS terms,
        list_has_any(a.kinds, b.kinds) AS kindred, len(a.kinds) > 0 AND len(b.kinds) > 0 AND NOT list_has_any(a.kinds, b.kinds) AS unlike,
        NOT list_has_any(a.single_kinds, b.single_kinds) AS recurs,
        list_has_any(a.kinds, ['disease', 'outbreak']) AS lasting, a.day <> b.day AS other_day, a.day = b.day AS same_day,
        len(a.places) > 0 AND len(b.places) > 0 AND NOT list_has_any(a.places, b.names) AND NOT list_has_any(b.places, a.names) AS elsewhere,
        b.day > a.told_at::DATE AS later_day,
        p.by_name, coalesce(a.start = b.start, FALSE) AND list_has_any(a.voices, b.voices) AS same_start
    FROM pairs p JOIN tolls a ON a.id = p.earlier JOIN tolls b ON b.id = p.later
    -- of all the dead, the pilgrims are a part
    WHERE (a.who = b.who OR b.who = '' AND list_has_any(a.kinds, b.kinds))
      -- what is counted since a day goes on for years
      AND b.told_at <= a.told_at + CASE WHEN a.span = 'since' AND b.span = 'since' THEN INTERVAL 3 YEAR ELSE INTERVAL 150 DAY END
      AND (b.span <> 'year' AND a.span <> 'year' OR year(a.told_at) = year(b.told_at))
      AND (a.span = b.span OR a.span <> 'today' AND b.span <> 'today' AND (b.grown OR b.span = 'since'))
      AND b.revised IS DISTINCT FROM TRUE AND (b.span <> 'today' OR b.told_at::DATE = a.told_at::DATE)
      -- the toll of a part of what happened, or of something else, is a few times smaller
      AND b.high * CASE WHEN a.start = b.start AND a.place = b.place AND list_has_any(a.voices, b.voices) THEN 120 WHEN b.grown THEN 15 ELSE 6 END >= a.low
      AND (a.start IS NULL OR b.start IS NULL OR a.start = b.start)
), same_happening AS (
    SELECT *, coalesce(high < low, FALSE) AS falls FROM met
    WHERE coalesce(NOT elsewhere, TRUE) AND NOT unlike AND coalesce(NOT part_of_it, TRUE)
      AND CASE WHEN names > 0 THEN kindred OR names > 1 OR terms > 0 WHEN same_start THEN terms > 1 ELSE kindred AND terms > 1 AND (by_name OR days <= 10) END
      -- raids on one town follow each other; of an earthquake there is one
      AND CASE WHEN recurs THEN coalesce(same_day, FALSE) AND days <= 14
                    OR since OR grown AND days <= 14 AND NOT coalesce(other_day AND later_day, FALSE)
                    OR days <= 3 AND NOT coalesce(other_day, FALSE)
               -- of an epidemic each day has its dead
               -- what happened after the earlier report is something else
               ELSE grown OR NOT coalesce(later_day OR other_day AND lasting, FALSE) END
), named_falls AS (
    SELECT later AS id, arg_max(earlier, (low, -earlier)) AS most,
        -- a text that gives the other figure as well has explained the difference
        bool_or(falls AND NOT EXISTS (FROM tolls t WHERE t.doc = s.later_doc AND t.harm = s.harm AND t.high >= s.low AND t.id <> s.later)
                      AND NOT EXISTS (FROM claims t JOIN documents e USING (document_key) WHERE e.rowid = s.earlier_doc AND t.kind IN ('count', 'number') AND coalesce(t.check_lower, t.check_upper) <= s.high AND coalesce(t.check_upper, t.check_lower) >= s.high * 0.79 AND t.rowid <> s.earlier AND t.value = s.value)) AS violates
    FROM same_happening s GROUP BY later
), batch_running AS (
    SELECT DISTINCT coalesce(detail['noun'], '') AS noun FROM links WHERE link = 'series' AND role = 'running'
), running AS MATERIALIZED (
    SELECT c.rowid AS id, d.rowid AS doc, b.doc IS NOT NULL AS in_batch, r.detail, coalesce(r.detail['noun'], '') AS noun, coalesce(r.detail['harm'], '') AS harm,
        CASE c.base_unit WHEN '1' THEN 'count' ELSE c.base_unit END AS unit, r.detail['scope'] AS scope, c.event, c.place, c.actor, c.check_lower AS low, d.published,
        -- "at least 37,598" is a count, "more than 37,000" a round number
        CASE WHEN c.relation IN ('>', '>=') THEN c.base_lower * CASE WHEN c.value >= 100 AND c.value % 100 <> 0 THEN 1 ELSE 1.25 END ELSE c.check_upper END AS high,
        list_filter(string_split(coalesce(r.detail['names'], ''), '|'), lambda w: w <> '') AS names, list_filter(string_split(coalesce(r.detail['terms'], ''), '|'), lambda w: w <> '') AS terms,
        list_filter(string_split(coalesce(r.detail['kind_of'], ''), '|'), lambda w: w <> '') AS kind_of,
        rank() OVER (PARTITION BY coalesce(r.detail['noun'], ''), unit ORDER BY d.published, c.rowid) AS nth
    FROM relations r JOIN claims c USING (claim_id) JOIN documents d USING (document_key) LEFT JOIN batch_keys b ON b.doc = d.rowid
    WHERE r.kind = 'series' AND r.role = 'running' AND coalesce(r.detail['noun'], '') IN (FROM batch_running)
      AND d.superseded_by IS NULL AND d.published IS NOT NULL AND r.detail['revised'] IS NULL
), run_on AS (
    SELECT b.id, a.id AS most, b.doc, a.low, b.high < a.low AS falls, b.unit, b.noun,
        len(list_intersect(a.names, b.names)) + len(list_intersect(a.terms, b.terms)) + CASE WHEN a.event = b.event THEN 1 ELSE 0 END + CASE WHEN a.detail['start'] = b.detail['start'] THEN 1 ELSE 0 END + CASE WHEN a.scope = b.scope AND a.scope <> 'open' THEN 1 ELSE 0 END AS likeness
    FROM running a JOIN running b USING (noun, unit)
    WHERE a.doc <> b.doc AND (a.in_batch OR b.in_batch) AND a.published < b.published AND (b.high < a.low OR a.nth + 20 >= b.nth)
      AND (a.scope = b.scope OR a.scope = 'open' OR b.scope = 'open') AND (noun <> '' OR unit <> 'count' OR a.harm <> '' AND a.harm = b.harm)
      AND date_diff('day', a.published, b.published) <= CASE WHEN a.scope = 'open' OR b.scope = 'open' THEN 150 WHEN a.scope = 'since' THEN 1100 ELSE 300 END
      AND (a.scope <> 'year' AND b.scope <> 'year' OR year(a.published) = year(b.published))
      AND coalesce(a.detail['start'] = b.detail['start'], a.detail['anchor'] = b.detail['anchor'], TRUE)
      AND coalesce(a.place = b.place, TRUE) AND coalesce(a.actor = b.actor, TRUE) AND coalesce(a.event = b.event, TRUE)
      -- of another party, or of some of them
      AND (len(a.names) = 0 AND len(b.names) = 0 OR list_has_any(a.names, b.names)) AND list_has_all(a.kind_of, b.kind_of) AND coalesce(a.detail['group'], '') = coalesce(b.detail['group'], '')
      -- a season may be the next one
      AND b.high * CASE WHEN a.scope = 'season' OR b.scope = 'season' THEN 2 ELSE 5 END >= a.low
), run_falls AS (
    SELECT s.id, arg_max(s.most, (s.low, -s.most)) AS most,
        bool_or(falls AND NOT EXISTS (FROM running t WHERE t.doc = s.doc AND t.unit = s.unit AND t.noun = s.noun AND t.high >= s.low AND t.id <> s.id)) AS violates
    FROM run_on s WHERE likeness >= 2 GROUP BY s.id
), at_places AS (
    SELECT s.id, s.most, coalesce(f.alike, FALSE) AS violates, s.uncertain OR coalesce(f.alleged, FALSE) AS uncertain
    FROM sides s LEFT JOIN fallen f USING (id, most)
)
SELECT [id, most] AS ids, violates, CASE WHEN violates THEN 'contradiction' ELSE 'ok' END AS verdict, uncertain
-- what names and words of both texts tell to be one happening needs no doubt
FROM at_places ANTI JOIN (FROM named_falls WHERE violates AND id IN (SELECT id FROM at_places WHERE uncertain)) USING (id)
UNION ALL
-- tolls of one kind of happening with a name in common, where no place tells them apart
SELECT [id, most] AS ids, violates, CASE WHEN violates THEN 'contradiction' ELSE 'ok' END AS verdict, FALSE AS uncertain
FROM named_falls ANTI JOIN (FROM at_places WHERE violates AND NOT uncertain) USING (id)
UNION ALL
-- counts that run on: "so far this season", "since the start of the war"
SELECT [id, most] AS ids, violates, CASE WHEN violates THEN 'contradiction' ELSE 'ok' END AS verdict, FALSE AS uncertain
FROM run_falls ANTI JOIN (FROM at_places WHERE violates UNION ALL SELECT id, most, violates, FALSE FROM named_falls WHERE violates) USING (id)
UNION ALL
-- levels of one total that a text tells one after the other
SELECT DISTINCT [b.id, a.id] AS ids,
    -- "72,000 hectares; a month later it was 81,000"
    coalesce(CASE WHEN a.kind = 'physical' AND b.kind = 'number' THEN b.value < a.value 
        -- "at least 46" goes on to no 51; "more than 180" is not much more
        ELSE coalesce(b.high, b.low * CASE b.relation WHEN '>=' THEN 1.02 ELSE 1.25 END) < a.low END, FALSE) AS violates,
    CASE WHEN violates THEN 'contradiction' ELSE 'ok' END AS verdict, FALSE AS uncertain
FROM links a JOIN links b USING (relation_id)
WHERE a.link = 'series' AND a.role = 'earlier' AND b.role = 'later'

-- working
SELECT k.comparison,
    '"' || b.words || '" (' || b.voice || coalesce(', ' || strftime(b.published, '%Y-%m-%d %H:%M'), '') || '), then "' || a.words || '" (' || a.voice
    || coalesce(', ' || strftime(a.published, '%Y-%m-%d %H:%M'), '') || '): '
    || CASE WHEN k.violates THEN 'the later is lower; a revision, a change of scope, or a stale copy'
            WHEN a.check_upper < b.check_lower THEN 'the later is lower, but may be of another scope or by another count' ELSE 'does not fall' END AS working
FROM kept k JOIN spoken a ON a.id = k.ids[1] JOIN spoken b ON b.id = k.ids[2]

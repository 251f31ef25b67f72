-- code: C302
-- name: cross-document-conflict
-- severity: warning
-- slices: settings
-- needs: documents
-- message: documents state figures for the same thing that exclude each other
-- none: no two documents speak of the same measure at the same time
-- does: Compares the claims of the batch with those of other documents, of the batch and of the store, that are
--    about the same measure, overlapping times, and places and parties that agree or are unknown; and claims whose
--    concepts nest (bombers are aircraft).
-- matters: Two sources that exclude each other cannot both be right, or they do not speak of the same thing.
-- example: One account has 12 dead in a strike, another 21.
-- working: Names both figures and their sources; where three or more speak, the odd one out against their median.
--    "reconcilable" means that the one may be a part of the other, and says what to confirm. Later and higher tolls
--    are growth, not conflict; later and lower ones are T403. Time, place or parties unknown make it uncertain.
-- sources: the documents themselves

-- comparisons
WITH settled AS NOT MATERIALIZED (
    SELECT id, doc, in_batch, firm, measure, base_unit, aggregation, low, high, place, actor, target,
        CASE WHEN firm THEN span_class ELSE 'undated' END AS span_class,
        CASE WHEN firm THEN from_time ELSE coalesce(published, TIMESTAMP '1970-01-01') - getvariable('undated_window') END AS from_time,
        CASE WHEN firm THEN to_time ELSE coalesce(published, TIMESTAMP '1970-01-01') + INTERVAL 1 DAY END AS to_time,
        CASE WHEN firm AND span_class NOT IN ('undated', 'day', 'week') THEN occasion END AS period,
        hash(base_unit, CASE WHEN firm THEN span_class ELSE 'undated' END, CASE WHEN firm THEN occasion ELSE date_trunc('month', published) END) AS setting,
        hash(measure, setting) AS happening
    FROM figures
    WHERE NOT limb AND NOT vague AND (firm OR (place <> 0 OR actor <> 0 OR target <> 0))
), batch_settings AS (
    SELECT DISTINCT measure, setting FROM settled WHERE in_batch AND getvariable('others')
), near_happenings AS (
    SELECT hash(measure, setting) AS happening FROM batch_settings
    UNION SELECT hash(n.child, setting) FROM batch_settings JOIN nested_measures n ON n.parent = measure
    UNION SELECT hash(n.parent, setting) FROM batch_settings JOIN nested_measures n ON n.child = measure
), eligible AS MATERIALIZED (
    -- of the store's, those of happenings that the batch speaks of; undated ones and weeks overlap those of others
    FROM settled WHERE NOT getvariable('others') OR span_class IN ('undated', 'week') OR happening IN (FROM near_happenings)
), occasions AS (
    SELECT happening,
        only_one(nullif(place, 0)) AS place, only_one(nullif(actor, 0)) AS actor, only_one(nullif(target, 0)) AS target
    FROM eligible WHERE span_class <> 'undated' GROUP BY happening
), keyed AS MATERIALIZED (
    SELECT e.id, e.doc, e.in_batch, e.low, e.high, e.from_time, e.to_time, e.span_class = 'day' AS one_day,
        hash(e.measure, e.base_unit, e.aggregation, e.span_class, e.period,
             coalesce(nullif(e.place, 0), o.place, 0), coalesce(nullif(e.actor, 0), o.actor, 0),
             coalesce(nullif(e.target, 0), o.target, 0), CASE WHEN e.span_class = 'day' THEN e.from_time END) AS matter
    FROM eligible e LEFT JOIN occasions o ON o.happening = e.happening
), shared AS MATERIALIZED (
    -- Claims of one day all overlap, so that what a window would say of each is true of all.
    SELECT matter, min(high) AS least_high, max(low) AS most_low,
        min(high) FILTER (in_batch) AS batch_least_high, max(low) FILTER (in_batch) AS batch_most_low
    FROM keyed GROUP BY matter HAVING min(doc) <> max(doc) AND bool_or(in_batch)
), witnesses AS (
    -- of several that have the least or the largest number, the one that was stored first
    SELECT matter, min(id) FILTER (high = least_high) AS least, min(id) FILTER (low = most_low) AS most,
        min(id) FILTER (in_batch AND high = batch_least_high) AS batch_least, min(id) FILTER (in_batch AND low = batch_most_low) AS batch_most
    FROM keyed JOIN shared USING (matter) WHERE one_day GROUP BY matter
), seen AS (
    SELECT id, matter, low, high,
        CASE WHEN in_batch THEN least_high ELSE batch_least_high END AS least_high,
        CASE WHEN in_batch THEN least ELSE batch_least END AS least,
        CASE WHEN in_batch THEN most_low ELSE batch_most_low END AS most_low,
        CASE WHEN in_batch THEN most ELSE batch_most END AS most
    FROM keyed JOIN shared USING (matter) JOIN witnesses USING (matter) WHERE one_day
    UNION ALL BY NAME
    SELECT * EXCLUDE (documents) FROM (
        SELECT id, matter, low, high,
            min(doc) OVER near <> max(doc) OVER near AS documents,
            CASE WHEN in_batch THEN min(high) OVER near ELSE min(CASE WHEN in_batch THEN high END) OVER near END AS least_high,
            CASE WHEN in_batch THEN arg_min(id, by_high) OVER near ELSE arg_min(id, CASE WHEN in_batch THEN by_high END) OVER near END AS least,
            CASE WHEN in_batch THEN max(low) OVER near ELSE max(CASE WHEN in_batch THEN low END) OVER near END AS most_low,
            CASE WHEN in_batch THEN arg_max(id, by_low) OVER near ELSE arg_max(id, CASE WHEN in_batch THEN by_low END) OVER near END AS most
        FROM (SELECT *, CASE WHEN high IS NOT NULL THEN (high, id) END AS by_high, CASE WHEN low IS NOT NULL THEN (low, -id) END AS by_low FROM keyed) SEMI JOIN shared USING (matter) WHERE NOT one_day
        WINDOW near AS (
            PARTITION BY matter ORDER BY from_time
            RANGE BETWEEN CURRENT ROW AND (to_time - from_time - INTERVAL 1 MICROSECOND) FOLLOWING
        )
    ) WHERE documents
), paired AS (
    SELECT id, matter,
        CASE WHEN low > least_high THEN least WHEN high < most_low THEN most
             WHEN most <> id THEN most WHEN least <> id THEN least END AS witness,
        coalesce(low > least_high, FALSE) OR coalesce(high < most_low, FALSE) AS excluded
    FROM seen
), once AS (
    -- of two claims that are each other's witness, the one that was stored first
    SELECT min(id) AS id, arg_min(witness, id) AS witness, arg_min(matter, id) AS matter, arg_min(excluded, id) AS excluded
    FROM paired WHERE witness IS NOT NULL
    GROUP BY least(id, witness), greatest(id, witness)
), medians AS (
    SELECT matter, from_time, median(coalesce((low + high) / 2, low, high)) AS middle, count(DISTINCT doc) AS voices
    FROM keyed WHERE matter IN (SELECT matter FROM once WHERE excluded)
    GROUP BY ALL
), suspects AS MATERIALIZED (
    SELECT o.id, o.witness, m.voices, m.middle,
        voices > 2 AND NOT meet(a.low, a.high, middle, middle) AND meet(b.low, b.high, middle, middle) AS first_is_odd,
        voices > 2 AND meet(a.low, a.high, middle, middle) AND NOT meet(b.low, b.high, middle, middle) AS second_is_odd,
        NOT (a.place <> 0 AND a.place = b.place OR a.actor <> 0 AND a.actor = b.actor OR a.target <> 0 AND a.target = b.target) AS apart,
        NOT a.firm OR NOT b.firm AS uncertain,
        a.doc <> b.doc AND NOT (a.growing AND coalesce(a.published <> b.published, FALSE)) AS comparable
    FROM once o JOIN figures a ON a.id = o.id JOIN figures b ON b.id = o.witness
    LEFT JOIN medians m ON m.matter = o.matter AND m.from_time = a.from_time
    WHERE o.excluded
), texts AS MATERIALIZED (
    -- what is needed of the texts, once for each claim
    SELECT c.rowid AS id, c.item, c.modality = 'alleged' AS alleged, c.attributed_to AS voice,
        apart_cue(beside(c.sentence, c.span_start - c.sentence_start, c.span_end - c.sentence_start)) AS cue
    FROM claims c
    WHERE c.rowid IN (SELECT id FROM suspects WHERE comparable UNION SELECT witness FROM suspects WHERE comparable)
), worded AS (
    -- where neither place nor party is common, a name may be, or the voice
    SELECT s.* REPLACE (s.uncertain OR x.alleged OR y.alleged OR apart AND coalesce(names_shared(v.sentence, w.sentence) = 0, TRUE) AND NOT same_voice(x.voice, y.voice) AS uncertain),
        comparable AND same_item(x.item, y.item) AND x.cue = y.cue AS conflict
    FROM suspects s LEFT JOIN texts x ON x.id = s.id LEFT JOIN texts y ON y.id = s.witness
    LEFT JOIN voiced v ON v.id = s.id LEFT JOIN voiced w ON w.id = s.witness
), judged AS (
    -- one finding for each odd one out, one for each pair where nobody is the odd one
    SELECT *, conflict AND row_number() OVER (
        PARTITION BY conflict, CASE WHEN first_is_odd THEN id WHEN second_is_odd THEN witness ELSE -id END ORDER BY id, witness) = 1 AS told_here
    FROM worded
), same AS (
    SELECT CASE WHEN coalesce(j.second_is_odd, FALSE) THEN [o.witness, o.id] ELSE [o.id, o.witness] END AS ids,
        coalesce(j.told_here, FALSE) AS violates, coalesce(j.uncertain, FALSE) AS uncertain,
        CASE WHEN j.told_here THEN 'contradiction' ELSE 'ok' END AS verdict,
        o.excluded, CASE WHEN j.first_is_odd OR j.second_is_odd THEN j.voices END AS voices, j.middle, FALSE AS nested
    FROM once o LEFT JOIN judged j USING (id, witness)
), parents AS (
    SELECT measure, setting, min(high) AS high, max(low) AS low, bool_or(in_batch) AS in_batch,
        id_of_least(id, high) AS least, id_of_most(id, low) AS most
    FROM eligible WHERE measure IN (SELECT parent FROM nested_measures) AND aggregation NOT IN ('share', 'rate')
    GROUP BY measure, setting
), inside AS (
    SELECT f.id, f.doc, f.in_batch, f.firm, f.measure, f.aggregation, f.place, f.actor, f.target,
        n.concept_steps > 0 AND (n.event_steps = 0 OR n.parent LIKE 'damaged_or_destroyed:%') AS alike,
        coalesce(f.low > p.high, FALSE) AS exceeds, coalesce(f.high < p.low, FALSE) AS below,
        CASE WHEN exceeds THEN p.least WHEN below THEN p.most ELSE coalesce(p.most, p.least) END AS whole
    FROM eligible f JOIN nested_measures n ON n.child = f.measure
    JOIN parents p ON p.measure = n.parent AND p.setting = f.setting
    WHERE (f.in_batch OR p.in_batch) AND f.aggregation NOT IN ('share', 'rate')
), held AS MATERIALIZED (
    SELECT i.*, w.doc AS other, w.measure AS parent, NOT i.firm OR NOT w.firm AS uncertain,
        (exceeds OR below) AND i.aggregation = w.aggregation AND (i.actor = 0 OR w.actor = 0 OR i.actor = w.actor)
            AND (i.target = 0 OR w.target = 0 OR i.target = w.target)
            -- what was downed in the whole country is no part of what came to one region
            AND (i.place = 0 AND NOT exceeds OR w.place = 0 OR i.place = w.place) AS related
    FROM inside i JOIN eligible w ON w.id = i.whole
    WHERE i.doc <> w.doc AND (i.in_batch OR w.in_batch)
), told_apart AS MATERIALIZED (
    -- few of the many documents that give both
    SELECT doc, child, parent FROM both_given
    WHERE (doc, child, parent) IN (SELECT unnest([(doc, measure, parent), (other, measure, parent)]) FROM held WHERE related AND NOT exceeds)
), nests AS (
    SELECT [id, whole] AS ids, exceeds, exceeds OR below AS excluded, uncertain, related,
        -- A document that itself gives both the part and the whole has explained the difference, and nobody takes
        -- the killed for all casualties.
        NOT alike OR p.doc IS NOT NULL OR q.doc IS NOT NULL AS explained
    FROM held i
    LEFT JOIN told_apart p ON p.doc = i.other AND p.child = i.measure AND p.parent = i.parent
    LEFT JOIN told_apart q ON q.doc = i.doc AND q.child = i.measure AND q.parent = i.parent
), nested_rows AS (
    SELECT ids, related AND (exceeds OR NOT explained) AS violates, uncertain, excluded,
        CASE WHEN violates THEN CASE WHEN exceeds THEN 'contradiction' ELSE 'reconcilable' END ELSE 'ok' END AS verdict,
        NULL::BIGINT AS voices, NULL::DOUBLE AS middle, TRUE AS nested
    FROM nests
), surely AS (
    SELECT unnest(ids) AS id FROM same WHERE violates AND NOT uncertain
), retold_rows AS (
    -- what is sure without it needs no likeness of the words
    SELECT [id, witness] AS ids, slip FROM retold
    WHERE NOT one_document AND id NOT IN (FROM surely) AND witness NOT IN (FROM surely)
)
SELECT *, FALSE AS slip FROM same ANTI JOIN retold_rows m ON list_sort(m.ids) = list_sort(same.ids)
UNION ALL BY NAME
SELECT *, FALSE AS slip FROM nested_rows
UNION ALL BY NAME
SELECT ids, TRUE AS violates, FALSE AS uncertain, 'contradiction' AS verdict, TRUE AS excluded, NULL::BIGINT AS voices,
    NULL::DOUBLE AS middle, FALSE AS nested, slip
FROM retold_rows

-- working
SELECT k.comparison,
    '"' || a.words || '" (' || a.voice || ') and "' || b.words || '" (' || b.voice || ')'
    || CASE WHEN k.verdict = 'reconcilable' THEN
                ': ' || replace(a.measure, '_', ' ') || ' is a kind of ' || replace(b.measure, '_', ' ') || ', so the first may be part of the second; confirm that both speak of the same occasion and that the rest were others'
            WHEN k.nested AND k.violates THEN ': the first is a part of the second and exceeds it'
            WHEN k.slip THEN ' exclude each other: ' || between_words(a.lower, a.upper) || ' against ' || between_words(b.lower, b.upper) || '; one would be the other but for a slip of the pen'
            WHEN k.violates AND k.voices IS NOT NULL THEN ' exclude each other: the first is the odd one out of ' || k.voices || ' documents, whose median is ' || grouped(k.middle)
            WHEN k.violates THEN ' exclude each other: ' || between_words(a.lower, a.upper) || ' against ' || between_words(b.lower, b.upper)
            WHEN k.excluded THEN ' differ, but their words, items or times of report set them apart'
            WHEN k.nested THEN ': a part and its whole, possible together'
            ELSE ' agree' END AS working,
    CASE WHEN k.verdict = 'reconcilable' THEN 'figures that look like a conflict, but the one may be a part of the other' END AS message
FROM kept k JOIN spoken a ON a.id = k.ids[1] JOIN spoken b ON b.id = k.ids[2]

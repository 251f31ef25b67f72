-- What the rules of one run read. Parameters are session variables: run_batch, and the policy's settings.

-- The documents that the batch brought, known ones supplied again included, in their current version.
CREATE OR REPLACE TEMP TABLE batch_keys AS
SELECT d.document_key, d.rowid AS doc, d.published, d.publisher
FROM documents d SEMI JOIN (FROM batch_documents WHERE batch = getvariable('run_batch')) b USING (document_key)
WHERE d.superseded_by IS NULL;

-- Whether the store holds documents besides those of the batch, with which it is to be compared.
SET VARIABLE others = (SELECT count(*) FROM documents WHERE superseded_by IS NULL) > (SELECT count(*) FROM batch_keys);

-- How many claims the batch has, and from which row of the store to which they lie: usually at its end.
SET VARIABLE batch_span = (
    SELECT {'claims': count(*), 'first': min(c.rowid), 'last': max(c.rowid)} FROM claims c SEMI JOIN batch_keys USING (document_key));

-- Rows are numbered in the order they came: the latest of the store have this number or a higher one.
SET VARIABLE recent = (SELECT count(*) FROM claims) - 1000000;

-- Every claim of the batch, and the dates that are checked of texts without one. `id` is the number under which
-- rules name a claim; what rules of single claims ask of its document is told with it.
CREATE OR REPLACE TEMP VIEW written AS
SELECT c.rowid AS id, k.doc, k.published, k.publisher, c.*,
    coalesce(c.lower, c.upper) AS low_number,
    CASE WHEN c.relation = 'vague' THEN c.lower ELSE coalesce(c.upper, c.lower) END AS high_number,
    CASE WHEN c.relation = 'vague' THEN c.base_lower ELSE coalesce(c.base_upper, c.base_lower) END AS base_high,
    coalesce(c.base_lower, c.base_upper) AS base_low,
    json_array_length(coalesce(c.alternatives, '[]')) > 0 AS ambiguous
FROM claims c JOIN batch_keys k USING (document_key)
WHERE c.rowid BETWEEN getvariable('batch_span').first AND getvariable('batch_span').last AND coalesce(c.section, 'body') <> 'boilerplate';

CREATE OR REPLACE TEMP VIEW stated AS FROM written WHERE kind <> 'date';

-- The measures that the batch speaks of, and those that hold or are held by them in the trees of the lexicon.
CREATE OR REPLACE TEMP TABLE batch_measures AS
SELECT DISTINCT measure, concept, event FROM stated WHERE measure IS NOT NULL;

-- One claim of each is found by numbers of their names, which takes half as long as by the names themselves.
CREATE OR REPLACE TEMP TABLE store_measures AS
SELECT DISTINCT measure, concept, event FROM claims
WHERE rowid IN (SELECT min(rowid) FROM claims WHERE measure IS NOT NULL GROUP BY hash(measure), hash(concept), hash(event));

-- child lies under parent: a bomber is an aircraft, "killed" is a casualty.
CREATE OR REPLACE TEMP TABLE nested_measures AS
SELECT DISTINCT c.measure AS child, p.measure AS parent, kc.distance AS concept_steps, ke.distance AS event_steps
FROM store_measures c
JOIN ancestors kc ON kc.kind = 'concept' AND kc.id = c.concept
JOIN ancestors ke ON ke.kind = 'event' AND ke.id = c.event
JOIN store_measures p ON p.concept = kc.ancestor AND p.event = ke.ancestor
WHERE c.measure <> p.measure
  AND (c.measure IN (SELECT measure FROM batch_measures) OR p.measure IN (SELECT measure FROM batch_measures));

CREATE OR REPLACE TEMP TABLE wanted_measures AS
SELECT measure FROM batch_measures
UNION SELECT child FROM nested_measures UNION SELECT parent FROM nested_measures;

-- The parts that claims of the batch play in relations that their texts state.
CREATE OR REPLACE TEMP TABLE links AS
SELECT r.relation_id, r.kind AS link, r.role, r.cue, r.detail, s.id, s.doc, s.kind, s.relation,
    -- A number without a noun of its own counts what the numbers it is joined to count ("741 in all").
    CASE s.unit WHEN '1' THEN 'count' ELSE s.unit END AS unit, CASE s.base_unit WHEN '1' THEN 'count' ELSE s.base_unit END AS base_unit,
    s.value, s.quote, s.check_lower AS low, s.check_upper AS high, s.measure, s.approximate,
    s.span_start, s.base_lower, s.base_upper, s.modality, s.direction
FROM relations r JOIN written s USING (claim_id)
WHERE NOT s.ambiguous;

-- Whether a text tells from when a figure changed, so that another may give the one of then (C307).
SET VARIABLE earlier_told = (SELECT count(*) > 0 FROM links WHERE role = 'to' AND detail['base_start'] IS NOT NULL);

-- The days of which the batch speaks, by measure: of the store's claims about single days, only theirs are compared,
-- so that a batch costs by its own size. Records are held against all earlier days.
CREATE OR REPLACE TEMP TABLE near_days AS
WITH spoken_times AS (
    SELECT DISTINCT measure, time_start::DATE - 1 AS first_day, least(time_end, time_start + INTERVAL 10 DAY)::DATE AS last_day
    FROM stated
    WHERE measure IS NOT NULL AND time_start IS NOT NULL AND time_end IS NOT NULL AND getvariable('others')
), spoken_days AS (
    SELECT DISTINCT measure, unnest(generate_series(first_day, last_day, INTERVAL 1 DAY))::DATE AS day FROM spoken_times
)
SELECT measure, day FROM spoken_days
UNION SELECT n.child, d.day FROM spoken_days d JOIN nested_measures n ON n.parent = d.measure
UNION SELECT n.parent, d.day FROM spoken_days d JOIN nested_measures n ON n.child = d.measure;

CREATE OR REPLACE TEMP TABLE record_measures AS
SELECT DISTINCT measure FROM links WHERE link = 'record' AND measure IS NOT NULL;

-- The days under which figures of the batch are compared, see figures.sql.
CREATE OR REPLACE TEMP TABLE near_occasions AS
WITH spoken_of AS (
    SELECT DISTINCT s.measure, occasion_of(span_class_of(s.time_start, s.time_end), s.time_start, s.time_end, NULL::TIMESTAMP) AS occasion
    FROM (SELECT measure, time_start, coalesce(time_end, published + INTERVAL 1 DAY) AS time_end FROM stated) s
    WHERE s.measure IS NOT NULL AND s.time_start < s.time_end AND getvariable('others')
)
FROM spoken_of
UNION SELECT n.child, s.occasion FROM spoken_of s JOIN nested_measures n ON n.parent = s.measure
UNION SELECT n.parent, s.occasion FROM spoken_of s JOIN nested_measures n ON n.child = s.measure;

-- The days on which texts appeared whose figures without a time of their own may meet those of the batch.
CREATE OR REPLACE TEMP TABLE near_publications AS
SELECT DISTINCT unnest(generate_series(published - around, published + around, INTERVAL 1 DAY))::DATE AS day
FROM (SELECT DISTINCT published::DATE AS published, greatest(INTERVAL 31 DAY, getvariable('undated_window')) + INTERVAL 1 DAY AS around FROM batch_keys)
WHERE published IS NOT NULL AND getvariable('others');

-- Claims of other documents to compare with. One of which there is no single day, or that a record may be held
-- against, is wanted whatever its time. Each reason is looked for in the one or two columns that tell it, and only of
-- those that are found others are read.
CREATE OR REPLACE TEMP TABLE wanted_ids AS
SELECT c.rowid AS id FROM claims c JOIN near_days n ON n.measure = c.measure AND n.day = c.time_start::DATE
UNION
SELECT c.rowid FROM claims c WHERE getvariable('others') AND c.aggregation IN ('cumulative', 'stock') AND c.measure IN (FROM wanted_measures)
UNION
SELECT c.rowid FROM claims c
WHERE getvariable('others') AND c.time_basis NOT IN ('stated', 'relative') AND NOT own_time(c.time_basis, c.time_text) AND c.measure IN (FROM wanted_measures)
UNION
SELECT c.rowid FROM claims c WHERE getvariable('others') AND c.time_start IS NULL AND c.measure IN (FROM wanted_measures)
UNION
SELECT c.rowid FROM claims c WHERE getvariable('others') AND c.time_end IS NULL AND c.measure IN (FROM wanted_measures)
UNION
SELECT c.rowid FROM claims c
WHERE getvariable('others') AND epoch_us(c.time_end) - epoch_us(c.time_start) > 2 * 86_400_000_000 AND c.measure IN (FROM wanted_measures)
UNION
SELECT c.rowid FROM claims c WHERE getvariable('others') AND c.measure IN (FROM record_measures);

-- `close`: its figure may meet one of the batch. What was read here need not be read again.
CREATE OR REPLACE TEMP TABLE wanted_claims AS
SELECT w.id, d.rowid AS doc, d.published, w.measure, w.aggregation, w.time_start, w.time_end, w.time_basis, w.time_text,
    w.aggregation IN ('cumulative', 'stock') IS TRUE OR w.measure IN (FROM record_measures) OR o.occasion IS NOT NULL
        OR CASE WHEN own_time(w.time_basis, w.time_text) THEN span_class_of(w.time_start, coalesce(w.time_end, d.next_day)) IN ('undated', 'week') ELSE p.day IS NOT NULL END AS close
FROM (
    SELECT c.rowid AS id, c.document_key, c.measure, c.aggregation, c.time_start, c.time_end, c.time_basis, c.time_text
    FROM claims c JOIN wanted_ids n ON n.id = c.rowid
) w
JOIN (SELECT rowid, document_key, published, published + INTERVAL 1 DAY AS next_day FROM documents WHERE superseded_by IS NULL) d USING (document_key)
ANTI JOIN batch_keys k ON k.doc = d.rowid
LEFT JOIN near_publications p ON p.day = d.published::DATE
LEFT JOIN near_occasions o ON o.measure = w.measure
    AND o.occasion = occasion_of(span_class_of(w.time_start, coalesce(w.time_end, d.next_day)), w.time_start, coalesce(w.time_end, d.next_day), d.published);

-- Of these, those of documents in which one may meet a figure of the batch: what a document says of one figure may be
-- true of its others.
CREATE OR REPLACE TEMP TABLE compared_claims AS
SELECT * EXCLUDE (close) FROM wanted_claims SEMI JOIN (FROM wanted_claims WHERE close) USING (doc);

CREATE OR REPLACE TEMP VIEW batch_claims AS
SELECT c.rowid AS id, k.doc, TRUE AS in_batch, k.published, c.* EXCLUDE (document_key, document, batch)
FROM claims c JOIN batch_keys k USING (document_key)
WHERE c.rowid BETWEEN getvariable('batch_span').first AND getvariable('batch_span').last;

CREATE OR REPLACE TEMP VIEW near_claims AS
FROM batch_claims
UNION ALL BY NAME
SELECT w.* EXCLUDE (close), FALSE AS in_batch, c.* EXCLUDE (document_key, document, batch, measure, aggregation, time_start, time_end, time_basis, time_text)
FROM claims c JOIN wanted_claims w ON w.id = c.rowid;

CREATE OR REPLACE TEMP VIEW close_claims AS
FROM batch_claims
UNION ALL BY NAME
SELECT w.*, FALSE AS in_batch, c.* EXCLUDE (document_key, document, batch, measure, aggregation, time_start, time_end, time_basis, time_text)
FROM claims c JOIN compared_claims w ON w.id = c.rowid;

-- What the texts say of these claims and others together.
CREATE OR REPLACE TEMP TABLE near_relations AS
SELECT r.relation_id, r.kind, r.role, r.cue, c.rowid AS id, c.measure
FROM relations r JOIN claims c USING (claim_id)
WHERE r.kind IN ('sum', 'part', 'share', 'change', 'ratio')
  AND r.relation_id IN (SELECT relation_id FROM relations SEMI JOIN near_claims USING (claim_id));

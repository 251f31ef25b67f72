-- The claims of two batches as they were read when each was written.

-- name: batch
SELECT b.batch, max(r.run_id) FROM batches b LEFT JOIN runs r USING (batch) WHERE b.batch = $batch GROUP BY ALL;

-- name: run
SELECT batch, run_id FROM runs WHERE run_id = $run_id;

-- name: readings
-- For each document of a batch the reading in force at its number: one replaced later, else today's.
CREATE OR REPLACE TEMP TABLE readings AS
WITH listed AS (
    SELECT b.batch, b.document_key, s.number
    FROM batch_documents b JOIN batches s USING (batch)
    WHERE b.batch IN ($first, $second)
),
placed AS (
    SELECT l.batch, l.document_key, min(r.replaced_in) AS replaced_in
    FROM listed l LEFT JOIN reread_documents r ON r.document_key = l.document_key AND r.replaced_in > l.number
    GROUP BY ALL
)
SELECT p.batch AS side, c.* EXCLUDE (batch)
FROM placed p JOIN claims c USING (document_key) WHERE p.replaced_in IS NULL
UNION ALL
SELECT p.batch AS side, f.* EXCLUDE (batch, replaced_in)
FROM placed p JOIN former_claims f USING (document_key, replaced_in);

-- name: only_in
SELECT r.*, reading(r.relation, r.lower, r.upper, r.unit) AS reading
FROM (
    SELECT * EXCLUDE (side) FROM readings WHERE side = $here
    EXCEPT
    SELECT * EXCLUDE (side) FROM readings WHERE side = $there
) r
ORDER BY document, span_start, span_end, claim_id;

-- name: findings_only_in
SELECT f.code, f.severity, f.message, f.working, f.finding_id
FROM findings f
WHERE f.run_id = $here AND NOT f.waived
    AND f.finding_id NOT IN (SELECT finding_id FROM findings WHERE run_id = $there AND NOT waived)
ORDER BY array_position(['error', 'warning', 'info'], f.severity), f.code, f.finding_id;

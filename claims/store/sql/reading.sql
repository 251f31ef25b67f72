-- Rows back to documents, claims and reports.

-- name: batches
WITH last_runs AS (SELECT batch, max(run_id) AS run_id FROM runs GROUP BY batch),
counted AS (
    SELECT run_id, count_if(severity = 'error') AS errors, count_if(severity = 'warning') AS warnings,
        count_if(severity = 'info') AS infos
    FROM findings WHERE NOT waived GROUP BY run_id
)
SELECT b.batch, b.created_at, b.documents, b.claims, b.rejects, l.run_id,
    CASE WHEN l.run_id IS NOT NULL THEN coalesce(c.errors, 0) END,
    CASE WHEN l.run_id IS NOT NULL THEN coalesce(c.warnings, 0) END,
    CASE WHEN l.run_id IS NOT NULL THEN coalesce(c.infos, 0) END
FROM batches b LEFT JOIN last_runs l USING (batch) LEFT JOIN counted c USING (run_id)
ORDER BY b.number;

-- name: batch
SELECT documents, claims FROM batches WHERE batch = $batch;

-- name: last_run
SELECT max(run_id) FROM runs WHERE batch = $batch AND run_id = coalesce($run_id, run_id);

-- name: rejects
SELECT file, line, reason FROM rejects WHERE batch = $batch ORDER BY rowid;

-- name: checks
SELECT code, name, comparisons, findings, not_run FROM checks WHERE run_id = $run_id ORDER BY rowid;

-- name: rows_of_batch
SELECT d.rowid FROM batch_documents b JOIN documents d USING (document_key)
WHERE b.batch = $batch AND ($any_name OR d.document IN ($names)) ORDER BY b.position;

-- name: rows_of_all
SELECT rowid FROM documents WHERE superseded_by IS NULL AND ($any_name OR document IN ($names)) ORDER BY rowid;

-- name: documents
SELECT rowid, document_key, document, text, body_start, title, published, published_basis, publisher, url,
    path, line, columns
FROM documents WHERE rowid IN ($rows);

-- name: claims_of_document_keys
SELECT * FROM claims WHERE document_key IN ($ids)
ORDER BY document_key, span_start, span_end;

-- name: claims_of_claim_ids
-- A reading that was replaced is shown where a finding of an older run still points at it.
WITH former AS (
    SELECT * EXCLUDE (replaced_in) FROM former_claims WHERE claim_id IN ($ids)
    QUALIFY row_number() OVER (PARTITION BY claim_id ORDER BY replaced_in DESC) = 1
),
present AS (SELECT * FROM claims WHERE claim_id IN ($ids))
SELECT * FROM (FROM present UNION ALL FROM former ANTI JOIN present USING (claim_id))
ORDER BY document_key, span_start, span_end;

-- name: relations
SELECT claim_id, {
    'relation_id': relation_id, 'kind': kind, 'role': role, 'cue': cue,
    'span_start': span_start, 'span_end': span_end, 'detail': detail
}
FROM relations WHERE claim_id IN ($ids) ORDER BY rowid;

-- name: findings
SELECT f.code, f.name, f.severity, f.message, f.working, f.verdict, f.finding_id, f.claim_ids, f.waived,
    CASE WHEN f.waived THEN (
        SELECT any_value(w.reason || ' (until ' || w.until || ')') FROM waivers w WHERE w.finding_id = f.finding_id
    ) END
FROM findings f
WHERE f.run_id = $run_id
QUALIFY $most IS NULL OR row_number() OVER (
    PARTITION BY f.code
    ORDER BY f.waived, CASE f.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, f.rowid
) <= $most
ORDER BY f.rowid;

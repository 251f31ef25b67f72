-- From a chunk of documents to the store, see ingest.py. Rows go in straight from Arrow: a transaction keeps
-- what temporary tables and views held until it ends, so a batch staged in them would cost its whole memory.

-- name: next_number
SELECT coalesce(max(number), 0) + 1 FROM batches;

-- name: forget_documents
DELETE FROM batch_documents WHERE batch = $batch;

-- name: forget_rejects
DELETE FROM rejects WHERE batch = $batch;

-- name: stored
-- What the store holds under the keys or names of the chunk.
SELECT document_key, document, version, superseded_by, lexicon_version
FROM documents WHERE document_key IN ($keys) OR document IN ($names);

-- name: listed
SELECT document_key FROM batch_documents WHERE batch = $batch AND document_key IN ($keys);

-- name: stored_claims
SELECT * EXCLUDE (batch) FROM claims WHERE document_key IN ($keys);

-- name: stored_relations
SELECT c.document_key, r.* FROM relations r JOIN claims c USING (claim_id) WHERE c.document_key IN ($keys);

-- name: keep_former
INSERT INTO former_claims SELECT *, $number FROM claims WHERE document_key IN ($keys);

-- name: note_rereading
INSERT INTO reread_documents SELECT unnest([$keys]), $number;

-- name: drop_relations
DELETE FROM relations WHERE claim_id IN (SELECT claim_id FROM claims WHERE document_key IN ($keys));

-- name: drop_claims
DELETE FROM claims WHERE document_key IN ($keys);

-- name: read_again
UPDATE documents SET lexicon_version = $lexicon_version WHERE document_key IN ($keys);

-- name: supersede
UPDATE documents SET superseded_by = s.by
FROM (SELECT unnest([$keys]) AS document_key, unnest([$by]) AS by) s
WHERE documents.document_key = s.document_key;

-- name: reinstate
UPDATE documents SET superseded_by = NULL WHERE document_key IN ($keys);

-- name: write_batch
INSERT OR REPLACE INTO batches VALUES ($batch, $number, $now::TIMESTAMP, $tool, $documents, $claims, $rejects);

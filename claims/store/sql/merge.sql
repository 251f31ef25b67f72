-- From the staged documents of a batch to the store. One statement per name; run in this order.

-- name: staging
CREATE OR REPLACE TEMP TABLE staged_documents AS
SELECT 0::BIGINT AS position, * EXCLUDE (version, superseded_by, batch) FROM documents WITH NO DATA;
CREATE OR REPLACE TEMP TABLE staged_claims AS
SELECT 0::BIGINT AS position, * EXCLUDE (batch) FROM claims WITH NO DATA;
CREATE OR REPLACE TEMP TABLE staged_relations AS
SELECT 0::BIGINT AS position, NULL::VARCHAR AS document_key, * FROM relations WITH NO DATA;

-- name: incoming
-- Each content once, with the place where it was supplied first.
CREATE OR REPLACE TEMP TABLE incoming AS
SELECT s.document_key, min(s.position) AS position, bool_and(d.document_key IS NULL) AS is_new
FROM staged_documents s LEFT JOIN documents d USING (document_key)
GROUP BY s.document_key;

-- name: changed
-- Known documents whose claims are read otherwise today than they are stored.
CREATE OR REPLACE TEMP TABLE changed AS
WITH known AS (SELECT document_key, position FROM incoming WHERE NOT is_new),
today AS (
    SELECT document_key, count(*) AS rows, sum(hash(c)::HUGEINT) AS fingerprint
    FROM (SELECT * EXCLUDE (position) FROM staged_claims SEMI JOIN known USING (document_key, position)) c
    GROUP BY ALL
    UNION ALL
    SELECT document_key, -count(*), sum(hash(r)::HUGEINT)
    FROM (SELECT * EXCLUDE (position) FROM staged_relations SEMI JOIN known USING (document_key, position)) r
    GROUP BY ALL
),
stored AS (
    SELECT document_key, count(*) AS rows, sum(hash(c)::HUGEINT) AS fingerprint
    FROM (SELECT * EXCLUDE (batch) FROM claims SEMI JOIN known USING (document_key)) c GROUP BY ALL
    UNION ALL
    SELECT document_key, -count(*), sum(hash(r)::HUGEINT)
    FROM (
        SELECT c.document_key, r.* FROM relations r JOIN claims c USING (claim_id)
        SEMI JOIN known USING (document_key)
    ) r GROUP BY ALL
)
SELECT DISTINCT document_key
FROM ((FROM today EXCEPT FROM stored) UNION ALL (FROM stored EXCEPT FROM today));

-- name: keep_former
INSERT INTO former_claims SELECT *, $number FROM claims SEMI JOIN changed USING (document_key);

-- name: note_rereading
INSERT INTO reread_documents SELECT document_key, $number FROM changed ORDER BY ALL;

-- name: drop_relations
DELETE FROM relations WHERE claim_id IN (SELECT claim_id FROM claims SEMI JOIN changed USING (document_key));

-- name: drop_claims
DELETE FROM claims WHERE document_key IN (FROM changed);

-- name: read_again
UPDATE documents SET lexicon_version = $lexicon_version
WHERE lexicon_version <> $lexicon_version
    AND document_key IN (SELECT document_key FROM incoming WHERE NOT is_new);

-- name: add_documents
INSERT INTO documents BY NAME
SELECT s.* EXCLUDE (position), $batch AS batch, NULL::VARCHAR AS superseded_by,
    coalesce(v.version, 0) + row_number() OVER (PARTITION BY s.document ORDER BY s.position) AS version
FROM staged_documents s JOIN incoming i USING (document_key, position)
LEFT JOIN (
    SELECT document, max(version) AS version FROM documents
    WHERE document IN (SELECT document FROM staged_documents) GROUP BY document
) v USING (document)
WHERE i.is_new
ORDER BY s.position;

-- name: add_claims
INSERT INTO claims BY NAME
SELECT s.* EXCLUDE (position), $batch AS batch
FROM staged_claims s JOIN incoming i USING (document_key, position)
WHERE i.is_new OR document_key IN (FROM changed);

-- name: add_relations
INSERT INTO relations BY NAME
SELECT s.* EXCLUDE (position, document_key)
FROM staged_relations s JOIN incoming i USING (document_key, position)
WHERE i.is_new OR document_key IN (FROM changed);

-- name: winners
-- The version of each name that was supplied last. Standard input is a new text each time, not a version.
CREATE OR REPLACE TEMP TABLE winners AS
SELECT document, arg_max(document_key, position) AS document_key
FROM staged_documents WHERE document <> '-' GROUP BY document;

-- name: supersede
UPDATE documents SET superseded_by = w.document_key
FROM winners w
WHERE documents.document = w.document AND documents.document_key <> w.document_key
    AND documents.superseded_by IS NULL;

-- name: reinstate
UPDATE documents SET superseded_by = NULL
WHERE superseded_by IS NOT NULL AND document_key IN (SELECT document_key FROM winners);

-- name: list_documents
INSERT INTO batch_documents SELECT $batch, position, document_key, is_new FROM incoming ORDER BY position;

-- name: summary
SELECT count(*), count_if(is_new), (SELECT count(*) FROM changed),
    (SELECT count(*) FROM claims WHERE document_key IN (SELECT document_key FROM incoming))
FROM incoming;

-- name: clear
DROP TABLE staged_documents;
DROP TABLE staged_claims;
DROP TABLE staged_relations;
DROP TABLE incoming;
DROP TABLE changed;
DROP TABLE winners;

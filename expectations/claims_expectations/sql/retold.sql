-- Where the same thing told in other words is looked for: in the claims of the batch, and in those of documents that
-- appeared about when its own did. Batches of more claims than the policy allows are not searched, nor are as many
-- neighbours, for their figures meet by chance.
CREATE OR REPLACE TEMP TABLE told_near AS
WITH around AS (
    SELECT min(published) - to_days(getvariable('slip_days')) AS first, max(published) + to_days(getvariable('slip_days')) AS last FROM batch_keys
), near_documents AS (
    SELECT d.document_key, d.rowid AS doc, d.published
    FROM documents d, around
    WHERE getvariable('slip_search') AND getvariable('others') AND d.superseded_by IS NULL AND d.published BETWEEN first AND last AND d.rowid NOT IN (SELECT doc FROM batch_keys)
    QUALIFY count(*) OVER () <= getvariable('slip_claims')
), near AS (
    SELECT c.rowid AS id, d.doc, d.published FROM claims c JOIN near_documents d USING (document_key)
    QUALIFY count(*) OVER () <= getvariable('slip_claims')
)
SELECT c.rowid AS id, k.doc, k.published, TRUE AS in_batch FROM claims c JOIN batch_keys k USING (document_key)
WHERE getvariable('slip_search')
UNION ALL
SELECT id, doc, published, FALSE FROM near;

-- Very many claims are taken a part of their documents at a time, each with so many claims, and compared a slice at a
-- time: memory does not grow with them. Parameter: the claims of a part, session variable part_claims.
CREATE OR REPLACE TEMP TABLE document_parts AS
WITH spans AS (
    SELECT doc, min(id) AS first_id, max(id) AS last_id, count(*) AS claims
    FROM (
        SELECT k.doc, c.rowid AS id FROM claims c JOIN batch_keys k USING (document_key)
        UNION ALL SELECT doc, id FROM compared_claims
    )
    GROUP BY doc
), placed AS (
    SELECT *, (sum(claims) OVER (ORDER BY doc) - claims) // getvariable('part_claims') AS part FROM spans
)
SELECT min(doc) AS first_doc, max(doc) AS last_doc, min(first_id) AS first_id, max(last_id) AS last_id
FROM placed GROUP BY part;

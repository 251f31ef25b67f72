-- The claims that kept comparisons name, with the columns that workings read.
CREATE OR REPLACE TEMP TABLE all_spoken AS
SELECT c.rowid AS id, c.claim_id, c.document, c.quote, c.span_start, c.span_end, d.published, d.publisher, d.title,
    said(c.quote, c.item) AS words,
    md5(c.document || chr(31) || c.sentence || chr(31) || c.quote) AS identity,
    coalesce(c.attributed_to, d.publisher, c.document) AS voice/* columns */
FROM claims c JOIN documents d USING (document_key)
-- of ids that are filtered, DuckDB makes a filter for what it reads
WHERE c.rowid IN (SELECT DISTINCT id FROM (/* ids */) WHERE id IS NOT NULL);

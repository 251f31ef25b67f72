-- The claims that kept comparisons name, and an empty table for what is told of them.
CREATE OR REPLACE TEMP TABLE spoken AS
SELECT c.rowid AS id, c.* EXCLUDE (batch, column_conflicts), c.column_conflicts, d.published, d.publisher, d.title,
    said(c.quote, c.item) AS words,
    md5(c.document || chr(31) || c.sentence || chr(31) || c.quote) AS identity,
    coalesce(c.attributed_to, d.publisher, c.document) AS voice
FROM claims c JOIN documents d USING (document_key)
WHERE c.rowid IN (/* ids */);

CREATE OR REPLACE TEMP TABLE told (
    code VARCHAR, name VARCHAR, severity VARCHAR, comparison BIGINT, ids BIGINT[], violates BOOLEAN,
    verdict VARCHAR, uncertain BOOLEAN, working VARCHAR, message VARCHAR
);

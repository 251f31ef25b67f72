-- What is told, with the claims that each comparison names. Parameter: the number of the run.
CREATE OR REPLACE TEMP TABLE named AS
WITH one AS (
    SELECT code, comparison, unnest(ids) AS id, generate_subscripts(ids, 1) AS position FROM told
)
SELECT one.code, one.comparison,
    list(s.claim_id ORDER BY position) AS claim_ids,
    min(s.document) AS first_document, min(s.span_start) AS first_span,
    -- The same finding has the same id in later runs and in versions of a text that leave its sentences as they are.
    string_agg(s.identity, '' ORDER BY s.identity) AS identity
FROM one JOIN spoken s USING (id)
GROUP BY ALL;

INSERT INTO comparisons
SELECT ?, code, claim_ids, violates, verdict, working
FROM told JOIN named USING (code, comparison)
ORDER BY code, claim_ids, working;

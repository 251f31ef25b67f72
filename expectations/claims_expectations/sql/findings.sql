-- What failed, as findings. An uncertain contradiction is a notch less severe, a reconcilable one a notice.
-- Parameters: the number of the run, the time of the run.
INSERT INTO findings
WITH failed AS (
    SELECT code, name, verdict, message, working, claim_ids, first_document, first_span,
        CASE WHEN verdict = 'reconcilable' THEN 'info'
             WHEN uncertain THEN CASE severity WHEN 'error' THEN 'warning' ELSE 'info' END
             ELSE severity END AS severity,
        left(sha256(code || chr(29) || identity), 16) AS root
    FROM told JOIN named USING (code, comparison)
    WHERE violates
), numbered AS (
    SELECT *, row_number() OVER (PARTITION BY root ORDER BY first_document, first_span, claim_ids, working) AS copy
    FROM failed
), known AS (
    SELECT *, CASE copy WHEN 1 THEN root ELSE left(sha256(root || copy), 16) END AS finding_id FROM numbered
)
SELECT finding_id, ?, code, name, severity, verdict, message, working, claim_ids,
    EXISTS (FROM waivers w WHERE w.finding_id = known.finding_id AND w.until >= ?::DATE)
FROM known
ORDER BY code, first_document, first_span, claim_ids, working

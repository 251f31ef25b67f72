-- What failed of one rule, as findings. An uncertain contradiction is a notch less severe, a reconcilable one a notice.
-- Parameters: number and time of the run, code, name and severity of the rule.
INSERT INTO findings
WITH roots AS (
    SELECT comparison, left(sha256($code || chr(29) || identity), 16) AS root FROM told WHERE violates
), copies AS (
    -- findings that would have one id: the same sentence in several texts, or several numbers of one claim
    SELECT comparison, row_number() OVER (PARTITION BY root ORDER BY first_document, first_span, claim_ids, working) AS copy
    FROM roots JOIN told USING (comparison)
    WHERE root IN (SELECT root FROM roots GROUP BY root HAVING count(*) > 1)
), known AS (
    SELECT comparison, CASE WHEN copy > 1 THEN left(sha256(root || copy), 16) ELSE root END AS finding_id
    FROM roots LEFT JOIN copies USING (comparison)
)
SELECT k.finding_id, $run_id, $code, $name,
    CASE WHEN t.verdict = 'reconcilable' THEN 'info'
         WHEN t.uncertain THEN CASE $severity WHEN 'error' THEN 'warning' ELSE 'info' END
         ELSE $severity END,
    t.verdict, t.message, t.working, t.claim_ids,
    EXISTS (FROM waivers w WHERE w.finding_id = k.finding_id AND w.until >= $now::DATE)
FROM known k JOIN told t USING (comparison)
ORDER BY t.first_document, t.first_span, t.claim_ids, t.working

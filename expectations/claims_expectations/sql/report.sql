-- The findings of a run for its report, the gravest first. Parameter: the number of the run.
SELECT f.code, f.name, f.severity, f.message, f.working, f.verdict, f.waived, f.finding_id, w.reason, n.claims
FROM findings f
JOIN (SELECT DISTINCT ON (claim_ids) claim_ids, claims, first_document, first_span FROM named) n USING (claim_ids)
LEFT JOIN waivers w ON f.waived AND w.finding_id = f.finding_id
WHERE f.run_id = ?
ORDER BY CASE f.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END,
    f.code, n.first_document, n.first_span, f.claim_ids, f.working

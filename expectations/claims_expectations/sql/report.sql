-- The findings of a run for its report, the gravest first; of each rule at most so many, those that count and
-- the gravest before others, as reading.sql of the store chooses them. Parameters: the number of the run, the most.
WITH chosen AS MATERIALIZED (
    SELECT *, CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END AS rank, rowid AS place
    FROM findings WHERE run_id = ?
    QUALIFY row_number() OVER (PARTITION BY code ORDER BY waived, rank, place) <= ?
)
SELECT f.code, f.name, f.severity, f.message, f.working, f.verdict, f.waived, f.finding_id, w.reason, n.claims
FROM chosen f
JOIN (
    SELECT DISTINCT ON (claim_ids) claim_ids, claims FROM named WHERE claim_ids IN (SELECT claim_ids FROM chosen)
) n USING (claim_ids)
LEFT JOIN waivers w ON f.waived AND w.finding_id = f.finding_id
ORDER BY f.rank, f.code, f.place

-- The findings of a run for its report, the gravest first; of each rule at most so many, those that count and
-- the gravest before others, as reading.sql of the store chooses them. Parameters: the number of the run, the most.
WITH places AS (
    SELECT rowid AS place, CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END AS rank
    FROM findings WHERE run_id = ?
    QUALIFY row_number() OVER (PARTITION BY code ORDER BY waived, rank, place) <= ?
), chosen AS MATERIALIZED (
    SELECT f.*, p.rank, p.place FROM findings f JOIN places p ON p.place = f.rowid
), claimed AS (
    SELECT c.place,
        list({'claim_id': s.claim_id, 'document': s.document, 'quote': s.quote, 'span': [s.span_start, s.span_end]}
             ORDER BY c.position) AS claims
    FROM (SELECT place, unnest(claim_ids) AS claim_id, generate_subscripts(claim_ids, 1) AS position FROM chosen) c
    JOIN all_spoken s USING (claim_id)
    GROUP BY c.place
)
SELECT f.code, f.name, f.severity, f.message, f.working, f.verdict, f.waived, f.finding_id, w.reason, n.claims
FROM chosen f
JOIN claimed n USING (place)
LEFT JOIN waivers w ON f.waived AND w.finding_id = f.finding_id
ORDER BY f.rank, f.code, f.place

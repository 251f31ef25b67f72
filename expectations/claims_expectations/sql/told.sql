-- The kept rows of one rule with their working. Parameters: code, name, severity and message of the rule.
INSERT INTO told
SELECT ?, ?, ?, k.comparison, k.ids, k.violates, k.verdict, k.uncertain, w.working, coalesce(w.message, ?)
FROM kept k LEFT JOIN (
    SELECT NULL::BIGINT AS comparison, NULL::VARCHAR AS working, NULL::VARCHAR AS message WHERE FALSE
    UNION ALL BY NAME (/* working */)
) w USING (comparison)

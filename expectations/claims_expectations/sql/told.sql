-- A page of the kept rows of one rule with their working and the claims they name. Parameter: the rule's message.
INSERT INTO told
WITH named AS (
    SELECT k.comparison, list_sort(list({'position': k.position, 'claim_id': s.claim_id})) AS claims,
        min(s.document) AS first_document, min(s.span_start) AS first_span,
        -- The same finding has the same id in later runs and in versions of a text that leave its sentences as they are.
        array_to_string(list_sort(list(s.identity)), '') AS identity
    FROM (SELECT comparison, unnest(ids) AS id, generate_subscripts(ids, 1) AS position FROM kept) k JOIN spoken s USING (id)
    GROUP BY k.comparison
)
SELECT k.comparison, k.violates, k.verdict, k.uncertain, w.working, coalesce(w.message, ?) AS message,
    list_transform(n.claims, lambda c: c.claim_id) AS claim_ids, n.first_document, n.first_span, n.identity
FROM kept k LEFT JOIN named n USING (comparison) LEFT JOIN (
    SELECT NULL::BIGINT AS comparison, NULL::VARCHAR AS working, NULL::VARCHAR AS message WHERE FALSE
    UNION ALL BY NAME (/* working */)
) w USING (comparison)

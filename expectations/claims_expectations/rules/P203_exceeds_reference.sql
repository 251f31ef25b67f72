-- code: P203
-- name: exceeds-reference
-- severity: error
-- message: the figure exceeds what there is of it
-- none: no claim is about people or land of a place whose population or area is known
-- does: Holds counts of people against the population of their place, and areas against its area.
-- matters: No more people can be displaced from a region than live in it.
-- example: "50 million people fled Kharkiv region"
-- working: Gives the stated number and the reference with its source and date.
-- sources: reference_facts, each with source and date; users add their own

-- comparisons
WITH people AS (
    SELECT DISTINCT id AS concept FROM ancestors WHERE kind = 'concept' AND ancestor = 'person'
), drawn AS (
    SELECT s.id, s.base_low, 'population' AS reference, n.subject
    FROM stated s JOIN people USING (concept), unnest(list_distinct([s.place, s.target])) AS n(subject)
    WHERE s.kind IN ('count', 'number') AND n.subject IS NOT NULL
    UNION ALL
    SELECT s.id, s.base_low, 'area', n.subject
    FROM stated s, unnest(list_distinct([s.place, s.target])) AS n(subject)
    WHERE s.base_unit = 'meter**2' AND n.subject IS NOT NULL
), held AS (
    SELECT d.id, d.base_low, d.reference, d.subject, max_by(f, f.source_date) AS fact
    FROM drawn d JOIN reference_facts f ON f.subject = d.subject AND f.measure = d.reference
    GROUP BY ALL
)
SELECT [h.id] AS ids, h.reference, h.subject, fact,
    h.base_low > fact.upper * CASE h.reference WHEN 'area' THEN 1e6 ELSE 1 END * (1 + getvariable('relative')) AS violates,
    CASE WHEN violates THEN 'implausible' ELSE 'ok' END AS verdict
FROM held h JOIN stated s USING (id)
WHERE s.modality NOT IN ('figurative', 'denied') AND NOT s.ambiguous AND s.direction IS NULL

-- working
SELECT k.comparison,
    '"' || s.words || '" is ' || CASE WHEN k.violates THEN 'more than' ELSE 'not more than' END || ' the ' || k.reference || ' of ' || k.subject || ', '
    || grouped(k.fact.upper) || coalesce(' ' || nullif(k.fact.unit, 'count'), '') || ' (' || k.fact.source || ', ' || k.fact.source_date || ')' AS working
FROM kept k JOIN spoken s ON s.id = k.ids[1]

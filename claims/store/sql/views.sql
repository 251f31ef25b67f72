-- What people ask, as views of plain SQL: any DuckDB client can use them without the package.
-- They are written anew whenever a database is opened for writing.

-- 400 as "400", 1234567 as "1,234,567", 2.5 as "2.5".
CREATE OR REPLACE MACRO digits(x) AS CASE
    WHEN x = trunc(x) AND abs(x) < 1e15 THEN format('{:,}', x::BIGINT) ELSE x::VARCHAR
END;

-- A claim's numbers in one phrase: "> 400", "50 to 135 meter/day", "~ 6,000".
CREATE OR REPLACE MACRO reading(relation, lower, upper, unit) AS CASE
        WHEN lower IS NULL AND upper IS NULL THEN NULL
        WHEN relation IN ('range', 'vague') AND lower IS NOT NULL AND upper IS NOT NULL
            THEN digits(lower) || ' to ' || digits(upper)
        WHEN relation = '=' THEN digits(coalesce(lower, upper))
        ELSE relation || ' ' || digits(coalesce(CASE WHEN relation LIKE '<%' THEN upper ELSE lower END, lower, upper))
    END || CASE unit WHEN 'count' THEN '' WHEN '1' THEN '' WHEN 'percent' THEN ' %' ELSE ' ' || unit END;

CREATE OR REPLACE VIEW current_claims AS
SELECT c.*, d.title, d.published, d.publisher, d.url
FROM claims c JOIN documents d USING (document_key)
WHERE d.superseded_by IS NULL;
COMMENT ON VIEW current_claims IS 'The claims of the current version of each document';

CREATE OR REPLACE VIEW claims_flat AS
SELECT
    claim_id, document, title, publisher, published, batch,
    quote, reading(relation, lower, upper, unit) AS reading, item, sentence,
    measure, event, concept, aggregation, actor, target, place,
    time_start, time_end, time_text, time_role, time_basis,
    attributed_to, modality, section, confidence,
    relation, lower, upper, value, approximate, direction, kind, unit,
    base_unit, base_lower, base_upper, span_start, span_end, url
FROM current_claims WHERE kind <> 'date';
COMMENT ON VIEW claims_flat IS 'One row per claim in force, with its document, in the order a reader wants';

CREATE OR REPLACE VIEW timeline AS
SELECT
    measure, time_start, time_end, place, reading(relation, lower, upper, unit) AS reading,
    lower, upper, unit, item, quote, document, published, coalesce(attributed_to, publisher) AS said_by,
    modality, claim_id
FROM current_claims
WHERE measure IS NOT NULL AND coalesce(time_start, time_end) IS NOT NULL
ORDER BY measure, time_start, time_end, published, document, claim_id;
COMMENT ON VIEW timeline IS 'Each measure over the time spoken of; WHERE measure = ... gives one';

CREATE OR REPLACE VIEW open_findings AS
WITH last_runs AS (SELECT batch, max(run_id) AS run_id FROM runs GROUP BY batch),
latest AS (
    SELECT f.*, r.batch, row_number() OVER (PARTITION BY f.finding_id ORDER BY f.run_id DESC) AS nth
    FROM findings f JOIN last_runs r USING (run_id)
),
named AS (
    SELECT finding_id, unnest(claim_ids) AS claim_id, generate_subscripts(claim_ids, 1) AS nth
    FROM latest WHERE nth = 1
),
spoken AS (
    SELECT n.finding_id, count(*) AS standing,
        list({'document': c.document, 'quote': c.quote, 'sentence': c.sentence} ORDER BY n.nth) AS claims
    FROM named n JOIN current_claims c USING (claim_id)
    GROUP BY n.finding_id
)
SELECT l.code, l.name, l.severity, l.verdict, l.message, l.working, s.claims, l.batch, l.finding_id, l.claim_ids
FROM latest l JOIN spoken s USING (finding_id)
WHERE l.nth = 1 AND NOT l.waived AND s.standing = len(l.claim_ids)
ORDER BY array_position(['error', 'warning', 'info'], l.severity), l.code, l.finding_id;
COMMENT ON VIEW open_findings IS 'Findings of each batch''s last run that nobody waived and whose claims still stand';

CREATE OR REPLACE VIEW disagreements AS
SELECT
    code, name, severity, verdict,
    claims[1].document AS document, claims[1].quote AS quote,
    claims[2].document AS other_document, claims[2].quote AS other_quote,
    message, working, claims, finding_id
FROM open_findings
WHERE len(claims) > 1
ORDER BY array_position(['error', 'warning', 'info'], severity), code, finding_id;
COMMENT ON VIEW disagreements IS 'Open findings between two claims or more, the first two side by side';

CREATE OR REPLACE VIEW sources AS
WITH disputed AS (SELECT DISTINCT unnest(claim_ids) AS claim_id FROM open_findings)
SELECT
    coalesce(c.attributed_to, c.publisher, '(nobody named)') AS source,
    count(*) AS claims, count(DISTINCT c.document_key) AS documents, count(d.claim_id) AS disputed,
    min(c.published) AS first_published, max(c.published) AS last_published
FROM current_claims c LEFT JOIN disputed d USING (claim_id)
WHERE c.kind <> 'date'
GROUP BY ALL
ORDER BY claims DESC, source;
COMMENT ON VIEW sources IS 'Who said how much: whoever a figure is attributed to, else the publisher';

CREATE OR REPLACE VIEW checked AS
WITH last_runs AS (SELECT batch, max(run_id) AS run_id FROM runs GROUP BY batch)
SELECT c.code, c.violates, NULL::VARCHAR AS measure, NULL::DOUBLE AS number
FROM comparisons c JOIN last_runs USING (run_id)
WHERE c.code <> 'P201'
UNION ALL
SELECT 'P201', NULL, measure,
    unnest(list_distinct([coalesce(base_lower, base_upper),
                          CASE relation WHEN 'vague' THEN base_lower ELSE coalesce(base_upper, base_lower) END]))
FROM current_claims
WHERE measure IS NOT NULL AND modality <> 'figurative' AND direction IS NULL
  AND json_array_length(coalesce(alternatives, '[]')) = 0;
COMMENT ON VIEW checked IS 'What exported Great Expectations suites look at: kept comparisons of the last runs, and the numbers of measures';

-- code: C308
-- name: rate-mismatch
-- severity: warning
-- message: the rate over its time does not come to what is stated
-- none: no claim states a rate with its time and what came of it
-- does: Multiplies a rate with its time, with the number of those it is told for each of, with a price or a width, and
--    for advances with the length of the front (of the text, else the one the store has), and holds the product against
--    the stated number, distance, sum of money, area, or share of a reference area. A rate told as an average is
--    checked the same way, from its total.
-- matters: A pace and its result are often quoted side by side though they cannot both hold everywhere.
-- example: 20 drones a day for 30 days, 6,000 in all; 50 to 135 m a day since January 2024 along 1,000 km of front, and
--    under 1 % of the territory
-- working: Gives each step with its numbers, the reference area with its source, and on what length of front the rate
--    could have held. A month has 28 to 31 days, a year 360 to 366; working days and hours are let pass. What is
--    computed is taken for rounded to within 5 per cent.
-- sources: reference_facts for areas, each with source and date

-- comparisons
WITH rates AS (
    SELECT r.relation_id, r.id AS rate, r.low, r.high, r.base_unit, r.detail, d.published,
        t.id AS duration, t.low AS t_low, t.high AS t_high,
        s.id AS result, s.low AS s_low, s.high AS s_high, s.base_unit AS result_unit, s.kind AS result_kind,
        x.id AS said_length, x.low AS x_low, x.high AS x_high
    FROM links r JOIN documents d ON d.rowid = r.doc
    JOIN links s ON s.relation_id = r.relation_id AND s.role = 'result'
    LEFT JOIN links t ON t.relation_id = r.relation_id AND t.role = 'duration'
    LEFT JOIN links x ON x.relation_id = r.relation_id AND x.role = 'length'
    WHERE r.link = 'rate' AND r.role = 'rate' AND r.modality <> 'figurative' AND r.detail['scale_low'] IS NULL
), fronts AS (
    -- the length of the front as documents of the batch, else of the store, state it
    SELECT c.rowid AS id, c.check_lower AS low, c.check_upper AS high
    FROM claims c LEFT JOIN batch_keys k USING (document_key)
    WHERE c.measure = 'front_length' AND c.base_unit = 'meter' AND c.check_lower IS NOT NULL AND c.check_upper IS NOT NULL
      AND EXISTS (FROM rates WHERE result_kind = 'share' OR result_unit = 'meter**2')
    ORDER BY k.doc IS NULL, c.rowid LIMIT 1
), timed AS (
    SELECT r.*, coalesce(r.x_low, f.low) AS front_low, coalesce(r.x_high, f.high) AS front_high, coalesce(r.said_length, f.id) AS front,
        coalesce(t_low, epoch(least(coalesce(TRY_CAST(detail['until'] AS TIMESTAMP), published), published)) - epoch(TRY_CAST(detail['since'] AS TIMESTAMP))) AS seconds_low,
        coalesce(t_high, epoch(least(coalesce(TRY_CAST(detail['until'] AS TIMESTAMP), published), published)) - epoch(TRY_CAST(detail['since'] AS TIMESTAMP))) AS seconds_high
    FROM rates r LEFT JOIN fronts f ON r.result_kind = 'share' OR r.result_unit = 'meter**2'
), areas AS (
    SELECT t.result, max_by(a, a.source_date) AS fact
    FROM timed t JOIN stated s ON s.id = t.result
    JOIN reference_facts a ON a.measure = 'area' AND a.subject IN (s.target, s.place)
    WHERE t.result_kind = 'share' GROUP BY ALL
), products AS (
    SELECT t.*, a.fact, low * seconds_low AS way_low, high * seconds_high AS way_high,
        -- reference areas are in square kilometres
        low * seconds_low * front_low / CASE result_kind WHEN 'share' THEN a.fact.upper * 1e6 ELSE 1 END AS least,
        high * seconds_high * front_high / CASE result_kind WHEN 'share' THEN a.fact.lower * 1e6 ELSE 1 END AS most
    FROM timed t LEFT JOIN areas a USING (result)
    WHERE seconds_low > 0
), scaled AS (
    -- rates whose units multiply out with those of what stands beside them; scale is the time, and what units differ by
    SELECT relation_id, any_value(id) FILTER (role IN ('rate', 'interval')) AS rate, any_value(id) FILTER (role = 'result') AS result,
        list(id ORDER BY id) FILTER (role = 'times') AS times, any_value(id) FILTER (role = 'duration') AS duration,
        any_value(detail) AS detail, product(CASE role WHEN 'interval' THEN 1 / high ELSE coalesce(low, 0) END) FILTER (role IN ('rate', 'interval', 'times')) * any_value(detail['scale_low']::DOUBLE) AS least,
        product(CASE role WHEN 'interval' THEN 1 / low ELSE high END) FILTER (role IN ('rate', 'interval', 'times')) * any_value(detail['scale_high']::DOUBLE) AS most,
        any_value(low) FILTER (role = 'result') AS s_low, any_value(high) FILTER (role = 'result') AS s_high
    FROM links WHERE link = 'rate' AND detail['scale_low'] IS NOT NULL
    GROUP BY relation_id HAVING rate IS NOT NULL AND result IS NOT NULL
)
SELECT [rate] || coalesce(times, []) || list_filter([duration, result], lambda i: i IS NOT NULL) AS ids, rate, result, duration, detail,
    least, most, NOT meet(least * 0.95, most * 1.05, s_low, s_high) AS violates, CASE WHEN violates THEN 'contradiction' ELSE 'ok' END AS verdict
FROM scaled
UNION ALL BY NAME
SELECT list_filter([rate, result, duration, front], lambda i: i IS NOT NULL) AS ids, rate, result, duration, front, way_low, way_high, front_low, front_high, fact,
    least, most, s_low, s_high, result_kind, result_unit, seconds_low, seconds_high,
    NOT meet(least * (1 - getvariable('relative')), most * (1 + getvariable('relative')), s_low, s_high) AS violates,
    CASE WHEN violates THEN 'contradiction' ELSE 'ok' END AS verdict
FROM products
WHERE least IS NOT NULL AND most IS NOT NULL AND (s_low IS NOT NULL OR s_high IS NOT NULL)

-- working
SELECT k.comparison,
    if(k.detail['per'] = 'interval', 'every ', '') || r.quote || CASE WHEN r.unit LIKE 'count/%' AND NOT contains(r.quote, ' a ') AND NOT contains(r.quote, ' per ') THEN ' a ' || split_part(r.unit, '/', 2)
                    WHEN k.detail['per'] <> 'interval' THEN ' a ' || k.detail['per'] ELSE '' END
    || CASE WHEN k.detail IS NULL THEN
            ' × ' || CASE WHEN t.quote IS NOT NULL THEN t.quote ELSE grouped(round(k.seconds_low / 86400)) || ' days' END || ' = '
            || between_words(round(k.way_low / 1000, 1), round(k.way_high / 1000, 1)) || ' km; along the front of ' || x.quote || ': '
            || between_words(round(k.way_low * k.front_low / 1e6), round(k.way_high * k.front_high / 1e6)) || ' km²'
            || CASE WHEN k.result_kind = 'share' THEN ', ' || between_words(round(k.least * 100, 1), round(k.most * 100, 1)) || ' % of the ' || grouped(k.fact.upper) || ' km² of '
                    || k.fact.subject || ' (' || k.fact.source || ', ' || k.fact.source_date || ')' ELSE '' END
            ELSE coalesce(f.factors, '')
            || coalesce(' × ' || nullif(k.detail['time'], ''), '') || ' = '
            || between_words(k.least * coalesce(s.lower / nullif(s.base_lower, 0), s.upper / nullif(s.base_upper, 0), 1), k.most * coalesce(s.lower / nullif(s.base_lower, 0), s.upper / nullif(s.base_upper, 0), 1)) END
    || '; stated "' || s.words || '"' || coalesce(' a ' || k.detail['result_per'], '') || ': '
    || CASE WHEN NOT k.violates THEN 'agrees'
            WHEN k.detail IS NULL AND k.least > coalesce(k.s_high, 0) AND k.s_high IS NOT NULL THEN
                'agrees only if the rate held on ' || between_words(round(k.s_high * CASE k.result_kind WHEN 'share' THEN k.fact.upper * 1e6 ELSE 1 END / k.way_high / 1000), round(k.s_high * CASE k.result_kind WHEN 'share' THEN k.fact.upper * 1e6 ELSE 1 END / k.way_low / 1000))
                || ' km of the front: read it as the rate of chosen sections'
            ELSE 'does not fit' END AS working
FROM kept k JOIN spoken r ON r.id = k.rate JOIN spoken s ON s.id = k.result LEFT JOIN spoken t ON t.id = k.duration LEFT JOIN spoken x ON x.id = k.front
LEFT JOIN (
    SELECT k.comparison, string_agg(' × ' || o.words, '' ORDER BY o.id) AS factors
    FROM (SELECT comparison, unnest(ids[2:]) AS id, result, duration FROM kept) k JOIN spoken o USING (id)
    WHERE o.id NOT IN (k.result, coalesce(k.duration, -1)) GROUP BY k.comparison
) f ON f.comparison = k.comparison

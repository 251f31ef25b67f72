-- code: P206
-- name: magnitude-outlier
-- severity: warning
-- message: the figure is of another magnitude than the earlier ones of its measure
-- none: the store has too few earlier claims of any measure of the batch
-- does: Compares the magnitude (logarithm) of each figure with those of earlier claims of its measure in
--    other batches, by their median and the median distance from it; and with those that at least three earlier texts
--    give in the same words, if these lie close together and it is ten times beyond all of them.
-- matters: A figure ten times what has been reported so far is news, or a slip.
-- example: "4,720 drones" after a hundred nights with 30 to 480
-- working: Gives the number, the median of the earlier ones, how many they are and the factor between them.
-- sources: the claims of the store; the median absolute deviation as in Iglewicz and Hoaglin (1993)

-- comparisons
WITH earlier AS (
    -- the latest of the store: enough to know a magnitude, however large the store is
    SELECT c.measure, c.aggregation, ln(coalesce(c.check_lower, c.check_upper)) AS magnitude
    FROM claims c ANTI JOIN batch_keys USING (document_key)
    WHERE c.rowid >= getvariable('recent') AND c.measure IN (SELECT measure FROM batch_measures) AND coalesce(c.check_lower, c.check_upper) > 0
      AND c.kind NOT IN ('duration', 'age') AND c.modality IN ('asserted', 'reported', 'alleged') AND c.direction IS NULL
    ORDER BY c.rowid DESC LIMIT 20000
), history AS (
    SELECT measure, coalesce(aggregation, '') AS aggregation, median(magnitude) AS middle, greatest(mad(magnitude), 0.25) AS spread, count(*) AS claims
    FROM earlier GROUP BY ALL HAVING count(*) >= getvariable('history')
), latest AS (
    -- the last claims of the store with the words of their sentences: enough for a series of short reports
    SELECT c.rowid AS id, d.rowid AS doc, b.doc IS NOT NULL AS in_batch, d.published, c.value, c.sentence, c.span_start - c.sentence_start AS first_sign,
        c.span_end - c.sentence_start AS last_sign, CASE WHEN c.kind IN ('count', 'number', 'multiple') THEN 'count' ELSE c.kind || coalesce(c.base_unit, '') END AS sort,
        list_distinct(list_filter(list_transform(regexp_extract_all(lower(c.sentence), '[a-z]{4,}'), lambda w: without_ending(w)), lambda w: w NOT IN (
            'said', 'overnight', 'people', 'peopl', 'according', 'reported', 'report', 'week', 'with', 'were', 'from', 'that', 'have', 'this', 'over', 'past', 'last', 'into', 'their',
            'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday', 'million', 'thousand', 'hundred', 'dollar', 'which', 'after', 'more', 'most', 'than'))) AS terms
    FROM claims c JOIN documents d USING (document_key) LEFT JOIN batch_keys b ON b.doc = d.rowid
    WHERE c.rowid >= (SELECT count(*) FROM claims) - getvariable('slip_claims') AND d.superseded_by IS NULL AND d.published IS NOT NULL
      AND c.value > 0
      -- "came under fire 395 times" counts attacks, "three times as many" nothing
      AND (c.kind IN ('count', 'number', 'money', 'physical') OR c.kind = 'multiple' AND c.value >= 10 AND NOT regexp_matches(c.sentence[c.span_end - c.sentence_start + 1 :], '^ (as|more|less|higher|larger|greater|the|faster|lower|fewer)\b')) AND c.modality IN ('asserted', 'reported', 'alleged')
), posted AS (
    SELECT id, doc, in_batch, published, sort, value, len(terms) AS size, unnest(terms) AS term FROM latest
), rare AS MATERIALIZED (
    -- first of all: nearly all claims share some word
    SELECT * FROM posted WHERE term IN (SELECT term FROM posted GROUP BY term HAVING count(*) BETWEEN 3 AND 60)
), kindred AS (
    -- claims of later and of earlier texts whose sentences share words; of each earlier text the one that shares most
    SELECT f.id, e.id AS other, e.doc, any_value(e.value) AS value, any_value(f.value) AS stated, count(*) AS shared
    FROM rare f JOIN rare e USING (term, sort)
    WHERE f.in_batch AND e.published < f.published AND e.doc <> f.doc AND e.published > f.published - INTERVAL 100 DAY
    GROUP BY f.id, e.id, e.doc HAVING shared >= 3 OR shared = 2 AND any_value(f.size) <= 3
    QUALIFY row_number() OVER (PARTITION BY f.id, e.doc ORDER BY shared DESC, abs(ln(any_value(f.value) / any_value(e.value))), e.id) = 1
), series AS (
    SELECT id, any_value(stated) AS stated, min(value) AS least, max(value) AS most, count(*) AS texts FROM kindred
    GROUP BY id HAVING count(*) >= 3 AND max(value) <= 12 * min(value)
), standing_out AS (
    SELECT s.*, l.doc, l.sort,
        CASE WHEN s.stated > s.most THEN s.stated / s.most WHEN s.stated < s.least THEN s.least / s.stated ELSE 1 END AS times,
        -- few and small numbers and scattered ones leave more room
        CASE WHEN s.most < 10 AND l.sort = 'count' THEN greatest(30, 10 * s.most / s.least) WHEN s.most > 3 * s.least THEN 10 * s.most / s.least WHEN s.most <= 1.3 * s.least THEN 7 ELSE 10 END AS room,
        times >= room AND NOT regexp_matches(beside(l.sentence, l.first_sign, l.last_sign), '\b(since|year|years|month|months|total|so far|altogether|in all|war|season|record|population|budget|cumulative|overall)\b') AS odd
    FROM series s JOIN latest l USING (id)
)
SELECT [f.id] AS ids, exp(h.middle) AS middle, h.claims, exp(abs(ln(coalesce(f.low, f.high)) - h.middle)) AS factor, NULL::DOUBLE AS least, NULL::DOUBLE AS most,
    abs(ln(coalesce(f.low, f.high)) - h.middle) > getvariable('outlier_factor') * 1.4826 * h.spread AS violates,
    CASE WHEN violates THEN 'implausible' ELSE 'ok' END AS verdict
FROM figures f JOIN history h USING (measure, aggregation)
WHERE f.in_batch AND coalesce(f.low, f.high) > 0 AND NOT f.limb
UNION ALL BY NAME
SELECT [o.id] AS ids, any_value(o.texts) AS claims, any_value(o.times) AS factor, any_value(o.least) AS least, any_value(o.most) AS most,
    -- a text that goes on with the series has another figure beside it
    any_value(o.odd) AND count(l.id) = 0 AS violates, CASE WHEN violates THEN 'implausible' ELSE 'ok' END AS verdict
FROM standing_out o LEFT JOIN latest l ON l.doc = o.doc AND l.sort = o.sort AND l.value BETWEEN o.least / 3 AND o.most * 3
GROUP BY o.id

-- working
SELECT k.comparison,
    CASE WHEN k.least IS NOT NULL THEN '"' || s.words || '" stands against ' || between_words(k.least, k.most) || ' in ' || k.claims || ' earlier texts in the same words: '
        || CASE WHEN k.factor > 1 THEN grouped(k.factor) || ' times beyond them' ELSE 'within them' END
    ELSE '"' || s.words || '" is ' || grouped(k.factor) || ' times off the median ' || grouped(k.middle) || ' of ' || k.claims || ' earlier claims of ' || s.measure
    || CASE WHEN k.violates THEN ', far outside their spread' ELSE ', within their spread' END END AS working
FROM kept k JOIN spoken s ON s.id = k.ids[1]

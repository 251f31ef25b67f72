-- code: P206
-- name: magnitude-outlier
-- severity: warning
-- message: the figure is of another magnitude than the earlier ones of its measure
-- none: the store has too few earlier claims of any measure of the batch
-- does: Compares the magnitude (logarithm) of each figure with those of earlier claims of its measure in
--    other batches, by their median and the median distance from it.
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
)
SELECT [f.id] AS ids, exp(h.middle) AS middle, h.claims, exp(abs(ln(coalesce(f.low, f.high)) - h.middle)) AS factor,
    abs(ln(coalesce(f.low, f.high)) - h.middle) > getvariable('outlier_factor') * 1.4826 * h.spread AS violates,
    CASE WHEN violates THEN 'implausible' ELSE 'ok' END AS verdict
FROM figures f JOIN history h USING (measure, aggregation)
WHERE f.in_batch AND coalesce(f.low, f.high) > 0 AND NOT f.limb

-- working
SELECT k.comparison,
    '"' || s.words || '" is ' || grouped(k.factor) || ' times off the median ' || grouped(k.middle) || ' of ' || k.claims || ' earlier claims of ' || s.measure
    || CASE WHEN k.violates THEN ', far outside their spread' ELSE ', within their spread' END AS working
FROM kept k JOIN spoken s ON s.id = k.ids[1]

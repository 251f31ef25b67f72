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
WITH history AS (
    SELECT measure, base_unit, aggregation, span_class, median(ln(coalesce(low, high))) AS middle,
        greatest(mad(ln(coalesce(low, high))), 0.25) AS spread, count(*) AS claims
    FROM field WHERE NOT in_batch AND coalesce(low, high) > 0 AND NOT limb
    GROUP BY ALL HAVING count(*) >= getvariable('history')
)
SELECT [f.id] AS ids, exp(h.middle) AS middle, h.claims, exp(abs(ln(coalesce(f.low, f.high)) - h.middle)) AS factor,
    abs(ln(coalesce(f.low, f.high)) - h.middle) > getvariable('outlier_factor') * 1.4826 * h.spread AS violates,
    CASE WHEN violates THEN 'implausible' ELSE 'ok' END AS verdict
FROM field f JOIN history h USING (measure, base_unit, aggregation, span_class)
WHERE f.in_batch AND coalesce(f.low, f.high) > 0 AND NOT f.limb

-- working
SELECT k.comparison,
    '"' || s.words || '" is ' || grouped(k.factor) || ' times off the median ' || grouped(k.middle) || ' of ' || k.claims || ' earlier claims of ' || s.measure
    || CASE WHEN k.violates THEN ', far outside their spread' ELSE ', within their spread' END AS working
FROM kept k JOIN spoken s ON s.id = k.ids[1]

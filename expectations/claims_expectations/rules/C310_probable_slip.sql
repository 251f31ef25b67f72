-- code: C310
-- name: probable-slip
-- severity: info
-- message: the two figures differ as a slip of the keyboard would make them differ
-- none: no two claims contradict each other
-- does: Looks at the pairs that contradict each other (C301, C302) for a factor of 10, 100, 1,000 or a million, a
--    factor between units, or the same digits in another order.
-- matters: It says where to look for the error.
-- example: "4,000" in the headline and "400" in the body: one zero too many
-- working: Names the two numbers and what the slip may be.
-- sources: unit factors as defined by the International Yard and Pound Agreement (1959)

-- comparisons
WITH pairs AS (
    SELECT ids[1] AS a, ids[2] AS b FROM rows_C301 WHERE violates
    UNION SELECT ids[1], ids[2] FROM rows_C302 WHERE violates AND verdict = 'contradiction' AND NOT nested
), numbers AS (
    SELECT p.a, p.b, coalesce(x.lower, x.upper) AS one, coalesce(y.lower, y.upper) AS other,
        greatest(abs(one), abs(other)) / nullif(least(abs(one), abs(other)), 0) AS factor
    FROM pairs p JOIN claims x ON x.rowid = p.a JOIN claims y ON y.rowid = p.b
), named AS (
    SELECT *, CASE
        WHEN abs(factor / 10 - 1) < getvariable('slip') THEN 'one zero too many or too few'
        WHEN abs(factor / 100 - 1) < getvariable('slip') THEN 'two zeros too many or too few'
        WHEN abs(factor / 1000 - 1) < getvariable('slip') THEN 'thousands taken for ones, or a wrong scale word'
        WHEN abs(factor / 1e6 - 1) < getvariable('slip') THEN 'millions taken for ones, or a missing scale word'
        WHEN abs(factor / 1.609344 - 1) < 0.005 THEN 'miles taken for kilometres'
        WHEN abs(factor / 3.28084 - 1) < 0.005 THEN 'feet taken for metres'
        WHEN list_sort(string_split(printf('%.0f', one), '')) = list_sort(string_split(printf('%.0f', other), '')) THEN 'the same digits in another order'
        END AS slip
    FROM numbers
)
SELECT [a, b] AS ids, one, other, slip, slip IS NOT NULL AS violates, CASE WHEN slip IS NULL THEN 'ok' ELSE 'ambiguous' END AS verdict
FROM named

-- working
SELECT comparison,
    grouped(one) || ' and ' || grouped(other) || CASE WHEN violates THEN ': looks like ' || slip ELSE ': no slip of the usual kind' END AS working
FROM kept

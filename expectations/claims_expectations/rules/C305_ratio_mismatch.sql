-- code: C305
-- name: ratio-mismatch
-- severity: error
-- message: the ratio is not that of the two counts given
-- none: no claim states a ratio with its two sides
-- does: Divides the two counts that a text gives and holds the result against the ratio it states.
-- matters: One of the three numbers must be wrong.
-- example: "outnumbered 5:1, 900 against 300"
-- working: "900 / 300 = 3, stated 5:1: does not fit". Rounding and hedges are allowed for; either side may stand first.
-- sources: arithmetic

-- comparisons
WITH ratios AS (
    SELECT r.relation_id, r.id AS ratio, a.id AS a, b.id AS b, r.low, r.high,
        a.low / nullif(b.high, 0) AS least, a.high / nullif(b.low, 0) AS most,
        b.low / nullif(a.high, 0) AS inverse_least, b.high / nullif(a.low, 0) AS inverse_most,
        coalesce(a.value, a.low) AS a_value, coalesce(b.value, b.low) AS b_value
    FROM links r JOIN links a USING (relation_id) JOIN links b USING (relation_id)
    WHERE r.link = 'ratio' AND r.role = 'ratio' AND a.role = 'left' AND b.role = 'right' AND a.base_unit = b.base_unit
      AND r.modality <> 'figurative'
)
SELECT [ratio, a, b] AS ids, least, most, a_value, b_value,
    NOT meet(low * 0.95, high * 1.05, least, most) AND NOT meet(low * 0.95, high * 1.05, inverse_least, inverse_most) AS violates,
    CASE WHEN violates THEN 'contradiction' ELSE 'ok' END AS verdict
FROM ratios WHERE least IS NOT NULL OR most IS NOT NULL

-- working
SELECT k.comparison,
    '"' || a.words || '" to "' || b.words || '" is ' || between_words(round(k.least, 2), round(k.most, 2)) || ', stated "' || r.quote || '": '
    || CASE WHEN k.violates THEN 'does not fit' ELSE 'agrees' END AS working
FROM kept k JOIN spoken r ON r.id = k.ids[1] JOIN spoken a ON a.id = k.ids[2] JOIN spoken b ON b.id = k.ids[3]

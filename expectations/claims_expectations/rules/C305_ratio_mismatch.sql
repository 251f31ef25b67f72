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
WITH sides AS (
    -- "3 for every 1,000" is told of the 1,000, a third of it
    -- "twice" is no claim: its bounds are in the detail
    SELECT a.relation_id, r.id AS ratio, a.id AS a, b.id AS b, a.detail['words'] AS said,
        coalesce(a.detail['least']::DOUBLE, r.low * coalesce(r.detail['times']::DOUBLE, 1)) AS low,
        coalesce(a.detail['most']::DOUBLE, r.high * coalesce(r.detail['times']::DOUBLE, 1)) AS high,
        coalesce(a.value, a.low) AS a_value, coalesce(b.value, b.low) AS b_value,
        -- "10,000 shells a day and 2,000": a number without a unit has that of the other
        CASE WHEN a.base_unit <> b.base_unit AND (a.kind = 'number' OR a.base_unit = 'count') THEN b.base_lower / nullif(b.value, 0) ELSE 1 END AS a_scale,
        CASE WHEN a.base_unit <> b.base_unit AND (b.kind = 'number' OR b.base_unit = 'count') THEN a.base_lower / nullif(a.value, 0) ELSE 1 END AS b_scale,
        a.low * a_scale AS a_low, a.high * a_scale AS a_high, b.low * b_scale AS b_low, b.high * b_scale AS b_high
    FROM links a JOIN links b USING (relation_id) LEFT JOIN links r ON r.relation_id = a.relation_id AND r.role = 'ratio'
    WHERE a.link = 'ratio' AND a.role = 'left' AND b.role = 'right' AND (r.id IS NOT NULL OR a.detail['words'] IS NOT NULL)
      AND (a.base_unit = b.base_unit OR 'number' IN (a.kind, b.kind) OR a.kind = 'count' AND b.kind = 'count' AND 'count' IN (a.base_unit, b.base_unit)) AND coalesce(r.modality, a.modality) <> 'figurative'
      -- what somebody asks for is no ratio of what there is
      AND (coalesce(r.modality, b.modality) IN ('demanded', 'planned')) = (a.modality IN ('demanded', 'planned'))
), ratios AS (
    SELECT *, a_low / nullif(b_high, 0) AS least, a_high / nullif(b_low, 0) AS most,
        b_low / nullif(a_high, 0) AS inverse_least, b_high / nullif(a_low, 0) AS inverse_most
    FROM sides
)
SELECT list_filter([ratio, a, b], lambda id: id IS NOT NULL) AS ids, least, most, a_value, b_value, said,
    NOT meet(low * 0.95, high * 1.05, least, most) AND NOT meet(low * 0.95, high * 1.05, inverse_least, inverse_most) AS violates,
    CASE WHEN violates THEN 'contradiction' ELSE 'ok' END AS verdict
FROM ratios WHERE least IS NOT NULL OR most IS NOT NULL

-- working
SELECT k.comparison,
    '"' || a.words || '" to "' || b.words || '" is ' || between_words(round(k.least, 2), round(k.most, 2)) || ', stated "' || coalesce(r.words, k.said) || '": '
    || CASE WHEN k.violates THEN 'does not fit' ELSE 'agrees' END AS working
FROM kept k JOIN spoken a ON a.id = k.ids[-2] JOIN spoken b ON b.id = k.ids[-1]
LEFT JOIN spoken r ON len(k.ids) = 3 AND r.id = k.ids[1]

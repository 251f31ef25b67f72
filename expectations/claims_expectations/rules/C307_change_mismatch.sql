-- code: C307
-- name: change-mismatch
-- severity: error
-- message: the change is not the difference of the two figures
-- none: no claim states a change with the figures before and after it
-- does: Computes the change from the figure before to the one after, in per cent, points, times or units, and
--    holds it against the change that is stated. The figure before may stand in an earlier text, of the same measure
--    and place and of the time that the change is told against; then the finding is a notch less severe.
-- matters: One of the three numbers must be wrong, or the change is meant against another base.
-- example: "rose from 40 to 50, up 52 %"; "tripled from 400 to 800"
-- working: "from 40 to 50 is 25 %, stated 52 %: does not fit". Rounding and hedges are allowed for; "threefold" may mean to
--    three times or by three times.
-- sources: arithmetic

-- comparisons
WITH written AS (
    -- a percentage is rounded to the last digit written; so is an amount ("60 million"), but no wider than checks allow
    SELECT *, 0.5 / 10 ** length(split_part(digits, '.', 2)) / nullif(TRY_CAST(replace(digits, ',', '') AS DOUBLE), 0) AS room
    FROM (SELECT *, regexp_extract(quote, '[0-9][0-9,]*(\.[0-9]+)?') AS digits FROM links WHERE link = 'change' AND modality <> 'figurative')
), sides AS (
    SELECT * REPLACE (
        CASE WHEN low IS NULL AND detail['way'] IS NOT NULL THEN base_upper * 0.8 WHEN relation <> '=' OR approximate OR room IS NULL THEN low WHEN kind = 'share' THEN base_lower * (1 - room)
             ELSE greatest(low, base_lower * (1 - room)) END AS low,
        -- "at least 21, up from 18" is about so many
        CASE WHEN high IS NULL AND detail['way'] IS NOT NULL THEN base_lower * 1.25 WHEN relation <> '=' OR approximate OR room IS NULL THEN high WHEN kind = 'share' THEN base_upper * (1 + room)
             ELSE least(high, base_upper * (1 + room)) END AS high)
    FROM written
), steps AS (
    -- by how much, to what, and the per cent that this is of what there was before
    SELECT s.relation_id, s.id AS step_id, t.id AS to_id, b.id AS by_id, s.detail['way'] AS way, b.low, b.high, s.low AS s_low, s.high AS s_high,
        if(s.detail['way'] = 'up', t.low - s.high, t.low + s.low) AS least_before, if(s.detail['way'] = 'up', t.high - s.low, t.high + s.high) AS most_before
    FROM sides s JOIN sides t ON t.relation_id = s.relation_id AND t.role = 'to' LEFT JOIN sides b ON b.relation_id = s.relation_id AND b.role = 'by'
    WHERE s.role = 'step' AND s.base_unit = t.base_unit
), opened AS (
    -- changes of which another text tells the earlier figure: of the period named, or of about the day when they began
    SELECT s.relation_id, s.detail, s.doc, w.kind, w.base_unit, w.measure, lower(w.item) AS item, w.place, w.actor, w.target, d.published,
        s.detail['base_start']::TIMESTAMP AS base_start, s.detail['base_end']::TIMESTAMP AS base_end, s.detail['base'] = 'period' AS in_period
    FROM sides s JOIN claims w ON w.rowid = s.id JOIN documents d ON d.rowid = s.doc
    WHERE s.role = 'to' AND s.detail['base_start'] IS NOT NULL AND d.published IS NOT NULL
), earlier AS (
    SELECT o.relation_id, 'change' AS link, 'from' AS role, o.detail, c.rowid AS id, c.kind, c.relation, c.unit, c.base_unit, c.value, c.quote, c.check_lower AS low, c.check_upper AS high,
        c.approximate, c.base_lower, c.base_upper, TRUE AS elsewhere
    FROM opened o JOIN claims c ON coalesce(c.measure, lower(c.item)) = coalesce(o.measure, o.item) JOIN documents d USING (document_key)
    WHERE getvariable('earlier_told') AND c.rowid >= getvariable('recent') AND d.superseded_by IS NULL AND d.rowid <> o.doc AND d.published < o.published
      AND c.kind = o.kind AND c.base_unit = o.base_unit AND c.relation IN ('=', '~') AND c.modality IN ('asserted', 'reported') AND coalesce(c.section, 'body') <> 'boilerplate'
      AND json_array_length(coalesce(c.alternatives, '[]')) = 0
      AND coalesce(split_part(lower(c.item), ' ', -1) = split_part(o.item, ' ', -1), TRUE)
      AND c.place IS NOT DISTINCT FROM o.place AND coalesce(c.actor = o.actor, TRUE) AND coalesce(c.target = o.target, TRUE)
      AND CASE WHEN o.in_period THEN abs(date_diff('day', c.time_start, o.base_start)) <= 1 AND abs(date_diff('day', c.time_end, o.base_end)) <= 1 AND c.time_basis IN ('stated', 'relative')
               ELSE coalesce(c.time_start, d.published) BETWEEN o.base_start AND o.base_end OR (d.published BETWEEN o.base_start AND o.base_end AND date_diff('day', c.time_start, c.time_end) <= 10) END
), ends AS (
    SELECT *, FALSE AS elsewhere FROM sides UNION ALL BY NAME FROM earlier
), pairs AS (
    -- "90,000 barrels a day, up from 60,000", "500 dollars a tonne, up from 400 dollars": a number without a unit, or
    -- without what it is told by, has that of the other
    SELECT f.relation_id, f.elsewhere, f.id AS before_id, t.id AS after_id, f.detail, if(f.kind = 'number', t.kind, f.kind) AS of_kind, if(t.kind = 'number', f.base_unit, t.base_unit) AS base_unit,
        coalesce(t.base_lower / nullif(t.value, 0), 1) AS in_base, split_part(t.unit, '/', 1) AS currency,
        -- prices for a time or a thing stand as written, so that an amount can be held against their difference
        f.kind = 'money' AND t.kind = 'money' AND (f.base_unit <> t.base_unit OR t.unit LIKE '%/%') AS of_money,
        CASE WHEN of_money THEN f.value / nullif(f.base_lower, 0) WHEN f.base_unit <> t.base_unit AND f.kind = 'number' THEN t.base_lower / nullif(t.value, 0) ELSE 1 END AS f_scale,
        CASE WHEN of_money THEN t.value / nullif(t.base_lower, 0) WHEN f.base_unit <> t.base_unit AND t.kind = 'number' THEN f.base_lower / nullif(f.value, 0) ELSE 1 END AS t_scale,
        f_scale * f.low AS f_low, f_scale * f.high AS f_high, t_scale * t.low AS t_low, t_scale * t.high AS t_high
    FROM ends f JOIN sides t USING (relation_id)
    WHERE f.role = 'from' AND t.role = 'to' AND f.low >= 0
      AND (f.base_unit = t.base_unit OR 'number' IN (f.kind, t.kind) AND 'share' NOT IN (f.kind, t.kind)
           OR f.kind = 'money' AND t.kind = 'money' AND split_part(f.unit, '/', 1) = split_part(t.unit, '/', 1))
), changes AS (
    SELECT p.relation_id, p.elsewhere, before_id, after_id, b.id AS by_id, p.detail['factor']::DOUBLE AS factor,
        p.detail['factor_relation'] AS factor_relation,
        t_low / nullif(f_high, 0) AS least, t_high / nullif(f_low, 0) AS most, t_low - f_high AS least_difference, t_high - f_low AS most_difference,
        of_kind, b.kind, b.unit, if(p.detail['either_way'] IS NULL, coalesce(b.direction, p.detail['way']), NULL) AS direction, p.detail['way'] AS way, of_money,
        b.kind = 'number' AND b.unit <> 'point' AND of_kind IN ('money', 'count', 'physical') AS bare,
        -- "16 cents more than the 1.86 euros"
        b.unit = 'cent' AND of_kind = 'money' AS hundredths, p.detail['level'] IS NOT NULL AS level,
        bare OR hundredths OR if(of_money, split_part(b.unit, '/', 1) = currency, b.base_unit = p.base_unit) OR b.unit = 'point' AS same_unit,
        -- points of a percentage; a bare number has the unit of the others; prices stand as written
        CASE WHEN hundredths THEN 0.01 * b.value / nullif(b.base_lower, 0) WHEN b.unit = 'point' AND of_kind = 'share' THEN 0.01 WHEN bare AND NOT of_money THEN in_base
             WHEN of_money AND b.kind = 'money' THEN coalesce(b.value / nullif(b.base_lower, 0), 1) ELSE 1 END AS scale,
        b.low * scale AS low, b.high * scale AS high
    FROM pairs p LEFT JOIN sides b ON b.relation_id = p.relation_id AND b.role = 'by'
), sorted AS (
    SELECT *, CASE WHEN by_id IS NULL THEN if(factor IS NULL, 'way', 'factor') WHEN level AND kind IN ('share', 'multiple') THEN 'level' WHEN kind = 'multiple' THEN 'times'
                   WHEN unit IN ('point', 'percentage_point', 'basis_point') AND of_kind = 'share' THEN 'points'
                   WHEN kind = 'share' AND of_kind = 'share' THEN 'points or per cent'
                   WHEN kind = 'share' AND unit IN ('percent', 'share') THEN 'per cent' ELSE 'units' END AS sort,
        -- a fall is told as a positive number
        least(abs(least - 1), abs(most - 1)) * CASE WHEN least < 1 AND most > 1 THEN 0 ELSE 1 END AS least_share,
        greatest(abs(least - 1), abs(most - 1)) AS most_share,
        least(abs(least_difference), abs(most_difference)) * CASE WHEN least_difference < 0 AND most_difference > 0 THEN 0 ELSE 1 END AS least_units,
        greatest(abs(least_difference), abs(most_difference)) AS most_units
    FROM changes WHERE by_id IS NOT NULL OR factor IS NOT NULL OR way IS NOT NULL
)
SELECT list_filter([before_id, after_id, by_id], lambda i: i IS NOT NULL) AS ids, sort, factor, least, most, least_share, most_share, least_units, most_units,
    way, of_money, elsewhere AS uncertain, NOT CASE sort
        WHEN 'way' THEN TRUE
        -- "nearly doubled" falls a little short of it, "more than halved" leaves less than half
        WHEN 'factor' THEN CASE WHEN factor_relation LIKE '<%' THEN if(factor > 1, meet(factor * 0.75, factor * 1.02, least, most), meet(factor * 0.98, factor * 1.25, least, most))
                                WHEN factor_relation LIKE '>%' THEN if(factor > 1, meet(factor * 0.98, factor * 3, least, most), meet(factor / 3, factor * 1.02, least, most))
                                WHEN factor_relation = '~' THEN meet(factor * 0.85, factor * 1.15, least, most)
                                ELSE meet(factor * 0.95, factor * 1.05, least, most) END
        WHEN 'level' THEN meet(low * 0.95, high * 1.05, least, most)
        WHEN 'times' THEN meet(low * 0.95, high * 1.05, least, most) OR meet(low * 0.95, high * 1.05, least - 1, most - 1)
        WHEN 'per cent' THEN meet(abs(low) - 0.0005, abs(high) + 0.0005, least_share, most_share)
        WHEN 'points' THEN meet(low - 0.0005, high + 0.0005, least_units, most_units)
        WHEN 'points or per cent' THEN meet(abs(low) - 0.0005, abs(high) + 0.0005, least_share, most_share) OR meet(abs(low) - 0.0005, abs(high) + 0.0005, least_units, most_units)
        ELSE NOT same_unit OR kind = 'share' OR meet(low * 0.999, high * 1.001, least_units, most_units) END
    -- a fall that comes out as a rise
    OR coalesce(direction = 'down' AND least > 1.001 OR direction = 'up' AND most < 0.999, FALSE) AS violates,
    CASE WHEN violates THEN 'contradiction' ELSE 'ok' END AS verdict
FROM sorted
-- of several earlier figures one that fits is meant
QUALIFY NOT elsewhere OR row_number() OVER (PARTITION BY relation_id ORDER BY violates, before_id DESC) = 1
UNION ALL BY NAME
SELECT list_filter([step_id, to_id, by_id], lambda i: i IS NOT NULL) AS ids, 'step per cent' AS sort, way, FALSE AS of_money, FALSE AS uncertain,
    s_low / nullif(greatest(most_before, 0), 0) AS least_share, s_high / nullif(greatest(least_before, 0), 0) AS most_share,
    most_before <= 0 OR coalesce(NOT meet(low - 0.0005, high + 0.0005, least_share, most_share), FALSE) AS violates,
    CASE WHEN violates THEN 'contradiction' ELSE 'ok' END AS verdict
FROM steps WHERE most_before IS NOT NULL

-- working
SELECT k.comparison,
    CASE WHEN k.sort LIKE 'step%' THEN 'by ' ELSE 'from ' END || f.quote || ' to ' || t.quote || ' is '
    || CASE WHEN k.sort LIKE 'step%' AND k.least_share IS NULL THEN 'from less than nothing' WHEN k.sort = 'way' THEN if(k.most < 1, 'a fall', if(k.least > 1, 'a rise', 'no move'))
            WHEN k.sort IN ('factor', 'times') THEN between_words(round(k.least, 2), round(k.most, 2)) || ' times'
            WHEN k.sort = 'level' THEN between_words(round(k.least * 100, 1), round(k.most * 100, 1)) || ' % of it' WHEN k.sort LIKE '%per cent' THEN between_words(round(k.least_share * 100, 1), round(k.most_share * 100, 1)) || ' %'
            ELSE 'a difference of ' || between_words(k.least_units * if(k.of_money, 1, coalesce(f.lower / nullif(f.base_lower, 0), 1)), k.most_units * if(k.of_money, 1, coalesce(f.lower / nullif(f.base_lower, 0), 1))) END
    || ', stated ' || CASE WHEN k.sort = 'way' OR k.sort LIKE 'step%' AND b.quote IS NULL THEN if(k.way = 'up', 'a rise', 'a fall') ELSE coalesce('"' || b.quote || '"', grouped(k.factor) || ' times') END || ': '
    || CASE WHEN k.violates THEN 'does not fit' ELSE 'agrees' END AS working
FROM kept k JOIN spoken f ON f.id = k.ids[1] JOIN spoken t ON t.id = k.ids[2] LEFT JOIN spoken b ON b.id = k.ids[3]

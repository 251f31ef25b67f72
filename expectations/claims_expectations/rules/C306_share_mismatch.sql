-- code: C306
-- name: share-mismatch
-- severity: error
-- message: the share of the whole is not the part that is given
-- none: no claim states a share with its whole and its part
-- does: Multiplies a stated share with the whole it is taken of and holds the result against the stated part.
-- matters: One of the three numbers must be wrong.
-- example: "14,000 jobs, or 14 % of its staff of 350,000"
-- working: "14 % of 350,000 = 47,250 to 50,750, stated 14,000: does not fit". The digits of the share as written
--    say how far it was rounded; fractions in words ("a third") are taken loosely.
-- sources: arithmetic

-- comparisons
WITH shares AS (
    SELECT s.id AS share, w.id AS whole, p.id AS part,
        -- "42 million tonnes, 21 million of that": a number without a unit has that of the whole
        scale_of_unit(p.base_unit, w.base_unit, w.base_lower, w.value) AS scale,
        p.low * scale AS low, p.high * scale AS high, coalesce(p.base_lower / nullif(p.value, 0), 1) * scale AS written,
        -- a percentage is rounded to the last digit written: "4 %" is 3.5 to 4.5 %
        regexp_extract(s.quote, '[0-9][0-9,]*(\.[0-9]+)?') AS digits,
        0.5 / 10 ** length(split_part(digits, '.', 2)) / nullif(TRY_CAST(replace(digits, ',', '') AS DOUBLE), 0) AS rounding,
        CASE WHEN s.unit = 'share' THEN 0.08 WHEN s.approximate OR s.relation <> '=' THEN getvariable('relative')
             ELSE greatest(coalesce(rounding, 0), getvariable('relative') / 4) END AS room,
        s.low * (1 - room) * w.low AS least, s.high * (1 + room) * w.high AS most
    FROM links s JOIN links w USING (relation_id) JOIN links p USING (relation_id)
    WHERE s.link = 'share' AND s.role = 'share' AND w.role = 'whole' AND p.role = 'part' AND (w.base_unit = p.base_unit OR takes_unit(p.kind, p.quote, w.kind, w.value))
      AND s.modality <> 'figurative'
), again AS (
    -- "38 out of 512, or 25 %"
    SELECT s.id AS share, t.id AS told, t.low, t.high, 0.5 / 10 ** length(split_part(regexp_extract(s.quote, '[0-9][0-9,]*(\.[0-9]+)?'), '.', 2)) / 100 AS rounding,
        s.low * (1 - CASE WHEN s.relation = '=' THEN 0 ELSE getvariable('relative') END) - rounding AS least, s.high * (1 + CASE WHEN s.relation = '=' THEN 0 ELSE getvariable('relative') END) + rounding AS most
    FROM links s JOIN links t USING (relation_id)
    WHERE s.link = 'share' AND s.role = 'share' AND t.role = 'told' AND s.modality <> 'figurative'
)
SELECT [share, whole, part] AS ids, least, most, written, NOT meet(low, high, least, most) AS violates,
    CASE WHEN violates THEN 'contradiction' ELSE 'ok' END AS verdict
FROM shares WHERE least IS NOT NULL OR most IS NOT NULL
UNION ALL
SELECT [share, told], low, high, NULL, NOT meet(low, high, least, most) AS violates, CASE WHEN violates THEN 'contradiction' ELSE 'ok' END
FROM again WHERE least IS NOT NULL OR most IS NOT NULL

-- working
SELECT k.comparison,
    CASE WHEN p.id IS NULL THEN w.quote || ' is ' || between_words(round(k.least * 100, 1), round(k.most * 100, 1)) || ' %, stated ' || s.quote || ': ' || CASE WHEN k.violates THEN 'does not fit' ELSE 'agrees' END
    ELSE s.quote || ' of ' || w.quote || ' = ' || between_words(round(k.least / k.written), round(k.most / k.written))
    || ', stated "' || p.words || '": ' || CASE WHEN k.violates THEN 'does not fit' ELSE 'agrees' END END AS working
FROM kept k JOIN spoken s ON s.id = k.ids[1] JOIN spoken w ON w.id = k.ids[2] LEFT JOIN spoken p ON p.id = k.ids[3]

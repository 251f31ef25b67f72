-- The claims that are limbs, see figures.sql.
CREATE OR REPLACE TEMP TABLE limbs AS
-- a part whose whole is of another measure (drones of all aerial weapons) stands for the whole of its own
SELECT DISTINCT id FROM (
    SELECT id, kind, role, cue, count(*) OVER (PARTITION BY relation_id, measure) AS alike,
        -- "of 94 drones launched 71 were shot down" tells what happened to the 94
        count(*) OVER (PARTITION BY relation_id, split_part(measure, ':', 1)) AS alike_events
    FROM near_relations
)
WHERE role IN ('from', 'by', 'left', 'right') OR role = 'part' AND alike > 1
    -- what happened to 300 of the 2,000 inhabitants did not happen to the 2,000
    OR kind IN ('part', 'share') AND role = 'whole' AND alike_events > 1 AND regexp_matches(cue, '^(out of|of|from|among|amongst)\b', 'i') AND NOT regexp_matches(cue, '\b(which|whom|them|these|those|it)\b', 'i')
UNION
-- "728 drones and 13 missiles, 741 in all": the total is of neither measure, whatever was read for it
SELECT unnest(totals) FROM (
    SELECT list(id) FILTER (role = 'total') AS totals
    FROM near_relations WHERE kind = 'sum'
    GROUP BY relation_id
    HAVING count(DISTINCT measure) FILTER (role = 'part') > 1
        AND list_has_any(list(measure) FILTER (role = 'part'), list(measure) FILTER (role = 'total'))
);

-- The number that a measure has in common with those that it holds or is held by; filled where there are slices.
CREATE OR REPLACE TEMP TABLE families (measure VARCHAR, family UBIGINT);

-- All figures, see figures.sql.
CREATE OR REPLACE TEMP VIEW all_figures AS
SELECT * REPLACE (measure::VARCHAR AS measure, base_unit::VARCHAR AS base_unit, aggregation::VARCHAR AS aggregation) FROM narrow_figures;

-- Those of the part of the documents that is being read.
CREATE OR REPLACE TEMP VIEW part_figures AS
FROM all_figures WHERE doc BETWEEN getvariable('first_doc') AND getvariable('last_doc');

-- All, or those of one slice, while a rule is run slice by slice.
CREATE OR REPLACE TEMP VIEW figures AS
FROM all_figures WHERE getvariable('slice') IS NULL OR slice = getvariable('slice');

-- The same with all that a claim says, and with the names themselves: for rules that look at few of them.
CREATE OR REPLACE TEMP VIEW field AS
WITH names AS (
    SELECT DISTINCT number_of(name) AS number, name FROM (SELECT unnest([place, actor, target]) AS name FROM claims) WHERE name <> ''
)
SELECT f.* EXCLUDE (place, actor, target, voice), c.concept, c.event, c.approximate, c.place, c.actor, c.target, c.time_start,
    coalesce(c.time_end, f.published + INTERVAL 1 DAY) AS time_end, c.time_role, c.time_basis, f.span_class <> 'undated' AS dated,
    coalesce(c.section, 'body') AS section, c.direction, c.modality, c.span_start, c.relation, c.item, c.attributed_to,
    coalesce(p.name, '') AS place_in_text, coalesce(a.name, '') AS actor_in_text, coalesce(t.name, '') AS target_in_text
FROM figures f JOIN claims c ON c.rowid = f.id
LEFT JOIN names p ON p.number = f.place LEFT JOIN names a ON a.number = f.actor LEFT JOIN names t ON t.number = f.target;

-- The claims that can be compared: of known measure, unambiguous, told as fact, of current documents. Narrow, for there
-- may be millions: places and parties are numbers of their names, 0 where a document names none or several, and what is
-- measured is one of a list (names.sql).
-- `day` claims are about one occasion and keep the middle of their interval. A limb is a part, a former
-- value or one side of another figure: it is not compared as if it stood for the whole. Of one part of the documents,
-- from first_doc to last_doc, whose claims lie from first_id to last_id.
WITH placed AS NOT MATERIALIZED (
    SELECT c.id, c.doc, c.in_batch, c.measure::measure_of_figure AS measure, hash(c.measure) AS subject,
        c.kind::ENUM ('count', 'number', 'share', 'ratio', 'multiple', 'money', 'physical') AS kind,
        -- "thousands have died" counts persons, though it does not say so
        CASE WHEN c.kind = 'number' AND c.base_unit = '1' AND c.concept IS NOT NULL THEN 'count' ELSE c.base_unit END::unit_of_figure AS base_unit,
        coalesce(c.aggregation, '')::aggregation_of_figure AS aggregation,
        c.check_lower AS low, c.check_upper AS high, c.relation = 'vague' AS vague,
        number_of(c.place) AS place, number_of(c.actor) AS actor, number_of(c.target) AS target,
        coalesce(number_of(lower(c.attributed_to)), 0) AS voice,
        c.time_start, coalesce(c.time_end, c.published + INTERVAL 1 DAY) AS time_end, c.time_role, c.published,
        c.id IN (FROM limbs) OR c.direction IS NOT NULL AS limb,
        list_contains(getvariable('growing'), coalesce(c.event, '')) AS growing,
        -- A figure whose only date is that of its text is dated for that text, but not for the world.
        own_time(c.time_basis, c.time_text) AS firm
    FROM close_claims c
    WHERE c.doc BETWEEN getvariable('first_doc') AND getvariable('last_doc') AND c.id BETWEEN getvariable('first_id') AND getvariable('last_id')
      AND c.measure IS NOT NULL
      AND c.modality IN ('asserted', 'reported', 'alleged')
      AND coalesce(c.section, 'body') <> 'boilerplate'
      AND (coalesce(c.alternatives, '[]') = '[]' OR json_array_length(c.alternatives) = 0)
      AND c.kind NOT IN ('duration', 'age')
      AND c.confidence >= getvariable('least_confidence')
      AND (c.check_lower IS NOT NULL OR c.check_upper IS NOT NULL)
), classed AS NOT MATERIALIZED (
    SELECT *, span_class_of(time_start, time_end) AS span_class, middle_day(time_start, time_end) AS middle_day FROM placed
), timed AS MATERIALIZED (
    SELECT id, doc, in_batch, measure, subject, kind, base_unit, aggregation, low, high, vague, published, limb, growing, firm, voice, span_class,
        place, actor, target,
        CASE span_class WHEN 'undated' THEN coalesce(published, TIMESTAMP '1970-01-01') - getvariable('undated_window')
                        WHEN 'day' THEN middle_day ELSE time_start END AS from_time,
        CASE span_class WHEN 'undated' THEN coalesce(published, TIMESTAMP '1970-01-01') + INTERVAL 1 DAY
                        WHEN 'day' THEN middle_day + INTERVAL 1 DAY ELSE time_end END AS to_time,
        occasion_of(span_class, time_start, time_end, published) AS occasion,
        CASE WHEN firm AND time_role = 'as_of' THEN time_start ELSE published END AS told_at,
        time_role IS NOT DISTINCT FROM 'since' AS since
    FROM classed
), by_occasion AS (
    -- What a document says of only one place or party at a time is true of its other figures of that time, ...
    SELECT doc, occasion, only_one(place) AS place, only_one(actor) AS actor, only_one(target) AS target
    FROM timed WHERE firm AND span_class = 'day' GROUP BY doc, occasion HAVING count(*) > 1
), by_measure AS (
    -- ... and what it says of only one for a measure is true of that measure.
    SELECT doc, subject, only_one(place) AS place, only_one(actor) AS actor, only_one(target) AS target
    FROM timed GROUP BY doc, subject HAVING count(*) > 1
)
SELECT t.* EXCLUDE (subject) REPLACE (
        coalesce(t.place, o.place, m.place, 0) AS place, coalesce(t.actor, o.actor, m.actor, 0) AS actor,
        coalesce(t.target, o.target, m.target, 0) AS target),
    hash(t.subject, t.base_unit, t.aggregation, t.span_class, t.occasion, coalesce(t.place, o.place, m.place, 0),
         coalesce(t.actor, o.actor, m.actor, 0), coalesce(t.target, o.target, m.target, 0)) AS topic,
    -- whether its document gives another figure of its measure
    m.subject IS NOT NULL AS several,
    -- Figures that differ in this are of other times or units, or of measures that do not nest.
    (CASE WHEN t.firm AND t.span_class IN ('day', 'month', 'year', 'long') THEN hash(t.base_unit, t.span_class, t.occasion)
          ELSE hash(t.base_unit, t.firm AND t.span_class = 'week', coalesce(n.family, t.subject)) END % getvariable('slices'))::USMALLINT AS slice
FROM timed t
LEFT JOIN by_occasion o ON o.doc = t.doc AND o.occasion = CASE WHEN t.firm AND t.span_class = 'day' THEN t.occasion END
LEFT JOIN by_measure m ON m.doc = t.doc AND m.subject = t.subject
LEFT JOIN families n ON n.measure = t.measure

-- Figures of one document that may be a part and its whole by what the lexicon knows of their measures: the few that may,
-- before their texts are looked at.
WITH wholes AS (
    SELECT doc, measure, base_unit, aggregation, span_class, from_time, place, actor, target,
        -- "Russia launched 119. ... A further 27 vanished": of several wholes the one that holds most is meant
        max(high) AS high, id_of_most(id, high) AS whole
    FROM part_figures
    -- "no casualties were reported" is said of one place or moment
    WHERE in_batch AND high > 0 AND NOT limb AND NOT vague AND measure IN (SELECT parent FROM nested_measures) AND (doc, measure) IN (SELECT (doc, parent) FROM both_given)
    GROUP BY ALL
)
SELECT f.id, f.doc, f.low, f.high, f.firm, f.span_class, f.place, f.actor, f.target, w.whole, w.high AS most, n.parent, n.concept_steps, n.event_steps,
    w.place AS whole_place, w.actor AS whole_actor, w.target AS whole_target
FROM part_figures f
JOIN nested_measures n ON n.child = f.measure
JOIN wholes w ON w.measure = n.parent AND w.doc = f.doc AND w.base_unit = f.base_unit
    AND w.aggregation = f.aggregation AND w.span_class = f.span_class AND w.from_time = f.from_time
    AND agree(w.place, f.place) AND agree(w.target, f.target)
WHERE f.in_batch AND f.measure IN (SELECT child FROM nested_measures) AND f.low IS NOT NULL AND w.whole <> f.id
QUALIFY most = max(most) OVER (PARTITION BY f.id, n.parent)

-- The documents that give figures of a measure and of one that holds it.
SELECT DISTINCT c.doc, n.child, n.parent
FROM part_figures c JOIN nested_measures n ON n.child = c.measure
JOIN (SELECT doc, measure FROM part_figures WHERE measure IN (SELECT parent FROM nested_measures)) p ON p.doc = c.doc AND p.measure = n.parent

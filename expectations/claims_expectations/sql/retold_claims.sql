-- The claims among which the same thing told in other words is looked for, in the order of the fields of `Stated`.
WITH related AS (
    -- sums that no cue tells may be met by chance
    SELECT claim_id, coalesce(list(relation_id) FILTER (NOT (kind = 'sum' AND regexp_matches(cue, '^([0-9]|the$)'))), []) AS relations,
        bool_or(kind IN ('change', 'ratio') AND role IN ('from', 'by', 'left', 'right')) AS limb,
        bool_or(kind = 'part' AND role = 'part') AS part
    FROM relations
    WHERE kind IN ('sum', 'part', 'share', 'change', 'ratio', 'rate') AND claim_id IN (SELECT claim_id FROM claims WHERE rowid IN (SELECT id FROM told_near))
    GROUP BY claim_id
)
SELECT n.id, n.doc, n.published, c.kind, c.base_unit, c.unit, c.value, abs(coalesce(c.base_lower, c.base_upper)), c.check_lower, c.check_upper,
    c.relation, c.item, c.concept, c.event, c.measure, c.direction, c.place, c.actor, c.attributed_to, c.modality,
    c.time_start, c.time_end, c.time_text, coalesce(c.section, 'body'), c.sentence, c.sentence_start,
    c.span_start - c.sentence_start, c.span_end - c.sentence_start, coalesce(r.relations, []), coalesce(r.part, FALSE)
FROM told_near n JOIN claims c ON c.rowid = n.id LEFT JOIN related r USING (claim_id)
WHERE c.value <> 0 AND NOT isinf(c.value) AND c.relation <> 'vague' AND coalesce(c.base_lower, c.base_upper) IS NOT NULL
  AND c.kind NOT IN ('age', 'ratio', 'multiple') AND c.modality <> 'figurative'
  AND coalesce(c.section, 'body') <> 'boilerplate' AND json_array_length(coalesce(c.alternatives, '[]')) = 0
  AND NOT coalesce(r.limb, FALSE)
ORDER BY n.doc, c.span_start, n.id

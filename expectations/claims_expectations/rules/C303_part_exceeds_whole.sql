-- code: C303
-- name: part-exceeds-whole
-- severity: error
-- message: a part is larger than the whole it belongs to
-- none: no claim states a part and its whole
-- does: Holds parts against their wholes: those that the words name ("including", "of which", the parts of a
--    sum), and those that follow from the lexicon within a document, time and place (the killed are casualties, bombers
--    are aircraft, what was shot down had been launched); and parts of a whole that their text only names ("of the
--    missiles launched on Sunday") against its number in another text.
-- matters: A part larger than its whole is impossible; one of the numbers is wrong or about something else.
-- example: "45 people died, including 54 children"
-- working: "54 is more than 45". Rounding and hedges are allowed for.
-- sources: arithmetic; the trees of concepts and events of the lexicon

-- comparisons
WITH said AS (
    -- "at least 73 people, including 110 children" is no way to write, though 110 are at least 73
    -- "a budget of 4.2 trillion hryvnias, 1.6 trillion of that": a number without a unit has that of the whole
    SELECT p.id AS part, w.id AS whole, scale_of_unit(p.base_unit, w.base_unit, w.base_lower, w.value) AS scale, p.low * scale AS low,
        CASE WHEN p.link = 'part' AND w.relation IN ('>', '>=') THEN w.base_lower * 1.1 ELSE w.high END AS high,
        p.high * scale AS part_high, w.low AS whole_low, p.cue, FALSE AS uncertain
    FROM links p JOIN links w ON w.relation_id = p.relation_id AND w.role IN ('whole', 'total')
    WHERE p.link IN ('part', 'sum') AND p.role = 'part' AND p.id <> w.id
      AND (p.base_unit = w.base_unit OR takes_unit(p.kind, p.quote, w.kind, w.value))
      AND p.modality NOT IN ('figurative', 'denied') AND w.modality NOT IN ('figurative', 'denied')
), implied AS (
    SELECT f.id AS part, f.whole, f.low, f.most AS high, f.high AS part_high, e.low AS whole_low, '' AS cue,
        a.sentence_start <> b.sentence_start AND (NOT f.firm OR NOT e.firm)
        OR f.place <> f.whole_place OR f.target <> f.whole_target AS uncertain
    FROM nested_pairs f JOIN figures e ON e.id = f.whole JOIN claims a ON a.rowid = f.id JOIN claims b ON b.rowid = f.whole
    WHERE a.direction IS NULL
      -- who shoots down is not who has launched
      AND CASE WHEN f.parent LIKE 'launched:%' AND f.event_steps > 0 THEN a.actor IS NULL OR a.actor IS DISTINCT FROM b.actor OR a.sentence_start = b.sentence_start
               ELSE agree(f.whole_actor, f.actor) END
      -- "four climbers and three guides": side by side they are two groups, though a climber is a person
      AND (f.event_steps > 0 OR a.sentence_start <> b.sentence_start)
      -- Figures of a longer time or of unknown day, and of other sorts, are often of other groups: they are held
      -- against each other only where the text names the same day, and for other sorts the same place or party.
      AND (f.firm AND e.firm AND (f.span_class = 'day' OR a.sentence_start = b.sentence_start)
           OR f.span_class = 'day' AND f.parent LIKE 'launched:%')
      AND (f.concept_steps = 0 OR a.sentence_start = b.sentence_start
           OR f.firm AND e.firm AND (f.place <> 0 AND f.place = f.whole_place OR f.actor <> 0 AND f.actor = f.whole_actor
               OR f.target <> 0 AND f.target = f.whole_target))
      AND (f.concept_steps > 0 OR same_item(a.item, b.item))
), of_named AS MATERIALIZED (
    -- parts of a whole that their text names, and another numbers: "of the missiles launched on Sunday, 42 were ..."
    SELECT c.rowid AS id, d.rowid AS doc, b.doc IS NOT NULL AS in_batch, d.published, c.check_lower AS low, c.check_upper AS high, r.cue, r.detail['of'] AS noun,
        string_split(coalesce(r.detail['names'], ''), '|') AS own_names, string_split(coalesce(r.detail['terms'], ''), '|') AS own_terms
    FROM relations r JOIN claims c USING (claim_id) JOIN documents d USING (document_key) LEFT JOIN batch_keys b ON b.doc = d.rowid
    WHERE r.kind = 'part' AND r.role = 'named' AND getvariable('slip_search') AND d.superseded_by IS NULL AND c.modality IN ('asserted', 'reported', 'alleged')
      AND (b.doc IS NOT NULL OR c.rowid IN (FROM slip_neighbours))
), numbered_wholes AS (
    SELECT p.id AS part, w.id AS whole, p.low, w.high, p.high AS part_high, w.low AS whole_low, p.cue,
        len(w.head) > 2 AND starts_with(p.noun, w.head) AS counted, len(list_filter(p.own_names, lambda n: len(n) > 2 AND contains(lower(d.text[1:2000]), n))) AS names,
        len(list_filter(p.own_terms, lambda t: t <> '' AND contains(lower(w.sentence), t[1:greatest(4, len(t) - 2)]))) AS terms
    FROM of_named p JOIN voiced w ON w.doc <> p.doc AND (p.in_batch OR w.in_batch) JOIN documents d ON d.rowid = w.doc
    WHERE w.unit = 'count' AND w.kind IN ('count', 'number') AND w.head <> '' AND w.modality IN ('asserted', 'reported', 'alleged')
      AND coalesce(abs(epoch(p.published) - epoch(w.published)) <= 2 * getvariable('slip_days') * 86400, TRUE)
      AND (counted OR p.noun <> 'those' AND contains(lower(w.sentence), p.noun[1:greatest(4, len(p.noun) - 1)]) OR terms > 2)
      AND p.low <= w.high * 20
), best_wholes AS (
    SELECT * FROM numbered_wholes WHERE terms > 2 OR names > 0 AND terms > 1 OR names > 1 AND counted
    QUALIFY row_number() OVER (PARTITION BY part ORDER BY counted DESC, terms + names DESC, high DESC, whole) = 1
), both_kinds AS (
    -- what the words say of two claims goes before what the lexicon knows of them
    SELECT * EXCLUDE (scale) FROM said UNION ALL SELECT part, whole, low, high, part_high, whole_low, cue, TRUE FROM elsewhere
    UNION ALL SELECT part, whole, low, high, part_high, whole_low, cue, FALSE FROM best_wholes
    UNION ALL FROM implied i ANTI JOIN said s ON s.part = i.part OR (s.part = i.whole AND s.whole = i.part)
), one_each AS (
    SELECT DISTINCT ON (part, whole) * FROM both_kinds ORDER BY part, whole, cue DESC
)
SELECT [part, whole] AS ids, coalesce(low > high, FALSE) AS violates, uncertain,
    CASE WHEN violates THEN 'contradiction' ELSE 'ok' END AS verdict, cue
FROM one_each

-- working
SELECT k.comparison,
    '"' || p.words || '" is ' || CASE WHEN k.violates THEN 'more than ' ELSE 'not more than ' END || '"' || w.words || '", '
    || CASE WHEN k.cue <> '' THEN 'of which it is a part ("' || k.cue || '")'
            WHEN p.measure IS NULL OR w.measure IS NULL THEN 'of which it is a part (told in another text)'
            WHEN p.event IS DISTINCT FROM w.event THEN 'of which it is a part (' || replace(p.measure, '_', ' ') || ' under ' || replace(w.measure, '_', ' ') || ')'
            ELSE 'of which it is a part (' || replace(p.concept, '_', ' ') || ' under ' || replace(w.concept, '_', ' ') || ')' END AS working
FROM kept k JOIN spoken p ON p.id = k.ids[1] JOIN spoken w ON w.id = k.ids[2]

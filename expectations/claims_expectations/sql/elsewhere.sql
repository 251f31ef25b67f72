-- Figures whose whole another document gives: who was freed of those who were held, what was shot down of what had been
-- launched, how many of the staff fell ill. Names in common stand for the event, as in slips.sql, whose figures these are.

CREATE OR REPLACE TEMP TABLE elsewhere AS
WITH texts AS MATERIALIZED (
    SELECT rowid AS doc, text[1:2000] AS words FROM documents WHERE rowid IN (SELECT doc FROM voiced)
), doc_names AS MATERIALIZED (
    -- "Russia" and "Russian" begin alike; a name that very many texts hold tells nothing
    SELECT doc, name, bool_or(surely) AS surely FROM (
        SELECT doc, unnest(names_in(words))[1:5] AS name, TRUE AS surely FROM texts
        UNION ALL SELECT doc, unnest(regexp_extract_all(words, '\p{Lu}[\p{L}-]{2,}'))[1:5], FALSE FROM texts
    ) GROUP BY doc, name
    QUALIFY count(*) OVER (PARTITION BY name) <= 12
), doc_pairs AS (
    SELECT a.doc, b.doc AS other, count(*) AS names
    FROM doc_names a JOIN doc_names b ON b.name = a.name AND a.doc <> b.doc AND (a.surely OR b.surely) GROUP BY ALL
), tree AS MATERIALIZED (
    SELECT kind || id || '<' || ancestor AS step, distance > 0 AS above FROM ancestors
    WHERE id IN (SELECT unnest([concept, event, place]) FROM voiced) AND ancestor IN (SELECT unnest([concept, event, place]) FROM voiced)
    UNION ALL
    SELECT 'event' || later || '<' || earlier, TRUE FROM stages
), figures_told AS MATERIALIZED (
    SELECT *, taken_of(sentence[greatest(1, first - 70) : first]) AS taken, apart_cue(sentence) AS set_apart,
        is_stock(beside(sentence, first, last)) AS stock, is_settled(beside(sentence, first, last)) AS settled,
        event IS NULL AND is_aboard(beside(sentence, first, last)) AS board,
        -- "120 missiles and 90 drones": neither is all that was launched
        event IS NOT NULL AND count(*) OVER (PARTITION BY doc, sentence, event) > 1 AS listed,
        id IN (SELECT id FROM near_relations WHERE kind = 'part' AND role = 'part') AS told_part,
        -- what comes on top of others, or is itself a part, is no whole
        head <> '' AND id NOT IN (SELECT id FROM near_relations WHERE role = 'part') AND NOT regexp_matches(sentence[last + 1 : last + 14], '\b(more|others?|further|additional|new)\b') AS may_be_whole
    FROM voiced WHERE unit = 'count' AND kind IN ('count', 'number')
), candidates AS MATERIALIZED (
    -- first of all by documents: by their words, nearly all figures would be joined with all
    SELECT p.id AS part, w.id AS whole, p.names
    FROM (SELECT * FROM doc_pairs n JOIN figures_told p ON p.doc = n.doc) p JOIN figures_told w ON w.doc = p.other AND w.set_apart = p.set_apart
    WHERE (p.in_batch OR w.in_batch) AND w.may_be_whole
    -- of itself a text speaks as of the same, too, where the two stand near each other
    UNION ALL
    SELECT p.id, w.id, 99
    FROM (SELECT *, unnest(range(id - 5, id)) AS earlier FROM figures_told) p JOIN figures_told w ON w.id = p.earlier AND w.doc = p.doc
    WHERE p.in_batch AND w.may_be_whole AND w.set_apart = p.set_apart
), paired AS (
    SELECT p.id AS part, w.id AS whole, p.low, w.high, p.high AS part_high, w.low AS whole_low,
        c.names, p.sentence, w.sentence AS other_sentence,
        p.event IS NOT NULL AND w.event IS NOT NULL AND p.event <> w.event
            AND 'event' || p.event || '<' || w.event IN (SELECT step FROM tree WHERE above) AS staged,
        p.event IS NOT NULL AND p.event = w.event AND p.concept <> w.concept
            AND 'concept' || p.concept || '<' || w.concept IN (SELECT step FROM tree WHERE above) AND p.doc <> w.doc AS nested,
        p.event IS NOT NULL AND w.event IS NULL AND (p.doc <> w.doc OR NOT w.settled) AND w.modality IN ('asserted', 'reported') AND w.stock AND NOT is_ashore(p.sentence) AS of_stock,
        p.doc <> w.doc AND p.taken <> '' AND NOT p.told_part AS of_named,
        p.taken,
        coalesce(p.concept = w.concept OR 'concept' || p.concept || '<' || w.concept IN (SELECT step FROM tree)
                 OR NOT w.listed AND 'concept' || w.concept || '<' || p.concept IN (SELECT step FROM tree), FALSE)
            OR p.head <> '' AND p.head = w.head AS alike,
        coalesce(p.concept = w.concept, FALSE) OR p.head <> '' AND p.head = w.head AS equal,
        coalesce(w.event = 'launched', FALSE) AS sides,
        w.board AND NOT is_ashore(p.sentence) AND p.event IN ('killed', 'wounded', 'missing', 'rescued', 'evacuated', 'hospitalised', 'recovered', 'trapped', 'infected') AS of_board,
        w.concept IS NULL AS nameless, p.timed AND w.timed AS timed,
        list_contains(getvariable('growing'), coalesce(w.event, '')) AND p.published > w.published AND coalesce(w.time_role, '') <> 'period' AS growing,
        list_has_any(list_filter([p.place, p.actor, p.target], lambda x: x IS NOT NULL), list_filter([w.place, w.actor, w.target], lambda x: x IS NOT NULL)) AS party
    FROM candidates c JOIN figures_told p ON p.id = c.part JOIN figures_told w ON w.id = c.whole
    WHERE coalesce(abs(epoch(p.published) - epoch(w.published)) <= getvariable('slip_days') * 86400, TRUE)
      -- a time that a sentence does not state itself may be that of another figure
      AND (p.time_start IS NULL OR w.time_start IS NULL OR NOT (p.timed AND w.timed) OR p.time_start < w.time_end AND w.time_start < p.time_end
           OR w.event IS NULL OR w.modality = 'planned')
      AND (p.place IS NULL OR w.place IS NULL OR p.place = w.place OR w.event = 'launched'
           OR 'place' || p.place || '<' || w.place IN (SELECT step FROM tree) OR 'place' || w.place || '<' || p.place IN (SELECT step FROM tree))
      AND (w.event <> 'launched' OR w.event IS NULL OR p.actor IS NULL OR w.actor IS NULL OR p.actor <> w.actor OR regexp_matches(p.sentence, '\b(launched|fired|sent)\b'))
)
SELECT part, whole, low, high, part_high, whole_low, CASE WHEN staged OR nested OR of_stock OR of_board THEN '' ELSE trim(taken) END AS cue
FROM paired
-- what takes long is asked of those that are left
WHERE CASE WHEN (staged AND alike OR nested AND timed OR of_stock AND equal OR of_board AND (alike OR nameless)
                 OR of_named AND (equal OR len(list_intersect(plain_words(taken), plain_words(other_sentence))) > 0))
             AND low <= high * getvariable('farthest_whole')
             AND NOT (growing AND low > high)
             AND (names > 1 OR sides AND timed)
           THEN names = 99 OR party OR names_shared(sentence, other_sentence) > 0 END
-- the largest number of the other text that may hold it
QUALIFY row_number() OVER (PARTITION BY part ORDER BY high DESC NULLS LAST, whole) = 1;

-- The pairs of figures that are each other's but for a slip of the pen: only where there is a second document.
CREATE OR REPLACE TEMP TABLE misprints AS
WITH written AS MATERIALIZED (
    SELECT id, unit, split_part(number, 'e', 2)::INTEGER AS exponent, rtrim(replace(split_part(number, 'e', 1), '.', ''), '0') AS digits
    FROM (SELECT id, unit, printf('%.8e', abs(value)) AS number FROM voiced)
), rounded AS (
    -- "about 640" would be 464 but for a slip
    SELECT id, unit, exponent, digits FROM written WHERE len(digits) > 1
    UNION
    SELECT id, unit, exponent, rtrim(round(digits[1 : places + 1]::INTEGER, -1)::INTEGER::VARCHAR, '0')
    FROM written, (VALUES (2), (3)) p(places) WHERE len(digits) > places
), slips AS (
    SELECT id, unit, exponent, 'swapped' || array_to_string(list_sort(string_split(digits, '')), '') AS likeness FROM rounded
    UNION ALL
    SELECT id, unit, exponent, digits[1 : place - 1] || '*' || digits[place + 1 :]
    FROM written, (SELECT unnest(range(1, 10)) AS place) WHERE place <= len(digits) AND len(digits) > 2
    UNION ALL
    SELECT id, unit, exponent - zeros, 'zero' || digits FROM written, (VALUES (0), (1)) z(zeros) WHERE len(digits) > 1
), alike AS (
    SELECT least(a.id, b.id) AS id, greatest(a.id, b.id) AS witness, bool_or(starts_with(a.likeness, 'swapped')) AS swapped
    FROM slips a JOIN slips b ON a.unit = b.unit AND a.exponent = b.exponent AND a.likeness = b.likeness AND a.id <> b.id
    WHERE a.id IN (SELECT id FROM voiced WHERE in_batch)
    GROUP BY ALL
), named AS (
    SELECT DISTINCT unnest([concept, event, place]) AS name FROM voiced
), nested AS MATERIALIZED (
    SELECT kind || id || '<' || ancestor AS step FROM ancestors
    WHERE distance > 0 AND id IN (FROM named) AND ancestor IN (FROM named)
), paired AS (
    SELECT k.id, k.witness, a.doc, b.doc AS other, a.unit, a.low, a.high, b.low AS other_low, b.high AS other_high,
        a.sentence, b.sentence AS other_sentence,
        beside(a.sentence, a.first, a.last) AS words, beside(b.sentence, b.first, b.last) AS other_words,
        list_has_any([a.place, a.actor, a.target], [b.place, b.actor, b.target])
            OR coalesce(a.measure = b.measure AND coalesce(a.actor, a.target, a.place, b.actor, b.target, b.place) IS NOT NULL AND a.timed AND b.timed AND a.time_start < b.time_end AND b.time_start < a.time_end AND abs(a.value) >= 100, FALSE) AS sure,
        coalesce(a.measure = b.measure, FALSE) OR a.concept IS NOT NULL AND b.concept IS NOT NULL OR a.head = b.head AND a.head <> '' AS same
    FROM alike k JOIN voiced a ON a.id = k.id JOIN voiced b ON b.id = k.witness
    WHERE a.doc <> b.doc AND NOT meet(a.low, a.high, b.low, b.high)
      AND coalesce(abs(epoch(a.published) - epoch(b.published)) <= getvariable('slip_days') * 86400, TRUE)
      -- those who march are counted by each side for itself; different companies sell different numbers
      AND (a.concept IS DISTINCT FROM 'protester' OR list_has_any(plain_words(a.teller), plain_words(b.teller)))
      AND (a.actor IS NULL OR b.actor IS NULL OR coalesce(a.event NOT IN ('sold', 'produced', 'delivered', 'ordered', 'bought', 'exported', 'laid_off', 'hired', 'employed', 'operated', 'opened', 'closed', 'cancelled', 'recalled'), TRUE)
          OR list_has_any(
          regexp_extract_all(a.actor, '\p{L}{3,}'), regexp_extract_all(b.actor, '\p{L}{3,}')))
      -- a time that a sentence does not state itself may be that of another figure
      AND CASE WHEN a.time_start IS NULL OR a.time_end IS NULL OR b.time_start IS NULL OR b.time_end IS NULL THEN TRUE
               WHEN a.time_start < b.time_end AND b.time_start < a.time_end THEN TRUE
               ELSE coalesce(NOT (a.timed AND b.timed), TRUE) AND epoch(greatest(a.time_start, b.time_start)) - epoch(least(a.time_end, b.time_end))
                    <= CASE WHEN a.event IS NULL AND b.event IS NULL THEN 120 ELSE 1 END * 86400 END
      AND (a.modality = b.modality OR a.modality IN ('asserted', 'reported', 'alleged') AND b.modality IN ('asserted', 'reported', 'alleged')
           -- what something will cost or measure is so before it is done, too
           OR a.kind IN ('money', 'physical') AND a.event IS NULL AND b.event IS NULL
           -- nor is what both date ahead: "will cut 3,200 jobs by 2027", "its plan to shed 3,200 posts by 2027"
           OR coalesce(a.measure = b.measure AND a.time_start = b.time_start AND a.time_start > greatest(a.published, b.published), FALSE))
      AND (a.measure IS NULL OR b.measure IS NULL OR a.measure = b.measure OR a.event IS NOT NULL AND b.event IS NOT NULL)
      AND (a.event IS NULL OR b.event IS NULL OR a.event = b.event
           OR 'event' || a.event || '<' || b.event IN (FROM nested) OR 'event' || b.event || '<' || a.event IN (FROM nested))
      AND (a.concept IS NULL OR b.concept IS NULL OR a.concept = b.concept OR a.head = b.head
           OR coalesce(a.event = b.event, TRUE) AND (a.concept IN ('case', 'body', 'job') OR b.concept IN ('case', 'body', 'job'))
           OR 'concept' || a.concept || '<' || b.concept IN (FROM nested) OR 'concept' || b.concept || '<' || a.concept IN (FROM nested))
      AND (a.place IS NULL OR b.place IS NULL OR a.place = b.place
           OR 'place' || a.place || '<' || b.place IN (FROM nested) OR 'place' || b.place || '<' || a.place IN (FROM nested))
      -- A toll that rises from report to report is none; that of a week or month that is over rises no more, and it
      -- seldom rises to its own digits in another order.
      AND NOT (list_contains(getvariable('growing'), coalesce(a.event, b.event, '')) 
               AND NOT (k.swapped AND growth_cue(lower(a.sentence)) = '' AND growth_cue(lower(b.sentence)) = '')
               AND NOT coalesce(a.time_start = b.time_start AND a.time_end = b.time_end AND a.time_end - a.time_start > INTERVAL 2 DAY, FALSE)
               AND coalesce(a.published < b.published AND a.low < b.low OR a.published > b.published AND a.low > b.low, FALSE))
)
SELECT p.id, p.witness
FROM paired p JOIN documents d ON d.rowid = p.doc JOIN documents e ON e.rowid = p.other
WHERE (same OR unit <> 'count' AND (list_has_any(plain_words(words), plain_words(other_words))
           OR (SELECT count(*) FROM voiced c WHERE c.doc IN (p.doc, p.other) AND c.unit = p.unit) = 2))
  AND (sure OR names_shared(sentence, other_sentence) > 0 OR names_shared(d.text[1:2000], e.text[1:2000]) > 1)
  AND apart_cue(words) = apart_cue(other_words)
  -- a text that gives the other number as well speaks of two things
  AND NOT EXISTS (FROM voiced c WHERE c.doc = p.other AND c.unit = p.unit AND c.high >= p.low AND c.low <= p.high)
  AND NOT EXISTS (FROM voiced c WHERE c.doc = p.doc AND c.unit = p.unit AND c.high >= p.other_low AND c.low <= p.other_high);

-- code: C309
-- name: vague-exact-mismatch
-- severity: warning
-- message: a vague count and a number for the same thing are of different magnitudes
-- none: no vague count meets a number for the same measure
-- does: Compares vague counts ("dozens", "thousands") with the numbers that the same or another document gives for the
--    same measure and parties, of one occasion or of the running total.
-- matters: "Thousands" for a quarter of a million is no lie and yet misleads; "dozens" for 4,200 is wrong.
-- example: "thousands have died" and "about 250,000 fatalities"
-- working: Gives the interval that the vague word stands for and the number. Parties or times unknown make it uncertain.
-- sources: vague.csv of the lexicon (floors as in ACLED's coding practice)

-- comparisons
WITH timed AS (
    -- the running total has no day
    SELECT *, CASE WHEN aggregation IN ('cumulative', 'stock') THEN TIMESTAMP 'infinity'
                   WHEN firm AND span_class = 'day' THEN occasion END AS matter
    FROM figures
    WHERE NOT limb AND kind IN ('count', 'number') AND measure IN (SELECT measure FROM figures WHERE vague)
), exact AS (
    SELECT measure, base_unit, matter, min(high) AS high, max(low) AS low, bool_or(in_batch) AS in_batch,
        arg_min(side, CASE WHEN high IS NOT NULL THEN (high, id) END) AS least,
        arg_max(side, CASE WHEN low IS NOT NULL THEN (low, -id) END) AS most
    FROM (
        SELECT *, {'id': id, 'in_batch': in_batch, 'published': published, 'place': place, 'actor': actor, 'target': target} AS side
        FROM timed WHERE NOT vague AND matter IS NOT NULL
    )
    GROUP BY ALL
), met AS (
    SELECT v.*, coalesce(v.high <= e.low, FALSE) OR coalesce(v.low > e.high, FALSE) AS excluded,
        CASE WHEN v.high <= e.low THEN e.most WHEN v.low > e.high THEN e.least ELSE coalesce(e.most, e.least) END AS other
    FROM timed v JOIN exact e USING (measure, base_unit, matter)
    WHERE v.vague AND (v.in_batch OR e.in_batch)
), beside_each_other AS (
    -- Sentences beside each other speak of one matter, even if the second leaves out what or when ("hundreds were
    -- arrested ... a figure of 3,430 arrests"); of numbers so different that nothing else explains it.
    SELECT v.id, e.id AS other, coalesce(e.check_lower >= 2 * v.check_upper, FALSE) OR coalesce(2 * e.check_upper <= v.check_lower, FALSE) AS excluded
    FROM stated v JOIN stated e ON e.doc = v.doc AND e.id BETWEEN v.id - 3 AND v.id + 3 AND e.id <> v.id
    WHERE v.relation = 'vague' AND e.relation NOT IN ('vague', '<', '<=', '>', '>=') AND NOT v.ambiguous AND NOT e.ambiguous
      AND v.kind IN ('count', 'number') AND e.kind IN ('count', 'number') AND e.direction IS NULL AND v.direction IS NULL
      AND v.modality IN ('asserted', 'reported') AND e.modality IN ('asserted', 'reported') AND v.concept IS NOT NULL
      AND coalesce(v.section, 'body') <> 'boilerplate'
      AND (v.event = e.event OR (v.event, e.event) IN (('wounded', 'hospitalised'), ('hospitalised', 'wounded'))
           OR e.event IS NULL AND v.event IS NOT NULL AND regexp_matches(lower(e.sentence), '\b(put|puts|counted|counts|listed|lists|gave|given|figure|number|toll|registered|recorded)\b')
               AND NOT regexp_matches(beside(e.sentence, e.span_start - e.sentence_start, e.span_end - e.sentence_start), '\b(residents|inhabitants|population|capacity|employs|members)\b'))
      AND (v.concept = e.concept OR head_word(v.item) = head_word(e.item) AND head_word(v.item) <> ''
           OR v.concept IN (SELECT id FROM ancestors WHERE kind = 'concept' AND ancestor = 'person')
               AND e.concept IN (SELECT id FROM ancestors WHERE kind = 'concept' AND ancestor = 'person')
           OR v.event = 'killed' AND e.event IS NULL AND e.concept IS NULL AND regexp_matches(lower(e.sentence), '\b(toll|dead|deaths|killed)\b'))
      AND (v.place IS NULL OR e.place IS NULL OR v.place = e.place)
      AND (v.time_start IS NULL OR e.time_start IS NULL OR v.time_start < e.time_end AND e.time_start < v.time_end
           OR NOT (contains(v.sentence, coalesce(v.time_text, '-')) AND contains(e.sentence, coalesce(e.time_text, '-'))))
      AND apart_cue(v.sentence) = apart_cue(e.sentence)
      AND NOT regexp_matches(e.sentence[e.span_end - e.sentence_start + 1 : e.span_end - e.sentence_start + 14], '\b(of|more|others?)\b')
      AND e.claim_id NOT IN (SELECT claim_id FROM relations WHERE kind IN ('part', 'change', 'ratio', 'share'))
)
FROM (
SELECT [id, other.id] AS ids,
    excluded AND agree(place, other.place) AND agree(actor, other.actor) AND agree(target, other.target)
        AND coalesce(abs(date_diff('day', published, other.published)) <= 45 AND published >= other.published - INTERVAL 30 DAY, TRUE) AS violates,
    published IS NULL OR other.published IS NULL OR place <> other.place OR actor <> other.actor OR target <> other.target AS uncertain,
    CASE WHEN violates THEN 'contradiction' ELSE 'ok' END AS verdict, excluded
FROM met WHERE in_batch OR other.in_batch
UNION ALL BY NAME
SELECT [id, other] AS ids, excluded AS violates, FALSE AS uncertain, CASE WHEN excluded THEN 'contradiction' ELSE 'ok' END AS verdict, excluded
FROM beside_each_other
) QUALIFY row_number() OVER (PARTITION BY list_sort(ids) ORDER BY violates DESC, uncertain) = 1

-- working
SELECT k.comparison,
    '"' || a.words || '" (' || a.voice || ') stands for ' || between_words(a.lower, a.upper) || ', and "' || b.words || '" (' || b.voice || ') is '
    || between_words(b.lower, b.upper) || CASE WHEN k.violates THEN ': of another magnitude, unless they speak of different parties or times'
        WHEN k.excluded THEN ': other parties, places or times' ELSE ': possible together' END AS working
FROM kept k JOIN spoken a ON a.id = k.ids[1] JOIN spoken b ON b.id = k.ids[2]

-- code: C309
-- name: vague-exact-mismatch
-- severity: warning
-- message: a vague count and a number for the same thing are of different magnitudes
-- none: no vague count meets a number for the same measure
-- does: Compares vague counts ("dozens", "thousands", "a handful") with the number that the text goes on to give of the
--    same thing, and with those that it or another document gives for the same measure and parties, of one occasion
--    or of the running total.
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
        SELECT *, {'id': id, 'in_batch': in_batch, 'published': published, 'place': place, 'actor': actor, 'target': target, 'since': since} AS side
        FROM timed WHERE NOT vague AND matter IS NOT NULL
    )
    GROUP BY ALL
), met AS (
    -- "thousands" is said of 14,000, too
    SELECT v.*, coalesce(2 * v.high <= e.low, FALSE) OR coalesce(v.low > 1.5 * e.high, FALSE) AS excluded,
        CASE WHEN 2 * v.high <= e.low THEN e.most WHEN v.low > 1.5 * e.high THEN e.least ELSE coalesce(e.most, e.least) END AS other
    FROM timed v JOIN exact e USING (measure, base_unit, matter)
    WHERE v.vague AND (v.in_batch OR e.in_batch)
), beside_each_other AS (
    -- What a text says vaguely and then exactly; a number so different that nothing else explains it.
    SELECT CASE WHEN v.id IS NULL THEN [e.id] ELSE [v.id, e.id] END AS ids, e.detail['words'] AS vague_words,
        TRY_CAST(e.detail['lower'] AS DOUBLE) AS least, TRY_CAST(e.detail['upper'] AS DOUBLE) AS most,
        -- "several" and "a few" are no bounds for whoever counts
        coalesce(e.low >= CASE WHEN most <= 20 THEN 4 ELSE 2 END * most, FALSE) OR coalesce(CASE WHEN least >= 100 THEN 1.25 ELSE 1.5 END * e.high <= least, FALSE) AS excluded
    FROM links e LEFT JOIN links v ON v.relation_id = e.relation_id AND v.role = 'vague'
    WHERE e.link = 'vague' AND e.role = 'exact'
)
FROM (
SELECT [id, other.id] AS ids,
    excluded AND agree(place, other.place) AND agree(actor, other.actor) AND agree(target, other.target)
        -- what was counted since a day, or by now, may be more than what was told of one day or year
        AND NOT (other.since AND NOT since)
        AND coalesce(NOT (firm AND NOT since AND to_time < other.published - INTERVAL 60 DAY), TRUE)
        AND coalesce(abs(date_diff('day', published, other.published)) <= 45 AND published >= other.published - INTERVAL 30 DAY, TRUE) AS violates,
    published IS NULL OR other.published IS NULL OR place <> other.place OR actor <> other.actor OR target <> other.target AS uncertain,
    CASE WHEN violates THEN 'contradiction' ELSE 'ok' END AS verdict, excluded
FROM met WHERE in_batch OR other.in_batch
UNION ALL BY NAME
SELECT ids, vague_words, least, most, excluded AS violates, FALSE AS uncertain, CASE WHEN excluded THEN 'contradiction' ELSE 'ok' END AS verdict, excluded
FROM beside_each_other
) QUALIFY row_number() OVER (PARTITION BY list_sort(ids) ORDER BY violates DESC, uncertain) = 1

-- working
SELECT k.comparison,
    '"' || coalesce(k.vague_words, a.words) || '" (' || a.voice || ') stands for ' || between_words(coalesce(k.least, a.lower), coalesce(k.most, a.upper))
    || ', and "' || b.words || '" (' || b.voice || ') is ' || between_words(b.lower, b.upper)
    || CASE WHEN k.violates THEN ': of another magnitude, unless they speak of different parties or times'
        WHEN k.excluded THEN ': other parties, places or times' ELSE ': possible together' END AS working
FROM kept k JOIN spoken a ON a.id = k.ids[1] JOIN spoken b ON b.id = k.ids[-1]

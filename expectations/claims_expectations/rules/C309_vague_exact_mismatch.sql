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
    SELECT *, CASE WHEN aggregation IN ('cumulative', 'stock') THEN 'running'
                   WHEN firm AND span_class = 'day' THEN occasion::VARCHAR END AS matter
    FROM field WHERE NOT limb
), exact AS (
    SELECT measure, base_unit, matter,
        min(high) AS least_high, arg_min(id, high) AS least, max(low) AS most_low, arg_max(id, low) AS most, bool_or(in_batch) AS in_batch
    FROM timed WHERE NOT vague AND matter IS NOT NULL GROUP BY ALL
), met AS (
    SELECT v.id, CASE WHEN v.high <= e.most_low THEN e.most WHEN v.low > e.least_high THEN e.least ELSE coalesce(e.most, e.least) END AS other,
        coalesce(v.high <= e.most_low, FALSE) OR coalesce(v.low > e.least_high, FALSE) AS excluded
    FROM timed v JOIN exact e USING (measure, base_unit, matter)
    WHERE v.vague AND (v.in_batch OR e.in_batch)
), sides AS MATERIALIZED (
    SELECT m.excluded, a, b FROM met m JOIN field a ON a.id = m.id JOIN field b ON b.id = m.other
)
SELECT [a.id, b.id] AS ids,
    excluded AND agree(a.place_in_text, b.place_in_text) AND agree(a.actor_in_text, b.actor_in_text) AND agree(a.target_in_text, b.target_in_text)
        AND abs(date_diff('day', a.published, b.published)) <= 45
        AND NOT (a.published < b.published - INTERVAL 30 DAY) AS violates,
    a.place_in_text <> b.place_in_text OR a.actor_in_text <> b.actor_in_text OR a.target_in_text <> b.target_in_text AS uncertain,
    CASE WHEN violates THEN 'contradiction' ELSE 'ok' END AS verdict, excluded
FROM sides
WHERE a.in_batch OR b.in_batch

-- working
SELECT k.comparison,
    '"' || a.words || '" (' || a.voice || ') stands for ' || between_words(a.lower, a.upper) || ', and "' || b.words || '" (' || b.voice || ') is '
    || between_words(b.lower, b.upper) || CASE WHEN k.violates THEN ': of another magnitude, unless they speak of different parties or times'
        WHEN k.excluded THEN ': other parties, places or times' ELSE ': possible together' END AS working
FROM kept k JOIN spoken a ON a.id = k.ids[1] JOIN spoken b ON b.id = k.ids[2]

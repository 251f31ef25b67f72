-- code: T401
-- name: elapsed-mismatch
-- severity: warning
-- message: the time said to have passed does not fit the date it is counted from
-- none: no claim counts the time since an event whose date is known or told
-- does: Computes the time from a known date (reference facts), or from the date that this text or another of the store
--    gives of the same happening, to the day the text speaks of, and holds the stated duration against it. A plain
--    "three years into" covers the time up to the fourth year; "the 114th day" counts the first one.
-- matters: A duration that does not fit dates the text wrongly, or its event.
-- example: "More than four years into the invasion", in the summer of 2025
-- working: Gives the date, where it is from, the time computed and the one stated; for known dates the months that
--    the phrase fits.
-- sources: reference_facts, each with source and date; the claims of the store

-- comparisons
WITH known AS (
    SELECT [id] AS ids, start_day, source, on_day, years, low, high, NULL::VARCHAR AS stated, NULL::DOUBLE AS least_days, NULL::DOUBLE AS most_days,
        NOT (coalesce(low, years) <= years + getvariable('years') AND coalesce(high, years) >= years - getvariable('years')) AS violates
    FROM (
        SELECT l.id, f.valid_from AS start_day, f.source,
            -- the day that the text gives, else that of the text; "ago" is counted from the text's
            coalesce(CASE WHEN NOT regexp_matches(l.cue, 'ago$', 'i') AND TRY_CAST(l.detail['until'] AS DATE) > f.valid_from
                               AND coalesce(TRY_CAST(l.detail['until'] AS DATE) <= d.published::DATE, l.detail['form'] = 'lasting') THEN TRY_CAST(l.detail['until'] AS DATE) END,
                     d.published::DATE) AS on_day,
            date_diff('day', f.valid_from, on_day) / 365.25 AS years,
            -- hedges such as "nearly" leave the lower end open; a tenth below is what they cover
            CASE WHEN l.low IS NULL AND l.approximate THEN l.high / 31557600 * 0.9 ELSE l.low / 31557600 END AS low,
            CASE WHEN l.relation = '=' AND l.unit = 'year' AND l.value = round(l.value) THEN l.value + 1
                 WHEN l.relation = '=' AND l.unit = 'year' THEN l.value + 0.25
                 WHEN l.relation = '=' AND l.unit = 'month' THEN (l.value + 1) / 12
                 WHEN l.relation = '>' AND l.unit = 'year' THEN l.value + 1.5
                 ELSE l.high / 31557600 END AS high
        FROM links l
        JOIN reference_facts f ON f.fact_id = l.detail['event']
        JOIN documents d ON d.rowid = l.doc
        WHERE l.link = 'elapsed' AND f.valid_from IS NOT NULL AND on_day IS NOT NULL
    )
), batch_kinds AS (
    SELECT DISTINCT unnest(string_split(detail['kinds'], '|')) AS matter FROM links
    WHERE link IN ('timed', 'dated') AND detail['kinds'] IS NOT NULL
), named_parts AS (
    -- happenings with their names, and times counted from happenings that their own text does not date
    SELECT relation_id, kind, claim_id, cue, detail, matter, unnest(string_split(detail['names'], '|')) AS name
    FROM (
        SELECT relation_id, kind, claim_id, cue, detail, unnest(string_split(detail['kinds'], '|')) AS matter
        FROM relations WHERE kind IN ('timed', 'dated') AND detail['kinds'] IS NOT NULL
    ) SEMI JOIN batch_kinds USING (matter)
), told_times AS (
    SELECT p.*, c.rowid AS id, d.rowid AS doc, b.doc IS NOT NULL AS in_batch
    FROM named_parts p JOIN claims c USING (claim_id) JOIN documents d USING (document_key) LEFT JOIN batch_keys b ON b.doc = d.rowid
    WHERE d.superseded_by IS NULL AND c.modality NOT IN ('figurative', 'denied')
), elsewhere AS (
    SELECT DISTINCT t.relation_id, t.id, e.id AS other, e.cue AS words, TRY_CAST(e.detail['start'] AS DATE) AS first_day, TRY_CAST(e.detail['end'] AS DATE) AS last_day
    FROM told_times t JOIN told_times e USING (matter, name)
    WHERE t.kind = 'timed' AND e.kind = 'dated' AND t.doc <> e.doc AND (t.in_batch OR e.in_batch)
), origins AS (
    SELECT l.relation_id, l.id, NULL::BIGINT AS other, l.detail['told'] AS words, TRY_CAST(l.detail['from'] AS DATE) AS first_day, TRY_CAST(l.detail['from_end'] AS DATE) AS last_day
    FROM links l WHERE l.link = 'timed' AND l.detail['from'] IS NOT NULL
    UNION ALL BY NAME
    SELECT l.relation_id, l.id, day_words(f.valid_from) || ' (' || f.source || ')' AS words, f.valid_from AS first_day, f.valid_from + 1 AS last_day
    FROM links l JOIN reference_facts f ON f.fact_id = l.detail['event'] WHERE l.link = 'timed' AND f.valid_from IS NOT NULL
    UNION ALL BY NAME
    FROM elsewhere
), counted AS (
    SELECT o.*, r.cue, r.detail['form'] AS form, CASE WHEN r.detail['amount'] IS NULL THEN coalesce(c.relation, '=') ELSE coalesce(r.detail['relation'], '=') END AS relation,
        coalesce(TRY_CAST(r.detail['amount'] AS DOUBLE), c.value) * CASE WHEN r.detail['amount'] IS NULL AND c.unit = 'century' THEN 10 ELSE 1 END AS amount,
        CASE coalesce(r.detail['unit'], c.unit) WHEN 'hour' THEN 1 / 24 WHEN 'week' THEN 7 WHEN 'month' THEN 30.44 WHEN 'year' THEN 365.25 WHEN 'decade' THEN 3652.5 WHEN 'century' THEN 3652.5 ELSE 1 END AS unit_days,
        CASE WHEN r.detail['amount'] IS NULL THEN c.approximate OR c.relation IN ('~', 'vague') ELSE r.detail['relation'] IS NOT DISTINCT FROM '~' END AS rough,
        coalesce(TRY_CAST(r.detail['on'] AS DATE), d.published::DATE) AS on_first,
        coalesce(TRY_CAST(r.detail['on_end'] AS DATE), on_first + 1) AS on_last
    FROM origins o JOIN relations r USING (relation_id) JOIN claims c ON c.rowid = o.id AND c.claim_id = r.claim_id JOIN documents d USING (document_key)
    WHERE o.first_day IS NOT NULL AND o.last_day IS NOT NULL AND on_first IS NOT NULL
), bounded AS (
    SELECT *,
        -- the shortest and the longest time between the two, as their dates are exact to a day, a month or a year
        date_diff('day', last_day, on_first) + 1 AS least_days, date_diff('day', first_day, on_last) - 1 AS most_days,
        -- a day, or what a whole number of weeks, months or years leaves open
        least(1 + unit_days * 0.07, 15) AS slack,
        CASE WHEN form = 'anniversary' THEN (amount - 1) * unit_days WHEN form = 'age' THEN amount * unit_days - 1
             WHEN form IN ('ordinal', 'span') AND amount = round(amount) THEN (amount - 1) * unit_days - slack
             WHEN rough THEN amount * unit_days * 0.8 - slack WHEN relation IN ('<', '<=') THEN amount * unit_days * 0.7 - slack
             WHEN relation IN ('>', '>=') THEN amount * unit_days - slack ELSE (amount - 0.4) * unit_days - slack / CASE WHEN unit_days <= 1 THEN 1 ELSE 2 END END AS low,
        CASE WHEN form = 'anniversary' THEN (amount + 1) * unit_days WHEN form = 'age' THEN (amount + 1) * unit_days + 1
             WHEN form = 'ordinal' OR form = 'span' AND unit_days <= 1 THEN amount * unit_days + slack
             WHEN rough THEN amount * unit_days * 1.25 + slack WHEN relation IN ('<', '<=') THEN amount * unit_days + slack
             WHEN relation IN ('>', '>=') THEN (amount * 1.5 + 1) * unit_days + slack
             WHEN amount <> round(amount) THEN (amount + 0.4) * unit_days + slack
             ELSE (amount + CASE WHEN unit_days <= 1 THEN 0 ELSE 1 END) * unit_days + slack END AS high
    FROM counted WHERE amount > 0
), held AS (
    SELECT *, NOT (low <= most_days AND least_days <= high) AS violates FROM bounded
    -- what happened so much earlier or later is another happening of the same name
    WHERE most_days >= 0 AND (other IS NULL OR most_days > 0 AND most_days BETWEEN amount * unit_days / 4 AND amount * unit_days * 4 + 30)
), best AS (
    -- of all that the time can be counted from, what fits it best
    SELECT DISTINCT ON (relation_id) * FROM held ORDER BY relation_id, violates, abs(most_days - amount * unit_days), other
)
SELECT ids, start_day, source, on_day, years, low, high, stated, least_days, most_days, violates,
    CASE WHEN violates THEN 'contradiction' ELSE 'ok' END AS verdict
FROM known
UNION ALL BY NAME
SELECT CASE WHEN other IS NULL THEN [id] ELSE [id, other] END AS ids, words AS source, on_first AS on_day, cue AS stated, least_days, most_days, violates,
    CASE WHEN violates THEN 'contradiction' ELSE 'ok' END AS verdict
FROM best

-- working
SELECT k.comparison,
    CASE WHEN k.stated IS NOT NULL THEN
        'from ' || CASE WHEN contains(k.source, ' (') THEN k.source ELSE '"' || k.source || '"' END || coalesce(' (' || o.voice || ')', '') || ' to ' || day_words(k.on_day) || ' are '
        || between_words(CASE WHEN k.most_days > 1000 THEN round(k.least_days / 365.25, 1) ELSE k.least_days END, CASE WHEN k.most_days > 1000 THEN round(k.most_days / 365.25, 1) ELSE k.most_days END)
        || CASE WHEN k.most_days > 1000 THEN ' years' ELSE ' days' END || ', stated "' || k.stated || '": ' || CASE WHEN k.violates THEN 'does not fit' ELSE 'fits' END
    ELSE 'from ' || day_words(k.start_day) || ' (' || k.source || ') to ' || day_words(k.on_day) || ' are ' || printf('%.2f', k.years)
    || ' years, stated "' || s.quote || '": ' || CASE WHEN k.violates THEN 'does not fit' ELSE 'fits' END
    || CASE WHEN k.low IS NULL AND k.high IS NULL THEN ''
            WHEN k.high IS NULL THEN '; the phrase fits from ' || month_after(k.start_day, k.low) || ' on'
            WHEN k.low IS NULL THEN '; the phrase fits until ' || month_after(k.start_day, k.high)
            ELSE '; the phrase fits ' || CASE WHEN right(month_after(k.start_day, k.low), 4) = right(month_after(k.start_day, k.high), 4)
                     THEN split_part(month_after(k.start_day, k.low), ' ', 1) ELSE month_after(k.start_day, k.low) END || ' to ' || month_after(k.start_day, k.high) END
    END AS working
FROM kept k JOIN spoken s ON s.id = k.ids[1] LEFT JOIN spoken o ON o.id = k.ids[2]

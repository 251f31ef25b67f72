-- code: T401
-- name: elapsed-mismatch
-- severity: warning
-- message: the time said to have passed does not fit the known date it is counted from
-- none: no claim counts the time since an event whose date is known
-- does: Computes the years from a known date (reference facts) to the day the text speaks of, and holds the
--    stated duration against them. A plain "three years into" covers the time up to the fourth year.
-- matters: A duration that does not fit dates the text wrongly, or its event.
-- example: "More than four years into the invasion", in the summer of 2025
-- working: Gives the known date, its source, the time computed and the one stated, and the months that the phrase fits.
-- sources: reference_facts, each with source and date

-- comparisons
SELECT [id] AS ids, start_day, source, on_day, years, low, high,
    NOT (coalesce(low, years) <= years + getvariable('years') AND coalesce(high, years) >= years - getvariable('years')) AS violates,
    CASE WHEN violates THEN 'contradiction' ELSE 'ok' END AS verdict
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

-- working
SELECT k.comparison,
    'from ' || day_words(k.start_day) || ' (' || k.source || ') to ' || day_words(k.on_day) || ' are ' || printf('%.2f', k.years)
    || ' years, stated "' || s.quote || '": ' || CASE WHEN k.violates THEN 'does not fit' ELSE 'fits' END
    || CASE WHEN k.low IS NULL AND k.high IS NULL THEN ''
            WHEN k.high IS NULL THEN '; the phrase fits from ' || month_after(k.start_day, k.low) || ' on'
            WHEN k.low IS NULL THEN '; the phrase fits until ' || month_after(k.start_day, k.high)
            ELSE '; the phrase fits ' || CASE WHEN right(month_after(k.start_day, k.low), 4) = right(month_after(k.start_day, k.high), 4)
                     THEN split_part(month_after(k.start_day, k.low), ' ', 1) ELSE month_after(k.start_day, k.low) END || ' to ' || month_after(k.start_day, k.high) END AS working
FROM kept k JOIN spoken s ON s.id = k.ids[1]

-- code: T404
-- name: date-collision
-- severity: warning
-- rows: claims
-- message: the date does not fit its weekday, or what is told as past lies in the future
-- none: no text has a date with its weekday, or a date told as past and a day of publication to hold it against
-- does: Checks weekdays against the calendar, dates of events told in the past tense or as to come against the day of
--    publication, the two ends of a time against each other, and each day against the length of its month.
--    A date is told beside the claim nearest to it.
-- matters: A wrong weekday or year moves a figure to another event.
-- example: "On Monday, 9 July 2025" (a Wednesday)
-- working: Names the weekday of the calendar, the two dates, or what cannot be.
-- sources: the Gregorian calendar

-- comparisons
SELECT [id] AS ids, words, day, published, weekday, ends, past,
    weekday <> '' AND weekday <> lower(dayname(day)) AS other_weekday,
    coalesce(beside <> day, FALSE) AS other_day, beside_words,
    coalesce(ends < day, FALSE) AS turned, coalesce(future AND day < published::DATE, FALSE) AS late, impossible,
    other_weekday OR other_day OR turned OR late OR impossible OR coalesce(past AND day > published::DATE + 1, FALSE) AS violates,
    CASE WHEN violates THEN 'contradiction' ELSE 'ok' END AS verdict
FROM (
    SELECT l.id, l.cue AS words, TRY_CAST(l.detail['start'] AS DATE) AS day, d.published,
        coalesce(l.detail['weekday'], '') AS weekday, TRY_CAST(l.detail['beside'] AS DATE) AS beside, l.detail['day'] AS beside_words, coalesce(l.detail['tense'] = 'past', FALSE) AS past,
        coalesce(l.detail['tense'] = 'future', FALSE) AS future, TRY_CAST(l.detail['ends'] AS DATE) AS ends, l.detail['impossible'] IS NOT NULL AS impossible
    FROM links l JOIN documents d ON d.rowid = l.doc
    WHERE l.link = 'dated'
)
WHERE impossible OR day IS NOT NULL AND (weekday <> '' OR beside IS NOT NULL OR ends IS NOT NULL OR (past OR future) AND published IS NOT NULL)

-- working
SELECT k.comparison,
    '"' || k.words || '": ' || CASE WHEN k.impossible THEN 'the month has no such day'
        WHEN k.ends IS NOT NULL THEN 'the end lies ' || CASE WHEN k.turned THEN 'before' ELSE 'not before' END || ' the start'
        WHEN k.late THEN day_words(k.day) || ' is earlier than the text, which appeared on ' || day_words(k.published) || ' and tells it as to come'
        ELSE day_words(k.day) || CASE WHEN k.other_weekday THEN ' is a ' || dayname(k.day)
        WHEN k.other_day THEN ' is not the day of "' || k.beside_words || '"'
        WHEN k.violates THEN ' is later than the text, which appeared on ' || day_words(k.published) || ' and tells it as past'
        WHEN k.weekday <> '' THEN ' is a ' || dayname(k.day)
        WHEN k.past THEN ' is not later than the text'
        ELSE ' is not earlier than the text' END END AS working
FROM kept k

-- code: T404
-- name: date-collision
-- severity: warning
-- rows: claims
-- message: the date does not fit its weekday, or what is told as past lies in the future
-- none: no claim has a stated date with a weekday or a date of publication to hold it against
-- does: Checks weekdays against the calendar, and dates of events told in the past tense against the day of publication.
-- matters: A wrong weekday or year moves a figure to another event.
-- example: "On Monday, 9 July 2025" (a Wednesday)
-- working: Names the weekday of the calendar, or the two dates.
-- sources: the Gregorian calendar

-- comparisons
WITH dated AS (
    SELECT s.id, s.time_text, s.time_start, s.sentence, s.modality, s.time_role, d.published,
        regexp_extract(lower(s.time_text), '\b(monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b') AS weekday,
        regexp_matches(lower(s.time_text), '\d') AND regexp_matches(lower(s.time_text), '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\d{4}-\d{2}-\d{2}') AS has_day
    FROM stated s JOIN documents d USING (document_key)
    WHERE s.time_start IS NOT NULL AND s.time_basis IN ('stated', 'relative') AND s.time_text IS NOT NULL
), sorted AS (
    SELECT *, weekday <> '' AND has_day AS named,
        published IS NOT NULL AND has_day AND coalesce(time_role, 'event') = 'event' AND modality IN ('asserted', 'reported')
            AND regexp_matches(lower(sentence), '\b(was|were|killed|launched|struck|hit|destroyed|fired|died|wounded|injured|damaged|attacked|seized|captured|fell|rose|shot|lost)\b')
            AND NOT regexp_matches(lower(sentence), '\b(will|would|shall|plan|plans|planned|expected|due|scheduled|set to|set for|until|forecast|projected|could|may|might|target|deadline|from .* to|by the end|next)\b') AS past
    FROM dated
)
SELECT [id] AS ids, named, weekday,
    named AND weekday <> lower(dayname(time_start)) OR past AND time_start >= date_trunc('day', published) + INTERVAL 2 DAY AS violates,
    CASE WHEN violates THEN 'contradiction' ELSE 'ok' END AS verdict
FROM sorted WHERE named OR past

-- working
SELECT k.comparison,
    '"' || s.time_text || '": ' || CASE WHEN k.named AND k.weekday <> lower(dayname(s.time_start)) THEN day_words(s.time_start) || ' is a ' || dayname(s.time_start)
        WHEN k.violates THEN day_words(s.time_start) || ' is later than the text, which appeared on ' || day_words(s.published) || ' and tells it as past'
        ELSE day_words(s.time_start) || coalesce(' is a ' || CASE WHEN k.named THEN dayname(s.time_start) END, ' is not later than the text') END AS working
FROM kept k JOIN spoken s ON s.id = k.ids[1]

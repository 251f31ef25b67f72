-- code: N103
-- name: undated
-- severity: info
-- rows: claims
-- message: the figure has no date that could be worked out
-- none: no claim speaks of something that happens at a time
-- does: Lists the figures about events and states whose time is neither stated nor can be worked out, because
--    the words are relative ("last night") or absent and the date of publication is unknown.
-- matters: A figure without a time cannot be compared with others: two different nights are two events.
-- example: "Hundreds of drones were launched overnight", in a text without a date.
-- working: Names the words that tell of time, if there are any, and what is missing to anchor them.
-- sources: none; a property of the text

-- comparisons
SELECT [s.id] AS ids,
    s.time_start IS NULL AND s.time_end IS NULL AND (s.time_text IS NOT NULL OR s.published IS NULL) AS violates,
    CASE WHEN violates THEN 'ambiguous' ELSE 'ok' END AS verdict
FROM stated s
WHERE s.measure IS NOT NULL AND s.kind NOT IN ('duration', 'age') AND s.modality <> 'figurative'

-- working
SELECT k.comparison,
    CASE WHEN NOT k.violates AND s.time_start IS NOT NULL
         THEN '"' || s.words || '": ' || coalesce('"' || s.time_text || '" is ', 'dated ') || strftime(s.time_start, '%Y-%m-%d')
         WHEN NOT k.violates AND s.time_end IS NOT NULL THEN '"' || s.words || '": dated before ' || strftime(s.time_end, '%Y-%m-%d')
         WHEN NOT k.violates THEN '"' || s.words || '": no date stated; the text appeared on ' || day_words(s.published)
         WHEN s.time_text IS NOT NULL
         THEN '"' || s.words || '": "' || s.time_text || '" has no anchor' || CASE WHEN s.published IS NULL THEN ', for the date of publication is unknown' ELSE '' END
         ELSE '"' || s.words || '": no date is stated and the date of publication is unknown' END AS working
FROM kept k JOIN spoken s ON s.id = k.ids[1]

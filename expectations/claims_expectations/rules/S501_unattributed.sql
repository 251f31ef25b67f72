-- code: S501
-- name: unattributed
-- severity: info
-- rows: claims
-- message: nobody is named for the figure
-- none: no claim states a number of its own about a known measure
-- does: Lists the numbers about events and states for which the text names no source, in documents without a publisher.
-- matters: A figure that nobody answers for cannot be asked about.
-- example: "17 people were killed", without "officials said"
-- working: Names who is given as the source, or that nobody is.
-- sources: the text itself

-- comparisons
SELECT [s.id] AS ids, s.attributed_to IS NULL AND s.publisher IS NULL AS violates,
    CASE WHEN violates THEN 'ambiguous' ELSE 'ok' END AS verdict
FROM stated s
WHERE s.measure LIKE '%:%' AND s.kind IN ('count', 'share', 'money', 'physical') AND s.relation <> 'vague'
  AND coalesce(s.section, 'body') = 'body' AND s.modality IN ('asserted', 'reported', 'alleged')

-- working
SELECT k.comparison,
    '"' || s.words || '": ' || CASE WHEN k.violates THEN 'no source is named' ELSE coalesce(s.attributed_to, s.publisher) END AS working
FROM kept k JOIN spoken s ON s.id = k.ids[1]

-- code: P204
-- name: fractional-count
-- severity: error
-- rows: claims
-- message: what is counted cannot come in fractions
-- none: no claim counts whole things
-- does: Looks at every count of persons or things for a fraction of one.
-- matters: A fraction of a person hints at a lost scale word ("2.5 million") or at an average told as a count.
-- example: "2.5 people were killed"
-- working: Gives the number. Averages and rates ("2.1 children per woman") are let pass.
-- sources: arithmetic

-- comparisons
SELECT [id] AS ids,
    CASE WHEN abs(low_number - round(low_number)) > 1e-6 OR abs(high_number - round(high_number)) > 1e-6
         THEN NOT regexp_matches(lower(sentence), '\b(average|averages|averaged|averaging|mean|median|per|each|every|apiece|index|rate|ratio)\b')
         ELSE FALSE END AS violates,
    CASE WHEN violates THEN 'implausible' ELSE 'ok' END AS verdict
FROM stated
WHERE kind = 'count' AND unit = 'count' AND NOT ambiguous AND modality <> 'figurative'
  AND (measure IS NOT NULL OR concept IS NOT NULL)

-- working
SELECT k.comparison,
    '"' || s.words || '" is ' || between_words(s.lower, s.upper)
    || CASE WHEN k.violates THEN ', no whole number' WHEN s.lower = round(s.lower) OR s.upper = round(s.upper) THEN ', whole' ELSE ', in a sentence about an average or a rate' END AS working
FROM kept k JOIN spoken s ON s.id = k.ids[1]

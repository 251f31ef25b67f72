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
WHERE NOT ambiguous AND modality <> 'figurative' AND (measure IS NOT NULL OR concept IS NOT NULL)
  -- "a turnout of 85.9"
  AND NOT ends_with(lower(coalesce(item, '')), 'turnout')
  AND (kind = 'count' AND unit = 'count'
       -- "and wounded 1.4", "4.4 died": what was told before is counted
       OR kind = 'number' AND event IN ('killed', 'wounded', 'missing', 'rescued', 'detained', 'abducted', 'captured', 'shot_down', 'evacuated', 'released')
          AND regexp_matches(quote, '^[0-9]+[.][0-9]+$')
          AND regexp_matches(lower(sentence), '(killed|killing|wounded|wounding|injured|injuring|hurt|hurting|rescued|arrested|detained|abducted|captured|downed|evacuated|freed|released) ' || replace(quote, '.', '[.]') || '([^0-9a-z%]|$)|'
              || '\b' || replace(quote, '.', '[.]') || ' (died|were|was|have|had|remain|are)\b'))

-- working
SELECT k.comparison,
    '"' || s.words || '" is ' || between_words(s.lower, s.upper)
    || CASE WHEN k.violates THEN ', no whole number' WHEN s.lower = round(s.lower) OR s.upper = round(s.upper) THEN ', whole' ELSE ', in a sentence about an average or a rate' END AS working
FROM kept k JOIN spoken s ON s.id = k.ids[1]

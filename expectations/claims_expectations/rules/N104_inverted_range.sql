-- code: N104
-- name: inverted-range
-- severity: error
-- rows: claims
-- message: the range runs from the larger number to the smaller
-- none: no claim states a range
-- does: Looks at every range for a first number that is larger than the second.
-- matters: One of the two is likely a slip, or a unit or scale word was meant for one of them only.
-- example: "advanced 135 to 50 metres a day"
-- working: Names the two numbers in the order of the text. "From 4.8 to 4.7 percent" tells of a fall and is no range,
--    unless it is said what varies ("usually", "per shift") and nothing fell, or "ranged" or "aged" stands before it.
--    From above zero to below it a range may run either way.
-- sources: none; a property of the text

-- comparisons
SELECT [id] AS ids, coalesce(lower > upper AND upper > 0, FALSE) AS violates,
    CASE WHEN violates THEN 'contradiction' ELSE 'ok' END AS verdict
FROM stated
WHERE relation = 'range'
  -- "from 40 to 25" may tell of a fall, unless something says that it spans what there is
  AND (NOT starts_with(lower(quote), 'from ')
       OR regexp_matches(lower(sentence[:span_start - sentence_start]), '\b(rang(e|es|ed|ing)|var(y|ies|ied|ying)|span(s|ned|ning)?|aged|anywhere)( in [a-z-]+)? $')
       OR direction IS NULL
       AND (contains(coalesce(unit, ''), '/') OR regexp_matches(lower(sentence), '\b(rang(e|es|ed|ing)|var(y|ies|ied|ying)|depending|anywhere|usual|usually|typical|typically|normally|generally|estimate[sd]?|forecast|expected|between)\b'))
       AND NOT regexp_matches(lower(sentence), '\b(fe?ll|fall(s|ing|en)?|drop|declin|decreas|cut|reduc|down|lower|slash|shr[iau]nk|slow|eas(e|ed|ing)|narrow|went\b|go(es|ing)?\b|chang|mov(e|ed|ing)|shifted|switch|trim|halv|plung|slump|sli[dp]|dip(s|ped|ping)?\b|sank|weak|dwindl|improv|less|revis|downgrad|retreat|withdr|shorten|pull|turn|convert|trad(e|ed)|adjust)'))

-- working
SELECT k.comparison,
    '"' || s.quote || '": ' || grouped(s.lower) || CASE WHEN k.violates THEN ' is more than ' ELSE ' is not more than ' END || grouped(s.upper) AS working
FROM kept k JOIN spoken s ON s.id = k.ids[1]

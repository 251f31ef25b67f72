-- code: P202
-- name: impossible-share
-- severity: error
-- rows: claims
-- message: a share of a whole cannot be below 0 or above 100 %
-- none: no claim states a share of a whole
-- does: Looks at every share that the text takes of a whole ("of the territory", "of respondents"), or that
--    is one by its name (turnout, unemployment).
-- matters: More than all of something is impossible, whatever the source says.
-- example: "140 % of the houses were damaged"
-- working: Gives the share as a percentage of the whole. Growth ("up 140 %") and levels against a plan, a
--    norm or another quantity ("130 % of GDP") are no shares of a whole and are not looked at.
-- sources: arithmetic

-- comparisons
SELECT [id] AS ids, coalesce(base_low, 0) < 0 OR base_high > 1 + 1e-9 AS violates,
    CASE WHEN violates THEN 'implausible' ELSE 'ok' END AS verdict, base_high AS number
FROM (
    SELECT *, lower(sentence[span_end - sentence_start + 1 : span_end - sentence_start + 60]) AS after,
        lower(sentence[greatest(1, span_start - sentence_start - 150) : span_start - sentence_start]) AS before
    FROM stated
    WHERE kind = 'share' AND NOT ambiguous AND direction IS NULL AND modality <> 'figurative'
      AND base_high IS NOT NULL
)
WHERE measure IN ('turnout', 'unemployment_rate', 'vaccination_share', 'approval_share', 'containment', 'ownership_share', 'market_share')
  -- a prison may be overcrowded, a tank holds no more than it holds
  OR regexp_matches(after, '^ (full|filled)\b') AND regexp_matches(lower(sentence), '\b(stores?|storage|reservoirs?|tanks?|depots?|dams?|silos?)\b')
  OR regexp_matches(before, '\b(share|proportion) of [a-z ]* (is|was|are|were|stood at|stands at|reached|came to) (now |only |about |already )?$')
  AND NOT regexp_matches(before, '\b(to|against|relative|compared|growth|price|prices|up|rose|value|return)\b')
  -- "Of the phones sold in May, 94 percent ran on it"
  OR regexp_matches(before, '(^|[;:.] |, | and | but |said )(of|among) (the |all |those |these )?[^;:()%]*, (some |about |around |nearly |almost |roughly |only |just |fully |more than |at least |up to |an estimated )?$')
  AND NOT regexp_matches(before, '\b(percent|per cent|up|grew|rose|gained|rises?|increase[sd]?|return(s|ed)?)\b')
  AND NOT regexp_matches(after, '^ (of|more|less|higher|lower|above|over|below|up|down|gains?|rises?|increases?|returns?|growth|annual|tariffs?|dut(y|ies)|mark-?ups?|profits?|interest|inflation|jumps?|surges?)\b')
  OR regexp_matches(after, '^ of ')
  AND NOT regexp_matches(after, '^ of ([a-z’''-]+ ){0,4}(gdp|gross|output|income|target|plan|quota|norm|normal|average|level|capacity|face|value|price|revenue|sales|earnings|profit|baseline|maximum|original|last|previous|poverty|limit|median|mean|requirement|goal|body|nominal|par|size|rate)')

-- working
SELECT k.comparison,
    '"' || s.words || '" is ' || grouped(k.number * 100) || ' % of the whole'
    || CASE WHEN k.violates THEN ', and a share lies between 0 and 100 %' ELSE ', between 0 and 100 %' END AS working
FROM kept k JOIN spoken s ON s.id = k.ids[1]

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
WITH near AS (
    SELECT *, lower(sentence[span_end - sentence_start + 1 : span_end - sentence_start + 60]) AS after,
        lower(sentence[greatest(1, span_start - sentence_start - 150) : span_start - sentence_start]) AS before
    FROM stated
    WHERE kind = 'share' AND NOT ambiguous AND modality <> 'figurative' AND base_high IS NOT NULL
), levels AS (
    -- "the share of homes with a lift went from 31 percent in 2019 to 46", "the pass rate in physics is 81 percent"; but no
    -- part of what is earned or made, and no beds, cells or seats, of which more may be used than there are
    SELECT *, regexp_matches(before, '\b((share|proportion|percentage) of (the |all |its |their )?[a-z’''-]+[^.;:()0-9]{0,80}?'
            || '|(literacy|occupancy|vacancy|pass|graduation|employment|participation|response|survival|cure|recovery|on-time|punctuality|approval|home-?ownership|conviction|poverty|recycling|success|detection|drop-?out|attendance|fatality|immuni[sz]ation|vaccination|containment)( rates?| coverage)?( (of|in|among|for|at|on|across) [^.;:()0-9]{0,60}?)?|literacy)'
            || ' (is|was|are|were|has|have|had|now|stood|stands|reached|hit|averaged|rose|risen|rises|climbed|grew|grown|increased|jumped|went|gone|moved|fell|fallen|dropped|declined|slipped|sank|improved|edged|crept|recovered|doubled|tripled)( [a-z-]+ly| back| up| down| again| risen| fallen| grown| climbed| gone)?( at| from| to)?'
            || '( (about |around |nearly |just |only |over |more than )?[0-9.]+ ?(%|percent|per cent|)( [^.;:()0-9]{0,40}?[0-9]{0,4}[^.;:()0-9]{0,30})?,? to)?'
            || ' (about |around |nearly |almost |roughly |only |just |over |more than |at least |now |as much as )?$')
        AND (direction IS NULL OR regexp_matches(before, '\b(to|from|at|is|was|reached|hit) ([a-z]+ ){0,2}$'))
        AND NOT regexp_matches(before, '\b(gdp|gross|output|income|wages?|sales|revenues?|budget|profits?|earnings|exports?|capacity|against|relative|compared|growth|prices?|value|returns?|prison|jail|cells?|hospital|wards?|beds?|intensive|classrooms?|schools?|trains?|buses|debts?|equity|deposits?|reserves)\b')
        AND NOT regexp_matches(after, '^ (of|more|less|higher|lower|above|over|below)\b') AS level
    FROM near
)
SELECT [id] AS ids, coalesce(base_low, 0) < 0 OR base_high > 1 + 1e-9 AS violates,
    CASE WHEN violates THEN 'implausible' ELSE 'ok' END AS verdict, base_high AS number
FROM levels
WHERE level OR direction IS NULL AND (measure IN ('turnout', 'unemployment_rate', 'vaccination_share', 'approval_share', 'containment', 'ownership_share', 'market_share')
  -- a prison may be overcrowded, a tank holds no more than it holds
  OR regexp_matches(after, '^ (full|filled)\b') AND regexp_matches(lower(sentence), '\b(stores?|storage|reservoirs?|tanks?|depots?|dams?|silos?)\b')
  OR regexp_matches(before, '\b(share|proportion) of [a-z ]* (is|was|are|were|stood at|stands at|reached|came to) (now |only |about |already )?$')
  AND NOT regexp_matches(before, '\b(to|against|relative|compared|gdp|income|revenues?|sales|growth|price|prices|up|rose|value|return)\b')
  -- "Of the phones sold in May, 94 percent ran on it"
  OR regexp_matches(before, '(^|[;:.] |, | and | but |said )(of|among) (the |all |those |these )?[^;:()%]*, (some |about |around |nearly |almost |roughly |only |just |fully |more than |at least |up to |an estimated )?$')
  AND NOT regexp_matches(before, '\b(percent|per cent|up|grew|rose|gained|rises?|increase[sd]?|return(s|ed)?)\b')
  AND NOT regexp_matches(after, '^ (of|more|less|higher|lower|above|over|below|up|down|gains?|rises?|increases?|returns?|growth|annual|tariffs?|dut(y|ies)|mark-?ups?|profits?|interest|inflation|jumps?|surges?)\b')
  OR regexp_matches(after, '^ of ')
  AND NOT regexp_matches(after, '^ of ([a-z’''-]+ ){0,4}(gdp|gross|output|income|target|plan|quota|norm|normal|average|level|capacity|face|value|price|revenue|sales|earnings|profit|baseline|maximum|original|last|previous|poverty|limit|median|mean|requirement|goal|body|nominal|par|size|rate)')
  OR regexp_matches(after, '^ (effective|accurate|complete|recyclable|literate|contained)\b'))

-- working
SELECT k.comparison,
    '"' || s.words || '" is ' || grouped(k.number * 100) || ' % of the whole'
    || CASE WHEN k.violates THEN ', and a share lies between 0 and 100 %' ELSE ', between 0 and 100 %' END AS working
FROM kept k JOIN spoken s ON s.id = k.ids[1]

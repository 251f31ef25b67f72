-- code: C304
-- name: parts-do-not-sum
-- severity: error
-- message: the parts do not add up to the total that is stated
-- none: no claim states parts and their total
-- does: Adds up the parts that a text names and holds the sum against the total it states. Counts the names of a
--    list that follows a number of places, parties or things.
-- matters: A sum that does not come out means that one of the numbers is wrong, or that something is left out.
-- example: "215 drones and 31 missiles, 264 in all"; "seven regions: Odesa, Sumy and Kherson"
-- working: "215 + 31 = 246, stated 264: differs by 18". Numbers that were rounded or hedged are added as
--    intervals, "about 200 + 31 = 221 to 241".
-- sources: arithmetic; the rounding that is allowed follows from the digits and hedges as written

-- comparisons
WITH written AS (
    -- Digits as written say how far a number may be rounded: "240 million" alone to tens, beside "85 million" not.
    SELECT *, CASE WHEN relation = '=' AND NOT approximate AND high > base_upper THEN high - base_upper END AS room,
        length(regexp_extract(quote, '[0-9][0-9,]*([.][0-9]+)?[ -]*([A-Za-z]*)', 1)) || ' '
            || lower(regexp_extract(quote, '[0-9][0-9,]*([.][0-9]+)?[ -]*([A-Za-z]*)', 2)) AS form
    FROM links WHERE link = 'sum'
), members AS (
    SELECT * REPLACE (low + coalesce(room - finest, 0) AS low, high - coalesce(room - finest, 0) AS high)
    FROM (SELECT *, min(room) OVER (PARTITION BY relation_id, doc, form) AS finest FROM written)
), sums AS (
    SELECT relation_id, doc,
        list(id ORDER BY span_start) FILTER (role = 'part') AS parts,
        list(id ORDER BY span_start) FILTER (role = 'total') AS totals,
        -- rounded, as 0.44 + 0.29 + 0.18 is a little more than 0.91
        round(sum(coalesce(low, 0)) FILTER (role = 'part'), 9) AS low,
        CASE WHEN bool_and(high IS NOT NULL) FILTER (role = 'part') THEN round(sum(high) FILTER (role = 'part'), 9) END AS high,
        -- The total of shares that are all there are is no claim: it is in the detail, and as many halves of a
        -- point may be lost in rounding as there are shares.
        any_value(TRY_CAST(detail['total'] AS DOUBLE)) / 100 AS whole,
        coalesce(round(any_value(low) FILTER (role = 'total'), 9), whole - count(*) * 0.005) AS total_low,
        coalesce(round(any_value(high) FILTER (role = 'total'), 9), whole + count(*) * 0.005) AS total_high,
        string_agg(coalesce(grouped(value), quote), ' + ' ORDER BY span_start) FILTER (role = 'part') AS addends,
        bool_and(value IS NOT NULL) AND NOT bool_or(approximate) AND bool_and(relation = '=') AS exact,
        coalesce(any_value(coalesce(grouped(value), quote)) FILTER (role = 'total'), '100 % of all there are') AS total_words,
        coalesce(any_value(quote) FILTER (role = 'total'), '100 %') AS total_quote,
        -- bounds in the unit as written, for the working
        min(base_lower / nullif(value, 0)) FILTER (relation = '=' AND value <> 0) AS factor
    FROM members
    GROUP BY relation_id, doc
    HAVING count(DISTINCT base_unit) = 1 AND count(DISTINCT unit) = 1 AND count_if(role = 'part') >= 2
        AND count_if(modality = 'figurative' OR modality = 'denied' AND role = 'total') = 0
        AND (count_if(role = 'total') = 1 OR count_if(role = 'total') = 0 AND any_value(detail['unit']) = 'percent')
), listed AS (
    SELECT id, value, quote, CAST(detail['named_least'] AS BIGINT) AS named_least, CAST(detail['named'] AS BIGINT) AS named
    FROM links WHERE link = 'sum' AND detail['named'] IS NOT NULL
)
SELECT coalesce(parts || totals, parts) AS ids, NOT meet(low, high, total_low, total_high) AS violates,
    CASE WHEN violates THEN 'contradiction' ELSE 'ok' END AS verdict,
    low / coalesce(factor, 1) AS low, high / coalesce(factor, 1) AS high,
    total_low / coalesce(factor, 1) AS total_low, total_high / coalesce(factor, 1) AS total_high, whole / coalesce(factor, 1) AS whole,
    addends, exact, total_quote, total_words
FROM sums
UNION ALL
SELECT [id], value NOT BETWEEN named_least AND named, CASE WHEN value NOT BETWEEN named_least AND named THEN 'contradiction' ELSE 'ok' END,
    named_least, named, value, value, NULL, NULL, TRUE, quote, NULL
FROM listed

-- working
SELECT comparison,
    CASE WHEN addends IS NULL THEN 'the list that follows names ' || between_words(low, high) || ', stated "' || total_quote || '": '
        || CASE WHEN violates THEN 'does not fit' ELSE 'agrees' END
    ELSE addends || ' = ' || between_words(low, high) || CASE WHEN whole IS NOT NULL THEN ', they are ' ELSE ', stated ' END || CASE WHEN exact THEN total_words ELSE '"' || total_quote || '"' END
    || CASE WHEN NOT violates THEN ': agrees'
            WHEN low = high AND total_low = total_high THEN ': differs by ' || grouped(abs(total_low - low))
                || CASE WHEN list_sort(string_split(printf('%.0f', low), '')) = list_sort(string_split(printf('%.0f', total_low), '')) THEN ' (transposed digits?)'
                        WHEN length(printf('%.0f', low)) = length(printf('%.0f', total_low)) AND low > 99 AND one_digit_differs(printf('%.0f', low), printf('%.0f', total_low)) THEN ' (one digit mistyped?)'
                        ELSE '' END
            WHEN whole IS NOT NULL AND low = high THEN ': differs by ' || grouped(abs(whole - low))
            ELSE ': does not fit' END
    || CASE WHEN whole IS NOT NULL THEN ' (rounding allowed for)' WHEN exact THEN '' ELSE ' (rounding and hedges allowed for)' END END AS working
FROM kept

-- code: C301
-- name: self-contradiction
-- severity: error
-- message: the document states two figures for the same thing that exclude each other
-- none: no document speaks of the same measure twice, of the same time and place
-- does: Compares the claims of a document, headline and key points included, that are about the same measure,
--    time, place and parties, and tells where their intervals share no number. A figure given again in another
--    unit or currency, in brackets, is converted.
-- matters: One of the two must be wrong; a reader who sees only the headline has the wrong one in mind.
-- example: A key point says "over 4,000 drones" where the body says "more than 400"; "87 mph (410 km/h)".
-- working: Names both figures as written. Parts of a sum, former values ("up from 40"), figures that the words
--    set apart ("another 12", "later rose to 16") and different nights are not compared. Without a known time and place,
--    and both in the body, a contradiction counts as uncertain. Conversions may be rounded to the last digit that is
--    written and no zero; between currencies all rates since 2000 are allowed for.
-- sources: the text itself; reference_facts for rates of exchange

-- comparisons
WITH repeated AS (
    -- most documents give one figure of a measure, which has nothing to contradict
    SELECT doc, topic FROM figures WHERE in_batch AND several AND NOT limb AND NOT vague GROUP BY doc, topic HAVING count(*) > 1
), seen AS (
    SELECT id, doc, topic, low, high, from_time, to_time,
        count(*) OVER near AS claims,
        min(high) OVER near AS least_high, arg_min(id, CASE WHEN high IS NOT NULL THEN (high, id) END) OVER near AS least,
        max(low) OVER near AS most_low, arg_max(id, CASE WHEN low IS NOT NULL THEN (low, -id) END) OVER near AS most
    FROM figures JOIN repeated USING (doc, topic) WHERE in_batch AND several AND NOT limb AND NOT vague
    WINDOW near AS (
        PARTITION BY doc, topic ORDER BY from_time
        RANGE BETWEEN CURRENT ROW AND (to_time - from_time - INTERVAL 1 MICROSECOND) FOLLOWING
    )
), paired AS (
    SELECT id, low, high,
        CASE WHEN low > least_high THEN least WHEN high < most_low THEN most
             WHEN most <> id THEN most WHEN least <> id THEN least END AS witness,
        coalesce(low > least_high, FALSE) OR coalesce(high < most_low, FALSE) AS excluded
    FROM seen WHERE claims > 1
), restated AS (
    -- what a headline, a key point or a later sentence repeats, the text itself says
    -- "over 4,000" does not repeat "more than 400", nor does "1,200" repeat "at least 120"
    SELECT h.id, b.id AS witness, h.role, NOT meet(h.low, h.high, b.low, b.high)
        OR coalesce(greatest(h.value, b.value) >= 2 * least(h.value, b.value), FALSE)
            AND (h.relation = b.relation OR h.relation = '=' OR b.relation = '=')
        -- nor "at least 592" "at least 952"
        OR coalesce(h.relation = b.relation AND h.value <> b.value AND h.value >= 100 AND same_digits(h.value, b.value), FALSE) AS excluded
    FROM links h JOIN links b USING (relation_id)
    WHERE h.link = 'restates' AND h.role <> 'body' AND b.role = 'body' AND h.base_unit = b.base_unit
      AND h.modality NOT IN ('figurative', 'denied') AND b.modality NOT IN ('figurative', 'denied')
      -- what somebody demands or may happen is no figure of what is
      AND (h.modality IN ('demanded', 'possible')) = (b.modality IN ('demanded', 'possible'))
), both_kinds AS (
    SELECT id, witness, excluded, '' AS link FROM paired UNION ALL SELECT id, witness, excluded, role FROM restated
), once AS (
    -- a toll told at two times of one text is T403's
    SELECT DISTINCT ON (least(id, witness), greatest(id, witness)) id, witness, excluded, link
    FROM both_kinds
    WHERE witness IS NOT NULL AND NOT EXISTS (
        FROM links e JOIN links l USING (relation_id)
        WHERE e.link = 'series' AND e.role = 'earlier' AND l.role = 'later' AND e.id IN (both_kinds.id, both_kinds.witness) AND l.id IN (both_kinds.id, both_kinds.witness))
    ORDER BY least(id, witness), greatest(id, witness), excluded DESC, link DESC, id
), said_twice AS (
    SELECT h.id FROM links h JOIN links b USING (relation_id)
    WHERE h.link = 'restates' AND h.id <> b.id AND h.base_unit = b.base_unit AND meet(h.low, h.high, b.low, b.high)
    UNION
    SELECT unnest(list(id)) FROM figures WHERE in_batch AND several AND NOT limb AND NOT vague AND low >= 1000 GROUP BY doc, topic, low HAVING count(*) > 1
), wholes_told AS (
    SELECT p.id, w.low FROM links p JOIN links w USING (relation_id)
    WHERE p.link = 'part' AND p.role = 'part' AND w.role = 'whole'
), twins AS (
    -- what a headline repeats tells more of it than the headline does
    SELECT h.id, any_value(b.item) AS item, any_value(b.time_start) AS time_start, any_value(b.time_end) AS time_end, bool_and(own_time(b.time_basis, b.time_text)) AS dated
    FROM links h JOIN links l USING (relation_id) JOIN stated b ON b.id = l.id
    WHERE h.link = 'restates' AND h.role <> 'body' AND l.role = 'body' AND meet(h.low, h.high, l.low, l.high)
    GROUP BY h.id
), excluding AS MATERIALIZED (
    -- few of all claims, which are found before their texts are looked for
    SELECT rowid AS id, * FROM claims WHERE rowid IN (SELECT unnest([id, witness]) FROM once WHERE excluded)
), written_of AS (
    -- with what the sentences before tell of what it is of
    SELECT k.doc, c.*, named_things(d.text[1:5000]) AS things, thing_told(c.sentence, d.text[greatest(1, c.sentence_start - 500) : c.sentence_start]) AS told,
        beside(c.sentence, c.span_start - c.sentence_start, c.span_end - c.sentence_start) AS beside
    FROM excluding c JOIN batch_keys k USING (document_key) JOIN documents d ON d.rowid = k.doc
), placed AS MATERIALIZED (
    -- the words of each are read once, whatever it is held against: making up the expressions costs more than the rows
    SELECT *, with_thing(sentence, told) AS spoken, scope_names(with_thing(sentence, told), attributed_to) AS scopes, scope_names(sentence, attributed_to) AS own_scopes,
        opens_with_place(sentence) AS opens_placed, place_opening(sentence) AS opening, of_itself(sentence) AS itself, of_segment(sentence) AS segment,
        is_of_hours(sentence) AS hours, is_aside(sentence) AS aside, regexp_matches(sentence, '^(NEW|UPDATED?|LATEST): ') AS renewed,
        rate_cue(beside) AS rate, apart_cue(beside) AS apart, growth_cue(beside) AS growth, ranked(beside) AS ranks,
        regexp_matches(beside, '\b(initially|originally|at first|first reported|initial|preliminary|early reports)\b') AS early
    FROM written_of
), their_keys AS MATERIALIZED (
    SELECT document_key, doc FROM batch_keys WHERE doc IN (SELECT doc FROM placed)
), crowded AS (
    -- of what a text gives many figures it tells of many groups, places or times
    SELECT k.doc, c.event, c.measure, count(DISTINCT c.check_lower) AS figures
    FROM claims c JOIN their_keys k USING (document_key)
    WHERE c.rowid BETWEEN getvariable('batch_span').first AND getvariable('batch_span').last AND c.event IS NOT NULL AND c.kind <> 'share'
    GROUP BY GROUPING SETS ((k.doc, c.event), (k.doc, c.measure))
    HAVING figures >= CASE WHEN c.measure IS NULL THEN 7 ELSE 3 END
), suspects AS (
    SELECT o.id, o.witness, o.link,
        o.link = '' AND (twin_apart(x.item, x.dated, x.time_start, x.time_end, b.item, own_time(b.time_basis, b.time_text), b.time_start, b.time_end)
            OR twin_apart(y.item, y.dated, y.time_start, y.time_end, a.item, own_time(a.time_basis, a.time_text), a.time_start, a.time_end)) AS of_another,
        -- beside a total that the text gives twice, a lower figure is that of a place or a part
        o.link = '' AND coalesce(CASE WHEN a.check_lower > b.check_upper THEN o.id WHEN b.check_lower > a.check_upper THEN o.witness END IN (FROM said_twice), FALSE)
            -- "14 people, three of them children ... the 14 injured"
            OR o.link = '' AND ((o.id, b.check_lower) IN (FROM wholes_told) OR (o.witness, a.check_lower) IN (FROM wholes_told)) AS of_whole,
        -- "In Sumy five people died, in Kharkiv 17"
        o.link IN ('', 'again') AND a.section IS NOT DISTINCT FROM b.section AND (of_other_scope(a.spoken, a.scopes, b.spoken, b.scopes)
            OR of_other_thing(a.sentence, a.told, b.sentence, b.told)
            OR coalesce(CASE WHEN a.check_upper < b.check_lower THEN a.opens_placed AND len(b.own_scopes) = 0 OR is_one_place_of(a.opening, b.sentence) OR a.itself OR a.segment AND NOT b.segment
                             WHEN b.check_upper < a.check_lower THEN b.opens_placed AND len(a.own_scopes) = 0 OR is_one_place_of(b.opening, a.sentence) OR b.itself OR b.segment AND NOT a.segment END, FALSE)) AS elsewhere,
        -- a headline is of all the fires that a text names, and of all days
        o.link <> 'again' AND coalesce(CASE WHEN a.section = b.section THEN FALSE
            WHEN a.section = 'headline' THEN of_one_thing(a.sentence, b.told, a.things) OR a.check_lower > b.check_upper AND b.hours AND NOT a.hours
            WHEN b.section = 'headline' THEN of_one_thing(b.sentence, a.told, a.things) OR b.check_lower > a.check_upper AND a.hours AND NOT b.hours END, FALSE) AS of_one,
        -- shares of two groups may be a slip of each other by chance
        o.link = 'again' AND a.unit = 'percent' AND b.unit = 'percent' AND a.item <> '' AND b.item <> '' AND NOT same_item(a.item, b.item) AS of_two_groups,
        -- unless the one would be the other but for a slip
        o.link = '' AND a.section IS NOT DISTINCT FROM b.section AND ((a.doc, a.measure) IN (SELECT (doc, measure) FROM crowded) OR (a.doc, a.event) IN (SELECT (doc, event) FROM crowded)) AND NOT is_slip_of(a.value, b.value) AS of_many,
        -- nor does a figure many times as large contradict another, or the total what a day adds
        o.link = '' AND coalesce(greatest(a.check_lower, b.check_lower) >= 10 * least(a.check_upper, b.check_upper), FALSE) AND NOT is_slip_of(a.value, b.value) AS far_apart,
        -- "NEW: Officials say 583 are injured", above what was written before
        a.renewed <> b.renewed AS renewed,
        same_item(a.item, b.item) AS same, a.aside <> b.aside AS aside,
        a.rate <> b.rate AS rate_apart, a.apart <> b.apart AS told_apart, a.ranks <> b.ranks AS ranked_apart, a.growth <> '' OR b.growth <> '' AS grown, a.early OR b.early AS early,
        a.section IS DISTINCT FROM b.section AS restated,
        -- a text that gives the accounts of two sides does not contradict itself
        coalesce(a.attributed_to <> b.attributed_to, FALSE) AND o.link = '' AS two_voices,
        a.sentence_start = b.sentence_start AS one_sentence,
        list_contains(getvariable('growing'), coalesce(a.event, '')) AND (o.link = '' OR coalesce(a.event = b.event, FALSE)) AS growing,
        a.time_basis NOT IN ('none', 'published') AND b.time_basis NOT IN ('none', 'published') AS timed,
        timed AND a.place IS NOT NULL AND a.place = b.place AS placed,
        -- without a stated day or a noun in common they are different groups
        head_word(a.item) = head_word(b.item) AS named,
        coalesce(a.time_end - a.time_start <= INTERVAL 2 DAY, FALSE) AS one_day
    FROM once o JOIN placed a ON a.id = o.id JOIN placed b ON b.id = o.witness LEFT JOIN twins x ON x.id = o.id LEFT JOIN twins y ON y.id = o.witness
    WHERE o.excluded AND a.kind <> 'date' AND b.kind <> 'date'
), judged AS (
    -- a figure that a headline repeats is the same, whatever words stand beside it
    SELECT id, witness, link = '' AND NOT restated AND NOT placed AS uncertain,
        NOT aside AND NOT of_one AND NOT (growing AND renewed) AND NOT rate_apart AND (link NOT IN ('', 'again') AND NOT (growing AND early)
        OR (link = 'again' OR same AND NOT (two_voices AND NOT restated) AND (restated OR one_day AND (timed OR named) OR named AND placed)) AND NOT one_sentence AND NOT of_whole AND NOT far_apart AND NOT coalesce(of_many, FALSE) AND NOT of_another AND NOT elsewhere AND NOT coalesce(of_two_groups, FALSE) AND NOT told_apart
            AND (restated OR NOT ranked_apart)
            AND NOT (growing AND grown)) AS violates
    FROM suspects
), following AS (
    SELECT id, kind, dimension, unit, base_lower, value, quote, relation, sentence, span_end - sentence_start AS gap_start,
        lead(id) OVER near AS other, lead(kind) OVER near AS other_kind, lead(dimension) OVER near AS other_dimension, lead(unit) OVER near AS other_unit,
        lead(base_lower) OVER near AS other_base, lead(value) OVER near AS other_value, lead(quote) OVER near AS other_quote,
        lead(span_start) OVER near - sentence_start AS gap_end, lead(span_end) OVER near - sentence_start AS behind, time_start
    FROM stated WHERE kind IN ('physical', 'money')
    WINDOW near AS (PARTITION BY doc, sentence_start ORDER BY span_start)
), converted AS (
    SELECT id, other, base_lower / nullif(other_base / nullif(other_value, 0), 0) AS conversion,
        coalesce(last_place(quote), 0.1) AS room, coalesce(last_place(other_quote), 0.1) AS other_room,
        NOT meet(base_lower * (1 - room), base_lower * (1 + room), other_base * (1 - other_room), other_base * (1 + other_room)) AS differs
    FROM following
    WHERE kind = 'physical' AND other_kind = 'physical' AND dimension = other_dimension AND unit <> other_unit AND dimension <> '[temperature]'
      AND base_lower > 0 AND other_base > 0 AND value IS NOT NULL AND other_value IS NOT NULL
      AND regexp_matches(sentence[gap_start + 1 : gap_end], '^[a-z -]{0,25}\((or |about |i\.e\. )?$')
), degrees AS (
    -- "49 degrees Celsius (120 Fahrenheit)", and "2 degrees Celsius (3.6 Fahrenheit) more", to a degree and what rounding allows
    SELECT id, other, CASE WHEN unit = 'degree_Celsius' THEN value * 9 / 5 + 32 ELSE (value - 32) * 5 / 9 END AS conversion,
        CASE WHEN unit = 'degree_Celsius' THEN value * 9 / 5 ELSE value * 5 / 9 END AS step,
        CASE WHEN value % 5 = 0 OR other_value % 5 = 0 THEN 5 ELSE 2 END AS slack,
        abs(other_value - conversion) > slack AND abs(abs(other_value) - abs(step)) > slack AND abs(abs(other_value) - abs(conversion)) > slack
            AND abs(other_value - conversion + 2 * step) > slack AS differs
    FROM following
    WHERE kind = 'physical' AND other_kind = 'physical' AND unit IN ('degree_Celsius', 'degree_Fahrenheit') AND other_unit IN ('degree_Celsius', 'degree_Fahrenheit')
      AND unit <> other_unit AND value IS NOT NULL AND other_value IS NOT NULL
      AND regexp_matches(sentence[gap_start + 1 : gap_end], '^[a-z -]{0,25}\((or |about |i\.e\. |around |some )?$')
), exchanged AS (
    -- "€2.8 billion ($38 billion)": no day's rate of exchange makes the one of the other
    SELECT f.id, f.other, f.value * own.lower / o.upper AS least_conversion, f.value * own.upper / o.lower AS most_conversion, own.source, own.source_date,
        f.other_value NOT BETWEEN least_conversion * (1 - coalesce(last_place(f.quote), 0.1) - coalesce(last_place(f.other_quote), 0.1))
            AND most_conversion * (1 + coalesce(last_place(f.quote), 0.1) + coalesce(last_place(f.other_quote), 0.1)) AS differs
    FROM following f
    JOIN reference_facts own ON own.measure = 'exchange_rate' AND own.subject = currency_told(f.quote, f.unit)
    JOIN reference_facts o ON o.measure = 'exchange_rate' AND o.subject = currency_told(f.other_quote, f.other_unit)
    WHERE f.kind = 'money' AND f.other_kind = 'money' AND f.unit <> f.other_unit AND f.value > 0 AND f.other_value > 0
      AND NOT coalesce(f.time_start < own.valid_from OR f.time_start < o.valid_from, FALSE)
      AND regexp_matches(f.sentence[f.gap_start + 1 : f.gap_end], '^ ?\((or |about |some |around |roughly |approximately |equivalent to |i\.e\. )?$')
      AND regexp_matches(f.sentence[f.behind + 1 :], '^ ?[),;]')
), surely AS (
    SELECT unnest([id, witness]) AS id FROM judged WHERE violates AND NOT uncertain
), worded_anew AS (
    -- what is sure without it needs no likeness of the words
    SELECT least(id, witness) AS id, greatest(id, witness) AS witness FROM retold
    WHERE one_document AND id NOT IN (FROM surely) AND witness NOT IN (FROM surely)
      -- a part of a total that the text gives does not repeat it
      AND NOT EXISTS (
        FROM links p JOIN links t USING (relation_id)
        WHERE p.link = 'sum' AND p.role = 'part' AND t.role = 'total' AND p.id IN (retold.id, retold.witness) AND t.id IN (retold.id, retold.witness))
)
SELECT CASE WHEN o.id < o.witness THEN [o.id, o.witness] ELSE [o.witness, o.id] END AS ids,
    o.excluded AND coalesce(j.violates, FALSE) AS violates,
    coalesce(j.uncertain, FALSE) AS uncertain, o.excluded,
    CASE WHEN o.excluded AND j.violates THEN 'contradiction' ELSE 'ok' END AS verdict, NULL::DOUBLE AS conversion,
    NULL::DOUBLE AS most_conversion, NULL::VARCHAR AS source
FROM once o LEFT JOIN judged j USING (id, witness)
WHERE NOT EXISTS (FROM worded_anew n WHERE n.id = least(o.id, o.witness) AND n.witness = greatest(o.id, o.witness))
UNION ALL
SELECT [id, witness], TRUE, FALSE, TRUE, 'contradiction', NULL, NULL, NULL FROM worded_anew
UNION ALL
SELECT [id, other], differs, FALSE, differs, CASE WHEN differs THEN 'contradiction' ELSE 'ok' END, conversion, NULL, NULL
FROM converted
UNION ALL
SELECT [id, other], differs, FALSE, differs, CASE WHEN differs THEN 'contradiction' ELSE 'ok' END, conversion, NULL, NULL
FROM degrees
UNION ALL
SELECT [id, other], differs, FALSE, differs, CASE WHEN differs THEN 'contradiction' ELSE 'ok' END, least_conversion, most_conversion,
    source || ', ' || source_date
FROM exchanged

-- working
SELECT k.comparison,
    CASE WHEN k.most_conversion IS NOT NULL THEN
        '"' || a.quote || '" is ' || grouped(k.conversion) || ' to ' || grouped(k.most_conversion) || ' ' || b.unit || ' at the rates of exchange since 2000 ('
        || k.source || '), stated "' || b.quote || '": ' || CASE WHEN k.violates THEN 'does not fit' ELSE 'agrees' END
    WHEN k.conversion IS NOT NULL THEN
        '"' || a.quote || '" is ' || grouped(k.conversion) || ' in the unit of "' || b.quote || '": '
        || CASE WHEN k.violates THEN 'does not fit' ELSE 'agrees' END || ' (rounding allowed for)'
    ELSE '"' || a.words || '" (' || coalesce(a.section, 'body') || ') and "' || b.words || '" (' || coalesce(b.section, 'body') || ')'
    || CASE WHEN k.violates THEN ' exclude each other: ' || between_words(a.lower, a.upper) || ' against ' || between_words(b.lower, b.upper)
            WHEN k.excluded THEN ' differ, but the words tell them apart or let the one follow the other'
            ELSE ' agree' END END AS working,
    CASE WHEN k.conversion IS NOT NULL THEN 'the figure and its conversion to another '
        || CASE WHEN k.most_conversion IS NULL THEN 'unit' ELSE 'currency' END || ' do not agree' END AS message
FROM kept k JOIN spoken a ON a.id = k.ids[1] JOIN spoken b ON b.id = k.ids[2]

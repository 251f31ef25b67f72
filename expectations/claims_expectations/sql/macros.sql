-- How workings write numbers, intervals and claims. The tables they read are made by prelude.sql and,
-- for the claims that are spoken of, by spoken.sql.

-- 603628 → "603,628"; 26.05 → "26.05"; three significant digits below one; null for null.
CREATE OR REPLACE TEMP MACRO digits_of(x) AS CASE
    WHEN isinf(x) THEN 'without bound'
    WHEN abs(x) >= 1e15 THEN printf('%.4g', x)
    WHEN abs(x) >= 1000 OR x = round(x) THEN format('{:,}', round(x)::BIGINT)
    WHEN abs(x) >= 1 THEN rtrim(rtrim(format('{:,.2f}', x), '0'), '.')
    ELSE printf('%.3g', x) END;
-- The lambdas hold the number once, however long the expression is that computes it: planning a working would
-- otherwise take longer than running it.
CREATE OR REPLACE TEMP MACRO grouped(x) AS
    coalesce(list_transform([x::DOUBLE], lambda v: digits_of(v))[1], 'unknown');

-- The bounds of an interval in words; an open end is a null.
CREATE OR REPLACE TEMP MACRO between_words(low, high) AS list_transform(
    [list_transform([low::DOUBLE, high::DOUBLE], lambda v: digits_of(v))],
    lambda t: CASE
        WHEN t[1] IS NULL AND t[2] IS NULL THEN 'any number'
        WHEN t[1] IS NULL THEN 'at most ' || t[2]
        WHEN t[2] IS NULL THEN 'at least ' || t[1]
        WHEN t[1] = t[2] THEN t[1]
        ELSE t[1] || ' to ' || t[2] END)[1];

-- Two intervals share a number; a null bound is open.
CREATE OR REPLACE TEMP MACRO meet(low, high, other_low, other_high) AS
    coalesce(low, '-infinity'::DOUBLE) <= coalesce(other_high, 'infinity'::DOUBLE)
    AND coalesce(other_low, '-infinity'::DOUBLE) <= coalesce(high, 'infinity'::DOUBLE);

-- "4.2 trillion hryvnias, 1.6 trillion of that": an amount without a unit has that of its whole, and so many base units.
CREATE OR REPLACE TEMP MACRO takes_unit(kind, quote, whole_kind, whole_value) AS
    kind = 'number' AND whole_kind IN ('money', 'physical') AND whole_value > 0 AND quote LIKE '%illion%';
CREATE OR REPLACE TEMP MACRO scale_of_unit(unit, whole_unit, whole_base, whole_value) AS
    CASE WHEN whole_unit <> unit THEN whole_base / nullif(whole_value, 0) ELSE 1 END;

-- A claim says itself when; else its time is the day of its text, be that day known or inferred.
CREATE OR REPLACE TEMP MACRO own_time(basis, words) AS
    basis IN ('stated', 'relative') OR basis = 'inferred' AND words IS NOT NULL;

-- How long the time is that a figure is told of; 'undated' without both its ends.
CREATE OR REPLACE TEMP MACRO span_class_of(start, finish) AS
    CASE WHEN (start < finish) IS DISTINCT FROM TRUE THEN 'undated'
         WHEN epoch(finish) - epoch(start) <= 2 * 86400 THEN 'day'
         WHEN epoch(finish) - epoch(start) <= 10 * 86400 THEN 'week'
         WHEN epoch(finish) - epoch(start) <= 45 * 86400 THEN 'month'
         WHEN epoch(finish) - epoch(start) <= 400 * 86400 THEN 'year'
         ELSE 'long' END::ENUM ('undated', 'day', 'week', 'month', 'year', 'long');

-- The day in the middle of an interval, so that "overnight into Thursday" and "on Thursday" are the same night.
CREATE OR REPLACE TEMP MACRO middle_day(start, finish) AS
    date_trunc('day', start + to_seconds((epoch(finish) - epoch(start)) / 2));

-- The day that stands for such a time: figures of one measure meet where it is the same.
CREATE OR REPLACE TEMP MACRO occasion_of(span_class, start, finish, published) AS
    CASE span_class WHEN 'undated' THEN date_trunc('month', coalesce(published, TIMESTAMP '1970-01-01'))
                    WHEN 'day' THEN middle_day(start, finish) WHEN 'week' THEN date_trunc('week', start)
                    ELSE date_trunc('month', start) END;

-- A day as people write it: "9 July 2025".
CREATE OR REPLACE TEMP MACRO day_words(moment) AS strftime(moment, '%-d %B %Y');

-- The month so many years after a day: "April 2025".
CREATE OR REPLACE TEMP MACRO month_after(day, years) AS
    strftime(day + to_days(round(years * 365.25)::INTEGER), '%B %Y');

-- "472" in a sentence about what it counts: the quote with its noun, if the noun is known.
CREATE OR REPLACE TEMP MACRO said(quote, item) AS quote || coalesce(' ' || item, '');

-- The numbers of claims named by their ids, in the same order.
CREATE OR REPLACE TEMP MACRO numbered(names) AS (
    SELECT list(c.rowid ORDER BY n.position)
    FROM (SELECT unnest(names) AS claim_id, generate_subscripts(names, 1) AS position) n
    JOIN claims c USING (claim_id));

-- Words beside a number by which a text sets it apart from another of the same measure ("another 12"), and
-- words by which a count is said to have moved on ("by noon it had risen to 16").
-- What a number rose or fell from, or what another is that it is set against, is no word of its own.
CREATE OR REPLACE TEMP MACRO beside(sentence, first, last) AS
    lower(sentence[greatest(1, first - 45) : last] || regexp_replace(sentence[last + 1 : last + 45], ',? (up |down )?from .*$|, (while|whereas|compared|against|versus)\b.*$|[0-9].*$', ''));
CREATE OR REPLACE TEMP MACRO apart_cue(words) AS
    -- quarters are told apart by their dates, and "every one of the 40" are the 40
    regexp_extract(regexp_replace(words, '\b(first|second|third|fourth)[ -](quarter|half|trimester)\b|\b(every|each) (single )?one of\b|\beach of the\b', '', 'g'),
        '\b(another|in addition|additional|additionally|further|extra|earlier|previous|previously|former|separate|separately|elsewhere|other|others|remaining|rest|respectively|each|every|daily|per|average|first|second|third|compared|versus|last year|last month|last week|a year ago|year earlier|in contrast|whereas|while|same period|capacity|target|goal|limit|threshold|record|normal|usual|typical|nationwide|so far this|newly|new (refugees|arrivals|displacement)|(up|down) from)\b');
-- What comes in a time, or what a law asks for, is no figure of what there is.
CREATE OR REPLACE TEMP MACRO rate_cue(words) AS regexp_matches(words, '\bevery (single )?(second|minute|hour|day|night|week|month|year)\b|\b(valid only|only valid|quorum|by law|is required|are required)\b');
CREATE OR REPLACE TEMP MACRO growth_cue(words) AS
    regexp_extract(words, '\b(rose|rises|risen|rising|climbed|climbs|climbing|grew|grown|growing|increased|updated|revised|later|latest|now|initially|originally|at first|first reported|initial|preliminary|early reports|by noon|by evening|by midday|by morning|by nightfall|as of|so far|since then|had been)\b');

-- A noun without the ending of its plural: enough to compare two.
CREATE OR REPLACE TEMP MACRO without_ending(word) AS regexp_replace(word, '(ies|es|s)$', '');

-- The words of a counted noun phrase that tell it from others; those that any report uses are left out.
CREATE OR REPLACE TEMP MACRO telling_words(item) AS list_filter(
    list_transform(regexp_split_to_array(lower(coalesce(item, '')), '[^a-z0-9]+'), lambda w: without_ending(w)),
    lambda w: len(w) > 1 AND w NOT IN ('people', 'peopl', 'person', 'other', 'of', 'the', 'and', 'or', 'in', 'at', 'total', 'fataliti', 'fatalit', 'death', 'dead',
        'injur', 'injured', 'wounded', 'killed', 'casualt', 'victim', 'russian', 'ukrainian', 'enemy', 'live', 'life', 'resident', 'civilian', 'more'));
CREATE OR REPLACE TEMP MACRO same_item(one, other) AS
    list_has_all(telling_words(one), telling_words(other)) OR list_has_all(telling_words(other), telling_words(one));
-- A figure given twice, by what the second time tells of it, is of another thing or time than a third.
CREATE OR REPLACE TEMP MACRO twin_apart(item, timed, start, finish, other, other_timed, other_start, other_finish) AS
    coalesce(NOT same_item(item, other) OR timed AND other_timed AND (finish <= other_start OR other_finish <= start), FALSE);
-- "In a similar crash last year": a sentence that opens with another happening.
CREATE OR REPLACE TEMP MACRO is_aside(sentence) AS
    regexp_matches(lower(sentence[1:40]), '^\W*(in|during|after|at) (\w+ )?(similar|comparable|separate|another|different|unrelated|earlier|previous)\b');
-- "the air force", "the Ukrainian air force"; of a voice of one word ("police") there may be many
CREATE OR REPLACE TEMP MACRO same_voice(one, other) AS
    coalesce(contains(regexp_replace(one, '^the ', '', 'i'), ' ') AND contains(regexp_replace(other, '^the ', '', 'i'), ' ')
        AND (ends_with(lower(one), lower(regexp_replace(other, '^the ', '', 'i'))) OR ends_with(lower(other), lower(regexp_replace(one, '^the ', '', 'i')))), FALSE);

-- The last word of a counted noun phrase, in the singular: what is counted; empty where nothing is named.
CREATE OR REPLACE TEMP MACRO head_word(item) AS
    without_ending(regexp_extract(lower(coalesce(item, '')), '([^ ]+)$', 1));

-- Two numbers in digits, of the same length, are alike but for one place.
CREATE OR REPLACE TEMP MACRO one_digit_differs(one, other) AS
    list_sum(list_transform(generate_series(1, length(one)), lambda i: (one[i] <> other[i])::INTEGER)) = 1;

-- Whether two whole numbers have the same digits, in whatever order.
CREATE OR REPLACE TEMP MACRO same_digits(one, other) AS
    list_sort(string_split(printf('%.0f', one), '')) = list_sort(string_split(printf('%.0f', other), ''));

-- Whether a number of three digits and more would be another but for a slip: one digit, one more or less, two swapped.
CREATE OR REPLACE TEMP MACRO is_slip_of(one, other) AS
    greatest(abs(one), abs(other)) >= 100 AND (levenshtein(printf('%.0f', one), printf('%.0f', other)) = 1 OR same_digits(one, other));

-- Half of the last place of a number as written that is no zero, as a part of the number: "650,000" 0.0077, "3.5" 0.014.
CREATE OR REPLACE TEMP MACRO last_place(quote) AS list_transform(
    [replace(regexp_extract(quote, '[0-9][0-9,]*(\.[0-9]+)?'), ',', '')],
    lambda d: 0.5 * CASE WHEN contains(d, '.') THEN 10.0 ** -length(split_part(d, '.', 2)) ELSE 10.0 ** (length(d) - length(rtrim(d, '0'))) END
        / nullif(TRY_CAST(d AS DOUBLE), 0))[1];

-- The currency of an amount in reference_facts: its code, or the name or sign alone where several currencies have it.
CREATE OR REPLACE TEMP MACRO currency_told(quote, unit) AS CASE
    WHEN regexp_matches(quote, '^(~|c\.)? ?\$|([0-9]|illion|thousand|bn|m)[ -]dollar') THEN 'dollar'
    WHEN regexp_matches(quote, '^Rs|([0-9]|illion|thousand|crore|lakh|bn|m)[ -]rupee') THEN 'rupee'
    WHEN regexp_matches(quote, '([0-9]|illion|thousand|bn|m)[ -]franc') THEN 'franc'
    WHEN regexp_matches(quote, '([0-9]|illion|thousand|bn|m)[ -](kron|crown|krón|korun)') THEN 'crown'
    WHEN contains(quote, '¥') THEN '¥' ELSE unit END;

-- Names are compared as numbers: equal where they are, and much quicker than texts; null for none.
CREATE OR REPLACE TEMP MACRO number_of(name) AS CASE WHEN name <> '' THEN hash(name) END;
-- The one name of several claims, null where they have none or several.
CREATE OR REPLACE TEMP MACRO only_one(number) AS CASE WHEN min(number) = max(number) THEN min(number) END;
-- Names that are the same or of which one is not known.
CREATE OR REPLACE TEMP MACRO agree(one, other) AS one = 0 OR other = 0 OR one = other;

-- The claim with the least or the largest number, of several the one that was stored first.
CREATE OR REPLACE TEMP MACRO id_of_least(id, number) AS arg_min(id, CASE WHEN number IS NOT NULL THEN (number, id) END);
CREATE OR REPLACE TEMP MACRO id_of_most(id, number) AS arg_max(id, CASE WHEN number IS NOT NULL THEN (number, -id) END);

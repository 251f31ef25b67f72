-- Figures of two documents of which one would be the other but for a slip of the pen: two digits swapped, one of three
-- or more changed, a zero too many. Such a likeness is rare among figures that have nothing to do with each other, so
-- that less needs to be known of what they count: names in common stand for the event. Batches of more claims than the
-- policy allows are not searched, for their figures meet by chance.
SET VARIABLE slip_search = getvariable('batch_span').claims <= getvariable('slip_claims');

-- The claims of other documents that appeared about when those of the batch did; none, if they are too many.
CREATE OR REPLACE TEMP TABLE slip_neighbours AS
WITH around AS (
    SELECT min(published) - to_days(getvariable('slip_days')) AS first, max(published) + to_days(getvariable('slip_days')) AS last FROM batch_keys
)
SELECT id FROM wanted_claims, around
WHERE getvariable('slip_search') AND (published BETWEEN first AND last OR published IS NULL)
QUALIFY count(*) OVER () <= getvariable('slip_claims');

-- The words of the names in a text: capitalised ones within sentences. Those that any report holds are left out.
CREATE OR REPLACE TEMP MACRO names_in(words) AS list_filter(
    list_distinct(string_split(array_to_string(regexp_extract_all(words, '[\p{Ll}\d,;:)][’'']?s? ["“(]?((?:\p{Lu}[\p{L}-]+ ?)+)', 1), ' '), ' ')),
    lambda w: len(w) > 2 AND NOT regexp_matches(w, '^(The|And|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)(day)?$|^(January|February|March|April|May|June|July|August|September|October|November|December|President|Minister|Ministry|Telegram|Facebook|Twitter|Reuters|EUR|USD|GBP|UTC|GMT)$'));
-- How many names of each of two texts the other holds as well, at the start of a sentence or within one.
CREATE OR REPLACE TEMP MACRO names_shared(one, other) AS len(list_filter(
    list_distinct(names_in(one) || names_in(other)), lambda w: regexp_matches(one, '\b' || w || '\b') AND regexp_matches(other, '\b' || w || '\b')));

-- The names in a sentence that tell where or of whom it speaks: those of who tells it, and of peoples, are none.
CREATE OR REPLACE TEMP MACRO scope_names(words, voice) AS list_filter(
    names_in(words) || regexp_extract_all(words, '^(\p{Lu}[\p{L}-]{2,}) (?:is|was|has|had|reported|saw|suffered|recorded|counted|lost|accounted)\b', 1)
        || regexp_extract_all(words, '^(?:In|At) (\p{Lu}{2,})\b', 1),
    lambda w: NOT contains(coalesce(voice, ''), w) AND NOT regexp_matches(w, '^(There|This|That|They|Police|Officials|Nobody|Everyone)$|(ian|ish|ese|ean|can)s?$'
        || '|^(Fire|County|Township|District|Region|Province|State|States|City|Village|Park|Camp|Hurricane|Storm|North|South|East|West|Central|University|Company|Group|Party)$'));
-- Two sentences of a text speak of two places or parties: each names its own, or one opens with a place ("In Sumy, ...").
CREATE OR REPLACE TEMP MACRO of_other_scope(one, one_names, other, other_names) AS
    len(one_names) > 0 AND len(other_names) > 0
    AND len(list_filter(one_names, lambda w: contains(other, w))) = 0
    AND len(list_filter(other_names, lambda w: contains(one, w))) = 0;
CREATE OR REPLACE TEMP MACRO opens_with_place(words) AS regexp_matches(words,
    '^(In|At|Near|Around|Across|Outside) (the )?([a-z-]+ ){0,3}\p{Lu}|^\p{Lu}[\p{L}-]{2,} (is|was|has|had|reported|saw|suffered|recorded|counted|lost|accounted) ');
-- "In Sanaa itself", beside "in Sanaa and the provinces": of a part of where the other is told.
CREATE OR REPLACE TEMP MACRO of_itself(words) AS regexp_matches(words, '\b\p{Lu}[\p{L}-]+ (itself|alone|proper)\b');
CREATE OR REPLACE TEMP MACRO place_opening(words) AS regexp_extract(words, '^(?:In|At|Near|Around|Across|Outside) (?:the )?(?:[a-z-]+ ){0,3}(\p{Lu}[\p{L}-]+)', 1);
CREATE OR REPLACE TEMP MACRO is_one_place_of(opening, other) AS
    opening <> '' AND (contains(other, opening || ' and ') OR contains(other, opening || ', ') OR contains(other, 'and ' || opening));
-- A part of a company: what it sells or earns is less than what the company does.
CREATE OR REPLACE TEMP MACRO of_segment(words) AS regexp_matches(words, '\b([Ss]egment|[Dd]ivision|[Uu]nit|[Ss]ubsidiary|arm)\b');

-- Of several things of one sort that a text names ("the Carr Fire"), those that a sentence names, or the last one named before it.
CREATE OR REPLACE TEMP MACRO named_things(words) AS regexp_extract_all(words,
    '\b(\p{Lu}[\p{L}''’-]+ (?:Fire|Complex|Storm|Hurricane|Typhoon|Cyclone|County|District|Province|Region|Hospital|Airport|Mine|Prison|Camp|Island|Dam|Bridge|Plant|Fund|Act))\b', 1);
CREATE OR REPLACE TEMP MACRO thing_told(words, before) AS CASE WHEN len(named_things(words)) > 0 THEN named_things(words) ELSE named_things(before)[-1:] END;
CREATE OR REPLACE TEMP MACRO with_thing(words, told) AS words || coalesce(', the ' || told[-1], '');
-- Two figures are of two of them: neither sentence names what the other is of. A headline is of none, where its text has several.
CREATE OR REPLACE TEMP MACRO of_other_thing(one, one_told, other, other_told) AS
    len(one_told) > 0 AND len(other_told) > 0 AND regexp_extract(one_told[-1], '[^ ]+$') = regexp_extract(other_told[-1], '[^ ]+$')
    AND len(list_filter(one_told, lambda w: contains(other, w) OR list_contains(other_told, w))) = 0
    AND len(list_filter(other_told, lambda w: contains(one, w))) = 0;
CREATE OR REPLACE TEMP MACRO of_one_thing(headline, told, things) AS
    len(told) > 0 AND len(list_filter(told, lambda w: contains(headline, w))) = 0
    AND len(list_filter(list_distinct(things), lambda w: regexp_extract(w, '[^ ]+$') = regexp_extract(told[-1], '[^ ]+$'))) > 1;
-- "In the previous 24 hours"
CREATE OR REPLACE TEMP MACRO is_of_hours(words) AS regexp_matches(lower(words), '\b(past|previous|last|preceding) ([a-z0-9-]+ )?hours\b');
-- "The 14 most affected districts", "the highest rate": one or some among many.
CREATE OR REPLACE TEMP MACRO ranked(words) AS regexp_matches(words, '\b(most|worst|hardest|least)[ -](affected|hit)\b|\b(highest|lowest|largest|smallest|biggest|worst)( [a-z]+){1,2} (of|at|was|is|were|stood)\b|\b(highest|lowest) [a-z]+ rate\b');

-- The names before a figure in its sentence, and those after it that it is said to be of ("27,000 residents of Djaiba").
CREATE OR REPLACE TEMP MACRO names_before(words) AS list_filter(
    regexp_extract_all(words[greatest(1, len(words) - 80) :], '(\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)*)', 1), lambda w: len(w) > 2);
CREATE OR REPLACE TEMP MACRO names_after(words) AS
    regexp_extract_all(words[1:80], '\b(?:of|in|from|across|at|inside|within|throughout)(?: the)?(?: [a-z]+){0,3} (\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)*)', 1);

-- The same, and those that were left, up to the first comma: behind it others speak, or are named beside it.
CREATE OR REPLACE TEMP MACRO names_behind(words) AS names_after(regexp_extract(words, '^[^,;:]*'))
    || regexp_extract_all(words[1:60], '^[^,;:]*\b(?:fled|flee|left|leave|leaving|abandoned|escaped)(?: the)? (\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)*)', 1);

-- The longer words of a text that no unit has, in lower case.
CREATE OR REPLACE TEMP MACRO plain_words(words) AS list_filter(regexp_extract_all(lower(words), '[a-z]{5,}'), lambda w: w NOT IN (
    'million', 'billion', 'trillion', 'thousand', 'percent', 'square', 'cubic', 'kilometres', 'kilometers', 'metres', 'meters', 'tonnes', 'euros', 'dollars', 'pounds',
    'about', 'after', 'before', 'which', 'their', 'there', 'these', 'those', 'would', 'could', 'since', 'around', 'nearly', 'almost', 'least', 'years', 'months', 'weeks', 'hours', 'other', 'where', 'while'));

CREATE OR REPLACE TEMP TABLE voiced AS
SELECT c.id, c.doc, c.in_batch, c.published, c.kind, CASE c.base_unit WHEN '1' THEN 'count' ELSE c.base_unit END AS unit,
    c.value, c.check_lower AS low, c.check_upper AS high, c.measure, c.concept, c.event, c.attributed_to AS teller, head_word(c.item) AS head, c.place, c.actor, c.target,
    c.modality, c.time_role, c.time_start, c.time_end,
    -- of when it happened, and not of when it was said, in the same sentence
    c.time_text <> '' AND contains(c.sentence, c.time_text) AND NOT regexp_matches(
        c.sentence[greatest(1, strpos(c.sentence, c.time_text) - 75) : strpos(c.sentence, c.time_text) - 1], '\b(said|says|wrote|reported|announced|told|posted|statement|notice|release)\b[^.;:]*$') AS timed,
    c.sentence, c.span_start - c.sentence_start AS first, c.span_end - c.sentence_start AS last
FROM (FROM near_claims WHERE in_batch UNION ALL FROM near_claims SEMI JOIN slip_neighbours USING (id) WHERE NOT in_batch) c
WHERE getvariable('slip_search') AND c.value <> 0 AND NOT isinf(c.value) AND c.relation <> 'vague'
  AND c.kind NOT IN ('age', 'ratio', 'multiple', 'duration') AND c.modality NOT IN ('figurative', 'denied')
  AND coalesce(c.section, 'body') <> 'boilerplate' AND json_array_length(coalesce(c.alternatives, '[]')) = 0
  AND c.id NOT IN (SELECT id FROM near_relations WHERE role IN ('from', 'by', 'left', 'right'));

-- Whether a text tells how many there are of something, for P203: of all columns only two tell that.
SET VARIABLE stocks_told = getvariable('slip_search') AND EXISTS (
    FROM near_claims SEMI JOIN (SELECT rowid AS id FROM claims WHERE measure = 'population' OR event IN ('operated', 'employed')) o USING (id));

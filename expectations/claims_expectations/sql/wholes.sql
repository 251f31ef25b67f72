-- What elsewhere.sql takes for a whole of which another figure may be a part.

-- A number so many times the whole is one of something else.
SET VARIABLE farthest_whole = 12;

-- What befalls some of those whom, or of what, something else befell before, where the one is not a kind of the other.
CREATE OR REPLACE TEMP TABLE stages AS
SELECT * FROM (VALUES
    ('destroyed', 'launched'), ('damaged', 'launched'), ('lost', 'launched'), ('captured', 'launched'), ('killed', 'infected'), ('hospitalised', 'infected'),
    ('recovered_from_illness', 'infected'), ('infected', 'tested'), ('hospitalised', 'wounded'), ('released', 'held'), ('released', 'detained'),
    ('released', 'abducted'), ('rescued', 'trapped'), ('recovered', 'missing'), ('laid_off', 'employed'), ('destroyed', 'deployed'), ('lost', 'deployed'),
    ('sold', 'produced'), ('exported', 'produced'), ('recalled', 'sold'), ('recalled', 'produced'), ('returned', 'displaced'), ('returned', 'evacuated'),
    ('delivered', 'ordered'), ('completed', 'enrolled'), ('dropped_out', 'enrolled'), ('wounded', 'affected'), ('killed', 'affected'), ('displaced', 'affected'),
    ('rescued', 'transported'), ('killed', 'transported'), ('wounded', 'transported'), ('missing', 'transported'), ('evacuated', 'transported'), ('released', 'captured'), ('rescued', 'captured')) s(later, earlier);

-- Nouns of those who are somewhere or belong to something, of which others tell what became of some; a general staff and
-- a shadow fleet tell of others.
CREATE OR REPLACE TEMP MACRO is_stock(words) AS regexp_matches(regexp_replace(lower(words), 'general staff|shadow[- ]fleet', '', 'g'),
    '\b(aboard|on board|employees|employs|staff|workforce|workers|inhabitants|residents|population|crew|passengers|pupils|students|stores|shops|branches|outlets|seats|fleet|enrolled|registered|participants|capacity)\b');
CREATE OR REPLACE TEMP MACRO is_aboard(words) AS regexp_matches(lower(words), '\b(aboard|on board|passengers|carrying|crew)\b');
-- Among those who died in a crash there may be others than those aboard.
CREATE OR REPLACE TEMP MACRO is_ashore(sentence) AS regexp_matches(lower(sentence), '\b(on the ground|on land|bystanders?|passers-?by|rescuers|both (ships|planes|vessels|trains|buses|aircraft)|two (ships|planes|vessels|trains|buses|aircraft))\b');
CREATE OR REPLACE TEMP MACRO is_settled(words) AS regexp_matches(lower(words), '\b(inhabitants|residents|population|seats|students|capacity)\b');
-- Words before a figure by which it is taken of a whole that the text does not number.
CREATE OR REPLACE TEMP MACRO taken_of(words) AS regexp_extract(lower(words),
    '\b(of the [^,;.]{0,60}|among (the|those) [^,;.]{0,60}|(share|part|portion) of (the|its|that) [^,;.]{0,40}|of (the|those) [a-z]+ (who|that|which)? ?[^,;.]{0,50})[, ][^.;]*$', 1);

-- Whether anything may be one: in a single text only those of an earlier stage, and those of whom all there are is told.
SET VARIABLE wholes_told = (SELECT count(*) > 0 FROM batch_keys) AND (
    (SELECT count(*) > 1 FROM (SELECT DISTINCT doc FROM voiced))
    OR (SELECT count(*) > 0 FROM voiced WHERE event IN (SELECT earlier FROM stages) OR event IS NULL AND (is_stock(sentence) OR is_aboard(sentence))));

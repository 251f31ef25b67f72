-- code: P203
-- name: exceeds-reference
-- severity: error
-- message: the figure exceeds what there is of it
-- none: no claim is about people or land of a place whose population or area is known, or about those of a stock that a text gives
-- does: Holds counts of people against the population of their place, and areas against its area; and what happened to
--    the people or the land of a place, the fleet or the staff of someone, or the contents of a store against their
--    number, size or capacity as a text gives it. "The country" is the one that the text named last before the figure;
--    those without work, voters, pupils and the like are of the only country that their text names.
-- matters: No more people can be displaced from a region than live in it.
-- example: "50 million people fled Kharkiv region"; 41 aircraft grounded of a fleet of 34
-- working: Gives the stated number and the reference with its source and date. A stock that a text gives is meant if the
--    name beside it stands beside the other figure, too. Batches of more claims than policy.toml allows (slip_claims)
--    are held against reference facts only.
-- sources: reference_facts, each with source and date; users add their own; the documents themselves

-- comparisons
WITH people AS (
    SELECT DISTINCT id AS concept FROM ancestors WHERE kind = 'concept' AND ancestor = 'person'
), persons AS (
    -- who live somewhere, and not who pass through it, or lived there in the course of time
    SELECT s.id, s.doc, s.base_low, s.check_lower, s.event, s.measure, s.actor, s.item, s.place, s.target, s.sentence, s.span_start, s.span_end, s.sentence_start,
        s.modality, s.ambiguous, s.direction, s.sentence[s.span_end - s.sentence_start + 1 :] AS trail
    FROM stated s
    WHERE (s.concept IN (SELECT concept FROM people)
           -- each inhabitant is one of them at most
           OR regexp_matches(lower(coalesce(s.item, '')), '\b(votes?|ballots?|infections?|households?)$')
           -- "23 million South Sudanese are living as refugees"
           OR s.actor IS NOT NULL AND starts_with(lower(s.item), lower(s.actor[1:3])) AND regexp_matches(lower(s.sentence), 'refugee|displac|uproot|fled|\bflee|asylum|vote|hunger|hungry|starv|poverty|homeless|vaccinat'))
      AND s.kind IN ('count', 'number') AND s.unit NOT LIKE '%/%'
      AND NOT regexp_matches(lower(s.sentence), '\bvisit|touris|holidaymak|welcomed|flew in|overnight stay|arrivals|\btrips\b|printed')
      AND NOT regexp_matches(lower(coalesce(s.item, '')), 'passenger|visitor|tourist|travell?er|pilgrim|guest|customer|user|viewer|listener|subscriber|fan|follower|client|buyer|descent|diaspora')
      -- "the ports moved 120 million TEU"
      AND NOT regexp_matches(s.sentence[s.span_end - s.sentence_start + 1 :], '^ (TEUs?|containers|tonnes|tons|parcels)\b')
), country_names AS (
    SELECT string_agg(replace(subject, '.', '\.'), '|' ORDER BY length(subject) DESC, subject) AS pattern
    FROM (SELECT DISTINCT subject FROM reference_facts WHERE regexp_matches(fact_id, '^([a-z]{2}|ukraine)_population$'))
), meant AS (
    -- "a third of the country": the one that the text named last
    SELECT s.id, regexp_extract(d.text[1 : s.span_start], '(?s).*\b(' || (SELECT pattern FROM country_names) || ')\b', 1) AS country
    FROM stated s JOIN documents d ON d.rowid = s.doc
    WHERE getvariable('slip_search') AND s.base_low > 10000 AND (s.base_unit = 'meter**2' OR s.id IN (SELECT id FROM persons)) AND strlen(d.text) < 200000
      AND regexp_matches(s.sentence[s.span_end - s.sentence_start + 1 :], '^[^.,;0-9]{0,40}\b(the|this|its|their) (whole |entire |small |island |landlocked |west african |east african )?(country|nation|island state|island nation|state|kingdom|republic)\b', 'i')
), at_home AS (
    -- those who are counted at home, whoever counts them: of the country that has them, or of the only one that the text names
    SELECT p.id, p.actor, p.base_low, p.sentence, p.modality, p.ambiguous, p.direction,
        list_distinct(list_transform(regexp_extract_all(d.text, '\b(' || (SELECT pattern FROM country_names) || '|Britain|UK|US|America)\b', 1),
            lambda n: CASE n WHEN 'Britain' THEN 'United Kingdom' WHEN 'UK' THEN 'United Kingdom' WHEN 'US' THEN 'United States' WHEN 'America' THEN 'United States' ELSE n END)) AS countries
    FROM persons p JOIN documents d ON d.rowid = p.doc
    WHERE getvariable('slip_search') AND p.base_low > 20000 AND p.place IS NULL AND strlen(d.text) < 50000
      AND regexp_matches(lower(coalesce(p.item, '') || ' ' || coalesce(p.event, '') || ' ' || regexp_replace(p.sentence[greatest(1, p.span_start - p.sentence_start - 50) : p.span_end - p.sentence_start + 60], '[.;:]', ' ', 'g')),
          'unemploy|jobless|jobseek|out of work|without (work|a job|power|electricity|water)|\bvot(e|es|ed|ers?)\b|ballot|pupil|schoolchild|conscript|reservist|pensioner|retire|taxpayer|household|infect|vaccinat|\bdoses?\b|\bjabs?\b|in poverty|displaced|uprooted|homeless|hungry|hunger|inhabitant|population|affected|evacuated|without_power|in the dark|blackout|malnourish|starv')
      AND NOT regexp_matches(lower(p.sentence), '\b(world|global|europe|european|africa|asia|continent|abroad|foreign|countries|international|exported?|aid)\b')
), drawn AS (
    SELECT id, base_low, sentence, modality, ambiguous, direction, 'population' AS reference, unnest(list_distinct([
            -- "California has 37.7 million, Texas 25.7 million": a place of the next clause
            CASE WHEN NOT (coalesce(contains(sentence[1 : span_start - sentence_start], actor), FALSE) AND NOT contains(sentence[1 : span_start - sentence_start], place) AND strpos(trail, place) > strpos(trail || ',', ',')) THEN place END, target] || CASE WHEN getvariable('slip_search') THEN names_behind(trail) ELSE [] END
        -- "61 million Syrians", "Iceland has vaccinated 290,000"
        || CASE WHEN starts_with(lower(item), lower(actor[1:3])) OR event = 'vaccinated' AND coalesce(place, actor) = actor AND NOT regexp_matches(sentence, '\baid\b') THEN [actor] ELSE [] END)) AS subject
    FROM persons WHERE NOT regexp_matches(lower(sentence), 'centur|decades|since 1[0-9]{3}|throughout history|of all time|all over the world|worldwide|descent|diaspora')
    UNION ALL
    SELECT s.id, s.base_low, s.sentence, s.modality, s.ambiguous, s.direction, 'area', unnest(list_distinct([s.place, s.target]
        || CASE WHEN getvariable('slip_search') THEN names_behind(s.sentence[s.span_end - s.sentence_start + 1 :]) || [regexp_extract(s.item, '^((?:\p{Lu}[\p{L}-]+ ?)+) (?:region|province|oblast|state|peninsula)$', 1)] ELSE [] END))
    FROM stated s WHERE s.base_unit = 'meter**2'
    UNION ALL
    SELECT m.id, s.base_low, s.sentence, s.modality, s.ambiguous, s.direction, CASE s.base_unit WHEN 'meter**2' THEN 'area' ELSE 'population' END, m.country FROM meant m JOIN stated s USING (id)
    UNION ALL
    SELECT id, base_low, sentence, modality, ambiguous, direction, 'population', countries[1] FROM at_home WHERE len(countries) = 1
), held AS (
    SELECT d.id, d.base_low, d.reference, d.subject, max_by(f, f.source_date) AS fact
    FROM drawn d JOIN reference_facts f ON f.subject = d.subject AND f.measure = d.reference
    -- a place that is said to be a part of what is meant, or another one, is not all of it
    WHERE d.modality NOT IN ('figurative', 'denied') AND NOT d.ambiguous AND d.direction IS NULL
      AND CASE WHEN contains(d.sentence, d.subject) THEN NOT regexp_matches(d.sentence, '\b(including|excluding|without|with|and|plus|besides|counting|beyond|outside|near) (the |annexed |occupied )?' || regexp_escape(d.subject)
            || '|\b' || regexp_escape(d.subject) || ' (is |are |peninsula )?(included|excluded|inclusive|counted|apart|aside|and ([0-9a-z-]+ )?other)\b', 'i') ELSE TRUE END
    GROUP BY ALL
), members AS (
    -- what happened to those of someone or somewhere: "27,000 residents of Djaiba", "41 of Alpina Air's aircraft"
    SELECT s.id, s.in_batch, s.published, s.concept, s.event, s.check_lower AS least,
        unnest(names_after(s.sentence[s.span_end - s.sentence_start :])
            || CASE WHEN s.event IS DISTINCT FROM 'laid_off' AND 'person' IN (SELECT ancestor FROM ancestors a WHERE a.kind = 'concept' AND a.id = s.concept) THEN [] ELSE names_before(s.sentence[1 : s.span_start - s.sentence_start]) END) AS name
    FROM near_claims s
    WHERE getvariable('stocks_told') AND s.kind IN ('count', 'number') AND s.check_lower IS NOT NULL AND s.modality IN ('asserted', 'reported', 'alleged', 'planned')
      AND coalesce(s.event NOT IN ('operated', 'employed'), TRUE)
      AND (head_word(s.item) IN ('resident', 'inhabitant', 'villager', 'islander', 'townspeople', 'local')
           OR regexp_matches(s.sentence[s.span_end - s.sentence_start + 1 :], '^ of (its|their|(the )?\p{Lu}[\p{L} -]+[’'']s) ')
           OR s.event IN ('killed', 'wounded', 'missing', 'displaced', 'evacuated', 'rescued', 'affected', 'vaccinated', 'infected', 'hospitalised', 'damaged', 'destroyed',
               'damaged_or_destroyed', 'lost', 'cancelled', 'closed', 'laid_off', 'recalled')
           OR regexp_matches(s.sentence[s.span_end - s.sentence_start + 1 :], '^[^.;0-9]{0,40}\b(from|out of) (its|their|his|her|own|existing|the army''s|army) (own )?(stock|stocks|fleet|arsenal|inventory|inventories|reserves|stockpile|stockpiles|depots)\b'))
), exceeded AS (
    -- the largest of several: others may be of a part, or of another day
    SELECT m.id, arg_max(s.id, (s.most, -s.id)) AS stock, arg_max(m.name, (s.most, -s.id)) AS subject,
        any_value(m.least) > max(s.most) * (1 + getvariable('relative')) AS violates
    FROM members m JOIN stocks s ON m.name = s.name AND m.id <> s.id AND (m.in_batch OR s.in_batch)
    WHERE (m.concept = s.concept OR (m.concept, s.concept) IN (SELECT (id, ancestor) FROM ancestors WHERE kind = 'concept')
           OR s.event = 'employed' AND m.event = 'laid_off')
      AND coalesce(abs(epoch(m.published) - epoch(s.published)) < 366 * 86400, TRUE)
    GROUP BY m.id
), homes AS (
    -- the one place of a text whose inhabitants it gives
    SELECT s.doc, any_value(s.id) AS stock, any_value(s.check_upper) AS most, any_value(s.sentence_start) AS sentence_start
    FROM stated s
    WHERE s.measure = 'population' AND s.relation IN ('=', '~', '<=', '<') AND s.modality IN ('asserted', 'reported') AND s.kind IN ('count', 'number')
    GROUP BY s.doc HAVING count(*) = 1 AND most >= 50
), sizes AS (
    -- how large a place, a fleet or a store is by its text
    SELECT s.id, s.doc, s.sentence_start, s.span_start, s.sentence, s.base_unit, s.value, s.base_high AS most,
        regexp_extract(lower(s.sentence), '\b(island|region|province|district|county|park|reserve|forest|enclave|peninsula|city|town|country|state|lake|farm|estate|oblast|municipality|valley|zone|commune|governorate)\b', 1) AS noun
    FROM stated s
    WHERE getvariable('slip_search') AND s.base_unit = 'meter**2' AND s.relation IN ('=', '~', '<=', '<')
      AND (regexp_matches(lower(s.sentence[1 : s.span_start - s.sentence_start]), '\b(measures|measuring|covers|covering|extends over|stretches over|spans|is|an area of|a size of|a territory of|area is|area being|area:)( (about|some|only|just|roughly|nearly|all|all of|a total of|an area of))*\s*$') AND NOT regexp_matches(lower(s.sentence), '\b(fire|flood|water|blaze|slick|smoke|flames)s? (now )?(covers|measures|extends|spans)')
           OR regexp_matches(lower(s.sentence[s.span_end - s.sentence_start + 1 :]), '^ (in (area|size)|large|big)\b'))
), used AS (
    -- land that burnt, drowned or was taken, in the same sentence or the next one
    SELECT p.id, z.id AS stock, z.noun, p.value * CASE WHEN p.kind <> 'physical' THEN z.most / z.value ELSE p.base_low / p.value END > z.most * (1 + getvariable('relative')) AS violates
    FROM stated p JOIN sizes z ON z.doc = p.doc AND z.id <> p.id
    WHERE (p.base_unit = 'meter**2' AND abs(p.sentence_start - z.sentence_start) < 400
             AND (p.sentence_start = z.sentence_start OR z.noun <> '' AND len(names_in(' ' || z.sentence)) = 0 OR names_shared(p.sentence, z.sentence) > 0)
           OR p.kind IN ('number', 'count') AND p.sentence_start = z.sentence_start AND p.span_start > z.span_start AND regexp_matches(p.sentence[p.span_end - p.sentence_start + 1 :], '^( of |[.,;)]|$| ((have|has|had|were|was|are|is) )?(been )?(already |now |still )?(burn(t|ed)|scorched|destroyed|flooded|under|submerged|planted|protected|mined|cleared|lost|held)\b)')
             AND (regexp_matches(p.sentence[1 : p.span_start - p.sentence_start], '\bof (which|that|it|these)\b[^.;]{0,60}$') OR regexp_matches(p.sentence[p.span_end - p.sentence_start + 1 :], '^ of (them|it|that|these|those)\b')))
      AND p.value > 0 AND regexp_matches(lower(p.sentence), '\b(burn(t|ed|s)?|scorched|destroyed|consumed|ravaged|charred|flooded|under water|submerged|inundated|hold(s|ing)?|held|control(s|led)?|occup\w+|captured|seized|taken|taken over|liberated|recaptured|lost|mined|cleared|razed|felled|planted|protected)\b')
      AND NOT regexp_matches(lower(p.sentence), '\b(nationwide|whole country|in the country|countrywide|in all|altogether|elsewhere|neighbou?ring|both|each|since [12][0-9]{3}|a year|per year|across the)\b')
), capacities AS (
    -- what a store holds is not more than its capacity in the same or the next sentence; prisons hold more than they should
    SELECT p.id, c.id AS stock, p.value * CASE WHEN c.kind = 'physical' THEN p.base_low / p.value ELSE 1 END > c.value * CASE WHEN c.kind = 'physical' THEN c.base_high / c.value ELSE 1 END * 1.05 AS violates
    FROM stated p JOIN stated c ON c.doc = p.doc AND c.id <> p.id AND abs(p.sentence_start - c.sentence_start) < 250
    WHERE getvariable('slip_search') AND p.kind = 'physical' AND p.value > 0 AND c.value > 0 AND (c.kind = 'physical' AND c.base_unit = p.base_unit OR c.kind IN ('number', 'count'))
      AND c.relation IN ('=', '~') AND regexp_matches(c.sentence[1 : c.span_start - c.sentence_start], '\b[Cc]apacity( of| is| was| being|:|,)( the [a-z]+ is)?( about| some| just| only| roughly)?\s*$')
      AND regexp_matches(p.sentence[1 : p.span_start - p.sentence_start], '\b([Hh]eld|[Hh]olds?|holding|[Cc]ontain(s|ed)?|stor(es|ed|ing)|filled with|left in|is down to|stood at|stands at)( (now|only|just|still|about|some|around|nearly|almost|roughly))*\s*$')
), seated AS (
    -- who watched in "the 32,000-seat arena" of the same sentence, or in the hall "which holds 900"; not over several days, or outside
    SELECT p.id, c.id AS stock, p.check_lower > c.base_high * 1.05 AS violates
    FROM stated p JOIN stated c ON c.doc = p.doc AND c.id <> p.id AND c.sentence_start = p.sentence_start
    WHERE getvariable('slip_search') AND p.kind IN ('count', 'number') AND c.kind IN ('count', 'number') AND p.unit NOT LIKE '%/%' AND c.relation IN ('=', '~', '<=')
      AND p.modality IN ('asserted', 'reported') AND p.direction IS NULL AND c.base_high >= 20
      AND regexp_matches(lower(p.item), '(spectators?|fans|supporters|people|guests|listeners|onlookers|concertgoers|attendees|theatregoers|viewers|visitors|delegates)$')
      AND (regexp_matches(c.sentence[c.span_end - c.sentence_start + 1 :], '^[ -](seat|capacity|seater) ?(\w+ ){0,3}(stadium|arena|ground|hall|theatre|theater|venue|auditorium|cinema|dome|bowl|court|opera|\p{Lu})')
           OR regexp_matches(lower(c.sentence[1 : c.span_start - c.sentence_start]), '\b(stadium|arena|ground|hall|theatre|theater|venue|auditorium|cinema|dome|church|court|tent)\b[^.;]{0,30}\b(holds|seats|has room for|has seats for|accommodates|capacity of|with (room|seats) for)( (about|only|just|up to|some|at most))?\s*$'))
      AND regexp_matches(lower(p.sentence), '\b(watch(ed|ing)?|saw|attend(ed|ance)|crowds?|came|went|turned out|turned up|fill(ed|ing)|pack(ed|ing)|in front of|before|cheer(ed|ing)|premiere|present|gathered|found their way|sat|inside|at the|squeezed|stream(ed|ing)|flock(ed|ing)|spectators)\b')
      AND NOT regexp_matches(lower(p.sentence), '\b(season|total|nights|days|weeks?|weekend|months?|years?|since|outside|streets?|squares?|appl(y|ied)|applications|requests?|tickets?|will|plan(s|ned)?|buil(d|t|ding)|replac\w+|turned away|combined|altogether|in all|matches|games|concerts|shows|performances|evenings|screens?|tour|overcrowded|standing|more than (its|the) capacity|former|old|instead|moved|online|city|town)\b')
), fleets AS (
    -- "410 aircraft stood on the ground, out of a fleet of 206"; "34 of its planes are grounded; its fleet counts 120"
    SELECT s.id, s.doc, s.sentence_start, s.span_start, s.base_high AS most, regexp_matches(lower(s.sentence[1 : s.span_start - s.sentence_start]), '\b(out of|of|from) (a|an|its|their|the|his|her)( [a-z]+){0,2} [a-z]+ of\s*$|\bof (a|an|the)( [a-z-]+){1,6} (with|whose|that has|which has)( (a|an|its|just|only|about|some))*( [a-z]+)? (of|is|was|totals|numbers)\s*$') AS drawn_from
    FROM stated s
    WHERE getvariable('slip_search') AND s.kind IN ('count', 'number') AND s.relation IN ('=', '~', '<=', '<')
      AND regexp_matches(lower(s.sentence[1 : s.span_start - s.sentence_start]), '\b(fleet|workforce|staff|payroll|membership|herd|flock|stock|inventory|arsenal|garrison|crew|network|population|roster|stockpile|enrolment|enrollment|student body)( of| counts| numbers| numbered| totals| totalled| consists of| consisted of| stands at| stood at| is| was| comprises| comprised| has| had| counted| holds| held)( only| just| about| some| around| roughly| nearly| a total of)*\s*$|\b(employs|employing)( only| just| about| some| around| roughly| nearly)*\s*$')
), taken_out AS (
    SELECT s.id, f.id AS stock, s.check_lower > f.most * (1 + getvariable('relative')) AS violates
    FROM stated s JOIN fleets f ON f.doc = s.doc AND f.id <> s.id
    WHERE s.kind = 'count' AND s.check_lower IS NOT NULL AND s.direction IS NULL
      AND (f.drawn_from AND s.sentence_start = f.sentence_start AND s.span_start < f.span_start
             AND NOT EXISTS (FROM stated o WHERE o.doc = s.doc AND o.kind IN ('count', 'number') AND o.span_start > s.span_start AND o.span_start < f.span_start)
           OR abs(s.sentence_start - f.sentence_start) < 250 AND regexp_matches(s.sentence[s.span_end - s.sentence_start + 1 :], '^ (\w+ )?of (its|their|his|her) ') AND NOT regexp_matches(lower(s.sentence), '\b(hours|flights|shares|customers|passengers|products|dollars)\b'))
), inhabitants AS (
    -- "37,200 evacuees from the town", or what befell people in the sentence that gives the inhabitants; others may have come
    SELECT p.id, h.stock, p.check_lower > h.most * (1 + getvariable('relative')) AS violates
    FROM persons p JOIN homes h ON h.doc = p.doc AND h.stock <> p.id
    WHERE p.check_lower IS NOT NULL AND p.measure IS DISTINCT FROM 'population'
      AND (regexp_matches(p.trail, '^[^.;0-9]{0,60}\b(from|of|in|left|leave|leaving|fled|flee|abandoned) (the|its|this|their) (\w+ )?(town|village|city|island|settlement|community|district|suburb|municipality|valley|hamlet|county|enclave)\b')
           OR p.sentence_start = h.sentence_start AND (regexp_matches(lower(p.sentence), '\bout of (a|an|its|the) [a-z ]{0,20}(population|inhabitants|residents)\b') OR p.event IN ('killed', 'wounded', 'missing', 'displaced', 'evacuated', 'without_power', 'affected', 'infected', 'vaccinated', 'casualties', 'unemployed')))
      AND NOT regexp_matches(p.sentence[1 : p.span_start - p.sentence_start], '\b[Oo]f (the|its|their) ([\w-]+[’'']s )?$')
      AND NOT regexp_matches(lower(p.sentence), '\b(hosts?|hosting|hosted|shelters?|sheltered|sheltering|arrived|arriving|took in|taken in|taking in|receiv\w+|swollen|camps?|besides|neighbou?ring|surrounding|nationwide|across the country|elsewhere)\b')
)
SELECT [h.id] AS ids, h.reference, h.subject, fact,
    h.base_low > fact.upper * CASE h.reference WHEN 'area' THEN 1e6 ELSE 1 END * (1 + getvariable('relative')) AS violates,
    CASE WHEN violates THEN 'implausible' ELSE 'ok' END AS verdict
FROM held h
UNION ALL BY NAME
SELECT [id, stock] AS ids, 'stock' AS reference, subject, violates, CASE WHEN violates THEN 'implausible' ELSE 'ok' END AS verdict
FROM exceeded
UNION ALL BY NAME
SELECT [id, stock] AS ids, 'stock' AS reference, 'the place' AS subject, violates, CASE WHEN violates THEN 'implausible' ELSE 'ok' END AS verdict
FROM inhabitants i WHERE i.id NOT IN (SELECT id FROM exceeded)
UNION ALL BY NAME
SELECT [id, stock] AS ids, 'stock' AS reference, 'the ' || subject AS subject, bool_or(violates) AS violates, CASE WHEN bool_or(violates) THEN 'implausible' ELSE 'ok' END AS verdict
FROM (SELECT id, stock, coalesce(nullif(noun, ''), 'place') AS subject, violates FROM used
      UNION ALL SELECT id, stock, 'store', violates FROM capacities
      UNION ALL SELECT id, stock, 'seats', violates FROM seated
      UNION ALL SELECT id, stock, 'fleet or staff', violates FROM taken_out WHERE id NOT IN (SELECT id FROM exceeded))
GROUP BY id, stock, subject

-- working
SELECT k.comparison,
    '"' || s.words || '" is ' || CASE WHEN k.violates THEN 'more than' ELSE 'not more than' END
    || CASE WHEN k.reference = 'stock' THEN ' "' || t.words || '", all there are of ' || k.subject || ' (' || t.voice || ')'
            ELSE ' the ' || k.reference || ' of ' || k.subject || ', '
                || grouped(k.fact.upper) || coalesce(' ' || nullif(k.fact.unit, 'count'), '') || ' (' || k.fact.source || ', ' || k.fact.source_date || ')' END AS working
FROM kept k JOIN spoken s ON s.id = k.ids[1] LEFT JOIN spoken t ON t.id = k.ids[2]

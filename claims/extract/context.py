"""What a quantity measures: concept, event, who, where, when, and who says so."""

from __future__ import annotations

from collections.abc import Sequence

from claims.extract.context_attribution import (
    AHEAD,
    Source,
    find_sources,
    follows_by,
    is_definite,
    source_of,
    tokens_naming,
)
from claims.extract.context_blame import blamed_for
from claims.extract.context_carried_places import carries_place, opens_with_area
from claims.extract.context_concepts import concept_of_sum, find_concept
from claims.extract.context_events import accepts, is_of
from claims.extract.context_found import (
    Found,
    confidence_of,
    evidence_of,
    measure_name_of,
    modality_of,
    what_is_known,
)
from claims.extract.context_governing import Governing
from claims.extract.context_headings import Headings
from claims.extract.context_issuers import told_by_issuer
from claims.extract.context_items import find_measured, item_with_complement
from claims.extract.context_measures import COUNTING, aggregation_of, priced_concept
from claims.extract.context_modality import find_modality
from claims.extract.context_names import Focus, Roles, find_roles, suffers
from claims.extract.context_nouns import NounMemory
from claims.extract.context_of_story import by_own_account, of_story
from claims.extract.context_own_words import told_by_publisher
from claims.extract.context_owners import (
    opening_subject,
    owner_of_measure,
    teller_meant,
)
from claims.extract.context_pairs import Told, carry_told, is_compared, share_between, told_by
from claims.extract.context_periods import PeriodFocus
from claims.extract.context_place_lists import goes_on_listing
from claims.extract.context_places import (
    actor_within,
    place_told,
)
from claims.extract.context_scene import Scene, lay_out
from claims.extract.context_shared_events import find_events
from claims.extract.context_source_names import SourceFocus, attribution_words
from claims.extract.context_stage import Stage
from claims.extract.context_story import Story
from claims.extract.context_subjects import names_actor
from claims.extract.context_times import TimeFocus, date_left, find_time
from claims.extract.context_told_after import source_of_before, speaks_of_before, told_after
from claims.extract.context_topics import told_under_headings
from claims.extract.context_whole_names import WholeNames
from claims.extract.sentences import Sentence
from claims.extract.word_guards import WordGuard
from claims.lexicon.trees import concepts
from claims.model import Context, DateMention, Document

_INTENDED = frozenset({"planned", "demanded"})
_NOWHERE: frozenset[int] = frozenset()
_LEADING_BACK = WordGuard(lambda: attribution_words("leading_back"))
# How sure a place is that the sentence before names.
_CARRIED = 0.85
# In how many sentences before "he" and "she" were named.
_KEPT = 5


class ContextReader:
    """Reads the context of quantities sentence by sentence, keeping the subject and source in focus.

    A sentence without quantities costs nothing until a later one needs what it left in focus.
    """

    def __init__(self, document: Document, sentences: Sequence[Sentence] = ()) -> None:
        self.document = document
        self._focus = Focus()
        self._source = SourceFocus()
        self._time = TimeFocus()
        self._period = PeriodFocus()
        self._previous: Sentence | None = None
        self._unread: list[Sentence] = []
        self._story = Story(sentences=sentences, stage=Stage(sentences))
        self._whole = WholeNames(document.text)
        self._concept: str | None = None
        self._nouns = NounMemory()
        self._told: Told | None = None
        self._told_in = -1
        self._position = -1
        self._said_before: dict[int, str] = {}
        self._headings = Headings()
        self._governing = Governing()

    def read(self, sentence: Sentence, scene: Scene | None, dates: Sequence[DateMention]) -> list[Context]:
        """Return one context a quantity, in order. ``scene`` is the sentence laid out, if it has quantities."""
        self._position += 1
        if dates or "period" in sentence.tokens.words:
            dates = self._period.lead_back(sentence, dates, self.document.published)
        if scene is None:
            self._unread = [*self._unread[-_KEPT:], sentence]
            if self._story.looks_at(sentence):
                self._story.look_for_subject(lay_out(sentence, ()), self.document.text)
            self._remember(sentence, dates)
            if sentence.text[-1:] == ":":
                self._headings.open(sentence, dates, self._source)
            if speaks_of_before(sentence):
                name = source_of_before(sentence, self._source)
                if name is not None:
                    self._said_before[self._position] = self._whole.of(name)
                    self._source.heard(name, is_data=True)
            return []
        self._look_back(sentence)
        quantities = scene.quantities
        sources = find_sources(scene, self._source)
        found = [find_concept(scene, index) for index in range(len(quantities))]
        concepts: list[str | None] = []
        for index, (concept, _) in enumerate(found):
            item = quantities[index].item
            if item is not None:
                concept = self._nouns.concept_of(concept, item)
            concepts.append(concept_of_sum(scene, index, concepts) or concept)
        counted = [
            concept if mention.kind in COUNTING else None
            for concept, mention in zip(concepts, quantities, strict=True)
        ]
        in_focus = self._concept if self._focus.paragraph == sentence.paragraph else None
        events = find_events(scene, counted, in_focus)
        is_listed = self._headings.covers(scene)
        if is_listed:
            events = [
                event or self._headings.lent(scene, index, counted[index])
                for index, event in enumerate(events)
            ]
        naming = tokens_naming(scene, sources) if sources else _NOWHERE
        self._story.look_for_subject(scene, self.document.text)
        known = [
            what_is_known(scene, index, concepts[index], found[index][1], events[index], sources, naming)
            for index in range(len(quantities))
        ]
        contexts = share_between(scene, [self._context(one, dates, is_listed=is_listed) for one in known])
        if self._told is not None or len(contexts) > 1:
            is_near = self._told_in == sentence.paragraph
            contexts = carry_told(scene, contexts, self._told, is_near=is_near)
            contexts = [
                self._nouns.with_noun(one, mention) for one, mention in zip(contexts, quantities, strict=True)
            ]
        self._note(scene, contexts, sources)
        self._story.stage.near = self._focus.place
        contexts = [
            of_story(self._story, one, context, self.document.text)
            for one, context in zip(known, contexts, strict=True)
        ]
        contexts = [by_own_account(self._story, self._source.known, one) for one in contexts]
        is_placed = sentence.index == self._focus.place_sentence or sentence.paragraph == self._focus.frame
        for context in () if is_placed else contexts:
            if context.place is not None and context.place != self._story.place:
                # a place that no table knows
                self._focus.place, self._focus.place_sentence = context.place, sentence.index
                break
        for index in range(len(contexts) - 1, -1, -1):
            if contexts[index].measure is not None and not is_compared(scene, index):
                self._told = told_by(contexts[index], quantities[index])
                self._told_in = sentence.paragraph
                break
        self._remember(sentence, dates, scene)
        self._previous = None
        return contexts

    def settle(
        self, sentences: Sequence[Sentence], contexts: Sequence[list[Context]]
    ) -> Sequence[list[Context]]:
        """The contexts of all sentences, with what later ones tell of them."""
        if self._said_before:
            contexts = told_after(sentences, contexts, self._said_before)
        contexts = told_under_headings(sentences, contexts)
        contexts = self._governing.govern(sentences, contexts)
        contexts = told_by_issuer(self.document, sentences, contexts)
        return told_by_publisher(self.document, contexts)

    def _context(self, found: Found, dates: Sequence[DateMention], *, is_listed: bool) -> Context:
        scene, index = found.scene, found.index
        event, measure, cue = found.event, found.measure, found.cue
        concept = found.concept
        is_other = event is not None and event.handed and concept is not None and event.concept is not None
        if event is not None and (
            concept is None or concept not in concepts() or (is_other and not accepts(event.event, concept))
        ):
            concept = event.concept or concept
        aggregation = aggregation_of(scene, index, scene.quantities[index], event, measure)
        roles = self._roles(found)
        if is_listed:
            roles.actor = roles.actor or self._headings.actor
        source = source_of(found.sources, scene.places[index].start)
        attributed_to = (
            source.name
            if source is not None
            else self._source.governing(scene, self.document.text) or self._headings.source
        )
        if attributed_to is not None:
            attributed_to = self._whole.of(attributed_to)
            if source is None or not follows_by(scene, source):
                attributed_to = self._story.teller(attributed_to)
                if source is not None and is_definite(scene, source):
                    attributed_to = self._story.described(attributed_to)
        roles.actor = self._story.side(roles.actor, attributed_to)
        roles.target = self._story.side(roles.target, attributed_to)
        if source is not None and source.modality in _INTENDED:
            # "Ukraine says that Russia plans to": Ukraine says so
            outer = source_of(
                [one for one in found.sources if one.modality not in AHEAD], scene.places[index].start
            )
            if outer is not None:
                attributed_to = outer.name
                roles.actor = roles.actor or actor_within(source.name) or source.name
        modal_word, modal = find_modality(scene, index, event, measure)
        blamed = blamed_for(scene, index, event) if modal_word in {None, "alleged"} else None
        if blamed is not None:
            roles.actor, modal_word, modal = blamed[0], "alleged", blamed[1]
        modality = modality_of(modal_word, source, attributed_to)
        if modality == "figurative":
            roles = Roles()
        elif (
            modality == "planned"
            and source is not None
            and scene.tokens.lower[source.start] in {"it", "they"}
        ):
            # "It has promised to send 900 tonnes"
            roles.actor = attributed_to
        carried = (
            roles.place is None
            and modality not in AHEAD
            and carries_place(self._focus, found, event, roles, aggregation)
        )
        is_news = modality not in AHEAD
        item = None
        if scene.quantities[index].item is None and modality != "figurative":
            item = find_measured(
                scene, index, found.cue, measure.id if measure is not None else None, event, found.word
            )
            if item is None and event is not None and found.concept is None:
                item = self._nouns.counted_before(event)
        elif modality != "figurative":
            item = self._nouns.completed(scene.quantities[index], item_with_complement(scene, index))
        mention = scene.quantities[index]
        self._nouns.keep(mention, concept)
        has_source = bool(found.sources)
        time, time_role = find_time(
            scene,
            index,
            dates,
            aggregation,
            is_news,
            has_source,
            modality in _INTENDED
            or (source is not None and source.modality == "possible" and "had" not in scene.tokens.lower),
            modality in AHEAD,
            event is not None and event.form == "noun" and is_of(event.event, "business"),
            self._time,
            self.document,
        )
        listed = self._headings.date_of(scene, index) if is_listed else None
        if listed is not None and (time is None or time.basis == "published"):
            time, time_role = listed, listed.role
            aggregation = "cumulative" if listed.role in {"period", "since"} else aggregation
        elif time is None or time.basis == "published":
            booked = self._period.of_accounts(measure, self.document.published, scene.sentence.paragraph)
            time, time_role = (booked, "period") if booked is not None else (time, time_role)
        elif time.span[0] >= scene.sentence.start:
            self._period.note(measure, time, self.document.published)
        return Context(
            item=item.text if item is not None else None,
            concept=concept,
            event=event.event if event is not None else None,
            measure=measure_name_of(measure, event, concept, priced_concept(scene, index, measure, cue)),
            aggregation=aggregation,
            actor=roles.actor,
            target=roles.target,
            place=self._focus.place if carried else roles.place,
            time=time,
            time_role=time_role,
            attributed_to=attributed_to,
            modality=modality,
            confidence=confidence_of(concept, event, measure, modality) * (_CARRIED if carried else 1.0),
            evidence=evidence_of(
                found, roles, concept, (attributed_to, source), (modality, modal), time, item
            ),
        )

    def _roles(self, found: Found) -> Roles:
        scene, event, measure = found.scene, found.event, found.measure
        suffered = suffers(event, measure is not None and measure.suffered)
        roles = find_roles(scene, found.index, event, suffered, found.naming, self._focus)
        if roles.place_mark is not None and self._story.is_namesake(
            roles.place_mark, listed=goes_on_listing(scene, found.index)
        ):
            roles.place = scene.text(roles.place_mark.start, roles.place_mark.end)
        elif roles.region is not None and roles.place is not None:
            self._story.note_town(roles.place, roles.region)
        if roles.actor is not None:
            return roles
        if event is not None:
            teller = teller_meant(scene, event, found.sources)
            if teller is not None:
                roles.actor = self._story.spoken_for(teller)
                return roles
        if event is not None and event.event == "launched" and not names_actor(scene):
            # Who attacks is named once in a report, and then no more.
            roles.actor = self._story.attacker
        elif measure is not None and measure.owned:
            bearer = self._story.bearer(scene, measure, event, found.cue)
            roles.actor = owner_of_measure(scene, found.index, found.cue, found.sources, bearer)
        elif measure is None and event is None:
            roles.actor = opening_subject(scene, found.index, found.naming)
        return roles

    def _look_back(self, sentence: Sentence) -> None:
        """Read the sentence before for the source and subject it left, if it had no quantity itself.

        And those before it for who spoke there, where "she" or "the agency" does now.
        """
        previous, self._previous = self._previous, None
        is_quoted = sentence.text[:1] in {"“", '"'}
        is_led = is_quoted or _LEADING_BACK.stands_in(sentence.tokens)
        if self._unread and is_led:
            unread, self._unread = self._unread, []
            for one in unread:
                scene = lay_out(one, ())
                scenes = sorted([*self._source.scenes, scene], key=_index_of)
                self._source.scenes = scenes[-_KEPT - 1 :]
                for source in find_sources(scene, self._source):
                    self._source.heard(source.name, is_data=source.is_data)
                    if is_quoted:
                        self._source.name, self._source.is_data = source.name, source.is_data
                        self._source.paragraph, self._source.sentence = one.paragraph, one.index
        if previous is None or previous.paragraph != sentence.paragraph:
            return
        scene = lay_out(previous, ())
        self._note(scene, [], find_sources(scene, self._source))

    def _note(self, scene: Scene, contexts: list[Context], sources: list[Source]) -> None:
        paragraph = scene.sentence.paragraph
        if self._focus.paragraph != paragraph:
            self._focus = Focus(paragraph=paragraph)
        if self._source.paragraph != paragraph:
            self._source.name = None
        self._source.scenes = [*self._source.scenes[-_KEPT:], scene]
        for source in sources:
            self._source.name, self._source.is_data = source.name, source.is_data
            self._source.heard(source.name, is_data=source.is_data)
            self._source.paragraph, self._source.sentence = paragraph, scene.sentence.index
        self._source.silent = None if sources else scene
        for context in contexts:
            if context.place is not None and context.place != "worldwide":
                # "47 died in Nepal, 37 of them in one district": what follows is told of the wider place
                is_framed = self._focus.frame == paragraph
                if not is_framed:
                    self._focus.place = context.place
                self._focus.place_sentence = scene.sentence.index
                if not is_framed and opens_with_area(scene):
                    self._focus.frame = paragraph
                break
        for context in contexts:
            self._concept = context.concept or self._concept
            is_whole = self._story.is_whole_of_defence(scene, context.event, context.actor)
            if context.event == "launched" and not is_whole:
                self._story.note_attack(context.actor, context.target, context.place)
            self._focus.actor = context.actor or self._focus.actor
            self._focus.target = context.target or self._focus.target
        if not contexts:
            place = place_told(scene)
            if place is not None:
                self._focus.place, self._focus.place_sentence = place, scene.sentence.index
            names = (mark for mark in scene.marks.names if mark.start >= scene.opening)
            subject = next((mark for mark in names if mark.value.actor is not None), None)
            if subject is not None and subject.start <= scene.opening + 3:
                self._focus.actor = subject.value.actor

    def _remember(self, sentence: Sentence, dates: Sequence[DateMention], scene: Scene | None = None) -> None:
        date = date_left(sentence, dates, scene)
        self._governing.note(sentence, dates, self.document.published, scene)
        if date is not None:
            self._time = TimeFocus(date, sentence.paragraph, sentence.index)
        self._previous = sentence


def _index_of(scene: Scene) -> int:
    return scene.sentence.index

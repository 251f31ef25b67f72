"""What a quantity measures: concept, event, who, where, when, and who says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claims.extract.context_attribution import Source, SourceFocus, find_sources, source_of
from claims.extract.context_concepts import find_concept
from claims.extract.context_events import EventFound, find_events
from claims.extract.context_marks import Mark
from claims.extract.context_measures import Measure, aggregation_of, find_measure, priced_concept
from claims.extract.context_modality import find_modality, weight_of
from claims.extract.context_names import Focus, find_roles, suffers
from claims.extract.context_owners import owner_of_measure
from claims.extract.context_scene import Scene, lay_out
from claims.extract.context_times import TimeFocus, find_time
from claims.extract.sentences import Sentence
from claims.model import Context, DateMention, Document, Evidence, Modality, QuantityMention

# Kinds that count or measure things that something can happen to; the others have named measures only.
_EVENTFUL = frozenset({"count", "number", "share"})
# What is only planned or demanded has not happened on the day of publication.
_AHEAD = frozenset({"planned", "demanded", "possible"})


class ContextReader:
    """Reads the context of quantities sentence by sentence, keeping the subject and source in focus.

    A sentence without quantities costs nothing until a later one needs what it left in focus.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self._focus = Focus()
        self._source = SourceFocus()
        self._time = TimeFocus()
        self._previous: Sentence | None = None
        self._attacker: str | None = None

    def read(
        self, sentence: Sentence, quantities: Sequence[QuantityMention], dates: Sequence[DateMention]
    ) -> list[Context]:
        """Return one context a quantity, in order."""
        if not quantities:
            self._remember(sentence, dates)
            return []
        self._look_back(sentence)
        scene = lay_out(sentence, quantities)
        sources = find_sources(scene, self._source)
        found = [find_concept(scene, index) for index in range(len(quantities))]
        concepts = [concept for concept, _ in found]
        counted = [
            concept if mention.kind in _EVENTFUL else None
            for concept, mention in zip(concepts, quantities, strict=True)
        ]
        events = find_events(scene, counted)
        contexts = [
            self._context(scene, index, concept, word, events[index], sources, dates)
            for index, (concept, word) in enumerate(found)
        ]
        contexts = _shared(contexts)
        self._note(scene, contexts, sources)
        self._remember(sentence, dates)
        return contexts

    def _context(
        self,
        scene: Scene,
        index: int,
        concept: str | None,
        word: Mark | None,
        event: EventFound | None,
        sources: list[Source],
        dates: Sequence[DateMention],
    ) -> Context:
        mention = scene.quantities[index]
        if mention.kind not in _EVENTFUL:
            event = None
        measure, cue, distance = find_measure(scene, index, concept)
        if event is not None and event.concept is None and mention.kind == "share":
            event = None
        if event is not None and measure is not None:
            # A counted thing is rather what happened to it, a share rather the share with a name of its own.
            is_near = distance <= (2 if mention.kind == "number" else 1) and concept is None
            if mention.kind != "share" and not is_near and event.cost <= 3:
                measure = None
            else:
                event = None
        if event is not None and event.concept is not None:
            concept = _more_exact(concept, event)
        aggregation = aggregation_of(scene, index, mention, event, measure)
        suffered = suffers(event, measure is not None and measure.suffered)
        named = [(source.start, source.end) for source in sources if source.modality not in _AHEAD]
        roles = find_roles(scene, index, event, suffered, named, self._focus)
        if (
            event is not None
            and event.event == "launched"
            and roles.actor is None
            and not _names_actor(scene)
        ):
            # Who attacks is named once in a report, and then no more.
            roles = replace(roles, actor=self._attacker)
        if measure is not None and measure.owned and roles.actor is None:
            roles = replace(roles, actor=owner_of_measure(scene, index, cue, sources))
        start = scene.places[index].start
        source = source_of(sources, start, None)
        attributed_to = source.name if source is not None else self._governing(scene)
        modality, modal = find_modality(scene, index, event)
        modality = _modality(modality, source, attributed_to)
        is_news = (event is not None or measure is not None) and modality not in _AHEAD
        time, time_role = find_time(
            scene,
            index,
            dates,
            aggregation,
            is_news,
            bool(sources),
            self._time,
            self.document,
        )
        evidence = []
        if word is not None:
            evidence.append(Evidence("concept", concept or "", scene.span(word.start, word.end)))
        if event is not None and event.mark is not None:
            evidence.append(Evidence("event", event.event, scene.span(event.mark.start, event.mark.end)))
        if cue is not None and measure is not None:
            evidence.append(Evidence("measure", measure.id, scene.span(cue.start, cue.end)))
        for field, mark in (
            ("actor", roles.actor_mark),
            ("target", roles.target_mark),
            ("place", roles.place_mark),
        ):
            if mark is not None:
                evidence.append(Evidence(field, mark.value.kind, scene.span(mark.start, mark.end)))
        if source is not None:
            evidence.append(Evidence("attributed_to", source.modality, scene.span(source.start, source.end)))
        if modal is not None:
            evidence.append(Evidence("modality", modality, scene.span(modal.start, modal.end)))
        if time is not None:
            evidence.append(Evidence("time", time.rule, time.span if time.text else None))
        return Context(
            concept=concept,
            event=event.event if event is not None else None,
            measure=_measure_name(measure, event, concept, priced_concept(scene, cue)),
            aggregation=aggregation,
            actor=roles.actor,
            target=roles.target,
            place=roles.place,
            time=time,
            time_role=time_role,
            attributed_to=attributed_to,
            modality=modality,
            confidence=_confidence(concept, event, measure, modality),
            evidence=tuple(evidence),
        )

    def _governing(self, scene: Scene) -> str | None:
        """The report or data set that an earlier sentence of the paragraph named."""
        if self._source.is_data and self._source.paragraph == scene.sentence.paragraph:
            return self._source.name
        return None

    def _look_back(self, sentence: Sentence) -> None:
        """Read the sentence before for the source and subject it left, if it had no quantity itself."""
        previous, self._previous = self._previous, None
        if previous is None or previous.paragraph != sentence.paragraph:
            return
        scene = lay_out(previous, ())
        self._note(scene, [], find_sources(scene, self._source))

    def _note(self, scene: Scene, contexts: list[Context], sources: list[Source]) -> None:
        paragraph = scene.sentence.paragraph
        if self._focus.paragraph != paragraph:
            self._focus = Focus(paragraph=paragraph)
        for source in sources:
            self._source = SourceFocus(source.name, source.is_data, paragraph)
        for context in contexts:
            if context.event == "launched":
                self._attacker = context.actor or self._attacker
            self._focus.actor = context.actor or self._focus.actor
            self._focus.target = context.target or self._focus.target
            self._focus.place = context.place or self._focus.place
        if not contexts:
            subject = next((mark for mark in scene.marks.names if mark.value.actor is not None), None)
            if subject is not None and subject.start <= 3:
                self._focus.actor = subject.value.actor

    def _remember(self, sentence: Sentence, dates: Sequence[DateMention]) -> None:
        dated = [date for date in dates if date.start is not None or date.end is not None]
        if dated:
            self._time = TimeFocus(dated[-1], sentence.paragraph, sentence.index)
        self._previous = sentence


def _shared(contexts: list[Context]) -> list[Context]:
    """Joined quantities share their agent: "728 drones, along with 13 missiles fired by Russia"."""
    if len(contexts) < 2:
        return contexts
    shared = []
    for context in contexts:
        other = next((one for one in contexts if one.event is not None and one.actor is not None), None)
        if (
            context.actor is None
            and context.event is not None
            and other is not None
            and context.target != other.actor
        ):
            context = replace(context, actor=other.actor)
        shared.append(context)
    return shared


def _names_actor(scene: Scene) -> bool:
    return any(mark.value.actor is not None for mark in scene.marks.names)


def _more_exact(concept: str | None, event: EventFound) -> str | None:
    return concept if concept is not None else event.concept


def _measure_name(
    measure: Measure | None, event: EventFound | None, concept: str | None, priced: str | None
) -> str | None:
    if measure is not None:
        return f"{measure.id}:{priced}" if measure.by_concept and priced is not None else measure.id
    if event is not None and concept is not None:
        return f"{event.event}:{concept}"
    return None


def _modality(found: Modality | None, source: Source | None, attributed_to: str | None) -> Modality:
    if found is not None and found != "reported":
        return found
    if source is not None and source.modality != "reported":
        return source.modality
    return "reported" if found is not None or attributed_to is not None else "asserted"


def _confidence(
    concept: str | None, event: EventFound | None, measure: Measure | None, modality: Modality
) -> float:
    confidence = 1.0
    if measure is None:
        if concept is None:
            confidence *= 0.8
        if event is None:
            confidence *= 0.85
        else:
            confidence *= max(0.6, 1.0 - event.cost * 0.04)
    return confidence * weight_of(modality)

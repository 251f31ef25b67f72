"""What the words of a sentence say of a quantity, put together: measure, modality, confidence, evidence."""

from __future__ import annotations

from dataclasses import dataclass

from claims.extract.context_attribution import Source
from claims.extract.context_events import EventFound
from claims.extract.context_marks import Mark
from claims.extract.context_measures import COUNTING, Measure, find_measure
from claims.extract.context_modality import weight_of
from claims.extract.context_names import Roles
from claims.extract.context_scene import Scene
from claims.extract.items import CountedItem
from claims.model import DateMention, Evidence, Modality


@dataclass(slots=True)
class Found:
    """What is known of a quantity before its context is put together. ``naming``: tokens that name sources."""

    scene: Scene
    index: int
    concept: str | None
    word: Mark | None
    event: EventFound | None
    measure: Measure | None
    cue: Mark | None
    sources: list[Source]
    naming: frozenset[int]


def what_is_known(
    scene: Scene,
    index: int,
    concept: str | None,
    word: Mark | None,
    told: EventFound | None,
    sources: list[Source],
    naming: frozenset[int],
) -> Found:
    """Choose between what happened to the counted things and a quantity that has a name of its own."""
    mention = scene.quantities[index]
    event = told if mention.kind in COUNTING else None
    measure, cue, distance = find_measure(scene, index, concept)
    is_loose = concept is None or (event is not None and event.form == "noun")
    if event is not None and mention.kind == "share" and is_loose and not event.handed:
        # "a survey found 81 % of manufacturers ..." says nothing of how many were surveyed
        event = None
    if event is None or measure is None:
        return Found(
            scene, index, concept, word, event, measure if event is None else None, cue, sources, naming
        )
    # A counted thing is rather what happened to it, a share rather the share with a name of its own.
    is_near = concept is None and distance <= (2 if mention.kind == "number" else 1)
    if measure.aggregation == "stock" and word and cue:
        # "forced many to leave the town, with a population of 10,800": the noun itself names what is measured
        start = scene.places[index].start
        # and "Derna, home to about 100,000 people, 30,000 of whom fled"
        is_near |= cue.start <= word.start < cue.end <= start + 1 or cue.end == start
    if mention.kind != "share" and not is_near and event.cost <= 3:
        return Found(scene, index, concept, word, event, None, None, sources, naming)
    return Found(scene, index, concept, word, None, measure, cue, sources, naming)


def evidence_of(
    known: Found,
    roles: Roles,
    concept: str | None,
    told: tuple[str | None, Source | None],
    modality: tuple[str, Mark | None],
    time: DateMention | None,
    item: CountedItem | None,
) -> tuple[Evidence, ...]:
    """Return which words gave each field, by the entry of the lexicon that they led to.

    ``told``: who says so, ``modality``: how firmly, each with its words.
    """
    event, measure, scene = known.event, known.measure, known.scene
    fields: list[tuple[str, str | None, Mark | Source | None]] = [
        ("concept", concept, known.word),
        ("event", *((event.event, event.mark) if event is not None else (None, None))),
        ("measure", measure.id if measure is not None else None, known.cue),
        ("actor", roles.actor, roles.actor_mark),
        ("target", roles.target, roles.target_mark),
        ("place", roles.place, roles.place_mark),
        ("attributed_to", *told),
        ("modality", *modality),
    ]
    found = [
        Evidence(field, entry, scene.span(words.start, words.end))
        for field, entry, words in fields
        if words is not None and entry is not None
    ]
    if item is not None:
        found.append(Evidence("item", item.rule, item.span))
    if time is not None:
        found.append(Evidence("time", time.rule, time.span if time.text else None))
    return tuple(found)


def measure_name_of(
    measure: Measure | None, event: EventFound | None, concept: str | None, priced: str | None
) -> str | None:
    """The name of what a quantity measures: its own, or `event:concept`."""
    if measure is not None:
        return f"{measure.id}:{priced}" if priced is not None else measure.id
    if event is not None and concept is not None:
        return f"{event.event}:{concept}"
    return None


def modality_of(found: Modality | None, source: Source | None, attributed_to: str | None) -> Modality:
    """The modality of a figure: that of its words, then that of its source."""
    if found is not None and found != "reported":
        return found
    if source is not None and source.modality != "reported":
        return source.modality
    return "reported" if found is not None or attributed_to is not None else "asserted"


def confidence_of(
    concept: str | None, event: EventFound | None, measure: Measure | None, modality: Modality
) -> float:
    """How sure the context is: less without a noun or an event, or with one told from afar."""
    confidence = 1.0
    if measure is None:
        if concept is None:
            confidence *= 0.8
        if event is None:
            confidence *= 0.85
        else:
            confidence *= max(0.6, 1.0 - event.cost * 0.04)
    return confidence * weight_of(modality)

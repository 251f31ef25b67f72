"""The events of the quantities of a sentence: their own, or those they share with the figures before them."""

from __future__ import annotations

from dataclasses import replace

from claims.extract.context_events import EventFound, accepts, is_of, own_event, uses
from claims.extract.context_marks import small_words
from claims.extract.context_place_lists import goes_on_listing
from claims.extract.context_scene import Scene
from claims.extract.word_classes import listed
from claims.lexicon.trees import concepts, event_line

# Kinds of quantity that may count what was counted before.
_COUNTS = frozenset({"count", "number"})
# These say themselves whom they count: "counted 21 dead".
_STATES = frozenset({"state", "counted"})
# Before a whole: "of the 728", "of all 728", "of Sudan's 50 million".
_OWNERS = frozenset({"the", "all", "those", "'s", "’s", "'", "’"})
_LONGEST_OWNER = 6
# "47 people died, 37 of them in Ilam district"
# "11 were hurt, two children among them"
_AMONG = frozenset({("among", "them"), ("among", "whom"), ("among", "those")})
_PARTS = frozenset({("of", "them"), ("of", "whom"), ("of", "those"), ("of", "these"), ("of", "which")})


def find_events(scene: Scene, counted: list[str | None], in_focus: str | None) -> list[EventFound | None]:
    """Return the event of each quantity, or ``None`` where no word within reach tells of one.

    ``in_focus``: the concept counted last, which a number without a noun may count as well ("shot down 296
    of them").
    """
    found: list[EventFound | None] = []
    for index, concept in enumerate(counted):
        if scene.is_base(index):
            found.append(None)
            continue
        own = own_event(scene, index, concept)
        mention = scene.quantities[index]
        if own is None and concept is not None and mention.item is not None and not scene.names_item(index):
            # "407 disappearances, of which 18 were found dead"
            own = own_event(scene, index, None)
            if own is not None and own.form in _STATES:
                found.append(own)
                continue
        if (
            concept is None
            and in_focus in concepts()
            and not scene.names_item(index)
            and mention.kind in _COUNTS
        ):
            going_on = own_event(scene, index, in_focus)
            if own is None and going_on is not None:
                own = replace(going_on, cost=going_on.cost + 1)
            elif (
                own is not None
                and going_on is not None
                and own.form not in _STATES
                and going_on.cost <= own.cost
            ):
                # "Fire crews downed 162": what was counted before rather than what the verb alone would be about
                own = going_on
        in_focus = (concept or own.concept if own is not None else in_focus or concept) or in_focus
        if _is_whole(scene, index):
            found.append(_event_of_whole(scene, index, own, concept))
            continue
        if own is not None and concept is None and index and _is_part_of_last(scene, index):
            # "118 patients are in hospital, 11 of them in intensive care"
            whole = found[-1].concept if found[-1] is not None else None
            own = replace(own, concept=whole) if whole is not None and accepts(own.event, whole) else own
        if own is None or own.cost >= 1.0:
            handed = _handed_on(scene, index, concept, found)
            own = handed or own
        found.append(own)
    return found


def _handed_on(
    scene: Scene, index: int, concept: str | None, found: list[EventFound | None]
) -> EventFound | None:
    """The event of the quantity before: "including 12 children", "728 drones and 13 missiles"."""
    place = scene.places[index]
    if index > 1 and tuple(scene.tokens.lower[place.end : place.end + 2]) in _PARTS:
        before = scene.places[index - 1].start
        whole = found[-2]
        if scene.tokens.lower[before - 1] in small_words("oblique") and whole is not None:
            # "121 drones were downed over nine regions, 44 of them near Lund"
            return replace(whole, cost=whole.cost + 1, concept=concept or whole.concept, handed=True)
    if not index or found[-1] is None:
        return None
    if _is_part_of_last(scene, index):
        if _has_verb_of_its_own(scene, index):
            return None
        accepted = uses if found[-1].instrument else accepts
        is_told = _shares_noun(scene, index) or (
            concept is not None and not accepted(found[-1].event, concept)
        )
        # "17 bodies, six of them children"
        given = (
            replace(found[-1], cost=found[-1].cost + 1)
            if is_told
            else _inherited(scene, index, found[-1], concept)
        )
        return replace(given, handed=True) if given is not None else None
    if _joined(scene, index) or goes_on_listing(scene, index):
        # "downed 52 of 54 drones and four of eight missiles": not what befell the whole
        part = found[-2] if index > 1 and _is_whole(scene, index - 1) else None
        return _inherited(scene, index, part or found[-1], concept)
    cue = next(
        (
            m
            for m in scene.near(scene.marks.small, index)
            if m.value == "including" and m.end <= place.start <= m.end + 2
        ),
        None,
    )
    if cue is None or cue.start < scene.places[index - 1].end or scene.parted(cue.start, place.start):
        return None
    return _inherited(scene, index, found[-1], concept)


def _has_verb_of_its_own(scene: Scene, index: int) -> bool:
    """Whether a verb that no table knows tells of a part: "of 214 reefs, 41 percent of them bleached"."""
    at = scene.places[index].end + 2
    tokens = scene.tokens
    return (
        tuple(tokens.lower[at - 2 : at]) in _PARTS
        and at < len(tokens)
        and tokens.lower[at].endswith("ed")
        and not any(mark.start == at for mark in scene.marks.events)
    )


def _is_part_of_last(scene: Scene, index: int) -> bool:
    """Whether a figure is a part of the one before, or counts the same with its noun left out.

    "47 people died, 37 of them in Ilam district", "11 were hurt, two children among them", "1,400 of the job
    cuts fall on Italy and 500 on Spain", "9,000 doses were given, 60% of the 15,000 planned".
    """
    place, lower = scene.places[index], scene.tokens.lower
    if tuple(lower[place.end : place.end + 2]) in _PARTS or (
        tuple(lower[place.right : place.right + 2]) in _AMONG and place.right > place.end
    ):
        return True
    before = lower[place.start - 1]
    if scene.quantities[index].kind == "share" and before == "," and index + 1 < len(scene.places):
        # "9,000 doses were given, 60% of the 15,000 planned"
        whole = scene.places[index + 1]
        if lower[place.end : whole.start] == ["of", "the"] and whole.right == whole.end:
            return True
    if not _shares_noun(scene, index):
        return False
    return before == "and" or (before == "," and lower[place.end : place.end + 1] == ["of"])


def _shares_noun(scene: Scene, index: int) -> bool:
    """Whether a figure has the very noun of the one before."""
    own, given = scene.quantities[index], scene.quantities[index - 1]
    return own.item_span is not None and own.item_span == given.item_span and scene.names_item(index)


def _joined(scene: Scene, index: int) -> bool:
    """Whether nothing but a conjunction stands between a quantity and the one before."""
    before, place = scene.places[index - 1], scene.places[index]
    between = scene.tokens.lower[before.right : place.left]
    return 0 < len(between) <= 4 and all(word in small_words("joints") for word in between)


def _inherited(scene: Scene, index: int, before: EventFound, concept: str | None) -> EventFound | None:
    if concept is None and scene.names_item(index) and not _shares_noun(scene, index):
        return None
    if concept is not None and not (uses if before.instrument else accepts)(before.event, concept):
        return None
    return replace(before, cost=before.cost + 1, concept=concept or before.concept)


def _is_whole(scene: Scene, index: int) -> bool:
    """Whether the quantity is what the one before is a part of: "296 of the 728 drones"."""
    if not index:
        return False
    between = scene.tokens.lower[scene.places[index - 1].end : scene.places[index].start]
    if between[:2] == ["out", "of"]:
        between = between[1:]
    if between[:1] != ["of"] or len(between) > _LONGEST_OWNER:
        return False
    if between[-1] == "of":
        return len(between) == 1
    return between[-1] in _OWNERS or between[-1] in listed("owners")


def _event_of_whole(
    scene: Scene, index: int, found: EventFound | None, concept: str | None
) -> EventFound | None:
    """What was shot down had been launched; of other parts the event says nothing about the whole."""
    place = scene.places[index]
    if (
        found is not None
        and found.mark is not None
        and place.end <= found.mark.start <= max(place.right, place.end)
    ):
        # "three of the 17 wounded": the whole says itself what happened.
        return found
    if found is None or concept is None:
        return None
    *_, root = event_line(found.event)
    told = root != found.event and is_of(root, "first") and accepts(root, concept)
    return replace(found, event=root) if told else None

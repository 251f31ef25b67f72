"""Whether something happened where the sentences before tell of: "Missiles hit Kharkiv. Five people were killed."."""

from __future__ import annotations

from functools import cache

from claims.extract.context_events import EventFound, is_of
from claims.extract.context_found import Found
from claims.extract.context_names import Focus, Roles
from claims.extract.context_place_lists import end_of_capitals
from claims.extract.context_places import place_by_form
from claims.extract.context_scene import Scene
from claims.lexicon import load_table
from claims.model import Aggregation

# A paragraph's area stands within this many tokens: "In the Kursk and North Slobozhanshchyna directions,".
_AREA = 10
_IN = frozenset({"in", "on", "near", "along", "at"})


def carries_place(
    focus: Focus, found: Found, event: EventFound | None, roles: Roles, aggregation: Aggregation | None
) -> bool:
    """Whether a figure lies in the place in focus, as it names none.

    Not what somebody else does, what is a running total, or what names a place of its own. The area that a
    paragraph opens with is that of all its sentences, whoever acts.
    """
    sentence = found.scene.sentence
    is_framed = focus.frame == sentence.paragraph
    if (
        focus.place is None
        or focus.paragraph != sentence.paragraph
        or not (is_framed or sentence.index - focus.place_sentence == 1)
        or event is None
        or not (aggregation == "event" or (is_framed and aggregation is None))
        or not (is_of(event.event, "local") or (is_framed and is_of(event.event, "conflict")))
    ):
        return False
    if not is_framed and roles.actor is not None and roles.actor != focus.actor:
        return False
    if place_by_form(found.scene, found.index, found.naming) is not None:
        return False
    names = found.scene.marks.names
    if is_framed:
        return all(mark.start in found.naming or mark.value.place is None for mark in names)
    return all(mark.start in found.naming or mark.value.actor == focus.actor for mark in names)


def opens_with_area(scene: Scene) -> bool:
    """Whether a sentence opens with the area that its paragraph is about: "In the Lyman direction, ..."."""
    tokens, first = scene.tokens, scene.opening
    lower = tokens.lower
    if lower[first] not in _IN:
        return False
    for at in range(first + 2, min(first + _AREA, len(lower) - 1)):
        if lower[at] == ",":
            return False
        if lower[at] in _areas():
            behind = at + 1 if lower[at + 1] != "of" else end_of_capitals(scene, at + 2)
            return tokens.text[at - 1][0].isupper() and lower[behind : behind + 1] in ([","], [":"])
    return False


@cache
def _areas() -> frozenset[str]:
    return frozenset(load_table("places")["areas_of_paragraphs"])

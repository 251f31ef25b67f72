"""Who is blamed for what befell others: "an attack blamed on the ARF", "the ARF was blamed for the deaths of 17"."""

from __future__ import annotations

from functools import cache

from claims.extract.context_events import EventFound, is_of
from claims.extract.context_marks import Mark, small_words
from claims.extract.context_place_lists import end_of_capitals
from claims.extract.context_scene import Scene
from claims.lexicon import load_table

# Words that say what those blamed are stand in no more tokens than these: "on the rebel group M23".
_DESCRIBED = 5
# And so far from the words of blame may the figure stand.
_REACH = 24


def blamed_for(scene: Scene, index: int, event: EventFound | None) -> tuple[str, Mark] | None:
    """The name of those who are blamed for what happened to so many, with the words that blame them."""
    if event is None or not is_of(event.event, "harm") or _openers().isdisjoint(scene.tokens.words):
        return None
    figure = scene.places[index]
    lower = scene.tokens.lower
    for at, word in enumerate(lower):
        if word not in _openers() or not -_REACH < at - figure.start < _REACH:
            continue
        pair = tuple(lower[at : at + 2])
        if pair in _phrases("behind"):
            # "blamed on the ARF"
            named = _name_from(scene, at + 2)
        elif pair in _phrases("before") and at + 2 <= figure.start and not scene.parted(at, figure.start):
            # "the ARF was blamed for"
            named = _name_to(scene, at)
        else:
            named = None
        if named is not None:
            return named, Mark(at, at + 2, "alleged")
    return None


def _name_from(scene: Scene, start: int) -> str | None:
    tokens = scene.tokens
    at = start
    while at < len(tokens) and at - start < _DESCRIBED and tokens.kind[at] == "w":
        known = next((mark for mark in scene.marks.names if mark.start == at), None)
        if known is not None and known.value.actor is not None:
            return str(known.value.actor)
        end = end_of_capitals(scene, at)
        if end > at:
            return scene.text(at, end)
        at += 1
    return None


def _name_to(scene: Scene, end: int) -> str | None:
    """The subject of a passive whose participle is token ``end``."""
    tokens, lower = scene.tokens, scene.tokens.lower
    at = end
    while at > 0 and (lower[at - 1] in small_words("be", "have") or lower[at - 1].endswith("ly")):
        at -= 1
    if at == end or lower[at - 1] in small_words("pronouns"):
        return None
    first = at
    while first > 0 and at - first < _DESCRIBED and tokens.kind[first - 1] == "w":
        if tokens.text[first - 1][0].isupper() and lower[first - 1] not in small_words("openers"):
            known = next((mark for mark in scene.marks.names if mark.end == first), None)
            start = first
            while start > 0 and tokens.text[start - 1][0].isupper():
                start -= 1
            start += lower[start] in small_words("openers")
            return (
                str(known.value.actor)
                if known is not None and known.value.actor
                else scene.text(start, first)
            )
        first -= 1
    return None


@cache
def _phrases(group: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.split()) for phrase in load_table("attribution")["blame"][group])


@cache
def _openers() -> frozenset[str]:
    return frozenset(pair[0] for pair in _phrases("before") | _phrases("behind"))

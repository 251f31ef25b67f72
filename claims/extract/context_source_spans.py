"""Where the words that name a source begin and end, before a verb of saying and behind it."""

from __future__ import annotations

from functools import cache

from claims.extract.context_marks import small_words
from claims.extract.context_name_shapes import is_short_name
from claims.extract.context_scene import Place, Scene
from claims.extract.context_source_names import attribution_words
from claims.extract.word_classes import days_and_months

# A source is named in no more tokens than these.
_LONGEST = 12
# Behind a report they open what it is of: "A survey of 214 reefs".
_OF_STUDY = frozenset({"of", "among", "in", "on", "by", "from", "across", "covering"})
# They open an apposition.
_ARTICLES = frozenset({"the", "a", "an", "its", "one"})


def subject_start(scene: Scene, verb: int) -> int:
    lower = scene.tokens.lower
    if _is_study_opening(scene, verb):
        return scene.opening
    at = verb
    if at > 1 and lower[at - 1] in {"today", "yesterday", "also", "now"} and lower[at - 2] == ",":
        # "Halden, the owner of Brix, today warned"
        at -= 1
    if at and lower[at - 1] == ",":
        # "X, which has lost 14 soldiers since May, plans", "X, a fellow at Y, said": the subject stands before.
        relative, opening = small_words("relatives"), _ARTICLES | attribution_words("spokespersons")
        texts = scene.tokens.text
        opened = next(
            (
                i
                for i in range(at - 2, max(0, at - 2 * _LONGEST), -1)
                if lower[i] == ","
                and (
                    lower[i + 1] in relative
                    or (
                        lower[i + 1] in opening and texts[i - 1][0].isupper() and lower[i + 1] != lower[i - 1]
                    )
                )
            ),
            0,
        )
        if opened:
            return subject_start(scene, opened)
        first = next((i for i in range(at - 2, -1, -1) if lower[i] in bounds()), -1)
        return subject_start(scene, first) if first > 0 and lower[first] == "," else first + 1
    verbs = {
        mark.start
        for mark in scene.marks.sayings
        # "The reports said"
        if mark.value[1] in {"past", "s", "ed"} and lower[mark.start - 1 : mark.start] != ["the"]
    }
    texts = scene.tokens.text
    while at > 0 and lower[at - 1] in small_words("have"):
        at -= 1
    if at > 3 and is_short_name(texts, at - 3):
        # "the Disaster Council (NDC) said"
        at -= 3
        verb = at
    else:
        at = verb
    figure = max(
        (place.end for place in scene.places if place.end <= verb and not _sizes(scene, place)), default=0
    )
    lowest = max(scene.opening, figure)
    while at > lowest and verb - at < _LONGEST and at - 1 not in verbs:
        if (
            lower[at - 1] == "and"
            and at > 2
            and lower[at - 3] in {"the", "a", "an"}
            and verb - at < _LONGEST // 2
        ):
            # "the search and rescue agency said"
            at -= 3
            break
        if (
            lower[at - 1] in bounds()
            and not texts[at - 1][1:].isupper()
            and not _is_within_name(texts, at - 1)
        ):
            break
        at -= 1
    return at


def _is_study_opening(scene: Scene, verb: int) -> bool:
    """Whether the sentence up to a verb names no more than a report: "A survey of 214 reefs off Egypt, Oman and Iran has"."""
    lower, opening = scene.tokens.lower, scene.opening
    head = opening
    while head < verb and lower[head] in attribution_words("titles"):
        head += 1
    if not opening < head < verb - 2 or lower[head] not in attribution_words("data"):
        return False
    if lower[head + 1] not in _OF_STUDY:
        return False
    while lower[verb - 1] in small_words("have"):
        verb -= 1
    others = small_words("have", "be", "modals", "subject_bounds") - {"and", "by"}
    return others.isdisjoint(lower[head:verb]) and not any(
        head < mark.start < verb and mark.value[1] != "base" for mark in scene.marks.sayings
    )


def _sizes(scene: Scene, place: Place) -> bool:
    """Whether a figure tells how large a source is: "a poll of 2,114 adults found"."""
    lower = scene.tokens.lower
    return (
        place.start > 1
        and lower[place.start - 1] in {"of", "among", "covering", "with"}
        and lower[place.start - 2] in attribution_words("data")
    )


def _is_within_name(texts: list[str], at: int) -> bool:
    """Whether "and" joins capitals: "the Risk Reduction and Management Authority"."""
    return texts[at] == "and" and at > 0 and texts[at - 1][0].isupper() and texts[at + 1][0].isupper()


def subject_end(scene: Scene, verb: int, start: int) -> int:
    lower = scene.tokens.lower
    at = verb
    comma = next((i for i in range(start, verb) if lower[i] == ","), None)
    if comma is not None:
        return comma
    while at > start and (lower[at - 1] in small_words("before_saying") or lower[at - 1].endswith("ly")):
        at -= 1
    if at > start + 2 and lower[at - 2] == "on" and lower[at - 1] in days_and_months():
        # "Halden on Thursday reported"
        at -= 2
    return at


def phrase_end(scene: Scene, start: int) -> int:
    lower = scene.tokens.lower
    at = start
    verbs = {mark.start for mark in scene.marks.sayings if mark.value[1] in {"past", "s", "ed"}}
    while at < len(lower) and at - start < _LONGEST:
        if at > start and is_short_name(scene.tokens.text, at):
            at += 3
            continue
        if lower[at] == "and" and at > start and _joins_of_body(lower, at):
            at += 1
            continue
        if (
            lower[at] in small_words("punctuation")
            or lower[at] in small_words("after_source")
            or (at > start and at in verbs)
        ):
            break
        at += 1
    return at


def _joins_of_body(lower: list[str], at: int) -> bool:
    """Whether "and" joins what a body is for: "the agriculture and environment ministry"."""
    sources = attribution_words("sources")
    return lower[at - 1] not in sources and not sources.isdisjoint(lower[at + 2 : at + 4])


@cache
def bounds() -> frozenset[str]:
    """What a subject does not reach across."""
    return small_words("punctuation", "subject_bounds")

"""The concept of a counted noun phrase: that of its last noun."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from claims.extract.context_marks import Mark, small_words
from claims.extract.context_scene import Scene
from claims.extract.word_classes import (
    ADJECTIVE,
    ADVERB,
    FUNCTION,
    NUMBER,
    bits_of,
    is_participle,
    singular,
)
from claims.lexicon import load_rows
from claims.lexicon.trees import common_concept

# A noun phrase that the quantity reader did not name may begin this many tokens behind the quantity.
_REACH = 5


def find_concept(scene: Scene, index: int) -> tuple[str | None, Mark | None]:
    """Return the concept of the quantity's noun phrase and the mark of the word that names it."""
    place = scene.places[index]
    if scene.names_item(index):
        concept, word = _concept_of(scene, place.item_start, place.item_end)
        if word is not None or scene.quantities[index].kind != "count":
            return concept, word
        return _of_event(scene, place.item_start, place.item_end) or _own_noun(
            scene, place.item_start, place.item_end
        )
    if scene.tokens.lower[place.end : place.end + 1] == ["of"] and not small_words("anaphors").isdisjoint(
        scene.tokens.lower[place.end + 1 : place.end + 2]
    ):
        # "two thirds of them among refugees" are no two thirds of the refugees
        return None, None
    if scene.quantities[index].unit == "magnitude":
        # that of nothing else
        return "earthquake", None
    concept, word = _concept_behind(scene, place.end)
    if concept is None:
        concept, word = _people(scene, place.end + 1)
    return (concept, word) if concept is not None else _concept_of_opening(scene, place.start)


def concept_of_sum(scene: Scene, index: int, before: list[str | None]) -> str | None:
    """The concept of a total: "728 drones and 13 missiles, 741 in all" counts aerial weapons."""
    place = scene.places[index]
    has_own_noun = place.right > place.end
    if has_own_noun or len(before) < 2:
        return None
    behind = " ".join(scene.tokens.lower[place.end : place.end + 2])
    if not behind.startswith(tuple(small_words("sums"))):
        return None
    found: str | None = before[0]
    for concept in before[1:]:
        found = common_concept(found, concept) if found is not None and concept is not None else None
    return found


def _concept_of_opening(scene: Scene, before: int) -> tuple[str | None, Mark | None]:
    """ "Of the drones, 41 were jammed"."""
    lower = scene.tokens.lower
    start = scene.clause_start(before)
    if lower[start : start + 1] != ["of"] or "," not in lower[start:before]:
        return None, None
    return _concept_of(scene, start + 1, lower.index(",", start))


def _concept_of(scene: Scene, start: int, end: int) -> tuple[str | None, Mark | None]:
    lower = scene.tokens.lower
    cut = next((at for at in range(start + 1, end) if lower[at] in small_words("ends_of_phrase")), end)
    found: str | None = None
    word: Mark | None = None
    segments = _segments(lower, start, cut)
    marks = _marks_between(scene, start, cut)
    for number, (left, right) in enumerate(segments):
        is_last = number == len(segments) - 1
        mark = None
        for one in marks:
            if left <= one.start < right <= one.end:
                mark = one
        if mark is None and is_last:
            model = _model(scene, left, right)
            if model is None:
                # "tanks and other heavy stuff": the head is a word the lexicon does not know.
                return _behind_of(scene, cut, end) if cut < end else _people(scene, cut)
            mark = Mark(left, right, (model, False))
        if mark is None:
            continue
        concept, elliptic = mark.value
        if elliptic and (is_last or right - left > 1):
            continue
        found = concept if found is None else common_concept(found, concept)
        word = mark
        if found is None:
            return None, None
    if found == "person" and word is not None:
        found = _whose(scene, marks, word) or found
    return found, word


def _model(scene: Scene, start: int, end: int) -> str | None:
    """The concept of a model that tokens name: "Leopard 2A6s" and "T-72B3s" are tanks."""
    tokens = scene.tokens
    if not tokens.text[start][0].isupper() and tokens.kind[start] != "n":
        return None
    if not (tokens.text[end - 1] == "s" or tokens.kind[end - 1] == "n" or tokens.text[end - 1][0].isupper()):
        # "F-16 engines"
        return None
    name = "".join(word for word in tokens.lower[start:end] if word.isalnum()).removesuffix("s")
    known = _models()
    for length in range(len(name), 1, -1):
        concept = known.get(name[:length])
        if concept is not None:
            # "Su-25" is no Su-2
            return concept if not name[length : length + 1].isdigit() else None
    return None


@cache
def _models() -> dict[str, str]:
    return {row["model"]: row["concept"] for row in load_rows("models")}


def _own_noun(scene: Scene, start: int, end: int) -> tuple[str | None, Mark | None]:
    """A noun that no table knows is a concept of its own, so that two texts about "reservoirs" can be compared."""
    tokens = scene.tokens
    end = next((at for at in range(start + 1, end) if tokens.lower[at] in small_words("ends_of_phrase")), end)
    text, word = tokens.text[end - 1], tokens.lower[end - 1]
    if not small_words("conjunctions").isdisjoint(tokens.lower[start:end]):
        return None, None
    if not (text.islower() and text.isalpha()) or len(word) < 4 or word in small_words("empty_nouns"):
        return None, None
    if bits_of(tokens, end - 1) & (FUNCTION | ADJECTIVE | ADVERB | NUMBER) or is_participle(word, 0):
        return None, None
    return singular(word), Mark(end - 1, end, (singular(word), False))


def _of_event(scene: Scene, start: int, end: int) -> tuple[str, Mark] | None:
    """What something happened to, by the word before the event: "tank losses" count tanks."""
    event = next((mark for mark in scene.marks.events if mark.end == end and start < mark.start), None)
    if event is None or not any(one.event == "lost" for one in event.value):
        return None
    word = next((mark for mark in _marks_between(scene, start, end) if mark.end == event.start), None)
    return (str(word.value[0]), word) if word is not None else None


def _people(scene: Scene, end: int) -> tuple[str | None, Mark | None]:
    """ "35 Palestinians": the name of a people, as the last word, counts persons."""
    for mark in scene.marks.names:
        if mark.end == end and mark.value.kind == "people":
            return "person", mark
    return None, None


def _segments(lower: list[str], start: int, end: int) -> list[tuple[int, int]]:
    """Split a joined noun phrase at its conjunctions."""
    joins = small_words("conjunctions")
    pieces: list[tuple[int, int]] = []
    left = start
    for at in range(start, end):
        if lower[at] in joins:
            if left < at:
                pieces.append((left, at))
            left = at + 1
    if left < end:
        pieces.append((left, end))
    return pieces


def _marks_between(scene: Scene, start: int, end: int) -> list[Mark]:
    marks = scene.marks.concepts
    return [mark for mark in marks if start <= mark.start < end]


def _whose(scene: Scene, marks: list[Mark], word: Mark) -> str | None:
    """ "civilian deaths" and "deaths of civilians" count civilians."""
    before = next((mark for mark in marks if mark.end == word.start), None)
    if before is not None and common_concept(before.value[0], "person") == "person":
        return str(before.value[0])
    lower = scene.tokens.lower
    if lower[word.end : word.end + 1] in (["of"], ["among"]):
        behind = next((mark for mark in scene.marks.concepts if word.end < mark.start <= word.end + 3), None)
        if behind is not None and common_concept(behind.value[0], "person") == "person":
            return str(behind.value[0])
    return None


def _behind_of(scene: Scene, cut: int, end: int) -> tuple[str | None, Mark | None]:
    """ "waves of drones": what the unknown word holds."""
    if scene.tokens.lower[cut] != "of" or cut + 1 >= end:
        return None, None
    return _concept_of(scene, cut + 1, end)


def _concept_behind(scene: Scene, end: int) -> tuple[str | None, Mark | None]:
    """The first concept right behind a quantity whose noun phrase is not known."""
    lower = scene.tokens.lower
    at = end + 1 if lower[end : end + 1] == ["of"] else end
    marks = scene.marks.concepts
    position = bisect_left(marks, (at,))
    if position == len(marks) or marks[position].start > at + _REACH:
        return None, None
    mark = marks[position]
    between = lower[at : mark.start]
    stops = small_words("be", "have", "breaks", "ends_of_phrase")
    if any(not word.isalpha() or word in stops for word in between) or any(
        event.start < mark.start and event.start >= at for event in scene.marks.events
    ):
        return None, None
    return str(mark.value[0]), mark

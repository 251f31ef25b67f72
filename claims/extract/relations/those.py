"""Parts of those whom the text names again: "eleven of the wounded", "Of the buildings inspected, 19 were unsafe"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import compress

from claims.extract.relations.cues import word_set
from claims.extract.relations.view import View
from claims.extract.word_classes import bits_of, is_plural

# From "Of the buildings" to the number of some of them, in words, and so many more where it is inverted.
LONGEST_NAMED, LONGEST_OF = 14, 7
# From a number of a list to the next, or to "among the dead", in words.
REACH = 4
CLAUSE_STARTS = frozenset({",", ";", ":", "—", "–", "and", "but", "(", "while"})
THOSE = frozenset({"the", "those", "these"})
# Behind "of" these take up what was just counted.
THEM = frozenset({"them", "these", "those", "which", "whom"})
OF = frozenset({"of", "among", "amongst", "from"})
_OF_ITS = (["of", "its"], ["of", "their"])
_AMONG = frozenset({"among", "amongst"})
_JOINTS = frozenset({"and", ",", "or", "plus"})


def of_those(view: View) -> Iterator[tuple[int, int, int]]:
    """Yield (part, start and end of the words behind it) for "eleven of the wounded"."""
    lower = view.sentence.tokens.lower
    for part, start in enumerate(view.last):
        if start + 2 < len(lower) and lower[start] == "of" and lower[start + 1] in THOSE:
            yield part, start, max(start + 3, view.tail[part])
        elif lower[start : start + 2] in _OF_ITS and not word_set("part.words", "owned").isdisjoint(
            lower[start + 2 : start + 3]
        ):
            yield part, start, start + 3


def of_those_before(view: View) -> Iterator[tuple[int, int, int]]:
    """Yield the same for "Of the buildings inspected, 19 were unsafe"."""
    lower = view.sentence.tokens.lower
    for place in compress(range(len(lower) - 3), map(OF.__contains__, lower)):
        if lower[place + 1] not in THOSE:
            continue
        if place and lower[place - 1] not in CLAUSE_STARTS:
            continue
        part = bisect_left(view.first, place)
        if part == len(view.first) or view.first[part] - place > LONGEST_NAMED + LONGEST_OF:
            continue
        between = view.words(place, view.first[part])
        # "Among the victims of the conflict, which began in 2022, are 587 children"
        inverted = lower[place] in _AMONG and between[-1] in ("are", "were")
        if inverted:
            yield part, place, _noun_end(view, place + 2)
            continue
        if (
            len(between) > LONGEST_NAMED
            or "," in between[:-1]
            or ("," not in between and lower[place] == "of")
        ):
            continue
        yield part, place, _noun_end(view, place + 2)


def _noun_end(view: View, start: int) -> int:
    """Return the end of the noun phrase that begins at a token: behind its first plural."""
    tokens = view.sentence.tokens
    for place in range(start, min(start + 3, len(tokens))):
        if is_plural(tokens.text[place], tokens.lower[place], bits_of(tokens, place)):
            return place + 1
    return start + 1


def among_those(view: View) -> Iterator[tuple[int, int, int]]:
    """Yield the same for "nine women and four children were among the dead", each of the list."""
    lower = view.sentence.tokens.lower
    if _AMONG.isdisjoint(view.sentence.tokens.words):
        return
    for start in range(1, len(lower) - 2):
        if lower[start] not in _AMONG or lower[start + 1] not in THOSE:
            continue
        part = view.claim_before(start, REACH)
        edge = start
        while part is not None and part >= 0 and edge - view.tail[part] <= REACH:
            joints = view.words(view.tail[part], edge)
            if edge != start and _JOINTS.isdisjoint(joints):
                break
            if not word_set("part.words", "ends").isdisjoint(joints):
                break
            yield part, start, start + 3
            edge, part = view.first[part], part - 1

"""Balances: what two opposite sides differ by ("exports of $48bn and imports of $61bn, a deficit of $13bn")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from claims.extract.relations.antecedents import group_words
from claims.extract.relations.change_words import roles_of
from claims.extract.relations.cues import Cue
from claims.extract.relations.lists import addable, sum_link
from claims.extract.relations.view import WINDOW, Link, View, agree, middle, near
from claims.extract.word_guards import WordGuard
from claims.lexicon import load_table
from claims.model import Claim

# Words between a difference and its number, and of what an opposite side did behind its own.
BEFORE, BEHIND = 6, 3
# Words of a side before its number.
CLAUSE = 12
# A stated difference may be so many times the true one; farther off, it is of something else.
WIDEST = 4.0
_ENDS = frozenset({",", ";", ":", ".", "(", ")", "—", "–", "and", "while", "but", "against"})


class _Sides(NamedTuple):
    """Words by which the two sides and their difference go; ``net`` ones only behind "net" or "natural"."""

    one: frozenset[str]
    other: frozenset[str]
    difference: frozenset[str]
    net: frozenset[str]


@cache
def _sides() -> tuple[_Sides, ...]:
    table = load_table("relations_groups")["balance"]
    return tuple(_Sides(*(frozenset(entry.get(name, ())) for name in _Sides._fields)) for entry in table)


_DIFFERENCES = WordGuard(lambda: frozenset().union(*(sides.difference | sides.net for sides in _sides())))


def find_balances(view: View, before: Sequence[View]) -> Iterator[Link]:
    """Yield the larger side as the total of the smaller one and the difference.

    ``before`` are the sentences before, the nearest last, in which the sides may stand.
    """
    if not _DIFFERENCES.stands_in(view.sentence.tokens):
        return
    for index in range(len(view.claims)):
        if not addable(view, index) or _is_apart(view, index):
            continue
        for sides in _sides():
            at = _difference(view, index, sides)
            pair = None if at is None else _pair(view, index, before, sides)
            if at is None or pair is None:
                continue
            smaller, larger = sorted(pair, key=lambda claim: middle(claim) or 0.0)
            difference = view.claims[index]
            apart = (middle(larger) or 0.0) - (middle(smaller) or 0.0)
            if agree(larger, [smaller, difference]) or near(middle(difference), apart, WIDEST):
                yield sum_link(view, Cue("balance", at, at + 1), larger, [smaller, difference])
            break


def _is_apart(view: View, index: int) -> bool:
    """Whether a number is of another time or thing: "a deficit of $13bn, after one of $9bn a year earlier"."""
    words = view.words(_floor(view, index), view.tail[index] + BEHIND)
    return not group_words("balance_words", "apart").isdisjoint(words) or roles_of(view)[index] == "from"


def _floor(view: View, index: int) -> int:
    """Return the first token before a number that may say what it is."""
    return max(view.last[index - 1] if index else 0, view.first[index] - BEFORE)


def _difference(view: View, index: int, sides: _Sides) -> int | None:
    """Return the token of the word by which a number is the difference: "a deficit of $13bn", "a $13bn deficit"."""
    first, lower = view.first[index], view.sentence.tokens.lower
    before = range(first - 1, _floor(view, index) - 1, -1)
    for at in chain(before, range(view.last[index], min(view.tail[index] + 1, len(lower)))):
        if lower[at] in sides.difference:
            return at
        if lower[at] in sides.net and at and lower[at - 1] in group_words("balance_words", "net"):
            return at
        if at < first and lower[at] in _ENDS:
            break
    return None


def _pair(view: View, index: int, before: Sequence[View], sides: _Sides) -> tuple[Claim, Claim] | None:
    """Return the nearest number of each side."""
    one: Claim | None = None
    other: Claim | None = None
    for place, at in _candidates(view, index, before):
        claim = place.claims[at]
        if place.sorts[at] != view.sorts[index] or claim.relation not in ("=", "~"):
            continue
        if not addable(place, at) or roles_of(place)[at] in ("from", "by"):
            continue
        side = _side(place, at, sides)
        if side == "one":
            one = one or claim
        elif side == "other":
            other = other or claim
        if one is not None and other is not None:
            return one, other
    return None


def _candidates(view: View, index: int, before: Sequence[View]) -> Iterator[tuple[View, int]]:
    """Yield the numbers before the difference, the nearest first, and those behind it in its sentence."""
    yield from ((view, at) for at in range(index - 1, max(-1, index - WINDOW), -1))
    yield from ((view, at) for at in range(index + 1, min(len(view.claims), index + WINDOW)))
    for place in reversed(before):
        yield from ((place, at) for at in range(min(len(place.claims), WINDOW) - 1, -1, -1))


def _side(view: View, index: int, sides: _Sides) -> str | None:
    """Return the side that a number's clause tells: the words since the number of its sort before and its noun, or
    else what follows at once ("4,300 people arrived")."""
    alike = (
        at for at in range(index - 1, max(-1, index - WINDOW), -1) if view.sorts[at] == view.sorts[index]
    )
    previous = next(alike, None)
    start = 0 if previous is None else view.tail[previous]
    words = view.words(max(start, view.first[index] - CLAUSE), view.tail[index])
    behind = view.words(view.tail[index], view.tail[index] + BEHIND)
    end = next((place for place, word in enumerate(behind) if word in _ENDS), len(behind))
    for told in (words, behind[:end]):
        is_one, is_other = not sides.one.isdisjoint(told), not sides.other.isdisjoint(told)
        if is_one or is_other:
            return None if is_one and is_other else "one" if is_one else "other"
    return None

"""Which of two figures is the larger, as the words say: "the dearest ... the cheapest", "fewer than the five of May"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from claims.extract.relations.view import Link, View, category, fits, head, own_noun
from claims.extract.word_classes import ADVERB, FUNCTION, VERB, VERB_OR_NOUN, bits_of, is_participle, singular
from claims.extract.word_guards import WordGuard
from claims.lexicon import load_table
from claims.model import Claim

# Words from a superlative to its number behind it, or before it; and between "than" and its number.
BEHIND, BEFORE, THAN = 14, 9, 12
# Words of a comparison ("larger sum than"), and from the first number to it.
PHRASE, REACH = 4, 12
# One number of so many times the other is of something else.
FARTHEST = 100.0
_FIRM = ("asserted", "reported", "alleged")
_NO_SORTS = frozenset({"ratio", "multiple", "points"})
_CLAUSE_ENDS = frozenset({";", ".", ":", "—", "–"})


class _Word(NamedTuple):
    """What a comparative or superlative tells: in which dimension, and whether more or less."""

    dimension: int
    more: bool


class _Mark(NamedTuple):
    """A superlative of a sentence: its words, half-open, its rank, and the figure it is about."""

    view: View
    start: int
    end: int
    words: tuple[_Word, ...]
    rank: int
    noun: str | None
    figure: int


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_table("orders")[name])


@cache
def _forms(superlative: bool) -> Mapping[str, tuple[_Word, ...]]:
    """Comparatives or superlatives of one word to what they tell."""
    irregular = load_table("orders")["irregular"]
    found: dict[str, list[_Word]] = {}
    for number, dimension in enumerate(load_table("orders")["dimension"]):
        for more, adjectives in ((True, dimension["more"]), (False, dimension["less"])):
            for adjective in adjectives:
                pair = irregular.get(adjective) or (_with(adjective, "er"), _with(adjective, "est"))
                found.setdefault(pair[superlative], []).append(_Word(number, more))
    return {form: tuple(words) for form, words in found.items()}


def _with(adjective: str, ending: str) -> str:
    if adjective.endswith("e"):
        return adjective + ending[1:]
    if adjective.endswith("y"):
        return adjective[:-1] + "i" + ending
    if len(adjective) == 3 and adjective[-2] in "aeiou" and adjective[-1] in "gtnd" and adjective != "old":
        return adjective + adjective[-1] + ending
    return adjective + ending


_GUARD = WordGuard(lambda: [*_forms(True), *_forms(False), *_words("winners")])


def find_orders(view: View, before: View | None) -> Iterator[Link]:
    """Yield the figure that is told to be beyond another, and the other as ``previous``; ``before`` is the sentence
    before."""
    if not _GUARD.stands_in(view.sentence.tokens):
        return
    yield from _ranked(view, before)
    yield from _compared(view, before)
    yield from _won(view)


def _link(view: View, start: int, end: int, beyond: Claim, other: Claim, more: bool) -> Link:
    words, _ = view.phrase(start, end)
    detail = {"rank": "0", "direction": "max" if more else "min", "order": "yes", "words": words}
    return view.link("record", [("claim", beyond), ("previous", other)], start, end, detail)


def _ranked(view: View, before: View | None) -> Iterator[Link]:
    """Superlatives of two ranks, or of two ends: "the largest ... the second largest", "the oldest ... the youngest"."""
    own = list(_marks(view))
    if not own:
        return
    earlier = list(_marks(before)) if before is not None and len(own) == 1 else []
    marks = [*earlier, *own]
    for place, right in enumerate(marks):
        if right.view is not view:
            continue
        for left in marks[:place]:
            told = _order(left, right)
            if told is None:
                continue
            one, other = left.view.claims[left.figure], view.claims[right.figure]
            if one is not other and _may_be_compared(one, other) and _one_noun(left, right):
                beyond, behind = (one, other) if told[0] else (other, one)
                yield _link(view, right.start, right.end, beyond, behind, told[1])
    if len(own) == 1 and own[0].rank == 1:
        yield from _followed(view, own[0])


def _followed(view: View, mark: _Mark) -> Iterator[Link]:
    """ "The biggest donor was Norway with 90 million, followed by Sweden with 70 million"."""
    lower = view.sentence.tokens.lower
    index = mark.figure
    for following in range(index + 1, len(view.claims)):
        gap = lower[view.tail[following - 1] : view.first[following]]
        if not any(f" {phrase} " in f" {' '.join(gap)} " for phrase in _words("behind")):
            return
        one, other = view.claims[following - 1], view.claims[following]
        more = _direction(mark.words[0], one)
        if more is None or not _may_be_compared(one, other) or len(gap) > THAN:
            return
        yield _link(view, mark.start, mark.end, one, other, more)


def _marks(view: View) -> Iterator[_Mark]:
    lower = view.sentence.tokens.lower
    places = [
        (at, words) for at, word in enumerate(lower) if (words := _superlative(lower, at, word)) is not None
    ]
    taken: set[int] = set()
    for number, (at, words) in enumerate(places):
        limit = places[number + 1][0] if number + 1 < len(places) else len(lower)
        index = _behind(view, at, min(limit, at + BEHIND))
        if index is None or index in taken:
            index = _before(view, at, places[number - 1][0] if number else 0)
        if index is None or index in taken:
            continue
        start, rank = _rank(lower, at)
        if lower[max(0, start - 3) : start].count("one") or "among" in lower[max(0, start - 3) : start]:
            continue
        taken.add(index)
        yield _Mark(view, start, at + 1, words, rank, _noun(view, at + 1), index)


def _superlative(lower: Sequence[str], at: int, word: str) -> tuple[_Word, ...] | None:
    if word == "most" and at + 1 < len(lower):
        long = _long(lower[at + 1])
        return None if long is None else (long,)
    found = _forms(True).get(word)
    return None if found is None or lower[at - 1 : at] == ["at"] else found


@cache
def _long(adjective: str) -> _Word | None:
    for number, dimension in enumerate(load_table("orders")["dimension"]):
        if adjective in dimension["more"]:
            return _Word(number, True)
        if adjective in dimension["less"]:
            return _Word(number, False)
    return None


def _rank(lower: Sequence[str], at: int) -> tuple[int, int]:
    ordinals = load_table("orders")["ordinals"]
    for back in (1, 2):
        if at >= back and lower[at - back] in ordinals and lower[at - back + 1 : at] in ([], ["-"]):
            return at - back, int(ordinals[lower[at - back]])
    return at, 1


def _behind(view: View, at: int, limit: int) -> int | None:
    index = next((index for index, first in enumerate(view.first) if first > at), None)
    if index is None or view.first[index] >= limit:
        return None
    if not _CLAUSE_ENDS.isdisjoint(view.words(at, view.first[index])):
        return None
    return _next_figure(view, index, limit)


def _next_figure(view: View, index: int, limit: int) -> int | None:
    """The first number from ``index`` on that tells a size: no ratio, nor among how many ("of the 12 fires")."""
    while index < len(view.claims) and view.first[index] < limit:
        among = view.words(max(0, view.first[index] - 2), view.first[index])
        if view.sorts[index] not in _NO_SORTS and among[-1:] != ["of"] and among != ["of", "the"]:
            return index
        index += 1
    return None


def _before(view: View, at: int, floor: int) -> int | None:
    index = view.claim_before(at, BEFORE)
    if index is None or view.first[index] < floor or view.sorts[index] in _NO_SORTS:
        return None
    return index if _CLAUSE_ENDS.isdisjoint(view.words(view.last[index], at)) else None


def _noun(view: View, end: int) -> str | None:
    """The noun of a superlative, where one stands right behind it."""
    tokens = view.sentence.tokens
    if end < len(tokens) and _long(tokens.lower[end]) is not None:
        end += 1
    if end >= len(tokens) or tokens.kind[end] != "w":
        return None
    bits = bits_of(tokens, end)
    told = bits & VERB_OR_NOUN and (tokens.kind[end + 1 : end + 2] == ["n"] or end + 1 in view.first)
    if told or bits & (FUNCTION | VERB | ADVERB) or is_participle(tokens.lower[end], bits):
        return None
    return singular(tokens.lower[end])


def _order(left: _Mark, right: _Mark) -> tuple[bool, bool] | None:
    """Whether the left figure is beyond the right one, and whether that is more; ``None`` if nothing tells."""
    for one in left.words:
        for other in right.words:
            if one.dimension != other.dimension:
                continue
            more = _direction(one, left.view.claims[left.figure])
            if more is None:
                return None
            if one.more != other.more:
                # The two ends: the left one lies beyond the right one.
                return (True, more) if left.rank == right.rank == 1 else None
            if left.rank != right.rank and _one_scope(left, right):
                return left.rank < right.rank, more
    return None


def _direction(word: _Word, claim: Claim) -> bool | None:
    """Whether a word tells a larger number of a claim; ``None`` where it is not about its kind."""
    dimension = load_table("orders")["dimension"][word.dimension]
    kinds = dimension.get("kinds")
    if kinds is not None and claim.kind not in kinds and claim.kind != "number":
        return None
    return word.more != (claim.kind in dimension.get("swap", ()))


def _one_scope(left: _Mark, right: _Mark) -> bool:
    """Whether both are ranks among the same: no other owner stands before the second, nor another place behind it."""
    owner, other = (_owner(mark.view.sentence.tokens.lower, mark.start) for mark in (left, right))
    if owner != other and other not in (["the"], ["its"], ["their"]):
        return False
    behind = right.view.sentence.tokens.text[right.end : right.end + 3]
    return not (behind[:1] in (["in"], ["of"]) or behind[1:2] in (["in"], ["of"]))


def _owner(lower: Sequence[str], at: int) -> list[str]:
    """The word before a superlative; of a possessive, the owner and it."""
    before = list(lower[max(0, at - 2) : at])
    return before if before[-1:] in (["'s"], ["’s"]) else before[-1:]


def _one_noun(left: _Mark, right: _Mark) -> bool:
    return left.noun is None or right.noun is None or left.noun == right.noun


def _may_be_compared(one: Claim, other: Claim) -> bool:
    if one.modality not in _FIRM or other.modality not in _FIRM or "vague" in (one.relation, other.relation):
        return False
    if one.direction or other.direction:
        return False
    small, large = sorted((abs(one.value or 0.0), abs(other.value or 0.0)))
    if small <= 0 or large > FARTHEST * small:
        return False
    if category(one) != category(other):
        return "number" in (one.kind, other.kind) and not (one.item or other.item)
    if one.kind == "physical" and one.dimension != other.dimension:
        return False
    if one.kind == "share" and head(one) != head(other) and own_noun(one) and own_noun(other):
        return False
    return fits(one, other) is not False or fits(other, one) is not False


def _compared(view: View, before: View | None) -> Iterator[Link]:
    """ "Two came in June, fewer than the five who had come in May"."""
    lower = view.sentence.tokens.lower
    for at, word in enumerate(lower):
        words = _comparative(lower, at, word)
        # by the text, as "May" is a month
        if words is None or not _words("apart").isdisjoint(view.sentence.tokens.text[max(0, at - 3) : at]):
            continue
        than = next(
            (place for place in range(at + 1, min(len(lower), at + 2 + PHRASE)) if lower[place] == "than"),
            None,
        )
        if than is None or not _CLAUSE_ENDS.union(",").isdisjoint(lower[at:than]):
            continue
        right = _against(view, than)
        left = None if right is None else _level(view, before, at, right)
        if right is None or left is None or not _may_be_compared(left, view.claims[right]):
            continue
        more = _direction(words[0], left)
        if more is not None and left is not view.claims[right]:
            yield _link(view, at, than + 1, left, view.claims[right], more)


def _comparative(lower: Sequence[str], at: int, word: str) -> tuple[_Word, ...] | None:
    if word == "more" and at + 1 < len(lower):
        long = _long(lower[at + 1])
        if long is not None:
            return (long,)
    return _forms(False).get(word)


def _against(view: View, than: int) -> int | None:
    """The figure that another is held against: not the number of a bound ("more than 40")."""
    tokens = view.sentence.tokens
    if than + 1 >= len(tokens):
        return None
    index = next((index for index, first in enumerate(view.first) if first > than), None)
    if index is None or view.first[index] - than > THAN or view.first[index] == than + 1:
        return None
    if tokens.lower[than + 1] not in _words("than") and not tokens.text[than + 1][0].isupper():
        return None
    if not _CLAUSE_ENDS.isdisjoint(tokens.lower[than : view.first[index]]):
        return None
    return index


def _level(view: View, before: View | None, at: int, right: int) -> Claim | None:
    """The figure that is more or less than another: before the comparison, in its sentence or the one before.

    A number right before it is what the two differ by: "ten more than".
    """
    lower = view.sentence.tokens.lower
    index = view.claim_before(at, REACH)
    if index is not None and index < right:
        gap = lower[view.tail[index] : at]
        if not gap or view.sorts[index] in _NO_SORTS or not _CLAUSE_ENDS.isdisjoint(gap):
            return None
        linked = "," in gap or not _words("verbs").isdisjoint(gap)
        one_sort = category(view.claims[index]) == category(view.claims[right])
        return view.claims[index] if linked and one_sort else None
    if index is not None or before is None or _words("verbs").isdisjoint(lower[max(0, at - 1) : at]):
        return None
    alike = [claim for claim in before.claims if _may_be_compared(claim, view.claims[right])]
    return alike[0] if len(alike) == 1 else None


def _won(view: View) -> Iterator[Link]:
    """ "The winner polled 41 percent, the runner-up 36"."""
    lower = view.sentence.tokens.lower
    if _words("losers").isdisjoint(lower):
        return
    won = next((at for at, word in enumerate(lower) if word in _words("winners")), None)
    lost = next((at for at, word in enumerate(lower) if word in _words("losers")), None)
    if won is None or lost is None or won > lost:
        return
    one, other = _behind(view, won, lost), _behind(view, lost, lost + BEHIND)
    if one is None or other is None or "had" in lower[lost : view.first[other]]:
        # "the runner-up had led in the first round with 44 percent"
        return
    left, right = view.claims[one], view.claims[other]
    if left.kind in ("share", "count", "number") and _may_be_compared(left, right):
        yield _link(view, won, won + 1, left, right, True)

"""Comparisons by a word that is no number: "1,860, twice as many as Denmark's 930", "double the 930 of Denmark"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.extract.relations.change_words import factors_of
from claims.extract.relations.cues import word_set
from claims.extract.relations.figures import nearby_words
from claims.extract.relations.lists import addable
from claims.extract.relations.view import Link, View, category, fits, head, own_noun
from claims.model import Claim

# From "twice as many" to the number it is held against, in words, and from the number before to "twice".
LONGEST_THAN, LONGEST_BEFORE = 7, 8
# How much more or less is still called twice as many, and nearly or about twice.
_PLAIN, _ROUGH = (0.9, 1.15), (0.75, 1.25)
# More than twice, however much more.
_UNBOUNDED = 1e9
_BREAKS = frozenset({",", ";", ":", "(", ")", "—", "–", "and", "but", "while"})
_AS = (["as", "many"], ["as", "much"])
_SIZES = frozenset({"as", "the", "that", "those"})


def find_twice(view: View, earlier: Sequence[View]) -> Iterator[Link]:
    """Yield the ratios of two counts of which the one is said to be twice, or double, the other.

    ``earlier`` are the sentences before it in its paragraph, the nearest last. The detail of the relation holds the
    bounds and the words of the ratio, which is no claim.
    """
    if not view.claims:
        return
    lower = view.sentence.tokens.lower
    for place, factor in factors_of(view):
        if float(factor) <= 1 or lower[place + 1 : place + 2] == [] or lower[place + 1] not in _SIZES:
            continue
        times = _bounds(lower, place, float(factor))
        bracketed = _bracketed(view, place)
        if times is not None and bracketed is not None:
            yield _link(view, bracketed, times, place)
            continue
        left = _before(view, place)
        if times is None or left is None:
            continue
        compared = _behind(view, left, place) or _named(view, left, place, earlier)
        if compared is None:
            continue
        other, right = compared
        yield _link(view, (view.claims[left], other.claims[right]), times, place)


def _link(view: View, sides: tuple[Claim, Claim], times: tuple[float, float], place: int) -> Link:
    words = view.sentence.tokens.lower[place]
    detail = {"least": f"{times[0]:.17g}", "most": f"{times[1]:.17g}", "words": words}
    return view.link("ratio", [("left", sides[0]), ("right", sides[1])], place, place + 1, detail)


def _bracketed(view: View, place: int) -> tuple[Claim, Claim] | None:
    """ "twice as many men (4,200) as women (2,100)": what both come to stands in brackets behind their names."""
    lower = view.sentence.tokens.lower
    if lower[place + 1 : place + 3] not in _AS:
        return None
    left = view.claim_after(place + 1, LONGEST_THAN)
    if left is None or left + 1 >= len(view.claims):
        return None
    right = left + 1
    between = view.words(view.last[left], view.first[right])
    if between[:2] != [")", "as"] or between[-1:] != ["("] or len(between) > LONGEST_THAN:
        return None
    bracketed = lower[view.first[left] - 1] == "(" and lower[view.last[right] : view.last[right] + 1] == [")"]
    alike = category(view.claims[left]) == category(view.claims[right])
    if not bracketed or not alike or not (addable(view, left) and addable(view, right)):
        return None
    return view.claims[left], view.claims[right]


def _bounds(lower: Sequence[str], place: int, factor: float) -> tuple[float, float] | None:
    before = lower[max(0, place - 2) : place]
    if not nearby_words("ratio", "less").isdisjoint(before) and before[-1:] in (["than"], ["not"], ["under"]):
        return None
    if not nearby_words("ratio", "more").isdisjoint(before):
        return factor * _PLAIN[0], _UNBOUNDED
    least, most = _ROUGH if not nearby_words("ratio", "rough").isdisjoint(before) else _PLAIN
    return factor * least, factor * most


def _before(view: View, place: int) -> int | None:
    """Return the number right before "twice": ", twice as many", "is twice the"."""
    left = view.claim_before(place, LONGEST_BEFORE)
    if left is None or view.sorts[left] in ("share", "age", "ratio", "multiple", "points", "duration"):
        return None
    if head(view.claims[left]) in word_set("change", "times"):
        # "less than in the three previous years, it was double the lowest"
        return None
    if not addable(view, left) or _BREAKS.difference({","}).intersection(view.words(view.tail[left], place)):
        return None
    return left


def _behind(view: View, left: int, place: int) -> tuple[View, int] | None:
    right = view.claim_after(place + 1, LONGEST_THAN)
    if right is None or right != left + 1 or category(view.claims[right]) != category(view.claims[left]):
        return None
    words = view.words(place + 1, view.first[right])
    if words[:2] in _AS:
        words = words[2:]
        if words[:1] != ["as"]:
            return None
    if not _BREAKS.isdisjoint(words) or not word_set("list", "places").isdisjoint(words[-1:]):
        return None
    one, other = view.claims[left], view.claims[right]
    verdict = fits(one, other)
    unlike = verdict is None and own_noun(one) and own_noun(other) and one.kind in ("count", "number")
    # "in the three previous years, double the 3,457 casualties": of years no casualties are a multiple
    return None if verdict is False or unlike else (view, right)


def _named(view: View, left: int, place: int, earlier: Sequence[View]) -> tuple[View, int] | None:
    """ "Denmark counted 930. In Sweden there were 1,860, twice as many as in Denmark": of whom the sentence before told."""
    tokens = view.sentence.tokens
    if tokens.lower[place + 1 : place + 3] not in _AS or not earlier:
        return None
    rest = tokens.text[place + 3 : place + 6]
    if rest[:1] != ["as"]:
        return None
    name = next((word for word in rest[1:] if word[0].isupper()), None)
    before = earlier[-1]
    if name is None or name not in before.sentence.tokens.text:
        return None
    if not word_set("change", "times").isdisjoint(tokens.lower[place + 3 : place + 8]):
        return None
    alike = [
        index
        for index, claim in enumerate(before.claims)
        if category(claim) == category(view.claims[left]) and addable(before, index)
    ]
    if len(alike) != 1 or head(before.claims[alike[0]]) != head(view.claims[left]):
        return None
    return before, alike[0]

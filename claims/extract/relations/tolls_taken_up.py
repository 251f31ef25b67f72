"""A toll taken up again by a number alone: "at dawn they spoke of 31 dead, at nightfall of 51", "by Friday it was 78"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from claims.extract.relations.series import series_words
from claims.extract.relations.tolls import harm_of, may_tell_harm, toll_cues, toll_words
from claims.extract.relations.tolls_former import is_former
from claims.extract.relations.view import Link, View, category, own_noun
from claims.extract.word_guards import WordGuard
from claims.lexicon import load_table
from claims.model import Claim

# Words of a clause before its number; sentences after which a number no longer goes on with a toll.
REACH, NEAR = 14, 1
# Words behind a number ("59 bodies had been brought ashore").
BEHIND = 5
# A toll so many times another is one of something else.
FARTHEST = 15.0
_CLAUSE_ENDS = frozenset({".", ";", ":", "(", ")"})


@dataclass(frozen=True, slots=True)
class _Base:
    """A toll that a number may take up: what a text says to have been counted by a time."""

    claim: Claim
    place: int


@cache
def _times() -> frozenset[str]:
    calendar = load_table("calendar")
    words: set[str] = set(toll_words("times", "words"))
    for name in ("months", "weekdays", "cardinals", "units", "unit_plurals", "parts_of_day"):
        words.update(calendar[name])
    # "41 in the first and 29 in the second" of several states
    return frozenset(words) - {"first", "second"}


@cache
def _small() -> frozenset[str]:
    """Words between a time and its number that tell nothing else."""
    return (
        _times()
        | frozenset(load_table("calendar")["ordinals"])
        | series_words("levels")
        | series_words("rises")
        | series_words("links")
        | series_words("again")
        | toll_words("times", "small")
    )


def find_tolls_taken_up(views: Sequence[View | None]) -> Iterator[Link]:
    """Yield pairs of a toll and the number alone that a later time gives it."""
    base: _Base | None = None
    for place, view in enumerate(views):
        if view is None:
            continue
        tokens = view.sentence.tokens
        counts = _COUNTING.stands_in(tokens) or "from" in tokens.words
        for index, claim in enumerate(view.claims):
            if view.sorts[index] in ("age", "duration", "share", "ratio"):
                continue
            if base is not None and place - base.place <= NEAR and _takes_up(view, index, base.claim):
                # "it rose to 61" without a time is the next to be taken up
                if not _times().isdisjoint(_clause(view, index)):
                    members = [("earlier", base.claim), ("later", claim)]
                    yield view.link("series", members, view.first[index], view.last[index])
                base = _Base(claim, place)
            elif (counts or _is_cumulative(claim)) and _is_base(view, index):
                base = _Base(claim, place)


def _is_base(view: View, index: int) -> bool:
    """Whether a number is told as what had been counted by a time, and not as what one time saw."""
    claim = view.claims[index]
    if claim.relation == "vague" or not claim.check_lower:
        return False
    lower = view.sentence.tokens.lower
    before = lower[view.first[index] - 1] if view.first[index] else ""
    if _is_cumulative(claim):
        counted = claim.kind in ("count", "number", "physical") and claim.event != "missing"
        if not (counted and (claim.event or claim.item)) and not _is_toll(view, index):
            return False
        return series_words("falls").isdisjoint(_clause(view, index))
    if before == "from":
        # "the count went from 93 on Tuesday to 167 on Wednesday"
        words = _clause(view, index)
        return (
            series_words("falls").isdisjoint(words)
            and not toll_words("times", "from").isdisjoint(words)
            and not series_words("again").isdisjoint(words)
        )
    if not _COUNTING.stands_in(view.sentence.tokens) or not _is_toll(view, index):
        return False
    words = _clause(view, index)
    behind = lower[view.tail[index] : view.tail[index] + BEHIND]
    return series_words("falls").isdisjoint(words) and not toll_words("times", "stock").isdisjoint(
        [*words, *_opening(words), *behind]
    )


def _is_cumulative(claim: Claim) -> bool:
    return claim.time_role == "since" or claim.aggregation == "cumulative"


def _is_toll(view: View, index: int) -> bool:
    return bool(harm_of(view, index, may_tell_harm(view)))


def _counting() -> frozenset[str]:
    """The words without which no sentence tells a toll as what had been counted by a time."""
    return toll_words("times", "stock") | toll_words("times", "opens")


_COUNTING = WordGuard(_counting)


def _opening(words: Sequence[str]) -> list[str]:
    """A time that opens a clause says by when was counted ("at noon 40 were dead")."""
    opens = toll_words("times", "opens")
    return [
        "by"
        for at, word in enumerate(words[:-1])
        if word in opens and not _times().isdisjoint(words[at + 1 : at + 4])
    ]


def _takes_up(view: View, index: int, base: Claim) -> bool:
    claim = view.claims[index]
    if claim.kind not in ("count", "number") or own_noun(claim) or claim.relation == "vague":
        return False
    if is_former(view, index):
        return False
    if claim.kind != "number" and category(claim) != category(base):
        return False
    if not claim.value or not base.value or not 1 / FARTHEST <= claim.value / base.value <= FARTHEST:
        return False
    if claim.time_start and base.time_start and claim.time_start < base.time_start:
        # "in November 45,720, in October 42,000"
        return False
    words = _clause(view, index)
    if not words or not (_small().issuperset(words) or _is_spoken_of(words)):
        return False
    lower = view.sentence.tokens.lower
    behind = lower[view.last[index] : view.last[index] + 3]
    unlike = series_words("falls") | toll_words("times", "unlike")
    return unlike.isdisjoint([*words, *behind]) and not toll_cues("revised").find(view.sentence.tokens)


def _is_spoken_of(words: Sequence[str]) -> bool:
    """Whether a verb of counting stands right before the number: "when the search ended at dusk, they had counted"."""
    last = words[-2] if len(words) > 1 and words[-1] in ("of", "at") else words[-1]
    return last in toll_words("times", "stock") and not _times().isdisjoint(words)


def _clause(view: View, index: int) -> list[str]:
    """The words before a number, back to the number before it or to the start of its clause."""
    lower = view.sentence.tokens.lower
    first = view.first[index]
    floor = view.tail[index - 1] if index else 0
    if index and category(view.claims[index - 1]) == "duration":
        # "two hours later it was 26"
        floor = view.tail[index - 2] if index > 1 else 0
    start = first
    while start > max(floor, first - REACH) and lower[start - 1] not in _CLAUSE_ENDS:
        start -= 1
    return lower[start:first]

"""A running total told again: "the toll stood at 1,180; by Monday it had risen to 1,340"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from claims.extract.relations.tolls_former import is_former
from claims.extract.relations.view import Link, View, category
from claims.extract.word_classes import FUNCTION, NUMBER, word_classes
from claims.extract.word_guards import WordGuard
from claims.lexicon import load_table
from claims.model import Claim

# Words between a verb and its number, and of a clause before it.
FAR_VERB, FAR_SUBJECT = 5, 12
# Sentences after which a text no longer speaks of the same total.
NEAR = 3
_CLAUSE_ENDS = frozenset({".", ";", ":", ",", "and", "but", "(", ")", "—", "–", "while", "which", "that"})
_NUMBERS = frozenset({"number", "count", "total"})
_PLACED = frozenset({"in", "at", "across", "around", "near"})


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a total: ``noun`` names it, or is empty where a pronoun does; ``which``: a word that says which ones of
    them; ``of_place``: its subject is a place."""

    claim: Claim
    noun: str
    place: int
    verb: int
    is_rise: bool
    names: frozenset[str]
    which: str = ""
    of_place: bool = False


@cache
def series_words(name: str) -> frozenset[str]:
    return frozenset(load_table("series")[name])


def _verbs() -> frozenset[str]:
    """Without one of these a sentence states no level of a total by itself."""
    return series_words("levels") | series_words("rises")


_VERBS = WordGuard(_verbs)


def find_series_of_totals(views: Sequence[View]) -> Iterator[Link]:
    """Yield pairs of an earlier and a later level of one total, in the order of their times."""
    last: dict[str, _Level] = {}
    latest: _Level | None = None
    for view in views:
        yield from _dated_series(view)
        has_verb = _VERBS.stands_in(view.sentence.tokens)
        for index in range(len(view.claims)):
            level = (_level(view, index) if has_verb else None) or _again(view, index, latest)
            if level is None:
                continue
            before = last.get(level.noun) if level.noun else latest
            if before is None and level.is_rise and not level.noun:
                before = _counted_before(view, index, level)
            if before is not None and _goes_on(before, level) and not is_of_before(before.claim, level.claim):
                yield view.link("series", _in_time(before.claim, level.claim), level.verb, level.verb + 1)
            if level.noun or before is not None:
                noun = level.noun or (before.noun if before is not None else "")
                latest = _Level(level.claim, noun, level.place, level.verb, level.is_rise, level.names)
                last[noun] = latest


def _level(view: View, index: int) -> _Level | None:
    """The level that a claim states, if its clause has a verb and a subject of a running total."""
    claim = view.claims[index]
    if claim.kind not in ("count", "number", "money"):
        return None
    lower = view.sentence.tokens.lower
    first = view.first[index]
    # The hedge or verb that bounds the number is part of it ("passed 400", "at least 40").
    at = first
    while at > max(0, first - FAR_VERB) and lower[at - 1] in series_words("links"):
        at -= 1
    verb = first if lower[first] in series_words("levels") else at - 1
    if verb < 0 or (lower[verb] not in series_words("levels") and lower[verb] not in series_words("rises")):
        return None
    start = verb
    while start > max(0, verb - FAR_SUBJECT) and lower[start - 1] not in _CLAUSE_ENDS:
        start -= 1
    clause = lower[start : view.tail[index]]
    if not series_words("falls").isdisjoint([*clause, *lower[view.tail[index] : view.tail[index] + 2]]):
        return None
    behind = lower[view.last[index] : view.tail[index]]
    if behind and series_words("counted").isdisjoint(behind[-1:]):
        # "rescuers reached two more hamlets"
        return None
    if is_former(view, index):
        return None
    subject = lower[start:first]
    noun = next((word for word in reversed([*subject, *clause[-1:]]) if word in series_words("growing")), "")
    is_rise = lower[verb] in series_words("rises")
    if not noun:
        # "the number of homes without power": of anything, if it is said to rise
        noun = next(
            (
                " ".join(subject[at + 2 : at + 4])
                for at in range(len(subject) - 1)
                if subject[at] in _NUMBERS and subject[at + 1] == "of"
            ),
            "",
        )
    if not noun and series_words("again").isdisjoint(subject):
        return None
    names = frozenset(
        view.sentence.tokens.lower[place + 1]
        for place in range(start, min(view.tail[index] + 3, len(lower) - 1))
        if lower[place] in _PLACED and view.sentence.tokens.text[place + 1][:1].isupper()
    )
    # "Texas has reported 198 cases and New Mexico has reported 10"
    subject_at = verb - 2 if lower[verb - 1 : verb] in (["has"], ["had"], ["have"]) else verb - 1
    if subject_at > 0 and view.sentence.tokens.text[subject_at][:1].isupper():
        names |= {lower[subject_at]}
    of_place = subject_at == 0 and (claim.place or "").lower() == lower[0]
    return _Level(claim, noun, view.sentence.index, verb, is_rise, names, _which(subject, noun), of_place)


def _which(subject: Sequence[str], noun: str) -> str:
    """The word before the noun of those counted that says which ones are meant: "imported cases came to"."""
    at = subject.index(noun) if noun.endswith("s") and noun in subject else 0
    word = subject[at - 1] if at else ""
    known = word_classes().get(word, 0) & (FUNCTION | NUMBER) or word in series_words("general")
    return "" if known or not word.isalpha() else word


def _again(view: View, index: int, latest: _Level | None) -> _Level | None:
    """ "It rose to 61 a day later and to 66 on Monday"."""
    if latest is None or index == 0 or latest.claim is not view.claims[index - 1]:
        return None
    first = view.first[index]
    if view.words(max(0, first - 2), first) not in (["and", "to"], [",", "to"], ["then", "to"]):
        return None
    return _Level(view.claims[index], "", latest.place, first - 1, latest.is_rise, frozenset())


def _counted_before(view: View, index: int, level: _Level) -> _Level | None:
    """The count before in the sentence, which "the number had grown to" takes up."""
    if index == 0 or view.claims[index - 1].kind != "count":
        return None
    return _Level(view.claims[index - 1], "", level.place, level.verb, False, frozenset())


def _goes_on(before: _Level, level: _Level) -> bool:
    earlier, later = before.claim, level.claim
    if level.place - before.place > NEAR or _sort(earlier) != _sort(later):
        return False
    if earlier.place and later.place and earlier.place != later.place:
        return False
    if earlier.actor and later.actor and earlier.actor != later.actor:
        return False
    # "In Kherson it rose to 12", "Asia reported 64,590 of the cases"
    if (level.names - before.names and before.names) or (level.of_place and not before.of_place):
        return False
    if level.which and f"{level.which} {level.noun}" not in earlier.sentence.lower():
        # "Imported cases came to 85"
        return False
    if earlier.measure and later.measure and earlier.measure != later.measure and before.noun != level.noun:
        return False
    noun = level.noun or before.noun
    return level.is_rise or noun in series_words("growing")


def _sort(claim: Claim) -> str:
    return "count" if claim.kind in ("count", "number") else category(claim)


def is_of_before(told: Claim, later: Claim) -> bool:
    """Whether a level has a day that is over when the one told before it is news: "rises to 183", and "144 on Wednesday"."""
    if told.time_basis != "published" or later.time_basis not in ("stated", "relative"):
        return False
    return bool(told.time_start and later.time_end and later.time_end <= told.time_start)


def _in_time(earlier: Claim, later: Claim) -> list[tuple[str, Claim]]:
    firm = ("stated", "relative")
    if (
        earlier.time_start
        and later.time_start
        and earlier.time_basis in firm
        and later.time_basis in firm
        and later.time_start < earlier.time_start
    ):
        earlier, later = later, earlier
    return [("earlier", earlier), ("later", later)]


def _dated_series(view: View) -> Iterator[Link]:
    """ "5,300 cumulative cases by the end of April, 9,700 by the end of June"."""
    if len(view.claims) < 2:
        return
    dated = [
        claim
        for claim in view.claims
        if claim.aggregation == "cumulative"
        and claim.measure
        and claim.time_role == "as_of"
        and claim.time_basis != "published"
    ]
    dated.sort(key=lambda claim: claim.time_start or "")
    for earlier, later in pairwise(dated):
        alike = earlier.measure == later.measure and earlier.place == later.place
        # "40 on Monday and 1,300 in the month": the one is in the other
        if alike and earlier.time_end and later.time_start and earlier.time_end <= later.time_start:
            index = view.claims.index(later)
            yield view.link(
                "series", [("earlier", earlier), ("later", later)], view.first[index], view.last[index]
            )

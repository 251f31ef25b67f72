"""A toll that one text gives twice: "09:40: 400 dead. 14:15: 404 dead", "by noon 16 had died, by evening 19"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.extract.relations.happenings import Told, places_of
from claims.extract.relations.series import is_of_before, series_words
from claims.extract.relations.tolls import Tolls, toll_cues, toll_words, who_of
from claims.extract.relations.tolls_before import find_tolls_before
from claims.extract.relations.tolls_former import is_former
from claims.extract.relations.tolls_taken_up import find_tolls_taken_up
from claims.extract.relations.view import Link, View
from claims.model import Claim

# Sentences after which a text no longer speaks of the same, and one whose lines are stamped.
NEAR, FAR = 4, 12
# Words from "by" to the number of that time; words in which a line is stamped.
REACH, STAMP = 12, 7
# A toll so many times another is one of something else.
FARTHEST = 15.0
# Words at the head of a sentence that goes on at a later time.
LATER = 4
_CLOCK = re.compile(r"\b(\d{1,2})(?:[:.](\d{2}))? ?(?:(a|p)\.?m\b|h\b|hrs\b|GMT\b|UTC\b)?", re.IGNORECASE)
_BARE_CLOCK = re.compile(
    r"\W{0,3}([01]?\d|2[0-3])[:.]([0-5]\d)(?: ?(?:h|hrs|GMT|UTC|CET|CEST|EST|EDT))?\]? +[A-Z]"
)
_SUPPOSED = frozenset({"would", "could", "might"})
# Parts of a day that stamp a line ("Kerrville, noon: 43 dead"), by their hour.
_HOURS = {
    "dawn": 6,
    "morning": 9,
    "noon": 12,
    "midday": 12,
    "afternoon": 15,
    "evening": 19,
    "nightfall": 20,
    "night": 22,
    "midnight": 24,
}


@dataclass(frozen=True, slots=True)
class _Toll:
    """A toll with its sentence, and the moment by which the line is stamped, if it is."""

    claim: Claim
    view: View
    index: int
    harm: str
    who: str
    place: int
    stamp: tuple[str, int] | None


def find_tolls_again(
    told: Sequence[Told], views: Sequence[View | None], tolls: Sequence[Tolls]
) -> Iterator[Link]:
    """Yield pairs of an earlier and a later toll of one happening, in the order of their times.

    ``tolls`` are those of each sentence.
    """
    before: list[_Toll] = []
    for place, view in enumerate(views):
        if view is None:
            continue
        for index, harm in tolls[place] or _same_again(view, before, place):
            claim = view.claims[index]
            toll = _Toll(claim, view, index, harm, who_of(view, index), place, _stamp_of(told, place))
            for other in reversed(before):
                if place - other.place > (FAR if toll.stamp and other.stamp else NEAR):
                    break
                # of people killed, the fighters are a part
                if other.harm != harm or (toll.who and other.who != toll.who):
                    continue
                # the nearest one, or none
                if _may_follow(told, other, toll):
                    first, then = (other, toll)
                    if other.stamp and toll.stamp and _is_later(other.stamp, toll.stamp):
                        first, then = toll, other
                    members = [("earlier", first.claim), ("later", then.claim)]
                    yield view.link("series", members, view.first[index], view.last[index])
                break
            before.append(toll)
    yield from find_tolls_taken_up(views)
    yield from find_tolls_before(views)


def _is_later(one: tuple[str, int], other: tuple[str, int]) -> bool:
    """Whether a stamp is later than another; one without a day is of the other's day."""
    return one > other if one[0] and other[0] else one[1] > other[1]


def _same_again(view: View, before: Sequence[_Toll], place: int) -> list[tuple[int, str]]:
    """The number that goes on from a toll just told: "By Saturday evening the count stood at 1,644"."""
    if not before or place - before[-1].place > 1:
        return []
    lower = view.sentence.tokens.lower
    return [
        (index, before[-1].harm)
        for index, claim in enumerate(view.claims)
        if claim.kind == "number"
        and not series_words("again").isdisjoint(lower[max(0, view.first[index] - REACH) : view.first[index]])
    ]


def _may_follow(told: Sequence[Told], earlier: _Toll, later: _Toll) -> bool:
    low, high = earlier.claim.check_lower, later.claim.check_upper
    if not low or not high or not 1 / FARTHEST <= high / low <= FARTHEST:
        return False
    if earlier.claim.actor and later.claim.actor and earlier.claim.actor != later.claim.actor:
        # the losses of two armies
        return False
    if is_of_before(earlier.claim, later.claim) or is_former(later.view, later.index):
        return False
    if toll_cues("revised").find(later.view.sentence.tokens):
        return False
    if not (
        toll_words("guessed", "estimates").isdisjoint(earlier.view.sentence.tokens.lower)
        or toll_words("guessed", "confirmed").isdisjoint(later.view.sentence.tokens.lower)
    ):
        # "estimates of 54,000 dead", and a confirmed toll of 39,000
        return False
    if any(
        not _SUPPOSED.isdisjoint(toll.view.words(0, toll.view.first[toll.index])) for toll in (earlier, later)
    ):
        # "If all are dead, the toll would jump to 1,300"
        return False
    where, there = places_of(told[earlier.place]), places_of(told[later.place])
    if where and there and where.isdisjoint(there):
        return False
    if earlier.stamp and later.stamp:
        return earlier.stamp != later.stamp
    if _opens(earlier) and _opens(later):
        return True
    if (_opens(later) and _goes_on(earlier.claim, later)) or _speaks_later(earlier, later):
        return True
    # "has now risen to 19"
    return earlier.place != later.place and not (there - where) and _grows(later)


def _goes_on(earlier: Claim, later: _Toll) -> bool:
    """ "On Wednesday they said that 19 had died, and by Friday the toll was 24": two running counts."""
    if not earlier.aggregation == later.claim.aggregation == "cumulative" or not earlier.time_text:
        return False
    start = max(0, later.view.first[later.index] - REACH)
    if series_words("again").isdisjoint(later.view.words(start, later.view.tail[later.index])):
        return False
    days = (earlier.time_start, later.claim.time_start)
    return bool(days[0] and days[1] and days[0] <= days[1])


def _speaks_later(earlier: _Toll, later: _Toll) -> bool:
    """ "Hours later the minister spoke of 39 dead"."""
    words = later.view.sentence.tokens.lower
    return (
        later.place == earlier.place + 1
        and "later" in words[:LATER]
        and not toll_words("times", "stock").isdisjoint(words[LATER - 1 : later.view.first[later.index]])
    )


def _grows(toll: _Toll) -> bool:
    tokens = toll.view.sentence.tokens
    first = toll.view.first[toll.index]
    return any(
        first - REACH <= cue.start < first
        for cue in toll_cues("cues").find(tokens)
        if tokens.lower[cue.start] not in ("now", "since", "so", "in")
    )


def _opens(toll: _Toll) -> bool:
    """Whether the clause of a number gives the time up to which it was counted."""
    words = toll.view.sentence.tokens.lower
    first = toll.view.first[toll.index]
    floor = toll.view.tail[toll.index - 1] if toll.index else 0
    opens = toll_words("times", "opens")
    # "by far"
    found = [
        at for at in range(max(floor, first - REACH), first) if words[at] in opens and words[at + 1] != "far"
    ]
    if toll.claim.time_text is not None:
        return bool(found)
    # "At eight in the evening it spoke of 112 deaths": a clock says it, too, of what was counted
    times, stock = toll_words("times", "words"), toll_words("times", "stock")
    return any(
        not times.isdisjoint(words[at + 1 : at + 5]) and not stock.isdisjoint(words[at + 1 : first])
        for at in found
    )


def _stamp_of(told: Sequence[Told], place: int) -> tuple[str, int] | None:
    """The stamp of a sentence's line, which its first sentence may bear."""
    paragraph = told[place].sentence.paragraph
    for one in reversed(told[max(0, place - NEAR) : place + 1]):
        if one.sentence.paragraph != paragraph:
            break
        stamp = _stamp(one)
        if stamp is not None:
            return stamp
    return None


def _stamp(told: Told) -> tuple[str, int] | None:
    """The day, ISO, and the minute of it, that stand at the head of a line before a mark."""
    sentence = told.sentence
    tokens = sentence.tokens
    marks = toll_words("times", "marks")
    end = 0
    for at in range(1, min(STAMP, len(tokens))):
        # the colon of "09:40" is none
        if tokens.text[at] in marks and not (
            tokens.glued(at) and at + 1 < len(tokens) and tokens.glued(at + 1)
        ):
            end = at
            break
    if not end:
        # "13:05 Two dead, the governor says."
        bare = _BARE_CLOCK.match(sentence.text)
        return ("", 60 * int(bare[1]) + int(bare[2])) if bare else None
    day = next(
        (
            date.start.date().isoformat()
            for date in told.dates
            if date.start and date.span[1] <= tokens.start[end]
        ),
        "",
    )
    head = sentence.text[: tokens.start[end] - sentence.start]
    part = next((word for word in tokens.lower[:end] if word in _HOURS), "")
    clock = next((found for found in _CLOCK.finditer(head) if found[2] or found[3]), None)
    if clock is None:
        return (day, 60 * _HOURS.get(part, 0)) if day or part else None
    hour = int(clock[1]) % 12 + 12 * (clock[3].lower() == "p") if clock[3] else int(clock[1])
    return day, 60 * hour + int(clock[2] or 0)

"""Stretches of time by which a rate is multiplied: "for 30 days", "in August", "a year"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from claims.extract.relations.amounts import Amount, rate_words, units_of_time
from claims.extract.relations.view import WINDOW, View
from claims.lexicon import load_table
from claims.model import Claim

# Words behind or before a result in which "over a full year" is looked for.
_REACH = 8
_DAY = 24
_PARTS_OF_DAY = frozenset({"morning", "evening"})
_LONGEST = 400 * 86400.0
# Units of the age of what goes on, rather than of a person: "with the campaign eleven weeks old".
_YOUNG = frozenset({"day", "week", "month"})
_PERIODS = frozenset({"month", "year", "quarter", "week", "half", "season", "range"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time: how many of the rate's unit it holds, at least and at most. ``claim`` is the duration that states
    it, if one does, ``distance`` in sentences from the result; ``choices`` are other numbers that may be meant,
    such as working days."""

    low: float
    high: float
    words: str
    claim: Claim | None = None
    distance: int = 0
    choices: tuple[float, ...] = ()


_ONE = Stretch(1.0, 1.0, "")
_PARTS = {1.0: "{}", 0.5: "half {}", 1.5: "{} and a half"}


@cache
def seconds_in(unit: str) -> tuple[float, float]:
    low, high = load_table("relations_rates")["seconds"][unit]
    return float(low), float(high)


def in_longer(unit: str, longer: str) -> Stretch | None:
    """Return how many of a unit the longer one holds; ``None`` if it is the shorter one."""
    key = f"{unit}/{longer}"
    table = load_table("relations_rates")
    if key in table["fits"]:
        low, high = table["fits"][key]
    else:
        (least, most), (shortest, longest) = seconds_in(longer), seconds_in(unit)
        low, high = least / longest, most / shortest
        if high <= 1:
            return None
    choices = tuple(float(number) for number in table["working"].get(key, ()))
    return Stretch(float(low), float(high), f"a {longer}", choices=choices)


def stretches(unit: str, result: Amount, views: Sequence[View]) -> Iterator[Stretch]:
    """Yield the times that may lie between a rate by ``unit`` and ``result``, in sentences ``views`` around it.

    A result that is itself told by the day, the month or the year has that one time.
    """
    here = result.view.sentence.index
    if result.per:
        if result.per != unit:
            found = in_longer(unit, result.per)
            if found:
                yield found
        for view in views:
            # "six a day, and seven days a week", "50 an hour in two shifts of eight hours, 800 a day"
            for index, claim in enumerate(view.claims[:WINDOW]):
                if claim.kind != "duration" or not claim.value:
                    continue
                shifts = _shifts(view, index)
                # "4,000 an hour; it runs for 16 hours, 64,000 a day"
                part = view is result.view and unit == "hour" and claim.value < _DAY and _lasts(view, index)
                if claim.unit == f"{unit}/{result.per}" or (claim.unit == unit and (shifts or part)):
                    held = claim.value * (shifts or 1.0)
                    yield Stretch(held, held, claim.quote, claim, abs(view.sentence.index - here))
        return
    own = _own_time(result)
    if own is not None:
        yield from _told(unit, own, 0, 1.0)
        return
    for view in views:
        for index, claim in enumerate(view.claims[:WINDOW]):
            young = claim.kind == "age" and claim.unit in _YOUNG
            lasting = claim.kind == "duration" and "/" not in (claim.unit or "")
            if young or (lasting and _lasts(view, index)):
                distance = abs(view.sentence.index - here)
                yield from _told(unit, claim, distance, _shifts(view, index) or 1.0)
    dated = list(_dated(unit, result.claim))
    yield from dated or _in_words(unit, result)


def _lasts(view: View, index: int) -> bool:
    """Whether a duration says how long something went on."""
    lower = view.sentence.tokens.lower
    behind = lower[view.last[index]] if view.last[index] < len(lower) else ""
    before = lower[view.first[index] - 1] if view.first[index] else ""
    if behind in rate_words("not_lasting") and before not in rate_words("definite"):
        return False
    return before not in ("every", "each", "per")


def _own_time(result: Amount) -> Claim | None:
    """Return the time told right behind a result: "104 million litres in each 24 hours"."""
    view, index = result.view, result.index + 1
    if index == len(view.claims) or view.claims[index].kind != "duration":
        return None
    between = view.words(view.tail[result.index], view.first[index])
    beside = bool(between) and between[0] in rate_words("span") and "/" not in (view.claims[index].unit or "")
    return view.claims[index] if beside and all(word in rate_words("whole") for word in between[1:]) else None


def _shifts(view: View, index: int) -> float | None:
    """Return how many times a length of time is told of: 2 for "two shifts of eight hours"."""
    if not index or view.words(view.first[index] - 1, view.first[index]) != ["of"]:
        return None
    claim = view.claims[index - 1]
    beside = view.tail[index - 1] >= view.first[index] - 1 and claim.kind == "count"
    return claim.value if beside else None


def _told(unit: str, claim: Claim, distance: int, times: float) -> Iterator[Stretch]:
    low = claim.base_lower if claim.base_lower is not None else claim.base_upper
    high = claim.base_upper if claim.base_upper is not None else claim.base_lower
    if low is None or high is None or not low:
        return
    low, high = low * times, high * times
    shortest, longest = seconds_in(unit)
    told = (claim.unit or "").rpartition("/")[2]
    number = claim.value * times if claim.value else claim.value
    held = _ONE if told == unit else in_longer(unit, told) if told in units_of_time() else None
    if held and number:
        spare = 0.1 if claim.approximate else 0.0
        low, high = held.low * number * (1 - spare), held.high * number * (1 + spare)
        choices = tuple(choice * number for choice in held.choices)
        yield Stretch(low, high, claim.quote, claim, distance, choices)
        return
    if claim.check_lower is not None and claim.check_upper is not None:
        low, high = claim.check_lower * times, claim.check_upper * times
    yield Stretch(low / longest, high / shortest, claim.quote, claim, distance)


def _in_words(unit: str, result: Amount) -> Iterator[Stretch]:
    """Yield "over a full year", "in a month", "by the end of the week" beside the result."""
    view = result.view
    lower = view.sentence.tokens.lower
    first, last = view.first[result.index], view.tail[result.index]
    for start, end in (
        (max(0, first - _REACH), first),
        (last, min(len(lower), last + _REACH)),
    ):
        for place in range(start, end):
            longer = units_of_time().get(lower[place])
            if (
                longer is None
                or lower[place] in _PARTS_OF_DAY
                or place < 2
                or lower[place - 1] not in rate_words("whole")
            ):
                continue
            before = place - 2
            half = lower[before] == "half"
            part = 0.5 if half else 1.5 if _and_a_half(lower, place + 1) else 1.0
            before -= half
            if lower[before] == "of" and lower[before - 1] in rate_words("part_of"):
                # "in the first half of the year", "for most of the week"
                if lower[before - 1] != "half":
                    continue
                part = 0.5
            if before and lower[before] in rate_words("whole"):
                before -= 1
            if (
                lower[before] in rate_words("lasting")
                or lower[before] in ("the", "by")
                or lower[place - 1]
                in (
                    "whole",
                    "full",
                    "entire",
                )
            ):
                found = in_longer(unit, longer)
                if found:
                    words = _PARTS[part].format(found.words)
                    choices = tuple(choice * part for choice in found.choices)
                    yield Stretch(found.low * part, found.high * part, words, None, 0, choices)


def _and_a_half(lower: Sequence[str], place: int) -> bool:
    return lower[place : place + 3] == ["and", "a", "half"]


def _dated(unit: str, claim: Claim) -> Iterator[Stretch]:
    """Yield the time that the result itself is dated with: "3,100 in August"."""
    if not (claim.time_start and claim.time_end) or claim.time_basis not in ("stated", "relative"):
        return
    if claim.time_text and f"{claim.time_text} and a half" in claim.sentence:
        # The time that was read is not all of it.
        return
    if claim.time_role not in ("period", "since") and claim.time_precision not in _PERIODS:
        return
    if claim.time_precision in ("year", "quarter"):
        found = in_longer(unit, claim.time_precision)
        if found:
            yield Stretch(found.low, found.high, claim.time_text or "", None, 0, found.choices)
        return
    seconds = (
        datetime.fromisoformat(claim.time_end) - datetime.fromisoformat(claim.time_start)
    ).total_seconds()
    shortest, longest = seconds_in(unit)
    if 1.5 * longest <= seconds <= _LONGEST:
        # Whether its first and its last day count is left open, except for those of the calendar.
        spare = 0.0 if claim.time_role == "event" else 86400.0
        yield Stretch((seconds - spare) / longest, (seconds + spare) / shortest, claim.time_text or "")

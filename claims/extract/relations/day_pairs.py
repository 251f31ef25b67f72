"""The days that sentences give, and pairs of them between which a stated time may lie."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from claims.extract.relations.happenings import DATED, DAYLIKE, Told
from claims.extract.relations.view import View

# Times by which the time between two dates may differ from the stated one: else they have nothing to do with it.
FOLD = 12.0
DAYS = {
    "hour": 1 / 24,
    "day": 1.0,
    "night": 1.0,
    "week": 7.0,
    "month": 30.44,
    "year": 365.25,
    "decade": 3652.5,
    "century": 36525.0,
}
# A year that has every day.
LEAP = 2024
# The days with which "since May" and "since 2020" begin.
_SPAN = {"month": 31, "year": 366}


@dataclass(frozen=True, slots=True)
class Day:
    """A date as told: its first day, the day behind its last, its words, and its tokens in its sentence, half-open.

    ``since``: it opens a time that goes on; ``bare``: its words give no number ("Tuesday", "yesterday").
    """

    first: date
    last: date
    words: str
    start: int
    end: int
    since: bool = False
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """The two ends of a time; ``off``: the share by which the stated time misses it."""

    origin: Day
    on: Day
    off: float


def days_of(told: Told) -> list[Day]:
    """Return the days, months and years that a sentence gives, in order; of a range both ends."""
    found: list[Day] = []
    for mention in told.dates:
        if mention.holds_quantity or mention.start is None or mention.ambiguous:
            continue
        starts = told.sentence.tokens.start
        start, end = bisect_left(starts, mention.span[0]), bisect_left(starts, mention.span[1])
        bare = not any(sign.isdecimal() for sign in mention.text)
        first = mention.start.date()
        if mention.role == "since" and mention.precision in DATED:
            last = first + timedelta(days=_SPAN.get(mention.precision, 1))
            found.append(Day(first, last, mention.text, start, end, since=True, bare=bare))
        elif mention.end is None:
            continue
        elif mention.role in ("event", "as_of") and (
            mention.precision in DATED or mention.precision.startswith("part_of_")
        ):
            last = first + timedelta(days=1) if mention.precision in DAYLIKE else mention.end.date()
            found.append(Day(first, last, mention.text, start, end, bare=bare))
        elif mention.rule.startswith("range"):
            found.append(Day(first, first + timedelta(days=1), mention.text, start, end, since=True))
            last = mention.end.date()
            found.append(Day(last - timedelta(days=1), last, mention.text, start, end))
    return found


def published_on(day: date) -> Day:
    """The day of publication, as one that no words tell."""
    return Day(day, day + timedelta(days=1), "", -1, -1, bare=True)


def is_anniversary(day: Day, published: date) -> bool:
    """Whether a day in a year before has the month and the day of publication, or those of the days beside it."""
    return (
        (day.last - day.first).days == 1
        and day.first.year < published.year
        and abs((published.replace(year=LEAP) - day.first.replace(year=LEAP)).days) <= 1
    )


def off(origin: Day, on: Day, stated: float) -> float | None:
    """By what share the stated days miss those between two dates; ``None`` where they have nothing to do with them."""
    least, most = (on.first - origin.last).days + 1, (on.last - origin.first).days - 1
    if most <= 0:
        return None
    days = min(max(stated, float(least)), float(most))
    if days <= 0 or not 1 / FOLD <= stated / days <= FOLD:
        return None
    return abs(days - stated) / max(days, stated)


def best_pair(origins: Sequence[Day], ons: Sequence[Day], stated: float) -> Pair | None:
    """Return the pair that the stated days fit best, of those of which one lies behind the other."""
    best: Pair | None = None
    for origin in origins:
        for on in ons:
            missed = None if on is origin else off(origin, on, stated)
            if missed is not None and (best is None or missed < best.off):
                best = Pair(origin, on, missed)
    return best


def detail_of(pair: Pair) -> dict[str, str]:
    """The details of a relation ``timed`` that give the two ends."""
    return {
        "from": pair.origin.first.isoformat(),
        "from_end": pair.origin.last.isoformat(),
        "told": pair.origin.words,
        "on": pair.on.first.isoformat(),
        "on_end": pair.on.last.isoformat(),
    }


def is_of_another(view: View, day: Day, start: int) -> bool:
    """Whether a day is that of another time than the one told from token ``start`` on: "three years after the vote of
    5 May 2021, and ten after the war was lost"."""
    lower = view.sentence.tokens.lower
    return "and" in lower[day.end : start] and "after" in lower[: day.start]

"""A stretch of time: the half-open interval that an expression stands for, and its EDTF form."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from claims.model import TimeRole

Basis = Literal["stated", "relative", "published"]

# Precisions that are written as a day in EDTF.
DAYLIKE = frozenset({"day", "morning", "noon", "afternoon", "evening", "night", "part_of_day"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """``start`` and ``end`` are ``None`` where open, or where nothing anchors them.

    ``explicit`` tells that the year was stated, so that later dates may lean on it. ``edtf`` is given only
    where it cannot be told from the interval (years before Christ, times of day, dates without a year).
    """

    start: datetime | None
    end: datetime | None
    precision: str
    basis: Basis = "stated"
    approximate: bool = False
    explicit: bool = False
    edtf: str | None = None
    role: TimeRole = "event"
    holds_quantity: bool = False
    ambiguous: bool = False
    alternatives: tuple[tuple[datetime | None, datetime | None], ...] = ()

    def approximated(self) -> Stretch:
        return replace(self, approximate=True)


def edtf_of(stretch: Stretch) -> str | None:
    """EDTF (ISO 8601-2) of the stretch, ``None`` where it has no anchored end."""
    mark = "~" if stretch.approximate else ""
    if stretch.edtf is not None:
        marked = mark and not any(sign in stretch.edtf for sign in "/TX")
        return stretch.edtf + mark if marked else stretch.edtf
    start, end = stretch.start, stretch.end
    if start is None and end is None:
        return None
    if start is None or end is None:
        return _open(start, end, mark)
    simple = _calendar_form(start, end, stretch.precision)
    if simple is not None:
        return simple + mark
    left, right = _ends(start, end)
    return f"{left}{mark}/{right}{mark}"


def _open(start: datetime | None, end: datetime | None, mark: str) -> str:
    if start is not None:
        return f"{_point(start, start_of=True)}{mark}/.."
    assert end is not None
    return f"../{_point(end, start_of=False)}{mark}"


def _calendar_form(start: datetime, end: datetime, precision: str) -> str | None:
    year = f"{start.year:04d}"
    if precision == "year":
        return year
    if precision == "month":
        return f"{year}-{start.month:02d}"
    if precision in DAYLIKE:
        return f"{year}-{start.month:02d}-{start.day:02d}" if end - start == timedelta(days=1) else None
    if precision == "season":
        return f"{year}-{20 + start.month // 3}"
    if precision == "quarter":
        return f"{year}-{33 + start.month // 3}"
    if precision == "half":
        return f"{year}-{40 + start.month // 7}"
    if precision == "decade":
        return year[:3] + "X"
    if precision == "century":
        return year[:2] + "XX"
    return None


def _ends(start: datetime, end: datetime) -> tuple[str, str]:
    """Both ends at the coarsest of year, month and day that is exact for both."""
    if start.day == end.day == 1 and _is_midnight(start) and _is_midnight(end):
        if start.month == end.month == 1:
            return f"{start.year:04d}", f"{end.year - 1:04d}"
        last = end - timedelta(days=1)
        return f"{start.year:04d}-{start.month:02d}", f"{last.year:04d}-{last.month:02d}"
    return _point(start, start_of=True), _point(end, start_of=False)


def _point(moment: datetime, *, start_of: bool) -> str:
    """The day that holds the start, or the last moment: the ends of EDTF intervals are dates."""
    ends_at_midnight = not start_of and _is_midnight(moment) and moment.toordinal() > 1
    day = moment - timedelta(days=1) if ends_at_midnight else moment
    return f"{day.year:04d}-{day.month:02d}-{day.day:02d}"


def _is_midnight(moment: datetime) -> bool:
    return moment.hour == moment.minute == moment.second == 0

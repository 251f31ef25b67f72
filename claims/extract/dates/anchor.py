"""What an incomplete date leans on: the publication date, the date in focus, and the tense."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from claims.extract.dates.calendar import days_in_month, shift
from claims.extract.dates.stretch import Stretch

Tense = Literal["past", "future"] | None

# A month and day without a year belong to the year of publication (Associated Press style), unless the
# date of that year is farther than FAR days and that of a neighbouring year nearer than NEAR.
NEAR = 100
COARSER_THAN_DAYS = frozenset(
    {"week", "month", "quarter", "season", "half", "year", "part_of_year", "part_of_month"}
)
FAR = 180


@dataclass(frozen=True, slots=True)
class Anchor:
    """``reference`` is the publication date; ``focus`` the date last spoken of; ``history`` tells that the
    text tells of a time other than its own, so that bare months and weekdays lean on the focus; ``story``
    that it does so at length, so that "this month" and "next year" do too; ``latest`` is the last date with
    a stated year, in focus or not, which "that year" takes up; ``after`` is the start of a
    range whose end is being read."""

    reference: datetime | None
    focus: Stretch | None = None
    history: bool = False
    tense: Tense = None
    after: datetime | None = None
    story: bool = False
    latest: Stretch | None = None

    def base(self, *, focus: bool, days: bool = False) -> datetime | None:
        """The moment to count from; ``days`` where a focus no finer than a week is of little use."""
        if focus and self.focus is not None and self.focus.start is not None:
            coarse = days and self.focus.precision in COARSER_THAN_DAYS
            if not coarse or self.reference is None or self.history:
                return self.focus.start
        return self.reference

    def following(self, start: datetime | None) -> Anchor:
        return replace(self, after=start)


def choose_year(anchor: Anchor, month: int, day: int | None = None) -> int | None:
    """The year of a date written without one."""
    if anchor.after is not None:
        year = anchor.after.year
        return year if (month, day or 31) >= (anchor.after.month, anchor.after.day) else year + 1
    focus = anchor.focus.start if anchor.focus is not None else None
    if focus is not None and (anchor.history or anchor.reference is None):
        assert anchor.focus is not None
        return _year_after_focus(focus, anchor.focus.precision, month)
    if anchor.reference is None:
        return None
    if month == 2 and day == 29:
        return _leap_year(anchor)
    reference = anchor.reference
    today = (reference.month, reference.day)
    if anchor.tense == "future":
        return reference.year if (month, day or 31) >= today else reference.year + 1
    if anchor.tense == "past" or day is None:
        return reference.year if (month, day or 1) <= today else reference.year - 1
    distance = (month - reference.month) * 30.5 + day - reference.day
    if distance > FAR:
        return reference.year - 1
    if distance < -FAR and distance < NEAR - 365:
        return reference.year + 1
    return reference.year


def _year_after_focus(focus: datetime, precision: str, month: int) -> int:
    """A story goes on: January after a December is the next one."""
    return focus.year + 1 if precision not in ("year", "decade") and focus.month - month > 6 else focus.year


def _leap_year(anchor: Anchor) -> int:
    assert anchor.reference is not None
    year = anchor.reference.year
    step = 1 if anchor.tense == "future" else -1
    while days_in_month(year, 2) != 29:
        year += step
    return year


def choose_weekday(anchor: Anchor, weekday: int) -> datetime | None:
    """The day meant by a bare weekday: in news the nearest that is not after publication."""
    if anchor.after is not None:
        return shift(anchor.after, (weekday - anchor.after.weekday()) % 7, "day")
    focus = anchor.focus.start if anchor.focus is not None else None
    if anchor.story and focus is not None and anchor.focus is not None and anchor.focus.precision == "day":
        return shift(focus, (weekday - focus.weekday() + 3) % 7 - 3, "day")
    if anchor.reference is None:
        return None
    today = datetime(anchor.reference.year, anchor.reference.month, anchor.reference.day)
    if anchor.tense == "future":
        return shift(today, (weekday - today.weekday() - 1) % 7 + 1, "day")
    return shift(today, -((today.weekday() - weekday) % 7), "day")

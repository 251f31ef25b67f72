"""Units of the calendar told by a word: "last week", "Monday of next week", "early 2024", "at 8 p.m."."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from claims.extract.dates import calendar
from claims.extract.dates.anchor import Anchor, choose_year
from claims.extract.dates.expressions import Calendar, Expression, Part, one_day
from claims.extract.dates.parts import part_of
from claims.extract.dates.stretch import Stretch

# A month this far ahead of publication is rather the last one, and one this far behind the next.
FAR_MONTHS = 9


@dataclass(frozen=True, slots=True)
class Deictic:
    """A unit counted from the one that holds the anchor: "last week", "this year", "the same month"."""

    unit: str
    steps: int
    focus: bool = False
    in_history: bool = False
    rule: str = "deictic"

    def resolve(self, anchor: Anchor) -> Stretch | None:
        base = anchor.base(focus=self.focus or (self.in_history and anchor.story))
        if self.focus and self.steps == 0 and self.unit == "year" and anchor.latest is not None:
            base = anchor.latest.start
        if base is None:
            return Stretch(None, None, self.unit, "relative")
        return Stretch(*calendar.unit_interval(base, self.unit, self.steps), self.unit, "relative")


@dataclass(frozen=True, slots=True)
class Days:
    """A day counted from the publication date ("yesterday"), or from the date in focus ("the night before")."""

    steps: int
    focus: bool = False
    precision: str = "day"
    rule: str = "day word"

    def resolve(self, anchor: Anchor) -> Stretch | None:
        base = anchor.base(focus=self.focus, days=True)
        if base is None:
            return Stretch(None, None, self.precision, "relative")
        return replace(one_day(calendar.shift(base, self.steps, "day")), precision=self.precision)


@dataclass(frozen=True, slots=True)
class Inside:
    """A date inside another: "Wednesday of next week", "the 20th of this month", "Christmas last year"."""

    inner: Calendar
    outer: Expression

    @property
    def rule(self) -> str:
        return f"{self.inner.rule} in {self.outer.rule}"

    def resolve(self, anchor: Anchor) -> Stretch | None:
        outer = self.outer.resolve(anchor)
        if outer is None or outer.start is None or outer.end is None:
            return outer
        inner = self.inner
        if inner.month is not None or inner.part is not None:
            found = replace(inner, year=outer.start.year).resolve(anchor)
        elif inner.day is not None:
            found = one_day(outer.start.replace(day=inner.day))
        else:
            day = calendar.nth_weekday(outer.start, outer.end, inner.weekday or 0, 1)
            found = one_day(day) if day is not None else None
        return found and replace(found, basis=outer.basis, explicit=outer.explicit)


@dataclass(frozen=True, slots=True)
class Nth:
    """The n-th weekday, day or week of a longer unit, counted from its end where ``number`` is negative."""

    number: int
    unit: str
    weekday: int | None
    outer: Expression
    rule: str = "ordinal"

    def resolve(self, anchor: Anchor) -> Stretch | None:
        outer = _in_its_year(self.outer, anchor).resolve(anchor)
        if outer is None or outer.start is None or outer.end is None:
            return outer
        if self.weekday is not None:
            day = calendar.nth_weekday(outer.start, outer.end, self.weekday, self.number)
            return None if day is None else replace(one_day(day), basis=outer.basis, explicit=outer.explicit)
        if self.unit == "week":
            start = _nth_week(outer.start, outer.end, self.number)
        elif self.number > 0:
            start = calendar.shift(outer.start, self.number - 1, self.unit)
        else:
            start = calendar.shift(outer.end, self.number, self.unit)
            if self.unit == "weekend":
                day = calendar.nth_weekday(outer.start, outer.end, 5, self.number)
                start = day or start
        end = calendar.shift(
            start, 2 if self.unit == "weekend" else 1, "day" if self.unit == "weekend" else self.unit
        )
        if not outer.start <= calendar.shift(start, 3, "day") or start >= outer.end:
            return None
        return Stretch(start, end, self.unit, outer.basis, explicit=outer.explicit)


@dataclass(frozen=True, slots=True)
class Several:
    """The first or last units of a longer one: "the first six months of 2013"."""

    length: tuple[float, str]
    side: int
    outer: Expression
    rule: str = "several"

    def resolve(self, anchor: Anchor) -> Stretch | None:
        outer = self.outer.resolve(anchor)
        if outer is None or outer.start is None or outer.end is None:
            return outer
        count, unit = self.length
        start, end = outer.start, outer.end
        if self.side > 0:
            end = min(calendar.shift(start, count, unit), end)
        else:
            start = max(calendar.shift(end, -count, unit), start)
        return replace(outer, start=start, end=end, precision="period", role="period", edtf=None)


def _in_its_year(outer: Expression, anchor: Anchor) -> Expression:
    """A month without a year that holds a stated day gets the year that a day would get."""
    if not isinstance(outer, Calendar) or outer.year is not None or outer.month is None:
        return outer
    if anchor.tense is not None or anchor.history or anchor.reference is None:
        return replace(outer, year=choose_year(anchor, outer.month, 15))
    months = outer.month - anchor.reference.month
    return replace(outer, year=anchor.reference.year + (months <= -FAR_MONTHS) - (months >= FAR_MONTHS))


def _nth_week(start: datetime, end: datetime, number: int) -> datetime:
    """ISO 8601: the first week of a month or year is the one that holds its first Thursday."""
    thursday = calendar.nth_weekday(start, end, 3, number)
    if thursday is None:
        raise ValueError("no such week")
    return calendar.shift(thursday, -3, "day")


@dataclass(frozen=True, slots=True)
class Within:
    """The early, middle or late part of a stretch, or the rest of it."""

    part: Part
    outer: Expression

    @property
    def rule(self) -> str:
        return f"{self.part} {self.outer.rule}"

    def resolve(self, anchor: Anchor) -> Stretch | None:
        outer = self.outer.resolve(anchor)
        return outer and part_of(self.part, outer, anchor.reference)


@dataclass(frozen=True, slots=True)
class Fixed:
    """Years that need no anchor: decades, centuries, fiscal years of more than one calendar year."""

    start: int
    years: int
    precision: str
    rule: str = "years"

    def resolve(self, anchor: Anchor) -> Stretch | None:
        del anchor
        start = datetime(max(self.start, 1), 1, 1)
        end = datetime(self.start + self.years, 1, 1)
        return Stretch(start, end, self.precision, explicit=True)


@dataclass(frozen=True, slots=True)
class OfDay:
    """A part of a day, or a time by the clock, on a date; without a date on the day in focus or published."""

    name: str
    date: Expression | None
    clock: str | None = None
    steps: int = 0
    rule: str = "time of day"

    def resolve(self, anchor: Anchor) -> Stretch | None:
        date = (self.date or Days(0, focus=anchor.history)).resolve(anchor)
        if date is None or date.start is None or date.end is None:
            return date
        text = None
        if self.clock is not None and date.precision in ("day", "part_of_day"):
            text = f"{date.start.date().isoformat()}T{self.clock}"
        return replace(date, precision=self.name, edtf=text)

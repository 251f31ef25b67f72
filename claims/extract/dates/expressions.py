"""Time expressions as read, before they are resolved against an anchor."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, Protocol

from claims.extract.dates import calendar
from claims.extract.dates.anchor import Anchor, choose_weekday, choose_year
from claims.extract.dates.parts import part_of
from claims.extract.dates.stretch import Basis, Stretch, edtf_of
from claims.model import TimeRole

Amount = tuple[tuple[float, str], ...]
Part = Literal["early", "mid", "late", "earlier", "later", "rest"]


class Expression(Protocol):
    """``resolve`` gives ``None`` where the calendar has no such date (30 February)."""

    @property
    def rule(self) -> str: ...

    def resolve(self, anchor: Anchor) -> Stretch | None: ...


@dataclass(frozen=True, slots=True)
class Calendar:
    """A date by its fields; what is missing is chosen by the anchor. ``era`` is true for years before Christ."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: tuple[str, int] | None = None  # ("quarter" | "half" | "season" | "week", number)
    era: bool = False
    fiscal: bool = False
    swapped: tuple[int, int] | None = None  # the other reading of 03/04: (month, day)

    @property
    def rule(self) -> str:
        names = [name for name in ("year", "month", "day", "weekday") if getattr(self, name) is not None]
        return "calendar:" + "-".join([self.part[0], *names] if self.part else names)

    def resolve(self, anchor: Anchor) -> Stretch | None:
        if self.era:
            year = 1 - (self.year or 1)
            sign = "-" if year < 0 else ""
            suffix = f"-{self.month:02d}" if self.month else ""
            suffix += f"-{self.day:02d}" if self.month and self.day else ""
            return Stretch(
                None, None, self._precision(), edtf=f"{sign}{abs(year):04d}{suffix}", explicit=True
            )
        if self.part is not None:
            return self._resolve_part(anchor, *self.part)
        if self.month is not None:
            return self._resolve_month(anchor, self.month)
        if self.year is not None:
            return Stretch(*calendar.year_interval(self.year), "year", explicit=True)
        if self.day is not None:
            return self._resolve_day(anchor, self.day)
        if self.weekday is not None:
            day = choose_weekday(anchor, self.weekday)
            return Stretch(None, None, "day", "relative") if day is None else _day(day)
        return None

    def _precision(self) -> str:
        return "day" if self.day else "month" if self.month else "year"

    def _resolve_month(self, anchor: Anchor, month: int) -> Stretch | None:
        year = self.year if self.year is not None else choose_year(anchor, month, self.day)
        if year is None:
            text = f"XXXX-{month:02d}" + (f"-{self.day:02d}" if self.day else "")
            return Stretch(None, None, self._precision(), "relative", edtf=text)
        if self.year is None and self.weekday is not None and self.day is not None:
            year = _year_with_weekday(year, month, self.day, self.weekday)
        basis: Literal["stated", "relative"] = "stated" if self.year is not None else "relative"
        explicit = self.year is not None
        if self.day is None:
            return Stretch(*calendar.month_interval(year, month), "month", basis, explicit=explicit)
        interval = calendar.day_interval(year, month, self.day)
        found = Stretch(*interval, "day", basis, explicit=explicit)
        if self.swapped is not None:
            other = calendar.day_interval(year, *self.swapped)
            return replace(found, ambiguous=True, alternatives=(other,))
        return found

    def _resolve_day(self, anchor: Anchor, day: int) -> Stretch | None:
        """A day of a month that is not named: "the 21st", "Thursday the 21st"."""
        start = anchor.after or anchor.base(focus=anchor.history)
        if start is None:
            return Stretch(None, None, "day", "relative", edtf=f"XXXX-XX-{day:02d}")
        step = 1 if anchor.after is not None or anchor.tense == "future" else -1
        month = start.replace(day=1)
        later = day > start.day if step < 0 else day < start.day
        if self.weekday is None:
            return _day(_month_day(calendar.shift(month, step, "month") if later else month, day, step))
        for distance in range(13):
            for sign in (step, -step):
                candidate = calendar.shift(month, sign * distance, "month")
                if day <= calendar.days_in_month(candidate.year, candidate.month):
                    found = candidate.replace(day=day)
                    if found.weekday() == self.weekday:
                        return _day(calendar.midnight(found))
        return None

    def _resolve_part(self, anchor: Anchor, kind: str, number: int) -> Stretch | None:
        year = self.year
        explicit = year is not None
        if year is None:
            month = {"season": 3 * number, "quarter": 3 * number - 2, "half": 6 * number - 5}.get(kind)
            if month is None:
                base = anchor.base(focus=anchor.history)
                year = base.isocalendar().year if base else None
            else:
                year = choose_year(anchor, month)
                if kind == "season" and number == 4 and year is not None and _inside_winter(anchor):
                    year -= 1
        if year is None:
            return Stretch(None, None, kind, "relative")
        if kind == "week":
            start, end = calendar.iso_week(year, number)
        else:
            months = {"season": 3, "quarter": 3, "half": 6}[kind]
            first = {"season": 3 * number, "quarter": 3 * number - 2, "half": 6 * number - 5}[kind]
            start = datetime(year, first, 1)
            end = calendar.shift(start, months, "month")
        return Stretch(start, end, kind, "stated" if explicit else "relative", explicit=explicit)


def _inside_winter(anchor: Anchor) -> bool:
    base = anchor.base(focus=anchor.history)
    return anchor.after is None and base is not None and base.month <= 2 and anchor.tense == "future"


def _year_with_weekday(year: int, month: int, day: int, weekday: int) -> int:
    """The year nearest to ``year`` in which the date falls on the weekday, else ``year``."""
    for candidate in (year, year - 1, year + 1):
        try:
            if datetime(candidate, month, day).weekday() == weekday:
                return candidate
        except ValueError:
            continue
    return year


def _month_day(month: datetime, day: int, step: int) -> datetime:
    while day > calendar.days_in_month(month.year, month.month):
        month = calendar.shift(month, step, "month")
    return calendar.midnight(month.replace(day=day))


def _day(moment: datetime) -> Stretch:
    start = calendar.midnight(moment)
    return Stretch(start, calendar.shift(start, 1, "day"), "day", "relative")


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
        base = anchor.base(focus=self.focus)
        if base is None:
            return Stretch(None, None, self.precision, "relative")
        return replace(_day(calendar.shift(base, self.steps, "day")), precision=self.precision)


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
            found = _day(outer.start.replace(day=inner.day))
        else:
            day = calendar.nth_weekday(outer.start, outer.end, inner.weekday or 0, 1)
            found = _day(day) if day is not None else None
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
            return None if day is None else replace(_day(day), basis=outer.basis, explicit=outer.explicit)
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


def _in_its_year(outer: Expression, anchor: Anchor) -> Expression:
    """A month without a year that holds a stated day gets the year that a day would get."""
    if not isinstance(outer, Calendar) or outer.year is not None or outer.month is None:
        return outer
    ahead = anchor if anchor.tense is not None or anchor.history else replace(anchor, tense="future")
    return replace(outer, year=choose_year(ahead, outer.month, 15))


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


# "Two months ago" means that month, "two days ago" that day.
WHOLE = frozenset({"month", "year", "decade", "century"})


@dataclass(frozen=True, slots=True)
class Shifted:
    """A number of units before or after a date: "two days later", "three weeks after the invasion".

    Without ``base``, from the date in focus or (``reference``) the publication date.
    """

    amount: Amount
    sign: int
    base: Expression | None
    reference: bool = False
    whole: bool = False
    rule: str = "shift"

    def resolve(self, anchor: Anchor) -> Stretch | None:
        if self.base is not None:
            stretch = self.base.resolve(anchor)
            start = stretch.start if stretch else None
        else:
            stretch = None
            start = anchor.base(focus=not self.reference or anchor.history)
        unit = self.amount[-1][1] if len(self.amount) == 1 else "day"
        if start is None:
            return Stretch(None, None, unit, "relative", holds_quantity=True)
        moved = start
        for count, each in self.amount:
            moved = calendar.shift(moved, self.sign * count, each)
        grain = unit if self.whole and unit in WHOLE else "day"
        interval = calendar.unit_interval(moved, grain)
        explicit = stretch.explicit if stretch else False
        return Stretch(*interval, grain, "relative", holds_quantity=True, explicit=explicit)


@dataclass(frozen=True, slots=True)
class Rolling:
    """A window that ends or begins at publication: "the past 72 hours", "the next three weeks"."""

    amount: Amount
    sign: int
    approximate: bool = False
    holds_quantity: bool = True
    rule: str = "window"

    def resolve(self, anchor: Anchor) -> Stretch | None:
        reference = anchor.reference
        if reference is None:
            return Stretch(
                None, None, "period", "relative", role="period", holds_quantity=self.holds_quantity
            )
        far = reference
        for count, unit in self.amount:
            far = calendar.shift(far, self.sign * count, unit)
        # A date without a time of day stands for the whole day.
        dated = reference == calendar.midnight(reference)
        if self.sign < 0:
            start, end = far, calendar.shift(reference, 1, "day") if dated else reference
        else:
            start, end = reference, far
        return Stretch(
            start,
            end,
            "period",
            "relative",
            role="period",
            approximate=self.approximate,
            holds_quantity=self.holds_quantity,
        )


@dataclass(frozen=True, slots=True)
class Lasting:
    """A length of time from a date on."""

    start: Expression
    amount: Amount
    rule: str = "length from"

    def resolve(self, anchor: Anchor) -> Stretch | None:
        start = self.start.resolve(anchor)
        if start is None or start.start is None:
            return start
        end = start.start
        for count, unit in self.amount:
            end = calendar.shift(end, count, unit)
        return replace(start, end=end, precision="period", role="period", holds_quantity=True)


@dataclass(frozen=True, slots=True)
class Range:
    """From one date to another, the last one included."""

    left: Expression
    right: Expression
    rule: str = "range"

    def resolve(self, anchor: Anchor) -> Stretch | None:
        left = self.left.resolve(anchor)
        if left is None:
            return None
        right = self.right.resolve(anchor.following(left.start))
        if right is None:
            return None
        if left.start is None and right.start is None:
            if left.edtf and right.edtf:
                text = f"{left.edtf}/{right.edtf}"
                return Stretch(None, None, "period", left.basis, edtf=text, role="period")
            return None
        if left.start is None or right.end is None or right.end <= left.start:
            return None
        basis: Basis = "stated" if left.basis == right.basis == "stated" else "relative"
        return Stretch(
            left.start,
            right.end,
            "period",
            basis,
            left.approximate or right.approximate,
            left.explicit or right.explicit,
            role="period",
            ambiguous=left.ambiguous or right.ambiguous,
        )


@dataclass(frozen=True, slots=True)
class Open:
    """One side open: since, until, before, after, by, as of."""

    side: str
    inner: Expression

    @property
    def rule(self) -> str:
        return f"{self.side} {self.inner.rule}"

    def resolve(self, anchor: Anchor) -> Stretch | None:
        tense = "past" if self.side == "since" else anchor.tense
        inner = self.inner.resolve(replace(anchor, tense=tense))
        if inner is None or (inner.start is None and inner.edtf is None):
            return inner and replace(inner, role=ROLES[self.side])
        if inner.edtf and inner.start is None:
            forward = self.side in ("since", "from", "after")
            bound = f"{inner.edtf}/.." if forward else f"../{inner.edtf}"
            return replace(inner, edtf=None if inner.edtf.startswith("X") else bound, role=ROLES[self.side])
        if isinstance(self.inner, Within) and self.side in ("before", "after"):
            inner = self._at_the_edge(inner, self.inner, anchor)
        stated = edtf_of(inner)
        if self.side in ("since", "from"):
            text = f"{stated.split('/')[0]}/.." if stated else None
            return replace(inner, end=None, edtf=text, role="since")
        if self.side == "after":
            return replace(inner, start=inner.end, end=None, edtf=None, role="since")
        if self.side == "before":
            return replace(inner, start=None, end=inner.start, edtf=None, role="period")
        if self.side == "until":
            text = f"../{stated.split('/')[-1]}" if stated else None
            return replace(inner, start=None, edtf=text, role="period")
        return replace(inner, role="as_of")

    def _at_the_edge(self, part: Stretch, inner: Within, anchor: Anchor) -> Stretch:
        """ "Before the end of the year" runs to its end, "after the beginning" from its start."""
        whole = inner.outer.resolve(anchor)
        if whole is None or (inner.part, self.side) not in (("late", "before"), ("early", "after")):
            return part
        edge = whole.end if self.side == "before" else whole.start
        return replace(part, start=edge, end=edge)


ROLES: dict[str, TimeRole] = {
    "since": "since",
    "from": "since",
    "after": "since",
    "before": "period",
    "until": "period",
    "by": "as_of",
    "as of": "as_of",
}


@dataclass(frozen=True, slots=True)
class About:
    """A date with a hedge: "around 1910", "circa 466 BC"."""

    inner: Expression

    @property
    def rule(self) -> str:
        return f"about {self.inner.rule}"

    def resolve(self, anchor: Anchor) -> Stretch | None:
        inner = self.inner.resolve(anchor)
        return inner and inner.approximated()


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

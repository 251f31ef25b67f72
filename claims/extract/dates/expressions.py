"""A date by its fields: the ground of all expressions, before they are resolved against an anchor."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, Protocol

from claims.extract.dates import calendar
from claims.extract.dates.anchor import Anchor, choose_weekday, choose_year
from claims.extract.dates.stretch import Stretch

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
            return Stretch(None, None, "day", "relative") if day is None else one_day(day)
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
            return one_day(_month_day(calendar.shift(month, step, "month") if later else month, day, step))
        for distance in range(13):
            for sign in (step, -step):
                candidate = calendar.shift(month, sign * distance, "month")
                if day <= calendar.days_in_month(candidate.year, candidate.month):
                    found = candidate.replace(day=day)
                    if found.weekday() == self.weekday:
                        return one_day(calendar.midnight(found))
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


def one_day(moment: datetime) -> Stretch:
    start = calendar.midnight(moment)
    return Stretch(start, calendar.shift(start, 1, "day"), "day", "relative")

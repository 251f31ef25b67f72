"""The weekday, month or season that comes before or after: "last Friday", "next June", "this summer"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from claims.extract.dates import calendar
from claims.extract.dates.anchor import Anchor
from claims.extract.dates.expressions import Expression
from claims.extract.dates.stretch import Stretch


@dataclass(frozen=True, slots=True)
class NextOf:
    """``kind`` is ``weekday``, ``month`` or ``season`` and ``number`` which; ``word`` the deictic word."""

    kind: str
    number: int
    word: str
    steps: int
    focus: bool = False

    @property
    def rule(self) -> str:
        return f"{self.word} {self.kind}"

    def resolve(self, anchor: Anchor) -> Stretch | None:
        base = anchor.base(focus=self.focus or anchor.story)
        if base is None:
            return Stretch(None, None, "day" if self.kind == "weekday" else self.kind, "relative")
        start, end = self._weekday(base) if self.kind == "weekday" else self._part_of_year(base)
        return Stretch(start, end, "day" if self.kind == "weekday" else self.kind, "relative")

    def _weekday(self, base: datetime) -> calendar.Interval:
        """This, last and next week are ISO weeks; "last Friday" is the nearest one before."""
        today = calendar.midnight(base)
        distance = (self.number - today.weekday() - 1) % 7 + 1
        if self.word in ("coming", "upcoming", "following", "subsequent"):
            found = calendar.shift(today, distance + 7 * max(self.steps - 1, 0), "day")
        elif self.word in ("last", "past"):
            found = calendar.shift(today, distance - 7 if distance != 7 else -7, "day")
        elif self.word in ("that", "same"):
            found = calendar.shift(today, (self.number - today.weekday() + 3) % 7 - 3, "day")
        else:
            found = calendar.shift(calendar.floor(today, "week"), 7 * self.steps + self.number, "day")
        return calendar.unit_interval(found, "day")

    def _part_of_year(self, base: datetime) -> calendar.Interval:
        month = self.number if self.kind == "month" else 3 * self.number
        unit = "month" if self.kind == "month" else "season"
        current = calendar.floor(base, unit)
        start = datetime(current.year if unit == "season" else base.year, month, 1)
        if self.steps < 0 and start >= current:
            start = calendar.shift(start, -1, "year")
        elif self.steps > 0 and start <= current:
            start = calendar.shift(start, 1, "year")
        return start, calendar.shift(start, 1, unit)


@dataclass(frozen=True, slots=True)
class WeekOf:
    """The week that holds a date."""

    unit: str
    inner: Expression
    rule: str = "week of"

    def resolve(self, anchor: Anchor) -> Stretch | None:
        inner = self.inner.resolve(anchor)
        if inner is None or inner.start is None:
            return inner
        start, end = calendar.unit_interval(inner.start, "week")
        if self.unit == "weekend":
            start = min(inner.start, calendar.shift(start, 5, "day"))
        return replace(inner, start=start, end=end, precision=self.unit)


@dataclass(frozen=True, slots=True)
class Weekend:
    """ "Over the weekend": the last one begun, or the next where the tense looks ahead."""

    rule: str = "weekend"

    def resolve(self, anchor: Anchor) -> Stretch | None:
        base = anchor.base(focus=anchor.history)
        if base is None:
            return Stretch(None, None, "weekend", "relative")
        ahead = anchor.tense == "future" or base.weekday() >= 5
        return Stretch(*calendar.unit_interval(base, "weekend", 0 if ahead else -1), "weekend", "relative")

"""Time counted or bounded: "two days later", "the past 72 hours", "from May to July", "since 2014"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from claims.extract.dates import calendar
from claims.extract.dates.anchor import Anchor
from claims.extract.dates.expressions import Amount, Expression
from claims.extract.dates.stretch import DAYLIKE, Basis, Stretch, edtf_of
from claims.extract.dates.units import OfDay, Within
from claims.model import TimeRole

# "Two months ago" means that month, "two days ago" that day.
WHOLE = frozenset({"month", "year", "decade", "century"})
# The ends of EDTF intervals are years, months and days.
EDTF_ENDS = DAYLIKE | {"month", "year"}
# "Half a century ago" means a decade.
FINER = {"month": "day", "year": "month", "decade": "year", "century": "decade"}


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
            start = anchor.base(
                focus=not self.reference or anchor.story, days=self.amount[-1][1] in ("day", "hour")
            )
        unit = self.amount[-1][1] if len(self.amount) == 1 else "day"
        if self._leads_nowhere(anchor) or start is None:
            return Stretch(None, None, unit, "relative", holds_quantity=True)
        moved = start
        for count, each in self.amount:
            moved = calendar.shift(moved, self.sign * count, each)
        grain = self._grain(unit, stretch)
        interval = calendar.unit_interval(moved, grain)
        explicit = stretch.explicit if stretch else False
        return Stretch(*interval, grain, "relative", holds_quantity=True, explicit=explicit)

    def _leads_nowhere(self, anchor: Anchor) -> bool:
        """ "Two days later" with nothing told before counts from what the reader cannot know."""
        return (
            self.base is None
            and self.sign > 0
            and not self.reference
            and anchor.focus is None
            and anchor.tense != "future"
        )

    def _grain(self, unit: str, base: Stretch | None) -> str:
        """No finer than what is counted, nor than the date it is counted from."""
        if base is not None and base.precision in WHOLE:
            return base.precision
        if not self.whole or unit not in WHOLE:
            return "day"
        return unit if self.amount[0][0] >= 1 else FINER[unit]


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
        if self.sign < 0 and dated and self.amount == ((24, "hour"),):
            # Bulletins say so of the past day.
            return Stretch(far, reference, "day", "relative", holds_quantity=self.holds_quantity)
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
        if isinstance(self.inner, OfDay) and self.side in ("before", "after"):
            return inner  # within the day, and days are what intervals are made of
        stated = edtf_of(inner) if inner.precision in EDTF_ENDS else None
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

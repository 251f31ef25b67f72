"""What the two ends of a range, or a date and the unit around it, give each other."""

from __future__ import annotations

from dataclasses import replace

from claims.extract.dates.expressions import Calendar, Expression
from claims.extract.dates.spans import Open, Range, Rolling
from claims.extract.dates.units import Deictic, Within


def pointlike(expression: Expression) -> bool:
    """Whether it is a date with two ends of its own."""
    return not isinstance(expression, (Range, Open, Rolling))


def fits(inner: Calendar, outer: Deictic) -> bool:
    """Whether "this week", "last year" can complete the date."""
    if inner.weekday is not None and inner.day is None and inner.month is None:
        return outer.unit == "week"
    if inner.month is not None or inner.part is not None:
        return outer.unit == "year"
    return outer.unit == "month"


def share(left: Expression, right: Expression) -> tuple[Expression, Expression] | None:
    """Give each end of a range what the other one states: "3 to 5 May", "May to October 2020"."""
    core = left.outer if isinstance(left, Within) else left
    other = right.outer if isinstance(right, Within) else right
    if isinstance(core, Calendar) and isinstance(other, Calendar):
        if other.era and not core.era:
            return None
        if core.year is None and other.year is not None and core.weekday is None:
            if core.month is None and core.part is None:
                return (
                    None if core.day is None else (replace(core, month=other.month, year=other.year), right)
                )
            wraps = (core.month or 0, core.part or ("", 0)) > (other.month or 0, other.part or ("", 0))
            core = replace(core, year=other.year - 1 if wraps and other.month is not None else other.year)
            return (replace(left, outer=core) if isinstance(left, Within) else core), right
        if core.month is None and core.day is not None and core.weekday is None and other.month is not None:
            return replace(core, month=other.month), right
        if (
            core.day is not None
            and core.month is not None
            and other.day is not None
            and other.month is None
            and other.weekday is None
        ):
            wraps = other.day < core.day
            month = core.month % 12 + 1 if wraps else core.month
            year = core.year + (1 if wraps and month == 1 else 0) if core.year is not None else None
            return left, replace(other, month=month, year=year)
    return left, right

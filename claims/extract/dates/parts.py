"""What "early", "mid-", "late", "the rest of" mean, as parts of the stretch they qualify."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from claims.extract.dates.calendar import shift
from claims.extract.dates.stretch import Stretch

# First bound of the middle part and of the last one, counted in units from the start.
_MONTHLY = {"early": (0, 10), "mid": (10, 20), "late": (20, None)}
_WEEKLY = {"early": (0, 3), "mid": (2, 5), "late": (4, None)}
_THIRDS = {"early": (0, 1 / 3), "mid": (1 / 3, 2 / 3), "late": (2 / 3, 1)}
_YEARLY = {
    "decade": {"early": (0, 4), "mid": (4, 7), "late": (7, 10)},
    "century": {"early": (0, 34), "mid": (34, 67), "late": (67, 100)},
    "millennium": {"early": (0, 334), "mid": (334, 667), "late": (667, 1000)},
}
_MONTHS = {"quarter": 3, "season": 3, "half": 6, "year": 12}


def part_of(part: str, whole: Stretch, reference: datetime | None) -> Stretch | None:
    """The part of ``whole``; days have no parts, and a stretch without ends stays as it is."""
    if whole.start is None or whole.end is None:
        return whole
    if part in ("later", "rest"):
        begun = reference is not None and whole.start < reference < whole.end
        start = (
            datetime(reference.year, reference.month, reference.day) if reference and begun else whole.start
        )
        return (
            replace(whole, start=start, precision=f"part_of_{whole.precision}", edtf=None) if begun else whole
        )
    if part == "earlier":
        return whole
    name = f"part_of_{whole.precision}"
    if whole.precision in ("month", "week"):
        first, last = (_MONTHLY if whole.precision == "month" else _WEEKLY)[part]
        end = whole.end if last is None else shift(whole.start, last, "day")
        return replace(whole, start=shift(whole.start, first, "day"), end=end, precision=name)
    if whole.precision in _YEARLY:
        first, last = _YEARLY[whole.precision][part]
        start, end = shift(whole.start, first, "year"), shift(whole.start, last, "year")
        return replace(whole, start=start, end=end, precision=name)
    if whole.precision in _MONTHS:
        months = _MONTHS[whole.precision]
        left, right = _THIRDS[part]
        start = shift(whole.start, round(months * left), "month")
        return replace(
            whole, start=start, end=shift(whole.start, round(months * right), "month"), precision=name
        )
    return replace(whole, precision="part_of_day") if whole.precision == "day" else whole

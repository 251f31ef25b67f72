"""Phrases of one unit: "next week", "the same month"."""

from __future__ import annotations

from claims.extract.dates.units import Deictic
from claims.extract.dates.view import View

DeicticFound = tuple[Deictic, int] | None


WHOLE_UNITS = frozenset(
    {
        "day",
        "week",
        "month",
        "quarter",
        "year",
        "fortnight",
        "weekend",
        "decade",
        "century",
        "night",
        "season",
    }
)


def unit_end(view: View, index: int) -> int:
    """The index after a unit; "week end" and "week-end" are one."""
    if view.lower[index] != "week":
        return index + 1
    end = view.skip(index + 1, "-")
    return end + 1 if view.lower[end] == "end" and (end == index + 1 or view.glued(end)) else index + 1


def unit_phrase(view: View, index: int) -> DeicticFound:
    """ "next week", "this year", "the same month", "last week's"."""
    at = view.skip(index, "the")
    roles = view.roles[at]
    steps = roles.get("deictic")
    unit_at = at + 1
    if steps is None:
        if at == index or roles.get("unit") not in ("month", "year") or roles.get("plural"):
            return None
        return Deictic(roles["unit"], 0, in_history=True), at + 1
    if (
        view.lower[at] == "this"
        and "deictic" in view.roles[unit_at]
        and view.lower[unit_at] in ("past", "same", "coming", "current")
    ):
        roles, steps, unit_at = view.roles[unit_at], view.roles[unit_at]["deictic"], unit_at + 1
    if view.lower[at] in ("that", "the") and view.lower[unit_at] == "same":
        unit_at += 1
    unit = view.roles[unit_at].get("unit")
    if unit is None or view.roles[unit_at].get("plural") or unit not in WHOLE_UNITS:
        return None
    end = unit_end(view, unit_at)
    unit = "weekend" if end > unit_at + 1 else unit
    focus = "focus" in roles
    if unit == "weekend" and view.lower[at] in ("coming", "upcoming"):
        steps = 0
    return Deictic(unit, steps, focus, "in_history" in roles), end

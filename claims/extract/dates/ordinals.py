"""Dates by their place in a unit: "first Monday of May", "last week of 2015", "the 20th of next month"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.extract.dates.expressions import Calendar, Expression
from claims.extract.dates.guards import weekday_at
from claims.extract.dates.numbers import amount, day_number, ordinal
from claims.extract.dates.phrases import unit_end, unit_phrase
from claims.extract.dates.spans import Range, Rolling
from claims.extract.dates.units import Deictic, Inside, Nth, Several
from claims.extract.dates.view import View

if TYPE_CHECKING:
    from claims.extract.dates.grammar import Grammar

Parsed = tuple[Expression, int] | None


def nth(grammar: Grammar, index: int, depth: int) -> Parsed:
    """ "first Monday of May", "last day in October 2015", "third week of 2018", "the 20th of next month"."""
    view = grammar.view
    number: int
    if view.lower[index] in ("last", "final"):
        number, at = -1, index + 1
    else:
        found = ordinal(view, index)
        if found is None:
            return _day_of_unit(view, index)
        number, at = found
        if view.lower[at] == "last":
            number, at = -number, at + 1
    several = _several(grammar, number, at, depth)
    if several is not None:
        return several
    weekday = weekday_at(view, at) if "weekday" in view.roles[at] else None
    unit = view.roles[at].get("unit")
    end = unit_end(view, at)
    if unit == "week" and end > at + 1:
        unit, at = "weekend", end - 1
    if weekday is None and (
        unit not in ("day", "week", "weekend", "month", "quarter", "weekend") or view.roles[at].get("plural")
    ):
        return _day_of_unit(view, index)
    if view.lower[at + 1] not in ("of", "in"):
        if unit == "quarter" and number > 0:
            outer_unit = unit_phrase(view, at + 1)
            if outer_unit is not None and outer_unit[0].unit == "year":
                return Inside(Calendar(part=("quarter", number)), outer_unit[0]), outer_unit[1]
        inside = unit_phrase(view, at + 1) if weekday is not None else None
        if inside is not None and inside[0].unit in ("month", "year"):
            return Nth(number, "day", weekday, inside[0]), inside[1]
        ends = view.lower[at + 1] in ("", ".")
        return (
            (Nth(number, "day", weekday, Deictic("month", 0)), at + 1)
            if weekday is not None and ends and number > 0
            else None
        )
    outer: Parsed = unit_phrase(view, at + 2) or grammar.dated(at + 2, depth + 1)
    if outer is None or isinstance(outer[0], Rolling):
        return None
    if unit == "quarter":
        return Nth(number, "quarter", None, outer[0]), outer[1]
    found_nth = Nth(number, unit or "day", weekday, outer[0])
    at = view.skip(outer[1], ".")
    if unit == "week" and view.lower[at] == "on" and "weekday" in view.roles[at + 1]:
        day = weekday_at(view, at + 1)
        if day is not None:
            return Inside(Calendar(weekday=day), found_nth), at + 2
    return found_nth, outer[1]


def _several(grammar: Grammar, number: int, index: int, depth: int) -> Parsed:
    """ "the first six months of 2013", "the last three weeks of this year"."""
    view = grammar.view
    length = amount(view, index) if number in (1, -1) else None
    if length is None or len(length[0]) > 1 or view.lower[length[1]] not in ("of", "in"):
        return None
    outer: Parsed = unit_phrase(view, length[1] + 1) or grammar.dated(length[1] + 1, depth + 1)
    if outer is None or isinstance(outer[0], Rolling):
        return None
    return Several(length[0][0], number, outer[0]), outer[1]


def _day_of_unit(view: View, index: int) -> Parsed:
    """ "20 of this month", "the 20th day of next month", "4 till 23 of this month", "the 21st"."""
    day = day_number(view, index)
    if day is None:
        return None
    at = day[1]
    if view.roles[at].get("link") == "to":
        second = day_number(view, view.skip(at + 1, "the"))
        month = unit_phrase(view, view.skip(second[1], "of")) if second is not None else None
        if second is not None and month is not None and month[0].unit == "month":
            ends = Inside(Calendar(day=day[0]), month[0]), Inside(Calendar(day=second[0]), month[0])
            return Range(*ends), month[1]
    if view.lower[at] == "day" and view.lower[at + 1] in ("of", "in"):
        at += 1
    if view.lower[at] == "of":
        outer = unit_phrase(view, at + 1)
        if outer is not None and outer[0].unit == "month":
            return Inside(Calendar(day=day[0]), outer[0]), outer[1]
    before = view.lower[index - 1]
    alone = view.lower[at] in ("", ".", ",", "?", "!")
    if (
        before == "the"
        and alone
        and view.lower[index - 2] in ("on", "for", "by", "until", "since", "")
        and ordinal(view, index) is not None
    ):
        return Calendar(day=day[0]), day[1]
    return None

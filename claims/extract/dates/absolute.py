"""Dates by name: "Thursday, July 10, 2025", "in June", "3-5 May 2024"."""

from __future__ import annotations

from dataclasses import replace

from claims.extract.dates.expressions import Calendar, Expression
from claims.extract.dates.guards import month_at, weekday_at
from claims.extract.dates.numbers import day_number, ordinal
from claims.extract.dates.numeric import numeric_date
from claims.extract.dates.periods import century, decade_name, quarter, quarter_letter, season_of_year
from claims.extract.dates.spans import Range
from claims.extract.dates.view import View
from claims.extract.dates.years import (
    DASHES,
    DAY_LINKS,
    era_year,
    prefixed_year,
    two_digits,
    year_after,
    year_alone,
    year_in_words,
)

Parsed = tuple[Expression, int] | None
APOSTROPHES = frozenset({"'", "‘", "’"})
YEAR_PREFIXES = frozenset({"fy", "fiscal", "cy", "ad", "a.d."})


def absolute(view: View, index: int, day_first: bool) -> Parsed:
    """The longest date by name or digits that begins at ``index``."""
    kind, roles = view.kind[index], view.roles[index]
    if kind == "n" or "month" in roles:
        numeric = numeric_date(view, index, day_first)
        if numeric is not None:
            return numeric
    if "weekday" in roles:
        return _weekday(view, index, day_first)
    if "month" in roles:
        found = month_first(view, index)
        if found is not None:
            return found
    if kind == "n" or "cardinal" in roles or "ordinal" in roles:
        return (
            day_first_date(view, index)
            or era_year(view, index)
            or quarter(view, index)
            or decade_name(view, index)
            or century(view, index)
            or year_alone(view, index)
            or year_in_words(view, index)
        )
    if "decade" in roles:
        return decade_name(view, index)
    if "season" in roles:
        return season_of_year(view, index)
    word = view.lower[index]
    if word in APOSTROPHES:
        return decade_name(view, index)
    if word in ("q", "h"):
        return quarter_letter(view, index)
    if roles.get("unit") in ("year", "week") or word in YEAR_PREFIXES:
        return prefixed_year(view, index)
    return None


def month_first(view: View, index: int) -> Parsed:
    """ "July 23, 2025", "July 2025", "July 13-15", "July"."""
    month = month_at(view, index)
    if month is None:
        return None
    at = (
        view.skip(index + 1, ".")
        if "short" in view.roles[index] or view.kind[index + 2] == "n"
        else index + 1
    )
    year = year_after(view, at)
    if year is not None:
        return Calendar(year[0], month), year[1]
    day_at = view.skip(at, "the")
    day = None if view.lower[index - 1] == "in" and _counted(view, day_at) else day_number(view, day_at)
    if day is not None and ordinal(view, day_at) is None and (day_at > at or view.kind[day_at] == "w"):
        # "In July the two fleets", "in May three men"
        day = day if view.closes(day[1]) or "cardinal" in view.roles[day[1]] else None
    if day is not None and day_at > at and view.capital(day_at) and view.kind[day_at] == "w":
        day = None  # "by May the Second Army"
    if day is None and view.lower[at] in ("and", "or") and month_at(view, at + 1, dated=True) is not None:
        # "in April and June 1955"
        year = year_after(view, at + 2)
        if year is not None:
            return Calendar(year[0], month), at
    if day is None or (view.lower[day[1]] in (":", "%", "million", "billion", "thousand", "hundred")):
        short = two_digits(view, at)
        return (
            (Calendar(short, month), at + 1)
            if short is not None
            else (Calendar(None, month), max(at if view.lower[at - 1] != "." else index + 1, index + 1))
        )
    # "between April 27 and 30"
    last = _second_day(view, day[1], also="and" if view.lower[index - 1] == "between" else None)
    if last is not None:
        year = year_after(view, last[1])
        value, end = year if year is not None else (None, last[1])
        # "April 27 to the 3rd" runs into May.
        following = month % 12 + 1 if last[0] < day[0] else month
        final = value + 1 if value is not None and following < month else value
        return Range(Calendar(value, month, day[0]), Calendar(final, following, last[0])), end
    year = year_after(view, day[1])
    if year is not None:
        return Calendar(year[0], month, day[0]), year[1]
    comma = view.skip(day[1], ",")
    weekday = weekday_at(view, comma) if comma > day[1] else None
    if weekday is not None and view.lower[comma + 1] != ",":
        return Calendar(None, month, day[0], weekday), comma + 1
    return Calendar(None, month, day[0]), day[1]


def _counted(view: View, index: int) -> bool:
    """ "In March 13 people": after "in", a plain number before a noun is not the day."""
    return (
        view.digits[index] is not None
        and view.kind[index + 1] == "w"
        and not view.glued(index + 1)
        and "year_takers" not in view.roles[index + 1]
    )


def _second_day(view: View, index: int, also: str | None = None) -> tuple[int, int] | None:
    """The end of a range of days: "-15", "to 15th", "through the 17th"."""
    if view.lower[index] not in DAY_LINKS and view.lower[index] != also:
        return None
    at = view.skip(index + 1, "the")
    day = day_number(view, at)
    if day is None or "month" in view.roles[view.skip(day[1], "of")] or view.lower[day[1]] in ("/", ":"):
        return None
    if view.lower[index] not in DASHES and view.kind[day[1]] == "w" and day[0] == view.digits[at]:
        return None
    return day


def day_first_date(view: View, index: int) -> Parsed:
    """ "23 July 2025", "the third of March", "3-5 May 2024", "from 13 to the 15 of July"."""
    value = view.digits[index]
    if value is not None and 1 <= value <= 31 and view.glued(index + 1) and "month" in view.roles[index + 1]:
        day: tuple[int, int] | None = (value, index + 1)
    else:
        day = day_number(view, index)
    if day is None:
        return None
    at = day[1]
    link = view.lower[at]
    if link in DAY_LINKS or link == "and":
        second = day_number(view, view.skip(at + 1, "the"))
        if second is not None:
            month_index = view.skip(second[1], "of")
            month = month_at(view, month_index, dated=True)
            if month is not None and (link != "and" or view.lower[index - 1] == "between"):
                year = year_after(view, _after_month(view, month_index))
                value, end = year if year is not None else (None, _after_month(view, month_index))
                return Range(Calendar(value, month, day[0]), Calendar(value, month, second[0])), end
            if month is not None:
                year = year_after(view, _after_month(view, month_index))
                return Calendar(year[0] if year else None, month, day[0]), at
    if view.lower[at] == "day" and view.lower[at + 1] in ("of", "in"):
        at += 1
    if view.lower[index - 1] in ("$", "€", "£") and view.glued(index):
        return None
    month_index = view.skip(at, "of", "-") if view.lower[at] != "-" or view.glued(at) else at
    month = month_at(view, month_index, dated=True)
    if month is None or (
        view.lower[month_index] in ("may", "march", "sun")
        and not view.capital(month_index)
        and ordinal(view, index) is None
        and year_after(view, month_index + 1) is None
    ):
        return None
    end = _after_month(view, month_index)
    year = year_after(view, end)
    if year is not None:
        return Calendar(year[0], month, day[0]), year[1]
    short = two_digits(view, end, day_known=True)
    if short is not None:
        return Calendar(short, month, day[0]), end + 1
    return Calendar(None, month, day[0]), month_index + 1


def _after_month(view: View, month_index: int) -> int:
    short = "short" in view.roles[month_index]
    return view.skip(month_index + 1, ".") if short else month_index + 1


def _weekday(view: View, index: int, day_first: bool) -> Parsed:
    weekday = weekday_at(view, index)
    if weekday is None:
        return None
    after = view.skip(index + 1, ".") if "short" in view.roles[index] else index + 1
    at = view.skip(after, ",", "(")
    opened = view.lower[at - 1] == "("
    date_at = view.skip(at, "the")
    found: Parsed = None
    if date_at < view.size:
        if "month" in view.roles[date_at]:
            found = month_first(view, date_at)
        elif (
            view.kind[date_at] == "n" or "ordinal" in view.roles[date_at] or "cardinal" in view.roles[date_at]
        ):
            found = numeric_date(view, date_at, day_first) or day_first_date(view, date_at)
            if found is None:
                day = day_number(view, date_at)
                spelled = ordinal(view, date_at) is not None
                if (
                    day is not None
                    and (spelled or date_at > at)
                    and "unit" not in view.roles[day[1]]
                    and (view.kind[day[1]] != "w" or (spelled and not view.capital(day[1])))
                    # "on Thursday, the fourth cut in a row"
                    and not (
                        view.kind[date_at] == "w"
                        and view.kind[day[1]] == "w"
                        and view.lower[index + 1] == ","
                        and view.lower[day[1]] not in ("of", "at", "in", "and", "to", "from", "until", "till")
                    )
                ):
                    return Calendar(None, None, day[0], weekday), day[1]
    if found is not None and isinstance(found[0], Calendar) and found[0].day is not None:
        end = view.skip(found[1], ")") if opened else found[1]
        return replace(found[0], weekday=weekday), end
    return Calendar(weekday=weekday), after if view.lower[
        index + 1
    ] == "." and after < view.size else index + 1

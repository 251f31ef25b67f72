"""Dates counted from another one: "last week", "the night before", "the morning of 3 May"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.extract.dates.counted import counted
from claims.extract.dates.expressions import Calendar, Expression
from claims.extract.dates.guards import weekday_at
from claims.extract.dates.neighbours import NextOf, Weekend, WeekOf
from claims.extract.dates.numbers import amount, day_number
from claims.extract.dates.numeric import numeric_date
from claims.extract.dates.ordinals import nth
from claims.extract.dates.phrases import WHOLE_UNITS, unit_phrase
from claims.extract.dates.spans import Rolling, Shifted
from claims.extract.dates.units import Days, Deictic, Inside, OfDay
from claims.extract.dates.view import View
from claims.extract.dates.vocabulary import vocabulary

if TYPE_CHECKING:
    from claims.extract.dates.grammar import Grammar

Parsed = tuple[Expression, int] | None


def relative(grammar: Grammar, index: int, depth: int) -> Parsed:
    """The longest relative expression that begins at ``index``."""
    view = grammar.view
    first = view.lower[index]
    at = index + 1 if first == "the" else index
    word, roles, is_number = view.lower[at], view.roles[at], view.kind[at] == "n"
    if "day_word" in roles and at == index:
        return _day_word(view, index)
    if first == "the":
        before = _the_unit_before(grammar, index, depth)
        if before is not None:
            return before
        the_unit = _the_unit(view, index)
        if the_unit is not None:
            return the_unit
    if word in ("last", "final"):
        found = nth(grammar, at, depth)
        if found is not None:
            return found
    if "deictic" in roles or word == "recent":
        found = _deictic(grammar, at)
        if found is not None:
            return found
    if at > index and "deictic" in view.roles[index]:
        found = _deictic(grammar, index)
        if found is not None:
            return found
    if is_number or "ordinal" in roles or "cardinal" in roles:
        found = nth(grammar, at, depth)
        if found is not None:
            return found
    if roles.get("unit") in WHOLE_UNITS and not roles.get("plural"):
        if roles["unit"] == "weekend" and view.lower[index - 1] in ("on", "over", "at"):
            return Weekend(), at + 1
        found = _unit_first(grammar, index, depth)
        if found is not None:
            return found
    if "part_of_day" in roles:
        found = _part_of_day(grammar, at, depth)
        if found is not None:
            return found
    if word == "within":
        after = view.skip(at + 1, "the")
        if "deictic" in view.roles[after]:
            return _deictic(grammar, after)
    if is_number or "cardinal" in roles or "vague" in roles or word in ("a", "an", "half", "in", "within"):
        return counted(grammar, at, depth)
    return None


def _day_word(view: View, index: int) -> Parsed:
    word = view.lower[index]
    steps: int = view.roles[index]["day_word"]
    if word == "now":
        return None
    if word == "overnight" and view.lower[index + 1] == "to" and "weekday" in view.roles[index + 2]:
        # "overnight to Friday" is Friday's, no span of days
        return None
    if word in ("overnight", "tonight"):
        return Days(steps, precision="night"), index + 1
    part = view.roles[index + 1].get("part_of_day")
    return (OfDay(part, Days(steps)), index + 2) if part is not None else (Days(steps), index + 1)


def _deictic(grammar: Grammar, index: int) -> Parsed:
    view = grammar.view
    word, roles = view.lower[index], view.roles[index]
    if word == "recent":
        return _recent(view, index)
    steps: int = roles["deictic"]
    if (
        word in ("that", "same")
        and view.lower[index - 1] in ("at", "for")
        and view.lower[index + 1] == "time"
    ):
        return None
    unit = unit_phrase(view, index)
    if unit is not None:
        return _unit_phrase(grammar, index, unit)
    at = index + 1
    if word == "this" and view.lower[at] in ("past", "coming", "upcoming", "same", "next"):
        word, steps, at = view.lower[at], view.roles[at]["deictic"], at + 1
    part = view.roles[at].get("part_of_day")
    if part is not None:
        if word in ("this", "that", "same", "next", "following", "previous"):
            focus = word != "this"
            return OfDay(part, Days(steps, focus=focus)), at + 1
        return (Days(-1, precision="night"), at + 1) if word == "last" and part == "night" else None
    if "weekday" in view.roles[at]:
        weekday = weekday_at(view, at)
        if weekday is not None:
            dated = numeric_date(view, at + 1, grammar.day_first) if view.kind[at + 1] == "n" else None
            if dated is not None and dated[0].day is not None:
                return dated
            found = NextOf("weekday", weekday, word, steps, "focus" in view.roles[index]), at + 1
            return grammar._part_of_day(*found)
    season = view.roles[at].get("season")
    if season is not None:
        return NextOf("season", season, word, steps, "focus" in view.roles[index]), at + 1
    if word not in ("that", "same"):
        month = view.roles[at].get("month")
        if (
            month is not None
            and (view.capital(at) or word in ("last", "next", "this"))
            and not (word == "this" and view.lower[at] in ("may", "march") and not view.capital(at))
        ):
            day = day_number(view, at + 1)
            if day is not None or ("short" in view.roles[at] and not view.capital(at)):
                return None
            return NextOf("month", month, word, steps), at + 1
    if word in ("this", "that", "same", "current"):
        return None
    return _window(view, at, word, steps)


def _unit_phrase(grammar: Grammar, index: int, unit: tuple[Deictic, int]) -> Parsed:
    view = grammar.view
    deictic, end = unit
    word = view.lower[index]
    if deictic.unit in ("night", "day"):
        precision = deictic.unit
        focus = deictic.focus or word in ("next", "previous", "following")
        if word == "past" and deictic.unit == "day":
            return Days(-1), end
        if word == "this" and deictic.unit == "day":
            return Days(0, focus=True), end
        return Days(deictic.steps, focus=focus, precision=precision), end
    if deictic.unit in ("decade", "century") and word in ("past", "last", "next"):
        return Rolling(((1, deictic.unit),), deictic.steps), end
    rolling = word == "past" and view.lower[index - 1] != "this"
    rolling = rolling or (
        word == "last" and view.lower[index - 1] == "the" and view.lower[end] not in ("of", "'s", "’s")
    )
    if rolling and deictic.unit not in ("weekend", "fortnight", "season"):
        return Rolling(((1, deictic.unit),), -1), end
    at = view.skip(end, "'s", "’s", "on", ",")
    if deictic.unit == "week" and "weekday" in view.roles[at]:
        weekday = weekday_at(view, at)
        if weekday is not None:
            return Inside(Calendar(weekday=weekday), deictic), at + 1
    if view.lower[end] == "'" and deictic.unit != "week":
        return deictic, end
    return deictic, end


def _recent(view: View, index: int) -> Parsed:
    unit = view.roles[index + 1].get("unit")
    reach = vocabulary().recent.get(unit) if unit is not None else None
    if reach is None or unit is None or not view.roles[index + 1].get("plural"):
        return None
    return Rolling(((reach, unit),), -1, approximate=True, holds_quantity=False), index + 2


def _window(view: View, index: int, word: str, steps: int) -> Parsed:
    """ "the past 72 hours", "last few days", "next 3 weeks", "coming days"."""
    if steps == 0:
        return None
    found = (
        amount(view, index)
        if view.lower[index] not in ("a", "an") or "vague" in view.roles[index + 1]
        else None
    )
    if found is not None and found[0][0][1] in ("second", "minute"):
        return None
    if found is not None:
        vague = "vague" in view.roles[index] or "vague" in view.roles[index + 1]
        return Rolling(found[0], steps, approximate=vague), found[1]
    unit = view.roles[index].get("unit")
    if (
        unit is not None
        and view.roles[index].get("plural")
        and word in ("past", "coming", "last", "upcoming", "next")
    ):
        return Rolling(
            ((vocabulary().recent.get(unit, 3), unit),), steps, approximate=True, holds_quantity=False
        ), index + 1
    return None


def _the_unit_before(grammar: Grammar, index: int, depth: int) -> Parsed:
    """ "the night before", "the day after", "the week before last", "the day following"."""
    view = grammar.view
    unit = view.roles[index + 1].get("unit")
    if unit not in WHOLE_UNITS or view.roles[index + 1].get("plural"):
        return None
    direction = view.lower[index + 2]
    sign = {"before": -1, "earlier": -1, "prior": -1, "after": 1, "following": 1, "later": 1}.get(direction)
    if sign is None:
        return None
    return _around(grammar, unit, sign, index + 3, depth)


def _around(grammar: Grammar, unit: str, sign: int, index: int, depth: int) -> Parsed:
    view = grammar.view
    after_the = view.skip(index, "the")
    if view.lower[after_the] in ("last", "next") and view.closes(after_the + 1):
        return Deictic(unit, 2 * sign), after_the + 1
    base = grammar.dated(index, depth + 1) or grammar.event(index)
    if base is not None and not isinstance(base[0], Rolling):
        return Shifted(((1, unit),), sign, base[0], rule="day beside"), base[1]
    if not view.closes(index):
        return None
    if unit in ("day", "night"):
        return Days(sign, focus=True, precision=unit), index
    return Deictic(unit, sign, focus=True), index


def _the_unit(view: View, index: int) -> Parsed:
    """ "of the year", "for the month", "the weekend"."""
    roles = view.roles[index + 1]
    unit = roles.get("unit")
    if unit is None or roles.get("plural") or unit not in WHOLE_UNITS:
        return None
    after = view.lower[index + 2]
    if unit == "week" and after == "of":
        return None
    before = view.lower[index - 1]
    possessive = after in ("'s", "’s") and unit == "year"
    closed = (
        view.closes(index + 2) and after not in ("that", "when", "before", "it", "he", "they", "-")
    ) or possessive
    if unit in ("night", "second", "century", "decade", "season") or not closed:
        return None
    if unit == "day":
        return (
            (Days(0, focus=False), index + 2)
            if before in ("for", "of")
            and view.lower[index - 2]
            not in ("end", "time", "most", "rest", "order", "part", "hours", "hour", "times", "issues")
            else None
        )
    if unit == "weekend" and before in ("over", "at", "during"):
        return Weekend(), index + 2
    leading = before in ("of", "for", "in", "during", "over", "by", "") or unit == "weekend"
    if unit in ("fortnight", "week") and (before in ("", "unavailable", "out", "off") or view.size <= 3):
        leading = True
    return (Deictic(unit, 0, in_history=True), index + 2) if leading or possessive else None


def _unit_first(grammar: Grammar, index: int, depth: int) -> Parsed:
    """ "day after tomorrow", "week of April 10th", "week after next"."""
    view = grammar.view
    at = view.skip(index, "the")
    unit = view.roles[at]["unit"]
    following = view.lower[at + 1]
    if following == "of" and unit in ("week", "weekend"):
        inner = grammar.dated(at + 2, depth + 1)
        # "the worst week of the year" is no week that holds a date
        return (WeekOf(unit, inner[0]), inner[1]) if inner and not isinstance(inner[0], Deictic) else None
    if following in ("after", "before") and unit in ("day", "week", "night", "year", "month", "weekend"):
        sign = 1 if following == "after" else -1
        inner_word = view.lower[view.skip(at + 2, "the")]
        if inner_word in ("tomorrow", "tmrw", "tomorow", "yesterday", "next", "last"):
            return _around(grammar, unit, sign, at + 2, depth)
    return None


def _part_of_day(grammar: Grammar, index: int, depth: int) -> Parsed:
    """ "the morning of 31 January", "the night of May 13", "the early morning hours of 1 November"."""
    view = grammar.view
    part = view.roles[index]["part_of_day"]
    at = view.skip(index + 1, "hours")
    on = view.lower[at]
    if "weekday" in view.roles[at]:
        weekday = weekday_at(view, at)
        return (OfDay(part, Calendar(weekday=weekday)), at + 1) if weekday is not None else None
    if on not in ("of", "on"):
        return None
    inner = grammar.dated(view.skip(at + 1, "the") if view.kind[at + 2] == "n" else at + 1, depth + 1)
    if (
        inner is None
        or not isinstance(inner[0], (Calendar, Inside, Days, OfDay))
        or (isinstance(inner[0], Calendar) and inner[0].day is None and inner[0].weekday is None)
    ):
        return None
    return OfDay(part, inner[0]), inner[1]

"""Dates counted from another one: "last week", "two days later", "the past 72 hours", "first Monday of May"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.extract.dates.expressions import (
    Amount,
    Calendar,
    Days,
    Deictic,
    Expression,
    Inside,
    Nth,
    OfDay,
    Range,
    Rolling,
    Shifted,
)
from claims.extract.dates.guards import weekday_at
from claims.extract.dates.neighbours import NextOf, Weekend, WeekOf
from claims.extract.dates.numbers import amount, count, day_number, ordinal
from claims.extract.dates.numeric import numeric_date
from claims.extract.dates.view import View
from claims.extract.dates.vocabulary import vocabulary

if TYPE_CHECKING:
    from claims.extract.dates.grammar import Grammar

Parsed = tuple[Expression, int] | None
DeicticFound = tuple[Deictic, int] | None
CLOSES = frozenset(
    {
        "",
        ".",
        ",",
        ";",
        ":",
        "!",
        "?",
        ")",
        "”",
        '"',
        "’",
        "—",
        "–",
        "-",
        "and",
        "but",
        "in",
        "at",
        "on",
        "by",
        "when",
        "with",
        "for",
        "to",
        "as",
        "from",
        "near",
        "over",
        "after",
        "because",
        "while",
        "it",
        "he",
        "they",
        "that",
        "or",
        "against",
    }
)
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


def relative(grammar: Grammar, index: int, depth: int) -> Parsed:
    """The longest relative expression that begins at ``index``."""
    view = grammar.view
    at = view.skip(index, "the") if view.word(index) in ("the", "this", "these", "those") else index
    roles = view.role(at)
    if "day_word" in roles and at == index:
        return _day_word(view, index)
    if view.word(index) == "the":
        before = _the_unit_before(grammar, index, depth)
        if before is not None:
            return before
        the_unit = _the_unit(view, index)
        if the_unit is not None:
            return the_unit
    if view.word(at) == "last" and view.word(_unit_end(view, at + 1)) in ("of", "in"):
        found = _nth(grammar, at, depth)
        if found is not None:
            return found
    if "deictic" in roles or view.word(at) == "recent":
        found = _deictic(grammar, at)
        if found is not None:
            return found
    if "deictic" in view.role(index):
        found = _deictic(grammar, index)
        if found is not None:
            return found
    if "ordinal" in roles or view.kind_at(at) == "n" or "cardinal" in roles or view.word(at) == "last":
        found = _nth(grammar, at, depth)
        if found is not None:
            return found
    if roles.get("unit") in WHOLE_UNITS and not roles.get("plural"):
        if roles["unit"] == "weekend" and view.word(index - 1) in ("on", "over", "at"):
            return Weekend(), at + 1
        found = _unit_first(grammar, index, depth)
        if found is not None:
            return found
    if "part_of_day" in roles:
        found = _part_of_day(grammar, at, depth)
        if found is not None:
            return found
    if (
        "cardinal" in roles
        or "vague" in roles
        or view.kind_at(at) == "n"
        or view.word(at) in ("a", "an", "half")
        or view.word(at) in ("in", "within")
    ):
        return _counted(grammar, at, depth)
    return None


def _unit_end(view: View, index: int) -> int:
    """The index after a unit; "week end" and "week-end" are one."""
    if view.word(index) != "week":
        return index + 1
    end = view.skip(index + 1, "-")
    return end + 1 if view.word(end) == "end" and (end == index + 1 or view.glued(end)) else index + 1


def _day_word(view: View, index: int) -> Parsed:
    word = view.lower[index]
    steps: int = view.roles[index]["day_word"]
    if word == "now":
        return None
    if word in ("overnight", "tonight"):
        return Days(steps, precision="night"), index + 1
    part = view.role(index + 1).get("part_of_day")
    return (OfDay(part, Days(steps)), index + 2) if part is not None else (Days(steps), index + 1)


def unit_phrase(view: View, index: int) -> DeicticFound:
    """ "next week", "this year", "the same month", "last week's"."""
    at = view.skip(index, "the")
    roles = view.role(at)
    steps = roles.get("deictic")
    unit_at = at + 1
    if steps is None:
        if at == index or roles.get("unit") not in ("month", "year") or roles.get("plural"):
            return None
        return Deictic(roles["unit"], 0, in_history=True), at + 1
    if (
        view.word(at) == "this"
        and "deictic" in view.role(unit_at)
        and view.word(unit_at) in ("past", "same", "coming", "current")
    ):
        roles, steps, unit_at = view.role(unit_at), view.role(unit_at)["deictic"], unit_at + 1
    if view.word(at) in ("that", "the") and view.word(unit_at) == "same":
        unit_at += 1
    unit = view.role(unit_at).get("unit")
    if unit is None or view.role(unit_at).get("plural") or unit not in WHOLE_UNITS:
        return None
    end = _unit_end(view, unit_at)
    unit = "weekend" if end > unit_at + 1 else unit
    focus = "focus" in roles
    return Deictic(unit, steps, focus, "in_history" in roles), end


def _deictic(grammar: Grammar, index: int) -> Parsed:
    view = grammar.view
    word, roles = view.lower[index], view.roles[index]
    if word == "recent":
        return _recent(view, index)
    steps: int = roles["deictic"]
    if word in ("that", "same") and view.word(index - 1) in ("at", "for") and view.word(index + 1) == "time":
        return None
    unit = unit_phrase(view, index)
    if unit is not None:
        return _unit_phrase(grammar, index, unit)
    at = index + 1
    if word == "this" and view.word(at) in ("past", "coming", "upcoming", "same", "next"):
        word, steps, at = view.word(at), view.role(at)["deictic"], at + 1
    part = view.role(at).get("part_of_day")
    if part is not None:
        if word in ("this", "that", "same", "next", "following", "previous"):
            focus = word != "this"
            return OfDay(part, Days(steps, focus=focus)), at + 1
        return (Days(-1, precision="night"), at + 1) if word == "last" and part == "night" else None
    if "weekday" in view.role(at):
        weekday = weekday_at(view, at)
        if weekday is not None:
            dated = numeric_date(view, at + 1, grammar.day_first) if view.kind_at(at + 1) == "n" else None
            if dated is not None and dated[0].day is not None:
                return dated
            found = NextOf("weekday", weekday, word, steps, "focus" in view.role(index)), at + 1
            return grammar._part_of_day(*found)
    if word not in ("that", "same"):
        month = view.role(at).get("month")
        if (
            month is not None
            and (view.capital(at) or word in ("last", "next", "this"))
            and not (word == "this" and view.word(at) in ("may", "march") and not view.capital(at))
        ):
            day = day_number(view, at + 1)
            if day is not None or ("short" in view.role(at) and not view.capital(at)):
                return None
            return NextOf("month", month, word, steps), at + 1
        season = view.role(at).get("season")
        if season is not None:
            return NextOf("season", season, word, steps), at + 1
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
    if word == "past" and view.word(index - 1) != "this" and deictic.unit not in ("weekend", "fortnight"):
        return Rolling(((1, deictic.unit),), -1), end
    at = view.skip(end, "'s", "’s", "on", ",")
    if deictic.unit == "week" and "weekday" in view.role(at):
        weekday = weekday_at(view, at)
        if weekday is not None:
            return Inside(Calendar(weekday=weekday), deictic), at + 1
    if view.word(end) == "'" and deictic.unit != "week":
        return deictic, end
    return deictic, end


def _recent(view: View, index: int) -> Parsed:
    unit = view.role(index + 1).get("unit")
    reach = vocabulary().recent.get(unit) if unit is not None else None
    if reach is None or unit is None or not view.role(index + 1).get("plural"):
        return None
    return Rolling(((reach, unit),), -1, approximate=True, holds_quantity=False), index + 2


def _window(view: View, index: int, word: str, steps: int) -> Parsed:
    """ "the past 72 hours", "last few days", "next 3 weeks", "coming days"."""
    if steps == 0:
        return None
    found = amount(view, index)
    if found is not None:
        vague = "vague" in view.role(index) or "vague" in view.role(index + 1)
        if found[0][0][1] == "second" and view.word(index + 1) == "second":
            return None
        return Rolling(found[0], steps, approximate=vague), found[1]
    unit = view.role(index).get("unit")
    if (
        unit is not None
        and view.role(index).get("plural")
        and word in ("past", "coming", "last", "upcoming", "next")
    ):
        return Rolling(
            ((vocabulary().recent.get(unit, 3), unit),), steps, approximate=True, holds_quantity=False
        ), index + 1
    return None


def _nth(grammar: Grammar, index: int, depth: int) -> Parsed:
    """ "first Monday of May", "last day in October 2015", "third week of 2018", "the 20th of next month"."""
    view = grammar.view
    number: int
    if view.word(index) == "last":
        number, at = -1, index + 1
    else:
        found = ordinal(view, index)
        if found is None:
            return _day_of_unit(view, index)
        number, at = found
        if view.word(at) == "last":
            number, at = -number, at + 1
    weekday = weekday_at(view, at) if "weekday" in view.role(at) else None
    unit = view.role(at).get("unit")
    end = _unit_end(view, at)
    if unit == "week" and end > at + 1:
        unit, at = "weekend", end - 1
    if weekday is None and (
        unit not in ("day", "week", "weekend", "month", "quarter", "weekend") or view.role(at).get("plural")
    ):
        return _day_of_unit(view, index)
    if view.word(at + 1) not in ("of", "in"):
        if unit == "quarter" and number > 0:
            outer_unit = unit_phrase(view, at + 1)
            if outer_unit is not None and outer_unit[0].unit == "year":
                return Inside(Calendar(part=("quarter", number)), outer_unit[0]), outer_unit[1]
        ends = view.word(at + 1) in ("", ".")
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
    if unit == "week" and view.word(at) == "on" and "weekday" in view.role(at + 1):
        day = weekday_at(view, at + 1)
        if day is not None:
            return Inside(Calendar(weekday=day), found_nth), at + 2
    return found_nth, outer[1]


def _day_of_unit(view: View, index: int) -> Parsed:
    """ "20 of this month", "the 20th day of next month", "4 till 23 of this month", "the 21st"."""
    day = day_number(view, index)
    if day is None:
        return None
    at = day[1]
    if view.role(at).get("link") == "to":
        second = day_number(view, view.skip(at + 1, "the"))
        month = unit_phrase(view, view.skip(second[1], "of")) if second is not None else None
        if second is not None and month is not None and month[0].unit == "month":
            ends = Inside(Calendar(day=day[0]), month[0]), Inside(Calendar(day=second[0]), month[0])
            return Range(*ends), month[1]
    if view.word(at) == "day" and view.word(at + 1) in ("of", "in"):
        at += 1
    if view.word(at) == "of":
        outer = unit_phrase(view, at + 1)
        if outer is not None and outer[0].unit == "month":
            return Inside(Calendar(day=day[0]), outer[0]), outer[1]
    before = view.word(index - 1)
    alone = view.word(at) in ("", ".", ",", "?", "!")
    if (
        before == "the"
        and alone
        and view.word(index - 2) in ("on", "for", "by", "until", "since", "")
        and ordinal(view, index) is not None
    ):
        return Calendar(day=day[0]), day[1]
    return None


def _the_unit_before(grammar: Grammar, index: int, depth: int) -> Parsed:
    """ "the night before", "the day after", "the week before last", "the day following"."""
    view = grammar.view
    unit = view.role(index + 1).get("unit")
    if unit not in WHOLE_UNITS or view.role(index + 1).get("plural"):
        return None
    direction = view.word(index + 2)
    sign = {"before": -1, "earlier": -1, "prior": -1, "after": 1, "following": 1, "later": 1}.get(direction)
    if sign is None:
        return None
    return _around(grammar, unit, sign, index + 3, depth)


def _around(grammar: Grammar, unit: str, sign: int, index: int, depth: int) -> Parsed:
    view = grammar.view
    after_the = view.skip(index, "the")
    if view.word(after_the) in ("last", "next") and view.word(after_the + 1) in CLOSES:
        return Deictic(unit, 2 * sign), after_the + 1
    base = grammar.dated(index, depth + 1) or grammar.event(index)
    if base is not None and not isinstance(base[0], Rolling):
        return Shifted(((1, unit),), sign, base[0], rule="day beside"), base[1]
    if view.word(index) not in CLOSES:
        return None
    if unit in ("day", "night"):
        return Days(sign, focus=True, precision=unit), index
    return Deictic(unit, sign, focus=True), index


def _the_unit(view: View, index: int) -> Parsed:
    """ "of the year", "for the month", "the weekend"."""
    roles = view.role(index + 1)
    unit = roles.get("unit")
    if unit is None or roles.get("plural") or unit not in WHOLE_UNITS:
        return None
    after = view.word(index + 2)
    if unit == "week" and after == "of":
        return None
    before = view.word(index - 1)
    possessive = after in ("'s", "’s") and unit == "year"
    closed = (
        after in CLOSES and after not in ("that", "when", "before", "it", "he", "they", "-")
    ) or possessive
    if unit in ("night", "second", "century", "decade", "season") or not closed:
        return None
    if unit == "day":
        return (
            (Days(0, focus=False), index + 2)
            if before in ("for", "of")
            and view.word(index - 2)
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
    unit = view.role(at)["unit"]
    following = view.word(at + 1)
    if following == "of" and unit in ("week", "weekend"):
        inner = grammar.dated(at + 2, depth + 1)
        return inner and (WeekOf(unit, inner[0]), inner[1])
    if following in ("after", "before") and unit in ("day", "week", "night", "year", "month", "weekend"):
        sign = 1 if following == "after" else -1
        inner_word = view.word(view.skip(at + 2, "the"))
        if inner_word in ("tomorrow", "tmrw", "tomorow", "yesterday", "next", "last"):
            return _around(grammar, unit, sign, at + 2, depth)
    return None


def _part_of_day(grammar: Grammar, index: int, depth: int) -> Parsed:
    """ "the morning of 31 January", "the night of May 13", "the early morning hours of 1 November"."""
    view = grammar.view
    part = view.role(index)["part_of_day"]
    at = view.skip(index + 1, "hours")
    on = view.word(at)
    if "weekday" in view.role(at):
        weekday = weekday_at(view, at)
        return (OfDay(part, Calendar(weekday=weekday)), at + 1) if weekday is not None else None
    if on not in ("of", "on"):
        return None
    inner = grammar.dated(view.skip(at + 1, "the") if view.kind_at(at + 2) == "n" else at + 1, depth + 1)
    if (
        inner is None
        or not isinstance(inner[0], (Calendar, Inside, Days, OfDay))
        or (isinstance(inner[0], Calendar) and inner[0].day is None and inner[0].weekday is None)
    ):
        return None
    return OfDay(part, inner[0]), inner[1]


def _counted(grammar: Grammar, index: int, depth: int) -> Parsed:
    """ "two days ago", "3 weeks after the invasion", "in two weeks", "3 Fridays from now"."""
    view = grammar.view
    inside = view.word(index) in ("in", "within")
    start = index + 1 if inside else index
    if inside and view.word(index) == "within":
        start = view.skip(start, "the")
        if "deictic" in view.role(start):
            return _deictic(grammar, start)
    number = count(view, start)
    if (number is not None and "weekday" in view.role(number[1]) is not None) or (
        number is not None and view.word(number[1])[:-1] in _WEEKDAYS
    ):
        return _weekdays_from_now(view, number)
    if (
        number is not None
        and "deictic" in view.role(number[1])
        and view.word(number[1]) in ("previous", "upcoming", "next", "last", "past", "coming")
    ):
        steps = view.role(number[1])["deictic"]
        unit = view.role(number[1] + 1).get("unit")
        if unit is not None and steps:
            return Rolling(((number[0], unit),), steps), number[1] + 2
    found = amount(view, start)
    if found is None:
        return None
    parts, end = found
    if parts[-1][1] in ("second", "minute") and not view.role(end - 1).get("plural"):
        return None
    return _counted_from(grammar, parts, end, inside, index, depth)


_WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_ORDER = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _weekdays_from_now(view: View, number: tuple[float, int]) -> Parsed:
    at = number[1]
    name = view.word(at).removesuffix("s")
    if name in _WEEKDAYS and view.word(at + 1) == "from" and view.word(at + 2) in ("now", "today"):
        return NextOf("weekday", _ORDER.index(name), "coming", int(number[0])), at + 3
    return None


def _counted_from(grammar: Grammar, parts: Amount, end: int, inside: bool, index: int, depth: int) -> Parsed:
    view = grammar.view
    word = view.word(end)
    if word in ("'", "’", "'s", "’s"):
        end += 1
        word = view.word(end)
        if word == "time" and inside:
            return Shifted(parts, 1, None, reference=True), end + 1
    if word == "ago":
        return Shifted(parts, -1, None, reference=True, whole=True), end + 1
    if word in ("earlier", "previously") or (word == "before" and view.word(end + 1) in CLOSES):
        return Shifted(parts, -1, None, whole=True), end + 1
    if word == "later" or (word == "after" and view.word(end + 1) in (".", ",", "")):
        return Shifted(parts, 1, None, whole=True), end + 1
    if word == "hence" or (word == "from" and view.word(end + 1) == "now"):
        return Shifted(parts, 1, None, reference=True), end + (1 if word == "hence" else 2)
    if word == "in" and view.word(end + 1) == "the" and view.word(end + 2) == "future":
        return Rolling(parts, 1), end + 3
    if word in ("before", "after", "from", "following", "prior") or (
        word == "," and view.word(end + 1) == "from"
    ):
        at = end + 1 + (word == ",") + (word == "prior" and view.word(end + 1) == "to")
        base = grammar.dated(at, depth + 1) or grammar.event(at)
        if base is None or isinstance(base[0], Rolling):
            return None
        if word == "from" and view.word(base[1]) in ("to", "until", "till", "through", "-", "–"):
            # "64 days from 21 November to 31 January": the range is the date.
            return None
        return Shifted(parts, -1 if word in ("before", "prior") else 1, base[0]), base[1]
    alone = index == 0 and end == view.size
    if inside and view.word(index) == "in" and view.word(end) in CLOSES and (alone or grammar.future(index)):
        return Shifted(parts, 1, None, reference=True), end
    if inside and view.word(index) == "within" and grammar.future(index):
        return Rolling(parts, 1), end
    return None

"""Times by the clock: "3:00 a.m.", "at 14:30 GMT on Friday", "5 pm local time"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.extract.dates.expressions import Calendar, Expression
from claims.extract.dates.units import Days, Inside, OfDay
from claims.extract.dates.view import View
from claims.extract.trap_names import words_of

if TYPE_CHECKING:
    from claims.extract.dates.grammar import Grammar

Parsed = tuple[Expression, int] | None
ZONES = frozenset(
    {
        "gmt",
        "utc",
        "est",
        "edt",
        "cet",
        "cest",
        "pst",
        "pdt",
        "bst",
        "eet",
        "eest",
        "msk",
        "et",
        "ist",
        "jst",
        "z",
    }
)


def clock_time(grammar: Grammar, index: int, depth: int) -> Parsed:
    """A time of day, with its zone and, after "on" or a comma, its date."""
    view = grammar.view
    if view.kind[index] != "n":
        return None
    found = clock_of(view, index)
    if found is None:
        return None
    clock, end = found
    at = view.skip(end, "on", ",", "(")
    inner = grammar.dated(at, depth + 1) if at < view.size and at > index else None
    if inner is not None and isinstance(inner[0], (Calendar, Inside, Days)) and _is_day(inner[0]):
        return OfDay("minute", inner[0], clock), inner[1]
    return OfDay("minute", None, clock), end


def clock_of(view: View, index: int) -> tuple[str, int] | None:
    """The time at ``index`` as ISO 8601 writes it, with the index after it and its zone."""
    found = _clock(view, index)
    if found is None:
        return None
    hour, minute, end = found
    return f"{hour:02d}:{minute:02d}:00", _zone(view, end)


def _is_day(expression: Expression) -> bool:
    return (
        not isinstance(expression, Calendar) or expression.day is not None or expression.weekday is not None
    )


def _clock(view: View, index: int) -> tuple[int, int, int] | None:
    hour = view.digits[index]
    minute = 0
    end = index + 1
    if hour is None:
        whole, mark, rest = view.text[index].partition(".")
        if not (mark and whole.isdecimal() and rest.isdecimal() and len(rest) == 2 and len(whole) <= 2):
            return None
        hour, minute = int(whole), int(rest)
        half = _half(view, end)
        return _hour(hour, minute, half) if half is not None else None
    if len(view.text[index]) == 4 and view.lower[end] in ZONES and view.capital(end):
        return (hour // 100, hour % 100, end) if hour // 100 < 24 and hour % 100 < 60 else None
    if len(view.text[index]) > 2 or hour > 24:
        return None
    timed = False
    if view.lower[end] == ":" and view.glued(end) and view.glued(end + 1):
        value = view.digits[end + 1]
        if value is None or len(view.text[end + 1]) != 2 or value > 59:
            return None
        minute, end, timed = value, end + 2, True
        if view.lower[end] == ":" and view.digits[end + 1] is not None and view.glued(end + 1):
            end += 2
    half = _half(view, end)
    if half is not None:
        return _hour(hour, minute, half)
    if (view.lower[end] == "o" and view.lower[end + 2] == "clock") or view.lower[end] in (
        "o'clock",
        "o’clock",
    ):
        return hour % 24, minute, end + (3 if view.lower[end] == "o" else 1)
    announced = view.lower[index - 1] in (
        "at",
        "by",
        "until",
        "from",
        "around",
        "about",
        "before",
        "after",
        "of",
    )
    if view.lower[index - 1] == "of" and view.lower[index - 2] in words_of("ratio"):
        # "a ratio of 1:15"
        return None
    zoned = (view.lower[end] in ZONES and view.capital(end)) or (view.lower[end], view.lower[end + 1]) == (
        "local",
        "time",
    )
    return (hour, minute, end) if timed and hour < 24 and (announced or zoned) else None


def _half(view: View, index: int) -> tuple[bool, int] | None:
    """Whether afternoon, and the index after "a.m." or "pm"."""
    word = view.lower[index]
    if view.glued(index + 1) and view.kind[index + 1] == "n":
        return None
    if word in ("am", "pm", "a.m.", "p.m."):
        return word[0] == "p", index + 1
    if word in ("a", "p") and view.lower[index + 1] == "." and view.lower[index + 2] == "m":
        return word == "p", view.skip(index + 3, ".")
    return None


def _hour(hour: int, minute: int, half: tuple[bool, int]) -> tuple[int, int, int] | None:
    afternoon, end = half
    if not 1 <= hour <= 12 and not (hour < 24 and afternoon):
        return None
    return (hour % 12 + (12 if afternoon else 0) if hour <= 12 else hour), minute, end


def _zone(view: View, index: int) -> int:
    if view.lower[index] in ZONES and view.capital(index):
        return index + 1
    if view.lower[index] == "(" and view.lower[index + 1] in ZONES:
        return index
    if view.lower[index + 1] == "time" and (view.lower[index] == "local" or view.capital(index)):
        return index + 2
    return index

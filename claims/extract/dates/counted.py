"""Counted units: "two days ago", "3 weeks after the invasion", "in two weeks", "3 Fridays from now"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.extract.dates.expressions import Amount, Expression
from claims.extract.dates.neighbours import NextOf
from claims.extract.dates.numbers import amount, count
from claims.extract.dates.spans import Rolling, Shifted
from claims.extract.dates.view import View
from claims.extract.dates.vocabulary import NO_ROLES, vocabulary

if TYPE_CHECKING:
    from claims.extract.dates.grammar import Grammar

Parsed = tuple[Expression, int] | None


def counted(grammar: Grammar, index: int, depth: int) -> Parsed:
    """ "two days ago", "3 weeks after the invasion", "in two weeks", "3 Fridays from now"."""
    view = grammar.view
    inside = view.lower[index] in ("in", "within")
    start = index + 1 if inside else index
    number = count(view, start)
    if number is None:
        return None
    if view.lower[number[1] + 1] == "from":
        found_weekday = _weekdays_from_now(view, number)
        if found_weekday is not None:
            return found_weekday
    if "deictic" in view.roles[number[1]] and view.lower[number[1]] in (
        "previous",
        "upcoming",
        "next",
        "last",
        "past",
        "coming",
    ):
        steps = view.roles[number[1]]["deictic"]
        unit = view.roles[number[1] + 1].get("unit")
        if unit is not None and steps and number[0] == int(number[0]) > 0:
            return Rolling(((number[0], unit),), steps), number[1] + 2
    found = amount(view, start)
    if found is None:
        return None
    parts, end = found
    if parts[-1][1] in ("second", "minute"):
        return None
    return counted_from(grammar, parts, end, inside, index, depth)


def _weekdays_from_now(view: View, number: tuple[float, int]) -> Parsed:
    at = number[1]
    weekday = vocabulary().roles.get(view.lower[at].removesuffix("s"), NO_ROLES).get("weekday")
    if weekday is not None and view.lower[at + 2] in ("now", "today"):
        return NextOf("weekday", weekday, "coming", int(number[0])), at + 3
    return None


def counted_from(grammar: Grammar, parts: Amount, end: int, inside: bool, index: int, depth: int) -> Parsed:
    view = grammar.view
    word = view.lower[end]
    if word in ("'", "’", "'s", "’s"):
        end += 1
        word = view.lower[end]
        if word == "time" and inside:
            return Shifted(parts, 1, None, reference=True), end + 1
    if word == "ago":
        return Shifted(parts, -1, None, reference=True, whole=True), end + 1
    if word in ("earlier", "previously") or (word == "before" and view.closes(end + 1)):
        return Shifted(parts, -1, None, whole=True), end + 1
    if word == "later" or (word == "after" and view.lower[end + 1] in (".", ",", "")):
        return Shifted(parts, 1, None, whole=True), end + 1
    if word == "hence" or (word == "from" and view.lower[end + 1] == "now"):
        return Shifted(parts, 1, None, reference=True), end + (1 if word == "hence" else 2)
    if word == "in" and view.lower[end + 1] == "the" and view.lower[end + 2] == "future":
        return Rolling(parts, 1), end + 3
    if word in ("before", "after", "from", "following", "prior") or (
        word == "," and view.lower[end + 1] == "from"
    ):
        at = end + 1 + (word == ",") + (word == "prior" and view.lower[end + 1] == "to")
        base = grammar.dated(at, depth + 1) or grammar.event(at)
        if base is None or isinstance(base[0], Rolling):
            return None
        if view.lower[at - 1] == "from" and view.lower[base[1]] in (
            "to",
            "until",
            "till",
            "through",
            "-",
            "–",
        ):
            # "64 days from 21 November to 31 January": the range is the date.
            return None
        return Shifted(parts, -1 if word in ("before", "prior") else 1, base[0]), base[1]
    alone = index == 0 and end == view.size
    if inside and view.lower[index] == "in" and view.closes(end) and (alone or grammar.future(index)):
        return Shifted(parts, 1, None, reference=True), end
    if inside and view.lower[index] == "within" and grammar.future(index):
        return Rolling(parts, 1), end
    return None

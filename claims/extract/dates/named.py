"""Feasts and holidays by name: "Christmas 2007", "last Easter", "Independence Day of this year"."""

from __future__ import annotations

from claims.extract.dates.expressions import Expression
from claims.extract.dates.holidays import Holiday, names
from claims.extract.dates.phrases import unit_phrase
from claims.extract.dates.view import View
from claims.extract.dates.years import year_after

APOSTROPHES = frozenset({"'", "’", "‘"})


def named(view: View, index: int) -> tuple[Expression, int] | None:
    """A feast that begins at ``index``, with its year."""
    at, steps = index, 0
    if view.lower[index] in ("next", "last", "previous", "this") and view.lower[index + 1] in names():
        at, steps = index + 1, view.roles[index]["deictic"]
    entries = names().get(view.lower[at] if at < view.size else "")
    if entries is None:
        return None
    for words, key in entries:
        end = _matched(view, at, words)
        if end is None or (words[-1] == "day" and view.lower[at] == "may" and not view.capital(at)):
            continue
        year = year_after(view, end)
        if year is not None:
            return Holiday(key, year[0]), year[1]
        step = view.skip(end, "of", "in")
        outer = unit_phrase(view, step)
        if outer is not None and outer[0].unit == "year":
            return Holiday(key, outer=outer[0]), outer[1]
        return Holiday(key, steps=steps), end
    return None


def _matched(view: View, index: int, words: tuple[str, ...]) -> int | None:
    for word in words:
        found = view.lower[index]
        if (
            found != word
            and not (word == "'s" and found == "’s")
            and not (word == "'" and found in APOSTROPHES)
        ):
            return None
        index += 1
    return index

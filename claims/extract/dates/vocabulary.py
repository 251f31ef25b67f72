"""The lexicon of dates, compiled: each word with the parts it can play."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from claims.extract.dates.holidays import names
from claims.lexicon import load_table

Roles = dict[str, Any]
NO_ROLES: Roles = {}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """``roles`` maps a lower-case word to its parts: ``month``, ``weekday``, ``unit``, ``number``, ...

    ``triggers`` are the words without which no sentence holds a date (numbers apart). ``starters`` can
    begin an expression; ``weak_starters`` are those of them that do so only before another one or a number.
    ``followers`` maps some starters to the words before which they can, besides numbers.
    """

    roles: dict[str, Roles]
    triggers: frozenset[str]
    starters: frozenset[str]
    weak_starters: frozenset[str]
    followers: dict[str, frozenset[str]]
    recent: dict[str, int]


STARTING_ROLES = (
    *("month", "weekday", "season", "unit", "part_of_day", "cardinal", "ordinal", "decade", "day_word"),
    *("deictic", "part", "opening", "vague", "approximate"),
)
_STARTING_BESIDE_UNITS = frozenset(STARTING_ROLES) - {"unit"}


@cache
def vocabulary() -> Vocabulary:
    words = load_table("calendar")
    dates = load_table("dates")
    roles: dict[str, Roles] = {}

    def give(role: str, entries: dict[str, Any]) -> None:
        for word, value in entries.items():
            roles.setdefault(word, {})[role] = value

    give("month", words["months"] | words["short"]["months"])
    give("weekday", words["weekdays"] | words["short"]["weekdays"])
    give("short", dict.fromkeys([*words["short"]["months"], *words["short"]["weekdays"]], True))
    give("doubtful", dict.fromkeys([*words["doubtful"]["months"], *words["doubtful"]["seasons"]], True))
    give("season", words["seasons"])
    give("unit", words["units"] | words["unit_plurals"])
    give("plural", dict.fromkeys(words["unit_plurals"], True))
    give("part_of_day", words["parts_of_day"])
    give("cardinal", words["cardinals"])
    give("ordinal", words["ordinals"])
    give("decade", words["decades"])
    give("day_word", dates["day_words"])
    give("deictic", dates["deictic"])
    give("focus", dict.fromkeys(dates["anchor_words"]["focus"], True))
    give("in_history", dict.fromkeys(dates["anchor_words"]["focus_in_history"], True))
    give("part", dates["parts"])
    give("opening", dates["opening"])
    give("link", dates["links"])
    give("vague", dates["vague"])
    for name in (
        "future",
        "past",
        "approximate",
        "year_takers",
        "noun_guard",
        "month_takers",
        "label",
        "closes",
        "count_head",
    ):
        give(name, dict.fromkeys(dates[name], True))
    triggers = {
        word
        for word, parts in roles.items()
        if not parts.keys().isdisjoint(
            ("month", "weekday", "season", "unit", "part_of_day", "decade", "day_word")
        )
    }
    triggers.update(dates["triggers"])
    weak = frozenset(dates["weak_starters"])
    starters = {word for word, parts in roles.items() if not parts.keys().isdisjoint(STARTING_ROLES)}
    starters.update(dates["starters"], weak)
    followers = {word: frozenset(following) for word, following in dates["followers"].items()}
    of_units = followers.pop("units")
    for word, parts in roles.items():
        if parts.get("unit") not in {None, "weekend"} and parts.keys().isdisjoint(_STARTING_BESIDE_UNITS):
            followers.setdefault(word, of_units)
    return Vocabulary(roles, frozenset(triggers), frozenset(starters), weak, followers, dates["recent"])


@cache
def beginnings() -> frozenset[str]:
    """The words that a date can begin with, or what leads to one."""
    return vocabulary().starters.union(names())

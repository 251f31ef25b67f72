"""On which day a feast falls in a year, by the rules of the lexicon."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from claims.errors import LexiconError
from claims.extract.dates.anchor import Anchor
from claims.extract.dates.calendar import easter, midnight, month_interval, nth_weekday, shift, unit_interval
from claims.extract.dates.expressions import Expression
from claims.extract.dates.stretch import Basis, Stretch
from claims.lexicon import load_table


@cache
def names() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """First word of a feast's name → its names in words, longest first, with the feast's key."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for key, entry in load_table("holidays").items():
        for name in entry["names"]:
            words = tuple(
                name.replace("'s", " 's").replace("-", " - ").replace("s'", "s '").replace(".", " .").split()
            )
            found.setdefault(words[0], []).append((words, key))
    return {word: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for word, entries in found.items()}


@cache
def second_words() -> Mapping[str, frozenset[str]]:
    """First word of a feast's name → the words that may follow it in one; "" where it is a name by itself."""
    return {
        first: frozenset(words[1] if len(words) > 1 else "" for words, _ in entries)
        | {"’s" for words, _ in entries if words[1:2] == ("'s",)}
        | {mark for words, _ in entries if words[1:2] == ("'",) for mark in "’‘"}
        for first, entries in names().items()
    }


def day_of(key: str, year: int) -> datetime:
    """The day of the feast in ``year``. Raises ``ValueError`` where the calendar ends."""
    rule: dict[str, Any] = load_table("holidays")[key]
    if "dated" in rule:
        return datetime.fromisoformat(rule["dated"])
    if "date" in rule:
        month, day = rule["date"].split("-")
        return datetime(year, int(month), int(day))
    if "easter" in rule:
        return shift(easter(year), rule["easter"], "day")
    if "after" in rule:
        other, days = rule["after"]
        return shift(day_of(other, year), days, "day")
    if "years" in rule:
        if str(year) not in rule["years"]:
            raise ValueError(f"no date of {key} in {year}")
        month, day = rule["years"][str(year)].split("-")
        return datetime(year, int(month), int(day))
    month, weekday, which = rule["nth"]
    found = nth_weekday(*month_interval(year, month), weekday, which)
    if found is None:
        raise LexiconError(f"holidays.toml: {key} falls on no day of {year}")
    return found


@dataclass(frozen=True, slots=True)
class Holiday:
    """A feast, in a stated year, in that of ``outer``, or ``steps`` before or after the anchor."""

    key: str
    year: int | None = None
    outer: Expression | None = None
    steps: int = 0

    @property
    def rule(self) -> str:
        return f"holiday:{self.key}"

    def resolve(self, anchor: Anchor) -> Stretch | None:
        if "dated" in load_table("holidays")[self.key]:
            return Stretch(*unit_interval(day_of(self.key, 1), "day"), "day", explicit=True)
        year, explicit = self.year, self.year is not None
        if self.outer is not None:
            outer = self.outer.resolve(anchor)
            year = outer.start.year if outer is not None and outer.start is not None else None
        elif year is None:
            year = self._chosen_year(anchor)
        if year is None:
            return Stretch(None, None, "day", "relative")
        start = day_of(self.key, year)
        days = load_table("holidays")[self.key].get("days", 1)
        precision = "day" if days == 1 else "period"
        basis: Basis = "stated" if explicit else "relative"
        return Stretch(start, shift(start, days, "day"), precision, basis, explicit=explicit)

    def _chosen_year(self, anchor: Anchor) -> int | None:
        base = anchor.after or anchor.base(focus=anchor.history)
        if base is None:
            return None
        day = day_of(self.key, base.year)
        today = midnight(base)
        if self.steps < 0:
            return base.year if day < today else base.year - 1
        if self.steps > 0 or anchor.after is not None:
            return base.year if day > today or (anchor.after is not None and day == today) else base.year + 1
        if anchor.tense == "future" and not anchor.history:
            return base.year if day >= today else base.year + 1
        if anchor.tense == "past" and not anchor.history:
            return base.year if day <= today else base.year - 1
        return base.year if (day - today).days < 300 else base.year - 1

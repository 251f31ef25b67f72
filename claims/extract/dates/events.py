"""Reference events that texts count from: "since the full-scale invasion", "a week after the annexation"."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files

from claims.errors import LexiconError
from claims.extract.dates.anchor import Anchor
from claims.extract.dates.calendar import shift, unit_interval
from claims.extract.dates.stretch import Stretch
from claims.extract.dates.view import View
from claims.lexicon import load_table


@dataclass(frozen=True, slots=True)
class EventPhrase:
    """Words that name an event. ``scene``: words of which the text must have used one, where the phrase
    alone could mean another event."""

    words: tuple[str, ...]
    fact: str
    scene: frozenset[str]


@cache
def event_dates() -> Mapping[str, tuple[datetime, datetime]]:
    """Fact id → the days of the event, from the reference tables of ``claims_data``."""
    found: dict[str, tuple[datetime, datetime]] = {}
    folder = files("claims_data") / "reference"
    tables = (
        sorted(
            (entry for entry in folder.iterdir() if entry.name.endswith(".csv")), key=lambda entry: entry.name
        )
        if folder.is_dir()
        else []
    )
    for table in tables:
        lines = table.read_text(encoding="utf-8").splitlines()
        for row in csv.DictReader(line for line in lines if not line.startswith("#")):
            if row.get("measure") == "event":
                start = datetime.fromisoformat(row["valid_from"])
                end = (
                    datetime.fromisoformat(row["valid_to"]) if row.get("valid_to") else shift(start, 1, "day")
                )
                found[row["fact_id"]] = (start, end)
    return found


@cache
def event_phrases() -> Mapping[str, tuple[EventPhrase, ...]]:
    """First word → phrases, longest first. Raises ``LexiconError`` for an event without a date."""
    found: dict[str, list[EventPhrase]] = {}
    for fact, entry in load_table("events_reference").items():
        if fact not in event_dates():
            raise LexiconError(f"events_reference.toml: no reference fact {fact!r}")
        scene = frozenset(entry["scene"])
        for name, needed in [(name, frozenset[str]()) for name in entry["names"]] + [
            (name, scene) for name in entry["in_scene"]
        ]:
            words = tuple(
                name.replace("'s", " 's").replace("-", " - ").replace("/", " / ").replace(".", " .").split()
            )
            found.setdefault(words[0], []).append(EventPhrase(words, fact, needed))
    return {word: tuple(sorted(each, key=lambda phrase: -len(phrase.words))) for word, each in found.items()}


def event_at(view: View, index: int, scene: frozenset[str]) -> tuple[Event, int] | None:
    """The event named at ``index``; ``scene`` holds the words of scene that the text has used so far."""
    at = view.skip(index, "the", "its")
    for phrase in event_phrases().get(view.lower[at], ()):
        end = at + len(phrase.words)
        named = tuple("'s" if word == "’s" else word for word in view.lower[at:end])
        if named == phrase.words and (not phrase.scene or not phrase.scene.isdisjoint(scene)):
            return Event(phrase.fact), end
    return None


@cache
def event_triggers() -> tuple[frozenset[str], frozenset[str]]:
    """The words that lead to an event, and those of which one is in every phrase."""
    last = frozenset(phrase.words[-1] for phrases in event_phrases().values() for phrase in phrases)
    return frozenset(("since", "after", "before", "until", "from", "following")), last


def lasting_at(view: View, index: int, scene: frozenset[str]) -> tuple[Event, int] | None:
    """What an event of the scene began, within three words of ``index``: "of brutal conflict"."""
    for fact, entry in load_table("events_reference").items():
        if not scene.isdisjoint(entry["scene"]):
            for at in range(index, min(index + 3, view.size)):
                if view.lower[at] in entry.get("lasting", ()):
                    return Event(fact), at + 1
    return None


@cache
def scene_words() -> frozenset[str]:
    return frozenset(word for entry in load_table("events_reference").values() for word in entry["scene"])


@dataclass(frozen=True, slots=True)
class Event:
    fact: str

    @property
    def rule(self) -> str:
        return f"event:{self.fact}"

    def resolve(self, anchor: Anchor) -> Stretch | None:
        start, end = event_dates()[self.fact]
        if anchor.reference is not None and start > anchor.reference:
            return None
        single = end - start == unit_interval(start, "day")[1] - unit_interval(start, "day")[0]
        return Stretch(start, end, "day" if single else "period", "stated", explicit=False)

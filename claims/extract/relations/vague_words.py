"""The words that count vaguely, those that tell whether a number is of the same things, and the vague counts themselves."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from claims.extract.relations.view import View
from claims.lexicon import load_table
from claims.model import Claim

CLAUSE = frozenset({",", ";", ":", ".", "–", "—", "(", ")"})


@dataclass(frozen=True, slots=True)
class VagueCount:
    """A vague count: what it stands for, its noun, and its claim if it is one."""

    view: View
    start: int
    end: int
    lower: float
    upper: float
    nouns: frozenset[str]
    claim: Claim | None = None


@cache
def table(name: str) -> dict[str, Any]:
    found: dict[str, Any] = load_table("relations_vague")[name]
    return found


@cache
def cue_words(name: str) -> frozenset[str]:
    return frozenset(table("cues")[name])


@cache
def phrases() -> dict[str, tuple[tuple[tuple[str, ...], float, float], ...]]:
    """The vague words that are no claims, by their first word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], float, float]]] = {}
    for phrase, (lower, upper) in table("words").items():
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append((words, float(lower), float(upper)))
    return {word: tuple(sorted(entries, key=lambda one: -len(one[0]))) for word, entries in found.items()}


@cache
def phrase_heads() -> frozenset[str]:
    return frozenset(phrases())


@cache
def kin_of(name: str) -> dict[str, frozenset[int]]:
    """The groups that a noun or an event belongs to."""
    groups: dict[str, set[int]] = {}
    for number, members in enumerate(table(name)["kin"]):
        for member in members:
            groups.setdefault(member, set()).add(number)
    return {member: frozenset(numbers) for member, numbers in groups.items()}


@cache
def vague_nouns() -> frozenset[str]:
    """Of the vague words that are no claims those that few other sentences hold."""
    return frozenset(
        words[-2 if words[-1] == "of" else -1] for entries in phrases().values() for words, _, _ in entries
    )

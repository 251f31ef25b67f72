"""Words of moving up and down, and the verb that "from" and "to" go with."""

from __future__ import annotations

from functools import cache

from claims.extract.tokens import Tokens
from claims.lexicon import load_table
from claims.model import Direction

CLAUSE = frozenset((";", ":", ".", "!", "?", "—", "–", "that", "which", "who", "when", "while", "as", "but"))
OBJECT_LENGTH = 8
AMOUNT_REACH = 16


@cache
def cues(table: str) -> dict[str, Direction]:
    """Word to direction for a table with ``up`` and ``down``."""
    entries = load_table("direction")[table]
    ways: dict[str, Direction] = dict.fromkeys(entries["up"].split(), "up")
    ways.update(dict.fromkeys(entries["down"].split(), "down"))
    return ways


@cache
def way_words(table: str) -> frozenset[str]:
    """The words of a table that gives no direction."""
    return frozenset(load_table("direction")[table]["words"].split())


@cache
def way_verbs() -> dict[str, Direction]:
    return {**cues("moved"), **cues("moves_or_acts"), **cues("moves")}


def change_word(tokens: Tokens, start: int) -> int | None:
    """Return where the word of moving stands that "from" or "to" at token ``start`` goes with."""
    verbs, nouns, particles = way_verbs(), cues("noun"), cues("particle")
    if start > 1 and tokens.lower[start - 1] in (":", "—", "–", "("):
        # "has gone up fourfold since then: from 2,000 to 8,000 euros"
        start -= 1
    if start > 1 and tokens.lower[start - 1] == ",":
        moved = _moved_by(tokens, start - 1)
        if moved is not None:
            return moved
    for index in range(start - 1, max(start - OBJECT_LENGTH, -1), -1):
        word = tokens.lower[index]
        if word in verbs or word in nouns or word in particles or word in way_words("amount"):
            return index
        if word in CLAUSE:
            return None
    return None


def _moved_by(tokens: Tokens, end: int) -> int | None:
    """Return the verb of a clause that says by how much: "rose by 1.4 metres within a day, | from 6.3 to 7.7"."""
    verbs = way_verbs()
    for index in range(end - 3, max(end - AMOUNT_REACH, -1), -1):
        if tokens.lower[index] in verbs and "by" in tokens.lower[index + 1 : end]:
            # with an object before it: "lifted its key rate by 50 basis points"
            return index
        if tokens.lower[index] in CLAUSE:
            return None
    return None


def back_to(tokens: Tokens, first: int, word: str, reach: int = 4) -> int | None:
    for index in range(first - 1, max(first - 1 - reach, -1), -1):
        if tokens.lower[index] == word:
            return index
    return None

"""Vague counts ("dozens", "several hundred"), and the words with which any number may start."""

from __future__ import annotations

from functools import cache
from itertools import compress

from claims.extract.digits import VULGAR
from claims.extract.tokens import Tokens
from claims.extract.word_guards import WordGuard
from claims.lexicon import load_rows, load_words


@cache
def vague_counts() -> dict[str, list[tuple[tuple[str, ...], float, float, str, str]]]:
    """First word to the rest of the phrase, its bounds, the phrase and what it needs; the longest first."""
    table: dict[str, list[tuple[tuple[str, ...], float, float, str, str]]] = {}
    for row in load_rows("vague"):
        words = row["phrase"].split()
        table.setdefault(words[0], []).append(
            (tuple(words[1:]), float(row["lower"]), float(row["upper"]), row["phrase"], row["needs"])
        )
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return table


def number_places(tokens: Tokens) -> list[int]:
    """The tokens with which a number may start: digits, number words, and words that call for one ("a week")."""
    if not _STARTERS.stands_in(tokens):
        return tokens.digits
    lower = tokens.lower
    return sorted({*compress(range(len(lower)), map(starters().__contains__, lower)), *tokens.digits})


@cache
def starters() -> frozenset[str]:
    """Words with which a number may start, or that call for one."""
    words = {row["word"] for row in load_rows("numbers")}
    words |= {f"{row['word']}fold" for row in load_rows("numbers") if row["role"] != "part"}
    words |= {row["phrase"].split()[0] for row in load_rows("vague")}
    return frozenset(words | load_words("single_units") | set(VULGAR))


_STARTERS = WordGuard(starters)

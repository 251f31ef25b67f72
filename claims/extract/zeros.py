"""Words that say none: "no casualties", "nobody was hurt"."""

from __future__ import annotations

from claims.extract.atom_tails import Atom
from claims.extract.determiners import past_determiners
from claims.extract.sentences import Sentence
from claims.extract.tokens import Tokens
from claims.extract.word_classes import FUNCTION, bits_of, is_plural
from claims.lexicon import load_table

_LONGEST_SUBJECT = 6


_OPENERS = frozenset({"no", "none", "nobody", "not"})


def find_zeros(sentence: Sentence) -> list[Atom]:
    """The statements that nothing or nobody was counted, see ``zero.toml``."""
    tokens = sentence.tokens
    if _OPENERS.isdisjoint(tokens.words):
        return []
    table = load_table("zero")
    found = (_zero_at(tokens, index, table) for index, word in enumerate(tokens.lower) if word in _OPENERS)
    return [zero for zero in found if zero is not None]


def _zero_at(tokens: Tokens, index: int, table: dict[str, list[str]]) -> Atom | None:
    """The statement that begins at ``index``."""
    lower = tokens.lower
    word = lower[index]
    after = index + 1
    if word == "no":
        if lower[after : after + 1] == ["one"] and _happened(lower, after + 1, table):
            return _zero(index, after + 1, "zero.no one")
        for following in lower[after : after + 3]:
            if following in table["nouns"]:
                return _zero(index, after, f"zero.{following}")
        return _zero(index, after, "zero.no") if _has_subject(tokens, after, table) else None
    if word == "not":
        single = lower[after : after + 2] == ["a", "single"]
        found = single and _has_subject(tokens, after + 2, table, plural=False)
        return _zero(index, after + 2, "zero.not a single") if found else None
    if word == "none" and lower[after : after + 1] == ["of"]:
        found = _has_subject(tokens, past_determiners(tokens, after + 1), table)
        return _zero(index, after, "zero.none") if found else None
    return _zero(index, after, f"zero.{word}") if _happened(lower, after, table) else None


def _happened(lower: list[str], index: int, table: dict[str, list[str]]) -> bool:
    return (
        index + 1 < len(lower)
        and lower[index] in table["auxiliaries"]
        and any(word in table["participles"] for word in lower[index + 1 : index + 4])
    )


def _has_subject(tokens: Tokens, index: int, table: dict[str, list[str]], *, plural: bool = True) -> bool:
    """Whether a noun phrase at ``index``, and what was done to it, follow: "civilians were hurt"."""
    for position in range(index, min(index + _LONGEST_SUBJECT, len(tokens.lower))):
        bits = bits_of(tokens, position)
        word = tokens.lower[position]
        if word in table["auxiliaries"]:
            head = position - 1
            named = is_plural(tokens.text[head], tokens.lower[head], bits_of(tokens, head)) or not plural
            return head >= index and named and _happened(tokens.lower, position, table)
        if tokens.kind[position] not in "wpn" or bits & FUNCTION:
            return False
    return False


def _zero(first: int, last: int, entry: str) -> Atom:
    atom = Atom(first, last, first, last, 0.0, 1.0, kind="count", form="words")
    atom.entries.append(("value", entry, first, last))
    return atom

"""Words that say none: "no casualties", "nobody was hurt"."""

from __future__ import annotations

from claims.extract.atom_tails import Atom
from claims.extract.sentences import Sentence
from claims.lexicon import load_table


def find_zero(sentence: Sentence) -> Atom | None:
    """The first statement that nothing or nobody was counted, see ``zero.toml``."""
    table = load_table("zero")
    lower = sentence.tokens.lower
    if "no" not in lower and "nobody" not in lower and "none" not in lower:
        return None
    for index, word in enumerate(lower):
        if word == "no" and index + 1 < len(lower):
            if lower[index + 1] == "one" and _happened(lower, index + 2, table):
                return _zero(index, index + 2, "zero.no one")
            for position in range(index + 1, min(index + 4, len(lower))):
                if lower[position] in table["nouns"]:
                    return _zero(index, index + 1, f"zero.{lower[position]}")
        elif word in table["people"] and _happened(lower, index + 1, table):
            return _zero(index, index + 1, f"zero.{word}")
    return None


def _happened(lower: list[str], index: int, table: dict[str, list[str]]) -> bool:
    return (
        index + 1 < len(lower)
        and lower[index] in table["auxiliaries"]
        and any(word in table["participles"] for word in lower[index + 1 : index + 4])
    )


def _zero(first: int, last: int, entry: str) -> Atom:
    atom = Atom(first, last, first, last, 0.0, 1.0, kind="count", form="words")
    atom.entries.append(("value", entry, first, last))
    return atom

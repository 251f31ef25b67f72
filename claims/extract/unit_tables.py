"""How units and currencies are written, from the tables of the lexicon."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from claims.extract.tokens import tokenize
from claims.lexicon import load_rows, load_table
from claims.model import Kind


@dataclass(slots=True)
class Unit:
    """A unit at tokens ``first`` to ``last``; ``scale`` where the token scales the number instead or too.

    ``others`` are the readings that the text leaves open, as (scale, unit, kind).
    """

    first: int
    last: int
    unit: str
    kind: Kind
    entry: str
    scale: float = 1.0
    others: tuple[tuple[float, str, Kind], ...] = ()


@dataclass(frozen=True, slots=True)
class Surface:
    rest: list[str]
    unit: str
    kind: Kind
    entry: str


Trie = dict[str, list[Surface]]


def _add(trie: Trie, phrase: str, unit: str, kind: Kind, lower: bool, entry: str = "") -> None:
    tokens = tokenize(phrase)
    parts = tokens.lower if lower else tokens.text
    if not parts:
        return
    entries = trie.setdefault(parts[0], [])
    rest = parts[1:]
    if all(known.rest != rest for known in entries):
        entries.append(Surface(rest, unit, kind, entry or phrase))


def _sort(trie: Trie) -> Trie:
    for entries in trie.values():
        entries.sort(key=lambda entry: -len(entry.rest))
    return trie


@cache
def surfaces() -> tuple[Trie, Trie]:
    """Units by the first token of their spelling: words in lower case, and symbols with their case."""
    words: Trie = {}
    symbols: Trie = {}
    prefixes = {row["symbol"]: row for row in load_rows("prefixes")}
    for row in load_rows("units"):
        kind: Any = row["kind"]
        spelled = _split(row["words"])
        marks = _split(row["symbols"])
        _add_words(words, spelled, row["unit"], kind)
        for mark in marks:
            _add(symbols, mark, row["unit"], kind, lower=False)
        base = _ONE_LETTER.get(row["unit"]) or (marks[0] if marks else "")
        for symbol in row["prefixes"].split():
            prefix = prefixes[symbol]
            unit = prefix["word"] + row["unit"]
            _add_words(words, [prefix["word"] + word for word in spelled if " " not in word], unit, kind)
            _add_words(words, [prefix["word"] + word for word in spelled if " " in word], unit, kind)
            if base:
                _add(symbols, symbol + base, unit, kind, lower=False)
                if prefix["also"]:
                    _add(symbols, prefix["also"] + base, unit, kind, lower=False)
    for row in load_rows("money"):
        _add_words(words, _split(row["words"]), row["unit"], "money")
        for mark in _split(row["after"]):
            _add(symbols, mark, row["unit"], "money", lower=False)
    for row in load_rows("currencies"):
        for name in {row["name"], row["plural"]} - {""}:
            if " " in name:
                _add(words, name, row["code"], "money", lower=True)
        _add(symbols, row["code"], row["code"], "money", lower=False)
    return _sort(words), _sort(symbols)


# The symbols of one letter that stand in ambiguous.toml, as the base of prefixed ones ("km", "MW").
_ONE_LETTER = {
    "meter": "m", "liter": "l", "gram": "g", "tonne": "t", "ton": "", "hertz": "Hz", "joule": "J", "watt": "W",
    "volt": "V", "parsec": "pc", "ampere": "A", "byte": "B", "bit": "bit", "bar": "bar", "farad": "F", "tesla": "T",
}  # fmt: skip


def _split(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


def _add_words(trie: Trie, phrases: list[str], unit: str, kind: Kind) -> None:
    for phrase in phrases:
        _add(trie, phrase, unit, kind, lower=True)
        if not phrase.endswith("s"):
            _add(trie, phrase + "s", unit, kind, lower=True, entry=phrase)


@cache
def currency_marks() -> dict[str, dict[str, list[tuple[list[str], str]]]]:
    """Currencies before a number by their last token and the one before it ("" for none).

    Each is the tokens before the last one, and the unit.
    """
    marks: dict[str, dict[str, list[tuple[list[str], str]]]] = {}
    rows = [(mark, row["unit"]) for row in load_rows("money") for mark in _split(row["before"])]
    rows += [(row["code"], row["code"]) for row in load_rows("currencies")]
    words = [
        (word, row["unit"])
        for row in load_rows("money")
        for word in _split(row["words"])
        if row["unit"] in {"MYR", "CNY", "INR"} and word not in {"yuan", "rupee", "ringgit"}
    ]
    for mark, unit in rows + words + [(word + "s", unit) for word, unit in words]:
        parts = tokenize(mark).text
        before = parts[:-1]
        entries = marks.setdefault(parts[-1], {}).setdefault(before[-1] if before else "", [])
        if all(entry[0] != before for entry in entries):
            entries.append((before, unit))
    for by_token in marks.values():
        for entries in by_token.values():
            entries.sort(key=lambda entry: -len(entry[0]))
    return marks


@cache
def ambiguous() -> tuple[dict[str, list[dict[str, Any]]], dict[str, frozenset[str]]]:
    table = load_table("ambiguous")
    near = {name: frozenset(words) for name, words in table["near"].items()}
    return {letter: entry["readings"] for letter, entry in table.items() if letter != "near"}, near

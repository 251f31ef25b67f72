"""Cue words in a sentence's tokens: the lists of ``lexicon/relations.toml``, compiled once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import compress, repeat, starmap
from typing import Any, NamedTuple

from claims.extract.tokens import Tokens
from claims.lexicon import load_table

# "*" in a cue stands for up to so many words.
GAP = 3
_ANY = frozenset({"*"})

# One element of a cue: the words that may stand there, and whether it may be missing.
Element = tuple[frozenset[str], bool]


class Cue(NamedTuple):
    """A cue in a sentence, as half-open token indices; ``name`` is its list in the lexicon."""

    name: str
    start: int
    end: int


# The cues that a word can begin: the list of each, what follows the word, and words of which the sentence must hold
# one, none where a look at the next word tells as much.
Entry = tuple[str, tuple[Element, ...], frozenset[str]]
Entries = tuple[Entry, ...]
# The lists in which the word is a cue by itself, where no longer one begins with it; else the cues to try.
Head = tuple[tuple[str, ...], Entries]


@dataclass(frozen=True, slots=True)
class CueSet:
    """Lists of cues, found together.

    ``heads`` maps the first word of a cue to the cues to try: by the word that follows, else those that any
    word may follow.
    """

    heads: dict[str, tuple[dict[str, Head], Head]]

    def find(self, tokens: Tokens, start: int = 0, end: int | None = None) -> list[Cue]:
        """Return the cues in order of their start; of a list's cues at one place the longest.

        Only those that start at tokens ``start`` to ``end`` (half-open).
        """
        return list(starmap(Cue, self.places(tokens, start, end)))

    def places(self, tokens: Tokens, start: int = 0, end: int | None = None) -> list[tuple[str, int, int]]:
        """Return the same as plain tuples."""
        heads = self.heads
        found: list[tuple[str, int, int]] = []
        lower = tokens.lower
        words = lower if end is None and not start else lower[start:end]
        last = len(lower) - 1
        for index in compress(range(start, start + len(words)), map(heads.__contains__, words)):
            by_second, others = heads[lower[index]]
            names, entries = by_second.get(lower[index + 1], others) if index < last else others
            if names:
                found += zip(names, repeat(index), repeat(index + 1))
            elif entries:
                found += _longest(entries, tokens, index)
        return found

    def at(self, tokens: Tokens, index: int) -> Cue | None:
        """Return the longest cue that starts at token ``index``."""
        lower = tokens.lower
        head = self.heads.get(lower[index]) if index < len(lower) else None
        if head is None:
            return None
        names, entries = head[0].get(lower[index + 1], head[1]) if index + 1 < len(lower) else head[1]
        if names:
            return Cue(names[0], index, index + 1)
        longest = max(_longest(entries, tokens, index), key=_end_of, default=None) if entries else None
        return None if longest is None else Cue(*longest)


def _longest(entries: Entries, tokens: Tokens, index: int) -> list[tuple[str, int, int]]:
    """The cues of the entries that stand at token ``index``, of each list the longest."""
    longest: dict[str, int] = {}
    for name, rest, needed in entries:
        if needed and needed.isdisjoint(tokens.words):
            continue
        end = match(rest, tokens, index + 1) if rest else index + 1
        if end > longest.get(name, 0):
            longest[name] = end
    return [(name, index, end) for name, end in longest.items()] if longest else []


def _end_of(place: tuple[str, int, int]) -> int:
    return place[2]


def match(elements: Sequence[Element], tokens: Tokens, index: int, element: int = 0) -> int:
    """Return the token index behind the cue whose ``elements`` begin at ``index``, or -1."""
    lower = tokens.lower
    while element < len(elements):
        words, optional = elements[element]
        element += 1
        if words is _ANY:
            return _match_gap(elements, tokens, index, element)
        if index < len(lower) and lower[index] in words:
            if optional and element < len(elements):
                # The word may belong to the next element, too ("total of" for "total|sum? of").
                end = match(elements, tokens, index + 1, element)
                return end if end >= 0 else match(elements, tokens, index, element)
            index += 1
        elif not optional:
            return -1
    return index


def _match_gap(elements: Sequence[Element], tokens: Tokens, index: int, element: int) -> int:
    for skipped in range(GAP + 1):
        end = match(elements, tokens, index + skipped, element)
        if end >= 0:
            return end
        if index + skipped >= len(tokens.lower) or tokens.kind[index + skipped] in "sn":
            return -1
    return -1


def compile_cues(lists: Mapping[str, Iterable[str]]) -> CueSet:
    """Compile lists of cues, each by its name."""
    heads: dict[str, list[Entry]] = {}
    for name, cues in lists.items():
        for cue in cues:
            elements = tuple(_element(word) for word in cue.split())
            for place, (words, optional) in enumerate(elements, 1):
                entry = name, elements[place:], _needed(elements[place:])
                for word in sorted(words):
                    heads.setdefault(word, []).append(entry)
                if not optional:
                    break
    return CueSet({word: _by_second(tuple(entries)) for word, entries in heads.items()})


def _by_second(entries: Entries) -> tuple[dict[str, Head], Head]:
    """The cues of a first word by the second word that they ask for, in their order; and those that ask for none."""
    others = tuple(entry for entry in entries if not _asks_for(entry[1]))
    seconds = {word for _, rest, _ in entries for word in _asks_for(rest)}
    return {
        second: _head(
            tuple(entry for entry in entries if not _asks_for(entry[1]) or second in _asks_for(entry[1]))
        )
        for second in seconds
    }, _head(others)


def _head(entries: Entries) -> Head:
    if any(rest for _, rest, _ in entries):
        return (), entries
    return tuple(dict.fromkeys(name for name, _, _ in entries)), ()


def _asks_for(rest: tuple[Element, ...]) -> frozenset[str]:
    """The words of which one must follow; none where anything or nothing may."""
    return rest[0][0] if rest and not rest[0][1] and rest[0][0] is not _ANY else frozenset()


def _needed(rest: tuple[Element, ...]) -> frozenset[str]:
    """The words of the last element that may not be missing; none where that is the next one."""
    required = [words for words, optional in rest if not optional and words is not _ANY]
    return required[-1] if required and required[-1] is not rest[0][0] else frozenset()


def _element(word: str) -> Element:
    if word == "*":
        return _ANY, False
    optional = len(word) > 1 and word.endswith("?")
    return frozenset(word.removesuffix("?").split("|") if optional else word.split("|")), optional


@cache
def relation_words() -> dict[str, Any]:
    """Return the tables of the lexicon."""
    return load_table("relations")


@cache
def word_set(kind: str, name: str) -> frozenset[str]:
    """Return a list of single words of the lexicon; ``kind`` may name a table within a table."""
    table = relation_words()
    for part in kind.split("."):
        table = table[part]
    return frozenset(table[name])


@cache
def cue_set(kind: str, *names: str) -> CueSet:
    """Return the named lists of one kind of relation as cues."""
    table = relation_words()[kind]
    return compile_cues({name: table[name] for name in names})


# The lists that are looked for in every sentence with a number, all in one go.
SCANNED = {
    "sum": (
        "after",
        "before",
        "weak",
        "accumulate",
        "contents",
        "rest",
        "leaving",
        "last",
        "left_over",
        "further",
    ),
    "part": ("before", "after"),
    "change": ("from", "to", "by"),
}
_KIND_AND_NAME = {f"{kind}.{name}": (kind, name) for kind, names in SCANNED.items() for name in names}


@cache
def _scanned() -> CueSet:
    words = relation_words()
    return compile_cues(
        {f"{kind}.{name}": words[kind][name] for kind, names in SCANNED.items() for name in names}
    )


def scan(tokens: Tokens) -> dict[str, list[Cue]]:
    """Return the cues of those lists by the kind of relation, in the order of the text."""
    found: dict[str, list[Cue]] = {}
    for full, start, end in _scanned().places(tokens):
        kind, name = _KIND_AND_NAME[full]
        if kind in found:
            found[kind].append(Cue(name, start, end))
        else:
            found[kind] = [Cue(name, start, end)]
    return found

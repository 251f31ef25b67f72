"""Numbers that state no quantity: names, versions, scores, dates, list marks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from claims.extract.numbers import number_words
from claims.extract.sentences import Sentence
from claims.extract.tokens import Tokens, tokenize
from claims.extract.trap_clocks import told_time
from claims.extract.trap_figures import figure_trap
from claims.extract.trap_names import Trap, counts, measures, name_trap, words_of
from claims.extract.trap_words import calibre_trap, one_trap, period_trap, word_name_trap
from claims.lexicon import load_table

Phrase = tuple[str, ...]

# Lines below a headline that tell who wrote a text, when, and how long it takes to read.
_BYLINES = 4


def find_traps(sentence: Sentence, places: list[int]) -> dict[int, str]:
    """Map each token that belongs to a number that is no quantity to the entry that says so.

    To be asked before numbers are read, with the ``places`` where they may start: a number any of whose tokens
    is in the map is none.
    """
    tokens = sentence.tokens
    words = number_words()
    kinds, lower = tokens.kind, tokens.lower
    traps: dict[int, str] = {}
    for index in places:
        if index in traps or (kinds[index] != "n" and lower[index] not in words):
            continue
        joint = lower[index + 1] if index + 1 < len(lower) else ""
        found = _frequency(tokens, index) if joint == "-" else None
        if found is not None:
            pass
        elif kinds[index] == "n":
            found = (
                _phrase_at(tokens, index)
                or figure_trap(sentence, index)
                or name_trap(tokens, index)
                or calibre_trap(tokens, index)
                or period_trap(tokens, index)
                or _further_number(tokens, index, traps)
            )
        else:
            found = _phrase_at(tokens, index) or told_time(tokens, index) or word_name_trap(tokens, index)
            if found is None and lower[index] == "one":
                found = one_trap(tokens, index)
        if found is not None:
            first, last, entry = found
            for inner in range(first, last):
                if kinds[inner] == "n" or lower[inner] in words:
                    traps[inner] = entry
    furniture = _furniture(sentence)
    if furniture is not None:
        for index in places:
            if kinds[index] == "n" or lower[index] in words:
                traps.setdefault(index, furniture)
    return traps


def _frequency(tokens: Tokens, index: int) -> Trap | None:
    """ "a 1-in-100-year flood": how rare it is, no length of time; "a five-under 67": against par; "two-for-one", "a
    six-figure sum"."""
    joints = tokens.lower[index + 1 : index + 7]
    if joints[:3] == ["-", "for", "-"]:
        return index, index + 5, "score"
    if joints[:2] in (["-", "figure"], ["-", "figures"]):
        return index, index + 1, "figures"
    if joints[:2] in (["-", "under"], ["-", "over"]) and joints[2:3] != ["-"]:
        return index, index + 1, "score"
    if joints[:3] == ["-", "in", "-"] and joints[4:] == ["-", "year"]:
        return index, index + 5, "frequency"
    return None


def _further_number(tokens: Tokens, index: int, traps: dict[int, str]) -> Trap | None:
    """ "Articles 5 and 6", "the iPhone 11 and 12", "M21 9AB": bare digits that go on with a name."""
    if not traps:
        return None
    if index > 0 and traps.get(index - 1, "").startswith("name: letters") and _is_post_code(tokens, index):
        return index, index + 1, "name: post code"
    if (
        tokens.text[index - 1] == "("
        and tokens.text[index + 1 : index + 2] == [")"]
        and traps.get(index - 2) == "score"
    ):
        return index, index + 1, "score"  # "7-6 (5)"
    if index > 1 and tokens.text[index - 1] == "+" and tokens.glued(index - 1) and index - 2 in traps:
        return index, index + 1, traps[index - 2]
    if index < 2 or tokens.lower[index - 1] not in ("and", "or", ",", "to", "-", "–", "/"):
        return None
    earlier = index - 2
    entry = traps.get(earlier) or (
        traps.get(earlier - 1) if earlier > 0 and tokens.kind[earlier] == "w" else None
    )
    if entry is None or not entry.startswith(("numbered", "product")) or not tokens.text[index].isdigit():
        return None
    if counts(tokens, index + 1) or measures(tokens, index + 1):
        return None
    return index, index + 1, entry


def _is_post_code(tokens: Tokens, index: int) -> bool:
    after = index + 1
    return (
        after < len(tokens.text)
        and tokens.glued(after)
        and tokens.text[after].isupper()
        and len(tokens.text[after]) == 2
        and len(tokens.text[index]) == 1
    )


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase whose number stands at ``place``."""

    words: list[str]
    place: int
    entry: str


@cache
def _phrases() -> dict[tuple[str, int, str], tuple[_Phrase, ...]]:
    """Phrases by their number, and by the word after it (1) or, at the end of a phrase, before it (-1)."""
    words = number_words()
    index: dict[tuple[str, int, str], list[_Phrase]] = {}
    for line in load_table("traps")["phrase"]["phrases"].strip().splitlines():
        tokens = tokenize(line)
        lower = tokens.lower
        for place, (word, kind) in enumerate(zip(lower, tokens.kind, strict=True)):
            if kind == "n" or word in words:
                side = 1 if place + 1 < len(lower) else -1
                phrase = _Phrase(lower, place, f"phrase: {' '.join(lower)}")
                index.setdefault((word, side, lower[place + side]), []).append(phrase)
                break
    return {key: tuple(sorted(found, key=lambda phrase: -len(phrase.words))) for key, found in index.items()}


@cache
def _in_phrases() -> frozenset[str]:
    return frozenset(word for word, _, _ in _phrases())


def _phrase_at(tokens: Tokens, index: int) -> Trap | None:
    word = tokens.lower[index]
    if word not in _in_phrases():
        return None
    best: Trap | None = None
    for side in (1, -1):
        beside = index + side
        if not 0 <= beside < len(tokens.lower):
            continue
        for phrase in _phrases().get((word, side, tokens.lower[beside]), ()):
            first = index - phrase.place
            last = first + len(phrase.words)
            if first >= 0 and tokens.lower[first:last] == phrase.words:
                if best is None or last - first > best[1] - best[0]:
                    best = first, last, phrase.entry
                break
    return best


@cache
def _furniture_lines() -> dict[str, tuple[Phrase, ...]]:
    """First word that is no number to the lines it may open, longest first."""
    lines: dict[str, list[Phrase]] = {}
    for text in load_table("traps")["furniture"]["phrases"].strip().splitlines():
        line = tuple(text.split())
        lines.setdefault(line[1] if line[0] == "#" else line[0], []).append(line)
    return {word: tuple(sorted(found, key=lambda line: (-len(line), line))) for word, found in lines.items()}


def _furniture(sentence: Sentence) -> str | None:
    """The entry of a line that belongs to the page: "3 comments", a number alone after other lines."""
    tokens = sentence.tokens
    size = len(tokens.text)
    if size == 1 and tokens.kind[0] == "n" and sentence.index > 0 and len(tokens.text[0]) < 4:
        return "furniture: number alone"
    if (
        size == 2
        and 0 < sentence.index <= _BYLINES
        and tokens.kind[0] == "n"
        and tokens.lower[1] in words_of("reading_time")
    ):
        return "furniture: reading time"
    known = _furniture_lines()
    for word in tokens.lower[:2]:
        for line in known.get(word, ()):
            if line[0] == line[-1] and sentence.index == 0:
                continue
            fits = size == len(line) or (line[-1] == "to" and size > len(line))
            if fits and all(_matches(tokens, place, part) for place, part in enumerate(line)):
                return f"furniture: {' '.join(line)}"
    return None


def _matches(tokens: Tokens, index: int, word: str) -> bool:
    if word == "#":
        return tokens.kind[index] == "n" or tokens.lower[index] in number_words()
    return tokens.lower[index] == word

"""Figures that a text tells as the record of before: "the previous high was 550", "the worst month until then, 58"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from claims.extract.relations.cues import CueSet, compile_cues, relation_words
from claims.extract.relations.record_scope import record_words, told_cues
from claims.extract.relations.view import View, category
from claims.extract.word_classes import FUNCTION, bits_of

# Words between a noun of records and "until", before it and behind it.
NEAR, FAR = 4, 7
# Words from such a noun to "had been": "in the largest raid so far, on 11 June, it had been".
FARTHEST = 12
# Words from "eclipsed the one" to its number.
NEXT = 10
# Words from such a noun to its figure, and back to one that it stands in apposition to.
AHEAD, BACK = 14, 3
_NO_FIGURE = ("age", "ratio", "duration")
_CLAUSE_ENDS = frozenset({";", ".", ":"})


@dataclass(frozen=True, slots=True)
class Former:
    """Words that tell a record of before, as half-open tokens, and the place of its claim if the sentence has it."""

    start: int
    end: int
    index: int | None


@cache
def _nouns() -> frozenset[str]:
    table = relation_words()["record"]
    heads = frozenset(table["max"]) | frozenset(table["min"]) | record_words("former", "nouns")
    return heads - {"time", "unprecedented", "least"}


@cache
def _adjectives() -> CueSet:
    adjectives = "|".join(load_adjectives())
    nouns = "|".join(sorted(_nouns()))
    return compile_cues({"former": [f"{adjectives} * {nouns}", f"{adjectives} all - time {nouns}"]})


def load_adjectives() -> Sequence[str]:
    return sorted(record_words("former", "adjectives"))


def formers_of(view: View) -> list[Former]:
    """Return what a sentence tells of records before, in the order of the text."""
    words = view.sentence.tokens.words
    if _nouns().isdisjoint(words) and "the" not in words:
        return []
    found: list[Former] = []
    for start, end in sorted(_marks(view)):
        if not found or start >= found[-1].end:
            found.append(Former(start, end, _figure(view, start, end)))
    return found


def _marks(view: View) -> Iterator[tuple[int, int]]:
    tokens = view.sentence.tokens
    words = tokens.lower
    for cue in _adjectives().find(tokens):
        if _describes(view, cue.start, cue.end):
            yield cue.start, cue.end
    told = told_cues(view)
    until, had = told.get("former.until", ()), told.get("former.had", ())
    for cue in told.get("former.beat", ()):
        # "eclipsed the one of 9 July, when 728 were launched"
        if view.claim_after(cue.end, NEXT) is not None:
            yield cue.start, cue.end
    if "before" in words:
        for at in (at for at, word in enumerate(words[:-1]) if word in _nouns()):
            if words[at + 1] == "before" and at and words[at - 1] in ("the", "its", "their"):
                # "The largest before, in January, was worth 13.5 billion."
                yield at, at + 2
    if not until and not had:
        return
    for at in (at for at, word in enumerate(words) if word in _nouns()):
        for cue in until:
            if cue.end <= at <= cue.end + FAR:
                # "until June, the peak had been"
                if _is_one_clause(view, cue.end, at):
                    yield cue.start, at + 1
            elif at < cue.start <= at + NEAR and _is_one_clause(view, at, cue.start):
                # "the worst month until then", but "the largest until now" only where it "was" another
                then = words[cue.end - 1] in record_words("former", "then")
                if then or (
                    words[cue.end : cue.end + 1] and words[cue.end] in record_words("former", "past")
                ):
                    yield at, cue.end
        for cue in had:
            definite = {"the", "its", "their", "that"} & set(words[max(0, at - NEAR) : at])
            if (
                definite
                and at < cue.start <= at + FARTHEST
                and (words[cue.start] == "had" or until)
                and _is_one_clause(view, at, cue.start)
            ):
                yield at, cue.end


def _describes(view: View, start: int, end: int) -> bool:
    """Whether the words from an adjective to the noun are one phrase: not "earlier this week, a record 300"."""
    tokens = view.sentence.tokens
    words = tokens.lower
    if words[start] == "then" and end - start == 3:
        # "472, then a record"
        return words[start + 1] in ("a", "the")
    return all(
        words[at] in ("all", "time", "\u2019s", "'s", "-")
        or (tokens.kind[at] == "w" and not bits_of(tokens, at) & FUNCTION)
        for at in range(start + 1, end - 1)
    )


def _is_one_clause(view: View, start: int, end: int) -> bool:
    """Whether no number and no stop stands between two words."""
    index = view.claim_after(start, end - start)
    return _CLAUSE_ENDS.isdisjoint(view.sentence.tokens.lower[start:end]) and (
        index is None or view.first[index] >= end or category(view.claims[index]) in _NO_FIGURE
    )


def _figure(view: View, start: int, end: int) -> int | None:
    """The claim that the words are about: behind them, or before them in apposition ("58, the most until then")."""
    words = view.sentence.tokens.lower
    back = view.claim_before(start, BACK)
    if (
        back is not None
        and category(view.claims[back]) not in _NO_FIGURE
        and _is_apposed(words, view.tail[back], start)
    ):
        return back
    for index, claim in enumerate(view.claims):
        first = view.first[index]
        if first < end or category(claim) in _NO_FIGURE:
            continue
        between = words[end:first]
        return index if len(between) <= AHEAD and _CLAUSE_ENDS.isdisjoint(between[1:]) else None
    before = [
        index
        for index, claim in enumerate(view.claims)
        if view.last[index] <= start and category(claim) not in _NO_FIGURE
    ]
    if before and _CLAUSE_ENDS.isdisjoint(words[view.last[before[-1]] : start]):
        return before[-1]
    return None


def _is_apposed(words: Sequence[str], tail: int, start: int) -> bool:
    gap = words[tail:start]
    return (
        bool(gap)
        and gap[0] in (",", "(", "–", "—")
        and set(gap[1:]) <= {"the", "a", "an", "its", "their", "at"}
    )

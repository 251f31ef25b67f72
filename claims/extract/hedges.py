"""Hedges and bounds before and after a number ("no fewer than", "or more")."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import cast

from claims.extract.digits import HYPHENS
from claims.extract.direction import moves
from claims.extract.numbers import number_words
from claims.extract.tokens import Tokens, tokenize
from claims.extract.word_classes import ARTICLES, EMPTY, FUNCTION, bits_of, is_plural, listed
from claims.extract.word_guards import WordGuard
from claims.lexicon import load_rows
from claims.model import Relation

_MOST = 3


@dataclass(frozen=True, slots=True)
class _Entry:
    rest: list[str]
    length: int
    phrase: str
    relation: Relation
    approximate: bool
    needs: str


@dataclass(frozen=True, slots=True)
class Hedge:
    """The hedges on one side of a number, from token ``first`` to ``last``; ``cue`` where they stand apart."""

    first: int
    last: int
    relation: Relation
    approximate: bool
    entries: tuple[str, ...]
    cue: tuple[int, int] | None = None


@cache
def _verbs() -> dict[str, tuple[Relation, bool]]:
    return {
        row["phrase"]: (cast("Relation", row["relation"]), row["approximate"] == "yes")
        for row in load_rows("hedges")
        if row["place"] == "verb"
    }


_VERBS = WordGuard(_verbs)


def hedge_apart(tokens: Tokens, index: int, floor: int) -> Hedge | None:
    """A verb that bounds the number from afar: "approaches a staggering one million", "passed the 400 mark"."""
    at = index - 1
    if at - 1 < floor or not _VERBS.stands_in(tokens):
        return None
    if tokens.lower[at] == "of" and at - 3 >= floor:
        # "passed the milestone of 400"
        at -= 1
    for _ in range(2):
        if tokens.kind[at] == "w" and tokens.lower[at] not in ARTICLES and at - 2 >= floor:
            at -= 1
    if tokens.lower[at] not in ARTICLES:
        return None
    found = _verbs().get(tokens.lower[at - 1])
    if found is None:
        return None
    return Hedge(index, index, found[0], found[1], (tokens.lower[at - 1],), (at - 1, at))


def before_increment(tokens: Tokens, index: int, floor: int) -> int:
    """Where "a", "another", "a further" or "a total of" before the number at ``index`` starts, else ``index``."""
    at = index - 1
    if at <= floor:
        return index
    word = tokens.lower[at]
    if word == "another":
        return at
    if word == "of" and tokens.lower[at - 1] == "total":
        at -= 1
        word = "total"
    if word in ("a", "an"):
        return at
    article = tokens.lower[at - 1] in ("a", "an")
    return at - 1 if article and bits_of(tokens, at) & EMPTY else index


@cache
def _hedges() -> tuple[dict[str, dict[str, list[_Entry]]], dict[str, list[_Entry]]]:
    """Hedges before a number by their last word and the one before it ("" for none), and after by their first."""
    before: dict[str, dict[str, list[_Entry]]] = {}
    after: dict[str, list[_Entry]] = {}
    for row in load_rows("hedges"):
        words = tokenize(row["phrase"]).lower
        relation = cast("Relation", row["relation"])
        is_before = row["place"] != "after"
        head, rest = (words[-1], words[:-1]) if is_before else (words[0], words[1:])
        entry = _Entry(rest, len(rest), row["phrase"], relation, row["approximate"] == "yes", row["needs"])
        if is_before:
            before.setdefault(head, {}).setdefault(rest[-1] if rest else "", []).append(entry)
        else:
            after.setdefault(head, []).append(entry)
    for entries in (*after.values(), *(found for by_word in before.values() for found in by_word.values())):
        entries.sort(key=lambda entry: -len(entry.rest))
    return before, after


def hedge_before(tokens: Tokens, index: int, floor: int, has_unit: bool, is_money: bool) -> Hedge | None:
    """The hedges that end before token ``index``, none of them before token ``floor``."""
    before, _ = _hedges()
    found: list[_Entry] = []
    first = index
    lower = tokens.lower
    while first > floor and len(found) < _MOST:
        by_word = before.get(lower[first - 1])
        if by_word is None:
            break
        longer = by_word.get(lower[first - 2], ()) if first - 1 > floor else ()
        for entry in (*longer, *by_word.get("", ())):
            start = first - 1 - entry.length
            if start < floor or (entry.length and lower[start : first - 1] != entry.rest):
                continue
            if entry.needs == "level" and any(near.relation != "~" for near in found):
                continue  # "will pass within 60 km" of it
            if _suits(entry, tokens, first, has_unit, is_money):
                found.append(entry)
                first = start
                break
        else:
            break
    if not found or (first > floor and tokens.text[first - 1] in HYPHENS and tokens.glued(first)):
        # "a six-under 66" has no bound
        return None
    return _combine(found, first, index)


def hedge_after(tokens: Tokens, index: int) -> Hedge | None:
    """The hedge that starts at token ``index``."""
    _, after = _hedges()
    if index >= len(tokens.text):
        return None
    entries = after.get(tokens.lower[index])
    if entries is None:
        return None
    for entry in entries:
        last = index + 1 + entry.length
        if entry.length and tokens.lower[index + 1 : last] != entry.rest:
            continue
        if entry.needs == "glued" and not tokens.glued(index):
            continue
        if entry.needs == "closing" and not _closes_amount(tokens, last):
            continue
        if entry.phrase.endswith(".") and last == len(tokens):
            continue  # "$15 max." ends the sentence
        follows_number = last < len(tokens) and (
            tokens.kind[last] == "n"
            or (tokens.text[last] in {"$", "£", "€"} or tokens.lower[last] in number_words())
        )
        if follows_number or tokens.lower[last : last + 1] == ["than"]:
            continue
        if entry.phrase in {
            "at least",
            "at most",
            "maximum",
            "minimum",
            "max",
            "min",
            "+",
        } and not _closes(tokens, last):
            continue
        return _combine([entry], index, last)
    return None


def _closes(tokens: Tokens, index: int) -> bool:
    """Whether nothing that the hedge could belong to follows: the end, a mark, or a counted noun's place."""
    return index >= len(tokens) or tokens.kind[index] in "sw"


def _closes_amount(tokens: Tokens, index: int) -> bool:
    """Whether "plus" closes its number ("1,000 plus boats") rather than adds to it ("€5 plus interest")."""
    if index >= len(tokens) or tokens.kind[index] == "s":
        return True
    bits = bits_of(tokens, index)
    if bits & FUNCTION:
        return tokens.lower[index] not in listed("determiners")
    return is_plural(tokens.text[index], tokens.lower[index], bits)


def _suits(entry: _Entry, tokens: Tokens, first: int, has_unit: bool, is_money: bool) -> bool:
    if entry.phrase == "about" and first > 1 and tokens.lower[first - 2] in {"how", "what"}:
        return False
    if entry.needs == "moved":
        return first > 1 and moves(tokens.lower[first - 2])
    if entry.needs == "unit":
        return has_unit
    if entry.needs == "money":
        return is_money
    if entry.needs == "number":
        return tokens.kind[first] != "w"
    return True


def _combine(entries: list[_Entry], first: int, last: int) -> Hedge:
    """A bound wins over an approximation; several bounds: the one farthest from the number."""
    relation: Relation = "~"
    for entry in entries:
        if entry.relation != "~":
            relation = entry.relation
    approximate = any(entry.approximate for entry in entries)
    return Hedge(first, last, relation, approximate, tuple(entry.phrase for entry in entries))

"""Names that a list gives numbers to, so that these are no part of them: "Kenya sent 400 soldiers, Malawi 230"."""

from __future__ import annotations

from functools import cache

from claims.extract.tokens import Tokens
from claims.extract.word_classes import FUNCTION, NUMBER, PAST, VERB, bits_of, listed
from claims.lexicon import load_table
from claims.lexicon.trees import place_parents

# Names of a list that are looked at, and what stands between a number and the next of them.
_LISTED = 8
_PAIRS = 3
_JOINTS = frozenset({",", ";", "and"})
# Words between a number and the end of what it counts ("24 of them"), and what may follow one of a list.
_COUNTED = 5
_CLOSES = frozenset(".,;:)—–") | {"and", "while", "with"}


@cache
def _numbered_things() -> frozenset[str]:
    return frozenset(load_table("traps")["numbered_thing"]["words"].split())


def is_listed(tokens: Tokens, name: int) -> bool:
    """Whether the name is one of those that a list gives numbers to: "the capital had 211, Sennar 87"."""
    at = _name_start(tokens, name)
    for _ in range(_LISTED):
        joint = at - 1
        if joint > 1 and tokens.lower[joint] == "the":
            # "The Aurora carried 121 and the Delfin 93"
            joint -= 1
        if joint > 0 and tokens.lower[joint] == "and" and tokens.text[joint - 1] == ",":
            joint -= 1
        number = joint - 1
        if number < 1 or tokens.lower[joint] not in _JOINTS or tokens.kind[number] != "n":
            return False
        at = number - 1
        if tokens.kind[at] == "w" and tokens.text[at].islower():
            return tokens.lower[at] not in _numbered_things()
        at = _name_start(tokens, at)
    return False


def _name_start(tokens: Tokens, last: int) -> int:
    """Return where the name begins that ends with a token: "Sao Tome", "Gilgit-Baltistan"."""
    first = last
    while first > 1 and tokens.kind[first - 1] == "w" and tokens.text[first - 1][0].isupper():
        first -= 1
        if first > 2 and tokens.text[first - 1] == "-" and tokens.text[first - 2][0].isupper():
            first -= 2
    if first == last and first > 2 and tokens.text[first - 1] == "-" and tokens.glued(first):
        return _name_start(tokens, first - 2) if tokens.text[first - 2][0].isupper() else first
    return first


def is_paired(tokens: Tokens, name: int) -> bool:
    """Whether three and more names have each a bare number behind: "by province: Velm 58, Old Tarn 14, Ness 26".

    Behind a colon two are enough: "as follows: Union 61, Civic List 48, the Greens 14".
    """
    names: set[str] = set()
    at = name
    while at >= 0:
        # to the first of them
        first = _name_start(tokens, at)
        first -= tokens.lower[first - 1] == "the"
        joint = first - 1
        if joint > 0 and tokens.lower[joint] == "and" and tokens.text[joint - 1] == ",":
            joint -= 1
        if joint < 2 or tokens.lower[joint] not in _JOINTS or tokens.kind[joint - 1] != "n":
            break
        if not tokens.text[joint - 2][0].isupper():
            return False
        at = joint - 2
    opened = _name_start(tokens, at) - 1
    least = _PAIRS - (tokens.text[opened - (tokens.lower[opened] == "the")] == ":")
    while at + 1 < len(tokens.text) and tokens.text[at][0].isupper() and len(names) < _LISTED:
        if tokens.kind[at + 1] == "w" or tokens.text[at + 1] == "-":
            at += 1 if tokens.kind[at + 1] == "w" else 2
            if at >= len(tokens.text):
                break
            continue
        if tokens.kind[at + 1] != "n" or tokens.text[at] in names:
            return False
        names.add(tokens.text[at])
        at += 2
        if at >= len(tokens.text) or tokens.lower[at] not in _JOINTS:
            break
        at += 2 if tokens.lower[at : at + 2] == [",", "and"] else 1
        at += tokens.lower[at : at + 1] == ["the"]
        if at >= len(tokens.text):
            break
    return len(names) >= least


def goes_on(tokens: Tokens, last: int, index: int) -> bool:
    """Whether a name has a number in a list of places that began with a noun: "Kenya sent 400 soldiers, Malawi 230"."""
    after = index + 1
    if after < len(tokens.text) and tokens.text[after] not in _CLOSES:
        return False
    if len(tokens.text[index]) == 4 and tokens.text[index][:2] in ("19", "20"):
        # "Paris 2024"
        return False
    at = last
    known = _has_next(tokens, after) or (len(tokens.text[index]) > 1 and _opens_with_name(tokens))
    while True:
        first = _name_start(tokens, at)
        name = " ".join(tokens.text[first : at + 1]).replace(" - ", "-")
        if first > 1 and tokens.lower[first - 1] == "in":
            # "in Cebu 12 and in Bohol 3"
            first -= 1
        known = known or name in place_parents()
        if tokens.lower[first - 1] not in _JOINTS:
            return False
        at = first - 2
        if at > 0 and tokens.lower[first - 1] == "and" and tokens.text[at] == ",":
            at -= 1
        for _ in range(_COUNTED):
            if at < 1 or tokens.kind[at] == "n" or tokens.text[at][0].isupper():
                break
            if tokens.kind[at] != "w" or bits_of(tokens, at) & (VERB | PAST):
                return False
            if bits_of(tokens, at) & NUMBER:
                return known
            at -= 1
        if at < 1 or tokens.kind[at] != "n":
            return False
        if tokens.text[at - 1][0].islower():
            return known
        at -= 1


def _opens_with_name(tokens: Tokens) -> bool:
    """Whether a name has the first figure: "Ostwald has recorded 1,310 deaths and Brede 455"."""
    end = 0
    while end < len(tokens) and tokens.kind[end] == "w" and tokens.text[end][0].isupper():
        if bits_of(tokens, end) & (FUNCTION | NUMBER):
            return False
        end += 1
    if not 0 < end < len(tokens) or tokens.kind[end] != "w":
        return False
    return tokens.lower[end] in listed("auxiliaries") or bool(bits_of(tokens, end) & (VERB | PAST))


def _has_next(tokens: Tokens, at: int) -> bool:
    """Whether the list goes on with another name and its number."""
    if at >= len(tokens.text) or tokens.lower[at] not in _JOINTS:
        return False
    at += 2 if tokens.lower[at : at + 2] == [",", "and"] else 1
    first = at
    while at < len(tokens.text) and tokens.kind[at] == "w" and tokens.text[at][0].isupper():
        at += 1
    return first < at < len(tokens.text) and tokens.kind[at] == "n"


def is_next_in_brackets(tokens: Tokens, name: int) -> bool:
    """Whether another bracket stands right before the name: "Togo (61 beds), Benin (52) and Ghana (39) have"."""
    while name > 1 and tokens.kind[name - 1] == "w" and tokens.text[name - 1][0].isupper():
        name -= 1
    at = name - 1
    while at > 0 and tokens.lower[at] in ("and", ","):
        at -= 1
    return at < name - 1 and at > 0 and tokens.text[at] == ")"

"""Parts of one whole in two of which one may be counted: "60 had a fever and 54 had a cough"."""

from __future__ import annotations

from collections.abc import Sequence

from claims.extract.relations.cues import word_set
from claims.extract.relations.view import View, own_noun
from claims.extract.word_classes import (
    ADJECTIVE,
    FUNCTION,
    NUMBER,
    PAST,
    bits_of,
    is_participle,
    is_plural,
)

# Behind the last of several parts, in words, what may tell that they overlap.
REACH, FAR = 3, 10
_BEING = frozenset({"were", "was", "are", "is", "have", "had", "been", "being"})
_AGED = frozenset({"under", "over", "aged", "older", "younger"})
# What each of several does once only, or may come from.
_ENDED = frozenset({"came", "went", "died", "survived", "voted", "chose", "opted", "fled", "stayed"})
_SEXES = frozenset({"man", "woman"})
_HAVING = frozenset({"had", "have", "has"})


def may_overlap(view: View, parts: Sequence[int]) -> bool:
    """Whether one may be counted in two of the parts: "60 also had a fever", "50 had burns, 45 fractures; some had both"."""
    if all(_HAVING.issuperset(view.words(view.tail[index], view.tail[index] + 1) or ".") for index in parts):
        # "60 had a fever and 54 had a cough"
        return True
    if all(_tells_habit(view, index) for index in parts[:3]):
        # "510 lack water, 430 fuel and 390 medicine; many lack two or all three"
        return True
    inside = view.words(view.last[parts[0]], view.tail[parts[-1]] + REACH)
    behind = view.words(view.last[parts[-1]], view.tail[parts[-1]] + FAR)
    if of_two_sorts(view, parts) or _mixes_roles(view, parts):
        return True
    return "both" in behind or not word_set("sum", "overlapping").isdisjoint(inside)


def _mixes_roles(view: View, parts: Sequence[int]) -> bool:
    """ "Nine of them women, 12 soldiers and four policemen": a soldier may be a woman."""
    concepts = [view.claims[index].concept for index in parts]
    return None not in concepts and 0 < sum(concept in _SEXES for concept in concepts) < len(concepts)


def _tells_habit(view: View, index: int) -> bool:
    """Whether a verb of the present follows: of 200 farms "120 keep cattle, 95 grow cereals", and some do both."""
    tokens, tail = view.sentence.tokens, view.tail[index]
    if own_noun(view.claims[index]) or tail >= len(tokens) or tokens.kind[tail] != "w":
        return False
    word, bits = tokens.lower[tail], bits_of(tokens, tail)
    if word in word_set("list", "metals"):
        return False
    if word in word_set("sum", "states") or bits & (FUNCTION | NUMBER | PAST | ADJECTIVE):
        return word == "have"
    return not is_participle(word, bits) and not word.endswith(("ing", "ly"))


def of_two_sorts(view: View, parts: Sequence[int]) -> bool:
    """ "Of the 80 hurt 50 are women, 45 were taken to hospital": who they were, and what befell them, may overlap."""
    tokens = view.sentence.tokens
    told: set[str] = set()
    for index in parts:
        place = view.last[index]
        while place < len(tokens) and tokens.lower[place] in _BEING:
            place += 1
        if place == len(tokens):
            continue
        word, bits = tokens.lower[place], bits_of(tokens, place)
        if place == view.last[index]:
            if bits & PAST and word not in _ENDED and not is_plural(tokens.text[place], word, bits):
                # "140 were women and 120 came for the first time"
                told.add("did")
        elif is_participle(word, bits):
            told.add("befell")
        elif word in _AGED:
            told.add("aged")
        elif is_plural(tokens.text[place], word, bits):
            told.add("were")
    if told == {"did", "befell"}:
        # "40 were hurt and 12 died"
        return False
    return len(told) > 1

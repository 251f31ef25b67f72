"""Whether two figures of a document speak of one thing, and whether one may be the other but for a slip."""

from __future__ import annotations

from functools import lru_cache

from claims.extract.context_measures import measures
from claims.extract.relations.cues import word_set
from claims.extract.relations.view import View, category, fits, head
from claims.extract.word_classes import singular
from claims.lexicon.trees import COUNTRY_PARTS, common_concept, event_line, place_line
from claims.model import Claim

# Share of words that two counted noun phrases must have in common to name the same thing.
LIKENESS = 0.5
# Same event, same concept, and all words of the shorter phrase.
CERTAIN = 4.5
# Words to either side of a measured amount that tell what it is of.
BESIDE = 5
# Factors by which a zero too many, or a wrong scale word, makes a number too large.
SCALES = (1, 3)


def likeness(view: View, index: int, other: View, place: int) -> float:
    """Return how much two figures are about the same thing: 0 for not at all."""
    left, right = view.claims[index], other.claims[place]
    if category(left) != category(right) or left.kind in ("age", "ratio"):
        return 0.0
    if not may_be_one(view, index, other, place) or are_parted(left, right):
        return 0.0
    score = 0.0
    if left.event and right.event:
        score += 1
    if left.concept and right.concept:
        common = common_concept(left.concept, right.concept)
        if left.concept == right.concept:
            score += 1.5
        elif left.event and right.event and common in (left.concept, right.concept):
            score += 1
    if left.measure and left.measure == right.measure and not left.event:
        score += 2
    words, others = _words(view, index), _words(other, place)
    if words and others:
        share = len(words & others) / min(len(words), len(others))
        if share >= LIKENESS:
            score += 1 + share
    return score if score >= 1.5 else 0.0


def may_be_one(view: View, index: int, other: View, place: int) -> bool:
    """Whether two figures may count the same: by their concepts, or by a noun in common."""
    left, right = view.claims[index], other.claims[place]
    if fits(left, right) is not False:
        return True
    named = left.item is not None and right.item is not None and category(left) == category(right)
    return named and not _words(view, index).isdisjoint(_words(other, place))


def are_parted(left: Claim, right: Claim, *, happening: bool = True) -> bool:
    """Whether what is known of two figures excludes that they speak of one thing.

    ``happening``: what happened, and what was measured, must agree as well as the place.
    """
    if not happening:
        pass
    elif left.event and right.event:
        if left.event not in event_line(right.event) and right.event not in event_line(left.event):
            return True
    elif left.measure and right.measure and left.measure != right.measure:
        return True
    return bool(left.place and right.place) and not _one_place(left.place or "", right.place or "")


def _one_place(left: str, right: str) -> bool:
    """Whether one place lies in the other; a town and "the west" of its country may be the same place."""
    lines = place_line(left), place_line(right)
    if left in lines[1] or right in lines[0]:
        return True
    parts = [line for line in lines if line[0].partition(" ")[0] in COUNTRY_PARTS]
    return len(parts) == 1 and parts[0][1] in lines[0] and parts[0][1] in lines[1]


def told_again(view: View, index: int, other: View, place: int, alone: bool) -> bool:
    """Whether the later of two figures (``other``) repeats what the earlier one counts or measures.

    ``alone``: the text has hardly another figure of their sort.
    """
    left, right = view.claims[index], other.claims[place]
    if fits(right, left) is False:
        return False
    definite = other.first[place] > 0 and other.sentence.tokens.lower[other.first[place] - 1] in word_set(
        "restates", "definite"
    )
    # All of a group are the same ones, whatever happened to them and when.
    if are_parted(left, right, happening=not definite) or (at_other_times(left, right) and not definite):
        return False
    if _names_place(left) != _names_place(right):
        return False
    measure = None if left.event else measures().get((left.measure or "").partition(":")[0])
    if left.actor and right.actor and left.actor != right.actor and (measure is None or measure.owned):
        return False
    if measure is not None and left.measure == right.measure:
        return True
    if left.kind in ("count", "number"):
        if left.item is None or right.item is None:
            return False
        same = head(left) == head(right)
        return (same and (definite or left.event == right.event)) or (definite and fits(right, left) is True)
    if left.item and right.item and head(left) != head(right) and not alone:
        return False
    return alone or not _beside(view, index).isdisjoint(_beside(other, place))


def _names_place(claim: Claim) -> bool:
    """Whether what is counted is said to be that of a place: "Germany sales"."""
    return bool(claim.place and claim.item) and (claim.place or "").lower() in (claim.item or "").lower()


# Small numbers come back in every text.
@lru_cache(maxsize=4096)
def digits_of(value: float) -> tuple[str, int]:
    """Return the digits that count of a number, without its sign, and the power of ten of the first of them."""
    digits, _, exponent = f"{abs(value):.11e}".partition("e")
    return digits.replace(".", "").rstrip("0"), int(exponent)


@lru_cache(maxsize=4096)
def slips(value: float) -> tuple[tuple[str, str], ...]:
    """Return keys of which two numbers share one if a slip of the pen makes one of the other.

    Two digits swapped, one digit of three or more changed, a zero too many, thousands for millions. The first
    part of a key names the slip.
    """
    digits, exponent = digits_of(value)
    size = len(digits)
    if size < 2:
        return ()
    keys = [("swapped", f"{exponent}:{''.join(sorted(digits))}")]
    if size > 2:
        keys += [("changed", f"{exponent}:{digits[:place]}*{digits[place + 1 :]}") for place in range(size)]
    for step in SCALES:
        keys += [
            (f"scaled {step}", f"{exponent}:{digits}"),
            (f"scaled {step}", f"{exponent - step}:{digits}"),
        ]
    return tuple(keys)


def is_swap(left: float, right: float) -> bool:
    """Whether two numbers with the same digits differ in two places only."""
    return sum(one != other for one, other in zip(f"{left:.11e}", f"{right:.11e}", strict=False)) == 2


def at_other_times(left: Claim, right: Claim) -> bool:
    """Whether the sentences of both state their times, and these have nothing in common; a year gone by is none of what
    a sentence without a time tells."""
    if not (left.time_start and left.time_end and right.time_start and right.time_end):
        return False
    if left.time_end > right.time_start and right.time_end > left.time_start:
        return False
    if {left.time_basis, right.time_basis} == {"stated", "published"}:
        stated = left if left.time_basis == "stated" else right
        return stated.time_precision == "year" and bool(
            stated.time_text and stated.time_text in stated.sentence
        )
    return all(claim.time_text and claim.time_text in claim.sentence for claim in (left, right))


def _words(view: View, index: int) -> set[str]:
    """Return the words of the counted noun phrase, or those right behind the number."""
    item = view.claims[index].item
    words = item.lower().split() if item else view.words(view.last[index], view.last[index] + 3)
    return _nouns(words)


def _beside(view: View, index: int) -> set[str]:
    first, last = view.first[index], view.last[index]
    words = view.words(max(0, first - BESIDE), first) + view.words(last, last + BESIDE)
    small = word_set("restates", "small")
    return {word for word in _nouns(words) if len(word) > 3 and word not in small}


def _nouns(words: list[str]) -> set[str]:
    small = word_set("list", "ends") | word_set("restates", "small")
    return {singular(word) for word in words if word.isalpha() and word not in small}

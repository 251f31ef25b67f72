"""Parts of what the sentence before has counted: "The figure includes 12 children"; "Nine were teachers"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from claims.extract.relations.antecedents import concept_named, group_words, largest, told_before
from claims.extract.relations.cues import word_set
from claims.extract.relations.view import View, category, head, own_noun
from claims.extract.word_classes import bits_of, is_participle, singular
from claims.lexicon.trees import concept_line

# Words up to the verb of "The figure now includes", and from it to the number.
LONGEST_SUBJECT, REACH = 8, 4
# Words of "were those of small children", and between the parts of a list.
LONGEST_NOUN, NEAR = 5, 4

_FAMILIES = frozenset({"families", "households"})
_FAMILY = frozenset({"family", "household"})
_PEOPLE = frozenset({"people", "person", "individual", "inhabitant", "soul", "resident"})
_HEDGING = frozenset(
    {"about", "around", "some", "roughly", "nearly", "approximately", "comprising", "the", "in", "all"}
)
_EQUAL = (["("], ["or"], [",", "or"], ["—"], ["–"], [","], ["with"])

# A part, the sentence and the place of its whole, and the words that tie them as half-open token indices.
Found = tuple[int, View, int, int, int]


def find_included(view: View, earlier: Sequence[View]) -> Iterator[Found]:
    """Yield the parts of a number of the sentence just before, if there is one with numbers.

    ``earlier`` are the sentences before, the nearest last.
    """
    if not earlier or view.sentence.index - earlier[-1].sentence.index != 1:
        return
    yield from _held(view, earlier)
    yield from _identified(view, earlier[-1])


def _held(view: View, earlier: Sequence[View]) -> Iterator[Found]:
    """ "The group included 12 women and nine children", "They include 40 minors"."""
    verb = _verb(view)
    if verb is None:
        return
    first = view.claim_after(verb + 1, REACH)
    if first != 0:
        # A number before the verb is told of its own sentence.
        return
    part = first
    while True:
        whole = _whole(view, part, verb, earlier)
        if whole is not None:
            yield part, whole[0], whole[1], 0, verb + 1
        part += 1
        if part == len(view.claims):
            return
        gap = view.words(view.tail[part - 1], view.first[part])
        joint = word_set("list", "joins").isdisjoint(gap)
        if joint or len(gap) > NEAR or not word_set("part.words", "ends").isdisjoint(gap):
            return


@cache
def _openers() -> frozenset[str]:
    return group_words("subject", "definite") | group_words("subject", "alone")


def _verb(view: View) -> int | None:
    lower = view.sentence.tokens.lower
    if not lower or lower[0] not in _openers():
        return None
    for place in range(1, min(LONGEST_SUBJECT, len(lower))):
        if lower[place] in group_words("subject", "holds"):
            return place
    return None


def _whole(view: View, part: int, verb: int, earlier: Sequence[View]) -> tuple[View, int] | None:
    subject = view.words(0, verb)
    if len(subject) == 1:
        if subject[0] not in group_words("subject", "alone"):
            return None
    elif subject[0] in group_words("subject", "definite"):
        many = next((word for word in subject[1:3] if word in group_words("subject", "many")), None)
        if many is not None:
            place = told_before(view, part, many, earlier)
            if place is not None:
                return place
        group = subject[1] in group_words("subject", "groups") and _goes_on(subject[2:])
        if not group and not (many is not None and subject[0] in ("those", "these")):
            return None
    else:
        return None
    index = largest(earlier[-1], view.claims[part], counted=True)
    if index is None and subject[-1] in group_words("subject", "sums"):
        # "48,000 new arrivals ... The figure includes 9,000 children": one number can be meant.
        index = _only_count(earlier[-1])
    return None if index is None else (earlier[-1], index)


def _only_count(view: View) -> int | None:
    counts = [index for index, claim in enumerate(view.claims) if claim.kind == "count" and own_noun(claim)]
    return counts[0] if len(counts) == 1 else None


def _goes_on(words: Sequence[str]) -> bool:
    return group_words("subject", "between").issuperset(words)


def _identified(view: View, before: View) -> Iterator[Found]:
    """ "Ninety-two were those of children": what a number without a noun of its own was is told by what follows."""
    tokens = view.sentence.tokens
    if not view.claims or view.first[0] != 0 or own_noun(view.claims[0]):
        return
    start = view.last[0]
    if view.words(start, start + 1)[:1] == ["of"] or not group_words("identity", "verbs").issuperset(
        view.words(start, start + 1) or ["."]
    ):
        return
    place = start + 1
    end = min(len(tokens), place + LONGEST_NOUN)
    while place < end and tokens.lower[place] in group_words("identity", "small"):
        place += 1
    if place == end or is_participle(tokens.lower[place], bits_of(tokens, place)):
        return
    named = concept_named(singular(tokens.lower[place]))
    whole = largest(before, view.claims[0], counted=True)
    if named is None or whole is None:
        return
    of_whole = before.claims[whole].concept
    if of_whole is None or category(before.claims[whole]) != "count":
        return
    roots = {concept_line(named)[-1], concept_line(of_whole)[-1]}
    if len(roots) == 1 or roots <= {"person", "body", "case", "family"}:
        yield 0, before, whole, start, place + 1


def find_households(view: View) -> Iterator[tuple[int, int]]:
    """Yield families and the people they are: "1,650 families (5,284 people)", "5,284 people from 1,650 families"."""
    if _FAMILIES.isdisjoint(view.sentence.tokens.words):
        return
    for left in range(len(view.claims) - 1):
        right = left + 1
        if view.sorts[left] != "count" or view.sorts[right] != "count":
            continue
        gap = [word for word in view.gap(left, right) if word not in _HEDGING]
        nouns = head(view.claims[left]), head(view.claims[right])
        if nouns[0] in _FAMILY and nouns[1] in _PEOPLE and gap in _EQUAL:
            yield left, right
        elif (
            nouns[1] in _FAMILY
            and nouns[0] in _PEOPLE
            and (gap in _EQUAL or gap in (["from"], ["of"], ["in"]))
        ):
            yield right, left

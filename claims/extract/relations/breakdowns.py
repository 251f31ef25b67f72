"""Breakdowns: what a whole is said to be made of ("Of these, 74 were shot down, 31 jammed and seven hit")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.extract.relations.cues import Cue, word_set
from claims.extract.relations.lists import addable, joined, repairs, sum_of
from claims.extract.relations.sums import APART, sum_link
from claims.extract.relations.view import (
    WINDOW,
    Link,
    Opening,
    View,
    agree,
    category,
    fits,
    middle,
    near,
    own_noun,
)
from claims.extract.word_classes import bits_of, is_participle, is_plural
from claims.model import Claim

# Parts that make more than their whole are believed to be all of it if they make up to so much more: two or
# three of them, and longer lists.
OVER, LONG_OVER = 1.35, 2.0
LONG = 3
# Between two parts named together, in words.
NEAR = 4
# Behind the last part, in words, what may tell that the parts overlap.
REACH = 3
_HEADS = frozenset({",", ";", "and", "while", "but"})
_CLOSES = frozenset({"and", "while", "plus", ";", "with"})
_BEING = frozenset({"were", "was", "are", "is", "have", "had", "been", "being"})
_AGED = frozenset({"under", "over", "aged", "older", "younger"})


def find_breakdowns(view: View) -> Iterator[Link]:
    """Yield the sums of parts that are said to be taken of one whole, where they are all of it.

    Nothing says so in many texts: then they are, if they make the whole, or if they make too much, or if a
    slip of the pen in one of them is all that keeps them from making it.
    """
    done: set[int] = set()
    for first, opening in sorted(view.openings.items()):
        if first in done:
            continue
        parts, rest = _members(view, first, opening)
        done.update(parts)
        if len(parts) < 2:
            continue
        members = [view.claims[index] for index in parts]
        if agree(opening.whole, members) or _believed(view, opening.whole, parts, rest):
            cue = Cue("parts", opening.start, opening.end)
            yield sum_link(view, cue, opening.whole, members, "stated" if rest else "implied")


def _members(view: View, first: int, opening: Opening) -> tuple[list[int], bool]:
    """Return the parts of the whole from claim ``first`` on, and whether the last is told to be the rest."""
    parts = [first]
    rest = False
    for index in range(first + 1, min(len(view.claims), first + WINDOW)):
        claim = view.claims[index]
        if claim is opening.whole or not addable(view, index):
            continue
        if category(claim) != category(opening.whole):
            continue
        told = view.openings.get(index)
        if (told is not None and told.whole is not opening.whole) or (told is None and index in view.once):
            continue
        announced = announced_by(view, index)
        if told is None and not announced and not _beside(view, parts[-1], index):
            alike = opening.before or _is_subject(view, index)
            if not alike or fits(claim, opening.whole) is False or not _same_fate(claim, opening):
                continue
            if not joined(view, parts[-1], index, view.first[index], loose=False):
                break
        parts.append(index)
        rest = announced == "rest"
        if rest:
            # "the others are two men and two teenagers"
            if index + 1 < len(view.claims) and _beside(view, index, index + 1):
                parts.append(index + 1)
            break
    return parts, rest


def _beside(view: View, left: int, right: int) -> bool:
    """ "Nine of them men and five women": the second is of them, too."""
    gap = view.gap(left, right)
    words = view.words(view.last[left], view.first[right])
    return gap[-1:] == ["and"] and len(words) <= NEAR and "," not in words and own_noun(view.claims[right])


def _is_subject(view: View, index: int) -> bool:
    """ "Eighteen of the 30 injured went home, seven remain in hospital": a number alone at the head of its clause."""
    first = view.first[index]
    behind = view.words(view.last[index], view.last[index] + 1)
    return (
        not own_noun(view.claims[index])
        and first > 0
        and view.words(first - 1, first)[0] in _HEADS
        and bool(behind)
        and behind[0].isalpha()
        and behind[0] not in word_set("list", "ends")
    )


def _same_fate(claim: Claim, opening: Opening) -> bool:
    """Of 45 dead none were wounded: what befell another is no part of them."""
    fates = word_set("sum", "fates")
    return claim.event == opening.whole.event or not fates.issuperset((claim.event, opening.whole.event))


def announced_by(view: View, index: int) -> str:
    """Return whether words before the number say that it is the "rest", or "more" of the same, or nothing."""
    words = view.words(max(0, view.first[index] - 2), view.first[index])
    if not word_set("sum", "rest_words").isdisjoint(words):
        return "rest"
    return "more" if not word_set("sum", "increment").isdisjoint(words) else ""


def _of_two_sorts(view: View, parts: Sequence[int]) -> bool:
    """ "Of the 80 hurt 50 are women, 45 were taken to hospital": who they were, and what befell them, may overlap."""
    tokens = view.sentence.tokens
    told: set[bool] = set()
    for index in parts:
        place = view.last[index]
        while place < len(tokens) and tokens.lower[place] in _BEING:
            place += 1
        if place == len(tokens) or place == view.last[index]:
            continue
        word, bits = tokens.lower[place], bits_of(tokens, place)
        if is_participle(word, bits):
            told.add(True)
        elif word in _AGED or is_plural(tokens.text[place], word, bits):
            told.add(False)
    return len(told) > 1


def _believed(view: View, whole: Claim, parts: Sequence[int], rest: bool) -> bool:
    members = [view.claims[index] for index in parts]
    made, goal = sum_of(members), middle(whole)
    if made is None or not goal or whole.relation not in ("=", "~"):
        return False
    if rest:
        return near(goal, made, APART) or repairs(whole, members)
    if _of_two_sorts(view, parts):
        return False
    inside = view.words(view.last[parts[0]], view.tail[parts[-1]] + REACH)
    if repairs(whole, members):
        words = view.words(view.last[parts[-2]], view.first[parts[-1]])
        return len(parts) >= LONG or not _CLOSES.isdisjoint(words)
    if made < goal or not word_set("sum", "overlapping").isdisjoint(inside):
        return False
    return made / goal <= (OVER if len(parts) < LONG else LONG_OVER)

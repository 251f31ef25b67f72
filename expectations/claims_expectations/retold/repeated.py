"""Which figures of one document say something again, and exclude what it said before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from claims_expectations.retold.figures import Figure, Stated, first_told, is_of_last, one_sort
from claims_expectations.retold.pairs import ALONE, SELDOM, Pair, assigned, is_small, numbers
from claims_expectations.retold.sameness import agree, same_measure, sameness, thing_in_common
from claims_expectations.retold.scopes import are_elsewhere, speak_of_two
from claims_expectations.retold.slips import CHANGED, slip_of
from claims_expectations.retold.stories import Story
from claims_expectations.retold.words import TOKEN, is_common, meanings, words

# What must speak for it, and where the words themselves say that the figure was told before.
REPEATED, TOLD_BEFORE, SURELY_AGAIN = 6.0, 4.0, 4.5
# Figures of a document that one is held against; characters over which it repeats no other without saying so.
MOST_BACK, FAR = 60, 3000
# How much it counts that there is one figure only that words pointing back can mean, and what slip that takes.
ORPHAN, ORPHAN_SLIP = 1.0, 2.0
# How much the words count that say so, and another voice, and a headline.
DEFINITE, ALSO, HEADLINE, ELLIPSIS = 1.5, 1.0, 1.5, 0.5


def contradictions(story: Story) -> Iterator[Pair]:
    """Yield the figures of one document that say something again and exclude what it said before."""
    figures = first_told(sorted(story.figures, key=lambda figure: (figure.stated.start, figure.stated.first)))
    sorts = Counter(figure.sort for figure in figures)
    given = Counter((figure.sort, figure.stated.base) for figure in figures)
    # What is given twice agrees with itself, and leaves the others alone.
    larger = Counter(
        figure.sort
        for figure in figures
        if not is_small(figure) and given[figure.sort, figure.stated.base] == 1
    )
    agreed: set[int] = set()
    confirmed: set[int] = set()
    pairs: list[Pair] = []
    tops = [at for at, figure in enumerate(figures) if figure.stated.section in ("headline", "summary")]
    for place, right in enumerate(figures):
        start = max(0, place - MOST_BACK)
        for left in (*(figures[at] for at in tops[:MOST_BACK] if at < start), *figures[start:place]):
            if not one_sort(left, right) or _set_against(left, right):
                continue
            same = sameness(left, right, bool(right.definite))
            if same is None:
                continue
            if not agree(left, right):
                if are_elsewhere(left.stated, right.stated, story.scopes):
                    continue
                pair = Pair(left, right, same + _told_before(left, right), slip_of(*numbers(left, right)))
                counted = sorts if is_small(left) or is_small(right) else larger
                if _repeats(pair, counted[left.sort] == 2) and not _adds_up(left, right, figures):
                    pairs.append(pair)
            elif same >= 1.0 or (same >= 0.0 and right.definite and left.stated.base == right.stated.base):
                agreed |= {figure.stated.id for figure in (right,) if not figure.each}
                confirmed |= {figure.stated.id for figure in (left,) if not figure.each}
    # What was given twice may be given otherwise a third time, where words point back at it.
    pairs = [pair for pair in pairs if pair.right.definite or pair.left.stated.id not in confirmed]
    yield from assigned(pairs, agreed)


def _set_against(left: Figure, right: Figure) -> bool:
    """Whether the text itself tells what two figures are to each other."""
    if right.definite in words("pointing"):
        return False
    if not right.definite and not right.also and speak_of_two(left.stated, right.stated):
        return True
    if not right.definite and (_go_apart(left, right) or _is_since(left.stated) != _is_since(right.stated)):
        return True
    if is_of_last(right.stated.sentence) and not is_of_last(left.stated.sentence):
        return True
    if left.part != right.part and not right.definite and right.stated.sentence != left.stated.sentence:
        # "the 19 dead ... 12 of the dead"
        return left.nouns[-1:] != right.nouns[-1:] or right.part
    related = not set(left.stated.relations).isdisjoint(right.stated.relations)
    return related or left.stated.start == right.stated.start


def _go_apart(left: Figure, right: Figure) -> bool:
    """Whether of two shares the one is a rise and the other a fall: "a 5% decline", "a 15% increase"."""
    if left.stated.kind != "share" or not left.nouns or not right.nouns:
        return False
    turns = [meanings(figure.nouns[-1]) & {"rise", "fall"} for figure in (left, right)]
    return bool(turns[0] and turns[1]) and turns[0].isdisjoint(turns[1])


def _is_since(stated: Stated) -> bool:
    """Whether a figure is that of all the time since a day."""
    return (stated.time_text or "").lower().startswith("since ")


def _repeats(pair: Pair, alone: bool) -> bool:
    """Whether the later of two figures of a document gives the earlier one again; ``alone``: there is no third."""
    if pair.is_doubtful or _are_some(pair):
        return False
    moved = pair.right.event is not None and (pair.left.moved or pair.right.moved)
    if moved and pair.weight < SELDOM:
        return False
    told = _told_before(pair.left, pair.right)
    points_back = pair.right.definite in words("orphan") and _may_be_meant(pair.left, pair.right)
    if alone and points_back and not is_small(pair.right) and pair.weight >= ORPHAN_SLIP:
        # "The 41 wrecks": no other figure can be meant.
        told += ORPHAN
        pair = Pair(pair.left, pair.right, pair.same + ORPHAN, pair.slip)
    seldom = pair.weight >= SELDOM or pair.left.sort != "count"
    score = pair.same + pair.weight + (ALONE if alone and seldom else 0.0)
    if not pair.is_likely:
        if not pair.is_sure or pair.slip is None:
            return False
        if (
            pair.right.definite
            and pair.same >= SURELY_AGAIN
            and pair.left.nouns[-1:] == pair.right.nouns[-1:]
        ):
            return True
        if alone and points_back and pair.right.sort != "count":
            # "The 55-degree reading"
            return pair.weight >= CHANGED[2] and pair.same >= DEFINITE
        return alone and told >= HEADLINE and pair.same >= TOLD_BEFORE - 0.5
    if told > 0:
        return score >= TOLD_BEFORE
    if pair.right.stated.start - pair.left.stated.start > FAR:
        return False
    return score >= REPEATED - (0.5 if pair.weight >= SELDOM else 0.0)


def _may_be_meant(left: Figure, right: Figure) -> bool:
    """Whether the later of two figures has no noun behind it that would make it another: "the 422-metre tunnel"."""
    stated = right.stated
    behind = stated.sentence[stated.last :].lstrip(" -").lower()
    if left.sort != "count" and not right.nouns and _is_of_another(left, behind):
        return False
    if not right.nouns or not left.nouns or not stated.item or not behind.startswith(stated.item.lower()):
        return True
    if not set(right.nouns).isdisjoint(left.nouns) or right.nouns[-1] in words("generic"):
        return True
    if left.sort != "count":
        return bool(left.things & right.things) or (
            same_measure(left, right) and left.stated.measure not in words("broad_measures")
        )
    return not left.things or not right.things or (thing_in_common(left, right) or 0.0) >= 1.0


def _is_of_another(left: Figure, behind: str) -> bool:
    """Whether an amount is said to be of what the other is not: "the 80 million in savings"."""
    spoken = TOKEN.findall(behind)[:4]
    if spoken[:1] not in (["in"], ["of"]):
        return False
    own = [token for token in spoken[1:] if token[0].isalpha() and not is_common(token)]
    known = left.things.union(left.nouns, *left.context)
    return bool(own) and all(meanings(token).isdisjoint(known) for token in own)


def _are_some(pair: Pair) -> bool:
    """Whether the smaller figure may count some of those that the larger counts: the 12 crew of 120 on board."""
    if pair.slip is None or pair.slip.kind == "swapped":
        return False
    part, whole = sorted((pair.left, pair.right), key=lambda figure: figure.stated.base)
    if whole is pair.right and whole.definite:
        # "All 260 people" are those told of before.
        return False
    return "person" in whole.things and bool(part.things) and "person" not in part.things


def _adds_up(left: Figure, figure: Figure, figures: Sequence[Figure]) -> bool:
    """Whether a figure is what two others of its sort make together: "the 21 dead" of two towns.

    What a headline gives is no part of the sum that the body makes of two others.
    """
    others = {
        other.stated.base
        for other in figures
        if other.sort == figure.sort and other is not figure and _may_be_some(other, figure)
    }
    if left.stated.section == "headline":
        return figure.stated.base - left.stated.base in others
    return any(figure.stated.base - value in others for value in others)


def _may_be_some(part: Figure, whole: Figure) -> bool:
    """Whether the one may count some of those that the other counts."""
    return not part.things or not whole.things or (thing_in_common(part, whole) or 0.0) > 0.0


def _told_before(left: Figure, right: Figure) -> float:
    score = DEFINITE if right.definite and _may_be_meant(left, right) else 0.0
    # "All 19 had starved"
    score += ELLIPSIS if right.definite == "all" and not right.nouns else 0.0
    score += ALSO if right.also else 0.0
    return score + (HEADLINE if left.stated.section != right.stated.section else 0.0)

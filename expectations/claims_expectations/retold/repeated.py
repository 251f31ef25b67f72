"""Which figures of one document say something again, and exclude what it said before."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

from claims.extract.relations.mended import significant_digits
from claims_expectations.retold.evidence import is_given_again
from claims_expectations.retold.figures import Figure, Stated, is_of_last, one_sort
from claims_expectations.retold.occasions import FACTS
from claims_expectations.retold.order import first_told
from claims_expectations.retold.pairs import (
    ALONE,
    LIKELY_SLIP,
    SELDOM,
    Pair,
    assigned,
    is_misprinted_bound,
    is_small,
    slip_between,
)
from claims_expectations.retold.sameness import agree, same_measure, sameness, thing_in_common
from claims_expectations.retold.scopes import are_elsewhere, speak_of_two
from claims_expectations.retold.slips import CHANGED
from claims_expectations.retold.stories import Story
from claims_expectations.retold.words import TOKEN, event_of, is_common, meanings, words

_THAT_DAY = re.compile(r"\b[Tt]hat (?:same )?(?:day|night|morning|afternoon|evening)\b")
# What must speak for it, and where the words themselves say that the figure was told before.
REPEATED, TOLD_BEFORE, SURELY_AGAIN = 6.0, 4.0, 4.5
# Figures of a document that one is held against; characters over which it repeats no other without saying so.
MOST_BACK, FAR = 60, 3000
# How much it counts that there is one figure only that words pointing back can mean, and what slip that takes.
ORPHAN, ORPHAN_SLIP = 1.0, 2.0
# What must speak for a bound being what another figure says again.
GIVEN_AGAIN = 2.5
# A slip that makes a figure the odd one out of three.
ODD_SLIP = 2.0
# Among more figures of a sort than these, numbers below this one are like each other by chance.
MANY, SHORT = (10, 20), 100.0
# A headline has few numbers as large as this one.
LARGE = 1000.0
# A number of a headline that counts nothing known repeats nothing, unless it has more digits.
UNNAMED = 1
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
    heads: dict[tuple[str, tuple[str, ...]], set[float]] = defaultdict(set)
    for figure in figures:
        heads[figure.sort, figure.nouns[-1:]].add(figure.stated.base)
    agreed: set[int] = set()
    confirmed: dict[int, int] = {}
    pairs: list[Pair] = []
    tops = [at for at, figure in enumerate(figures) if figure.stated.section in ("headline", "summary")]
    for place, right in enumerate(figures):
        start = max(0, place - MOST_BACK)
        for left in (*(figures[at] for at in tops[:MOST_BACK] if at < start), *figures[start:place]):
            if not one_sort(left, right) or _is_unnamed(left) or _set_against(left, right):
                continue
            slip = slip_between(left, right)
            if right.clause and sorts[right.sort] == 2 and slip is not None and slip.weight >= SELDOM - 0.5:
                # "The 62,000 who left the city": nobody else can be meant
                right = replace(right, definite="the")
            same = sameness(left, right, bool(right.definite))
            if same is None:
                continue
            if not agree(left, right) or is_misprinted_bound(slip, left, right):
                if are_elsewhere(left.stated, right.stated, story.scopes):
                    continue
                pair = Pair(left, right, same + _told_before(left, right), slip)
                counted = sorts if is_small(left) or is_small(right) else larger
                alone = counted[left.sort] == 2
                only = len(heads[left.sort, left.nouns[-1:]]) == 2
                again = _may_repeat(pair) and (
                    _repeats(pair, alone, only, _chance(pair, sorts[left.sort]))
                    or is_given_again(pair, alone)
                )
                again = again or (given[right.sort, right.stated.base] == 1 and _is_of_those(pair, alone))
                if again and not _adds_up(left, right, figures):
                    pairs.append(pair)
            elif same >= 1.0 or (same >= 0.0 and right.definite and left.stated.base == right.stated.base):
                agreed |= {figure.stated.id for figure in (right,) if not figure.each}
                again = left.stated.base == right.stated.base or same >= GIVEN_AGAIN
                if again and not left.each:
                    confirmed.setdefault(left.stated.id, right.stated.start)
    # What was given twice may be given otherwise a third time, where words point back at it.
    kept = [pair for pair in pairs if pair.right.definite or pair.left.stated.id not in confirmed]
    found = list(assigned(kept, agreed))
    yield from found or assigned([pair for pair in pairs if _is_odd_one(pair, agreed, confirmed)], set())


def _is_odd_one(pair: Pair, agreed: Set[int], confirmed: Mapping[int, int]) -> bool:
    """Whether one of two figures stands alone against one that the text gives twice, told by a headline or words that point back.

    ``confirmed`` has where the text gives a figure again: behind the odd one, or that would be of something new.
    """
    left, right = pair.left.stated, pair.right.stated
    twice = [left.id in confirmed or left.id in agreed, right.id in confirmed or right.id in agreed]
    return (
        twice.count(True) == 1
        and (left.id not in confirmed or confirmed[left.id] > right.start)
        and _told_before(pair.left, pair.right) >= DEFINITE
        and (pair.weight >= ODD_SLIP or _is_headline_of(pair))
        and pair.same >= TOLD_BEFORE
    )


def _is_unnamed(figure: Figure) -> bool:
    """Whether a headline has a number of one digit of which nothing is known: of an issue ("Snapshot 8"), or a score."""
    stated = figure.stated
    if stated.kind != "number" or stated.section not in ("headline", "summary"):
        return False
    if len(significant_digits(stated.base)) > UNNAMED:
        return False
    return stated.item is None and stated.event is None and stated.measure is None


def _set_against(left: Figure, right: Figure) -> bool:
    """Whether the text itself tells what two figures are to each other."""
    if right.definite in words("pointing"):
        return False
    if not right.definite and not right.also and speak_of_two(left.stated, right.stated):
        return True
    if not right.definite and (_go_apart(left, right) or _is_since(left.stated) != _is_since(right.stated)):
        return True
    if not right.definite and _is_stretch(left.stated) != _is_stretch(right.stated):
        # "From 7 October to 18 January 90 children ... so far this year nine"
        told = left.stated.time_text, right.stated.time_text
        if None not in told and left.stated.time_start != right.stated.time_start:
            return True
    if is_of_last(right.stated.sentence) and not is_of_last(left.stated.sentence):
        return True
    if left.part != right.part and not right.definite and right.stated.sentence != left.stated.sentence:
        # "the 19 dead ... 12 of the dead"
        return left.nouns[-1:] != right.nouns[-1:] or right.part
    if right.definite == "all" and right.stated.part and not left.stated.part:
        # "All seven of the dead" are no part of nine
        return False
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


def _chance(pair: Pair, figures: int) -> float:
    """How much must speak for a slip more where it may be chance: of a short number among many of its sort."""
    short = min(pair.left.stated.base, pair.right.stated.base) < SHORT
    return sum(figures > number for number in MANY) if short and not pair.right.definite else 0.0


def _is_stretch(stated: Stated) -> bool:
    """Whether a figure is that of the time between two days."""
    return (stated.time_text or "").lower().startswith(("from ", "between "))


def _may_repeat(pair: Pair) -> bool:
    """Whether nothing tells that the later of two figures is another one, or the first grown."""
    if pair.is_doubtful or _are_some(pair):
        return False
    # A headline has the last count that the text below it has.
    moved = pair.right.moved or (pair.left.moved and pair.left.stated.section != "headline")
    return not (moved and pair.right.event is not None and pair.weight < SELDOM)


def _repeats(pair: Pair, alone: bool, only: bool, chance: float) -> bool:
    """Whether the words say that the later of two figures of a document gives the earlier one again.

    ``alone``: there is no third; ``only``: no third number of what they count; ``chance``: how much more must
    speak for it.
    """
    told = _told_before(pair.left, pair.right)
    points_back = pair.right.definite in words("orphan") and _may_be_meant(pair.left, pair.right)
    if alone and points_back and not is_small(pair.right) and pair.weight >= ORPHAN_SLIP:
        # "The 41 wrecks": no other figure can be meant.
        told += ORPHAN
        pair = Pair(pair.left, pair.right, pair.same + ORPHAN, pair.slip)
    seldom = pair.weight >= SELDOM or pair.left.sort != "count"
    score = pair.same + pair.weight + (ALONE if alone and seldom else 0.0) - chance
    if not pair.is_likely:
        if pair.is_of_one_whole and told >= HEADLINE and pair.same >= TOLD_BEFORE:
            return True
        if pair.is_sure and only and _is_headline_of(pair):
            return True
        if (
            pair.right.definite
            and pair.weight >= LIKELY_SLIP
            and pair.same >= SURELY_AGAIN
            and (pair.is_one_noun or not pair.right.nouns)
        ):
            return True
        if not pair.is_sure or pair.slip is None:
            return False
        if pair.right.definite and pair.same >= SURELY_AGAIN and (pair.is_one_noun or _are_all(pair)):
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


def _is_headline_of(pair: Pair) -> bool:
    """Whether the one is a headline's, and as much speaks for one thing as can without a likeness of the numbers."""
    named = pair.is_one_noun and bool(pair.left.nouns) and "person" not in pair.left.things
    named = named and not pair.right.clause
    facts = {pair.left.stated.modality, pair.right.stated.modality} <= FACTS
    # "One missile" tells of one among others.
    several = pair.left.stated.base > 1 and pair.right.stated.base > 1
    told = pair.left.stated.section == "headline" and several
    # Large numbers of one noun, of which the body has one only, are few.
    least = SURELY_AGAIN if pair.left.stated.base >= LARGE else REPEATED
    return told and named and facts and pair.same >= least


def _is_of_those(pair: Pair, alone: bool) -> bool:
    """Whether words that point back are said of those whom the earlier figure counts, under another noun: "killed six
    tourists ... the nine deaths".

    ``alone``: no other figure can be meant. Fewer than those may be some of them, unless their noun says what befell all.
    """
    left, right = pair.left, pair.right
    if left.sort != "count" or not right.definite or not pair.is_sure or pair.same < TOLD_BEFORE:
        return False
    if not {left.stated.modality, right.stated.modality} <= FACTS or right.part:
        return False
    if right.stated.time_text and right.stated.time_text != left.stated.time_text:
        # "fired 502 drones on 3 September. The 610 drones of 7 September"
        return False
    one_event = left.event == right.event and left.event in words("befalling")
    fewer = right.stated.base < left.stated.base and not (right.nouns and event_of(right.nouns[-1]))
    if one_event and not fewer:
        return True
    return alone and not fewer and not left.part and bool(left.things & right.things)


def _are_all(pair: Pair) -> bool:
    """Whether the later figure is said to be all of those that the earlier counts: "all seven of the dead"."""
    return pair.right.definite == "all" and "person" in pair.left.things & pair.right.things


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
        if left.things & right.things or (thing_in_common(left, right) or 0.0) == 1.0:
            return True
        return same_measure(left, right) and left.stated.measure not in words("broad_measures")
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
    if (
        part.stated.concept in words("some_people")
        and whole.stated.concept == "person"
        and not pair.right.definite
    ):
        return True
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
    beside = {
        other.stated.base
        for other in figures
        if other.stated.start == figure.stated.start and other.sort == figure.sort and other is not left
    }
    if left.stated.start != figure.stated.start and left.stated.base - figure.stated.base in beside:
        # "a dozen were hurt ... two critically, 10 more slightly"
        return True
    if left.stated.section == "headline":
        return figure.stated.base - left.stated.base in others
    return any(figure.stated.base - value in others for value in others)


def _may_be_some(part: Figure, whole: Figure) -> bool:
    """Whether the one may count some of those that the other counts."""
    return not part.things or not whole.things or (thing_in_common(part, whole) or 0.0) > 0.0


def _is_of_that_day(left: Figure, right: Figure) -> bool:
    """Whether the later figure is of the day told of before, and counts what the earlier does: "the drones that night"."""
    one_noun = left.nouns != () and left.nouns[-1:] == right.nouns[-1:]
    return one_noun and _THAT_DAY.search(right.stated.sentence) is not None


def _told_before(left: Figure, right: Figure) -> float:
    score = DEFINITE if right.definite and _may_be_meant(left, right) else 0.0
    # "All 19 had starved"
    score += ELLIPSIS if right.definite == "all" and not right.nouns else 0.0
    score += ALSO if right.also or _is_of_that_day(left, right) else 0.0
    return score + (HEADLINE if left.stated.section != right.stated.section else 0.0)

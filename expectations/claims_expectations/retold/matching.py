"""Which figures of two statements are of one thing and exclude each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from math import inf, log10, sqrt

from claims.extract.relations.mended import significant_digits
from claims_expectations.retold.figures import Figure, one_sort
from claims_expectations.retold.sameness import (
    agree,
    exclude,
    is_another_time,
    is_told_otherwise,
    one_occasion,
    same_measure,
    sameness,
    thing_in_common,
)
from claims_expectations.retold.slips import CHANGED, Slip, slip_of
from claims_expectations.retold.stories import FEW, Story, days_apart, happening
from claims_expectations.retold.words import words

# What must speak for two figures being of one thing, the words they have in common and the likeness of the two
# happenings taken together: where one would be the other but for a slip that is seldom met by chance ...
LIKELY, LIKELY_SLIP = 6.0, 1.5
# ... but for one that chance often makes, or where the two are merely different.
ALIKE, ONE_HAPPENING = 4.0, 3.0
# What must speak for it within a document, and where the words themselves say that the figure was told before.
REPEATED, TOLD_BEFORE, SURELY_AGAIN = 6.0, 4.0, 4.5
# A slip that chance hardly ever makes; one that says more than that a count may have grown that hardly ever does.
SELDOM, SETTLED = 3.0, 2.0
# Figures of a document that one is held against; characters over which it repeats no other without saying so.
MOST_BACK, FAR = 60, 3000
# Smaller counts are of anything.
FEW_COUNTED = 10
# Documents with more figures than this are not searched for those that merely differ.
MOST_PAIRS = 4000
# Figures of a document that those of another are held against.
MOST_FIGURES = 400
# So many figures of two short texts can be compared; ten times as many make a likeness so much less telling.
USUAL, CHANCE = 40.0, 1.0
# The same of documents: more than a few are held against each other in many pairs.
MOST_AMONG, NOUNS = 2.0, 0.75
# How much it counts that two texts give no other figure of the sort.
ALONE = 1.0
# How much it counts that there is one figure only that words pointing back can mean, and what slip that takes.
ORPHAN, ORPHAN_SLIP = 1.0, 2.0
# How much the words count that say so, and another voice, and a headline.
DEFINITE, ALSO, HEADLINE, ELLIPSIS = 1.5, 1.0, 1.5, 0.5


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures that exclude each other; ``same``: what speaks for them being of one thing."""

    left: Figure
    right: Figure
    same: float
    slip: Slip | None

    @property
    def weight(self) -> float:
        return self.slip.weight if self.slip else 0.0

    @property
    def ratio(self) -> float:
        """How many times the smaller number the larger is."""
        small, large = sorted((self.left.stated.base, self.right.stated.base))
        return large / small

    @property
    def is_likely(self) -> bool:
        """Whether chance seldom makes two numbers as like each other as these."""
        least = LIKELY_SLIP if self.is_sure or self.ratio > 8 else SELDOM - 0.5
        return self.slip is not None and self.slip.kind != "changed" and self.slip.weight >= least

    @property
    def least_same(self) -> float:
        """What must speak for the two being of one thing, the more the less their likeness says."""
        if self.weight >= SELDOM - 0.5 or (self.slip is not None and self.left.sort != "count"):
            return 1.0
        return 2.0 if self.weight >= SELDOM - 1.0 else 3.0

    @property
    def is_doubtful(self) -> bool:
        """Whether what may be or is asked for is held against what is, without a slip that speaks for one number."""
        least = SELDOM - (1.0 if self.right.definite else 0.5)
        return self.weight < least and is_told_otherwise(self.left, self.right)

    @property
    def is_one_noun(self) -> bool:
        """Whether one noun tells what both count."""
        return self.left.nouns[-1:] == self.right.nouns[-1:]

    @property
    def is_round(self) -> bool:
        """Whether both have one digit that is not zero: many numbers are like each other so."""
        return all(
            len(significant_digits(abs(figure.stated.value))) == 1 for figure in (self.left, self.right)
        )

    @property
    def is_sure(self) -> bool:
        """Whether no number is both."""
        return exclude(self.left, self.right)


def conflicts(one: Story, other: Story, growing: Set[str], documents: int = 2) -> Iterator[Pair]:
    """Yield the figures of two documents that are of one thing and exclude each other.

    ``growing`` are the events whose count rises as reports come in; ``documents``: so many are searched.
    """
    among = min(MOST_AMONG, CHANCE * log10(max(1.0, documents / FEW)))
    pairs: list[Pair] = []
    agreed: set[int] = set()
    shared = 0.0
    compared = 0
    large = len(one.figures) * len(other.figures) > MOST_PAIRS
    for left in one.figures[:MOST_FIGURES]:
        for right in other.figures[:MOST_FIGURES]:
            if not one_sort(left, right):
                continue
            compared += 1
            slip = slip_of(*_numbers(left, right))
            if large and slip is None and not agree(left, right):
                continue
            same = sameness(left, right)
            equal = left.stated.base == right.stated.base
            if same is not None and (not agree(left, right) or _misprinted(slip, left, right)):
                pairs.append(Pair(left, right, same, slip))
            elif equal or (same is not None and same >= 1.0):
                if agreed.isdisjoint((left.stated.id, right.stated.id)):
                    sure = same is not None and (
                        same >= 1.0 or (equal and len(significant_digits(abs(left.stated.value))) > 1)
                    )
                    shared += _rarity(left) * (1.0 if sure else 0.5)
                if same is not None:
                    # What each of two sides had agrees with what both had.
                    agreed |= {figure.stated.id for figure in (left, right) if not figure.each}
    agreed |= _told_in_parts(one, other) | _told_in_parts(other, one)
    # Among many figures some agree, or nearly so, by chance.
    chance = max(1.0, compared / USUAL)
    shared /= sqrt(chance)
    scene = happening(one, other) + min(2.5, shared) - CHANCE * log10(chance)
    ones = Counter(figure.sort for figure in one.figures if figure.stated.id not in agreed)
    others = Counter(figure.sort for figure in other.figures if figure.stated.id not in agreed)
    dated = one.published is not None and other.published is not None
    likely: list[Pair] = []
    for pair in pairs:
        alone = ones[pair.left.sort] == others[pair.right.sort] == 1
        if alone and (
            shared >= 0.9 or (dated and (pair.weight >= SELDOM - 0.5 or pair.right.sort != "count"))
        ):
            pair = Pair(pair.left, pair.right, pair.same + ALONE, pair.slip)
        left_over = alone and shared >= 0.9
        days = days_apart(one, other) if dated else inf
        if _conflict(pair, scene, left_over, days, among) and not _grows(pair, one, other, growing):
            likely.append(pair)
    yield from _assigned(likely, agreed)


def _told_in_parts(one: Story, other: Story) -> set[int]:
    """Return the figures of one document that two figures side by side in the other make together, and these two."""
    wholes = {
        (figure.sort, figure.stated.base): figure.stated.id for figure in one.figures if not is_small(figure)
    }
    found: set[int] = set()
    for left, right in pairwise(other.figures):
        if left.stated.start == right.stated.start and left.sort == right.sort:
            whole = wholes.get((left.sort, left.stated.base + right.stated.base))
            if whole is not None:
                found |= {whole, left.stated.id, right.stated.id}
    return found


def _conflict(pair: Pair, scene: float, left_over: bool, days: float, among: float) -> bool:
    """Whether two figures are of one thing.

    ``scene``: how much speaks for the documents telling of one happening; ``left_over``: other figures of the two
    agree, and these alone of their sort do not; ``days`` lie between the two; ``among``: what is taken off as many
    documents are held against each other.
    """
    doubt = among if pair.is_one_noun else 2 * among
    if pair.is_doubtful:
        return False
    few = is_small(pair.left) or is_small(pair.right)
    if pair.is_round and not pair.is_one_noun and (among or (few and pair.left.event != pair.right.event)):
        return False
    scene -= doubt
    if pair.is_likely:
        later = 2.0 if is_another_time(pair.left, pair.right) else 0.0
        least = LIKELY - (0.5 if pair.weight >= SELDOM else 0.0)
        return (
            pair.same >= pair.least_same + NOUNS * doubt and pair.same + pair.weight + scene - later >= least
        )
    if days > 1 or not pair.is_sure or is_another_time(pair.left, pair.right):
        return False
    if left_over and pair.same >= ALIKE - 1 and scene >= ONE_HAPPENING - 0.7:
        return True
    if pair.left.timed and pair.right.timed and pair.same >= ALIKE + 1 and scene >= ONE_HAPPENING - 0.5:
        return True
    if pair.slip is None:
        return False
    least_scene = ONE_HAPPENING - (1.5 if one_occasion(pair.left, pair.right) else 0.6)
    measured = same_measure(pair.left, pair.right) and scene >= least_scene
    return measured or (pair.same >= ALIKE and scene >= ONE_HAPPENING)


def contradictions(story: Story) -> Iterator[Pair]:
    """Yield the figures of one document that say something again and exclude what it said before."""
    figures = sorted(story.figures, key=lambda figure: (figure.stated.start, figure.stated.first))
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
                pair = Pair(left, right, same + _told_before(left, right), slip_of(*_numbers(left, right)))
                counted = sorts if is_small(left) or is_small(right) else larger
                if _repeats(pair, counted[left.sort] == 2) and not _adds_up(right, figures):
                    pairs.append(pair)
            elif same >= 1.0:
                agreed |= {figure.stated.id for figure in (right,) if not figure.each}
                confirmed |= {figure.stated.id for figure in (left,) if not figure.each}
    # What was given twice may be given otherwise a third time, where words point back at it.
    pairs = [pair for pair in pairs if pair.right.definite or pair.left.stated.id not in confirmed]
    yield from _assigned(pairs, agreed)


def is_small(figure: Figure) -> bool:
    """Whether a figure is a count of a few, such as any text has: "two analysts", "one road"."""
    return figure.sort == "count" and figure.stated.base < FEW_COUNTED


def _set_against(left: Figure, right: Figure) -> bool:
    """Whether the text itself tells what two figures are to each other."""
    if right.definite in words("pointing"):
        return False
    related = not set(left.stated.relations).isdisjoint(right.stated.relations)
    return related or left.stated.start == right.stated.start


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
    if not right.nouns or not left.nouns or not stated.item or not behind.startswith(stated.item.lower()):
        return True
    if not set(right.nouns).isdisjoint(left.nouns) or right.nouns[-1] in words("generic"):
        return True
    if left.sort != "count":
        return bool(left.things & right.things) or (
            same_measure(left, right) and left.stated.measure not in words("broad_measures")
        )
    return not left.things or not right.things or (thing_in_common(left, right) or 0.0) >= 1.0


def _are_some(pair: Pair) -> bool:
    """Whether the smaller figure may count some of those that the larger counts: the 12 crew of 120 on board."""
    if pair.slip is None or pair.slip.kind == "swapped":
        return False
    part, whole = sorted((pair.left, pair.right), key=lambda figure: figure.stated.base)
    if whole is pair.right and whole.definite:
        # "All 260 people" are those told of before.
        return False
    return "person" in whole.things and bool(part.things) and "person" not in part.things


def _adds_up(figure: Figure, figures: Sequence[Figure]) -> bool:
    """Whether a figure is what two others of its sort make together: "the 21 dead" of two towns."""
    others = {other.stated.base for other in figures if other.sort == figure.sort and other is not figure}
    return any(figure.stated.base - value in others for value in others)


def _told_before(left: Figure, right: Figure) -> float:
    score = DEFINITE if right.definite and _may_be_meant(left, right) else 0.0
    # "All 19 had starved"
    score += ELLIPSIS if right.definite == "all" and not right.nouns else 0.0
    score += ALSO if right.also else 0.0
    return score + (HEADLINE if left.stated.section != right.stated.section else 0.0)


def _assigned(pairs: Sequence[Pair], agreed: Set[int]) -> Iterator[Pair]:
    """Yield each figure that agrees with none once, with the one that is most like it."""
    taken = set(agreed)
    for pair in sorted(
        pairs, key=lambda pair: (-pair.same - pair.weight, pair.left.stated.id, pair.right.stated.id)
    ):
        ids = {pair.left.stated.id, pair.right.stated.id}
        if taken.isdisjoint(ids):
            taken |= ids
            yield pair


def _grows(pair: Pair, one: Story, other: Story, growing: Set[str]) -> bool:
    """Whether the two are counts of what is still being counted: the later report has the higher one, or T403 tells."""
    events = {pair.left.event, pair.right.event}
    if not events & growing or (events & words("settled") and pair.weight >= SETTLED):
        return False
    if (pair.left.growth or pair.right.growth) and pair.weight < SELDOM:
        return True
    if one.published is None or other.published is None or one.published == other.published:
        return False
    if pair.slip is not None and pair.slip.kind == "alike" and pair.ratio >= 3:
        return False
    rises = (one.published < other.published) == (pair.left.stated.base < pair.right.stated.base)
    one_toll = pair.left.stated.measure == pair.right.stated.measure
    if (
        not rises
        and one_toll
        and pair.left.stated.place
        and pair.left.stated.place == pair.right.stated.place
    ):
        return True
    # A toll seldom rises to its own digits in another order, or to ten times itself.
    return rises and (pair.slip is None or pair.slip.kind not in ("swapped", "zero", "zeros", "scale"))


def _misprinted(slip: Slip | None, left: Figure, right: Figure) -> bool:
    """Whether two numbers of four digits or more are each other's but for two digits, whatever their bounds allow."""
    return (
        slip is not None
        and slip.kind == "swapped"
        and min(
            len(significant_digits(abs(left.stated.value))), len(significant_digits(abs(right.stated.value)))
        )
        > 3
    )


def _rarity(figure: Figure) -> float:
    """Return how seldom chance makes two texts give this number."""
    size = len(significant_digits(abs(figure.stated.value)))
    return {0: 0.4, 1: 0.5 if figure.stated.base >= 10 else 0.3, 2: 0.9}.get(size, 1.3)


def _numbers(left: Figure, right: Figure) -> tuple[float, float]:
    one, other = left.stated, right.stated
    # Units of nearly one size are told for each other: tons and tonnes.
    size = (one.base / abs(one.value)) / (other.base / abs(other.value))
    if 0.85 < size < 1.18 or "money" in (one.kind, other.kind):
        return abs(one.value), abs(other.value)
    return one.base, other.base

"""Which figures of two statements are of one thing and exclude each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from claims_expectations.retold.figures import Figure
from claims_expectations.retold.sameness import agree, days_between, same_measure, sameness
from claims_expectations.retold.slips import Slip, slip_of
from claims_expectations.retold.stories import Story, days_apart, happening

# What must speak for two figures being of one thing, the words they have in common and the likeness of the two
# happenings taken together: where one would be the other but for a slip that is seldom met by chance ...
LIKELY, LIKELY_SLIP = 6.0, 1.5
# ... but for one that chance often makes, or where the two are merely different.
ALIKE, ONE_HAPPENING = 4.0, 3.0
# What must speak for it within a document, and where the words themselves say that the figure was told before.
REPEATED, TOLD_BEFORE = 5.5, 4.0
# How much it counts that two texts give no other figure of the sort.
ALONE = 1.0
# How much the words count that say so, and another voice, and a headline.
DEFINITE, ALSO, HEADLINE = 1.5, 1.0, 1.5


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


def conflicts(one: Story, other: Story, growing: Set[str]) -> Iterator[Pair]:
    """Yield the figures of two documents that are of one thing and exclude each other.

    ``growing`` are the events whose count rises as reports come in.
    """
    pairs: list[Pair] = []
    agreed: set[int] = set()
    shared = 0.0
    sorts = Counter(figure.sort for figure in (*one.figures, *other.figures))
    for left in one.figures:
        for right in other.figures:
            same = sameness(left, right)
            if same is None:
                continue
            if agree(left, right):
                equal = left.stated.base == right.stated.base
                if same >= 1.0 or equal:
                    if left.stated.id not in agreed and right.stated.id not in agreed:
                        shared += _rarity(left) * (1.0 if same >= 1.0 else 0.5)
                    agreed |= {left.stated.id, right.stated.id}
            else:
                if sorts[left.sort] == 2 and left.stated.kind in ("money", "physical"):
                    same += ALONE
                pairs.append(Pair(left, right, same, slip_of(*_numbers(left, right))))
    scene = happening(one, other) + min(2.5, shared)
    days = days_apart(one, other)
    for pair in _assigned(pairs, agreed):
        if _grows(pair, one, other, growing):
            continue
        total = pair.same + pair.weight + scene - min(2.0, 0.75 * days_between(pair.left, pair.right))
        if pair.weight >= LIKELY_SLIP and pair.slip is not None and pair.slip.kind != "changed":
            if pair.same >= 1.0 and total >= LIKELY:
                yield pair
        elif days <= 1 and pair.slip is not None:
            measured = same_measure(pair.left, pair.right) and scene >= 2.4
            if measured or (pair.same >= ALIKE and scene >= ONE_HAPPENING):
                yield pair
        elif days <= 1 and shared >= 1.3 and pair.same >= ALIKE and scene >= ONE_HAPPENING + 1:
            yield pair


def contradictions(story: Story) -> Iterator[Pair]:
    """Yield the figures of one document that say something again and exclude what it said before."""
    figures = sorted(story.figures, key=lambda figure: (figure.stated.start, figure.stated.first))
    agreed: set[int] = set()
    pairs: list[Pair] = []
    for place, right in enumerate(figures):
        for left in figures[:place]:
            if left.stated.start == right.stated.start or not set(left.stated.relations).isdisjoint(
                right.stated.relations
            ):
                continue
            same = sameness(left, right)
            if same is None:
                continue
            if not agree(left, right):
                same += _told_before(left, right)
                pairs.append(Pair(left, right, same, slip_of(*_numbers(left, right))))
            elif same >= 1.0:
                agreed |= {left.stated.id, right.stated.id}
    for pair in _assigned(pairs, agreed):
        likely = pair.weight >= LIKELY_SLIP and pair.slip is not None and pair.slip.kind != "changed"
        told = _told_before(pair.left, pair.right) > 0
        if likely and pair.same + pair.weight >= (TOLD_BEFORE if told else REPEATED):
            yield pair


def _told_before(left: Figure, right: Figure) -> float:
    score = DEFINITE if right.definite else 0.0
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
    """Whether the later of two reports has the higher count of what is still being counted."""
    if not {pair.left.event, pair.right.event} & growing:
        return False
    if pair.left.growth or pair.right.growth:
        return True
    if one.published is None or other.published is None or one.published == other.published:
        return False
    rises = (one.published < other.published) == (pair.left.stated.base < pair.right.stated.base)
    # A toll seldom rises to its own digits in another order, or to ten times itself.
    return rises and (pair.slip is None or pair.slip.kind not in ("swapped", "zero", "zeros", "scale"))


def _rarity(figure: Figure) -> float:
    """Return how seldom chance makes two texts give this number."""
    digits = f"{figure.stated.value:.6e}".partition("e")[0].replace(".", "").rstrip("0")
    return {0: 0.4, 1: 0.5 if figure.stated.base >= 10 else 0.3, 2: 0.9}.get(len(digits), 1.3)


def _numbers(left: Figure, right: Figure) -> tuple[float, float]:
    one, other = left.stated, right.stated
    if one.written_unit == other.written_unit or one.kind == "money":
        return abs(one.value), abs(other.value)
    return one.base, other.base

"""Two figures that exclude each other, and what speaks for their being of one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from claims.extract.relations.mended import significant_digits
from claims_expectations.retold.figures import Figure
from claims_expectations.retold.sameness import exclude, is_told_otherwise
from claims_expectations.retold.slips import Slip, slip_of

_WHOLE = re.compile(r"\w (?:out )?of (?:the |all )?([\d,]+|[a-z-]+)$")
# A slip that chance hardly ever makes, and the least that one of its own can say.
SELDOM, LIKELY_SLIP = 3.0, 1.5
# Smaller counts are of anything.
FEW_COUNTED = 10
# How much it counts that a text gives no other figure of the sort.
ALONE = 1.0


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
    def is_one_thing(self) -> bool:
        """Whether the nouns of both may name one thing, other than people of any sort."""
        things = self.left.things & self.right.things
        return bool(things) and "person" not in things

    @property
    def is_of_one_whole(self) -> bool:
        """Whether both are shares of one whole, each in numbers: "17 out of 18", "11 of the 18"."""
        left, right = (_WHOLE.search(figure.stated.quote) for figure in (self.left, self.right))
        return (
            bool(left and right and left[1] == right[1]) and self.left.stated.value != self.right.stated.value
        )

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


def is_misprinted_bound(slip: Slip | None, left: Figure, right: Figure) -> bool:
    """Whether both are bounds of one sort ("at least 592", "at least 952"), and each other's but for a slip.

    A bound of three digits or more is a count that may yet rise, so that it is told again as it was.
    """
    one, other = left.stated, right.stated
    return (
        slip is not None
        and slip.kind in ("swapped", "zero")
        and one.relation == other.relation
        and one.relation in (">=", ">", "<=", "<")
        and min(len(significant_digits(abs(stated.value))) for stated in (one, other)) > 2
    )


def is_small(figure: Figure) -> bool:
    """Whether a figure is a count of a few, such as any text has: "two analysts", "one road"."""
    return figure.sort == "count" and figure.stated.base < FEW_COUNTED


def assigned(pairs: Sequence[Pair], agreed: Set[int]) -> Iterator[Pair]:
    """Yield each figure that agrees with none once, with the one that is most like it."""
    taken = set(agreed)
    for pair in sorted(
        pairs, key=lambda pair: (-pair.same - pair.weight, pair.left.stated.id, pair.right.stated.id)
    ):
        ids = {pair.left.stated.id, pair.right.stated.id}
        if taken.isdisjoint(ids):
            taken |= ids
            yield pair


def slip_between(left: Figure, right: Figure) -> Slip | None:
    """Return how two different figures may be the same but for a slip, of the number or of its unit: "a 140 km line",
    "the 140-mile line"."""
    one, other = left.stated, right.stated
    if one.kind == other.kind == "physical" and one.value == other.value and one.base != other.base:
        return Slip("unit", SELDOM - 0.5 if len(significant_digits(abs(one.value))) > 1 else LIKELY_SLIP)
    return slip_of(*numbers(left, right))


def numbers(left: Figure, right: Figure) -> tuple[float, float]:
    one, other = left.stated, right.stated
    # Units of nearly one size are told for each other: tons and tonnes.
    size = (one.base / abs(one.value)) / (other.base / abs(other.value))
    if 0.85 < size < 1.18 or "money" in (one.kind, other.kind):
        return abs(one.value), abs(other.value)
    return one.base, other.base

"""Slips of the pen by which one number is written for another."""

from __future__ import annotations

from dataclasses import dataclass

from claims.extract.relations.mended import one_digit_more, significant_digits

# Numbers that sound alike in words: "fourteen" and "forty", "six" and "sixty", "nine" and "nineteen".
_ALIKE = frozenset(
    pair for ones in range(3, 10) for pair in ((10 + ones, 10 * ones), (ones, 10 + ones), (ones, 10 * ones))
) | {(12, 20), (2, 12), (2, 20), (1, 11)}


# How seldom one digit of so many differs by chance.
CHANGED = {1: 0.3, 2: 0.5, 3: 1.5}


@dataclass(frozen=True, slots=True)
class Slip:
    """A way in which two numbers are alike; ``weight``: how seldom two that have nothing in common are so."""

    kind: str
    weight: float


def slip_of(left: float, right: float) -> Slip | None:
    """Return how two different numbers above zero may be the same but for a slip."""
    small, large = sorted((left, right))
    if small <= 0 or small == large:
        return None
    quotient = large / small
    for factor, name in ((10.0, "zero"), (100.0, "zeros"), (1000.0, "scale"), (1_000_000.0, "scale")):
        if abs(quotient / factor - 1) < 1e-6:
            round_number = 1.5 if name == "zeros" else 2.0
            return Slip(name, 3.0 if len(significant_digits(small)) > 1 else round_number)
    if (
        large < 100
        and (round(small), round(large)) in _ALIKE
        and small == round(small)
        and large == round(large)
    ):
        return Slip("alike", 2.0)
    one, other = significant_digits(left), significant_digits(right)
    size = max(len(one), len(other))
    one, other = one.ljust(size, "0"), other.ljust(size, "0")
    if _size(left) == _size(right):
        different = [at for at in range(size) if one[at] != other[at]]
        if len(different) == 2 and sorted(one) == sorted(other):
            near = different[1] - different[0] == 1
            certain = max(0.0, 0.5 * (size - 3))
            return Slip("swapped", (3.0 if size > 2 else 2.5) + certain - (0.0 if near else 0.5))
        if len(different) == 1:
            return (
                Slip("typed", 2.5)
                if size > 3 and quotient > 1.03
                else Slip("changed", CHANGED.get(size, 2.5))
            )
    if quotient < 20 and left == round(left) and right == round(right):
        longer, shorter = f"{large:.0f}", f"{small:.0f}"
        if one_digit_more(longer, shorter):
            written = max(len(significant_digits(small)), min(len(shorter), 2))
            return Slip("digit", {1: 0.5, 2: 1.5}.get(written, 2.5))
    return None


def _size(number: float) -> int:
    return int(f"{number:.9e}".partition("e")[2])

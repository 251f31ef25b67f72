"""Slips of the pen by which a number that was computed may have become another one."""

from __future__ import annotations

from claims.model import Claim

# How near the quotient of two numbers must be to a power of ten, and a number to the one that was meant.
_DECIMAL, _EXACT = 0.035, 0.012
# A changed digit tells nothing where there are few.
_FEWEST_DIGITS = 3


def decimal_slip(least: float, most: float) -> bool:
    """Whether a number is ten, a hundred, up to a million times too large or too small, or between these bounds."""
    return any(
        least * (1 - _DECIMAL) <= 10.0**power <= most * (1 + _DECIMAL)
        for power in (-6, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 6)
    )


def mended(claim: Claim, factor: float) -> bool:
    """Whether the claim's number times ``factor`` is one that is easily mistaken for it: with two digits swapped,
    one changed, too many or missing, or another number word ("fifteen" for "fifty")."""
    written = claim.value
    if not written or written <= 0 or factor <= 0:
        return False
    meant = written * factor
    if _words(claim, written, meant):
        return True
    digits = _digits(written)
    needed = _digits(_rounded(meant, len(digits)))
    if abs(_rounded(meant, len(digits)) / meant - 1) > _EXACT:
        return False
    if len(digits) == len(needed):
        return _swapped(digits, needed) or (
            len(digits) >= _FEWEST_DIGITS and sum(a != b for a, b in zip(digits, needed, strict=True)) == 1
        )
    return False


def _words(claim: Claim, written: float, meant: float) -> bool:
    if any(letter.isdigit() for letter in claim.quote):
        return False
    low, high = sorted((written, meant))
    if low < 9.5:
        # "three" and "thirteen"
        return low > 2.5 and abs(high - low - 10) <= _EXACT * high
    # "thirteen" and "thirty"
    return 12.5 < low < 19.5 and abs(high / (low - 10) - 10) <= 10 * _EXACT


def _rounded(number: float, places: int) -> float:
    return float(f"{number:.{max(places, 2) - 1}e}")


def _digits(number: float) -> str:
    """Return the significant digits of a number."""
    return f"{number:.9e}".partition("e")[0].replace(".", "").rstrip("0")


def _swapped(one: str, other: str) -> bool:
    """Whether two neighbouring digits changed places."""
    places = [place for place in range(len(one)) if one[place] != other[place]]
    return (
        len(places) == 2
        and places[1] == places[0] + 1
        and one[places[0]] == other[places[1]]
        and one[places[1]] == other[places[0]]
    )

"""Slips of the pen by which a number may have become another one."""

from __future__ import annotations

from claims.model import Claim

# How near the quotient of two numbers must be to a power of ten, and a number to the one that was meant.
_DECIMAL, _EXACT = 0.035, 0.012
# A changed digit tells nothing where there are few.
_FEWEST_DIGITS = 3


def decimal_slip(least: float, most: float, zeros: int = 6, room: float = _DECIMAL) -> bool:
    """Whether a number is up to so many ``zeros`` too large or too small.

    It is ``least`` to ``most`` times what it should be, which rounding blurs by ``room``.
    """
    return any(
        power and least * (1 - room) <= 10.0**power <= most * (1 + room) for power in range(-zeros, zeros + 1)
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
    if _one_digit_off(written, meant):
        return True
    digits = significant_digits(written)
    needed = significant_digits(_rounded(meant, len(digits)))
    if abs(_rounded(meant, len(digits)) / meant - 1) > _EXACT:
        return False
    if len(digits) == len(needed):
        return _swapped(digits, needed) or (
            len(digits) >= _FEWEST_DIGITS and sum(a != b for a, b in zip(digits, needed, strict=True)) == 1
        )
    return False


def _one_digit_off(written: float, meant: float) -> bool:
    """Whether a whole number has a digit too many or too few: "9,900" for "900"."""
    longer, shorter = f"{max(written, meant):.0f}", f"{min(written, meant):.0f}"
    exact = abs(round(meant) / meant - 1) <= 1e-9 and written == round(written)
    return exact and len(shorter) >= _FEWEST_DIGITS and one_digit_more(longer, shorter)


def _words(claim: Claim, written: float, meant: float) -> bool:
    if any(letter.isdigit() for letter in claim.quote):
        return False
    low, high = sorted((written, meant))
    if low < 9.5:
        # "three" and "thirteen"
        return low > 2.5 and abs(high - low - 10) <= _EXACT * high
    # "thirteen" and "thirty"
    return 12.5 < low < 19.5 and abs(high / (low - 10) - 10) <= 10 * _EXACT


def one_digit_more(longer: str, shorter: str) -> bool:
    """Whether one number, in plain digits, is the other with a digit too many: "144" for "44"."""
    return len(longer) == len(shorter) + 1 and any(
        longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer))
    )


def _rounded(number: float, places: int) -> float:
    return float(f"{number:.{max(places, 2) - 1}e}")


def significant_digits(number: float) -> str:
    """Return the digits of a number above zero, zeros before and behind left out."""
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

"""Digits to values: groups, decimals, fractions, powers of ten, in any script."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from math import isfinite

from claims.extract.tokens import Tokens

# The vulgar fractions of Unicode, and superscript digits with their signs.
VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5),
    "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅐": (1, 7), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
    "⅑": (1, 9), "⅒": (1, 10),
}  # fmt: skip
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
HYPHENS = frozenset("-‐‑")
DASHES = frozenset("-‐‑–—−‒")
MINUS = frozenset("-−–")
SLASHES = frozenset("/⁄∕")
TIMES = frozenset("×xX*·")
_MARKS = frozenset(".,'’·٫٬")
_LARGEST_PART = 100
_PARTS = frozenset({125, 128, 200, 250, 256, 500, 1000})
_MOST_GROUPS = 6


@dataclass(slots=True)
class Number:
    """A number at tokens ``first`` to ``last`` (half-open).

    ``step`` is the weight of the last digit that counts. ``form``: ``digits``, ``words`` or ``part`` (a
    fraction by itself: "two-thirds", "half", "1/3"). ``scale`` is the scale word at the end, 1 without one;
    ``bare`` is a scale word or fraction without a number of its own ("thousand", "half").
    """

    first: int
    last: int
    value: float
    step: float
    form: str
    scale: float = 1.0
    bare: bool = False
    decimals: int = 0


@lru_cache(maxsize=4096)
def read_digits(text: str) -> tuple[float, float, int] | None:
    """Return value, step and decimals of a digit token ("1,200", "3.5", "1.200.000", "3,5"), or ``None``.

    One mark before exactly three digits groups, unless it is a point; marks of one kind that repeat group;
    of two kinds the last is the decimal one.
    """
    if text.isdecimal():
        return _value_and_step(text, "")
    marks = [(index, character) for index, character in enumerate(text) if character in _MARKS]
    kinds = {character for _, character in marks}
    at, last = marks[-1]
    decimal = ""
    whole = text
    if last in ".·٫" and sum(1 for _, character in marks if character == last) == 1:
        whole, decimal = text[:at], text[at + 1 :]
    elif last == "," and len(kinds) == 1 and len(marks) == 1:
        if len(text) - at != 4 or at > 3 or (text[0] == "0" and at == 1):
            whole, decimal = text[:at], text[at + 1 :]
    elif last == "," and len(kinds) == 2 and "." in kinds and text.count(",") == 1:
        whole, decimal = text[:at], text[at + 1 :]
    if not whole.isdecimal():
        groups = _groups(whole)
        if groups is None:
            return None
        whole = groups
    return _value_and_step(whole, decimal)


def _groups(text: str) -> str | None:
    """The digits of a grouped number: groups of three, or of two before the last (Indian)."""
    separator = next((character for character in text if character in _MARKS), "")
    parts = text.split(separator)
    if not all(part.isdecimal() for part in parts) or not 1 <= len(parts[0]) <= 3 or len(parts[-1]) != 3:
        return None
    inner = {len(part) for part in parts[1:-1]}
    if inner <= {3} or (inner <= {2} and len(parts[0]) <= 2):
        return "".join(parts)
    return None


def _value_and_step(whole: str, decimal: str) -> tuple[float, float, int] | None:
    if decimal:
        value = float(f"{whole or '0'}.{decimal}")
        return (value, float(f"1e-{len(decimal)}"), len(decimal)) if isfinite(value) else None
    value = float(whole)
    if not isfinite(value):
        return None
    # Trailing zeros by value, so that digits of any script count.
    zeros = 0
    for character in reversed(whole):
        if int(character):
            break
        zeros += 1
    return value, (10.0**zeros if value else 1.0), 0


def scaled(value: float, factor: float, decimals: int = 0) -> float:
    """``value`` times ``factor``, rounded to the digits that were written (2.3 × 1e9 is 2300000000)."""
    if not decimals or factor < 1:
        return value * factor
    return round(value * 10.0**decimals) * factor / 10.0**decimals


class DigitGrammar:
    """Reads the numbers of one sentence that are written in digits; ``blocked`` tokens belong to dates or names."""

    def __init__(self, tokens: Tokens, blocked: dict[int, str]) -> None:
        self.tokens = tokens
        self.count = len(tokens.text)
        self.blocked = blocked
        # Digits before this token belong to a table, which is read once, however long it is.
        self.table_end = 0

    def _is_leading_point(self, index: int) -> bool:
        tokens = self.tokens
        following = index + 1
        return (
            following < self.count
            and tokens.kind[following] == "n"
            and tokens.glued(following)
            and (index == 0 or not tokens.glued(index) or tokens.text[index - 1] in "-−–~$£€(<>=")
            and tokens.text[following].isdecimal()
        )

    def _leading_point(self, index: int) -> Number | None:
        read = _value_and_step("0", self.tokens.text[index + 1])
        if read is None:
            return None
        value, step, decimals = read
        return Number(index, index + 2, value, step, "digits", decimals=decimals)

    def _digits(self, index: int) -> Number | None:
        tokens = self.tokens
        text = tokens.text[index]
        last = index + 1
        if (
            len(text) <= 3
            and text.isdecimal()
            and tokens.text[last : last + 2] == [",", "000"]
            and text != "0"
        ):
            text, last = text + "000", last + 2  # "80, 000", from texts that were torn apart
        elif len(text) <= 3 and text.isdecimal() and last < self.count and tokens.kind[last] == "n":
            text, last = self._spaced_groups(index)
        read = read_digits(text)
        if read is None:
            return None
        value, step, decimals = read
        number = Number(index, last, value, step, "digits", 1.0, False, decimals)
        if last < self.count:
            number = self._fraction(number) or self._exponent(number) or number
        return number

    def _spaced_groups(self, index: int) -> tuple[str, int]:
        """Digits in groups of three that spaces part ("1 200 000")."""
        tokens = self.tokens
        parts = [tokens.text[index]]
        last = index + 1
        if index < self.table_end:
            return parts[0], last
        while (
            last < self.count
            and tokens.kind[last] == "n"
            and tokens.start[last] - tokens.end[last - 1] == 1
            and last not in self.blocked
            and tokens.text[last][:3].isdecimal()
            and (
                len(tokens.text[last]) == 3 or (tokens.text[last][3:4] == "." and len(tokens.text[last]) > 4)
            )
            and parts[0] != "0"
            and len(parts[-1]) <= 3
        ):
            parts.append(tokens.text[last])
            last += 1
        if len(parts) > _MOST_GROUPS:  # a table, not one number
            self.table_end = last
            return parts[0], index + 1
        return "".join(parts), last

    def _fraction(self, number: Number) -> Number | None:
        """ "3 1/2", "1-3/4", "1/3", "3½", "1⁄32" after digits."""
        tokens = self.tokens
        if number.decimals:
            return self._part_of_cent(number) if number.decimals == 2 else None
        last = number.last
        text = tokens.text[last]
        if text in VULGAR:
            top, bottom = VULGAR[text]
            return replace(number, last=last + 1, value=number.value + top / bottom, step=1 / bottom)
        if text in SLASHES and tokens.glued(last):
            part = self._denominator(last + 1)
            if part is None or number.value >= part or tokens.text[number.first].startswith("0"):
                return None
            return replace(number, last=last + 2, value=number.value / part, step=1 / part, form="part")
        if text in HYPHENS and tokens.glued(last) and last + 1 < self.count and tokens.glued(last + 1):
            # "1-3/4"
            last += 1
        if tokens.kind[last] == "n" and last + 2 < self.count and tokens.text[last + 1] in SLASHES:
            numerator = tokens.text[last]
            below = self._denominator(last + 2) if tokens.glued(last + 1) else None
            if below is None or not numerator.isdecimal() or len(numerator) > 2 or int(numerator) >= below:
                return None
            bottom = below
            value = number.value + int(numerator) / bottom
            return replace(number, last=last + 3, value=value, step=1 / bottom)
        return None

    def _part_of_cent(self, number: Number) -> Number | None:
        """ "$5.87-1/2": prices of grain have halves and quarters of a cent."""
        tokens = self.tokens
        at = number.last + 1
        if at + 2 >= self.count or tokens.text[at - 1] not in HYPHENS or tokens.text[at + 1] not in SLASHES:
            return None
        below = self._denominator(at + 2) if tokens.glued(at - 1) and tokens.glued(at) else None
        top = tokens.text[at]
        if below is None or not top.isdecimal() or int(top) >= below:
            return None
        part = number.step / below
        return replace(number, last=at + 3, value=number.value + int(top) * part, step=part)

    def _denominator(self, index: int) -> int | None:
        tokens = self.tokens
        if index >= self.count or not tokens.glued(index):
            return None
        text = tokens.text[index]
        if not text.isdecimal() or len(text) > 4 or int(text) < 2 or index in self.blocked:
            return None
        after = index + 1
        if after < self.count and tokens.text[after] in SLASHES and tokens.glued(after):
            return None
        value = int(text)
        return value if value <= _LARGEST_PART or value in _PARTS else None

    def _exponent(self, number: Number) -> Number | None:
        """ "1.2e6", "10^6", "10⁶", "1.2 × 10⁶"."""
        tokens = self.tokens
        last = number.last
        text = tokens.text[last]
        if text in {"e", "E"} and tokens.glued(last):
            power, end = self._power(last + 1)
        elif text in TIMES and last + 1 < self.count and tokens.text[last + 1] == "10":
            power, end = self._raised(last + 1)
        elif number.value == 10 and number.decimals == 0:
            power, end = self._raised(number.first)
            if power is not None:
                return replace(number, last=end, value=10.0**power, step=10.0**power)
        else:
            return None
        if power is None:
            return None
        return replace(
            number,
            last=end,
            value=float(f"{number.value!r}e{power}"),
            step=number.step * 10.0**power,
            scale=10.0**power,
        )

    def _raised(self, index: int) -> tuple[int | None, int]:
        """The power to which the 10 at ``index`` is raised."""
        tokens = self.tokens
        after = index + 1
        if after >= self.count or not tokens.glued(after):
            return None, after
        text = tokens.text[after]
        if text == "^":
            return self._power(after + 1)
        if text == "*" and tokens.text[after + 1 : after + 2] == ["*"]:
            return self._power(after + 2)
        if text in MINUS and tokens.text[index - 1 : index] and tokens.text[index - 1] in TIMES:
            return self._power(after)
        digits = text.translate(_SUPERSCRIPTS)
        end = after + 1
        if text == "⁻" and end < self.count:
            digits += tokens.text[end].translate(_SUPERSCRIPTS)
            end += 1
        if digits != text and digits.lstrip("-").isdecimal() and len(digits) <= 4 and digits.isascii():
            return _limited(int(digits)), end
        return None, after

    def _power(self, index: int) -> tuple[int | None, int]:
        tokens = self.tokens
        sign = 1
        if index < self.count and tokens.text[index] in {"-", "−", "–", "+"}:
            sign = 1 if tokens.text[index] == "+" else -1
            index += 1
        if index < self.count and tokens.text[index].isdecimal() and len(tokens.text[index]) <= 3:
            return _limited(sign * int(tokens.text[index])), index + 1
        return None, index


def _limited(power: int) -> int | None:
    return power if -300 <= power <= 300 else None

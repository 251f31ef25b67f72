"""Number words and digits to values: a grammar over tokens, linear in their number.

A number starts at a token and is read to its longest end. Units, currencies, hedges and ranges are laid
around it by others; scale letters that may also be units ("m", "b") are left to them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from math import isfinite

from claims.extract.tokens import Tokens
from claims.lexicon import load_rows

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
_SPACES = frozenset(" \u00a0\u2009\u202f\u2007\u2008")
_MARKS = frozenset(".,'’·٫٬")
_LARGEST_PART = 100
_MOST_GROUPS = 6


@dataclass(frozen=True, slots=True)
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


@cache
def number_words() -> dict[str, tuple[str, int]]:
    """Word to its role and value, see ``numbers.csv``."""
    return {row["word"]: (row["role"], int(row["value"])) for row in load_rows("numbers")}


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


class NumberGrammar:
    """Reads numbers from the tokens of one sentence; ``blocked`` tokens belong to dates or names."""

    def __init__(self, tokens: Tokens, blocked: frozenset[int] | dict[int, str] | set[int]) -> None:
        self.tokens = tokens
        self.count = len(tokens)
        self.blocked = blocked
        self.words = number_words()

    def read(self, index: int, joins_and: bool = True) -> Number | None:
        """Return the number that starts at token ``index``.

        ``joins_and`` off keeps "between one hundred and two hundred" apart.
        """
        tokens = self.tokens
        if index in self.blocked:
            return None
        kind = tokens.kind[index]
        if kind == "n":
            number = self._digits(index)
        elif kind == "w":
            number = self._words(index, joins_and)
        elif tokens.text[index] == "." and self._is_leading_point(index):
            number = self._leading_point(index)
        else:
            return None
        if number is None:
            return None
        return self._with_scale(number, joins_and)

    # digits

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
        if len(text) <= 3 and text.isdecimal() and last < self.count and tokens.kind[last] == "n":
            text, last = self._spaced_groups(index)
        read = read_digits(text)
        if read is None:
            return None
        value, step, decimals = read
        number = Number(index, last, value, step, "digits", decimals=decimals)
        if last < self.count:
            number = self._fraction(number) or self._exponent(number) or number
        return number

    def _spaced_groups(self, index: int) -> tuple[str, int]:
        """Digits in groups of three that spaces part ("1 200 000")."""
        tokens = self.tokens
        parts = [tokens.text[index]]
        last = index + 1
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
            and len(parts) <= _MOST_GROUPS
        ):
            parts.append(tokens.text[last])
            last += 1
        if len(parts) > _MOST_GROUPS:  # a table, not one number
            return parts[0], index + 1
        return "".join(parts), last

    def _fraction(self, number: Number) -> Number | None:
        """ "3 1/2", "1/3", "3½", "1⁄32" after digits."""
        tokens = self.tokens
        if number.decimals:
            return None
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
        if tokens.kind[last] == "n" and last + 2 < self.count and tokens.text[last + 1] in SLASHES:
            numerator = tokens.text[last]
            below = self._denominator(last + 2) if tokens.glued(last + 1) else None
            if below is None or not numerator.isdecimal() or len(numerator) > 2 or int(numerator) >= below:
                return None
            bottom = below
            value = number.value + int(numerator) / bottom
            return replace(number, last=last + 3, value=value, step=1 / bottom)
        return None

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
        return value if value <= _LARGEST_PART or value in (128, 256, 1000) else None

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

    # words

    def _words(self, index: int, joins_and: bool) -> Number | None:
        """Words from zero to the trillions, halves and other parts."""
        tokens = self.tokens
        text = tokens.text[index]
        if text in VULGAR and (index == 0 or tokens.kind[index - 1] != "n" or not tokens.glued(index)):
            top, bottom = VULGAR[text]
            return Number(index, index + 1, top / bottom, 1 / bottom, "part")
        entry = self.words.get(tokens.lower[index])
        if entry is None:
            return None
        role, value = entry
        if role == "zero":
            return self._decimal_words(Number(index, index + 1, 0.0, 1.0, "words"))
        if role == "part":
            if tokens.lower[index] not in {"half", "quarter", "third", "tenth", "fifth"}:
                return None
            return Number(index, index + 1, 1 / value, 1 / value, "part", bare=True)
        if role in {"scale", "group", "hundred"}:
            return Number(index, index + 1, float(value), float(value), "words", float(value), bare=True)
        number = self._below_thousand(index, joins_and)
        return self._part_after(number) or self._decimal_words(number)

    def _below_thousand(self, index: int, joins_and: bool) -> Number:
        """ "five", "twenty-three", "one hundred and sixteen": stops before a scale word."""
        tokens = self.tokens
        total = 0
        current = 0
        step = 1
        room = 1000  # what the next word must stay below
        last = index
        position = index
        while True:
            entry = self.words.get(tokens.lower[position]) if position < self.count else None
            if entry is None or position in self.blocked:
                break
            role, value = entry
            if role in {"unit", "ten"} and value and value < room:
                current += value
                step = 10 if role == "ten" or value == 10 else 1
                room = 10 if role == "ten" else 1
            elif role == "hundred" and 0 < current < 100 and not total:
                total, current, step, room = current * 100, 0, 100, 100
            else:
                break
            last = position + 1
            position = self._next_word(last, joins_and and room == 100)
            if position == 0:
                break
        return Number(index, last, float(total + current), float(step), "words")

    def _next_word(self, index: int, joins_and: bool) -> int:
        """The position of the next number word: here, after a hyphen, or after "and"; 0 for none."""
        tokens = self.tokens
        if index >= self.count:
            return 0
        if tokens.text[index] in HYPHENS and index + 1 < self.count:
            glued = tokens.glued(index) and tokens.glued(index + 1)
            return index + 1 if glued and tokens.lower[index + 1] in self.words else 0
        if joins_and and tokens.lower[index] == "and":
            return index + 1
        return index

    def _decimal_words(self, number: Number) -> Number:
        """ "two point two", "nought point nought three"."""
        tokens = self.tokens
        last = number.last
        if last + 1 >= self.count or tokens.lower[last] not in {"point", "decimal"}:
            return number
        digits = ""
        position = last + 1
        while position < self.count and len(digits) < 15:
            entry = self.words.get(tokens.lower[position])
            if entry is None or entry[0] not in {"unit", "zero", "ten"} or (digits and entry[1] > 9):
                break
            digits += str(entry[1])
            position += 1
        if not digits:
            return number
        value = float(f"{int(number.value)}.{digits}")
        return replace(number, last=position, value=value, step=10.0 ** -len(digits), decimals=len(digits))

    def _part_after(self, number: Number) -> Number | None:
        """ "two-thirds", "one fifth", "five - eighths": the cardinal before is the numerator."""
        tokens = self.tokens
        position = number.last
        if position >= self.count:
            return None
        if tokens.text[position] in DASHES and position + 1 < self.count:
            position += 1
        bottom = self._part(position, number.value)
        if bottom is None:
            return None
        return replace(number, last=position + 1, value=number.value / bottom, step=1 / bottom, form="part")

    def _part(self, position: int, top: float) -> int | None:
        """The denominator at ``position``: plural after more than one, else singular."""
        if position >= len(self.tokens):
            return None
        word = self.tokens.lower[position]
        entry = self.words.get(word)
        if entry is None or entry[0] != "part":
            return None
        plural = word.endswith("s")
        return entry[1] if plural == (top > 1) or (top > 1 and word == "quarter") else None

    # scales

    def _with_scale(self, number: Number, joins_and: bool) -> Number:
        """Scale words and further groups ("3 hundred and 21", "two million three hundred thousand")."""
        number = self._and_part(number)
        total, step, scale, last = self._scaled(number)
        if scale == 1:
            return number
        whole = scale
        while scale > 1:
            following = self._next_group(last, joins_and, scale)
            if following is None:
                break
            value, step, scale, last = self._scaled(following)
            total += value
        half = self._and_half(last, scale)
        if half is not None:
            last, part = half
            total += part
            step = scale / 4
        if not isfinite(total):
            return number
        form = "words" if number.form == "part" else number.form
        return Number(number.first, last, total, step, form, whole, number.bare)

    def _scaled(self, number: Number) -> tuple[float, float, float, int]:
        """Value, step, scale and end with all scale words that follow ("three lakh crore")."""
        value, step, last = number.value, number.step, number.last
        scale = number.scale if number.bare and number.form == "words" else 1.0
        decimals = number.decimals
        while value < 1e24:
            found = self._scale_at(last, number)
            if found is None:
                break
            factor, last = found
            value, step, scale = scaled(value, factor, decimals), step * factor, scale * factor
            decimals = 0
        return value, step, scale, last

    def _scale_at(self, index: int, part: Number) -> tuple[float, int] | None:
        """A scale word at ``index`` or after a hyphen ("1.8 billion", "one-million", "half a million")."""
        tokens = self.tokens
        if index >= self.count:
            return None
        position = index
        if tokens.text[position] in HYPHENS and position + 1 < self.count and tokens.glued(position):
            position += 1
        if part.form == "part":
            if tokens.lower[position] == "of" and position + 1 < self.count:
                position += 1
            if tokens.lower[position] in {"a", "an"} and position + 1 < self.count:
                position += 1
                if tokens.text[position] in HYPHENS and position + 1 < self.count:
                    position += 1
        word = tokens.lower[position]
        entry = self.words.get(word)
        if entry is None and word.endswith("s"):
            entry = self.words.get(word[:-1])
            if entry is not None and entry[0] != "scale":
                return None
        if entry is None or entry[0] not in {"scale", "group", "hundred"}:
            return None
        if entry[0] == "hundred" and part.form == "part":
            return None
        return float(entry[1]), position + 1

    def _next_group(self, index: int, joins_and: bool, smallest: float) -> Number | None:
        """What goes on after a scale word: "two thousand five hundred", "3 hundred and 21"."""
        tokens = self.tokens
        position = index
        if position >= self.count:
            return None
        if tokens.lower[position] == "and":
            if not joins_and:
                return None
            position += 1
        elif tokens.text[position] in HYPHENS and tokens.glued(position):
            position += 1
        if position >= self.count or position in self.blocked:
            return None
        if tokens.kind[position] == "n":
            text = tokens.text[position]
            if position == index or not text.isdecimal() or len(text) > 2 or smallest != 100:
                return None
            return Number(position, position + 1, float(text), 1.0, "words")
        entry = self.words.get(tokens.lower[position])
        if entry is None or entry[0] not in {"unit", "ten"}:
            return None
        number = self._below_thousand(position, joins_and)
        if self._part_after(number) is not None:
            return None
        scale = self._scale_at(number.last, number)
        size = number.value * scale[0] if scale else number.value
        return number if size < smallest else None

    def _and_half(self, index: int, scale: float) -> tuple[int, float] | None:
        """ "one million and a half"; but "one billion and a half million" adds half a million."""
        tokens = self.tokens
        if scale <= 1 or index >= self.count or tokens.lower[index] != "and":
            return None
        found = self.part_with_article(index + 1)
        if found is None:
            return None
        end, part = found
        after = self.words.get(tokens.lower[end]) if end < self.count else None
        if after is not None and after[0] == "scale":
            return (end + 1, part * after[1]) if after[1] < scale else None
        if end < self.count and tokens.lower[end] == "of":
            return None
        return end, scale * part

    def _and_part(self, number: Number) -> Number:
        """ "three and a half", "five and three quarters", "3-and-a-half"."""
        tokens = self.tokens
        if number.form == "part" or number.decimals or number.last + 1 >= self.count:
            return number
        position = number.last
        if tokens.text[position] in HYPHENS and tokens.glued(position):
            position += 1
        if tokens.lower[position] != "and":
            return number
        found = self.part_with_article(position + 1)
        if found is None:
            return number
        end, part = found
        return replace(number, last=end, value=number.value + part, step=part if part < 1 else 1.0)

    def part_with_article(self, index: int) -> tuple[int, float] | None:
        """ "a half", "one quarter", "three quarters", "half" at ``index``; hyphens between count as spaces."""
        tokens = self.tokens
        position = index
        if position < self.count and tokens.text[position] in HYPHENS:
            position += 1
        if position >= self.count:
            return None
        top = 1
        word = tokens.lower[position]
        entry = self.words.get(word)
        if word in {"a", "an"}:
            position += 1
        elif entry is not None and entry[0] == "unit":
            top = entry[1]
            position += 1
        elif word not in {"half", "quarter"}:
            return None
        if position < self.count and tokens.text[position] in HYPHENS:
            position += 1
        bottom = self._part(position, top)
        if bottom is None:
            return None
        return position + 1, top / bottom


def _limited(power: int) -> int | None:
    return power if -300 <= power <= 300 else None

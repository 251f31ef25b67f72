"""Number words and digits to values: a grammar over tokens, linear in their number.

A number starts at a token and is read to its longest end. Units, currencies, hedges and ranges are laid
around it by others; scale letters that may also be units ("m", "b") are left to them.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from math import isfinite

from claims.extract.digits import DASHES, HYPHENS, VULGAR, DigitGrammar, Number, scaled
from claims.extract.tokens import Tokens
from claims.lexicon import load_rows


@cache
def number_words() -> dict[str, tuple[str, int]]:
    """Word to its role and value, see ``numbers.csv``."""
    return {row["word"]: (row["role"], int(row["value"])) for row in load_rows("numbers")}


class NumberGrammar(DigitGrammar):
    """Reads numbers from the tokens of one sentence; ``blocked`` tokens belong to dates or names."""

    def __init__(self, tokens: Tokens, blocked: dict[int, str]) -> None:
        super().__init__(tokens, blocked)
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
            if tokens.lower[index].endswith("s"):
                return None
            return Number(index, index + 1, 1 / value, 1 / value, "part", bare=True)
        number = self._below_thousand(index, joins_and)
        if role in {"scale", "group", "hundred"}:
            if number.last > index + 1:
                # "a hundred and twenty thousand"
                return replace(number, bare=True)
            return Number(index, index + 1, float(value), float(value), "words", float(value), bare=True)
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
                if total and tokens.lower[position + 1 : position + 2] == ["hundred"]:
                    break  # "a hundred and two hundred"
                current += value
                step = 10 if role == "ten" or value == 10 else 1
                room = 10 if role == "ten" else 1
            elif role == "hundred" and not total and (0 < current < 100 or position == index):
                total, current, step, room = max(current, 1) * 100, 0, 100, 100
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
        if tokens.lower[index] != "and":
            return index
        # "one hundred and three quarters" has no 103 quarters
        return index + 1 if joins_and and self.part_with_article(index + 1) is None else 0

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
        if number.form == "digits" and not self._goes_on(number.last):
            return number
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

    def _goes_on(self, index: int) -> bool:
        """Whether the token at ``index`` may scale digits or add to them: most do not."""
        if index >= self.count:
            return False
        word = self.tokens.lower[index]
        return word in self.words or word in HYPHENS or word == "and" or word[:-1] in self.words

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
        if number.form == "part" or number.bare or number.decimals or number.last + 1 >= self.count:
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
        if number.form == "digits" and tokens.lower[end : end + 1] == ["of"]:
            # "aged 18 to 24 and three-quarters of the rest"
            return number
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

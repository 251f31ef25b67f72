"""Units after and currencies before a number: surface forms to pint's names, and what stands below the line."""

from __future__ import annotations

from claims.extract.digits import HYPHENS, SLASHES, Number
from claims.extract.tokens import Tokens
from claims.extract.unit_doubt import Doubt
from claims.extract.unit_tables import Trie, Unit, currency_marks, surfaces
from claims.lexicon import load_words
from claims.normalise.registry import currency_codes

_SQUARES = {"square": 2, "sq": 2, "cubic": 3, "cu": 3}
_POWERS = {"²": 2, "³": 3, "2": 2, "3": 3}
TIMES_BELOW = frozenset(
    {"second", "minute", "hour", "day", "night", "week", "month", "year", "decade", "century", "fortnight"}
    | {"weekend", "calendar_quarter", "business_day", "millisecond"}
)
# Below these a length may be squared or cubed.
LENGTHS = frozenset(
    {"meter", "kilometer", "centimeter", "millimeter", "decimeter", "micrometer", "nanometer"}
    | {"inch", "foot", "yard", "mile", "nautical_mile"}
)
# Codes that are also words, so that they count only where they touch the number or follow it.
_WORDLIKE_CODES = frozenset(
    {"ALL", "TRY", "TOP", "PEN", "MAD", "SOS", "BAM", "COP", "CUP", "MOP", "GEL", "BOB", "RON", "ANG", "ARS"}
    | {"MUR", "DEM", "ISK", "XXX", "XTS"}
)
# Symbols in ambiguous.toml that are looked up there before they are taken for the unit that they spell.
_FIRST = frozenset({"kt", "kn", "won", "MM"})
_LARGE = {"k": 1e3, "K": 1e3, "M": 1e6, "B": 1e9}
_SCALES = frozenset({"million", "billion", "trillion", "thousand", "m", "mn", "mln", "bn", "b", "tn", "k"})
_SHORTEST_AMOUNT = 3
_BRACKETS = {"(": ")", "[": "]", "{": "}", "<": ">"}


_SHORT_AMOUNTS = {"l": "liter", "g": "gram"}
_SHORT_TIMES = {"s": "second", "h": "hour", "d": "day", "w": "week", "y": "year", "m": "month", "mo": "month"}
# "a year earlier" is a date, no rate.
_COMPARED = frozenset({"earlier", "ago", "later", "before", "after", "old", "prior", "previously", "hence"})
_BELOW = {"quarter": "calendar_quarter", "litre": "liter", "kilometre": "kilometer", "kilo": "kilogram"}


class UnitGrammar:
    """Reads the units of one sentence."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.count = len(tokens.text)
        self.words, self.symbols = surfaces()
        self.marks = currency_marks()
        self.doubt = Doubt(tokens, self._is_money, self.named)

    def currency_before(self, index: int) -> tuple[int, str] | None:
        """The currency that ends before token ``index``: where it starts and its unit."""
        tokens = self.tokens
        at = index - 1
        if at < 0:
            return None
        by_token = self.marks.get(tokens.text[at])
        if by_token is None:
            return None
        distance = tokens.start[index] - tokens.end[at]
        if distance > 1:
            return None
        longer = by_token.get(tokens.text[at - 1], ()) if at else ()
        for before, unit in (*longer, *by_token.get("", ())):
            first = at - len(before)
            if first >= 0 and (not before or tokens.text[first:at] == before):
                long = tokens.glued(index) and len(tokens.text[index]) >= _SHORTEST_AMOUNT
                if tokens.text[at] in _WORDLIKE_CODES and not long and not self._is_amount(at, index):
                    continue  # "COP28"
                if before == ["A"] and not tokens.glued(at) and (not first or tokens.kind[first - 1] == "s"):
                    # "A $20 bill" opens a sentence
                    continue
                if (
                    tokens.kind[first] in "wa"
                    and first
                    and tokens.glued(first)
                    and tokens.kind[first - 1] != "s"
                ):
                    continue
                return first, unit
        return None

    def _is_amount(self, code: int, index: int) -> bool:
        """Whether a code that may be a word is one: "MAD 3.5bn", "ISK 4,200,", not "ALL 1,200 guests"."""
        tokens = self.tokens
        if code and tokens.text[code - 1].isupper() and len(tokens.text[code - 1]) > 1:
            return False
        following = tokens.lower[index + 1] if index + 1 < self.count else ""
        if following in _SCALES or "." in tokens.text[index]:
            return True
        ends = not following.isalpha() or following in load_words("words_function") or following == "and"
        return ends and "," in tokens.text[index]

    def after(self, number: Number, money: bool = False) -> Unit | None:
        """The unit or ambiguous letter after ``number``; ``money`` says that a currency stands before it."""
        tokens = self.tokens
        index = number.last
        if index >= self.count:
            return None
        if tokens.text[index] in HYPHENS and index + 1 < self.count:
            if tokens.glued(index) != tokens.glued(index + 1):
                return None
            found = self.named(index + 1)
            if found is None and tokens.glued(index):
                # "a 500-pound bomb"
                return (
                    self.doubt.decide(index + 1, number, money) if len(tokens.text[index + 1]) > 2 else None
                )
            if (
                found is None
                or (found.unit == "times" and tokens.lower[index + 1] != "fold")
                or tokens.kind[index + 1] == "s"
                or (found.kind == "money" and not tokens.glued(index))
            ):
                return None
            return found if tokens.glued(index) or not tokens.lower[found.last - 1].endswith("s") else None
        if tokens.text[index] == "." and number.scale > 1 and len(tokens.text[index - 1]) <= 3:
            index += 1  # "3,5 Mio. €"
        if index < self.count and tokens.text[index] in _FIRST:
            return self.doubt.decide(index, number, money)
        found = self.named(index)
        if found is not None:
            one_letter = found.last == index + 1 and len(tokens.text[index]) == 1 and not tokens.glued(index)
            return None if one_letter and self.doubt.is_name_part(index) else found
        if index > number.last or index >= self.count:
            return None
        if tokens.lower[index] in load_words("unit_modifiers"):
            found = self.named(index + 1)
            if found is None or found.kind not in {"duration", "physical"}:
                return None
            # a spelled-out unit: "20 more in" are no inches
            spelled = found.kind == "duration" or tokens.lower[found.last - 1].endswith("s")
            return found if spelled and len(tokens.lower[index + 1]) > 3 else None
        closing = _BRACKETS.get(tokens.text[index])
        if closing is not None:
            found = self.named(index + 1)
            if found is not None and tokens.text[found.last : found.last + 1] == [closing]:
                return Unit(index, found.last + 1, found.unit, found.kind, found.entry)
            return None
        if tokens.text[index] == '"' or tokens.text[index] == "'":
            return self._mark(index)
        if tokens.text[index][:1] in _LARGE and tokens.text[index][1:] in currency_codes():
            code = tokens.text[index]
            return Unit(index, index + 1, code[1:], "money", code, _LARGE[code[0]])
        return self.doubt.decide(index, number, money)

    def named(self, index: int) -> Unit | None:
        """The unit whose spelling starts at token ``index``."""
        tokens = self.tokens
        if index >= self.count:
            return None
        word = tokens.lower[index]
        power = _SQUARES.get(word)
        if power is not None:
            return self._power_before(index, power)
        found = self._match(index, self.symbols, tokens.text) if tokens.text[index] in self.symbols else None
        word_found = self._match(index, self.words, tokens.lower) if word in self.words else None
        if found is None or (word_found is not None and word_found.last > found.last):
            found = word_found
        if found is None:
            return self._power_glued(index)
        if found.unit in LENGTHS and found.last == index + 1 and found.last < self.count:
            return self._power_after(found)
        return found

    def _mark(self, index: int) -> Unit | None:
        """Inches and feet by a quote mark, where no quotation is open."""
        tokens = self.tokens
        mark = tokens.text[index]
        if mark in tokens.text[:index] or (mark == "'" and not tokens.glued(index)):
            return None
        if mark == "'" and tokens.text[index + 1 : index + 2] == ["'"]:
            return Unit(index, index + 2, "inch", "physical", "''")
        return Unit(index, index + 1, "inch" if mark == '"' else "foot", "physical", mark)

    def _match(self, index: int, trie: Trie, texts: list[str]) -> Unit | None:
        entries = trie.get(texts[index])
        if entries is None:
            return None
        for entry in entries:
            last = index + 1 + len(entry.rest)
            if not entry.rest or texts[index + 1 : last] == entry.rest:
                if entry.kind == "money" and self._belongs_right(index, last):
                    return None
                return Unit(index, last, entry.unit, entry.kind, entry.entry)
        return None

    def _belongs_right(self, index: int, last: int) -> bool:
        """A currency that touches the number after it, and not the one before: "3 USD50 cards"."""
        tokens = self.tokens
        return (
            last < self.count
            and tokens.kind[last] == "n"
            and tokens.glued(last)
            and (not tokens.glued(index) or tokens.text[index - 1] in HYPHENS)
        )

    def _length(self, index: int) -> Unit | None:
        tokens = self.tokens
        if index >= self.count:
            return None
        if tokens.text[index] == "m":
            return Unit(index, index + 1, "meter", "physical", "m")
        found = self._match(index, self.symbols, tokens.text) or self._match(index, self.words, tokens.lower)
        return found if found is not None and found.unit in LENGTHS else None

    def _power_before(self, index: int, power: int) -> Unit | None:
        """ "square miles", "sq. km", "cubic metres"."""
        tokens = self.tokens
        position = index + 1
        while position < self.count and tokens.text[position] in {".", "-"}:
            position += 1
        length = self._length(position)
        if length is None:
            return None
        return Unit(index, length.last, f"{length.unit}**{power}", "physical", tokens.lower[index])

    def _power_after(self, found: Unit) -> Unit:
        """ "km2", "km^2"."""
        tokens = self.tokens
        last = found.last
        if not tokens.glued(last):
            return found
        if tokens.text[last] == "^" and last + 1 < self.count:
            last += 1
        power = _POWERS.get(tokens.text[last])
        if power is None or tokens.text[found.first] in {"mile", "miles"}:
            return found
        return Unit(found.first, last + 1, f"{found.unit}**{power}", "physical", found.entry)

    def _power_glued(self, index: int) -> Unit | None:
        """ "km²", "m2", "m³"."""
        tokens = self.tokens
        text = tokens.text[index]
        power = _POWERS.get(text[-1])
        if power is not None and len(text) > 1:
            stem = text[:-1]
            unit = "meter" if stem == "m" else None
            for entry in self.symbols.get(stem, ()):
                if not entry.rest and entry.unit in LENGTHS:
                    unit = entry.unit
            return Unit(index, index + 1, f"{unit}**{power}", "physical", text) if unit else None
        if text == "m" and index + 1 < self.count and tokens.glued(index + 1):
            found = self._power_after(Unit(index, index + 1, "meter", "physical", "m"))
            if "**" in found.unit:
                return found
            if tokens.text[index + 1] in SLASHES:
                return found
        return None

    def _is_money(self, index: int) -> bool:
        found = self._match(index, self.symbols, self.tokens.text) or self._match(
            index, self.words, self.tokens.lower
        )
        return found is not None and found.kind == "money"

    # rates

    def per(self, index: int) -> tuple[int, str] | None:
        """What stands below the line at token ``index`` ("per day", "a share", "/month", "-a-day")."""
        tokens = self.tokens
        if index >= self.count:
            return None
        position = index
        if tokens.text[position] in HYPHENS and position + 1 < self.count:
            if not tokens.glued(position) and tokens.lower[position + 1] not in {"a", "an", "per"}:
                return None
            position += 1
        word = tokens.lower[position]
        following = position + 1
        if following >= self.count:
            return None
        if word in SLASHES:
            return self._below(following, any_noun=tokens.kind[following] == "w")
        if tokens.text[following] in HYPHENS and word in {"a", "an", "per"}:
            following += 1
        if word == "per":
            if following < self.count and tokens.lower[following] in {"cent", "mille", "se", "mil"}:
                return None
            return self._below(following, any_noun=True)
        if word in {"a", "an", "each", "every"}:
            return self._below(following, any_noun=False)
        return None

    def _below(self, index: int, any_noun: bool) -> tuple[int, str] | None:
        tokens = self.tokens
        if index >= self.count:
            return None
        word = tokens.lower[index]
        slash = tokens.text[index - 1] in SLASHES
        if slash and word in _SHORT_TIMES:
            squared = index + 1 < self.count and tokens.text[index + 1] == "2" and tokens.glued(index + 1)
            return (index + 2, "second**2") if squared and word == "s" else (index + 1, _SHORT_TIMES[word])
        if slash and word in _SHORT_AMOUNTS:
            return index + 1, _SHORT_AMOUNTS[word]
        if slash and word in {"s²", "sec²"}:
            return index + 1, "second**2"
        found = self.named(index)
        if found is not None and found.kind in {"physical", "duration"} and "/" not in found.unit:
            after = tokens.lower[found.last] if found.last < self.count else ""
            if after in _COMPARED and found.kind == "duration" and not any_noun:
                return None
            if any_noun or found.unit in TIMES_BELOW or word in load_words("denominators"):
                return found.last, found.unit
            return None
        if tokens.kind[index] != "w" or not word.isidentifier():
            return None
        singular = word[:-1] if word.endswith("s") and not word.endswith("ss") else word
        if word in load_words("denominators") or singular in load_words("denominators"):
            return index + 1, _BELOW.get(
                singular, singular if singular in load_words("denominators") else word
            )
        if any_noun and len(word) > 2 and word not in load_words("words_function"):
            return index + 1, singular
        return None


# Scales before a code ("30 MUSD").

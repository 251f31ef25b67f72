"""Units after and currencies before a number: surface forms to pint's names, with what decides doubt."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from claims.extract.numbers import HYPHENS, SLASHES, Number
from claims.extract.tokens import Tokens, tokenize
from claims.lexicon import load_rows, load_table, load_words
from claims.model import Kind
from claims.normalise.registry import currency_codes

_SQUARES = {"square": 2, "sq": 2, "cubic": 3, "cu": 3}
_POWERS = {"²": 2, "³": 3, "2": 2, "3": 3}
_TIME = frozenset(
    {"second", "minute", "hour", "day", "night", "week", "month", "year", "decade", "century", "fortnight"}
    | {"weekend", "calendar_quarter", "business_day", "millisecond"}
)
# Below these a length may be squared or cubed.
_LENGTHS = frozenset(
    {"meter", "kilometer", "centimeter", "millimeter", "decimeter", "micrometer", "nanometer"}
    | {"inch", "foot", "yard", "mile", "nautical_mile"}
)
# Codes that are also words, so that they count only where they touch the number or follow it.
_WORDLIKE_CODES = frozenset(
    [
        "ALL",
        "TRY",
        "TOP",
        "PEN",
        "MAD",
        "SOS",
        "BAM",
        "COP",
        "CUP",
        "MOP",
        "GEL",
        "BOB",
        "RON",
        "ANG",
        "ARS",
        "MUR",
        "DEM",
        "LIT",
        "BAN",
        "ISK",
        "XXX",
        "XTS",
    ]
)
_NEAR = 4
_NEAR_PRICE = 10
# Symbols in ambiguous.toml that are looked up there before they are taken for the unit that they spell.
_FIRST = frozenset({"kt", "kn"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit at tokens ``first`` to ``last``; ``scale`` where the token scales the number instead or too.

    ``others`` are the readings that the text leaves open, as (scale, unit, kind).
    """

    first: int
    last: int
    unit: str
    kind: Kind
    entry: str
    scale: float = 1.0
    others: tuple[tuple[float, str, Kind], ...] = ()


@dataclass(frozen=True, slots=True)
class _Surface:
    rest: list[str]
    unit: str
    kind: Kind
    entry: str


_Trie = dict[str, list[_Surface]]


def is_time(unit: str) -> bool:
    """Whether the unit measures durations."""
    return unit in _TIME


def _add(trie: _Trie, phrase: str, unit: str, kind: Kind, lower: bool, entry: str = "") -> None:
    tokens = tokenize(phrase)
    parts = tokens.lower if lower else tokens.text
    if not parts:
        return
    entries = trie.setdefault(parts[0], [])
    rest = parts[1:]
    if all(known.rest != rest for known in entries):
        entries.append(_Surface(rest, unit, kind, entry or phrase))


def _sort(trie: _Trie) -> _Trie:
    for entries in trie.values():
        entries.sort(key=lambda entry: -len(entry.rest))
    return trie


@cache
def surfaces() -> tuple[_Trie, _Trie]:
    """Units by the first token of their spelling: words in lower case, and symbols with their case."""
    words: _Trie = {}
    symbols: _Trie = {}
    prefixes = {row["symbol"]: row for row in load_rows("prefixes")}
    for row in load_rows("units"):
        kind: Any = row["kind"]
        spelled = _split(row["words"])
        marks = _split(row["symbols"])
        _add_words(words, spelled, row["unit"], kind)
        for mark in marks:
            _add(symbols, mark, row["unit"], kind, lower=False)
        base = _ONE_LETTER.get(row["unit"]) or (marks[0] if marks else "")
        for symbol in row["prefixes"].split():
            prefix = prefixes[symbol]
            unit = prefix["word"] + row["unit"]
            _add_words(words, [prefix["word"] + word for word in spelled if " " not in word], unit, kind)
            _add_words(words, [prefix["word"] + word for word in spelled if " " in word], unit, kind)
            if base:
                _add(symbols, symbol + base, unit, kind, lower=False)
                if prefix["also"]:
                    _add(symbols, prefix["also"] + base, unit, kind, lower=False)
    for row in load_rows("money"):
        _add_words(words, _split(row["words"]), row["unit"], "money")
        for mark in _split(row["after"]):
            _add(symbols, mark, row["unit"], "money", lower=False)
    for row in load_rows("currencies"):
        for name in {row["name"], row["plural"]} - {""}:
            if " " in name:
                _add(words, name, row["code"], "money", lower=True)
        _add(symbols, row["code"], row["code"], "money", lower=False)
    return _sort(words), _sort(symbols)


# The symbols of one letter that stand in ambiguous.toml, as the base of prefixed ones ("km", "MW").
_ONE_LETTER = {
    "meter": "m", "liter": "l", "gram": "g", "tonne": "t", "ton": "", "hertz": "Hz", "joule": "J", "watt": "W",
    "volt": "V", "parsec": "pc", "ampere": "A", "byte": "B", "bit": "bit", "bar": "bar", "farad": "F", "tesla": "T",
}  # fmt: skip


def _split(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


def _add_words(trie: _Trie, phrases: list[str], unit: str, kind: Kind) -> None:
    for phrase in phrases:
        _add(trie, phrase, unit, kind, lower=True)
        if not phrase.endswith("s"):
            _add(trie, phrase + "s", unit, kind, lower=True, entry=phrase)


@cache
def currency_marks() -> dict[str, list[tuple[list[str], str]]]:
    """Currencies before a number by their last token: the tokens before it, and the unit."""
    marks: dict[str, list[tuple[list[str], str]]] = {}
    rows = [(mark, row["unit"]) for row in load_rows("money") for mark in _split(row["before"])]
    rows += [(row["code"], row["code"]) for row in load_rows("currencies")]
    words = [
        (word, row["unit"])
        for row in load_rows("money")
        for word in _split(row["words"])
        if row["unit"] in {"MYR", "CNY", "INR"} and word not in {"yuan", "rupee", "ringgit"}
    ]
    for mark, unit in rows + words + [(word + "s", unit) for word, unit in words]:
        parts = tokenize(mark).text
        entries = marks.setdefault(parts[-1], [])
        before = parts[:-1]
        if all(entry[0] != before for entry in entries):
            entries.append((before, unit))
    for entries in marks.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return marks


@cache
def _ambiguous() -> tuple[dict[str, list[dict[str, Any]]], dict[str, frozenset[str]]]:
    table = load_table("ambiguous")
    near = {name: frozenset(words) for name, words in table["near"].items()}
    return {letter: entry["readings"] for letter, entry in table.items() if letter != "near"}, near


class UnitGrammar:
    """Reads the units of one sentence."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.count = len(tokens)
        self.words, self.symbols = surfaces()
        self.marks = currency_marks()
        self.readings, self.near = _ambiguous()

    def currency_before(self, index: int) -> tuple[int, str] | None:
        """The currency that ends before token ``index``: where it starts and its unit."""
        tokens = self.tokens
        at = index - 1
        if at < 0:
            return None
        entries = self.marks.get(tokens.text[at])
        if entries is None:
            return None
        distance = tokens.start[index] - tokens.end[at]
        if distance > 1:
            return None
        for before, unit in entries:
            first = at - len(before)
            if first >= 0 and (not before or tokens.text[first:at] == before):
                if tokens.text[at] in _WORDLIKE_CODES and distance:
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
            return self._undecided(index, number, money)
        found = self.named(index)
        if found is not None:
            return found
        if index > number.last or index >= self.count:
            return None
        if tokens.lower[index] in load_words("unit_modifiers"):
            found = self.named(index + 1)
            return found if found is not None and found.kind == "duration" else None
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
        return self._undecided(index, number, money)

    def named(self, index: int) -> Unit | None:
        """The unit whose spelling starts at token ``index``."""
        tokens = self.tokens
        if index >= self.count:
            return None
        word = tokens.lower[index]
        power = _SQUARES.get(word)
        if power is not None:
            return self._power_before(index, power)
        found = self._match(index, self.symbols, tokens.text)
        word_found = self._match(index, self.words, tokens.lower)
        if found is None or (word_found is not None and word_found.last > found.last):
            found = word_found
        if found is None:
            return self._power_glued(index)
        if found.unit in _LENGTHS and found.last == index + 1 and found.last < self.count:
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

    def _match(self, index: int, trie: _Trie, texts: list[str]) -> Unit | None:
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
        return found if found is not None and found.unit in _LENGTHS else None

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
                if not entry.rest and entry.unit in _LENGTHS:
                    unit = entry.unit
            return Unit(index, index + 1, f"{unit}**{power}", "physical", text) if unit else None
        if text == "m" and index + 1 < self.count and tokens.glued(index + 1):
            found = self._power_after(Unit(index, index + 1, "meter", "physical", "m"))
            if "**" in found.unit:
                return found
            if tokens.text[index + 1] in SLASHES:
                return found
        return None

    # letters that need a decision

    def _undecided(self, index: int, number: Number, money: bool) -> Unit | None:
        tokens = self.tokens
        text = tokens.text[index]
        readings = self.readings.get(text)
        if readings is None:
            lower = tokens.lower[index]
            readings = self.readings.get(lower if len(lower) > 2 and lower[-1] != "s" else lower[:-1])
            if readings is None or len(lower) <= 2:
                return None
        elif len(text) <= 2 and number.form == "words" and text != "in":
            return None
        if len(text) == 1 and not tokens.glued(index) and self._is_name_part(index):
            return None
        for reading in readings:
            if all(self._holds(condition, index, number, money) for condition in reading["when"]):
                others = tuple(
                    (float(other.get("scale", 1)), other.get("unit", "1"), other.get("kind", "number"))
                    for other in reading.get("also", ())
                )
                scale = float(reading.get("scale", 1))
                return Unit(
                    index,
                    index + 1,
                    reading.get("unit", ""),
                    reading.get("kind", "number"),
                    text,
                    scale,
                    others,
                )
        return None

    def _is_name_part(self, index: int) -> bool:
        """A letter that goes on: "5 C-130s", "2 M&S shops", "3 A's"."""
        tokens = self.tokens
        after = index + 1
        if after >= self.count or not tokens.glued(after):
            return False
        if tokens.text[after] in {"&", "+", "'", "’"} or tokens.kind[after] in "np":
            return True
        return tokens.text[after] in HYPHENS and after + 1 < self.count and tokens.kind[after + 1] == "n"

    def _holds(self, condition: str, index: int, number: Number, money: bool) -> bool:
        tokens = self.tokens
        following = index + 1
        match condition:
            case "always":
                return True
            case "money":
                return money or (following < self.count and self._is_money(following))
            case "glued":
                return tokens.glued(index)
            case "spaced":
                return not tokens.glued(index)
            case "decimal":
                return number.decimals > 0
            case "scaled":
                return number.scale > 1
            case "noun":
                return self._noun_follows(following)
            case "end":
                return (following >= self.count and number.form == "digits") or (
                    following < self.count and tokens.text[following] in {")", ","} and number.form == "digits"
                )  # fmt: skip
            case "length_next":
                return following < self.count and tokens.lower[following] in self.near["length"]
            case "statement":
                return tokens.glued(index) and self.count <= 8
            case _:
                near = self.near[condition]
                before = _NEAR_PRICE if condition == "price" else _NEAR
                left = tokens.lower[max(0, number.first - before) : number.first]
                right = tokens.lower[following : following + _NEAR]
                return not near.isdisjoint(left) or not near.isdisjoint(right)

    def _is_money(self, index: int) -> bool:
        found = self._match(index, self.symbols, self.tokens.text) or self._match(
            index, self.words, self.tokens.lower
        )
        return found is not None and found.kind == "money"

    def _noun_follows(self, index: int) -> bool:
        tokens = self.tokens
        if index >= self.count or tokens.kind[index] != "w":
            return False
        word = tokens.lower[index]
        if word == "of":
            return index + 1 < self.count and tokens.kind[index + 1] == "w"
        return word not in load_words("words_function") and not word.endswith("ly")

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
            return self._below(
                following, any_noun=tokens.kind[following] == "w" and len(tokens.text[following]) > 2
            )
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
        if slash and word in {"s²", "sec²"}:
            return index + 1, "second**2"
        found = self.named(index)
        if found is not None and found.kind in {"physical", "duration"} and "/" not in found.unit:
            after = tokens.lower[found.last] if found.last < self.count else ""
            if after in _COMPARED and not any_noun:
                return None
            if any_noun or found.unit in _TIME or word in load_words("denominators"):
                return found.last, found.unit
            return None
        if tokens.kind[index] != "w" or not word.isidentifier():
            return None
        singular = word[:-1] if word.endswith("s") and not word.endswith("ss") else word
        if word in load_words("denominators") or singular in load_words("denominators"):
            return index + 1, _BELOW.get(
                singular, singular if singular in load_words("denominators") else word
            )
        if any_noun and word not in load_words("words_function"):
            return index + 1, singular
        return None


# Scales before a code ("30 MUSD").
_LARGE = {"k": 1e3, "K": 1e3, "M": 1e6, "B": 1e9}
_BRACKETS = {"(": ")", "[": "]", "{": "}", "<": ">"}


_SHORT_TIMES = {"s": "second", "h": "hour", "d": "day", "w": "week", "y": "year", "m": "month", "mo": "month"}
# "a year earlier" is a date, no rate.
_COMPARED = frozenset(
    {"earlier", "ago", "later", "before", "after", "old", "prior", "previously", "hence", "from"}
)
_BELOW = {"quarter": "calendar_quarter", "litre": "liter", "kilometre": "kilometer", "kilo": "kilogram"}

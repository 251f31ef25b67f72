"""Numbers with what clings to them: sign, article, currency, scale letter, unit and what stands below the line."""

from __future__ import annotations

import re

from claims.extract.atom_tails import Atom, TailReader
from claims.extract.digits import HYPHENS, MINUS, Number, scaled
from claims.extract.numbers import number_words
from claims.extract.trap_names import CLOCK_LETTERS
from claims.extract.vague import vague_counts
from claims.extract.word_classes import FUNCTION, NUMBER, VERB, bits_of, is_participle, listed
from claims.model import Kind

_PARTS_STAND_BEFORE = frozenset(
    {
        "of",
        "the",
        "its",
        "their",
        "his",
        "her",
        "our",
        "all",
        "these",
        "those",
        "as",
        "this",
        "that",
        "a",
        "an",
    }
)
_JOINTS = CLOCK_LETTERS | {"x"}
_FEET = re.compile(r"(\d)['’](\d{1,2})")
# Words that make a bare "half" or "a third" an amount.
HEDGING = frozenset(
    {
        "nearly",
        "almost",
        "about",
        "around",
        "roughly",
        "approximately",
        "over",
        "under",
        "than",
        "least",
        "most",
    }
    | {"some", "to", "only", "just", "exactly", "below", "above", "another", "barely", "cost", "lost"}
)
# The same before "a third" and a preposition: "by a fifth to 60", "between a quarter and a half".
_BEFORE_SHARES = frozenset({"by", "between", "from", "and", "of"})
# What names a half rather than measures it ("the northern half", "cut in half").
_SIDES = frozenset(
    {
        "first",
        "second",
        "other",
        "this",
        "that",
        "latter",
        "former",
        "northern",
        "southern",
        "eastern",
        "western",
    }
    | {
        "upper",
        "lower",
        "top",
        "bottom",
        "back",
        "front",
        "better",
        "in",
        "opening",
        "closing",
        "later",
        "earlier",
    }
)
# Signs of money that stand behind the number where points group thousands.
_CONTINENTAL = frozenset({"€", "zł", "Kč", "₽", "₺", "₴"})
_POINT_GROUPS = frozenset(
    {"EUR", "PLN", "CZK", "RUB", "TRY", "UAH", "DKK", "BRL", "IDR", "VND", "CLP", "ARS", "COP"}
)
# More than any text counts or measures; beyond it conversions would overflow.
_LARGEST = 1e60
_VAGUE_KINDS = frozenset({"duration", "physical", "money"})
_BEFORE_MINUS = frozenset("<>=~≈≤≥([{$£€\"'“‘:,")


class AtomReader(TailReader):
    """Reads the atoms of one sentence from left to right."""

    def read(self, index: int, floor: int, joins_and: bool = True) -> Atom | None:
        """The atom whose number starts at token ``index``; nothing before ``floor`` may belong to it."""
        vague = self._vague(index)
        if vague is not None:
            return vague
        if self._is_glued_to_letters(index):
            return None
        number = self.numbers.read(index, joins_and)
        if number is None:
            return self._fold(index) if self.tokens.kind[index] == "w" else self._feet_and_inches(index)
        if self._is_plural(number):
            return None
        if not self._stands_alone(number):
            return None
        return self._dress(number, floor)

    def _is_glued_to_letters(self, index: int) -> bool:
        """ "R18", "v2": letters before digits are a name, unless they are money ("RM3")."""
        tokens = self.tokens
        if not index or tokens.kind[index] != "n" or tokens.kind[index - 1] != "w":
            return False
        return tokens.glued(index) and self.units.currency_before(index) is None and not self._goes_on(index)

    def _goes_on(self, index: int) -> bool:
        """Whether the number at ``index`` goes on with another: "3m 40s", "12m09.4s", "3200x1440"."""
        tokens = self.tokens
        return index > 1 and tokens.kind[index - 2] == "n" and tokens.lower[index - 1] in _JOINTS

    def _is_grouped_by_point(self, number: Number) -> bool:
        """ "1.200 €": the sign behind tells that the point groups, as on the continent."""
        return number.decimals == 3 and number.last == number.first + 1 and number.value < 1000

    def _ends_in_zero(self, number: Number, unit: str) -> bool:
        """ "12.000 EUR": no price has a last digit that is zero there."""
        return unit in _POINT_GROUPS and self.tokens.text[number.first].endswith("0")

    def _is_plural(self, number: Number) -> bool:
        """ "the under-18s", "in his 60s"."""
        last, tokens = number.last, self.tokens
        if last >= self.count or tokens.text[last] != "s" or not tokens.glued(last):
            return False
        return not self._goes_on(number.first)

    def _feet_and_inches(self, index: int) -> Atom | None:
        """ "5'11" and what closes it."""
        match = _FEET.fullmatch(self.tokens.text[index])
        if match is None or index in self.blocked:
            return None
        last = index + 1
        if last < self.count and self.tokens.text[last] in {'"', "″", "”"} and self.tokens.glued(last):
            last += 1
        value = float(int(match[1]) * 12 + int(match[2]))
        return Atom(index, last, index, index + 1, value, 1.0, "inch", "physical")

    def _fold(self, index: int) -> Atom | None:
        """ "fivefold"."""
        word = self.tokens.lower[index]
        if index in self.blocked or not word.endswith("fold"):
            return None
        role, value = number_words().get(word[:-4], ("", 0))
        if role not in {"unit", "ten", "hundred", "scale"} or value < 2:
            return None
        return Atom(index, index + 1, index, index + 1, float(value), 1.0, "times", "multiple", form="words")

    def _stands_alone(self, number: Number) -> bool:
        """Keep bare scale words and parts of speech apart: "half-time", "the quarter", "score"."""
        if number.value > _LARGEST:
            return False
        tokens = self.tokens
        word = tokens.lower[number.first]
        before = tokens.lower[number.first - 1] if number.first else ""
        after = tokens.lower[number.last] if number.last < self.count else ""
        if number.form == "part" and number.bare:
            if word == "half":
                if before in HEDGING:
                    return True
                if after in HYPHENS or before in HYPHENS or before in _SIDES:
                    return after in HYPHENS and before not in HYPHENS and self._unit_at(number.last + 1)
                return (
                    after in _PARTS_STAND_BEFORE
                    or (after == "to" and self._numbers_at(number.last + 1))
                    or not after
                    or not after.isalpha()
                    or self._unit_at(number.last)
                )
            return self._is_share(number, word, before, after)
        if number.bare and before in HYPHENS and number.form == "words":
            return False
        if number.bare and number.scale > 1 and word == "score":
            return before == "a" and after == "of"
        if number.form == "part" and number.last - number.first == 2 and tokens.text[number.first] == "1":
            return True
        return True

    def _is_share(self, number: Number, word: str, before: str, after: str) -> bool:
        """ "a third of", "by a fifth", "a quarter more", but not "a third man", "to third", "in a quarter"."""
        if before not in {"a", "an", "one", "another"}:
            return word in {"quarter", "tenth"} and number.first == 0 and after == "of"
        if after == "of" or after in listed("fraction_sizes"):
            return True
        if word == "quarter" and self._unit_at(number.last + (after in HYPHENS)):
            # "a quarter mile", "a quarter-point cut"; "a third hour" is the one after two
            return True
        earlier = self.tokens.lower[number.first - 2] if number.first > 1 else ""
        if after in HYPHENS or (word == "quarter" and earlier in {"in", "for", "during", "within"}):
            return False
        if not after.isalpha() or after in {"as", "in", "the"}:
            return True
        bits = bits_of(self.tokens, number.last)
        verbal = bits & (FUNCTION | VERB) or is_participle(after, bits) or after in listed("joints")
        return bool(verbal) and (earlier in HEDGING or earlier in _BEFORE_SHARES or number.first == 1)

    def _numbers_at(self, index: int) -> bool:
        """ "half to two-thirds"."""
        return index < self.count and bool(bits_of(self.tokens, index) & NUMBER)

    def _unit_at(self, index: int) -> bool:
        return self.units.named(index) is not None

    def _dress(self, number: Number, floor: int) -> Atom:
        tokens = self.tokens
        value, step, last = number.value, number.step, number.last
        scale = number.scale
        first = number.first
        entries: list[tuple[str, str, int, int]] = []
        if number.bare and first > floor and tokens.lower[first - 1] in {"a", "an"}:
            first -= 1
        negative, first = self._sign(first, floor)
        money = self.units.currency_before(first)
        if money is not None and money[0] >= floor:
            first = money[0]
            if not negative:
                negative, first = self._sign(first, floor)
        else:
            money = None
        unit = self.units.after(number, money is not None)
        others: tuple[tuple[float, str, Kind], ...] = ()
        number_last = last
        if unit is not None and unit.scale > 1:
            value, step = scaled(value, unit.scale, number.decimals), step * unit.scale
            scale *= unit.scale
            number_last = last = unit.last
            entries.append(("scale", f"ambiguous.{unit.entry}", unit.first, unit.last))
            named = unit if unit.unit else None
            unit = named or self.units.after(
                Number(number.first, last, value, step, number.form, scale), money is not None
            )
        if negative:
            value = -value
        atom = Atom(first, last, number.first, number_last, value, step, scale=scale, form=number.form)
        if number.bare and tokens.lower[number.first - 1 : number.first] in (["a"], ["an"]):
            atom.number_first = number.first - 1
        if negative:
            atom.number_first = min(atom.number_first, max(first, number.first - 1))
        atom.entries = entries
        if money is not None:
            atom.unit, atom.kind, atom.money_before = money[1], "money", True
            entries.append(("unit", f"money.{money[1]}", money[0], number.first))
            if unit is not None and unit.unit == money[1]:
                # "$20 $37": the second sign is that of the next number
                opens_next = tokens.kind[unit.last - 1] == "s" and tokens.kind[unit.last : unit.last + 1] == [
                    "n"
                ]
                atom.last = atom.last if opens_next else unit.last
            elif unit is not None and unit.kind == "share":
                self.take_unit(atom, unit)
        elif unit is not None and unit.unit:
            self.take_unit(atom, unit)
        elif number.form == "part":
            self.share(atom)
        elif unit is None:
            self.of_unit(atom)
            if not atom.unit:
                self.per_number(atom)
            if not atom.unit:
                self.on_scale(atom)
        if unit is not None and unit.others:
            others = unit.others
        grouped = unit is not None and self._is_grouped_by_point(number)
        if (
            grouped
            and unit is not None
            and (unit.entry in _CONTINENTAL or self._ends_in_zero(number, unit.unit))
        ):
            atom.value, atom.step, others = number.value * 1000, 1.0, ((0.001, unit.unit, "money"),)
        atom.others = others
        if atom.kind == "money" and not money:
            self.scale_after_money(atom)
        if atom.kind in {"duration", "physical"}:
            self.and_a_half(atom)
            if atom.unit == "foot":
                self.foot_and_inch(atom)
        self.per(atom)
        if atom.kind == "duration":
            self.age(atom)
        return atom

    def _sign(self, first: int, floor: int) -> tuple[bool, int]:
        """A minus that touches the number and nothing before it, or "minus", "negative"."""
        tokens = self.tokens
        at = first - 1
        if at < floor:
            return False, first
        if tokens.text[at] in MINUS and tokens.glued(first):
            if at and tokens.glued(at):
                if tokens.lower[at - 1] in {"minus", "negative"} and at > floor:
                    return True, at - 1
                return (True, at) if tokens.text[at - 1] in _BEFORE_MINUS else (False, first)
            if at and (tokens.text[at] == "–" or at == floor) and tokens.kind[at - 1] != "s":
                # "4,454.00 -2.25" in a table of prices
                closes = tokens.text[first + 1 : first + 2] in ([], ["("])
                change = closes and tokens.text[at] == "-" and "." in tokens.text[at - 1]
                return (True, at) if change else (False, first)
            return True, at
        if tokens.lower[at] in {"minus", "negative"} and tokens.lower[at - 1 : at] != ["or"]:
            return True, at
        if tokens.text[at] == "+" and tokens.glued(first) and not tokens.glued(at):
            return False, at
        return False, first

    def _vague(self, index: int) -> Atom | None:
        tokens = self.tokens
        entries = vague_counts().get(tokens.lower[index])
        if entries is None or index in self.blocked:
            return None
        for rest, lower, upper, phrase, needs in entries:
            last = index + 1 + len(rest)
            if tuple(tokens.lower[index + 1 : last]) != rest:
                continue
            atom = Atom(index, last, index, last, lower, None, form="vague", bounds=(lower, upper))
            atom.relation, atom.inclusive = "vague", (True, False)
            unit = self.units.named(last)
            if needs == "unit":
                # "in a few minutes" is a way to say soon
                if unit is None or unit.kind not in _VAGUE_KINDS or unit.unit in {"second", "minute"}:
                    return None
            elif needs and tokens.lower[last : last + 1] != [needs]:
                return None
            if (rest or needs) and tokens.lower[index] in {"few", "couple"}:
                if index == 0 or tokens.lower[index - 1] != "a":
                    return None
                atom.first = atom.number_first = index - 1
            atom.entries.append(("relation", f"vague.{phrase}", index, last))
            if unit is not None and unit.kind != "multiple":
                self.take_unit(atom, unit)
            else:
                self.of_unit(atom)
            self.per(atom)
            return atom
        return None

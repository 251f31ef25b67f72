"""What clings to a number from behind: its unit, what stands below the line, halves, inches, words of age."""

from __future__ import annotations

from dataclasses import dataclass, field

from claims.extract.digits import HYPHENS, scaled
from claims.extract.hedges import Hedge
from claims.extract.numbers import NumberGrammar, number_words
from claims.extract.tokens import Tokens
from claims.extract.unit_tables import Unit
from claims.extract.units import TIMES_BELOW, UnitGrammar
from claims.model import Kind, Relation

PER_NUMBERS = {
    "1000": "per_mille",
    "thousand": "per_mille",
    "10000": "per_ten_thousand",
    "100000": "per_hundred_thousand",
    "million": "part_per_million",
    "1000000": "part_per_million",
}
# A unit that nobody knows is a sign of so few letters.
LONGEST_SIGN = 4
_COMPARED = (["more"], ["less"], ["extra"])


@dataclass(slots=True)
class Atom:
    """One number in its dress, over tokens ``first`` to ``last``; the number itself is ``number_*``.

    ``unit`` is empty where none is written. ``bounds`` holds a range or a vague count instead of ``value``.
    ``others`` are readings that the text leaves open, as (factor, unit, kind).
    """

    first: int
    last: int
    number_first: int
    number_last: int
    value: float
    step: float | None
    unit: str = ""
    kind: Kind = "number"
    scale: float = 1.0
    per: str = ""
    form: str = "digits"
    bounds: tuple[float, float] | None = None
    relation: Relation = "="
    inclusive: tuple[bool, bool] = (True, True)
    approximate: bool = False
    money_before: bool = False
    others: tuple[tuple[float, str, Kind], ...] = ()
    entries: list[tuple[str, str, int, int]] = field(default_factory=list)
    unknown: str | None = None
    before: Hedge | None = None
    after: Hedge | None = None

    @property
    def full_unit(self) -> str:
        return f"{self.unit}/{self.per}" if self.per and self.unit else self.unit


class TailReader:
    """Reads what follows numbers in one sentence."""

    def __init__(self, tokens: Tokens, blocked: dict[int, str], units: UnitGrammar) -> None:
        self.tokens = tokens
        self.count = len(tokens.text)
        self.blocked = blocked
        self.numbers = NumberGrammar(tokens, blocked)
        self.units = units

    def take_unit_after(self, atom: Atom, index: int) -> None:
        """The unit behind a hedge: "10+ kg", "three or more days"."""
        unit = self.units.named(index)
        if unit is not None and unit.kind in {"physical", "duration", "money", "share"}:
            self.take_unit(atom, unit)
            self.per(atom)
            if atom.kind == "duration":
                self.age(atom)

    def take_unit(self, atom: Atom, unit: Unit) -> None:
        atom.unit, atom.kind, atom.last = unit.unit, unit.kind, unit.last
        atom.entries.append(("unit", f"units.{unit.entry}", unit.first, unit.last))

    def of_unit(self, atom: Atom) -> None:
        """ "half of an hour", "0.1 of a point", and vague "tens of millions of dollars"."""
        tokens = self.tokens
        position = atom.last + 1
        if position >= self.count or tokens.lower[atom.last] != "of":
            return
        small = atom.step is not None and atom.step < 1
        article = small and tokens.lower[position] in ("a", "an")
        if article:
            position += 1
        elif not (atom.bounds or atom.scale > 1 or (small and atom.form == "words")):
            return
        unit = self.units.named(position)
        if unit is not None and (unit.kind in {"money", "physical", "duration"} or unit.unit == "point"):
            self.take_unit(atom, unit)

    def share(self, atom: Atom) -> None:
        """A fraction: of a unit ("half an hour", "two-thirds of a mile"), else a share."""
        tokens = self.tokens
        position = atom.last
        if position < self.count and (
            tokens.lower[position] == "of" or (tokens.text[position] in HYPHENS and tokens.glued(position))
        ):
            position += 1
        if position < self.count and tokens.lower[position] in {"a", "an", "one"}:
            position += 1
        unit = self.units.named(position)
        measures = {"physical", "duration", "money", "share"}
        if unit is not None and (unit.kind in measures or unit.unit == "point") and "/" not in unit.unit:
            self.take_unit(atom, unit)
            return
        atom.unit, atom.kind = "share", "share"

    def per(self, atom: Atom) -> None:
        """What stands below the line, once, after a unit; a time may follow a bare number ("30 a day")."""
        if not atom.unit and atom.form in {"digits", "words"}:
            below = self.units.per(atom.last)
            if below is not None and below[1] in TIMES_BELOW:
                atom.unit, atom.kind, atom.per, atom.last = "count", "count", below[1], below[0]
            return
        if not atom.unit or atom.kind == "share" or "/" in atom.unit:
            return
        below = self.units.per(atom.last)
        if below is None and self.tokens.lower[atom.last : atom.last + 1] in _COMPARED:
            # "£96 more a year"
            below = self.units.per(atom.last + 1)
        if below is not None:
            atom.last, atom.per = below
            atom.entries.append(("unit", f"per {below[1]}", below[0] - 1, below[0]))

    def per_number(self, atom: Atom) -> None:
        """ "5.2 per 100,000 people", "3 per thousand"; and the unit word that nobody knows ("35qx")."""
        tokens = self.tokens
        at = atom.last
        if at + 1 < self.count and tokens.lower[at] == "per":
            unit = PER_NUMBERS.get(tokens.lower[at + 1].replace(",", ""))
            if unit is not None:
                atom.unit, atom.kind, atom.last = unit, "share", at + 2
        elif at < self.count and tokens.kind[at] == "w" and tokens.glued(at) and atom.form == "digits":
            # "196,397persons" has lost its space: so long a word is no sign of a unit.
            is_sign = tokens.lower[at] != "x" and len(tokens.text[at]) <= LONGEST_SIGN
            atom.unknown = tokens.text[at] if is_sign else None

    def on_scale(self, atom: Atom) -> None:
        """ "7.1 on the Richter scale", "70 on the GPa scale", "a magnitude of 6.3": the unit stands apart."""
        tokens = self.tokens
        at = atom.last
        if tokens.lower[at : at + 2] == ["on", "the"]:
            unit = self.units.named(at + 2)
            if unit is not None and tokens.lower[unit.last : unit.last + 1] == ["scale"]:
                self._take_apart(atom, unit.unit, unit.kind, at + 2, unit.last)
            return
        apart = tokens.lower[atom.first - 1 : atom.first] in (["of"], ["-"])
        before = atom.first - 2 if apart else atom.first - 1
        if before >= 0 and tokens.lower[before] == "magnitude":
            self._take_apart(atom, "magnitude", "number", before, before + 1)

    def _take_apart(self, atom: Atom, unit: str, kind: Kind, first: int, last: int) -> None:
        atom.unit, atom.kind = unit, kind
        atom.entries.append(("unit", f"units.{unit}", first, last))

    def scale_after_money(self, atom: Atom) -> None:
        """ "75 USD million"."""
        tokens = self.tokens
        if atom.last >= self.count or atom.scale > 1 or not tokens.text[atom.last - 1].isupper():
            return
        role, factor = number_words().get(tokens.lower[atom.last], ("", 0))
        if role == "scale":
            atom.value = scaled(atom.value, factor, 6)
            atom.step = None if atom.step is None else atom.step * factor
            atom.scale = float(factor)
            atom.last += 1

    def and_a_half(self, atom: Atom, *, by_article: bool = False) -> None:
        """ "an hour and a half", "two years and a quarter"; ``by_article``: "a litre and a half of water" too."""
        tokens = self.tokens
        if atom.last >= self.count or tokens.lower[atom.last] != "and" or atom.step != 1:
            return
        found = self.numbers.part_with_article(atom.last + 1)
        if found is None:
            return
        end, part = found
        if end < self.count and (
            tokens.lower[end] in {"the", "million"}
            or (tokens.lower[end] == "of" and not by_article)
            or self.units.named(end) is not None
        ):
            return
        atom.last, atom.value, atom.step = end, atom.value + part, part

    def foot_and_inch(self, atom: Atom) -> None:
        """ "6-foot-4", "6-foot-4-inch"."""
        tokens = self.tokens
        at = atom.last + 1
        if at >= self.count or tokens.text[atom.last] not in HYPHENS or not tokens.glued(at):
            return
        if tokens.kind[at] != "n" or not tokens.text[at].isdecimal() or len(tokens.text[at]) > 2:
            return
        inches = int(tokens.text[at])
        if inches > 11:
            return
        atom.value, atom.unit, atom.last = atom.value * 12 + inches, "inch", at + 1
        if tokens.lower[at + 1 : at + 3] == ["-", "inch"]:
            atom.last += 2

    def age(self, atom: Atom) -> None:
        """ "five years old", "one-year-old", "18 months of age"."""
        tokens = self.tokens
        at = atom.last
        if at >= self.count:
            return
        if tokens.text[at] in HYPHENS and at + 1 < self.count:
            at += 1
        if tokens.lower[at] in {"old", "olds"}:
            atom.kind, atom.last = "age", at + 1
        elif tokens.lower[at] == "of" and tokens.lower[at + 1 : at + 2] == ["age"]:
            atom.kind, atom.last = "age", at + 2

"""Units that an earlier sentence gave: "It was 41 degrees Celsius on Sunday. On Monday it had been 43 degrees"."""

from __future__ import annotations

from claims.extract.atom_tails import Atom
from claims.extract.digits import HYPHENS
from claims.extract.elided import counts_noun, in_brackets
from claims.extract.tokens import Tokens
from claims.extract.word_classes import listed

_MILLION = 1e6
# Two figures of one measure differ by less than this factor.
_ALIKE = 4
# For so many sentences an amount gives its unit to bare numbers of its size.
_STILL_TOLD = 3
_MEASURING = frozenset({"physical", "money"})
_SCALES = frozenset({"degree_Celsius", "degree_Fahrenheit"})


class ToldUnits:
    """The units that the sentences of a document told last, for bare numbers of the same make."""

    def __init__(self) -> None:
        # The last sum of millions or more, and how many sentences with numbers ago it was told.
        self._amount: Atom | None = None
        self._ago = 0
        # The last measure with decimals, and how many.
        self._measure: Atom | None = None
        self._decimals = 0
        self._degrees = ""

    def share(self, tokens: Tokens, atoms: list[Atom]) -> None:
        """Give the numbers of the next sentence that have no unit the one told before, in place."""
        self._ago += 1
        if self._ago > _STILL_TOLD:
            self._amount = None
        for atom in atoms:
            if atom.scale >= _MILLION and not atom.per:
                self._share_amount(tokens, atom)
            self._share_measure(tokens, atom)
            if atom.unit in _SCALES:
                self._degrees = atom.unit
            elif atom.unit == "degree" and self._degrees:
                _give(atom, self._degrees, atom)

    def _share_amount(self, tokens: Tokens, atom: Atom) -> None:
        """ "Spending will be 14.2 billion euros. Salaries take 6.3 billion".

        They have the same scale word, nothing that the second could count follows it, and no count of such a
        size stands between them.
        """
        told = self._amount
        if atom.unit:
            if atom.kind == "money" and not in_brackets(tokens, atom):
                self._amount, self._ago = atom, 0
            return
        again = told is not None and told.value == atom.value and tokens.lower[atom.first - 1] == "the"
        if not again and (_counts(tokens, atom) or _following(tokens, atom) in listed("subject_verbs")):
            self._amount = None
        elif told is not None and told.scale == atom.scale and atom.kind == "number":
            _give(atom, told.unit, told)

    def _share_measure(self, tokens: Tokens, atom: Atom) -> None:
        """ "The river crested at 6.45 metres. In 2010 it had stopped at 6.05".

        They have as many decimals and about the same size, and nothing that the second could count follows it.
        """
        decimals = _decimals(tokens, atom)
        if not decimals:
            return
        told = self._measure
        if atom.unit:
            if (atom.kind in _MEASURING or atom.unit == "percent") and not in_brackets(tokens, atom):
                self._measure, self._decimals = atom, decimals
            return
        if told is None or decimals != self._decimals or atom.kind != "number" or atom.scale != told.scale:
            return
        if atom.bounds or told.bounds or not told.value / _ALIKE < atom.value < told.value * _ALIKE:
            return
        # "rose 8.15% to 3.65"
        if _following(tokens, atom) == "of":
            # "2.1 million hectares of maize, 0.9 million of soya": told of other things, of which there may be more
            return
        is_level = told.unit == "percent" and atom.first > 0 and tokens.lower[atom.first - 1] == "to"
        if not is_level and not _counts(tokens, atom):
            _give(atom, told.unit, told)
            atom.per = told.per


def _give(atom: Atom, unit: str, model: Atom) -> None:
    atom.unit, atom.kind = unit, model.kind
    atom.entries.append(("unit", "elided", 0, 0))


def _following(tokens: Tokens, atom: Atom) -> str:
    return tokens.lower[atom.last] if atom.last < len(tokens) else ""


def _counts(tokens: Tokens, atom: Atom) -> bool:
    return _following(tokens, atom) in HYPHENS or counts_noun(tokens, atom.last)


def _decimals(tokens: Tokens, atom: Atom) -> int:
    """How many decimals the number is written with."""
    if atom.form != "digits":
        return 0
    written = "".join(tokens.text[atom.number_first : atom.number_last])
    return len(written) - written.index(".") - 1 if written.count(".") == 1 else 0

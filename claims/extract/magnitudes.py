"""Bare numbers that are the magnitude of an earthquake: "a 6.8 quake", "the tremor measured 7.7"."""

from __future__ import annotations

from claims.extract.atom_tails import Atom
from claims.extract.noun_phrases import counted_phrase
from claims.extract.tokens import Tokens
from claims.extract.word_classes import listed

# The largest measured is 9.5 (USGS, Chile 1960).
_LARGEST = 10
# From the noun to the word before the number.
_REACH = 5


def mark_magnitude(tokens: Tokens, atom: Atom) -> None:
    """Give the bare number with decimals the unit of magnitudes, in place, where an earthquake is measured by it."""
    if atom.unit or atom.bounds or atom.form != "digits" or atom.scale != 1 or not 0 < atom.value < _LARGEST:
        return
    if not any("." in text for text in tokens.text[atom.number_first : atom.number_last]):
        return
    if tokens.lower[atom.last : atom.last + 1] and tokens.lower[atom.last] in listed("quakes"):
        _mark(atom, atom.last)
        return
    linked = atom.first - 1
    if linked > 0 and tokens.lower[linked - 1 : linked + 1] == ["magnitude", ":"]:
        _mark(atom, linked - 1)
        return
    if linked < 1 or tokens.lower[linked] not in listed("quake_links"):
        return
    for at in range(linked - 1, max(linked - 1 - _REACH, -1), -1):
        if tokens.lower[at] in listed("quakes"):
            if counted_phrase(tokens, atom.last) is None:
                _mark(atom, at)
            return
        if tokens.kind[at] == "n" or tokens.text[at] in ";.":
            return


def _mark(atom: Atom, cue: int) -> None:
    atom.entries.append(("unit", "magnitude", cue, cue + 1))
    atom.unit, atom.kind = "magnitude", "number"

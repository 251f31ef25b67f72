"""What one number has and another beside it shares: "5 and 10 thousand", "2,000 of the 8,000 megawatts", "$6 (£4.46) per share"."""

from __future__ import annotations

from claims.extract.atom_tails import Atom
from claims.extract.digits import DASHES
from claims.extract.noun_phrases import counted_phrase
from claims.extract.tokens import Tokens
from claims.extract.units import UnitGrammar

# A part may be told as more than its whole, but not so many times.
_FALSE_PART = 3.0


def share_scale(left: Atom, right: Atom, *, falls: bool = False) -> None:
    """ "5 and 10 thousand": the scale of the right counts for the left, where that is the smaller number.

    ``falls``: it may be the larger one too ("fell from 95 to 82 million").
    """
    own_unit = left.unit and not (left.money_before and right.unit in {"", left.unit})
    # "$38 a share or $110 billion" are two sums
    if right.scale <= 1 or left.scale > 1 or own_unit or left.bounds or right.bounds or left.per:
        return
    smaller = left.value * right.scale < right.value or falls
    if smaller and left.value < 1000 and left.form != "part":
        left.value *= right.scale
        left.step = None if left.step is None else left.step * right.scale
        left.scale = right.scale


def share_whole(tokens: Tokens, left: Atom, right: Atom) -> None:
    """ "2,000 of the 8,000 megawatts": a part is in the unit of its whole, but not "two of the 50 km races"."""
    if right.kind not in {"physical", "duration", "money"} or right.money_before:
        return
    if left.value >= right.value * _FALSE_PART:
        return
    if tokens.text[right.number_last] not in DASHES and counted_phrase(tokens, right.last) is None:
        share_unit(left, right)


def share_rate(tokens: Tokens, units: UnitGrammar, left: Atom, right: Atom) -> None:
    """ "$6 (£4.46) per share": what stands below the line counts for both."""
    if tokens.text[left.last : right.first] != ["("] or tokens.text[right.last : right.last + 1] != [")"]:
        return
    if left.kind == right.kind == "money" and not left.per and not right.per:
        below = units.per(right.last + 1)
        if below is not None:
            left.per = right.per = below[1]


def share_unit(left: Atom, right: Atom) -> None:
    """ "7- or 8-inch": the unit of the right counts for the left."""
    if (
        not left.unit
        and right.unit
        and not right.money_before
        and not left.bounds
        and left.form == right.form
    ):
        left.unit, left.kind, left.per = right.unit, right.kind, right.per


def share_listed(tokens: Tokens, atoms: list[Atom]) -> None:
    """ "48.2, 31.5 and 20.3 percent": the unit behind the last of a list counts for all of it."""
    listed = False
    for place in range(len(atoms) - 2, -1, -1):
        left, right = atoms[place], atoms[place + 1]
        gap = tokens.lower[left.last : right.first]
        if listed and gap == [","]:
            share_unit(left, right)
            continue
        if gap in ([",", "and"], [",", "or"]) and place:
            # the comma before "and" is one of a list only behind another one
            if tokens.lower[atoms[place - 1].last : left.first] == [","]:
                share_unit(left, right)
        elif gap not in (["and"], ["or"]):
            listed = False
            continue
        listed = bool(right.unit) and right.kind != "age" and left.unit == right.unit

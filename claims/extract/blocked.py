"""Tokens that no quantity may take: those of traps and dates, less what a unit or currency frees again."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from claims.extract.digits import DASHES, Number
from claims.extract.hedges import hedge_before
from claims.extract.sentences import Sentence
from claims.extract.tokens import Tokens
from claims.extract.units import UnitGrammar
from claims.model import DateMention

# Bounds that are said of years as well ("under 1990 rules", "over 2024").
_AMOUNTS_BEFORE = frozenset(
    (word, "of") for word in ("average", "total", "sum", "number", "maximum", "minimum")
)
_BEFORE_YEARS = frozenset({"over", "under", "within", "near", "beyond", "passed", "passing", "approaching"})


def free_traps(tokens: Tokens, units: UnitGrammar, blocked: dict[int, str]) -> None:
    """Take out of the traps what a currency or unit makes an amount: "USD 200", "100-1000 liters", "5k-20k"."""
    for index in list(blocked):
        if index not in blocked:
            continue
        if tokens.kind[index] != "n":
            if blocked[index] == "one" and tokens.lower[index - 1 : index] == ["to"]:
                del blocked[index]
            continue
        follows_letter = (
            index > 2
            and tokens.text[index - 1] in DASHES
            and tokens.kind[index - 3] == "n"
            and tokens.glued(index - 2)
        )
        if units.currency_before(index) is not None or (follows_letter and blocked[index].startswith("name")):
            del blocked[index]
        elif blocked[index] == "name: hyphen before digits" and tokens.text[index - 2].islower():
            if units.named(index + 1) is not None and tokens.kind[index + 1] == "w":
                del blocked[index]
        elif blocked[index] == "version or address" and "," in tokens.text[index]:
            del blocked[index]
        elif tokens.lower[index + 1 : index + 2] == ["e"] and tokens.glued(index + 1):
            for position in range(index, min(index + 4, len(tokens))):
                blocked.pop(position, None)
        elif blocked[index] == "telephone":
            last = index + 1
            while blocked.get(last) == "telephone" or tokens.text[last : last + 1] == ["-"]:
                last += 1
            if units.named(last) is not None and last - index <= 3:
                for position in range(index, last):
                    blocked.pop(position, None)


def block_dates(
    sentence: Sentence, dates: Sequence[DateMention], blocked: dict[int, str], units: UnitGrammar
) -> None:
    """Mark the tokens inside dates; a date that is a duration too keeps its number free."""
    tokens = sentence.tokens
    for date in dates:
        if date.holds_quantity:
            continue
        start, end = date.span
        first, last = bisect_left(tokens.start, start), bisect_left(tokens.start, end)
        if _is_fraction(sentence, start, end) or _is_amount(tokens, units, first, last):
            continue
        for index in range(first, last):
            blocked[index] = "date"


def _is_amount(tokens: Tokens, units: UnitGrammar, first: int, last: int) -> bool:
    """Whether a lone number that could be a year has a unit, a currency or a bound: "1520 sq m", "below 1500"."""
    if (
        last - first > 2
        or last == first
        or tokens.kind[last - 1] != "n"
        or not tokens.text[last - 1].isdecimal()
    ):
        return False
    if last - first == 2 and tokens.lower[first] != "the":
        return False
    number = Number(last - 1, last, float(tokens.text[last - 1]), 1.0, "digits")
    if units.currency_before(last - 1) is not None or units.after(number) is not None:
        return True
    if tuple(tokens.lower[max(0, last - 3) : last - 1]) in _AMOUNTS_BEFORE:
        return True
    hedge = hedge_before(tokens, last - 1, 0, has_unit=False, is_money=False)
    return hedge is not None and hedge.relation != "~" and hedge.entries[0] not in _BEFORE_YEARS


def _is_fraction(sentence: Sentence, start: int, end: int) -> bool:
    """ "1/16 of a pint" is no date."""
    text = sentence.text
    after = text[end - sentence.start : end - sentence.start + 4]
    return after == " of " and "/" in text[start - sentence.start : end - sentence.start]

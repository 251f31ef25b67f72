"""Time counted back from its end: "the year to October", "the 12 months through June", "the three months ended 31 March"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.extract.dates import calendar
from claims.extract.dates.anchor import Anchor
from claims.extract.dates.expressions import Amount, Expression
from claims.extract.dates.numbers import amount
from claims.extract.dates.sharing import pointlike
from claims.extract.dates.spans import Range
from claims.extract.dates.stretch import Stretch

if TYPE_CHECKING:
    from claims.extract.dates.grammar import Grammar

Parsed = tuple[Expression, int] | None
_LINKS = frozenset({"to", "through", "thru", "until", "ended", "ending", "till"})
_UNITS = frozenset({"year", "quarter", "month", "week", "half"})


@dataclass(frozen=True, slots=True)
class Ending:
    """So long up to the end of a date."""

    amount: Amount
    last: Expression
    holds_quantity: bool
    rule: str = "ending"

    def resolve(self, anchor: Anchor) -> Stretch | None:
        last = self.last.resolve(anchor)
        if last is None or last.end is None:
            return last
        start = last.end
        for count, unit in self.amount:
            start = calendar.shift(start, -count, unit)
        return Stretch(
            start,
            last.end,
            "period",
            last.basis,
            last.approximate,
            last.explicit,
            role="period",
            holds_quantity=self.holds_quantity,
        )


def ending(grammar: Grammar, index: int, depth: int) -> Parsed:
    """Read from "the" on, or from a number of units."""
    view = grammar.view
    at = index + 1 if view.lower[index] == "the" else index
    roles = view.roles[at]
    if at > index and roles.get("unit") in _UNITS and not roles.get("plural"):
        length: Amount = ((1, roles["unit"]),)
        end = at + 1
    else:
        counted = amount(view, at)
        if counted is None or counted[0][-1][1] not in _UNITS:
            return None
        length, end = counted
    if view.lower[end] in ("from", "between"):
        # "the week from 5 to 11 May"
        whole = grammar.expression(end, depth + 1)
        return whole if whole is not None and isinstance(whole[0], Range) else None
    if view.lower[end] not in _LINKS:
        return None
    step = view.skip(end + 1, "in", "on")
    last = grammar.dated(view.skip(step, "the"), depth + 1)
    if last is None or not pointlike(last[0]):
        return None
    return Ending(length, last[0], holds_quantity=length[0][0] != 1 or at == index), last[1]

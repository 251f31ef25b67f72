"""Margins: a profit as a share of the sales of its sentence ("earned 30 million on sales of 400 million, a margin of 7.5 %")."""

from __future__ import annotations

from collections.abc import Iterator

from claims.extract.relations.cues import word_set
from claims.extract.relations.view import Link, View

_MARGIN, _PROFIT, _SALES = "operating_margin", "profit", "revenue"
# Words before a margin or a profit in which it is told of which sort it is.
_REACH = 3


def find_margins(view: View) -> Iterator[Link]:
    """Yield the share that a margin is, where its sentence gives one profit and the sales that it was made with.

    Profits are of many sorts (before tax, net, adjusted): a margin of another sort than the profit is not its share.
    """
    named = [claim.measure for claim in view.claims]
    if any(named.count(measure) != 1 for measure in (_MARGIN, _PROFIT, _SALES)):
        return
    share, part, whole = (named.index(measure) for measure in (_MARGIN, _PROFIT, _SALES))
    plain = all(view.claims[at].direction is None for at in (share, part, whole))
    same = view.claims[part].base_unit == view.claims[whole].base_unit
    if not plain or not same or _sort(view, share) != _sort(view, part):
        return
    members = [("share", view.claims[share]), ("part", view.claims[part]), ("whole", view.claims[whole])]
    yield view.link("share", members, view.first[share], view.last[share])


def _sort(view: View, index: int) -> frozenset[str]:
    """Return the words that tell the sort of a profit or margin ("net", "gross")."""
    start = view.tail[index - 1] if index else 0
    around = view.words(start, view.first[index]) + view.words(view.last[index], view.last[index] + _REACH)
    return frozenset(around) & word_set("share", "profits")

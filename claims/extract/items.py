"""The noun phrase that a quantity counts or measures ("13 cruise and ballistic missiles")."""

from __future__ import annotations

from dataclasses import dataclass

from claims.extract.sentences import Sentence
from claims.model import Kind, Span


@dataclass(frozen=True, slots=True)
class CountedItem:
    """A counted noun phrase as written; ``span`` is its place in the document.

    ``carried``: it was taken over from an earlier mention, so that it may stand in another sentence.
    """

    text: str
    span: Span
    rule: str
    carried: bool = False


def find_item(
    sentence: Sentence, first: int, last: int, kind: Kind, previous: CountedItem | None = None
) -> CountedItem | None:
    """Return what the quantity at tokens ``first`` to ``last`` (half-open) counts or measures.

    The range covers hedge, number, scale word and unit ("more than 400", "less than 1%", "1,000-kilometre",
    "one in five"). ``previous`` is the item of the last quantity of the same kind; a count without a noun of
    its own ("compared with 63 a year ago") takes it over.
    """
    return None

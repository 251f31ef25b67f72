"""Whether a quantity is said to have gone up or down, from the verbs and nouns around it."""

from __future__ import annotations

from dataclasses import dataclass

from claims.extract.sentences import Sentence
from claims.model import Direction, Span


@dataclass(frozen=True, slots=True)
class DirectionCue:
    """The direction of a quantity and the words that give it."""

    direction: Direction
    span: Span
    entry: str


def find_direction(sentence: Sentence, first: int, last: int) -> DirectionCue | None:
    """Return the direction of the quantity at tokens ``first`` to ``last`` (half-open), hedge and unit in."""
    return None


def tells_change(sentence: Sentence, first: int, last: int) -> bool:
    """Whether "from A to B" at tokens ``first`` to ``last`` tells of a change: two claims, no range."""
    return False

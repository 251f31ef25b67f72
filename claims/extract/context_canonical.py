"""The names that claims carry for places and for those who act, of names given alone, as in a column."""

from __future__ import annotations

from claims.extract.context_marks import Name, scan
from claims.extract.tokens import tokenize


def canonical_place(text: str) -> str:
    """Return the name of a place as claims carry it ("Kiev" gives "Kyiv"), or the text as given."""
    name = _whole_name(text)
    return name.place if name is not None and name.place is not None else text.strip()


def canonical_actor(text: str) -> str:
    """Return the name of one who acts as claims carry it ("the Kremlin" gives "Russia"), or the text as given."""
    name = _whole_name(text)
    return name.actor if name is not None and name.actor is not None else text.strip()


def _whole_name(text: str) -> Name | None:
    words = text.strip().removeprefix("the ").removeprefix("The ")
    tokens = tokenize(words)
    marks = scan(tokens).names
    return marks[0].value if marks and marks[0].start == 0 and marks[0].end == len(tokens) else None

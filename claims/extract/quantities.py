"""Sentences to quantities: numbers with their hedges, units, direction and counted noun phrase."""

from __future__ import annotations

from collections.abc import Sequence

from claims.extract.sentences import Sentence
from claims.model import DateMention, QuantityMention


class QuantityReader:
    """Reads the quantities of a document sentence by sentence, keeping what was counted last."""

    def read(self, sentence: Sentence, dates: Sequence[DateMention]) -> list[QuantityMention]:
        raise NotImplementedError


def find_quantities(text: str) -> list[QuantityMention]:
    """Return the quantities of ``text`` in order, their spans apart from each other."""
    raise NotImplementedError

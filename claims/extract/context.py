"""What a quantity measures: concept, event, who, where, when, and who says so."""

from __future__ import annotations

from collections.abc import Sequence

from claims.extract.sentences import Sentence
from claims.model import Context, DateMention, Document, QuantityMention


class ContextReader:
    """Reads the context of quantities sentence by sentence, keeping the subject and source in focus."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def read(
        self, sentence: Sentence, quantities: Sequence[QuantityMention], dates: Sequence[DateMention]
    ) -> list[Context]:
        """Return one context a quantity, in order."""
        del sentence, dates
        return [Context() for _ in quantities]

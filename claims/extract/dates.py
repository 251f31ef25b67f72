"""Time expressions to half-open intervals."""

from __future__ import annotations

from datetime import datetime

from claims.extract.sentences import Sentence, split_sentences
from claims.model import DateMention


class DateReader:
    """Reads the time expressions of a document sentence by sentence, keeping the date in focus."""

    def __init__(self, reference: datetime | None) -> None:
        self.reference = reference

    def read(self, sentence: Sentence) -> list[DateMention]:
        raise NotImplementedError


def find_dates(text: str, reference: datetime | None = None) -> list[DateMention]:
    """Return the time expressions of ``text`` in order; ``reference`` is the publication date."""
    reader = DateReader(reference)
    return [mention for sentence in split_sentences(text) for mention in reader.read(sentence)]

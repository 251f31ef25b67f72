"""Time expressions to half-open intervals.

``vocabulary`` compiles the lexicon; ``view`` gives a sentence's tokens with the parts they can play;
``grammar`` (with ``absolute``, ``numeric``, ``relative``, ``clock``, ``named``) reads ``expressions``;
``anchor`` decides what an incomplete date leans on; ``stretch`` is the interval found.
"""

from __future__ import annotations

from datetime import datetime

from claims.extract.dates.reader import DateReader
from claims.extract.sentences import split_sentences
from claims.model import DateMention

__all__ = ["DateReader", "find_dates"]


def find_dates(text: str, reference: datetime | None = None, day_first: bool = False) -> list[DateMention]:
    """Return the time expressions of ``text`` in order; ``reference`` is the publication date.

    ``day_first`` reads 03/04/2025 as 3 April rather than March 4.
    """
    reader = DateReader(reference, day_first)
    return [mention for sentence in split_sentences(text) for mention in reader.read(sentence)]

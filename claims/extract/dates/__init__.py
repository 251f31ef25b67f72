"""Time expressions to half-open intervals.

``vocabulary`` compiles the lexicon; ``view`` gives a sentence's tokens with the parts they can play; ``guards``
tells a month from a verb. ``grammar`` reads expressions: by name (``absolute``, ``years``, ``periods``,
``numeric``, ``named``), relative to another date (``relative``, ``counted``, ``ordinals``, ``events``) and by
the clock. An expression (``expressions``, ``units``, ``spans``, ``neighbours``, ``holidays``) resolves against
an ``anchor`` to a ``stretch`` of the ``calendar``; ``reader`` keeps the date in focus.
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
    reader = DateReader(reference, day_first, text)
    return [mention for sentence in split_sentences(text) for mention in reader.read(sentence)]

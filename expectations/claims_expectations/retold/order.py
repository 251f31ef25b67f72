"""What a figure is, seen among those of its document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claims_expectations.retold.figures import Figure
from claims_expectations.retold.words import words


def side_by_side(figures: Sequence[Figure]) -> list[Figure]:
    """Return the figures of a document in their order, where "another 40 were hurt" after the dead sets no others apart."""
    found: list[Figure] = []
    events: set[str] = set()
    for figure in figures:
        counted = figure.sort == "count" and figure.event is not None
        if counted and figure.apart and figure.apart <= words("besides") and events - {figure.event}:
            told = figure.event not in events and figure.event not in words("vague_events")
            figure = replace(figure, apart=frozenset()) if told else figure
        if counted and figure.event is not None:
            events.add(figure.event)
        found.append(figure)
    return found


def first_told(figures: Sequence[Figure]) -> list[Figure]:
    """Return the figures of a document in their order; "180 more tanks" are no others where no tanks were told of before."""
    found: list[Figure] = []
    seen: set[str] = set()
    for figure in figures:
        told = {figure.event or "", *figure.things, *figure.nouns[-1:]} - {""}
        if figure.apart and figure.apart <= words("besides") and figure.nouns and seen.isdisjoint(told):
            figure = replace(figure, apart=frozenset(), apart_wide=figure.apart_wide - figure.apart)
        if figure.sort == "count":
            seen |= told
        found.append(figure)
    return found

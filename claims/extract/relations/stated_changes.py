"""The changes that a sentence states: "grew 12 %", "three times as many", "doubled"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claims.extract.relations.change_words import factors_of, is_level, is_span, is_times, roles_of
from claims.extract.relations.figures import nearby_words
from claims.extract.relations.view import View
from claims.model import Claim


@dataclass(frozen=True, slots=True)
class Change:
    """A change that a text states: in ``claim``, or by a word that is a ``factor``, at tokens ``first`` to ``last``.

    ``up`` is whether the figure rose, if that is told; ``level``: the claim says what part of the former figure is left.
    """

    claim: Claim | None
    factor: str
    first: int
    last: int
    up: bool | None
    level: bool = False


def stated_changes(view: View) -> Iterator[Change]:
    """Yield the changes that the numbers and the words of a sentence state."""
    roles = roles_of(view)
    for index, claim in enumerate(view.claims):
        sort, is_by = view.sorts[index], roles[index] == "by"
        if is_span(claim):
            continue
        is_relative = sort in ("share", "points") or claim.unit == "point"
        if sort == "multiple":
            if is_times(view, index):
                yield Change(claim, "", view.first[index], view.last[index], True)
            continue
        if not is_relative and not (
            is_by
            and sort not in ("age", "duration", "ratio")
            and (claim.direction or view.words(view.first[index] - 1, view.first[index]) == ["by"])
        ):
            continue
        if is_level(view, index):
            yield Change(claim, "", view.first[index], view.last[index], None, True)
            continue
        up = {"up": True, "down": False}.get(claim.direction or "")
        if up is None:
            up = _told(view, index)
        if is_by or up is not None:
            yield Change(claim, "", view.first[index], view.last[index], up)
    for place, factor in factors_of(view):
        yield Change(None, factor, place, place + 1, float(factor) > 1)


def _told(view: View, index: int) -> bool | None:
    """Return the direction of "the increase is 40 percent", "20 % higher"."""
    words = view.words(max(0, view.first[index] - 4), view.first[index])
    if "up" in words and not nearby_words("change", "made").isdisjoint(words[: words.index("up")][-1:]):
        # "made up 40 percent"
        return None
    words += view.words(view.last[index], view.last[index] + 2)
    rises, falls = nearby_words("change", "up"), nearby_words("change", "down")
    for word in reversed(words):
        if word in rises:
            return True
        if word in falls:
            return False
    return None

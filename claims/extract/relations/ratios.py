"""Ratios: "outnumbered five to one, 500 to 100", "500 troops, five times the 100 defenders"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.extract.relations.cues import cue_set
from claims.extract.relations.view import WINDOW, Link, View, category, fits, middle, near
from claims.model import Claim

LONGEST_GAP = 10
# Of "half as many as the old plant with its 900", in words.
LONGEST_THAN = 9
# How far two counts may be from the ratio, as a factor: set against each other, or just side by side.
AGAINST, BESIDE = 5.0, 2.5
# Sides that come out are meant rather than others.
AGREES = 1.05
_SPOKEN_OF = frozenset({"that", "this", "it", "these", "those"})
_ONLY = ("share", "age", "ratio", "multiple", "points")


def find_ratios(view: View, around: Sequence[View]) -> Iterator[Link]:
    """Yield the ratios of a sentence whose two sides are given, there or in a sentence beside it."""
    for index, sort in enumerate(view.sorts):
        if sort == "ratio":
            link = _ratio(view, index, around)
        elif sort == "multiple" or _compares(view, index):
            link = _multiple(view, index, around)
        else:
            continue
        if link:
            yield link


def _ratio(view: View, ratio: int, around: Sequence[View]) -> Link | None:
    claim = view.claims[ratio]
    best: Link | None = None
    for other in (view, *reversed(around)):
        if other is not view and not {"ratio", "multiple"}.isdisjoint(other.sorts):
            # "10,000 shells against 2,000, five times as many. Now they speak of two to one"
            continue
        start = max(0, ratio - WINDOW // 2) if other is view else 0
        for left in range(start, min(len(other.claims) - 1, start + WINDOW)):
            right = left + 1
            if other is view and ratio == right and right + 1 < len(other.claims):
                # "500, or 5:1, against 100" has the ratio in the middle.
                right += 1
            if other is view and ratio in (left, right):
                continue
            if other.sorts[left] in _ONLY:
                continue
            if middle(other.claims[right]) == 1 and other.gap(left, right) == ["to"]:
                # "two to one, down from seven to one": a ratio of its own
                continue
            widest = _sides(other, left, right, other is view)
            if widest is None or not _about(claim, other.claims[left], other.claims[right], widest):
                continue
            members = [
                ("ratio", view.claims[ratio]),
                ("left", other.claims[left]),
                ("right", other.claims[right]),
            ]
            link = view.link("ratio", members, view.first[ratio], view.last[ratio])
            if _about(claim, other.claims[left], other.claims[right], AGREES):
                return link
            best = best or link
    return best


def _sides(view: View, left: int, right: int, own: bool) -> float | None:
    """Return how far the two counts may be from the ratio, if they stand as its two sides."""
    if fits(view.claims[left], view.claims[right]) is False:
        return None
    start, end = view.tail[left], view.first[right]
    if not 0 < end - start <= LONGEST_GAP:
        return None
    for name, widest in (("between", AGAINST), ("loose", BESIDE)) if own else (("between", AGAINST),):
        cues = cue_set("ratio", name)
        if any(cues.at(view.sentence.tokens, token) for token in range(start, end)):
            return widest
    return None


def _about(ratio: Claim, left: Claim, right: Claim, widest: float) -> bool:
    """Whether the two counts make about the ratio, one way or the other."""
    one, other, stated = middle(left), middle(right), middle(ratio)
    if not one or not other or not stated:
        return False
    return near(one / other, stated, widest) or near(other / one, stated, widest)


def _multiple(view: View, multiple: int, around: Sequence[View]) -> Link | None:
    """ "500 troops, five times the 100 defenders": the right side follows, the left one stands before.

    It may be what the sentence before tells of ("That is 180 times the £40,000 of a nurse").
    """
    right = multiple + 1
    if right >= len(view.claims) or view.sorts[right] in _ONLY:
        return _compared(view, multiple)
    start, end = view.last[multiple], view.first[right]
    cue = (
        cue_set("ratio", "times").at(view.sentence.tokens, start)
        if start < end <= start + LONGEST_THAN
        else None
    )
    if cue is None:
        return None
    sides = (
        *range(multiple - 1, max(-1, multiple - WINDOW), -1),
        *range(right + 1, len(view.claims))[:WINDOW],
    )
    for left in sides:
        if view.sorts[left] not in _ONLY and fits(view.claims[left], view.claims[right]) is not False:
            members = [
                ("ratio", view.claims[multiple]),
                ("left", view.claims[left]),
                ("right", view.claims[right]),
            ]
            return view.link("ratio", members, view.first[multiple], cue.end)
    spoken_of = multiple == 0 and view.words(0, 1)[0] in _SPOKEN_OF and around
    for claim in reversed(around[-1].claims if spoken_of else ()):
        if category(claim) not in _ONLY and claim.kind == view.claims[right].kind:
            members = [("ratio", view.claims[multiple]), ("left", claim), ("right", view.claims[right])]
            return view.link("ratio", members, view.first[multiple], cue.end)
    return None


def _compares(view: View, index: int) -> bool:
    """ "Half as many as": a share that is a multiple below one."""
    return view.sorts[index] == "share" and view.words(view.last[index], view.last[index] + 1) == ["as"]


def _compared(view: View, multiple: int) -> Link | None:
    """ "500 troops faced 100 defenders, five times as many": both sides stand before."""
    if multiple < 2 or view.words(view.last[multiple], view.last[multiple] + 1) != ["as"]:
        return None
    left, right = view.claims[multiple - 2], view.claims[multiple - 1]
    if category(left) in _ONLY or fits(left, right) is False:
        return None
    if not _about(view.claims[multiple], left, right, BESIDE):
        return None
    members = [("ratio", view.claims[multiple]), ("left", left), ("right", right)]
    return view.link("ratio", members, view.first[multiple], view.last[multiple] + 1)

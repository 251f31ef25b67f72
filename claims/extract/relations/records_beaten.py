"""The figures that a record beat, as the text around it tells: "beating the previous high of 550"."""

from __future__ import annotations

from functools import cache

from claims.extract.relations.cues import CueSet, compile_cues, relation_words
from claims.extract.relations.view import WINDOW, View, category, head
from claims.extract.word_classes import singular
from claims.model import Claim

_YEAR_BEFORE = (["last", "year"], ["a", "year"], ["the", "year"], ["in", "the"], ["the", "previous"])


@cache
def beaten_cues() -> CueSet:
    return compile_cues({"beaten": relation_words()["record"]["cues"]["beaten"]})


@cache
def _old_cues() -> CueSet:
    return compile_cues({"old": relation_words()["record"]["cues"]["old"]})


def beaten_by(view: View, claim: Claim) -> Claim | None:
    """Return the earlier record that the sentence names."""
    for cue in beaten_cues().find(view.sentence.tokens):
        index = view.claim_after(cue.end, 4)
        if index is not None:
            other = view.claims[index]
            if _may_beat(claim, other):
                return other
    return None


def rival_of(
    owner: View, claim: Claim, scope: str, before: View | None, view: View, after: View | None
) -> Claim | None:
    """Return an earlier number of the same thing that the sentences around the record give.

    Told as the record before ("the previous record was"), or dated in the time that the record is said to
    hold for; a number of a longer time ("in June") is no rival of a night's.
    """
    for other in (before, view, after):
        if other is None:
            continue
        for cue in _old_cues().find(other.sentence.tokens):
            index = other.claim_after(cue.end, 5)
            if index is not None and _may_beat(claim, other.claims[index]):
                return other.claims[index]
    if after is not None and len(after.claims) and after.sentence.tokens.lower[:2] in _YEAR_BEFORE:
        # "Last year 54,000 took part."
        index = after.claim_after(2, 4)
        if index is not None and not after.claims[index].item and _may_beat(claim, after.claims[index]):
            return after.claims[index]
    for other in (before, after, view):
        if other is None:
            continue
        alike = [
            index for index in range(min(len(other.claims), WINDOW)) if _rivals(owner, claim, other, index)
        ]
        if len(alike) == 1 and _earlier(claim, other, alike[0], scope):
            return other.claims[alike[0]]
    return None


def _rivals(owner: View, claim: Claim, other: View, index: int) -> bool:
    """Whether the number is one of the same thing as the record, but not the record."""
    figure = other.claims[index]
    if not _alike(claim, figure) or (figure.event and claim.event and figure.event != claim.event):
        return False
    if figure.item and claim.item:
        return True
    told = {singular(word) for word in other.sentence.tokens.lower}
    own = {singular(word) for word in owner.sentence.tokens.lower[: owner.first[0] + 1]}
    return "it" in told or (head(claim) or head(figure) or "") in told & own


def _sort(claim: Claim) -> str:
    return category(claim).partition("/")[0] if claim.kind == "money" else category(claim)


def _may_beat(claim: Claim, figure: Claim) -> bool:
    """Whether a record can be held against a figure that words say it beat: of its sort, or without a unit."""
    if figure.claim_id == claim.claim_id:
        return False
    if figure.kind == "number" and figure.value and claim.value:
        return 0.2 <= claim.value / figure.value <= 5
    return _sort(figure) == _sort(claim)


def _alike(claim: Claim, figure: Claim) -> bool:
    # "$3,890 an ounce" beats "$3,860"
    if figure.claim_id == claim.claim_id or _sort(figure) != _sort(claim):
        return False
    if figure.section != claim.section or not (figure.item and claim.item):
        return figure.section == claim.section
    return figure.concept == claim.concept if figure.concept else head(figure) == head(claim)


def _earlier(claim: Claim, other: View, index: int, scope: str) -> bool:
    figure = other.claims[index]
    if not claim.time_start or not figure.time_start or not figure.time_start < claim.time_start:
        return False
    if figure.time_role in ("since", "period") or claim.time_role in ("since", "period"):
        return False
    if figure.time_basis not in ("stated", "relative"):
        return False
    single = other.sentence.tokens.lower[:1] in (["a"], ["an"])
    if figure.time_precision != claim.time_precision and not single:
        return False
    if scope in ("year", "month", "week"):
        return figure.time_start[:4] == claim.time_start[:4] and (scope == "year")
    if scope.startswith("since:"):
        return figure.time_start >= scope.removeprefix("since:")
    return not scope.startswith("within:")

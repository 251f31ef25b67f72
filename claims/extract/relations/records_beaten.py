"""The figures that a record is held against, as the text around it tells: "beating the previous high of 550"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from claims.extract.relations.cues import CueSet, compile_cues, relation_words
from claims.extract.relations.record_old import Former, formers_of
from claims.extract.relations.record_scope import record_cues, record_words
from claims.extract.relations.view import View, category, head
from claims.model import Claim

# Sentences from a record to one that tells the record of before; further away only one with its date or place.
NEAR_FORMER = 3
# Words from an exception to its number, and words beside a number that place it in time.
REACH = 6
NEAR = 8
# A number so many times another is one of something else.
FARTHEST = 50.0
_DEFINITE = frozenset({"the", "its", "their", "'s", "’s", "his", "her"})


@cache
def beaten_cues() -> CueSet:
    return compile_cues({"beaten": relation_words()["record"]["cues"]["beaten"]})


def beaten_by(view: View, claim: Claim) -> Claim | None:
    """Return the earlier record that the sentence names."""
    for cue in beaten_cues().find(view.sentence.tokens):
        index = view.claim_after(cue.end, 4)
        if index is not None:
            other = view.claims[index]
            if may_beat(claim, other):
                return other
    return None


def former_of(owner: View, claim: Claim, around: Sequence[View]) -> list[Claim]:
    """Return the figure that sentences near that of the record tell as the one of before, the nearest first."""
    near = sorted(around, key=lambda view: abs(view.sentence.index - owner.sentence.index))
    for view in near:
        far = abs(view.sentence.index - owner.sentence.index) > NEAR_FORMER
        for old in formers_of(view):
            if old.index is None or not may_beat(claim, view.claims[old.index]):
                continue
            figure = view.claims[old.index]
            if far and (figure.section != claim.section or not _is_former_of(view, old, claim)):
                continue
            return [figure]
    return []


def _is_former_of(view: View, old: Former, claim: Claim) -> bool:
    """Whether words far from a record tell its former one: "The station's former record of 46.6 degrees"."""
    figure = view.claims[old.index or 0]
    if figure.measure != claim.measure and head(figure) != head(claim):
        return False
    words = view.words(max(0, old.start - 4), old.start)
    return not _DEFINITE.isdisjoint(words)


def exceptions_of(
    view: View, after: View | None, claim: Claim | None, start: int
) -> Iterator[tuple[str, Claim]]:
    """Yield the figures that are said to be beyond the record, with the words that say so.

    They follow token ``start`` of the record's sentence, or stand in the sentence ``after``; with no
    ``claim`` given, whatever they are.
    """
    when = [figure for figure in _since_when(view, start) if claim is None or may_beat(claim, figure)]
    # of the figures of that time, the first that is of the record's sort
    yield from (("since", figure) for figure in (when if claim is None else when[:1]))
    for other, opening in ((view, start), (after, 0)):
        if other is None or not other.claims:
            continue
        words = other.sentence.tokens.lower
        beyond = not record_words("exceptions", "beyond").isdisjoint(words[opening:])
        for cue in record_cues("exceptions", "cues").find(other.sentence.tokens):
            weak = words[cue.start] in record_words("exceptions", "weak") and cue.end == cue.start + 1
            # "Only the 2010 quake, with 220,000 dead, was deadlier than Wednesday's, the second-deadliest on record"
            opens = weak and cue.start == 0
            if (cue.start < opening and not opens) or (weak and not beyond and not opens):
                continue
            if other is after and (not weak or cue.start > 1):
                # "Only July, with 6,297, saw more."
                continue
            # "since the 496 of June", but not "since the war began, involved 140"
            direct = words[cue.start] in record_words("exceptions", "direct")
            index = other.claim_after(cue.end, 0 if direct else REACH)
            while index is not None and index < len(other.claims):
                figure = other.claims[index]
                if claim is None or may_beat(claim, figure):
                    yield other.phrase(cue.start, cue.end)[0], figure
                # "apart from the 5.5 % of January and the 5.6 % of February"
                following = index + 1
                if following >= len(other.claims) or "and" not in other.gap(index, following):
                    break
                if len(other.gap(index, following)) > REACH:
                    break
                index = following


def _since_when(view: View, start: int) -> Sequence[Claim]:
    """The figures of the time that a record reaches back to: "the strongest since 2011, when one of 9.0 hit Japan"."""
    words = view.sentence.tokens.lower
    if "since" not in words[start:] or "when" not in words[start:]:
        return ()
    since = words.index("since", start)
    if "when" not in words[since : since + REACH]:
        return ()
    index = view.claim_after(words.index("when", since) + 1, REACH)
    return () if index is None else view.claims[index:]


def sort_of(claim: Claim) -> str:
    if claim.kind == "multiple" and claim.unit == "times":
        # "has flown 165 times"
        return "count"
    return category(claim).partition("/")[0] if claim.kind == "money" else category(claim)


def may_beat(claim: Claim, figure: Claim) -> bool:
    """Whether a record can be held against a figure that words say it beat: of its sort, or without a unit."""
    if figure.claim_id == claim.claim_id or (figure.unit == "magnitude") != (claim.unit == "magnitude"):
        return False
    if figure.kind == "number" and figure.value and claim.value:
        return 1 / FARTHEST <= claim.value / figure.value <= FARTHEST
    return sort_of(figure) == sort_of(claim)

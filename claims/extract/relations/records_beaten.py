"""The figures that a record is held against, as the text around it tells: "beating the previous high of 550"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

from claims.extract.relations.cues import CueSet, compile_cues, relation_words
from claims.extract.relations.record_scope import period_of, period_told, record_cues, record_words
from claims.extract.relations.view import WINDOW, View, category, head, middle, own_noun
from claims.extract.word_classes import singular
from claims.model import Claim

# Words from an exception to its number, and words beside a number that place it in time.
REACH = 6
NEAR = 8
# A number so many times another is one of something else.
FARTHEST = 50.0
_CLAUSE_ENDS = frozenset({",", ";", ".", ":", "(", ")", "—", "–", "and", "while", "but"})
_FIRM = ("stated", "relative")


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


def exceptions_of(
    view: View, after: View | None, claim: Claim | None, start: int
) -> Iterator[tuple[str, Claim]]:
    """Yield the figures that are said to be beyond the record, with the words that say so.

    They follow token ``start`` of the record's sentence, or stand in the sentence ``after``; with no
    ``claim`` given, whatever they are.
    """
    when = _since_when(view, start)
    if when is not None and (claim is None or (when.claim_id != claim.claim_id and _may_beat(claim, when))):
        yield "since", when
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
                if claim is None or _may_beat(claim, figure):
                    yield other.phrase(cue.start, cue.end)[0], figure
                # "apart from the 5.5 % of January and the 5.6 % of February"
                following = index + 1
                if following >= len(other.claims) or "and" not in other.gap(index, following):
                    break
                if len(other.gap(index, following)) > REACH:
                    break
                index = following


def _since_when(view: View, start: int) -> Claim | None:
    """The figure of the time that a record reaches back to: "the strongest since 2011, when one of 9.0 hit Japan"."""
    words = view.sentence.tokens.lower
    if "since" not in words[start:] or "when" not in words[start:]:
        return None
    since = words.index("since", start)
    if "when" not in words[since : since + REACH]:
        return None
    index = view.claim_after(words.index("when", since) + 1, REACH)
    return view.claims[index] if index is not None else None


def rival_of(
    owner: View,
    index: int,
    detail: Mapping[str, str],
    around: Sequence[View],
    view: View,
    excepted: Sequence[Claim],
    limbs: Collection[str],
) -> Claim | None:
    """Return the figure that stands in the way of a record, if those ``around`` it leave none better.

    Of a record of the first rank that is the most extreme figure of the same thing and an earlier time; where
    others are said to be beyond it, or it is the second largest, the one behind so many. A number told as the
    old record is preferred.
    """
    claim = owner.claims[index]
    if detail["rank"] == "1" and not excepted:
        for other in around:
            for cue in _old_cues().find(other.sentence.tokens):
                place = other.claim_after(cue.end, 5)
                if place is not None and _may_beat(claim, other.claims[place]):
                    return other.claims[place]
    rivals: list[Claim] = []
    # "the second-highest; only July saw more": a time that the record has from what is beyond it is not its own
    dated = not any(figure.time_start == claim.time_start for figure in excepted)
    known = {claim.claim_id} | {figure.claim_id for figure in excepted}
    for other in around:
        for place in range(min(len(other.claims), WINDOW)):
            figure = other.claims[place]
            if figure.claim_id in known or figure.claim_id in limbs:
                continue
            if _rivals(owner, index, view, other, place, detail, dated):
                rivals.append(figure)
    sign = 1.0 if detail["direction"] == "min" else -1.0
    rivals.sort(key=lambda figure: sign * (figure.value or middle(figure) or 0.0))
    # so many others may be beyond it
    place = max(0, int(detail["rank"]) - 1 - len(excepted))
    return rivals[place] if place < len(rivals) else None


def _rivals(
    owner: View, index: int, view: View, other: View, place: int, detail: Mapping[str, str], dated: bool
) -> bool:
    """Whether a number is one of the same thing and an earlier time, counted for as long as the record.

    ``dated``: the record has a time of its own.
    """
    claim, figure = owner.claims[index], other.claims[place]
    bare = figure.kind == "number" and not figure.item and claim.kind != "number"
    if not (bare or _sort(figure) == _sort(claim)) or figure.section != claim.section:
        return False
    if (
        figure.modality not in ("asserted", "reported")
        or figure.relation == "vague"
        or figure.kind in ("age", "ratio")
    ):
        return False
    value, limit = (figure.value, claim.value) if bare else (middle(figure), middle(claim))
    if not value or not limit or not 1 / FARTHEST <= value / limit <= FARTHEST:
        # "594 million kilograms", and "456 million" the year before
        return False
    near = _clause(other, place)
    own = owner.words(max(0, owner.first[index] - 3), owner.first[index])
    unlike = record_words("earlier", "other")
    if any(word in unlike and word not in own for word in near):
        return False
    return (
        _same_thing(owner, index, view, other, place)
        and _is_earlier(claim if dated else None, figure, near, detail)
        and _same_period(claim, figure, other, place, detail)
    )


def _clause(view: View, place: int) -> list[str]:
    """The words about a number: those before it, and those that follow to the end of its clause."""
    lower = view.sentence.tokens.lower
    start = max(view.tail[place - 1] if place else 0, view.first[place] - NEAR)
    limit = view.first[place + 1] if place + 1 < len(view.first) else len(lower)
    end = min(limit, view.tail[place] + NEAR)
    for at in range(view.tail[place], end):
        if lower[at] in _CLAUSE_ENDS:
            end = at
            break
    return [*lower[start : view.first[place]], *lower[view.last[place] : end]]


def _same_thing(owner: View, index: int, view: View, other: View, place: int) -> bool:
    claim, figure = owner.claims[index], other.claims[place]
    if claim.actor and figure.actor and claim.actor != figure.actor:
        return False
    if own_noun(figure):
        noun = head(figure)
        if claim.item and own_noun(claim):
            if noun != head(claim) and (not figure.concept or figure.concept != claim.concept):
                return False
        else:
            told = {singular(word) for word in (*owner.sentence.tokens.lower, *view.sentence.tokens.lower)}
            if noun not in told:
                return False
        return figure.event is None or claim.event is None or figure.event == claim.event
    if figure.kind not in ("count", "number") and figure.measure and claim.measure:
        return figure.measure == claim.measure
    # A number without a noun of its own goes on with what is told.
    soft = ("recorded", None)
    if figure.event != claim.event and figure.event not in soft and claim.event not in soft:
        # "In March they had fired 17"
        own = owner.sentence.tokens.lower
        if not any(word in own and word.endswith("ed") for word in _clause(other, place)):
            return False
    return abs(other.sentence.index - owner.sentence.index) <= 2


def _is_earlier(claim: Claim | None, figure: Claim, near: Sequence[str], detail: Mapping[str, str]) -> bool:
    """Whether a number is told of a time before that of the record, within the record's reach."""
    words = not record_words("earlier", "words").isdisjoint(near)
    start = figure.time_start or figure.time_end
    if figure.time_basis not in _FIRM or start is None:
        return words
    if figure.time_role == "since":
        return False
    if start < detail.get("from", "") or detail.get("month", start[5:7]) != start[5:7]:
        return False
    if claim is None or claim.time_basis not in _FIRM or claim.time_start is None:
        return True
    if figure.time_start is None or figure.time_start == claim.time_start:
        # a time that belongs to another number of the sentence
        return words
    return start < claim.time_start


def _same_period(claim: Claim, figure: Claim, other: View, place: int, detail: Mapping[str, str]) -> bool:
    start = other.tail[place - 1] if place else 0
    own = period_of(other, max(start, other.first[place] - NEAR), other.tail[place] + 3) or period_told(
        figure
    )
    period = detail.get("period", "")
    if own == "cumulative":
        return period == "cumulative"
    if claim.kind not in ("count", "number", "money") or claim.unit != (claim.unit or "").partition("/")[0]:
        return True
    if other.sentence.tokens.lower[:1] in (["a"], ["an"]):
        # "A flood in May 2022 killed 38 people there": one of a day, though only the month is told.
        return True
    # A day's level is no rival of a month's sum, unless it is one of a price or a share.
    return not own or not period or own == period


def _sort(claim: Claim) -> str:
    if claim.kind == "multiple" and claim.unit == "times":
        # "has flown 165 times"
        return "count"
    return category(claim).partition("/")[0] if claim.kind == "money" else category(claim)


def _may_beat(claim: Claim, figure: Claim) -> bool:
    """Whether a record can be held against a figure that words say it beat: of its sort, or without a unit."""
    if figure.claim_id == claim.claim_id:
        return False
    if figure.kind == "number" and figure.value and claim.value:
        return 0.2 <= claim.value / figure.value <= 5
    return _sort(figure) == _sort(claim)

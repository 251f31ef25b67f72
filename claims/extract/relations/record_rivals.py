"""The figures around a record that may stand in its way: of the same thing, and of another time within its reach."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache

from claims.extract.relations.happenings import names_of
from claims.extract.relations.record_scope import (
    LEAST_TERM,
    countries_of,
    period_of,
    period_told,
    record_words,
)
from claims.extract.relations.records_beaten import FARTHEST, sort_of
from claims.extract.relations.view import WINDOW, View, head, middle, own_noun
from claims.extract.word_classes import singular
from claims.lexicon import load_table
from claims.lexicon.trees import concept_line, exclude
from claims.model import Claim

# Words beside a number that place it in time, and back to the noun of a single event ("a raid that killed 40").
NEAR, EVENT = 8, 12
_CLAUSE_ENDS = frozenset({",", ";", ".", ":", "(", ")", "—", "–", "and", "while", "but"})
_FIRM = ("stated", "relative")
# Events that say little about what is counted.
_SOFT = ("recorded", None)
# Sentences from a record to a number without a noun that goes on with it.
REACH = 3
_PERIODS = ("", "day", "week", "month", "quarter", "year")
_REACHES = frozenset({"month", "year", "season"})
# Periods that are over when the next begins: "the week before" is none of a longer reach.
_BRIEF = ("day", "week", "month")


def rival_of(
    owner: View,
    index: int,
    detail: Mapping[str, str],
    around: Sequence[View],
    far: Sequence[View],
    view: View,
    excepted: Sequence[Claim],
    limbs: Collection[str],
) -> Claim | None:
    """Return the figure that stands in the way of a record, if those ``around`` it leave none better.

    In sentences ``far`` from it only figures count that are surely of the same thing.
    Of a record of the first rank that is the most extreme figure of the same thing and an earlier time; where
    others are said to be beyond it, or it is the second largest, the one behind so many.
    """
    claim = owner.claims[index]
    rivals: list[Claim] = []
    # "the second-highest; only July saw more": a time that the record has from what is beyond it is not its own
    dated = (
        claim.time_role != "since"
        # "the deadliest this year" is how far it reaches
        and not ((claim.time_text or "").lower().startswith("this ") and claim.time_precision in _REACHES)
        and _order(period_told(claim)) <= _order(detail.get("period", ""))
        and not any(figure.time_start == claim.time_start for figure in excepted)
    )
    known = {claim.claim_id} | {figure.claim_id for figure in excepted}
    for number, other in enumerate((*around, *far)):
        remote = number >= len(around)
        for place in range(min(len(other.claims), WINDOW)):
            figure = other.claims[place]
            if figure.claim_id in known or figure.claim_id in limbs:
                continue
            if remote and not (
                _is_surely(owner, index, view, figure) and _is_surely_beside(owner, view, other, detail)
            ):
                continue
            if _rivals(owner, index, view, other, place, detail, dated):
                rivals.append(figure)
    sign = 1.0 if detail["direction"] == "min" else -1.0
    rivals.sort(key=lambda figure: sign * (figure.value or middle(figure) or 0.0))
    # so many others may be beyond it
    place = max(0, int(detail["rank"]) - 1 - len(excepted))
    return rivals[place] if place < len(rivals) else None


def _is_surely_beside(owner: View, view: View, other: View, detail: Mapping[str, str]) -> bool:
    """Whether a sentence far from a record names nobody and no place that the record's sentences do not."""
    lands = countries_of([other.sentence])
    known = names_of(owner.sentence) | names_of(view.sentence) | {*detail.get("names", "").split("|")}
    return (not lands or not lands.isdisjoint(detail.get("countries", "").split("|"))) and known >= names_of(
        other.sentence
    )


def _is_surely(owner: View, index: int, view: View, figure: Claim) -> bool:
    """Whether a figure far from a record is told of the same thing, and of a time of its own."""
    claim = owner.claims[index]
    if (
        figure.time_basis not in _FIRM
        or (figure.time_text or "") not in figure.sentence
        or not figure.time_text
    ):
        return False
    if figure.measure is not None and claim.measure is not None:
        return figure.measure == claim.measure
    noun = head(figure)
    told = {*owner.sentence.tokens.lower, *view.sentence.tokens.lower}
    return noun is not None and (noun == head(claim) or noun in told)


def _rivals(
    owner: View, index: int, view: View, other: View, place: int, detail: Mapping[str, str], dated: bool
) -> bool:
    """Whether a number is one of the same thing and an earlier time, counted for as long as the record.

    ``dated``: the record has a time of its own.
    """
    claim, figure = owner.claims[index], other.claims[place]
    bare = figure.kind == "number" and not figure.item and claim.kind != "number"
    if not (bare or sort_of(figure) == sort_of(claim)) or figure.section != claim.section:
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
    before, behind = _clause(other, place)
    if detail.get("wide") != "yes":
        if _is_elsewhere(owner, claim, other, figure) or _is_of_another(owner, view, other, place):
            return False
        if detail.get("own") == "yes" and _has_other_land(detail, other):
            return False
    near = [*before, *behind]
    if figure.kind == "share" and (
        _is_of_others(owner, other, place, behind) or _is_of_another_noun(owner, view, other, figure)
    ):
        return False
    own = owner.words(max(0, owner.first[index] - 3), owner.first[index])
    unlike = record_words("earlier", "other")
    if any(word in unlike and word not in own for word in near):
        return False
    # "surpassing 500 on the day after 480 had come"
    follows = owner is other and place > index and not record_words("earlier", "after").isdisjoint(before)
    earlier = follows or _is_earlier(claim if dated else None, figure, near, detail)
    return (
        earlier
        and _same_thing(owner, index, view, other, place)
        and _same_period(claim, figure, other, place, detail)
    )


def _is_elsewhere(owner: View, claim: Claim, other: View, figure: Claim) -> bool:
    """Whether a number is of another place than the record, as their sentences name them."""
    if not claim.place or claim.place not in owner.sentence.text:
        return False
    if not figure.place or figure.place not in other.sentence.text:
        # "1,200 Australians", beside a record of one state
        return other is not owner and (figure.item or "").split(" ")[-1][:1].isupper()
    return claim.place != figure.place


def _is_of_another(owner: View, view: View, other: View, place: int) -> bool:
    """Whether a number stands "at", "in" or "for" one whom the record's sentences do not name: "23 percent at Lexus"."""
    tokens = other.sentence.tokens
    at = other.last[place]
    if other is owner or tokens.lower[at : at + 1] not in (["at"], ["in"], ["for"]):
        return False
    name = tokens.text[at + 1 : at + 2]
    if not name or not name[0][:1].isupper() or name[0].lower() in record_words("generic", "words"):
        return False
    if name[0] in (other.claims[place].time_text or ""):
        return False
    return name[0].lower() not in {*owner.sentence.tokens.lower, *view.sentence.tokens.lower}


def _has_other_land(detail: Mapping[str, str], other: View) -> bool:
    """Whether a sentence tells of other countries than that whose own record it is: "its largest package"."""
    lands = countries_of([other.sentence])
    return bool(lands) and "countries" in detail and lands.isdisjoint(detail["countries"].split("|"))


def _is_of_another_noun(owner: View, view: View, other: View, figure: Claim) -> bool:
    """Whether a share is told of what the record's sentences do not speak of: "gasoline prices climbed 1.9 percent"."""
    if other is owner or not figure.item or own_noun(figure):
        return False
    told = {singular(word) for word in (*owner.sentence.tokens.lower, *view.sentence.tokens.lower)}
    words = {singular(word) for word in figure.item.lower().split() if len(word) > LEAST_TERM}
    return not told.issuperset(words - record_words("generic", "words"))


def _is_of_others(owner: View, other: View, place: int, behind: Sequence[str]) -> bool:
    """Whether a share is told of a group that the record's sentence does not name: "the rate for women"."""
    groups = record_words("rivals", "groups")
    told = owner.sentence.tokens.lower
    before = other.words(other.tail[place - 1] if place else 0, other.first[place])
    return any(word in groups and word not in told for word in (*before, *behind))


def _clause(view: View, place: int) -> tuple[list[str], list[str]]:
    """The words about a number: those before it, and those that follow to the end of its clause."""
    lower = view.sentence.tokens.lower
    start = max(view.tail[place - 1] if place else 0, view.first[place] - NEAR)
    if ";" in lower[start : view.first[place]]:
        start += lower[start : view.first[place]].index(";")
    for at in range(view.first[place] - 1, start, -1):
        if lower[at - 1] == "," and lower[at] in record_words("earlier", "after"):
            # "the largest gain since March, after 610 square km in October"
            start = at
            break
    limit = view.first[place + 1] if place + 1 < len(view.first) else len(lower)
    end = min(limit, view.tail[place] + NEAR)
    for at in range(view.tail[place], end):
        if lower[at] in _CLAUSE_ENDS:
            end = at
            break
    return lower[start : view.first[place]], lower[view.last[place] : end]


def _same_thing(owner: View, index: int, view: View, other: View, place: int) -> bool:
    claim, figure = owner.claims[index], other.claims[place]
    if claim.actor and figure.actor and claim.actor != figure.actor:
        return False
    if own_noun(figure) and head(figure) not in (claim.unit or "").split("/"):
        return _same_noun(owner, index, view, figure)
    if figure.kind not in ("count", "number") and figure.measure and claim.measure:
        # "the price of an ounce", beside that of gold
        return figure.measure == claim.measure or claim.measure.startswith(f"{figure.measure}:")
    if other is not owner and any(
        _is_of_another_fate(claim, told) for told in other.claims[max(0, place - 1) : place + 1]
    ):
        # "civilian casualties rose to 10,993, under the 11,000 of 2015": no deaths
        return False
    # A number without a noun of its own goes on with what is told, unless words behind it tell something else.
    if figure.event != claim.event and figure.event not in _SOFT and claim.event not in _SOFT:
        told = owner.sentence.tokens.lower
        behind = _clause(other, place)[1]
        # "In March 17 were wounded"
        if any(word.endswith("ed") and word not in told for word in behind):
            return False
    near = abs(other.sentence.index - owner.sentence.index) <= REACH
    return near or _is_surely(owner, index, view, figure)


def _is_of_another_fate(claim: Claim, told: Claim) -> bool:
    """Whether a sentence tells of a number that something else befell those of another noun than the record's."""
    if sort_of(told) != sort_of(claim) or not told.item or claim.event in _SOFT or told.event in _SOFT:
        return False
    return told.event != claim.event and head(told) != head(claim) and told.item in told.sentence


def _same_noun(owner: View, index: int, view: View, figure: Claim) -> bool:
    claim = owner.claims[index]
    noun = head(figure)
    deed = record_deeds().get(head(claim) or "", claim.event)
    alike = figure.event in (claim.event, deed) or figure.event in _SOFT or claim.event in _SOFT
    if figure.concept and claim.concept and own_noun(claim) and exclude(figure.concept, claim.concept):
        # "never have so many civilians been freed": soldiers are none
        return False
    if noun in record_words("rivals", "persons") and is_person(claim):
        # "29,800 people had crossed", beside as many arrivals; "89 men died" beside as many soldiers
        return alike
    if head(claim) in record_words("rivals", "persons") and is_person(figure):
        return alike
    if claim.kind not in ("count", "number") and noun in record_words("first", "levels"):
        # "the rate had peaked at 19 percent", beside the highest rate of unemployment
        told = {*owner.sentence.tokens.lower, *view.sentence.tokens.lower}
        return noun in told or "record" in told
    if claim.item and own_noun(claim):
        if noun == head(claim) or (figure.concept is not None and figure.concept == claim.concept):
            return alike
        # "31 hits" beside as many refineries
        return noun in record_words("rivals", "general") and not is_person(claim)
    told = {singular(word) for word in (*owner.sentence.tokens.lower, *view.sentence.tokens.lower)}
    return alike and (noun in told or noun in record_words("rivals", "general"))


@cache
def record_deeds() -> dict[str, str]:
    """The events that nouns count: an arrest is somebody detained."""
    deeds: dict[str, str] = load_table("records")["deeds"]
    return deeds


def is_person(claim: Claim) -> bool:
    """Whether those counted are persons."""
    return head(claim) in record_words("rivals", "counted") or "person" in concept_line(claim.concept or "")


def _is_earlier(claim: Claim | None, figure: Claim, near: Sequence[str], detail: Mapping[str, str]) -> bool:
    """Whether a number is told of a time before that of the record, within the record's reach.

    Of another time where the record is one among all ("more than on any other day").
    """
    words = not record_words("earlier", "words").isdisjoint(near)
    start = figure.time_start or figure.time_end
    if figure.time_basis not in _FIRM or start is None:
        return words
    if figure.time_role == "since":
        return False
    if detail.get("month", start[5:7]) != start[5:7] and figure.time_precision != "year":
        return False
    if start < detail.get("from", ""):
        # "the highest this year; the week before it was 29,800"
        return (
            words and figure.time_basis == "relative" and detail.get("period") in _BRIEF and "before" in near
        )
    if claim is None or claim.time_basis not in _FIRM or claim.time_start is None:
        return True
    if figure.time_start is None or figure.time_start == claim.time_start:
        # a time that belongs to another number of the sentence
        return words
    # a date without its year that would lie ahead is one of the past
    ahead = start > detail.get("told", start) and figure.time_basis == "relative"
    return start < claim.time_start or ahead or detail.get("among") == "all"


def _same_period(claim: Claim, figure: Claim, other: View, place: int, detail: Mapping[str, str]) -> bool:
    start = other.tail[place - 1] if place else 0
    lower = other.sentence.tokens.lower
    if figure.event == claim.event and _is_single(
        lower[max(start, other.first[place] - EVENT) : other.first[place]]
    ):
        # "In May 2022 a flood killed 38 people": one of a day, though only the month is told.
        return True
    own = period_of(other, max(start, other.first[place] - NEAR), other.tail[place] + 3) or period_told(
        figure
    )
    period = detail.get("period", "")
    if own == "cumulative":
        return period == "cumulative"
    if claim.kind not in ("count", "number", "money") or claim.unit != (claim.unit or "").partition("/")[0]:
        return True
    # A day's level is no rival of a month's sum, unless it is one of a price or a share.
    return not own or not period or own == period or period == "cumulative"


def _order(period: str) -> int:
    return _PERIODS.index(period) if period in _PERIODS else len(_PERIODS)


def _is_single(words: Sequence[str]) -> bool:
    """Whether words tell of one event: "an attack on Al-Kuma left", "in the worst ambush of last year"."""
    nouns = record_words("rivals", "events")
    return any(
        word in nouns and not {"a", "an", "one", "single", "the"}.isdisjoint(words[max(0, at - 3) : at])
        for at, word in enumerate(words)
    )

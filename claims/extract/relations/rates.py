"""Advances: how long troops went on so many metres a day, along what front, and what land that made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.extract.relations.cues import word_set
from claims.extract.relations.view import WINDOW, Link, View, category
from claims.model import Claim

# Sentences to either side of the rate in which its duration and its outcome are looked for.
NEIGHBOURS = 2
# Lengths of fronts of one document that are looked at.
MOST_LENGTHS = 100
_TIMES = frozenset({"day", "hour", "week", "month", "year", "minute", "second", "night", "decade", "quarter"})
_LENGTHS = frozenset({"meter", "kilometer", "mile", "foot", "yard", "nautical_mile", "centimeter"})


def has_rate(claim: Claim) -> bool:
    """Whether the claim is so much in so much time."""
    return "/" in (claim.unit or "") and (claim.unit or "").rpartition("/")[2] in _TIMES


def find_rates(views: Sequence[View]) -> Iterator[Link]:
    """Yield the advances of a document; ``views`` are its sentences with claims, in order."""
    lengths = _lengths(views)
    for place, view in enumerate(views):
        for index, claim in enumerate(view.claims):
            if has_rate(claim) and _is_advance(claim):
                link = _rate(views, place, index, lengths)
                if link:
                    yield link


def _rate(views: Sequence[View], place: int, index: int, lengths: Sequence[tuple[int, Claim]]) -> Link | None:
    view = views[place]
    rate = view.claims[index]
    near = [
        other
        for other in (
            view,
            *reversed(views[max(0, place - NEIGHBOURS) : place]),
            *views[place + 1 : place + 1 + NEIGHBOURS],
        )
        if abs(other.sentence.index - view.sentence.index) <= NEIGHBOURS
        and (other.sentence.paragraph == view.sentence.paragraph)
    ]
    members: list[tuple[str, Claim]] = [("rate", rate)]
    detail: dict[str, str] = {}
    duration = next((claim for other in near for claim in [_duration(other)] if claim), None)
    result = next((claim for other in near for claim in [_result(other, rate)] if claim), None)
    if duration:
        members.append(("duration", duration))
    if lengths:
        # The length of the front, from the nearest sentence that gives one.
        here = view.sentence.index
        members.append(("length", min(lengths, key=lambda told: abs(told[0] - here))[1]))
    if result:
        members.append(("result", result))
    for claim in (rate, *([result] if result else [])):
        if claim.time_role in ("since", "period") and claim.time_start and "since" not in detail:
            detail["since"] = claim.time_start
            if claim.time_end:
                detail["until"] = claim.time_end
    if not (duration or detail):
        return None
    return view.link("rate", members, view.first[index], view.last[index], detail)


def _duration(view: View) -> Claim | None:
    for index, claim in enumerate(view.claims[:WINDOW]):
        first = view.first[index]
        if claim.kind == "duration" and first and _lasts(view.words(max(0, first - 2), first)):
            return claim
    return None


def _lasts(words: Sequence[str]) -> bool:
    return words[-1] in word_set("rate", "lasting") or (
        words[-1] in ("the", "a", "some") and words[0] in word_set("rate", "lasting")
    )


def _is_advance(claim: Claim) -> bool:
    # Metres a day are an advance, kilometres an hour a speed.
    above, _, below = (claim.unit or "").rpartition("/")
    return above in _LENGTHS and below not in ("hour", "minute", "second")


def _result(view: View, rate: Claim) -> Claim | None:
    for index, claim in enumerate(view.claims[:WINDOW]):
        if claim is rate or has_rate(claim):
            continue
        words = view.words(view.last[index], view.tail[index] + 6)
        if category(claim) == "share" and not word_set("rate", "territory").isdisjoint(words):
            return claim
        if claim.kind == "physical" and (claim.unit or "").endswith("**2"):
            return claim
    return None


def _is_front(view: View, index: int) -> bool:
    words = [
        *view.words(max(0, view.first[index] - 4), view.first[index]),
        *view.words(view.last[index], view.last[index] + 4),
    ]
    return not word_set("rate", "front").isdisjoint(words)


def _lengths(views: Sequence[View]) -> list[tuple[int, Claim]]:
    """Return the lengths of fronts with the places of their sentences."""
    return [
        (view.sentence.index, claim)
        for view in views
        for index, claim in enumerate(view.claims)
        if claim.kind == "physical" and claim.unit in _LENGTHS and _is_front(view, index)
    ][:MOST_LENGTHS]

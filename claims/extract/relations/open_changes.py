"""Changes whose earlier figure another document tells: "3,675 drones in May, 50 percent more than in April"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import datetime, timedelta

from claims.extract.relations.change_words import BOUNDS, factors_of, followed_by_change, is_level, roles_of
from claims.extract.relations.cues import word_set
from claims.extract.relations.view import Link, View
from claims.model import Claim, DateMention

# Words behind a change among which its base is told.
_REACH = 8
# How far off, as a part of the time that a change took, the day of the earlier figure may lie.
_ROOM = 0.35
_LEAST_ROOM = 1.5
_BASES = frozenset({"stated", "relative"})
_DAYS = {"day": 1.0, "week": 7.0, "fortnight": 14.0, "month": 30.4, "quarter": 91.3, "year": 365.25}


def open_changes(
    views: Sequence[View],
    dates: Mapping[int, Sequence[DateMention]],
    published: datetime | None,
    taken: Set[str],
    spans: Set[int],
) -> Iterator[Link]:
    """Yield the changes of a document that name no earlier figure, with the time of which that must be.

    ``dates`` are the time expressions by the index of their sentence, ``taken`` the ids of the changes that have
    their figures, ``spans`` where the words of such changes begin.
    """
    for view in views:
        roles = roles_of(view)
        changes: list[tuple[Claim | None, str, int, int]] = [
            (claim, "", view.first[index], view.last[index])
            for index, claim in enumerate(view.claims)
            if roles[index] == "by"
            and (claim.direction is not None or followed_by_change(view, index))
            and claim.claim_id not in taken
            and view.sorts[index] not in ("points", "duration", "age", "multiple")
        ]
        changes += [
            (None, factor, place, place + 1)
            for place, factor in factors_of(view)
            if view.sentence.tokens.start[place] not in spans
        ]
        if len(changes) != 1:
            continue
        change, factor, first, last = changes[0]
        figure = _figure(view, roles, change)
        told = dates.get(view.sentence.index, ())
        base = None if figure is None else _base(view, figure, last, told, published)
        if figure is None or base is None:
            continue
        detail = {"base_start": base[0].isoformat(), "base_end": base[1].isoformat(), "base": base[2]}
        members = [("to", figure)]
        if change is not None:
            members.append(("by", change))
            if is_level(view, view.claims.index(change)):
                detail["level"] = "1"
        else:
            detail["factor"] = factor
            for word in view.words(max(0, first - 2), first):
                if word in BOUNDS:
                    detail["factor_relation"] = BOUNDS[word]
        yield view.link("change", members, first, last, detail)


def _figure(view: View, roles: Sequence[str | None], change: Claim | None) -> Claim | None:
    """Return the one figure of the sentence that may have changed."""
    found = [
        claim
        for index, claim in enumerate(view.claims)
        if claim is not change and view.sorts[index] not in ("duration", "age", "ratio", "multiple", "points")
    ]
    if len(found) != 1 or found[0].relation not in ("=", "~") or "from" in roles:
        return None
    figure = found[0]
    if change is not None and change.kind != "share" and change.kind != figure.kind:
        return None
    told = figure.measure is not None or figure.item is not None
    return figure if told and figure.modality in ("asserted", "reported") else None


def _base(
    view: View, figure: Claim, last: int, dates: Sequence[DateMention], published: datetime | None
) -> tuple[datetime, datetime, str] | None:
    """Return the time of the earlier figure: a period of its own, or about when a change began that took so long."""
    if not (figure.time_start and figure.time_end):
        return None
    start, end = datetime.fromisoformat(figure.time_start), datetime.fromisoformat(figure.time_end)
    stated = figure.time_basis in _BASES
    for date in dates:
        if stated and date.start and date.end and date.end <= start and _is_base(view, date, last):
            return date.start, date.end, "period"
    words = view.words(last, last + _REACH)
    for place, word in enumerate(words):
        if word in _DAYS and not _before_words(words, place).isdisjoint(word_set("change", "former_period")):
            shifted = _shifted(start, end, word) if stated else None
            if shifted:
                return (*shifted, "period")
    took = _took(view)
    moment = start if stated and (end - start).days <= 2 else published
    if took is None or moment is None:
        return None
    began = moment - timedelta(days=took)
    room = timedelta(days=max(_LEAST_ROOM, _ROOM * took))
    return began - room, began + room, "moment"


def _is_base(view: View, date: DateMention, last: int) -> bool:
    """Whether a time stands right behind the change, as what it is held against: "than in April", "from June"."""
    at = bisect_left(view.sentence.tokens.start, date.span[0])
    if not last <= at <= last + _REACH:
        return False
    return not word_set("change", "held_against").isdisjoint(view.words(max(last, at - 3), at))


def _before_words(words: Sequence[str], place: int) -> set[str]:
    """The words beside a unit of time: "the previous month", "a year earlier"."""
    return {*words[max(0, place - 2) : place], *words[place + 1 : place + 2]}


def _took(view: View) -> float | None:
    """Return in how many days something changed: "in a month", "within two weeks"."""
    lower = view.sentence.tokens.lower
    for place, word in enumerate(lower):
        if word in ("in", "within") and lower[place + 1 : place + 2] in (["a"], ["one"]):
            unit = lower[place + 2] if place + 2 < len(lower) else ""
            if unit in _DAYS:
                return _DAYS[unit]
    for index, claim in enumerate(view.claims):
        before = view.words(view.first[index] - 1, view.first[index])
        inside = claim.quote.lower().startswith("within") or before in (["in"], ["within"])
        if claim.kind == "duration" and inside and claim.base_upper:
            return claim.base_upper / 86400.0
    return None


def _shifted(start: datetime, end: datetime, unit: str) -> tuple[datetime, datetime] | None:
    """Return a period moved back by one unit of the calendar, if it is no longer than that."""
    if (end - start).days > _DAYS[unit] * 1.1:
        return None
    if unit in ("month", "year"):
        months = 12 if unit == "year" else 1
        return _months_back(start, months), _months_back(end, months)
    back = timedelta(days=round(_DAYS[unit]))
    return start - back, end - back


def _months_back(moment: datetime, months: int) -> datetime:
    number = moment.year * 12 + moment.month - 1 - months
    return moment.replace(year=number // 12, month=number % 12 + 1, day=min(moment.day, 28))

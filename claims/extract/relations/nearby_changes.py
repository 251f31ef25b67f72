"""Changes and the figures near them: "It fell 8 %. The share had stood at 50 euros and closed at 46 euros."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from claims.extract.relations.change_words import BOUNDS, roles_of
from claims.extract.relations.changes import has_own_change, timed, told_of
from claims.extract.relations.figures import (
    Figure,
    Range,
    bounds,
    figures,
    is_former,
    is_later,
    may_be,
    meets,
    nearby_words,
)
from claims.extract.relations.stated_changes import Change, stated_changes
from claims.extract.relations.view import Link, View, category, fits, head, middle, near, slipped
from claims.extract.word_classes import singular
from claims.model import Claim

# Sentences around a change in which the figures before and after it are looked for.
BACK, AHEAD = 2, 1
# How far off, as a factor, a change may be and still be that of the two figures.
_WIDEST = 3.3
# From a figure to "75 percent" behind ", a drop of", in words.
_APPOSED = 7
# How far apart, as a factor, the two figures of a change may be that is off by more.
_FARTHEST = 25.0
# Figures of one sort around a change among which it is clear which are meant.
_FEW = 2
# A number in digits: its whole part and its decimals.
_WRITTEN = re.compile(r"(\d[\d,]*|(?=\.\d))(?:\.(\d+))?")
# How far off a percentage in words may be, as a part of it.
_SPELLED_ROUNDING = 0.08


def nearby_changes(
    views: Sequence[View], taken: Set[str], spans: Set[int], sides: Set[str]
) -> Iterator[Link]:
    """Yield the changes of a document whose figures stand near.

    ``taken`` are the ids of the changes that have their figures, ``sides`` of those figures, ``spans`` where the
    words of other changes begin.
    """
    for place, view in enumerate(views):
        for change in stated_changes(view):
            start = view.sentence.tokens.start[change.first]
            if start in spans or (change.claim is not None and change.claim.claim_id in taken):
                continue
            pair = _figures(change, views, place, sides)
            if pair is None:
                continue
            members = [("from", pair[0].claim), ("to", pair[1].claim)]
            detail: dict[str, str] = {}
            if change.claim is not None:
                members.append(("by", change.claim))
                if change.level or category(change.claim) == "multiple":
                    detail["level"] = "1"
            else:
                detail["factor"] = change.factor
                for word in view.words(max(0, change.first - 2), change.first):
                    if word in BOUNDS:
                        detail["factor_relation"] = BOUNDS[word]
            yield view.link("change", members, change.first, change.last, detail)


def _figures(
    change: Change, views: Sequence[View], place: int, sides: Set[str]
) -> tuple[Figure, Figure] | None:
    """Return the figures before and after: those that the change fits, else those that can only be meant."""
    claim = change.claim
    shares = claim is None or category(claim) == "points" or claim.unit == "point"
    among = [
        figure
        for figure in figures(views, place, BACK, AHEAD, shares)
        if figure.claim is not claim
        and (figure.claim.direction is None or _level(figure))
        and not _is_step(figure)
    ]
    of_others = _told_of_others(change, views, place)
    own = _told_of(change, views[place])
    meant: tuple[Figure, Figure] | None = None
    for left_place, left in enumerate(among):
        for right in among[left_place + 1 :]:
            if not _one_thing(left.claim, right.claim):
                continue
            for start, end in _orders(left, right):
                stated, computed = _both(change, start, end)
                if stated is None or computed is None:
                    continue
                if _by_units(change) and not ((_level(end) or is_later(end)) and _placed(start, end)):
                    continue
                if own is not None and own is not start.claim and own is not end.claim:
                    continue
                if meets(stated, computed) and not _is_open(start, end):
                    return start, end
                if not of_others.isdisjoint((start.claim.claim_id, end.claim.claim_id)):
                    continue
                if (_is_long_before(change, start) and not _is_apposed(change, views[place], end)) or (
                    start.view is not views[place] and has_own_change(start.view, start.index)
                ):
                    continue
                if (
                    _by_units(change)
                    and _is_of_another_day(views[place], start)
                    and not slipped(stated[0] + stated[1], computed[0] + computed[1])
                ):
                    continue
                inside = left.view is right.view is views[place]
                alone = (
                    sum(
                        _one_thing(left.claim, other.claim)
                        for other in among
                        if not inside or other.view is left.view
                    )
                    <= _FEW
                )
                told = {start.claim.claim_id, end.claim.claim_id} <= sides
                if (
                    meant is None
                    and alone
                    and not told
                    and (
                        _goes_on(views[place], start, end)
                        or _of_its_measure(change, start, end)
                        or _of_its_subject(views[place], change, start, end)
                    )
                    and (
                        _placed(start, end)
                        or _set_against(start, end)
                        or _in_its_sentence(change, start, end, views[place])
                    )
                    and (
                        start.claim.unit != end.claim.unit
                        or near(middle(start.claim), middle(end.claim), _FARTHEST)
                    )
                    and may_be(
                        stated,
                        computed,
                        _far(change, start, end, views[place]),
                    )
                ):
                    meant = start, end
    return meant


def _told_of(change: Change, view: View) -> Claim | None:
    """Return the figure right beside a change that it is told of."""
    for index, claim in enumerate(view.claims):
        if claim is change.claim:
            place = told_of(view, index)
            return None if place is None else view.claims[place]
    return None


def _told_of_others(change: Change, views: Sequence[View], place: int) -> set[str]:
    """Return the ids of the figures around that another change is told of, right beside them."""
    found: set[str] = set()
    for view in views[max(0, place - BACK) : place + AHEAD + 1]:
        for index, role in enumerate(roles_of(view)):
            if role == "by" and view.claims[index] is not change.claim:
                at = told_of(view, index)
                if at is not None:
                    found.add(view.claims[at].claim_id)
    return found


def _by_units(change: Change) -> bool:
    """Whether the change is told in the unit of the figures ("fell 4 dollars to 67 dollars")."""
    claim = change.claim
    return (
        claim is not None and category(claim) not in ("share", "points", "multiple") and claim.unit != "point"
    )


def _is_of_another_day(view: View, start: Figure) -> bool:
    """Whether the earlier figure has a sentence of its own: "It rose 2 dollars to 71. A month ago it had been 66."."""
    return start.view is not view and timed(start.view, start.index)


def _is_long_before(change: Change, start: Figure) -> bool:
    """Whether the earlier figure is of years before those of the change: "fell 3 % between 2004 and 2005 to 271,000.
    In 1984 it was 324,000"."""
    claim, base = change.claim, start.claim
    if claim is None or not (claim.time_start and claim.time_end and base.time_end):
        return False
    since, until = int(claim.time_start[:4]), int(claim.time_end[:4])
    return int(base.time_end[:4]) < since - max(1, until - since)


def _is_apposed(change: Change, view: View, end: Figure) -> bool:
    """Whether a change is told of the figure right before it by a noun: "By 2024 there were 120, a drop of 75 percent"."""
    words = view.words(view.tail[end.index], change.first) if end.view is view else []
    return (
        3 < len(words) + 1 <= _APPOSED and words[-1] == "of" and "," in words[:2] and words[-3] in ("a", "an")
    )


def _of_its_measure(change: Change, start: Figure, end: Figure) -> bool:
    """Whether a change of prices stands beside prices, and the like."""
    told = change.claim.measure if change.claim is not None else None
    measures = {start.claim.measure, end.claim.measure}
    return bool(told) and len(measures) == 1 and f"{measures.pop()}_change" == str(told).partition(":")[0]


def _of_its_subject(view: View, change: Change, start: Figure, end: Figure) -> bool:
    """Whether two figures of one sentence count what the sentence right before has changed: "The population has
    tripled. On 1 April there were 14,000 people, on 1 May 41,000 of them"."""
    if start.view is not end.view or start.view.sentence.index != view.sentence.index + 1:
        return False
    if sum(1 for _ in stated_changes(view)) > 1:
        # "Wind output grew 12 % and solar output 20 %"
        return False
    if change.claim is not None and category(change.claim) not in ("share", "multiple"):
        return False
    told = {singular(word) for word in view.words(0, change.first)}
    nouns = {noun for figure in (start, end) for noun in [head(figure.claim)] if noun}
    if not nouns.isdisjoint(told):
        return True
    peoples = nearby_words("change", "peoples")
    return not nouns.isdisjoint(peoples) and not told.isdisjoint(peoples)


def _is_open(*ends: Figure) -> bool:
    """ "Over 126 GW": what is only said to be more meets many a change by chance."""
    return any(figure.claim.relation in (">", ">=", "<", "<=") for figure in ends)


def _is_step(figure: Figure) -> bool:
    """ "is 77.6 billion or 27.6 percent smaller", "990,000 boxes more than in May": the amount by which it changed."""
    view, after = figure.view, figure.index + 1
    if roles_of(view)[figure.index] == "by" and view.sorts[figure.index] != "share":
        return True
    return (
        after < len(view.claims)
        and roles_of(view)[after] == "by"
        and view.sorts[after] != view.sorts[figure.index]
        and view.words(view.tail[figure.index], view.first[after]) == ["or"]
    )


def _led_to(change: Change, end: Figure) -> bool:
    """Whether the figure after the change stands with it: "by half a point to 4.5 percent"."""
    return _level(end) and 0 < end.view.first[end.index] - change.last <= 2


def _goes_on(view: View, start: Figure, end: Figure) -> bool:
    """Whether the sentence of the change and that of its figures speak of one thing: the later one says so."""
    others = [figure.view for figure in (start, end) if figure.view is not view]
    if len(others) < 2:
        return True
    later = max((view, *others), key=lambda other: other.sentence.index)
    # "They also pointed out" opens another matter.
    return not nearby_words("change", "goes_on").isdisjoint(later.words(0, 1)) and "also" not in later.words(
        0, 3
    )


def _level(figure: Figure) -> bool:
    """Whether a number that rose or fell is where it came to: "rose to 50"."""
    return roles_of(figure.view)[figure.index] == "to"


def _one_thing(one: Claim, other: Claim) -> bool:
    """Whether the two may be the same figure at two times."""
    if one.measure and other.measure and one.measure != other.measure and one.item and other.item:
        return False
    if category(one) == category(other):
        return fits(one, other) is not False and (
            head(one) is None
            or head(other) is None
            or fits(one, other) is True
            or one.concept == other.concept
        )
    if one.kind == other.kind == "money":
        return _currency(one) == _currency(other)
    return any(
        bare.kind == "number" and bare.item is None and full.kind in ("count", "money", "physical")
        for bare, full in ((one, other), (other, one))
    )


def _currency(claim: Claim) -> str:
    return (claim.unit or "").partition("/")[0]


def _orders(left: Figure, right: Figure) -> Iterator[tuple[Figure, Figure]]:
    """Yield the two as before and after: by their times, by the words beside them, else both ways."""
    early, late = left.claim.time_start, right.claim.time_start
    roles = roles_of(left.view)[left.index], roles_of(right.view)[right.index]
    if roles[0] == "from" and roles[1] != "from":
        yield left, right
    elif roles[1] == "from" and roles[0] != "from":
        yield right, left
    elif early and late and early != late:
        yield (left, right) if early < late else (right, left)
    elif is_former(left) != is_former(right):
        yield (left, right) if is_former(left) else (right, left)
    else:
        yield left, right
        yield right, left


def _placed(start: Figure, end: Figure) -> bool:
    """Whether words or dates tell that the one figure came before the other."""
    if start.claim.time_start and end.claim.time_start and start.claim.time_start < end.claim.time_start:
        return True
    roles = roles_of(start.view)[start.index], roles_of(end.view)[end.index]
    return (
        "from" in roles
        or (roles[1] == "to" and roles[0] is None and start.claim.span < end.claim.span)
        or is_former(start)
        or is_later(end)
        or (timed(start.view, start.index) and timed(end.view, end.index))
    )


def _set_against(start: Figure, end: Figure) -> bool:
    """ "Twice as many applicants as places, 17,800 for 8,900": what is more stands first."""
    if start.view is not end.view or start.index != end.index + 1:
        return False
    view = start.view
    between = view.words(view.tail[end.index], view.first[start.index])
    return len(between) == 1 and between[0] in nearby_words("change", "set_against")


def _far(change: Change, start: Figure, end: Figure, view: View) -> float:
    """How far off, as a factor, the change may be: further where the words tie it to its figures."""
    tied = (
        _by_units(change)
        or _led_to(change, end)
        or _in_its_sentence(change, start, end, view)
        or change.level
    )
    return 2 * _WIDEST if tied else _WIDEST


def _in_its_sentence(change: Change, start: Figure, end: Figure, view: View) -> bool:
    """Whether "three times as many" ends the sentence of the two numbers: 12 in one place, 36 in another."""
    claim = change.claim
    return claim is not None and category(claim) == "multiple" and start.view is end.view is view


def _both(change: Change, start: Figure, end: Figure) -> tuple[Range | None, Range | None]:
    """Return the change as it is stated and as it comes out, in the same terms."""
    before, after = bounds(start.claim, end.claim), bounds(end.claim, start.claim)
    if before is None or after is None or before[0] <= 0:
        return None, None
    if start.claim.kind == end.claim.kind == "money" and start.claim.unit != end.claim.unit:
        before, after = _plain(start.claim), _plain(end.claim)
    claim = change.claim
    if claim is None:
        factor = float(change.factor)
        return (factor * 0.95, factor * 1.05), (after[0] / before[1], after[1] / before[0])
    if change.up is not None and (after[0] + after[1] > before[0] + before[1]) != change.up:
        return None, None
    stated = bounds(claim)
    if stated is None:
        return None, None
    low, high = sorted((after[0] - before[1], after[1] - before[0]), key=abs)
    if category(claim) == "multiple":
        return stated, (after[0] / before[1], after[1] / before[0])
    if change.level:
        return stated, (after[0] / before[1], after[1] / before[0])
    if category(claim) == "share":
        room = _rounding(claim)
        stated = stated[0] * (1 - room), stated[1] * (1 + room)
        return stated, (abs(low) / before[1], abs(high) / before[0])
    if claim.unit == "point":
        stated = stated[0] / 100, stated[1] / 100
    return stated, (abs(low), abs(high))


def _plain(claim: Claim) -> Range:
    value = claim.value or 0.0
    return value, value


def _rounding(claim: Claim) -> float:
    """Return half of the last digit of a percentage, the last one of a range, as written, as a part of it."""
    written = _WRITTEN.findall(claim.quote)
    if not written:
        return _SPELLED_ROUNDING
    whole, decimals = written[-1]
    number = float(f"{whole.replace(',', '')}.{decimals}")
    return 0.5 * 10.0 ** -len(decimals) / number if number else _SPELLED_ROUNDING

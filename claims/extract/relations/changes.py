"""Changes: "from 40 to 50, up 25 %", "tripled from 400 to 1,200", "50, up from 40, a rise of a quarter"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.extract.direction import way_told
from claims.extract.direction_words import way_words
from claims.extract.relations.antecedents import concept_named
from claims.extract.relations.change_words import (
    BOUNDS,
    REACH,
    factors_of,
    followed_by_change,
    is_level,
    is_times,
    roles_of,
)
from claims.extract.relations.cues import word_set
from claims.extract.relations.view import (
    Link,
    View,
    category,
    fits,
    head,
    kindred,
    middle,
    near,
    own_noun,
)
from claims.lexicon.trees import concept_line
from claims.model import Claim

# A number without a unit is hardly the same as one that many times larger or smaller ("from 3.5 to 3 million").
_OTHER_SCALE = 100.0
# From a number to "up from" and the one before it.
_FARTHEST = 14
# From a percentage to the figure that it led to.
_LED_REACH = 3
# Beyond this the two numbers of a sentence that has no "from" are hardly a before and an after.
WIDEST = 2.5


def find_changes(view: View, earlier: Sequence[View]) -> Iterator[Link]:
    """Yield the changes of a sentence. ``earlier``: the sentences before it in its paragraph."""
    if len(view.claims) < 2:
        return
    factors = factors_of(view)
    roles = roles_of(view)
    if not factors and "by" not in roles and "from" not in roles:
        return
    figure: int | None = None
    for group in _groups(view, roles):
        ends = _ends(view, roles, group, figure)
        figure = None if ends is None else ends[1]
        link = (
            _assemble(view, roles, group, ends, factors)
            or _apart(view, roles, group, earlier)
            or (_moved(view, roles, ends) if ends is not None else None)
        )
        if link:
            yield link


def _groups(view: View, roles: Sequence[str | None]) -> Iterator[list[int]]:
    """Yield the numbers that belong together: a role that comes again opens the next group."""
    group: list[int] = []
    seen: set[str] = set()
    for index, role in enumerate(roles):
        parted = index and not word_set("change", "clauses").isdisjoint(
            view.words(view.last[index - 1], view.first[index])
        )
        if group and (parted or (role is not None and role in seen)):
            free = [] if parted else _trailing_free(group, roles)
            yield [member for member in group if member not in free]
            group, seen = free, set()
        group.append(index)
        if role:
            seen.add(role)
    if group:
        yield group


def _trailing_free(group: Sequence[int], roles: Sequence[str | None]) -> list[int]:
    """Return the numbers without role at the end, which open the next group ("50, up 5 %, and 30, up 2 %")."""
    free: list[int] = []
    for index in reversed(group):
        if roles[index] is not None:
            break
        free.append(index)
    return free[::-1]


def _assemble(
    view: View,
    roles: Sequence[str | None],
    group: Sequence[int],
    ends: tuple[int, int] | None,
    factors: Sequence[tuple[int, str]],
) -> Link | None:
    """Make a change of a group that names the earlier number."""
    if ends is None:
        return None
    start = ends[0]
    if view.sorts[start] == "duration" and "from" not in view.words(
        view.first[start] - REACH, view.first[start]
    ):
        # "up 2.6 % in the 12 months to May after 2.4 % over the 12 months to April"
        return None
    by = next((index for index in group if roles[index] == "by"), None)
    return _change(view, view.claims[ends[0]], view.claims[ends[1]], by, ends, factors)


def _ends(
    view: View, roles: Sequence[str | None], group: Sequence[int], figure: int | None
) -> tuple[int, int] | None:
    """Return the earlier number of a group that names it as such, and the later one.

    ``figure``: the later one of the group before, which may go on: "1,268, 62 % above the 785 of March but 47 % below
    the 2,383 of last June".
    """
    by = next((index for index in group if roles[index] == "by"), None)
    start = next((index for index in group if roles[index] == "from"), None)
    if start is None:
        return None
    end = next((index for index in group if roles[index] == "to" and _like(view, index, start)), None)
    if end is None:
        pivot = start if by is None else min(by, start)
        free = [
            index
            for index in group
            if roles[index] is None and _like(view, index, start) and not _is_apart(view, index, pivot)
        ]
        before = [index for index in free if index < pivot]
        end = before[-1] if before else (free[0] if free else None)
        if (
            end is None
            and figure is not None
            and by is not None
            and by < start
            and _like(view, figure, start)
        ):
            end = figure
    if end == start + 1 and view.words(view.last[start], view.first[end]) == ["and"]:
        # "a decline of 19 % and 2 % on the 211 and 175 of the two years" tells of two changes
        return None
    return None if end is None else (start, end)


def _is_apart(view: View, index: int, pivot: int) -> bool:
    """Whether a number before a change is no figure that changed: it tells the change as well ("1.9 billion or 0.4
    percent above the 500 billion"), or stands in another clause ("726 was hoped for, and the figure was 52 % above")."""
    if index >= pivot:
        return False
    gap = view.gap(index, pivot)
    if index == pivot - 1 and gap[-1:] == ["or"] and len(gap) <= 2:
        return True
    if "," not in gap:
        return False
    clause = gap[gap.index(",") + 1 :]
    return (
        clause[:1] == ["and"]
        and clause[1:2] not in (["that"], ["this"], ["it"])
        and not word_set("change", "tells").isdisjoint(clause[2:])
    )


def _moved(view: View, roles: Sequence[str | None], ends: tuple[int, int]) -> Link | None:
    """Make a change of which only the way is told: "grew from 8,500 to 11,000", "14, down from 61"."""
    start, end = ends
    words = view.sentence.tokens.lower
    way = way_told(view.sentence.tokens, view.first[start]) or _way_held(view, start, end)
    if way is None or not word_set("change", "ranks").isdisjoint(words) or _exchanges(words):
        return None
    if roles[end] is None and (
        end > start
        or view.first[start] - view.tail[end] > _FARTHEST
        or {"up", "down"}.isdisjoint(view.words(view.first[start] - REACH, view.first[start]))
    ):
        return None
    one, other = view.claims[start], view.claims[end]
    low, high = sorted(abs(claim.value or middle(claim) or 0.0) for claim in (one, other))
    if category(one) == "duration" or (one.kind != other.kind and high > _OTHER_SCALE * low):
        return None
    at = view.first[start]
    return view.link("change", [("from", one), ("to", other)], max(0, at - 2), at, {"way": way})


def _way_held(view: View, start: int, end: int) -> str | None:
    """Return the way of a move to a figure that is held against one of an earlier time: "surged to 12, compared to 21
    between January and June"."""
    one, other = view.claims[start], view.claims[end]
    if start != end + 1 or view.gap(end, start)[:1] != [","] or other.direction is None:
        return None
    told = one.time_start is not None and (
        one.time_basis == "stated" if other.time_start is None else one.time_start < other.time_start
    )
    former = not word_set("change", "former_period").isdisjoint(
        view.words(view.tail[start], view.tail[start] + REACH)
    )
    return other.direction if told or former else None


def _exchanges(words: Sequence[str]) -> bool:
    """Whether so much of one currency is told for another: "fell from 80 to 95 to the dollar"."""
    currencies = word_set("change", "currencies")
    return any(
        word in currencies and place and words[place - 1] in ("the", "per", "a", "us")
        for place, word in enumerate(words)
    )


def _like(view: View, left: int, right: int) -> bool:
    """Whether one number may have become the other; a bare one has the unit of the other."""
    one, other = view.claims[left], view.claims[right]
    if _counts_other(one, other):
        return False
    if category(one) == category(other):
        return category(one) != "age" and fits(one, other) is not False
    if one.kind == other.kind == "money":
        # "66 dollars a barrel, down from 68 dollars"
        return (one.unit or "").partition("/")[0] == (other.unit or "").partition("/")[0]
    return any(
        bare.kind == "number" and bare.item is None and full.kind in ("count", "money", "physical")
        for bare, full in ((one, other), (other, one))
    )


def _counts_other(one: Claim, other: Claim) -> bool:
    """Whether the nouns of two counts are of two things: "5,000 cases from eight countries"."""
    if one.kind != "count" or other.kind != "count" or not (own_noun(one) and own_noun(other)):
        return False
    named = concept_named(head(one) or ""), concept_named(head(other) or "")
    if (
        named[0]
        and named[1]
        and concept_line(named[0])[-1] != concept_line(named[1])[-1]
        and not kindred(named[0], named[1])
    ):
        # The sentence may lend both the concept of its cases.
        return True
    if "case" in named and None not in named and named[0] != named[1]:
        # "214 deaths from 9,800 cases"
        return True
    return head(one) != head(other) and (one.concept is None or one.concept != other.concept)


def _change(
    view: View,
    start: Claim,
    end: Claim,
    by: int | None,
    places: tuple[int, ...],
    factors: Sequence[tuple[int, str]],
) -> Link | None:
    members = [("from", start), ("to", end)]
    tokens = view.sentence.tokens
    if _exchanges(tokens.lower):
        return None
    if by is not None:
        claim = view.claims[by]
        sort = category(claim)
        pointed = claim.unit == "point" and category(start) == "share"
        bare = claim.kind == "number" and claim.item is None and start.kind in ("count", "money", "physical")
        if sort not in ("share", "points", "multiple", category(start)) and not (
            pointed or bare or claim.kind == start.kind == "money"
        ):
            return None
        if sort == "points" and category(start) != "share":
            return None
        if "point" in view.words(view.last[by], view.last[by] + 3) and claim.unit == "share":
            # "half a point" is no half.
            return None
        first = max(0, view.first[by] - 1)
        detail = {"level": "1"} if is_level(view, by) or is_times(view, by) else {}
        if claim.kind == "duration" and not way_words("either_way").isdisjoint(
            view.words(max(0, first - REACH), first)
        ):
            # "improved by 0.8 seconds, from 52.4 to 51.6 seconds"
            detail["either_way"] = "1"
        return view.link("change", [*members, ("by", claim)], first, view.last[by], detail)
    low = min(view.first[index] for index in places)
    nearest = min(factors, key=lambda factor: abs(factor[0] - low), default=None)
    if nearest is None:
        return None
    place, factor = nearest
    detail = {"factor": factor}
    for word in tokens.lower[max(0, place - 2) : place]:
        if word in BOUNDS:
            detail["factor_relation"] = BOUNDS[word]
    return view.link("change", members, place, place + 1, detail)


def _apart(
    view: View,
    roles: Sequence[str | None],
    group: Sequence[int],
    earlier: Sequence[View],
) -> Link | None:
    """Make a change of numbers that are placed in time: "40 in 2023 and 50 in 2024, a rise of 25 %"."""
    by = next((index for index in group if roles[index] == "by"), None)
    if by is None or view.sorts[by] not in ("share", "points", "multiple"):
        return None
    if not (
        followed_by_change(view, by)
        or view.sentence.tokens.lower[view.first[by] - 1] in ("of", "up", "down", "by")
    ):
        return None
    ends = [index for index in group if roles[index] in ("to", None) and index != by]
    ends = [index for index in ends if view.sorts[index] not in ("age", "duration", "points", "ratio")]
    if len(ends) == 2 and _like(view, ends[0], ends[1]) and timed(view, ends[0]) and timed(view, ends[1]):
        return _ordered(view, view, ends[0], ends[1], by)
    if len(ends) == 1 and earlier:
        before = earlier[-1]
        alike = [index for index, claim in enumerate(before.claims) if category(claim) == view.sorts[ends[0]]]
        if (
            len(alike) == 1
            and timed(before, alike[0])
            and _same_thing(before.claims[alike[0]], view.claims[ends[0]])
            and not _is_taken(before, alike[0])
        ):
            return _ordered(view, before, alike[0], ends[0], by)
    return None


def _is_taken(view: View, index: int) -> bool:
    """Whether a change of its own is told beside a figure."""
    return any(role == "by" and told_of(view, at) == index for at, role in enumerate(roles_of(view)))


def has_own_change(view: View, index: int) -> bool:
    """Whether a figure is told with how it has changed itself: "Output was 210 tonnes, down 6 %. Exports ..."."""
    after = index + 1
    if after == len(view.claims) or roles_of(view)[after] != "by":
        return False
    between = view.words(view.tail[index], view.first[after])
    return "," in between and between[-1] in (",", "up", "down")


def told_of(view: View, index: int) -> int | None:
    """Return the figure right beside a change that it is told of: "15,419 units, down 12 %", "5.1 percent at 434,000"."""
    if index and view.sorts[index - 1] != view.sorts[index]:
        between = view.words(view.tail[index - 1], view.first[index])
        if has_own_change(view, index - 1) or between[:1] == ["("]:
            return index - 1
    after = index + 1
    if after < len(view.claims) and view.sorts[after] != view.sorts[index]:
        between = view.words(view.tail[index], view.first[after])
        if between[:1] in (["to"], ["at"]) and len(between) <= _LED_REACH:
            return after
    return None


def _same_thing(left: Claim, right: Claim) -> bool:
    if left.concept and right.concept:
        return left.concept == right.concept
    return head(left) is None or head(right) is None or head(left) == head(right)


def timed(view: View, index: int) -> bool:
    end = view.first[index + 1] if index + 1 < len(view.claims) else view.tail[index] + 8
    words = view.words(view.tail[index], min(end, view.tail[index] + 8))
    words += view.words(max(0, view.first[index] - 6), view.first[index])
    return any(word in word_set("change", "times") or (len(word) == 4 and word.isdigit()) for word in words)


def _ordered(view: View, first_view: View, first: int, second: int, by: int) -> Link | None:
    """Take the earlier of two numbers for the start: by their times, else by what the change makes of them."""
    start, end = first_view.claims[first], view.claims[second]
    if (start.time_start and end.time_start and end.time_start < start.time_start) or (
        not (start.time_start and end.time_start) and _makes(end, start, view.claims[by])
    ):
        start, end = end, start
    if not near(middle(start), middle(end), WIDEST):
        return None
    return _change(view, start, end, by, (second,), ())


def _makes(start: Claim, end: Claim, by: Claim) -> bool:
    low, high, change = middle(start), middle(end), middle(by)
    if not low or not high or not change or category(by) != "share":
        return False
    return any(abs(high / (low * (1 + sign * change)) - 1) < 0.02 for sign in (1, -1))

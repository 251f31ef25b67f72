"""Changes whose earlier figure is not beside the later one: "rose by 40 to 240, or 20 percent", "That was up from 61"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.extract.direction import way_told
from claims.extract.relations.change_words import REACH, roles_of
from claims.extract.relations.cues import word_set
from claims.extract.relations.view import Link, View, category, fits
from claims.model import Claim

# Words between the step and the figure that it led to, between these and the percentage, and before "from".
_TO_REACH, _SHARE_REACH, _OPENING = 6, 9, 12
_SORTS = ("count", "number", "money", "physical")


def find_steps(view: View, earlier: Sequence[View]) -> Iterator[Link]:
    """Yield the changes of a sentence told from what they led to, and those from what the sentence before told.

    ``earlier``: the sentences before it in its paragraph.
    """
    if "change" not in view.cues:
        return
    roles = roles_of(view)
    if "by" in roles and "from" not in roles:
        for index in range(len(view.claims) - 1):
            if roles[index] == "by" and view.claims[index].kind in _SORTS:
                link = _step(view, roles, index)
                if link:
                    yield link
    elif earlier and "from" in roles and "to" not in roles and "by" not in roles:
        link = _taken_up(view, roles.index("from"), earlier[-1])
        if link:
            yield link


def _step(view: View, roles: Sequence[str | None], index: int) -> Link | None:
    """Make a change of how much was added, what that made, and the share of what there was before."""
    after = _led_to(view, index)
    if after is None:
        return None
    step, end = view.claims[index], view.claims[after]
    way = step.direction or end.direction
    if category(step) != category(end) or fits(step, end) is False or way is None:
        return None
    members = [("step", step), ("to", end)]
    share = _share(view, roles, index, after)
    if share is None and not (way == "up" and (end.value or 0.0) < (step.value or 0.0)):
        return None
    if share is not None:
        members.append(("by", share))
    start = view.first[index]
    return view.link("change", members, max(0, start - 1), view.last[index], {"way": way})


def _led_to(view: View, index: int) -> int | None:
    """Return the figure that a step led to: "fell 12 billion, or 2 percent, to 750 billion", "750 billion, down 12"."""
    for after in (index + 1, index + 2):
        if after == len(view.claims):
            break
        between = view.gap(after - 1, after)
        if len(between) <= _TO_REACH and not word_set("change", "led_to").isdisjoint(between):
            return None if "from" in between else after
        if view.sorts[after] != "share":
            break
    if index and view.gap(index - 1, index) in ([",", "up"], [",", "down"]):
        return index - 1
    return None


def _share(view: View, roles: Sequence[str | None], index: int, after: int) -> Claim | None:
    """Return the percentage told of the step at ``index`` beside it or behind the figure that it led to."""
    for place in (index - 1, index + 1, index + 2):
        if not 0 <= place < len(view.claims) or view.sorts[place] != "share":
            continue
        left, right = (place, index) if place < index else (place - 1, place)
        between = view.gap(left, right)
        told = bool(between) and ("or" in between or between[0] in (",", "(", "—", "–"))
        another = word_set("change", "of_another")
        apart = (
            not another.isdisjoint(between)
            or not another.isdisjoint(view.words(view.last[place], view.last[place] + 3))
            or view.words(view.last[place], view.last[place] + 1) == ["of"]
        )
        changes = roles[place] == "by" or "or" in between
        if place == index + 2 and place - 1 != after:
            continue
        if told and changes and not apart and len(between) <= _SHARE_REACH:
            return view.claims[place]
    return None


def _taken_up(view: View, start: int, before: View) -> Link | None:
    """Make a change of the one figure of the sentence before: "82 drones fell. That was up from 61 in April"."""
    if view.sentence.index != before.sentence.index + 1:
        return None
    lower = view.sentence.tokens.lower
    first = view.first[start]
    if first > _OPENING + REACH or not lower or lower[0] not in word_set("change", "taking_up"):
        return None
    way = way_told(view.sentence.tokens, first)
    if way is None or any(view.claims[index].kind != "duration" for index in range(start)):
        return None
    base = view.claims[start]
    alike = [
        claim
        for index, claim in enumerate(before.claims)
        if _is_like(claim, base) and before.sorts[index] not in ("age", "duration")
    ]
    if len(alike) != 1 or alike[0].direction is not None or alike[0].relation not in ("=", "~"):
        return None
    return view.link("change", [("from", base), ("to", alike[0])], max(0, first - 2), first, {"way": way})


def _is_like(claim: Claim, base: Claim) -> bool:
    if category(claim) == category(base):
        return fits(claim, base) is not False
    return base.kind == "number" and base.item is None and claim.kind in _SORTS

"""Figures that speak of one thing: joined ones, and what something rose or fell from."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from claims.extract.context_events import is_of
from claims.extract.context_marks import small_words
from claims.extract.context_measures import measures
from claims.extract.context_scene import Scene
from claims.extract.context_steps import with_moves, with_setting, with_steps
from claims.model import Context, QuantityMention

# How many tokens may stand between a figure and the "from" of the one it is compared with.
_APART = 10
# How many behind a figure tell that it is another one of what was told.
_NEAR = 3
# How sure it is that a figure is another one of what was told before.
_AGAIN = 0.9
# "2.1 trillion dong, or roughly $80 million", "4,000 jobs (3% of its staff)"
_SAME_AGAIN = ([",", "or"], ["or"], ["("])
_PARTS = frozenset({("of", "them"), ("of", "it"), ("of", "which"), ("of", "that"), ("of", "this")})
# "put the figure at 2 million"
_FIGURES = frozenset(
    {("the", "figure"), ("the", "number"), ("the", "total"), ("that", "figure"), ("that", "number")}
)
# What a result is for each share: "a loss of $102 million, or 15 cents per share".
_PER_SHARE = {"profit": "earnings_per_share", "financial_loss": "loss_per_share"}
# Measures of which a further figure may be told by a verb alone.
_CHANGING = ("_change", "_growth")
# "The rate was up from 4.7%" goes on with the rate told before.
_READINGS = frozenset({"rate", "share", "ratio", "index", "margin"})
_EARLIER = frozenset({"from", "against", "versus"})
_STANDARDS = frozenset(
    {("compared", "with"), ("compared", "to"), ("short", "of"), ("shy", "of"), ("ahead", "of")}
)


def share_between(scene: Scene, contexts: list[Context]) -> list[Context]:
    """Return the contexts with what the figures of a sentence have from each other."""
    if len(contexts) < 2:
        return with_moves(scene, contexts)
    moved = with_moves(scene, with_steps(scene, _agents(contexts)))
    return _restated(scene, _compared(scene, _levels(scene, moved)))


def _agents(contexts: list[Context]) -> list[Context]:
    """Joined quantities share their agent: "728 drones, along with 13 missiles fired by Russia"."""
    other = next((one for one in contexts if one.event is not None and one.actor is not None), None)
    if other is None:
        return contexts
    stops = other.event is not None and is_of(other.event, "defence")
    return [
        replace(context, actor=other.actor)
        if context.actor is None
        and context.event is not None
        and context.target != other.actor
        # nobody shoots down what they launch
        and is_of(context.event, "defence") == stops
        else context
        for context in contexts
    ]


def _bracketed(scene: Scene, contexts: list[Context]) -> list[Context]:
    """ "jobless rates were lowest in Malta (2.7%), Spain (3.6%)": of each place the same is told."""
    shared = list(contexts)
    lower = scene.tokens.lower
    for index in range(1, len(shared)):
        given, own = shared[index - 1], shared[index]
        starts = scene.places[index - 1].start, scene.places[index].start
        if own.measure is not None or _unit(scene, index - 1) != _unit(scene, index) or not starts[0]:
            continue
        if any(lower[start - 1] != "(" for start in starts) or starts[1] - starts[0] > 2 * _APART:
            continue
        # each figure is of its place, and of no other name of the list
        shared[index - 1] = replace(given, actor=None)
        shared[index] = replace(
            own,
            actor=None,
            item=own.item or given.item or scene.quantities[index - 1].item,
            measure=given.measure,
            event=given.event,
            concept=given.concept,
            aggregation=given.aggregation,
            time=own.time or given.time,
            time_role=own.time_role or given.time_role,
        )
    return shared


def _levels(scene: Scene, contexts: list[Context]) -> list[Context]:
    """ "revenue fell by 6.4% to $1.8bn", "prices rose from €40 to €50": the level has the measure that changed."""
    shared = list(contexts)
    for index in range(1, len(shared)):
        given, own, start = shared[index - 1], shared[index], scene.places[index].start
        between = scene.tokens.lower[scene.places[index - 1].right : start]
        if given.measure is None or between[-1:] not in (["to"], ["at"]) or len(between) > _APART:
            continue
        if scene.quantities[index].unit == "1" and own.item is None:
            # "Job vacancies dropped by 12% to 41,500"
            own = replace(own, item=given.item or scene.quantities[index - 1].item)
            shared[index] = own
        stem, colon, priced = given.measure.partition(":")
        level = measures().get(stem.removesuffix("_change"))
        mention = scene.quantities[index]
        if level is None or mention.kind not in level.kinds:
            continue
        if level.id == stem and not (
            is_compared(scene, index - 1) and _unit(scene, index - 1) == mention.unit
        ):
            continue
        if own.measure not in {None, level.id}:
            continue
        shared[index] = replace(
            with_setting(own, given),
            item=own.item or given.item,
            measure=level.id + colon + priced,
            aggregation=level.aggregation,
        )
    return shared


class Told(NamedTuple):
    """The last figure with a measure: its context, the noun that it counts, and its unit."""

    context: Context
    item: str | None
    unit: str


def told_by(context: Context, mention: QuantityMention) -> Told:
    """What a figure leaves for those that go on from it."""
    return Told(context, context.item or mention.item, unit_told(mention.unit))


def carry_told(scene: Scene, contexts: list[Context], last: Told | None, *, is_near: bool) -> list[Context]:
    """What another puts on the same thing: "economists had expected 0.5%", "the government puts the figure at".

    ``last``: what was told before; ``is_near``: it is of the same paragraph.
    """
    shared = list(contexts)
    for index, own in enumerate(shared):
        mention, place = scene.quantities[index], scene.places[index]
        if (
            own.measure is None
            and mention.item is None
            and last is not None
            and last.unit == _unit(scene, index)
        ):
            told = last.context
            around = scene.tokens.lower[max(0, place.start - _APART) : place.start]
            around += scene.tokens.lower[place.end : place.end + _NEAR + 1]
            more = mention.kind in {"physical", "money"} and not small_words("further").isdisjoint(
                scene.tokens.lower[max(0, place.start - 2) : place.start]
            )
            more = more or _goes_on(scene, index, told)
            if more or (is_near and not small_words("forecasting").isdisjoint(around)):
                own = replace(
                    own,
                    item=own.item or last.item,
                    measure=told.measure,
                    event=told.event,
                    concept=told.concept,
                    aggregation=told.aggregation,
                    actor=told.actor if mention.kind in {"money", "share"} else own.actor,
                    place=own.place or told.place,
                    time=own.time or told.time,
                    time_role=own.time_role or told.time_role,
                    confidence=own.confidence * _AGAIN,
                )
                shared[index] = own
        if own.measure is not None and index + 1 < len(shared) and not is_compared(scene, index):
            last, is_near = told_by(own, mention), True
    return _levels(scene, _bracketed(scene, shared)) if len(shared) > 1 else shared


def _goes_on(scene: Scene, index: int, told: Context) -> bool:
    """Whether a figure goes on with what was told: "put the figure at 2 million", "had been 120 a day"."""
    lower, place = scene.tokens.lower, scene.places[index]
    before = lower[max(0, place.start - _APART) : place.start]
    if any(pair in _FIGURES for pair in pairwise(before)):
        return True
    if _is_same_reading(scene, told):
        return True
    mention = scene.quantities[index]
    if mention.kind in {"share", "money", "physical"} and _is_joined(scene, index):
        return True
    if mention.kind == "share" and told.measure is not None and told.measure.endswith(_CHANGING):
        # "while it grew by 1.9 percent last year", "the worst year, shrinking 4.3 percent"
        ways = small_words("ways")
        if before[-1:] in (["shrinking"], ["growing"]) or any(
            first == "it" and second in ways for first, second in pairwise(before)
        ):
            return True
    if mention.kind == "share" and _is_reading(before):
        # "The highest figures were seen in Lund (21%)", "while the lowest level was 7%"
        return True
    if tuple(lower[place.end : place.end + 2]) in _PARTS:
        # "21,300 hectares burned, 4,100 of them in the park"
        return mention.kind == "physical"
    if mention.kind == "share":
        is_change = told.measure is not None and told.measure.partition(":")[0].endswith("_change")
        return is_change and lower[place.end : place.end + 1] in (["lower"], ["higher"], ["down"], ["up"])
    if mention.unit == "1" and before[-2:] in (["had", "been"], ["there", "were"], ["there", "are"]):
        # "In the winter before there had been 37"
        return "there" in before[-3:]
    return "/" in mention.unit and before[-1:] != ["of"] and "there" in before


def _is_same_reading(scene: Scene, told: Context) -> bool:
    """Whether a sentence opens with what was told before: "The unemployment rate rose to 5%. The rate was up from"."""
    opening = scene.tokens.lower[scene.opening : scene.opening + 2]
    if opening[:1] != ["the"] or len(opening) < 2 or told.measure is None:
        return False
    return opening[1] in _READINGS and told.measure.endswith(opening[1])


def _is_joined(scene: Scene, index: int) -> bool:
    """ "rose by 2.1 percent in the first quarter and 2.4 percent in the second": the same of another time."""
    if not index or scene.tokens.lower[scene.places[index].start - 1] != "and":
        return False
    left, right = scene.places[index - 1].right, scene.places[index].start
    lower = scene.tokens.lower
    opens = lower[left : left + 1] in (["in"], ["for"], ["last"], ["this"])
    behind = lower[scene.places[index].right : scene.places[index].right + 1]
    return (
        opens
        and behind == lower[left : left + 1]
        and right - left <= _APART
        and not scene.parted(left, right)
    )


def _is_reading(before: list[str]) -> bool:
    """Whether the words before a figure tell of another reading of what was told: "the lowest level"."""
    return any(
        first in {"highest", "lowest", "worst", "best"} and second in {"figure", "figures", "level", "levels"}
        for first, second in pairwise(before)
    )


def _restated(scene: Scene, contexts: list[Context]) -> list[Context]:
    """The same told again in another unit, or as a share, is of the same time, place and source."""
    lower = scene.tokens.lower
    shared = contexts
    for index in range(1, len(shared)):
        first, second = scene.quantities[index - 1], scene.quantities[index]
        before, start = scene.places[index - 1], scene.places[index].start
        # the noun may stand behind the brackets: "a 30 million euro ($32 million) contract"
        if lower[before.right if before.right <= start else before.end : start] not in _SAME_AGAIN:
            continue
        if first.unit == second.unit or second.kind not in {first.kind, "share"}:
            continue
        given, own = shared[index - 1], shared[index]
        own = replace(
            with_setting(own, given),
            item=own.item or (second.item is None and (given.item or first.item)) or None,
            target=own.target or given.target,
            attributed_to=own.attributed_to or given.attributed_to,
            modality=given.modality if own.modality in {"asserted", "reported"} else own.modality,
        )
        each = _PER_SHARE.get(given.measure or "") if second.unit.endswith("/share") else None
        if each is not None:
            own = replace(own, measure=each, aggregation=given.aggregation)
        elif own.measure is None and given.measure is not None:
            own = replace(
                own,
                measure=given.measure,
                event=given.event,
                concept=own.concept or given.concept,
                aggregation="share" if second.kind == "share" else given.aggregation,
            )
        shared = [*shared[:index], own, *shared[index + 1 :]]
    return shared


def _compared(scene: Scene, contexts: list[Context]) -> list[Context]:
    """ "to $69bn from $65bn" is revenue twice, and the second of a time that the words do not give."""
    lower = scene.tokens.lower
    shared = list(contexts)
    for index in range(1, len(shared)):
        start = scene.places[index].start
        if not is_compared(scene, index):
            continue
        other = index - 1
        if _unit(scene, other) != _unit(scene, index) and index > 1:
            other = index - 2
        if (
            _unit(scene, other) != _unit(scene, index)
            or start - scene.places[other].right > _APART * (index - other)
            or scene.parted(scene.places[other].right, start)
        ):
            continue
        given, own = shared[other], shared[index]
        if given.measure is not None and (own.measure is None or other == index - 1):
            own = replace(
                own,
                measure=given.measure,
                event=given.event,
                concept=given.concept,
                aggregation=given.aggregation,
                actor=given.actor,
                place=given.place,
                item=own.item or given.item,
                confidence=min(own.confidence, given.confidence),
            )
        if own.time is not None and own.time == given.time and lower[start - 1] in _EARLIER:
            own = replace(own, time=None, time_role=None)
        shared[index] = own
    return shared


def _unit(scene: Scene, index: int) -> str:
    return unit_told(scene.quantities[index].unit)


def unit_told(unit: str) -> str:
    """The unit in which figures are alike: a number without a noun may be a count, and a count a day is one too."""
    if unit.startswith("count/") or unit == "1":
        return "count"
    return "percent" if unit == "share" else unit


def is_compared(scene: Scene, index: int) -> bool:
    """Whether the words before a figure measure another against it: "from", "against", "short of the"."""
    lower, start = scene.tokens.lower, scene.places[index].start
    if not start:
        return False
    while start > 1 and lower[start - 1] in {"the", "a", "an"}:
        start -= 1
    before, earlier = lower[start - 1], lower[start - 2] if start > 1 else ""
    return before in {"from", "against", "versus", "vs", "times"} or (earlier, before) in _STANDARDS

"""Figures that speak of one thing: joined ones, and what something rose or fell from."""

from __future__ import annotations

from dataclasses import replace

from claims.extract.context_marks import small_words
from claims.extract.context_measures import measures
from claims.extract.context_scene import Scene
from claims.model import Context

# How many tokens may stand between a figure and the "from" of the one it is compared with.
_APART = 10
# How many behind a figure tell that it is another one of what was told.
_NEAR = 3
# How sure it is that a figure is another one of what was told before.
_AGAIN = 0.9
_EARLIER = frozenset({"from", "against", "versus"})
_STANDARDS = frozenset(
    {("compared", "with"), ("compared", "to"), ("short", "of"), ("shy", "of"), ("ahead", "of")}
)


def share_between(scene: Scene, contexts: list[Context]) -> list[Context]:
    """Return the contexts with what the figures of a sentence have from each other."""
    if len(contexts) < 2:
        return contexts
    return _compared(scene, _levels(scene, _agents(contexts)))


def _agents(contexts: list[Context]) -> list[Context]:
    """Joined quantities share their agent: "728 drones, along with 13 missiles fired by Russia"."""
    other = next((one for one in contexts if one.event is not None and one.actor is not None), None)
    if other is None:
        return contexts
    return [
        replace(context, actor=other.actor)
        if context.actor is None and context.event is not None and context.target != other.actor
        else context
        for context in contexts
    ]


def _levels(scene: Scene, contexts: list[Context]) -> list[Context]:
    """ "revenue fell by 6.4% to $1.8bn": the level has the measure that changed."""
    shared = list(contexts)
    for index in range(1, len(shared)):
        given, own, start = shared[index - 1], shared[index], scene.places[index].start
        between = scene.tokens.lower[scene.places[index - 1].right : start]
        if given.measure is None or between[-1:] not in (["to"], ["at"]) or len(between) > _APART:
            continue
        stem, colon, priced = given.measure.partition(":")
        level = measures().get(stem.removesuffix("_change"))
        mention = scene.quantities[index]
        if level is None or level.id == stem or mention.kind not in level.kinds:
            continue
        if own.measure not in {None, level.id}:
            continue
        shared[index] = replace(
            own,
            item=own.item or given.item,
            measure=level.id + colon + priced,
            aggregation=level.aggregation,
            actor=own.actor or given.actor,
            place=own.place or given.place,
            time=own.time or given.time,
            time_role=own.time_role or given.time_role,
        )
    return shared


def carry_told(
    scene: Scene, contexts: list[Context], told: Context | None, unit: str | None
) -> list[Context]:
    """What another puts on the same thing: "economists had expected 0.5%", "the government puts the figure at".

    ``told``: the last context with a measure of the paragraph, in ``unit``.
    """
    shared = list(contexts)
    for index, own in enumerate(shared):
        mention, place = scene.quantities[index], scene.places[index]
        if own.measure is None and mention.item is None and told is not None and unit == _unit(scene, index):
            around = scene.tokens.lower[max(0, place.start - _APART) : place.start]
            around += scene.tokens.lower[place.end : place.end + _NEAR + 1]
            if not small_words("forecasting").isdisjoint(around):
                own = replace(
                    own,
                    item=told.item,
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
        if own.measure is not None:
            told, unit = own, _unit(scene, index)
    return shared


def _compared(scene: Scene, contexts: list[Context]) -> list[Context]:
    """ "to $69bn from $65bn" is revenue twice, and the second of a time that the words do not give."""
    lower = scene.tokens.lower
    shared = list(contexts)
    for index in range(1, len(shared)):
        start = scene.places[index].start
        if not start or not _is_compared(lower, start):
            continue
        other = index - 1
        if _unit(scene, other) != _unit(scene, index) and index > 1:
            other = index - 2
        if (
            _unit(scene, other) != _unit(scene, index)
            or start - scene.places[other].right > _APART
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
    """The unit; a number without a noun may be a count as well."""
    unit = scene.quantities[index].unit
    return "count" if unit == "1" else unit


def _is_compared(lower: list[str], start: int) -> bool:
    """Whether the words before a figure measure another against it: "from", "against", "short of the"."""
    while start > 1 and lower[start - 1] in {"the", "a", "an"}:
        start -= 1
    before, earlier = lower[start - 1], lower[start - 2] if start > 1 else ""
    return before in {"from", "against", "versus", "vs"} or (earlier, before) in _STANDARDS

"""Figures that speak of one thing: joined ones, and what something rose or fell from."""

from __future__ import annotations

from dataclasses import replace

from claims.extract.context_scene import Scene
from claims.model import Context

# How many tokens may stand between a figure and the "from" of the one it is compared with.
_APART = 10


def share_between(scene: Scene, contexts: list[Context]) -> list[Context]:
    """Return the contexts with what the figures of a sentence have from each other."""
    if len(contexts) < 2:
        return contexts
    return _compared(scene, _agents(contexts))


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


def _compared(scene: Scene, contexts: list[Context]) -> list[Context]:
    """ "to $69bn from $65bn" is revenue twice, and the second of a time that the words do not give."""
    lower = scene.tokens.lower
    shared = list(contexts)
    for index in range(1, len(shared)):
        start = scene.places[index].start
        if not start or lower[start - 1] != "from":
            continue
        other = index - 1
        if scene.quantities[other].unit != scene.quantities[index].unit and index > 1:
            other = index - 2
        if (
            scene.quantities[other].unit != scene.quantities[index].unit
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
                confidence=min(own.confidence, given.confidence),
            )
        if own.time is not None and own.time == given.time:
            own = replace(own, time=None, time_role=None)
        shared[index] = own
    return shared

"""A figure that says by how much the one before it differs: "a profit of $69m, down 5% on the year before"."""

from __future__ import annotations

from dataclasses import replace

from claims.extract.context_marks import small_words
from claims.extract.context_measures import measures
from claims.extract.context_scene import Scene
from claims.extract.direction_words import cues
from claims.model import Context

# How many tokens may stand between a figure and its step, and how many figures.
_APART = 20
_FIGURES = 3
_OPENERS = frozenset({",", "(", "and", "-", "—", "–", "or"})
_WAYS = frozenset({"up", "down"})
_BY = frozenset({"by", "some", "about", "roughly"})
_BEHIND = frozenset({"higher", "lower", "more", "less"})
_COUNTS = frozenset({"count", "number"})
_ABOUT = frozenset({"some", "about", "roughly", "around", "nearly", "almost", "just", "over"})
# A subject, its verb and "by" stand before a step.
_MOVED = 3
_LEVELS = frozenset({"money", "physical", "count", "number"})
# Measures whose change has a name that their own does not give.
_CHANGE_OF = {"production": "output_change"}


def with_setting(own: Context, given: Context) -> Context:
    """Who, where and when of the figure that it is told with, where its own words do not say."""
    return replace(
        own,
        actor=own.actor or given.actor,
        place=own.place or given.place,
        time=own.time or given.time,
        time_role=own.time_role or given.time_role,
    )


def with_steps(scene: Scene, contexts: list[Context]) -> list[Context]:
    """Return the contexts of a sentence, those of steps with the noun and the change of the figure before."""
    shared = list(contexts)
    steps: set[int] = set()
    for index in range(1, len(shared)):
        own, mention = shared[index], scene.quantities[index]
        changes = own.item is not None and own.item.rpartition(" ")[2] in small_words("steps")
        if mention.item is not None or not _is_step(scene, index, changes=changes):
            continue
        told = next(
            (at for at in range(index - 1, max(-1, index - 1 - _FIGURES), -1) if at not in steps), index
        )
        given, place = shared[told], scene.places[told]
        item = given.item or scene.quantities[told].item
        if (item is None and given.measure is None) or scene.quantities[told].kind not in _LEVELS:
            continue
        if scene.places[index].start - place.right > _APART or scene.parted(
            place.right, scene.places[index].start
        ):
            continue
        steps.add(index)
        own = replace(own, item=item if own.item is None or changes else own.item)
        measure = _change_of(given.measure) if mention.kind == "share" else None
        if measure is not None and (own.measure is None or own.measure.partition(":")[0].endswith("_change")):
            own = replace(
                with_setting(own, given),
                measure=measure,
                concept=own.concept or given.concept,
                attributed_to=own.attributed_to or given.attributed_to,
            )
        shared[index] = own
    return shared


def with_moves(scene: Scene, contexts: list[Context]) -> list[Context]:
    """Return the contexts, those of how far a level moved no longer with its measure: "fell by 32,000 to 1.2m"."""
    lower = scene.tokens.lower
    if "by" not in lower:
        return contexts
    moved = list(contexts)
    for index, own in enumerate(contexts):
        start = scene.places[index].start
        mention = scene.quantities[index]
        if start < _MOVED or own.measure is None or mention.direction is None or mention.kind not in _COUNTS:
            continue
        if not _is_moved_by(scene, index):
            continue
        moved[index] = replace(own, measure=_change_of(own.measure), event=None, aggregation="event")
        after = index + 1
        if after < len(contexts) and contexts[after].measure is None and _reached(scene, after):
            moved[after] = replace(
                contexts[after],
                concept=own.concept,
                event=own.event,
                measure=own.measure,
                aggregation=own.aggregation,
                actor=contexts[after].actor or own.actor,
                place=contexts[after].place or own.place,
            )
    return moved


def _is_moved_by(scene: Scene, index: int) -> bool:
    """Whether a figure is how far its subject moved: "rose by some 400"."""
    lower, at = scene.tokens.lower, scene.places[index].start - 1
    while at > 1 and lower[at] in _ABOUT:
        at -= 1
    if lower[at] != "by" or lower[at - 2] in small_words("be"):
        return False
    return lower[at - 1] in cues("moves") or lower[at - 1] in cues("moves_or_acts")


def _reached(scene: Scene, index: int) -> bool:
    """Whether a figure is the level that the one before led to: "fell by 32,000 to 1.2 million"."""
    before = scene.places[index - 1]
    return scene.tokens.lower[before.right : scene.places[index].start] == ["to"]


def _is_step(scene: Scene, index: int, *, changes: bool) -> bool:
    """Whether the words around a figure make it a step: ", down 5%", ", 4% higher", ", a rise of 3%"."""
    lower, place = scene.tokens.lower, scene.places[index]
    at = place.start - 1
    if at > 0 and lower[at] in _BY and lower[at - 1] in _WAYS:
        at -= 1
    if at < 1:
        return False
    if lower[at] in _WAYS:
        return lower[at - 1] in _OPENERS
    if lower[at - 2 : at] == [",", "that"] and lower[at] == "is":
        at -= 2
    if changes:
        # ", a rise of 3%"
        opened = next((back for back in range(at, max(-1, at - 6), -1) if lower[back] in _OPENERS), None)
        return opened is not None and lower[opened + 1 : opened + 2] in (["a"], ["an"], ["the"])
    behind = lower[place.end] if place.end < len(lower) else ""
    return behind in _BEHIND and lower[at] in _OPENERS


def _change_of(measure: str | None) -> str | None:
    """The measure of a change in what a level measures, "revenue_change" of "revenue", if it has one."""
    if measure is None:
        return None
    stem, colon, concept = measure.partition(":")
    changed = _CHANGE_OF.get(stem, stem + "_change")
    return changed + colon + concept if changed in measures() else None

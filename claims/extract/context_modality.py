"""How far a statement stands behind its figure."""

from __future__ import annotations

from functools import cache
from typing import cast

from claims.extract.context_events import EventFound
from claims.extract.context_marks import Mark
from claims.extract.context_scene import Scene
from claims.lexicon import load_table
from claims.model import Modality

# How many tokens before a quantity, or before the word that tells its event, a modal word still governs it.
_REACH = 7


def find_modality(scene: Scene, index: int, event: EventFound | None) -> tuple[Modality | None, Mark | None]:
    """Return the modality that words of the clause give the quantity, and the word; ``None`` without one."""
    if not scene.marks.modals:
        return None, None
    place = scene.places[index]
    trigger = event.mark if event is not None else None
    first = place.left if trigger is None else min(trigger.start, place.left)
    last = place.left if trigger is None else max(trigger.start, place.left)
    start = max(scene.clause_start(first), first - _REACH)
    best: Mark | None = None
    for mark in scene.near(scene.marks.modals, index):
        if mark.end <= start or (mark.start >= last and not _is_loose(mark.value)):
            continue
        if mark.start and scene.tokens.text[mark.start] == "May":
            continue
        if trigger is not None and mark.start == trigger.start and mark.value != "alleged":
            continue
        if best is None or _rank(mark) >= _rank(best):
            best = mark
    return (cast("Modality", best.value), best) if best is not None else (None, None)


def weight_of(modality: Modality) -> float:
    """How much confidence in a claim its modality leaves."""
    return float(load_table("modality").get(modality, {"weight": 1.0})["weight"])


def _rank(mark: Mark) -> int:
    """What overrules what; of equals the word nearest to the figure counts ("upcoming cuts could")."""
    return {"figurative": 3, "denied": 2, "reported": 0}.get(mark.value, 1)


@cache
def _is_loose(modality: str) -> bool:
    return not load_table("modality")[modality]["after"]

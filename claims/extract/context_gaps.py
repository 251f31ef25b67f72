"""How much stands between a quantity and a word that may tell what happened to what it counts."""

from __future__ import annotations

from functools import cache

from claims.extract.context_marks import small_words
from claims.extract.context_scene import Scene


def gap_cost(scene: Scene, start: int, end: int) -> float:
    """How much stands between: words that bind cost little, commas and other quantities more."""
    if start >= end:
        return 0.0
    costs = _costs()
    others = scene.places_between(start, end)
    cost = float(len(others))
    covered = {at for other in others for at in range(other.left, other.right)} if others else ()
    for at, word in enumerate(scene.tokens.lower[start:end], start):
        if at in covered:
            continue
        known = costs.get(word)
        if known is not None:
            cost += known
        else:
            cost += 0.1 if word.endswith("ly") else 0.3 if scene.tokens.kind[at] == "s" else 0.7
    return cost


@cache
def _costs() -> dict[str, float]:
    """What the words between an event and its quantity cost, where it is neither as a mark nor as any word."""
    return {
        ",": 1.5,
        **dict.fromkeys(("(", ")", ":"), 1.0),
        **dict.fromkeys(("and", "or", "along", "with", "plus", "well"), 0.5),
        **dict.fromkeys(small_words("transparent", "be", "have"), 0.1),
    }

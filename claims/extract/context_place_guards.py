"""Places in the sentence of a figure that are not its own: of another figure, another clause, or where somebody spoke."""

from __future__ import annotations

from itertools import pairwise

from claims.extract.context_marks import Mark, small_words
from claims.extract.context_place_lists import is_listed_apart
from claims.extract.context_scene import Scene

# Behind a comma they open another clause.
_CLAUSES = frozenset({"as", "after", "because", "while", "when", "although", "with"})
_ASIDE = frozenset({("of", "it"), ("of", "which")})
# A verb of saying stands no further before the place where it was said.
_SPOKEN = 5


def is_where_told(scene: Scene, mark: Mark) -> bool:
    """Whether a place is only where somebody spoke: "the UN said at a conference in London"."""
    lower = scene.tokens.lower
    if mark.start < 3 or lower[mark.start - 1] != "in" or lower[mark.start - 2] not in small_words("venues"):
        return False
    return any(0 <= mark.start - one.end <= _SPOKEN for one in scene.marks.sayings)


def in_later_clause(scene: Scene, index: int, mark: Mark) -> bool:
    """Whether a clause with a figure of its own holds a place: "slipped to 212,400, as an 18% drop in China"."""
    right = scene.places[index].right
    return mark.start > right and any(
        one == "," and two in _CLAUSES
        for other in scene.places_between(right, mark.start)
        for one, two in pairwise(scene.tokens.lower[right : other.left])
    )


def is_of_other(scene: Scene, index: int, mark: Mark) -> bool:
    """Whether a place behind another figure tells of that one: "71,000 people, 38,000 of them in Germany"."""
    right = scene.places[index].right
    lower = scene.tokens.lower
    if lower[mark.end : mark.end + 1] == ["("] and any(one.start == mark.end + 1 for one in scene.places):
        # "Spain (16%), Italy (11%)"
        return len(scene.places) > 1
    if mark.start < right:
        return False
    if tuple(lower[max(0, mark.start - 3) : mark.start - 1]) in _ASIDE and lower[mark.start - 1] == "in":
        # "holds 109,000 square kilometres of Ukraine, most of it in Donetsk"
        return True
    if is_listed_apart(scene, right, mark.start) or in_later_clause(scene, index, mark):
        return True
    for other in scene.places_between(right, mark.start):
        if ":" in lower[right : other.left]:
            # "3,300 jobs: 1,900 in Spain"
            return True
        if lower[other.right] == "of" and lower[other.right + 1] in small_words("anaphors"):
            return True
        joint = next(
            (at for at in range(other.left - 1, right, -1) if lower[at] in {"and", ",", "but"}), right
        )
        # "two were killed and seven wounded in Lund" tells of both
        if any(word in small_words("modals", "be", "have") for word in lower[joint : other.left]):
            # "trim 2,500 posts and will invest €1.2 billion in Hungary"
            return True
    return False


def is_origin(scene: Scene, place: str) -> bool:
    """Whether a place is only where weapons came from: "launched 40 drones from Kursk"."""
    lower = scene.tokens.lower
    return any(
        mark.value.place == place and "from" in lower[max(0, mark.start - 2) : mark.start]
        for mark in scene.marks.names
    )

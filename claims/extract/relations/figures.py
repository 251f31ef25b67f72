"""The numbers around another: what a share, a ratio or a change may have been computed from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from claims.extract.relations.cues import CueSet, compile_cues
from claims.extract.relations.mended import decimal_slip
from claims.extract.relations.view import View, category, fits, head, near, own_noun
from claims.lexicon import load_table
from claims.model import Claim

# Numbers that nothing is computed from.
_APART = ("share", "points", "ratio", "multiple", "age", "duration")
# So many numbers of one sentence are looked at.
_MOST = 12
# How far a stated number may be from the one computed, as a factor, for the two to be about the same thing.
LINKED, ALONE = 6.0, 3.0
# A zero or three too many or too few.
MOST_ZEROS = 3
# What rounding in the head allows ("a third", "nearly half").
_ROOM = 0.04

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number near another: its sentence, its place there, and how many sentences lie between the two."""

    view: View
    index: int
    distance: int

    @property
    def claim(self) -> Claim:
        return self.view.claims[self.index]


def figures(
    views: Sequence[View], place: int, back: int, ahead: int, shares: bool = False
) -> Iterator[Figure]:
    """Yield the numbers around sentence ``place`` of the same paragraph, in the order of the text.

    ``shares``: yield the shares, too.
    """
    here = views[place].sentence
    for other in range(max(0, place - back), min(len(views), place + ahead + 1)):
        sentence = views[other].sentence
        if sentence.paragraph != here.paragraph or not -back <= sentence.index - here.index <= ahead:
            continue
        for index, sort in enumerate(views[other].sorts[:_MOST]):
            if sort not in _APART or (shares and sort == "share"):
                yield Figure(views[other], index, abs(sentence.index - here.index))


def alike(one: Claim, other: Claim) -> bool:
    """Whether two numbers are of one sort; one without a unit or noun of its own has that of the other."""
    if category(one) == category(other):
        return True
    if one.kind == other.kind == "count" and "count" in (one.unit, other.unit):
        # "2,000 rounds a day, Russian ones 10,000"
        bare = one if one.unit == "count" else other
        return not own_noun(bare) and head(one) == head(other)
    return any(
        bare.kind == "number" and bare.item is None and full.kind in ("count", "money", "physical")
        for bare, full in ((one, other), (other, one))
    )


def same_sort(one: Claim, other: Claim) -> bool:
    """Whether two numbers are of one sort and nothing says that they count different things."""
    return alike(one, other) and (category(one) != category(other) or fits(one, other) is not False)


def bounds(claim: Claim, like: Claim | None = None) -> Range | None:
    """Return the bounds of a number as checks compare them, in base units; a bare one in those of ``like``."""
    lower, upper = claim.check_lower, claim.check_upper
    if lower is None or upper is None:
        lower = upper = lower if upper is None else upper
    if lower is None or upper is None:
        return None
    if (
        like is not None
        and category(like) != category(claim)
        and (claim.kind == "number" or claim.unit == "count")
    ):
        scale = like.base_lower / like.value if like.base_lower and like.value else 1.0
        return lower * scale, upper * scale
    return lower, upper


def meets(stated: Range, computed: Range, room: float = _ROOM) -> bool:
    """Whether a stated number may be the one computed."""
    return stated[0] <= computed[1] * (1 + room) and computed[0] * (1 - room) <= stated[1]


def may_be(stated: Range, computed: Range, widest: float) -> bool:
    """Whether a stated number may have been meant as the one computed, though it differs.

    It may be up to ``widest`` times as large or as small, or the same digits with zeros too many or too few.
    """
    if near(sum(stated) / 2, sum(computed) / 2, widest):
        return True
    if stated[0] <= 0 or computed[0] <= 0:
        return False
    return decimal_slip(computed[0] / stated[1], computed[1] / stated[0], MOST_ZEROS, _ROOM)


def nearest(candidates: Iterable[Figure]) -> Figure | None:
    """Return the candidate with the fewest sentences between, of those of one sentence the last."""
    return min(candidates, key=lambda figure: (figure.distance, -figure.index), default=None)


@cache
def nearby_words(kind: str, name: str) -> frozenset[str]:
    """Return a list of single words of ``lexicon/relations_nearby.toml``."""
    return frozenset(load_table("relations_nearby")[kind][name])


@cache
def nearby_cues(kind: str, name: str) -> CueSet:
    """Return a list of cues of ``lexicon/relations_nearby.toml``."""
    return compile_cues({name: load_table("relations_nearby")[kind][name]})


def is_former(figure: Figure) -> bool:
    """Whether words beside a figure say that it is of before: "the previous 40", "Before the war it was home to 48,000"."""
    view, index = figure.view, figure.index
    start = max(view.first[index] - 6, view.last[index - 1] if index else 0)
    words = view.words(start, view.first[index])
    if not index and not nearby_words("change", "opens_former").isdisjoint(view.words(0, 1)):
        # "Before the war the town was home to 48,000"
        return True
    for word in view.words(view.tail[index], view.tail[index] + 4):
        if not word[0].isalnum():
            break
        words.append(word)
    if "last" in words and nearby_words("change", "spans").isdisjoint(words[words.index("last") + 1 :][:1]):
        # "by the time the last bus left"
        words.remove("last")
    return not nearby_words("change", "former").isdisjoint(words)


def is_later(figure: Figure) -> bool:
    """ "7,500 will stay"; "it now numbers 50,000" may be told of the earlier figure too."""
    behind = figure.view.words(figure.view.tail[figure.index], figure.view.tail[figure.index] + 3)
    return not nearby_words("change", "later").isdisjoint(behind)

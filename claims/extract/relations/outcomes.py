"""What became of all that were counted: "Police held 412 people. By Monday 287 had been freed, while 125 were still in
custody"; "865 casualties ... 153 were killed ... and 712 wounded". The events tie the numbers, no word for a sum does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from claims.extract.relations.antecedents import fate
from claims.extract.relations.cues import Cue, word_set
from claims.extract.relations.lists import addable, repairs, sum_link, sum_of
from claims.extract.relations.overlaps import may_overlap
from claims.extract.relations.view import WINDOW, Link, View, agree, category, fits, middle, near, own_noun
from claims.lexicon import load_table
from claims.lexicon.trees import common_concept, concepts
from claims.model import Claim

# Outcomes that make more than all there were are believed up to so many times of it.
OVER = 1.6
# Where the outcomes are all there can be, a sum that is less by so much is as wrong.
ALL = 1.5
# A sum of fewer is no slip of the pen.
FEW = 20.0


@dataclass(frozen=True, slots=True)
class _Group:
    """Events of a whole, those of its parts, and whether these are all that there can be."""

    came: frozenset[str]
    parts: tuple[frozenset[str], ...]
    full: bool


@cache
def _groups() -> tuple[_Group, ...]:
    rows = load_table("relations_groups")["became"]
    return tuple(
        _Group(
            frozenset(row["came"]), tuple(frozenset(part.split("|")) for part in row["parts"]), row["full"]
        )
        for row in rows
    )


@cache
def _came() -> frozenset[str]:
    return frozenset(event for group in _groups() for event in group.came)


def find_outcomes(view: View, back: Sequence[View], told: Sequence[Link]) -> Iterator[Link]:
    """Yield the sum of what became of those that were counted, here or in one of the sentences ``back``, the nearest
    last. ``told`` are the sums that are known of this sentence."""
    used = {claim.claim_id for link in told if link.kind == "sum" for _, claim in link.members}
    if len(view.claims) == 1 and back:
        yield from _told_behind(view, back[-1], used)
        return
    for other in (view, *reversed(back)):
        if other.sentence.section == "headline":
            continue
        for at, whole in enumerate(other.claims[:WINDOW]):
            if _is_whole(other, at) and whole.claim_id not in used:
                link = _of(view, other, at, used)
                if link is not None:
                    yield link
                    return


def _told_behind(view: View, before: View, used: set[str]) -> Iterator[Link]:
    """ "killed seven people and wounded 19. Officials put the casualties at 26": all that there can be."""
    for at, whole in enumerate(view.claims[:WINDOW]):
        if _is_whole(view, at) and whole.claim_id not in used:
            link = _of(before, view, at, used, full=True)
            if link is not None:
                yield link
                return


def _is_whole(view: View, at: int) -> bool:
    whole = view.claims[at]
    if whole.event not in _came() or at in view.once or whole.relation not in ("=", "~"):
        return False
    # "put the casualties at 26"
    return addable(view, at) or not own_noun(whole)


def _of(view: View, other: View, at: int, used: set[str], *, full: bool = False) -> Link | None:
    """The sum of what a sentence tells of the number ``at`` of another; ``full``: only of all there can be."""
    whole = other.claims[at]
    for group in _groups():
        if whole.event not in group.came or (full and not group.full):
            continue
        parts = _parts(view, other, at, group)
        members = [view.claims[index] for index in parts]
        if len(parts) < 2 or any(member.claim_id in used for member in members):
            continue
        if _is_sum(view, whole, parts, group):
            cue = Cue("became", view.first[parts[0]], view.last[parts[0]])
            return sum_link(view, cue, whole, members, "implied")
    return None


def _parts(view: View, other: View, at: int, group: _Group) -> list[int]:
    """The numbers of a sentence that tell one outcome each, none of them twice."""
    whole = other.claims[at]
    found: dict[frozenset[str], int] = {}
    for index in range(at + 1 if other is view else 0, len(view.claims)):
        claim = view.claims[index]
        kind = next((part for part in group.parts if fate(claim) in part), None)
        if kind is None or index in view.once or claim.relation not in ("=", "~"):
            continue
        if not addable(view, index) or not _may_be_of(claim, whole):
            continue
        opening = view.openings.get(index)
        if kind in found or (opening is not None and opening.whole is not whole):
            # told of two groups, or of another whole
            return []
        found[kind] = index
    return sorted(found.values())


def _may_be_of(part: Claim, whole: Claim) -> bool:
    """Whether nothing says that the part counts others than the whole does."""
    if category(part) != category(whole) or (middle(part) or 0.0) == (middle(whole) or 0.0):
        return False
    if part.place and whole.place and part.place != whole.place:
        return False
    if part.concept in concepts() and whole.concept in concepts() and own_noun(part):
        return (
            common_concept(str(part.concept), str(whole.concept)) is not None
            and fits(part, whole) is not False
        )
    return fits(part, whole) is not False or not own_noun(part)


def _is_sum(view: View, whole: Claim, parts: Sequence[int], group: _Group) -> bool:
    members = [view.claims[index] for index in parts]
    made, goal = sum_of(members), middle(whole)
    if not made or not goal:
        return False
    if agree(whole, members):
        return True
    opening = view.words(0, view.first[parts[0]])
    if not word_set("sum", "apart").isdisjoint(opening) or not word_set("sum", "increment").isdisjoint(
        opening
    ):
        return False
    if repairs(whole, members) and goal >= FEW:
        return True
    if made < goal:
        return group.full and len(members) == len(group.parts) and near(goal, made, ALL)
    return made <= OVER * goal and not may_overlap(view, parts)

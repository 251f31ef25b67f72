"""Parts told apart from their whole by no word for a sum: "The crash injured 19. Six were taken to Graz, nine to Leoben,
and four were treated at the scene." Only the numbers and what they count tie them together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.extract.relations.cues import Cue, word_set
from claims.extract.relations.lists import addable, joined, repairs, sum_of
from claims.extract.relations.sums import sum_link
from claims.extract.relations.view import Link, View, agree, category, fits, middle, own_noun
from claims.lexicon.trees import place_line
from claims.model import Claim

# Parts that make more than a whole of the same setting are impossible, up to so many times of it: beyond, they
# are likely to speak of something else.
OVER = 2.0
# From here on numbers are no likely sum of others by chance.
LARGE = 100.0
VERY_LARGE = 1000.0


def find_spread(view: View, back: Sequence[View], title: View | None, told: Sequence[Link]) -> Iterator[Link]:
    """Yield the sum that a list of the sentence makes with a whole told before it.

    ``back`` are the sentences before, the nearest last; ``title`` is the headline; ``told`` are the sums that
    words have told of this sentence.
    """
    used = {claim.claim_id for link in told if link.kind == "sum" for _, claim in link.members}
    for chain in _chains(view):
        parts = [view.claims[index] for index in chain]
        if any(part.claim_id in used for part in parts):
            continue
        for whole, tied in _wholes(view, chain, back, title):
            parts = [*_told_parts(whole, back), *(view.claims[index] for index in chain)]
            size = middle(whole) or 0.0
            if any(fits(part, whole) is False or not _one_setting(part, whole) for part in parts):
                continue
            if ((tied or size >= LARGE) and agree(whole, parts)) or _believed(whole, parts, size, tied):
                first = view.first[chain[0]]
                yield sum_link(view, Cue("spread", first, view.last[chain[0]]), whole, parts, "implied")
                break


def _chains(view: View) -> Iterator[list[int]]:
    """Yield the lists of two and more numbers of a sort that stand side by side."""
    start = 0
    while start < len(view.claims):
        if not addable(view, start) or start in view.once or view.claims[start].relation == "vague":
            start += 1
            continue
        chain = [start]
        for index in range(start + 1, len(view.claims)):
            if category(view.claims[index]) != category(view.claims[start]) or not addable(view, index):
                continue
            if index in view.once:
                continue
            if not joined(view, chain[-1], index, view.first[index], loose=False):
                break
            chain.append(index)
        if len(chain) > 1 and category(view.claims[start]) not in ("share", "duration"):
            yield chain
        start = chain[-1] + 1


def _wholes(
    view: View, chain: Sequence[int], back: Sequence[View], title: View | None
) -> Iterator[tuple[Claim, bool]]:
    """Yield the numbers of which the list may be the parts, and whether more than the numbers tie the two."""
    part = view.claims[chain[0]]
    members = [view.claims[index] for index in chain]
    bare = view.first[chain[0]] <= 1 and not own_noun(part)
    for other in reversed(back):
        near = view.sentence.index - other.sentence.index == 1
        largest = max((middle(claim) or 0.0 for claim in other.claims), default=0.0)
        for index, claim in enumerate(other.claims):
            if (
                category(claim) != category(part)
                or not addable(other, index)
                or claim.relation not in ("=", "~")
            ):
                continue
            if other is title:
                continue
            tied = near and bare and own_noun(claim) and (middle(claim) or 0.0) == largest
            yield claim, tied and claim.event not in word_set("sum", "fates") - {"wounded"}
    if title is not None and title is not view:
        for claim in title.claims:
            if category(claim) == category(part) and claim.relation == "=":
                yield claim, _one_fate(members, claim)


def _told_parts(whole: Claim, back: Sequence[View]) -> list[Claim]:
    """Return the parts that sentences before have taken of the whole."""
    return [
        view.claims[index]
        for view in back
        for index, opening in sorted(view.openings.items())
        if opening.whole is whole and opening.whole is not view.claims[index]
    ]


def _one_fate(parts: Sequence[Claim], whole: Claim) -> bool:
    """Whether all were killed, or all hurt: then a headline's number is that of all of them."""
    fate = _fate(whole)
    return fate in word_set("sum", "fates") and all(_fate(part) == fate for part in parts)


def _fate(claim: Claim) -> str | None:
    return "killed" if claim.concept == "body" else claim.event


def _one_setting(part: Claim, whole: Claim) -> bool:
    """Whether nothing says that the two speak of other days or places."""
    if (
        part.time_start
        and whole.time_end
        and whole.time_start
        and part.time_end
        and (part.time_start >= whole.time_end or whole.time_start >= part.time_end)
    ):
        return False
    if not part.place or not whole.place or part.place == whole.place:
        return True
    return whole.place in place_line(part.place)


def _believed(whole: Claim, parts: Sequence[Claim], size: float, tied: bool) -> bool:
    made = sum_of(parts)
    if not made or not size:
        return False
    if repairs(whole, parts):
        return tied or size >= VERY_LARGE
    return tied and size < made <= OVER * size

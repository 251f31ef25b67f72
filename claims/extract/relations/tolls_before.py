"""A toll told with that of before: "rose to 56, compared with 51 a day earlier", "raising an earlier toll of 51"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from claims.extract.relations.series import series_words
from claims.extract.relations.tolls import harm_of, may_tell_harm, toll_cues, toll_words
from claims.extract.relations.tolls_former import is_former
from claims.extract.relations.view import Link, View, own_noun
from claims.model import Claim

# Words before a toll that say that it rises; words from a toll to that of before in its sentence.
REACH, FAR = 12, 22
# Words behind a toll.
BEHIND = 6
# A toll so many times another is one of something else.
FARTHEST = 15.0


@cache
def _marks() -> frozenset[str]:
    """The words without which no number is told as that of before."""
    lists = (toll_words("before", name) for name in ("adjectives", "behind", "beyond"))
    return frozenset({"had", "was", "stood", "after", "against"}).union(*lists)


def find_tolls_before(views: Sequence[View | None]) -> Iterator[Link]:
    """Yield pairs of a toll and that of before which the text tells behind it."""
    base: tuple[Claim, str] | None = None
    for view in views:
        if view is None:
            base = None
            continue
        told = may_tell_harm(view)
        lower = view.sentence.tokens.lower
        marked = not _marks().isdisjoint(lower)
        revised = (told or marked) and bool(toll_cues("revised").find(view.sentence.tokens))
        latest: tuple[Claim, str] | None = None
        at = -1
        for index, claim in enumerate(view.claims):
            harm = harm_of(view, index, told) if told else ""
            if claim.kind in ("count", "number") and marked:
                same = latest is not None and view.first[index] - view.tail[at] <= FAR
                other = latest if same else base
                if other is not None and _tells_before(view, index, other, harm, same):
                    yield view.link(
                        "series",
                        [("earlier", claim), ("later", other[0])],
                        view.first[index],
                        view.last[index],
                    )
                    continue
            if harm and not revised and _rises(view, index):
                latest, at = (claim, harm), index
        base = latest


def _rises(view: View, index: int) -> bool:
    first = view.first[index]
    floor = view.tail[index - 1] if index else 0
    clause = view.words(max(floor, first - REACH), view.tail[index])
    behind = view.words(view.tail[index], view.tail[index] + BEHIND)
    if "up" in behind or ("so" in behind and "far" in behind):
        # "61 are dead, up from an initial count of 54"
        return True
    return not (series_words("rises") | toll_words("before", "rises")).isdisjoint(clause) and series_words(
        "falls"
    ).isdisjoint(clause)


def _tells_before(view: View, index: int, other: tuple[Claim, str], harm: str, same: bool) -> bool:
    claim, base = view.claims[index], other[0]
    reached = base.check_upper or base.check_lower
    if claim.relation == "vague" or not claim.check_lower or not reached:
        return False
    if not 1 / FARTHEST <= claim.check_lower / reached <= FARTHEST:
        return False
    if own_noun(claim) and harm != other[1]:
        return False
    if claim.place and base.place and claim.place != base.place and claim.place in claim.sentence:
        return False
    first = view.first[index]
    behind = view.words(view.last[index], view.last[index] + 2)
    if not toll_words("times", "unlike").isdisjoint(behind):
        return False
    if is_former(view, index):
        return (
            same or _takes_up(view, first) or harm == other[1] or (claim.kind == "number" and not claim.item)
        )
    if same and view.words(first - 1, first) in (["after"], ["against"]):
        # "rose to 56 after 51 on Monday"
        return _is_dated_no_later(claim, base)
    # "On Monday the toll was 51"
    words = view.words(max(0, first - REACH), first)
    dated = bool(
        claim.time_text
        and claim.time_start
        and base.time_start
        and claim.time_basis in ("stated", "relative")
        and claim.time_start[:10] < base.time_start[:10]
    )
    return not same and dated and words[-1:] in (["was"], ["at"]) and _takes_up(view, first)


def _is_dated_no_later(claim: Claim, base: Claim) -> bool:
    if not claim.time_text or not claim.time_start or claim.time_basis not in ("stated", "relative"):
        return False
    at = claim.sentence.find(claim.time_text, claim.span[1] - claim.sentence_span[0])
    return at >= 0 and (not base.time_start or claim.time_start[:10] <= base.time_start[:10])


def _takes_up(view: View, first: int) -> bool:
    """Whether the words before a number take up a total: "it had been", "the toll stood at"."""
    return not series_words("again").isdisjoint(view.words(max(0, first - REACH), first))

"""Remainders: "52, 30 and the remaining 14 of the 96 seats"; shares that are all there are."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from claims.extract.relations.breakdowns import beside
from claims.extract.relations.cues import Cue, word_set
from claims.extract.relations.lists import addable, choose, repairs, sum_link, sum_of
from claims.extract.relations.sums import APART
from claims.extract.relations.view import WINDOW, Link, View, agree, category, fits, middle, near
from claims.model import Claim

# How far the stated whole may be from the sum: one that stands in another sentence, and one of what words
# tell less plainly to be the rest ("the last 14", "14 are still missing").
ELSEWHERE, LOOSE = 1.4, 1.15
# A sum of numbers of this size comes out but for a slip by no chance.
LARGE = 1000.0
# Shares with a rest that make less than this lack one that the sentence before tells.
HALF = 0.75
# Behind the last of several shares, the word that says that there are no others.
LONGEST_LAST = 5
# Between two numbers told together, in words.
NEAR = 4
_LOOSE = frozenset({"last", "left_over"})


def find_remainders(view: View, earlier: Sequence[View]) -> Iterator[Link]:
    """Yield the sums whose last part is what the others leave of a whole.

    Shares that leave a remaining share make 100 %, which no claim holds: the total is in the detail.
    ``earlier`` are the sentences before this one, the nearest last.
    """
    used: set[int] = set()
    link = _all_shares(view)
    if link:
        yield link
        return
    for cue in view.cues.get("sum", ()):
        if cue.start and view.sentence.tokens.text[cue.start][0].isupper():
            # "the Green Left holds 61"
            continue
        last = _last_part(view, cue)
        if last is None or last in used:
            continue
        if view.sorts[last] == "share":
            link = _shares(view, cue, last, earlier)
        else:
            link = _of_whole(view, cue, last, earlier)
        if link:
            used.add(last)
            yield link


def _last_part(view: View, cue: Cue) -> int | None:
    if cue.name == "left_over":
        # "17 people are still missing"
        before = view.claim_before(cue.start, 1)
        return before if before is not None and view.first[before] < cue.start else None
    if cue.name not in ("rest", "leaving", "last", "further"):
        return None
    last = view.claim_after(cue.end, 2)
    if last is None or cue.name != "leaving":
        return last
    if view.words(cue.end, view.first[last])[:1] in (["the"], ["at"]):
        # "40 ships left the three ports", "the toll remains at 12"
        return None
    # "left eight dead" is what happened to them, not that they remained.
    end = view.tail[last]
    return last if word_set("sum", "harmed").isdisjoint(view.words(view.last[last], end + 2)) else None


def _shares(view: View, cue: Cue, last: int, earlier: Sequence[View]) -> Link | None:
    before = range(max(0, last - WINDOW), last)
    parts = [view.claims[index] for index in before if _alike(view, index, view.claims[last])]
    parts.append(view.claims[last])
    if earlier and (sum_of(parts) or 0.0) < HALF and earlier[-1].sorts.count("share") == 1:
        # "The state keeps 51 percent. A fund buys 30 percent and staff get the remaining 19 percent."
        parts.insert(0, earlier[-1].claims[earlier[-1].sorts.index("share")])
    if cue.name != "rest" or len(parts) < 2 or not near(1.0, sum_of(parts), APART):
        return None
    detail = {"strength": "stated", "total": "100", "unit": "percent"}
    return view.link("sum", [("part", claim) for claim in parts], cue.start, cue.end, detail)


def _all_shares(view: View) -> Link | None:
    """ "48 percent were in favour, 37 percent against, and 15 percent had no opinion": all there are.

    Before the second may stand how many were asked: "48 percent of the 1,200 asked".
    """
    sorts = view.sorts[:WINDOW]
    shares = [index for index, sort in enumerate(sorts) if sort == "share"]
    if len(shares) < 3 or any(sorts[index] != "count" for index in range(shares[1]) if index != shares[0]):
        return None
    if len(sorts) - shares[1] > len(shares) - 1:
        return None
    if any(view.claims[index].direction or view.claims[index].unit != "percent" for index in shares):
        return None
    if sum(view.words(view.last[index], view.last[index] + 1) == ["of"] for index in shares) > 1:
        # "44 percent of women and 61 percent of men; 22 percent of both were unsure"
        return None
    start = view.last[shares[-1]]
    words = view.words(start, start + LONGEST_LAST)
    place = next((at for at, word in enumerate(words) if word in word_set("sum", "last_share")), None)
    parts = [view.claims[index] for index in shares]
    if place is None or not near(1.0, sum_of(parts), APART):
        return None
    detail = {"strength": "implied", "total": "100", "unit": "percent"}
    members = [("part", claim) for claim in parts]
    return view.link("sum", members, start + place, start + place + 1, detail)


def _alike(view: View, index: int, claim: Claim) -> bool:
    """Whether the number is of the sort of the claim, and can be added; the nouns need not be the same."""
    return addable(view, index) and view.sorts[index] == category(claim)


def _of_whole(view: View, cue: Cue, last: int, earlier: Sequence[View]) -> Link | None:
    """Find the whole of which this is the rest, and its other parts, here and in the sentences before.

    Where numbers come out they are meant; otherwise the whole that words name, the largest number of the
    sentence, or one of a sentence before that the parts nearly make.
    """
    part = view.claims[last]
    sentences = [*earlier, view]
    likely: list[tuple[Claim, list[Claim], float]] = []
    for back in range(len(sentences) - 1, -1, -1):
        for index in _wholes_in(sentences[back], part, last if sentences[back] is view else None):
            whole = sentences[back].claims[index]
            if word_set("sum", "fates").issuperset((part.event, whole.event)) and part.event != whole.event:
                # "Four remain missing" are none of the dead.
                continue
            parts = _parts_of(sentences, back, index, last)
            if len(parts) < 2 or middle(whole) == middle(part):
                continue
            # "It won 62 seats in the 150-seat chamber. Others took 48 and 25, and independents the other 15."
            fuller = _parts_of(sentences, back, index, last, before=True)
            # "porters for 230": what looks like a number of places may be a part.
            all_told = _parts_of(sentences, back, index, last, before=True, placed=True)
            for found in (parts, fuller, choose(whole, parts), all_told):
                if found and part in found and agree(whole, found):
                    return sum_link(view, cue, whole, found)
            if not near(middle(whole), sum_of(parts), ELSEWHERE) and near(
                middle(whole), sum_of(fuller), ELSEWHERE
            ):
                parts = fuller
            if len(all_told) > len(fuller) and near(middle(whole), sum_of(all_told), APART):
                parts = all_told
            # "Another 2.4 million" that opens a sentence comes on top of what was told before it.
            on_top = cue.start == 0 and back < len(sentences) - 1
            size = middle(whole) or 0.0
            open_ended = any(claim.relation in (">", ">=") for claim in (whole, *parts))
            over = open_ended or any((middle(claim) or 0.0) > size for claim in parts)
            if over and not any(o.whole is whole for v in sentences for o in v.openings.values()):
                # "234 votes in the 450-seat chamber": of numbers that only stand before it, none holds a larger one.
                continue
            rough = any(claim.relation == "~" for claim in parts)
            if cue.name in _LOOSE and rough and (sum_of(parts) or 0.0) < size and not repairs(whole, parts):
                # "57 escaped, 107 were freed and about 90 are still missing"
                continue
            if _is_coordinate(sentences[back], index):
                # "won 3.04 million votes and Chakwera 1.77 million": the first of the list
                continue
            if cue.name != "further" or (
                not on_top and (middle(whole) or 0.0) >= LARGE and repairs(whole, parts)
            ):
                likely.append((whole, parts, _leeway(sentences, whole, back)))
    for whole, parts, leeway in sorted(likely, key=_distance):
        bound = min(leeway, LOOSE) if cue.name in _LOOSE else leeway
        if bound and (near(middle(whole), sum_of(parts), bound) or repairs(whole, parts)):
            return sum_link(view, cue, whole, parts)
    return None


def _is_coordinate(view: View, index: int) -> bool:
    """Whether the next number of the sort goes on with "and", and is none of this one."""
    after = index + 1
    if after >= len(view.claims) or view.sorts[after] != view.sorts[index] or after in view.openings:
        return False
    words = view.words(view.tail[index], view.first[after])
    return "and" in words and "," not in words and len(words) <= NEAR


def _distance(found: tuple[Claim, list[Claim], float]) -> float:
    """Return how far the parts are from the whole, as the logarithm of a factor."""
    made, goal = sum_of(found[1]), middle(found[0])
    return abs(math.log(made / goal)) if made and goal and made > 0 and goal > 0 else math.inf


def _wholes_in(view: View, part: Claim, last: int | None) -> list[int]:
    """Return the numbers of the sentence of which the part may be the rest, the largest first."""
    found = [index for index in range(len(view.claims)) if _alike(view, index, part) and index != last]
    if last is not None:
        found = [index for index in found if last - WINDOW <= index <= last + 1]
    return sorted(found, key=lambda index: (-(middle(view.claims[index]) or 0.0), index))


def _leeway(sentences: Sequence[View], whole: Claim, back: int) -> float:
    if any(opening.whole is whole for view in sentences for opening in view.openings.values()):
        return APART
    if back < len(sentences) - 1:
        return ELSEWHERE
    view = sentences[back]
    largest = max((middle(claim) or 0.0 for claim in view.claims[:WINDOW]), default=0.0)
    return APART if (middle(whole) or 0.0) >= largest else 0.0


def _parts_of(
    sentences: Sequence[View], back: int, index: int, last: int, *, before: bool = False, placed: bool = False
) -> list[Claim]:
    """Return the parts of claim ``index`` of a sentence: what follows it, and what is said to be taken of it.

    ``before``: what stands before it in its sentence, too. ``placed``: also what seems to count places.
    """
    whole = sentences[back].claims[index]
    own = sentences[-1]
    parts: list[Claim] = []
    for view in sentences[back:]:
        here = view is sentences[back]
        for place, claim in enumerate(view.claims[: last if view is own else None]):
            alike = category(claim) == category(whole) and (placed or addable(view, place))
            if claim is whole or not alike:
                continue
            opening = view.openings.get(place)
            if opening is not None and opening.whole is whole:
                parts.append(claim)
            elif (
                place in view.once
                or opening is not None
                or (here and place < index and view is not own and not before)
            ):
                continue
            elif fits(claim, whole) is not False:
                parts.append(claim)
    parts.append(own.claims[last])
    if last + 1 < len(own.claims) and own.claims[last + 1] is not whole and beside(own, last, last + 1):
        # "which leaves 23 probable and 14 possible cases"
        parts.append(own.claims[last + 1])
    return parts

"""Remainders ("52, 30 and the remaining 14 of the 96 seats") and lists with a line for their total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.extract.relations.cues import Cue, word_set
from claims.extract.relations.lists import addable, choose, sum_of
from claims.extract.relations.sums import APART, PLAIN, sum_link
from claims.extract.relations.view import WINDOW, Link, View, agree, category, fits, middle, near
from claims.model import Claim

# A line of a list, and the line of its total, in words.
LONGEST_LINE = 14
# The whole of a remainder that stands in another sentence.
ELSEWHERE = 1.4
# Behind the last of several shares, the word that says that there are no others.
LONGEST_LAST = 5


def find_remainders(view: View, earlier: Sequence[View]) -> Iterator[Link]:
    """Yield the sums whose last part is what the others leave of a whole.

    Shares that leave a remaining share make 100 %, which no claim holds: the total is in the detail.
    """
    used: set[int] = set()
    link = _all_shares(view)
    if link:
        yield link
        return
    for cue in view.cues.get("sum", ()):
        last = view.claim_after(cue.end, 2) if cue.name in ("rest", "leaving") else None
        if last is None or last in used:
            continue
        part = view.claims[last]
        before = [
            index
            for index in range(max(0, last - WINDOW), last)
            if addable(view, index) and fits(view.claims[index], part) is not False
        ]
        if category(part) == "share":
            link = _shares(view, cue, [view.claims[index] for index in before], part)
        else:
            link = _here(view, cue, before, part) or _elsewhere(view, cue, before, part, earlier)
        if link:
            used.add(last)
            yield link


def _shares(view: View, cue: Cue, before: list[Claim], part: Claim) -> Link | None:
    parts = [*before, part]
    if cue.name != "rest" or len(parts) < 2 or not near(1.0, sum_of(parts), APART):
        return None
    detail = {"strength": "stated", "total": "100", "unit": "percent"}
    return view.link("sum", [("part", claim) for claim in parts], cue.start, cue.end, detail)


def _all_shares(view: View) -> Link | None:
    """ "48 percent were in favour, 37 percent against, and 15 percent had no opinion": all there are."""
    shares = [
        index
        for index, claim in enumerate(view.claims[:WINDOW])
        if category(claim) == "share" and not claim.direction and claim.unit == "percent"
    ]
    if len(shares) < 3 or len(shares) != len(view.claims[:WINDOW]):
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


def _here(view: View, cue: Cue, before: Sequence[int], part: Claim) -> Link | None:
    if len(before) < 2:
        return None
    whole = max(before, key=lambda index: (middle(view.claims[index]) or 0.0, -index))
    parts = [*(view.claims[index] for index in before if index != whole), part]
    total = view.claims[whole]
    if not agree(total, parts):
        parts = choose(total, parts) or parts
        if part not in parts or not near(middle(total), sum_of(parts), APART):
            return None
    return sum_link(view, cue, total, parts)


def _elsewhere(
    view: View, cue: Cue, before: Sequence[int], part: Claim, earlier: Sequence[View]
) -> Link | None:
    parts = [*(view.claims[index] for index in before), part]
    if len(parts) < 2:
        return None
    for other in reversed(earlier):
        for total in reversed(other.claims[-WINDOW:]):
            if fits(part, total) is not False and near(middle(total), sum_of(parts), ELSEWHERE):
                return sum_link(view, cue, total, parts)
    return None


def find_total_lines(views: Sequence[View]) -> Iterator[Link]:
    """Yield the sums of lists in which one line gives the total."""
    for place, view in enumerate(views):
        if len(view.claims) != 1 or not _is_total_line(view):
            continue
        lines = _lines(views, place, -1)
        total = view.claims[0]
        for parts in (lines[::-1], _lines(views, place, 1)):
            if len(parts) > 1 and (agree(total, parts) or near(middle(total), sum_of(parts), PLAIN)):
                yield sum_link(view, Cue("line", _first_word(view), view.first[0]), total, parts)
                break


def _first_word(view: View) -> int:
    kinds = view.sentence.tokens.kind
    return next((index for index, kind in enumerate(kinds) if kind == "w"), 0)


def _is_total_line(view: View) -> bool:
    first = _first_word(view)
    words = view.words(first, first + 3)
    return len(view.sentence.tokens) <= LONGEST_LINE and not word_set("list", "totals").isdisjoint(words[:2])


def _lines(views: Sequence[View], place: int, step: int) -> list[Claim]:
    """Return the numbers of the lines before or after the total's, while there is one a line."""
    parts: list[Claim] = []
    total = views[place]
    here = place + step
    while 0 <= here < len(views):
        view = views[here]
        apart = abs(view.sentence.index - views[here - step].sentence.index) > 1
        if apart or len(view.claims) != 1 or len(view.sentence.tokens) > LONGEST_LINE:
            break
        if view.sentence.paragraph == total.sentence.paragraph or not addable(view, 0):
            break
        if fits(view.claims[0], total.claims[0]) is False or _is_total_line(view):
            break
        parts.append(view.claims[0])
        here += step
    return parts

"""Lists with a line each, and their total: a line of its own, or the words above the list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.extract.relations.cues import Cue, word_set
from claims.extract.relations.lists import addable, repairs, sum_of
from claims.extract.relations.sums import PLAIN, sum_link
from claims.extract.relations.view import Link, View, agree, category, fits, middle, near
from claims.model import Claim

# A line of a list, and the line of its total, in words.
LONGEST_LINE = 14
# How far the number above a list may be from its sum.
ABOVE = 1.5


def find_total_lines(views: Sequence[View]) -> Iterator[Link]:
    """Yield the sums of lists in which one line, or the sentence above them, gives the total."""
    for place, view in enumerate(views):
        if _is_total_line(view):
            yield from _total_line(views, place)
        elif view.sentence.text.endswith(":"):
            yield from _above(views, place)


def _total_line(views: Sequence[View], place: int) -> Iterator[Link]:
    view = views[place]
    total = view.claims[0]
    for parts in (_lines(views, place, total, -1)[::-1], _lines(views, place, total, 1)):
        if len(parts) > 1 and (agree(total, parts) or near(middle(total), sum_of(parts), PLAIN)):
            yield sum_link(view, Cue("line", _first_word(view), view.first[0]), total, parts)
            break


def _above(views: Sequence[View], place: int) -> Iterator[Link]:
    """ "Net revenue was $8.4 billion:" and under it a line for each part."""
    view = views[place]
    for index, total in enumerate(view.claims):
        if not addable(view, index):
            continue
        parts = _lines(views, place, total, 1)
        if len(parts) < 2:
            continue
        if agree(total, parts) or near(middle(total), sum_of(parts), ABOVE) or repairs(total, parts):
            end = len(view.sentence.tokens)
            yield sum_link(view, Cue("line", end - 1, end), total, parts, "implied")
            return


def _first_word(view: View) -> int:
    kinds = view.sentence.tokens.kind
    return next((index for index, kind in enumerate(kinds) if kind == "w"), 0)


def _is_total_line(view: View) -> bool:
    first = _first_word(view)
    words = view.words(first, first + 2)
    return len(view.sentence.tokens) <= LONGEST_LINE and not word_set("list", "totals").isdisjoint(words)


def _lines(views: Sequence[View], place: int, total: Claim, step: int) -> list[Claim]:
    """Return the numbers of the lines before or after the total's, while there is one a line."""
    parts: list[Claim] = []
    start = views[place]
    here = place + step
    while 0 <= here < len(views):
        view = views[here]
        apart = abs(view.sentence.index - views[here - step].sentence.index) > 1
        if apart or view.sentence.paragraph == start.sentence.paragraph:
            break
        if len(view.sentence.tokens) > LONGEST_LINE or _is_total_line(view):
            break
        # Beside its number a line may tell a share or a change of it.
        alike = [index for index, claim in enumerate(view.claims) if category(claim) == category(total)]
        if len(alike) != 1 or not addable(view, alike[0]) or fits(view.claims[alike[0]], total) is False:
            break
        parts.append(view.claims[alike[0]])
        here += step
    return parts

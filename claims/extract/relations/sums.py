"""Sums: parts and the total that the text says they make."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from claims.extract.relations.cues import Cue, cue_set, word_set
from claims.extract.relations.view import LONGEST_GAP, Link, View, agree, category, fits, head, middle, near
from claims.model import Claim

# How far from its total a cue may stand, in words.
REACH = 4
# Sentences of a paragraph in which the parts of a total are looked for.
SENTENCES_BACK = 3
_CLAUSE_MARKS = frozenset({",", ";", ":", "(", "—", "–", "-"})
_OPENERS = frozenset({":", "(", "—", "–", "-", ","})


def find_sums(view: View, earlier: Sequence[View], parts_elsewhere: frozenset[int]) -> Iterator[Link]:
    """Yield the sums of a sentence.

    ``earlier`` are the sentences before it in its paragraph, the nearest last; ``parts_elsewhere`` are the
    claims that are parts of another number ("including") and so count once only.
    """
    totals: set[int] = set()
    used: set[int] = set()
    cues = cue_set("sum", "after", "before", "accumulate", "rest", "leaving", "contents").find(
        view.sentence.tokens
    )
    for cue in cues:
        if cue.name in ("rest", "leaving"):
            link = _rest(view, cue, earlier, used)
        elif cue.name == "contents":
            link = None
        else:
            total = _total_of(view, cue)
            if total is None or total in totals:
                continue
            link = _stated(view, cue, total, earlier, parts_elsewhere)
            if link:
                totals.add(total)
        if link:
            yield link
    yield from _implied(view, totals, parts_elsewhere, cues)


def _total_of(view: View, cue: Cue) -> int | None:
    """Return the claim that the cue calls the total."""
    if cue.name == "after":
        before = view.claim_before(cue.start, REACH)
        if before is not None and not _CLAUSE_MARKS & set(view.words(view.tail[before], cue.start)):
            return before
        # "In all, 741 were launched."
        return _next(view, cue, REACH) if _opens_clause(view, cue) else None
    return _next(view, cue, REACH)


def _next(view: View, cue: Cue, within: int) -> int | None:
    index = view.claim_after(cue.end, within)
    if index is None or _CLAUSE_MARKS - {","} & set(view.words(cue.end, view.first[index])):
        return None
    return index


def _opens_clause(view: View, cue: Cue) -> bool:
    words = view.sentence.tokens.lower
    return (
        cue.start == 0
        or words[cue.start - 1] in _CLAUSE_MARKS
        or words[cue.start - 1] in ("and", "but", "so")
    )


def _stated(
    view: View, cue: Cue, total: int, earlier: Sequence[View], excluded: frozenset[int]
) -> Link | None:
    whole = view.claims[total]
    left = chain_left(view, total, excluded)
    if cue.name == "accumulate":
        return _accumulated(view, cue, total, left, earlier)
    right = chain_right(view, total, excluded)
    for parts in (left, right):
        chosen = choose(whole, [view.claims[index] for index in parts])
        if chosen:
            return _sum(view, cue, whole, chosen)
    if len(left) == 1:
        previous = _earlier_parts(whole, earlier, [view.claims[left[0]]])
        if previous:
            return _sum(view, cue, whole, previous)
    if not left:
        previous = _earlier_parts(whole, earlier, [])
        if previous:
            return _sum(view, cue, whole, previous)
    return None


def _sum(view: View, cue: Cue, total: Claim, parts: Sequence[Claim], strength: str = "stated") -> Link:
    members = [*(("part", part) for part in parts), ("total", total)]
    return view.link("sum", members, cue.start, cue.end, {"strength": strength})


def _accumulated(
    view: View, cue: Cue, total: int, left: Sequence[int], earlier: Sequence[View]
) -> Link | None:
    """ "Five more died, bringing the toll to 27": with the earlier toll, if there is one, else a part."""
    whole = view.claims[total]
    parts = [view.claims[index] for index in left]
    if not parts:
        return None
    opening = view.words(max(0, view.first[left[0]] - 2), view.first[total])
    adds = not word_set("sum", "increment").isdisjoint(opening)
    if len(parts) >= 2 and not adds and near(middle(whole), _middles(parts)):
        return _sum(view, cue, whole, parts)
    before = _earlier_toll(whole, parts, earlier)
    if before:
        return _sum(view, cue, whole, [before, *parts])
    return view.link("part", [("part", parts[-1]), ("whole", whole)], cue.start, cue.end)


def _earlier_toll(whole: Claim, parts: Sequence[Claim], earlier: Sequence[View]) -> Claim | None:
    added = _middles(parts)
    goal = middle(whole)
    for view in reversed(earlier):
        for claim in reversed(view.claims):
            value = middle(claim)
            if (
                value is not None
                and goal is not None
                and added is not None
                and value > added
                and fits(claim, whole) is not False
                and near(goal, value + added, 1.3)
            ):
                return claim
    return None


def _middles(parts: Sequence[Claim]) -> float | None:
    values = [middle(part) for part in parts]
    return None if None in values else math.fsum(value for value in values if value is not None)


def chain_left(view: View, total: int, excluded: frozenset[int]) -> list[int]:
    """Return the list of numbers that ends before the total, in the order of the text."""
    chain: list[int] = []
    right = total
    for index in range(total - 1, -1, -1):
        if index in excluded or not _addable(view, index, total):
            continue
        if not _joined(view, index, right, loose=right == total):
            break
        chain.append(index)
        right = index
    return chain[::-1]


def chain_right(view: View, total: int, excluded: frozenset[int]) -> list[int]:
    """Return the list of numbers that starts after the total."""
    chain: list[int] = []
    left = total
    for index in range(total + 1, len(view.claims)):
        if index in excluded or not _addable(view, index, total):
            continue
        if not _joined(view, left, index, loose=left == total):
            break
        chain.append(index)
        left = index
    return chain


def _addable(view: View, part: int, total: int) -> bool:
    """Whether the number can be a part: of the sort of the total, and no number of places or waves."""
    if fits(view.claims[part], view.claims[total]) is False:
        return False
    first = view.first[part]
    return not first or view.sentence.tokens.lower[first - 1] not in word_set("list", "places")


def _joined(view: View, left: int, right: int, loose: bool) -> bool:
    """Whether two numbers are neighbours in a list; ``loose`` for a list and its total."""
    start, end = view.last[left], view.first[right]
    if end - view.tail[left] > LONGEST_GAP + (6 if loose else 0):
        return False
    words = set(view.words(start, end))
    if loose:
        return not {"including", "than", "whom", "which"} & words or "which" in words
    return bool(words & word_set("list", "joins")) and not words & word_set("list", "breaks")


def choose(total: Claim, parts: list[Claim]) -> list[Claim] | None:
    """Return the parts that the total is said to be the sum of: all, or those among them that agree.

    A text with more numbers than parts gets the benefit of the doubt: where one run of the list makes the
    total, that run is meant.
    """
    if len(parts) < 2:
        return None
    if agree(total, parts):
        return parts
    for length in range(len(parts) - 1, 1, -1):
        for start in range(len(parts) - length + 1):
            run = parts[start : start + length]
            if agree(total, run):
                return run
    return parts


def _earlier_parts(whole: Claim, earlier: Sequence[View], own: list[Claim]) -> list[Claim] | None:
    """Return the parts from the sentences before, the nearest sentences that make about the total."""
    found: list[Claim] = own
    best: list[Claim] | None = None
    for view in list(reversed(earlier))[:SENTENCES_BACK]:
        candidates = [
            claim
            for index, claim in enumerate(view.claims)
            if fits(claim, whole) is not False and _addable_alone(view, index)
        ]
        found = [*candidates, *found]
        if len(found) < 2:
            continue
        chosen = choose(whole, found)
        if chosen and agree(whole, chosen):
            return chosen
        if best is None and near(middle(whole), _middles(found), 1.6):
            best = found
    return best


def _addable_alone(view: View, index: int) -> bool:
    first = view.first[index]
    return not first or view.sentence.tokens.lower[first - 1] not in word_set("list", "places")


def _rest(view: View, cue: Cue, earlier: Sequence[View], used: set[int]) -> Link | None:
    """ "52 of the 96 seats, ... and the remaining 44": the last part of a whole that stands before."""
    last = view.claim_after(cue.end, 2)
    if last is None or last in used:
        return None
    part = view.claims[last]
    if cue.name == "rest" and view.words(cue.start, cue.end)[-1] in ("another", "other") and cue.start == 0:
        return None
    candidates = [index for index in range(last) if fits(view.claims[index], part) is not False]
    sizes = {index: middle(view.claims[index]) or 0.0 for index in candidates}
    if candidates:
        whole = max(candidates, key=lambda index: (sizes[index], -index))
        parts = [index for index in candidates if index != whole]
        if (
            parts
            and sizes[whole] > (middle(part) or 0.0)
            and near(sizes[whole], _middles([view.claims[index] for index in parts] + [part]), 1.6)
        ):
            used.add(last)
            return _sum(view, cue, view.claims[whole], [*(view.claims[index] for index in parts), part])
    own = [view.claims[index] for index in candidates] + [part]
    for before in reversed(earlier):
        for claim in reversed(before.claims):
            if fits(part, claim) is not False and near(middle(claim), _middles(own), 1.4):
                used.add(last)
                return _sum(view, cue, claim, own)
    return None


def _implied(view: View, totals: set[int], excluded: frozenset[int], cues: Sequence[Cue]) -> Iterator[Link]:
    """Yield sums that only the form of the sentence states."""
    contents = {cue.start: cue for cue in cues if cue.name == "contents"}
    for total in range(len(view.claims)):
        if total in totals or category(view.claims[total]) == "age":
            continue
        link = _listed(view, total, excluded, contents) or _closing(view, total, excluded)
        if link:
            totals.add(total)
            yield link


def _listed(view: View, total: int, excluded: frozenset[int], contents: dict[int, Cue]) -> Link | None:
    """ "741 weapons: 728 drones and 13 missiles"."""
    chain = chain_right(view, total, excluded)
    if len(chain) < 2:
        return None
    start, end = view.last[total], view.first[chain[0]]
    if not word_set("list", "breaks").isdisjoint(view.words(start, end)):
        return None
    place = next(
        (
            index
            for index in range(start, end)
            if index in contents or view.sentence.tokens.lower[index] in _OPENERS
        ),
        None,
    )
    if place is None:
        return None
    whole = view.claims[total]
    parts = choose(whole, [view.claims[index] for index in chain])
    strong = place in contents and contents[place].end >= end - 3
    stops = contents[place].end if strong else place + 1
    if not parts:
        return None
    computed = _middles(parts)
    sure = all(fits(part, whole) for part in parts) or head(whole) is None
    ratio = 2.0 if strong or view.sentence.tokens.lower[place] != "," else 1.3
    if not agree(whole, parts) and not ((strong or sure) and near(middle(whole), computed, ratio)):
        return None
    cue = Cue("listed", place, stops)
    return _sum(view, cue, whole, parts, "stated" if strong else "implied")


def _closing(view: View, total: int, excluded: frozenset[int]) -> Link | None:
    """ "296 shot down and 415 jammed, 711 stopped"."""
    chain = chain_left(view, total, excluded)
    if len(chain) < 2:
        return None
    whole = view.claims[total]
    gap = view.gap(chain[-1], total)
    words = view.words(view.last[chain[-2]], view.first[chain[-1]])
    if (
        not {"and", "plus", "+", "&"} & set(words)
        or not gap
        or gap[-1] not in (",", ";", "—", "–", "=", ":", "(", "-")
    ):
        return None
    noun = head(whole)
    parts = [view.claims[index] for index in chain]
    if noun and noun not in word_set("list", "general") and noun not in {head(part) for part in parts}:
        return None
    chosen = choose(whole, parts)
    if not chosen or not near(middle(whole), _middles(chosen), 1.25):
        return None
    first = view.first[total]
    return _sum(view, Cue("closing", first - 1, first), whole, chosen, "implied")

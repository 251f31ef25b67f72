"""Restatements: figures of headline and summary that the body repeats, and figures that the body gives again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from functools import cache
from itertools import combinations, repeat

from claims.extract.relations.likeness import (
    CERTAIN,
    are_parted,
    digits_of,
    is_swap,
    likeness,
    may_be_one,
    slips,
    told_again,
)
from claims.extract.relations.view import Link, View, category, slipped
from claims.extract.word_classes import singular
from claims.lexicon import load_table
from claims.model import Claim

# Figures of headline and summary, and of the body, that are compared with each other.
MOST, MOST_BODY = 40, 1000
# Earlier figures of the body with which one is compared that may be a slip of theirs.
MOST_ALIKE = 20
# A text with no more figures of a sort than this has hardly two that differ by a slip alone.
FEW = 3
# A figure that repeats the headline in other words stands among the first of the body.
LEAD = 2
# Words from "had" to a figure of before.
FORMER = 10

Place = tuple[View, int]


def find_restatements(
    views: Sequence[View], limbs: Set[str], totals: Set[str] = frozenset()
) -> Iterator[Link]:
    """Yield the figures of headline and summary with the figures of the body that they restate, and the figures
    of the body that would be a repetition of an earlier one but for a slip of the pen.

    ``limbs`` are the ids of claims that stand for a part, a former value or one side of another figure, ``totals`` those
    of sums that come out.
    """
    tops: list[Place] = []
    body: list[Place] = []
    for view in views:
        section = view.sentence.section
        figures = tops if section in ("headline", "summary") else body if section in ("body", None) else None
        if figures is not None:
            figures += zip(repeat(view), range(len(view.claims)))
    body = body[:MOST_BODY]
    whole = [(view, index) for view, index in body if view.claims[index].claim_id not in limbs]
    for view, index in tops[:MOST] if body else ():
        if view.claims[index].claim_id in totals:
            # "1,180 deaths: 420 in Galicia, 180 in Cantabria": told by its parts, none of which repeats it
            continue
        found = _restated(view, index, body, limbs)
        if found is not None:
            role = "headline" if view.sentence.section == "headline" else "key point"
            other, place = found
            members = [(role, view.claims[index]), ("body", other.claims[place])]
            yield view.link("restates", members, view.first[index], view.last[index])
    yield from _repeated(whole)


def _restated(view: View, index: int, body: Sequence[Place], limbs: Set[str]) -> Place | None:
    """Return the figure of the body that is most like this one, if one is like it and no other as much."""
    claim = view.claims[index]
    scored: list[tuple[float, int, View, int]] = []
    for order, (other, place) in enumerate(body):
        score = likeness(view, index, other, place)
        if score:
            scored.append((score, -order, other, place))
    if not scored:
        return _slipped(view, index, body)
    best = max(score for score, *_ in scored)
    top = [entry for entry in scored if entry[0] == best]
    for _, _, other, place in top:
        if _overlap(claim, other.claims[place]):
            return other, place
    # Where one that is nearly as like agrees in its value, that one is meant.
    for score, _, other, place in sorted(scored, key=lambda entry: (-entry[0], -entry[1])):
        if score >= best - 1 and _overlap(claim, other.claims[place]):
            return other, place
    # One with the very number is meant, though less is known of it.
    repeated = False
    for other, place in body if _is_telling(claim) else ():
        figure = other.claims[place]
        same = figure.value == claim.value and other.sorts[place] == category(claim)
        if same and may_be_one(view, index, other, place) and not are_parted(claim, figure):
            return other, place
        repeated = repeated or same
    if repeated:
        # Of something else, as it seems, but more likely than a figure that differs.
        return None
    # A headline may add up what the body tells one by one.
    if _adds_up(claim, [other.claims[place] for other, place in body]):
        return None
    stated = [
        entry
        for entry in scored
        if entry[2].claims[entry[3]].claim_id not in limbs
        and not _of_other_stretch(claim, entry[2].claims[entry[3]])
        and not _is_former(entry[2], entry[3])
    ]
    top = [entry for entry in stated if entry[0] == best]
    slips = [entry for entry in top if _slip(claim, entry[2].claims[entry[3]])]
    if len(slips) == 1:
        return slips[0][2], slips[0][3]
    # Figures that differ more than by a slip may be of two things, unless all that is known of them is the same,
    # or no other figure that opens the body could be meant.
    if len(top) == 1:
        _, order, other, place = top[0]
        alone = len(stated) == 1 and -order <= LEAD
        if best >= CERTAIN or (alone and _one_event(claim, other.claims[place])):
            return other, place
    return None


def _is_telling(claim: Claim) -> bool:
    """Whether chance seldom makes two numbers of a text the same as this one."""
    return claim.value is not None and len(digits_of(claim.value)[0]) > 1


def _one_event(left: Claim, right: Claim) -> bool:
    return (left.event is not None and left.event == right.event) or (
        left.measure is not None and left.measure == right.measure
    )


def _of_other_stretch(left: Claim, right: Claim) -> bool:
    """Whether one is told of a month or day and the other since a day: "37,000 in February", "788,000 since 2023"."""
    roles = {left.time_role, right.time_role}
    return "since" in roles and len(roles) > 1 and None not in (left.time_text, right.time_text)


@cache
def _telling() -> frozenset[str]:
    return frozenset(load_table("attribution")["speaking"] + load_table("attribution")["telling_this"])


def _is_former(view: View, index: int) -> bool:
    """Whether a figure is one of before the headline's news: "It had forecast 1.3 billion in May"."""
    words = view.words(max(0, view.first[index] - FORMER), view.first[index])
    dated = view.claims[index].time_precision in ("month", "quarter", "year")
    return "had" in words and dated and _telling().isdisjoint(words[: words.index("had")])


def _adds_up(claim: Claim, figures: Sequence[Claim]) -> bool:
    """Whether the figure is the sum of others of its event or measure, or of two of them."""
    values = [
        figure.value
        for figure in figures
        if figure.value and category(figure) == category(claim) and _one_event(claim, figure)
    ][:MOST_ALIKE]
    if claim.value is None or len(values) < 2:
        return False
    totals = {sum(values), *(left + right for left, right in combinations(values, 2))}
    return any(abs(total - claim.value) <= 0.01 * abs(claim.value) for total in totals)


def _slipped(view: View, index: int, body: Sequence[Place]) -> Place | None:
    """Return the figure of the body that this one would be but for a slip: a zero too many, digits swapped.

    Only if no figure of the body agrees with it, and the sentences have a word in common.
    """
    claim = view.claims[index]
    alike = [(other, place) for other, place in body if other.sorts[place] == category(claim)]
    if (
        claim.value is None
        or _is_unnamed(claim)
        or any(_overlap(claim, other.claims[place]) for other, place in alike)
    ):
        return None
    words = _content(view)
    lead = body[0][0]
    for other, place in alike:
        # What opens the body repeats the headline, whatever its words.
        told = other is lead or not words.isdisjoint(_content(other))
        figure = other.claims[place]
        if (
            told
            and _slip(claim, figure)
            and may_be_one(view, index, other, place)
            and not are_parted(claim, figure, happening=False)
        ):
            return other, place
    return None


def _is_unnamed(claim: Claim) -> bool:
    """Whether a number of one digit counts nothing known, as those of scores and issues do."""
    known = claim.item or claim.event or claim.measure
    return claim.kind == "number" and not known and not _is_telling(claim)


def _repeated(figures: Sequence[Place]) -> Iterator[Link]:
    """Yield the figures that say again, but for a slip of the pen, what an earlier sentence says."""
    exact = [
        (view, index)
        for view, index in figures
        if view.claims[index].value and view.claims[index].kind not in ("age", "ratio", "multiple")
    ]
    if not exact or exact[0][0] is exact[-1][0]:
        # All of one sentence.
        return
    sorts = Counter(view.sorts[index] for view, index in exact)
    exact = [(view, index) for view, index in exact if sorts[view.sorts[index]] > 1]
    alike: dict[tuple[str, str, str], list[Place]] = {}
    seen: set[tuple[str, float | None]] = set()
    for (view, index), may_slip in zip(exact, _may_slip(exact), strict=True):
        if not may_slip:
            continue
        claim = view.claims[index]
        value = claim.value or 0.0
        sort = view.sorts[index]
        known = (sort, value) in seen
        seen.add((sort, value))
        met: set[str] = set()
        for slip, key in slips(abs(value)):
            earlier = alike.setdefault((sort, slip, key), [])
            for other, place in () if known else earlier:
                figure = other.claims[place]
                if figure.claim_id in met or other.sentence is view.sentence or figure.value == value:
                    continue
                met.add(figure.claim_id)
                if slip == "swapped" and not is_swap(value, figure.value or 0.0):
                    continue
                if told_again(other, place, view, index, sorts[sort] <= FEW):
                    members = [("again", claim), ("body", figure)]
                    yield view.link("restates", members, view.first[index], view.last[index])
            if len(earlier) < MOST_ALIKE:
                earlier.append((view, index))


def _may_slip(figures: Sequence[Place]) -> list[bool]:
    """Whether each figure has another one that could be a slip of it, by a cheap look: of its sort, and with as many
    digits and the same point, or with the same digits."""
    keys: list[tuple[tuple[str, int, int], tuple[str, str]] | None] = []
    values: dict[tuple[str, int, int] | tuple[str, str], set[float]] = {}
    for view, index in figures:
        value, sort = view.claims[index].value or 0.0, view.sorts[index]
        digits, exponent = digits_of(value)
        if len(digits) < 2:
            # ``slips`` tells of none
            keys.append(None)
            continue
        of_figure = (sort, len(digits), exponent), (sort, digits)
        keys.append(of_figure)
        for key in of_figure:
            values.setdefault(key, set()).add(value)
    return [key is not None and (len(values[key[0]]) > 1 or len(values[key[1]]) > 1) for key in keys]


def _slip(claim: Claim, figure: Claim) -> bool:
    return bool(claim.value and figure.value) and slipped(claim.value or 0.0, figure.value or 0.0)


def _content(view: View) -> set[str]:
    return {singular(word) for word in view.sentence.tokens.lower if len(word) > 3 and word.isalpha()}


def _overlap(left: Claim, right: Claim) -> bool:
    low = max(left.check_lower or 0.0, right.check_lower or 0.0)
    uppers = [bound for bound in (left.check_upper, right.check_upper) if bound is not None]
    return not uppers or low <= min(uppers)

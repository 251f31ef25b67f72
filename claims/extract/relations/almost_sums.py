"""Sums that no word tells and that one slip of the pen keeps from coming out: "8,382 were killed. ... 8,260 died in the
strip and 1,220 in the valley". That four digits nearly fit is no accident."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise, permutations

from claims.extract.relations.antecedents import of_other_sort, other_fate, unrelated
from claims.extract.relations.cues import Cue
from claims.extract.relations.lists import addable, joined, sum_link
from claims.extract.relations.mended import significant_digits
from claims.extract.relations.view import Link, View, fits, own_noun
from claims.lexicon.trees import event_line
from claims.model import Claim

# A whole of fewer units of its last written digit is too often nearly the sum of some numbers by chance.
LEAST = 150.0
# The same where the words tell of another event.
LEAST_ELSEWHERE = 500.0
# Parts that are looked for, and the numbers of one sort to either side of the whole among which they are.
MOST_PARTS, WINDOW = 4, 6
# A whole and two parts.
_FEWEST = 3
# In numbers of so few digits any order of them is a slip.
_SHORT = 3
_ZEROS = (10.0, 100.0, 1000.0)
_ROLES = frozenset({"from", "to", "by", "left", "right"})

# A number as written, the claim, its place in its sentence, and that sentence.
_Number = tuple[float, Claim, int, View]


def find_almost_sums(views: Sequence[View], told: Sequence[Link]) -> Iterator[Link]:
    """Yield the sums of numbers that stand side by side with a number of the sentences around them.

    They would come out if two neighbouring digits of one number were swapped, or it had a zero more or less.
    ``told`` are the relations known before: no two members of such a sum are of one of these, and none is a level,
    a rise or a side of a comparison.
    """
    by_sort: dict[str, list[_Number]] = {}
    for view in views:
        for index, claim in enumerate(view.claims):
            number = _written(claim)
            if number > 0:
                by_sort.setdefault(view.sorts[index], []).append((number, claim, index, view))
    if all(len(numbers) < _FEWEST for numbers in by_sort.values()):
        return
    compared = {
        claim.claim_id
        for link in told
        if link.kind in ("change", "ratio")
        for role, claim in link.members
        if role in _ROLES
    }
    sums = [{claim.claim_id for _, claim in link.members} for link in told if link.kind == "sum"]
    # A part and its whole are no two parts of another number.
    taken = [{claim.claim_id for _, claim in link.members} for link in told if link.kind == "part"]
    for numbers in by_sort.values():
        numbers = [number for number in numbers if number[1].claim_id not in compared]
        wholes = _wholes(numbers)
        if not wholes:
            continue
        for place in wholes:
            whole = numbers[place]
            run = _run(numbers, place)
            if run is None:
                continue
            parts = [claim for _, claim, _, _ in run]
            own = {part.claim_id for part in parts}
            members = {whole[1].claim_id, *own}
            if any(len(members & known) > 1 for known in sums) or not _belong(whole, run):
                continue
            if (
                _goes_on(run, whole[1])
                or any(pair <= own for pair in taken)
                or _of_another(whole[0], [part[0] for part in run])
            ):
                continue
            _, _, index, view = whole
            cue = Cue("almost", view.first[index], view.last[index])
            sums.append(members)
            yield sum_link(view, cue, whole[1], parts, "implied")


def _written(claim: Claim) -> float:
    """Return the number in its own unit, zero where it is none that could be part of an exact sum."""
    exact = claim.relation == "=" or (claim.relation == "~" and claim.lower == claim.upper)
    if not exact or claim.lower is None or claim.kind not in ("count", "number", "money", "physical"):
        return 0.0
    if claim.modality in ("figurative", "denied") or not any(map(str.isdigit, claim.quote)):
        return 0.0
    return claim.lower


def _wholes(numbers: Sequence[_Number]) -> list[int]:
    """Return the places of the numbers that are told of something and large enough, whatever their parts are."""
    if len(numbers) < _FEWEST:
        return []
    least = LEAST * _unit([number for number, _, _, _ in numbers])
    return [
        place
        for place, (number, claim, _, _) in enumerate(numbers)
        if number >= least and (claim.event or claim.kind == "money" or own_noun(claim))
    ]


def _slips(number: float) -> frozenset[float]:
    """Return the numbers for which this one may have been written: other zeros, neighbouring digits swapped."""
    digits = significant_digits(number)
    if len(digits) < 2:
        return frozenset()
    meant = {round(number * zeros, 6) for zeros in _ZEROS} | {round(number / zeros, 6) for zeros in _ZEROS}
    power = number / float(digits)
    for swapped in _swaps(digits):
        if swapped[0] != "0":
            meant.add(round(float(swapped) * power, 6))
    meant.discard(round(number, 6))
    return frozenset(meant)


def _swaps(digits: str) -> Iterator[str]:
    """Yield the digits in other orders, of longer numbers those with two neighbours swapped."""
    if len(digits) <= _SHORT:
        yield from map("".join, permutations(digits))
        return
    for at in range(len(digits) - 1):
        yield digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]


def _run(numbers: Sequence[_Number], place: int) -> list[_Number] | None:
    """Return the numbers side by side that make the whole at ``place`` but for one slip, if none make it as it is."""
    goal = numbers[place][0]
    pool = _around(numbers, place)
    found: list[_Number] | None = None
    for first in range(len(pool) - 1):
        made = numbers[pool[first]][0]
        for last in range(first + 1, min(first + MOST_PARTS, len(pool))):
            made = round(made + numbers[pool[last]][0], 6)
            if made == goal:
                return None
            if found is None and _may_be_slip(goal - made):
                run = [numbers[at] for at in pool[first : last + 1]]
                found = run if _mends(run, goal, made) else None
    return found if found and _stand_together(numbers[place], found) else None


def _goes_on(run: Sequence[_Number], whole: Claim) -> bool:
    """Whether the list goes on beyond the numbers that nearly make the whole: then they are not all."""
    for (_, _, index, view), step in ((run[0], -1), (run[-1], 1)):
        beside = index + step
        if not 0 <= beside < len(view.claims) or view.sorts[beside] != view.sorts[index]:
            continue
        left, right = sorted((index, beside))
        if view.claims[beside] is not whole and joined(view, left, right, view.first[right], loose=False):
            return True
    return False


def _of_another(whole: float, parts: Sequence[float]) -> bool:
    """Whether the largest of the parts is all the others with the whole: "280, 165 and 105, that is 550"."""
    largest = max(parts)
    return round(math.fsum(parts) + whole - 2 * largest, 6) == 0


def _around(numbers: Sequence[_Number], place: int) -> list[int]:
    """Return the numbers next to the whole, none twice, and none that repeats it."""
    seen = {numbers[place][0]}
    pool: list[int] = []
    for at in range(max(0, place - WINDOW), min(len(numbers), place + WINDOW + 1)):
        if numbers[at][0] not in seen:
            seen.add(numbers[at][0])
            pool.append(at)
    return pool


def _may_be_slip(difference: float) -> bool:
    """Whether one slip can make so much: none changes the sum of the digits, so that it makes a multiple of nine."""
    return (int(difference) if difference.is_integer() else round(difference * 1e6)) % 9 == 0


def _mends(run: Sequence[_Number], goal: float, made: float) -> bool:
    return made in _slips(goal) or any(
        goal - made + number > 0 and round(goal - made + number, 6) in _slips(number)
        for number, _, _, _ in run
    )


def _unit(numbers: Sequence[float]) -> float:
    """Return the unit of the last digit that is not zero in any of the numbers: 1,000 of 409,000 and 21,000."""
    finest = min(numbers)
    for number in numbers:
        written = f"{number:.6f}".rstrip("0").rstrip(".")
        whole, _, decimals = written.partition(".")
        zeros = len(whole) - len(whole.rstrip("0"))
        finest = min(finest, 10.0 ** (-len(decimals) if decimals else zeros))
    return finest


def _stand_together(whole: _Number, run: Sequence[_Number]) -> bool:
    """Whether no sentence without one of the numbers stands between them."""
    at = sorted([whole[3].sentence.index, *(view.sentence.index for _, _, _, view in run)])
    return all(after - before <= 1 for before, after in pairwise(at))


def _belong(whole: _Number, run: Sequence[_Number]) -> bool:
    """Whether nothing says that one of the numbers counts something else than the whole does, and they have digits
    enough."""
    total, least = whole[1], LEAST
    for _, part, place, other in run:
        if not addable(other, place) or fits(part, total) is False or other_fate(part, total):
            return False
        if unrelated(part, total) or of_other_sort(part, total):
            return False
        if part.event and total.event and total.event not in event_line(part.event):
            # Jobs that go are no part of those that there are.
            least = LEAST_ELSEWHERE
    parts = [number for number, _, _, _ in run]
    unit = _unit([whole[0]] if total.relation == "~" else [whole[0], *parts])
    return min(whole[0], sum(parts)) >= least * unit

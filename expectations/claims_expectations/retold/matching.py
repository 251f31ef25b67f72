"""Which figures of two documents are of one thing and exclude each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Set
from itertools import pairwise
from math import inf, log10, sqrt

from claims.extract.relations.mended import significant_digits
from claims_expectations.retold.figures import Figure, one_sort
from claims_expectations.retold.occasions import is_another_time, one_occasion, times_meet
from claims_expectations.retold.pairs import ALONE, SELDOM, Pair, assigned, is_small, slip_between
from claims_expectations.retold.sameness import agree, same_measure, sameness, thing_in_common
from claims_expectations.retold.slips import Slip
from claims_expectations.retold.stories import FEW, Story, days_apart, happening, names_day_of
from claims_expectations.retold.words import words

# What must speak for two figures being of one thing, the words they have in common and the likeness of the two
# happenings taken together: where one would be the other but for a slip that is seldom met by chance ...
LIKELY = 6.0
# ... but for one that chance often makes, or where the two are merely different.
ALIKE, ONE_HAPPENING = 4.0, 3.0
# So much speaks for one happening that the only figures of a sort are of one thing.
SURELY_ONE = 4.5
# A slip that says more than that a count may have grown that hardly ever does.
SETTLED = 2.0
# So much more of something there may be some weeks or months later.
GROWTH = 1.25
# Documents with more figures than this are not searched for those that merely differ.
MOST_PAIRS = 4000
# Figures of a document that those of another are held against.
MOST_FIGURES = 400
# So many figures of two short texts can be compared; ten times as many make a likeness so much less telling.
USUAL, CHANCE = 40.0, 1.0
# The same of documents: more than a few are held against each other in many pairs.
MOST_AMONG, NOUNS = 2.0, 0.75


def conflicts(
    one: Story, other: Story, growing: Set[str], documents: int = 2, long_after: bool = False
) -> Iterator[Pair]:
    """Yield the figures of two documents that are of one thing and exclude each other.

    ``growing`` are the events whose count rises as reports come in; ``documents``: so many are searched;
    ``long_after``: the one appeared long after the other, when most counts are of something else.
    """
    among = min(MOST_AMONG, CHANCE * log10(max(1.0, documents / FEW)))
    pairs: list[Pair] = []
    agreed: set[int] = set()
    shared = 0.0
    compared = 0
    large = len(one.figures) * len(other.figures) > MOST_PAIRS
    for left in one.figures[:MOST_FIGURES]:
        for right in other.figures[:MOST_FIGURES]:
            if not one_sort(left, right):
                continue
            compared += 1
            slip = slip_between(left, right)
            if large and slip is None and not agree(left, right):
                continue
            same = sameness(left, right)
            equal = left.stated.base == right.stated.base
            if same is not None and (not agree(left, right) or _misprinted(slip, left, right)):
                pairs.append(Pair(left, right, same, slip))
            elif equal or (same is not None and same >= 1.0):
                if agreed.isdisjoint((left.stated.id, right.stated.id)):
                    sure = same is not None and (
                        same >= 1.0 or (equal and len(significant_digits(abs(left.stated.value))) > 1)
                    )
                    shared += _rarity(left) * (1.0 if sure else 0.5)
                if same is not None:
                    # What each of two sides had agrees with what both had.
                    agreed |= {figure.stated.id for figure in (left, right) if not figure.each}
    agreed |= _told_in_parts(one, other) | _told_in_parts(other, one)
    # Among many figures some agree, or nearly so, by chance.
    chance = max(1.0, compared / USUAL)
    shared /= sqrt(chance)
    scene = happening(one, other) + min(2.5, shared) - CHANCE * log10(chance)
    ones = Counter(figure.sort for figure in one.figures if figure.stated.id not in agreed)
    others = Counter(figure.sort for figure in other.figures if figure.stated.id not in agreed)
    dated = one.published is not None and other.published is not None
    likely: list[Pair] = []
    for pair in pairs:
        alone = ones[pair.left.sort] == others[pair.right.sort] == 1
        if alone and (
            shared >= 0.9
            or (dated and (pair.weight >= SELDOM - 0.5 or pair.right.sort != "count"))
            or (dated and scene >= SURELY_ONE and not among and pair.is_one_thing)
        ):
            pair = Pair(pair.left, pair.right, pair.same + ALONE, pair.slip)
        surely = pair.same >= ALIKE + 1 and scene >= ONE_HAPPENING + 0.5
        left_over = alone and (shared >= 0.9 or (surely and shared > 0))
        days = days_apart(one, other) if dated else inf
        if long_after and not _is_told_again(pair, one, other):
            continue
        if _conflict(pair, scene, left_over, days, among) and not _grows(pair, one, other, growing):
            likely.append(pair)
    yield from assigned(likely, agreed)


def _is_told_again(pair: Pair, one: Story, other: Story) -> bool:
    """Whether two counts of one noun, long apart, are alike as chance hardly ever makes them.

    Two digits, and numbers that a little growth would tell apart, suffice where the later text goes back to the time
    of the earlier.
    """
    if pair.left.sort != "count" or not pair.is_one_noun or pair.left.nouns == ():
        return False
    if pair.slip is None or pair.slip.kind not in ("swapped", "zero") or pair.is_round:
        return False
    if pair.weight >= SELDOM and pair.ratio >= GROWTH:
        return True
    told_back = names_day_of(one, other) or times_meet(pair.left.stated, pair.right.stated) is True
    return pair.weight >= SELDOM - 0.5 and told_back


def _told_in_parts(one: Story, other: Story) -> set[int]:
    """Return the figures of one document that two figures side by side in the other make together, and these two."""
    wholes = {
        (figure.sort, figure.stated.base): figure.stated.id for figure in one.figures if not is_small(figure)
    }
    found: set[int] = set()
    for left, right in pairwise(other.figures):
        if left.stated.start == right.stated.start and left.sort == right.sort:
            whole = wholes.get((left.sort, left.stated.base + right.stated.base))
            if whole is not None:
                found |= {whole, left.stated.id, right.stated.id}
    return found


def _conflict(pair: Pair, scene: float, left_over: bool, days: float, among: float) -> bool:
    """Whether two figures are of one thing.

    ``scene``: how much speaks for the documents telling of one happening; ``left_over``: other figures of the two
    agree, and these alone of their sort do not; ``days`` lie between the two; ``among``: what is taken off as many
    documents are held against each other.
    """
    doubt = among if pair.is_one_noun else 2 * among
    if pair.is_doubtful:
        return False
    few = is_small(pair.left) or is_small(pair.right)
    if pair.is_round and not pair.is_one_noun and (among or (few and pair.left.event != pair.right.event)):
        return False
    # Among many documents, numbers like each other count many things.
    many = among > 0 and pair.left.sort == "count" and not pair.is_one_noun and pair.is_likely
    if many and (few or (thing_in_common(pair.left, pair.right) or 0.0) < 1.0):
        return False
    scene -= doubt
    if pair.is_likely:
        later = 2.0 if is_another_time(pair.left, pair.right) else 0.0
        least = LIKELY - (0.5 if pair.weight >= SELDOM else 0.0)
        return (
            pair.same >= pair.least_same + NOUNS * doubt - (0.5 if scene >= SURELY_ONE and not among else 0.0)
            and pair.same + pair.weight + scene - later >= least
        )
    if days > 1 or not pair.is_sure or is_another_time(pair.left, pair.right):
        return False
    if left_over and pair.same >= ALIKE - 1 and scene >= ONE_HAPPENING - 0.7:
        return True
    if pair.left.timed and pair.right.timed and pair.same >= ALIKE + 1 and scene >= ONE_HAPPENING - 0.5:
        return True
    if pair.slip is None:
        return False
    least_scene = ONE_HAPPENING - (1.5 if one_occasion(pair.left, pair.right) else 0.6)
    measured = same_measure(pair.left, pair.right) and scene >= least_scene
    return measured or (pair.same >= ALIKE and scene >= ONE_HAPPENING)


def _grows(pair: Pair, one: Story, other: Story, growing: Set[str]) -> bool:
    """Whether the two are counts of what is still being counted: the later report has the higher one, or T403 tells."""
    events = {pair.left.event, pair.right.event}
    if not events & growing or (events & words("settled") and pair.weight >= SETTLED):
        return False
    if (pair.left.growth or pair.right.growth) and pair.weight < SELDOM:
        return True
    if one.published is None or other.published is None or one.published == other.published:
        return False
    if pair.slip is not None and pair.slip.kind == "alike" and pair.ratio >= 3:
        return False
    rises = (one.published < other.published) == (pair.left.stated.base < pair.right.stated.base)
    one_toll = pair.left.stated.measure == pair.right.stated.measure
    if (
        not rises
        and one_toll
        and pair.left.stated.place
        and pair.left.stated.place == pair.right.stated.place
    ):
        return True
    # A toll seldom rises to its own digits in another order, or to ten times itself.
    return rises and (pair.slip is None or pair.slip.kind not in ("swapped", "zero", "zeros", "scale"))


def _misprinted(slip: Slip | None, left: Figure, right: Figure) -> bool:
    """Whether two numbers of four digits or more are each other's but for two digits, whatever their bounds allow."""
    return (
        slip is not None
        and slip.kind == "swapped"
        and min(
            len(significant_digits(abs(left.stated.value))), len(significant_digits(abs(right.stated.value)))
        )
        > 3
    )


def _rarity(figure: Figure) -> float:
    """Return how seldom chance makes two texts give this number."""
    size = len(significant_digits(abs(figure.stated.value)))
    return {0: 0.4, 1: 0.5 if figure.stated.base >= 10 else 0.3, 2: 0.9}.get(size, 1.3)

"""Lists of numbers: which numbers of a sentence stand side by side, and which of them make a total."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from claims.extract.relations.cues import Cue, word_set
from claims.extract.relations.mended import significant_digits
from claims.extract.relations.view import (
    LONGEST_GAP,
    WINDOW,
    Link,
    View,
    agree,
    fits,
    middle,
    miswritten,
    own_noun,
)
from claims.model import Claim

# A list may stand this much farther from its total than its members from each other, in words.
LOOSE_GAP = 8
# In longer lists no run is looked for that makes the total.
LONGEST_LIST = 8
# So many may be told one by one without a number.
MOST_SINGLES = 3
# From "the number" to "at 128", in words.
LEVEL = 6
# A zero too many leaves the other digits as they are.
EXACT = 0.005
# In a list of fewer no run can be left out.
CLOSED = 3
_JOINTS = frozenset({",", ";", "and", "plus"})
_EACH = frozenset({"each", "apiece"})
_MORE = frozenset({"more", "fewer", "less", "higher", "lower"})
_NOT_ADDED = ("age", "ratio", "multiple", "points")


def chain_left(view: View, total: int, before: int | None = None) -> list[int]:
    """Return the list of numbers that ends before the total, or before token ``before``, in the order of the text.

    Parts of their neighbours ("including 3 children") are passed over: they would count twice.
    """
    chain: list[int] = []
    right = total
    edge = view.first[total] if before is None else before
    last = total if before is None else bisect_right(view.last, before)
    for index in range(last - 1, max(-1, last - 1 - WINDOW), -1):
        if index in view.once or not _addable(view, index, total):
            if index in view.once:
                edge = _passed(view, index, edge)
            continue
        if not joined(view, index, right, edge, loose=not chain):
            break
        chain.append(index)
        right, edge = index, view.first[index]
    return chain[::-1]


def chain_right(view: View, total: int) -> list[int]:
    """Return the list of numbers that starts after the total."""
    chain: list[int] = []
    left = total
    for index in range(total + 1, min(len(view.claims), total + 1 + WINDOW)):
        if index in view.once or not _addable(view, index, total):
            continue
        if not joined(view, left, index, view.first[index], loose=not chain):
            break
        chain.append(index)
        left = index
    return chain


def _passed(view: View, index: int, edge: int) -> int:
    """Return where "including 3 children" begins, which stands between two members of a list."""
    words = view.words(max(0, view.first[index] - 4), view.first[index])
    opened = word_set("list", "breaks")
    back = next((place for place, word in enumerate(reversed(words), 1) if word in opened), None)
    return view.first[index] - back if back else edge


def addable(view: View, index: int) -> bool:
    """Whether the number can be a member of a list: it is not one of places, waves or days."""
    if view.sorts[index] in _NOT_ADDED or view.is_age(index):
        return False
    tokens, first = view.sentence.tokens, view.first[index]
    lower = tokens.lower
    if "than" in tokens.words:
        behind = lower[view.last[index] : view.tail[index] + 2]
        if "than" in behind[1:] and not _MORE.isdisjoint(behind):
            # "208 seats, 44 more than before"
            return False
    if first > 1 and lower[first - 1] == "the" and lower[first - 2] in word_set("list", "thresholds"):
        # "83 seats, past the 76 it needed"
        return False
    if not first or lower[first - 1] not in word_set("list", "places"):
        return True
    before = lower[max(0, first - 2) : first]
    if view.claims[index].kind == "money" and before[-1] in ("in", "on", "at", "for"):
        # "services brought in $1.2 billion"
        return True
    if before[-1] not in ("for", "on", "to", "in", "through", "at", "over"):
        return False
    if before[-1] == "at" and not word_set("list", "levels").isdisjoint(lower[max(0, first - LEVEL) : first]):
        # "put the number of dead at 128"
        return True
    # "while other models accounted for 10,394", "the cuts will fall on 1,900 staff"
    if before[0] in word_set("list", "no_places"):
        return True
    # "Khartoum accounted for 429, Sennar for 87 and Gezira for 67"
    former = view.first[index - 1] if index else 0
    again = former > 0 and view.words(former - 1, former)[0] == before[-1]
    return again and view.first[index] - former <= LONGEST_GAP and addable(view, index - 1)


def _addable(view: View, part: int, total: int) -> bool:
    return (
        view.sorts[part] == view.sorts[total]
        and addable(view, part)
        and fits(view.claims[part], view.claims[total]) is not False
    )


def joined(view: View, left: int, right: int, edge: int, *, loose: bool, further: int = 0) -> bool:
    """Whether two numbers are neighbours in a list, by the words up to ``edge``; ``loose`` for a total.

    ``further``: by how many words more they may stand apart.
    """
    start = view.last[left]
    if edge - view.tail[left] > LONGEST_GAP + (LOOSE_GAP if loose else further):
        return False
    words = view.words(start, edge)
    if "including" in words:
        words = _without_aside(words)
    if words[:1] == ["against"] and words[1:2] and words[1] in word_set("list", "joins"):
        # "131 against and 7 abstentions" gives the sort of the votes.
        words = words[1:]
    if loose:
        return word_set("list", "loose_breaks").isdisjoint(words)
    if not words or (words[-1] in word_set("list", "breaks_before") and edge == view.first[right]):
        # "12 people, " before "including 3 children" has lost its number.
        return bool(words) and edge != view.first[right]
    if edge == view.first[right] and word_set("list", "joins").isdisjoint(words):
        return False
    return word_set("list", "breaks").isdisjoint(words)


def _without_aside(words: list[str]) -> list[str]:
    """Leave out what "including" opens and a comma closes, with no number: "three Nepalis, including a guide, and"."""
    at = words.index("including")
    if at == 0 or words[at - 1] != "," or "," not in words[at:]:
        return words
    return words[: at - 1] + words[words.index(",", at) :]


def sum_of(parts: Sequence[Claim]) -> float | None:
    """Return the sum of the middles, in base units."""
    values = [middle(part) for part in parts]
    return None if None in values else math.fsum(value for value in values if value is not None)


def choose(total: Claim, parts: list[Claim], *, closed: bool = False) -> list[Claim] | None:
    """Return the parts that the total is said to be the sum of: all, or those among them that agree.

    A text with more numbers than parts gets the benefit of the doubt: where one run of the list makes the
    total, that run is meant. ``closed``: it is a list without others.
    """
    if len(parts) < 2:
        return None
    if (
        agree(total, parts)
        or len(parts) > LONGEST_LIST
        or (closed and all(_may_be_part(p, total) for p in parts))
    ):
        return parts
    for length in range(len(parts) - 1, 1, -1):
        for start in range(len(parts) - length + 1):
            run = parts[start : start + length]
            if agree(total, run):
                return run
    return parts


def _may_be_part(part: Claim, total: Claim) -> bool:
    verdict = fits(part, total)
    # Amounts of money count nothing that could differ.
    return verdict is True or (verdict is None and part.kind == "money")


def is_apportioned(view: View, chain: Sequence[int]) -> bool:
    """ "eight in Africa and one each in Europe and Asia": the number stands for several."""
    return any(
        not _EACH.isdisjoint(view.words(view.last[index], max(view.last[index] + 1, view.tail[index] + 1)))
        for index in chain
    )


def is_closed(view: View, chain: Sequence[int], least: int = CLOSED) -> bool:
    """Whether the numbers are one coordination, of which none can be left out: "27 in Lyon, 19 in Nice and 8 in Lille".

    They stand side by side, or the same word follows each, and only the last joint is an "and".
    """
    if len(chain) < least:
        return False
    lower = view.sentence.tokens.lower
    gaps = [view.words(view.tail[left], view.first[right]) for left, right in pairwise(chain)]
    if any(gap[-1:] not in ([","], [";"]) for gap in gaps[:-1]) or gaps[-1][-1:] not in (["and"], ["plus"]):
        return False
    behind = lower[view.tail[chain[-1]] : view.tail[chain[-1]] + 1]
    if all(_JOINTS.issuperset(gap) for gap in gaps):
        nouns = [own_noun(view.claims[index]) for index in chain]
        return all(nouns) or not any(nouns)
    if all(len(gap) == 2 and gap[0].isalpha() for gap in gaps) and behind and behind[0].isalpha():
        # "twelve gold, nine silver and fifteen bronze"
        return True
    return (
        all(gap[:1] == behind and "and" not in gap[:-1] for gap in gaps)
        and behind[:1] != []
        and behind[0] in word_set("list", "ends")
    )


def sum_link(view: View, cue: Cue, total: Claim, parts: Sequence[Claim], strength: str = "stated") -> Link:
    members = [*(("part", part) for part in parts), ("total", total)]
    return view.link("sum", members, cue.start, cue.end, {"strength": strength})


def lacks_singles(view: View, link: Link) -> bool:
    """Whether a sum lacks no more than those that the text tells without a number ("a chairman and five deputies")."""
    parts = [claim for role, claim in link.members if role == "part"]
    total = next((claim for role, claim in link.members if role == "total"), None)
    made, goal = sum_of(parts), None if total is None else middle(total)
    if total is None or made is None or goal is None or not made < goal <= made + MOST_SINGLES:
        return False
    if total.kind not in ("count", "number") or agree(total, parts):
        return False
    return goal - made <= sum(
        word in ("a", "an", "himself", "herself", "one") for word in view.sentence.tokens.lower
    )


def without_strays(links: list[Link]) -> list[Link]:
    """Leave out the sums that do not come out because a number was added to one that does."""
    sums = [link for link in links if link.kind == "sum"]
    if len(sums) < 2:
        return links
    members = {id(link): {claim.claim_id for _, claim in link.members} for link in sums}
    right = [(link.members[-1], members[id(link)]) for link in sums if _comes_out(link)]
    strays: set[int] = set()
    for link in sums:
        own = members[id(link)]
        if not _comes_out(link) and any(
            one < own or (own < one and total == link.members[-1]) for total, one in right
        ):
            strays.add(id(link))
    return [link for link in links if id(link) not in strays]


def _repeats_total(link: Link) -> bool:
    """Whether one part is the total itself."""
    total = next((claim for role, claim in link.members if role == "total"), None)
    parts = [claim for role, claim in link.members if role == "part"]
    made = sum_of(parts)
    return (
        total is not None
        and made is not None
        and any(_tells_total(part, total, made - (middle(part) or 0.0)) for part in parts)
    )


def _tells_total(part: Claim, total: Claim, rest: float) -> bool:
    """Whether "more than 99,000" is the total of 99,128, rounded off: what would be added is more than is left."""
    low, goal = part.lower, middle(total)
    if part.relation not in (">", ">=") or not low or not goal:
        return False
    step = 10.0 ** (math.floor(math.log10(low)) - len(significant_digits(low)) + 1)
    return low <= goal < low + step < low + rest


def without_twice_counted(links: list[Link]) -> list[Link]:
    """Leave out the sums that do not come out and of whose parts one is known to be taken of another: "half of the
    61 rockets, about 30, missed. In all, some 60 were fired"; or is the total, rounded off."""
    if not any(link.kind == "sum" for link in links):
        return links
    pairs: set[tuple[str, str]] = set()
    for link in links:
        if link.kind in ("part", "share"):
            roles = {role: claim.claim_id for role, claim in link.members}
            if "part" in roles and "whole" in roles:
                pairs.add((roles["part"], roles["whole"]))
    kept: list[Link] = []
    for link in links:
        if link.kind == "sum" and not _comes_out(link):
            parts = {claim.claim_id for role, claim in link.members if role == "part"}
            if any(part in parts and whole in parts for part, whole in pairs) or _repeats_total(link):
                continue
        kept.append(link)
    return kept


def _comes_out(link: Link) -> bool:
    total = next((claim for role, claim in link.members if role == "total"), None)
    return total is not None and agree(total, [claim for role, claim in link.members if role == "part"])


def totals_of(links: Sequence[Link]) -> set[str]:
    """The totals of the sums that come out, by their ids."""
    return {
        claim.claim_id
        for link in links
        if link.kind == "sum" and _comes_out(link)
        for role, claim in link.members
        if role == "total"
    }


def is_longer(view: View, start: int, total: int, parts: Sequence[Claim]) -> bool:
    """Whether the words from token ``start`` to the total say that it is of a longer time ("total since 8 July"), and
    so may be more than the parts."""
    if word_set("sum", "longer").isdisjoint(view.words(start, view.first[total])):
        return False
    made, goal = sum_of(parts), middle(view.claims[total])
    return made is None or goal is None or made < goal


def repairs(total: Claim, parts: Sequence[Claim]) -> bool:
    """Whether one slip of the pen, in the total or in one part, is all that keeps the sum from coming out."""
    goal, made = middle(total), sum_of(parts)
    if not goal or not made or goal == made:
        return False
    # Digits are those of the unit that the text has, joules none of them.
    unit = goal / total.value if total.kind == "physical" and total.value else 1.0
    goal, made = goal / unit, made / unit
    if _written_for(goal, made):
        return True
    for part in parts:
        value = (middle(part) or 0.0) / unit
        needed = goal - (made - value)
        if value > 0 and needed > 0 and _written_for(value, needed):
            return True
    return False


def _written_for(stated: float, meant: float) -> bool:
    """Whether a slip wrote the one number for the other, which it would be to the last digit."""
    quotient = stated / meant
    if any(
        math.isclose(quotient, factor, rel_tol=EXACT) for factor in (0.001, 0.01, 0.1, 10.0, 100.0, 1000.0)
    ):
        return True
    return 0.1 < quotient < 10.0 and min(stated, meant) >= 10.0 and miswritten(stated, meant)

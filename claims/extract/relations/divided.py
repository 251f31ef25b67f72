"""Shares of one whole, which together are no more than all of it: "Coal provided 44 percent of the power, gas 21 percent
and wind 45 percent"; "57 percent of the patients were men and 53 percent women"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from claims.extract.relations.antecedents import group_words
from claims.extract.relations.lists import sum_of
from claims.extract.relations.view import WINDOW, Link, View
from claims.extract.word_classes import FUNCTION, NUMBER, PAST, VERB, bits_of, is_participle

# What rounding makes of shares, for each of them; beyond the most, they are of different wholes.
ROUNDED, MOST = 0.006, 1.6
# Between a share and the next, and from a share to "were male", in words.
GAP, BEHIND = 7, 7
# So many shares of what something is, and the words behind each.
COMPOSED, LABEL = 3, 4
_JOINTS = frozenset({",", ";", "and", "while", "with"})
_MORE = frozenset({"more", "less", "fewer", "higher", "lower", "above", "below", "up", "down"})
_PLACED = frozenset({"in", "on", "into", "to", "for"})
_OWN = frozenset({"its", "their", "his", "her"})


def find_divided(view: View) -> Iterator[Link]:
    """Yield the shares of a sentence that are taken of one whole, where they make more than all of it, or all."""
    if view.sorts.count("share") < 2:
        return
    shares = [index for index, sort in enumerate(view.sorts[:WINDOW]) if sort == "share"]
    if any(
        view.claims[index].unit != "percent"
        or view.claims[index].direction
        or view.claims[index].relation not in ("=", "~")
        or not _MORE.isdisjoint(view.words(view.last[index], view.last[index] + 1))
        for index in shares
    ):
        return
    for run in (_sexes(view, shares), _named(view, shares), _spent(view, shares), _composed(view, shares)):
        made = sum_of([view.claims[index] for index in run]) or 0.0
        if len(run) > 1 and 1 - ROUNDED <= made <= MOST:
            detail = {"strength": "implied", "total": "100", "unit": "percent"}
            members = [("part", view.claims[index]) for index in run]
            yield view.link("sum", members, view.first[run[0]], view.last[run[0]], detail)
            return


def _sexes(view: View, shares: Sequence[int]) -> list[int]:
    """ "Women make up 38 percent of the council and men 62 percent", "57 percent were male and 43 percent female"."""
    lower = view.sentence.tokens.lower
    if len(shares) != 2 or not (_is_of(view, shares[0]) or "up" in lower or "for" in lower):
        return []
    told: list[frozenset[str]] = []
    sides = group_words("divided", "female"), group_words("divided", "male")
    if group_words("divided", "be").isdisjoint(lower):
        told = [frozenset(lower[max(0, view.first[index] - BEHIND) : view.first[index]]) for index in shares]
        told[1] = frozenset(lower[view.tail[shares[0]] : view.first[shares[1]]])
        if group_words("divided", "verbs").isdisjoint(told[0]):
            return []
    else:
        second = lower[view.last[shares[1]] : view.last[shares[1]] + BEHIND]
        told = [frozenset(lower[view.last[shares[0]] : view.first[shares[1]]]), frozenset(second)]
        behind = group_words("divided", "be")
        if not any(
            word in behind and lower[at + 1] in sides[0] | sides[1] for at, word in enumerate(lower[:-1])
        ):
            return []
    if any(
        lower[view.last[index] : view.last[index] + 1] == ["of"] and _of_sex(view, index) for index in shares
    ):
        # "38 percent of women and 62 percent of men smoke"
        return []
    first = [not side.isdisjoint(told[0]) for side in sides]
    second_sides = [not side.isdisjoint(told[1]) for side in sides]
    return list(shares) if sum(first) == sum(second_sides) == 1 and first != second_sides else []


def _of_sex(view: View, index: int) -> bool:
    behind = view.words(view.last[index] + 1, view.last[index] + 4)
    sexes = group_words("divided", "female") | group_words("divided", "male")
    return not sexes.isdisjoint(behind) and group_words("divided", "be").isdisjoint(behind)


def _is_of(view: View, index: int) -> bool:
    return view.words(view.last[index], view.last[index] + 1) == ["of"]


def _named(view: View, shares: Sequence[int]) -> list[int]:
    """ "Coal provided 44 percent of the power, gas 21 percent and wind 45 percent"."""
    run = [shares[0]]
    if not _OWN.isdisjoint(view.words(view.last[shares[0]] + 1, view.last[shares[0]] + 2)):
        # "Denmark got 61 percent of its power from wind, Uruguay 44 percent": each of its own
        return []
    lower = view.sentence.tokens.lower
    opening = lower[max(0, view.first[shares[0]] - GAP) : view.first[shares[0]]]
    verb = next((word for word in reversed(opening) if word in group_words("divided", "verbs")), None)
    if verb is None or (
        verb in group_words("divided", "owning") and group_words("divided", "wholes").isdisjoint(lower)
    ):
        return []
    for index in shares[1:]:
        gap = range(view.last[run[-1]], view.first[index])
        if len(gap) > GAP + GAP or not _is_label(view, view.first[index] - 1):
            break
        joint = next((at for at in reversed(gap) if lower[at] in _JOINTS), None)
        if joint is None or any(_tells(view, at) for at in range(joint + 1, gap[-1])):
            break
        run.append(index)
    return run


def _is_label(view: View, at: int) -> bool:
    tokens = view.sentence.tokens
    if tokens.lower[at] == "others":
        return True
    return (
        tokens.kind[at] == "w"
        and not bits_of(tokens, at) & (FUNCTION | NUMBER)
        and tokens.lower[at] not in _JOINTS
    )


def _tells(view: View, at: int) -> bool:
    """Whether a verb stands there, of which another list may be."""
    tokens = view.sentence.tokens
    if tokens.kind[at] != "w" or tokens.text[at][0].isupper():
        return False
    return bool(bits_of(tokens, at) & (VERB | PAST)) and not is_participle(tokens.lower[at], 0)


def _spent(view: View, shares: Sequence[int]) -> list[int]:
    """ "The fund invests 55 % of its money in bonds, 30 % in shares and 15 % in property"."""
    lower = view.sentence.tokens.lower
    start, end = view.first[shares[0]], view.first[shares[-1]]
    if group_words("divided", "spends").isdisjoint(lower[max(0, start - GAP) : end]) or not _is_of(
        view, shares[0]
    ):
        return []
    behind = lower[view.last[shares[0]] : view.first[shares[1]]]
    place = next((word for word in behind if word in _PLACED), None)
    run = [shares[0]]
    for index in shares[1:]:
        gap = range(view.last[run[-1]], view.first[index])
        if lower[view.last[index] : view.last[index] + 1] != [place] or len(gap) > GAP + GAP:
            break
        if not any(lower[at] in _JOINTS for at in gap):
            break
        run.append(index)
    return run


def _composed(view: View, shares: Sequence[int]) -> list[int]:
    """ "Residents are 64 percent Sunni, 21 percent Shiite and 15 percent Christian"."""
    lower = view.sentence.tokens.lower
    start = view.first[shares[0]]
    if len(shares) < COMPOSED or lower[start - 1 : start] not in (["are"], ["were"], ["is"], ["was"]):
        return []
    for left, right in pairwise(shares):
        gap = lower[view.last[left] : view.first[right]]
        if not 1 < len(gap) <= LABEL or gap[0] in _JOINTS | _PLACED or gap[-1] not in _JOINTS:
            return []
        if not _is_label(view, view.last[left]):
            return []
    return list(shares)

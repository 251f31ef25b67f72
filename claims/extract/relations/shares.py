"""Shares: "14,000 jobs, or 4 % of its workforce of 350,000", "a third of the 90 seats, 30"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from claims.extract.relations.cues import cue_set, relation_words, word_set
from claims.extract.relations.parts import of_pairs, of_the
from claims.extract.relations.view import WINDOW, Link, View, category, middle, near

# "14 % of the company's total global workforce of 350,000", in words.
LONGEST_OF = 9
LONGEST_SAME = 9
# A part that only a comma ties to its share must be this near to what it should be.
WIDEST = 6.0
_PUNCTUATION = frozenset({",", "(", "—", "–", "-", ":", ";", ")", "[", "…"})


def find_shares(view: View, around: Sequence[View]) -> Iterator[Link]:
    """Yield the shares of a sentence whose whole and part are given.

    ``around`` are other sentences, the nearest last, where the whole of "14 % of its workforce" may stand.
    """
    if len(view.claims) < 2 or "share" not in view.sorts:
        return
    shares = [index for index in range(len(view.claims)) if is_share(view, index)]
    if not shares:
        return
    pairs = {whole: part for part, whole, _, _ in of_pairs(view)}
    opening = {part: whole for whole, parts, _, _ in of_the(view) for part in parts}
    taken: set[int] = set()
    for share in shares:
        link = (
            _of_fraction(view, share)
            or _of_whole(view, share, taken)
            or _beside_pair(view, share, pairs, taken)
            or _beside_part(view, share, opening, around, taken)
        )
        if link:
            yield link


def _of_fraction(view: View, share: int) -> Link | None:
    """The share says again what "38 out of 512" says, a share itself."""
    told = share - 1
    if told < 0 or view.claims[share].unit != "percent" or view.claims[told].unit != "share":
        return None
    if " of " not in view.claims[told].quote or not same_amount(view, told, share):
        return None
    members = [("share", view.claims[share]), ("told", view.claims[told])]
    return view.link("share", members, view.first[told], view.last[told])


def is_share(view: View, index: int) -> bool:
    """Whether the claim is a share of something, rather than a change or a rate of growth."""
    if view.sorts[index] != "share":
        return False
    lower = view.sentence.tokens.lower
    first, last = view.first[index], view.last[index]
    after = lower[last] if last < len(lower) else ""
    before = lower[first - 1] if first else ""
    if view.claims[index].direction and after != "of":
        return False
    if before == "and" and after != "of" and index and view.last[index - 1] == first - 1:
        # "an increase of 46 % and 31 % respectively"
        former = view.sorts[index - 1] == "share" and not is_share(view, index - 1)
        if former:
            return False
    if before == "up" and after == "of":
        # "make up 12 percent of the city's people"
        return True
    return after not in word_set("change", "by_after") and before not in ("by", "up", "down", "+", "−")


def _of_whole(view: View, share: int, taken: set[int]) -> Link | None:
    """The whole follows the share: "8 % of its 5,000 staff", then or before it the part."""
    whole = whole_behind(view, share)
    if whole is None:
        return None
    for part, certain in (
        (whole + 1, same_amount(view, whole, whole + 1)),
        (share - 1, same_amount(view, share - 1, share)),
    ):
        if certain is None or part in taken or not _countable(view, part, whole):
            continue
        if certain or _plausible(view, share, whole, part):
            taken.add(part)
            return _link(view, share, whole, part, view.last[share], view.first[whole])
    return None


def whole_behind(view: View, share: int) -> int | None:
    """Return the claim in "8 % of its 5,000 staff", "14 % of its workforce of 350,000"."""
    whole = share + 1
    if whole >= len(view.claims) or view.sorts[whole] in (
        "share",
        "points",
        "ratio",
        "multiple",
        "age",
    ):
        return None
    words = view.words(view.last[share], view.first[whole])
    if not 0 < len(words) <= LONGEST_OF or words[0] != "of":
        return None
    if set(words[1:]) & (_PUNCTUATION - {"-"}) or not word_set("share", "no_object").isdisjoint(words[1:]):
        return None
    return whole


def _beside_pair(view: View, share: int, pairs: dict[int, int], taken: set[int]) -> Link | None:
    """The share stands beside "12 of the 40 seats"."""
    for whole in range(share - 2, share + 3):
        part = pairs.get(whole)
        if part is None or part in taken:
            continue
        if (whole < share and same_amount(view, whole, share) is not None) or (
            share < part and same_amount(view, share, part, "with") is not None
        ):
            taken.add(part)
            return _link(view, share, whole, part, view.last[part], view.first[whole])
    return None


def _beside_part(
    view: View, share: int, opening: dict[int, int], around: Sequence[View], taken: set[int]
) -> Link | None:
    """The share and the part stand side by side ("400, or 8 %"), the whole somewhere before."""
    for part in (share - 1, share + 1):
        if not 0 <= part < len(view.claims) or part in taken or view.sorts[part] == "share":
            continue
        certain = same_amount(view, min(part, share), max(part, share))
        if certain is None:
            continue
        if certain and part in opening and view.sorts[opening[part]] == view.sorts[part]:
            taken.add(part)
            return _link(view, share, opening[part], part, view.first[share], view.last[share])
        noun = _object_noun(view, share)
        whole = noun and _named(view, noun, part, around)
        if whole and whole != (view, share) and (certain or _near_part(view, share, *whole, part)):
            taken.add(part)
            other, index = whole
            members = [
                ("share", view.claims[share]),
                ("whole", other.claims[index]),
                ("part", view.claims[part]),
            ]
            return view.link("share", members, view.first[share], view.last[share])
    return None


def _link(view: View, share: int, whole: int, part: int, start: int, end: int) -> Link:
    members = [("share", view.claims[share]), ("whole", view.claims[whole]), ("part", view.claims[part])]
    return view.link("share", members, start, max(end, start + 1))


def _countable(view: View, part: int, whole: int) -> bool:
    return 0 <= part < len(view.claims) and view.sorts[part] == view.sorts[whole]


def same_amount(view: View, left: int, right: int, *more: str) -> bool | None:
    """Whether two claims name the same amount: true for words that say so, false for mere punctuation.

    ``None`` if neither stands between them.
    """
    if left < 0 or right >= len(view.claims):
        return None
    start, end = view.tail[left], view.first[right]
    words = view.words(start, end)
    if not 0 < len(words) <= LONGEST_SAME:
        return None
    if words[0] == ")":
        return None
    tokens = view.sentence.tokens
    after = tokens.lower[view.last[right]] if view.last[right] < len(tokens) else ""
    if after in word_set("change", "by_after"):
        return None
    for index in range(start, end):
        cue = cue_set("share", "same").at(tokens, index)
        if cue and cue.end >= end - 3 and set(view.words(cue.end, end)) <= {"a", "an", "the", ",", "to"}:
            return True
    if words[-1] == "(" or (words[-1] in more and len(words) <= 3):
        return True
    return False if words[-1] in _PUNCTUATION or words[-2:] == [",", "a"] else None


def _plausible(view: View, share: int, whole: int, part: int) -> bool:
    return _near_part(view, share, view, whole, part)


def _near_part(view: View, share: int, other: View, whole: int, part: int) -> bool:
    fraction, total = middle(view.claims[share]), middle(other.claims[whole])
    return (
        fraction is not None
        and total is not None
        and near(middle(view.claims[part]), fraction * total, WIDEST)
    )


@cache
def synonyms() -> dict[str, frozenset[str]]:
    """Map a noun to the nouns that name the same whole."""
    groups: dict[str, frozenset[str]] = {}
    for words in relation_words()["share"]["synonyms"].values():
        group = frozenset(words)
        for word in words:
            groups.setdefault(word, group)
    return groups


def _object_noun(view: View, share: int) -> str | None:
    """Return the noun in "14 % of its workforce"."""
    words = view.words(view.last[share], view.last[share] + 7)
    if words[:1] != ["of"]:
        return None
    for word in words[1:]:
        if word in synonyms():
            return word
        if not word.isalpha() and word not in ("’s", "'s", "-"):
            return None
    return None


def _named(view: View, noun: str, part: int, around: Sequence[View]) -> tuple[View, int] | None:
    """Return the claim, here or nearby, that counts what the noun names."""
    group = synonyms()[noun]
    size = middle(view.claims[part]) or 0.0
    for other in (view, *reversed(around)):
        for index, claim in enumerate(other.claims[:WINDOW]):
            if (other is view and index == part) or category(claim) != view.sorts[part]:
                continue
            near_words = other.words(max(0, other.first[index] - 4), other.tail[index] + 2)
            if not group.isdisjoint(near_words) and (middle(claim) or 0.0) > size:
                return other, index
    return None

"""Breakdowns: what a whole is said to be made of ("Of these, 74 were shot down, 31 jammed and seven hit")."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import combinations

from claims.extract.relations.cues import Cue, relation_words, word_set
from claims.extract.relations.lists import (
    LOOSE_GAP,
    addable,
    is_apportioned,
    joined,
    repairs,
    sum_link,
    sum_of,
)
from claims.extract.relations.overlaps import may_overlap, of_two_sorts
from claims.extract.relations.sums import APART
from claims.extract.relations.those import THEM
from claims.extract.relations.view import (
    WINDOW,
    Link,
    Opening,
    View,
    agree,
    category,
    fits,
    middle,
    near,
    own_noun,
)
from claims.lexicon.trees import exclude
from claims.model import Claim, Span

# Parts that make more than their whole are believed to be all of it if they make up to so much more: two or
# three of them, and longer lists.
OVER, LONG_OVER = 1.35, 2.0
LONG = 3
# Between two parts named together, in words.
NEAR = 4
# From a part to one of another place, in words.
FAR = 10
_HEADS = frozenset({",", ";", "and", "while", "but"})
_CLOSES = frozenset({"and", "while", "plus", ";", "with"})
# Beyond the whole by less than this, rounding may make it.
SLACK = 1.005
_PEOPLE = frozenset({"man", "woman", "child"})
_PLACED = frozenset({"in", "near", "at"})
_BEING = frozenset({"were", "was", "are", "is", "been", "have", "had", "has"})


def find_breakdowns(view: View) -> Iterator[Link]:
    """Yield the sums of parts that are said to be taken of one whole, where they are all of it.

    Nothing says so in many texts: then they are, if they make the whole, or if they make too much, or if a
    slip of the pen in one of them is all that keeps them from making it.
    """
    done: set[int] = set()
    for first, opening in sorted(view.openings.items()):
        if first in done:
            continue
        parts, rest = _members(view, first, opening)
        done.update(parts)
        if len(parts) < 2:
            continue
        members = [view.claims[index] for index in parts]
        if agree(opening.whole, members) or _believed(view, opening.whole, parts, rest):
            cue = Cue("parts", opening.start, opening.end)
            yield sum_link(view, cue, opening.whole, members, "stated" if rest else "implied")


def _members(view: View, first: int, opening: Opening) -> tuple[list[int], bool]:
    """Return the parts of the whole from claim ``first`` on, and whether the last is told to be the rest."""
    parts = [first]
    rest = False
    for index in range(first + 1, min(len(view.claims), first + WINDOW)):
        claim = view.claims[index]
        if claim is opening.whole or not addable(view, index):
            continue
        if category(claim) != category(opening.whole):
            continue
        told = view.openings.get(index)
        if (told is not None and told.whole is not opening.whole) or (told is None and index in view.once):
            continue
        if told is None and ":" in view.words(view.last[parts[-1]], view.first[index]):
            # "downed 81 of the 112 drones: 49 by guns and 32 by jamming"
            break
        announced = announced_by(view, index)
        behind = [word for word in view.words(view.last[index], view.last[index] + 3) if word != ")"]
        if told is None and behind[:2] in (["of", "whom"], ["of", "which"]):
            # "900 are held, 300 of whom serve sentences, and 200 were freed": a part of the part
            continue
        if told is None and not announced and fits(claim, opening.whole) is False and not opening.before:
            # "downed 52 of 54 drones and 6 missiles"
            break
        if told is None and not announced and not beside(view, parts[-1], index):
            alike = opening.before or _is_subject(view, index) or _is_gapped(view, parts[-1], index)
            if not alike or fits(claim, opening.whole) is False or not _same_fate(claim, opening):
                continue
            further = LOOSE_GAP if opening.before else 0
            if not joined(view, parts[-1], index, view.first[index], loose=False, further=further):
                break
        parts.append(index)
        rest = announced == "rest"
        if rest:
            # "the others are two men and two teenagers"
            if index + 1 < len(view.claims) and beside(view, index, index + 1):
                parts.append(index + 1)
            break
    return parts, rest


def beside(view: View, left: int, right: int) -> bool:
    """ "Nine of them men and five women", "nine of them men, five women and two children": these are of them, too."""
    gap = view.gap(left, right)
    words = view.words(view.last[left], view.first[right])
    if len(words) > NEAR or not own_noun(view.claims[right]):
        return False
    if gap[-1:] == ["and"]:
        return "," not in words[:-2]
    closed = right + 1 < len(view.claims) and own_noun(view.claims[right + 1])
    return gap[-1:] == [","] and closed and view.gap(right, right + 1) in (["and"], [",", "and"])


def _is_subject(view: View, index: int) -> bool:
    """ "Eighteen of the 30 injured went home, seven remain in hospital": a number alone at the head of its clause."""
    first = view.first[index]
    behind = view.words(view.last[index], view.last[index] + 1)
    return (
        not own_noun(view.claims[index])
        and first > 0
        and view.words(first - 1, first)[0] in _HEADS
        and bool(behind)
        and behind[0].isalpha()
        and behind[0] not in word_set("list", "ends")
    )


def _is_gapped(view: View, left: int, index: int) -> bool:
    """ "Nurses fill 640 of the 1,000 posts, doctors 210 and clerks 150", "9,000 of them online and 5,200 at the door": the
    words of the number before it are left out, or what tells the two apart follows each."""
    words = view.words(view.tail[left], view.first[index])
    if own_noun(view.claims[index]) or not words:
        return False
    behind = view.words(view.last[index], view.last[index] + 1)
    if len(words) >= 2 and words[-2] in (",", "and") and words[-1].isalpha():
        return words[-1] not in word_set("list", "places") and (
            not behind or not behind[0].isalpha() or behind == ["and"]
        )
    after = _but_of_them(words)
    return (
        1 < len(after) <= NEAR
        and after[-1] == "and"
        and "," not in after
        and bool(behind)
        and behind[0].isalpha()
    )


def _same_fate(claim: Claim, opening: Opening) -> bool:
    """Of 45 dead none were wounded: what befell another is no part of them."""
    fates = word_set("sum", "fates")
    return claim.event == opening.whole.event or not fates.issuperset((claim.event, opening.whole.event))


def announced_by(view: View, index: int) -> str:
    """Return whether words before the number say that it is the "rest", or "more" of the same, or nothing."""
    words = view.words(max(0, view.first[index] - 2), view.first[index])
    if not word_set("sum", "rest_words").isdisjoint(words):
        return "rest"
    return "more" if not word_set("sum", "increment").isdisjoint(words) else ""


def _believed(view: View, whole: Claim, parts: Sequence[int], rest: bool) -> bool:
    members = [view.claims[index] for index in parts]
    made, goal = sum_of(members), middle(whole)
    if made is None or not goal or whole.relation not in ("=", "~"):
        return False
    if rest:
        return near(goal, made, APART) or repairs(whole, members)
    if of_two_sorts(view, parts) or "both" in view.words(view.last[parts[-1]], view.last[parts[-1]] + 3):
        # "31 had cuts and 28 burns; nine had both"
        return False
    if repairs(whole, members):
        words = view.words(view.last[parts[-2]], view.first[parts[-1]])
        return len(parts) >= LONG or not _CLOSES.isdisjoint(words)
    if made < goal and len(parts) >= LONG and _tells_every_fate(view, parts):
        # "31 were destroyed, nine damaged, six abandoned and four captured": none has another
        return near(goal, made, APART)
    if made < goal or may_overlap(view, parts):
        return False
    return made / goal <= (OVER if len(parts) < LONG else LONG_OVER)


def _tells_every_fate(view: View, parts: Sequence[int]) -> bool:
    """Whether the words behind the parts name everything that can have become of the whole."""
    told = {
        next((word for word in view.words(view.last[index], view.last[index] + 4) if word not in _BEING), "")
        for index in parts
    }
    return any(told.issuperset(fates) for fates in relation_words()["sum"]["every_fate"])


def find_overfull(view: View, links: Sequence[Link]) -> Iterator[Link]:
    """Yield the sums of parts of one whole that share no member but make more: "19 people, including 12 women and nine
    children"; and those of the killed and the wounded, who are all that were harmed.

    ``links`` are the parts of the sentence with their wholes. Others may be beside them ("including"): fewer are no slip.
    """
    groups: dict[tuple[str, Span], list[Link]] = {}
    for link in links:
        members = dict(link.members)
        if members["part"].kind in ("count", "number") and members["whole"].relation in ("=", "~"):
            groups.setdefault((members["whole"].claim_id, link.span), []).append(link)
    for group in groups.values():
        whole = dict(group[0].members)["whole"]
        parts = [dict(link.members)["part"] for link in group]
        parts += _placed_behind(view, parts[-1])
        made, goal = sum_of(parts), middle(whole)
        if len(parts) < 2 or not made or not goal or made <= goal * SLACK or made > LONG_OVER * goal:
            continue
        if any((middle(part) or 0.0) > goal for part in parts):
            # It exceeds its whole alone.
            continue
        if all(share_none(one, other) for one, other in combinations(parts, 2)):
            yield sum_link(view, Cue("parts", *_tokens_of(view, group[0])), whole, parts, "implied")


def _placed_behind(view: View, part: Claim) -> list[Claim]:
    """ "including 30 in Bogo, 22 in San Remigio and five in Tabogon": those of the other places."""
    if part not in view.claims:
        return []
    last = view.claims.index(part)
    found: list[Claim] = []
    for index in range(last + 1, min(len(view.claims), last + WINDOW)):
        gap = _but_of_them(view.words(view.tail[index - 1], view.first[index]))
        if view.sorts[index] != view.sorts[last] or own_noun(view.claims[index]) or not 2 < len(gap) <= FAR:
            break
        if is_apportioned(view, [index]) or gap[0] not in _PLACED or _CLOSES.union(",").isdisjoint(gap[-2:]):
            break
        found.append(view.claims[index])
    return found


def _tokens_of(view: View, link: Link) -> tuple[int, int]:
    start = bisect_left(view.sentence.tokens.start, link.span[0])
    return start, max(start + 1, bisect_left(view.sentence.tokens.start, link.span[1]))


def _after(claim: Claim) -> list[str]:
    """Return the two words behind a number, but for "of them"."""
    words = claim.sentence[claim.span[1] - claim.sentence_span[0] :].split(maxsplit=4)[:4]
    return _but_of_them(words)[:2]


def _but_of_them(words: list[str]) -> list[str]:
    """Leave out the "of them" that opens them."""
    return words[2:] if words[:1] == ["of"] and not THEM.isdisjoint(words[1:2]) else words


def share_none(one: Claim, other: Claim) -> bool:
    """Whether nobody is counted in both: the dead and the wounded, women and men, soldiers and civilians."""
    fates = word_set("sum", "fates")
    if fates.issuperset((one.event, other.event)) and one.event != other.event:
        return True
    rest = [_after(claim) for claim in (one, other)]
    if all(after and after[0][0].isupper() for after in rest) and rest[0][0] != rest[1][0]:
        # "13 Israelis and 14 Thais"
        return True
    if all(len(after) > 1 and after[0] in _PLACED for after in rest) and rest[0] != rest[1]:
        # "40 in Bogo and 22 in Medellin", "1,800 in towns and 900 in villages", but not "40 in towns and 22 near them"
        named = all(after[1][0].isupper() for after in rest)
        if named or rest[0][0] == rest[1][0]:
            return True
    sorts = [part.concept for part in (one, other)]
    if None in sorts or not (own_noun(one) and own_noun(other)):
        return False
    left, right = str(sorts[0]), str(sorts[1])
    return left != right and (exclude(left, right) or _PEOPLE.issuperset((left, right)))

"""Totals of what the sentences before have listed: "The 54 suspects", "With these 82 vehicles", "Group sales came to"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from claims.extract.relations.antecedents import (
    fate,
    group_cues,
    group_words,
    of_other_sort,
    other_fate,
    unrelated,
)
from claims.extract.relations.change_words import roles_of
from claims.extract.relations.cues import Cue, word_set
from claims.extract.relations.lists import addable, choose, repairs, sum_link, sum_of
from claims.extract.relations.sums import FUTURE, GATHERED
from claims.extract.relations.view import (
    WINDOW,
    Link,
    View,
    agree,
    category,
    fits,
    head,
    middle,
    near,
    own_noun,
)
from claims.extract.word_classes import singular
from claims.extract.word_guards import WordGuard
from claims.lexicon.trees import concept_line, concepts
from claims.model import Claim

# How far a total that words plainly call one may be from the sum, as a factor.
PLAIN = 1.6
# Between such a word and its number, and behind the number, in words.
REACH, BEHIND = 7, 3
_CLAUSE_MARKS = frozenset({";", ":", "(", "—", "–"})
# Numbers that "and" joins.
JOINED = 2
# Words of a subject that two nouns make ("Women and girls").
SUBJECT = 5
_SMALL = frozenset({"and", "the", "these", "those", "all", "they"})
_FORMER = frozenset({"before", "earlier", "previous", "preceding", "prior", "last"})
_SIGNS = WordGuard(lambda: group_words("resumed", "signs"))
# How plainly a number is told to be a total: by its article, by words, not at all.
DEFINITE, TOLD = 1, 2


def find_resumed(
    view: View, earlier: Sequence[View], told: Sequence[Link], before: Sequence[View] = ()
) -> Iterator[Link]:
    """Yield the sums of the last sentences' lists with a total of this one.

    ``earlier`` are the sentences before, the nearest last; ``told`` are the sums that are known of this one;
    ``before`` are all the sentences before.
    """
    if len(view.claims) < 2 and not earlier:
        return
    earlier = [other for other in earlier if other.sentence.section != "headline"]
    used = (
        {claim.claim_id for link in told if link.kind == "sum" for _, claim in link.members}
        if told
        else set()
    )
    yield from _with_the_former(view, earlier, used)
    if not _SIGNS.stands_in(view.sentence.tokens):
        return
    for index, whole in enumerate(view.claims[:WINDOW]):
        if whole.claim_id in used or whole.relation not in ("=", "~"):
            continue
        if index in view.openings and not view.openings[index].before:
            # "1,889 died making the journey, 1,600 of these since June"
            continue
        sign = _sign(view, index)
        if sign is None or not addable(view, index):
            continue
        start, plain = sign
        if _is_of_others(view, start, earlier):
            continue
        parts = _listed_before(view, index, whole, earlier, plain)
        if parts is None and plain == DEFINITE and earlier:
            parts = _covered(view, whole, earlier[-1], before)
        if parts:
            yield sum_link(view, Cue("resumed", start, view.first[index]), whole, parts, "implied")
            return


def _sign(view: View, index: int) -> tuple[int, int] | None:
    """Return where the words begin that say that the number is one of all that was told, and how plainly."""
    first = view.first[index]
    lower = view.sentence.tokens.lower
    floor = max(first - REACH, view.last[index - 1] if index else 0)
    directly = lower[first - 1] if first else ""
    if index == 0 and _is_that(view):
        return 0, TOLD
    if directly in group_words("resumed", "definite") and own_noun(view.claims[index]):
        plain = directly in group_words("resumed", "plainly") or lower[first - 2 : first - 1] == ["all"]
        return first - 1, TOLD if plain else DEFINITE
    opening = lower[max(0, first - 3) : first]
    group = len(opening) == 3 and opening[0] in ("the", "this", "that") and opening[2] == "of"
    if group and opening[1] in group_words("subject", "groups") and own_noun(view.claims[index]):
        # "The order of 46 machines"
        return first - 3, DEFINITE
    for cue in group_cues("resumed", "cues").find(view.sentence.tokens, floor, first):
        between = lower[cue.end : first]
        if cue.end <= first and _CLAUSE_MARKS.isdisjoint(between):
            if "and" in between:
                # "950 million for drones made in Ukraine and 750 million": the next of a list
                return None
            # "in the week before it had been 870"
            return (cue.start, TOLD) if _FORMER.isdisjoint(lower[cue.start : first]) else None
    return None


def _is_that(view: View) -> bool:
    """ "That is 550 missiles in all of June", but not "That is 40 more than ..." or "That is 40 a day"."""
    lower, first, tail = view.sentence.tokens.lower, view.first[0], view.tail[0]
    if lower[0] not in group_words("resumed", "that") or not group_words("resumed", "is").issuperset(
        lower[1:2]
    ):
        return False
    behind = lower[view.last[0] : tail + 3]
    return 1 < first <= 3 and own_noun(view.claims[0]) and group_words("resumed", "unlike").isdisjoint(behind)


def _is_of_others(view: View, start: int, earlier: Sequence[View]) -> bool:
    """ "Women and girls together make up 20,500": of none of those that the sentences before have counted."""
    subject = view.words(0, start)
    if (
        subject[:1] == ["in"]
        and view.sentence.tokens.text[1][0].isupper()
        and subject[1:2]
        and _told_of(earlier).isdisjoint(subject[1:2])
    ):
        # "Guinea has 3,340 cases and 2,079 deaths. In Sierra Leone cases come to 13,823"
        return True
    if len(subject) > SUBJECT or "and" not in subject:
        return False
    named = {singular(word) for word in subject if word.isalpha()} - _SMALL
    return bool(named) and named.isdisjoint(_told_of(earlier))


def _told_of(earlier: Sequence[View]) -> set[str]:
    """The words of the two sentences before, in the singular."""
    return {singular(word) for other in earlier[-2:] for word in other.sentence.tokens.words}


def _listed_before(
    view: View, index: int, whole: Claim, earlier: Sequence[View], plain: int
) -> list[Claim] | None:
    """Return the list, of one of the sentences before or of this one, that makes the total or would but for a slip."""
    if any(
        middle(claim) == middle(whole)
        for other in (*earlier, view)
        for claim in other.claims
        if claim is not whole
    ):
        # It is told again.
        return None
    own = _parts_in(view, whole, plain, index) if plain == TOLD else []
    lists = [own]
    gathered: list[Claim] = []
    for other in reversed(earlier):
        if view.sentence.index - other.sentence.index > 2:
            break
        before = _parts_in(other, whole, plain, len(other.claims))
        lists += [[*before, *own], before] if own and before else [before]
        if gathered and before and _of_one_fate([*before, *gathered]):
            # "Seven sailors and four cooks died at once. Two divers drowned later. All 13 ..."
            lists.insert(1, [*before, *gathered])
        gathered = [*before, *gathered]
    lists = [parts for parts in lists if len(parts) > 1]
    for parts in lists:
        chosen = choose(whole, parts)
        if chosen and agree(whole, chosen):
            return chosen
    for parts in lists:
        mixed = own and len(parts) > len(own)
        if _believed(whole, parts, plain) and not (mixed and (middle(whole) or 0.0) < GATHERED):
            return parts
    return None


def _covered(view: View, whole: Claim, other: View, before: Sequence[View]) -> list[Claim] | None:
    """ "214 passengers and six crew ... None of the 220 people on board": all that the sentence before has joined, under
    a noun for all of them that has no number elsewhere."""
    if view.sentence.index - other.sentence.index > 1 or whole.concept not in concepts():
        return None
    if any(middle(claim) == middle(whole) for one in before for claim in one.claims):
        return None
    parts = [claim for claim in other.claims if claim.kind == "count"]
    if len(parts) != len(other.claims) or len(parts) != JOINED:
        return None
    first, second = (other.first[1], other.tail[0])
    if {0, 1} & other.once:
        return None
    if fate(whole) == "killed" and _of_one_fate(parts) and fate(parts[0]) == "killed":
        # "On one route 1,310 people died and on the other 640. The 1,950 deaths"
        return parts if near(middle(whole), sum_of(parts), PLAIN) else None
    if other.words(second, first) != ["and"] or not all(map(own_noun, parts)):
        return None
    wide = str(whole.concept)
    for part in parts:
        line = concept_line(str(part.concept)) if part.concept in concepts() else ()
        holds = wide in line[1:] or (wide == "body" and "person" in line)
        holds = holds or (wide == "person" and head(part) in word_set("list", "general"))
        if not (holds or (wide == "person" and "person" in line and head(part) != head(whole))):
            return None
        if part.event in word_set("sum", "fates") and fate(part) != fate(whole):
            return None
    return parts if near(middle(whole), sum_of(parts), PLAIN) else None


def _of_one_fate(parts: Sequence[Claim]) -> bool:
    return fate(parts[0]) is not None and len({fate(part) for part in parts}) == 1


def _parts_in(view: View, whole: Claim, plain: int, end: int) -> list[Claim]:
    """Return the numbers of a sentence, up to claim ``end``, that may be parts of the total."""
    roles = roles_of(view)
    if view.claims and not group_words("subject", "holds").isdisjoint(view.words(0, view.first[0])):
        # "The dead include six women and five teachers": some of them
        return []
    parts = [
        claim
        for place, claim in enumerate(view.claims[: min(end, WINDOW)])
        # "111, 7 percent more than the 104 of last year"
        if place not in view.once
        and roles[place] not in ("from", "by")
        and addable(view, place)
        and _may_be_part(claim, whole, plain)
    ]
    return [] if any(claim.relation == "vague" for claim in parts) else parts


def _may_be_part(part: Claim, whole: Claim, plain: int) -> bool:
    verdict = fits(part, whole)
    if verdict is False or category(part) != category(whole) or unrelated(part, whole):
        return False
    if other_fate(part, whole) or of_other_sort(part, whole):
        return False
    if whole.modality in FUTURE and part.modality not in FUTURE:
        return False
    if verdict is None and plain < TOLD and own_noun(part) and own_noun(whole):
        # "27 people in Lyon and 19 in Nice. The 46 suspects": what stands for anything, or for the same more closely
        return head(whole) in word_set("list", "general") or fits(whole, part) is True
    return True


def _believed(whole: Claim, parts: Sequence[Claim], plain: int) -> bool:
    if whole.kind == "money" and len({part.measure for part in parts}) > 1:
        # income, profits and what was repaid
        return False
    if repairs(whole, parts) and (
        (middle(whole) or 0.0) >= GATHERED or near(middle(whole), sum_of(parts), PLAIN)
    ):
        # Of few things a slip is found by chance.
        return True
    return plain == TOLD and len(parts) > 1 and near(middle(whole), sum_of(parts), PLAIN)


def _with_the_former(view: View, earlier: Sequence[View], used: set[str]) -> Iterator[Link]:
    """ "Together with the 46 that came on Monday, the town has received 84", after "a convoy of 38 lorries"."""
    if len(view.claims) < 2 or group_words("resumed", "with").isdisjoint(view.sentence.tokens.words):
        return
    for cue in group_cues("resumed", "former").find(view.sentence.tokens):
        former = bisect_right(view.first, cue.end - 1)
        total = former + 1
        if total >= len(view.claims) or view.first[former] != cue.end:
            continue
        whole, part = view.claims[total], view.claims[former]
        if whole.claim_id in used or category(whole) != category(part) or not addable(view, total):
            continue
        best: list[Claim] | None = None
        told_just = [[latest] for latest in _latest(view, former, earlier)]
        if earlier and former == 0:
            # "27 women and 46 children on Friday. With the 19 men of Thursday, 92 people are free"
            before = _parts_in(earlier[-1], whole, TOLD, len(earlier[-1].claims))
            told_just = [before, *told_just] if len(before) > 1 else told_just
        for told in told_just:
            parts, latest = [*told, part], told[0]
            if fits(latest, whole) is False or middle(latest) == middle(part):
                continue
            if agree(whole, parts):
                best = parts
                break
            if best is None and (repairs(whole, parts) or near(middle(whole), sum_of(parts), PLAIN)):
                best = parts
        if best:
            yield sum_link(view, cue, whole, best)
            return


def _latest(view: View, former: int, earlier: Sequence[View]) -> Iterator[Claim]:
    """Yield the numbers to which the former one may be added, the nearest first."""
    for index in range(former - 1, -1, -1):
        if addable(view, index):
            yield view.claims[index]
    for other in earlier[-1:]:
        for index in range(len(other.claims) - 1, -1, -1):
            if addable(other, index):
                yield other.claims[index]

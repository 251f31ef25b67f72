"""Sums: parts and the total that the text says they make."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from claims.extract.relations.antecedents import of_other_sort, other_fate, unrelated
from claims.extract.relations.cues import Cue, word_set
from claims.extract.relations.listed import CLAUSE_MARKS, FORM, WEAK, listed
from claims.extract.relations.lists import (
    addable,
    chain_left,
    chain_right,
    choose,
    is_apportioned,
    is_closed,
    is_longer,
    joined,
    repairs,
    sum_link,
    sum_of,
)
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
    slipped,
)
from claims.lexicon.trees import concepts
from claims.model import Claim

# How far from its total a cue may stand, in words.
REACH = 4
# A total and two parts: no fewer numbers make a list with its total.
SHORTEST_LIST = 3
# Between "bringing the number" and "to 58", in words.
LONGEST_RAISE = 14
# How far the stated total may be from the sum, as a factor, to be read as one: after plain words for a
# total, for parts in other sentences, and for a toll that grew.
PLAIN, APART, TOLL = 3.0, 1.6, 1.5
# Parts from several sentences are believed to make it but for a slip from here on.
GATHERED = 100.0
# "741 stopped" after "296 shot down and 415 jammed" has no word for the total at all.
CLOSING = 1.25
# After weaker words than plain ones a sum of fewer things is none that went wrong.
FEW = 4.0
# What there is is no part of what is to come.
FUTURE = ("planned", "demanded")
# Cues that speak of what is left of a whole.
_REMAINDERS = frozenset({"rest", "leaving", "last", "left_over", "further"})


def find_sums(view: View, earlier: Sequence[View]) -> Iterator[Link]:
    """Yield the sums of a sentence.

    ``earlier`` are the sentences before it in its paragraph, the nearest last.
    """
    done: set[int] = set()
    told: list[Link] = []
    cues = [cue for cue in view.cues["sum"] if cue.name not in _REMAINDERS] if "sum" in view.cues else ()
    for cue in cues:
        total = None if cue.name == "contents" else _total_of(view, cue)
        if total is None or total in done:
            continue
        if cue.name == "accumulate":
            link = _accumulated(view, cue, total, chain_left(view, total, cue.start), earlier)
        else:
            link = _stated(view, cue, total, earlier)
        if link and not _averages(link):
            done.update(index for index, claim in enumerate(view.claims) if ("total", claim) in link.members)
            told.append(link)
            yield link
    link = None if done else _again(view, earlier)
    if link:
        yield link
        return
    if len(view.claims) < SHORTEST_LIST:
        return
    contents = {cue.start: cue for cue in cues if cue.name == "contents"}
    for total, sort in enumerate(view.sorts):
        # Without two others of its sort nothing is its list.
        told_often = view.sorts.count(sort) >= SHORTEST_LIST
        if told_often and total not in done and total not in view.once and sort != "age":
            link = listed(view, total, contents) or _closing(view, total, told)
            if link and not any(part_of(link, other) for other in told):
                yield link
                yield from _of_told(view, total, told)


def _averages(link: Link) -> bool:
    """ "88.9 % in the country and 53.8 % abroad, which gives 87.1 % overall"."""
    *parts, total = (claim for _, claim in link.members)
    if total.kind != "share":
        return False
    sizes = [middle(part) or 0.0 for part in parts]
    return min(sizes) <= (middle(total) or 0.0) <= max(sizes)


def part_of(link: Link, other: Link) -> bool:
    """Whether a sum has no number but those of another: the same sum, or a piece of it."""
    members = {claim.claim_id for _, claim in other.members}
    return all(claim.claim_id in members for _, claim in link.members)


def _total_of(view: View, cue: Cue) -> int | None:
    """Return the claim that the cue calls the total."""
    if cue.name == "accumulate":
        return _raised_to(view, cue)
    following = view.words(cue.end, cue.end + 1)
    if cue.name == "after" and not word_set("sum", "not_total").isdisjoint(following):
        return None
    if cue.name == "after":
        if cue.start > 1 and view.words(cue.start - 2, cue.start)[-1] == "of":
            # "received 68 per cent of total exports"
            return None
        before = view.claim_before(cue.start, REACH)
        if before is not None and CLAUSE_MARKS.isdisjoint(view.words(view.tail[before], cue.start)):
            return before
        # "In all, 741 were launched."
        return _next(view, cue, REACH) if _opens_clause(view, cue) else None
    if cue.name == "weak" and _lists_choices(view, cue):
        return None
    return _next(view, cue, 1 if cue.name == "weak" else REACH)


def _lists_choices(view: View, cue: Cue) -> bool:
    """ "runs of 5, 10 or 20 km": the last of a list joined by "or" is no total."""
    last = view.claim_before(cue.start, 0)
    if not last or view.words(cue.start, cue.end) != ["or"] or view.tail[last] != cue.start:
        return False
    return view.words(view.tail[last - 1], view.first[last]) == [","]


def _raised_to(view: View, cue: Cue) -> int | None:
    """ "taking the number of dead in the two provinces to 58": the number behind "to" or "at"."""
    for index in range(bisect_left(view.first, cue.end), len(view.claims)):
        words = view.words(cue.end, view.first[index])
        if len(words) > LONGEST_RAISE or not CLAUSE_MARKS.isdisjoint(words):
            return None
        if words and words[-1] in ("to", "at"):
            return None if not word_set("sum", "longer").isdisjoint(words) else index
    return None


def _next(view: View, cue: Cue, within: int) -> int | None:
    index = view.claim_after(cue.end, within)
    if index is None:
        return None
    words = view.words(cue.end, view.first[index])
    kept_apart = not (CLAUSE_MARKS - {","}).isdisjoint(words)
    return None if kept_apart or not word_set("sum", "apportioning").isdisjoint(words) else index


def _opens_clause(view: View, cue: Cue) -> bool:
    words = view.sentence.tokens.lower
    if cue.start == 0:
        return True
    return words[cue.start - 1] in CLAUSE_MARKS or words[cue.start - 1] in ("and", "but", "so")


def _stated(view: View, cue: Cue, total: int, earlier: Sequence[View]) -> Link | None:
    whole = view.claims[total]
    left = chain_left(view, total)
    right = chain_right(view, total) if cue.name != "weak" else []
    for parts in (left, right):
        closed = is_closed(view, parts)
        chosen = choose(whole, [view.claims[index] for index in parts], closed=closed)
        if chosen and is_apportioned(view, parts) and not agree(whole, chosen):
            continue
        if chosen and is_longer(view, cue.start, total, chosen) and not agree(whole, chosen):
            continue
        if chosen and view.words(cue.start, cue.end) == ["for"] and _goes_on_for(view, parts):
            continue
        if chosen and _lacks_first(view, parts) and not agree(whole, chosen):
            continue
        if chosen and _believed(whole, chosen, _ratio(view, cue)) and not _skips(view, parts, whole, chosen):
            return sum_link(view, cue, whole, chosen)
    if len(left) < 2 and cue.name != "weak":
        chosen = _parts_before(whole, earlier, [view.claims[index] for index in left])
        if chosen and (agree(whole, chosen) or not is_longer(view, cue.start, total, chosen)):
            return sum_link(view, cue, whole, chosen)
    return None


def _goes_on_for(view: View, parts: Sequence[int]) -> bool:
    """ "Tools accounted for 1.6 billion, pumps for 0.8 billion and service for 0.2 billion": the next of the list."""
    return any(view.words(view.first[index] - 1, view.first[index]) == ["for"] for index in parts)


def _lacks_first(view: View, parts: Sequence[int]) -> bool:
    """ "Farms take 19 million cubic metres a year, homes 12 million and mills 4 million, 35 million in all": the first of
    the list has the unit that the others lack, or lacks the one that they have."""
    before = parts[0] - 1
    if before < 0 or view.sorts[before] == view.sorts[parts[0]] or "illion" not in view.claims[before].quote:
        return False
    bare = {"count", "number"}
    kinds = {view.claims[index].kind for index in parts}
    if not kinds & bare and view.claims[before].kind not in bare:
        return False
    if any(own_noun(view.claims[index]) for index in (before, *parts) if view.claims[index].kind in bare):
        return False
    return joined(view, before, parts[0], view.first[parts[0]], loose=False)


def _skips(view: View, parts: Sequence[int], whole: Claim, chosen: Sequence[Claim]) -> bool:
    """Whether a number between the parts was left out ("3,200 games a year") that may be what is missing."""
    inside = range(parts[0], parts[-1] + 2) if parts else ()
    left_out = [view.claims[at] for at in inside if at < len(view.claims) and view.claims[at] not in chosen]
    return any(
        claim.kind == "count" and claim is not whole and category(claim) != category(whole)
        for claim in left_out
    ) and not agree(whole, chosen)


def _ratio(view: View, cue: Cue) -> float:
    if cue.name != "weak":
        return PLAIN
    # "Nine adults and six teenagers; all 15 are stable" speaks of no others.
    opens = cue.start and view.sentence.tokens.lower[cue.start - 1] in (";", ":", "—", "–")
    return FORM if opens and view.words(cue.start, cue.end) == ["all"] else WEAK


def _believed(total: Claim, parts: Sequence[Claim], ratio: float) -> bool:
    made = sum_of(parts)
    # "One for 120; the standard is one for 20": of so few nothing is a slip.
    few = ratio < PLAIN and (made or 0.0) < FEW
    return agree(total, parts) or (near(middle(total), made, ratio) and not few)


def _parts_before(whole: Claim, earlier: Sequence[View], own: list[Claim]) -> list[Claim] | None:
    """Return the parts from the sentences before, the nearest sentences that make about the total."""
    found = own
    best: list[Claim] | None = None
    for view in reversed(earlier):
        fitting = [
            claim
            for index, claim in enumerate(view.claims[:WINDOW])
            if addable(view, index)
            and index not in view.once
            and (whole.modality not in FUTURE or claim.modality in FUTURE)
            and fits(claim, whole) is not False
            and not of_other_sort(claim, whole)
        ]
        if any(middle(claim) == middle(whole) for claim in fitting):
            # "Eight were injured. ... Those injured, eight in all": told again
            return None
        found = [*fitting, *found]
        if whole.kind == "money" and len({claim.measure for claim in found}) > 1:
            # "operating income came to 64 million. ... It paid back 22 million, a total of 46 million"
            best = None if best is found else best
            continue
        if all(other_fate(claim, whole) for claim in found):
            # "59 bodies; on Friday it was 78. A total of 104 men were rescued"
            continue
        chosen = choose(whole, found)
        if chosen and agree(whole, chosen):
            return chosen
        # Of few things from several sentences a slip is found by chance.
        mends = repairs(whole, found) and not (own and (middle(whole) or 0.0) < GATHERED)
        told = all(
            _is_known(claim, whole)
            and (fits(claim, whole) or (own_noun(claim) and not unrelated(claim, whole)))
            for claim in found
        )
        likely = (told and near(middle(whole), sum_of(found), APART)) or mends
        if best is None and len(found) > 1 and likely:
            best = found
    return best


def _is_known(part: Claim, whole: Claim) -> bool:
    """Whether the trees hold what the part counts, if they hold what the whole does: no jurisdictions are cases."""
    return part.concept in concepts() or whole.concept not in concepts() or not own_noun(whole)


def _accumulated(
    view: View, cue: Cue, total: int, left: Sequence[int], earlier: Sequence[View]
) -> Link | None:
    """ "Five more died, bringing the toll to 27": with the earlier toll, if there is one, else a part."""
    whole = view.claims[total]
    parts = [view.claims[index] for index in left]
    if not parts:
        return None
    # "Eleven died on Sunday and six more on Monday": only the first would come on top of others.
    opening = view.words(max(0, view.first[left[0]] - 2), view.tail[left[0]] + 1)
    adds = not word_set("sum", "increment").isdisjoint(opening)
    if len(parts) >= 2 and not adds and near(middle(whole), sum_of(parts), FORM):
        return sum_link(view, cue, whole, parts)
    before = _toll_before(whole, parts, earlier)
    if before:
        return sum_link(view, cue, whole, [before, *parts])
    return view.link("part", [("part", parts[-1]), ("whole", whole)], cue.start, cue.end)


def _toll_before(whole: Claim, parts: Sequence[Claim], earlier: Sequence[View]) -> Claim | None:
    added, goal = sum_of(parts), middle(whole)
    if added is None or goal is None:
        return None
    for view in reversed(earlier):
        for claim in reversed(view.claims[-WINDOW:]):
            value = middle(claim)
            if value is None or value <= added or fits(claim, whole) is False:
                continue
            reached = value > goal or (claim.relation in (">", ">=") and value + added > goal)
            if reached and not slipped(goal, value + added):
                # No toll falls, and "more than 80,000" is what the new total comes to, told before.
                continue
            if near(goal, value + added, TOLL):
                return claim
    return None


def _again(view: View, earlier: Sequence[View]) -> Link | None:
    """ "The 15 victims", after "killed 13 residents and two nurses"; "All 33", after "six dead and 27 hurt"."""
    opening = view.words(0, view.first[0]) if view.claims else []
    if not earlier or opening not in (["the"], ["all"], ["all", "the"]):
        return None
    whole, before = view.claims[0], earlier[-1]
    noun = head(whole) if own_noun(whole) else None
    general = opening[0] == "all"
    if not general and noun not in word_set("sum", "again"):
        return None
    parts = [
        claim
        for index, claim in enumerate(before.claims)
        if (general or claim.event == "killed") and addable(before, index) and index not in before.once
    ]
    if len(parts) < 2 or any(fits(part, whole) is False for part in parts):
        return None
    if any(middle(part) == middle(whole) for part in parts):
        # "lost 14 tanks, two analysts found. All 14 wrecks": told again
        return None
    if not (_believed(whole, parts, WEAK if general and own_noun(whole) else FORM) or repairs(whole, parts)):
        return None
    return sum_link(view, Cue("again", 0, view.first[0]), whole, parts, "implied")


def _of_told(view: View, total: int, told: Sequence[Link]) -> Iterator[Link]:
    """ "711 stopped", after "728 drones and 13 missiles, 741 in all": a part of that total."""
    stopped = word_set("sum", "stopped")
    place = next(
        (
            at
            for at in range(view.last[total], view.tail[total] + 2)
            if not stopped.isdisjoint(view.words(at, at + 1))
        ),
        None,
    )
    if place is None or not told:
        return
    whole = next(claim for role, claim in told[-1].members if role == "total")
    if whole.span[0] < view.claims[total].span[0]:
        members = [("part", view.claims[total]), ("whole", whole)]
        yield view.link("part", members, place, place + 1)


def _closing(view: View, total: int, told: Sequence[Link]) -> Link | None:
    """ "296 shot down and 415 jammed, 711 stopped", without the numbers of sums ``told`` before."""
    if total < 2:
        return None
    used = {claim.claim_id for link in told for _, claim in link.members}
    chain = [index for index in chain_left(view, total) if view.claims[index].claim_id not in used]
    if len(chain) < 2:
        return None
    whole = view.claims[total]
    gap = view.gap(chain[-1], total)
    joints = view.words(view.last[chain[-2]], view.first[chain[-1]])
    end = view.tail[total]
    closes = not word_set("sum", "closing").isdisjoint(view.words(view.last[total], end + 2))
    if not gap or gap[-1] not in CLAUSE_MARKS | {"="}:
        return None
    if gap[-1] == "(" and (")" in gap or view.words(end, end + 1) != [")"]):
        # "Benin (137 cases and two deaths), Togo (39 cases)": each bracket speaks of its own
        return None
    if total in view.openings and not view.openings[total].before:
        # "1,889 died on the way, 1,600 of these since June"
        return None
    if {"and", "plus", "+", "&"}.isdisjoint(joints) and not closes:
        return None
    parts = [view.claims[index] for index in chain]
    nouns = {None, *word_set("list", "general"), *word_set("sum", "closing"), *(head(part) for part in parts)}
    if head(whole) not in nouns:
        return None
    chosen = choose(whole, parts)
    if not chosen or not _believed(whole, chosen, CLOSING):
        return None
    first = view.first[total]
    return sum_link(view, Cue("closing", first - 1, first), whole, chosen, "implied")

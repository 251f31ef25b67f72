"""Parts told apart from their whole by no word for a sum: "The crash injured 19. Six were taken to Graz, nine to Leoben,
and four were treated at the scene." Only the numbers and what they count tie them together."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from claims.extract.relations.antecedents import fate, group_words, other_fate
from claims.extract.relations.breakdowns import share_none
from claims.extract.relations.cues import Cue, word_set
from claims.extract.relations.lists import addable, is_closed, joined, repairs, sum_link, sum_of
from claims.extract.relations.overlaps import may_overlap
from claims.extract.relations.view import (
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
from claims.lexicon.trees import concept_line, place_line, place_parents
from claims.model import Claim

# Parts that make more than a whole of the same setting are impossible, up to so many times of it: beyond, they
# are likely to speak of something else.
OVER = 2.0
# Three and more parts are told as all there are.
LONG = 3
# How firmly a list is tied to a whole: by the numbers alone, by its form, by what it counts, by words that say so.
# In the last case the whole may be off by a factor.
LOOSE, ALIKE, TIED, TOLD = 0, 1, 2, 3
FORM = 1.5
# From here on numbers are no likely sum of others by chance.
LARGE = 100.0
VERY_LARGE = 1000.0
# Words of the subject of "Those on board were".
LONGEST_SUBJECT = 6
# Of a whole, less than this is no part that a slip can be told by.
TINY = 1e-5


def find_spread(view: View, back: Sequence[View], title: View | None, told: Sequence[Link]) -> Iterator[Link]:
    """Yield the sum that a list of the sentence makes with a whole told before it.

    ``back`` are the sentences before, the nearest last; ``title`` is the headline; ``told`` are the sums that
    words have told of this sentence.
    """
    if len(set(view.sorts)) == len(view.sorts) or (not back and (title is None or title is view)):
        return
    used = {claim.claim_id for link in told if link.kind == "sum" for _, claim in link.members}
    for chain in _chains(view):
        parts = [view.claims[index] for index in chain]
        if any(part.claim_id in used for part in parts):
            continue
        for whole, tied in _wholes(view, chain, back, title):
            parts = [*_told_parts(whole, back), *(view.claims[index] for index in chain)]
            size = middle(whole) or 0.0
            between = _between(whole, back) if not agree(whole, parts) else []
            if between and agree(whole, [*between, *parts]):
                parts = [*between, *parts]
            if any(middle(part) == size for part in parts):
                # "16 deaths. Eleven had not been treated; all 16 were in one county": told again
                continue
            if any(fits(part, whole) is False or other_fate(part, whole) for part in parts):
                continue
            if not all(_one_setting(part, whole) for part in parts):
                tied = LOOSE
            over = tied == TIED and (sum_of(parts) or 0.0) > size
            if over and not repairs(whole, parts) and may_overlap(view, chain):
                continue
            if not tied and any(part.relation in (">", ">=") for part in parts):
                # What is only said to be more agrees with anything.
                continue
            if ((tied or size >= LARGE) and agree(whole, parts)) or _believed(whole, parts, size, tied):
                first = view.first[chain[0]]
                yield sum_link(view, Cue("spread", first, view.last[chain[0]]), whole, parts, "implied")
                break


def _chains(view: View) -> Iterator[list[int]]:
    """Yield the lists of two and more numbers of a sort that stand side by side."""
    start = 0
    while start < len(view.claims):
        if not addable(view, start) or start in view.once or view.claims[start].relation == "vague":
            start += 1
            continue
        chain = [start]
        for index in range(start + 1, len(view.claims)):
            if view.sorts[index] != view.sorts[start] or not addable(view, index):
                continue
            if index in view.once:
                continue
            if not joined(view, chain[-1], index, view.first[index], loose=False):
                break
            chain.append(index)
        if len(chain) > 1 and view.sorts[start] not in ("share", "duration"):
            yield chain
            yield from _of_one_fate(view, chain)
        start = chain[-1] + 1


def _of_one_fate(view: View, chain: Sequence[int]) -> Iterator[list[int]]:
    """ "8,260 were killed in Gaza and 122 in the West Bank, while 21,000 were hurt in Gaza and 2,050 in ..."."""
    fates = word_set("sum", "fates")
    told = [fate(view.claims[index]) for index in chain]
    if len(chain) < LONG or len({one for one in told if one in fates}) < 2:
        return
    start = 0
    for place in range(1, len(chain) + 1):
        if place == len(chain) or (told[place] != told[start] and told[place] in fates):
            if 1 < place - start < len(chain):
                yield list(chain[start:place])
            start = place


def _wholes(
    view: View, chain: Sequence[int], back: Sequence[View], title: View | None
) -> Iterator[tuple[Claim, int]]:
    """Yield the numbers of which the list may be the parts, and how firmly it is tied to each."""
    sort = view.sorts[chain[0]]
    for other in reversed(back):
        if other is title or sort not in other.sorts:
            continue
        near_by = view.sentence.index - other.sentence.index == 1
        largest = max((middle(claim) or 0.0 for claim in other.claims), default=0.0)
        for index, claim in enumerate(other.claims):
            if other.sorts[index] != sort or not addable(other, index) or claim.relation not in ("=", "~"):
                continue
            is_told = own_noun(claim) or claim.kind == "money" or claim.event is not None
            first = near_by and is_told and (middle(claim) or 0.0) == largest
            members = [view.claims[at] for at in chain]
            apart = not first and index not in other.once and _of_two_sexes(members, claim)
            yield claim, _tied(view, chain, other, claim) if first else TIED if apart else LOOSE
    if title is not None and title is not view:
        for index, claim in enumerate(title.claims):
            if title.sorts[index] == sort and claim.relation == "=":
                yield claim, TIED if _one_fate([view.claims[at] for at in chain], claim) else LOOSE


def _tied(view: View, chain: Sequence[int], other: View, whole: Claim) -> int:
    """Return how firmly the list is tied to what the sentence ``other`` before has counted."""
    start = view.first[chain[0]]
    opening = view.words(0, start)
    if not word_set("sum", "increment").isdisjoint(opening) or not word_set("sum", "apart").isdisjoint(
        opening
    ):
        return LOOSE
    if any(cue.name == "contents" and cue.start < start for cue in view.cues.get("sum", ())):
        return TOLD
    if len(chain) >= LONG and _takes_up(opening, other):
        return TOLD
    members = [view.claims[index] for index in chain]
    if _named_after(members, whole):
        return TOLD
    if _one_fate(members, whole):
        return TIED
    if _identified(view, chain, opening):
        return TOLD
    if _contributed(view, chain, whole) or _of_two_sexes(members, whole) or _parted(members, whole):
        return TIED
    if _as_many(other, whole, members):
        return TIED
    fates = word_set("sum", "fates") - {"wounded", "rescued"}
    if fate(whole) in fates:
        # What befell the dead befell nobody else.
        return LOOSE
    taken = any(index in view.openings and view.openings[index].whole is whole for index in chain)
    # "The council has 71 seats. Democrats hold 34, Republicans 29 and independents eight."
    seats = head(whole) in word_set("votes", "seats") and not any(map(own_noun, members))
    # "Six were taken to Graz": of those just counted.
    # "Of 233 drones that came ... 162 were downed, another 85 vanished and 13 hit": what becomes of all that came.
    outcomes = group_words("outcomes", "of").issuperset(fate(part) for part in members)
    became = len(members) >= LONG and outcomes and whole.event in group_words("outcomes", "came")
    aboard = not group_words("outcomes", "aboard").isdisjoint(other.sentence.tokens.words)
    # "86 people were aboard. Fishermen rescued 51, divers recovered 32 bodies and 13 are missing"
    became = became or (
        len(members) >= LONG
        and aboard
        and word_set("sum", "fates").issuperset(fate(part) for part in members)
    )
    if taken or seats or became or (start <= 1 and not own_noun(members[0])):
        return TIED
    if _counted_out(view, chain):
        return ALIKE
    return ALIKE if len(chain) >= LONG and _of_one_form(members, whole) else LOOSE


def _identified(view: View, chain: Sequence[int], opening: Sequence[str]) -> bool:
    """ "They were 29 Afghans and 35 Syrians", "The dead were 17 soldiers and nine civilians": all of those told before."""
    if len(opening) > LONGEST_SUBJECT or opening[-1:] not in (["were"], ["are"]):
        return False
    subject = opening[0]
    if subject not in group_words("subject", "definite") and subject not in group_words("subject", "alone"):
        return False
    return all(own_noun(view.claims[index]) for index in chain) and is_closed(view, chain, least=2)


def _contributed(view: View, chain: Sequence[int], whole: Claim) -> bool:
    """ "Sales came to 612 million. Tools contributed 301 million, pumps 198 million and services 113 million"."""
    words = view.words(0, view.first[chain[0]])
    if whole.kind not in ("money", "physical") or group_words("contributed", "verbs").isdisjoint(words):
        return False
    gaps = [view.words(view.last[left], view.first[right]) for left, right in pairwise(chain)]
    if any(len(gap) > LONGEST_SUBJECT for gap in gaps):
        # "contributed 1.9 billion and grew by a third, while costs were 2.4 billion"
        return False
    behind = view.words(view.last[chain[-1]], view.last[chain[-1]] + 1)
    return behind != ["to"] and "and" in view.words(view.last[chain[-2]], view.first[chain[-1]])


def _of_two_sexes(members: Sequence[Claim], whole: Claim) -> bool:
    """ "1,540 teachers took part. ... There were 934 women and 606 men in the sample": who is neither is told."""
    pair = {claim.concept for claim in members}
    if len(members) != 2 or pair not in ({"woman", "man"}, {"girl", "boy"}) or not own_noun(whole):
        return False
    return (
        whole.concept is not None
        and concept_line(whole.concept)[-1] == "person"
        and all(own_noun(claim) and claim.event in (None, whole.event) for claim in members)
    )


def _parted(members: Sequence[Claim], whole: Claim) -> bool:
    """ "swapped 390 prisoners. Each side released 270 soldiers and 120 civilians": groups that share no member."""
    if not own_noun(whole) or fate(whole) is None or not all(map(own_noun, members)):
        return False
    if fate(whole) in word_set("sum", "fates") and any(
        claim.event not in (None, whole.event) for claim in members
    ):
        return False
    return all(share_none(one, other) for one, other in combinations(members, 2))


def _counted_out(view: View, chain: Sequence[int]) -> bool:
    """ "Its three divisions brought in 4.2 billion, 2.9 billion and 1.3 billion euros": as many as the list has."""
    at = chain[0] - 1
    if len(chain) < LONG or at < 0 or view.claims[at].value != len(chain) or not own_noun(view.claims[at]):
        return False
    return view.words(view.first[at] - 1, view.first[at])[:1] in (
        ["its"],
        ["the"],
        ["their"],
        ["all"],
        ["these"],
    )


def _as_many(other: View, whole: Claim, members: Sequence[Claim]) -> bool:
    """ "The two jets had 312 people on board. The Boeing carried 184 and the Airbus 128": one number for each."""
    if any(map(own_noun, members[1:])):
        return False
    return any(
        claim.value == len(members) and own_noun(claim) and claim is not whole and claim.kind == "count"
        for claim in other.claims
    )


def _named_after(members: Sequence[Claim], whole: Claim) -> bool:
    """ "390 soldiers and civilians. The swap saw 270 servicemen and 120 civilians return": the sorts that it names."""
    nouns = [singular(word) for word in (whole.item or "").lower().replace(",", " ").split() if word != "and"]
    if " and " not in (whole.item or "") or not own_noun(whole) or len(members) != len(nouns):
        return False
    return all(own_noun(claim) for claim in members) and head(members[-1]) == nouns[-1]


def _of_one_form(members: Sequence[Claim], whole: Claim) -> bool:
    """ "74 attacks. Darfur accounted for 31, Kordofan for 26 and Khartoum for 17", "96 targets. It lists 71 drones ..."."""
    events = {claim.event for claim in members} - {None}
    if whole.event is not None and events and events != {whole.event} and len(events) > 1:
        return False
    if all(own_noun(claim) and fits(claim, whole) for claim in members):
        return len({head(claim) for claim in members}) > 1
    return whole.item is not None and not any(map(own_noun, members[1:]))


def _takes_up(opening: Sequence[str], other: View) -> bool:
    """Whether "the cuts" that open a sentence are those of the one before."""
    if len(opening) < 2 or opening[0] not in ("the", "these", "those"):
        return False
    noun = singular(opening[1])
    return len(noun) > 2 and any(singular(word) == noun for word in other.sentence.tokens.lower)


def _told_parts(whole: Claim, back: Sequence[View]) -> list[Claim]:
    """Return the parts that sentences before have taken of the whole."""
    return [
        view.claims[index]
        for view in back
        for index, opening in sorted(view.openings.items())
        if opening.whole is whole and opening.whole is not view.claims[index]
    ]


def _between(whole: Claim, back: Sequence[View]) -> list[Claim]:
    """Return what the sentences between the whole and the list tell of its sort: "94 million in all. Shelter takes 36
    million. Then come food (24 million), health (19 million) and water (15 million)"."""
    found: list[Claim] = []
    for other in back:
        if any(claim is whole for claim in other.claims):
            found = []
            continue
        found += [
            claim
            for index, claim in enumerate(other.claims)
            if category(claim) == category(whole) and addable(other, index)
        ]
    return found


def _one_fate(parts: Sequence[Claim], whole: Claim) -> bool:
    """Whether all were killed, or all hurt: then a headline's number is that of all of them."""
    same = fate(whole)
    told = {fate(part) for part in parts}
    return same in word_set("sum", "fates") and same in told and told <= {same, None}


def _one_setting(part: Claim, whole: Claim) -> bool:
    """Whether nothing says that the two speak of other days or places."""
    starts, ends = (part.time_start, whole.time_start), (part.time_end, whole.time_end)
    if (
        part.time_text
        and whole.time_text
        and max(filter(None, starts), default="") >= min(filter(None, ends), default="~")
    ):
        return False
    if part.place is None or whole.place is None or part.place == whole.place:
        return True
    known = place_parents()
    if part.place not in known or whole.place not in known:
        return True
    if min(len(place_line(part.place)), len(place_line(whole.place))) == 1:
        # "Punjab": of two countries
        return True
    if len(set(place_line(part.place)) & set(place_line(whole.place))) < 2:
        # nothing in common but the continent
        return False
    return _is_area(whole, known[whole.place]) or whole.place in place_line(part.place)


def _one_digit(stated: float, made: float, numbers: Sequence[float]) -> bool:
    """Whether they differ by one digit before the last, though the numbers are not that round; of what is left out of
    a list, by hundreds and more."""
    off = abs(stated - made)
    unit = 10.0 if made > stated else 100.0
    while unit * 10 <= off:
        unit *= 10
    return (
        off >= unit
        and math.isclose(off % unit, 0.0, abs_tol=1e-6)
        and any(number % unit > 0 for number in numbers)
        and made < OVER * stated
    )


def _is_area(claim: Claim, parent: str | None) -> bool:
    """Whether the place is no town: "northeastern Bangladesh", "the Donetsk region"."""
    place = claim.place or ""
    after = claim.sentence.partition(place)[2].split(maxsplit=1)[:1]
    return (parent is not None and parent in place) or after in [[word] for word in word_set("sum", "areas")]


def _believed(whole: Claim, parts: Sequence[Claim], size: float, tied: int) -> bool:
    made = sum_of(parts)
    if not made or not size:
        return False
    if repairs(whole, parts):
        if tied == LOOSE and any(not TINY * size < (middle(part) or 0.0) <= size for part in parts):
            # More than the whole is no part of it, and next to nothing (an amount per share) changes no sum.
            return False
        if tied == LOOSE and any(claim.relation == "~" for claim in (whole, *parts)):
            # Of numbers that are only said to be about so many no slip can be told.
            return False
        named = own_noun(whole) and any(own_noun(part) and not fits(part, whole) for part in parts)
        return tied > LOOSE or (size >= VERY_LARGE and not named)
    if tied == TOLD:
        return near(size, made, FORM)
    if tied == ALIKE:
        return _one_digit(size, made, [size, *(middle(part) or 0.0 for part in parts)])
    return tied == TIED and size < made <= OVER * size

"""Votes and the seats of who cast them, and of their parties: "by 312 votes to 214, with 41 abstentions, in the 600-seat chamber"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.extract.relations.cues import Cue, word_set
from claims.extract.relations.lists import joined, repairs, sum_link, sum_of
from claims.extract.relations.view import Link, View, agree, head, middle, near, own_noun
from claims.extract.word_guards import WordGuard
from claims.model import Claim

# Around a number, in words, what says how these voted.
BESIDE = 3
# So many parties make a list, and what these command may be off by such a factor.
LEAST_PARTIES, COMMAND = 3, 1.35
# Between the two numbers of "312 votes to 214".
LONGEST_BETWEEN = 3
_POSSESSIVES = frozenset({"’s", "'s", "’", "'"})
_BETWEEN = frozenset({"to", "against", "–", "-"})


def find_votes(view: View, back: Sequence[View]) -> Iterator[Link]:
    """Yield the votes of the last sentences that one chamber cast, with its seats as their total.

    Votes are never more than seats. Fewer are no error, for members may be away, unless they are counted too or
    a slip of the pen is all that keeps them from coming out.
    """
    if not _is_vote(view) and not (back and _is_vote(back[-1])):
        return
    seats = _seats_of(view) or [claim for other in back[-1:] for claim in _seats_of(other)]
    seats = seats or [claim for other in back[:-1] for claim in _seats_of(other)]
    if not seats:
        return
    whole = max(seats, key=lambda claim: middle(claim) or 0.0)
    sentences, votes = _of_one_vote(view, back, whole)
    in_favour = not word_set("votes", "favour").isdisjoint(view.sentence.tokens.words)
    if len(votes) == 1 and in_favour and votes[0] in view.claims:
        # "The 150-seat assembly adopted it with 88 votes in favour"
        at = view.claims.index(votes[0])
        yield view.link("part", [("part", votes[0]), ("whole", whole)], view.last[at], view.tail[at])
        return
    made, goal = sum_of(votes), middle(whole)
    if len(votes) < 2 or not made or not goal:
        return
    complete = any(
        not word_set("votes", "away").isdisjoint(other.sentence.tokens.words) for other in sentences
    )
    if agree(whole, votes) or made > goal or complete or repairs(whole, votes):
        yield sum_link(view, Cue("votes", view.first[0], view.last[0]), whole, votes, "implied")


def _of_one_vote(view: View, back: Sequence[View], whole: Claim) -> tuple[list[View], list[Claim]]:
    """Return the last sentences that tell of one vote, and its numbers; of those told before the last but one no way
    to vote was told again since."""
    sentences, votes, ways = [view], _votes(view, whole), _ways(view)
    for place, other in enumerate(reversed(back)):
        further = _votes(other, whole)
        if place and (not further or not ways.isdisjoint(_ways(other))):
            if further:
                break
            continue
        sentences, votes, ways = [other, *sentences], [*further, *votes], ways | _ways(other)
    return sentences, votes


def _ways(view: View) -> set[str]:
    return {word for word in view.sentence.tokens.lower if word in word_set("votes", "ways")}


def _seats_of(view: View) -> list[Claim]:
    """Return the numbers of seats of the sentence that are none of those who voted one way, or did not."""
    found: list[Claim] = []
    for index, claim in enumerate(view.claims):
        if not _are_seats(claim) or index in view.openings:
            continue
        if any(opening.whole is claim for opening in view.openings.values()):
            # "five of the nine members voted for it"
            found.append(claim)
            continue
        behind = view.words(view.last[index], view.tail[index] + BESIDE)
        before = view.words(max(0, view.first[index] - 1), view.first[index])
        told = word_set("votes", "ways") | word_set("votes", "away") | word_set("sum", "rest_words")
        if told.isdisjoint(behind) and told.isdisjoint(before) and "voted" not in behind:
            found.append(claim)
    return found


def find_seats(view: View) -> Iterator[Link]:
    """Yield the seats of parties with those of all, or of their chamber.

    "Labour won 27 seats, the Liberals 14 and the Greens 17 on the 60-member council": never more than there are.
    "With 61, 38 and 12 seats the three command 111 of the votes": about as many.
    """
    if len(view.claims) <= LEAST_PARTIES:
        return
    chain: list[int] = []
    for index, claim in enumerate(view.claims):
        if claim.kind not in ("count", "number") or claim.relation != "=":
            continue
        taken = index in view.openings and not view.openings[index].before
        bare = (
            chain
            and not taken
            and (not own_noun(claim) or _are_seats(claim))
            and not _of_chamber(view, index)
        )
        if bare and joined(view, chain[-1], index, view.first[index], loose=False):
            chain.append(index)
        elif len(chain) >= LEAST_PARTIES and (_are_seats(claim) or head(claim) == "vote"):
            yield from _seats_in(view, chain, index)
            return
        else:
            chain = [index] if _are_seats(claim) else []


def _of_chamber(view: View, index: int) -> bool:
    """ "the 60-member council", "the chamber's 217 seats"."""
    first, last = view.first[index], view.last[index]
    before = view.words(max(0, first - 1), first)
    return before != [] and (before[0] in _POSSESSIVES or view.words(last, last + 1) == ["-"])


def _seats_in(view: View, chain: Sequence[int], index: int) -> Iterator[Link]:
    whole, parts = view.claims[index], [view.claims[at] for at in chain]
    made, goal = sum_of(parts), middle(whole)
    if not made or not goal:
        return
    chamber = _of_chamber(view, index)
    opens = view.words(max(0, view.first[chain[0]] - 1), view.first[chain[0]]) == ["with"]
    likely = made > goal if chamber else opens and near(goal, made, COMMAND)
    if agree(whole, parts) or repairs(whole, parts) or likely:
        yield sum_link(view, Cue("seats", view.first[index], view.last[index]), whole, parts, "implied")


def _are_seats(claim: Claim) -> bool:
    seated = claim.kind == "count" and claim.relation == "=" and own_noun(claim)
    return seated and head(claim) in word_set("votes", "seats")


_CUES = WordGuard(lambda: word_set("votes", "cues"))


def _is_vote(view: View) -> bool:
    return _CUES.stands_in(view.sentence.tokens)


def _votes(view: View, whole: Claim) -> list[Claim]:
    """Return the numbers of the sentence that tell how many voted which way."""
    found: set[int] = set()
    others = [
        index
        for index, claim in enumerate(view.claims)
        if claim is not whole and claim.kind in ("count", "number") and claim.relation == "="
    ]
    for place, index in enumerate(others):
        following = others[place + 1] if place + 1 < len(others) else None
        end = len(view.sentence.tokens) if following is None else view.first[following]
        gap = view.words(view.last[index], end)
        silent = word_set("votes", "ways").isdisjoint(gap[:BESIDE])
        if not silent or not word_set("votes", "away").isdisjoint(gap) or _in_favour(view, index):
            found.add(index)
        if following is not None and 0 < len(gap) <= LONGEST_BETWEEN and gap[-1] in _BETWEEN:
            found.update((index, following))
    return [view.claims[index] for index in sorted(found)]


def _in_favour(view: View, index: int) -> bool:
    """ "received 234 votes", "318 deputies voted for the bill"."""
    if _are_seats(view.claims[index]):
        return "voted" in view.words(view.tail[index], view.tail[index] + BESIDE)
    before = view.words(max(0, view.first[index] - BESIDE), view.first[index])
    return head(view.claims[index]) == "vote" and not word_set("votes", "received").isdisjoint(before)

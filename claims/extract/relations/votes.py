"""Votes and the seats of who cast them: "by 312 votes to 214, with 41 abstentions, in the 600-seat chamber"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.extract.relations.cues import Cue, word_set
from claims.extract.relations.lists import repairs, sum_of
from claims.extract.relations.sums import sum_link
from claims.extract.relations.view import Link, View, agree, head, middle
from claims.model import Claim

# Around a number, in words, what says how these voted.
BESIDE = 3
# Between the two numbers of "312 votes to 214".
LONGEST_BETWEEN = 3
_BETWEEN = frozenset({"to", "against", "–", "-"})


def find_votes(view: View, back: Sequence[View]) -> Iterator[Link]:
    """Yield the votes of the last sentences that one chamber cast, with its seats as their total.

    Votes are never more than seats. Fewer are no error, for members may be away, unless they are counted too or
    a slip of the pen is all that keeps them from coming out.
    """
    sentences = [*back[-1:], view]
    if not _is_vote(view) and not (back and _is_vote(back[-1])):
        return
    seats = [claim for claim in view.claims if _are_seats(claim)]
    if not seats:
        seats = [claim for other in back[-1:] for claim in other.claims if _are_seats(claim)]
    if not seats:
        return
    whole = max(seats, key=lambda claim: middle(claim) or 0.0)
    votes = [claim for other in sentences for claim in _votes(other, whole)]
    made, goal = sum_of(votes), middle(whole)
    if len(votes) < 2 or not made or not goal:
        return
    complete = any(
        not word_set("votes", "away").isdisjoint(other.sentence.tokens.words) for other in sentences
    )
    if agree(whole, votes) or made > goal or complete or repairs(whole, votes):
        yield sum_link(view, Cue("votes", view.first[0], view.last[0]), whole, votes, "implied")


def _are_seats(claim: Claim) -> bool:
    return claim.kind == "count" and claim.relation == "=" and head(claim) in word_set("votes", "seats")


def _is_vote(view: View) -> bool:
    return not word_set("votes", "cues").isdisjoint(view.sentence.tokens.words)


def _votes(view: View, whole: Claim) -> list[Claim]:
    """Return the numbers of the sentence that tell how many voted which way."""
    found: set[int] = set()
    others = [index for index, claim in enumerate(view.claims) if claim is not whole]
    for place, index in enumerate(others):
        claim = view.claims[index]
        if claim.kind not in ("count", "number") or claim.relation != "=":
            continue
        following = others[place + 1] if place + 1 < len(others) else None
        end = len(view.sentence.tokens) if following is None else view.first[following]
        gap = view.words(view.last[index], end)
        silent = word_set("votes", "ways").isdisjoint(gap[:BESIDE])
        if not silent or not word_set("votes", "away").isdisjoint(gap):
            found.add(index)
        if following is not None and 0 < len(gap) <= LONGEST_BETWEEN and gap[-1] in _BETWEEN:
            found.update((index, following))
    return [view.claims[index] for index in sorted(found)]

"""Tolls of happenings that several texts report: "the toll of the Mokwa floods rose to 27"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from claims.extract.relations.happenings import Told, noun_cues, with_mark
from claims.extract.relations.view import Link
from claims.lexicon.trees import concept_line, concepts
from claims.model import Claim

_CASES = frozenset({"case", "confirmed_case"})
# What happens to those who are counted again as reports come in.
_HARM = frozenset(
    {
        "killed",
        "wounded",
        "injured",
        "infected",
        "hospitalised",
        "displaced",
        "casualties",
        "died",
        "sickened",
    }
)


def find_tolls(
    told: Sequence[Told], claims: Sequence[Sequence[Claim]], limbs: Collection[str]
) -> Iterator[Link]:
    """Yield the tolls of a text with the kind of happening and its names, by which another text's is the same.

    ``limbs``: the ids of claims that do not stand for the whole of what they count.

    A sentence without a name and a happening of its own speaks of those of the first sentence.
    """
    for place, found in enumerate(claims):
        counted = [claim for claim in found if claim.claim_id not in limbs and _harm(claim)]
        if not counted:
            continue
        kinds, names = _kinds(told[place]), told[place].names
        if not kinds and not names:
            kinds, names = _kinds(told[0]), told[0].names
        if not kinds or not names:
            continue
        detail = {"kinds": "|".join(sorted(kinds)), "names": "|".join(sorted(names))}
        for claim in counted:
            yield Link(
                "series", (("told", claim),), claim.quote, claim.span, {**detail, "harm": _harm(claim)}
            )


def _harm(claim: Claim) -> str:
    """What happened to those counted, or nothing where it is no toll."""
    if claim.kind not in ("count", "number") or claim.relation == "vague" or claim.direction is not None:
        return ""
    if claim.concept in _CASES and claim.event in (None, "infected", "recorded"):
        return "infected"
    is_person = claim.concept not in concepts() or "person" in concept_line(claim.concept)
    return claim.event if claim.event is not None and claim.event in _HARM and is_person else ""


def _kinds(told: Told) -> frozenset[str]:
    kinds = with_mark("toll")
    return frozenset(cue.name for cue in noun_cues().find(told.sentence.tokens) if cue.name in kinds)

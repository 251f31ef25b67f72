"""Vague counts and the exact ones of the same thing: "hundreds of houses burned down ... 640 destroyed houses"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import compress

from claims.extract.relations.likeness import are_parted, at_other_times
from claims.extract.relations.vague_nouns import (
    appended,
    governed,
    is_bare,
    same_event,
    same_noun,
    says_how_many,
)
from claims.extract.relations.vague_words import (
    CLAUSE,
    VagueCount,
    cue_words,
    phrase_heads,
    phrases,
    vague_nouns,
)
from claims.extract.relations.view import Link, View, category, head, own_noun
from claims.extract.sentences import Sentence
from claims.extract.word_classes import days_and_months, singular
from claims.model import Claim

# Sentences behind a vague count in which the exact one stands; behind a headline or key point.
NEAR, NEAR_TITLE = 2, 8
# Vague counts of a document that are looked at, and exact ones beside each.
MOST, MOST_EXACT = 30, 40
# Words that a noun behind a vague word spans.
PHRASE = 5
# Words behind the exact number that may set it apart.
BEHIND = 7
# Times that the exact number must lie above or below what the vague word stands for.
FAR, FAR_BELOW = 2.0, 1.5
# The most that "more than a dozen" stands for, in times of the number.
LOOSE = 10.0
# The same for "a dozen", "about a thousand", and by how much less they may stand for.
ROUNDED = 1.6
# The nouns are the same.
_SAME = 2.0
_STATED = ("=", "~", ">=", "range")


def may_count_vaguely(sentence: Sentence) -> bool:
    """Whether a sentence without claims may hold a vague count: a cheap look at its words."""
    return not vague_nouns().isdisjoint(sentence.tokens.words)


def find_vague_counts(views: Sequence[View], limbs: Set[str]) -> Iterator[Link]:
    """Yield vague counts with the exact number of the same thing; of several the one that fits, if one does.

    ``limbs`` are the ids of claims that stand for a part, a former value or one side of another figure.
    """
    told = [(place, vague) for place, view in enumerate(views) for vague in _vague_counts(view)][:MOST]
    for place, vague in told:
        reach = NEAR_TITLE if views[place].sentence.section in ("headline", "summary") else NEAR
        near = views[max(0, place - 1) : place + reach + 1]
        best = _best(vague, near, limbs)
        if best is not None:
            yield _link(vague, best)


def _link(vague: VagueCount, exact: Claim) -> Link:
    words, _ = vague.view.phrase(vague.start, vague.end)
    detail = {"lower": f"{vague.lower:g}", "upper": f"{vague.upper:g}", "words": words}
    members = [("exact", exact)] if vague.claim is None else [("vague", vague.claim), ("exact", exact)]
    return vague.view.link("vague", members, vague.start, vague.end, detail)


def _vague_counts(view: View) -> Iterator[VagueCount]:
    for index, claim in enumerate(view.claims):
        if view.sorts[index] != "count" or claim.direction or claim.alternatives:
            continue
        if claim.modality in ("figurative", "denied", "demanded"):
            continue
        loose = claim.relation in (">", ">=") and not any(sign.isdecimal() for sign in claim.quote)
        round_number = not loose and _is_round(claim)
        if claim.relation != "vague" and not (loose and (claim.lower or 0.0) >= 12) and not round_number:
            continue
        start, end = _clause(view.sentence.tokens.lower, view.first[index], view.tail[index])
        if not cue_words("still").isdisjoint(
            view.words(start, view.first[index]) + view.words(view.tail[index], end)
        ):
            continue
        if round_number:
            bounds = (claim.value or 0.0) / ROUNDED, (claim.value or 0.0) * ROUNDED
        else:
            bounds = claim.lower or 0.0, (claim.lower or 0.0) * LOOSE if loose else claim.upper or 0.0
        noun = head(claim)
        nouns = frozenset([noun] if noun else ())
        yield VagueCount(view, view.first[index], view.last[index], *bounds, nouns, claim)
    if phrase_heads().isdisjoint(view.sentence.tokens.words):
        return
    lower, known = view.sentence.tokens.lower, phrases()
    for start, word in compress(enumerate(lower), map(known.__contains__, lower)):
        for words, least, most in known[word]:
            end = start + len(words)
            if tuple(lower[start:end]) == words and _free(view, start, end):
                stop = _phrase_end(lower, end)
                nouns = frozenset(singular(noun) for noun in lower[end:stop])
                if nouns and not any(end <= first < stop for first in view.first):
                    yield VagueCount(view, start, end, least, most, nouns)
                break


def _is_round(claim: Claim) -> bool:
    """Whether a count is a round number in words, told for about so many: "a dozen", "some two hundred"."""
    words = claim.quote.lower().split()
    return (
        claim.relation in ("=", "~", "<", "<=")
        and claim.value is not None
        and len(words) > 1
        and not cue_words("rounds").isdisjoint(words)
        and not any(sign.isdecimal() for sign in claim.quote)
    )


def _free(view: View, start: int, end: int) -> bool:
    """Whether no claim holds the words or begins right behind them ("several dozen", "a few days")."""
    return not any(first <= end and start < last for first, last in zip(view.first, view.last, strict=True))


def _phrase_end(lower: list[str], start: int) -> int:
    end = start
    while end < min(len(lower), start + PHRASE) and lower[end] not in CLAUSE | cue_words("phrase_ends"):
        end += 1
    return end


def _best(vague: VagueCount, near: Sequence[View], limbs: Set[str]) -> Claim | None:
    """Return the exact count of the same thing: one that fits, else the one told most plainly and first."""
    found: list[tuple[float, int, Claim]] = []
    for view in near:
        for index, claim in enumerate(view.claims[:MOST_EXACT]):
            if (
                claim is vague.claim
                or not _is_exact(claim)
                or (view is vague.view and view.first[index] < vague.start)
            ):
                continue
            if claim.value is None:
                continue
            score = _sameness(vague, view, index, limbs)
            if score:
                found.append((score, -len(found), claim))
    for _, _, claim in found:
        if vague.lower / FAR_BELOW < (claim.value or 0.0) < vague.upper * FAR:
            return claim
    return max(found, key=lambda entry: entry[:2])[2] if found else None


def _is_exact(claim: Claim) -> bool:
    return (
        claim.relation in _STATED
        and category(claim) == "count"
        and not claim.direction
        and not claim.alternatives
        and claim.modality not in ("figurative", "denied", "demanded")
        and claim.section != "boilerplate"
        and (claim.value or 0.0) > 0
        and (claim.value or 0.0).is_integer()
        and (
            any(sign.isdecimal() for sign in claim.quote)
            # "one estimate" counts nobody
            or (claim.relation == "=" and claim.value != 1)
        )
    )


def _sameness(vague: VagueCount, view: View, index: int, limbs: Set[str]) -> float:
    """How plainly a number is told to be that of the vague count: 0 for not at all."""
    claim = view.claims[index]
    if view.sentence.index < vague.view.sentence.index and not own_noun(claim):
        # It leaves out a noun that was told before.
        return 0.0
    value = claim.value or 0.0
    lower = view.sentence.tokens.lower
    start, end = _clause(lower, view.first[index], view.tail[index])
    before = lower[max(start, view.first[index] - PHRASE - 1) : view.first[index]]
    if "from" in before and before[before.index("from") - 1] in ("up", "down"):
        # "up from an official count of 57,000"
        return 0.0
    end = min(end, view.tail[index] + BEHIND, *view.first[index + 1 : index + 2])
    put_at = governed(view, index)
    places = [*range(start, put_at or view.first[index]), *range(view.tail[index], end)]
    beside = {lower[at] for at in places if not _same_time(lower, at)}
    own = set(vague.view.sentence.tokens.lower)
    behind = lower[view.last[index] : view.last[index] + 2]
    of_them = behind[:1] == ["of"] and not cue_words("them").isdisjoint(behind[1:])
    if (of_them and _is_of_another_count(vague, view, index)) or _is_of_nearer(vague, view, index):
        return 0.0
    exact = says_how_many(lower, view.last[index])
    if not cue_words("apart").isdisjoint(beside) or not (
        of_them or exact or cue_words("part").isdisjoint(behind[:1])
    ):
        return 0.0
    titled = vague.view.sentence.section in ("headline", "summary")
    if not (titled or of_them) and _other_place(view, start, end, own):
        return 0.0
    larger = value >= vague.upper
    # One that fits hides none that does not, whatever time it is told of.
    if value >= FAR * vague.upper and not (_wider(lower, start, end) <= own and "since" not in beside):
        return 0.0
    counting = not cue_words("counting").isdisjoint(
        (*lower[: view.first[index]], *lower[view.tail[index] : end])
    )
    counting = counting or claim.quote.lower().split(maxsplit=1)[0] in cue_words("precise")
    added = view is vague.view and appended(view, index)
    bare = added or (claim.item is None and (put_at > 0 or is_bare(view, index)))
    counting = counting or bare
    if value < vague.lower and (of_them or _is_part(view, index, counting, limbs, beside)):
        return 0.0
    if of_them:
        # More than all of them they cannot be.
        return 1.5 if larger else 0.0
    # The event of a number without a noun is a guess.
    guessed = added or (vague.view is view and not own_noun(claim) and is_bare(view, index))
    if not (guessed or same_event(vague, claim, titled, counting)):
        return 0.0
    spelled_out = view is vague.view and ":" in lower[vague.end : view.first[index]]
    if (
        vague.claim is not None
        and not spelled_out
        and (
            _elsewhere(vague.claim, claim, lower)
            # A toll that is told later is no smaller.
            or (at_other_times(vague.claim, claim) and not (put_at and value < vague.lower))
        )
    ):
        return 0.0
    noun = same_noun(vague, view, index)
    if not noun or (larger and vague.claim is None and _may_be_some(vague, view, index)):
        return 0.0
    event = vague.claim is not None and vague.claim.event is not None and vague.claim.event == claim.event
    # "Hundreds of flats burned: 640 in all", but "three dozen countries have armies, and five have large ones"
    between = lower[vague.end : view.first[index]]
    one = view is vague.view and not (value < vague.lower and own_noun(claim) and "and" in between)
    # "Hundreds of bodies lay there. The teams exhumed 44,700 bodies."
    same = larger and noun == _SAME and view.sentence.index - vague.view.sentence.index == 1
    if not (counting or titled or event or one or (same and not _is_anybody(claim))):
        return 0.0
    if value < vague.lower and not (counting or titled or one):
        # A part of them may be told of in the same words.
        return 0.0
    return noun + counting + event + titled


def _is_of_another_count(vague: VagueCount, view: View, index: int) -> bool:
    """Whether "of them" is said of a count nearer to the number than the vague one: "11,500 left, 3,400 of them today"."""
    start = vague.end if view is vague.view else 0
    return any(
        other is not vague.claim and view.first[at] >= start and view.sorts[at] == "count"
        for at, other in enumerate(view.claims[:index])
    )


def _is_of_nearer(vague: VagueCount, view: View, index: int) -> bool:
    """Whether the number tells how many the vague word before it in its own sentence stands for: "dozens of them, 48"."""
    value = view.claims[index].value or 0.0
    return view is not vague.view and any(
        near.relation == "vague" and (near.lower or 0.0) <= value < (near.upper or 0.0)
        for near in view.claims[:index]
    )


def _is_part(view: View, index: int, counting: bool, limbs: Set[str], beside: Set[str]) -> bool:
    """Whether a smaller number may be that of some of those told of."""
    claim = view.claims[index]
    if not cue_words("narrower").isdisjoint(beside) or "alone" in view.sentence.tokens.lower:
        return True
    # "Hundreds applied, and 37 were chosen"
    return not counting and (claim.claim_id in limbs or not own_noun(claim))


def _may_be_some(vague: VagueCount, view: View, index: int) -> bool:
    """Whether "a few drones got through" may be some of the 180 that a later sentence counts: it says nothing that
    this one says again."""
    if view.sentence.index - vague.view.sentence.index <= 1 or not own_noun(view.claims[index]):
        return False
    told = {word for word in vague.view.sentence.tokens.lower if len(word) > 4}
    again = told.intersection(view.sentence.tokens.lower)
    return all(singular(word) in vague.nouns for word in again)


def _is_anybody(claim: Claim) -> bool:
    """Whether a number counts people by no other name: these may be anybody's."""
    return head(claim) in cue_words("anybody")


def _same_time(lower: list[str], at: int) -> bool:
    """Whether "these" or "that" is said of a time: that of the number is the one told of before."""
    return lower[at] in cue_words("same_time") and not cue_words("times").isdisjoint(lower[at + 1 : at + 2])


def _wider(lower: list[str], start: int, end: int) -> set[str]:
    """The words of a clause that speak of a longer time or a wider area, "this week" left out."""
    return {
        lower[at]
        for at in range(start, end)
        if lower[at] in cue_words("wider") and lower[max(0, at - 1)] not in cue_words("same_time")
    }


def _other_place(view: View, start: int, end: int, own: set[str]) -> bool:
    """Whether the clause, or what opens the sentence, names a place that the vague count's sentence does not."""
    tokens = view.sentence.tokens
    return any(
        tokens.lower[at] in cue_words("places")
        and tokens.text[at + 1][:1].isupper()
        and tokens.lower[at + 1] not in own
        and tokens.lower[at + 1] not in days_and_months()
        for at in range(start, end - 1)
    )


def _elsewhere(left: Claim, right: Claim, lower: list[str]) -> bool:
    """Whether they happened in different places; where something came from is none."""
    if not are_parted(left, right, happening=False):
        return False
    word = (right.place or "").split()[0].lower()
    return word not in lower[1:] or lower[lower.index(word, 1) - 1] != "from"


def _clause(lower: list[str], first: int, last: int) -> tuple[int, int]:
    start, end = first, last
    while start > 0 and lower[start - 1] not in CLAUSE:
        start -= 1
    while end < len(lower) and lower[end] not in CLAUSE:
        end += 1
    return start, end

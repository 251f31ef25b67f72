"""Vague counts and the exact ones of the same thing: "hundreds of houses burned down ... 640 destroyed houses"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import compress
from typing import Any

from claims.extract.relations.likeness import are_parted, at_other_times
from claims.extract.relations.view import Link, View, category, head, own_noun
from claims.extract.sentences import Sentence
from claims.extract.word_classes import days_and_months, singular
from claims.lexicon import load_table
from claims.lexicon.trees import common_concept, concepts, event_line
from claims.model import Claim

# Sentences behind a vague count in which the exact one stands; behind a headline or key point.
NEAR, NEAR_TITLE = 2, 8
# Vague counts of a document that are looked at, and exact ones beside each.
MOST, MOST_EXACT = 30, 40
# Words that a noun behind a vague word spans, and those between a word such as "toll" and its number.
PHRASE, REACH = 5, 4
# Words back to the "number" that is put at so many.
FAR_BACK = 14
# Words behind the exact number that may set it apart.
BEHIND = 7
# Times that the exact number must lie above or below what the vague word stands for.
FAR, FAR_BELOW = 2.0, 1.5
# The most that "more than a dozen" stands for, in times of the number.
LOOSE = 10.0
_CLAUSE = frozenset({",", ";", ":", ".", "–", "—", "(", ")"})
_STATED = ("=", "~", ">=", "range")


@dataclass(frozen=True, slots=True)
class _Vague:
    """A vague count: what it stands for, its noun, and its claim if it is one."""

    view: View
    start: int
    end: int
    lower: float
    upper: float
    nouns: frozenset[str]
    claim: Claim | None = None


@cache
def _table(name: str) -> dict[str, Any]:
    table: dict[str, Any] = load_table("relations_vague")[name]
    return table


@cache
def _cues(name: str) -> frozenset[str]:
    return frozenset(_table("cues")[name])


@cache
def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], float, float], ...]]:
    """The vague words that are no claims, by their first word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], float, float]]] = {}
    for phrase, (lower, upper) in _table("words").items():
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append((words, float(lower), float(upper)))
    return {word: tuple(sorted(entries, key=lambda one: -len(one[0]))) for word, entries in found.items()}


@cache
def _kin(name: str) -> dict[str, frozenset[int]]:
    """The groups that a noun or an event belongs to."""
    groups: dict[str, set[int]] = {}
    for number, members in enumerate(_table(name)["kin"]):
        for member in members:
            groups.setdefault(member, set()).add(number)
    return {member: frozenset(numbers) for member, numbers in groups.items()}


@cache
def _vague_nouns() -> frozenset[str]:
    """Of the vague words that are no claims those that few other sentences hold."""
    return frozenset(
        words[-2 if words[-1] == "of" else -1] for entries in _phrases().values() for words, _, _ in entries
    )


def may_count_vaguely(sentence: Sentence) -> bool:
    """Whether a sentence without claims may hold a vague count: a cheap look at its words."""
    return not _vague_nouns().isdisjoint(sentence.tokens.lower)


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


def _link(vague: _Vague, exact: Claim) -> Link:
    words, _ = vague.view.phrase(vague.start, vague.end)
    detail = {"lower": f"{vague.lower:g}", "upper": f"{vague.upper:g}", "words": words}
    members = [("exact", exact)] if vague.claim is None else [("vague", vague.claim), ("exact", exact)]
    return vague.view.link("vague", members, vague.start, vague.end, detail)


def _vague_counts(view: View) -> Iterator[_Vague]:
    for index, claim in enumerate(view.claims):
        if view.sorts[index] != "count" or claim.direction or claim.alternatives or claim.lower is None:
            continue
        if claim.modality in ("figurative", "denied", "demanded"):
            continue
        loose = claim.relation in (">", ">=") and not any(sign.isdecimal() for sign in claim.quote)
        if claim.relation != "vague" and not (loose and claim.lower >= 12):
            continue
        start, end = _clause(view.sentence.tokens.lower, view.first[index], view.tail[index])
        if not _cues("still").isdisjoint(
            view.words(start, view.first[index]) + view.words(view.tail[index], end)
        ):
            continue
        upper = claim.upper if claim.relation == "vague" else claim.lower * LOOSE
        noun = head(claim)
        nouns = frozenset([noun] if noun else ())
        yield _Vague(view, view.first[index], view.last[index], claim.lower, upper or 0.0, nouns, claim)
    lower, phrases = view.sentence.tokens.lower, _phrases()
    if phrases.keys().isdisjoint(lower):
        return
    for start, word in compress(enumerate(lower), map(phrases.__contains__, lower)):
        for words, least, most in phrases[word]:
            end = start + len(words)
            if tuple(lower[start:end]) == words and _free(view, start, end):
                stop = _phrase_end(lower, end)
                nouns = frozenset(singular(noun) for noun in lower[end:stop])
                if nouns and not any(end <= first < stop for first in view.first):
                    yield _Vague(view, start, end, least, most, nouns)
                break


def _free(view: View, start: int, end: int) -> bool:
    """Whether no claim holds the words or begins right behind them ("several dozen", "a few days")."""
    return not any(first <= end and start < last for first, last in zip(view.first, view.last, strict=True))


def _phrase_end(lower: list[str], start: int) -> int:
    end = start
    while end < min(len(lower), start + PHRASE) and lower[end] not in _CLAUSE | _cues("phrase_ends"):
        end += 1
    return end


def _best(vague: _Vague, near: Sequence[View], limbs: Set[str]) -> Claim | None:
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
        and (
            any(sign.isdecimal() for sign in claim.quote)
            # "one estimate" counts nobody
            or (claim.relation == "=" and claim.value != 1)
        )
    )


def _sameness(vague: _Vague, view: View, index: int, limbs: Set[str]) -> float:
    """How plainly a number is told to be that of the vague count: 0 for not at all."""
    claim = view.claims[index]
    value = claim.value or 0.0
    lower = view.sentence.tokens.lower
    start, end = _clause(lower, view.first[index], view.tail[index])
    end = min(end, view.tail[index] + BEHIND, *view.first[index + 1 : index + 2])
    governed = _governed(view, index)
    beside = set(lower[start : governed or view.first[index]]) | set(lower[view.tail[index] : end])
    own = set(vague.view.sentence.tokens.lower)
    behind = lower[view.last[index] : view.last[index] + 2]
    of_them = behind[:1] == ["of"] and not _cues("them").isdisjoint(behind[1:])
    if not _cues("apart").isdisjoint(beside) or not (of_them or _cues("part").isdisjoint(behind[:1])):
        return 0.0
    titled = vague.view.sentence.section in ("headline", "summary")
    if not (titled or of_them) and _other_place(view, start, end, own):
        return 0.0
    larger = value >= vague.upper
    if larger and not (_wider(lower, start, end) <= own and "since" not in beside):
        return 0.0
    counting = not _cues("counting").isdisjoint((*lower[: view.first[index]], *lower[view.tail[index] : end]))
    bare = claim.item is None and (governed > 0 or _is_bare(view, index))
    counting = counting or bare
    if value < vague.lower and (of_them or _is_part(view, index, counting, limbs, beside)):
        return 0.0
    if of_them:
        # More than all of them they cannot be.
        return 1.5 if larger else 0.0
    # The event of a number without a noun is a guess.
    guessed = vague.view is view and not own_noun(claim) and _is_bare(view, index)
    if not (guessed or _same_event(vague, claim, titled, counting)):
        return 0.0
    if vague.claim is not None and (
        _elsewhere(vague.claim, claim, lower)
        # A toll that is told later is no smaller.
        or (at_other_times(vague.claim, claim) and not (governed and value < vague.lower))
    ):
        return 0.0
    noun = _same_noun(vague, view, index)
    if not noun:
        return 0.0
    event = vague.claim is not None and vague.claim.event is not None and vague.claim.event == claim.event
    one = view is vague.view
    if not (counting or titled or event or one):
        return 0.0
    if value < vague.lower and not (counting or titled or one):
        # A part of them may be told of in the same words.
        return 0.0
    return noun + counting + event + titled


def _is_part(view: View, index: int, counting: bool, limbs: Set[str], beside: Set[str]) -> bool:
    """Whether a smaller number may be that of some of those told of."""
    claim = view.claims[index]
    if not _cues("narrower").isdisjoint(beside) or "alone" in view.sentence.tokens.lower:
        return True
    # "Hundreds applied, and 37 were chosen"
    return not counting and (claim.claim_id in limbs or not own_noun(claim))


def _governed(view: View, index: int) -> int:
    """The token of the "number", "toll" or "figure" that this number is put at, however many words stand between;
    0 where there is none ("put the number of those who fled at 5,240")."""
    lower = view.sentence.tokens.lower
    first = view.first[index]
    if lower[first - 1 : first] and lower[first - 1] not in _cues("put_at"):
        return 0
    for at in range(first - 1, max(0, first - FAR_BACK), -1):
        if lower[at] in _CLAUSE:
            return 0
        if lower[at] in _cues("governing"):
            return at
    return 0


def _is_bare(view: View, index: int) -> bool:
    """Whether a number without a noun says how many there are of what was told of: "police counted 3,870"."""
    lower = view.sentence.tokens.lower
    first, last = view.first[index], view.last[index]
    before = lower[max(0, first - 2) : first]
    if before[-1:] and (
        before[-1] in _cues("counts")
        or (before[-1] in ("are", "were", "was", "is") and before[0] in ("there", "it", "that"))
    ):
        return True
    behind = " ".join(lower[last : last + 3])
    return any(behind == words or behind.startswith(f"{words} ") for words in _table("cues")["in_all"])


def _wider(lower: list[str], start: int, end: int) -> set[str]:
    """The words of a clause that speak of a longer time or a wider area, "this week" left out."""
    return {
        lower[at]
        for at in range(start, end)
        if lower[at] in _cues("wider") and lower[max(0, at - 1)] != "this"
    }


def _other_place(view: View, start: int, end: int, own: set[str]) -> bool:
    """Whether the clause, or what opens the sentence, names a place that the vague count's sentence does not."""
    tokens = view.sentence.tokens
    return any(
        tokens.lower[at] in _cues("places")
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
    while start > 0 and lower[start - 1] not in _CLAUSE:
        start -= 1
    while end < len(lower) and lower[end] not in _CLAUSE:
        end += 1
    return start, end


def _same_event(vague: _Vague, exact: Claim, titled: bool, counting: bool) -> bool:
    left, right = vague.claim.event if vague.claim else None, exact.event
    generic = frozenset(_table("events")["generic"])
    if left is None and right in _table("events")["harm"]:
        return titled or (counting and vague.claim is None)
    if left is None or right is None or left == right:
        return True
    if right in generic or left in event_line(right) or right in event_line(left):
        return True
    kin = _kin("events")
    return (titled or counting) and not kin.get(left, frozenset()).isdisjoint(kin.get(right, frozenset()))


def _same_noun(vague: _Vague, view: View, index: int) -> float:
    """How alike the nouns are: 2 for the same noun, 1 for one that stands for it, 0 for another."""
    claim = view.claims[index]
    lower = view.sentence.tokens.lower
    noun = head(claim)
    first = view.first[index]
    if noun in _cues("number"):
        noun = None
    elif noun is None and claim.concept is not None and claim.event is not None:
        # "4,600 wounded"
        return _same_concept(vague, claim, "")
    if noun is None:
        told = lower[max(0, first - REACH - 1) : first]
        plain = lower[first - 1 : first] == [":"] and view is vague.view
        plain = plain or _is_bare(view, index) or bool(_governed(view, index))
        return 1.0 if plain or not _cues("number").isdisjoint(told) else 0.0
    if noun in vague.nouns:
        return 2.0
    listed = {singular(word) for word in lower}
    if noun in _table("nouns")["lists"]["nouns"]:
        named = noun == "name" and _people(vague)
        return 1.0 if named or not vague.nouns.isdisjoint(listed) else 0.0
    kin = _kin("nouns")
    own = kin.get(noun, frozenset()) | kin.get(claim.concept or "", frozenset())
    for word in (claim.item or "").lower().split():
        own |= kin.get(singular(word), frozenset())
    others = [*vague.nouns, *([vague.claim.concept] if vague.claim and vague.claim.concept else [])]
    if any(not own.isdisjoint(kin.get(other, frozenset())) for other in others):
        return 1.5
    return _same_concept(vague, claim, noun)


def _people(vague: _Vague) -> bool:
    concept = vague.claim.concept if vague.claim else None
    return concept in concepts() and common_concept(concept or "", "person") == "person"


def _same_concept(vague: _Vague, claim: Claim, noun: str) -> float:
    if vague.claim is None or vague.claim.concept is None:
        return 0.0
    left, right = vague.claim.concept, claim.concept
    event = vague.claim.event
    befallen = _table("nouns")["stand_ins"].get(noun) if noun else claim.event
    if befallen is not None and (_people(vague) or left == "body"):
        kin = _kin("events")
        related = not kin.get(befallen, frozenset()).isdisjoint(kin.get(event or "", frozenset()))
        return 1.0 if not befallen or befallen == event or related or event is None else 0.0
    if right is None or left not in concepts() or right not in concepts():
        return 0.0
    if left == right:
        return 1.5
    common = common_concept(left, right)
    return 1.0 if common in (left, right) and event is not None and event == claim.event else 0.0

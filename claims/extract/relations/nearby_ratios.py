"""Ratios and the counts near them: "one for every 25 pupils", "a ratio of 3:1", "five times the other's"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache

from claims.extract.relations.figures import (
    ALONE,
    Figure,
    Range,
    alike,
    bounds,
    figures,
    may_be,
    meets,
    nearby_cues,
    nearby_words,
)
from claims.extract.relations.mended import mended
from claims.extract.relations.shares import synonyms
from claims.extract.relations.view import Link, View, category, head, middle, own_noun
from claims.extract.word_classes import singular
from claims.lexicon import load_table
from claims.model import Claim

# Sentences around a ratio in which its two sides are looked for.
BACK, AHEAD = 2, 1
# From "for every" to what there is of each, in words.
LONGEST_EVERY = 12
# From a number and its noun to "for every", and from "each nurse" to the number of those she has.
FAR_EVERY, LONGEST_EACH = 7, 7
# Behind "three times the number": what it is compared with is told in words.
_OWN_WHOLE = frozenset({"they", "it", "we", "he", "she", "for"})
# Between two numbers these make a ratio only of one to many ("one nurse to eight beds").
_WEAK = frozenset({"for", "to"})


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio of many to few: the number of ``claim``, ``times`` what the words beside it say.

    ``many_nouns`` and ``few_nouns`` are what the two sides count, where it is named, ``apart`` the claims that
    belong to the ratio and are no sides of it.
    """

    claim: Claim
    first: int
    last: int
    times: float
    many_nouns: Set[str]
    few_nouns: Set[str]
    apart: tuple[Claim, ...]


# A rank behind all that have a noun in common, and what each noun that is not in common adds to one.
UNNAMED, UNLIKE = 99, 4
# How far off, as a factor, a ratio may be whose two sides are named.
NAMED = 30.0


def nearby_ratios(views: Sequence[View], taken: Set[str], sides_told: Set[str]) -> Iterator[Link]:
    """Yield the ratios of a document whose sides stand near, by the numbers.

    ``taken``: those that have their sides, which are ``sides_told``.
    """
    used = set(sides_told)
    told = [(place, ratio) for place, view in enumerate(views) for ratio in _ratios(view)]
    apart = {claim.claim_id for _, ratio in told for claim in ratio.apart}
    for place, ratio in told:
        if ratio.claim.claim_id in taken:
            continue
        around = [
            figure for figure in figures(views, place, BACK, AHEAD) if figure.claim.claim_id not in apart
        ]
        sides = _sides(ratio, around, used)
        if sides:
            left, right = sides
            used |= {left.claim.claim_id, right.claim.claim_id}
            members = (("ratio", ratio.claim), ("left", left.claim), ("right", right.claim))
            detail = {} if ratio.times == 1 else {"times": f"{ratio.times:.17g}"}
            yield views[place].link("ratio", members, ratio.first, ratio.last, detail)


def _ratios(view: View) -> Iterator[Ratio]:
    nothing: frozenset[str] = frozenset()
    for index, claim in enumerate(view.claims):
        first, last = view.first[index], view.last[index]
        if claim.kind == "ratio" or (claim.kind == "multiple" and _compares(view, index)):
            yield Ratio(claim, first, last, 1.0, nothing, nothing, (claim,))
        elif claim.kind == "number" and view.words(first - 2, first) == ["ratio", "of"]:
            # "a current ratio of 1.5"
            yield Ratio(claim, first, last, 1.0, nothing, nothing, (claim,))
        elif claim.kind == "share" and view.words(last, last + 1) == ["as"]:
            # "half as many"
            yield Ratio(claim, first, last, 1.0, nothing, nothing, (claim,))
        elif view.sorts[index].startswith("count"):
            every = _every(view, index)
            if every is None and not nearby_words("ratio", "each").isdisjoint(view.sentence.tokens.words):
                every = _for_every(view, index) or _each(view, index)
            if every is not None:
                yield every


def _compares(view: View, index: int) -> bool:
    """Whether a multiple is of something else ("three times as many", "was three times Oslo's"), not "reloaded
    three times"."""
    first, last = view.first[index], view.last[index]
    behind = view.words(last, last + 1)
    if not behind or not behind[0][0].isalpha():
        # "Deaths were up, three times": nothing follows; a verb of being must stand before.
        before = view.words(max(0, first - 3), first)
        # "Debt was 90 million and profit 60 million, which puts leverage at 1.5 times", but not "trade at 12 times"
        made = index > 1 and not nearby_words("ratio", "making").isdisjoint(before)
        return made or not nearby_words("ratio", "being").isdisjoint(before)
    if behind[0] == "the" and not _OWN_WHOLE.isdisjoint(view.words(last + 2, last + 3)):
        # "four times the number they were set up for": what it is compared with has no figure
        return False
    return behind[0] not in nearby_words("ratio", "often")


def _every(view: View, index: int) -> Ratio | None:
    """Read "one doctor for every 800 residents", "five nurses for each doctor", "one per 800 residents"."""
    claim = view.claims[index]
    tokens = view.sentence.tokens
    cues = nearby_cues("ratio", "every")
    tail = view.tail[index]
    limit = view.first[index + 1] if index + 1 < len(view.first) else len(tokens)
    # "thirty prisoners to be set free for each hostage"
    each = nearby_words("ratio", "each")
    far = (
        [at for at in range(tail + 2, min(tail + FAR_EVERY, limit - 1)) if tokens.lower[at] == "for"]
        if not each.isdisjoint(tokens.words)
        else []
    )
    for start in (view.last[index], tail, tail + 1, *far):
        if start > tail + 1 and tokens.lower[start + 1] not in each:
            continue
        cue = cues.at(tokens, start)
        if cue is None:
            continue
        if view.words(start, cue.end + 1) == ["for", "one"]:
            # "240 against 80, five for one"
            return Ratio(claim, view.first[index], cue.end + 1, 1.0, frozenset(), frozenset(), (claim,))
        following = index + 1
        if following < len(view.claims) and view.first[following] == cue.end:
            other = view.claims[following]
            if category(other) != "count":
                return None
            small, large = sorted((claim, other), key=lambda side: middle(side) or 0.0)
            few = middle(small) or 0.0
            if few <= 0 or (few != 1 and view.words(start, cue.end)[0] in _WEAK and cue.end == start + 1):
                continue
            places = {id(claim): index, id(other): following}
            return Ratio(
                large,
                view.first[index],
                view.last[following],
                1 / few,
                _nouns(view, places[id(large)]),
                _nouns(view, places[id(small)]),
                (claim, other),
            )
        noun = view.words(cue.end, cue.end + 1)
        if not nearby_words("ratio", "times").isdisjoint(noun):
            # "20 drones per day"
            return None
        if noun and tokens.kind[cue.end] == "n" and noun[0].replace(",", "").isdigit():
            # "one per 2,000 inhabitants": the number below the line is no claim of its own.
            many = float(noun[0].replace(",", ""))
            few = middle(claim) or 0.0
            if not 0 < few < many:
                return None
            named = view.words(cue.end + 1, cue.end + 2)
            group = synonyms().get(named[0], frozenset({singular(named[0])})) if named else frozenset()
            return Ratio(
                claim, view.first[index], cue.end + 1, many / few**2, group, _nouns(view, index), (claim,)
            )
        if (
            noun
            and noun[0].isalpha()
            and view.words(cue.end - 1, cue.end)[0] not in _WEAK
            and (middle(claim) or 0.0) > 1
        ):
            group = synonyms().get(noun[0], frozenset({singular(noun[0])}))
            return Ratio(claim, view.first[index], cue.end + 1, 1.0, _nouns(view, index), group, (claim,))
    return None


def _for_every(view: View, index: int) -> Ratio | None:
    """Read "for every fighter killed the battalion had three wounded", "for each ten soldiers, two officers"."""
    claim = view.claims[index]
    words = view.sentence.tokens.lower
    start = max(0, view.first[index] - LONGEST_EVERY, view.last[index - 2] if index > 1 else 0)
    place = next(
        (
            at
            for at in range(view.first[index] - 2, start - 1, -1)
            if words[at] == "for" and words[at + 1] in nearby_words("ratio", "each")
        ),
        None,
    )
    if place is None or ":" in words[place : view.first[index]]:
        return None
    few, apart = 1.0, [claim]
    if index and view.first[index - 1] > place:
        if view.first[index - 1] != place + 2 or view.sorts[index - 1] != "count":
            return None
        few = middle(view.claims[index - 1]) or 0.0
        apart.append(view.claims[index - 1])
    many = middle(claim) or 0.0
    if few <= 0 or many <= few:
        return None
    named = {"few": frozenset(words[place + 2 : place + 5]), "many": _beside(view, index)}
    return Ratio(
        claim, place, view.last[index], 1 / few, _alike(named["many"]), _alike(named["few"]), tuple(apart)
    )


def _each(view: View, index: int) -> Ratio | None:
    """Read "each teacher looks after 30 children"."""
    words = view.sentence.tokens.lower
    first = view.first[index]
    start = max(0, first - LONGEST_EACH, view.last[index - 1] if index else 0)
    place = next(
        (at for at in range(first - 2, start - 1, -1) if words[at] in nearby_words("ratio", "each")), None
    )
    if place is None or (middle(view.claims[index]) or 0.0) <= 1 or not own_noun(view.claims[index]):
        return None
    between = words[place + 1 : first]
    opens = place == 0 or words[place - 1] in nearby_words("ratio", "opens")
    if (
        not opens
        or not between[0].isalpha()
        or between[0] in nearby_words("ratio", "times")
        or len(between) < 2
    ):
        return None
    few = synonyms().get(between[0], frozenset({between[0], singular(between[0])}))
    return Ratio(
        view.claims[index], place, view.last[index], 1.0, _nouns(view, index), few, (view.claims[index],)
    )


def _beside(view: View, index: int) -> frozenset[str]:
    return frozenset(view.words(view.last[index], view.tail[index] + 1))


def _alike(words: Set[str]) -> Set[str]:
    """Return the words, in the singular too, with those that name the same things or what befell them."""
    found = {singular(word) for word in words} | words
    for word in sorted(words):
        found |= synonyms().get(word, frozenset()) | fate_words(word)
    return {word for word in found if len(word) > 2}


def _nouns(view: View, index: int) -> Set[str]:
    claim = view.claims[index]
    noun = head(claim)
    if noun is None:
        return frozenset()
    written = (claim.item or "").lower().split()[-1]
    return synonyms().get(written, frozenset()) | {noun}


def _sides(ratio: Ratio, around: Sequence[Figure], used: set[str]) -> tuple[Figure, Figure] | None:
    """Return the larger and the smaller side: those that the ratio fits, else those that can only be meant."""
    stated = bounds(ratio.claim)
    if stated is None or stated[0] <= 0:
        return None
    stated = stated[0] * ratio.times, stated[1] * ratio.times
    if ratio.claim.kind == "ratio" and stated[1] < 1:
        # "1:5" is told of few to many
        stated = 1 / stated[1], 1 / stated[0]
    meant: list[tuple[int, Figure, Figure]] = []
    for place, left in enumerate(around):
        for right in around[place + 1 :]:
            pair = _ordered(left, right)
            if pair is None:
                continue
            many, few, computed = pair
            if ratio.claim.kind == "share":
                computed = 1 / computed[1], 1 / computed[0]
            if meets(stated, computed):
                return many, few
            only = len(around) == 2 and not many.distance + few.distance
            if not only and (_taken_of_it(left) or _taken_of_it(right)):
                continue
            rank = _rank(ratio, many, few, len(around))
            told = {many.claim.claim_id, few.claim.claim_id} <= used
            named = rank is not None and bool(ratio.many_nouns) and rank < UNLIKE
            if rank is None or told or (ratio.claim.kind == "share" and many.distance + few.distance):
                # "1,150 homes, half as many as the year before" is of no numbers of other sentences
                continue
            off = (computed[0] + computed[1]) / (stated[0] + stated[1])
            slips = any(
                mended(claim, factor)
                for claim, factor in ((ratio.claim, off), (many.claim, 1 / off), (few.claim, off))
            )
            widest = NAMED if named or _is_price(ratio, many, few) else ALONE
            if slips or may_be(stated, computed, widest):
                meant.append((rank, many, few))
    best = min(meant, key=lambda found: found[0], default=None)
    return best[1:] if best else None


def _is_price(ratio: Ratio, many: Figure, few: Figure) -> bool:
    """ "costs $4 million, the drone $35,000: more than a hundred times as much"."""
    claim = ratio.claim
    kinds = {many.claim.kind, few.claim.kind}
    if claim.relation not in (">", ">=") or "money" not in kinds or not kinds <= {"money", "number"}:
        return False
    behind = claim.sentence[claim.span[1] - claim.sentence_span[0] :].lower().split(maxsplit=4)[:4]
    return not nearby_words("ratio", "dear").isdisjoint(behind)


def _taken_of_it(figure: Figure) -> bool:
    """ "460 million of it": a part of another number."""
    tail = figure.view.tail[figure.index]
    behind = figure.view.words(tail, tail + 2)
    return len(behind) == 2 and behind[0] == "of" and behind[1] in ("it", "them", "which", "whom")


def _ordered(left: Figure, right: Figure) -> tuple[Figure, Figure, Range] | None:
    """Return two numbers of one sort, the larger first, and how many times the smaller it is."""
    if not alike(left.claim, right.claim):
        return None
    one, other = bounds(left.claim, right.claim), bounds(right.claim, left.claim)
    if one is None or other is None or one[0] <= 0 or other[0] <= 0:
        return None
    if one[0] + one[1] < other[0] + other[1]:
        left, right, one, other = right, left, other, one
    return left, right, (one[0] / other[1], one[1] / other[0])


def _rank(ratio: Ratio, many: Figure, few: Figure, sides: int) -> int | None:
    """Return how surely the two are meant, 0 the surest, or ``None`` if only the numbers could tell."""
    # "two people looking for work" are two job seekers
    same = ratio.claim.concept is not None and ratio.claim.concept == many.claim.concept
    many_named = bool(ratio.many_nouns) and (same or not ratio.many_nouns.isdisjoint(_words(many)))
    named = int(many_named) + int(bool(ratio.few_nouns & _words(few)))
    distance = many.distance + few.distance
    if len(ratio.apart) > 1 and not named:
        # The only two numbers of the sentence can only be meant, whatever they count.
        return UNNAMED if sides == 2 and not distance else None
    between = many.view.words(*sorted((ratio.first, many.view.first[many.index])))
    if not distance and ratio.claim.kind == "ratio" and ";" in between:
        return None
    if ratio.many_nouns:
        if ratio.few_nouns and head(few.claim) in ratio.many_nouns - ratio.few_nouns:
            # "165 doses for each 100 children": of no two numbers of doses
            return None
        if named == 2 or (named and sides == 2):
            return distance + UNLIKE * (2 - named)
        # "21,000 against 300", "420,000 people and 120,000 vacancies": two side by side, and no others
        return UNLIKE if _set_against(many, few) or (sides == 2 and not distance) else None
    if many.view is not few.view and not (ratio.few_nouns and named and sides == 2):
        return None
    return distance if sides == 2 or abs(many.index - few.index) <= 2 else None


def _set_against(many: Figure, few: Figure) -> bool:
    """Whether nothing but "against" or "to" stands between the two."""
    if many.view is not few.view or abs(many.index - few.index) != 1:
        return False
    left, right = sorted((many.index, few.index))
    gap = many.view.words(many.view.tail[left], many.view.first[right])
    return len(gap) == 1 and gap[0] in nearby_words("change", "set_against")


@cache
def fate_words(word: str) -> frozenset[str]:
    """Return the words of ``relations_nearby.toml`` that tell of the same fate, with the word itself."""
    fates = load_table("relations_nearby")["ratio"]["fates"].values()
    return next((frozenset(group) for group in fates if word in group), frozenset())


def _words(figure: Figure) -> set[str]:
    view, index = figure.view, figure.index
    words = set(view.words(max(0, view.first[index] - 3), view.tail[index] + 2))
    return words | {singular(word) for word in words}

"""Amounts: numbers with what stands below their line, in a time ("a day") or for each of others ("per head")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from claims.extract.relations.view import WINDOW, View, head
from claims.extract.word_classes import ADVERB, PAST, STOP, singular, word_classes
from claims.lexicon import load_table
from claims.lexicon.trees import concept_line, concepts
from claims.model import Claim

# Words behind a number among which "a day" is looked for ("four tonnes of fuel leak from the wreck every hour").
_REACH = 14
# Words before a number among which "each truck" is looked for.
_BEFORE = 10
_BREAKS = frozenset({".", ",", ";", ":", "(", ")", "—", "–", "and", "or", "but", "which", "while"})
_PART = re.compile(r"\[([^\]]+)\](?:\*\*([0-9.]+))?")
# "each" or its like stands at most so many words before a length of time ("every one of the first ten days").
_EACH_REACH = 6
_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "its", "their", "his", "her", "our", "last"})
_STOPS = frozenset({",", ";", ":", "(", ")", "—", "–"})

Dimensions = dict[str, int]


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of a sentence. ``dimensions`` are those of its unit without the time below the line, which is
    ``per``, a unit of ``relations_rates.toml``; ``inside``: the unit of the claim has that time itself. ``of`` is
    the noun of others that it is told for each of, "" if it is for each of whatever else is counted. An
    ``interval`` is a time in which one thing happens, or ``many`` ("every 12 minutes")."""

    view: View
    index: int
    dimensions: Dimensions
    per: str | None = None
    inside: bool = False
    of: str | None = None
    interval: bool = False
    many: tuple[Amount, ...] = ()

    @property
    def claim(self) -> Claim:
        return self.view.claims[self.index]


@cache
def rate_words(name: str) -> frozenset[str]:
    """Return a list of single words of ``lexicon/relations_rates.toml``."""
    return frozenset(load_table("relations_rates")["words"][name])


@cache
def units_of_time() -> dict[str, str]:
    """Return the unit of time that each word or adverb stands for."""
    table = load_table("relations_rates")
    return {**table["unit"], **table["adverb"]}


@cache
def _nouns_of_time() -> dict[str, str]:
    return dict(load_table("relations_rates")["unit"])


@cache
def _adverbs_of_time() -> dict[str, str]:
    return dict(load_table("relations_rates")["adverb"])


@cache
def telling_words() -> frozenset[str]:
    """Return the words without one of which a sentence states no rate."""
    return frozenset(units_of_time()) | rate_words("each") | {"per"}


def amounts(views: Sequence[View]) -> list[Amount]:
    """Return the numbers of some sentences that can be multiplied: no shares, ages or ratios, and lengths of time
    only where they are told by the day or the week ("60 hours a week")."""
    spent = any(
        claim.kind == "duration" and "/" in (claim.unit or "") for view in views for claim in view.claims
    )
    found: list[Amount] = []
    for view in views:
        shared = _shared_out(view)
        for index, claim in enumerate(view.claims[:WINDOW]):
            if not claim.alternatives:
                amount = _amount_or_interval(view, index, claim, spent, shared.get(index))
                if amount:
                    if found and _averaged(found[-1], amount):
                        found[-1] = replace(found[-1], per=amount.per)
                    found.append(amount)
    return found


def _averaged(one: Amount, other: Amount) -> bool:
    """Whether a time stands behind the second of two averages: "an average of six died and twenty were hurt a day"."""
    view = one.view
    if one.per or one.of or not other.per or other.inside or view is not other.view:
        return False
    if other.index != one.index + 1 or "and" not in view.gap(one.index, other.index):
        return False
    first = view.first[one.index]
    return not rate_words("averaging").isdisjoint(view.words(max(0, first - 3), first))


def _shared_out(view: View) -> dict[int, str]:
    """Return the numbers told of each of several days, with the unit of these: "60 on each of the ten days"."""
    found: dict[int, str] = {}
    lower = view.sentence.tokens.lower
    for index, claim in enumerate(view.claims[:WINDOW]):
        unit = (claim.unit or "").removeprefix("calendar_")
        if claim.kind != "duration" or unit not in _nouns_of_time():
            continue
        before = lower[max(0, view.first[index] - _EACH_REACH) : view.first[index]]
        if "of" not in before or not {"each", "every"} & set(before[: before.index("of")]):
            continue
        here = index + 1 if index + 1 < len(view.claims) else index - 1
        if index and _STOPS.isdisjoint(view.gap(index - 1, index)):
            here = index - 1
        if here >= 0 and view.claims[here].kind != "duration":
            found[here] = unit
    return found


def _amount_or_interval(
    view: View, index: int, claim: Claim, spent: bool, shared: str | None
) -> Amount | None:
    often = (claim.unit or "").startswith("times")
    if often and not rate_words("times_as").isdisjoint(view.words(view.last[index], view.last[index] + 1)):
        # "three times as many" counts nothing
        return None
    if claim.kind in ("count", "number", "money", "physical") or often:
        # Degrees do not add up.
        degrees = "temperature" in (claim.dimension or "") or (claim.unit or "").startswith("degree")
        return None if degrees else _amount(view, index, claim, shared)
    if claim.kind != "duration":
        return None
    if view.first[index] and view.words(view.first[index] - 1, view.first[index]) == ["every"]:
        one = (
            index and view.tail[index - 1] >= view.first[index] - 2 and view.claims[index - 1].kind == "count"
        )
        many = (Amount(view, index - 1, {}),) if one else ()
        return Amount(view, index, {"count": 1}, "second", True, None, True, many)
    if not spent:
        return None
    unit, _, per = (claim.unit or "").partition("/")
    return Amount(view, index, {unit: 1}, per if per in _nouns_of_time() else None, bool(per))


@cache
def _parts(dimension: str) -> tuple[tuple[str, int], ...]:
    above, _, below = dimension.partition("/")
    found: list[tuple[str, int]] = []
    for text, sign in ((above, 1), (below, -1)):
        for name, power in _PART.findall(text):
            found.append((name, sign * int(float(power or 1))))
    return tuple(found)


_BASES = frozenset({"length", "mass", "time", "current", "temperature", "luminosity", "substance", "count"})


def _amount(view: View, index: int, claim: Claim, shared: str | None) -> Amount:
    dimensions: Dimensions = {}
    per: str | None = None
    inside = False
    of: str | None = None
    for name, power in _parts(claim.dimension or ""):
        if name == "time" and power == -1:
            # A knot is a nautical mile an hour.
            below = (claim.unit or "").rpartition("/")[2].removeprefix("calendar_")
            per, inside = _nouns_of_time().get(below, "hour"), True
        elif name == "time" and power == -3:
            # A watt is a joule a second, a kilowatt-hour a day is told by the day.
            below = (claim.unit or "").rpartition("/")[2]
            per, inside, dimensions[name] = _nouns_of_time().get(below, "second"), True, -2
        elif power < 0 and name not in _BASES:
            of = _noun(name.lower())
        else:
            dimensions[name] = dimensions.get(name, 0) + power
    if claim.kind in ("count", "number", "multiple") and not dimensions:
        dimensions["count"] = 1
    found_per, found_of = _below(view, index)
    if shared is not None:
        found_per, found_of = shared, None
    return Amount(view, index, dimensions, per or found_per, inside, of if of is not None else found_of)


def _below(view: View, index: int) -> tuple[str | None, str | None]:
    """Return the time and the noun that the words around a number put below its line."""
    lower = view.sentence.tokens.lower
    per: str | None = None
    of: str | None = None
    stop = view.first[index + 1] if index + 1 < len(view.first) else len(lower)
    place = view.last[index]
    while place < min(stop, view.last[index] + _REACH):
        word = lower[place]
        following = lower[place + 1] if place + 1 < stop else ""
        if word in _BREAKS and not _joins_pasts(lower, place):
            break
        if word in ("a", "an") and following in rate_words("typical") and place + 2 < stop:
            # "500 lorries entered on a working day"
            following = lower[place + 2]
        if word in rate_words("below") and following in _nouns_of_time():
            # "in a day" is how long it took.
            if lower[place - 1] not in rate_words("lasting") and lower[place - 1] != "half":
                per = per or _nouns_of_time()[following]
        elif word in _adverbs_of_time() and per is None and lower[place - 1] not in _DETERMINERS:
            # "412 at the annual race" tells nothing by the year.
            per = _adverbs_of_time()[word]
        elif (
            word == "each"
            and place + 1 == stop
            and view.claims[index + 1 : index + 2]
            and view.claims[index + 1].kind == "duration"
        ):
            # "104 million litres in each 24 hours"
            break
        elif word == "apiece" or (word == "each" and following != "other"):
            # "180 euros for each hectare", but "55 migrants each arrived"
            named = lower[place - 1] in rate_words("towards") and following.isalpha() and following != "of"
            of = of if of is not None else _noun_of(lower, place + 2) if named else ""
        elif word == "per" and following.isalpha():
            of = of if of is not None else _noun(following)
        elif word == "a" and following in ("head", "piece"):
            of = ""
        place += 1
    first = view.first[index]
    if per is None:
        # "Every night for two weeks the city heard about 20 explosions"
        back = index - 1 if index and view.claims[index - 1].kind == "duration" else index
        start = view.tail[back - 1] if back else 0
        per = _told_before(lower[max(start, first - _BEFORE) : first], not back)
    if of is None and index and view.claims[index - 1].kind == "count" and view.claims[index - 1].item:
        between = lower[view.tail[index - 1] : first]
        if between[:1] == ["each"] and _STOPS.isdisjoint(between):
            # "1,100 nurses each work ten hours"
            of = ""
    if of is None and of_such(view, index):
        of = ""
    if of is None:
        start = view.tail[index - 2] if index > 1 else 0
        if index and view.claims[index - 1].kind in ("money", "physical"):
            # "12 lorries with 20 tonnes each brought 240 tonnes"
            start = view.last[index - 1] + (lower[view.last[index - 1]] == "each")
        before = lower[max(start, first - _BEFORE) : first]
        of = None if index > 1 and _told_for(before, first - view.first[index - 1]) else _each_before(before)
    return per, of


def _joins_pasts(lower: Sequence[str], place: int) -> bool:
    """Whether "and" or "or" stands between two verbs of one subject: "were killed or wounded every day"."""
    if lower[place] not in ("and", "or") or place + 1 >= len(lower):
        return False
    return all(
        word.endswith("ed") or word_classes().get(word, 0) & PAST
        for word in (lower[place - 1], lower[place + 1])
    )


def _told_before(before: Sequence[str], opens: bool) -> str | None:
    """Return the time of "a daily average of", or of "every night" that the sentence ``opens`` with."""
    for place in range(len(before) - 1, -1, -1):
        word = before[place]
        if word in (".", ";", ":") or (word == "," and not opens):
            return None
        if word in _adverbs_of_time():
            return _adverbs_of_time()[word]
        if word in ("each", "every") and place + 1 < len(before) and before[place + 1] in _nouns_of_time():
            return _nouns_of_time()[before[place + 1]]
    return None


def of_such(view: View, index: int) -> bool:
    """Whether a weight or size is that of each of those counted right before: "20,000 sacks of 25 kilos"."""
    if not index or view.claims[index].kind != "physical" or view.claims[index - 1].kind != "count":
        return False
    first = view.first[index]
    noun = view.tail[index - 1]
    return noun > view.last[index - 1] and noun == first - 1 and view.words(noun, first) == ["of"]


def _told_for(before: Sequence[str], back: int) -> bool:
    """Whether "for each" stands before the number that is ``back`` words back, and so goes with one before that:
    "with four sorties a day for each of its 24 jets the wing flew 96"."""
    return any(
        word in ("each", "every") and place and before[place - 1] in rate_words("towards")
        for place, word in enumerate(before[: max(0, len(before) - back)])
    )


def _each_before(before: Sequence[str]) -> str | None:
    """Return the noun of "each truck", "every one of them", "each of which" (then "")."""
    for place in range(len(before) - 1, -1, -1):
        if before[place] in (".", ",", ";", ":"):
            return None
        if before[place] in ("each", "every") and place + 1 < len(before):
            following = before[place + 1]
            if following in _nouns_of_time() or before[place:] in (["each", "of", "the"], ["each", "of"]):
                return None
            if following in ("of", "one"):
                return ""
            if following.isalpha() and following not in _BREAKS:
                return _noun(following)
    return None


def _noun_of(lower: Sequence[str], at: int) -> str:
    """Return the noun at token ``at``, or behind it where that is no noun ("each displaced child")."""
    if at >= len(lower):
        return ""
    behind = lower[at + 1] if at + 1 < len(lower) else ""
    joined = behind.isalpha() and not word_classes().get(behind, 0) & STOP and behind not in _BREAKS
    return _noun(behind if joined and lower[at].endswith("ed") else lower[at])


def _noun(word: str) -> str:
    """Return the noun behind "each", "per", "every"; "" where the word is none ("each with 45 on board")."""
    bits = word_classes().get(word, 0)
    if word in ("head", "capita", "piece") or bits & (STOP | PAST | ADVERB) or word.endswith("ing"):
        return ""
    return singular(word)


def measured_in(claim: Claim) -> str:
    """Return the unit in which a physical number is written, in the singular: "60 hectares" → hectare."""
    return singular(claim.quote.lower().split()[-1])


def counts_noun(claim: Claim, noun: str) -> bool:
    """Whether the claim counts the things named by ``noun``, a singular; "" is any."""
    if claim.kind not in ("count", "number"):
        return False
    if not noun:
        behind = claim.sentence[claim.span[1] - claim.sentence_span[0] :].lstrip()
        return bool(claim.item) or behind.startswith(("of them", "of these", "of those"))
    words = (claim.item or "").lower().split()
    return (
        head(claim) == noun
        or any(singular(word) == noun or word == f"{noun}s" for word in words)
        # "50 dollars a person for 200 pupils"
        or (claim.concept in concepts() and noun in concept_line(str(claim.concept)))
    )

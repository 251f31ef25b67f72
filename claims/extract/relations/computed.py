"""Whether a number was meant as the product of others: how plainly the text says so, and how far off it is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from claims.extract.relations.amounts import Amount, rate_words, telling_words
from claims.extract.relations.mended import decimal_slip, mended
from claims.extract.relations.stretches import Stretch
from claims.extract.relations.view import View, head, kindred, own_noun
from claims.lexicon.trees import common_concept, concepts
from claims.model import Claim

# How far a result may be from what is computed, as a factor, to be meant as it: said to be computed, or beside it.
STATED, BESIDE = 8.0, 4.0
# How near a result with zeros too many may be to what is computed, if said to be it: both may be rounded.
_ZEROS = 0.2
# How far apart the bounds of such a multiple may lie, as a factor, where nothing says that it was computed.
_NARROW = 1.35
# Words beside a number that tell how it was come by.
_BEFORE, _BEHIND = 6, 4
# Words directly before a number.
_DIRECTLY = 3
_PRONOUNS = frozenset({"it", "they", "he", "she", "we"})
_LONG = frozenset({"week", "month", "quarter", "year"})


@dataclass(frozen=True, slots=True)
class Product:
    """A rate, a result and the factors between them: "20 a day" times "7" is "140 a week".

    ``low`` and ``high`` bound what is computed, ``scale`` what the rate and ``heads`` are multiplied with, all in
    base units. ``tier``: 0 where the text says that one was computed from the others, 1 where all stand in one
    sentence, 3 where they are set against each other, else 2. ``off``: the result as a multiple of what is
    computed, 1 if it agrees; ``least_off`` and ``most_off`` are its bounds.
    """

    rate: Amount
    result: Amount
    heads: tuple[Amount, ...]
    stretch: Stretch
    scale: tuple[float, float]
    tier: int
    off: float
    least_off: float = 1.0
    most_off: float = 1.0

    @property
    def rank(self) -> tuple[float, ...]:
        far = abs(self.rate.view.sentence.index - self.result.view.sentence.index)
        return (self.off != 1, self.tier, far + self.stretch.distance, abs(math.log(self.off)))


def alike_things(rate: Claim, result: Claim) -> bool | None:
    """Whether both count the same things; ``None`` where nothing says so."""
    one, other = head(rate), head(result)
    if one is None or other is None or one == other:
        return True if one == other and one else None
    if rate.concept in concepts() and result.concept in concepts():
        common = common_concept(str(rate.concept), str(result.concept))
        if common is None:
            return None if kindred(str(rate.concept), str(result.concept)) else False
        return True if common in (rate.concept, result.concept) else None
    return None


def _are_kin(rate: Claim, result: Claim) -> bool:
    """Whether two nouns have a concept in common, such as people ("1,200 men a day ... 37,000 soldiers")."""
    if rate.concept not in concepts() or result.concept not in concepts():
        return False
    return common_concept(str(rate.concept), str(result.concept)) == "person"


def words_beside(amount: Amount) -> list[str]:
    view = amount.view
    return [
        *view.words(max(0, view.first[amount.index] - _BEFORE), view.first[amount.index]),
        *view.words(view.last[amount.index], view.tail[amount.index] + _BEHIND),
    ]


def tier_of(rate: Amount, result: Amount) -> int:
    one, other = rate.view, result.view
    beside = words_beside(result)
    if one is other:
        left, right = sorted((rate.index, result.index))
        start, end = one.last[left], one.first[right]
        directly = _directly(one, right, start)
        if _restated(directly):
            # "copes with 20,000 a second at peak, or 1.2 million a minute"
            return 0
        taken = {
            place for index in range(len(one.claims)) for place in range(one.first[index], one.tail[index])
        }
        between = [word for place, word in enumerate(one.words(start, end), start) if place not in taken]
        between = between[max(0, one.tail[left] - start) :] if one.tail[left] <= end else between
        first = one.first[left]
        # "rose from 20 a day to 900 a month"
        if not rate_words("contrast").isdisjoint([*between, *one.words(max(0, first - 1), first)]):
            return 3
        if not rate_words("set_against").isdisjoint([*directly, *one.words(max(0, first - 1), first)]):
            return 3
        if all(word in rate_words("joining") or word in _time_words() for word in between):
            return 0
        at = other.first[result.index]
        if not rate_words("result").isdisjoint(_idioms(beside)) or not rate_words("made").isdisjoint(
            other.words(at - 1, at)
        ):
            return 0
        if not rate_words("so").isdisjoint(between):
            return 0
        # "earned 1,200 euros a month and saved 5,000 in a year" may tell of two things.
        return 1 if rate_words("clause").isdisjoint(between) else 2
    apart = [*beside, *words_beside(rate)]
    if "since" in other.sentence.tokens.lower:
        # "since the blast three weeks ago"
        apart = [word for word in apart if word != "ago"]
    if "than" in beside:
        # "2.9 million barrels less than planned"
        apart = [word for word in apart if word not in rate_words("as_planned")]
    if not rate_words("contrast").isdisjoint(apart):
        return 3
    if not rate_words("set_against").isdisjoint(
        [*_directly(one, rate.index, 0), *_directly(other, result.index, 0)]
    ):
        return 3
    if sentences_between(one, other) == 1:
        opening = _opening(result)
        if not rate_words("contrast").isdisjoint([*opening, *other.words(0, 1)]):
            return 3
        computed = one.sentence.index > other.sentence.index
        told = rate_words("totals") if computed else rate_words("result")
        if not _results(opening).isdisjoint(told) or _says_again(_opening(rate) if computed else opening):
            return 0
        if not computed and _is_it(result):
            return 0
        if not computed and _goes_on_for(rate, result):
            return 1
        told_before = _directly(one, rate.index, 0)
        if computed and told_before[-1:] == ["of"] and not rate_words("pace").isdisjoint(told_before):
            # "It has put up 42 turbines. At a rate of three a week, ..."
            return 1
    return 2


def is_front(amount: Amount) -> bool:
    """Whether a length is that along which others advance, and nothing that they came to."""
    if amount.dimensions != {"length": 1}:
        return False
    view, index = amount.view, amount.index
    return amount.claim.measure == "front_length" or "along" in _directly(view, index, view.first[index] - 2)


def _directly(view: View, index: int, start: int) -> list[str]:
    """Return the words directly before a number, as far as no punctuation mark parts them from it."""
    first = view.first[index]
    words: list[str] = []
    for word in reversed(view.words(max(start, first - _DIRECTLY), first)):
        if not word[0].isalnum():
            break
        words.append(word)
    return words[::-1]


def _restated(directly: Sequence[str]) -> bool:
    """Whether the words directly before a number say that it is one told before in another unit."""
    return "or" in directly and all(
        word in rate_words("joining") for word in directly[directly.index("or") :]
    )


def _results(opening: Sequence[str]) -> set[str]:
    """The words of an opening but for what a firm "makes" or a state "gives": only "that makes 330" is a result."""
    return _idioms(
        [
            word
            for place, word in enumerate(opening)
            if word not in rate_words("earns") or (place and opening[place - 1] in rate_words("summed"))
        ]
    )


def _idioms(words: Sequence[str]) -> set[str]:
    """The words but for those that say "comes to" or "works out" only with the word behind them."""
    needed = rate_words("needed_behind")
    return {
        word
        for place, word in enumerate(words)
        if word not in rate_words("idioms") or not needed.isdisjoint(words[place + 1 : place + 2])
    }


def _says_again(opening: Sequence[str]) -> bool:
    """ "That is 330 million in a month"."""
    if len(opening) < 2 or opening[1] not in rate_words("joining"):
        return False
    return opening[0] in ("that", "this")


def _is_it(result: Amount) -> bool:
    """ "It was 140 tonnes in the week", but not "It was shot down 140 km away"."""
    before = result.view.words(0, result.view.first[result.index])
    joining = rate_words("joining") - rate_words("earns")
    return before[:1] == ["it"] and len(before) > 1 and all(word in joining for word in before)


def _goes_on_for(rate: Amount, result: Amount) -> bool:
    """Whether the next sentence tells how far the same one came in a time: "After six hours it had covered 120 km"."""
    view = result.view
    if "duration" not in view.sorts or not rate.inside or rate.dimensions != result.dimensions:
        return False
    return not _PRONOUNS.isdisjoint(view.words(0, view.first[result.index]))


def _opening(result: Amount) -> list[str]:
    view = result.view
    return view.words(max(0, view.first[result.index] - 12), view.tail[result.index] + _BEHIND)


@cache
def _time_words() -> frozenset[str]:
    return telling_words()


def is_meant(product: Product) -> bool:
    """Whether a result that differs from what is computed was still meant as it."""
    factor = max(product.off, 1 / product.off)
    if product.tier == 3 or _is_top_speed(product.rate) or (product.tier and _is_other_trip(product)):
        return False
    if _at_other_times(product.rate.claim, product.result.claim) or _is_promise(product):
        return False
    beside = product.tier <= 1 and factor <= BESIDE and not _in_shifts(product) and not _elsewhere(product)
    if (product.tier == 0 and factor <= STATED) or beside:
        return not _is_discount(product)
    if product.tier == 0 and decimal_slip(product.least_off, product.most_off, room=_ZEROS):
        return True
    told = (product.stretch.claim,) if product.stretch.claim else ()
    rate, result = product.rate.claim, product.result.claim
    if product.stretch.distance == 0 and factor <= STATED and _is_average_of(product.rate, product.result):
        return True
    if told and told[0].sentence_span not in (rate.sentence_span, result.sentence_span):
        return False
    if (
        product.tier == 2
        and rate.kind == "count"
        and ((rate.item and result.item) or product.result.per)
        and not (alike_things(rate, result) or (not product.result.per and _are_kin(rate, result)))
    ):
        return False
    # Wide bounds may hold a power of ten by chance: "200 to 300 a week ... under 100 a month".
    narrow = product.tier < 2 or product.most_off <= _NARROW * product.least_off
    return (
        (narrow and decimal_slip(product.least_off, product.most_off))
        or mended(result, 1 / product.off)
        or any(
            mended(claim, product.off) for claim in (rate, *(factor.claim for factor in product.heads), *told)
        )
    )


def counts_others(rate: Amount, result: Amount) -> bool:
    """ "Cloud hid five of the eleven passes. Traffic averaged three trains a week": things of two sentences that nothing
    says to be the same."""
    if rate.claim.kind != "count" or result.claim.kind != "count":
        return False
    if not sentences_between(rate.view, result.view) or not (own_noun(rate.claim) and own_noun(result.claim)):
        return False
    return not alike_things(rate.claim, result.claim) and not _are_kin(rate.claim, result.claim)


def speaks_of(rate: Amount, result: Amount) -> bool:
    """Whether a rate far from a number may be told of it: "The average for the month was 180 a night", or one in a
    unit of its own beside a number with its time, "Over the three weeks it will process 2.9 million barrels less"."""
    if not rate.per or result.per or rate.of is not None or rate.interval:
        return False
    if _is_average_of(rate, result):
        return True
    measured = rate.inside and rate.claim.kind == result.claim.kind == "physical"
    # a way told with hours may be that of others
    return (
        measured
        and rate.dimensions == result.dimensions != {"length": 1}
        and "duration" in result.view.sorts
        and rate.claim.span < result.claim.span
    )


def _is_average_of(rate: Amount, result: Amount) -> bool:
    """Whether a rate is said to be the average of what was counted before, of the same time as far as both are dated."""
    if rate.view.sentence.index <= result.view.sentence.index:
        return False
    if rate_words("mean").isdisjoint(words_beside(rate)):
        return False
    one, other = rate.claim, result.claim
    if one.kind != "count" or other.kind != "count" or alike_things(one, other) is not True:
        return False
    return (one.time_start, one.time_end) == (other.time_start, other.time_end)


def _at_other_times(rate: Claim, result: Claim) -> bool:
    """Whether both are told of months or years of their own that don't meet: "9,220 in 1999 ... 10 a day in 2014"."""
    for claim in (rate, result):
        if claim.time_precision not in _LONG or claim.time_basis not in ("stated", "relative"):
            return False
    starts, ends = (rate.time_start, result.time_start), (rate.time_end, result.time_end)
    return bool(all(starts) and all(ends)) and max(map(str, starts)) >= min(map(str, ends))


def _is_promise(product: Product) -> bool:
    """Whether what has come of it, told in another sentence, is not what was promised: "He promised 100 a year. In the
    three years since 180 have come"."""
    rate, result = product.rate, product.result
    if not product.tier or rate.view is result.view:
        return False
    return rate.claim.modality in ("planned", "demanded") and result.claim.modality in (
        "asserted",
        "reported",
    )


def _elsewhere(product: Product) -> bool:
    """Whether the result, in another sentence, is told of a place that the rate is not told of."""
    rate, result = product.rate, product.result
    return rate.view is not result.view and result.claim.place not in (None, rate.claim.place)


def _in_shifts(product: Product) -> bool:
    """Whether the time is told in hours of another sentence: how long others work is not how long the rate held."""
    told = product.stretch.claim
    spans = (product.rate.claim.sentence_span, product.result.claim.sentence_span)
    return told is not None and told.unit == "hour" and told.sentence_span not in spans


def _is_discount(product: Product) -> bool:
    """Whether the longer time may cost less: "8.99 dollars a month or 89.99 dollars a year"."""
    return product.rate.claim.kind == "money" and bool(product.result.per) and 0.7 < product.off < 1


def _is_top_speed(rate: Amount) -> bool:
    if rate.dimensions != {"length": 1} or not rate.inside or rate.per not in ("hour", "second", "minute"):
        return False
    beside = words_beside(rate)
    # a cruise missile flies no faster at other times
    limits = rate_words("speed_limit") - ({"cruise"} if "missile" in beside else set())
    return not limits.isdisjoint(beside)


def sentences_between(one: View, other: View) -> int:
    return abs(one.sentence.index - other.sentence.index)


def _is_other_trip(product: Product) -> bool:
    """Whether a speed, the hours and the way are not all told in one sentence: what flies so fast may fly less far."""
    rate, told = product.rate, product.stretch.claim
    if (rate.claim.unit or "").startswith(("millimet", "centimet", "inch")):
        # rain, or what grows
        return False
    if rate.dimensions != {"length": 1} or rate.per not in ("hour", "second", "minute") or not rate.inside:
        return False
    if not rate_words("kept_speed").isdisjoint(words_beside(rate)):
        return False
    spans = {rate.claim.sentence_span, product.result.claim.sentence_span}
    return len(spans | ({told.sentence_span} if told else set())) > 1

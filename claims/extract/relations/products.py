"""Products: a rate, what it is multiplied by, and what that comes to, found by how their units multiply out."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import cache

from claims.extract.relations.amounts import (
    Amount,
    amounts,
    counts_noun,
    measured_in,
    of_such,
    rate_words,
    telling_words,
)
from claims.extract.relations.computed import (
    Product,
    alike_things,
    counts_others,
    is_front,
    is_meant,
    sentences_between,
    speaks_of,
    tier_of,
    words_beside,
)
from claims.extract.relations.stretches import Stretch, stretches
from claims.extract.relations.view import Link, View, head
from claims.extract.word_classes import STOP, word_classes
from claims.lexicon import load_table
from claims.model import Claim

# Sentences to either side of a result in which what it was computed from is looked for.
NEIGHBOURS = 2
# Amounts of one stretch of text that are looked at, and factors and times of one result.
_MOST_AMOUNTS, _MOST_FACTORS = 24, 6
# What rounding in the head allows.
ROOM = 0.05
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_UNTOLD = frozenset({"figurative", "denied"})
_ONE = frozenset({"a", "an", "one", "each", "every"})
_OF_THEM = (["of", "them"], ["of", "these"], ["of", "those"])
_NONE = Stretch(1.0, 1.0, "")


def find_products(views: Sequence[View]) -> Iterator[Link]:
    """Yield what rates come to; ``views`` are a document's sentences with claims, in order."""
    start = 0
    for end in range(1, len(views) + 1):
        if end == len(views) or views[end].sentence.paragraph != views[start].sentence.paragraph:
            if _may_hold_rates(views[start:end]):
                yield from _paragraph(views[start:end])
            start = end


def _may_hold_rates(views: Sequence[View]) -> bool:
    """A quick look whether some sentences with two numbers or more tell of anything by the day, or for each."""
    if sum(len(view.claims) for view in views) < 2:
        return False
    for view in views:
        if not telling_words().isdisjoint(view.sentence.tokens.words):
            return True
        for index, claim in enumerate(view.claims):
            unit = claim.unit or ""
            if "/" in unit or unit.endswith(("**2", "watt", "knot")) or of_such(view, index):
                return True
            if claim.kind == "number" and view.words(view.last[index], view.last[index] + 2) in _OF_THEM:
                return True
    counted = {noun for view in views for claim in view.claims for noun in _nouns(claim)}
    return (
        any(not counted.isdisjoint(_ones(view.sentence.tokens.lower)) for view in views) if counted else False
    )


def _ones(words: Sequence[str]) -> set[str]:
    """Return the words told of one: "a deminer", "each lorry", "a Patriot missile"."""
    found: set[str] = set()
    for place, word in enumerate(words):
        if word in _ONE:
            for following in words[place + 1 : place + 4]:
                if word_classes().get(following, 0) & STOP or not following.isalpha():
                    break
                found.add(following)
    return found


def _paragraph(views: Sequence[View]) -> Iterator[Link]:
    told = amounts(views)[:_MOST_AMOUNTS]
    found: list[Product] = []
    for result in told:
        near = [view for view in views if sentences_between(view, result.view) <= NEIGHBOURS]
        for rate in told:
            if rate is result:
                continue
            if sentences_between(rate.view, result.view) <= NEIGHBOURS or speaks_of(rate, result):
                found += _products(rate, result, told, near)
    agreed = {amount.claim.claim_id for each in found if each.off == 1 for amount in (each.rate, each.result)}
    best: dict[str, Product] = {}
    for product in sorted(found, key=lambda each: each.rank):
        rate_id, result_id = product.rate.claim.claim_id, product.result.claim.claim_id
        if result_id in best:
            continue
        # A rate that comes out with one number may have nothing to do with another.
        apart = rate_id in agreed and (result_id in agreed or product.tier > 0)
        if product.off == 1 or (not apart and is_meant(product)):
            best[result_id] = product
    for product in best.values():
        yield _link(product)


def _products(rate: Amount, result: Amount, told: Sequence[Amount], near: Sequence[View]) -> list[Product]:
    """Return the ways in which the units of ``rate`` and of other numbers multiply out to those of ``result``."""
    by_heads = bool(result.per and not rate.per)
    if (by_heads and rate.of is None) or not _comparable(rate.claim, result.claim) or is_front(result):
        return []
    if result.claim.value == 1 and result.claim.kind in ("count", "number"):
        # "one sortie" is what the text goes on to speak of.
        return []
    missing = (
        {}
        if _bare(rate, result)
        else {
            name: power
            for name in sorted({*rate.dimensions, *result.dimensions})
            if (power := result.dimensions.get(name, 0) - rate.dimensions.get(name, 0))
        }
    )
    heads: list[tuple[Amount, ...]]
    if rate.interval:
        heads = [rate.many] if rate.of == result.of else []
    elif missing:
        heads = [
            (other,)
            for other in told
            if other.dimensions == missing and other.per is None and other is not rate and other is not result
        ]
        if rate.dimensions == {"length": 1} and not _sides(rate, result, told):
            return []
    elif rate.of is not None and rate.of != result.of:
        heads = [(other,) for other in told if _counts_heads(rate, other, result)]
    elif rate.per == result.per:
        noun = _subject(rate)
        if rate.dimensions == {"length": 1} and rate.of is None:
            # "An earthquake struck 48 km from the city": how far off it was is nothing that several add up to.
            return []
        if noun & _nouns(result.claim) or noun & _nouns(rate.claim):
            # "One nurse looks after eight patients" and the nurses are the two sides of a ratio.
            return []
        heads = [
            (other,)
            for other in told
            if other is not rate and other is not result and _counts_ones(noun, other, rate, result)
        ]
    elif result.of is not None and rate.of != result.of:
        return []
    else:
        heads = [] if counts_others(rate, result) else [()]
    if by_heads:
        # "Twelve trains a day, each with 40 wagons, bring 480 a day"
        heads = [factors for factors in heads if any(factor.per == result.per for factor in factors)]
    if not heads:
        return []
    return [
        product
        for factors in heads[:_MOST_FACTORS]
        for stretch in _times(rate, result, factors, near)[:_MOST_FACTORS]
        if stretch.claim is not result.claim and stretch.claim is not rate.claim
        for product in [_product(rate, result, factors, stretch)]
        if product
    ]


def _times(rate: Amount, result: Amount, factors: Sequence[Amount], near: Sequence[View]) -> list[Stretch]:
    """Return the times that may lie between a rate, the other factors and the result."""
    if rate.per and rate.per != result.per:
        times = list(stretches(rate.per, result, near))
        if not times and factors and not result.per and rate.view is result.view:
            # "Each pilot flies 12 sorties a week; the 30 pilots make 360" speaks of that week.
            return [_NONE]
        return times
    per = factors[0].per if factors and not rate.per and not result.per else None
    if per is None:
        return [_NONE]
    # "Five flights a day with 18 tonnes each brought 630 tonnes in a week", and 90 on each of the days
    told = [stretch for stretch in stretches(per, result, near) if stretch.distance == 0]
    return told or [_NONE]


def _bare(rate: Amount, result: Amount) -> bool:
    """Whether the result has no unit of its own: "3 million francs a week, 156 million a year"."""
    return (
        result.claim.item is None
        and result.claim.kind in ("count", "number")
        and rate.claim.kind in ("money", "physical")
        and rate.claim.span < result.claim.span
        and (
            (rate.view is result.view and bool(result.per)) or (bool(rate.per) and tier_of(rate, result) == 0)
        )
    )


def _comparable(rate: Claim, result: Claim) -> bool:
    counted = ("count", "number")
    if rate.kind in counted and result.kind in counted and alike_things(rate, result) is False:
        return False
    if rate.modality in _UNTOLD or result.modality in _UNTOLD:
        return False
    # Only names are surely not of the same party ("the ministry", "a spokesman").
    one, other = rate.actor, result.actor
    return not (one and other and one != other and one[0].isupper() and other[0].isupper())


def _counts_heads(rate: Amount, other: Amount, result: Amount) -> bool:
    if other is rate or other is result:
        return False
    if other.claim.kind == "physical":
        return bool(rate.of) and measured_in(other.claim) == rate.of and not other.per
    if other.claim.kind not in ("count", "number"):
        return False
    if rate.of == "" and other.view.sentence.index > rate.view.sentence.index:
        # "303 soldiers each" speaks of those named before it, "12 litres each" may tell what any gets.
        named = bool(other.claim.item or other.claim.concept)
        return rate.claim.kind != "count" and other.view is result.view and named
    if 1 in (rate.claim.value, other.claim.value):
        # "two Swedes for one Dane" multiplies nothing
        return False
    # "six trips a day with 30 pupils each, 180 pupils in all" speaks of that day.
    if other.per and other.per != result.per and (result.per or rate.per):
        return False
    if head(other.claim) is not None and head(other.claim) == head(rate.claim) and rate.of == "":
        # "They cost 450 dollars each" leaves open what; "4 trucks with 20 tonnes each" does not count tonnes.
        return rate.claim.kind != "count"
    if counts_noun(other.claim, rate.of or ""):
        return True
    # "Each shell costs 3,000 euros, and 40 were fired"
    return rate.claim.measure == "price" and other.claim.item is None and other.view is result.view


def _nouns(claim: Claim) -> set[str]:
    noun = head(claim)
    return {noun} if noun and claim.kind in ("count", "number") else set()


def _counts_ones(noun: set[str], other: Amount, rate: Amount, result: Amount) -> bool:
    """Whether a number counts those of one of which the rate is told."""
    if 1 in (rate.claim.value, other.claim.value) or (other.claim.value or 0.0) % 1:
        # "an earthquake of magnitude 6.3" counts none
        return False
    if noun & _nouns(other.claim):
        return True
    # "A drone costs 900 euros. The 40 bought have cost 36,000 euros."
    if not noun or other.claim.item or other.claim.kind != "number" or rate.claim.measure != "price":
        return False
    first, last = other.view.first[other.index], other.view.last[other.index]
    definite = other.view.words(first - 1, first) in (["the"], ["these"], ["all"])
    return other.view is result.view and (definite or other.view.words(last, last + 2) in _OF_THEM)


def _subject(rate: Amount) -> set[str]:
    """Return the nouns told of one of whose kind the rate is: "a deminer checks 20 square metres a day"."""
    view = rate.view
    before = view.claims[rate.index - 1] if rate.index else None
    # "one C-130 sortie brings 12 tonnes"
    one = _nouns(before) if before and before.value == 1 and before.relation == "=" else set()
    return one | _ones(view.words(max(0, view.first[rate.index] - 8), view.first[rate.index]))


def _sides(rate: Amount, result: Amount, told: Sequence[Amount]) -> bool:
    """Whether two lengths are the sides of an area: "a strip 20 km long and 5 km wide"."""
    if rate.per or result.per or sentences_between(rate.view, result.view) > 1:
        return False
    return not rate_words("long").isdisjoint(words_beside(rate)) and any(
        other is not rate
        and other.dimensions == rate.dimensions
        and not rate_words("wide").isdisjoint(words_beside(other))
        for other in told
    )


@cache
def _standard(unit: str) -> float:
    return float(load_table("relations_rates")["standard"][unit])


def _product(rate: Amount, result: Amount, heads: tuple[Amount, ...], stretch: Stretch) -> Product | None:
    low, high = rate.claim.check_lower, rate.claim.check_upper
    least, most = result.claim.check_lower, result.claim.check_upper
    if high is None or high <= 0 or (least is None and most is None):
        return None
    if low is None:
        # "up to six litres a day": more than that times the days is too much.
        low = 0.0
    if rate.interval:
        if low <= 0:
            return None
        low, high = 1 / high, 1 / low
    elif rate.claim.span > result.claim.span:
        # Computed from the result, and rounded.
        spare = _last_place(rate.claim)
        low, high = low * (1 - spare), high * (1 + spare)
    unit = (_standard(rate.per) if rate.inside and rate.per else 1.0) / (
        _standard(result.per) if result.inside and result.per else 1.0
    )
    if _bare(rate, result) and rate.claim.value and rate.claim.base_lower:
        unit *= _bare_unit(rate)
    for factor in heads:
        claim = factor.claim
        if (
            claim.kind == "physical"
            and not factor.per
            and rate.of is not None
            and claim.value
            and claim.base_lower
        ):
            # "180 euros for each hectare": the number of hectares, whatever they are converted to.
            unit *= claim.value / claim.base_lower
        # So many a day, of that day.
        unit *= _standard(factor.per) if factor.inside and factor.per else 1.0
        if claim.check_lower is None or claim.check_upper is None or claim.check_lower <= 0:
            return None
        low, high = low * claim.check_lower, high * claim.check_upper
    scale = stretch.low * unit, stretch.high * unit
    bottom = least if least is not None else 0.0
    top = most if most is not None else math.inf
    off = least_off = most_off = 1.0
    if not _meets(low * scale[0], high * scale[1], bottom, top):
        chosen = [
            number
            for number in stretch.choices
            if _meets(low * number * unit, high * number * unit, bottom, top)
        ]
        if chosen:
            scale = chosen[0] * unit, chosen[0] * unit
        else:
            stated = math.sqrt(least * most) if least and most else (least or most or 0.0)
            least_off, most_off = stated / (high * scale[1]), stated / ((low or high) * scale[0])
            off = math.sqrt(least_off * most_off)
            if off <= 0 or abs(off - 1) <= ROOM:
                return None
    return Product(rate, result, heads, stretch, scale, tier_of(rate, result), off, least_off, most_off)


def _meets(low: float, high: float, bottom: float, top: float) -> bool:
    return low * (1 - ROOM) <= top and bottom <= high * (1 + ROOM)


def _last_place(claim: Claim) -> float:
    """Return half of the last place of a number as written, as a part of the number."""
    found = _DIGITS.search(claim.quote)
    written = float(found[0].replace(",", "").replace(".", "")) if found else claim.value
    return 0.5 / written if written else 0.0


def _bare_unit(rate: Amount) -> float:
    """Return how many of its unit, by its time, a rate is in base units."""
    claim = rate.claim
    if not (claim.value and claim.base_lower):
        return 1.0
    return claim.value / (claim.base_lower * (_standard(rate.per) if rate.inside and rate.per else 1.0))


def _link(product: Product) -> Link:
    view = product.rate.view
    members = [("interval" if product.rate.interval else "rate", product.rate.claim)]
    members += [("times", factor.claim) for factor in product.heads]
    if product.stretch.claim:
        members.append(("duration", product.stretch.claim))
    members.append(("result", product.result.claim))
    detail = {"scale_low": f"{product.scale[0]:.17g}", "scale_high": f"{product.scale[1]:.17g}"}
    if product.stretch is not _NONE:
        detail["time"] = product.stretch.words
    if product.rate.interval or (product.rate.per and not product.rate.inside):
        detail["per"] = "interval" if product.rate.interval else str(product.rate.per)
    if product.result.per and not product.result.inside:
        detail["result_per"] = product.result.per
    return view.link("rate", members, view.first[product.rate.index], view.last[product.rate.index], detail)

"""Numbers, bounds, units and ranges: many surfaces, one meaning."""

from __future__ import annotations

import tomllib
from math import isfinite
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extract.quantities import find_quantities
from claims.model import QuantityMention
from claims.normalise.quantities import normalise

CASES = Path(__file__).parent / "cases" / "quantities"


def rows(name: str) -> list[list[Any]]:
    return tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["rows"]


def only(text: str, quote: str) -> QuantityMention:
    found = [mention for mention in find_quantities(text) if mention.quote == quote]
    assert found, f"{quote!r} is not among {[mention.quote for mention in find_quantities(text)]}"
    return found[0]


def check(text: str, mentions: list[QuantityMention]) -> None:
    """The invariants of every reading."""
    end = 0
    for mention in mentions:
        assert mention.span[0] >= end
        end = mention.span[1]
        assert text[mention.span[0] : end] == mention.quote
        start, stop = mention.number_span
        assert mention.span[0] <= start <= stop <= end
        for evidence in mention.evidence:
            assert evidence.span is None or 0 <= evidence.span[0] < evidence.span[1] <= len(text)
        bounds = normalise(mention)
        for bound in (bounds.base_lower, bounds.base_upper, bounds.check_lower, bounds.check_upper):
            assert bound is None or isfinite(bound)


@pytest.mark.parametrize(("text", "quote", "value"), rows("numbers"))
def test_number(text: str, quote: str, value: float) -> None:
    mention = only(text, quote)
    assert mention.value == pytest.approx(value, rel=1e-12)
    check(text, find_quantities(text))


@pytest.mark.parametrize(("text", "quote", "relation", "lower", "upper"), rows("bounds"))
def test_bounds(text: str, quote: str, relation: str, lower: float | str, upper: float | str) -> None:
    mention = only(text, quote)
    assert mention.relation == relation
    assert mention.lower == (None if lower == "" else lower)
    assert mention.upper == (None if upper == "" else upper)
    check(text, find_quantities(text))


@pytest.mark.parametrize(("text", "quote", "value", "unit", "kind"), rows("units"))
def test_unit(text: str, quote: str, value: float, unit: str, kind: str) -> None:
    mention = only(text, quote)
    assert (mention.value, mention.unit, mention.kind) == (pytest.approx(value, rel=1e-12), unit, kind)
    check(text, find_quantities(text))


def test_change_is_two_claims_and_a_range_is_one() -> None:
    change = find_quantities("Output rose from 40 to 50 million tonnes.")
    assert [mention.value for mention in change] == [40_000_000, 50_000_000]
    assert {mention.unit for mention in change} == {"tonne"}
    assert [mention.relation for mention in find_quantities("It costs from 20 to 25 dollars.")] == ["range"]


def test_comparison_with_a_time_is_no_length_of_it() -> None:
    for text in ("Sales were 5% lower than a year ago.", "It sold 9 cars fewer than a month before."):
        assert len(find_quantities(text)) == 1, text
    for text in ("Costs are higher than a year ago.", "Fewer than a decade ago came."):
        assert not find_quantities(text), text
    assert [mention.unit for mention in find_quantities("It began more than a year ago.")] == ["year"]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (
            "They lost 30 trucks and 4 tanks, 34 in all; 9 burnt and 7 sank.",
            ["trucks", "tanks", None, None, None],
        ),
        ("They lost 30 trucks and 4 tanks. Troops freed 20 and fixed 12.", ["trucks", "tanks", None, None]),
        ("They lost 30 trucks, 9 vans and 4 tanks; six of them burnt.", ["trucks", "vans", "tanks", None]),
        ("They lost 30 trucks, compared with 12 a year before.", ["trucks", "trucks"]),
        ("They made 1,000 and 1,800 cuts respectively.", ["cuts", "cuts"]),
        ("The towns saw 5, 7 and 12 deaths.", ["deaths", "deaths", "deaths"]),
        ("Between 5 and 7 boats sank.", ["boats"]),
        ("The toll rose to 41 dead and 120 injured.", ["toll", None]),
    ],
)
def test_items_of_a_list(text: str, items: list[str | None]) -> None:
    assert [mention.item for mention in find_quantities(text)] == items


def test_suspended_hyphen_is_two_mentions() -> None:
    found = find_quantities("A 7- or 8-inch screen is fitted.")
    assert [(mention.value, mention.unit) for mention in found] == [(7, "inch"), (8, "inch")]


def test_undecided_letter_keeps_both_readings() -> None:
    mention = only("The figure was 1.5m.", "1.5m")
    assert mention.unit == "meter"
    assert [reading.value for reading in mention.alternatives] == [1_500_000]
    assert mention.confidence < 1


def test_unknown_unit_is_named() -> None:
    assert only("It weighs 35qx.", "35").unknown_unit == "qx"


def test_evidence_points_at_words_and_entries() -> None:
    text = "More than 400 miles were left."
    entries = {
        (evidence.field, evidence.entry): evidence.span
        for evidence in only(text, "More than 400 miles").evidence
    }
    assert text[slice(*entries["relation", "hedges.more than"])] == "More than"  # type: ignore[misc]
    assert text[slice(*entries["unit", "units.mile"])] == "miles"  # type: ignore[misc]


ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
ONES += " seventeen eighteen nineteen"
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


def spell(number: int) -> str:
    """The number in English words."""
    if number < 20:
        return ONES.split()[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return TENS.split()[tens - 2] + (f"-{spell(ones)}" if ones else "")
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        return f"{spell(hundreds)} hundred" + (f" and {spell(rest)}" if rest else "")
    for size, word in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if number >= size:
            whole, rest = divmod(number, size)
            return f"{spell(whole)} {word}" + (
                f" {'and ' if rest < 100 else ''}{spell(rest)}" if rest else ""
            )
    raise AssertionError


SURFACES = st.sampled_from(["{}", "{:,}", "spaces", "thin", "apostrophes", "words", "Words"])
BOUNDS = st.sampled_from(
    [
        ("{}", "="), ("about {}", "~"), ("more than {}", ">"), ("at least {}", ">="), ("fewer than {}", "<"),
        ("up to {}", "<="), ("no more than {}", "<="), ("{} or more", ">="), ("{} or fewer", "<="),
        ("nearly {}", "<"), ("exactly {}", "="),
    ]
)  # fmt: skip
NOISE = st.sampled_from(
    [
        "Witnesses said {} goats escaped.",
        "In the end, {} goats escaped, officials said.",
        "“{} goats escaped”",
    ]
)


def write(number: int, surface: str) -> str:
    grouped = f"{number:,}"
    match surface:
        case "spaces":
            return grouped.replace(",", "\u00a0")
        case "thin":
            return grouped.replace(",", "\u202f")
        case "apostrophes":
            return grouped.replace(",", "’")
        case "words":
            return spell(number)
        case "Words":
            return spell(number).capitalize()
        case _:
            return surface.format(number)


@given(st.integers(3, 900_000_000).filter(lambda n: not 1000 <= n <= 2199), SURFACES, BOUNDS, NOISE)
@settings(deadline=None, max_examples=300)
def test_round_trip(number: int, surface: str, bound: tuple[str, str], noise: str) -> None:
    quote = bound[0].format(write(number, surface))
    text = noise.format(quote)
    found = find_quantities(text)
    assert [mention.quote for mention in found] == [quote]
    mention = found[0]
    assert (mention.value, mention.relation, mention.unit) == (number, bound[1], "count")
    check(text, found)


@given(
    st.integers(1, 400),
    st.integers(1, 400),
    st.sampled_from(
        ["between {} and {} km", "from {} to {} km", "{} to {} km", "{}-{} km", "{}–{} km", "{} km to {} km"]
    ),
)
@settings(deadline=None, max_examples=100)
def test_range_round_trip(lower: int, more: int, form: str) -> None:
    quote = form.format(lower, lower + more)
    found = find_quantities(f"The pipe is {quote} long.")
    assert [(m.quote, m.relation, m.lower, m.upper, m.unit) for m in found] == [
        (quote, "range", lower, lower + more, "kilometer")
    ]


PIECES = st.sampled_from(
    [
        "1", "23", "4,500", "0.5", "million", "m", "b", "half", "a", "and", "to", "-", "–", "between", "from", "$", "€",
        "%", "km", "²", "per", "day", "/", "of", "dozens", "hundred", "one", "in", "five", "or", "more", "±", "×", "10⁶",
        "e", "½", "'", '"', "(", ")", ".", ",", "old", "years", "no", "nobody", "was", "hurt", "USD", "Rs", "point", "th",
        " ", " ", " ", " ", "\u00a0", "\n", "٣", "third", "a third", "up", "rose", "by", "F-16", "Article",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(deadline=None, max_examples=600)
def test_any_mix_of_pieces_is_read(text: str) -> None:
    check(text, find_quantities(text))


@given(st.text(max_size=200))
@settings(deadline=None, max_examples=300)
def test_any_text_is_read(text: str) -> None:
    check(text, find_quantities(text))


@pytest.mark.parametrize("space", [chr(code) for code in range(0x3001) if chr(code).isspace()])
def test_any_white_space_before_a_full_stop_is_read(space: str) -> None:
    text = (
        f"The U{space}. of 40{space}. It has 1,200{space}km U.S{space}. and He{space}! No{space}. 5{space}."
    )
    check(text, find_quantities(text))


@pytest.mark.parametrize(
    "piece", ["1", "9" * 50 + " ", "million ", "(", "hundred and ", "1-", "$", "about ", "1/", "and a half "]
)
def test_hostile_text_is_read(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    check(text, find_quantities(text))

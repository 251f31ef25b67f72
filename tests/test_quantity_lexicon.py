"""The tables behind the quantities: they load, hold no duplicates, and each unit resolves in pint."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from claims.extract.quantities import find_quantities
from claims.extract.unit_tables import surfaces
from claims.lexicon import load_rows, load_table, load_words
from claims.normalise.quantities import normalise
from claims.normalise.registry import currency_table, factor_table, named_units, registry, unit_info

FOLDER = files("claims.lexicon")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("numbers", "word"),
        ("vague", "phrase"),
        ("prefixes", "symbol"),
        ("money", "unit"),
        ("currencies", "code"),
        ("factors", "unit"),
    ],
)
def test_rows_have_no_duplicates(name: str, key: str) -> None:
    keys = [row[key] for row in load_rows(name)]
    assert len(keys) == len(set(keys))


def test_hedges_have_no_duplicates_and_known_values() -> None:
    rows = load_rows("hedges")
    keys = [(row["phrase"], row["place"] == "after") for row in rows]
    assert sorted(set(keys)) == sorted(keys)
    assert {row["relation"] for row in rows} <= {"=", "~", "<", "<=", ">", ">="}
    assert {row["place"] for row in rows} == {"before", "after", "verb"}
    assert {row["needs"] for row in rows} <= {
        "",
        "unit",
        "glued",
        "number",
        "closing",
        "level",
        "money",
        "moved",
    }


def test_unit_spellings_are_unique() -> None:
    seen: dict[str, str] = {}
    for row in load_rows("units"):
        for spelling in filter(None, (row["words"] + "|" + row["symbols"]).split("|")):
            assert spelling not in seen, f"{spelling!r} is both {seen.get(spelling)} and {row['unit']}"
            seen[spelling] = row["unit"]


def test_every_unit_resolves_in_pint_and_in_the_tables() -> None:
    units = registry()
    for name in named_units():
        assert units.Quantity(1.0, name) is not None
        assert unit_info(name) is not None
    for words in surfaces():
        for entries in words.values():
            for entry in entries:
                assert unit_info(entry.unit).dimension
    for readings in (table["readings"] for name, table in load_table("ambiguous").items() if name != "near"):
        for reading in readings:
            assert "scale" in reading or unit_info(reading["unit"])


def test_compounds_agree_with_pint() -> None:
    units = registry()
    for name in [
        "kilometer/hour",
        "barrel/day",
        "kilometer**2",
        "newton*meter",
        "meter/second**2",
        "watt_hour/day",
    ]:
        expected = units.Quantity(1.0, name).to_root_units()
        info = unit_info(name)
        assert info.factor == pytest.approx(expected.magnitude)
        assert dict(info.powers) == {str(base): int(power) for base, power in expected.unit_items()}


def test_plurals_and_prefixes_agree_with_pint() -> None:
    units = registry()
    for name in ["kilometers", "barrels", "gigapascals", "terawatt", "megapixels"]:
        expected = units.Quantity(1.0, name).to_root_units()
        info = unit_info(name)
        assert info.factor == pytest.approx(expected.magnitude)
        assert dict(info.powers) == {str(base): int(power) for base, power in expected.unit_items()}


def test_plurals_of_masses_below_the_line() -> None:
    assert unit_info("USD/kilograms") == unit_info("USD/kilogram")
    assert unit_info("USD/tons") == unit_info("USD/ton")


def test_generated_tables_are_up_to_date() -> None:
    assert (FOLDER / "currencies.csv").read_text(encoding="utf-8") == currency_table()
    assert (FOLDER / "factors.csv").read_text(encoding="utf-8") == factor_table(named_units())


def test_every_currency_is_read_by_code_and_by_name() -> None:
    for row in load_rows("currencies"):
        found = find_quantities(f"They paid 500 {row['code']} then.")
        assert [(mention.unit, mention.kind) for mention in found] == [(row["code"], "money")]
        if " " in row["plural"] and re.fullmatch(r"[a-z ]+", row["plural"]):
            [mention] = find_quantities(f"They paid 500 {row['plural']} then.")
            assert mention.kind == "money"
            assert unit_info(mention.unit).base_unit == mention.unit


def test_words_are_lower_case() -> None:
    for name in ("denominators", "single_units", "unit_modifiers"):
        assert all(word == word.lower() for word in load_words(name))


@pytest.mark.parametrize(
    ("text", "lower", "upper", "unit"),
    [
        ("It was 7 percent.", 0.07, 0.07, "1"),
        ("It was a quarter of the land.", 0.25, 0.25, "1"),
        ("It was 25 basis points.", 0.0025, 0.0025, "1"),
        ("It was 20 degrees Celsius.", 293.15, 293.15, "kelvin"),
        ("It was 68 degrees Fahrenheit.", 293.15, 293.15, "kelvin"),
        ("It was 2 km.", 2000, 2000, "meter"),
        ("It was 3 tonnes.", 3000, 3000, "kilogram"),
        ("It was 5 euros.", 5, 5, "EUR"),
        ("It was 50 cents.", 0.5, 0.5, "USD"),
        ("It was more than 2 hours.", 7200, None, "second"),
    ],
)
def test_base_units(text: str, lower: float, upper: float | None, unit: str) -> None:
    [mention] = find_quantities(text)
    bounds = normalise(mention)
    assert bounds.base_unit == unit
    assert bounds.base_lower == pytest.approx(lower)
    assert bounds.base_upper == (None if upper is None else pytest.approx(upper))


@pytest.mark.parametrize(
    ("left", "right", "agree"),
    [
        ("728 drones", "729 drones", False),
        ("400 drones", "401 drones", False),
        ("about 6,000 drones", "5,860 drones", True),
        ("about 6,000 drones", "5,200 drones", False),
        ("1 million people", "1.4 million people", False),
        ("2.3 million people", "2,310,000 people", True),
        ("2.3 million people", "2,400,000 people", False),
        ("nearly 1 million people", "about 950,000 people", True),
        ("nearly 1 million people", "1,200,000 people", False),
        ("more than 400 drones", "728 drones", True),
        ("more than 400 drones", "390 drones", False),
        ("up to 20 bombers", "13 bombers", True),
        ("dozens of drones", "42 drones", True),
        ("dozens of drones", "472 drones", False),
        ("a third of the land", "35 percent of the land", True),
        ("a third of the land", "45 percent of the land", False),
        ("1,000 km", "620 miles", False),
        ("about 1,000 km", "620 miles", True),
        ("7%", "7.0%", True),
    ],
)
def test_bounds_for_checks(left: str, right: str, agree: bool) -> None:
    [one], [other] = (find_quantities(f"They said {text} then.") for text in (left, right))
    first, second = normalise(one), normalise(other)
    assert first.base_unit == second.base_unit
    infinity = float("inf")
    lower = max(-infinity if bound is None else bound for bound in (first.check_lower, second.check_lower))
    upper = min(infinity if bound is None else bound for bound in (first.check_upper, second.check_upper))
    assert (lower <= upper) is agree

"""Time expressions: many surfaces, one interval; and the texts in which nothing is a date."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from claims.extract.dates import find_dates
from claims.model import DateMention

CASES = Path(__file__).parent / "cases" / "dates"
PUBLISHED = datetime(2025, 7, 10)


def load(name: str) -> dict[str, Any]:
    return tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))


def day(moment: datetime | None) -> str:
    return "" if moment is None else moment.date().isoformat()


def check_row(text: str, quote: str, start: str, end: str, edtf: str, precision: str, role: str) -> None:
    found = find_dates(text, PUBLISHED)
    mention = next((each for each in found if each.text == quote), None)
    assert mention is not None, f"{quote!r} is not among {[each.text for each in found]}"
    assert (day(mention.start), day(mention.end)) == (start, end)
    assert (mention.edtf or "", mention.precision, mention.role) == (edtf, precision, role)
    assert text[mention.span[0] : mention.span[1]] == quote


@pytest.mark.parametrize("row", load("absolute")["rows"], ids=lambda row: row[1])
def test_absolute(row: list[str]) -> None:
    check_row(*row)
    assert find_dates(row[0])[0].basis == "stated"


@pytest.mark.parametrize("row", load("ranges")["rows"], ids=lambda row: row[1])
def test_range(row: list[str]) -> None:
    check_row(*row)


@pytest.mark.parametrize("row", load("relative")["rows"], ids=lambda row: row[1])
def test_relative(row: list[str]) -> None:
    check_row(*row)


@pytest.mark.parametrize("text", load("nothing")["rows"])
def test_nothing(text: str) -> None:
    assert [mention.text for mention in find_dates(text, PUBLISHED)] == []


@pytest.mark.parametrize("story", load("stories")["story"], ids=lambda story: story["why"])
def test_story(story: dict[str, Any]) -> None:
    published = datetime.fromisoformat(story["published"]) if story["published"] else None
    found = find_dates(story["text"], published)
    assert [[each.text, day(each.start), day(each.end)] for each in found] == story["expected"]


def only(text: str, **options: Any) -> DateMention:
    (mention,) = find_dates(text, PUBLISHED, **options)
    return mention


def test_ambiguous_numbers_keep_both_readings() -> None:
    mention = only("It closed on 03/04/2025.")
    assert mention.ambiguous
    assert day(mention.start) == "2025-03-04"
    assert mention.alternatives == ((datetime(2025, 4, 3), datetime(2025, 4, 4)),)
    assert day(only("It closed on 03/04/2025.", day_first=True).start) == "2025-04-03"
    assert not only("It closed on 23/04/2025.").ambiguous


def test_relative_dates_have_no_basis_without_an_anchor() -> None:
    (mention,) = find_dates("It closed last week.")
    assert (mention.start, mention.end, mention.edtf, mention.basis) == (None, None, None, "none")


def test_a_date_without_its_year_keeps_what_it_says() -> None:
    (mention,) = find_dates("It closed on July 21.")
    assert (mention.start, mention.edtf, mention.basis) == (None, "XXXX-07-21", "none")


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("It rained over the past 72 hours.", True),
        ("It rained two days later.", True),
        ("It rained last week.", False),
        ("It rained on May 3, 2024.", False),
        ("It rained in recent weeks.", False),
    ],
)
def test_durations_in_dates_are_quantities_too(text: str, holds: bool) -> None:
    assert only(text).holds_quantity is holds


def test_impossible_days_are_no_dates() -> None:
    assert find_dates("It rained on February 30, 2024.") == []
    assert find_dates("It rained on 2/29/2019.") == []


def test_a_leap_day_finds_its_year() -> None:
    assert only("It rained on February 29.").start == datetime(2024, 2, 29)


def test_a_reference_with_a_zone_is_read_as_local() -> None:

    (mention,) = find_dates("It rained yesterday.", datetime(2025, 7, 10, 23, tzinfo=UTC))
    assert mention.start is not None
    assert mention.start.date() == date(2025, 7, 9)

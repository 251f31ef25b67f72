"""Dates: what holds for every text and every date."""

from __future__ import annotations

import locale
import os
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import edtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extract.dates import find_dates
from claims.extract.dates.calendar import easter, unit_interval
from claims.lexicon import load_table

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))
REFERENCES = st.datetimes(min_value=datetime(1950, 1, 1), max_value=datetime(2090, 1, 1))
FORMATS = (
    "{month} {day}, {year}",
    "{day} {month} {year}",
    "{short} {day}, {year}",
    "{short}. {day}, {year}",
    "{day} {short} {year}",
    "the {ordinal} of {month}, {year}",
    "{month} {ordinal}, {year}",
    "{weekday}, {month} {day}, {year}",
    "{weekday} {day} {month} {year}",
    "{year}-{m:02d}-{d:02d}",
    "{year}/{m:02d}/{d:02d}",
    "{d:02d}-{short}-{year}",
    "{d:02d}.{m:02d}.{year}",
)


def written(form: str, when: date) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(when.day % 10 if when.day not in (11, 12, 13) else 0, "th")
    return form.format(
        month=MONTHS[when.month - 1],
        short=MONTHS[when.month - 1][:3],
        day=when.day,
        year=when.year,
        ordinal=f"{when.day}{ending}",
        weekday=when.strftime("%A"),
        m=when.month,
        d=when.day,
    ).replace("May.", "May")


@settings(deadline=None, max_examples=300)
@given(DAYS, st.sampled_from(FORMATS))
def test_a_formatted_day_reads_back(when: date, form: str) -> None:
    text = f"The gates were shut on {written(form, when)} by the guard."
    (mention,) = find_dates(text)
    start = datetime(when.year, when.month, when.day)
    assert (mention.start, mention.end) == (start, start + timedelta(days=1))
    assert mention.edtf == when.isoformat()


@settings(deadline=None, max_examples=100)
@given(DAYS, DAYS)
def test_a_formatted_range_reads_back(first: date, second: date) -> None:
    left, right = sorted((first, second))
    if left == right:
        return
    form = "{month} {day}, {year}"
    (mention,) = find_dates(f"It ran from {written(form, left)} to {written(form, right)}.")
    assert mention.start == datetime(left.year, left.month, left.day)
    assert mention.end == datetime(right.year, right.month, right.day) + timedelta(days=1)


@settings(deadline=None, max_examples=100)
@given(
    st.sampled_from(["day", "week", "weekend", "month", "quarter", "season", "year", "decade"]), REFERENCES
)
def test_units_hold_their_moment_and_follow_each_other(unit: str, moment: datetime) -> None:
    start, end = unit_interval(moment, unit)
    assert start < end
    if unit != "weekend":
        assert start <= moment < end
        assert unit_interval(moment, unit, 1)[0] == end


WORDS = sorted(
    {
        *load_table("calendar")["months"],
        *load_table("calendar")["units"],
        *load_table("calendar")["seasons"],
        *load_table("calendar")["weekdays"],
        *load_table("dates")["deictic"],
        *load_table("dates")["opening"],
        *load_table("dates")["parts"],
        *[
            "the",
            "of",
            "to",
            "and",
            "-",
            "/",
            ".",
            ",",
            "(",
            ")",
            "'",
            "a",
            "1",
            "12",
            "31",
            "1999",
            "2024",
            "99",
            "9999",
            "0",
            "3rd",
            "'s",
            "Q",
            "4",
            "BC",
            "ago",
            "later",
            "now",
            "christmas",
            ":",
            "30",
            "pm",
        ],
    }
)


@settings(deadline=None, max_examples=400)
@given(st.lists(st.sampled_from(WORDS), max_size=14), st.one_of(st.none(), st.datetimes()))
def test_no_mix_of_date_words_raises(words: list[str], reference: datetime | None) -> None:
    check(" ".join(words), reference)


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=200), st.one_of(st.none(), st.datetimes()))
def test_no_text_raises(text: str, reference: datetime | None) -> None:
    check(text, reference)


def check(text: str, reference: datetime | None) -> None:
    end = 0
    for mention in find_dates(text, reference):
        assert mention.span[0] >= end
        end = mention.span[1]
        assert text[mention.span[0] : end] == mention.text
        assert mention.start is None or mention.end is None or mention.start < mention.end
        if mention.edtf is not None:
            edtf.parse_edtf(mention.edtf)


TEXTS = (
    "Early Thursday, on July 9 and in late June, then two days later, over the past 72 hours.",
    "On 03/04/2025 at 14:30 GMT, last week, since March, by the end of the year, in May.",
)


@pytest.fixture
def _other_machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.setenv("LC_ALL", "tr_TR.UTF-8")
    time.tzset()
    before = locale.setlocale(locale.LC_ALL)
    yield
    locale.setlocale(locale.LC_ALL, before)
    os.environ.pop("TZ", None)
    time.tzset()


EXPECTED = [find_dates(text, datetime(2025, 7, 10)) for text in TEXTS]


@pytest.mark.usefixtures("_other_machine")
def test_the_machine_does_not_matter() -> None:
    assert [find_dates(text, datetime(2025, 7, 10)) for text in TEXTS] == EXPECTED


@pytest.mark.parametrize(
    ("year", "month", "day"), [(1999, 4, 4), (2008, 3, 23), (2024, 3, 31), (2025, 4, 20), (2038, 4, 25)]
)
def test_easter(year: int, month: int, day: int) -> None:
    assert easter(year) == datetime(year, month, day)


def test_holidays_fall_on_a_day_of_every_year() -> None:
    from claims.extract.dates.holidays import day_of

    for key, rule in load_table("holidays").items():
        if "years" not in rule and "dated" not in rule:
            assert all(day_of(key, year).year == year for year in range(1900, 2100)), key


def test_reference_events_have_their_dates() -> None:
    from claims.extract.dates.events import event_dates, event_phrases

    named = {phrase.fact for phrases in event_phrases().values() for phrase in phrases}
    assert named == set(load_table("events_reference"))
    assert named <= set(event_dates())

"""Context: what each quantity measures, who, where, when, and who says so."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.model import Claim, Document
from claims.pipeline import extract

CASES = Path(__file__).parent / "cases" / "context"
PUBLISHED = datetime(2025, 6, 10)
FIELDS = {"source": "attributed_to"}


def cases() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.toml")):
        for number, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"]):
            gap = case.get("gap")
            marks = [pytest.mark.xfail(reason=gap, strict=True)] if gap else []
            found.append(pytest.param(case, marks=marks, id=f"{path.stem}-{number}-{case['text'][:40]}"))
    return found


def read(text: str, published: datetime | None = PUBLISHED) -> tuple[Claim, ...]:
    return extract(Document("case", text, published=published, published_basis="field")).claims


def field_of(claim: Claim, name: str) -> str | None:
    if name == "time":
        return None if claim.time_start is None else f"{claim.time_start}/{claim.time_end}"
    value: str | None = getattr(claim, FIELDS.get(name, name))
    return value


@pytest.mark.parametrize("case", cases())
def test_context_of_case(case: dict[str, Any]) -> None:
    published = datetime.fromisoformat(case["published"]) if "published" in case else PUBLISHED
    claims = read(case["text"], published)
    for expected in case["claims"]:
        claim = next((one for one in claims if one.quote.startswith(expected["quote"])), None)
        assert claim is not None, [one.quote for one in claims]
        wanted = {
            name: None if value == "-" else value for name, value in expected.items() if name != "quote"
        }
        assert {name: field_of(claim, name) for name in wanted} == wanted


def test_there_are_enough_cases_and_a_third_of_them_hard() -> None:
    values = [param.values[0] for param in cases()]
    assert len(values) >= 150
    assert sum(1 for case in values if case.get("hard")) * 3 >= len(values)


@pytest.mark.parametrize(
    "texts",
    [
        [
            "250,000 fatalities were counted.",
            "The war killed 250,000.",
            "The death toll of 250,000 stunned them.",
        ],
        ["They reported 17 injuries.", "The blast injured 17 people.", "17 people were wounded."],
        ["Russia launched 400 drones and missiles.", "A barrage of 400 drones and missiles hit the city."],
    ],
)
def test_two_ways_to_say_it_are_one_measure(texts: list[str]) -> None:
    assert len({read(text)[0].measure for text in texts}) == 1


def test_evidence_points_at_words() -> None:
    text = "Russia launched 728 drones at Ukraine, the air force said."
    (claim,) = read(text)
    words = {one.field: text[slice(*one.span)] for one in claim.evidence if one.span is not None}
    assert words["concept"] == "drones"
    assert words["event"] == "launched"
    assert words["actor"] == "Russia"
    assert words["target"] == "Ukraine"


def test_without_publication_nothing_is_dated_by_it() -> None:
    (claim,) = read("The blast killed 12 people.", None)
    assert claim.time_basis == "none"


WORDS = st.sampled_from(
    [
        "Russia",
        "Ukraine",
        "Kyiv",
        "killed",
        "12",
        "400",
        "drones",
        "said",
        "that",
        "by",
        "of",
        "the",
        "and",
        "were",
        ",",
        ".",
        "launched",
        "people",
        "according",
        "to",
        "3%",
        "$5",
        "may",
        "“",
        "”",
        "’s",
        "Moscow",
        "—",
        ";",
        "2024",
    ]
)


@settings(deadline=None, max_examples=150)
@given(st.lists(WORDS, max_size=60))
def test_no_sentence_trips_the_reader(words: list[str]) -> None:
    for claim in read(" ".join(words)):
        assert 0 <= claim.confidence <= 1
        for one in claim.evidence:
            assert one.span is None or one.span[0] <= one.span[1]

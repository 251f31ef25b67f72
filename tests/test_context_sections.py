"""Sections: headline, summary, body, caption, boilerplate."""

from __future__ import annotations

from datetime import datetime

import pytest

from claims.extract.sections import mark_sections
from claims.extract.sentences import split_sentences
from claims.model import Document
from claims.pipeline import extract

PAGE = """Storm leaves 12 dead as floods spread

0

Key Points

• At least 12 people were killed.
• Some 4,000 homes lost power.

Photo: a flooded street with 30 parked cars

The storm hit the coast on Monday. It killed 12 people and cut power to 4,000 homes.

Advertisement

What happens next?

Rain of 40 mm is forecast.

Written by Jo Smith

3 responses to “Storm leaves 12 dead”

1. My street has 5 trees down.

Leave a Reply
"""


def sections_of(text: str, title: str | None = None) -> list[tuple[str, str]]:
    document = Document("page", text, title=title)
    return [(one.text, one.section) for one in mark_sections(document, split_sentences(text))]


def test_sections_of_a_page() -> None:
    found = dict(sections_of(PAGE))
    assert found["Storm leaves 12 dead as floods spread"] == "headline"
    assert found["0"] == "boilerplate"
    assert found["Key Points"] == "summary"
    assert found["• At least 12 people were killed."] == "summary"
    assert found["Photo: a flooded street with 30 parked cars"] == "caption"
    assert found["The storm hit the coast on Monday."] == "body"
    assert found["It killed 12 people and cut power to 4,000 homes."] == "body"
    assert found["Advertisement"] == "boilerplate"
    assert found["Rain of 40 mm is forecast."] == "body"
    assert found["Written by Jo Smith"] == "boilerplate"
    assert found["3 responses to “Storm leaves 12 dead”"] == "boilerplate"
    assert found["Leave a Reply"] == "boilerplate"
    assert found["My street has 5 trees down."] == "boilerplate"


def test_a_summary_of_prose_ends_at_the_next_heading() -> None:
    text = "Big title here\n\nExecutive Summary\n\nThe toll is 40. It may rise.\n\nAnalysis\n\nThe toll was 40 then."
    found = dict(sections_of(text))
    assert found["The toll is 40."] == found["It may rise."] == "summary"
    assert found["The toll was 40 then."] == "body"


def test_lines_under_a_summary_heading_are_the_summary() -> None:
    text = "SUMMARY\nPlant to cost 40 million; 90 jobs\n\nThe plant costs 40 million. It employs 90."
    found = dict(sections_of(text))
    assert found["Plant to cost 40 million; 90 jobs"] == "summary"
    assert found["The plant costs 40 million."] == found["It employs 90."] == "body"


def test_points_right_under_the_headline_are_a_summary() -> None:
    text = "Plant beats plan\n\n* Sales 40 million\n* Staff 90\n\nThe plant sold goods. It employs 90."
    found = dict(sections_of(text))
    assert found["* Sales 40 million"] == found["* Staff 90"] == "summary"
    assert found["It employs 90."] == "body"


def test_a_single_paragraph_is_body() -> None:
    assert {section for _, section in sections_of("One response killed 40 people")} == {"body"}
    assert {section for _, section in sections_of("400")} == {"body"}


@pytest.mark.parametrize(
    "text",
    [
        "Landslip blocks 14 km of track. Trains were stopped on Monday.",
        "Dutch grocer to close 90 shops. The grocer said so on Monday.",
        "Rebels seize two towns in Ituri. Fighters took Mambo and Lita on Monday.",
        "At least 12 injured in tram crash – A tram left the rails on Monday.",
        "Quake off Hokkaido: 30 hurt. Windows broke in the port of Nemuro.",
    ],
)
def test_a_headline_may_run_on_into_its_text(text: str) -> None:
    assert [section for _, section in sections_of(text)] == ["headline", "body"]


@pytest.mark.parametrize(
    "text",
    [
        "The landslip blocks 14 km of track. Trains were stopped on Monday.",
        "Two lifeguards rescued nine swimmers. All nine were well.",
        "Israeli strikes on the town killed nine. The town was empty.",
        "Clinic staff spoke of 40 dead, a witness of 20. The ministry gave 31.",
        "Germany uses 40 million tonnes of steel. It makes 35 million.",
        "SANTA ROSA – A walkout by 900 miners began on Monday. It goes on.",
    ],
)
def test_an_opening_sentence_is_no_headline(text: str) -> None:
    assert {section for _, section in sections_of(text)} == {"body"}


def test_the_title_of_the_document_is_its_headline() -> None:
    text = "Twelve killed.\n\nThe blast killed 12 people."
    assert sections_of(text, title="Twelve killed.")[0][1] == "headline"


def test_furniture_and_comments_state_nothing() -> None:
    document = Document("page", PAGE, published=datetime(2025, 6, 10), published_basis="field")
    claims = extract(document).claims
    assert {claim.section for claim in claims} == {"headline", "summary", "caption", "body"}
    assert not any(claim.quote in {"0", "5", "3"} for claim in claims)

"""When a document was published: from its words or its file name, and inferred from elapsed time."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extract.publication import infer_published, with_publication
from claims.model import Document

CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "dates" / "publication.toml").read_text(encoding="utf-8")
)["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['name']}: {case['text'][11:40]}")
def test_publication(case: dict[str, Any]) -> None:
    document = with_publication(Document(case["name"], case["text"], path=case["name"]))
    assert (document.published.isoformat() if document.published else "") == case["published"]
    assert document.published_basis == case["basis"]


def test_a_field_wins_over_the_text() -> None:
    stated = Document(
        "a", "Title\nPublished July 10, 2025\nText.", published=datetime(2024, 1, 1), published_basis="field"
    )
    assert with_publication(stated) is stated


def test_a_statement_is_not_dated_by_its_own_words() -> None:
    row = Document("a", "Published July 10, 2025", columns={"statement": "x"})
    assert with_publication(row).published is None


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        (
            "Nearly three and a half years into the full-scale invasion of Ukraine, guns boom.",
            "2025-06-06",
            "2025-09-15",
        ),
        (
            "Ukraine is more than three years into the full-scale war, officials say.",
            "2025-06-04",
            "2024-12-01",
        ),
        ("Ukraine is worn out after more than three years of bitter war.", "2025-06-04", "2024-12-01"),
        ("The ants are worn out after more than three years of bitter war.", "", ""),
        ("Kyiv marks three years since the invasion of Ukraine.", "", ""),
    ],
)
def test_inferred_publication(text: str, inside: str, outside: str) -> None:
    inferred = infer_published(Document("a", text))
    if not inside:
        assert inferred is None
        return
    assert inferred is not None
    assert inferred.start <= datetime.fromisoformat(inside) < inferred.end
    assert not inferred.start <= datetime.fromisoformat(outside) < inferred.end
    assert inferred.start <= inferred.middle < inferred.end
    assert text[inferred.span[0] : inferred.span[1]] == inferred.words


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=300), st.text(max_size=40))
def test_no_document_raises(text: str, name: str) -> None:
    document = Document(name, text, path=name)
    with_publication(document)
    infer_published(document)

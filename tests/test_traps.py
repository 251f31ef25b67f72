"""Numbers that are no quantities, and numbers that only look so."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims import find_quantities
from claims.extract.sentences import Sentence, split_sentences
from claims.extract.traps import find_traps as traps_at
from claims.extract.vague import number_places

CASES = Path(__file__).parent / "cases" / "traps"
NOTHING = tomllib.loads((CASES / "nothing.toml").read_text(encoding="utf-8"))["texts"]
SOMETHING = tomllib.loads((CASES / "something.toml").read_text(encoding="utf-8"))["cases"]


def find_traps(sentence: Sentence) -> dict[int, str]:
    return traps_at(sentence, number_places(sentence.tokens))


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_counted(text: str) -> None:
    assert find_quantities(text) == []


@pytest.mark.parametrize(("text", "free"), SOMETHING)
def test_quantity_stays_free(text: str, free: list[str]) -> None:
    trapped: set[str] = set()
    seen: list[str] = []
    for sentence in split_sentences(text):
        traps = find_traps(sentence)
        tokens = sentence.tokens
        seen += [word for index, word in enumerate(tokens.text) if index not in traps]
        trapped.update(tokens.text[index] for index in traps)
    assert [word for word in free if word not in seen] == []


def test_there_are_enough_negatives() -> None:
    assert len(NOTHING) >= 150
    assert len(NOTHING) == len(set(NOTHING))


def test_a_number_alone_on_a_line_is_furniture_in_a_document_only() -> None:
    alone = [find_traps(sentence) for sentence in split_sentences("Talks stall\n0\nThe war goes on.")]
    assert alone[1] == {0: "furniture: number alone"}
    assert find_traps(next(split_sentences("1,200"))) == {}


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=120) | st.text("0123456789-.:/()+ aAone#'", max_size=60))
def test_no_text_makes_it_raise(text: str) -> None:
    for sentence in split_sentences(text):
        traps = find_traps(sentence)
        assert all(0 <= index < len(sentence.tokens) for index in traps)

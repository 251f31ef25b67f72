"""The counted noun phrase: after the number, before it, carried over, and what measures are of."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extract.items import CountedItem, find_item
from claims.extract.sentences import Sentence, split_sentences
from claims.model import Kind

CASES = Path(__file__).parent / "cases" / "items"


def load(name: str) -> dict[str, Any]:
    return tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))


def marked(text: str, marks: str) -> tuple[str, int, int]:
    """The text without its marks, and the span of what they held."""
    start, end = text.index(marks[0]), text.index(marks[1])
    return text[:start] + text[start + 1 : end] + text[end + 1 :], start, end - 1


def tokens_at(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    tokens = sentence.tokens
    inside = [
        index for index in range(len(tokens)) if start <= tokens.start[index] and tokens.end[index] <= end
    ]
    return inside[0], inside[-1] + 1


def item_of(text: str, kind: Kind, previous: CountedItem | None = None) -> CountedItem | None:
    plain, start, end = marked(text, "[]")
    sentence = next(piece for piece in split_sentences(plain) if piece.span[0] <= start < piece.span[1])
    found = find_item(sentence, *tokens_at(sentence, start, end), kind, previous)
    if found is not None:
        assert plain[found.span[0] : found.span[1]] == found.text
    return found


def text_of(item: CountedItem | None) -> str:
    return "" if item is None else item.text


@pytest.mark.parametrize(("text", "item"), load("after")["cases"] + load("before")["cases"])
def test_counted_noun_phrase(text: str, item: str) -> None:
    assert text_of(item_of(text, "count")) == item


@pytest.mark.parametrize(("kind", "text", "item"), load("measured")["cases"])
def test_what_a_measure_is_of(kind: Kind, text: str, item: str) -> None:
    assert text_of(item_of(text, kind)) == item


@pytest.mark.parametrize(("text", "item"), load("carried")["cases"])
def test_carried_over(text: str, item: str) -> None:
    plain = text.replace("{", "").replace("}", "")
    first = text.replace("[", "").replace("]", "").replace("{", "[").replace("}", "]")
    previous = item_of(first, "count")
    assert previous is not None
    found = item_of(text.replace("{", "").replace("}", ""), "count", previous)
    assert text_of(found) == item
    if found is not None:
        assert found.carried
        assert plain.replace("[", "").replace("]", "")[found.span[0] : found.span[1]] == item


def test_there_are_enough_cases() -> None:
    assert sum(len(load(name)["cases"]) for name in ("after", "before", "measured", "carried")) >= 120


@settings(deadline=None, max_examples=150)
@given(
    st.lists(
        st.sampled_from(
            [
                "of",
                "the",
                "and",
                "or",
                ",",
                "'",
                "-",
                "'s",
                "drones",
                "12",
                "two",
                "US",
                "F",
                "-",
                "16",
                "s",
                "(",
                "killed",
                "strikes",
            ]
        ),
        max_size=14,
    )
    | st.text(max_size=60).map(str.split),
    st.sampled_from(["count", "share", "money", "duration", "ratio", "physical", "age", "number"]),
)
def test_no_text_makes_it_raise(words: list[str], kind: Kind) -> None:
    for sentence in split_sentences(" ".join(words)):
        size = len(sentence.tokens)
        for first in range(size):
            for last in range(first + 1, min(first + 3, size) + 1):
                found = find_item(sentence, first, last, kind)
                if found is not None:
                    start, end = found.span
                    assert sentence.text[start - sentence.start : end - sentence.start] == found.text != ""

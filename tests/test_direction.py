"""Up and down: verbs, particles, nouns, and changes that make two claims."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extract.direction import find_direction, is_movement, tells_change
from claims.extract.sentences import Sentence, split_sentences

TABLE = tomllib.loads(
    (Path(__file__).parent / "cases" / "direction" / "cases.toml").read_text(encoding="utf-8")
)


def read(text: str) -> tuple[Sentence, int, int, str]:
    """The sentence of the marked quantity, its tokens, its words."""
    start, end = text.index("["), text.index("]") - 1
    plain = text.replace("[", "").replace("]", "")
    sentence = next(piece for piece in split_sentences(plain) if piece.span[0] <= start < piece.span[1])
    tokens = sentence.tokens
    inside = [
        index for index in range(len(tokens)) if start <= tokens.start[index] and tokens.end[index] <= end
    ]
    return sentence, inside[0], inside[-1] + 1, plain[start:end]


@pytest.mark.parametrize(("text", "direction"), TABLE["cases"])
def test_direction(text: str, direction: str) -> None:
    sentence, first, last, words = read(text)
    count = words.replace(",", "").isdigit()
    cue = find_direction(sentence, first, last, "count" if count else "money" if "$" in words else "share")
    assert (cue.direction if cue is not None else "") == direction


@pytest.mark.parametrize(("text", "change"), TABLE["changes"])
def test_change_makes_two_claims(text: str, change: bool) -> None:
    sentence, first, last, _ = read(text)
    assert tells_change(sentence, first, last) is change


@pytest.mark.parametrize(
    ("text", "moves"), [("It crept up to 9.", True), ("Back up to 9.", True), ("It takes up to 9.", False)]
)
def test_up_to_after_a_verb_of_motion_is_no_bound(text: str, moves: bool) -> None:
    tokens = next(split_sentences(text)).tokens
    assert is_movement(tokens, tokens.lower.index("up")) is moves


def test_there_are_enough_cases() -> None:
    assert len(TABLE["cases"]) >= 60


@settings(deadline=None, max_examples=150)
@given(
    st.lists(
        st.sampled_from(
            [
                "rose",
                "fell",
                "up",
                "down",
                "to",
                "by",
                "from",
                "of",
                "or",
                "(",
                ",",
                "5",
                "%",
                "a",
                "an",
                "cut",
                "it",
                "+",
                "and",
                "12",
                "points",
            ]
        ),
        min_size=1,
        max_size=12,
    )
)
def test_no_text_makes_it_raise(words: list[str]) -> None:
    for sentence in split_sentences(" ".join(words)):
        for first in range(len(sentence.tokens)):
            for kind in ("count", "share"):
                cue = find_direction(sentence, first, first + 1, kind)
                assert cue is None or cue.direction in ("up", "down")
            tells_change(sentence, first, len(sentence.tokens))
            is_movement(sentence.tokens, first)

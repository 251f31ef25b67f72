"""The pure parts of the search for the same thing told in other words."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from claims.lexicon import load_table
from claims.lexicon.trees import concepts, events
from claims_expectations.retold.slips import slip_of
from claims_expectations.retold.words import meanings, names_of, one_of, things

CASES = tomllib.loads((Path(__file__).parent / "cases" / "retold" / "words.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("left", "right", "kind"), CASES["slips"])
def test_slips_of_the_pen(left: float, right: float, kind: str) -> None:
    found = slip_of(left, right)
    assert (found.kind if found else "") == kind
    assert slip_of(right, left) == found


@pytest.mark.parametrize(("one", "other"), CASES["meanings"])
def test_words_that_tell_the_same(one: str, other: str) -> None:
    assert meanings(one) & meanings(other)


@pytest.mark.parametrize(("one", "other"), CASES["things"])
def test_nouns_that_may_name_one_thing(one: str, other: str) -> None:
    assert things(one_of(one)) & things(one_of(other))


@pytest.mark.parametrize(("text", "names", "countries"), CASES["names"])
def test_names(text: str, names: list[str], countries: list[str]) -> None:
    found, told = names_of(text)
    assert sorted(found) == names
    assert sorted(told) == countries


def test_events_and_concepts_are_known() -> None:
    table = load_table("retold")
    for name in ("equal_events", "exclusive_events"):
        named = {event for group in table[name] for event in group}
        assert named - set(events()) <= set()
    assert {*table["vague_events"], *table["befalling"], *table["events"]} <= set(events())
    assert {concept for group in table["exclusive"] for concept in group} <= set(concepts())
    assert set(table["people"]) <= set(table["things"])

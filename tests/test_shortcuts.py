"""What the readers pass over for speed: in none of the texts of the cases would they have found anything there."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pytest

from claims.extract import word_guards
from claims.extract.dates import find_dates, grammar, reader
from claims.extract.relations import calendar_slips, elapsed_words, tolls, tolls_taken_up
from claims.extract.relations.likeness import digits_of, slips
from claims.extract.tokens import tokenize
from claims.model import Claim, Document
from claims.pipeline import extract

FOLDER = Path(__file__).parent / "cases"


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


@cache
def texts() -> tuple[str, ...]:
    """Every phrase, sentence and text of the cases."""
    return tuple(
        text
        for path in sorted(FOLDER.rglob("*.toml"))
        for text in _strings(tomllib.loads(path.read_text(encoding="utf-8")))
        if " " in text
    )


def test_the_words_around_a_number_stand_wherever_time_passed_is_told() -> None:
    told = 0
    for text in texts():
        for _, pattern, hints in elapsed_words._statements():
            if pattern.search(text):
                told += 1
                assert all(hint.search(text) for hint in hints), (text, pattern)
                assert not elapsed_words._NAMED.isdisjoint(tokenize(text).lower), text
    assert told > 10


def test_claims_that_are_not_validated_are_what_validation_makes_of_them() -> None:
    for text in texts()[::3]:
        for claim in extract(Document("case", text)).claims:
            validated = Claim(**claim.__dict__)
            assert validated == claim
            assert list(validated.__dict__) == list(claim.__dict__) == list(Claim.model_fields)
            assert validated.model_dump_json() == claim.model_dump_json()
            assert validated.evidence == claim.evidence


def test_numbers_that_may_be_a_slip_of_each_other_have_as_many_digits_or_the_same_ones() -> None:
    numbers = [
        *range(1, 1500),
        *range(1500, 300000, 1490),
        0.5,
        1.5,
        15.0,
        2.75,
        27.5,
        31.4,
        41.3,
        3.14,
        4.13,
    ]
    alike: dict[tuple[str, str], list[float]] = {}
    for number in numbers:
        for key in slips(number):
            alike.setdefault(key, []).append(number)
    for found in alike.values():
        digits, exponent = digits_of(found[0])
        for other in found[1:]:
            same, power = digits_of(other)
            assert same == digits or (len(same), power) == (len(digits), exponent), (found[0], other)


def test_dates_are_the_same_where_every_number_and_weak_word_is_tried(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts_with_dates = [text for text in texts() if len(text) < 600]
    quick = [find_dates(text) for text in texts_with_dates]
    for module in (reader, grammar):
        monkeypatch.setattr(module, "is_plain_number", lambda view, index: False)
    monkeypatch.setattr(reader, "is_plain_number_word", lambda view, index: False)
    monkeypatch.setattr(reader, "_is_followed", lambda view, index: True)
    monkeypatch.setattr(reader, "_leads_on", lambda view, index: True)
    for text, found in zip(texts_with_dates, quick, strict=True):
        assert find_dates(text) == found, text


def test_tolls_are_the_same_where_every_number_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    documents = [Document("case", text) for text in texts()[::2]]
    quick = [extract(document).claims for document in documents]
    for module in (tolls, tolls_taken_up):
        monkeypatch.setattr(module, "may_tell_harm", lambda view: True)
    every_word = frozenset().union(*(tokenize(document.text).words for document in documents))
    monkeypatch.setattr(tolls_taken_up, "_COUNTING", word_guards.WordGuard(lambda: every_word))
    for document, found in zip(documents, quick, strict=True):
        assert extract(document).claims == found, document.text


def test_every_date_that_is_written_begins_near_a_month_that_has_a_number_beside_it() -> None:
    told = 0
    for text in texts():
        dates = [match.start() for match in calendar_slips._dates().finditer(text)]
        told += len(dates)
        assert set(dates) <= set(calendar_slips._beginnings(tokenize(text))), text
    assert told > 50


def test_a_guard_knows_whether_one_of_its_words_stands_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    guards = list(word_guards._guards)
    assert len(guards) > 10
    sentences = [tokenize(text) for text in texts()[::3]]
    for guard in guards:
        words = frozenset(guard.words())
        for tokens in sentences:
            assert guard.stands_in(tokens) == (not words.isdisjoint(tokens.words)), tokens.words & words
    monkeypatch.setattr(word_guards, "_guards", guards)
    late = word_guards.WordGuard(lambda: ("the",))
    assert [late.stands_in(tokens) for tokens in sentences] == ["the" in tokens.words for tokens in sentences]
    word_guards._table.cache_clear()

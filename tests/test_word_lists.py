"""The word lists by which items, directions and traps are found: no doubles, no list against another."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

import pytest

from claims.extract.numbers import number_words
from claims.extract.tokens import tokenize
from claims.extract.word_classes import s_form, word_classes
from claims.lexicon import load_table, load_words

LISTS = sorted(
    entry.name.removesuffix(".txt")
    for entry in files("claims.lexicon").iterdir()
    if entry.name.startswith("words_")
)


@pytest.mark.parametrize("name", LISTS)
def test_list_has_a_manual_and_no_doubles(name: str) -> None:
    text = files("claims.lexicon").joinpath(f"{name}.txt").read_text(encoding="utf-8")
    assert text.startswith("# ")
    words = [word for line in text.splitlines() for word in line.partition("#")[0].split()]
    assert [word for word, count in Counter(words).items() if count > 1] == []
    assert all(word == word.lower() for word in words)


def test_verbs_that_are_nouns_stand_in_one_list() -> None:
    assert load_words("words_verbs") & load_words("words_nouns_or_verbs") == frozenset()
    assert load_words("words_plurals") & load_words("words_not_plural") == frozenset()


@pytest.mark.parametrize(
    ("base", "form"), [("carry", "carries"), ("play", "plays"), ("reach", "reaches"), ("win", "wins")]
)
def test_s_form(base: str, form: str) -> None:
    assert s_form(base) == form


def test_number_words_end_a_noun_phrase() -> None:
    assert all(word_classes()[word] for word in number_words())


def test_every_trap_phrase_holds_a_number_once() -> None:
    phrases = load_table("traps")["phrase"]["phrases"].strip().splitlines()
    assert [phrase for phrase, count in Counter(phrases).items() if count > 1] == []
    for phrase in phrases:
        tokens = tokenize(phrase)
        numeric = "n" in tokens.kind or not number_words().keys().isdisjoint(tokens.lower)
        assert numeric, phrase


@pytest.mark.parametrize("table", ["moves", "moves_or_acts", "moved", "particle", "noun"])
def test_no_word_goes_both_ways(table: str) -> None:
    entries = load_table("direction")[table]
    assert set(entries["up"].split()) & set(entries["down"].split()) == set()

"""Relations between claims: the texts of tests/cases/relations, and what holds for any text."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extract.relations import find_relations
from claims.extract.relations.cues import compile_cues, relation_words
from claims.extract.sentences import split_sentences
from claims.extract.tokens import tokenize
from claims.model import Claim, Document
from claims.pipeline import extract

FOLDER = Path(__file__).parent / "cases" / "relations"
ROLES = {
    "sum": {"part", "total"},
    "part": {"part", "whole", "named"},
    "share": {"share", "whole", "part"},
    "change": {"from", "to", "by", "step"},
    "ratio": {"ratio", "left", "right"},
    "rate": {"rate", "interval", "times", "duration", "length", "result"},
    "record": {"claim", "previous"},
    "elapsed": {"duration"},
    "timed": {"duration", "beside"},
    "dated": {"beside"},
    "series": {"earlier", "later", "told", "running"},
    "restates": {"headline", "key point", "again", "body"},
    "vague": {"vague", "exact"},
}


def _cases() -> list[Any]:
    return [
        pytest.param(path.stem, case, id=f"{path.stem}-{number}")
        for path in sorted(FOLDER.glob("*.toml"))
        for number, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"], 1)
    ]


def _claims(text: str, published: str | None = None) -> tuple[Claim, ...]:
    date = datetime.fromisoformat(published) if published else None
    return extract(
        Document("case", text, published=date, published_basis="option" if date else "none")
    ).claims


def _relations(claims: tuple[Claim, ...], kind: str) -> tuple[list[str], list[dict[str, str]]]:
    """Return the relations of a kind as texts ("part 728, part 13, total 741") in order, and their details."""
    members: dict[str, list[str]] = defaultdict(list)
    details: dict[str, dict[str, str]] = {}
    for claim in claims:
        for relation in claim.relations:
            if relation.kind == kind:
                members[relation.relation_id].append(f"{relation.role} {claim.quote}")
                details[relation.relation_id] = relation.detail
    return [", ".join(told) for told in members.values()], list(details.values())


@pytest.mark.parametrize(("kind", "case"), _cases())
def test_case(kind: str, case: dict[str, Any]) -> None:
    found, details = _relations(_claims(case["text"], case.get("published")), kind)
    assert sorted(found) == sorted(case["relations"])
    for name, value in case.get("detail", {}).items():
        assert [detail.get(name) for detail in details] == [value] * len(found)


def test_cases_are_enough_and_have_a_negative_side() -> None:
    cases = [(case.values[0], case.values[1]) for case in _cases()]
    assert len(cases) >= 120
    for kind in ROLES:
        assert any(not case["relations"] for name, case in cases if name == kind), kind
        assert any(case["relations"] for name, case in cases if name == kind), kind


WORDS = st.sampled_from(
    [
        "728",
        "13",
        "741",
        "12",
        "45",
        "%",
        "$5",
        "million",
        "drones",
        "missiles",
        "people",
        "children",
        "including",
        "of",
        "which",
        "the",
        "and",
        ",",
        ";",
        ":",
        "(",
        "in",
        "all",
        "total",
        "a",
        "to",
        "from",
        "by",
        "up",
        "25",
        "per",
        "cent",
        "largest",
        "record",
        "since",
        "2019",
        "war",
        "years",
        "into",
        "bringing",
        "toll",
        "remaining",
        "third",
        "half",
        "five",
        "times",
        "5:1",
        "against",
        "\n",
        ".",
        "whom",
        "them",
        "out",
        "m",
        "day",
        "for",
    ]
)


@settings(deadline=None, max_examples=150)
@given(st.lists(WORDS, max_size=60))
def test_any_text_gives_relations_of_known_roles_within_the_text(words: list[str]) -> None:
    text = " ".join(words)
    claims = _claims(text, "2025-07-10")
    members: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for claim in claims:
        for relation in claim.relations:
            assert relation.role in ROLES[relation.kind]
            start, end = relation.span
            assert 0 <= start < end <= len(text)
            assert text[start:end] == relation.cue
            members[relation.relation_id].append((relation.role, claim.claim_id))
    for told in members.values():
        assert len(told) == len(set(told))
        # No number is two things at once.
        assert len({claim_id for _, claim_id in told}) == len(told)


def test_same_text_gives_the_same_ids() -> None:
    text = "Crews found 12 dead in the mill and 15 in the barn, 27 in all."
    assert [claim.relations for claim in _claims(text)] == [claim.relations for claim in _claims(text)]


def test_a_document_without_claims_has_no_relations() -> None:
    text = "The largest storm of the year is over."
    sentences = [(sentence, []) for sentence in split_sentences(text)]
    assert find_relations(Document("empty", text), sentences) == ({}, ())


@pytest.mark.parametrize(
    ("cue", "text", "end"),
    [
        ("in all", "in all", 2),
        ("a? total of", "total of", 2),
        ("a? total of", "a total of", 3),
        ("bringing|taking the * to", "bringing the death toll to", 5),
        ("bringing|taking the * to", "bringing the one two three four to", -1),
        ("bringing|taking the * to", "bringing the toll, to", -1),
        ("out of", "of", -1),
    ],
)
def test_cue_patterns(cue: str, text: str, end: int) -> None:
    found = compile_cues({"cue": [cue]}).at(tokenize(text), 0)
    assert (found.end if found else -1) == end


def test_lexicon_lists_hold_each_cue_once() -> None:
    def lists(table: dict[str, Any], path: str) -> list[tuple[str, list[Any]]]:
        found: list[tuple[str, list[Any]]] = []
        for name, value in table.items():
            if isinstance(value, dict):
                found += lists(value, f"{path}.{name}")
            elif isinstance(value, list):
                found.append((f"{path}.{name}", value))
        return found

    for path, entries in lists(relation_words(), ""):
        texts = [str(entry) for entry in entries]
        assert sorted(set(texts)) == sorted(texts), path
        assert all(text == text.lower() for text in texts), path


@settings(deadline=None, max_examples=5)
@given(st.sampled_from(["of 12 ", "including ", "12, ", "from 4 to 5 up ", "the largest ", "12 and "]))
def test_repetition_is_linear_in_work(piece: str) -> None:
    # A text of one phrase over and over must not make every number a partner of every other.
    claims = _claims(piece * 400)
    assert sum(len(claim.relations) for claim in claims) <= 12 * (len(claims) + 1)

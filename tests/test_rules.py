"""Rules, end to end from short texts: each case file has texts that a rule finds fault with and twins it passes."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from claims.model import Document, ValidationReport
from claims.pipeline import extract
from claims.store import Store, open_store
from claims_expectations import Policy, load_policy, load_rules, validate
from claims_expectations.page import rules_page

CASES = Path(__file__).parent / "cases" / "rules"
NOW = datetime(2026, 1, 1)


def cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.toml")):
        for number, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"], 1):
            yield pytest.param(path.stem, case, id=f"{path.stem}-{number}-{case['expect']}")


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with open_store() as opened:
        yield opened


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy({"thresholds": {"history": 12}})


def documents_of(case: dict[str, Any]) -> list[Document]:
    """The texts of a case: ``text`` with ``published``, or ``texts``, each a pair of date and text.

    ``published_basis`` says where the dates come from, "field" without it.
    """
    pairs = case.get("texts") or [[case.get("published", ""), case["text"]]]
    return [
        Document(
            f"text {number}",
            text,
            published=datetime.fromisoformat(published) if published else None,
            published_basis=case.get("published_basis", "field") if published else "none",
            publisher=case.get("publisher"),
            columns=case.get("columns", {}),
        )
        for number, (published, text) in enumerate(pairs, 1)
    ]


def check(store: Store, policy: Policy, documents: list[Document], code: str) -> ValidationReport:
    """Validate in a transaction that is rolled back; the earlier documents are an earlier batch for P206."""
    rules = {"C310": {"C301", "C302", "C310"}}.get(code, {code})
    off = tuple(rule.code for rule in policy.all_rules if rule.code not in rules)
    with suppress(_UndoError), store.transaction():
        history = documents[:-1] if code == "P206" else []
        if history:
            store.write_batch("earlier", [extract(one) for one in history], NOW)
        store.write_batch("batch", [extract(one) for one in documents[len(history) :]], NOW)
        report = validate(store, "batch", policy.model_copy(update={"off": off}), NOW, with_gx=False)
        raise _UndoError
    return report


class _UndoError(Exception):
    """Rolls a case back."""


@pytest.mark.parametrize(("code", "case"), list(cases()))
def test_case(store: Store, policy: Policy, code: str, case: dict[str, Any]) -> None:
    report = check(store, policy, documents_of(case), code)
    outcome = next(one for one in report.checks if one.code == code)
    workings = [one.working for one in report.findings if one.code == code]
    if case["expect"] == "fires":
        assert workings, outcome.not_run or "compared, and passed"
        for part in case.get("working", []):
            assert any(part in working for working in workings), workings
        if "verdict" in case:
            assert case["verdict"] in {one.verdict for one in report.findings if one.code == code}
    else:
        assert not workings
        if case["expect"] == "agrees":
            assert outcome.comparisons, outcome.not_run


def test_every_rule_has_cases_of_both_kinds() -> None:
    for rule in load_rules():
        path = CASES / f"{rule.code}.toml"
        kinds = [case["expect"] for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]]
        assert kinds.count("fires") >= 5, path.name
        assert len(kinds) - kinds.count("fires") >= 5, path.name


def test_the_page_of_rules_is_made_of_the_rule_files() -> None:
    page = Path(__file__).parents[1] / "docs" / "rules.md"
    assert page.read_text(encoding="utf-8") == rules_page(load_rules())


def test_bounds_name_their_sources() -> None:
    for measure, bound in load_policy().bounds.items():
        assert bound.source, measure
        assert bound.lower is None or bound.upper is None or bound.lower < bound.upper

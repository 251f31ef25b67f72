"""Rules, end to end from short texts: each case file has texts that a rule finds fault with and twins it passes."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from claims.model import Document, Finding
from claims.pipeline import extract
from claims.store import Store, open_store
from claims_expectations import Policy, load_policy, load_rules, validate
from claims_expectations.page import rules_page

CASES = Path(__file__).parent / "cases" / "rules"
NOW = datetime(2026, 1, 1)
# Rules whose cases may not share a batch, since they look at other documents too.
BEYOND_DOCUMENTS = frozenset({"C302", "C309", "C310", "P206", "S502", "T402", "T403"})


def cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.toml")):
        for number, case in enumerate(cases_of(path.stem), 1):
            yield pytest.param(path.stem, case, number, id=f"{path.stem}-{number}-{case['expect']}")


@cache
def cases_of(code: str) -> list[dict[str, Any]]:
    read = tomllib.loads((CASES / f"{code}.toml").read_text(encoding="utf-8"))
    return list(read["case"])


@dataclass
class Outcome:
    """What a rule said of one document, or of those of one case."""

    findings: list[Finding] = field(default_factory=list)
    compared: bool = False


Outcomes = dict[str, Outcome]


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with open_store() as opened:
        yield opened


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy({"thresholds": {"history": 12, "kept_comparisons": 1_000_000}})


@pytest.fixture(scope="module")
def in_one_batch(store: Store, policy: Policy) -> Callable[[str], Outcomes]:
    """Return what tells the outcomes of a rule's cases of one document, all checked as one batch.

    Most of the time of a short text goes into planning the queries, so a batch a case would take twenty times as long;
    and what a rule says of a document may not depend on what else is in the batch.
    """

    @cache
    def outcomes(code: str) -> Outcomes:
        documents = [
            document_of(case, str(number), case.get("published", ""), case["text"])
            for number, case in enumerate(cases_of(code), 1)
            if "texts" not in case
        ]
        return check(store, policy, documents, code)

    return outcomes


def documents_of(case: dict[str, Any]) -> list[Document]:
    """The texts of a case: ``text`` with ``published``, or ``texts``, each a pair of date and text.

    ``published_basis`` says where the dates come from, "field" without it.
    """
    pairs = case.get("texts") or [[case.get("published", ""), case["text"]]]
    return [document_of(case, f"text {number}", *pair) for number, pair in enumerate(pairs, 1)]


def document_of(case: dict[str, Any], name: str, published: str, text: str) -> Document:
    return Document(
        name,
        text,
        published=datetime.fromisoformat(published) if published else None,
        published_basis=case.get("published_basis", "field") if published else "none",
        publisher=case.get("publisher"),
        columns=case.get("columns", {}),
    )


def check(store: Store, policy: Policy, documents: list[Document], code: str) -> Outcomes:
    """Validate in a transaction that is rolled back; the earlier documents are an earlier batch for P206."""
    rules = {"C310": {"C301", "C302", "C310"}}.get(code, {code})
    off = tuple(rule.code for rule in policy.all_rules if rule.code not in rules)
    outcomes: Outcomes = defaultdict(Outcome)
    with suppress(_UndoError), store.transaction():
        history = documents[:-1] if code == "P206" else []
        if history:
            store.write_batch("earlier", [extract(one) for one in history], NOW)
        store.write_batch("batch", [extract(one) for one in documents[len(history) :]], NOW)
        report = validate(store, "batch", policy.model_copy(update={"off": off}), NOW, with_gx=False)
        for finding in report.findings:
            if finding.code == code:
                for name in {claim.document for claim in finding.claims}:
                    outcomes[name].findings.append(finding)
        for (name,) in store.connection.execute(_COMPARED, [code]).fetchall():
            outcomes[name].compared = True
        raise _UndoError
    return outcomes


_COMPARED = """
    SELECT DISTINCT document
    FROM (SELECT unnest(claim_ids) AS claim_id FROM comparisons WHERE code = ?) JOIN claims USING (claim_id)
"""


class _UndoError(Exception):
    """Rolls a case back."""


@pytest.mark.parametrize(("code", "case", "number"), list(cases()))
def test_case(
    store: Store,
    policy: Policy,
    in_one_batch: Callable[[str], Outcomes],
    code: str,
    case: dict[str, Any],
    number: int,
) -> None:
    if "texts" in case or code in BEYOND_DOCUMENTS:
        outcomes = list(check(store, policy, documents_of(case), code).values())
    else:
        outcomes = [in_one_batch(code).get(str(number), Outcome())]
    findings = [finding for outcome in outcomes for finding in outcome.findings]
    if case["expect"] == "fires":
        assert findings
        for part in case.get("working", []):
            assert any(part in one.working for one in findings), [one.working for one in findings]
        if "verdict" in case:
            assert case["verdict"] in {one.verdict for one in findings}
    else:
        assert not [one.working for one in findings]
        if case["expect"] == "agrees":
            assert any(outcome.compared for outcome in outcomes)


def test_every_rule_has_cases_of_both_kinds() -> None:
    for rule in load_rules():
        kinds = [case["expect"] for case in cases_of(rule.code)]
        assert kinds.count("fires") >= 5, rule.code
        assert len(kinds) - kinds.count("fires") >= 5, rule.code


def test_the_page_of_rules_is_made_of_the_rule_files() -> None:
    page = Path(__file__).parents[1] / "docs" / "rules.md"
    assert page.read_text(encoding="utf-8") == rules_page(load_rules())


def test_bounds_name_their_sources() -> None:
    for measure, bound in load_policy().bounds.items():
        assert bound.source, measure
        assert bound.lower is None or bound.upper is None or bound.lower < bound.upper

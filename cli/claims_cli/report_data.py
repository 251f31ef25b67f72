"""What the renderers are given, taken from the store."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.model import ValidationReport
    from claims.report import ReportData, RuleNote, WaiverNote
    from claims.store import Store
    from claims_expectations.policy import Policy
    from claims_expectations.waivers import Waiver

LAST_RUNS = "SELECT run_id FROM runs WHERE batch = ? ORDER BY run_id DESC LIMIT 2"
COMPARISONS = """
SELECT code, claim_ids, violates, verdict, working FROM comparisons WHERE run_id = ? ORDER BY code, claim_ids, working
"""


def collect(
    store: Store, report: ValidationReport, policy: Policy, waivers: Sequence[Waiver], now: datetime
) -> ReportData:
    """Gather the texts, claims and comparisons that the report of a batch's last run points at."""
    from claims.report import Comparison, ReportData
    from claims.version import tool_version

    runs = [int(row[0]) for row in store.connection.execute(LAST_RUNS, [report.batch]).fetchall()]
    rows = store.connection.execute(COMPARISONS, runs[:1]).fetchall() if runs else []
    comparisons = tuple(Comparison(row[0], tuple(row[1]), row[2], row[3], row[4]) for row in rows)
    claims = tuple(store.claims(report.batch))
    own = {claim.claim_id for claim in claims}
    named = {claim.claim_id for finding in report.findings for claim in finding.claims}
    named.update(claim_id for comparison in comparisons for claim_id in comparison.claim_ids)
    others = tuple(store.claims_by_id(sorted(named - own)).values())
    documents = {document.name: document for document in store.documents(report.batch)}
    foreign = {claim.document for claim in others} - documents.keys()
    if foreign:
        documents |= {one.name: one for one in store.documents() if one.name in foreign}
    return ReportData(
        report=report,
        documents=documents,
        claims=claims,
        other_claims=others,
        comparisons=comparisons,
        rules=_rule_notes(policy),
        waivers=_waiver_notes(waivers, report, now),
        baseline=_baseline(store, runs),
        tool_version=tool_version(),
    )


def _rule_notes(policy: Policy) -> dict[str, RuleNote]:
    from claims.report import RuleNote

    return {
        rule.code: RuleNote(rule.code, rule.name, policy.severity(rule), rule.page)
        for rule in policy.all_rules
    }


def _waiver_notes(
    waivers: Sequence[Waiver], report: ValidationReport, now: datetime
) -> tuple[WaiverNote, ...]:
    from claims.report import WaiverNote

    found = {finding.finding_id for finding in report.findings}
    return tuple(
        WaiverNote(
            one.finding_id,
            one.code,
            one.reason,
            one.until.isoformat(),
            "stale" if one.finding_id not in found else "active" if one.holds(now) else "expired",
        )
        for one in waivers
    )


def _baseline(store: Store, runs: Sequence[int]) -> frozenset[str] | None:
    """Return the ids of the findings of the run before the last one, if there was one."""
    if len(runs) < 2:
        return None
    rows = store.connection.execute("SELECT finding_id FROM findings WHERE run_id = ?", [runs[1]]).fetchall()
    return frozenset(row[0] for row in rows)

"""What the renderers are given, taken from the store."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from claims.model import ValidationReport
    from claims.report import ReportData, RuleNote, WaiverNote
    from claims.store import Store
    from claims_expectations.policy import Policy
    from claims_expectations.waivers import Waiver

LAST_RUNS = "SELECT run_id FROM runs WHERE batch = ? ORDER BY run_id DESC LIMIT 2"
# A run writes its comparisons in the order in which they are shown.
COMPARISONS = """
SELECT code, claim_ids, violates, verdict, working
FROM comparisons JOIN (
    SELECT rowid AS place FROM comparisons WHERE run_id = ?
    QUALIFY row_number() OVER (PARTITION BY code, violates ORDER BY rowid) <= ?
) ON place = comparisons.rowid
ORDER BY code, claim_ids, working
"""
OWN_CLAIMS = """
SELECT c.claim_id FROM claims c JOIN batch_documents b USING (document_key)
WHERE b.batch = ? AND c.claim_id IN (SELECT unnest(?::VARCHAR[]))
"""
COUNTED = """
SELECT CASE WHEN waived THEN 'waived' ELSE severity END, count(*) FROM findings WHERE run_id = ? GROUP BY ALL
"""
KNOWN = "SELECT finding_id FROM findings WHERE run_id = ? AND finding_id IN (SELECT unnest(?::VARCHAR[]))"


def collect(
    store: Store,
    report: ValidationReport,
    policy: Policy,
    waivers: Sequence[Waiver],
    now: datetime,
    format: str,
) -> ReportData:
    """Gather what the report of a batch's last run shows in this format, so that a batch may outgrow memory."""
    from claims.report import SHOW_DOCUMENTS, Comparison, ReportData, most_claims
    from claims.version import tool_version

    runs = [int(row[0]) for row in store.connection.execute(LAST_RUNS, [report.batch]).fetchall()]
    most = max(policy.thresholds.reported_findings, policy.thresholds.kept_comparisons)
    rows = store.connection.execute(COMPARISONS, [runs[0], most]).fetchall() if runs else []
    comparisons = tuple(Comparison(row[0], tuple(row[1]), row[2], row[3], row[4]) for row in rows)
    listed = tuple(islice(store.claims(report.batch), most_claims(format)))
    named = {claim.claim_id for finding in report.findings for claim in finding.claims}
    named.update(claim_id for comparison in comparisons for claim_id in comparison.claim_ids)
    named.difference_update(claim.claim_id for claim in listed)
    own = {row[0] for row in store.connection.execute(OWN_CLAIMS, [report.batch, sorted(named)]).fetchall()}
    pointed = store.claims_by_id(named)
    claims = (*listed, *(claim for claim_id, claim in pointed.items() if claim_id in own))
    others = tuple(claim for claim_id, claim in pointed.items() if claim_id not in own)
    names = {claim.document for claim in (*claims, *others)}
    shown = None if format in SHOW_DOCUMENTS else names
    documents = {document.name: document for document in store.documents(report.batch, shown)}
    if foreign := names - documents.keys():
        documents |= {document.name: document for document in store.documents(None, foreign)}
    return ReportData(
        report=report,
        documents=documents,
        claims=claims,
        other_claims=others,
        comparisons=comparisons,
        rules=_rule_notes(policy),
        unlisted=_unlisted(store, report, runs),
        waivers=_waiver_notes(waivers, _known(store, runs[:1], [one.finding_id for one in waivers]), now),
        baseline=_known(store, runs[1:], [one.finding_id for one in report.findings]) if runs[1:] else None,
        tool_version=tool_version(),
    )


def _rule_notes(policy: Policy) -> dict[str, RuleNote]:
    from claims.report import RuleNote

    return {
        rule.code: RuleNote(rule.code, rule.name, policy.severity(rule), rule.page)
        for rule in policy.all_rules
    }


def _waiver_notes(waivers: Sequence[Waiver], found: Collection[str], now: datetime) -> tuple[WaiverNote, ...]:
    from claims.report import WaiverNote

    return tuple(
        WaiverNote(
            one.finding_id,
            one.code,
            one.reason,
            one.until.isoformat(),
            one.state(found, now),
        )
        for one in waivers
    )


def _unlisted(store: Store, report: ValidationReport, runs: Sequence[int]) -> dict[str, int]:
    """Count the findings of the last run that the report leaves out, by severity or as waived."""
    if not runs:
        return {}
    found = Counter(dict(store.connection.execute(COUNTED, runs[:1]).fetchall()))
    found.subtract("waived" if one.waived else one.severity for one in report.findings)
    return {kind: number for kind, number in sorted(found.items()) if number > 0}


def _known(store: Store, runs: Sequence[int], finding_ids: Sequence[str]) -> frozenset[str]:
    """Return those of the findings that the first of the runs, if there is one, has."""
    if not runs or not finding_ids:
        return frozenset()
    rows = store.connection.execute(KNOWN, [runs[0], list(finding_ids)]).fetchall()
    return frozenset(row[0] for row in rows)

"""What a renderer is given: the report of a run and the texts and claims it points at.

Whoever calls a renderer fills this from the store; the renderers read nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Literal

from claims.model import Claim, Document, Finding, Severity, ValidationReport

WaiverState = Literal["active", "expired", "stale"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Comparison:
    """One comparison that a rule made, with its working; ``verdict`` is "ok" where the claims agree."""

    code: str
    claim_ids: tuple[str, ...]
    violates: bool
    verdict: str
    working: str


@dataclass(frozen=True, slots=True)
class RuleNote:
    """A rule as its page explains it; ``description`` is Markdown."""

    code: str
    name: str
    severity: Severity
    description: str


@dataclass(frozen=True, slots=True)
class WaiverNote:
    """A waiver: ``active``, ``expired`` (its finding counts again) or ``stale`` (its finding is gone)."""

    finding_id: str
    code: str
    reason: str
    until: str
    state: WaiverState = "active"


@dataclass(frozen=True)
class ReportData:
    """Everything that a report shows.

    ``documents`` maps names to documents, those of earlier batches that findings point at included;
    ``claims`` are the batch's in the order of the texts, of a large batch the first and those that findings
    or comparisons name; ``other_claims`` those of earlier batches that they name. ``unlisted`` counts the
    findings that are left to the table ``findings``, by severity or as ``waived``. ``baseline`` holds the ids
    of the findings that the run before this one had too, ``None`` where there is no such run.
    """

    report: ValidationReport
    documents: Mapping[str, Document]
    claims: tuple[Claim, ...]
    other_claims: tuple[Claim, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    unlisted: Mapping[str, int] = field(default_factory=dict)
    rules: Mapping[str, RuleNote] = field(default_factory=dict)
    waivers: tuple[WaiverNote, ...] = ()
    baseline: frozenset[str] | None = None
    tool_version: str = "0.1.0"

    @cached_property
    def claims_by_id(self) -> dict[str, Claim]:
        return {claim.claim_id: claim for claim in (*self.other_claims, *self.claims)}

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The findings in the order of every report: those that count first, the worst first."""
        return tuple(sorted(self.report.findings, key=_order))

    @cached_property
    def open_findings(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if not finding.waived)

    @cached_property
    def waived_findings(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.waived)

    @cached_property
    def waiver_by_finding(self) -> dict[str, WaiverNote]:
        return {waiver.finding_id: waiver for waiver in self.waivers}

    def waiver_reason(self, finding: Finding) -> str:
        """Why a waived finding does not count, and until when."""
        if finding.waiver:
            return finding.waiver
        waiver = self.waiver_by_finding.get(finding.finding_id)
        return f"{waiver.reason} (until {waiver.until})" if waiver else "no reason recorded"


# From this many on, notes of one rule about single claims are shown together.
_TOGETHER = 3


def in_groups(findings: Iterable[Finding]) -> list[tuple[Finding, ...]]:
    """Findings to be shown together: many notes of one rule, each about a single claim; others alone."""
    groups: list[tuple[Finding, ...]] = []
    for _, run in groupby(
        findings, key=lambda one: (one.code, one.severity, one.waived, len(one.claims) > 1)
    ):
        found = tuple(run)
        if found[0].severity == "info" and len(found[0].claims) == 1 and len(found) >= _TOGETHER:
            groups.append(found)
        else:
            groups += [(one,) for one in found]
    return groups


def _order(finding: Finding) -> tuple[object, ...]:
    first = finding.claims[0]
    return (
        finding.waived,
        SEVERITIES.index(finding.severity),
        finding.code,
        first.document,
        first.span,
        finding.finding_id,
    )

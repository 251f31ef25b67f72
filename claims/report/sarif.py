"""The report as SARIF 2.1.0 (OASIS), which code hosts and editors read.

Columns and offsets count code points (``columnKind``). A document that is a row of a file has no columns
there: its results point at the line of the row and carry the document as logical location.
"""

from __future__ import annotations

import json
import re
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from claims.model import Document, Finding, FindingClaim, Severity
from claims.report.labels import label_of, message_of, roles_of
from claims.report.locate import file_place
from claims.report.sources import ReportData

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "claimsFinding/v1"
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_LINK = re.compile(r"\[(?=[^\]]*\]\()")
_PLACEHOLDER = re.compile(r"\{(\d+)\}")


def render(data: ReportData, *, colour: bool = False, width: int = 100) -> str:
    """One run with its rules, results, suppressions of waived findings, and baseline states."""
    del colour, width
    codes = sorted({check.code for check in data.report.checks} | {f.code for f in data.findings})
    index = {code: number for number, code in enumerate(codes)}
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "quantclaims",
                "version": data.tool_version,
                "rules": [_rule(code, data) for code in codes],
            }
        },
        "automationDetails": {"id": f"claims/{data.report.batch}"},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "invocations": [{"executionSuccessful": True, **_notifications(data, index)}],
        "results": [_result(finding, data, index) for finding in data.findings],
    }
    return (
        json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)
        + "\n"
    )


def _message(text: str) -> dict[str, str]:
    """A plain-text message: what would be a link or a placeholder in it is escaped."""
    return {"text": _PLACEHOLDER.sub(r"{{\1}}", _LINK.sub(r"\\[", text))}


def _rule(code: str, data: ReportData) -> dict[str, Any]:
    note = data.rules.get(code)
    names = {check.code: check.name for check in data.report.checks}
    name = note.name if note else names.get(code, code)
    rule: dict[str, Any] = {
        "id": code,
        "name": name,
        "shortDescription": {"text": name.replace("-", " ")},
    }
    if note:
        rule["fullDescription"] = {"text": note.description.partition("\n\n")[0]}
        rule["help"] = {"text": note.description, "markdown": note.description}
        rule["defaultConfiguration"] = {"level": _LEVELS[note.severity]}
    return rule


def _notifications(data: ReportData, index: dict[str, int]) -> dict[str, Any]:
    not_run = [
        {
            "level": "note",
            "message": _message(f"not run: {check.not_run}"),
            "associatedRule": {"id": check.code, "index": index[check.code]},
        }
        for check in data.report.checks
        if check.not_run is not None
    ]
    rejected = []
    for reject in data.report.rejects:
        physical: dict[str, Any] = {"artifactLocation": {"uri": uri_of(reject.file)}}
        if reject.line is not None:
            physical["region"] = {"startLine": max(reject.line, 1)}
        rejected.append(
            {
                "level": "warning",
                "message": _message(f"not read: {reject.reason}"),
                "locations": [{"physicalLocation": physical}],
            }
        )
    return {"toolConfigurationNotifications": not_run, "toolExecutionNotifications": rejected}


def _result(finding: Finding, data: ReportData, index: dict[str, int]) -> dict[str, Any]:
    roles = roles_of(finding, data)
    locations = [_location(claim, data, roles.get(claim.claim_id)) for claim in finding.claims]
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index[finding.code],
        "level": _LEVELS[finding.severity],
        "message": _message(message_of(finding)),
        "locations": locations[:1],
        "partialFingerprints": {FINGERPRINT: finding.finding_id},
        "properties": {"verdict": finding.verdict, "working": finding.working},
    }
    if locations[1:]:
        result["relatedLocations"] = [
            {"id": number, **place} for number, place in enumerate(locations[1:], start=1)
        ]
    if finding.waived:
        result["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": data.waiver_reason(finding)}
        ]
    if data.baseline is not None:
        result["baselineState"] = "unchanged" if finding.finding_id in data.baseline else "new"
    return result


def _location(claim: FindingClaim, data: ReportData, role: str | None) -> dict[str, Any]:
    document = data.documents.get(claim.document)
    label = label_of(data.claims_by_id.get(claim.claim_id), role) or claim.quote
    return {
        "physicalLocation": _physical(claim, document),
        "logicalLocations": [{"name": claim.document, "kind": "document"}],
        "message": _message(label),
    }


def _physical(claim: FindingClaim, document: Document | None) -> dict[str, Any]:
    snippet = {"text": claim.quote}
    if document is None:
        return {"artifactLocation": {"uri": uri_of(claim.document)}}
    file, place, line = file_place(document, claim.span)
    if place is None:
        return {
            "artifactLocation": {"uri": uri_of(file)},
            "region": {"startLine": max(line or 1, 1), "snippet": snippet},
        }
    return {
        "artifactLocation": {"uri": uri_of(file)},
        "region": {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
            "charOffset": claim.span[0],
            "charLength": claim.span[1] - claim.span[0],
            "snippet": snippet,
        },
    }


def uri_of(path: str) -> str:
    """A relative path as a relative URI reference, an absolute one as a ``file`` URI."""
    pure = PurePath(path)
    if pure.is_absolute():
        return pure.as_uri()
    # A colon in the first segment would be read as a scheme, so all colons are encoded.
    return quote(pure.as_posix(), safe="/")

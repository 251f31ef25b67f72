"""Findings as workflow commands, which GitHub shows beside the lines of a pull request."""

from __future__ import annotations

from claims.model import Finding
from claims.report.labels import message_of
from claims.report.locate import file_place, location
from claims.report.sources import ReportData
from claims.report.verdict import judge
from claims.report.visible import one_line

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def render(data: ReportData, *, colour: bool = False, width: int = 100) -> str:
    """One annotation a finding, those that are waived left out; the verdict as the last, a notice."""
    del colour, width
    lines = [_annotation(finding, data) for finding in data.open_findings]
    lines.append(f"::notice title=claims::{_message(judge(data).text)}")
    return "\n".join(lines) + "\n"


def _annotation(finding: Finding, data: ReportData) -> str:
    first, *others = finding.claims
    document = data.documents.get(first.document)
    properties = {"file": first.document}
    if document is not None:
        file, place, line = file_place(document, first.span)
        properties["file"] = file
        if place is not None:
            properties |= {"line": str(place.line), "endLine": str(place.end_line)}
            if place.line == place.end_line:
                # The columns that GitHub takes are both inside the mark.
                properties |= {"col": str(place.column), "endColumn": str(place.end_column - 1)}
        elif line is not None:
            properties["line"] = str(line)
    properties["title"] = f"{finding.code} {finding.name}"
    written = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    elsewhere = "; ".join(location(data.documents.get(c.document), c.document, c.span) for c in others)
    message = message_of(finding)
    if elsewhere:
        message += f" (also {elsewhere})"
    return f"::{_COMMANDS[finding.severity]} {written}::{_message(message)}"


def _message(text: str) -> str:
    return one_line(text).replace("%", "%25")


def _property(text: str) -> str:
    return one_line(text).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")

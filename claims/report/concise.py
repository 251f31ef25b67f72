"""One line a finding, as editors and grep read it: ``document:line:column CODE severity message``."""

from __future__ import annotations

from claims.report.labels import message_of
from claims.report.locate import location
from claims.report.sources import ReportData
from claims.report.verdict import judge
from claims.report.visible import one_line


def render(data: ReportData, *, colour: bool = False, width: int = 100) -> str:
    """The findings, one a line, then the rejects and the verdict."""
    del width
    lines = []
    for finding in data.findings:
        first = finding.claims[0]
        where = location(data.documents.get(first.document), first.document, first.span)
        waived = " (waived)" if finding.waived else ""
        line = f"{where} {finding.code} {finding.severity} {message_of(finding)}{waived}"
        lines.append(_coloured(one_line(line), finding.severity) if colour else one_line(line))
    for reject in data.report.rejects:
        place = reject.file if reject.line is None else f"{reject.file}:{reject.line}"
        lines.append(one_line(f"{place}: not read: {reject.reason}"))
    lines.append(one_line(judge(data).text))
    return "\n".join(lines) + "\n"


def _coloured(line: str, severity: str) -> str:
    code = {"error": "31", "warning": "33"}.get(severity, "36")
    return f"\x1b[{code}m{line}\x1b[0m"

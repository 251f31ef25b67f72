"""The findings as one table, for a reader who wants the overview at a terminal."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from claims.report.full import SEVERITY_STYLES, checks, rejects, verdict
from claims.report.labels import message_of
from claims.report.locate import location
from claims.report.sources import ReportData
from claims.report.terminal import Page
from claims.report.verdict import judge
from claims.report.visible import one_line


def render(data: ReportData, *, colour: bool = False, width: int = 100) -> str:
    """Draw the findings, the checks and the verdict, without source lines."""
    page = Page(colour=colour, width=width)
    if data.findings:
        table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", pad_edge=False)
        table.add_column("Severity", no_wrap=True)
        table.add_column("Rule", no_wrap=True)
        table.add_column("Where", overflow="fold", ratio=2)
        table.add_column("What", overflow="fold", ratio=3)
        for finding in data.findings:
            first = finding.claims[0]
            where = location(data.documents.get(first.document), first.document, first.span)
            table.add_row(
                Text("waived" if finding.waived else finding.severity, SEVERITY_STYLES[finding.severity]),
                finding.code,
                Text(one_line(where)),
                Text(one_line(message_of(finding))),
                style="dim" if finding.waived else "",
            )
        page.wrapped(table)
        page.line()
    checks(page, data)
    rejects(page, data)
    verdict(page, judge(data))
    return page.text

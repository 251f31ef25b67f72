"""The report for a reader at a terminal: claims, findings with their source lines, checks, verdict."""

from __future__ import annotations

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from claims.model import Finding, Severity
from claims.report.labels import label_of, roles_of
from claims.report.locate import lines_of, location
from claims.report.snippets import Label, snippet
from claims.report.sources import ReportData, in_groups
from claims.report.terminal import Page
from claims.report.verdict import Tone, Verdict, is_consistency, judge, plural
from claims.report.visible import one_line, visible
from claims.report.words import reading_in_words

SEVERITY_STYLES: dict[Severity, str] = {"error": "bold red", "warning": "bold yellow", "info": "bold cyan"}
_TONE_STYLES: dict[Tone, str] = {
    "error": "bold red",
    "warning": "bold yellow",
    "info": "bold cyan",
    "clean": "bold green",
    "unchecked": "bold yellow",
}
MOST_CLAIMS = 60
MOST_AGREEMENTS = 12
MOST_TOGETHER = 8


def render(data: ReportData, *, colour: bool = False, width: int = 100) -> str:
    """Draw the whole report, what matters most last, where a terminal leaves the reader."""
    page = Page(colour=colour, width=width)
    _claims(page, data)
    _agreements(page, data)
    for group in in_groups(data.open_findings):
        _group(page, group, data)
    _waived(page, data)
    checks(page, data)
    rejects(page, data)
    verdict(page, judge(data))
    return page.text


def _claims(page: Page, data: ReportData) -> None:
    if not data.claims:
        return
    page.line(Text(plural(data.report.claims, "claim"), "bold"))
    name = None
    for claim in data.claims[:MOST_CLAIMS]:
        if claim.document != name:
            name = claim.document
            document = data.documents.get(name)
            about = Text.assemble((visible(name), "cyan"))
            if document and document.published:
                about.append(f"  published {document.published.date().isoformat()}", "dim")
            page.line(about)
        row = Table.grid(padding=(0, 1), expand=True)
        row.add_column(width=min(34, page.width // 3), overflow="fold")
        row.add_column(ratio=1, overflow="fold")
        row.add_row(Text(f"  {one_line(claim.quote)}"), Text(one_line(reading_in_words(claim)), "dim"))
        page.wrapped(row)
    left = data.report.claims - MOST_CLAIMS
    if left > 0:
        page.line(Text(f"  and {left:,} more: claims extract lists them all", "dim"))
    page.line()


def _agreements(page: Page, data: ReportData) -> None:
    agreed = [
        made
        for made in data.comparisons
        if not made.violates and (is_consistency(made.code) or made.code.startswith("T"))
    ]
    if not agreed:
        return
    page.line(Text("Checked and in agreement", "bold"))
    for made in agreed[:MOST_AGREEMENTS]:
        page.wrapped(
            Padding(Text(f"{made.code}  {one_line(made.working)}"), (0, 0, 0, 2)),
        )
    left = len(agreed) - MOST_AGREEMENTS
    if left > 0:
        page.line(Text(f"  and {left:,} more in the table comparisons", "dim"))
    page.line()


def _group(page: Page, group: tuple[Finding, ...], data: ReportData) -> None:
    """Print findings that are shown together: the head once, the spans of each document in one drawing."""
    first = group[0]
    style = SEVERITY_STYLES[first.severity]
    times = f" ({len(group)} times)" if len(group) > 1 else ""
    head = Text.assemble((f"{first.severity}[{first.code}]", style))
    head.append(f" {first.name}: {one_line(first.message)}{times}", "bold")
    page.wrapped(head)
    by_document: dict[str, list[Label]] = {}
    for finding in group[:MOST_TOGETHER]:
        roles = roles_of(finding, data)
        for number, claim in enumerate(finding.claims):
            label = label_of(data.claims_by_id.get(claim.claim_id), roles.get(claim.claim_id))
            by_document.setdefault(claim.document, []).append(
                Label(claim.span, label, style if number == 0 else "bold blue")
            )
    for number, (name, labels) in enumerate(by_document.items()):
        document = data.documents.get(name)
        arrow = Text.assemble((" --> " if number == 0 or len(group) > 1 else " ::: ", "cyan"))
        arrow.append(visible(location(document, name, labels[0].span)))
        if document and document.published and len(by_document) > 1:
            arrow.append(f"  published {document.published.date().isoformat()}", "dim")
        page.line(arrow)
        if document is None:
            continue
        for line in snippet(lines_of(document.text), labels, page.width):
            page.line(line)
    if len(group) > MOST_TOGETHER:
        page.line(Text(f"   and {len(group) - MOST_TOGETHER:,} more: --format concise lists them all", "dim"))
    page.wrapped(_note("working", first.working))
    if first.verdict in _VERDICTS and len(group) == 1:
        page.wrapped(_note("verdict", _VERDICTS[first.verdict]))
    page.wrapped(_note("help", f"claims rule {first.code}"))
    page.line()


_VERDICTS: dict[str, str] = {
    "reconcilable": "reconcilable: both can be true, if they are about nested things or different scopes",
    "ambiguous": "ambiguous: the text does not decide between the readings",
}


def _note(name: str, text: str) -> Table:
    row = Table.grid(padding=(0, 1))
    row.add_column(no_wrap=True)
    row.add_column(overflow="fold")
    row.add_row(Text(f"  = {name}:", "cyan"), Text(one_line(text)))
    return row


def _waived(page: Page, data: ReportData) -> None:
    if not data.waived_findings and not any(note.state != "active" for note in data.waivers):
        return
    page.line(Text("Waived", "bold"))
    for finding in data.waived_findings:
        line = f"{finding.code} {finding.name}: {finding.message} Waived: {data.waiver_reason(finding)}"
        page.wrapped(Padding(Text(one_line(line), "dim"), (0, 0, 0, 2)))
    for note in data.waivers:
        if note.state == "expired":
            text = f"{note.code}: the waiver ended on {note.until}; the finding counts again ({note.reason})"
        elif note.state == "stale":
            text = f"{note.code}: the waiver is stale, its finding is gone ({note.reason})"
        else:
            continue
        page.wrapped(Padding(Text(one_line(text), "yellow"), (0, 0, 0, 2)))
    page.line()


def checks(page: Page, data: ReportData) -> None:
    """Print what became of each rule."""
    in_order = sorted(data.report.checks, key=lambda check: check.code)
    ran = [check for check in in_order if check.not_run is None]
    if ran:
        table = _columns("Rule", "What it looks for", "Compared", "Findings")
        for check in ran:
            table.add_row(
                check.code,
                check.name.replace("-", " "),
                f"{check.comparisons:,}",
                f"{check.findings:,}",
                style="bold" if check.findings else "",
            )
        page.wrapped(table)
        page.line()
    idle = [check for check in in_order if check.not_run is not None]
    if idle:
        table = _columns("Rule", "Not run because")
        for check in idle:
            table.add_row(check.code, one_line(check.not_run or ""), style="dim")
        page.wrapped(table)
        page.line()


def _columns(rule: str, words: str, *numbers: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", pad_edge=False)
    table.add_column(rule, no_wrap=True)
    table.add_column(words, overflow="fold")
    for number in numbers:
        table.add_column(number, justify="right", no_wrap=True)
    return table


def rejects(page: Page, data: ReportData) -> None:
    """Print the input that was passed over, and why."""
    if not data.report.rejects:
        return
    page.line(Text("Not read", "bold"))
    for reject in data.report.rejects:
        place = reject.file if reject.line is None else f"{reject.file}:{reject.line}"
        page.wrapped(Padding(Text(one_line(f"{place}: {reject.reason}")), (0, 0, 0, 2)))
    page.line()


def verdict(page: Page, outcome: Verdict) -> None:
    """Print the verdict and what to do next."""
    text = Text.assemble((one_line(outcome.headline), _TONE_STYLES[outcome.tone]))
    for detail in outcome.details:
        text.append(f" {one_line(detail)}")
    page.wrapped(text)
    page.wrapped(Text(outcome.hint, "dim"))

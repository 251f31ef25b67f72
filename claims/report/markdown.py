"""The report as Markdown, for a pull request or a note; text of documents stays text."""

from __future__ import annotations

import re

from claims.model import Finding
from claims.report.locate import location
from claims.report.sources import ReportData, in_groups
from claims.report.verdict import judge
from claims.report.visible import one_line

# Beyond this many findings a pull request refuses the text (65,536 characters); the rest is counted.
MOST_FINDINGS = 60
MOST_TOGETHER = 20

_SPECIAL = re.compile(r"[\\`*_\[\]|~$#]|(?<=[a-z]):(?=/)|(?<=www)\.", re.IGNORECASE)
_MENTION = re.compile(r"[@#](?=\w)")


def escaped(text: str) -> str:
    """Make text of a document literal: no markup, links, HTML, table cells or mentions come from it."""
    text = one_line(text)
    text = _MENTION.sub(lambda match: f"{match.group()}\u2060", text)
    text = _SPECIAL.sub(lambda match: f"\\{match.group()}", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def render(data: ReportData, *, colour: bool = False, width: int = 100) -> str:
    """The verdict first, then the findings with their sentences, then what was compared."""
    del colour, width
    outcome = judge(data)
    lines = [f"# Claims check: {escaped(data.report.batch)}", ""]
    lines += [f"**{escaped(outcome.headline)}** {' '.join(map(escaped, outcome.details))}", ""]
    if data.open_findings:
        lines += ["## Findings", ""]
        groups = in_groups(data.open_findings)
        for group in groups[:MOST_FINDINGS]:
            lines += _finding(group[0], data) if len(group) == 1 else _together(group, data)
        left = sum(map(len, groups[MOST_FINDINGS:]))
        if left > 0:
            lines += [f"… and {left:,} more.", ""]
    if data.waived_findings:
        lines += ["## Waived", ""]
        lines += [
            f"- {finding.code} {escaped(finding.message)} (waived: {escaped(data.waiver_reason(finding))})"
            for finding in data.waived_findings
        ]
        lines.append("")
    if data.report.rejects:
        lines += ["## Not read", ""]
        for reject in data.report.rejects:
            place = reject.file if reject.line is None else f"{reject.file}:{reject.line}"
            lines.append(f"- {escaped(place)}: {escaped(reject.reason)}")
        lines.append("")
    lines += _checks(data)
    return "\n".join(lines)


def _finding(finding: Finding, data: ReportData) -> list[str]:
    lines = [f"### {finding.severity} {finding.code} {finding.name}", "", escaped(finding.message), ""]
    by_sentence: dict[tuple[str, tuple[int, int]], list[tuple[int, int]]] = {}
    for pointed in finding.claims:
        claim = data.claims_by_id.get(pointed.claim_id)
        if claim is None:
            lines += [f"> **{escaped(pointed.quote)}** ({escaped(pointed.document)})", ""]
        else:
            by_sentence.setdefault((claim.document, claim.sentence_span), []).append(claim.span)
    for (name, sentence_span), spans in by_sentence.items():
        document = data.documents.get(name)
        sentence = next(
            data.claims_by_id[pointed.claim_id].sentence
            for pointed in finding.claims
            if pointed.claim_id in data.claims_by_id
            and data.claims_by_id[pointed.claim_id].document == name
            and data.claims_by_id[pointed.claim_id].sentence_span == sentence_span
        )
        where = location(document, name, min(spans))
        lines += [f"> {_with_bold(sentence, sentence_span[0], spans)}", f"> ({escaped(where)})", ""]
    lines += [f"Working: {escaped(finding.working)}", ""]
    return lines


def _together(group: tuple[Finding, ...], data: ReportData) -> list[str]:
    """Notes of one rule as a list."""
    first = group[0]
    lines = [
        f"### {first.severity} {first.code} {first.name}: {len(group)} times",
        "",
        escaped(first.message),
        "",
    ]
    for finding in group[:MOST_TOGETHER]:
        pointed = finding.claims[0]
        where = location(data.documents.get(pointed.document), pointed.document, pointed.span)
        lines.append(f"- **{escaped(pointed.quote)}** ({escaped(where)}): {escaped(finding.working)}")
    if len(group) > MOST_TOGETHER:
        lines.append(f"- and {len(group) - MOST_TOGETHER:,} more")
    return [*lines, ""]


def _with_bold(sentence: str, offset: int, spans: list[tuple[int, int]]) -> str:
    parts: list[str] = []
    at = 0
    for start, end in sorted(spans):
        if start - offset < at:
            continue
        parts += [
            _piece(sentence[at : start - offset]),
            f"**{escaped(sentence[start - offset : end - offset])}**",
        ]
        at = end - offset
    parts.append(_piece(sentence[at:]))
    return "".join(parts).strip()


def _piece(text: str) -> str:
    """Escape a piece of a sentence and keep one space where white space touches its ends."""
    if not text:
        return ""
    before = " " if text[0].isspace() else ""
    after = " " if text[-1].isspace() else ""
    inner = escaped(text)
    return f"{before}{inner}{after}" if inner else before


def _checks(data: ReportData) -> list[str]:
    lines = ["<details><summary>What was compared</summary>", ""]
    lines += ["| Rule | Name | Comparisons | Findings | Not run |", "| --- | --- | ---: | ---: | --- |"]
    for check in sorted(data.report.checks, key=lambda check: check.code):
        if check.not_run is None:
            cells = [f"{check.comparisons:,}", f"{check.findings:,}", ""]
        else:
            cells = ["", "", escaped(check.not_run)]
        lines.append(f"| {check.code} | {check.name} | {' | '.join(cells)} |")
    return [*lines, "", "</details>", ""]

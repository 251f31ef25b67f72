"""The report as one HTML file that needs no network and no framework.

Jinja2 escapes everything; only our own style, script and charts are put in as they are. The page forbids
itself every request and every script but its own (Content-Security-Policy with the script's hash).
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from claims.report.charts import charts
from claims.report.html_views import (
    MOST_CLAIMS,
    MOST_FINDINGS,
    claim_rows,
    document_views,
    group_views,
)
from claims.report.sources import SEVERITIES, ReportData
from claims.report.verdict import SEVERITY_WORDS, is_consistency, judge, reasons_not_run
from claims.report.visible import one_line

PAGE_ROWS = 50
MOST_AGREEMENTS = 100
KINDS = ("count", "number", "share", "ratio", "multiple", "money", "duration", "age", "physical")


def render(data: ReportData, *, colour: bool = False, width: int = 100) -> str:
    """The page; the same bytes for the same report."""
    del colour, width
    script = _part("report.js")
    rows = claim_rows(data)
    agreed = [made for made in data.comparisons if not made.violates]
    together = [made for made in agreed if is_consistency(made.code) or made.code.startswith("T")]
    single = [made for made in agreed if made.code.startswith("P")]
    return _template().render(
        data=data,
        report=data.report,
        verdict=judge(data),
        stats=_stats(data),
        severities=[(severity, SEVERITY_WORDS[severity][1]) for severity in SEVERITIES],
        groups=group_views(data),
        findings_left=max(len(data.findings) + sum(data.unlisted.values()) - MOST_FINDINGS, 0),
        codes=sorted({finding.code for finding in data.findings}),
        waiver_notes=[note for note in data.waivers if note.state != "active"],
        checks=sorted(data.report.checks, key=lambda check: check.code),
        idle=reasons_not_run(list(data.report.checks)),
        agreed=[
            ("Compared and in agreement", together[:MOST_AGREEMENTS], len(together), not data.findings),
            ("Single claims within what is possible", single[:MOST_AGREEMENTS], len(single), False),
        ],
        charts=charts(data),
        documents=document_views(data),
        rows=rows,
        page_rows=PAGE_ROWS,
        claims_left=max(data.report.claims - MOST_CLAIMS, 0),
        kinds=[kind for kind in KINDS if any(claim.kind == kind for claim in data.claims)],
        rows_json=_json_for_script(rows),
        style=Markup(_part("report.css")),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    )


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["one_line"] = one_line
    return environment.from_string(_part("report.html.j2"))


def _part(name: str) -> str:
    return files("claims.report").joinpath("templates", name).read_text(encoding="utf-8")


def _json_for_script(value: Any) -> Markup:
    """JSON that cannot end the script element it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 - the characters that matter to HTML are escaped above


def _stats(data: ReportData) -> list[tuple[str, str]]:
    report = data.report
    compared = sum(check.comparisons for check in report.checks if is_consistency(check.code))
    checked = sum(check.comparisons for check in report.checks) - compared
    return [
        (f"{report.documents:,}", "document" if report.documents == 1 else "documents"),
        (f"{report.claims:,}", "claim" if report.claims == 1 else "claims"),
        (f"{compared:,}", "comparisons of claims"),
        (f"{checked:,}", "checks of single claims"),
    ]

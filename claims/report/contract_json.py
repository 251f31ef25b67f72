"""The outcome of a run as the JSON that scripts read; schemas/validate.schema.json describes it."""

from __future__ import annotations

import json

from claims.report.sources import ReportData


def render(data: ReportData, *, colour: bool = False, width: int = 100) -> str:
    """The report with its findings in the order of every report; the same bytes for the same report."""
    del colour, width
    report = data.report.model_copy(update={"findings": data.findings})
    return json.dumps(report.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"

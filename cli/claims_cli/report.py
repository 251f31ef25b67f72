"""``claims report``: the report of a batch's last run, from the store."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from claims.errors import InputError
from claims_cli.output import colour_wanted, say, width_of_output, write_to
from claims_cli.settings import load_settings, now


class ReportFormat(StrEnum):
    html = "html"
    md = "md"
    json = "json"
    sarif = "sarif"
    full = "full"
    concise = "concise"
    table = "table"
    github = "github"
    junit = "junit"


def report(
    db: Annotated[Path | None, typer.Option(help="Database; by default claims.duckdb.")] = None,
    batch: Annotated[str | None, typer.Option(help="Batch to report; by default the last one.")] = None,
    format: Annotated[ReportFormat, typer.Option(help="How to write the report.")] = ReportFormat.html,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="File to write.")] = None,
) -> None:
    """Write the report of a batch: what was found, what was compared, what could not be.

    Example: claims report --format html -o report.html
    """
    from claims.report import render
    from claims.store import open_store
    from claims_cli.report_data import collect
    from claims_expectations.policy import load_policy
    from claims_expectations.waivers import load_waivers

    settings = load_settings()
    policy = load_policy(settings.policy)
    waivers = load_waivers(settings.waivers)
    with open_store(db or settings.db, read_only=True) as store:
        name = batch or store.latest_batch()
        if name is None:
            raise InputError("holds no batch yet", path=str(db or settings.db))
        data = collect(
            store,
            store.report(name, most=policy.thresholds.reported_findings),
            policy,
            waivers,
            now(),
            format.value,
        )
    write_to(
        render(data, format.value, colour=output is None and colour_wanted(), width=width_of_output()), output
    )
    if output is not None:
        say(f"Wrote {output}.")

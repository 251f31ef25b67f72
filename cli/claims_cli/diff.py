"""``claims diff``: what changed between two batches or runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from claims_cli.output import write
from claims_cli.settings import load_settings


def diff(
    first: Annotated[str, typer.Argument(help="Batch, or number of a run, to start from.")],
    second: Annotated[str, typer.Argument(help="Batch, or number of a run, to compare with it.")],
    db: Annotated[Path | None, typer.Option(help="Database; by default claims.duckdb.")] = None,
) -> None:
    """Show the claims and findings that are new, gone or changed between two batches.

    Example: claims diff yesterday today
    """
    from claims.store import open_store
    from claims_cli.tables import draw_table

    with open_store(db or load_settings().db, read_only=True) as store:
        found = store.diff(first, second)
    if not found.claims and not found.findings:
        write(f"No claim and no finding differs between {first} and {second}.")
    if found.claims:
        rows = [
            (one.change, one.document, one.quote, one.measure, one.before, one.after, ", ".join(one.fields))
            for one in found.claims
        ]
        write(
            draw_table(("claim", "document", "as written", "measure", "before", "after", "differs in"), rows)
        )
    if found.findings:
        write(
            draw_table(
                ("finding", "code", "severity", "message", "working"),
                [(one.change, one.code, one.severity, one.message, one.working) for one in found.findings],
            )
        )

"""``claims batches``: what the database holds."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from claims_cli.output import write
from claims_cli.settings import load_settings

COLUMNS = ("batch", "written", "documents", "claims", "rejects", "run", "errors", "warnings", "infos")


def batches(
    db: Annotated[Path | None, typer.Option(help="Database; by default claims.duckdb.")] = None,
) -> None:
    """List the batches of a database with the findings of their last runs.

    Example: claims batches
    """
    from claims.store import open_store
    from claims_cli.tables import draw_table

    with open_store(db or load_settings().db, read_only=True) as store:
        rows = [
            (
                one.batch,
                one.created_at.isoformat(" ", "seconds"),
                one.documents,
                one.claims,
                one.rejects,
                one.run_id,
                one.errors,
                one.warnings,
                one.infos,
            )
            for one in store.batches()
        ]
    write(draw_table(COLUMNS, rows))

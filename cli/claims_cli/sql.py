"""``claims sql``: ask the database, read-only."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from claims_cli.output import write_bytes, write_to
from claims_cli.settings import load_settings


class RowsFormat(StrEnum):
    table = "table"
    csv = "csv"
    json = "json"
    parquet = "parquet"


def sql(
    query: Annotated[str, typer.Argument(help="One query that reads.")],
    db: Annotated[Path | None, typer.Option(help="Database; by default claims.duckdb.")] = None,
    format: Annotated[RowsFormat, typer.Option(help="How to print the rows.")] = RowsFormat.table,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; needed for parquet.")
    ] = None,
) -> None:
    """Ask the database. It is opened read-only, without access to files or extensions.

    Example: claims sql "SELECT code, message FROM open_findings"
    """
    from claims.store import open_store

    with open_store(db or load_settings().db, read_only=True) as store:
        result = store.query(query)
        if format is RowsFormat.parquet:
            from claims.report.tables import parquet_bytes

            write_bytes(parquet_bytes(result.arrow()), output)
        else:
            from claims_cli.tables import rows_as

            write_to(rows_as(format.value, result.columns, result), output)

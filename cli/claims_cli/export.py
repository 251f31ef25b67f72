"""``claims export``: the database for other tools."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from claims.errors import InputError
from claims_cli.output import say
from claims_cli.settings import load_settings


def export(
    db: Annotated[Path | None, typer.Option(help="Database; by default claims.duckdb.")] = None,
    sqlite: Annotated[Path | None, typer.Option(help="SQLite file to write; must not exist yet.")] = None,
) -> None:
    """Write the tables and views to a file that other tools read.

    Example: claims export --sqlite claims.sqlite
    """
    from claims.store import open_store

    if sqlite is None:
        raise InputError("say what to write, such as --sqlite claims.sqlite")
    with open_store(db or load_settings().db, read_only=True) as store:
        written = store.export_sqlite(sqlite)
    say(f"Wrote {sqlite}: {len(written)} tables, {sum(written.values())} rows.")

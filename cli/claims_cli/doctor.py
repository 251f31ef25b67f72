"""``claims doctor``: what is installed, and whether a database is sound."""

from __future__ import annotations

import platform
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from claims_cli.output import write
from claims_cli.settings import load_settings

PACKAGES = (
    "quantclaims",
    "duckdb",
    "duckdb-sqlalchemy",
    "great-expectations",
    "sqlalchemy",
    "pint",
    "pydantic",
)

# Each counts rows that must not be; the database is sound where all are none.
SOUNDNESS = {
    "claims without a document": "SELECT count(*) FROM claims ANTI JOIN documents USING (document_key)",
    "relations without a claim": "SELECT count(*) FROM relations ANTI JOIN claims USING (claim_id)",
    "quotes that are not at their span": (
        "SELECT count(*) FROM claims c JOIN documents d USING (document_key) "
        "WHERE substring(d.text, c.span_start + 1, c.span_end - c.span_start) <> c.quote"
    ),
    "claims with crossed bounds": "SELECT count(*) FROM claims WHERE check_lower > check_upper AND lower <= upper",
    "runs of batches that are gone": "SELECT count(*) FROM runs ANTI JOIN batches USING (batch)",
}

EXIT_UNSOUND = 1


def doctor(
    db: Annotated[
        Path | None, typer.Option(help="Database; by default claims.duckdb, if there is one.")
    ] = None,
) -> None:
    """Say what is installed and whether a database is sound.

    Example: claims doctor
    """
    from claims.lexicon import lexicon_version
    from claims.store import open_store
    from claims_cli.tables import draw_table

    rows = [("python", platform.python_version()), *((name, version(name)) for name in PACKAGES)]
    write(draw_table(("installed", "version"), [*rows, ("lexicon", lexicon_version())]))
    path = db or load_settings().db
    if db is None and not path.exists():
        return
    with open_store(path, read_only=True) as store:
        counts = {name: int(store.query(query).rows()[0][0]) for name, query in SOUNDNESS.items()}
    write(draw_table((f"{path}", "rows"), counts.items()))
    if any(counts.values()):
        raise typer.Exit(EXIT_UNSOUND)

"""``claims export``: the database for other tools."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claims.errors import InputError
from claims_cli.output import say
from claims_cli.settings import load_settings

if TYPE_CHECKING:
    from claims.model import Claim, Finding


def export(
    db: Annotated[Path | None, typer.Option(help="Database; by default claims.duckdb.")] = None,
    batch: Annotated[
        str | None, typer.Option(help="Batch for --csv and --parquet; by default the last.")
    ] = None,
    csv: Annotated[Path | None, typer.Option(help="Folder for claims and findings as CSV.")] = None,
    parquet: Annotated[Path | None, typer.Option(help="Folder for claims and findings as Parquet.")] = None,
    sqlite: Annotated[
        Path | None, typer.Option(help="SQLite file for all tables; must not exist yet.")
    ] = None,
) -> None:
    """Write claims and findings for other tools: CSV or Parquet with a datapackage.json, or SQLite.

    Example: claims export --csv exported
    """
    from claims.store import open_store

    if csv is None and parquet is None and sqlite is None:
        raise InputError("say what to write: --csv FOLDER, --parquet FOLDER or --sqlite FILE")
    with open_store(db or load_settings().db, read_only=True) as store:
        if sqlite is not None:
            written = store.export_sqlite(sqlite)
            say(f"Wrote {sqlite}: {len(written)} tables, {sum(written.values())} rows.")
        if csv is None and parquet is None:
            return
        name = batch or store.latest_batch()
        if name is None:
            raise InputError("holds no batch yet", path=str(db or load_settings().db))
        claims, findings = list(store.claims(name)), store.report(name).findings
    for folder, suffix in ((csv, "csv"), (parquet, "parquet")):
        if folder is not None:
            _write_package(folder, suffix, name, claims, findings)


def _write_package(
    folder: Path, suffix: str, batch: str, claims: list[Claim], findings: tuple[Finding, ...]
) -> None:
    from claims.report import tables

    folder.mkdir(parents=True, exist_ok=True)
    if suffix == "csv":
        contents = {"claims.csv": tables.claims_csv(claims), "findings.csv": tables.findings_csv(findings)}
        for name, text in contents.items():
            (folder / name).write_text(text, encoding="utf-8", newline="")
    else:
        for name, table in (
            ("claims.parquet", tables.claims_table(claims)),
            ("findings.parquet", tables.findings_table(findings)),
        ):
            (folder / name).write_bytes(tables.parquet_bytes(table))
    columns = {
        f"claims.{suffix}": tables.CLAIM_COLUMNS,
        f"findings.{suffix}": tables.FINDING_COLUMNS,
    }
    package = folder / "datapackage.json"
    package.write_text(tables.datapackage(batch, columns), encoding="utf-8", newline="\n")
    say(f"Wrote {', '.join(sorted(columns))} and datapackage.json to {folder}.")

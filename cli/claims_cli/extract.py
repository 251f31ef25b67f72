"""``claims extract``: the claims of documents, without a database."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claims_cli.output import say, with_progress, write_bytes, write_lines, write_to
from claims_cli.settings import load_settings, parse_published

if TYPE_CHECKING:
    from claims.model import Claim

EXIT_NO_CLAIM = 3


class ClaimsFormat(StrEnum):
    table = "table"
    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"


def extract(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH", help="Files, folders, globs, or '-' for stdin.")
    ],
    format: Annotated[ClaimsFormat, typer.Option(help="How to print the claims.")] = ClaimsFormat.table,
    published: Annotated[
        str | None, typer.Option(help="Publication date of documents that name none, ISO 8601.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; needed for parquet.")
    ] = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Processes; by default one a core.")] = None,
    explain: Annotated[
        bool, typer.Option(help="Show which words and lexicon entries made each field.")
    ] = False,
    infer_date: Annotated[
        bool, typer.Option(help="Date undated documents from their own words, marked as inferred.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no messages.")] = False,
) -> None:
    """Print the claims of documents; nothing is stored.

    Example: claims extract report.md --format jsonl
    """
    from claims.model import Reject
    from claims.parallel import extract_all
    from claims.read import read

    settings = load_settings()
    documents = read(paths, published=parse_published(published))
    outcomes = with_progress(
        extract_all(documents, jobs or settings.processes, infer_date=infer_date), "reading", quiet=quiet
    )
    counts = {"claims": 0, "rejects": 0}

    def claims() -> Iterator[Claim]:
        for outcome in outcomes:
            if isinstance(outcome, Reject):
                counts["rejects"] += 1
                say(f"rejected {outcome}")
                continue
            counts["claims"] += len(outcome.claims)
            yield from outcome.claims

    _print(claims(), format, output, explain=explain)
    if not counts["claims"]:
        say("No claim found.")
        raise typer.Exit(EXIT_NO_CLAIM)


def _print(claims: Iterator[Claim], format: ClaimsFormat, output: Path | None, *, explain: bool) -> None:
    if format is ClaimsFormat.jsonl:
        from claims.report.jsonlines import claim_line

        write_lines(map(claim_line, claims), output)
    elif format is ClaimsFormat.csv:
        from claims.report.tables import claims_csv

        write_to(claims_csv(claims), output)
    elif format is ClaimsFormat.parquet:
        from claims.report.tables import claims_table as arrow_table
        from claims.report.tables import parquet_bytes

        write_bytes(parquet_bytes(arrow_table(claims)), output)
    else:
        from claims_cli.tables import claims_table, evidence_table

        found = list(claims)
        if found:
            table = claims_table(found)
            write_to(f"{table}\n\n{evidence_table(found)}" if explain else table, output)

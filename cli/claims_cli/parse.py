"""``claims parse``: normalise single statements."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from claims_cli.output import write
from claims_cli.settings import parse_published

if TYPE_CHECKING:
    from claims.model import Claim

EXIT_NO_CLAIM = 3


class StatementFormat(StrEnum):
    table = "table"
    jsonl = "jsonl"


def parse(
    statements: Annotated[
        list[str] | None, typer.Argument(help="Statements; without any, or for '-', one a line from stdin.")
    ] = None,
    published: Annotated[
        str | None, typer.Option(help="Date that 'yesterday' and 'Thursday' are read from.")
    ] = None,
    format: Annotated[StatementFormat, typer.Option(help="How to print the claims.")] = StatementFormat.table,
    explain: Annotated[
        bool, typer.Option(help="Show which words and lexicon entries made each field.")
    ] = False,
) -> None:
    """Normalise statements: bounds, unit, what is counted, who, where, when.

    Example: claims parse "50 to 135 meters per day"
    """
    from claims.pipeline import parse as parse_statement

    reference = parse_published(published)
    found: list[Claim] = []
    for statement in _statements(statements):
        found += parse_statement(statement, published=reference)
    if format is StatementFormat.jsonl:
        from claims.report.jsonlines import claim_line

        for claim in found:
            write(claim_line(claim))
    elif found:
        from claims_cli.tables import claims_table, evidence_table

        write(claims_table(found, with_document=False))
        if explain:
            write(evidence_table(found))
    if not found:
        sys.stderr.write("No quantity found.\n")
        raise typer.Exit(EXIT_NO_CLAIM)


def _statements(arguments: list[str] | None) -> Iterator[str]:
    if not arguments or arguments == ["-"]:
        yield from (line.rstrip("\n") for line in sys.stdin if line.strip())
    else:
        yield from arguments

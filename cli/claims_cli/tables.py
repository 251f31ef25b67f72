"""Tables for the terminal, drawn by rich: right for wide characters, plain where the output is no terminal."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from claims.model import Claim
from claims.report.tables import csv_text
from claims.report.terminal import Page
from claims.report.visible import one_line
from claims.report.words import bounds_in_words, number_in_words, time_in_words, unit_in_words
from claims_cli.output import colour_wanted, width_of_output

READABLE_CELL = 40


def draw_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table as text. Cells are plain text: nothing in them is read as markup or control code."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text("" if cell is None else one_line(str(cell))) for cell in row))
    page = Page(colour=colour_wanted(), width=width_of_output())
    page.wrapped(table)
    return page.text.strip("\n")


def claims_table(claims: Iterable[Claim], *, with_document: bool = True) -> str:
    """Draw claims with the reading of each in words."""
    columns = ["as written", "reading", "item", "measure", "who, where", "when", "says"]
    rows = []
    for claim in claims:
        who = ", ".join(
            part for part in (claim.actor, claim.target and f"→ {claim.target}", claim.place) if part
        )
        reading = bounds_in_words(claim) + (f" ({claim.direction})" if claim.direction else "")
        if claim.alternatives:
            others = ", ".join(other_reading(reading) for reading in claim.alternatives)
            reading += f" or {others}"
        row = [
            claim.quote,
            reading,
            claim.item,
            claim.measure,
            who,
            time_in_words(claim),
            claim.attributed_to,
        ]
        rows.append([claim.document, *row] if with_document else row)
    return draw_table(["document", *columns] if with_document else columns, rows)


def other_reading(reading: Mapping[str, Any]) -> str:
    """Write another reading of a claim in words."""
    number = next((reading[key] for key in ("value", "lower", "upper") if reading[key] is not None), None)
    return "unknown" if number is None else f"{number_in_words(number)}{unit_in_words(reading['unit'])}"


def evidence_table(claims: Iterable[Claim]) -> str:
    """Draw which words and lexicon entries gave each field of each claim its value."""
    rows = []
    for claim in claims:
        for piece in claim.evidence:
            words = ""
            if piece.span is not None:
                offset = claim.sentence_span[0]
                words = claim.sentence[max(piece.span[0] - offset, 0) : max(piece.span[1] - offset, 0)]
            rows.append([claim.quote, piece.field, words, piece.entry])
    return draw_table(["claim", "field", "words", "entry"], rows)


def rows_as(format: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return rows as a ``table``, ``csv`` or ``json`` (a list of objects)."""
    if format == "table":
        found = [["" if cell is None else one_line(str(plain(cell))) for cell in row] for row in rows]
        return draw_table(columns, found) if fits(columns, found) else draw_records(columns, found)
    if format == "json":
        return json.dumps(
            [dict(zip(columns, map(plain, row), strict=True)) for row in rows], ensure_ascii=False
        )
    records = (dict(zip(columns, map(plain, row), strict=True)) for row in rows)
    return csv_text(records, columns)


def fits(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table of these rows fits the width with its cells on a line or two."""
    widths = [
        max(len(column), *(min(len(row[place]), 2 * READABLE_CELL) // 2 for row in rows), 0)
        for place, column in enumerate(columns)
    ]
    return sum(widths) + 3 * len(widths) <= width_of_output()


def draw_records(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return rows too wide for a table one below the other, a line for each column."""
    label = max(map(len, columns), default=0)
    lines: list[str] = []
    for number, row in enumerate(rows, start=1):
        lines.append(f"-- {number} --")
        lines += [f"{column:<{label}}  {cell}".rstrip() for column, cell in zip(columns, row, strict=True)]
    return "\n".join(lines)


def plain(value: object) -> object:
    """Return a value that JSON can hold: moments in ISO 8601, everything it does not know as text."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    return str(value)

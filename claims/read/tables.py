"""A file that holds a document a row: JSON Lines, CSV, Parquet. Read row by row."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from claims.model import Document, PublishedBasis, Reject
from claims.read.decode import UnreadableText, problem_of
from claims.read.paths import TABLES, printable, suffix
from claims.read.records import BrokenRow, csv_records, json_records, parquet_records
from claims.read.rows import CONTENTS, Metadata, columns, metadata
from claims.read.texts import load_document

Row = tuple[int, Mapping[str, Any]]


def read_table(path: str, seen: set[str]) -> Iterator[Document | Reject]:
    """Yield the document of each row, or what is wrong with the row.

    ``seen`` takes the real paths of the texts that the rows bring.
    """
    name = printable(path)
    try:
        for row in _rows(path):
            yield _row(row, name, path, seen)
    except UnreadableText as error:
        yield Reject(name, error.reason, error.line)
    except OSError as error:
        yield Reject(name, f"cannot be opened: {error.strerror or error}")


def _rows(path: str) -> Iterator[Row | BrokenRow]:
    kind = suffix(path)
    if kind == ".parquet":
        yield from parquet_records(path)
        return
    with open(path, "rb") as handle:  # noqa: PTH123 - paths stay as they were given
        yield from json_records(handle) if kind in {".jsonl", ".ndjson"} else csv_records(handle)


def _row(row: Row | BrokenRow, name: str, path: str, seen: set[str]) -> Document | Reject:
    if isinstance(row, BrokenRow):
        return Reject(name, row.reason, row.line)
    line, fields = row
    try:
        return document_of_row(fields, name, line, os.path.dirname(path), seen)  # noqa: PTH120
    except UnreadableText as error:
        return Reject(name, error.reason, line)


def document_of_row(
    fields: Mapping[str, Any], table: str, line: int, folder: str | None, seen: set[str]
) -> Document:
    """Return the document that a row stands for. ``folder``: where its ``file`` lies, ``None`` for nowhere.

    Raises ``UnreadableText`` with what is wrong.
    """
    given = [content for content in CONTENTS if fields.get(content) not in (None, "")]
    if len(given) != 1:
        what = "no text: a row" if not given else f"{' and '.join(given)}: a row"
        raise UnreadableText(f"{what} has one field of text, file and statement")
    known, problem = metadata(fields)
    if known is None:
        raise UnreadableText(problem)
    content = fields[given[0]]
    if not isinstance(content, str):
        raise UnreadableText(f"{given[0]}: is no text")
    if given[0] == "file":
        return _of_file(content, known, folder, seen)
    problem = problem_of(content) or ("empty" if not content.strip() else "")
    if problem:
        raise UnreadableText(f"{given[0]}: {problem}")
    try:
        structured = columns(fields) if given[0] == "statement" else {}
    except ValueError as error:
        raise UnreadableText(str(error)) from error
    document = Document(known.id or f"{table}:{line}", content, path=table, line=line, columns=structured)
    return _with(document, known, "field")


def _of_file(file: str, known: Metadata, folder: str | None, seen: set[str]) -> Document:
    """Return the text beside the table: a table is data, and may not point at any file of the machine."""
    place = PurePath(os.path.normpath(file))
    if folder is None or place.is_absolute() or ".." in place.parts or "\0" in file:
        raise UnreadableText(f"file: {file[:200]!r} does not lie beside the table")
    if suffix(file) in TABLES:
        raise UnreadableText(f"file: {file[:200]!r} is a table itself")
    path = os.path.join(folder, file)  # noqa: PTH118
    if not os.path.isfile(path):  # noqa: PTH113
        raise UnreadableText(f"file: no such file: {file[:200]!r}")
    try:
        document = load_document(path, printable(file))
    except UnreadableText as error:
        where = f"{file}:{error.line}" if error.line else file
        raise UnreadableText(f"file: {where}: {error.reason}") from error
    seen.add(os.path.realpath(path))
    return _with(replace(document, name=known.id or document.name), known, "field")


def _with(document: Document, known: Metadata, basis: PublishedBasis) -> Document:
    """Return the document with the metadata of its row, which win over its own."""
    return replace(
        document,
        title=known.title or document.title,
        published=known.published or document.published,
        published_basis=(known.basis or basis) if known.published else document.published_basis,
        publisher=known.publisher or document.publisher,
        url=known.url or document.url,
    )

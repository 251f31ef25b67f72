"""The rows of a table as they come, each with its line; a broken one with what is wrong with it."""

from __future__ import annotations

import codecs
import csv
import json
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from claims.read.decode import UnreadableText, check_encoding, not_utf8

# One row may be this long (bytes); a longer one is passed over without being held in memory.
LONGEST_ROW = 100_000_000
# So many lines may a quoted field of a CSV go on before its quote counts as never closed.
LONGEST_QUOTE = 2_000
_PIECE = 1 << 20

Row = tuple[int, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """A row that cannot be taken."""

    line: int
    reason: str


def json_records(handle: BinaryIO) -> Iterator[Row | BrokenRow]:
    """Yield the objects of JSON Lines. Blank lines are passed over. Raises ``UnreadableText``."""
    empty = True
    for line, text in _lines(handle):
        if isinstance(text, BrokenRow):
            empty = False
            yield text
        elif text.strip():
            empty = False
            yield _json_row(line, text)
    if empty:
        raise UnreadableText("empty")


def _json_row(line: int, text: str) -> Row | BrokenRow:
    try:
        row = json.loads(text.rstrip())
    except json.JSONDecodeError as error:
        cut = "" if text.rstrip().endswith("}") else "; is the line cut off?"
        return BrokenRow(line, f"no valid JSON: {error.msg.removesuffix(' at')} at column {error.colno}{cut}")
    except (ValueError, RecursionError) as error:
        return BrokenRow(line, f"no valid JSON: {type(error).__name__}")
    return (line, row) if isinstance(row, dict) else BrokenRow(line, "no JSON object")


def csv_records(handle: BinaryIO) -> Iterator[Row | BrokenRow]:
    """Yield the rows of a CSV with a header; separated by comma, semicolon or tab. Raises ``UnreadableText``."""
    csv.field_size_limit(LONGEST_ROW)
    lines: deque[tuple[int, str | BrokenRow]] = deque()
    stream = _lines(handle)
    header: list[str] | None = None
    separator = ","
    while True:
        if not lines:
            following = next(stream, None)
            if following is None:
                break
            lines.append(following)
        line, text = lines.popleft()
        if isinstance(text, BrokenRow):
            yield text
            continue
        if not text.strip():
            continue
        if header is None:
            separator = _separator(text)
        cells = _csv_row(line, text, separator, lines, stream)
        if header is None:
            header = _header(cells, line)
        elif isinstance(cells, BrokenRow):
            yield cells
        elif len(cells) != len(header):
            yield BrokenRow(line, f"{len(cells)} fields where the header has {len(header)}")
        else:
            yield line, dict(zip(header, cells, strict=True))
    if header is None:
        raise UnreadableText("empty")


def _csv_row(
    line: int,
    text: str,
    separator: str,
    lines: deque[tuple[int, str | BrokenRow]],
    stream: Iterator[tuple[int, str | BrokenRow]],
) -> list[str] | BrokenRow:
    """Return the cells of the row that starts with ``text``, taking further lines while a quote is open.

    Where the row is broken, the lines after its first stay in ``lines``, to be read as rows of their own:
    one stray quote must not swallow the rest of the file.
    """
    parts = [text]
    taken = 0
    is_open = text.count('"') % 2 == 1
    while is_open and taken < LONGEST_QUOTE:
        if taken == len(lines):
            following = next(stream, None)
            if following is None:
                break
            lines.append(following)
        more = lines[taken][1]
        if isinstance(more, BrokenRow):
            break
        taken += 1
        parts.append(more)
        is_open ^= more.count('"') % 2 == 1
    if is_open:
        return BrokenRow(line, "a quote is opened and not closed")
    try:
        rows = list(csv.reader(parts, delimiter=separator, strict=True))
    except csv.Error as error:
        return BrokenRow(line, f"no valid CSV: {error}")
    if len(rows) != 1:
        return BrokenRow(line, "no valid CSV: a quote opens within a field")
    for _ in range(taken):
        lines.popleft()
    return rows[0]


def _separator(header: str) -> str:
    return max(",;\t", key=lambda mark: (header.count(mark), -",;\t".index(mark)))


def _header(cells: list[str] | BrokenRow, line: int) -> list[str]:
    if isinstance(cells, BrokenRow):
        raise UnreadableText(f"header: {cells.reason}", line)
    header = [cell.strip() for cell in cells]
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice:
        raise UnreadableText(f"header: the column {twice[0]!r} stands there twice", line)
    if not {"text", "file", "statement"} & set(header):
        raise UnreadableText("header: no column text, file or statement", line)
    return header


def parquet_records(path: str) -> Iterator[Row | BrokenRow]:
    """Yield the rows of a Parquet file, numbered from 1. Raises ``UnreadableText``."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            line = 0
            for batch in file.iter_batches(batch_size=256):
                for row in batch.to_pylist():
                    line += 1
                    yield line, {name: _scalar(value) for name, value in row.items()}
            if line == 0:
                raise UnreadableText("empty")
    except (pa.ArrowException, UnicodeDecodeError) as error:
        raise UnreadableText(f"no readable Parquet file: {str(error).splitlines()[0][:200]}") from error


def _scalar(value: Any) -> Any:
    """Return dates as ISO 8601, as the text tables have them."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def _lines(handle: BinaryIO) -> Iterator[tuple[int, str | BrokenRow]]:
    """Yield the lines, numbered from 1, with their ends as they are."""
    number = 0
    while content := handle.readline(LONGEST_ROW):
        number += 1
        if number == 1:
            check_encoding(content)
            content = content.removeprefix(codecs.BOM_UTF8)
        if len(content) >= LONGEST_ROW and not content.endswith(b"\n"):
            while (piece := handle.readline(_PIECE)) and not piece.endswith(b"\n"):
                pass
            yield number, BrokenRow(number, f"longer than {LONGEST_ROW:,} bytes, the limit for a row")
            continue
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            yield number, BrokenRow(number, not_utf8(error))
            continue
        if "\0" in text:
            yield number, BrokenRow(number, "holds a NUL character: binary, or UTF-16 without its mark")
            continue
        yield number, text

"""Standard input: a plain text, or JSON Lines where its first line is a row."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import BinaryIO

from claims.model import Document, Reject
from claims.read.decode import UnreadableText, decode
from claims.read.paths import STDIN
from claims.read.records import LONGEST_ROW, BrokenRow, json_records
from claims.read.rows import CONTENTS
from claims.read.tables import document_of_row
from claims.read.texts import LONGEST_DOCUMENT


def read_stdin(stream: BinaryIO) -> Iterator[Document | Reject]:
    """Yield the documents of standard input."""
    first = stream.readline(LONGEST_ROW)
    try:
        if _is_row(first):
            yield from _read_rows(_Resumed(first, stream))
        else:
            content = first + stream.read(LONGEST_DOCUMENT + 1)
            if len(content) > LONGEST_DOCUMENT:
                raise UnreadableText(f"longer than {LONGEST_DOCUMENT:,} bytes, the limit for one document")
            text = decode(content)
            if not text.strip():
                raise UnreadableText("empty")
            yield Document(STDIN, text, path=STDIN)
    except UnreadableText as error:
        yield Reject(STDIN, error.reason, error.line)


def _is_row(line: bytes) -> bool:
    if not line.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        return False
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(row, dict) and any(content in row for content in CONTENTS)


def _read_rows(stream: BinaryIO) -> Iterator[Document | Reject]:
    for row in json_records(stream):
        if isinstance(row, BrokenRow):
            yield Reject(STDIN, row.reason, row.line)
            continue
        line, fields = row
        try:
            yield document_of_row(fields, STDIN, line, None, set())
        except UnreadableText as error:
            yield Reject(STDIN, error.reason, line)


class _Resumed(io.BytesIO):
    """A stream whose first line was read already."""

    def __init__(self, first: bytes, rest: BinaryIO) -> None:
        super().__init__(first)
        self._rest = rest

    def readline(self, size: int | None = -1, /) -> bytes:
        return super().readline(size) or self._rest.readline(-1 if size is None else size)

"""Offsets of a text as the lines and columns that an editor shows, counted from 1 in code points."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache

from claims.model import Document, Span

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Place:
    """A span as lines and columns from 1; the end column is the one after the last character."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True)
class Lines:
    """The lines of a text, found once."""

    text: str

    @cached_property
    def starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of a code point."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def place(self, span: Span) -> Place:
        start, end = span
        line, column = self.position(start)
        end_line, end_column = self.position(max(end - 1, start))
        return Place(line, column, end_line, end_column + (end > start))

    def bounds(self, line: int) -> Span:
        """Span of a line's text, its line end left out."""
        start = self.starts[line - 1]
        end = self.starts[line] if line < len(self.starts) else len(self.text)
        return start, start + len(self.text[start:end].rstrip("\r\n"))


@lru_cache(maxsize=64)
def lines_of(text: str) -> Lines:
    return Lines(text)


def file_place(document: Document, span: Span) -> tuple[str, Place | None, int | None]:
    """The file that holds a document, the place of a span in it, and the line of the file.

    A row of a JSONL or CSV file has a line but no columns: its offsets are those of its text, not of the
    file.
    """
    if document.line is not None and document.path is not None:
        return document.path, None, document.line
    place = lines_of(document.text).place(span)
    return document.path or document.name, place, place.line


def location(document: Document | None, name: str, span: Span) -> str:
    """Write where a span stands: ``name:line:column``, and for a row of a file also the row."""
    if document is None:
        return f"{name}:{span[0]}"
    place = lines_of(document.text).place(span)
    where = f"{name}:{place.line}:{place.column}"
    if document.line is not None and document.path is not None and document.path != name:
        return f"{where} ({document.path}:{document.line})"
    return where

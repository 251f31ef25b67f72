"""Files to documents: ``read`` yields each document, or why it could not be taken, in a stable order.

A document's name is its ``id``, else its path as given. Texts (``.txt``, ``.md``, ``.html``, ``.pdf``) hold
one document; tables (``.jsonl``, ``.csv``, ``.tsv``, ``.parquet``) hold one a row, with a field ``text``,
``file`` (a text beside the table) or ``statement`` (a structured claim). Tables are read row by row.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import BinaryIO

from claims.errors import InputError
from claims.model import Document, Reject
from claims.read.dates import published_moment
from claims.read.paths import STDIN, Source, find_sources
from claims.read.stdin import read_stdin
from claims.read.tables import read_table
from claims.read.texts import read_text_file

Path = str | os.PathLike[str]


def read(
    paths: Iterable[Path] | Path,
    *,
    published: str | date | datetime | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Document | Reject]:
    """Return an iterator over the documents of files, directories, globs and ``-`` (standard input).

    Given order is kept; directories and globs are sorted, tables before texts. A file is read once, and a
    text that a row of a table brought is not read again on its own. ``published`` (ISO 8601) dates the
    documents that carry no date themselves; ``stdin`` stands in for standard input.

    Raises ``InputError`` at once, before anything is read, for a path that does not exist, a glob or a
    directory without documents, and a date that is none. What is wrong with a file or a row is a
    ``Reject``, and the rest goes on.
    """
    moment = _moment(published)
    given = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    sources = find_sources([os.fspath(path) for path in given])
    return _checked(_read(sources, stdin), moment)


def _read(sources: Iterable[Source], stdin: BinaryIO | None) -> Iterator[Document | Reject]:
    seen: set[str] = set()
    for source in sources:
        if source.path == STDIN:
            yield from read_stdin(stdin if stdin is not None else sys.stdin.buffer)
            continue
        place = os.path.realpath(source.path)
        if place in seen:
            continue
        seen.add(place)
        if source.is_table:
            yield from read_table(source.path, seen)
        else:
            yield read_text_file(source.path)


def _checked(items: Iterable[Document | Reject], published: datetime | None) -> Iterator[Document | Reject]:
    """Refuse names used twice, which would hide a document behind another, and fill in the date."""
    names: set[int] = set()
    for item in items:
        if isinstance(item, Document):
            name = hash(item.name)
            if name in names:
                reason = f"another document of this run has the name {item.name!r}: give it an id of its own"
                yield Reject(item.path or item.name, reason, item.line)
                continue
            names.add(name)
            if item.published is None and published is not None:
                yield replace(item, published=published, published_basis="option")
                continue
        yield item


def _moment(published: str | date | datetime | None) -> datetime | None:
    if published is None:
        return None
    try:
        return published_moment(published)
    except ValueError as error:
        raise InputError(f"published: {error}") from error

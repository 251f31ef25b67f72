"""Paths as given on a command line to the files to read."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from claims.errors import InputError

STDIN = "-"
TABLES = frozenset({".jsonl", ".ndjson", ".csv", ".tsv", ".parquet"})
TEXTS = frozenset({".txt", ".md", ".markdown", ".html", ".htm", ".pdf"})


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, by its path as given."""

    path: str

    @property
    def is_table(self) -> bool:
        return suffix(self.path) in TABLES


def suffix(path: str) -> str:
    """Return the suffix in small letters, with its dot."""
    return os.path.splitext(path)[1].lower()  # noqa: PTH122 - paths stay as they were given


def printable(path: str) -> str:
    """Return a path that can be written anywhere: bytes that are no UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def find_sources(paths: Sequence[str]) -> Iterator[Source]:
    """Return the files of ``paths`` in order; directories are walked while they are read.

    Raises ``InputError`` for a path that does not exist and for a glob or directory without documents.
    """
    if not paths:
        raise InputError("no path was given")
    return chain.from_iterable([_files_of(path) for path in paths])


def _files_of(path: str) -> Iterable[Source]:
    if path == STDIN or os.path.isfile(path):  # noqa: PTH113
        return [Source(path)]
    if os.path.isdir(path):  # noqa: PTH112
        return _directory(path)
    if os.path.lexists(path):
        # Pipes and devices: opening one tells, where it is its turn.
        return [Source(path)]
    if glob.has_magic(path):
        found = sorted(glob.glob(path, recursive=True))  # noqa: PTH207
        if not found:
            raise InputError("no file matches", path=path)
        # A folder that matches along with the files in it (``**``) is no call to read it whole.
        files = [name for name in found if not os.path.isdir(name)]  # noqa: PTH112
        return [Source(name) for name in files] if files else chain.from_iterable(map(_directory, found))
    raise InputError("no such file or directory", path=path)


def _directory(path: str) -> Iterator[Source]:
    """Return the documents below a folder: tables first, because they tell of the texts beside them."""
    files = chain(_walk(path, TABLES), _walk(path, TEXTS))
    first = next(files, None)
    if first is None:
        kinds = " ".join(sorted(TABLES | TEXTS))
        raise InputError(f"no documents in this directory (looked for {kinds})", path=path)
    return chain([first], files)


def _walk(path: str, suffixes: frozenset[str]) -> Iterator[Source]:
    def refuse(error: OSError) -> None:
        raise InputError(f"cannot be listed: {error.strerror}", path=path) from error

    for folder, folders, names in os.walk(path, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and suffix(name) in suffixes:
                yield Source(os.path.join(folder, name))  # noqa: PTH118

"""A database of claims: opened, written in transactions, asked."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb

from claims.errors import StoreError
from claims.model import Claim, Document, Extraction, Reject, ValidationReport
from claims.store import reading, reference, schema
from claims.store.diff import BatchDiff, diff_batches
from claims.store.export import export_sqlite
from claims.store.ingest import BatchSummary, write_batch
from claims.store.memory import DEFAULT_LIMIT, write_out_idle
from claims.store.query import Result, run_query
from claims.store.reading import BatchInfo

MEMORY = ":memory:"

# Nothing that a query or a rule says may reach files, extensions or Python's variables.
_LOCKED_IN: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
}
# Rows of an open transaction are kept as they were inserted, and threads each begin blocks of their own, many
# times the size of the rows. Memory that was freed is given back at once.
_WRITING: dict[str, str | bool | int | float | list[str]] = {
    **_LOCKED_IN,
    "threads": 1,
    "allocator_flush_threshold": "4MB",
    "allocator_bulk_deallocation_flush_threshold": "4MB",
}
_READ_ONLY: dict[str, str | bool | int | float | list[str]] = {**_LOCKED_IN, "lock_configuration": "true"}

Reader = Callable[[Iterable[Document | Reject]], Iterable[Extraction | Reject]]


def open_store(
    path: str | os.PathLike[str] = MEMORY, read_only: bool = False, memory_limit: str | None = None
) -> Store:
    """Open the database at ``path`` (``:memory:`` for one that is forgotten), creating it where there is none.

    Tables are created, an older schema is brought forward, reference facts and the trees of the lexicon are
    loaded where they changed. ``read_only`` changes nothing and locks the configuration. ``memory_limit`` ("2GB")
    is what DuckDB may take while it writes a file; what needs more goes to the folder ``NAME.tmp`` beside it.
    Raises ``StoreError`` for a file that is missing, in use, no DuckDB database, or another program's.
    """
    name = os.fspath(path)
    place = MEMORY if name == MEMORY else os.path.abspath(name)  # noqa: PTH100
    if read_only and (place == MEMORY or not Path(place).exists()):
        raise StoreError(f"{name}: no database there to read")
    memory_limit = memory_limit or DEFAULT_LIMIT
    settings = _READ_ONLY if read_only else _WRITING
    limited = not read_only and place != MEMORY
    try:
        connection = duckdb.connect(
            place,
            read_only=read_only,
            config={**settings, "memory_limit": memory_limit} if limited else settings,
        )
    except duckdb.Error as error:
        raise StoreError(f"{name}: {_plain(error)}") from error
    store = Store(connection, name, read_only, memory_limit if limited else None)
    try:
        store._prepare()
    except StoreError as error:
        store.close()
        raise StoreError(f"{name}: {error}") from error
    except BaseException:
        store.close()
        raise
    return store


class Store:
    """An open database. ``connection`` is the one connection of the process to it."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        path: str,
        read_only: bool,
        memory_limit: str | None = None,
    ) -> None:
        self.connection = connection
        self.path = path
        self.read_only = read_only
        self.memory_limit = memory_limit
        self._depth = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the database; what is not committed is gone."""
        self.connection.close()

    def _prepare(self) -> None:
        if self.read_only:
            version = schema.stored_version(self.connection)
            if version is None:
                raise StoreError("the database is empty")
            newest = schema.current_version()
            schema.check_version(version, newest)
            if version < newest:
                raise StoreError(f"the database has schema version {version}: open it for writing once")
            return
        with self.transaction():
            schema.prepare(self.connection)
            reference.load_package(self.connection)

    @contextmanager
    def transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Do everything within or nothing; a transaction within another is part of it.

        An error or an interrupt rolls back and goes on; DuckDB's own errors become ``StoreError``.
        """
        if self._depth:
            yield self.connection
            return
        if self.read_only:
            raise StoreError(f"{self.path} is open for reading only")
        self.connection.execute("BEGIN TRANSACTION")
        self._depth = 1
        try:
            yield self.connection
            self.write_out_idle()
            self.connection.execute("COMMIT")
        except BaseException as error:
            with suppress(duckdb.Error):
                self.connection.execute("ROLLBACK")
            if isinstance(error, duckdb.Error):
                raise StoreError(_plain(error)) from error
            raise
        finally:
            self._depth = 0

    def write_out_idle(self, rows: int = 0) -> None:
        """Free memory between two statements of a long transaction, where the database is a file.

        ``rows``: how many narrow rows are needed again soon.
        """
        if self.memory_limit is not None:
            write_out_idle(self.connection, self.memory_limit, rows)

    def write_batch(self, name: str, items: Iterable[Extraction | Reject], now: datetime) -> BatchSummary:
        """Write what was read as the batch ``name``, whole or not at all; items are taken as they come.

        A document whose content is known adds nothing (its claims are brought up to date where they are read
        otherwise today); a changed text under a known name is a new version and supersedes the old. A batch
        of that name is replaced by what is supplied now.
        """
        with self.transaction() as connection:
            return write_batch(connection, name, items, now, self.write_out_idle)

    def refresh(self, reader: Reader, name: str, now: datetime) -> BatchSummary:
        """Read the current documents again and write what is read otherwise as the batch ``name``.

        ``reader`` takes documents and yields what is read from them. The replaced readings are kept in
        ``former_claims``, so that ``diff`` shows what changed.
        """
        with self.transaction():
            return self.write_batch(name, reader(reading.originals(self.connection)), now)

    def load_reference(self, paths: Sequence[str | os.PathLike[str]]) -> int:
        """Make the user's reference facts those of these CSV files; return how many there are.

        A fact of the user replaces the package's fact of the same id. Raises ``InputError`` with file and
        line for a file that breaks the format.
        """
        with self.transaction() as connection:
            return reference.load_user(connection, [os.fspath(path) for path in paths])

    def batches(self) -> list[BatchInfo]:
        """Return the batches, the oldest first."""
        return reading.batches(self.connection)

    def latest_batch(self) -> str | None:
        """Return the name of the batch written last."""
        return reading.latest_batch(self.connection)

    def documents(self, batch: str | None = None, names: Collection[str] | None = None) -> Iterator[Document]:
        """Yield the documents of a batch in the order supplied, or all current ones; with one of ``names``."""
        return reading.documents(self.connection, batch, names)

    def claims(self, batch: str | None = None) -> Iterator[Claim]:
        """Yield the claims of a batch in the order of documents and texts, or those of all current documents."""
        return reading.claims(self.connection, batch)

    def claims_by_id(self, claim_ids: Iterable[str]) -> dict[str, Claim]:
        """Return the claims with these ids; those that are gone are left out."""
        return reading.claims_by_id(self.connection, claim_ids)

    def report(self, batch: str, run_id: int | None = None, most: int | None = None) -> ValidationReport:
        """Return the report of the batch's last run, or of the run ``run_id``, with all its findings.

        ``most`` limits them to the gravest of each rule, as ``validate`` does. Raises ``StoreError``.
        """
        return reading.report(self.connection, batch, run_id, most)

    def diff(self, first: str, second: str) -> BatchDiff:
        """Return what is new, gone and changed from batch ``first`` to ``second``. Raises ``StoreError``."""
        return diff_batches(self.connection, first, second)

    def query(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] | None = None) -> Result:
        """Run one query that reads. Raises ``InputError`` for anything else and for SQL that fails."""
        return run_query(self.connection, sql, parameters)

    def table(self, name: str) -> Result:
        """Return a table or view whole."""
        return run_query(self.connection, f"FROM {_quoted(name)}", None)

    def export_sqlite(self, path: str | os.PathLike[str]) -> dict[str, int]:
        """Write all tables and the views for people to a SQLite file; return the rows of each."""
        return export_sqlite(self.connection, os.fspath(path))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _plain(error: duckdb.Error) -> str:
    """Say in words what DuckDB says."""
    text = str(error)
    holder = re.search(r"\(PID (\d+)\)", text)
    if "Could not set lock" in text or "being used by another process" in text:
        by = f" (process {holder.group(1)})" if holder else ""
        return f"in use by another process{by}; close it, or wait"
    if "not a valid DuckDB database file" in text:
        return "not a DuckDB database"
    if "different configuration" in text:
        return "open already in this process, with other settings"
    return text.splitlines()[0] if text else type(error).__name__

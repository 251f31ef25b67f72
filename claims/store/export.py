"""A copy of the database for tools that read SQLite."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from claims.errors import StoreError

if TYPE_CHECKING:
    import duckdb

VIEWS = ("claims_flat", "timeline", "open_findings", "disagreements", "sources")
ROWS_AT_ONCE = 5_000

_AFFINITIES = {
    "BIGINT": "INTEGER",
    "INTEGER": "INTEGER",
    "BOOLEAN": "INTEGER",
    "DOUBLE": "REAL",
    "HUGEINT": "INTEGER",
}


def export_sqlite(connection: duckdb.DuckDBPyConnection, path: str) -> dict[str, int]:
    """Write all tables, and the views as tables, to ``path``; return the rows of each.

    Times become ISO 8601, lists, maps and structs JSON. The file appears when it is complete. Raises
    ``StoreError`` where there is such a file already, and where it cannot be written.
    """
    if os.path.lexists(path):
        raise StoreError(f"{path}: is there already")
    partial = f"{path}.partial"
    names = [
        row[0]
        for row in connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE NOT temporary AND schema_name = 'main' ORDER BY table_oid"
        ).fetchall()
    ]
    try:
        Path(partial).unlink(missing_ok=True)
        with closing(sqlite3.connect(partial, isolation_level=None)) as target:
            target.execute("PRAGMA journal_mode = OFF")
            target.execute("BEGIN")
            counts = {name: _copy(connection, target, name) for name in (*names, *VIEWS)}
            target.execute("COMMIT")
        os.replace(partial, path)  # noqa: PTH105
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{path}: cannot be written: {error}") from error
    finally:
        with suppress(OSError):
            Path(partial).unlink(missing_ok=True)
    return counts


def _copy(source: duckdb.DuckDBPyConnection, target: sqlite3.Connection, name: str) -> int:
    columns = source.execute(f'DESCRIBE "{name}"').fetchall()
    defined = ", ".join(f'"{column}" {_AFFINITIES.get(kind, "TEXT")}' for column, kind, *_ in columns)
    target.execute(f'CREATE TABLE "{name}" ({defined})')
    selected = ", ".join(_plain(column, kind) for column, kind, *_ in columns)
    rows = source.execute(f'SELECT {selected} FROM "{name}"')  # noqa: S608 - names of our own schema
    insert = f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(columns))})'  # noqa: S608
    count = 0
    while page := rows.fetchmany(ROWS_AT_ONCE):
        target.executemany(insert, page)
        count += len(page)
    return count


def _plain(column: str, kind: str) -> str:
    """Return the SQL of a column in a type that SQLite has."""
    if kind in {*_AFFINITIES, "VARCHAR", "JSON"}:
        return f'"{column}"'
    if kind.startswith(("MAP", "STRUCT")) or kind.endswith("[]"):
        return f'to_json("{column}")::VARCHAR'
    if kind == "TIMESTAMP":
        return f"strftime(\"{column}\", '%Y-%m-%dT%H:%M:%S')"
    return f'"{column}"::VARCHAR'

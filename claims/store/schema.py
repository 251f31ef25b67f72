"""A database's tables: laid out when it is new, brought forward when it is old."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from claims.errors import StoreError
from claims.model import stable_hash
from claims.store.statements import filled, migrations, script

if TYPE_CHECKING:
    import duckdb

FIRST_VERSION = 1


def current_version() -> int:
    """Return the schema version that this program writes."""
    return max([FIRST_VERSION, *(version for version, _ in migrations())])


def stored_version(connection: duckdb.DuckDBPyConnection) -> int | None:
    """Return the schema version of the database, ``None`` where it is empty.

    Raises ``StoreError`` for a database that holds something else.
    """
    tables = {
        row[0]
        for row in connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE NOT temporary AND schema_name = 'main'"
        ).fetchall()
    }
    if not tables:
        return None
    if not {"meta", "claims", "documents"} <= tables:
        raise StoreError(f"the database holds other tables ({', '.join(sorted(tables)[:5])}), not claims")
    version = get_meta(connection, "schema_version")
    if version is None or not version.isdigit():
        raise StoreError("the database says no schema version: it was not written by this program")
    return int(version)


def prepare(connection: duckdb.DuckDBPyConnection, steps: Sequence[tuple[int, str]] | None = None) -> None:
    """Create the tables of a new database, or bring an older one forward; views are kept up to date.

    ``steps``: the migrations, those of the package by default. Runs in the open transaction. Raises
    ``StoreError`` for a database of a later version.
    """
    steps = migrations() if steps is None else steps
    newest = max([FIRST_VERSION, *(version for version, _ in steps)])
    version = stored_version(connection)
    if version is None:
        connection.execute(script("schema"))
        connection.execute(script("comments"))
        version = newest
        set_meta(connection, "schema_version", str(newest))
    check_version(version, newest)
    for step, sql in steps:
        if step > version:
            connection.execute(sql)
            set_meta(connection, "schema_version", str(step))
    views = script("views")
    if get_meta(connection, "views_version") != stable_hash(views):
        connection.execute(views)
        set_meta(connection, "views_version", stable_hash(views))


def check_version(version: int, newest: int) -> None:
    """Raise ``StoreError`` for a version that this program does not know yet."""
    if version > newest:
        raise StoreError(
            f"the database has schema version {version}, this program knows {newest}: update the program"
        )


def get_meta(connection: duckdb.DuckDBPyConnection, key: str) -> str | None:
    """Return an entry of table ``meta``."""
    row = connection.execute(filled("SELECT value FROM meta WHERE key = $key", key=key)).fetchone()
    return str(row[0]) if row else None


def set_meta(connection: duckdb.DuckDBPyConnection, key: str, value: str) -> None:
    """Write an entry of table ``meta``."""
    connection.execute(filled("INSERT OR REPLACE INTO meta VALUES ($key, $value)", key=key, value=value))

"""One query that reads, and its rows as people's tools want them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import duckdb

from claims.errors import InputError
from claims.store.statements import filled

if TYPE_CHECKING:
    import pandas
    import pyarrow as pa

# Table functions that only look at the database. All others are refused: some read files, some switch
# logging on, some take the addresses of Python objects.
_TABLE_FUNCTIONS = frozenset(
    {
        "duckdb_columns",
        "duckdb_constraints",
        "duckdb_databases",
        "duckdb_functions",
        "duckdb_indexes",
        "duckdb_keywords",
        "duckdb_schemas",
        "duckdb_settings",
        "duckdb_tables",
        "duckdb_types",
        "duckdb_views",
        "generate_series",
        "histogram",
        "histogram_values",
        "json_each",
        "json_tree",
        "pragma_database_size",
        "pragma_show",
        "pragma_storage_info",
        "pragma_table_info",
        "pragma_version",
        "range",
        "repeat",
        "repeat_row",
        "summary",
        "unnest",
    }
)
_REFUSED_FUNCTIONS = frozenset({"getenv", "sleep_ms", "write_log"})
_EXPLAIN = re.compile(r"\s*EXPLAIN(?:\s+ANALYZE)?\s+", re.IGNORECASE)

Parameters = Sequence[Any] | Mapping[str, Any] | None


class Result:
    """The rows of a query, read once: iterate over them, or take them as one frame."""

    def __init__(self, reader: pa.RecordBatchReader) -> None:
        self._reader = reader
        self.columns: list[str] = list(reader.schema.names)

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        for batch in self._reader:
            columns = [column.to_pylist() for column in batch.columns]
            yield from zip(*columns, strict=True)

    def rows(self) -> list[tuple[Any, ...]]:
        """Return the rows as tuples."""
        return list(self)

    def batches(self) -> pa.RecordBatchReader:
        """Return the rows as they come, in Arrow's record batches."""
        return self._reader

    def arrow(self) -> pa.Table:
        """Return the rows as an Arrow table."""
        return self._reader.read_all()

    def pandas(self) -> pandas.DataFrame:
        """Return the rows as a pandas frame."""
        frame: pandas.DataFrame = self.arrow().to_pandas()
        return frame

    def polars(self) -> Any:
        """Return the rows as a polars frame. Raises ``ImportError`` where polars is not installed."""
        import polars  # type: ignore[import-not-found,unused-ignore]

        return polars.from_arrow(self.arrow())


def run_query(connection: duckdb.DuckDBPyConnection, sql: str, parameters: Parameters) -> Result:
    """Run ``sql``, if it is one statement that only reads the database.

    Raises ``InputError`` where it is not, and where DuckDB refuses it.
    """
    try:
        _check(connection, sql)
        found = connection.execute(sql, parameters) if parameters else connection.execute(sql)
        return Result(found.to_arrow_reader(10_000))
    except duckdb.Error as error:
        raise InputError(str(error).strip()) from error


def _check(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    if "\0" in sql:
        raise InputError("a NUL character cannot stand in SQL")
    found = connection.extract_statements(sql)
    if len(found) != 1:
        raise InputError("one query at a time" if found else "no query")
    kind = found[0].type
    if kind == duckdb.StatementType.EXPLAIN:
        sql = _EXPLAIN.sub("", found[0].query, count=1)
    elif kind != duckdb.StatementType.SELECT:
        raise InputError(f"only queries that read are allowed, not {kind.name}")
    row = connection.execute(filled("SELECT json_serialize_sql($text)", text=sql)).fetchone()
    tree = json.loads(row[0]) if row else {"error": True}
    if tree.get("error"):
        raise InputError(
            "only queries that read are allowed: SELECT, FROM, WITH, DESCRIBE, SUMMARIZE, EXPLAIN"
        )
    _check_functions(tree)


def _check_functions(tree: Any) -> None:
    """Walk the parsed query and refuse what reaches out of the database."""
    steps = [tree]
    while steps:
        node = steps.pop()
        if isinstance(node, list):
            steps += node
        elif isinstance(node, dict):
            steps += node.values()
            name = str(node.get("function_name", "")).lower()
            if name in _REFUSED_FUNCTIONS:
                raise InputError(f"the function {name} is not allowed")
            if node.get("type") == "TABLE_FUNCTION":
                function = str(node.get("function", {}).get("function_name", "")).lower()
                if function not in _TABLE_FUNCTIONS:
                    raise InputError(f"the table function {function} is not allowed")

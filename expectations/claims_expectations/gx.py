"""Great Expectations over DuckDB: the only module that imports it.

It has no DuckDB data source, and closing a connection it made rolls back what is open; so it is lent the one
connection of the process, inside the open transaction, and never closes it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from duckdb_sqlalchemy import ConnectionWrapper
from sqlalchemy.pool import StaticPool

from claims.errors import CheckError
from claims_expectations.loading import loaded_when_used
from claims_expectations.suites import Expected

os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")  # read on import

# A third of its import goes into charts and distributions, which no expectation here asks for.
with loaded_when_used("altair", "scipy.stats"):
    import great_expectations
    from great_expectations.expectations.core.expect_column_values_to_be_between import (
        ExpectColumnValuesToBeBetween,
    )
    from great_expectations.expectations.core.expect_column_values_to_be_in_set import (
        ExpectColumnValuesToBeInSet,
    )
    from great_expectations.expectations.row_conditions import Column

if TYPE_CHECKING:
    import duckdb

CONNECTION = {"poolclass": StaticPool, "isolation_level": "AUTOCOMMIT", "skip_autocommit_rollback": True}


class _Lent(ConnectionWrapper):
    """The store's connection: it stays open when what borrowed it is thrown away, which may be during a later run."""

    def close(self) -> None:
        self.closed = True


def run_suite(
    connection: duckdb.DuckDBPyConnection, table: str, expected: Sequence[Expected]
) -> list[tuple[int, int]]:
    """Return (rows looked at, rows that fail) for each expectation, in their order.

    Raises ``CheckError`` where Great Expectations could not evaluate one.
    """
    context: Any = great_expectations.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    source = context.data_sources.add_sql(
        "claims",
        connection_string="duckdb://",
        kwargs={"creator": lambda: _Lent(connection), **CONNECTION},
    )
    batch = (
        source.add_table_asset(table, table_name=table).add_batch_definition_whole_table("all").get_batch()
    )
    results = batch.validate(suite_of("claims", expected), result_format="BASIC").results
    by_key = {json.dumps(one.expectation_config.meta, sort_keys=True): one for one in results}
    counts: list[tuple[int, int]] = []
    for one in expected:
        result = by_key.get(json.dumps(_meta(one), sort_keys=True))
        if result is None or "element_count" not in result.result:
            problem = "no result" if result is None else result.exception_info
            raise CheckError(
                f"Great Expectations could not evaluate {one.code} {one.measure or ''}: {problem}"
            )
        counts.append((int(result.result["element_count"]), int(result.result["unexpected_count"])))
    return counts


def write_suites(folder: Path, suites: Mapping[str, Sequence[Expected]]) -> list[Path]:
    """Write each suite as JSON that plain Great Expectations loads; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for name, expected in sorted(suites.items()):
        content = suite_of(f"claims-{name}", expected).to_json_dict()
        # the ids of the file are stable, so that the same policy writes the same bytes
        content["id"] = None
        content["expectations"] = [{**one, "id": None} for one in content["expectations"]]
        path = folder / f"{name}.json"
        path.write_text(
            json.dumps(content, indent=2, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8"
        )
        written.append(path)
    return written


def suite_of(name: str, expected: Iterable[Expected]) -> Any:
    """Return the suite; every default is set on the instance, because class defaults are not serialised."""
    return great_expectations.ExpectationSuite(
        name=name, expectations=[_expectation(one) for one in expected]
    )


def _expectation(one: Expected) -> Any:
    condition: Any = Column("code") == one.code
    common: dict[str, Any] = {
        "severity": _SEVERITIES[one.severity],
        "description": one.description,
        "meta": _meta(one),
    }
    if one.measure is None:
        return ExpectColumnValuesToBeInSet(
            column="violates", value_set=[False], row_condition=condition, **common
        )
    return ExpectColumnValuesToBeBetween(
        column="number",
        min_value=one.lower,
        max_value=one.upper,
        row_condition=condition & (Column("measure") == one.measure),
        **common,
    )


# Great Expectations knows critical, warning and info.
_SEVERITIES = {"error": "critical", "warning": "warning", "info": "info"}


def _meta(one: Expected) -> dict[str, str]:
    return {"code": one.code} if one.measure is None else {"code": one.code, "measure": one.measure}

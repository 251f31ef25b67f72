"""The rows of comparisons that rules make: materialised narrow, counted, and kept with their working."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

import duckdb

from claims.errors import CheckError, InputError
from claims_expectations.figures import Figures, HasConnection
from claims_expectations.policy import Policy
from claims_expectations.rulefile import Rule
from claims_expectations.statements import sql
from claims_expectations.suites import BOUNDED, expectations_of

# The queries are those of rule files, and table names are made of rule codes: letters and digits.
# ruff: noqa: S608

COPIED_ROWS = 20_000

# How many kept rows get their working and their claims at a time; more, where each page looks for its claims among
# very many: then so many claims.
PAGE = 25_000
_CLAIMS_A_PAGE = 400_000

# A query that may take all columns of what it reads, whatever it names.
_ALL_COLUMNS = re.compile(r"\.\s*\*|\bSELECT\s+\*|\bCOLUMNS\s*\(", re.IGNORECASE)
# What every kept comparison needs of its claims.
_ALWAYS_SPOKEN = frozenset({"claim_id", "document", "quote", "span_start", "span_end"})
# What told.sql itself needs of them.
_TOLD_OF = frozenset({"id", "claim_id", "document", "span_start", "identity"})


def leave_out(connection: duckdb.DuckDBPyConnection, rules: Sequence[Rule]) -> None:
    """Clear away the rows of an earlier run, and make empty ones for the rules that are not run now.

    Rules that look at the rows of others find them there.
    """
    for name, kind in connection.execute(
        "SELECT table_name, table_type FROM information_schema.tables "
        "WHERE table_catalog = 'temp' AND starts_with(table_name, 'rows_')"
    ).fetchall():
        connection.execute(f"DROP {'VIEW' if kind == 'VIEW' else 'TABLE'} temp.{name}")
    for rule in rules:
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE {rule.table} AS SELECT NULL::BIGINT[] AS ids, "
            "FALSE AS violates, '' AS verdict, FALSE AS nested WHERE FALSE"
        )


def compare(store: HasConnection, rule: Rule, figures: Figures) -> tuple[int, int]:
    """Materialise the rows of a rule, slice by slice if it may be; return how many there are and violate it."""
    connection = store.connection
    try:
        if rule.of_claims:
            # A list for each of many rows that name one claim costs more than all the rest of them.
            connection.execute(
                f"CREATE OR REPLACE TEMP TABLE of_claims_{rule.code} AS "
                f"SELECT ids[1] AS id, * EXCLUDE (ids) FROM ({rule.comparisons_sql})"
            )
            connection.execute(
                f"CREATE TEMP VIEW {rule.table} AS SELECT [id] AS ids, * EXCLUDE (id) FROM of_claims_{rule.code}"
            )
        else:
            _materialise(store, rule, figures)
        row = connection.execute(
            f"SELECT count(*), count_if(violates), count_if(violates IS NULL OR verdict IS NULL) FROM {rule.table}"
        ).fetchone()
    except duckdb.Error as error:
        raise InputError(f"rule {rule.code}: {error}", path=rule.file) from error
    assert row is not None
    if row[2]:
        raise CheckError(f"{rule.code}: {row[2]} comparisons without 'violates' or 'verdict'")
    return int(row[0]), int(row[1] or 0)


def _materialise(store: HasConnection, rule: Rule, figures: Figures) -> None:
    connection = store.connection
    table = f"CREATE TEMP TABLE {rule.table} AS"
    if figures.slices == 1 or not rule.by_slices:
        connection.execute(f"{table} {rule.comparisons_sql}")
        return
    for number in range(figures.slices):
        connection.execute("SET VARIABLE slice = ?", [number])
        connection.execute(f"{f'INSERT INTO {rule.table}' if number else table} {rule.comparisons_sql}")
        store.write_out_idle(figures.count)
    connection.execute("SET VARIABLE slice = NULL")


def agree_with_gx(
    connection: duckdb.DuckDBPyConnection,
    rules: Sequence[Rule],
    policy: Policy,
    counts: dict[str, tuple[int, int]],
) -> None:
    made = [rule for rule in rules if counts[rule.code][0]]
    if not made:
        return
    from claims_expectations.gx import run_suite

    branches = []
    measures: dict[str, list[str]] = {}
    for rule in made:
        columns = (
            "measure, number" if rule.code == BOUNDED else "NULL::VARCHAR AS measure, NULL::DOUBLE AS number"
        )
        branches.append(f"SELECT '{rule.code}' AS code, violates, {columns} FROM {rule.table}")
        if rule.code == BOUNDED:
            found = connection.execute(f"SELECT DISTINCT measure FROM {rule.table}").fetchall()
            measures[rule.code] = [row[0] for row in found]
    # Great Expectations asks some thirty questions: planning the rules anew for each takes longer than to
    # copy a few rows, and many rows are not worth their memory.
    kind = "TABLE" if sum(counts[rule.code][0] for rule in made) <= COPIED_ROWS else "VIEW"
    connection.execute(f"CREATE OR REPLACE TEMP {kind} compared AS " + " UNION ALL ".join(branches))
    expected = expectations_of(made, policy, measures)
    seen: dict[str, tuple[int, int]] = {rule.code: (0, 0) for rule in made}
    for one, (looked_at, failed) in zip(expected, run_suite(connection, "compared", expected), strict=True):
        before = seen[one.code]
        seen[one.code] = (before[0] + looked_at, before[1] + failed)
    connection.execute(f"DROP {kind} compared")
    for code, gx in seen.items():
        if gx != counts[code]:
            raise CheckError(
                f"{code}: Great Expectations looked at {gx[0]} rows and failed {gx[1]}, "
                f"the rule made {counts[code][0]} comparisons and failed {counts[code][1]}"
            )


def keep(
    connection: duckdb.DuckDBPyConnection,
    rules: Sequence[Rule],
    policy: Policy,
    counts: dict[str, tuple[int, int]],
    run_id: int,
    now: datetime,
    after_page: Callable[[], None],
) -> None:
    """Write the failing rows, and some of the passing ones, with their working; what failed also as findings.

    Page by page, so that few texts are in memory at a time; ``after_page`` may free what is left of them.
    """
    limit = policy.thresholds.kept_comparisons
    rules = [rule for rule in rules if counts[rule.code][0]]
    kept: dict[str, int] = {}
    for rule in rules:
        names = _columns(connection, rule)
        numbers = "" if "ids" in names else ", numbered(claim_ids) AS ids"
        order = "ids" if "ids" in names else "claim_ids"
        uncertain = "" if "uncertain" in names else ", FALSE AS uncertain"
        written = connection.execute(
            f"CREATE OR REPLACE TEMP TABLE kept_{rule.code} AS "
            # in the order of the claims, so that those of one page lie together
            f"SELECT row_number() OVER () AS comparison, *{numbers}{uncertain} FROM "
            f"(FROM {rule.table} WHERE violates UNION ALL "
            f"(FROM {rule.table} WHERE NOT violates ORDER BY {order} LIMIT {limit})) ORDER BY {order}[1]"
        ).fetchone()
        kept[rule.code] = written[0] if written else 0
    after_page()
    named = [f"SELECT unnest(ids) AS id FROM kept_{rule.code}" for rule in rules]
    connection.execute(
        sql("spoken")
        .replace("/* ids */", " UNION ALL ".join(named) or "SELECT 0 WHERE FALSE")
        .replace("/* columns */", "".join(f", c.{name}" for name in _spoken_columns(connection, rules)))
    )
    after_page()
    few = sum(kept.values()) <= PAGE
    if few:
        connection.execute("CREATE OR REPLACE TEMP VIEW spoken AS FROM all_spoken")
    for rule in rules:
        connection.execute(sql("told_table"))
        told = sql("told").replace(
            "/* working */", rule.working_sql or "SELECT comparison, working FROM kept"
        )
        page = max(PAGE, min(kept[rule.code] // 4, _CLAIMS_A_PAGE // _most_named(connection, rule)))
        page_spoken = (
            "" if few else sql("page_spoken").replace("/* columns */", _read_of_spoken(connection, rule))
        )
        for first in range(1, kept[rule.code] + 1, page):
            connection.execute(
                f"CREATE OR REPLACE TEMP VIEW kept AS FROM kept_{rule.code} "
                f"WHERE comparison BETWEEN {first} AND {first + page - 1}"
            )
            if page_spoken:
                connection.execute(page_spoken)
            try:
                connection.execute(told, [rule.message])
            except duckdb.Error as error:
                raise InputError(f"rule {rule.code}, its working: {error}", path=rule.file) from error
            after_page()
        row = connection.execute(
            "SELECT count(*) FROM told WHERE working IS NULL OR claim_ids IS NULL"
        ).fetchone()
        if row and row[0]:
            raise CheckError(f"{rule.code}: a comparison without working or claims")
        connection.execute(sql("comparisons"), [run_id, rule.code])
        after_page()
        if counts[rule.code][1]:
            connection.execute(
                sql("findings"),
                {
                    "run_id": run_id,
                    "code": rule.code,
                    "name": rule.name,
                    "severity": policy.severity(rule),
                    "now": now,
                },
            )
            after_page()


def _spoken_columns(connection: duckdb.DuckDBPyConnection, rules: Iterable[Rule]) -> list[str]:
    """Return the columns of claims that workings may read: sentences are long and most of them read none."""
    columns = [row[0] for row in connection.execute("DESCRIBE claims").fetchall()]
    workings = [rule.working_sql for rule in rules if rule.working_sql]
    if any(_ALL_COLUMNS.search(working) for working in workings):
        wanted = set(columns)
    else:
        wanted = {word for working in workings for word in re.findall(r"\w+", working.lower())}
    return [name for name in columns if name in wanted - _ALWAYS_SPOKEN]


def _most_named(connection: duckdb.DuckDBPyConnection, rule: Rule) -> int:
    row = connection.execute(f"SELECT max(len(ids)) FROM kept_{rule.code}").fetchone()
    return int(row[0] or 1) if row else 1


def _read_of_spoken(connection: duckdb.DuckDBPyConnection, rule: Rule) -> str:
    """Return the columns that the working of ``rule`` may read, as a list in SQL."""
    working = rule.working_sql or ""
    if _ALL_COLUMNS.search(working):
        return "*"
    wanted = _TOLD_OF.union(re.findall(r"\w+", working.lower()))
    columns = [row[0] for row in connection.execute("DESCRIBE all_spoken").fetchall()]
    return ", ".join(name for name in columns if name in wanted)


def _columns(connection: duckdb.DuckDBPyConnection, rule: Rule) -> set[str]:
    names = {row[0] for row in connection.execute(f"DESCRIBE {rule.table}").fetchall()}
    if not names & {"ids", "claim_ids"}:
        raise InputError(f"rule {rule.code}: no column ids or claim_ids", path=rule.file)
    return names

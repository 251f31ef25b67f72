"""A run of the checks: rules → rows of comparisons → Great Expectations → findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING

from claims.errors import InputError
from claims.model import Check, Finding, FindingClaim, RejectedInput, ValidationReport
from claims.version import tool_version
from claims_expectations.bounds import prepare_bounds
from claims_expectations.comparisons import agree_with_gx, compare, keep, leave_out
from claims_expectations.figures import HasConnection, make_figures, near_count
from claims_expectations.policy import Policy
from claims_expectations.retold.search import find_retold
from claims_expectations.rulefile import SUITES, Rule
from claims_expectations.statements import insert, sql
from claims_expectations.waivers import Waiver

if TYPE_CHECKING:
    import duckdb


# So many claims to compare take some tens of megabytes.
FEW_CLAIMS = 75_000

# Tables that few texts fill, by their SQL file: the variable that says so, and the columns. Planning what fills one takes
# longer than all else of a short text.
_SELDOM = {
    "stocks": (
        "stocks_told",
        "id BIGINT, in_batch BOOLEAN, published TIMESTAMP, concept VARCHAR, event VARCHAR, most DOUBLE, name VARCHAR",
    ),
    "elsewhere": (
        "wholes_told",
        "part BIGINT, whole BIGINT, low DOUBLE, high DOUBLE, part_high DOUBLE, whole_low DOUBLE, cue VARCHAR",
    ),
}


def validate(
    store: HasConnection,
    batch: str,
    policy: Policy,
    now: datetime,
    suites: Iterable[str] | None = None,
    waivers: Sequence[Waiver] = (),
    with_gx: bool = True,
) -> ValidationReport:
    """Check the documents of ``batch`` against themselves and the store, and write what was found.

    Works in the store's open transaction. ``suites`` names those to run, all by default; ``with_gx=False``
    takes the counts of the rows as they are, for tests of single rules.

    Raises ``InputError`` for an unknown suite or a rule whose query fails, ``CheckError`` where the counts
    of Great Expectations and of the rows differ.
    """
    connection = store.connection
    rules = _chosen(policy, suites)
    counts = count(store, batch, policy, rules, with_gx)
    run_id = _start_run(connection, batch, policy, now)
    _write_waivers(connection, waivers, now)
    keep(connection, rules, policy, counts, run_id, now, _clearing(store))
    findings = _findings(connection, run_id, policy.thresholds.reported_findings)
    checks = tuple(
        Check(
            code=rule.code,
            name=rule.name,
            comparisons=counts[rule.code][0],
            findings=counts[rule.code][1],
            not_run=None if counts[rule.code][0] else rule.none,
        )
        for rule in rules
    )
    insert(
        connection,
        "checks",
        [(run_id, one.code, one.name, one.comparisons, one.findings, one.not_run) for one in checks],
    )
    return _report(connection, batch, checks, findings)


def count(
    store: HasConnection, batch: str, policy: Policy, rules: Sequence[Rule], with_gx: bool = True
) -> dict[str, tuple[int, int]]:
    """Return how many comparisons each of ``rules`` makes and how many fail; their rows stay in its table.

    Works in the store's open transaction. Raises as ``validate`` does.
    """
    connection = store.connection
    loading = warm_up() if with_gx else None
    _prepare(connection, batch, policy)
    if any("bounds" in rule.comparisons_sql or "measured_things" in rule.comparisons_sql for rule in rules):
        prepare_bounds(connection, policy)
    clear_away = _clearing(store)
    clear_away(near_count(connection))
    ((documents,),) = connection.execute(
        "SELECT count(*) FROM documents WHERE superseded_by IS NULL"
    ).fetchall()
    made = [rule for rule in rules if documents > 1 or not rule.of_documents]
    figures = make_figures(store, [rule.comparisons_sql for rule in made])
    leave_out(connection, [rule for rule in policy.all_rules if rule not in made])
    counts: dict[str, tuple[int, int]] = {rule.code: (0, 0) for rule in rules}
    for rule in made:
        clear_away(figures.count)
        counts[rule.code] = compare(store, rule, figures)
    if loading is not None:
        loading.join()
        agree_with_gx(connection, rules, policy, counts)
    return counts


def _clearing(store: HasConnection) -> Callable[..., None]:
    """Return what frees memory between two statements: for few claims, which take little of it, nothing.

    What was read of the store would go with what they take, and be read again for the next rule.
    """
    return store.write_out_idle if near_count(store.connection) > FEW_CLAIMS else _leave


def _leave(_rows: int = 0) -> None:
    """Leave all in memory that is there."""


def warm_up() -> Thread:
    """Begin to import Great Expectations, which takes longer than all rules, beside what DuckDB does."""
    thread = Thread(target=import_module, args=("claims_expectations.gx",), daemon=True)
    thread.start()
    return thread


def _chosen(policy: Policy, suites: Iterable[str] | None) -> list[Rule]:
    known = {*SUITES.values(), "own"}
    wanted = known if suites is None else set(suites)
    unknown = sorted(wanted - known)
    if unknown:
        raise InputError(f"no suite {', '.join(unknown)}; there are {', '.join(sorted(known))}")
    return [rule for rule in policy.all_rules if rule.suite in wanted and rule.code not in policy.off]


def _prepare(connection: duckdb.DuckDBPyConnection, batch: str, policy: Policy) -> None:
    """Make the tables, views and macros that the rules read."""
    # A few thousand claims of a large store are read without those that lie between them.
    connection.execute("SET dynamic_or_filter_threshold = 3000")
    for name, value in {
        "run_batch": batch,
        "least_confidence": policy.thresholds.least_confidence,
        "undated_window": timedelta(days=policy.thresholds.undated_days),
        "relative": policy.tolerances.relative,
        "years": policy.tolerances.years,
        "outlier_factor": policy.tolerances.outlier_factor,
        "slip": policy.tolerances.slip,
        "history": policy.thresholds.history,
        "single_origin": policy.thresholds.single_origin,
        "slip_claims": policy.thresholds.slip_claims,
        "slip_days": policy.thresholds.slip_days,
        "growing": list(policy.growing),
    }.items():
        connection.execute(f"SET VARIABLE {name} = ?", [value])
    connection.execute(sql("macros"))
    connection.execute(sql("prelude"))
    connection.execute(sql("slips"))
    find_retold(connection, policy.thresholds.slip_days, frozenset(policy.growing))
    connection.execute(sql("wholes"))
    for table, (told, columns) in _SELDOM.items():
        ((filled,),) = connection.execute("SELECT getvariable(?)", [told]).fetchall()
        connection.execute(sql(table) if filled else f"CREATE OR REPLACE TEMP TABLE {table} ({columns})")


def _start_run(connection: duckdb.DuckDBPyConnection, batch: str, policy: Policy, now: datetime) -> int:
    row = connection.execute("SELECT coalesce(max(run_id), 0) + 1 FROM runs").fetchone()
    run_id = int(row[0]) if row else 1
    connection.execute(
        "INSERT INTO runs VALUES (?, ?, ?, ?, ?)", [run_id, batch, now, tool_version(), policy.version]
    )
    connection.execute("DELETE FROM rules")
    insert(
        connection,
        "rules",
        [(rule.code, rule.name, policy.severity(rule), rule.does) for rule in policy.all_rules],
    )
    return run_id


def _write_waivers(connection: duckdb.DuckDBPyConnection, waivers: Sequence[Waiver], now: datetime) -> None:
    connection.execute("DELETE FROM waivers")
    insert(
        connection,
        "waivers",
        [(one.finding_id, one.code, one.reason, one.until, now) for one in waivers],
    )


def _findings(connection: duckdb.DuckDBPyConnection, run_id: int, most: int) -> tuple[Finding, ...]:
    """Return the gravest of what was found, ``most`` of each rule: a batch may hold more than memory."""
    rows = connection.execute(sql("report"), [run_id, most]).fetchall()
    return tuple(
        Finding(
            code=row[0],
            name=row[1],
            severity=row[2],
            message=row[3],
            working=row[4],
            verdict=row[5],
            waived=row[6],
            finding_id=row[7],
            waiver=row[8],
            claims=tuple(FindingClaim.model_validate(claim) for claim in row[9]),
        )
        for row in rows
    )


def _report(
    connection: duckdb.DuckDBPyConnection,
    batch: str,
    checks: tuple[Check, ...],
    findings: tuple[Finding, ...],
) -> ValidationReport:
    counts = connection.execute(
        "SELECT (SELECT count(*) FROM batch_keys), "
        "(SELECT count(*) FROM claims JOIN batch_keys USING (document_key) WHERE kind <> 'date')"
    ).fetchone()
    assert counts is not None
    rejects = connection.execute(
        "SELECT file, line, reason FROM rejects WHERE batch = ? ORDER BY file, line, reason", [batch]
    ).fetchall()
    return ValidationReport(
        batch=batch,
        documents=counts[0],
        claims=counts[1],
        rejects=tuple(RejectedInput(file=file, line=line, reason=reason) for file, line, reason in rejects),
        checks=checks,
        findings=findings,
    )

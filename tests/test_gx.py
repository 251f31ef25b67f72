"""Great Expectations over the store's own connection, and in a process of its own on the same file."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

from claims.errors import CheckError, InputError, LexiconError
from claims.model import Document, ValidationReport
from claims.pipeline import extract
from claims.report.sources import SEVERITIES
from claims.store import Store, open_store
from claims_expectations import (
    Policy,
    Waiver,
    add_waiver,
    export_suites,
    load_policy,
    load_waivers,
    validate,
)

NOW = datetime(2026, 1, 1)
PUBLISHED = datetime(2025, 7, 10)
TEXTS = (
    (
        "On 9 July 2025 Russia launched 728 drones and 13 missiles at Ukraine, 714 in all. The shelling killed 2.5 people. "
        "The storm damaged 140 % of the houses."
    ),
    "Russia launched 872 drones at Ukraine on 9 July 2025, the ministry said.",
)


def fill(store: Store, *texts: str) -> None:
    documents = [
        Document(f"text {number}", text, published=PUBLISHED, published_basis="field")
        for number, text in enumerate(texts, 1)
    ]
    store.write_batch("batch", [extract(document) for document in documents], NOW)


def run(store: Store, policy: Policy, **options: object) -> ValidationReport:
    with store.transaction():
        fill(store, *TEXTS)
        return validate(store, "batch", policy, NOW, **options)  # type: ignore[arg-type]


def test_a_report_lists_the_gravest_of_too_many_findings_and_counts_all() -> None:
    policy = load_policy({"thresholds": {"reported_findings": 1}})
    with open_store() as store:
        report = run(store, policy, with_gx=False)
        everything = store.report("batch").findings
        assert [one.finding_id for one in store.report("batch", most=1).findings] == [
            one.finding_id for one in sorted(report.findings, key=lambda one: one.code)
        ]
        assert len({one.code for one in report.findings}) == len(report.findings) < len(everything)
        assert sum(check.findings for check in report.checks) == len(everything)
        for one in report.findings:
            of_rule = [found for found in everything if found.code == one.code]
            assert SEVERITIES.index(one.severity) == min(
                SEVERITIES.index(found.severity) for found in of_rule
            )


def test_great_expectations_counts_what_the_rules_wrote() -> None:
    with open_store() as store:
        report = run(store, load_policy())
        assert {"C304", "C302", "P202", "P204"} <= {one.code for one in report.findings}
        rows = store.connection.execute("SELECT code, count(*) FROM findings GROUP BY code").fetchall()
        assert dict(rows) == {one.code: one.findings for one in report.checks if one.findings}
        kept = store.connection.execute(
            "SELECT code, count_if(violates) FROM comparisons GROUP BY code HAVING count_if(violates) > 0"
        ).fetchall()
        assert dict(kept) == dict(rows)


def test_a_store_stays_open_when_earlier_runs_are_thrown_away() -> None:
    with open_store() as store:
        for _ in range(2):
            run(store, load_policy())
            gc.collect()
        assert store.batches()


def test_books_that_do_not_balance_fail_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    import claims_expectations.gx

    monkeypatch.setattr(claims_expectations.gx, "run_suite", lambda *a: [(0, 0)] * len(a[2]))
    with open_store() as store, pytest.raises(CheckError, match="looked at 0 rows"):
        run(store, load_policy())


def test_a_failed_run_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    import claims_expectations.gx

    monkeypatch.setattr(claims_expectations.gx, "run_suite", lambda *a: [(0, 0)] * len(a[2]))
    with open_store() as store:
        with pytest.raises(CheckError):
            run(store, load_policy())
        for table in ("batches", "claims", "runs", "comparisons", "findings"):
            assert store.connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_findings_keep_their_ids() -> None:
    def ids(*texts: str) -> dict[str, str]:
        with open_store() as store, store.transaction():
            fill(store, *texts)
            report = validate(store, "batch", load_policy(), NOW, with_gx=False)
            return {one.working: one.finding_id for one in report.findings if one.code in ("C304", "P204")}

    first = ids(*TEXTS)
    assert first
    assert ids(TEXTS[0] + " Nothing else was known on Thursday.", TEXTS[1]) == first


def test_waivers_hold_until_their_day_and_then_the_finding_is_back(tmp_path: Path) -> None:
    path = tmp_path / "claims-waivers.toml"
    with open_store() as store:
        finding = next(one for one in run(store, load_policy(), with_gx=False).findings if one.code == "C304")
    add_waiver(path, Waiver(finding.finding_id, "C304", 'a "known" slip', date(2026, 1, 1)))
    (waiver,) = load_waivers(path)
    assert waiver.reason == 'a "known" slip'
    with open_store() as store:
        report = run(store, load_policy(), waivers=[waiver], with_gx=False)
        assert [one.code for one in report.findings if one.waived] == ["C304"]
        assert waiver.state([one.finding_id for one in report.findings], NOW) == "active"
    assert waiver.state([], NOW) == "stale"
    assert not waiver.holds(datetime(2026, 1, 2))


def test_policy_changes_severities_bounds_and_switches_off() -> None:
    policy = load_policy(
        {
            "off": ["C302"],
            "severities": {"C304": "info"},
            "bounds": {"launched:drone": {"upper": 500, "source": "our own"}},
        }
    )
    with open_store() as store:
        report = run(store, policy)
    assert "C302" not in {one.code for one in report.checks}
    assert {one.severity for one in report.findings if one.code == "C304"} == {"info"}
    outside = [one for one in report.findings if one.code == "P201"]
    assert outside
    assert "our own" in outside[0].working


@pytest.mark.parametrize(
    "own",
    [{"unknown": 1}, {"severities": {"C304": "grave"}}, {"off": ["X999"]}, {"tolerances": {"years": -1}}],
)
def test_a_bad_policy_is_refused(own: dict[str, object]) -> None:
    with pytest.raises(InputError):
        load_policy(own)


OWN_RULE = """\
-- code: X100
-- name: too-round
-- severity: info
-- message: the number is suspiciously round
-- none: no claim has a number
-- does: Lists round hundreds.

-- comparisons
SELECT [claim_id] AS claim_ids, value % 100 = 0 AS violates, 'ok' AS verdict, quote || ' is looked at' AS working
FROM stated WHERE value IS NOT NULL
"""


def test_a_rule_of_the_users_own_is_run_like_ours(tmp_path: Path) -> None:
    (tmp_path / "X100_too_round.sql").write_text(OWN_RULE, encoding="utf-8")
    with open_store() as store:
        report = run(store, load_policy({"rules": [str(tmp_path)]}))
    check = next(one for one in report.checks if one.code == "X100")
    assert check.comparisons > 0


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("-- severity: info\n", ""), "lacks severity"),
        (("-- severity: info\n", "-- severity: grave\n"), "none of error"),
        (("-- comparisons\n", ""), "no query"),
        (("X100", "x1"), "not a letter"),
        (("-- does:", "-- dose:"), "no line of a header"),
    ],
)
def test_a_rule_file_that_breaks_the_contract_is_refused(
    tmp_path: Path, change: tuple[str, str], message: str
) -> None:
    (tmp_path / "X100_too_round.sql").write_text(OWN_RULE.replace(*change), encoding="utf-8")
    with pytest.raises(LexiconError, match=message):
        load_policy({"rules": [str(tmp_path)]})


def test_a_rule_whose_query_fails_names_its_file(tmp_path: Path) -> None:
    (tmp_path / "X100_too_round.sql").write_text(
        OWN_RULE.replace("FROM stated", "FROM nowhere"), encoding="utf-8"
    )
    with open_store() as store, pytest.raises(InputError, match="X100_too_round"):
        run(store, load_policy({"rules": [str(tmp_path)]}), with_gx=False)


PLAIN = """
import json, os, sys
os.environ["GX_ANALYTICS_ENABLED"] = "false"
import duckdb, great_expectations as gx
from duckdb_sqlalchemy import ConnectionWrapper
from sqlalchemy.pool import StaticPool

connection = duckdb.connect(sys.argv[1], read_only=True)
context = gx.get_context(mode="ephemeral")
context.variables.progress_bars = {"globally": False}
source = context.data_sources.add_sql("claims", connection_string="duckdb://", kwargs=dict(
    creator=lambda: ConnectionWrapper(connection), poolclass=StaticPool,
    isolation_level="AUTOCOMMIT", skip_autocommit_rollback=True))
batch = source.add_table_asset("checked", table_name="checked").add_batch_definition_whole_table("all")
failed = set()
for path in sys.argv[2:]:
    suite = context.suites.add(gx.ExpectationSuite(**json.load(open(path, encoding="utf-8"))))
    definition = context.validation_definitions.add(gx.ValidationDefinition(name=suite.name, data=batch, suite=suite))
    checkpoint = context.checkpoints.add(gx.Checkpoint(name=suite.name, validation_definitions=[definition]))
    for result in checkpoint.run().run_results.values():
        assert len(result.results) == len(json.load(open(path, encoding="utf-8"))["expectations"])
        failed |= {one.expectation_config.meta["code"] for one in result.results if not one.success}
print(json.dumps(sorted(failed)))
"""


def test_plain_great_expectations_runs_the_exported_suites(tmp_path: Path) -> None:
    database = tmp_path / "claims.duckdb"
    with open_store(database) as store:
        report = run(store, load_policy(), with_gx=False)
    paths = export_suites(tmp_path / "suites", load_policy())
    again = export_suites(tmp_path / "again", load_policy())
    assert [one.read_bytes() for one in paths] == [one.read_bytes() for one in again]
    done = subprocess.run(
        [sys.executable, "-c", PLAIN, str(database), *map(str, paths)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert json.loads(done.stdout.splitlines()[-1]) == sorted({one.code for one in report.findings})


def test_charts_and_distributions_are_loaded_when_they_are_used() -> None:
    program = (
        "import sys, claims_expectations.gx\n"
        "parts = {'scipy.stats._stats_py', 'altair.vegalite'}\n"
        "assert not parts & sys.modules.keys()\n"
        "from great_expectations.expectations.core import expect_column_kl_divergence_to_be_less_than as user\n"
        "assert user.stats.entropy([0.5, 0.5], [0.5, 0.5]) == 0\n"
        "assert 'Chart' in dir(user.alt)\n"
        "assert parts <= sys.modules.keys()\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr

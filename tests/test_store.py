"""The database: what a batch adds, what it leaves alone, and that it is written whole or not at all."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.errors import InputError, StoreError
from claims.model import Document, Extraction, Reject
from claims.store import Store, open_store
from claims.store import schema as store_schema
from claims.store.statements import literal, script
from tests.store_fixture import NOW, claim, document, extraction, sum_relation

TESTS = Path(__file__).parent


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store() as opened:
        yield opened


def rows(store: Store, sql: str) -> list[tuple[Any, ...]]:
    return store.query(sql).rows()


def content(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables of a database file, but for what opening it brings up to date."""
    with open_store(path, read_only=True) as opened:
        names = [row[0] for row in rows(opened, "SELECT table_name FROM duckdb_tables() WHERE NOT temporary")]
        names = sorted(set(names) - {"meta", "ancestors"})
        return {name: sorted(opened.table(name).rows(), key=repr) for name in names}


def test_what_is_written_comes_back(store: Store) -> None:
    found = replace(
        document("a.md", "In all 12 of 30 \U0001f680 drones."),
        title="T",
        publisher="P",
        url="https://example.org",
        path="in/a.md",
        line=3,
        columns={"place": "Kyiv", "date": "2025-07-10"},
    )
    claims = (
        claim(
            found,
            "12",
            relations=(sum_relation("part"),),
            time_start="2025-07-09",
            time_end="2025-07-10T06:30:00",
            alternatives=({"relation": "=", "lower": 1.5, "unit": "meter", "why": "m"},),
            column_conflicts={"place": ("Kyiv", "Lviv")},
            unknown_unit="zorg",
            upper=None,
            measure="launched:drone",
            modality="alleged",
        ),
        claim(found, "30", relations=(sum_relation("total"),)),
    )
    summary = store.write_batch("one", [Extraction(found, claims), Reject("b.csv", "bad", 4)], NOW)
    assert (summary.documents, summary.new, summary.claims, summary.rejects) == (1, 1, 2, 1)
    assert summary.document_keys == (found.key,)
    assert list(store.documents("one")) == [found]
    assert list(store.claims("one")) == [one.model_copy(update={"batch": "one"}) for one in claims]
    assert store.claims_by_id([claims[1].claim_id, "gone"]).keys() == {claims[1].claim_id}
    assert rows(store, "SELECT file, line, reason FROM rejects") == [("b.csv", 4, "bad")]


def test_the_same_batch_again_adds_nothing(store: Store) -> None:
    items = [extraction("a", "12 dead.", "12"), extraction("b", "30 hurt.", "30"), Reject("c", "bad")]
    store.write_batch("one", items, NOW)
    before = {name: store.table(name).rows() for name in ("documents", "claims", "rejects", "relations")}
    again = store.write_batch("one", items, datetime(2025, 8, 2))
    assert (again.documents, again.new, again.claims, again.reread, again.superseded) == (2, 0, 2, 0, 0)
    assert before == {name: store.table(name).rows() for name in before}
    assert len(store.batches()) == 1


def test_known_documents_are_listed_in_a_new_batch(store: Store) -> None:
    known = extraction("a", "12 dead.", "12")
    store.write_batch("one", [known], NOW)
    summary = store.write_batch("two", [extraction("b", "30 hurt.", "30"), known], NOW)
    assert (summary.documents, summary.new, summary.claims) == (2, 1, 2)
    assert [one.name for one in store.documents("two")] == ["b", "a"]
    assert [one.quote for one in store.claims("two")] == ["30", "12"]
    assert rows(store, "SELECT is_new FROM batch_documents WHERE batch = 'two' ORDER BY position") == [
        (True,),
        (False,),
    ]


def test_the_same_content_twice_in_a_batch_is_stored_once(store: Store) -> None:
    summary = store.write_batch(
        "one", [extraction("a", "12 dead.", "12"), extraction("b", "12 dead.", "12")], NOW
    )
    assert (summary.documents, summary.claims) == (1, 1)
    assert rows(store, "SELECT document FROM claims") == [("a",)]


def test_a_changed_text_supersedes_the_old_and_may_come_back(store: Store) -> None:
    first, second = extraction("a", "12 dead.", "12"), extraction("a", "13 dead.", "13")
    store.write_batch("one", [first, extraction("b", "1 bus.", "1")], NOW)
    summary = store.write_batch("two", [second], NOW)
    assert summary.superseded == 1
    assert rows(
        store, "SELECT version, superseded_by FROM documents WHERE document = 'a' ORDER BY version"
    ) == [
        (1, second.document.key),
        (2, None),
    ]
    assert {one.quote for one in store.claims()} == {"13", "1"}
    assert [one.quote for one in store.claims("one")] == ["12", "1"]
    store.write_batch("three", [first], NOW)
    assert {one.quote for one in store.claims()} == {"12", "1"}


def test_standard_input_is_no_version_of_what_was_there_before(store: Store) -> None:
    store.write_batch("one", [extraction("-", "12 dead.", "12")], NOW)
    store.write_batch("two", [extraction("-", "30 hurt.", "30")], NOW)
    assert len(list(store.claims())) == 2


def test_a_batch_of_the_same_name_is_what_was_supplied_last(store: Store) -> None:
    store.write_batch("one", [extraction("a", "12 dead.", "12"), Reject("x", "bad")], NOW)
    store.write_batch("one", [extraction("b", "30 hurt.", "30")], NOW)
    assert [one.name for one in store.documents("one")] == ["b"]
    (info,) = store.batches()
    assert (info.documents, info.claims, info.rejects, info.run_id) == (1, 1, 0, None)
    assert store.latest_batch() == "one"


def test_claims_read_otherwise_replace_the_old_reading(store: Store) -> None:
    found = document("a", "About 12 dead and 5 hurt.")
    other = extraction("b", "30 hurt.", "30")
    store.write_batch("one", [Extraction(found, (claim(found, "12"),)), other], NOW)
    store.write_batch("later", [other], NOW)

    def reader(items: Any) -> Iterator[Extraction]:
        for item in items:
            if item.name == "a":
                again = (claim(item, "About 12", relation="~", lower=12.0, upper=12.0), claim(item, "5"))
                yield Extraction(item, again)
            else:
                yield other

    summary = store.refresh(reader, "refresh", NOW)
    assert (summary.documents, summary.reread, summary.new) == (2, 1, 0)
    assert [one.quote for one in store.claims()] == ["About 12", "5", "30"]
    assert rows(store, "SELECT quote, replaced_in FROM former_claims") == [("12", 3)]
    changes = store.diff("one", "refresh").claims
    assert [(one.change, one.quote, one.before, one.after) for one in changes] == [
        ("changed", "About 12", "12", "~ 12"),
        ("new", "5", None, "5"),
    ]
    assert store.refresh(reader, "again", NOW).reread == 0


def test_refresh_asks_again_for_dates_that_the_text_gave(store: Store) -> None:
    dated = replace(document("a", "12 dead."), published_basis="text")
    given = document("b", "30 hurt.")
    store.write_batch("one", [Extraction(dated, (claim(dated, "12"),)), Extraction(given, ())], NOW)
    seen: list[Document] = []

    def reader(items: Any) -> Iterator[Extraction]:
        for item in items:
            seen.append(item)
            yield Extraction(item, ())

    store.refresh(reader, "refresh", NOW)
    assert [(one.published, one.published_basis) for one in seen] == [
        (None, "none"),
        (given.published, "field"),
    ]


def test_diff_pairs_claims_of_other_documents_by_what_they_are_about(store: Store) -> None:
    about = {
        "measure": "killed:person",
        "place": "Kyiv",
        "time_start": "2025-07-10",
        "time_end": "2025-07-11",
    }
    store.write_batch(
        "one",
        [extraction("a", "13 dead.", "13", **about), extraction("c", "7 old buses.", "7", item="buses")],
        NOW,
    )
    store.write_batch(
        "two",
        [extraction("b", "19 dead.", "19", **about), extraction("d", "8 fires.", "8", item="fires")],
        NOW,
    )
    changes = store.diff("one", "two").claims
    assert [(one.change, one.document, one.before, one.after) for one in changes] == [
        ("changed", "b", "13", "19"),
        ("new", "d", None, "8"),
        ("gone", "c", "7", None),
    ]
    assert "lower" in changes[0].fields
    assert store.diff("one", "one").claims == ()
    with pytest.raises(StoreError, match="no batch 'none'"):
        store.diff("one", "none")


def _with_run(store: Store, run: int, batch: str, *findings: tuple[str, str, list[str], bool]) -> None:
    store.connection.execute("INSERT INTO runs VALUES (?, ?, ?, '0', '0')", [run, batch, NOW])
    store.connection.execute(
        "INSERT INTO checks VALUES (?, 'C302', 'conflict', 3, ?, NULL)", [run, len(findings)]
    )
    for finding_id, severity, claim_ids, waived in findings:
        store.connection.execute(
            "INSERT INTO findings VALUES (?, ?, 'C302', 'conflict', ?, 'contradiction', 'm', 'w', ?, ?)",
            [finding_id, run, severity, claim_ids, waived],
        )


def test_reports_and_findings_by_run(store: Store) -> None:
    one, two = extraction("a", "12 dead.", "12"), extraction("b", "30 dead.", "30")
    ids = [one.claims[0].claim_id, two.claims[0].claim_id]
    store.write_batch("one", [one, two, Reject("x.csv", "bad", 2)], NOW)
    _with_run(store, 1, "one", ("f1", "error", ids, False), ("f2", "warning", ids[:1], True))
    _with_run(store, 2, "one", ("f3", "warning", ids, False))
    report = store.report("one", 1)
    assert [(one.finding_id, one.waived, len(one.claims)) for one in report.findings] == [
        ("f1", False, 2),
        ("f2", True, 1),
    ]
    assert report.findings[0].claims[1].document == "b"
    assert (report.documents, report.claims, report.rejects[0].line) == (2, 2, 2)
    assert [one.finding_id for one in store.report("one").findings] == ["f3"]
    assert [(one.change, one.finding_id) for one in store.diff("1", "2").findings] == [
        ("new", "f3"),
        ("gone", "f1"),
    ]
    (info,) = store.batches()
    assert (info.run_id, info.errors, info.warnings) == (2, 0, 1)
    store.write_batch("unchecked", [one], NOW)
    unchecked = store.diff("one", "unchecked")
    assert (unchecked.findings, unchecked.run_ids) == ((), (2, None))
    with pytest.raises(StoreError, match="no batch"):
        store.report("none")
    with pytest.raises(StoreError, match="not checked in run 9"):
        store.report("one", 9)


def test_views_for_people(store: Store) -> None:
    about = {
        "measure": "killed:person",
        "place": "Kyiv",
        "time_start": "2025-07-10",
        "attributed_to": "officials",
    }
    one = extraction("a", "up to 12 dead.", "up to 12", relation="<=", lower=None, **about)
    two = extraction("b", "30 dead.", "30", **about)
    three = extraction("c", "1,500 m away", "1,500 m", unit="meter")
    store.write_batch("one", [one, two, three], NOW)
    ids = [two.claims[0].claim_id, one.claims[0].claim_id]
    _with_run(store, 1, "one", ("old", "error", ids, False))
    _with_run(
        store,
        2,
        "one",
        ("f1", "error", ids, False),
        ("f2", "error", ids, True),
        ("f3", "error", ["gone"], False),
    )
    assert rows(store, "SELECT reading FROM claims_flat ORDER BY reading") == [
        ("1,500 meter",),
        ("30",),
        ("<= 12",),
    ]
    assert [row[0] for row in rows(store, "SELECT finding_id FROM open_findings")] == ["f1"]
    assert rows(store, "SELECT document, quote, other_document, other_quote FROM disagreements") == [
        ("b", "30", "a", "up to 12")
    ]
    assert rows(store, "SELECT document, reading FROM timeline WHERE measure = 'killed:person'") == [
        ("a", "<= 12"),
        ("b", "30"),
    ]
    assert rows(store, "SELECT source, claims, disputed FROM sources") == [
        ("officials", 2, 2),
        ("(nobody named)", 1, 0),
    ]
    store.write_batch("two", [extraction("a", "Nobody died.")], NOW)
    assert rows(store, "SELECT count(*) FROM open_findings") == [(0,)]


def test_every_table_and_column_is_explained(store: Store) -> None:
    bare = rows(
        store,
        """
        SELECT table_name FROM duckdb_tables() WHERE NOT temporary AND comment IS NULL
        UNION ALL SELECT view_name FROM duckdb_views() WHERE NOT internal AND NOT temporary AND comment IS NULL
        UNION ALL SELECT c.table_name || '.' || column_name FROM duckdb_columns() c JOIN duckdb_tables() t USING (table_oid)
        WHERE NOT t.temporary AND c.comment IS NULL AND NOT (c.table_name = 'former_claims' AND column_name <> 'replaced_in')
        """,
    )
    assert bare == []


def _write_then(store: Store, step: Callable[[duckdb.DuckDBPyConnection], object]) -> None:
    """Write a batch and do something else in the same transaction."""
    with store.transaction() as connection:
        store.write_batch("two", [extraction("b", "30 hurt.", "30")], NOW)
        step(connection)


def test_a_failure_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    with open_store(path) as opened:
        opened.write_batch("one", [extraction("a", "12 dead.", "12")], NOW)
    before = content(path)

    def interrupted() -> Iterator[Extraction]:
        for number in range(5_000):
            yield extraction(f"n{number}", f"{number} more.", str(number))
        raise KeyboardInterrupt

    with open_store(path) as opened:
        with pytest.raises(KeyboardInterrupt):
            opened.write_batch("two", interrupted(), NOW)
        with pytest.raises(ZeroDivisionError):
            _write_then(opened, lambda _: 1 / 0)
        with pytest.raises(StoreError, match="no_such_table"):
            _write_then(opened, lambda connection: connection.execute("FROM no_such_table"))
        opened.write_batch("three", [extraction("c", "30 hurt.", "30")], NOW)
        assert [one.batch for one in opened.batches()] == ["one", "three"]
        opened.connection.execute("DELETE FROM batches WHERE batch = 'three'")
        for table in ("claims", "documents", "batch_documents"):
            opened.connection.execute(f"DELETE FROM {table} WHERE batch = 'three'")
    assert content(path) == before


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal")
@pytest.mark.parametrize("number", [getattr(signal, "SIGKILL", 9), signal.SIGINT])
def test_a_killed_run_leaves_the_database_as_it_was(tmp_path: Path, number: int) -> None:
    path = tmp_path / "a.duckdb"
    with open_store(path) as opened:
        opened.write_batch("one", [extraction("a", "12 dead.", "12")], NOW)
    before = content(path)
    writer = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(_WRITER), str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=TESTS.parent,
        text=True,
    )
    assert writer.stdout is not None
    assert writer.stdout.readline() == "written, not committed\n"
    with pytest.raises(StoreError, match=f"in use by another process \\(process {writer.pid}\\)"):
        open_store(path)
    writer.send_signal(number)
    writer.wait(timeout=60)
    assert writer.returncode != 0
    assert content(path) == before
    with open_store(path) as opened:
        opened.write_batch("two", [extraction("b", "30 hurt.", "30")], NOW)
    assert len(content(path)["claims"]) == 2


_WRITER = """
    import signal, sys, time
    from claims.store import open_store
    from tests.store_fixture import NOW, extraction
    # A shell's background job inherits that interrupts are ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with open_store(sys.argv[1]) as store, store.transaction():
        store.write_batch("two", (extraction(f"n{n}", f"{n} more.", str(n)) for n in range(3000)), NOW)
        print("written, not committed", flush=True)
        time.sleep(60)
"""


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "text.duckdb").write_text("not a database, but long enough to be taken for one" * 100)
    with pytest.raises(StoreError, match="not a DuckDB database"):
        open_store(tmp_path / "text.duckdb")
    with pytest.raises(StoreError, match="no database there"):
        open_store(tmp_path / "none.duckdb", read_only=True)
    with pytest.raises(StoreError, match=r"none/a\.duckdb"):
        open_store(tmp_path / "none" / "a.duckdb")
    with pytest.raises(StoreError, match="folder"):
        open_store(tmp_path / "folder", read_only=True)
    with duckdb.connect(str(tmp_path / "other.duckdb")) as other:
        other.execute("CREATE TABLE orders (id INTEGER)")
    for read_only in (False, True):
        with pytest.raises(StoreError, match="holds other tables"):
            open_store(tmp_path / "other.duckdb", read_only=read_only)
    with duckdb.connect(str(tmp_path / "empty.duckdb")):
        pass
    with pytest.raises(StoreError, match="is empty"):
        open_store(tmp_path / "empty.duckdb", read_only=True)
    open_store(tmp_path / "empty.duckdb").close()


def test_later_and_earlier_schemas(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    with open_store(path) as opened:
        opened.write_batch("one", [extraction("a", "12 dead.", "12")], NOW)
        steps = [(2, "ALTER TABLE claims ADD COLUMN colour VARCHAR"), (3, "UPDATE claims SET colour = 'red'")]
        with opened.transaction() as connection:
            store_schema.prepare(connection, steps)
        assert opened.connection.execute("SELECT quote, colour FROM claims").fetchall() == [("12", "red")]
        assert store_schema.stored_version(opened.connection) == 3
    for read_only in (False, True):
        with pytest.raises(StoreError, match=r"a\.duckdb: the database has schema version 3"):
            open_store(path, read_only=read_only)


def test_a_database_being_read_can_be_read_by_others(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    with open_store(path) as opened:
        opened.write_batch("one", [extraction("a", "12 dead.", "12")], NOW)
    question = (
        "import sys; from claims.store import open_store; print(open_store(sys.argv[1], True).latest_batch())"
    )
    with open_store(path, read_only=True) as opened:
        asked = subprocess.run(
            [sys.executable, "-c", question, str(path)], capture_output=True, text=True, check=True
        )
        assert asked.stdout == "one\n"
        with pytest.raises(StoreError, match="reading only"):
            opened.write_batch("two", [], NOW)


def test_reference_facts_and_trees_are_loaded(store: Store, tmp_path: Path) -> None:
    area = "SELECT upper, unit FROM reference_facts WHERE subject = 'Ukraine' AND measure = 'area'"
    assert rows(store, area) == [(603628.0, "kilometer**2")]
    assert rows(store, "SELECT distance FROM ancestors WHERE id = 'bomber' AND ancestor = 'aircraft'") == [
        (1,)
    ]
    own = tmp_path / "own.csv"
    own.write_text(
        "# ours\nfact_id,subject,measure,lower,upper,unit,source,source_date\n"
        "ukraine_area,Ukraine,area,,600000,kilometer**2,us,2025-01-01\nhall,Hall,population,100,200,count,us,2025-01-01\n"
    )
    assert store.load_reference([own]) == 2
    assert rows(store, area) == [(600000.0, "kilometer**2")]
    assert rows(store, "SELECT origin FROM reference_facts WHERE fact_id = 'hall'") == [(str(own),)]
    assert store.load_reference([]) == 0
    assert rows(store, area) == [(603628.0, "kilometer**2")]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("a,S,area,9,1,count,us,2025-01-01", "lower is above upper"),
        ("a,S,area,x,1,count,us,2025-01-01", "lower: "),
        ("a,,area,1,1,count,us,2025-01-01", "subject: "),
        ("a,S,area,1,1,count,us,soon", "source_date: "),
        ("a,S,area,1,1,count,us", "7 fields where the header has 8"),
    ],
)
def test_broken_reference_facts(store: Store, tmp_path: Path, row: str, problem: str) -> None:
    own = tmp_path / "own.csv"
    own.write_text(f"fact_id,subject,measure,lower,upper,unit,source,source_date\n{row}\n")
    with pytest.raises(InputError) as caught:
        store.load_reference([own])
    assert str(caught.value).startswith(f"{own}:2: ")
    assert problem in str(caught.value)


def test_frames(store: Store) -> None:
    store.write_batch("one", [extraction("a", "12 dead.", "12")], NOW)
    found = "SELECT quote, lower FROM claims"
    assert store.query(found).arrow().to_pydict() == {"quote": ["12"], "lower": [12.0]}
    assert store.query(found).pandas()["quote"].tolist() == ["12"]
    assert store.query(found).columns == ["quote", "lower"]
    assert [batch.num_rows for batch in store.query(found).batches()] == [1]
    assert store.query("SELECT quote FROM claims WHERE lower = $low", {"low": 12}).rows() == [("12",)]
    assert store.query("SELECT quote FROM claims WHERE lower = ?", [13]).rows() == []


def test_export_to_sqlite(store: Store, tmp_path: Path) -> None:
    found = replace(document("a", "12 dead."), columns={"place": "Kyiv"})
    store.write_batch("one", [Extraction(found, (claim(found, "12", time_start="2025-07-09"),))], NOW)
    path = tmp_path / "a.sqlite"
    counts = store.export_sqlite(path)
    assert counts["claims"] == counts["claims_flat"] == 1
    with sqlite3.connect(path) as copy:
        assert copy.execute("SELECT quote, lower, time_start, approximate FROM claims").fetchall() == [
            ("12", 12.0, "2025-07-09T00:00:00", 0)
        ]
        assert copy.execute("SELECT columns->>'place' FROM documents").fetchall() == [("Kyiv",)]
        names = {row[0] for row in copy.execute("SELECT name FROM sqlite_master")}
    assert {"timeline", "open_findings", "disagreements", "sources", "former_claims"} <= names
    with pytest.raises(StoreError, match="is there already"):
        store.export_sqlite(path)
    with pytest.raises(StoreError, match="cannot be written"):
        store.export_sqlite(tmp_path / "none" / "a.sqlite")


def test_great_expectations_sees_what_is_not_committed(store: Store) -> None:
    """The checks run in the transaction of the batch; GX is lent the connection and must not end it."""
    gx = pytest.importorskip("claims_expectations.gx")
    suites = pytest.importorskip("claims_expectations.suites")
    expected = suites.Expected("C302", "error", "no conflict")

    def check(connection: duckdb.DuckDBPyConnection) -> None:
        connection.execute(
            "CREATE TEMP TABLE compared AS SELECT 'C302' AS code, lower = 30 AS violates FROM claims"
        )
        assert gx.run_suite(connection, "compared", [expected]) == [(1, 1)]
        assert rows(store, "SELECT count(*) FROM claims") == [(1,)]
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        _write_then(store, check)
    assert rows(store, "SELECT count(*) FROM claims") == [(0,)]


@settings(max_examples=50, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")))
def test_literals_are_the_text(text: str) -> None:
    assert _PLAIN.execute(f"SELECT {literal(text)}").fetchone() == (text,)


_PLAIN = duckdb.connect()


def test_literals_refuse_nul() -> None:
    with pytest.raises(ValueError, match="NUL"):
        literal("a\0b")


def test_opening_loads_nothing_heavy(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    open_store(path).close()
    question = (
        "import sys; from claims.store import open_store; s = open_store(sys.argv[1], True); s.batches(); "
        "list(s.claims()); s.query('FROM claims_flat').rows(); "
        "print({'pandas', 'pint', 'great_expectations', 'sqlalchemy'} & set(sys.modules))"
    )
    asked = subprocess.run(
        [sys.executable, "-c", question, str(path)], capture_output=True, text=True, check=True
    )
    assert asked.stdout == "set()\n"


def test_schema_and_views_stand_alone() -> None:
    """Any DuckDB client can run the SQL files, without this package."""
    with duckdb.connect() as plain:
        for name in ("schema", "comments", "views"):
            plain.execute(script(name))
        assert plain.execute("SELECT count(*) FROM claims_flat").fetchone() == (0,)

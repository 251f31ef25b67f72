"""Idle memory is let go of within a transaction, and nothing is lost by it."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from store_fixture import NOW

from claims.errors import StoreError
from claims.model import Document, Extraction, PublishedBasis
from claims.pipeline import extract
from claims.store import Store, open_store
from claims_expectations import load_policy, validate
from claims_expectations.statements import sql

HELD = "SELECT sum(memory_usage_bytes), sum(temporary_storage_bytes) FROM duckdb_memory()"
ROWS = "CREATE TEMP TABLE {} AS SELECT i, repeat('x', 100) || i AS text FROM range(400000) t(i)"


def held(store: Store) -> tuple[int, int]:
    row = store.connection.execute(HELD).fetchone()
    assert row is not None
    return int(row[0]), int(row[1])


def test_idle_rows_go_to_disk_and_come_back(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.duckdb") as store:
        with store.transaction() as connection:
            connection.execute(ROWS.format("wide"))
            before, _ = held(store)
            store.write_out_idle()
            after, written = held(store)
            assert before > 40_000_000 > 25_000_000 > after
            assert written
            found = connection.execute("SELECT count(*), sum(length(text)) FROM wide").fetchone()
            assert found == (400_000, 42_288_890)
            limit = connection.execute("SELECT current_setting('memory_limit')").fetchone()
            assert limit == ("953.6 MiB",)
        store.write_out_idle()
    assert [path.name for path in tmp_path.iterdir()] == ["a.duckdb"]


def test_what_cannot_be_written_out_ends_no_transaction(tmp_path: Path) -> None:
    """Blocks that a query holds cannot go: DuckDB refuses the lower limit, and all goes on."""
    with open_store(tmp_path / "a.duckdb") as store, store.transaction() as connection:
        connection.execute("CREATE TABLE one (i BIGINT)")
        connection.execute("CREATE TABLE keyed (i BIGINT PRIMARY KEY)")
        connection.execute("INSERT INTO keyed SELECT * FROM range(1000000)")
        store.write_out_idle()
        connection.execute("INSERT INTO one VALUES (1)")
        assert connection.execute("SELECT count(*) FROM keyed, one").fetchone() == (1_000_000,)


def test_a_database_in_memory_stays_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with open_store() as store:
        store.connection.execute(ROWS.format("wide"))
        before, _ = held(store)
        store.write_out_idle()
        assert held(store) == (before, 0)
    assert not list(tmp_path.iterdir())


def test_a_limit_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="Memory"):
        open_store(tmp_path / "a.duckdb", memory_limit="plenty")


def batch() -> list[Extraction]:
    """Documents that contradict each other about some nights, many with equal figures."""
    texts = (
        f"Russia launched {200 + index % 3} drones at Kyiv on {1 + index % 5} July 2025. "
        f"{index % 4} people were killed in Kyiv on {1 + index % 5} July 2025. "
        f"{index % 7} soldiers were wounded in Odesa. {index % 6} people were wounded in Odesa."
        for index in range(60)
    )
    return [
        extract(Document(f"text {index}", text, published=NOW, published_basis="field"))
        for index, text in enumerate(texts)
    ]


def test_the_findings_do_not_depend_on_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reports = []
    items = batch()
    for name, limit in (("wide", "1GB"), ("narrow", "96MB")):
        with open_store(tmp_path / f"{name}.duckdb", memory_limit=limit) as store, store.transaction():
            store.write_batch("batch", items, NOW)
            if name == "narrow":
                monkeypatch.setattr("claims_expectations.comparisons.PAGE", 7)
                monkeypatch.setattr("claims_expectations.figures.PART_CLAIMS", 10)
            report = validate(store, "batch", load_policy(), NOW, with_gx=False)
            reports.append(report)
    assert reports[0] == reports[1]
    assert {one.code for one in reports[0].findings} >= {"C302"}


def told_over_weeks() -> list[Extraction]:
    """Documents of four months that tell of days, weeks, months, running totals, and of no time at all."""
    texts = (
        "Russia launched {a} drones at Kyiv on {day}. {b} people were killed in Kyiv on {day}.",
        "{b} soldiers were wounded in Odesa. In {month} {a} drones were launched at Odesa.",
        "Overnight into {day} {a} missiles were launched at Kyiv, the ministry said. {c} tanks were destroyed.",
        "Since February 2022 Russia has lost {c} tanks. Dozens of people were killed in Kyiv on {day}.",
    )
    documents = []
    for index in range(160):
        published = datetime(2025, 3, 2) + timedelta(days=index * 37 % 120)
        text = texts[index % 4].format(
            a=80 + index % 3,
            b=3 + index % 4,
            c=900 + index % 5,
            day=f"{published:%-d %B %Y}",
            month=f"{published:%B %Y}",
        )
        dated = published if index % 7 else None
        basis: PublishedBasis = "field" if dated else "none"
        documents.append(Document(f"text {index}", text, published=dated, published_basis=basis))
    return [extract(one) for one in documents]


@pytest.mark.parametrize("size", [3, 40])
def test_what_cannot_meet_the_batch_changes_no_finding(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    items = told_over_weeks()
    all_near = sql("prelude").replace(" SEMI JOIN (FROM wanted_claims WHERE close) USING (doc)", "")
    found = []
    for narrow in (True, False):
        if not narrow:
            monkeypatch.setattr(
                "claims_expectations.run.sql", lambda name: all_near if name == "prelude" else sql(name)
            )
        with open_store() as store, store.transaction():
            store.write_batch("store", items[size:], NOW)
            store.write_batch("batch", items[:size], NOW)
            report = validate(store, "batch", load_policy(), NOW, with_gx=False)
            rows = store.connection.execute("SELECT * FROM comparisons ORDER BY ALL").fetchall()
            (counts,) = store.connection.execute(
                "SELECT (SELECT count(*) FROM compared_claims), (SELECT count(*) FROM wanted_claims)"
            ).fetchall()
            found.append((report, rows))
            assert counts[0] < counts[1] if narrow else counts[0] == counts[1]
    assert found[0] == found[1]
    assert "C302" in {one.code for one in found[0][0].findings}

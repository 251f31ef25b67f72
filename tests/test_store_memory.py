"""Idle memory is let go of within a transaction, and nothing is lost by it."""

from __future__ import annotations

from pathlib import Path

import pytest
from store_fixture import NOW

from claims.errors import StoreError
from claims.model import Document, Extraction
from claims.pipeline import extract
from claims.store import Store, open_store
from claims_expectations import load_policy, validate

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

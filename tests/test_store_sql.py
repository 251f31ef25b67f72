"""``Store.query`` reads the database and cannot be talked out of it; the queries of docs/sql.md run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.errors import ClaimsError, InputError
from claims.store import Store, open_store
from tests.store_fixture import NOW, extraction

DOCS = Path(__file__).parents[1] / "docs"
SAMPLES = Path(__file__).parents[1] / "data" / "claims_data" / "samples"

REFUSED = [
    "",
    "-- nothing",
    ";",
    "SELECT 1; SELECT 2",
    "SELECT 1; DROP TABLE claims",
    "INSERT INTO meta VALUES ('a', 'b')",
    "INSERT INTO meta VALUES ('a', 'b') RETURNING key",
    "UPDATE claims SET quote = ''",
    "DELETE FROM claims",
    "MERGE INTO meta USING (SELECT 1) s ON true WHEN MATCHED THEN DELETE",
    "TRUNCATE claims",
    "CREATE TABLE x (a INTEGER)",
    "CREATE TEMP TABLE x AS SELECT 1",
    "CREATE OR REPLACE VIEW claims_flat AS SELECT 1",
    "CREATE MACRO x(a) AS a",
    "CREATE SECRET (TYPE s3)",
    "DROP TABLE claims",
    "ALTER TABLE claims ADD COLUMN x INTEGER",
    "COMMENT ON TABLE claims IS 'x'",
    "ATTACH ':memory:' AS other",
    "ATTACH '{folder}/other.duckdb' AS other",
    "DETACH memory",
    "USE memory",
    "COPY claims TO '{folder}/out.csv'",
    "COPY (SELECT 1) TO '{folder}/out.csv'",
    "COPY claims FROM '{folder}/secret.csv'",
    "EXPORT DATABASE '{folder}/out'",
    "IMPORT DATABASE '{folder}/out'",
    "INSTALL httpfs",
    "FORCE INSTALL httpfs FROM community",
    "LOAD httpfs",
    "LOAD '{folder}/x.duckdb_extension'",
    "SET enable_external_access = true",
    "SET GLOBAL lock_configuration = false",
    "RESET lock_configuration",
    "SET VARIABLE a = 1",
    "PRAGMA enable_profiling = 'json'",
    "PRAGMA database_list",
    "PRAGMA import_database('{folder}')",
    "CALL enable_logging(storage_path = '{folder}/log')",
    "CHECKPOINT",
    "VACUUM",
    "BEGIN",
    "COMMIT",
    "ROLLBACK",
    "PREPARE q AS SELECT 1",
    "EXECUTE q",
    "DEALLOCATE q",
    "EXPLAIN DELETE FROM claims",
    "EXPLAIN ANALYZE DELETE FROM claims",
    "EXPLAIN ANALYZE COPY claims TO '{folder}/out.csv'",
    "EXPLAIN ANALYZE SELECT * FROM read_csv('{folder}/secret.csv')",
    "SELECT * FROM read_csv('{folder}/secret.csv')",
    "SELECT * FROM READ_CSV_AUTO('{folder}/secret.csv')",
    "SELECT * FROM \"read_csv\"('{folder}/secret.csv')",
    "SELECT * FROM main.read_csv('{folder}/secret.csv')",
    "SELECT * FROM system.main.read_csv('{folder}/secret.csv')",
    "SELECT * FROM read_text('{folder}/secret.csv')",
    "SELECT * FROM read_blob('{folder}/*')",
    "SELECT * FROM read_json('{folder}/secret.csv')",
    "SELECT * FROM read_parquet('{folder}/secret.parquet')",
    "SELECT * FROM parquet_metadata('{folder}/secret.parquet')",
    "SELECT * FROM read_duckdb('{folder}/other.duckdb')",
    "SELECT * FROM sniff_csv('{folder}/secret.csv')",
    "SELECT * FROM glob('{folder}/*')",
    "SELECT * FROM '{folder}/secret.csv'",
    'FROM "{folder}/secret.csv"',
    "SELECT (SELECT count(*) FROM read_text('{folder}/secret.csv'))",
    "WITH s AS MATERIALIZED (FROM read_text('{folder}/secret.csv')) FROM s",
    "SELECT * FROM claims, LATERAL (FROM read_text('{folder}/secret.csv'))",
    "FROM claims UNION ALL SELECT * FROM read_csv('{folder}/secret.csv')",
    "SELECT 1 ORDER BY (SELECT any_value(content) FROM read_text('{folder}/secret.csv'))",
    "DESCRIBE SELECT * FROM read_csv('{folder}/secret.csv')",
    "SUMMARIZE SELECT * FROM read_csv('{folder}/secret.csv')",
    "SELECT * FROM query('SELECT * FROM read_text(''{folder}/secret.csv'')')",
    "SELECT * FROM query_table('{folder}/secret.csv')",
    "SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))",
    "PRAGMA json_execute_serialized_sql('{{}}')",
    "SELECT * FROM enable_logging(storage_path = '{folder}/log', storage = 'file')",
    "SELECT * FROM arrow_scan(1, 2, 3)",
    "SELECT * FROM arrow_scan_dumb(1, 2, 3)",
    "SELECT * FROM pandas_scan(1)",
    "SELECT * FROM python_map_function(1)",
    "SELECT * FROM seq_scan('claims')",
    "SELECT * FROM duckdb_secrets()",
    "SELECT * FROM duckdb_logs()",
    "SELECT * FROM checkpoint()",
    "SELECT * FROM secret_of_the_caller",
    "SELECT getenv('HOME')",
    "SELECT write_log('x')",
    "SELECT sleep_ms(1000000)",
    "SELECT * FROM 's3://bucket/file.parquet'",
    "SELECT * FROM 'https://example.org/a.csv'",
    "SELECT 1\0",
    "this is no SQL",
]

ALLOWED = [
    "SELECT 1",
    "SELECT 1;",
    "-- a comment first\nSELECT 1 -- and after",
    "FROM claims_flat",
    "TABLE claims",
    "VALUES (1), (2)",
    "WITH a AS (SELECT quote FROM claims) FROM a",
    "DESCRIBE claims",
    "SUMMARIZE claims",
    "SHOW TABLES",
    "EXPLAIN SELECT * FROM claims",
    "explain analyze FROM claims",
    "SELECT * FROM range(3)",
    "SELECT unnest(claim_ids) FROM findings",
    "SELECT * FROM duckdb_columns()",
    "SELECT reading('>', 400, NULL, 'count')",
    "SELECT quote, lower OVER_ FROM (SELECT quote, max(lower) OVER () AS lower FROM claims)",
    "SELECT ';' || quote FROM claims WHERE quote NOT IN ('read_csv', 'COPY')",
    "SELECT * FROM claims WHERE document ILIKE '%read_text%'",
]


FRAGMENTS = [*";'\"()-/*,=$\n x1", "SELECT", "FROM", "claims", "COPY", "TO", "SET", "read_text"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database and a file that is none of its business."""
    place = tmp_path_factory.mktemp("sql")
    (place / "secret.csv").write_text("word\nxyzzy\n")
    with open_store(place / "a.duckdb") as store:
        store.write_batch("one", [extraction("a", "12 dead.", "12")], NOW)
    return place


@pytest.fixture(params=[True, False], ids=["read-only", "read-write"])
def store(request: pytest.FixtureRequest, folder: Path) -> Iterator[Store]:
    with open_store(folder / "a.duckdb", read_only=request.param) as opened:
        yield opened


@pytest.mark.parametrize("sql", REFUSED)
def test_refused(store: Store, folder: Path, sql: str) -> None:
    secret_of_the_caller = [{"word": "xyzzy"}]
    before = sorted(path.name for path in folder.iterdir())
    with pytest.raises(InputError) as caught:
        store.query(sql.format(folder=folder)).rows()
    assert "xyzzy" not in str(caught.value)
    assert sorted(path.name for path in folder.iterdir()) == before
    assert store.query("SELECT count(*) FROM claims").rows() == [(1,)]
    assert secret_of_the_caller


@pytest.mark.parametrize("sql", ALLOWED)
def test_allowed(store: Store, sql: str) -> None:
    store.query(sql).rows()


def test_the_configuration_itself_is_locked(folder: Path) -> None:
    """What gets past the check of the query still meets a connection without files and extensions."""
    with open_store(folder / "a.duckdb", read_only=True) as store:
        for sql in (
            "SET enable_external_access = true",
            f"COPY claims TO '{folder}/out.csv'",
            f"SELECT * FROM read_csv('{folder}/secret.csv')",
            f"ATTACH '{folder}/b.duckdb'",
            "INSTALL httpfs",
            "LOAD httpfs",
            "DELETE FROM claims",
            "SET lock_configuration = false",
        ):
            with pytest.raises(Exception, match=r"Error"):
                store.connection.execute(sql)
    with open_store(folder / "a.duckdb") as store:
        for sql in (f"COPY claims TO '{folder}/out.csv'", "SET enable_external_access = true", "LOAD httpfs"):
            with pytest.raises(Exception, match=r"Error"):
                store.connection.execute(sql)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=12))
def test_fragments_never_change_anything(parts: list[str]) -> None:
    store = _MEMORY
    with suppress(ClaimsError):
        store.query(" ".join(parts)).rows()
    assert store.query("SELECT count(*) FROM claims").rows() == [(0,)]


_MEMORY = open_store()

BLOCK = re.compile(r"^## (\d+)\. (.+?)\n+(?:.+?\n+)*?```sql\n(.*?)```", re.MULTILINE | re.DOTALL)


def queries() -> list[tuple[str, str]]:
    """Title and text of each query of docs/sql.md."""
    return [(title, sql) for _, title, sql in BLOCK.findall((DOCS / "sql.md").read_text(encoding="utf-8"))]


def test_the_page_has_twenty_queries() -> None:
    assert len(queries()) == (DOCS / "sql.md").read_text(encoding="utf-8").count("```sql") == 20


@pytest.mark.parametrize(("title", "sql"), queries(), ids=lambda part: part[:30])
def test_queries_of_the_page_run(title: str, sql: str, sample_store: Store) -> None:
    found = sample_store.query(sql)
    assert found.columns, title
    assert found.rows(), f"{title}: nothing in the samples"


@pytest.fixture(scope="module")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The sample batch, validated, and a later batch that revises one of its documents."""
    from claims.parallel import extract_all
    from claims.read import read
    from claims_expectations import load_policy, validate

    path = tmp_path_factory.mktemp("docs") / "claims.duckdb"
    with open_store(path) as opened, opened.transaction():
        opened.write_batch("samples", extract_all(read([SAMPLES])), NOW)
        validate(opened, "samples", load_policy(), NOW, with_gx=False)
    with open_store(path, read_only=True) as opened:
        yield opened

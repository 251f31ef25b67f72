"""A batch of extractions into the tables: staged chunk by chunk through Arrow, then merged in SQL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from claims.lexicon import lexicon_version
from claims.model import Extraction, Reject
from claims.store.arrow import Chunk
from claims.store.statements import statements
from claims.version import tool_version

if TYPE_CHECKING:
    import duckdb

# What is held in memory before it goes to the staging tables.
DOCUMENTS_A_CHUNK = 500
CLAIMS_A_CHUNK = 3_000
CHARACTERS_A_CHUNK = 2_000_000


@dataclass(frozen=True)
class BatchSummary:
    """What a batch brought.

    ``documents``: those supplied, each content counted once; ``new``: those that the store did not hold;
    ``reread``: known ones whose claims are read otherwise today; ``superseded``: versions that new ones
    replaced; ``claims``: the claims of the documents supplied.
    """

    batch: str
    documents: int
    claims: int
    rejects: int
    new: int
    reread: int
    superseded: int
    connection: duckdb.DuckDBPyConnection

    @cached_property
    def document_keys(self) -> tuple[str, ...]:
        """The keys of the documents supplied, in their order."""
        rows = self.connection.execute(
            "SELECT document_key FROM batch_documents WHERE batch = ? ORDER BY position", [self.batch]
        ).fetchall()
        return tuple(row[0] for row in rows)


def write_batch(
    connection: duckdb.DuckDBPyConnection, name: str, items: Iterable[Extraction | Reject], now: datetime
) -> BatchSummary:
    """Write ``items`` as the batch ``name`` in the open transaction."""
    sql = statements("merge")
    connection.execute(sql["staging"])
    rejects: list[tuple[str, str, int | None, str]] = []
    for chunk in _chunks(_set_apart(items, name, rejects)):
        for table, rows in chunk.tables():
            connection.register("chunk", rows)
            connection.execute(f"INSERT INTO {table} BY NAME FROM chunk")
            connection.unregister("chunk")
    _replace_listing(connection, name, rejects)
    numbered = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM batches").fetchone()
    number = int(numbered[0]) if numbered else 1
    superseded = _merge(connection, name, number)
    row = connection.execute(sql["summary"]).fetchone()
    assert row is not None
    documents, new, reread, claims = row
    connection.execute(sql["clear"])
    connection.execute(
        "INSERT OR REPLACE INTO batches VALUES ($batch, $number, $now, $tool, $documents, $claims, $rejects)",
        {
            "batch": name,
            "number": number,
            "now": now.replace(tzinfo=None),
            "tool": tool_version(),
            "documents": documents,
            "claims": claims,
            "rejects": len(rejects),
        },
    )
    return BatchSummary(name, documents, claims, len(rejects), new, reread, superseded, connection)


def _set_apart(
    items: Iterable[Extraction | Reject], name: str, rejects: list[tuple[str, str, int | None, str]]
) -> Iterator[Extraction]:
    for item in items:
        if isinstance(item, Reject):
            rejects.append((name, item.file, item.line, item.reason))
        else:
            yield item


def _chunks(items: Iterable[Extraction]) -> Iterator[Chunk]:
    version = lexicon_version()
    chunk = Chunk(version)
    for position, item in enumerate(items):
        chunk.add(position, item)
        if (
            len(chunk.documents) >= DOCUMENTS_A_CHUNK
            or len(chunk.claims) >= CLAIMS_A_CHUNK
            or chunk.characters >= CHARACTERS_A_CHUNK
        ):
            yield chunk
            chunk = Chunk(version)
    if chunk.documents:
        yield chunk


def _replace_listing(
    connection: duckdb.DuckDBPyConnection, name: str, rejects: list[tuple[str, str, int | None, str]]
) -> None:
    connection.execute("DELETE FROM batch_documents WHERE batch = ?", [name])
    connection.execute("DELETE FROM rejects WHERE batch = ?", [name])
    if rejects:
        connection.executemany("INSERT INTO rejects VALUES (?, ?, ?, ?)", rejects)


def _merge(connection: duckdb.DuckDBPyConnection, name: str, number: int) -> int:
    """Bring the staged rows into the store; return how many versions were superseded."""
    sql = statements("merge")
    batch = {"batch": name}
    connection.execute(sql["incoming"])
    row = connection.execute("SELECT bool_or(NOT is_new) FROM incoming").fetchone()
    if row and row[0]:
        connection.execute(sql["changed"])
        connection.execute(sql["keep_former"], {"number": number})
        connection.execute(sql["note_rereading"], {"number": number})
        connection.execute(sql["drop_relations"])
        connection.execute(sql["drop_claims"])
        connection.execute(sql["read_again"], {"lexicon_version": lexicon_version()})
    else:
        connection.execute("CREATE OR REPLACE TEMP TABLE changed (document_key VARCHAR)")
    connection.execute(sql["add_documents"], batch)
    connection.execute(sql["add_claims"], batch)
    connection.execute(sql["add_relations"])
    connection.execute(sql["winners"])
    superseded = connection.execute(sql["supersede"]).fetchone()
    connection.execute(sql["reinstate"])
    connection.execute(sql["list_documents"], batch)
    return int(superseded[0]) if superseded else 0

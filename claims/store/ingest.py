"""A batch of extractions into the tables: chunk by chunk, in Arrow tables, in the open transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from claims.lexicon import lexicon_version
from claims.model import Extraction, Reject
from claims.read.paths import STDIN
from claims.store.arrow import Entry, claim_table, document_table, listing_table, relation_table
from claims.store.statements import filled, statements
from claims.version import tool_version

if TYPE_CHECKING:
    import duckdb

# What is held in memory before it goes to the tables.
DOCUMENTS_A_CHUNK = 4_000
CLAIMS_A_CHUNK = 4_000
CHARACTERS_A_CHUNK = 4_000_000


@dataclass(frozen=True)
class BatchSummary:
    """What a batch brought.

    ``documents``: those supplied, each content counted once; ``new``: those that the store did not hold;
    ``reread``: known ones whose claims are read otherwise today; ``superseded``: versions that others
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
    connection: duckdb.DuckDBPyConnection,
    name: str,
    items: Iterable[Extraction | Reject],
    now: datetime,
    after_chunk: Callable[[], None],
) -> BatchSummary:
    """Write ``items`` as the batch ``name`` in the open transaction; ``after_chunk`` may free memory."""
    sql = statements("merge")
    (number,) = _one(connection, sql["next_number"])
    writer = _Writer(connection, name, number)
    writer.run("forget_documents", batch=name)
    writer.run("forget_rejects", batch=name)
    rejects: list[tuple[str, str, int | None, str]] = []
    for chunk in _chunks(_set_apart(items, name, rejects)):
        writer.write(chunk)
        after_chunk()
    if rejects:
        connection.executemany("INSERT INTO rejects VALUES (?, ?, ?, ?)", rejects)
    writer.run(
        "write_batch",
        batch=name,
        number=number,
        now=now.replace(tzinfo=None).isoformat(),
        tool=tool_version(),
        documents=writer.documents,
        claims=writer.claims,
        rejects=len(rejects),
    )
    return BatchSummary(
        name,
        writer.documents,
        writer.claims,
        len(rejects),
        writer.new,
        writer.reread,
        writer.superseded,
        connection,
    )


def _set_apart(
    items: Iterable[Extraction | Reject], name: str, rejects: list[tuple[str, str, int | None, str]]
) -> Iterator[Extraction]:
    for item in items:
        if isinstance(item, Reject):
            rejects.append((name, item.file, item.line, item.reason))
        else:
            yield item


def _chunks(items: Iterable[Extraction]) -> Iterator[list[Entry]]:
    chunk: list[Entry] = []
    claims = characters = 0
    for position, item in enumerate(items):
        chunk.append(Entry(position, item.document.key, item.document, (*item.claims, *item.dates)))
        claims += len(chunk[-1].claims)
        characters += len(item.document.text)
        if len(chunk) >= DOCUMENTS_A_CHUNK or claims >= CLAIMS_A_CHUNK or characters >= CHARACTERS_A_CHUNK:
            yield chunk
            chunk, claims, characters = [], 0, 0
    if chunk:
        yield chunk


@dataclass
class _Stored:
    """What the store holds of the documents of a chunk, kept up to date while the chunk is gone through."""

    superseded_by: dict[str, str | None] = field(default_factory=dict)
    lexicon: dict[str, str] = field(default_factory=dict)
    versions: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    current: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


# Document key → its claims and its relations, as rows that can be compared.
_Readings = defaultdict[str, tuple[set[Any], set[Any]]]


class _Writer:
    """Writes the chunks of one batch."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, batch: str, number: int) -> None:
        self.connection = connection
        self.batch = batch
        self.number = number
        self.documents = self.claims = self.new = self.reread = self.superseded = 0
        self._sql = statements("merge")

    def run(self, name: str, **values: str | int | Sequence[str] | None) -> None:
        self.connection.execute(filled(self._sql[name], **values))

    def write(self, chunk: list[Entry]) -> None:
        """Write a chunk; what earlier ones of the batch brought is known to it."""
        chunk = list({entry.key: entry for entry in reversed(chunk)}.values())[::-1]
        stored = self._stored(chunk)
        new = [entry for entry in chunk if entry.key not in stored.superseded_by]
        known = [entry for entry in chunk if entry.key in stored.superseded_by]
        changed = self._replace_readings(known, stored)
        replaced = self._replace_versions(chunk, stored)
        versions = self._number_versions(new, stored)
        self._insert("documents", document_table(new, versions, replaced, self.batch, lexicon_version()))
        self._insert("claims", claim_table([*new, *changed], self.batch))
        self._insert("relations", relation_table([*new, *changed]))
        listed = {
            row[0] for row in self._rows("listed", batch=self.batch, keys=[entry.key for entry in chunk])
        }
        fresh = [entry for entry in chunk if entry.key not in listed]
        self.documents += len(fresh)
        # What is stored now is what was read today, for known documents too.
        self.claims += sum(len(entry.claims) for entry in fresh)
        self.new += len(new)
        self._insert("batch_documents", listing_table(fresh, {entry.key for entry in new}, self.batch))

    def _stored(self, chunk: list[Entry]) -> _Stored:
        stored = _Stored()
        keys = [entry.key for entry in chunk]
        names = sorted({entry.document.name for entry in chunk})
        for key, name, version, superseded_by, lexicon in self._rows("stored", keys=keys, names=names):
            stored.superseded_by[key] = superseded_by
            stored.lexicon[key] = lexicon
            stored.versions[name] = max(stored.versions[name], version)
            if superseded_by is None:
                stored.current[name].add(key)
        return stored

    def _replace_readings(self, known: list[Entry], stored: _Stored) -> list[Entry]:
        """Take out the claims of known documents that are read otherwise today; return these documents."""
        if not known:
            return []
        keys = [entry.key for entry in known]
        before, today = self._stored_readings(keys), _readings(known)
        changed = [entry for entry in known if before[entry.key] != today[entry.key]]
        if changed:
            names = [entry.key for entry in changed]
            self.run("keep_former", keys=names, number=self.number)
            self.run("note_rereading", keys=names, number=self.number)
            self.run("drop_relations", keys=names)
            self.run("drop_claims", keys=names)
            self.reread += len(changed)
        older = [key for key in keys if stored.lexicon[key] != lexicon_version()]
        if older:
            self.run("read_again", keys=older, lexicon_version=lexicon_version())
        return changed

    def _replace_versions(self, chunk: list[Entry], stored: _Stored) -> dict[str, str]:
        """Let the version of a name that was supplied last be the current one; return key → its successor."""
        replaced: dict[str, str] = {}
        reinstated: set[str] = set()
        for entry in chunk:
            if entry.document.name == STDIN:
                # Standard input is a new text each time, not a new version.
                continue
            for key in stored.current[entry.document.name] - {entry.key}:
                replaced[key] = entry.key
            stored.current[entry.document.name] = {entry.key}
            replaced.pop(entry.key, None)
            if stored.superseded_by.get(entry.key) is not None:
                reinstated.add(entry.key)
        self.superseded += len(replaced)
        old = {key: by for key, by in sorted(replaced.items()) if key in stored.superseded_by}
        if old:
            self.run("supersede", keys=list(old), by=list(old.values()))
        if reinstated - replaced.keys():
            self.run("reinstate", keys=sorted(reinstated - replaced.keys()))
        return replaced

    def _number_versions(self, new: list[Entry], stored: _Stored) -> list[int]:
        numbers = []
        for entry in new:
            stored.versions[entry.document.name] += 1
            numbers.append(stored.versions[entry.document.name])
        return numbers

    def _stored_readings(self, keys: list[str]) -> _Readings:
        found: _Readings = defaultdict(lambda: (set(), set()))
        for place, name in enumerate(("stored_claims", "stored_relations")):
            result = self.connection.execute(filled(self._sql[name], keys=keys))
            columns = [column[0] for column in result.description or ()]
            for row in result.fetchall():
                _add_reading(found, place, dict(zip(columns, row, strict=True)))
        return found

    def _rows(self, name: str, **values: str | int | Sequence[str] | None) -> list[tuple[Any, ...]]:
        return self.connection.execute(filled(self._sql[name], **values)).fetchall()

    def _insert(self, table: str, rows: Any) -> None:
        if rows.num_rows:
            columns = [row[0] for row in self.connection.execute(f"DESCRIBE {table}").fetchall()]
            self.connection.from_arrow(rows.select(columns)).insert_into(table)


def _readings(entries: list[Entry]) -> _Readings:
    """Return the claims and relations read today as rows that compare with the stored ones."""
    found: _Readings = defaultdict(lambda: (set(), set()))
    tables = (claim_table(entries, "").drop_columns(["batch"]), relation_table(entries, with_key=True))
    for place, table in enumerate(tables):
        for row in table.to_pylist():
            _add_reading(found, place, row)
    return found


def _add_reading(found: _Readings, place: int, row: dict[str, Any]) -> None:
    comparable = tuple(
        (name, tuple(sorted(dict(value).items())) if name == "detail" else value)
        for name, value in sorted(row.items())
    )
    found[row["document_key"]][place].add(comparable)


def _one(connection: duckdb.DuckDBPyConnection, sql: str) -> tuple[Any, ...]:
    row = connection.execute(sql).fetchone()
    assert row is not None
    return row

"""The table of comparable figures, made a part of the documents at a time, and how it is cut into slices.

A rule whose header says ``slices: settings`` compares only figures of one setting: the same unit, the same time
(or no stated one), measures that nest. It may be run for some settings at a time, so that what it holds in memory
does not grow with the claims.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from claims_expectations.statements import sql

if TYPE_CHECKING:
    import duckdb

# How many claims are taken at a time; a store with fewer is compared as a whole.
PART_CLAIMS = 500_000

# Tables of what one document says, filled a part of the documents at a time: each with those that it reads.
OF_DOCUMENTS = {"both_given": ("both_given",), "nested_pairs": ("both_given", "nested_pairs")}

_WHOLE = (0, 2**63 - 1, 0, 2**63 - 1)


class HasConnection(Protocol):
    """What the checks need of a store: its connection, in an open transaction, and a way to free memory."""

    @property
    def connection(self) -> duckdb.DuckDBPyConnection: ...

    def write_out_idle(self, rows: int = 0) -> None: ...


@dataclass(frozen=True, slots=True)
class Figures:
    """How many figures there are, and into how many slices they are cut."""

    count: int
    slices: int


def make_figures(store: HasConnection, queries: Iterable[str]) -> Figures:
    """Make the figures of the claims that the batch is compared with, and what ``queries`` read of ``OF_DOCUMENTS``."""
    connection = store.connection
    text = "\n".join(queries)
    read = {table for name, tables in OF_DOCUMENTS.items() if name in text for table in tables}
    parts = _parts(connection)
    # Pairs that a slip of the pen joins may lie in two slices.
    slices = 1 if _rows(connection, "SELECT 1 FROM retold WHERE NOT one_document LIMIT 1") else len(parts)
    connection.execute("SET VARIABLE slices = ?", [slices])
    connection.execute("SET VARIABLE slice = NULL")
    connection.execute(sql("limbs"))
    connection.execute(sql("names"))
    if slices > 1:
        _name_families(connection)
    for number, part in enumerate(parts):
        for name, value in zip(("first_doc", "last_doc", "first_id", "last_id"), part, strict=True):
            connection.execute(f"SET VARIABLE {name} = ?", [value])
        verb = "INSERT INTO narrow_figures" if number else "CREATE TEMP TABLE narrow_figures AS"
        # Slices that lie together are read without reading the others.
        connection.execute(f"{verb} {sql('figures')} {'ORDER BY slice' if slices > 1 else ''}")
        if not number:
            connection.execute(sql("field"))
        for table in sorted(read):
            verb = f"INSERT INTO {table}" if number else f"CREATE OR REPLACE TEMP TABLE {table} AS"
            connection.execute(f"{verb} {sql(table)}")
        if len(parts) > 1:
            store.write_out_idle(near_count(connection))
    ((figures,),) = _rows(connection, "SELECT count(*) FROM narrow_figures")
    return Figures(figures, slices)


def near_count(connection: duckdb.DuckDBPyConnection) -> int:
    """Return how many claims the batch and what is near it in the store have."""
    query = "SELECT getvariable('batch_span').claims + (SELECT count(*) FROM wanted_claims)"
    return _rows(connection, query)[0][0]


def _parts(connection: duckdb.DuckDBPyConnection) -> list[tuple[int, ...]]:
    """Return for each part its first and last document, and where their claims begin and end."""
    ((stored,),) = _rows(connection, "SELECT count(*) FROM claims")
    if stored <= PART_CLAIMS:
        return [_WHOLE]
    ((near,),) = _rows(
        connection,
        "SELECT getvariable('batch_span').claims + (SELECT count(*) FROM compared_claims)",
    )
    if near <= PART_CLAIMS:
        return [_WHOLE]
    connection.execute("SET VARIABLE part_claims = ?", [PART_CLAIMS])
    connection.execute(sql("parts"))
    return _rows(connection, "FROM document_parts ORDER BY first_doc")


def _name_families(connection: duckdb.DuckDBPyConnection) -> None:
    """Let measures of which one holds the other have one number."""
    family: dict[str, list[str]] = {}
    nested = connection.execute("SELECT child, parent FROM nested_measures ORDER BY ALL").fetchall()
    for child, parent in nested:
        one, other = family.setdefault(child, [child]), family.setdefault(parent, [parent])
        if one is not other:
            one += other
            family.update(dict.fromkeys(other, one))
    if family:
        measures = sorted(family)
        connection.execute(
            "INSERT INTO families SELECT unnest(?), hash(unnest(?))",
            [measures, [family[measure][0] for measure in measures]],
        )


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[tuple[int, ...]]:
    return connection.execute(query).fetchall()

"""Rows back to documents, claims and reports."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from claims.errors import StoreError
from claims.model import (
    Check,
    Claim,
    ClaimRelation,
    Document,
    Finding,
    FindingClaim,
    RejectedInput,
    ValidationReport,
    iso_moment,
)
from claims.store.statements import filled, statements

if TYPE_CHECKING:
    import duckdb

DOCUMENTS_A_PAGE = 500
CLAIMS_A_PAGE = 5_000

_NOT_FIELDS = {
    "document_key",
    "span_start",
    "span_end",
    "sentence_start",
    "sentence_end",
    "replaced_in",
}


@dataclass(frozen=True, slots=True)
class BatchInfo:
    """A batch and its last run; ``run_id`` and the counts of findings are ``None`` where none was made."""

    batch: str
    created_at: datetime
    documents: int
    claims: int
    rejects: int
    run_id: int | None
    errors: int | None
    warnings: int | None
    infos: int | None


def batches(connection: duckdb.DuckDBPyConnection) -> list[BatchInfo]:
    """Return the batches, the one written last at the end."""
    return [BatchInfo(*row) for row in connection.execute(statements("reading")["batches"]).fetchall()]


def latest_batch(connection: duckdb.DuckDBPyConnection) -> str | None:
    """Return the batch written last."""
    row = connection.execute("SELECT batch FROM batches ORDER BY number DESC LIMIT 1").fetchone()
    return str(row[0]) if row else None


def documents(
    connection: duckdb.DuckDBPyConnection, batch: str | None, names: Collection[str] | None = None
) -> Iterator[Document]:
    """Yield the documents of ``batch`` in the order supplied, all current ones for ``None``; of ``names`` only."""
    for page in _pages(connection, batch, names):
        yield from (document for _, document in _documents(connection, page))


def originals(connection: duckdb.DuckDBPyConnection) -> Iterator[Document]:
    """Yield the current documents as they were before they were read: a date that the text gave is open again."""
    for document in documents(connection, None):
        if document.published_basis in {"text", "file_name"}:
            yield replace(document, published=None, published_basis="none")
        else:
            yield document


def claims(connection: duckdb.DuckDBPyConnection, batch: str | None) -> Iterator[Claim]:
    """Yield the claims of ``batch``, or of all current documents, in the order of documents and texts."""
    for page in _pages(connection, batch):
        keys = [key for key, _ in _documents(connection, page)]
        by_document: dict[str, list[Claim]] = {}
        for key, claim in _claims(connection, "document_keys", keys):
            by_document.setdefault(key, []).append(claim)
        for key in keys:
            yield from by_document.get(key, ())


def claims_by_id(connection: duckdb.DuckDBPyConnection, claim_ids: Iterable[str]) -> dict[str, Claim]:
    """Return the claims with these ids, those that a later reading replaced included."""
    wanted = sorted(set(claim_ids))
    pages = (wanted[start : start + CLAIMS_A_PAGE] for start in range(0, len(wanted), CLAIMS_A_PAGE))
    return {claim.claim_id: claim for page in pages for _, claim in _claims(connection, "claim_ids", page)}


def report(
    connection: duckdb.DuckDBPyConnection, batch: str, run_id: int | None, most: int | None = None
) -> ValidationReport:
    """Return the report of a run with the ``most`` gravest findings of each rule, or all.

    Raises ``StoreError`` where there is no such batch or run.
    """
    sql = statements("reading")
    known = connection.execute(filled(sql["batch"], batch=batch)).fetchone()
    if known is None:
        raise StoreError(f"no batch {batch!r} in this database")
    row = connection.execute(filled(sql["last_run"], batch=batch, run_id=run_id)).fetchone()
    if row is None or row[0] is None:
        raise StoreError(f"the batch {batch!r} was not checked" + (f" in run {run_id}" if run_id else ""))
    run = row[0]
    rejects = connection.execute(filled(sql["rejects"], batch=batch)).fetchall()
    checks = connection.execute(filled(sql["checks"], run_id=run)).fetchall()
    return ValidationReport(
        batch=batch,
        documents=known[0],
        claims=known[1],
        rejects=tuple(RejectedInput(file=file, line=line, reason=reason) for file, line, reason in rejects),
        checks=tuple(
            Check(code=code, name=name, comparisons=made, findings=failed, not_run=why)
            for code, name, made, failed, why in checks
        ),
        findings=tuple(_findings(connection, run, most)),
    )


def _findings(connection: duckdb.DuckDBPyConnection, run: int, most: int | None) -> Iterator[Finding]:
    rows = connection.execute(filled(statements("reading")["findings"], run_id=run, most=most)).fetchall()
    said = claims_by_id(connection, (claim_id for row in rows for claim_id in row[7]))
    for code, name, severity, message, working, verdict, finding_id, claim_ids, waived, waiver in rows:
        yield Finding(
            code=code,
            name=name,
            severity=severity,
            message=message,
            working=working,
            verdict=verdict,
            claims=tuple(
                FindingClaim(
                    claim_id=claim_id,
                    document=said[claim_id].document,
                    quote=said[claim_id].quote,
                    span=said[claim_id].span,
                )
                for claim_id in claim_ids
                if claim_id in said
            ),
            waived=waived,
            finding_id=finding_id,
            waiver=waiver,
        )


def _pages(
    connection: duckdb.DuckDBPyConnection, batch: str | None, names: Collection[str] | None = None
) -> Iterator[list[int]]:
    """Yield the row ids of documents, some at a time: the connection stays free for other work between."""
    name = "rows_of_all" if batch is None else "rows_of_batch"
    sql = filled(statements("reading")[name], batch=batch, any_name=names is None, names=sorted(names or ()))
    found = connection.execute(sql).fetchall()
    for start in range(0, len(found), DOCUMENTS_A_PAGE):
        yield [row[0] for row in found[start : start + DOCUMENTS_A_PAGE]]


def _documents(connection: duckdb.DuckDBPyConnection, rows: Sequence[int]) -> list[tuple[str, Document]]:
    found = connection.execute(filled(statements("reading")["documents"], rows=rows)).fetchall()
    by_row = {row[0]: (row[1], _document(*row[2:])) for row in found}
    return [by_row[row] for row in rows]


def _document(*fields: Any) -> Document:
    *known, columns = fields
    return replace(Document(*known), columns=columns or {})


def _claims(
    connection: duckdb.DuckDBPyConnection, name: str, values: Sequence[str]
) -> Iterator[tuple[str, Claim]]:
    """Yield (document key, claim) for the ids or keys, in the order of the texts."""
    sql = statements("reading")
    found = connection.execute(filled(sql[f"claims_of_{name}"], ids=values))
    names = [column[0] for column in found.description or ()]
    rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    relations: dict[str, list[ClaimRelation]] = {}
    in_relations = filled(sql["relations"], ids=[row["claim_id"] for row in rows])
    for claim_id, relation in connection.execute(in_relations).fetchall():
        start, end = relation.pop("span_start"), relation.pop("span_end")
        relation["detail"] = relation["detail"] or {}
        relations.setdefault(claim_id, []).append(ClaimRelation(span=(start, end), **relation))
    for row in rows:
        yield row["document_key"], _claim(row, tuple(relations.get(row["claim_id"], ())))


def _claim(row: dict[str, Any], relations: tuple[ClaimRelation, ...]) -> Claim:
    fields = {name: value for name, value in row.items() if name not in _NOT_FIELDS}
    fields["span"] = (row["span_start"], row["span_end"])
    fields["sentence_span"] = (row["sentence_start"], row["sentence_end"])
    fields["time_start"] = iso_moment(row["time_start"])
    fields["time_end"] = iso_moment(row["time_end"])
    fields["alternatives"] = tuple(json.loads(row["alternatives"] or "[]"))
    fields["column_conflicts"] = json.loads(row["column_conflicts"] or "{}")
    fields["relations"] = relations
    return Claim(**fields)

"""Extractions as Arrow tables, column by column."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyarrow as pa

from claims.model import Claim, Document

_TEXT = pa.large_string()
_TIME = pa.timestamp("us")
_MAP = pa.map_(_TEXT, _TEXT)
_NUMBERS = (
    "lower",
    "upper",
    "value",
    "base_lower",
    "base_upper",
    "check_lower",
    "check_upper",
    "confidence",
)
_FLAGS = ("lower_inclusive", "upper_inclusive", "approximate")
_WORDS = (
    "claim_id",
    "quote",
    "sentence",
    "relation",
    "direction",
    "kind",
    "unit",
    "dimension",
    "base_unit",
    "item",
    "concept",
    "event",
    "measure",
    "aggregation",
    "actor",
    "target",
    "place",
    "time_text",
    "time_edtf",
    "time_precision",
    "time_role",
    "time_basis",
    "attributed_to",
    "modality",
    "section",
    "unknown_unit",
)
_DOCUMENT_WORDS = ("text", "title", "published_basis", "publisher", "url", "path")


@dataclass(frozen=True, slots=True)
class Entry:
    """A document of a batch: its place in it, its key, and the claims read from it."""

    position: int
    key: str
    document: Document
    claims: tuple[Claim, ...]


def document_table(
    entries: Sequence[Entry],
    versions: Sequence[int],
    replaced: Mapping[str, str],
    batch: str,
    lexicon_version: str,
) -> pa.Table:
    """Return the rows of table ``documents``; ``replaced`` maps keys to those of their successors."""
    rows = [entry.document for entry in entries]
    columns: dict[str, Any] = {
        "document_key": pa.array([entry.key for entry in entries], _TEXT),
        "document": pa.array([row.name for row in rows], _TEXT),
        "version": pa.array(versions, pa.int32()),
        "superseded_by": pa.array([replaced.get(entry.key) for entry in entries], _TEXT),
        "batch": pa.array([batch] * len(rows), _TEXT),
        "body_start": pa.array([row.body_start for row in rows], pa.int64()),
        "line": pa.array([row.line for row in rows], pa.int64()),
        "published": pa.array([row.published for row in rows], _TIME),
        "columns": pa.array([list(row.columns.items()) for row in rows], _MAP),
        "lexicon_version": pa.array([lexicon_version] * len(rows), _TEXT),
    }
    for name in _DOCUMENT_WORDS:
        columns[name] = pa.array([getattr(row, name) for row in rows], _TEXT)
    return pa.table(columns)


def claim_table(entries: Sequence[Entry], batch: str) -> pa.Table:
    """Return the rows of table ``claims``."""
    # Pydantic keeps the fields in __dict__, which is several times faster than asking it for each.
    rows = [claim.__dict__ for entry in entries for claim in entry.claims]
    columns: dict[str, Any] = {
        "document_key": pa.array([entry.key for entry in entries for _ in entry.claims], _TEXT),
        "document": pa.array([entry.document.name for entry in entries for _ in entry.claims], _TEXT),
        "batch": pa.array([batch] * len(rows), _TEXT),
    }
    for name, field, end in (
        ("span_start", "span", 0),
        ("span_end", "span", 1),
        ("sentence_start", "sentence_span", 0),
        ("sentence_end", "sentence_span", 1),
    ):
        columns[name] = pa.array([row[field][end] for row in rows], pa.int64())
    for names, kind in ((_WORDS, _TEXT), (_NUMBERS, pa.float64()), (_FLAGS, pa.bool_())):
        for name in names:
            columns[name] = pa.array([row[name] for row in rows], kind)
    for name in ("time_start", "time_end"):
        columns[name] = pa.array([_moment(row[name]) for row in rows], _TIME)
    columns["alternatives"] = pa.array([_json(list(row["alternatives"])) or "[]" for row in rows], _TEXT)
    columns["column_conflicts"] = pa.array([_json(row["column_conflicts"]) for row in rows], _TEXT)
    return pa.table(columns)


def relation_table(entries: Sequence[Entry], with_key: bool = False) -> pa.Table:
    """Return the rows of table ``relations``, with the document's key if asked for."""
    found = [
        (entry.key, claim.claim_id, relation)
        for entry in entries
        for claim in entry.claims
        for relation in claim.relations
    ]
    rows = [relation for _, _, relation in found]
    columns = {
        "claim_id": pa.array([claim_id for _, claim_id, _ in found], _TEXT),
        "relation_id": pa.array([row.relation_id for row in rows], _TEXT),
        "kind": pa.array([row.kind for row in rows], _TEXT),
        "role": pa.array([row.role for row in rows], _TEXT),
        "cue": pa.array([row.cue for row in rows], _TEXT),
        "span_start": pa.array([row.span[0] for row in rows], pa.int64()),
        "span_end": pa.array([row.span[1] for row in rows], pa.int64()),
        "detail": pa.array([list(row.detail.items()) for row in rows], _MAP),
    }
    if with_key:
        columns["document_key"] = pa.array([key for key, _, _ in found], _TEXT)
    return pa.table(columns)


def listing_table(entries: Sequence[Entry], new: Collection[str], batch: str) -> pa.Table:
    """Return the rows of table ``batch_documents``; ``new`` holds the keys that the batch brought."""
    return pa.table(
        {
            "batch": pa.array([batch] * len(entries), _TEXT),
            "position": pa.array([entry.position for entry in entries], pa.int64()),
            "document_key": pa.array([entry.key for entry in entries], _TEXT),
            "is_new": pa.array([entry.key in new for entry in entries], pa.bool_()),
        }
    )


def _json(value: Any) -> str | None:
    return json.dumps(value, ensure_ascii=False) if value else None


def _moment(text: str | None) -> datetime | None:
    """Return an ISO 8601 time without its zone, as DuckDB's TIMESTAMP holds it."""
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=None)

"""Extractions as Arrow tables, column by column."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from claims.model import Claim, ClaimRelation, Document, Extraction

_TEXT = pa.string()
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
    "time_start",
    "time_end",
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


class Chunk:
    """Some documents with their claims and relations, on their way to the staging tables."""

    def __init__(self, lexicon_version: str) -> None:
        self.documents: list[tuple[int, str, Document]] = []
        self.claims: list[tuple[int, str, str, Claim]] = []
        self.relations: list[tuple[int, str, str, ClaimRelation]] = []
        self.characters = 0
        self._lexicon_version = lexicon_version

    def add(self, position: int, item: Extraction) -> None:
        """Take a document, ``position`` being its place in the batch."""
        document = item.document
        key = document.key
        self.documents.append((position, key, document))
        self.characters += len(document.text)
        for claim in item.claims:
            self.claims.append((position, key, document.name, claim))
            for relation in claim.relations:
                self.relations.append((position, key, claim.claim_id, relation))

    def tables(self) -> Iterator[tuple[str, pa.Table]]:
        """Yield each staging table that has rows, with them."""
        yield "staged_documents", self._document_table()
        if self.claims:
            yield "staged_claims", self._claim_table()
        if self.relations:
            yield "staged_relations", self._relation_table()

    def _document_table(self) -> pa.Table:
        rows = [document for _, _, document in self.documents]
        columns: dict[str, Any] = {
            "position": pa.array([position for position, _, _ in self.documents], pa.int64()),
            "document_key": pa.array([key for _, key, _ in self.documents], _TEXT),
            "document": pa.array([row.name for row in rows], _TEXT),
            "body_start": pa.array([row.body_start for row in rows], pa.int64()),
            "line": pa.array([row.line for row in rows], pa.int64()),
            "published": pa.array([row.published for row in rows], pa.timestamp("us")),
            "columns": pa.array([list(row.columns.items()) for row in rows], _MAP),
            "lexicon_version": pa.array([self._lexicon_version] * len(rows), _TEXT),
        }
        for name in _DOCUMENT_WORDS:
            columns[name] = pa.array([getattr(row, name) for row in rows], pa.large_string())
        return pa.table(columns)

    def _claim_table(self) -> pa.Table:
        # Pydantic keeps the fields in __dict__, which is several times faster than asking it for each.
        rows = [claim.__dict__ for _, _, _, claim in self.claims]
        columns: dict[str, Any] = {
            "position": pa.array([position for position, _, _, _ in self.claims], pa.int64()),
            "document_key": pa.array([key for _, key, _, _ in self.claims], _TEXT),
            "document": pa.array([name for _, _, name, _ in self.claims], _TEXT),
        }
        for name, field, end in (
            ("span_start", "span", 0),
            ("span_end", "span", 1),
            ("sentence_start", "sentence_span", 0),
            ("sentence_end", "sentence_span", 1),
        ):
            columns[name] = pa.array([row[field][end] for row in rows], pa.int64())
        for names, kind in ((_WORDS, pa.large_string()), (_NUMBERS, pa.float64()), (_FLAGS, pa.bool_())):
            for name in names:
                columns[name] = pa.array([row[name] for row in rows], kind)
        columns["alternatives"] = pa.array([_json(list(row["alternatives"])) or "[]" for row in rows], _TEXT)
        columns["column_conflicts"] = pa.array([_json(row["column_conflicts"]) for row in rows], _TEXT)
        return pa.table(columns)

    def _relation_table(self) -> pa.Table:
        rows = [relation for _, _, _, relation in self.relations]
        return pa.table(
            {
                "position": pa.array([position for position, _, _, _ in self.relations], pa.int64()),
                "document_key": pa.array([key for _, key, _, _ in self.relations], _TEXT),
                "claim_id": pa.array([claim_id for _, _, claim_id, _ in self.relations], _TEXT),
                "relation_id": pa.array([row.relation_id for row in rows], _TEXT),
                "kind": pa.array([row.kind for row in rows], _TEXT),
                "role": pa.array([row.role for row in rows], _TEXT),
                "cue": pa.array([row.cue for row in rows], _TEXT),
                "span_start": pa.array([row.span[0] for row in rows], pa.int64()),
                "span_end": pa.array([row.span[1] for row in rows], pa.int64()),
                "detail": pa.array([list(row.detail.items()) for row in rows], _MAP),
            }
        )


def _json(value: Any) -> str | None:
    return json.dumps(value, ensure_ascii=False) if value else None

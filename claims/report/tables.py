"""Claims and findings as tables for other tools: CSV, Parquet, and a datapackage.json beside them.

A cell that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay numbers. The
text columns of Parquet are as they are: nothing there is ever run.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from claims.model import Claim, Finding

if TYPE_CHECKING:
    import pyarrow as pa

# Characters that make a cell a formula in one spreadsheet or another, full-width forms included.
_FORMULA = tuple("=+-@\t\r\n|%＝＋－＠")
_TEXT, _NUMBER, _INTEGER, _BOOLEAN = "string", "number", "integer", "boolean"

CLAIM_COLUMNS: dict[str, str] = {
    "claim_id": _TEXT, "document": _TEXT, "batch": _TEXT, "quote": _TEXT, "span_start": _INTEGER,
    "span_end": _INTEGER, "sentence": _TEXT, "sentence_start": _INTEGER, "sentence_end": _INTEGER,
    "relation": _TEXT, "lower": _NUMBER, "upper": _NUMBER, "lower_inclusive": _BOOLEAN,
    "upper_inclusive": _BOOLEAN, "value": _NUMBER, "approximate": _BOOLEAN, "direction": _TEXT, "kind": _TEXT,
    "unit": _TEXT, "dimension": _TEXT, "base_unit": _TEXT, "base_lower": _NUMBER, "base_upper": _NUMBER,
    "check_lower": _NUMBER, "check_upper": _NUMBER, "item": _TEXT, "concept": _TEXT, "event": _TEXT,
    "measure": _TEXT, "aggregation": _TEXT, "actor": _TEXT, "target": _TEXT, "place": _TEXT,
    "time_text": _TEXT, "time_start": _TEXT, "time_end": _TEXT, "time_edtf": _TEXT, "time_precision": _TEXT,
    "time_role": _TEXT, "time_basis": _TEXT, "attributed_to": _TEXT, "modality": _TEXT, "section": _TEXT,
    "confidence": _NUMBER, "alternatives": _TEXT, "relations": _TEXT,
}  # fmt: skip
FINDING_COLUMNS: dict[str, str] = {
    "finding_id": _TEXT, "code": _TEXT, "name": _TEXT, "severity": _TEXT, "verdict": _TEXT, "message": _TEXT,
    "working": _TEXT, "waived": _BOOLEAN, "claim_ids": _TEXT, "documents": _TEXT, "quotes": _TEXT,
}  # fmt: skip


def claim_record(claim: Claim) -> dict[str, Any]:
    """A claim as one flat row; ``alternatives`` and ``relations`` are JSON."""
    record = claim.model_dump(mode="json")
    record["span_start"], record["span_end"] = record.pop("span")
    record["sentence_start"], record["sentence_end"] = record.pop("sentence_span")
    for nested in ("alternatives", "relations"):
        record[nested] = json.dumps(record[nested], ensure_ascii=False)
    return {column: record[column] for column in CLAIM_COLUMNS}


def finding_record(finding: Finding) -> dict[str, Any]:
    """A finding as one flat row; what it points at is written as JSON lists."""
    record: dict[str, Any] = {
        column: getattr(finding, column) for column in FINDING_COLUMNS if hasattr(finding, column)
    }
    for column, field in (("claim_ids", "claim_id"), ("documents", "document"), ("quotes", "quote")):
        record[column] = json.dumps([getattr(claim, field) for claim in finding.claims], ensure_ascii=False)
    return {column: record[column] for column in FINDING_COLUMNS}


def harmless(cell: Any) -> Any:
    """A cell that no spreadsheet runs: text that begins like a formula gets an apostrophe in front.

    A mark on its own ("=", a relation) is no formula.
    """
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str) and len(cell) > 1 and cell.lstrip(" ").startswith(_FORMULA):
        return f"'{cell}"
    return cell


def csv_text(records: Iterable[dict[str, Any]], columns: Sequence[str]) -> str:
    """The records as CSV (RFC 4180, UTF-8, line feeds); empty cells are null."""
    return "".join(_csv_line(row) for row in _rows(records, columns))


def _rows(records: Iterable[dict[str, Any]], columns: Sequence[str]) -> Iterator[Sequence[Any]]:
    yield columns
    for record in records:
        yield [harmless(record[column]) for column in columns]


def _csv_line(cells: Sequence[Any]) -> str:
    # The writer quotes a carriage return only where it is part of its own line end.
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow(cells)
    return written.getvalue()[:-2] + "\n"


def claims_csv(claims: Iterable[Claim]) -> str:
    return csv_text(map(claim_record, claims), tuple(CLAIM_COLUMNS))


def findings_csv(findings: Iterable[Finding]) -> str:
    return csv_text(map(finding_record, findings), tuple(FINDING_COLUMNS))


def claims_table(claims: Iterable[Claim]) -> pa.Table:
    """The claims as an Arrow table."""
    return _arrow([claim_record(claim) for claim in claims], CLAIM_COLUMNS)


def findings_table(findings: Iterable[Finding]) -> pa.Table:
    """The findings as an Arrow table."""
    return _arrow([finding_record(finding) for finding in findings], FINDING_COLUMNS)


def _arrow(records: list[dict[str, Any]], columns: dict[str, str]) -> pa.Table:
    import pyarrow as pa

    types = {_TEXT: pa.string(), _NUMBER: pa.float64(), _INTEGER: pa.int64(), _BOOLEAN: pa.bool_()}
    return pa.Table.from_pylist(
        records, schema=pa.schema([(column, types[kind]) for column, kind in columns.items()])
    )


def parquet_bytes(table: pa.Table) -> bytes:
    """A table as a Parquet file."""
    import pyarrow as pa
    import pyarrow.parquet

    sink = pa.BufferOutputStream()
    pyarrow.parquet.write_table(table, sink, compression="zstd")
    written: bytes = sink.getvalue().to_pybytes()
    return written


def datapackage(batch: str, resources: dict[str, dict[str, str]]) -> str:
    """A Frictionless ``datapackage.json``; ``resources`` maps paths of CSV or Parquet files to columns."""
    described = []
    for path, columns in sorted(resources.items()):
        extension = path.rpartition(".")[2]
        described.append(
            {
                "name": path.rpartition("/")[2].replace(".", "-").lower(),
                "path": path,
                "format": extension,
                "mediatype": "text/csv" if extension == "csv" else "application/vnd.apache.parquet",
                "encoding": "utf-8",
                "schema": {
                    "fields": [{"name": column, "type": kind} for column, kind in columns.items()],
                    "missingValues": [""],
                    "primaryKey": next(iter(columns)),
                },
            }
        )
    package = {
        "profile": "data-package",
        "name": "quantclaims",
        "title": f"Claims and findings of batch {batch}",
        "resources": described,
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"

"""Documents and claims made by hand, for the tests of the store: no extraction is needed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from claims.model import Claim, ClaimRelation, Document, Extraction, stable_hash

NOW = datetime(2025, 8, 1, 12)
PUBLISHED = datetime(2025, 7, 10)


def document(name: str, text: str, **fields: Any) -> Document:
    """A document published on 10 July 2025, unless ``fields`` say otherwise."""
    return Document(name, text, **{"published": PUBLISHED, "published_basis": "field", **fields})


def claim(of: Document, quote: str, **fields: Any) -> Claim:
    """The claim that stands at the first ``quote`` of the document; its value is the quote's digits."""
    start = of.text.index(quote)
    value = float("".join(mark for mark in quote if mark.isdigit()) or 0)
    given: dict[str, Any] = {
        "claim_id": stable_hash(of.key, str(start), str(start + len(quote))),
        "document": of.name,
        "quote": quote,
        "span": (start, start + len(quote)),
        "sentence": of.text,
        "sentence_span": (0, len(of.text)),
        "relation": "=",
        "lower": value,
        "upper": value,
        "lower_inclusive": True,
        "upper_inclusive": True,
        "value": value,
        "approximate": False,
        "direction": None,
        "kind": "count",
        "unit": "count",
        "dimension": "[]",
        "base_unit": "count",
        "base_lower": value,
        "base_upper": value,
        "check_lower": value,
        "check_upper": value,
        "confidence": 0.9,
    }
    return Claim(**{**given, **fields})


def extraction(name: str, text: str, *quotes: str, **fields: Any) -> Extraction:
    """A document and the claims at ``quotes``, all of them with the same ``fields``."""
    found = document(name, text)
    return Extraction(found, tuple(claim(found, quote, **fields) for quote in quotes))


def sum_relation(role: str) -> ClaimRelation:
    """A part in a relation "in all"."""
    return ClaimRelation(
        relation_id="sum1", kind="sum", role=role, cue="in all", span=(0, 6), detail={"scope": "night"}
    )

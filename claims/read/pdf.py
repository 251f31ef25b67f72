"""PDF: the text of the pages, one after another. Offsets are those of the extracted text."""

from __future__ import annotations

import io
import logging

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from claims.model import Document
from claims.read.decode import UnreadableText, problem_of

MOST_PAGES = 5_000


def pdf_document(content: bytes, name: str, path: str) -> Document:
    """Return the document of a PDF. Raises ``UnreadableText`` for a locked, broken or scanned one.

    The dates in a PDF are those of the file, not of publication; only its title is taken.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    if b"%PDF-" not in content[:1024]:
        raise UnreadableText("no PDF")
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableText("locked with a password")
        if len(reader.pages) > MOST_PAGES:
            raise UnreadableText(f"more than {MOST_PAGES:,} pages")
        pages = [page.extract_text().strip() for page in reader.pages]
        title = reader.metadata.title if reader.metadata else None
    except UnreadableText:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise UnreadableText(f"no readable PDF: {type(error).__name__}: {str(error)[:200]}") from error
    # Fonts without a character map yield lone surrogates and NULs; what stands there is not known.
    text = "\n\n".join(page for page in pages if page)
    text = text.replace("\0", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if not text.strip():
        raise UnreadableText("no text in it: scanned pages need a text layer (OCR) first")
    known = title.strip() if isinstance(title, str) and not problem_of(title) else None
    return Document(name, text, title=known or None, path=path)

"""Markdown with YAML front matter."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import yaml

from claims.model import Document
from claims.read.decode import UnreadableText
from claims.read.rows import FIELDS, metadata

# Longer front matter is none; the limit also bounds what hostile YAML can cost.
LONGEST = 65_536

_BLOCK = re.compile(r"---[ \t]*\r?\n(.*?)(?:^)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)


def split_front_matter(document: Document) -> Document:
    """Return the document with the fields of its front matter, its body starting after it.

    Fields: id, title, published, publisher, url; others are passed over. A text that opens with a rule
    (``---``) and no ``key: value`` after it has no front matter. Raises ``UnreadableText`` for broken YAML
    and for a bad field.
    """
    match = _BLOCK.match(document.text, 0, LONGEST)
    if match is None:
        return document
    fields = _fields(match.group(1))
    if fields is None:
        return document
    values: dict[str, str] = {}
    for key in FIELDS & fields.keys():
        value = fields[key]
        if not isinstance(value, str):
            raise UnreadableText(f"front matter: {key} is no plain value", _line(match.group(1), key))
        values[key] = value
    known, problem = metadata(values)
    if known is None:
        field = problem.partition(":")[0]
        raise UnreadableText(f"front matter: {problem}", _line(match.group(1), field))
    basis = known.basis or ("front_matter" if known.published else "none")
    return replace(
        document,
        name=known.id or document.name,
        body_start=match.end(),
        title=known.title,
        published=known.published,
        published_basis=basis,
        publisher=known.publisher,
        url=known.url,
    )


def _fields(block: str) -> dict[Any, Any] | None:
    try:
        # BaseLoader builds strings, lists and maps alone: no objects, and no guesses ("on", 12:30).
        loaded = yaml.load(block, Loader=yaml.BaseLoader)  # noqa: S506
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        raise UnreadableText(f"front matter: no valid YAML: {error.problem}", line) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise UnreadableText(f"front matter: no valid YAML: {type(error).__name__}", 1) from error
    return loaded if isinstance(loaded, dict) else None


def _line(block: str, key: str) -> int:
    """Return the line of the file on which the field stands."""
    match = re.search(rf"^{re.escape(key)}\s*:", block, re.MULTILINE)
    return 2 + block.count("\n", 0, match.start()) if match else 1

"""The fields that a row or front matter may carry, checked at the border."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from claims.model import PublishedBasis
from claims.read.dates import published_moment
from claims.read.decode import problem_of

FIELDS = frozenset({"id", "title", "published", "published_basis", "publisher", "url"})
CONTENTS = ("text", "file", "statement")
LONGEST_FIELD = 10_000


def _plain(value: Any) -> str | None:
    """Return a scalar as text: numbers as written in JSON, an empty field as none."""
    if value is None:
        return None
    if isinstance(value, bool | int | float):
        value = json.dumps(value)
    if not isinstance(value, str):
        raise ValueError("is no plain value")
    if len(value) > LONGEST_FIELD:
        raise ValueError(f"is longer than {LONGEST_FIELD:,} characters")
    problem = problem_of(value)
    if problem:
        raise ValueError(problem)
    return value.strip() or None


def _moment(value: Any) -> datetime | None:
    plain = _plain(value) if not isinstance(value, datetime) else value
    return None if plain is None else published_moment(plain)


Plain = Annotated[str | None, BeforeValidator(_plain)]


class Metadata(BaseModel):
    """What is known of a document beside its text."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: Plain = None
    title: Plain = None
    published: Annotated[datetime | None, BeforeValidator(_moment)] = None
    published_basis: Plain = None
    publisher: Plain = None
    url: Plain = None

    @property
    def basis(self) -> PublishedBasis | None:
        """``inferred`` where the row says that its date is; ``None`` where it says nothing."""
        inferred = self.published and (self.published_basis or "").lower().startswith("inferred")
        return "inferred" if inferred else None


def metadata(fields: Mapping[str, Any]) -> tuple[Metadata, str] | tuple[None, str]:
    """Return the metadata among ``fields``, or ``None`` and what is wrong ("published: ...")."""
    try:
        return Metadata.model_validate(dict(fields)), ""
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        return None, f"{first['loc'][0]}: {first['msg'].removeprefix('Value error, ')}"


def columns(fields: Mapping[str, Any]) -> dict[str, str]:
    """Return the columns of a structured row: all but its statement and its metadata, empty ones left out."""
    kept = {}
    for name in sorted(fields.keys() - FIELDS - set(CONTENTS)):
        value = fields[name]
        if isinstance(value, dict | list):
            value = json.dumps(value, ensure_ascii=False, sort_keys=True)
        try:
            plain = _plain(value)
        except ValueError as error:
            raise ValueError(f"{name[:60]}: {error}") from None
        if plain is not None:
            kept[name.strip()] = plain
    return kept

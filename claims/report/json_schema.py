"""The JSON Schemas of what scripts read, made from the models; the files in ``schemas/`` are their copies.

``python -m claims.report.json_schema`` writes the files anew after a change of the models.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claims.model import Claim, Finding, ValidationReport

if TYPE_CHECKING:
    from pydantic import BaseModel

FOLDER = Path(__file__).with_name("schemas")
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_PUBLISHED: dict[str, tuple[type[BaseModel], str]] = {
    "claim.schema.json": (Claim, "A claim: one line of claims parse or extract --format jsonl"),
    "validate.schema.json": (ValidationReport, "The outcome of a run: claims validate --format json"),
}


def schema(name: str) -> dict[str, Any]:
    """The schema of a name such as ``claim.schema.json``, as the models define it now."""
    model, title = _PUBLISHED[name]
    made = model.model_json_schema(mode="serialization")
    for part in (made, *made.get("$defs", {}).values()):
        _as_written(part)
    used = json.dumps(made)
    made["$defs"] = {key: value for key, value in made.get("$defs", {}).items() if f'"#/$defs/{key}"' in used}
    return {"$schema": _DIALECT, **made, "title": title}


def schema_text(name: str) -> str:
    return json.dumps(schema(name), indent=2, sort_keys=True) + "\n"


def names() -> list[str]:
    return sorted(_PUBLISHED)


def _as_written(part: dict[str, Any]) -> None:
    """Take out the fields that are kept out of the JSON; all the others are always there."""
    properties = part.get("properties", {})
    for name in _never_written():
        properties.pop(name, None)
    for field in properties.values():
        field.pop("default", None)
    if properties:
        part["required"] = list(properties)


def _never_written() -> set[str]:
    return {name for model in (Claim, Finding) for name, field in model.model_fields.items() if field.exclude}


if __name__ == "__main__":
    for file in names():
        (FOLDER / file).write_text(schema_text(file), encoding="utf-8")

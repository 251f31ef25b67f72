"""The SQL files of the store."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_FOLDER = files(__package__) / "sql"
_NAME = re.compile(r"^-- name: (\w+)$", re.MULTILINE)


@cache
def script(name: str) -> str:
    """Return the file ``name.sql``."""
    return (_FOLDER / f"{name}.sql").read_text(encoding="utf-8")


@cache
def statements(name: str) -> dict[str, str]:
    """Return the statements of ``name.sql`` that stand under ``-- name: ...``, by that name."""
    parts = _NAME.split(script(name))[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def migrations() -> list[tuple[int, str]]:
    """Return the migrations (version they lead to, SQL), the first one first."""
    found = [
        (int(entry.name.partition("_")[0]), entry.read_text(encoding="utf-8"))
        for entry in (_FOLDER / "migrations").iterdir()
        if entry.name.endswith(".sql")
    ]
    return sorted(found)

"""The SQL files of the store."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

_FOLDER = files(__package__) / "sql"
_PARAMETER = re.compile(r"\$(\w+)")
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


def literal(text: str) -> str:
    """Return ``text`` as an SQL string, in which a quote is the only character with a meaning.

    Values are bound, as a rule. But DuckDB imports pandas for the first value bound in a process, which
    takes longer than most questions; so what is asked when a database is opened or looked at is written out.
    """
    if "\0" in text:
        raise ValueError("a NUL character cannot stand in SQL")
    return "'" + text.replace("'", "''") + "'"


def filled(sql: str, **values: str | int | Sequence[str] | Sequence[int] | None) -> str:
    """Return ``sql`` with its ``$names`` written out, a sequence as its members with commas between."""
    return _PARAMETER.sub(lambda match: _written(values[match.group(1)]), sql)


def _written(value: str | int | Sequence[str] | Sequence[int] | None) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, str):
        return literal(value)
    if isinstance(value, int):
        return str(value)
    return ", ".join(map(_written, value)) or "NULL"


def migrations() -> list[tuple[int, str]]:
    """Return the migrations (version they lead to, SQL), the first one first."""
    found = [
        (int(entry.name.partition("_")[0]), entry.read_text(encoding="utf-8"))
        for entry in (_FOLDER / "migrations").iterdir()
        if entry.name.endswith(".sql")
    ]
    return sorted(found)

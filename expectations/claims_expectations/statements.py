"""The package's own SQL statements."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def sql(name: str) -> str:
    """Return the text of ``sql/NAME.sql``."""
    return (files(__package__) / "sql" / f"{name}.sql").read_text(encoding="utf-8")

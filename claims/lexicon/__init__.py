"""Language knowledge as data: tables that an analyst can read and extend.

Each ``.toml``, ``.csv`` or ``.txt`` file in this folder opens with a comment that is its manual. Code
composes the tables and holds no words of its own.
"""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from claims.errors import LexiconError
from claims.model import stable_hash

_FOLDER = files(__name__)


@cache
def load_table(name: str) -> dict[str, Any]:
    """Return the TOML table ``name`` (without its suffix).

    Raises ``LexiconError`` where the file is no valid TOML.
    """
    try:
        return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{name}.toml: {error}") from error


@cache
def tables_named(start: str) -> tuple[str, ...]:
    """Return the names of the TOML tables that begin with ``start``, in order."""
    names = (entry.name for entry in _FOLDER.iterdir())
    return tuple(
        sorted(
            name.removesuffix(".toml") for name in names if name.startswith(start) and name.endswith(".toml")
        )
    )


@cache
def load_rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of the CSV file ``name``; lines that start with ``#`` are its manual."""
    lines = (_FOLDER / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    return tuple(csv.DictReader(line for line in lines if not line.startswith("#")))


@cache
def load_words(name: str) -> frozenset[str]:
    """Return the words of the text file ``name``: separated by white space, ``#`` opens a comment."""
    lines = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines for word in line.partition("#")[0].split())


@cache
def lexicon_version() -> str:
    """Hash of all tables: claims keep it, so that it is known which lexicon read them."""
    parts: list[str] = []
    for entry in sorted(_FOLDER.iterdir(), key=lambda item: item.name):
        if entry.name.rpartition(".")[2] in {"toml", "csv", "txt"}:
            parts += [entry.name, entry.read_text(encoding="utf-8")]
    return stable_hash(*parts, length=12)

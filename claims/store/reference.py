"""Reference facts and the trees of the lexicon, loaded where they changed."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, model_validator

from claims.errors import InputError
from claims.lexicon import lexicon_version
from claims.lexicon.trees import ancestor_rows
from claims.model import stable_hash
from claims.store.schema import get_meta, set_meta
from claims.store.statements import filled

if TYPE_CHECKING:
    import duckdb

PACKAGE = "package"


def _empty_is_none(value: Any) -> Any:
    return None if isinstance(value, str) and not value.strip() else value


Number = Annotated[float | None, BeforeValidator(_empty_is_none)]
Day = Annotated[date | None, BeforeValidator(_empty_is_none)]
Word = Annotated[str | None, BeforeValidator(_empty_is_none)]


class Fact(BaseModel):
    """A row of a file of reference facts; bounds are in ``unit``, an empty field is none."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    fact_id: Annotated[str, BeforeValidator(_empty_is_none)]
    subject: Annotated[str, BeforeValidator(_empty_is_none)]
    measure: Annotated[str, BeforeValidator(_empty_is_none)]
    lower: Number = None
    upper: Number = None
    unit: Word = None
    valid_from: Day = None
    valid_to: Day = None
    source: Annotated[str, BeforeValidator(_empty_is_none)]
    source_date: date
    note: Word = None

    @model_validator(mode="after")
    def _in_order(self) -> Fact:
        if self.lower is not None and self.upper is not None and self.lower > self.upper:
            raise ValueError("lower is above upper")
        if self.valid_from and self.valid_to and self.valid_from >= self.valid_to:
            raise ValueError("valid_from is not before valid_to")
        return self


def read_facts(lines: Iterable[str], name: str) -> Iterator[Fact]:
    """Yield the facts of a CSV file; lines that start with ``#`` are its manual. Raises ``InputError``."""
    rows = csv.reader(line if not line.startswith("#") else "\n" for line in lines)
    header: list[str] | None = None
    for row in rows:
        if not row:
            continue
        if header is None:
            header = [cell.strip() for cell in row]
            continue
        if len(row) != len(header):
            reason = f"{len(row)} fields where the header has {len(header)}"
            raise InputError(reason, path=name, line=rows.line_num)
        try:
            yield Fact.model_validate(dict(zip(header, row, strict=True)))
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            where = ".".join(str(part) for part in first["loc"])
            reason = f"{where}: {first['msg']}" if where else first["msg"]
            raise InputError(reason, path=name, line=rows.line_num) from error


def load_package(connection: duckdb.DuckDBPyConnection) -> None:
    """Load the package's facts and the trees of the lexicon, where the database holds other ones."""
    texts = _package_files()
    version = stable_hash(*(part for pair in texts for part in pair))
    if get_meta(connection, "reference_version") != version:
        facts = [fact for name, text in texts for fact in read_facts(text.splitlines(True), name)]
        _replace(connection, PACKAGE, [(PACKAGE, fact) for fact in facts])
        set_meta(connection, "reference_version", version)
    if get_meta(connection, "lexicon_version") != lexicon_version():
        _load_ancestors(connection)
        set_meta(connection, "lexicon_version", lexicon_version())


def load_user(connection: duckdb.DuckDBPyConnection, paths: Sequence[str]) -> int:
    """Make the user's facts those of ``paths``; return how many there are. Raises ``InputError``."""
    facts: dict[str, tuple[str, Fact]] = {}
    for path in paths:
        try:
            text = Path(path).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"cannot be read: {error}", path=path) from error
        for fact in read_facts(text.splitlines(True), path):
            if fact.fact_id in facts:
                raise InputError(f"the fact {fact.fact_id!r} stands there twice", path=path)
            facts[fact.fact_id] = (path, fact)
    package = [fact for name, text in _package_files() for fact in read_facts(text.splitlines(True), name)]
    connection.execute("DELETE FROM reference_facts")
    _insert(connection, [(PACKAGE, fact) for fact in package if fact.fact_id not in facts])
    _insert(connection, list(facts.values()))
    return len(facts)


def _package_files() -> list[tuple[str, str]]:
    folder = files("claims_data") / "reference"
    found = [entry for entry in folder.iterdir() if entry.name.endswith(".csv")]
    return [
        (entry.name, entry.read_text(encoding="utf-8")) for entry in sorted(found, key=lambda one: one.name)
    ]


def _replace(connection: duckdb.DuckDBPyConnection, origin: str, facts: list[tuple[str, Fact]]) -> None:
    connection.execute(filled("DELETE FROM reference_facts WHERE origin = $origin", origin=origin))
    kept = {row[0] for row in connection.execute("SELECT fact_id FROM reference_facts").fetchall()}
    _insert(connection, [(place, fact) for place, fact in facts if fact.fact_id not in kept])


def _insert(connection: duckdb.DuckDBPyConnection, facts: Sequence[tuple[str, Fact]]) -> None:
    import pyarrow as pa

    if not facts:
        return
    rows = [{**fact.model_dump(), "origin": origin} for origin, fact in facts]
    schema = pa.schema(
        [
            (
                name,
                pa.float64() if name in {"lower", "upper"} else pa.date32() if name in _DAYS else pa.string(),
            )
            for name in rows[0]
        ]
    )
    connection.register("facts", pa.Table.from_pylist(rows, schema=schema))
    connection.execute("INSERT INTO reference_facts BY NAME FROM facts")
    connection.unregister("facts")


_DAYS = {"valid_from", "valid_to", "source_date"}


def _load_ancestors(connection: duckdb.DuckDBPyConnection) -> None:
    import pyarrow as pa

    kinds, ids, ancestors, distances = zip(*ancestor_rows(), strict=True)
    connection.execute("DELETE FROM ancestors")
    table = pa.table({"kind": kinds, "id": ids, "ancestor": ancestors, "distance": distances})
    connection.register("trees", table)
    connection.execute("INSERT INTO ancestors BY NAME FROM trees")
    connection.unregister("trees")

"""What is new, gone and changed between two batches or runs."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from claims.errors import StoreError
from claims.model import Span
from claims.store.statements import filled, statements

if TYPE_CHECKING:
    import duckdb

Change = Literal["new", "gone", "changed"]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """A claim that only one side has, or that both have with different readings.

    ``before`` and ``after`` are readings ("> 400"), ``None`` on the side that lacks the claim; ``fields``
    names the columns that differ, for a changed one.
    """

    change: Change
    document: str
    quote: str
    measure: str | None
    before: str | None
    after: str | None
    fields: tuple[str, ...]
    claim_id: str
    span: Span


@dataclass(frozen=True, slots=True)
class FindingChange:
    """A finding that only one side has."""

    change: Change
    code: str
    severity: str
    message: str
    working: str
    finding_id: str


@dataclass(frozen=True, slots=True)
class BatchDiff:
    """The changes from ``first`` to ``second``.

    ``run_ids`` are the runs whose findings were compared; where one is ``None``, they were not.
    """

    first: str
    second: str
    run_ids: tuple[int | None, int | None]
    claims: tuple[ClaimChange, ...]
    findings: tuple[FindingChange, ...]


# What makes two claims the same one, the surest sign first. A key with None in it is no sign.
_KEYS: tuple[Callable[[Row], tuple[Hashable, ...]], ...] = (
    lambda row: (row["claim_id"],),
    lambda row: (row["document"], row["sentence"], row["quote"]),
    lambda row: (row["document_key"], row["span_end"]),
    lambda row: (row["document_key"], row["span_start"]),
    lambda row: (row["document"], row["measure"], row["time_start"]),
    lambda row: (row["document"], row["item"]),
    lambda row: (row["measure"], row["place"], row["time_start"], row["time_end"]),
)
# What a document or its place in it changes, but not what is stated.
_PLACE = {
    "claim_id",
    "document_key",
    "document",
    "span_start",
    "span_end",
    "sentence",
    "sentence_start",
    "sentence_end",
    "reading",
    "section",
    "quote",
    "confidence",
}


def diff_batches(connection: duckdb.DuckDBPyConnection, first: str, second: str) -> BatchDiff:
    """Compare two batches by name, or two runs by number. Raises ``StoreError`` for an unknown one."""
    sql = statements("diff")
    before, after = _resolve(connection, first), _resolve(connection, second)
    connection.execute(filled(sql["readings"], first=before[0], second=after[0]))
    gone = _rows(connection, before[0], after[0])
    new = _rows(connection, after[0], before[0])
    claims = _pair(gone, new)
    # A batch that was never checked has no findings to compare: none of the other's are gone for that.
    was_checked = before[1] is not None and after[1] is not None
    sides: tuple[tuple[Change, int | None, int | None], ...] = (
        (("new", after[1], before[1]), ("gone", before[1], after[1])) if was_checked else ()
    )
    findings = [
        FindingChange(change, *row)
        for change, here, there in sides
        for row in connection.execute(filled(sql["findings_only_in"], here=here, there=there)).fetchall()
    ]
    return BatchDiff(first, second, (before[1], after[1]), tuple(claims), tuple(findings))


def _resolve(connection: duckdb.DuckDBPyConnection, name: str) -> tuple[str, int | None]:
    """Return the batch and the run that a name means: a batch and its last run, or the run of that number."""
    sql = statements("diff")
    row = connection.execute(filled(sql["batch"], batch=name)).fetchone()
    if row is None and name.isdecimal():
        row = connection.execute(filled(sql["run"], run_id=int(name))).fetchone()
    if row is None:
        raise StoreError(f"no batch {name!r} in this database")
    return row[0], row[1]


def _rows(connection: duckdb.DuckDBPyConnection, here: str, there: str) -> list[Row]:
    found = connection.execute(filled(statements("diff")["only_in"], here=here, there=there))
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _pair(gone: list[Row], new: list[Row]) -> list[ClaimChange]:
    """Find for each claim of one side the same one of the other; the nth of several goes with the nth."""
    changes: list[ClaimChange] = []
    for key in _KEYS:
        waiting: defaultdict[tuple[Hashable, ...], deque[Row]] = defaultdict(deque)
        for row in gone:
            if None not in key(row):
                waiting[key(row)].append(row)
        paired: set[int] = set()
        for row in new:
            partner = waiting[key(row)].popleft() if waiting.get(key(row)) else None
            if partner is not None:
                paired |= {id(row), id(partner)}
                fields = _differing(partner, row)
                if fields:
                    changes.append(_change("changed", row, partner["reading"], row["reading"], fields))
        gone = [row for row in gone if id(row) not in paired]
        new = [row for row in new if id(row) not in paired]
    changes += [_change("gone", row, row["reading"], None) for row in gone]
    changes += [_change("new", row, None, row["reading"]) for row in new]
    order = ("changed", "new", "gone")
    return sorted(changes, key=lambda one: (order.index(one.change), one.document, one.span, one.claim_id))


def _differing(before: Row, after: Row) -> tuple[str, ...]:
    return tuple(name for name in before if name not in _PLACE and before[name] != after[name])


def _change(
    change: Change, row: Row, before: str | None, after: str | None, fields: Sequence[str] = ()
) -> ClaimChange:
    return ClaimChange(
        change,
        row["document"],
        row["quote"],
        row["measure"],
        before,
        after,
        tuple(fields),
        row["claim_id"],
        (row["span_start"], row["span_end"]),
    )

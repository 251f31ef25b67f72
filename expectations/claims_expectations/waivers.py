"""Waivers: findings that someone has looked at and accepted until a day, in a file that can be reviewed."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from claims.errors import InputError

if TYPE_CHECKING:
    from claims.report.sources import WaiverState


MANUAL = """\
# Findings that were looked at and accepted. Each holds to the end of the day `until`, then fires again.
# A waiver whose finding is gone is reported as stale: remove it.
"""


@dataclass(frozen=True, slots=True)
class Waiver:
    finding_id: str
    code: str
    reason: str
    until: date

    def holds(self, now: datetime) -> bool:
        return now.date() <= self.until

    def state(self, found: Collection[str], now: datetime) -> WaiverState:
        """Say whether it still hides one of the findings ``found``: "stale" has none any more."""
        if self.finding_id not in found:
            return "stale"
        return "active" if self.holds(now) else "expired"


def load_waivers(path: Path) -> tuple[Waiver, ...]:
    """Return the waivers of a file in its order; none where there is no file.

    Raises ``InputError`` for a file that is no TOML or an entry that lacks a field.
    """
    if not path.is_file():
        return ()
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("waiver", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(str(error), path=str(path)) from error
    return tuple(_waiver(entry, path) for entry in entries)


def add_waiver(path: Path, waiver: Waiver) -> None:
    """Write ``waiver`` into the file, in place of one for the same finding.

    Raises ``InputError`` where the reason is empty or the file cannot be read.
    """
    if not waiver.reason.strip():
        raise InputError("a waiver needs a reason")
    kept = [one for one in load_waivers(path) if one.finding_id != waiver.finding_id]
    path.write_text(_render([*kept, waiver]), encoding="utf-8")


def _render(waivers: Sequence[Waiver]) -> str:
    entries = [
        "\n[[waiver]]\n"
        f"finding_id = {json.dumps(one.finding_id)}\n"
        f"code = {json.dumps(one.code)}\n"
        f"reason = {json.dumps(one.reason, ensure_ascii=False)}\n"
        f"until = {one.until.isoformat()}\n"
        for one in waivers
    ]
    return MANUAL + "".join(entries)


def _waiver(entry: object, path: Path) -> Waiver:
    if not isinstance(entry, dict):
        raise InputError("a waiver is a table [[waiver]]", path=str(path))
    until = entry.get("until")
    if isinstance(until, str):
        try:
            until = date.fromisoformat(until)
        except ValueError as error:
            raise InputError(f"until: {until!r} is no date", path=str(path)) from error
    if isinstance(until, datetime):
        until = until.date()
    if not isinstance(until, date):
        raise InputError("a waiver needs 'until', a date", path=str(path))
    texts = {key: entry.get(key) for key in ("finding_id", "code", "reason")}
    for key, value in texts.items():
        if not isinstance(value, str) or not value.strip():
            raise InputError(f"a waiver needs {key!r}", path=str(path))
    return Waiver(str(texts["finding_id"]), str(texts["code"]), str(texts["reason"]), until)

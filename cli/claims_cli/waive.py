"""``claims waive``: accept a finding until a day, with a reason, in a file that can be reviewed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from claims.errors import InputError
from claims_cli.output import say
from claims_cli.settings import load_settings


def waive(
    finding: Annotated[str, typer.Argument(help="Id of a finding, as reports print it; its start will do.")],
    reason: Annotated[str, typer.Option(help="Why the finding is accepted.")],
    until: Annotated[str, typer.Option(help="Last day on which the waiver holds, such as 2026-12-31.")],
    db: Annotated[Path | None, typer.Option(help="Database that holds the finding.")] = None,
) -> None:
    """Accept a finding until a day; the next run reports it as waived.

    Example: claims waive 3f2a9c --reason "chosen sections only" --until 2026-12-31
    """
    from claims.store import open_store
    from claims_expectations.waivers import Waiver, add_waiver

    settings = load_settings()
    try:
        last_day = date.fromisoformat(until)
    except ValueError as error:
        raise InputError(f"--until takes a date such as 2026-12-31, not {until!r}") from error
    with open_store(db or settings.db, read_only=True) as store:
        rows = store.connection.execute(
            "SELECT DISTINCT finding_id, code FROM findings WHERE starts_with(finding_id, ?) ORDER BY ALL",
            [finding],
        ).fetchall()
    if len(rows) != 1:
        found = "no finding has" if not rows else f"{len(rows)} findings have"
        raise InputError(f"{found} an id that starts with {finding!r}")
    ((finding_id, code),) = rows
    add_waiver(settings.waivers, Waiver(finding_id, code, reason, last_day))
    say(f"Waived {code} {finding_id} until {last_day}; see {settings.waivers}.")

"""``claims refresh``: read stored documents again with today's lexicon."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from claims_cli.output import say, with_progress
from claims_cli.settings import load_settings, now

BATCH = "refresh"


def refresh(
    db: Annotated[Path | None, typer.Option(help="Database; by default claims.duckdb.")] = None,
    batch: Annotated[str, typer.Option(help="Name of the batch that holds what is read otherwise.")] = BATCH,
    jobs: Annotated[int | None, typer.Option(min=1, help="Processes; by default one a core.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no messages.")] = False,
) -> None:
    """Read the stored documents again with today's lexicon; claims diff shows what that changed.

    Example: claims refresh
    """
    from claims.parallel import extract_all
    from claims.store import open_store

    settings = load_settings()
    reader = partial(extract_all, jobs=jobs or settings.processes)
    with open_store(db or settings.db, memory_limit=settings.memory_limit) as store:
        summary = store.refresh(
            lambda items: with_progress(reader(items), "reading", quiet=quiet), batch, now()
        )
    say(
        f"Read {summary.documents} documents again; {summary.reread} are read otherwise today (batch {batch})."
    )

"""``claims suite``: the suites for those who run Great Expectations themselves."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from claims_cli.output import say
from claims_cli.settings import load_settings

app = typer.Typer(
    help="The suites for those who run Great Expectations themselves.",
    rich_markup_mode=None,
    no_args_is_help=True,
)


@app.callback()
def common() -> None:
    """The suites for those who run Great Expectations themselves."""


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(help="Folder for one JSON file a suite.")] = Path("suites"),
) -> None:
    """Write the suites as JSON that plain Great Expectations loads and runs on the database.

    Example: claims suite export suites
    """
    from claims_expectations import load_policy
    from claims_expectations.suites import export_suites

    written = export_suites(folder, load_policy(load_settings().policy))
    say("\n".join(f"Wrote {path}." for path in written))

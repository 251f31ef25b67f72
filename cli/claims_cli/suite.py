"""``claims suite``: the suites for those who run Great Expectations themselves."""

from __future__ import annotations

import typer

app = typer.Typer(help="The suites for those who run Great Expectations themselves.", rich_markup_mode=None)

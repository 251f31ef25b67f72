"""``claims init``: a commented settings file to start from."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from claims.errors import InputError
from claims_cli.output import say
from claims_cli.settings import SETTINGS_FILE


def init(
    folder: Annotated[Path, typer.Argument(help="Where to write claims.toml.")] = Path(),
) -> None:
    """Write a commented claims.toml with every setting at its default.

    Example: claims init
    """
    target = folder / SETTINGS_FILE
    if target.exists():
        raise InputError("exists already and is left as it is", path=str(target))
    if not folder.is_dir():
        raise InputError("no such folder", path=str(folder))
    target.write_text((files("claims_cli") / "claims.toml").read_text(encoding="utf-8"), encoding="utf-8")
    say(f"Wrote {target}.")

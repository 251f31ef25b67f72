"""Settings: options of the command line, then ``claims.toml`` of the working folder, then defaults."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from claims.errors import InputError

if TYPE_CHECKING:
    from claims_cli.settings_model import Settings

SETTINGS_FILE = "claims.toml"

FailOn = Literal["error", "warning", "info", "never"]


def load_settings(folder: Path = Path()) -> Settings:
    """Read ``claims.toml`` of ``folder``, if there is one.

    Raises ``InputError`` for a file that is no TOML or has a key or value that is not known.
    """
    from pydantic import ValidationError

    from claims_cli.settings_model import Settings

    path = folder / SETTINGS_FILE
    if not path.is_file():
        return Settings()
    try:
        return Settings.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(str(error), path=str(path)) from error
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise InputError(f"{key}: {first['msg']}", path=str(path)) from error


def now() -> datetime:
    """The time of the run in UTC: the one place that looks at the clock."""
    return datetime.now(UTC).replace(tzinfo=None)


def parse_published(text: str | None) -> datetime | None:
    """Read the option ``--published``: a date or a date with a time in ISO 8601.

    Raises ``InputError`` for anything else.
    """
    if text is None:
        return None
    from claims.read.dates import published_moment

    try:
        return published_moment(text)
    except ValueError as error:
        raise InputError(f"--published: {error}") from error

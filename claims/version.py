"""The version of this program."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version


@cache
def tool_version() -> str:
    """Return the version of the installed package."""
    return version("quantclaims")

"""Findings and claims to text that people and machines read."""

from __future__ import annotations

from importlib import import_module

from claims.report.sources import Comparison, ReportData, RuleNote, WaiverNote

# Each format's module has ``render(data, *, colour, width) -> str`` and is loaded when it is asked for.
_MODULES = {
    "full": "full",
    "concise": "concise",
    "table": "summary_table",
    "json": "contract_json",
    "md": "markdown",
    "html": "html",
    "sarif": "sarif",
    "github": "github",
    "junit": "junit",
}
FORMATS = tuple(_MODULES)

# The formats that show every document, whether a finding points at it or not.
SHOW_DOCUMENTS = frozenset({"html"})

__all__ = [
    "FORMATS",
    "SHOW_DOCUMENTS",
    "Comparison",
    "ReportData",
    "RuleNote",
    "WaiverNote",
    "most_claims",
    "render",
]


def most_claims(format: str) -> int:  # noqa: A002
    """Return how many claims of a batch the format lists beside those that findings point at."""
    most: int = getattr(import_module(f"claims.report.{_MODULES[format]}"), "MOST_CLAIMS", 0)
    return most


def render(data: ReportData, format: str, *, colour: bool = False, width: int = 100) -> str:  # noqa: A002
    """Render a report; ``colour`` and ``width`` (columns) matter to the formats for terminals.

    Raises ``ValueError`` for a format that is not among ``FORMATS``.
    """
    if format not in _MODULES:
        raise ValueError(f"unknown format {format!r}; known are {', '.join(FORMATS)}")
    text: str = import_module(f"claims.report.{_MODULES[format]}").render(data, colour=colour, width=width)
    return text

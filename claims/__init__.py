"""Quantitative claims: find, normalise, store and cross-check the numbers that texts state.

The public names are loaded when they are first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claims.extract.dates import find_dates
    from claims.extract.quantities import find_quantities
    from claims.model import Claim, DateMention, Document, Extraction, Finding, QuantityMention
    from claims.pipeline import extract, parse

_HOMES = {
    "Claim": "claims.model",
    "DateMention": "claims.model",
    "Document": "claims.model",
    "Extraction": "claims.model",
    "Finding": "claims.model",
    "QuantityMention": "claims.model",
    "extract": "claims.pipeline",
    "find_dates": "claims.extract.dates",
    "find_quantities": "claims.extract.quantities",
    "parse": "claims.pipeline",
}

__all__ = [
    "Claim",
    "DateMention",
    "Document",
    "Extraction",
    "Finding",
    "QuantityMention",
    "extract",
    "find_dates",
    "find_quantities",
    "parse",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

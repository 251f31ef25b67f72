"""Quantitative claims: find, normalise, store and cross-check the numbers that texts state.

The public names are loaded when they are first used, so that importing the package costs nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claims.extract.dates import find_dates
    from claims.extract.quantities import find_quantities
    from claims.model import Claim, DateMention, Document, Extraction, Finding, QuantityMention, Reject
    from claims.parallel import extract_all
    from claims.pipeline import extract, parse
    from claims.read import read
    from claims.store import open_store

_HOMES = {
    "Claim": "claims.model",
    "DateMention": "claims.model",
    "Document": "claims.model",
    "Extraction": "claims.model",
    "Finding": "claims.model",
    "QuantityMention": "claims.model",
    "Reject": "claims.model",
    "extract": "claims.pipeline",
    "extract_all": "claims.parallel",
    "find_dates": "claims.extract.dates",
    "find_quantities": "claims.extract.quantities",
    "open_store": "claims.store",
    "parse": "claims.pipeline",
    "read": "claims.read",
}

__all__ = [
    "Claim",
    "DateMention",
    "Document",
    "Extraction",
    "Finding",
    "QuantityMention",
    "Reject",
    "extract",
    "extract_all",
    "find_dates",
    "find_quantities",
    "open_store",
    "parse",
    "read",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(home), name)
    return globals().setdefault(name, value)


class _Stage(ModuleType):
    """A package that shares its name with the function that runs it: ``claims.read(...)``, ``claims.read.paths``."""

    def __call__(self, *args: Any, **named: Any) -> Any:
        name = self.__name__.rpartition(".")[2]
        return getattr(import_module(_HOMES[name]), name)(*args, **named)


class _Package(ModuleType):
    """This package. Importing a module binds it here, over the function of the same name: so it can be called."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name in _HOMES and type(value) is ModuleType:
            value.__class__ = _Stage
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

"""The errors that the service raises. Bad news text is never an error: it gives findings.

ClaimsError
├── InputError(ValueError)            a file, row or option that cannot be used; carries path and line
├── LexiconError(ValueError)          a table of the lexicon, a policy or a rule file that breaks its contract
├── UnitError(ValueError)             a unit that the registry does not know
├── StoreError(RuntimeError)          a database that cannot be opened, or has another schema version
└── CheckError(RuntimeError)          a run of the checks whose own books do not balance
"""

from __future__ import annotations


class ClaimsError(Exception):
    """Base of all errors that the package raises on purpose."""


class InputError(ClaimsError, ValueError):
    """Input that cannot be used.

    Attributes: ``reason``, and where it stands: ``path`` and ``line`` (1-based), either of them ``None``.
    """

    def __init__(self, reason: str, *, path: str | None = None, line: int | None = None) -> None:
        self.reason = reason
        self.path = path
        self.line = line
        place = "" if path is None else f"{path}: " if line is None else f"{path}:{line}: "
        super().__init__(f"{place}{reason}")


class LexiconError(ClaimsError, ValueError):
    """A table of the lexicon, a policy or a rule file that breaks its contract."""


class UnitError(ClaimsError, ValueError):
    """A unit that the registry does not know. Attribute: ``unit``."""

    def __init__(self, unit: str) -> None:
        self.unit = unit
        super().__init__(f"unknown unit: {unit!r}")


class StoreError(ClaimsError, RuntimeError):
    """A database that cannot be opened or written."""


class CheckError(ClaimsError, RuntimeError):
    """A run of the checks whose own books do not balance."""

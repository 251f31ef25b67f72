"""Quantities in base units, and the bounds that checks compare."""

from __future__ import annotations

from dataclasses import dataclass

from claims.model import QuantityMention


@dataclass(frozen=True, slots=True)
class Bounds:
    """A quantity in base units. ``check_*`` are widened by rounding and hedge, see ``tolerance.toml``."""

    dimension: str | None
    base_unit: str | None
    base_lower: float | None
    base_upper: float | None
    check_lower: float | None
    check_upper: float | None


def normalise(mention: QuantityMention) -> Bounds:
    """Convert the bounds of ``mention``; raises ``UnitError`` for a unit outside the registry."""
    raise NotImplementedError

"""Quantities in base units, and the bounds that checks compare."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from claims.lexicon import load_table
from claims.model import QuantityMention
from claims.normalise.registry import UnitInfo, unit_info

# Whole numbers below this have no more digits than are kept.
_LARGEST = 1e12


@dataclass(slots=True)
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
    info, dimension, base_unit = _known(mention.unit)
    lower, upper = widened(mention)
    if info.factor == 1.0 and not info.offset:
        return Bounds(dimension, base_unit, mention.lower, mention.upper, lower, upper)
    base_lower = _base(mention.lower, info)
    return Bounds(
        dimension,
        base_unit,
        base_lower,
        base_lower if mention.upper == mention.lower else _base(mention.upper, info),
        base_lower if lower == mention.lower else _base(lower, info),
        _base(upper, info),
    )


@cache
def _known(unit: str) -> tuple[UnitInfo, str, str]:
    """A unit with the names of its dimension and base unit."""
    info = unit_info(unit)
    return info, info.dimension, info.base_unit


def _base(value: float | None, info: UnitInfo) -> float | None:
    return None if value is None else _rounded(value * info.factor + info.offset)


def _rounded(value: float) -> float:
    """Without the noise of binary fractions."""
    if -_LARGEST < value < _LARGEST and value == int(value):
        return value
    return float(f"{value:.12g}")


@cache
def _tolerance() -> dict[str, float]:
    table: dict[str, float] = load_table("tolerance")
    return table


def widened(mention: QuantityMention) -> tuple[float | None, float | None]:
    """The stated bounds, in the stated unit, with room for rounding and hedge; open ends stay open."""
    table = _tolerance()
    lower, upper = mention.lower, mention.upper
    if mention.relation == "vague":
        return lower, upper
    if mention.relation == "<" and mention.approximate and upper is not None:
        near = upper * (1 - table["nearly"]) if upper > 0 else upper * (1 + table["nearly"])
        return near, upper
    if mention.relation == ">" and mention.approximate and lower is not None:
        near = lower * (1 + table["nearly"]) if lower > 0 else lower * (1 - table["nearly"])
        return lower, near
    room = 0.0
    size = max(abs(lower or 0.0), abs(upper or 0.0))
    if mention.unit == "share" and mention.step is not None:
        room = size * table["fraction"]
    elif mention.step is not None and _is_rounded(mention):
        room = min(mention.step / 2, size * table["rounding_limit"])
    if mention.approximate and mention.relation in {"~", "range"}:
        room = max(room, size * table["about"])
    if lower is not None and upper is not None and lower > upper:
        lower, upper = upper, lower
    lower_room = room if mention.relation in {"=", "~", "range"} else 0.0
    return (
        None if lower is None else _rounded(lower - lower_room),
        None if upper is None else _rounded(upper + lower_room),
    )


def _is_rounded(mention: QuantityMention) -> bool:
    """Whether the digits show that the number was rounded: decimals, or a scale word ("1.2 million")."""
    if mention.step is None or (not mention.value and mention.relation != "range"):
        return False
    if mention.step < 1:
        return True
    number_start, number_end = mention.number_span
    quote = mention.quote[number_start - mention.span[0] : number_end - mention.span[0]]
    return mention.step >= 1000 and any(character.isalpha() for character in quote)

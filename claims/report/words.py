"""A claim's reading in words: what its bounds, unit and time say, for tables, tooltips and prose."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from claims.model import Claim

_RELATIONS = {"=": "", "~": "about ", "<": "under ", "<=": "at most ", ">": "over ", ">=": "at least "}
_UNITLESS = {"count", "1", None}
_SYMBOLS = {"percent": " %", "times": " times", "ratio": " : 1", "share": ""}
_IRREGULAR = {"foot": "feet", "inch": "inches", "century": "centuries", "hertz": "hertz"}
_PARTS_OF = {"share", "percent"}
# Shares are stated as fractions of small numbers ("a third", "two in five").
_LARGEST_DENOMINATOR = 20


def number_in_words(value: float) -> str:
    """Write a number with grouped digits and no more decimals than it has: 1250000.0 → 1,250,000."""
    if value == int(value) and abs(value) < 1e15:
        return f"{int(value):,}"
    return f"{value:,.6g}" if 1e-4 <= abs(value) < 1e15 else f"{value:.6g}"


def unit_in_words(unit: str | None) -> str:
    """Write a unit after a number: ``meter/day`` → " meters/day", ``percent`` → " %", counts → ""."""
    if unit in _UNITLESS or unit is None:
        return ""
    if unit in _SYMBOLS:
        return _SYMBOLS[unit]
    numerator, slash, denominator = unit.replace("_", " ").partition("/")
    if numerator == "count":
        return f" per {denominator}"
    return f" {_plural(numerator)}{slash}{denominator}".replace("**2", "²").replace("**3", "³")


def _plural(unit: str) -> str:
    name, power, exponent = unit.partition("**")
    if name in _IRREGULAR:
        return f"{_IRREGULAR[name]}{power}{exponent}"
    is_code = not name.islower() or not name[-1:].isalpha() or name.endswith("s") or "degree" in name
    return unit if is_code else f"{name}s{power}{exponent}"


def _number_of(claim: Claim, number: float) -> str:
    if claim.unit == "share":
        fraction = Fraction(number).limit_denominator(_LARGEST_DENOMINATOR)
        if fraction.denominator > 1 and abs(float(fraction) - number) < 1e-4:
            return str(fraction)
    return number_in_words(number)


def bounds_in_words(claim: Claim) -> str:
    """Write the bounds as stated: "over 400", "50 to 135 meter/day", "10,000 to under 100,000"."""
    unit = unit_in_words(claim.unit)
    hedge = "nearly " if claim.relation == "<" and claim.approximate else _RELATIONS.get(claim.relation, "")
    if claim.lower is not None and claim.upper is not None and claim.lower != claim.upper:
        about = "about " if claim.approximate and claim.relation == "range" else ""
        joiner = " to under " if claim.relation == "vague" else " to "
        return f"{about}{_number_of(claim, claim.lower)}{joiner}{_number_of(claim, claim.upper)}{unit}"
    number = next((n for n in (claim.value, claim.lower, claim.upper) if n is not None), None)
    if number == 1 and claim.unit not in _SYMBOLS and claim.unit not in _UNITLESS:
        unit = f" {(claim.unit or '').replace('_', ' ').replace('**2', '²').replace('**3', '³')}"
    return "unknown" if number is None else f"{hedge}{_number_of(claim, number)}{unit}"


def time_in_words(claim: Claim) -> str:
    """Write the time: "2025-07-09", "2025-07-09 to 2025-07-10", "since 2024-01-01", "" where it is unknown.

    The last day is named, where the interval itself ends before the next.
    """
    if claim.time_start is None and claim.time_end is None:
        return claim.time_text or ""
    if claim.time_role == "since" and claim.time_start:
        return f"since {_moment_in_words(claim.time_start)}"
    if claim.time_edtf and claim.time_precision in {"day", "month", "year"} and "/" not in claim.time_edtf:
        return claim.time_edtf
    start = _moment_in_words(claim.time_start) if claim.time_start else "…"
    end = _moment_in_words(claim.time_end, is_end=True) if claim.time_end else "…"
    return start if start == end else f"{start} to {end}"


def _moment_in_words(text: str, *, is_end: bool = False) -> str:
    if "T" in text:
        return text[:16].replace("T", " ")
    if not is_end:
        return text
    return (date.fromisoformat(text) - timedelta(days=1)).isoformat()


def reading_in_words(claim: Claim) -> str:
    """Write the whole reading on one line: bounds, item, direction, measure, place and time."""
    parts = [bounds_in_words(claim)]
    if claim.item:
        parts[0] += f" of {claim.item}" if claim.unit in _PARTS_OF else f" {claim.item}"
    if claim.direction:
        parts.append(claim.direction)
    if claim.measure:
        parts.append(claim.measure)
    parts += [f"{label} {value}" for label, value in (("by", claim.actor), ("in", claim.place)) if value]
    when = time_in_words(claim)
    if when:
        parts.append(when)
    if claim.attributed_to:
        parts.append(f"says {claim.attributed_to}")
    if claim.modality not in {"asserted", "reported"}:
        parts.append(claim.modality)
    return "; ".join(parts)

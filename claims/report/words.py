"""A claim's reading in words: what its bounds, unit and time say, for tables, tooltips and prose."""

from __future__ import annotations

from claims.model import Claim

_RELATIONS = {"=": "", "~": "about ", "<": "under ", "<=": "at most ", ">": "over ", ">=": "at least "}
_UNITLESS = {"count", "1", None}
_SYMBOLS = {"percent": " %", "times": " times", "ratio": " : 1", "share": " of a whole"}


def number_in_words(value: float) -> str:
    """Write a number with grouped digits and no more decimals than it has: 1250000.0 → 1,250,000."""
    if value == int(value) and abs(value) < 1e15:
        return f"{int(value):,}"
    return f"{value:,.6g}" if 1e-4 <= abs(value) < 1e15 else f"{value:.6g}"


def unit_in_words(unit: str | None) -> str:
    """Write a unit after a number: ``meter/day`` → " meter/day", ``percent`` → " %", counts → ""."""
    if unit in _UNITLESS:
        return ""
    unit = unit or ""
    return _SYMBOLS.get(unit, f" {unit.replace('**2', '²').replace('**3', '³').replace('_', ' ')}")


def bounds_in_words(claim: Claim) -> str:
    """Write the bounds as stated: "over 400", "50 to 135 meter/day", "10,000 to under 100,000"."""
    unit = unit_in_words(claim.unit)
    hedge = "nearly " if claim.relation == "<" and claim.approximate else _RELATIONS.get(claim.relation, "")
    if claim.lower is not None and claim.upper is not None and claim.lower != claim.upper:
        about = "about " if claim.approximate and claim.relation == "range" else ""
        joiner = " to under " if claim.relation == "vague" else " to "
        return f"{about}{number_in_words(claim.lower)}{joiner}{number_in_words(claim.upper)}{unit}"
    number = next((n for n in (claim.value, claim.lower, claim.upper) if n is not None), None)
    return "unknown" if number is None else f"{hedge}{number_in_words(number)}{unit}"


def time_in_words(claim: Claim) -> str:
    """Write the time as an interval of days: "2025-07-09", "since 2024-01-01", "" where it is unknown."""
    if claim.time_start is None and claim.time_end is None:
        return claim.time_text or ""
    if claim.time_edtf and claim.time_precision in {"day", "month", "year"}:
        return claim.time_edtf
    return f"{claim.time_start or '…'} to {claim.time_end or '…'}"


def reading_in_words(claim: Claim) -> str:
    """Write the whole reading on one line: bounds, item, direction, measure, place and time."""
    parts = [bounds_in_words(claim)]
    if claim.item:
        parts[0] += f" {claim.item}"
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

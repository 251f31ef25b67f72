"""The one unit registry: names of units to factors, offsets and dimensions.

pint and the definitions in ``lexicon/units.txt`` are the authority. Loading pint costs more than reading a
thousand sentences, so the factors of all units defined there and of their prefixed forms that texts name are
kept in ``lexicon/factors.csv``, made from pint by ``write_tables`` and compared with it by a test; no text is
read with pint. Plurals and other prefixes are resolved as pint does it, compounds ("barrel/day",
"kilometer**2") are multiplied out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from claims.errors import UnitError
from claims.lexicon import load_rows

_FACTOR = re.compile(r"([^\W\d]\w*)(?:\^(-?\d{1,2}))?")
_HEAD = {
    "factors": (
        "# What each unit is worth in base units, made from units.txt by pint: do not edit, see\n"
        "# claims/normalise/registry.py. Columns: unit, factor, offset (in the base unit), base (exponents of the\n"
        "# base units).\n"
    ),
    "currencies": (
        "# The currencies of ISO 4217 with their names, made from the CLDR (babel): do not edit, see\n"
        "# claims/normalise/registry.py. Columns: code, name, plural (lower case; none for former ones).\n"
    ),
}


@dataclass(frozen=True, slots=True)
class UnitInfo:
    """``value * factor + offset`` is in base units; ``powers`` are the exponents of the base units."""

    factor: float
    offset: float
    powers: tuple[tuple[str, int], ...]

    @property
    def base_unit(self) -> str:
        """The base unit in pint's spelling, "1" where nothing remains."""
        return _base_unit(self.powers)

    @property
    def dimension(self) -> str:
        """pint's dimensionality ("[length]/[time]"), "[]" for plain numbers."""
        return _dimension(self.powers)


@cache
def _base_unit(powers: tuple[tuple[str, int], ...]) -> str:
    return _spell(list(powers)) or "1"


@cache
def _dimension(powers: tuple[tuple[str, int], ...]) -> str:
    return _spell([(dimension_of(name), power) for name, power in powers]) or "[]"


_DIMENSIONS = {
    "meter": "[length]", "second": "[time]", "kilogram": "[mass]", "ampere": "[current]",
    "kelvin": "[temperature]", "mole": "[substance]", "candela": "[luminosity]", "byte": "[information]",
}  # fmt: skip


def dimension_of(base: str) -> str:
    """The dimension of a base unit; money and things counted are each their own."""
    return _DIMENSIONS.get(base, f"[{base}]")


def _spell(powers: list[tuple[str, int]]) -> str:
    above = "*".join(name if power == 1 else f"{name}**{power}" for name, power in powers if power > 0)
    below = "".join(
        f"/{name}" if power == -1 else f"/{name}**{-power}" for name, power in powers if power < 0
    )
    return (above or ("1" if below else "")) + below


@cache
def unit_info(unit: str) -> UnitInfo:
    """Return what ``unit`` is worth.

    Raises ``UnitError`` where a factor is no name. A name that the tables do not know may only stand below the
    line ("USD/passenger") and is its own dimension.
    """
    if unit in {"1", ""}:
        return UnitInfo(1.0, 0.0, ())
    simple = _simple(unit)
    if simple is not None:
        return simple
    factor = 1.0
    powers: dict[str, int] = {}
    sign = 1
    for part in re.split(r"([*/])", unit.replace(" ", "").replace("**", "^")):
        if part in {"*", "/"}:
            sign = -1 if part == "/" else 1
            continue
        if part == "1":
            continue
        match = _FACTOR.fullmatch(part)
        if match is None:
            raise UnitError(f"no unit: {unit!r}")
        info = _simple(match[1])
        if info is None:
            if sign > 0:
                raise UnitError(f"unknown unit {match[1]!r} in {unit!r}")
            info = UnitInfo(1.0, 0.0, ((match[1], 1),))
        exponent = sign * int(match[2] or 1)
        factor *= info.factor**exponent
        for name, power in info.powers:
            powers[name] = powers.get(name, 0) + power * exponent
    return UnitInfo(factor, 0.0, tuple(sorted((n, p) for n, p in powers.items() if p)))


def _simple(name: str) -> UnitInfo | None:
    known = _factors().get(name)
    if known is not None:
        return known
    if name in currency_codes():
        return UnitInfo(1.0, 0.0, ((name, 1),))
    return _inflected(name)


def _inflected(name: str) -> UnitInfo | None:
    """A plural ("kilometers"), or a unit with a prefix that no table names ("gigapascals")."""
    singular = name.removesuffix("s")
    known = _factors().get(singular)
    if known is not None:
        return known
    for prefix, factor in _prefixes().items():
        known = _factors().get(singular.removeprefix(prefix)) if singular.startswith(prefix) else None
        if known is not None and not known.offset:
            return UnitInfo(known.factor * factor, 0.0, known.powers)
    return None


@cache
def _prefixes() -> dict[str, float]:
    """The prefixes that ``units.txt`` defines, with their factors."""
    return {name[:-1]: float(value) for name, value in definitions() if name.endswith("-")}


@cache
def definitions() -> tuple[tuple[str, str], ...]:
    """The names that ``units.txt`` defines, prefixes with their hyphen, and what each is worth."""
    lines = (files("claims.lexicon") / "units.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.partition("=") for line in lines if not line.startswith("#"))
    return tuple((name.strip(), value.strip()) for name, equals, value in pairs if equals)


@cache
def _factors() -> dict[str, UnitInfo]:
    return {
        row["unit"]: UnitInfo(float(row["factor"]), float(row["offset"]), _powers(row["base"]))
        for row in load_rows("factors")
    }


def _powers(text: str) -> tuple[tuple[str, int], ...]:
    pairs = (part.partition("^") for part in text.split())
    return tuple((name, int(power or 1)) for name, _, power in pairs)


@cache
def currency_codes() -> frozenset[str]:
    """The codes of ISO 4217, those of former currencies too."""
    return frozenset(row["code"] for row in load_rows("currencies"))


@cache
def registry() -> Any:
    """Return pint's registry of our definitions; loads pint."""
    import pint

    path = files("claims.lexicon") / "units.txt"
    return pint.UnitRegistry(path, cache_folder=None, autoconvert_offset_to_baseunit=True)


def pint_info(name: str) -> UnitInfo:
    """Return what pint says of a unit: its factor, its offset and its base units."""
    units = registry()
    at_zero = units.Quantity(0.0, name).to_root_units()
    at_one = units.Quantity(1.0, name).to_root_units()
    powers = tuple(sorted((str(base), int(power)) for base, power in at_one.unit_items()))
    offset = float(at_zero.magnitude)
    return UnitInfo(float(at_one.magnitude) - offset, offset, powers)


def factor_table(names: list[str]) -> str:
    """The text of ``factors.csv`` for these units."""
    lines = [_HEAD["factors"] + "unit,factor,offset,base"]
    for name in sorted(names):
        info = pint_info(name)
        base = " ".join(base if power == 1 else f"{base}^{power}" for base, power in info.powers)
        lines.append(f"{name},{info.factor!r},{info.offset!r},{base}")
    return "\n".join(lines) + "\n"


def currency_table() -> str:
    """The text of ``currencies.csv``."""
    from babel import Locale
    from babel.numbers import get_currency_name

    lines = [_HEAD["currencies"] + "code,name,plural"]
    for code, name in sorted(Locale("en").currencies.items()):
        plural = get_currency_name(code, count=2, locale="en")
        former = "(" in name
        lines.append(",".join([code, "" if former else _plain(name), "" if former else _plain(plural)]))
    return "\n".join(lines) + "\n"


def _plain(name: str) -> str:
    return name.lower().replace(",", "")


def named_units() -> list[str]:
    """All units that ``units.txt`` defines, and the prefixed forms that the surface tables name."""
    prefixes = {row["symbol"]: row["word"] for row in load_rows("prefixes")}
    names = {name for name, _ in definitions() if not name.endswith("-")}
    for row in load_rows("units"):
        parts = re.findall(r"[^\W\d]\w*", row["unit"])
        names.update(parts)
        names.update(prefixes[symbol] + row["unit"] for symbol in row["prefixes"].split())
    names.update(row["unit"] for row in load_rows("money") if row["unit"] not in currency_codes())
    return sorted(names)


def write_tables() -> None:
    """Make the generated tables again (``python -m claims.normalise.registry``)."""
    folder = Path(str(files("claims.lexicon")))
    (folder / "currencies.csv").write_text(currency_table(), encoding="utf-8")
    (folder / "factors.csv").write_text(factor_table(named_units()), encoding="utf-8")


if __name__ == "__main__":
    write_tables()

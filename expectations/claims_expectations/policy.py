"""The policy: tolerances, thresholds, severities, bounds per measure. Shipped defaults under a user's own."""

from __future__ import annotations

import csv
import json
import tomllib
from collections.abc import Mapping
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from claims.errors import InputError, LexiconError
from claims.model import Frozen, Severity, stable_hash
from claims_expectations.rulefile import Rule, load_rules


class Bound(Frozen):
    """The plausible range of a measure in its base unit; ``None`` is open.

    ``of``, ``concept``, ``beside``, ``unless``, ``thing`` and ``attribute`` say of which claims, as the head of
    ``bounds.csv`` explains.
    """

    lower: float | None = None
    upper: float | None = None
    unit: str | None = None
    source: str
    of: str | None = None
    concept: str | None = None
    beside: str | None = None
    unless: str | None = None
    thing: str | None = None
    attribute: str | None = None


class Tolerances(Frozen):
    relative: float = Field(ge=0)
    years: float = Field(ge=0)
    outlier_factor: float = Field(gt=0)
    slip: float = Field(gt=0, lt=0.5)


class Thresholds(Frozen):
    least_confidence: float = Field(ge=0, le=1)
    undated_days: int = Field(ge=0)
    slip_claims: int = Field(ge=0)
    slip_days: int = Field(ge=0)
    history: int = Field(ge=3)
    single_origin: int = Field(ge=2)
    kept_comparisons: int = Field(ge=0)
    reported_findings: int = Field(ge=1)


class Policy(Frozen):
    """What the checks allow; see ``policy.toml`` for the meaning of each key."""

    off: tuple[str, ...]
    rules: tuple[Path, ...]
    growing: tuple[str, ...]
    severities: dict[str, Severity]
    tolerances: Tolerances
    thresholds: Thresholds
    bounds: dict[str, Bound]

    @cached_property
    def all_rules(self) -> tuple[Rule, ...]:
        """Every rule, those switched off included."""
        return load_rules(self.rules)

    @property
    def version(self) -> str:
        """Hash of the settings and of the rules themselves."""
        rules = [f"{rule.code}{rule.comparisons_sql}{rule.working_sql}" for rule in self.all_rules]
        return stable_hash(json.dumps(self.model_dump(mode="json"), sort_keys=True), *rules, length=12)

    def severity(self, rule: Rule) -> Severity:
        return self.severities.get(rule.code, rule.severity)


def load_policy(own: Mapping[str, Any] | None = None) -> Policy:
    """Return the shipped policy with the keys of ``own`` (table ``policy`` of claims.toml) in its place.

    Raises ``InputError`` for a key or value that is not known, ``LexiconError`` for a rule file that breaks
    its contract.
    """
    values = tomllib.loads((files(__package__) / "policy.toml").read_text(encoding="utf-8"))
    values["bounds"] = shipped_bounds()
    for key, value in (own or {}).items():
        if isinstance(value, Mapping) and isinstance(values.get(key), dict):
            values[key] = {**values[key], **value}
        else:
            values[key] = value
    try:
        policy = Policy.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise InputError(f"policy.{place}: {first['msg']}") from error
    codes = {rule.code for rule in policy.all_rules}
    unknown = sorted((set(policy.off) | set(policy.severities)) - codes)
    if unknown:
        raise InputError(f"policy: there is no rule {', '.join(unknown)}")
    return policy


def shipped_bounds() -> dict[str, dict[str, Any]]:
    """Return the rows of ``bounds.csv`` by measure."""
    lines = (files(__package__) / "bounds.csv").read_text(encoding="utf-8").splitlines()
    bounds: dict[str, dict[str, Any]] = {}
    for row in csv.DictReader(line for line in lines if not line.startswith("#")):
        if row["measure"] in bounds:
            raise LexiconError(f"bounds.csv: the measure {row['measure']!r} stands twice")
        bounds[row["measure"]] = {
            "lower": float(row["lower"]) if row["lower"] else None,
            "upper": float(row["upper"]) if row["upper"] else None,
            "unit": row["unit"] or None,
            "source": f"{row['source']} ({row['source_date']})",
            **{
                column: row[column] or None
                for column in ("of", "concept", "beside", "unless", "thing", "attribute")
            },
        }
    return bounds

"""What the suites expect, as data: one expectation per rule, and per measure where a rule has bounds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from claims_expectations.policy import Policy
from claims_expectations.rulefile import Rule

# Rules that Great Expectations checks on the numbers that claims state, with a range for each measure.
BOUNDED = "P201"


@dataclass(frozen=True, slots=True)
class Expected:
    """That all rows of ``code`` (and ``measure``) lie in bounds, or, without bounds, do not violate the rule."""

    code: str
    severity: str
    description: str
    measure: str | None = None
    lower: float | None = None
    upper: float | None = None


def expectations_of(
    rules: Iterable[Rule], policy: Policy, measures: Mapping[str, Iterable[str]]
) -> list[Expected]:
    """Return what is expected of the rows of ``rules``; ``measures`` has the bounded measures by code."""
    expected: list[Expected] = []
    for rule in rules:
        severity = policy.severity(rule)
        if rule.code == BOUNDED:
            for measure in sorted(measures.get(rule.code, ())):
                bound = policy.bounds[measure]
                about = f"{rule.name}: {measure}, {bound.source}"
                expected.append(Expected(rule.code, severity, about, measure, bound.lower, bound.upper))
        else:
            expected.append(Expected(rule.code, severity, f"{rule.name}: {rule.message}"))
    return expected


def export_suites(folder: Path, policy: Policy) -> list[Path]:
    """Write the suites as JSON files that plain Great Expectations runs on the view ``checked``.

    All rules and bounded measures are in them, those without comparisons too. Returns the files.
    """
    from claims_expectations.gx import write_suites

    suites: dict[str, list[Expected]] = {}
    for rule in policy.all_rules:
        if rule.code not in policy.off:
            one = expectations_of([rule], policy, {BOUNDED: policy.bounds})
            suites.setdefault(rule.suite, []).extend(one)
    return write_suites(folder, suites)

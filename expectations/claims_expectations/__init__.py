"""The rules, and the Great Expectations suites that run them."""

from typing import TYPE_CHECKING

from claims_expectations.policy import Bound, Policy, load_policy
from claims_expectations.rulefile import SUITES, Rule, load_rules
from claims_expectations.suites import export_suites
from claims_expectations.waivers import Waiver, add_waiver, load_waivers

if TYPE_CHECKING:
    from claims_expectations.run import validate

__all__ = [
    "SUITES",
    "Bound",
    "Policy",
    "Rule",
    "Waiver",
    "add_waiver",
    "export_suites",
    "load_policy",
    "load_rules",
    "load_waivers",
    "validate",
]


def __getattr__(name: str) -> object:
    """Import what needs DuckDB only when it is asked for."""
    if name == "validate":
        from claims_expectations.run import validate

        return validate
    raise AttributeError(name)

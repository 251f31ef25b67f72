"""``claims rules`` and ``claims rule``: what is checked, and what one rule does."""

from __future__ import annotations

from typing import Annotated

import typer

from claims.errors import InputError
from claims_cli.output import write
from claims_cli.settings import load_settings


def rules() -> None:
    """List every rule: code, name, severity, and what it reports.

    Example: claims rules
    """
    from claims_cli.tables import draw_table
    from claims_expectations.policy import load_policy

    policy = load_policy(load_settings().policy)
    rows = [
        (rule.code, rule.name, "off" if rule.code in policy.off else policy.severity(rule), rule.message)
        for rule in policy.all_rules
    ]
    write(draw_table(("code", "name", "severity", "fires when"), rows))


def rule(code: Annotated[str, typer.Argument(help="Code of a rule, such as C303.")]) -> None:
    """Explain one rule: what it does, why it matters, an example, how to read its working.

    Example: claims rule C303
    """
    from claims_expectations.policy import load_policy

    policy = load_policy(load_settings().policy)
    found = next((one for one in policy.all_rules if one.code == code.upper()), None)
    if found is None:
        known = ", ".join(one.code for one in policy.all_rules)
        raise InputError(f"there is no rule {code}; there are {known}")
    write(f"{found.code} {found.name} ({policy.severity(found)})\n\n{found.page}")

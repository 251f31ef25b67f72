"""The page of rules, made of the headers of the rule files: ``python -m claims_expectations.page > docs/rules.md``."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from claims_expectations.rulefile import Rule, load_rules

HEAD = """\
# Rules

Made from the rule files by `python -m claims_expectations.page > docs/rules.md`; edit those, not this page.

A finding has the severity of its rule; an uncertain contradiction (time, place or parties unknown) is a notch less
severe, and a reconcilable one is a notice. `claims.toml` may set other severities and switch rules off.

| code | name | suite | severity | says |
|---|---|---|---|---|
"""


def rules_page(rules: Iterable[Rule]) -> str:
    """Return the page in Markdown: a table of all rules, then each with its explanation."""
    rules = tuple(rules)
    rows = "".join(
        f"| [{rule.code}](#{rule.code.lower()}-{rule.name}) | {rule.name} | {rule.suite} | {rule.severity} | {rule.message} |\n"
        for rule in rules
    )
    return HEAD + rows + "".join(_section(rule) for rule in rules)


def _section(rule: Rule) -> str:
    lines = [f"\n## {rule.code} {rule.name}\n", f"{rule.does}\n"]
    for title, text in (
        ("Why it matters", rule.matters),
        ("Example", rule.example),
        ("Working", rule.working),
        ("Not run", f"If {rule.none}."),
        ("Sources", rule.sources),
    ):
        if text:
            lines.append(f"**{title}.** {text}\n")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(rules_page(load_rules()))

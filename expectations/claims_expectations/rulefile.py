"""Rule files: one file per rule, a comment header that explains it and the query that does it.

The header is ``-- key: value`` lines up to the first line that is no comment; an indented comment line
goes on with the value above it. Then follow one or two queries:

``rows: claims`` marks a rule whose rows name one claim each, in ``ids``: they are kept without the list.
``slices: settings`` marks one that compares only ``figures`` of one setting, see figures.py; what it wants to know of
figures of other settings it finds in ``all_figures``.
``needs: documents`` marks one that has nothing to compare where there is a single document.

``-- comparisons``  one row for every comparison, with ``violates`` (boolean), ``verdict`` and ``ids`` (the
                    numbers of the claims, column ``id`` of ``stated``, ``figures`` and ``field``) or
                    ``claim_ids``; optionally ``uncertain`` (boolean: a notch less severe); any other column
                    is for the working.
``-- working``      from ``kept`` (the rows to keep, numbered by ``comparison``) and ``spoken`` (the claims
                    they name): ``comparison``, ``working`` and, if it differs from the header's, ``message``.
                    A rule without this part returns ``working`` from its first query.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import get_args

from claims.errors import LexiconError
from claims.model import Severity

SUITES = {"N": "reading", "P": "plausibility", "C": "consistency", "T": "time", "S": "sourcing"}
KEYS = (
    "code",
    "name",
    "severity",
    "rows",
    "slices",
    "needs",
    "message",
    "none",
    "does",
    "matters",
    "example",
    "working",
    "sources",
)
_REQUIRED = ("code", "name", "severity", "message", "none", "does")
_CODE = re.compile(r"[A-Z][0-9]{3}\Z")
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")
_PART = re.compile(r"^-- (comparisons|working)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as its file states it. ``suite`` follows from the letter of the code."""

    code: str
    name: str
    severity: Severity
    message: str
    none: str
    does: str
    matters: str
    example: str
    working: str
    sources: str
    of_claims: bool
    by_slices: bool
    of_documents: bool
    comparisons_sql: str
    working_sql: str | None
    file: str

    @property
    def suite(self) -> str:
        return SUITES.get(self.code[0], "own")

    @property
    def page(self) -> str:
        """What the rule does and why, in paragraphs of Markdown."""
        parts = [self.does]
        for title, text in (
            ("Why it matters", self.matters),
            ("Example", self.example),
            ("How to read the working", self.working),
            ("Sources", self.sources),
            ("When it does not run", self.none),
        ):
            if text:
                parts.append(f"{title}: {text}")
        return "\n\n".join(parts)

    @property
    def table(self) -> str:
        return f"rows_{self.code}"


@cache
def shipped_rules() -> tuple[Rule, ...]:
    """Return the rules of the package, by code."""
    folder = files(__package__) / "rules"
    return _by_code(
        parse_rule(entry.read_text(encoding="utf-8"), entry.name)
        for entry in folder.iterdir()
        if entry.name.endswith(".sql")
    )


def load_rules(folders: Iterable[Path] = ()) -> tuple[Rule, ...]:
    """Return the rules of the package and of a user's own folders, by code.

    Raises ``LexiconError`` for a folder that is none, a file that breaks the contract, or a code taken twice.
    """
    rules = list(shipped_rules())
    for folder in folders:
        if not folder.is_dir():
            raise LexiconError(f"{folder}: no such folder of rules")
        for path in sorted(folder.glob("*.sql")):
            try:
                rules.append(parse_rule(path.read_text(encoding="utf-8"), str(path)))
            except UnicodeDecodeError as error:
                raise LexiconError(f"{path}: not UTF-8") from error
    return _by_code(rules)


def parse_rule(text: str, file: str) -> Rule:
    """Read a rule file. Raises ``LexiconError`` that names the file and what it lacks."""
    header = _header(text, file)
    parts = _PART.split(text)
    queries = {
        name: body.strip().rstrip(";").strip() for name, body in zip(parts[1::2], parts[2::2], strict=True)
    }
    if not queries.get("comparisons"):
        raise LexiconError(f"{file}: no query under '-- comparisons'")
    missing = [key for key in _REQUIRED if not header.get(key)]
    if missing:
        raise LexiconError(f"{file}: the header lacks {', '.join(missing)}")
    if not _CODE.match(header["code"]):
        raise LexiconError(f"{file}: code {header['code']!r} is not a letter and three digits")
    if not _NAME.match(header["name"]):
        raise LexiconError(f"{file}: name {header['name']!r} is not lower-case words joined by hyphens")
    severity = next((one for one in get_args(Severity) if one == header["severity"]), None)
    if severity is None:
        raise LexiconError(
            f"{file}: severity {header['severity']!r} is none of {', '.join(get_args(Severity))}"
        )
    stem = re.split(r"[/\\]", file)[-1].removesuffix(".sql")
    if stem != f"{header['code']}_{header['name'].replace('-', '_')}":
        raise LexiconError(f"{file}: the file's name is not code and name of the rule in it")
    return Rule(
        code=header["code"],
        name=header["name"],
        severity=severity,
        message=header["message"],
        none=header["none"],
        does=header["does"],
        matters=header.get("matters", ""),
        example=header.get("example", ""),
        working=header.get("working", ""),
        sources=header.get("sources", ""),
        of_claims=header.get("rows") == "claims",
        by_slices=header.get("slices") == "settings",
        of_documents=header.get("needs") == "documents",
        comparisons_sql=queries["comparisons"],
        working_sql=queries.get("working") or None,
        file=file,
    )


def _header(text: str, file: str) -> dict[str, str]:
    header: dict[str, str] = {}
    key = ""
    for line in text.splitlines():
        if not line.startswith("--") or _PART.match(line):
            break
        content = line[2:]
        if content.startswith("   ") and key:
            header[key] = f"{header[key]} {content.strip()}"
            continue
        key, colon, value = content.strip().partition(":")
        if not content.strip():
            key = ""
        elif not colon or key not in KEYS:
            raise LexiconError(f"{file}: {line!r} is no line of a header; its keys are {', '.join(KEYS)}")
        elif key in header:
            raise LexiconError(f"{file}: {key!r} stands twice in the header")
        else:
            header[key] = value.strip()
    return header


def _by_code(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    known: dict[str, Rule] = {}
    for rule in rules:
        if rule.code in known:
            raise LexiconError(f"{rule.file}: the code {rule.code} is taken by {known[rule.code].file}")
        known[rule.code] = rule
    return tuple(known[code] for code in sorted(known))

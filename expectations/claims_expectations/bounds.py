"""The plausible ranges of ``bounds.csv`` and the words of ``bounds_words.csv``, as tables and variables for the rules."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from claims.errors import LexiconError
from claims_expectations.statements import insert

if TYPE_CHECKING:
    import duckdb

    from claims_expectations.policy import Policy


@cache
def bound_words() -> dict[str, dict[str, str]]:
    """Return the name that each word of ``bounds_words.csv`` stands for, by its kind (thing or attribute)."""
    lines = (files(__package__) / "bounds_words.csv").read_text(encoding="utf-8").splitlines()
    words: dict[str, dict[str, str]] = {"thing": {}, "attribute": {}}
    for row in csv.DictReader(line for line in lines if not line.startswith("#")):
        for word in row["words"].split("|"):
            if words[row["kind"]].setdefault(word, row["name"]) != row["name"]:
                raise LexiconError(f"bounds_words.csv: the word {word!r} stands twice")
    return words


def prepare_bounds(connection: duckdb.DuckDBPyConnection, policy: Policy) -> None:
    """Make table ``bounds``, one row a measure, table ``bound_words``, and the variables ``thing_words`` and
    ``attribute_words``, regular expressions of all words of a kind, the longest first."""
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE bounds (
            measure VARCHAR, lower DOUBLE, upper DOUBLE, unit VARCHAR, source VARCHAR,
            stated_as VARCHAR, concept VARCHAR, beside VARCHAR, unless VARCHAR, thing VARCHAR, attribute VARCHAR)"""
    )
    insert(
        connection,
        "bounds",
        [
            (
                *(name, bound.lower, bound.upper, bound.unit, bound.source),
                *(bound.of or name, bound.concept, bound.beside, bound.unless, bound.thing, bound.attribute),
            )
            for name, bound in sorted(policy.bounds.items())
        ],
    )
    connection.execute("CREATE OR REPLACE TEMP TABLE bound_words (kind VARCHAR, word VARCHAR, name VARCHAR)")
    for kind, words in bound_words().items():
        insert(connection, "bound_words", [(kind, word, name) for word, name in sorted(words.items())])
        longest_first = sorted(words, key=lambda word: (-len(word), word))
        connection.execute(
            f"SET VARIABLE {kind}_words = ?", ["|".join(re.escape(word) for word in longest_first)]
        )

"""The plausible ranges of ``bounds.csv`` and the words of ``bounds_words.csv``, as tables and variables for the rules."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from claims.errors import LexiconError
from claims.store.statements import literal
from claims_expectations.statements import insert, sql

if TYPE_CHECKING:
    import duckdb

    from claims_expectations.policy import Bound, Policy

_INFLECTED = frozenset({"thing", "counted", "attribute"})


class BoundWords(NamedTuple):
    """The words of ``bounds_words.csv``.

    ``names`` has the names that each word of a kind stands for and whether the word is a plural; ``above`` the thing
    of which each kind of thing is one; ``single`` the attributes that only one thing at a time has.
    """

    names: dict[str, dict[str, dict[str, bool]]]
    above: dict[str, str]
    single: frozenset[str]


@cache
def bound_words() -> BoundWords:
    lines = (files(__package__) / "bounds_words.csv").read_text(encoding="utf-8").splitlines()
    names: dict[str, dict[str, dict[str, bool]]] = {}
    above: dict[str, str] = {}
    plurals: list[tuple[str, str, str]] = []
    for row in csv.DictReader(line for line in lines if not line.startswith("#")):
        kind, name = row["kind"], row["name"]
        if row["under"]:
            above[name] = row["under"]
        for word in row["words"].split("|"):
            meant = names.setdefault(kind, {}).setdefault(word, {})
            if name in meant or (meant and kind == "thing"):
                raise LexiconError(f"bounds_words.csv: the word {word!r} stands twice")
            meant[name] = False
            if kind in _INFLECTED:
                plurals.extend((kind, name, plural) for plural in _plurals(word))
    for kind, name, plural in plurals:
        names[kind].setdefault(plural, {}).setdefault(name, True)
    return BoundWords(names, above, frozenset(names["single"]))


def _plurals(word: str) -> tuple[str, ...]:
    if word.endswith("man") and not word.endswith("human"):
        return (word[:-2] + "en",)
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return (word[:-1] + "ies",)
    return (word + "es",) if word.endswith(("s", "x", "ch", "sh")) else (word + "s",)


def _pattern(words: dict[str, dict[str, bool]]) -> str:
    """Return a regular expression of all words, the longest first; plurals in "s" are told by their ending."""
    told = [
        word
        for word, names in words.items()
        if not all(names.values()) or word[-1] != "s" or word.endswith("ies")
    ]
    longest_first = sorted(told, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word) for word in longest_first if word != "*") + ")(?:s|es)?"


def things_bounds(bounds: dict[str, Bound]) -> list[tuple[object, ...]]:
    """Return, for each thing, the rows of ``bounds`` that hold for it: its own, else those of the thing it is one of."""
    words = bound_words()
    own: dict[str, dict[tuple[str, str | None], list[str]]] = {}
    for name, bound in sorted(bounds.items()):
        if bound.thing and bound.attribute:
            own.setdefault(bound.thing, {}).setdefault((bound.attribute, bound.unit), []).append(name)
    rows: list[tuple[object, ...]] = []
    for thing in sorted({name for names in words.names["thing"].values() for name in names}):
        held: dict[tuple[str, str | None], list[str]] = {}
        ancestor: str | None = thing
        while ancestor:
            for key, measures in own.get(ancestor, {}).items():
                held.setdefault(key, measures)
            ancestor = words.above.get(ancestor)
        for (attribute, unit), measures in sorted(held.items(), key=str):
            for measure in measures:
                bound = bounds[measure]
                single = attribute in words.single
                rows.append(
                    (
                        thing,
                        attribute,
                        unit,
                        measure,
                        bound.lower,
                        bound.upper,
                        bound.beside,
                        bound.unless,
                        single,
                    )
                )
    return rows


def prepare_bounds(connection: duckdb.DuckDBPyConnection, policy: Policy) -> None:
    """Make table ``bounds``, one row a measure, and ``measured_things``, which says of which row of it a figure is by the
    words beside it."""
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
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE thing_bounds (
            thing VARCHAR, attribute VARCHAR, unit VARCHAR, measure VARCHAR, lower DOUBLE, upper DOUBLE,
            beside VARCHAR, unless VARCHAR, single BOOLEAN)"""
    )
    insert(connection, "thing_bounds", things_bounds(policy.bounds))
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE bound_words (kind VARCHAR, word VARCHAR, name VARCHAR, plural BOOLEAN)"
    )
    for kind, words in bound_words().names.items():
        rows = [
            (kind, word, name, plural)
            for word, names in sorted(words.items())
            for name, plural in names.items()
        ]
        insert(connection, "bound_words", rows)
        if kind in _INFLECTED:
            connection.execute(f"SET VARIABLE {kind}_words = ?", [_pattern(words)])
    connection.execute(sql("things"))
    _name_wordings(connection)


def _name_wordings(connection: duckdb.DuckDBPyConnection) -> None:
    """Make macro ``words_fit(measure, words)``: whether a sentence in lower case has the words of a row of ``bounds``.

    The patterns stand in it as they are, those of the batch's measures: one that a column holds is compiled anew for
    each claim.
    """
    rows = connection.execute(
        """SELECT measure, beside, unless FROM bounds
        WHERE (beside IS NOT NULL OR unless IS NOT NULL)
          AND (stated_as = '*' OR stated_as IN (SELECT measure FROM batch_measures)
               OR measure IN (SELECT measure FROM measured_things))
        ORDER BY measure"""
    ).fetchall()
    cases = "".join(
        f" WHEN {literal(measure)} THEN {_matched(beside, 'TRUE')} AND NOT {_matched(unless, 'FALSE')}"
        for measure, beside, unless in rows
    )
    connection.execute(
        "CREATE OR REPLACE TEMP MACRO words_fit(measure, words) AS "
        + (f"CASE measure{cases} ELSE TRUE END" if cases else "TRUE")
    )


def _matched(pattern: str | None, without: str) -> str:
    return without if pattern is None else f"regexp_matches(words, {literal(pattern)})"

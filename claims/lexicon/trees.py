"""The trees of the lexicon: concepts, events and places, each node under its parent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from claims.errors import LexiconError
from claims.lexicon import load_rows, load_table, tables_named

# "western Ukraine" lies in Ukraine: every country has these parts.
COUNTRY_PARTS = (
    "northern",
    "southern",
    "eastern",
    "western",
    "central",
    "northeastern",
    "northwestern",
    "southeastern",
    "southwestern",
)


@dataclass(frozen=True, slots=True)
class Node:
    """A node of a tree. ``labels`` are the words that lead to it, in the singular or as they are used."""

    id: str
    parent: str | None
    labels: tuple[str, ...]
    source: str
    exclusive: tuple[tuple[str, ...], ...] = ()


@cache
def concept_files() -> tuple[str, ...]:
    """Return the tables of concepts: ``concepts`` first, then each ``concepts_*.toml`` by name, one a domain."""
    return ("concepts", *tables_named("concepts_"))


@cache
def concepts() -> Mapping[str, Node]:
    """Return the concepts of all domains by id.

    Raises ``LexiconError`` for an id that two files define, an unknown parent, or a circle.
    """
    nodes: dict[str, Node] = {}
    for file in concept_files():
        table = load_table(file)
        source = table["source"]
        for name, entry in table["concept"].items():
            if name in nodes:
                raise LexiconError(f"{file}.toml: the concept {name!r} is defined twice")
            nodes[name] = Node(
                name,
                entry.get("parent"),
                tuple(entry.get("labels", ())),
                entry.get("source", source),
                tuple(tuple(group) for group in entry.get("exclusive", ())),
            )
    return _checked("concept", nodes)


@cache
def events() -> Mapping[str, Node]:
    """Return the events by id; the labels are their verbs and nouns."""
    table = load_table("events")
    return _checked(
        "event",
        {
            name: Node(name, entry.get("parent"), _event_labels(entry), entry.get("source", table["source"]))
            for name, entry in table["event"].items()
        },
    )


@cache
def place_parents() -> Mapping[str, str | None]:
    """Return every place by its name with the place it lies in; continents and seas lie in none."""
    parents: dict[str, str | None] = {}
    names: dict[str, str] = {}
    for row in load_rows("countries"):
        names[row["code"]] = row["name"]
        parents.setdefault(row["continent"], None)
        parents.setdefault(row["name"], row["continent"])
    for row in load_rows("cities"):
        parents.setdefault(row["name"], names[row["country"]])
    for row in load_rows("places"):
        parents[row["name"]] = row["parent"] or parents.get(row["name"])
    for country in names.values():
        for part in COUNTRY_PARTS:
            parents[f"{part} {country}"] = country
    return parents


def ancestor_rows() -> Iterator[tuple[str, str, str, int]]:
    """Yield (kind, id, ancestor, distance) for every node and each of its ancestors.

    ``kind`` is ``concept``, ``event`` or ``place``; a node is its own ancestor at distance 0.
    """
    trees: tuple[tuple[str, Mapping[str, str | None]], ...] = (
        ("concept", {name: node.parent for name, node in concepts().items()}),
        ("event", {name: node.parent for name, node in events().items()}),
        ("place", place_parents()),
    )
    for kind, parents in trees:
        for name in parents:
            for distance, ancestor in enumerate(line_of(name, parents)):
                yield kind, name, ancestor, distance


def line_of(name: str, parents: Mapping[str, str | None]) -> Iterator[str]:
    """Yield ``name`` and its ancestors, the nearest first."""
    step: str | None = name
    while step is not None:
        yield step
        step = parents.get(step)


@cache
def concept_line(name: str) -> tuple[str, ...]:
    """Return the concept and its ancestors, the nearest first."""
    nodes = concepts()
    return tuple(line_of(name, {name: node.parent for name, node in nodes.items()}))


def common_concept(left: str, right: str) -> str | None:
    """Return the lowest concept that holds both, or ``None``."""
    line = concept_line(right)
    return next((name for name in concept_line(left) if name in line), None)


@cache
def exclude(left: str, right: str) -> bool:
    """Whether nothing is both: the concepts lie under two of one group of the tree that share no member."""
    nodes = concepts()
    common = common_concept(left, right)
    if common is None or common in (left, right):
        return False
    one, other = frozenset(concept_line(left)), frozenset(concept_line(right))
    return any(not one.isdisjoint(group) and not other.isdisjoint(group) for group in nodes[common].exclusive)


@cache
def event_line(name: str) -> tuple[str, ...]:
    """Return the event and its ancestors, the nearest first."""
    return tuple(line_of(name, {name: node.parent for name, node in events().items()}))


@cache
def place_line(name: str) -> tuple[str, ...]:
    """Return the place and those it lies in, the nearest first."""
    return tuple(line_of(name, place_parents()))


def _event_labels(entry: Mapping[str, Any]) -> tuple[str, ...]:
    fields = ("verbs", "intransitive", "counted", "nouns", "states")
    return tuple(label for field in fields for label in entry.get(field, ()))


def _checked(kind: str, nodes: Mapping[str, Node]) -> Mapping[str, Node]:
    for node in nodes.values():
        seen = {node.id}
        parent = node.parent
        while parent is not None:
            if parent not in nodes:
                raise LexiconError(f"{kind} {node.id!r}: there is no {parent!r} above it")
            if parent in seen:
                raise LexiconError(f"{kind} {node.id!r}: its line of parents is a circle")
            seen.add(parent)
            parent = nodes[parent].parent
    return nodes

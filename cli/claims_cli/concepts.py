"""``claims concepts``: the tree of what is counted, and where each label leads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from claims.errors import InputError
from claims_cli.output import write

if TYPE_CHECKING:
    from claims.lexicon.trees import Node


def concepts(
    label: Annotated[
        str | None, typer.Argument(help="A label or an id: show only where it leads and what lies below.")
    ] = None,
) -> None:
    """Print the tree of concepts with their labels.

    Example: claims concepts drone
    """
    from claims.lexicon.trees import concepts as all_concepts

    nodes = all_concepts()
    roots = [name for name, node in nodes.items() if node.parent is None]
    if label is not None:
        roots = [name for name, node in nodes.items() if label.lower() in {name, *node.labels}]
        if not roots:
            raise InputError(f"no concept has the label {label!r}")
    for root in roots:
        for line in _branch(nodes, root, 0):
            write(line)


def _branch(nodes: Mapping[str, Node], name: str, depth: int) -> Iterator[str]:
    labels = ", ".join(nodes[name].labels)
    yield f"{'  ' * depth}{name}" + (f"  ({labels})" if labels else "")
    for child, node in nodes.items():
        if node.parent == name:
            yield from _branch(nodes, child, depth + 1)

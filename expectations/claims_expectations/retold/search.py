"""The search for the same thing told in other words, in a batch and among the documents of the store beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims_expectations.retold.figures import Figure, Stated, figure_of
from claims_expectations.retold.matching import conflicts
from claims_expectations.retold.order import side_by_side
from claims_expectations.retold.repeated import contradictions
from claims_expectations.retold.stories import Story, days_apart, likely_pairs, story_of
from claims_expectations.statements import insert, sql

if TYPE_CHECKING:
    import duckdb


def find_retold(connection: duckdb.DuckDBPyConnection, most_days: float, growing: frozenset[str]) -> None:
    """Fill table ``retold``: pairs of claims (``id``, ``witness``) that give one thing and exclude each other.

    ``slip``: the one would be the other but for a slip of the pen; ``one_document``: both are of one. Documents
    that appeared more than ``most_days`` apart are held against each other only where the later one of a batch looks
    back at the earlier; ``growing`` are events whose count rises as reports come in.
    """
    stories = _stories(connection)
    found: list[tuple[int, int, bool, bool]] = []
    for story in stories:
        if story.in_batch:
            found += [
                (pair.left.stated.id, pair.right.stated.id, pair.slip is not None, True)
                for pair in contradictions(story)
            ]
    for one, other in likely_pairs(stories, most_days):
        found += [
            (pair.left.stated.id, pair.right.stated.id, pair.slip is not None, False)
            for pair in conflicts(one, other, growing, len(stories), days_apart(one, other) > most_days)
        ]
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE retold (id BIGINT, witness BIGINT, slip BOOLEAN, one_document BOOLEAN)"
    )
    insert(connection, "retold", found)


def _stories(connection: duckdb.DuckDBPyConnection) -> list[Story]:
    connection.execute(sql("retold"))
    figures: dict[int, list[Figure]] = {}
    for row in connection.execute(sql("retold_claims")).fetchall():
        figures.setdefault(row[1], []).append(figure_of(Stated(*row)))
    texts = connection.execute(
        "SELECT d.rowid, n.in_batch, d.published, d.text, d.title FROM documents d"
        " JOIN (SELECT DISTINCT doc, in_batch FROM told_near) n ON n.doc = d.rowid ORDER BY d.rowid"
    ).fetchall()
    return [
        story_of(doc, in_batch, published, text, side_by_side(figures[doc]), title)
        for doc, in_batch, published, text, title in texts
        if doc in figures
    ]

"""Ranks within a time: "the second large-scale strike in two days"."""

from __future__ import annotations

from collections.abc import Iterator

from claims.extract.relations.cues import relation_words
from claims.extract.relations.record_scope import days_of
from claims.extract.relations.record_sites import record_heads
from claims.extract.relations.view import Link, View


def find_series(view: View) -> Iterator[Link]:
    """ "the second large-scale strike in two days"."""
    words = view.sentence.tokens.lower
    ranks = relation_words()["record"]["ranks"]
    if ranks.keys().isdisjoint(words):
        return
    nouns = relation_words()["record"]["words"]["nouns"]
    for index, claim in enumerate(view.claims):
        if claim.kind != "duration" or not claim.base_lower:
            continue
        opening = view.first[index]
        near_words = words[max(0, opening - 9) : opening]
        if not {"in", "within", "over"} & set(near_words[-4:]):
            continue
        rank = next((word for word in near_words if word in ranks), None)
        if rank and any(word in nouns for word in near_words) and not record_heads() & set(near_words):
            start = opening - len(near_words) + near_words.index(rank)
            detail = {
                "rank": ranks[rank],
                "scope": f"within:{round(days_of(claim))}",
                "direction": "count",
                "words": rank,
            }
            yield view.link("record", [("claim", claim)], start, start + 1, detail)

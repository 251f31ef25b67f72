"""Relations between the claims of a document that its words state: sums, parts, shares, changes, records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from claims.extract.relations.changes import find_changes
from claims.extract.relations.parts import find_parts
from claims.extract.relations.ratios import find_ratios
from claims.extract.relations.shares import find_shares
from claims.extract.relations.sums import find_sums
from claims.extract.relations.view import Link, View, make_view
from claims.extract.sentences import Sentence
from claims.model import Claim, ClaimRelation, Document, stable_hash

# Sentences before a total in which its parts are looked for.
SENTENCES_BACK = 3


def find_relations(
    document: Document, sentences: Sequence[tuple[Sentence, Sequence[Claim]]]
) -> Mapping[str, tuple[ClaimRelation, ...]]:
    """Return the relations by the id of the claim that plays a part in them."""
    del document
    found: dict[str, list[ClaimRelation]] = {}
    for link in _links(sentences):
        members = [f"{role} {claim.span[0]} {claim.span[1]}" for role, claim in link.members]
        # The id of a claim holds the key of its document.
        relation_id = stable_hash(link.members[0][1].claim_id, link.kind, *members)
        for role, claim in link.members:
            found.setdefault(claim.claim_id, []).append(
                ClaimRelation(
                    relation_id=relation_id,
                    kind=link.kind,
                    role=role,
                    cue=link.cue,
                    span=link.span,
                    detail=dict(link.detail),
                )
            )
    return {claim_id: tuple(relations) for claim_id, relations in found.items()}


def _links(sentences: Sequence[tuple[Sentence, Sequence[Claim]]]) -> Iterator[Link]:
    earlier: list[View] = []
    for sentence, claims in sentences:
        if not claims:
            continue
        view = make_view(sentence, claims)
        if earlier and earlier[-1].sentence.paragraph != sentence.paragraph:
            earlier.clear()
        before = earlier[-SENTENCES_BACK:]
        once: set[int] = set()
        for link, part in find_parts(view, before):
            yield link
            if part is not None:
                once.add(part)
        yield from find_shares(view, before)
        yield from find_changes(view, before)
        yield from find_ratios(view, before)
        yield from find_sums(view, before, frozenset(once))
        earlier.append(view)

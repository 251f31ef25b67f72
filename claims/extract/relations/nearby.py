"""Relations that no cue ties together: the numbers that a share, a ratio or a change was computed from are near."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from claims.extract.relations.nearby_changes import nearby_changes
from claims.extract.relations.nearby_ratios import nearby_ratios
from claims.extract.relations.nearby_shares import nearby_shares
from claims.extract.relations.open_changes import open_changes
from claims.extract.relations.view import Link, View
from claims.model import Claim, DateMention


def find_nearby(
    views: Sequence[View],
    changed: Sequence[View],
    links: Sequence[Link],
    dates: Mapping[int, Sequence[DateMention]],
    published: datetime | None,
) -> Iterator[Link]:
    """Yield further relations of a document; ``links`` are those that its words state outright.

    ``views`` are its sentences with numbers, ``changed`` these and those in which something doubled or halved,
    ``dates`` the time expressions by the index of their sentence.
    """
    wholes: dict[str, Claim] = {}
    taken: set[str] = set()
    for link in links:
        members = dict(link.members)
        if link.kind == "part":
            wholes[members["part"].claim_id] = members["whole"]
        taken |= {claim.claim_id for role, claim in link.members if role == STATED.get(link.kind)}
    yield from nearby_shares(views, taken, wholes)
    # "They lost 7 men for each defender": the words for a ratio go before those for a change.
    told = [(role, claim.claim_id) for link in links if link.kind == "ratio" for role, claim in link.members]
    ratios = {claim_id for role, claim_id in told if role == "ratio"}
    yield from nearby_ratios(views, ratios, {claim_id for role, claim_id in told if role != "ratio"})
    spans = {link.span[0] for link in links if link.kind == "change"}
    sides = {claim.claim_id for link in links if link.kind == "change" for _, claim in link.members}
    found = list(nearby_changes(changed, taken, spans, sides))
    yield from found
    taken |= {claim.claim_id for link in found for role, claim in link.members if role == "by"}
    spans |= {link.span[0] for link in found}
    yield from open_changes(views, dates, published, taken, spans)


# The role of the number that says what two others make, by the kind of relation.
STATED: Mapping[str, str] = {"share": "share", "ratio": "ratio", "change": "by"}

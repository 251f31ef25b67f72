"""Short labels for the claims that a finding points at."""

from __future__ import annotations

from claims.model import Claim, Finding
from claims.report.sources import ReportData
from claims.report.words import bounds_in_words, time_in_words


def message_of(finding: Finding) -> str:
    """What a finding says on one line: its message and its working."""
    return f"{finding.message.rstrip('.')}: {finding.working}"


def roles_of(finding: Finding, data: ReportData) -> dict[str, str]:
    """The role of each claim in the relation that holds all of the finding's claims, if there is one.

    Returns claim ids with "part", "total", "whole" and the like.
    """
    known = [
        (claim.claim_id, data.claims_by_id[claim.claim_id].relations)
        for claim in finding.claims
        if claim.claim_id in data.claims_by_id
    ]
    if len(known) < 2:
        return {}
    shared = set.intersection(*({relation.relation_id for relation in relations} for _, relations in known))
    if not shared:
        return {}
    chosen = min(shared)
    return {
        claim_id: next(relation.role for relation in relations if relation.relation_id == chosen)
        for claim_id, relations in known
    }


def label_of(claim: Claim | None, role: str | None) -> str:
    """A few words on what a claim says: its role and bounds, else bounds, item, place and time."""
    if claim is None:
        return role or ""
    bounds = bounds_in_words(claim)
    if role:
        return f"{role}: {bounds}"
    of = "of " if claim.kind == "share" else ""
    said = f"{bounds} {of}{claim.item}" if claim.item else bounds
    return ", ".join(part for part in (said, claim.place, time_in_words(claim)) if part)

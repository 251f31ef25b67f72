"""Claims as JSON, one object a line; the fields are those of the published schema."""

from __future__ import annotations

from claims.model import Claim


def claim_line(claim: Claim) -> str:
    """Return the claim as one line of JSON, without its line end."""
    return claim.model_dump_json()

"""What speaks for a figure of a text giving an earlier one again, weighed by what texts with known errors have taught."""

from __future__ import annotations

from functools import cache
from math import log10

from claims.lexicon import load_table
from claims_expectations.retold.occasions import times_meet
from claims_expectations.retold.pairs import Pair, is_small

# No ratio of two numbers says more than this one.
_MOST_RATIO = 100.0


def is_given_again(pair: Pair, alone: bool) -> bool:
    """Whether the evidence settles that the later of two figures gives the earlier one again.

    ``alone``: the text has no third figure of their sort.
    """
    left, right = pair.left.stated, pair.right.stated
    if left.teller and right.teller and left.teller != right.teller:
        # Another voice may have another count.
        return False
    seen = {
        "same": pair.same,
        "slip": pair.weight,
        "alone": alone,
        "definite": bool(pair.right.definite),
        "tenfold_apart": log10(1 + right.start - left.start),
        "small": is_small(pair.left) or is_small(pair.right),
        "other_section": left.section != right.section,
        "tenfold": log10(min(pair.ratio, _MOST_RATIO)),
        "other_time": times_meet(left, right) is False,
        "one_concept": left.concept is not None and left.concept == right.concept,
        "count": pair.left.sort == "count",
    }
    weights = _weights()
    return sum(weights[name] * value for name, value in seen.items()) >= weights["least"]


@cache
def _weights() -> dict[str, float]:
    return dict(load_table("retold")["evidence"])

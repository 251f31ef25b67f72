"""Whether a date without a year, or a bare weekday, lies ahead."""

from __future__ import annotations

from claims.extract.dates.anchor import Tense
from claims.extract.dates.view import View

CONTRACTED_WILL = ("'ll", "’ll")
# Tokens before and after the expression among which the cue is sought.
REACH_BACK, REACH_AHEAD = 15, 10


def tense_at(view: View, index: int) -> Tense:
    """The tense of the nearest verb or adjective before the expression that tells it."""
    text = view.sentence.text
    contracted = "'ll" in text or "’ll" in text
    for at in range(index - 1, max(index - REACH_BACK - 1, -1), -1):
        roles = view.roles[at]
        if view.lower[at] == "set" and view.lower[at + 1] in ("for", "to"):
            return "future"
        if "past" in roles:
            return "past"
        if "future" in roles or (contracted and view.lower[at].endswith(CONTRACTED_WILL)):
            return "future"
    for at in range(index, min(index + REACH_AHEAD, view.size)):
        if view.lower[at] == "will" or (contracted and view.lower[at].endswith(CONTRACTED_WILL)):
            return "future"
    return None

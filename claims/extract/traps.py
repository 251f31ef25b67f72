"""Numbers that state no quantity: names, versions, scores, dates, list marks."""

from __future__ import annotations

from claims.extract.sentences import Sentence


def find_traps(sentence: Sentence) -> dict[int, str]:
    """Map each token that belongs to a number that is no quantity to the entry that says so.

    To be asked before numbers are read: a number any of whose tokens is in the map is none. Cheap for a
    sentence without digits and number words.
    """
    return {}

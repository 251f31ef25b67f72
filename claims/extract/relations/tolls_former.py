"""Whether a number is told as the toll of before: "an earlier toll of 51", "51 a day earlier", "it had been 51"."""

from __future__ import annotations

from functools import cache

from claims.extract.relations.view import View
from claims.lexicon import load_table

# Words of a clause before its number and behind it.
BACK, AHEAD = 8, 6
_CLAUSE_ENDS = frozenset({".", ";", ":", ",", "(", ")", "—", "–"})


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_table("tolls")["before"][name])


def is_former(view: View, index: int) -> bool:
    """Whether the words beside a number say that it is that of before the one just told."""
    lower = view.sentence.tokens.lower
    if (_words("adjectives") | _words("behind") | _words("beyond") | _words("had")).isdisjoint(lower):
        return False
    first, tail = view.first[index], view.tail[index]
    start = first
    floor = max(view.tail[index - 1] if index else 0, first - BACK)
    while start > floor and lower[start - 1] not in _CLAUSE_ENDS:
        start -= 1
    before = lower[start:first]
    if not _words("adjectives").isdisjoint(before):
        return True
    behind: list[str] = []
    for word in lower[tail : tail + AHEAD]:
        if word in _CLAUSE_ENDS:
            break
        behind.append(word)
    lengths = _words("lengths")
    for at, word in enumerate(behind[1:], 1):
        # "a day earlier", "the previous day"
        if (word in _words("behind") and behind[at - 1] in lengths) or (
            word in lengths and behind[at - 1] in _words("adjectives")
        ):
            return True
    # "than the 51 reported on Monday"
    if (
        before[-1:] == ["the"]
        and before[-2:-1]
        and before[-2] in _words("beyond")
        and not _words("told").isdisjoint(behind[:2])
    ):
        return True
    # "it had stood at 51", but not "by Monday it had been put at 1,340"
    opened = not _words("opens").isdisjoint(lower[max(0, start - 4) : first])
    return not opened and any(
        before[at] in _words("had") and before[at + 1] in _words("verbs") for at in range(len(before) - 1)
    )

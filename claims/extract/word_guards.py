"""Whether a sentence holds a word of a list, asked of many lists with one look at the sentence.

Most readers have work in few sentences, those with a word of theirs, and most sentences have none of most lists. A
reader declares its words as a ``WordGuard``. The first guard that is asked of a sentence looks its words up in one
table of the words of all guards, and keeps in ``Tokens.told`` which lists have one; every other guard tests a bit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from claims.extract.tokens import Tokens


class WordGuard:
    """A list of lower-case words, of which a sentence has one or is passed over; ``words`` is called once needed."""

    __slots__ = ("_bit", "_known", "words")

    def __init__(self, words: Callable[[], Iterable[str]]) -> None:
        self.words = words
        self._bit = 1 << len(_guards)
        self._known = self._bit << 1
        _guards.append(self)
        _table.cache_clear()

    def stands_in(self, tokens: Tokens) -> bool:
        """Whether the sentence holds one of the words."""
        told = tokens.told
        if told < self._known:
            told = tokens.told = _look(tokens.words)
        return told & self._bit != 0


_guards: list[WordGuard] = []


@cache
def _table() -> dict[str, int]:
    """Word to the bits of the guards that list it."""
    table: dict[str, int] = {}
    for number, guard in enumerate(_guards):
        for word in guard.words():
            table[word] = table.get(word, 0) | 1 << number
    return table


def _look(words: frozenset[str]) -> int:
    """The bits of the guards that list one of the words, and above them that of the next guard: it tells those that
    were declared later that this look has not been for them."""
    table = _table()
    told = 1 << len(_guards)
    for word in table.keys() & words:
        told |= table[word]
    return told

"""A sentence's tokens with the parts their words can play in a date."""

from __future__ import annotations

from itertools import repeat

from claims.extract.dates.vocabulary import NO_ROLES, Roles, vocabulary
from claims.extract.sentences import Sentence

# So far beyond either end of a sentence the rules look, and no further: an index before the first token counts
# from the end of the lists, where the empty words are too.
_BEYOND = 16
_NO_WORDS = [""] * _BEYOND
_NO_PARTS = [NO_ROLES] * _BEYOND


class View:
    """Parallel lists over the tokens, and empty words behind them: looking past either end gives an empty word."""

    __slots__ = ("digits", "kind", "lower", "roles", "sentence", "size", "text", "tokens")

    def __init__(self, sentence: Sentence) -> None:
        tokens = sentence.tokens
        known = vocabulary().roles
        self.sentence = sentence
        self.tokens = tokens
        self.size = len(tokens.text)
        self.text = tokens.text + _NO_WORDS
        self.lower = tokens.lower + _NO_WORDS
        self.kind = tokens.kind + _NO_WORDS
        self.roles: list[Roles] = [*map(known.get, tokens.lower, repeat(NO_ROLES)), *_NO_PARTS]
        # The values of plain numbers of at most eight ASCII or other decimal digits.
        self.digits: list[int | None] = [None] * (self.size + _BEYOND)
        for index in tokens.digits:
            text = tokens.text[index]
            if len(text) <= 8 and text.isdecimal():
                self.digits[index] = int(text)

    def glued(self, index: int) -> bool:
        """Whether the token follows its neighbour without a space."""
        return 0 < index < self.size and self.tokens.start[index] == self.tokens.end[index - 1]

    def skip(self, index: int, *words: str) -> int:
        """The index after ``index`` if one of the words stands there."""
        return index + 1 if self.lower[index] in words else index

    def closes(self, index: int) -> bool:
        """Whether an expression can end before the token: a mark, a function word, the end of the text."""
        return index >= self.size or "closes" in self.roles[index]

    def capital(self, index: int) -> bool:
        return self.text[index][:1].isupper()

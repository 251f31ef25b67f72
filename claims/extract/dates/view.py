"""A sentence's tokens with the parts their words can play in a date."""

from __future__ import annotations

from claims.extract.dates.vocabulary import NO_ROLES, Roles, vocabulary
from claims.extract.sentences import Sentence


class View:
    """Parallel lists over the tokens; looking past either end gives an empty word."""

    __slots__ = ("kind", "lower", "roles", "sentence", "size", "text", "tokens")

    def __init__(self, sentence: Sentence) -> None:
        tokens = sentence.tokens
        known = vocabulary().roles
        self.sentence = sentence
        self.tokens = tokens
        self.text = tokens.text
        self.lower = tokens.lower
        self.kind = tokens.kind
        self.size = len(tokens.text)
        self.roles: list[Roles] = [known.get(word, NO_ROLES) for word in tokens.lower]

    def role(self, index: int) -> Roles:
        return self.roles[index] if 0 <= index < self.size else NO_ROLES

    def word(self, index: int) -> str:
        return self.lower[index] if 0 <= index < self.size else ""

    def kind_at(self, index: int) -> str:
        return self.kind[index] if 0 <= index < self.size else ""

    def glued(self, index: int) -> bool:
        """Whether the token follows its neighbour without a space."""
        return 0 < index < self.size and self.tokens.start[index] == self.tokens.end[index - 1]

    def skip(self, index: int, *words: str) -> int:
        """The index after ``index`` if one of the words stands there."""
        return index + 1 if self.word(index) in words else index

    def closes(self, index: int) -> bool:
        """Whether an expression can end before the token: a mark, a function word, the end of the text."""
        return index >= self.size or "closes" in self.roles[index]

    def digits(self, index: int) -> int | None:
        """The value of a plain number of at most eight ASCII or other decimal digits."""
        if self.kind_at(index) != "n":
            return None
        text = self.text[index]
        return int(text) if len(text) <= 8 and text.isdecimal() else None

    def capital(self, index: int) -> bool:
        return 0 <= index < self.size and self.text[index][:1].isupper()

"""Characters to tokens, with the offsets they have in the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, compress
from operator import add, ne, not_

# A word may hold apostrophes ("O'Brien", "don't"), but the possessive "'s" is a token of its own, so that
# "Ukraine's" is found as "Ukraine", even set with the wrong quote. An acronym keeps its points ("U.S."). Digits
# keep the marks that group them; groups parted by spaces are joined by the number grammar. Everything else is one character a token.
# White space belongs to the piece before it, so that the pieces fill the text and their lengths give their places.
# Plain words come first, as most are.
_LETTER = r"[^\W\d_]"
_PIECES = re.compile(
    rf"(?:[A-Za-z]+(?!{_LETTER}|[.'’\u0300-\u036f])"
    r"|\d+(?:[.,'’·٫٬]\d+)*"
    rf"|(?:{_LETTER}\.){{2,}}"
    r"|['’‘]s\b"
    rf"|{_LETTER}[^\W\d_\u0300-\u036f]*(?:[\u0300-\u036f]+{_LETTER}*)*(?:['’](?!s\b){_LETTER}+)*"
    r"|\S)\s*",
).findall


@dataclass(slots=True)
class Tokens:
    """Parallel lists, one entry a token.

    ``kind``: ``n`` digits, ``a`` acronym with points, ``p`` possessive ending, ``w`` word, ``s`` any other
    character. ``start`` and ``end`` are offsets into the document. ``digits`` holds the places of kind ``n``,
    ``words`` the entries of ``lower``, to be asked whether a word stands anywhere.
    """

    text: list[str]
    lower: list[str]
    kind: list[str]
    start: list[int]
    end: list[int]
    digits: list[int]
    words: frozenset[str]

    def __len__(self) -> int:
        return len(self.text)

    def capitals(self) -> Iterator[int]:
        """The places of the tokens that hold a capital letter."""
        return compress(range(len(self.text)), map(ne, self.text, self.lower))

    def glued(self, index: int) -> bool:
        """Whether token ``index`` follows its neighbour without a space."""
        return index > 0 and self.start[index] == self.end[index - 1]


def tokenize(text: str, offset: int = 0) -> Tokens:
    """Split ``text``, which begins at ``offset`` of its document."""
    pieces = _PIECES(text)
    texts = list(map(str.rstrip, pieces))
    starts = list(accumulate(map(len, pieces), initial=offset + len(text) - len(text.lstrip())))
    starts.pop()  # where a further token would begin
    kinds = ["w"] * len(texts)
    digits: list[int] = []
    for index in compress(range(len(texts)), map(not_, map(str.isalpha, texts))):
        kind = kinds[index] = _kind(texts[index])
        if kind == "n":
            digits.append(index)
    ends = list(map(add, starts, map(len, texts)))
    lower = list(map(str.lower, texts))
    if "‘s" in lower:
        lower = ["’s" if word == "‘s" else word for word in lower]
    return Tokens(texts, lower, kinds, starts, ends, digits, frozenset(lower))


def _kind(token: str) -> str:
    """The kind of a token that is no plain word."""
    if token[0].isdecimal():
        return "n"
    if len(token) == 1:
        return "w" if token.isalnum() else "s"
    if token[-1] == ".":
        return "a"
    return "p" if token[0] in "'’‘" else "w"

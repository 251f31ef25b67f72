"""Characters to tokens, with the offsets they have in the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, compress
from operator import add, ne

# A word may hold apostrophes ("O'Brien", "don't"), but the possessive "'s" is a token of its own, so that
# "Ukraine's" is found as "Ukraine", even set with the wrong quote. An acronym keeps its points ("U.S."). Digits
# keep the marks that group them; groups parted by spaces are joined by the number grammar. Everything else is one character a token.
# White space belongs to the piece before it, so that the pieces fill the text and their lengths give their places.
# Plain words come first, as most are, and of them those before a space.
_LETTER = r"[^\W\d_]"
_PIECES = re.compile(
    r"[A-Za-z]++\s++"
    rf"|(?:[A-Za-z]++(?!{_LETTER}|[.'’\u0300-\u036f])"
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
    ``words`` the entries of ``lower``, to be asked whether a word stands anywhere. ``told`` belongs to ``word_guards``.
    """

    text: list[str]
    lower: list[str]
    kind: list[str]
    start: list[int]
    end: list[int]
    digits: list[int]
    words: frozenset[str]
    told: int = field(default=0, repr=False, compare=False)

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
    if not pieces:
        return Tokens([], [], [], [], [], [], frozenset())
    texts, lower, kinds, lengths = map(list, zip(*map(_read, pieces), strict=True))
    starts = list(accumulate(map(len, pieces), initial=offset + len(text) - len(text.lstrip())))
    starts.pop()  # where a further token would begin
    ends = list(map(add, starts, lengths))
    digits: list[int] = []
    for _ in range(kinds.count("n")):
        digits.append(kinds.index("n", digits[-1] + 1 if digits else 0))
    return Tokens(texts, lower, kinds, starts, ends, digits, frozenset(lower))


# Most words of a text are those of the texts before.
@lru_cache(maxsize=16384)
def _read(piece: str) -> tuple[str, str, str, int]:
    """The token of a piece, in lower case, its kind and its length."""
    token = piece.rstrip()
    lower = token.lower()
    kind = "w" if token.isalpha() else _kind(token)
    return token, "’s" if lower == "‘s" else lower, kind, len(token)


def _kind(token: str) -> str:
    """The kind of a token that is no plain word."""
    if token[0].isdecimal():
        return "n"
    if len(token) == 1:
        return "w" if token.isalnum() else "s"
    if token[-1] == ".":
        return "a"
    return "p" if token[0] in "'’‘" else "w"

"""Characters to tokens, with the offsets they have in the document."""

from __future__ import annotations

import re
from dataclasses import dataclass

# A word may hold apostrophes ("O'Brien", "don't"), but the possessive "'s" is a token of its own, so that
# "Ukraine's" is found as "Ukraine". An acronym keeps its points ("U.S."). Digits keep the marks that group
# them; groups parted by spaces are joined by the number grammar. Everything else is one character a token.
_LETTER = r"[^\W\d_]"
_TOKEN = re.compile(
    r"(?P<n>\d+(?:[.,'’·٫٬]\d+)*)"
    rf"|(?P<a>(?:{_LETTER}\.){{2,}})"
    rf"|(?P<p>['’]s\b)"
    rf"|(?P<w>{_LETTER}[^\W\d_\u0300-\u036f]*(?:[\u0300-\u036f]+{_LETTER}*)*(?:['’](?!s\b){_LETTER}+)*)"
    r"|(?P<s>[^\s])",
)
_KINDS = ("s", *_TOKEN.groupindex)


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel lists, one entry a token.

    ``kind``: ``n`` digits, ``a`` acronym with points, ``p`` possessive ending, ``w`` word, ``s`` any other
    character. ``start`` and ``end`` are offsets into the document.
    """

    text: list[str]
    lower: list[str]
    kind: list[str]
    start: list[int]
    end: list[int]

    def __len__(self) -> int:
        return len(self.text)

    def glued(self, index: int) -> bool:
        """Whether token ``index`` follows its neighbour without a space."""
        return index > 0 and self.start[index] == self.end[index - 1]


def tokenize(text: str, offset: int = 0) -> Tokens:
    """Split ``text``, which begins at ``offset`` of its document."""
    texts: list[str] = []
    kinds: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(text):
        texts.append(match[0])
        kinds.append(_KINDS[match.lastindex or 0])
        start, end = match.span()
        starts.append(start + offset)
        ends.append(end + offset)
    return Tokens(texts, [token.lower() for token in texts], kinds, starts, ends)

"""A sentence laid out for the readers of context: tokens, marks, and where its quantities stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import compress, pairwise

from claims.extract.context_marks import Mark, Marks, scan, small_words
from claims.extract.sentences import Sentence
from claims.extract.tokens import Tokens
from claims.model import QuantityMention, Span

# How many tokens from a quantity a word may stand and still say something of it.
REACH = 60
# How many tokens behind a quantity its noun phrase may begin.
NEAR_ITEM = 6
# A dateline ends within this many tokens.
_DATELINE = 14
_DASHES = frozenset("-–—")
_BULLETS = frozenset("-–—•*·")
# Lists no longer than this are looked through whole.
FEW = 24


@dataclass(slots=True)
class Place:
    """Where a quantity stands, in token indexes: itself, its noun phrase, and both together (``left``, ``right``).

    A noun phrase taken over from earlier, or one further away, is not behind the quantity.
    """

    start: int
    end: int
    item_start: int
    item_end: int
    left: int
    right: int


@dataclass(slots=True)
class Scene:
    """The sentence; ``places`` has an entry for each quantity, ``breaks`` the tokens that part clauses.

    ``opening``: the first token behind a dateline ("KYIV, June 9 (Reuters) - Russia ...").
    """

    sentence: Sentence
    tokens: Tokens
    marks: Marks
    quantities: Sequence[QuantityMention]
    places: list[Place]
    breaks: list[int]
    opening: int

    def parted(self, left: int, right: int) -> bool:
        """Whether a clause begins between the two tokens."""
        position = bisect_left(self.breaks, left)
        return position < len(self.breaks) and self.breaks[position] < right

    def names_item(self, index: int) -> bool:
        """Whether the sentence holds the counted noun of a quantity."""
        span = self.quantities[index].item_span
        return span is not None and span[0] >= self.sentence.start

    def holds_figure(self, token: int) -> bool:
        """Whether the token is one of a quantity's."""
        for place in self.places:
            if token < place.end:
                return place.start <= token
        return False

    def is_base(self, index: int) -> bool:
        """Whether the figure is one side of a ratio and counts nothing itself: "one in every ten", "9 for every 2"."""
        if "every" not in self.tokens.words:
            return False
        place, lower = self.places[index], self.tokens.lower
        if place.start and lower[place.start - 1] == "every":
            return True
        behind = lower[place.right : place.right + 4]
        return "every" in behind and ("for", "every") in pairwise(behind)

    def near(self, marks: list[Mark], index: int, reach: int = REACH) -> list[Mark]:
        """The marks within reach of a quantity; without this a sentence full of figures costs their square."""
        if len(marks) <= FEW:
            return marks
        place = self.places[index]
        left = bisect_left(marks, (place.left - reach,))
        return marks[left : bisect_left(marks, (place.right + reach,), left)]

    def places_between(self, start: int, end: int) -> list[Place]:
        """The quantities that stand wholly between two tokens."""
        places = self.places
        left = bisect_left(places, start, key=_left_of) if len(places) > FEW else 0
        found = []
        for place in places[left : left + FEW]:
            if place.left >= end:
                break
            if place.left >= start and place.right <= end:
                found.append(place)
        return found

    def clause_start(self, index: int) -> int:
        """The first token of the clause that token ``index`` stands in."""
        position = bisect_left(self.breaks, index)
        return self.breaks[position - 1] + 1 if position else 0

    def clause_end(self, index: int) -> int:
        """The token that ends the clause that token ``index`` stands in (exclusive)."""
        position = bisect_left(self.breaks, index)
        return self.breaks[position] if position < len(self.breaks) else len(self.tokens)

    def span(self, start: int, end: int) -> Span:
        return self.tokens.start[start], self.tokens.end[end - 1]

    def text(self, start: int, end: int) -> str:
        left, right = self.span(start, end)
        offset = self.sentence.start
        return self.sentence.text[left - offset : right - offset]


def lay_out(sentence: Sentence, quantities: Sequence[QuantityMention]) -> Scene:
    """Mark the sentence and place its quantities among the tokens."""
    tokens = sentence.tokens
    breaks = list(compress(range(len(tokens.lower)), map(_breaks().__contains__, tokens.lower)))
    places = []
    for mention in quantities:
        start, end = _tokens_of(tokens, mention.span)
        item_start, item_end = end, end
        if mention.item_span is not None and mention.item_span[0] >= sentence.start:
            # A noun taken over from an earlier sentence stands nowhere in this one.
            item_start, item_end = _tokens_of(tokens, mention.item_span)
        right = item_end if end <= item_start <= end + NEAR_ITEM else end
        places.append(Place(start, end, item_start, item_end, start, right))
    return Scene(sentence, tokens, scan(tokens), quantities, places, breaks, _past_dateline(tokens))


@cache
def _breaks() -> frozenset[str]:
    return small_words("breaks") | {";", "—"}


def _past_dateline(tokens: Tokens) -> int:
    if len(tokens.text) > 1 and tokens.text[0] in _BULLETS:
        return 1
    if _DASHES.isdisjoint(tokens.text[:_DATELINE]) or len(tokens.text) < 4:
        return 0
    if not (tokens.text[0][0].isupper() or tokens.text[0] == "("):
        return 0
    for at in range(1, min(_DATELINE, len(tokens) - 1)):
        if tokens.text[at] in _DASHES and not tokens.glued(at) and not tokens.glued(at + 1):
            is_dated = not small_words("months").isdisjoint(tokens.lower[:at])
            is_upper = all(text.isupper() or not text.isalpha() for text in tokens.text[:at])
            # "Marketwire.example - ": an address
            is_site = at > 2 and tokens.text[at - 2] == "." and tokens.glued(at - 1)
            return at + 1 if is_dated or is_upper or is_site or tokens.text[at - 1] == ")" else 0
    return 0


def _left_of(place: Place) -> int:
    return place.left


def _tokens_of(tokens: Tokens, span: Span) -> tuple[int, int]:
    start = bisect_left(tokens.end, span[0] + 1)
    return start, max(start + 1, bisect_left(tokens.start, span[1]))

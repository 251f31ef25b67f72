"""A document's text to sentences, each with its tokens and its place in the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import sentencex

from claims.extract.headlines import parting
from claims.extract.tokens import Tokens, tokenize
from claims.model import Section, Span

# Longer runs without a full stop (tables, a file that is one line) are cut at white space, so that memory
# and time stay in proportion to the text.
LONGEST = 4000

# Text wrapped by hand: no wider than this, and not a short line such as a heading.
WIDEST_WRAP = 120
SHORTEST_WRAP = 40

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_LIST_MARK = re.compile(r"\s*(?:[-*+•‣▪–—]\s|#{1,6}\s|\(?\w{1,3}[.)]\s|[>|])")
# "Punjab: 1,046,900", a line of its own.
_LABELLED = re.compile(r"[^\W\d][^:.,;]{0,40}: {1,3}[$€£]?\d[\d.,]*(?: \w+)?\s*\Z")
# A word of amount cut short ends no sentence ("3,5 Mio. €", "approx. 10 kg").
# "May" is never shortened: the full stop behind it ends a sentence.
_AFTER_MAY = re.compile(
    r"\b(?:in|to|of|since|until|by|last|this|from|through|early|late|mid-) ?May\. (?=[A-Z])"
)
# A unit of one letter is no initial of a name: "It flies 150 km/h. It was shot down".
_UNITS_OF_A_LETTER = ("/h. ", "/s. ", " m. ", " t. ", " h. ")
_AFTER_UNIT = re.compile(r"(?:[a-zA-Z]/[hs]|\d (?:m|t|h))\. (?=[A-Z])")
_SHORTENED = re.compile(r"(?:\d\s?(?:Mio|Mrd|(mln|mn|bn))|\b(?:approx|max|ca|est))\.\s*\Z")
# But "$2bn. Costs fell" ends one, unless the currency follows.
_CURRENCY = re.compile(r"\s*(?:[^A-Z]|Euro|Dollar|Pound|Franc|Kron|[A-Z]{3}\b|US\b)")
# White space of more than one byte before a full stop ends sentencex with a panic, which no caller can catch as an
# error; a plain space in its stead parts sentences the same.
_PLAIN_SPACES = {ord(space): " " for space in "\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"} | dict.fromkeys(
    range(0x2000, 0x200B), " "
)
_SENTENCE_END = (".", "!", "?", ":", "”", '"', "…")


@dataclass(slots=True)
class Sentence:
    """One sentence. ``start`` is its offset in the document; token offsets are the document's too.

    ``paragraph`` numbers the paragraphs (runs of wrapped lines, headings, list items), from 0.
    """

    text: str
    start: int
    tokens: Tokens
    index: int
    paragraph: int
    section: Section = "body"

    @property
    def span(self) -> Span:
        return self.start, self.start + len(self.text)


def split_sentences(text: str, start: int = 0) -> Iterator[Sentence]:
    """Yield the sentences of ``text`` from offset ``start`` on.

    A line break ends a sentence, unless the text is wrapped by hand: then the break is only as good as a
    space.
    """
    # All are cut before the first is tokenized: what cuts them stays in the processor's cache.
    spans = [
        (paragraph, begin, end)
        for paragraph, (left, right) in enumerate(split_paragraphs(text, start))
        for begin, end in _sentences_of(text, left, right)
    ]
    if spans:
        paragraph, begin, end = spans[0]
        cut = parting(text[begin:end])
        if cut is not None:
            spans[:1] = [(paragraph, begin, begin + cut), (paragraph, begin + cut + len(" – "), end)]
    for index, (paragraph, begin, end) in enumerate(spans):
        piece = text[begin:end]
        yield Sentence(piece, begin, tokenize(piece, begin), index, paragraph)


def split_paragraphs(text: str, start: int = 0) -> Iterator[Span]:
    """Yield the spans of the paragraphs of ``text`` from offset ``start`` on, without their line ends."""
    block: list[Span] = []
    for match in _LINE.finditer(text, start):
        line = match.group().rstrip()
        if line:
            block.append((match.start(), match.start() + len(line)))
        elif block:
            yield from _join_wrapped(text, block)
            block = []
    yield from _join_wrapped(text, block)


def _join_wrapped(text: str, block: list[Span]) -> Iterator[Span]:
    width = max((end - begin for begin, end in block), default=0)
    left: int | None = None
    for number, (begin, end) in enumerate(block, start=1):
        following = block[number] if number < len(block) else None
        left = begin if left is None else left
        if following is None or not _is_wrapped(text, begin, end, following, width):
            yield left, end
            left = None


def _is_wrapped(text: str, begin: int, end: int, following: Span, width: int) -> bool:
    """Whether the line was broken because the next word did not fit, rather than on purpose."""
    length = end - begin
    if not SHORTEST_WRAP <= length <= width <= WIDEST_WRAP or text.endswith(_SENTENCE_END, begin, end):
        return False
    next_line = text[following[0] : following[1]]
    if _LIST_MARK.match(next_line) or _LABELLED.match(next_line):
        return False
    return length + 1 + len(next_line.split(maxsplit=1)[0]) > width


def _sentences_of(text: str, left: int, right: int) -> Iterator[Span]:
    paragraph = text[left:right]
    for first, last in _whole_sentences(paragraph):
        for begin, end in (
            _short_pieces(paragraph, first, last) if last - first > LONGEST else ((first, last),)
        ):
            piece = paragraph[begin:end]
            begin += len(piece) - len(piece.lstrip())
            end = begin + len(piece.strip())
            if begin < end:
                yield left + begin, left + end


def _whole_sentences(paragraph: str) -> Iterator[Span]:
    first: int | None = None
    held: re.Pattern[str] | None = None
    if ". " not in paragraph:
        pass
    elif "May. " in paragraph:
        held = _AFTER_MAY
    elif any(unit in paragraph for unit in _UNITS_OF_A_LETTER):
        held = _AFTER_UNIT
    plain = paragraph if paragraph.isascii() else paragraph.translate(_PLAIN_SPACES)
    for boundary in sentencex.get_sentence_boundaries("en", plain):
        first = boundary["start_index"] if first is None else first
        last = boundary["end_index"]
        shortened = _SHORTENED.search(paragraph, max(first, last - 12), last)
        if shortened is None or (shortened[1] is not None and not _CURRENCY.match(paragraph, last)):
            if held is not None:
                for end in held.finditer(paragraph, first, last):
                    yield first, end.end()
                    first = end.end()
            yield first, last
            first = None
    if first is not None:
        yield first, len(paragraph)


def _short_pieces(line: str, begin: int, end: int) -> Iterator[Span]:
    while end - begin > LONGEST:
        cut = line.rfind(" ", begin + LONGEST // 2, begin + LONGEST)
        cut = cut + 1 if cut > 0 else begin + LONGEST
        yield begin, cut
        begin = cut
    yield begin, end

"""Quotations that go on over sentences, and whose words they are."""

from __future__ import annotations

from dataclasses import dataclass

from claims.extract.sentences import Sentence

_STRAIGHT = '"'
_OPENING = '"“'
_CLOSING = {'"': '"', "“": "”"}
# A quotation is looked through no further than this.
_LONGEST = 1500


@dataclass(slots=True)
class Quotation:
    """The quotation that fills a paragraph: up to ``end``, an offset in the document.

    ``before``: the paragraph before it, in which the one who speaks was named.
    """

    end: int = -1
    before: int = -9

    def holds(self, sentence: Sentence, text: str) -> bool:
        """Whether a sentence is part of a quotation that nothing but the paragraph before says who speaks.

        ``text``: the document. A quotation with its speaker behind it ("...," she said) is none of these.
        """
        if sentence.start < self.end:
            return True
        opening = sentence.text[:1]
        if opening not in _OPENING or opening == "":
            return False
        start = sentence.start + 1
        end = text.find(_CLOSING[opening], start, start + _LONGEST)
        if end < 0 or text[end + 1 : end + 2].strip():
            return False
        following = text[end + 1 : end + 2]
        if following not in {"", "\n", "\r"} or "\n" in text[start:end]:
            return False
        self.end, self.before = end, sentence.paragraph - 1
        return True

"""Which part of a document a sentence stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from claims.extract.headlines import reads_as_headline
from claims.extract.sentences import Sentence
from claims.lexicon import load_table
from claims.model import Document, Section

# A heading is one short line without a full stop.
LONGEST_HEADING = 100
LONGEST_HEADLINE = 220

_BULLET = re.compile(r"\s*[-*+•‣▪–—·]\s")
_NUMBER_ALONE = re.compile(r"[\d.,\s]+\Z")
# "One response to ...", "12 comments", "3 thoughts on ..."
_RESPONSES = re.compile(
    r"(?:\d+|one|two|three|no|\w+ty) (?:responses?|comments?|repl(?:y|ies)|thoughts?)\b(?! from)",
    re.IGNORECASE,
)
_ABOUT_AUTHOR = re.compile(r"about (?:the author|[A-Z]\w+(?: [A-Z][\w'’-]+){1,2})\Z", re.IGNORECASE)


def mark_sections(document: Document, sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    """Yield the sentences with their section: headline, summary, body, caption or boilerplate.

    A structured row is one statement, and a text of a single paragraph has no parts: both are body.
    """
    if document.is_statement:
        yield from sentences
        return
    reader = _Reader(document)
    before: Sentence | None = None
    current: Sentence | None = None
    for following in sentences:
        if current is not None:
            yield reader.mark(before, current, following)
        before, current = current, following
    if current is not None:
        yield reader.mark(before, current, None)


class _Reader:
    """Keeps which section the headings so far have opened."""

    def __init__(self, document: Document) -> None:
        self._title = (document.title or "").strip().lower()
        self._rest = False
        self._summary: str | None = None
        self._paragraph: Section = "body"

    def mark(self, before: Sentence | None, sentence: Sentence, after: Sentence | None) -> Sentence:
        if before is None or before.paragraph != sentence.paragraph:
            alone = after is None or after.paragraph != sentence.paragraph
            is_only = before is None and (after is None or after.paragraph == sentence.paragraph)
            is_only = is_only and not sentence.text.strip().lower().startswith(_words("summary_mark"))
            self._paragraph = "body" if is_only else self._section(sentence, before is None, alone)
            if before is None and after is not None and self._paragraph == "body" and _is_run_on(sentence):
                return replace(sentence, section="headline")
        return sentence if self._paragraph == "body" else replace(sentence, section=self._paragraph)

    def _section(self, sentence: Sentence, first: bool, alone: bool) -> Section:
        text = sentence.text.strip()
        lower = text.lower()
        is_bullet = _BULLET.match(text) is not None
        # What is longer is no heading of a part.
        bare = lower.lstrip("#*•-–— \t").rstrip(":* \t") if len(text) <= LONGEST_HEADLINE else ""
        if self._rest or self._opens_rest(text, bare, alone):
            return "boilerplate"
        opens_summary = bare in _word_set("summary")
        if first and alone and not opens_summary and (lower == self._title or _is_headline(text)):
            return "headline"
        if _is_furniture(text, bare, alone):
            return "boilerplate"
        if lower.startswith(_words("caption")) or (alone and lower.rstrip(".)").endswith(_words("credits"))):
            return "caption"
        if lower.startswith(_words("summary_mark")):
            return "summary"
        if alone and not is_bullet and _is_heading(text):
            if self._summary in ("opened", "lines") and bare not in _word_set("summary"):
                # Lines without a full stop right under its heading are the summary.
                self._summary = "lines"
                return "summary"
            return self._heading(bare)
        if self._summary is None and is_bullet and self._paragraph == "headline":
            # Points right under a headline sum up what follows.
            self._summary = "list"
        if self._summary is None:
            return "body"
        if is_bullet:
            self._summary = "list"
        elif self._summary in ("list", "lines"):
            self._summary = None
            return "body"
        else:
            self._summary = "open"
        return "summary"

    def _opens_rest(self, text: str, bare: str, alone: bool) -> bool:
        if not alone or len(text) > LONGEST_HEADLINE:
            return False
        self._rest = (
            bare in _word_set("rest")
            or _RESPONSES.match(bare) is not None
            or (bare.startswith("about") and _ABOUT_AUTHOR.match(text) is not None)
        )
        return self._rest

    def _heading(self, bare: str) -> Section:
        parts = {bare, *(part.strip() for part in bare.split(":"))}
        if parts.isdisjoint(_word_set("summary")):
            self._summary = None
            return "body"
        self._summary = "opened"
        return "summary"


def _is_run_on(sentence: Sentence) -> bool:
    """Whether a sentence is the headline of the text that follows it in its paragraph."""
    if len(sentence.text) > LONGEST_HEADLINE or sentence.text.endswith((":", ";", ",", "?", "!")):
        return False
    return not _BULLET.match(sentence.text) and reads_as_headline(sentence.tokens)


def _is_headline(text: str) -> bool:
    return (
        len(text) <= LONGEST_HEADLINE and not text.endswith((".", ":", ";", ",")) and not _BULLET.match(text)
    )


def _is_heading(text: str) -> bool:
    return len(text) <= LONGEST_HEADING and not text.endswith((".", ";", ",", "”", '"', "!"))


def _is_furniture(text: str, bare: str, alone: bool) -> bool:
    if not alone or not bare:
        return False
    if bare in _word_set("only") or _NUMBER_ALONE.match(text):
        return True
    return len(text) <= LONGEST_HEADING and bare.startswith(_words("furniture"))


@cache
def _words(group: str) -> tuple[str, ...]:
    return tuple(load_table("sections")[group])


@cache
def _word_set(group: str) -> frozenset[str]:
    return frozenset(_words(group))

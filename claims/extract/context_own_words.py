"""A report that speaks as "we", and whose figures are its publisher's own: "By the Hull Watch team", "Hull Watch monthly: ..."."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from claims.extract.context_marks import scan, small_words
from claims.extract.context_source_names import attribution_words
from claims.extract.tokens import tokenize
from claims.lexicon import load_table, load_words
from claims.model import Context, Document, Evidence, Span

# Who publishes a text stands in one of its first lines, which is no longer than this.
_HEAD = 6
_LINE = 160
# And its name has no more words than these.
_NAME = 9
_QUOTED = re.compile(r"“[^”\n]*”|\"[^\"\n]*\"")
_FIRST_PERSON = re.compile(r"\b(?:[Ww]e|[Oo]ur)\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PIECE = re.compile(r"[^|•·–—,]+")


def told_by_publisher(document: Document, contexts: Sequence[list[Context]]) -> Sequence[list[Context]]:
    """The contexts, with the publisher as the source of those that have none, where the text speaks as "we"."""
    text = document.text
    first = _FIRST_PERSON.search(text, document.body_start)
    if first is None or all(one.attributed_to is not None for group in contexts for one in group):
        return contexts
    found = publisher_named(document)
    if found is None or _FIRST_PERSON.search(_QUOTED.sub("", text[document.body_start :])) is None:
        return contexts
    name, span = found
    return [
        [
            one
            if one.attributed_to is not None or one.modality == "figurative"
            else replace(
                one,
                attributed_to=name,
                evidence=(*one.evidence, Evidence("attributed_to", name, span)),
            )
            for one in group
        ]
        for group in contexts
    ]


def publisher_named(document: Document) -> tuple[str, Span] | None:
    """The body that a byline, a dated line or else the headline names, and where."""
    return _named_at_head(document, _in_byline, _in_dated_line) or _named_at_head(
        document, _in_headline, lines=1
    )


def body_dated(document: Document) -> tuple[str, Span] | None:
    """The body that one of the first lines names beside a date, and where."""
    return _named_at_head(document, _in_dated_line)


def _named_at_head(
    document: Document, *readings: Callable[[str], Span | None], lines: int = _HEAD
) -> tuple[str, Span] | None:
    for start, line in head_lines(document, lines, _LINE):
        found = next(filter(None, (reading(line) for reading in readings)), None)
        if found is not None:
            return line[slice(*found)], (start + found[0], start + found[1])
    return None


def head_lines(document: Document, lines: int, longest: int) -> Iterator[tuple[int, str]]:
    """Yield the start and the words of those of the first lines with words that are no longer than so, and no sentences."""
    seen, start = 0, document.body_start
    text = document.text
    while start < len(text) and seen < lines:
        end = text.find("\n", start)
        end = end if end >= 0 else len(text)
        line = text[start:end].rstrip()
        if line.strip() and len(line) <= longest and line[-1] not in ".?!":
            yield start, line
        seen += bool(line.strip())
        start = end + 1


def _in_byline(line: str) -> Span | None:
    """The name behind "By": of a body, or of those whose team it is."""
    label = _label().match(line)
    if label is None:
        return None
    piece = _PIECE.match(line, label.end())
    if piece is None:
        return None
    start, end = label.end(), piece.end()
    words = line[start:end].split()
    while words and words[-1].lower() in publisher_words("teams"):
        words.pop()
    team = len(words) < len(line[start:end].split())
    name = " ".join(words)
    end = start + len(name)
    if line[start:end] != name or not _is_name(words) or not (team or _is_body(words)):
        return None
    return start, end


def _in_dated_line(line: str) -> Span | None:
    """The name of a body beside a date: "Harbour Research Institute, 6 November 2025"."""
    if _YEAR.search(line) is None:
        return None
    for piece in _PIECE.finditer(line):
        name = piece.group().strip()
        if _is_name(name.split()) and _is_body(name.split()):
            start = line.index(name, piece.start())
            return start, start + len(name)
    return None


def _in_headline(line: str) -> Span | None:
    """The name before what is published of it: "Hull Watch monthly: four ships"."""
    words = line.partition(":")[0].split() if ":" in line else []
    whole = len(words)
    while words and words[-1].lower() in publisher_words("issues"):
        words.pop()
    name = " ".join(words)
    start = len(line) - len(line.lstrip())
    is_told = _is_name(words) and (_is_body(words) or _is_title(name))
    if len(words) == whole or not is_told or line[start : start + len(name)] != name:
        return None
    return start, start + len(name)


def _is_name(words: Sequence[str]) -> bool:
    if not 0 < len(words) <= _NAME or not words[0][0].isupper() or not words[-1][0].isupper():
        return False
    if any(any(letter.isdigit() for letter in word) for word in words):
        return False
    return all(word[0].isupper() or word in {"of", "for", "and", "the", "on", "in"} for word in words)


def _is_body(words: Sequence[str]) -> bool:
    """Whether a name is one of a body and no person's or town's."""
    if len(words) == 1:
        return words[0].isupper() and len(words[0]) > 1
    known = attribution_words("sources") | attribution_words("bodies") | publisher_words("bodies")
    return not known.isdisjoint(word.lower() for word in words)


def _is_title(name: str) -> bool:
    """Whether a name that no word of a body stands in may be that of a paper: no place's, no common noun."""
    if scan(tokenize(name)).names:
        return False
    word = name.lower()
    is_common = (
        word.endswith(("s", *small_words("noun_endings")))
        or word in load_words("words_common_nouns")
        or word in load_words("words_nouns_or_verbs")
        or word in load_words("words_collectives")
        or bool(scan(tokenize(word)).concepts)
    )
    return " " in name or not is_common


@cache
def _label() -> re.Pattern[str]:
    labels = "|".join(sorted(map(re.escape, publisher_words("by")), key=len, reverse=True))
    return re.compile(rf"\s*(?:{labels})(?: the)? ", re.IGNORECASE)


@cache
def publisher_words(name: str) -> frozenset[str]:
    """Return a list of words about those who publish a text."""
    return frozenset(load_table("publication")["publisher"][name])

"""Counts that a list of names follows: "in seven regions: Odesa, Mykolaiv, Sumy and Kherson" names four."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from claims.extract.relations.antecedents import group_words
from claims.extract.relations.view import Link, View
from claims.extract.sentences import Sentence
from claims.extract.word_classes import singular
from claims.model import Claim, Span

# Longer lists are told in part, and one is no list.
FEWEST, MOST = 2, 20
# A name has at most so many words ("the Organization for Security and Co-operation").
LONGEST_NAME = 6
# Words that may stand between the noun and the list: "three cities overnight: ...".
BEHIND_NOUN = 3
_MARKS = frozenset({":", "–", "—", "-", "namely"})
# What stands between a count and the names: the noun it counts, and the mark.
_OPENING = re.compile(
    r"(?P<noun>[^\d:;.,()–—]{2,50}?)(?P<mark>,? namely:?|:| [–—-](?= ))(?P<names>.*)", re.DOTALL
)
_COMMAS = re.compile(r"[,;]")
_AND = re.compile(r"(?:^| )(?:and|&) ")
_ITEM_MARK = re.compile(r"\s*[-*+•‣▪–—]\s+")


def find_named_lists(
    sentences: Sequence[tuple[Sentence, Sequence[Claim]]], views: Sequence[View | None]
) -> Iterator[Link]:
    """Yield the exact counts whose noun a list of names follows, with how many it names at least and at most.

    The list stands behind a colon, a dash or "namely", in the same sentence or as list items below it. What may
    be read in two ways ("Bosnia and Herzegovina") leaves a range. A list of anything but names is none.
    """
    for place, view in enumerate(views):
        if view is None or _MARKS.isdisjoint(view.sentence.tokens.words):
            continue
        for index, claim in enumerate(view.claims):
            if not _is_count(claim) or _is_whole(view, index):
                continue
            text = view.sentence.text
            found = _OPENING.match(text, claim.span[1] - view.sentence.start)
            if found is None or not _is_noun(found["noun"], claim):
                continue
            names = _inline(found["names"], found["mark"]) or _below(sentences, place, found["names"])
            # "two cities: Kyiv, Ukraine, and Paris, France" names each with what it lies in
            if names is None or names[0] < FEWEST or (claim.value and names[1] == 2 * claim.value):
                continue
            span = view.sentence.start + found.start("mark"), view.sentence.start + found.end("mark")
            yield _link(claim, found["mark"].strip(), span, *names)


def _is_count(claim: Claim) -> bool:
    return (
        claim.kind == "count"
        and claim.relation == "="
        and claim.value is not None
        and FEWEST <= claim.value <= MOST
        and claim.item is not None
        and claim.modality not in ("figurative", "denied")
    )


def _is_whole(view: View, index: int) -> bool:
    """Whether others are taken of those counted: "five of the 12 ministers: Iwu and Sesay" names the five."""
    first = view.first[index]
    before = view.words(max(0, first - 2), first)
    if before[-1:] == ["of"]:
        return index > 0 and view.last[index - 1] == first - 1
    return before[:1] == ["of"] and before[-1] in ("the", "these", "those", "its", "their")


def _is_noun(words: str, claim: Claim) -> bool:
    """Whether the words between a count and its list are the noun that it counts, in the plural, and little more."""
    told = words.lower().split()
    item = (claim.item or "").lower().split()
    if not words.startswith(" ") or not item or item[-1] not in told:
        return False
    behind = told[told.index(item[-1]) + 1 :]
    return (
        singular(item[-1]) != item[-1]
        and len(behind) <= BEHIND_NOUN
        # "in two cities where three banks" are no names of cities
        and all(singular(word) == word for word in behind)
    )


def _link(claim: Claim, cue: str, span: Span, least: int, most: int) -> Link:
    return Link("sum", (("total", claim),), cue, span, {"named_least": str(least), "named": str(most)})


def _inline(names: str, mark: str) -> tuple[int, int] | None:
    """Return how many names a list within the sentence holds, at least and at most."""
    if mark.strip() in "–—-":
        # an aside ends with the dash that it began with
        names = names.partition(mark)[0]
    names = names.strip().rstrip('.;:!?"”').strip()
    if not names:
        return None
    chunks = [chunk.strip() for chunk in _COMMAS.split(names)]
    is_closed = len(chunks) > 1 and _AND.match(chunks[-1]) is not None
    least = most = 0
    for number, chunk in enumerate(chunks, 1):
        pieces = [piece for piece in _AND.split(chunk) if piece]
        if not pieces or not all(map(_is_name, pieces)):
            return None
        most += len(pieces)
        # the last "and" of a list without a comma before it parts two names
        least += 2 if number == len(chunks) and len(pieces) > 1 and not is_closed else 1
    return least, most


def _below(
    sentences: Sequence[tuple[Sentence, Sequence[Claim]]], place: int, rest: str
) -> tuple[int, int] | None:
    """Return how many list items with nothing but a name stand below a sentence that ends with its mark."""
    if rest.strip():
        return None
    below = (sentence.text for sentence, _ in sentences[place + 1 : place + 2 + MOST])
    items = list(takewhile(_ITEM_MARK.match, below))
    names = [_ITEM_MARK.sub("", item, count=1).rstrip(",;. ") for item in items]
    if len(names) > MOST or not all(map(_is_name, names)):
        return None
    return len(names), len(names)


def _is_name(words: str) -> bool:
    """Whether words are a name: "the Sumy region", "central Kherson", but no "others" and no clause."""
    small = group_words("named", "small")
    parts = words.split()
    if not 0 < len(parts) <= LONGEST_NAME or any(map(str.isdigit, words)):
        return False
    return any(part[0].isupper() for part in parts) and all(
        part[0].isupper() or part.lower() in small for part in parts
    )

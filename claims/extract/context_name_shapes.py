"""The shapes of names and of sentences that go on with what somebody has told."""

from __future__ import annotations

from claims.extract.context_marks import small_words
from claims.extract.context_scene import Scene
from claims.extract.word_classes import ARTICLES, days_and_months

_TIMES = frozenset({"at", "in", "on", "by"})
# They open what is told beside the subject.
_BESIDE = frozenset({"for", "during", "despite", "after", "amid", "since", "until"})
_HALVES = frozenset({"a.m.", "p.m.", "am", "pm"})
_TIMED = frozenset({"last", "this", "next", "earlier", "on", "in", "by", "since"})


def is_capital(scene: Scene, at: int) -> bool:
    tokens = scene.tokens
    return tokens.kind[at] == "w" and tokens.text[at][0].isupper()


def is_short_name(texts: list[str], at: int) -> bool:
    """Whether a name is followed by its letters in brackets: "the World Food Programme (WFP)"."""
    if at + 2 >= len(texts) or texts[at] != "(" or texts[at + 2] != ")":
        return False
    return texts[at + 1].isupper() and len(texts[at + 1]) > 1


def past_time(scene: Scene, start: int, end: int) -> int:
    """The token behind a time without a comma: "Last year the countries reported", "At 19:00 the police said"."""
    tokens = scene.tokens
    if start >= end or tokens.lower[start] in ARTICLES:
        return start
    if start and tokens.kind[start] == "n" and tokens.lower[start - 1] == ":":
        # "14:00 it said"
        return start + 1
    article = next((at for at in range(start + 1, end) if tokens.lower[at] in ARTICLES), start)
    if article == start + 2 and tokens.lower[start] in _TIMED:
        return article
    if tokens.lower[start] in _BESIDE:
        # "For the full year the company expects"
        return next((at for at in range(end - 1, start + 2, -1) if tokens.lower[at] in ARTICLES), start)
    if tokens.lower[start] not in _TIMES:
        return article if any(tokens.kind[at] == "n" for at in range(start, article)) else start
    known = days_and_months()
    is_clock = ":" in tokens.lower[start:end]
    times = [
        at
        for at in range(start, end)
        if tokens.lower[at] in known
        or tokens.lower[at] in _HALVES
        or (tokens.kind[at] == "n" and (is_clock or len(tokens.text[at]) == 4))
    ]
    if not times or times[-1] + 1 >= end or tokens.lower[times[-1] + 1] in {"'s", "’s"}:
        return start
    return max(article, times[-1] + 1)


def goes_on(scene: Scene) -> bool:
    """Whether a sentence tells what somebody has told: "149 had been found", not "it had 149 ships"."""
    tokens = scene.tokens
    for at in range(len(tokens) - 1):
        if tokens.lower[at] == "had" and tokens.kind[at + 1] == "w":
            return tokens.lower[at + 1] not in small_words("determiners")
    return False


def opens_part(scene: Scene) -> bool:
    """Whether a sentence opens with a part of what was told: "Four of the deaths", but not "One of the largest"."""
    lower, first = scene.tokens.lower, scene.places[0] if scene.places else None
    if first is None or first.start != scene.opening or lower[first.end : first.end + 1] != ["of"]:
        return False
    following = "".join(lower[first.end + 1 : first.end + 2])
    return lower[first.start] != "one" and (following == "the" or following in small_words("anaphors"))

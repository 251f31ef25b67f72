"""The shapes of names and of sentences that go on with what somebody has told."""

from __future__ import annotations

from claims.extract.context_marks import small_words
from claims.extract.context_scene import Scene
from claims.extract.word_classes import ARTICLES

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
    article = next((at for at in range(start + 1, end) if tokens.lower[at] in ARTICLES), start)
    timed = article == start + 2 and tokens.lower[start] in _TIMED
    clock = any(tokens.kind[at] == "n" for at in range(start, article))
    return article if timed or clock else start


def goes_on(scene: Scene) -> bool:
    """Whether a sentence tells what somebody has told: "149 had been found", not "it had 149 ships"."""
    tokens = scene.tokens
    for at in range(len(tokens) - 1):
        if tokens.lower[at] == "had" and tokens.kind[at + 1] == "w":
            return tokens.lower[at + 1] not in small_words("determiners")
    return False

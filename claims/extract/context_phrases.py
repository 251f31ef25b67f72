"""Noun phrases that end at a known word: its modifiers, and no name of one who acts."""

from __future__ import annotations

from claims.extract.context_marks import Mark, small_words
from claims.extract.context_scene import Scene
from claims.extract.context_source_names import attribution_words
from claims.extract.noun_phrases import Range
from claims.extract.word_classes import (
    ADVERB,
    FUNCTION,
    NUMBER,
    PAST,
    VERB,
    bits_of,
    is_adverb,
    is_participle,
    listed,
)
from claims.lexicon.trees import concept_line

# A phrase has no more words before its noun.
_MODIFIERS = 4


def phrase_of(scene: Scene, word: Mark | None) -> Range | None:
    """The noun phrase that ends with a word: the modifiers before it."""
    if word is None:
        return None
    tokens = scene.tokens
    start = word.start
    while start > 0 and word.start - start < _MODIFIERS:
        at = start - 1
        if scene.holds_figure(at):
            # "up to 41 degrees and gusts of 70 km/h"
            break
        bits = bits_of(tokens, at)
        if tokens.text[at] in "-‐‑" and tokens.glued(at) and at:
            start = at - 1
            continue
        if at > 1 and tokens.text[at - 1] in "-‐‑" and tokens.glued(at) and tokens.glued(at - 1):
            # "one-off"
            start = at - 2
            continue
        if tokens.kind[at] not in "wa" or bits & (FUNCTION | VERB | NUMBER):
            break
        lower = tokens.lower[at]
        if bits & ADVERB and not _is_attribute(scene, at):
            break
        if is_adverb(lower, bits) or (is_participle(lower, bits) and not _is_attribute(scene, at)):
            break
        if lower in small_words("breaks", "have", "be", "modals") or lower in listed("level_verbs"):
            break
        if _is_verb_of(scene, at) or lower in small_words("company_forms"):
            # "Northbay PLC share price"
            break
        start = at
    while start < word.start and (
        bits_of(tokens, start) & FUNCTION or tokens.lower[start] in listed("joints")
    ):
        start += 1
    while start < word.end - 1 and tokens.lower[start] in small_words("determiners"):
        # a cue with an article of its own: "the economy"
        start += 1
    while start < word.start and tokens.lower[start] in small_words("ranks"):
        # "the lowest jobless rate" is a jobless rate
        start += 1
    end = word.end
    while (
        end + 1 < len(tokens)
        and tokens.text[end] == "/"
        and tokens.glued(end)
        and tokens.kind[end + 1] == "n"
    ):
        # "Shahed-136/131"
        end += 2
    if end < len(tokens) and tokens.lower[end] in small_words("head_nouns"):
        # "price target"
        end += 1
    return start, end


def noun_phrase(scene: Scene, first: int, end: int) -> Range | None:
    """The noun phrase that ends at ``end``: its noun, and no name of one who acts."""
    tokens = scene.tokens
    if end <= first or tokens.kind[end - 1] != "w":
        return None
    cut = next(
        (
            at
            for at in range(first, end)
            if tokens.lower[at] in small_words("ends_of_phrase", "oblique") and at > first
        ),
        end,
    )
    start = cut - 1
    if tokens.kind[start] != "w":
        return None
    bits = bits_of(tokens, start)
    word = tokens.lower[start]
    if (
        is_participle(word, bits)
        or bits & (FUNCTION | VERB | NUMBER | ADVERB | PAST)
        or word in attribution_words("sources")
        or word.endswith("ly")
    ):
        return None
    if tokens.text[start][0].isupper() and (
        start != first or any(one.start == start for one in scene.marks.names)
    ):
        return None
    if any(first <= mark.start < cut for mark in scene.marks.names) or any(
        mark.end == cut and "person" in concept_line(mark.value[0]) for mark in scene.marks.concepts
    ):
        return None
    return phrase_of(scene, Mark(start, cut, None))


def _is_attribute(scene: Scene, at: int) -> bool:
    """Whether a word stands between a determiner and its noun: "the adjusted profit", "its worldwide sales"."""
    return at == 0 or scene.tokens.lower[at - 1] in listed("determiners")


def _is_verb_of(scene: Scene, at: int) -> bool:
    """Whether an "-s" form after a name is its verb: "Poland lowers key rate"."""
    tokens = scene.tokens
    word = tokens.lower[at]
    if not at or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return False
    return tokens.text[at].islower() and tokens.text[at - 1][0].isupper()

"""A source named only behind what it says: "This was reported by the governor", "The mayor said this on Telegram"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claims.extract.context_attribution import find_sources
from claims.extract.context_scene import Scene, lay_out
from claims.extract.context_source_names import SourceFocus, attribution_words, end_of_name, source_named
from claims.extract.context_source_spans import phrase_end
from claims.extract.sentences import Sentence
from claims.model import Context

# Such a sentence is told in its first words.
_INTO = 14
# And the sentences it speaks for are no more than these before it.
_BACK = 6


def told_after(
    sentences: Sequence[Sentence], contexts: Sequence[list[Context]], known: dict[int, str]
) -> list[list[Context]]:
    """The contexts, with the source of the sentence behind for those that have none.

    ``known``: the source by the position of the sentence that names it. It speaks for the paragraph before its
    own, or for what its own paragraph told before.
    """
    found = list(contexts)
    for position, name in known.items():
        first = max(0, position - _BACK)
        own = sentences[position].paragraph
        before = [at for at in range(first, position) if sentences[at].section == sentences[position].section]
        if not before:
            continue
        paragraph = sentences[before[-1]].paragraph
        if paragraph != own and any(one.attributed_to is not None for one in found[before[-1]]):
            continue
        for at in before:
            if sentences[at].paragraph == paragraph:
                found[at] = [_said(one, name) for one in found[at]]
    return found


def speaks_of_before(sentence: Sentence) -> bool:
    """Whether a sentence may tell who said what stands before it: by "this" and a word of saying."""
    lower = sentence.tokens.lower
    return "this" in lower[:_INTO] and not attribution_words("telling_this").isdisjoint(sentence.tokens.words)


def source_of_before(sentence: Sentence, focus: SourceFocus) -> str | None:
    """Who said what stands before a sentence."""
    scene = lay_out(sentence, ())
    lower = scene.tokens.lower
    at = lower.index("this")
    if at > scene.opening and lower[at - 1] not in attribution_words("telling_this"):
        return None
    if at + 1 < len(lower) and at == scene.opening and not _is_subject(scene, at + 1):
        return None
    by = next((one for one in range(at + 2, min(len(lower), _INTO)) if lower[one] == "by"), None)
    if by is not None:
        # "This was reported on Telegram by the governor"
        named = source_named(scene, by + 1, end_of_name(scene, by + 1, phrase_end(scene, by + 1)), focus)
        if named is not None:
            return named[0]
    sources = find_sources(scene, focus)
    return sources[0].name if sources else None


def _is_subject(scene: Scene, at: int) -> bool:
    """Whether "this" stands for what was told, and not for what follows: "This was reported", not "This year"."""
    return scene.tokens.lower[at] in attribution_words("of_this")


def _said(context: Context, name: str) -> Context:
    if context.attributed_to is not None or context.modality == "figurative":
        return context
    modality = "reported" if context.modality == "asserted" else context.modality
    return replace(context, attributed_to=name, modality=modality)

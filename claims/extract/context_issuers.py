"""A bulletin or statistical release: its figures are told by the body that its first lines name, where nobody else is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claims.extract.context_own_words import body_dated, head_lines, publisher_words
from claims.extract.sentences import Sentence
from claims.model import Context, Document, Evidence, Modality

# What a text is stands in one of its first lines, which are no longer than this.
_HEAD = 3
_LINE = 110
_FIGURATIVE = "figurative"


def told_by_issuer(
    document: Document, sentences: Sequence[Sentence], contexts: Sequence[list[Context]]
) -> Sequence[list[Context]]:
    """The contexts, with the body whose text it is for those that have no source.

    It stands beside the date ("General Staff, 12 November 2025, 08:00"), or is the one source of the first paragraph of
    what calls itself a bulletin.
    """
    dated = body_dated(document)
    if dated is not None and _is_issuer(dated[0]):
        # "asserted", as what any text says on its own account
        by_line = (Evidence("attributed_to", *dated),)
        return [[_told(one, dated[0], by_line, one.modality) for one in group] for group in contexts]
    issuer = _issuer(sentences, contexts) if _is_release(document) else None
    if issuer is None:
        return contexts
    return [
        [_told(one, *issuer, "reported" if one.modality == "asserted" else one.modality) for one in group]
        for group in contexts
    ]


def _is_release(document: Document) -> bool:
    """Whether one of the first lines calls the text a bulletin or a release."""
    heads = [line.lower() for _, line in head_lines(document, _HEAD, _LINE)]
    return any(word in line for line in heads for word in publisher_words("releases"))


def _issuer(
    sentences: Sequence[Sentence], contexts: Sequence[list[Context]]
) -> tuple[str, tuple[Evidence, ...]] | None:
    """The only source of the first paragraph with figures, if it is a body and no person, and the words that name it."""
    first = next(
        (
            one.paragraph
            for one, group in zip(sentences, contexts, strict=True)
            if group and one.section == "body"
        ),
        None,
    )
    told = [
        context
        for sentence, group in zip(sentences, contexts, strict=True)
        if sentence.paragraph == first
        for context in group
        if context.attributed_to is not None
    ]
    name = told[0].attributed_to if len({one.attributed_to for one in told}) == 1 else None
    if name is None or not _is_issuer(name):
        return None
    return name, tuple(one for one in told[0].evidence if one.field == "attributed_to")


def _is_issuer(name: str) -> bool:
    return any(word in publisher_words("issuers") for word in name.lower().split())


def _told(context: Context, name: str, words: tuple[Evidence, ...], modality: Modality) -> Context:
    if context.attributed_to is not None or context.modality == _FIGURATIVE:
        return context
    return replace(context, attributed_to=name, modality=modality, evidence=(*context.evidence, *words))

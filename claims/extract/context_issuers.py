"""A bulletin or statistical release: its figures are told by the body that its first paragraph names, where nobody else is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from claims.extract.sentences import Sentence
from claims.lexicon import load_table
from claims.model import Context, Document

# What a text is stands in one of its first lines, which are no longer than this.
_HEAD = 3
_LINE = 110
_FIGURATIVE = "figurative"


def told_by_issuer(
    document: Document, sentences: Sequence[Sentence], contexts: Sequence[list[Context]]
) -> Sequence[list[Context]]:
    """The contexts, with the one source of the first paragraph for those of a bulletin that have none."""
    if not _is_release(document):
        return contexts
    issuer = _issuer(sentences, contexts)
    if issuer is None:
        return contexts
    return [[_told(one, issuer) for one in group] for group in contexts]


def _is_release(document: Document) -> bool:
    """Whether one of the first lines calls the text a bulletin or a release."""
    lines = (line.strip() for line in document.text[document.body_start :][: 2 * _HEAD * _LINE].splitlines())
    head = [line.lower() for line in lines if line][:_HEAD]
    return any(
        word in line
        for line in head
        if len(line) <= _LINE and line[-1] not in ".!?"
        for word in _listed("releases")
    )


def _issuer(sentences: Sequence[Sentence], contexts: Sequence[list[Context]]) -> str | None:
    """The only source of the first paragraph with figures, if it is a body and no person."""
    first = next(
        (
            one.paragraph
            for one, group in zip(sentences, contexts, strict=True)
            if group and one.section == "body"
        ),
        None,
    )
    named = {
        context.attributed_to
        for sentence, group in zip(sentences, contexts, strict=True)
        if sentence.paragraph == first
        for context in group
        if context.attributed_to is not None
    }
    name = named.pop() if len(named) == 1 else None
    if name is None or not any(word in _listed("issuers") for word in name.lower().split()):
        return None
    return name


def _told(context: Context, issuer: str) -> Context:
    if context.attributed_to is not None or context.modality == _FIGURATIVE:
        return context
    modality = "reported" if context.modality == "asserted" else context.modality
    return replace(context, attributed_to=issuer, modality=modality)


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(load_table("publication")["publisher"][name])

"""Texts of documents as HTML with their claims marked; everything that is not ours is escaped."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup

from claims.model import Claim, Document, Finding, Span
from claims.report.visible import visible
from claims.report.words import reading_in_words

_LINE_END = re.compile(r"\r\n|\r|\n")
_MARK = Markup('<mark id="c-{id}" class="k-{kind}{flag}" tabindex="0" data-r="{reading}">{quote}</mark>')
_REFERENCE = Markup('<a class="ref sev-{severity}" href="#f-{id}" title="{message}">{code}</a>')


def text_html(text: str) -> Markup:
    """Escape a text, its line ends kept and its control characters made visible."""
    return Markup.escape("\n".join(visible(line) for line in _LINE_END.split(text)))


def marked_text(document: Document, claims: Sequence[Claim], findings: dict[str, list[Finding]]) -> Markup:
    """The text with a ``mark`` a claim (anchor ``c-ID``), and links to the findings that point at it.

    ``findings`` maps claim ids to findings. Front matter is set apart. Claims that overlap an earlier one
    are not marked; the table of claims has them.
    """
    text = document.text
    parts: list[Markup] = []
    at = 0
    head = Markup('<div class="front">{}</div>')

    def plain(until: int) -> None:
        nonlocal at
        body = document.body_start
        if at < body <= until:
            parts.append(head.format(text_html(text[at:body].rstrip("\r\n"))))
            at = body
        parts.append(text_html(text[at:until]))
        at = until

    for claim in sorted(claims, key=lambda claim: claim.span):
        start, end = claim.span
        if start < at:
            continue
        plain(start)
        pointing = findings.get(claim.claim_id, [])
        parts.append(
            _MARK.format(
                id=claim.claim_id,
                kind=claim.kind,
                flag=" found" if pointing else "",
                reading=visible(reading_in_words(claim)),
                quote=text_html(claim.quote),
            )
        )
        parts += [
            _REFERENCE.format(
                severity=finding.severity,
                id=finding.finding_id,
                code=finding.code,
                message=visible(finding.message),
            )
            for finding in pointing
        ]
        at = end
    plain(len(text))
    return Markup("").join(parts)


def marked_sentence(sentence: str, offset: int, spans: Sequence[Span]) -> Markup:
    """A sentence with the spans (offsets of the document) marked."""
    parts: list[Markup] = []
    at = 0
    for start, end in sorted(spans):
        if start - offset < at:
            continue
        parts.append(text_html(sentence[at : start - offset]))
        parts.append(Markup("<mark>{}</mark>").format(text_html(sentence[start - offset : end - offset])))
        at = end - offset
    parts.append(text_html(sentence[at:]))
    return Markup("").join(parts)

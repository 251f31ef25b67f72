"""A claim or a finding as HTML for a notebook; document text in it is escaped."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from claims.model import Claim, Finding
from claims.report.marked import marked_sentence
from claims.report.visible import one_line
from claims.report.words import reading_in_words

_COLOURS = {"error": "#b3261e", "warning": "#8a5a00", "info": "#0b5f8a"}
_CLAIM = Markup(
    '<div style="margin:.3em 0"><div>{sentence}</div>'
    '<div style="opacity:.75;font-size:90%">{reading} ({document})</div></div>'
)
_FINDING = Markup(
    '<div style="border-left:4px solid {colour};padding:.2em .8em;margin:.4em 0">'
    '<div><b style="color:{colour}">{severity} {code}</b> <b>{message}</b></div>'
    "<div>{working}</div>{claims}</div>"
)
_POINTED = Markup('<div style="opacity:.75;font-size:90%"><b>{quote}</b> ({document})</div>')


def claim_html(claim: Claim) -> str:
    """A claim's sentence with the claim marked, and its reading."""
    return str(
        _CLAIM.format(
            sentence=marked_sentence(claim.sentence, claim.sentence_span[0], [claim.span]),
            reading=one_line(reading_in_words(claim)),
            document=one_line(claim.document),
        )
    )


def finding_html(finding: Finding, claims: Iterable[Claim] = ()) -> str:
    """A finding with its working; with the claims at hand, their sentences too."""
    by_id = {claim.claim_id: claim for claim in claims}
    pointed = [
        Markup(claim_html(by_id[claim.claim_id]))  # noqa: S704 - made above, escaped there
        if claim.claim_id in by_id
        else _POINTED.format(quote=one_line(claim.quote), document=one_line(claim.document))
        for claim in finding.claims
    ]
    return str(
        _FINDING.format(
            colour=_COLOURS[finding.severity],
            severity="waived" if finding.waived else finding.severity,
            code=finding.code,
            message=one_line(finding.message),
            working=one_line(finding.working),
            claims=Markup("").join(pointed),
        )
    )

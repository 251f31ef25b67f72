"""Dates as claims of their own, in documents that state no number beside which they could be told."""

from __future__ import annotations

from claims.extract.sentences import Sentence
from claims.model import Claim, DateMention, Document, Span, iso_moment, stable_hash


def date_claim(document: Document, sentence: Sentence, span: Span, date: DateMention | None) -> Claim:
    """Make a claim of the words at ``span``: a date, or time that an ordinal counts ("the 114th day").

    It has no number and no unit, and its time is the date. Such claims carry relations only: they are stored,
    so that findings can point at them, and not listed among what a text claims.
    """
    start, end = span
    return Claim(
        claim_id=stable_hash(document.key, str(start), str(end)),
        document=document.name,
        quote=sentence.text[start - sentence.start : end - sentence.start],
        span=span,
        sentence=sentence.text,
        sentence_span=sentence.span,
        relation="=",
        lower=None,
        upper=None,
        lower_inclusive=None,
        upper_inclusive=None,
        value=None,
        approximate=False,
        direction=None,
        kind="date",
        unit=None,
        dimension=None,
        base_unit=None,
        base_lower=None,
        base_upper=None,
        check_lower=None,
        check_upper=None,
        time_text=None if date is None else date.text,
        time_start=None if date is None else iso_moment(date.start),
        time_end=None if date is None else iso_moment(date.end),
        time_edtf=None if date is None else date.edtf,
        time_precision=None if date is None else date.precision,
        time_role=None if date is None else date.role,
        time_basis="none" if date is None else date.basis,
        section=sentence.section,
        confidence=1.0,
    )

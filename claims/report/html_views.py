"""What the HTML template shows, made from the report: findings with both sources, documents, claim rows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from claims.model import Claim, Document, Finding
from claims.report.labels import roles_of
from claims.report.locate import location
from claims.report.marked import marked_sentence, marked_text
from claims.report.sources import ReportData, in_groups
from claims.report.visible import one_line
from claims.report.words import bounds_in_words, reading_in_words, time_in_words

if TYPE_CHECKING:
    from markupsafe import Markup

# Beyond these the file would be too large to open; what is left out is said in the page.
MOST_TEXT = 4_000_000
MOST_CLAIMS = 20_000
MOST_FINDINGS = 1_000


@dataclass(frozen=True, slots=True)
class SideView:
    """One source of a finding: a sentence with the claims that the finding is about."""

    document: str
    title: str
    about: str
    where: str
    anchor: str
    sentence: Markup
    readings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FindingView:
    finding: Finding
    message: str
    working: str
    sides: tuple[SideView, ...]
    explanation: str
    waiver: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """Findings that are shown together; of one rule where they are several."""

    first: FindingView
    members: tuple[FindingView, ...]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document with its ``text``, or a file of rows; neither where the text does not fit into the page."""

    name: str
    title: str
    about: str
    anchor: str
    claims: int
    findings: int
    text: Markup | None
    rows: tuple[tuple[str, Markup], ...]


def findings_by_claim(data: ReportData) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in data.findings:
        for claim in finding.claims:
            found.setdefault(claim.claim_id, []).append(finding)
    return found


def group_views(data: ReportData) -> list[GroupView]:
    """The findings in order, each with its sources side by side; notes of one rule together."""
    groups = []
    for group in in_groups(data.findings[:MOST_FINDINGS]):
        views = tuple(_view(finding, data) for finding in group)
        groups.append(GroupView(views[0], views))
    return groups


def _view(finding: Finding, data: ReportData) -> FindingView:
    note = data.rules.get(finding.code)
    return FindingView(
        finding=finding,
        message=_sentence_case(one_line(finding.message)),
        working=one_line(finding.working),
        sides=tuple(_sides(finding, data)),
        explanation=note.description.strip() if note else "",
        waiver=one_line(data.waiver_reason(finding)) if finding.waived else "",
    )


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sides(finding: Finding, data: ReportData) -> list[SideView]:
    roles = roles_of(finding, data)
    sides: dict[tuple[object, ...], list[Claim]] = {}
    views: list[SideView] = []
    for pointed in finding.claims:
        claim = data.claims_by_id.get(pointed.claim_id)
        if claim is not None:
            sides.setdefault((claim.document, claim.sentence_span), []).append(claim)
            continue
        views.append(
            SideView(
                document=one_line(pointed.document),
                title=_title(None, pointed.document),
                about="",
                where=location(
                    data.documents.get(pointed.document), one_line(pointed.document), pointed.span
                ),
                anchor="",
                sentence=marked_sentence(pointed.quote, 0, [(0, len(pointed.quote))]),
                readings=(),
            )
        )
    for claims in sides.values():
        first = claims[0]
        document = data.documents.get(first.document)
        views.append(
            SideView(
                document=one_line(first.document),
                title=_title(document, first.document),
                about=_about(document),
                where=one_line(location(document, first.document, first.span)),
                anchor=f"c-{first.claim_id}" if document else "",
                sentence=marked_sentence(
                    first.sentence, first.sentence_span[0], [claim.span for claim in claims]
                ),
                readings=tuple(
                    one_line(
                        f"{roles[claim.claim_id]}: {reading_in_words(claim)}"
                        if claim.claim_id in roles
                        else reading_in_words(claim)
                    )
                    for claim in claims
                ),
            )
        )
    return views


def _title(document: Document | None, name: str) -> str:
    return one_line((document.title if document else None) or PurePath(name).name or name)


def _about(document: Document | None) -> str:
    if document is None:
        return ""
    published = document.published.date().isoformat() if document.published else "no date"
    return " · ".join(part for part in (one_line(document.publisher or ""), published) if part)


def document_views(data: ReportData) -> list[DocumentView]:
    """The documents, those with findings first, with their texts while these fit into the file.

    The rows of one JSONL or CSV file are one view.
    """
    by_claim = findings_by_claim(data)
    claims: dict[str, list[Claim]] = {name: [] for name in data.documents}
    for claim in data.claims_by_id.values():
        claims.setdefault(claim.document, []).append(claim)
    pointing: dict[str, set[str]] = {}
    for finding in data.findings:
        for pointed in finding.claims:
            pointing.setdefault(pointed.document, set()).add(finding.finding_id)
    files: dict[str, list[Document]] = {}
    for name, document in data.documents.items():
        is_row = document.line is not None and document.path is not None
        files.setdefault(f"{document.path}\n" if is_row else name, []).append(document)
    found = {
        key: len(set().union(*(pointing.get(document.name, set()) for document in documents)))
        for key, documents in files.items()
    }
    views = []
    room = MOST_TEXT
    for number, key in enumerate(sorted(files, key=lambda key: not found[key])):
        documents = files[key]
        room -= sum(len(document.text) for document in documents)
        texts = [
            (one_line(document.name), marked_text(document, claims[document.name], by_claim))
            for document in (documents if room >= 0 else ())
        ]
        first = documents[0]
        is_rows = key.endswith("\n")
        views.append(
            DocumentView(
                name=one_line(first.path or first.name) if is_rows else one_line(first.name),
                title=_title(None, first.path or first.name) if is_rows else _title(first, first.name),
                about=f"{len(documents):,} rows" if is_rows else _about(first),
                anchor=f"d-{number}",
                claims=sum(len(claims[document.name]) for document in documents),
                findings=found[key],
                text=texts[0][1] if texts and not is_rows else None,
                rows=tuple(texts) if is_rows else (),
            )
        )
    return views


def claim_rows(data: ReportData) -> list[list[str]]:
    """A row a claim: id, quote, bounds, item, measure, time, place, source, document, kind, codes."""
    by_claim = findings_by_claim(data)
    return [
        [
            claim.claim_id,
            one_line(claim.quote),
            bounds_in_words(claim),
            one_line(claim.item or ""),
            claim.measure or "",
            one_line(time_in_words(claim)),
            one_line(claim.place or ""),
            one_line(claim.attributed_to or ""),
            one_line(claim.document),
            claim.kind,
            " ".join(dict.fromkeys(finding.code for finding in by_claim.get(claim.claim_id, []))),
        ]
        for claim in data.claims[:MOST_CLAIMS]
    ]

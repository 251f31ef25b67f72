"""The values that flow through the stages; nothing changes them once they are made.

Inside, mentions are slotted dataclasses; at the borders (claims, findings, reports) they are pydantic
models that check themselves. Every span is a half-open pair of code-point offsets into the text of its
document, and ``text[start:end] == quote`` holds for each.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib import import_module
from typing import Any, Literal, Self, TypeVar, dataclass_transform

from pydantic import BaseModel, ConfigDict, Field, model_validator

Span = tuple[int, int]
Relation = Literal["=", "~", "<", "<=", ">", ">=", "range", "vague"]
Direction = Literal["up", "down"]
Kind = Literal[
    "count", "number", "share", "ratio", "multiple", "money", "duration", "age", "physical", "date"
]
Aggregation = Literal["event", "cumulative", "rate", "stock", "share"]
Section = Literal["headline", "summary", "body", "caption", "boilerplate"]
TimeRole = Literal["event", "as_of", "since", "period"]
TimeBasis = Literal["stated", "relative", "published", "inferred", "none"]
Modality = Literal[
    "asserted", "reported", "alleged", "possible", "planned", "demanded", "denied", "figurative"
]
Severity = Literal["error", "warning", "info"]
Verdict = Literal["contradiction", "reconcilable", "ambiguous", "implausible"]
PublishedBasis = Literal["field", "front_matter", "option", "text", "file_name", "inferred", "none"]


def stable_hash(*parts: str, length: int = 16) -> str:
    """Hex digest that is the same on every machine and in every process."""
    content = "\x1f".join((*parts, "")).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(content, digest_size=length // 2).hexdigest()


def iso_moment(moment: datetime | None) -> str | None:
    """ISO 8601 as claims write it: a date where the moment is a midnight, else date and time."""
    return None if moment is None else moment.isoformat().removesuffix("T00:00:00")


_T = TypeVar("_T")


@dataclass_transform(frozen_default=True)
def _value(cls: type[_T]) -> type[_T]:
    """A slotted dataclass that only type checkers keep frozen: texts make so many of these that the cost would show."""
    return dataclass(slots=True, unsafe_hash=True)(cls)


@dataclass(frozen=True, slots=True)
class Document:
    """A text and what is known of it before it is read.

    ``text`` is the whole decoded file, so that offsets are those an editor shows; ``body_start`` is where
    the content begins (after front matter). ``columns`` holds the columns of a structured row, whose text
    is its statement: they win over what the statement says.
    """

    name: str
    text: str
    body_start: int = 0
    title: str | None = None
    published: datetime | None = None
    published_basis: PublishedBasis = "none"
    publisher: str | None = None
    url: str | None = None
    path: str | None = None
    line: int | None = None
    columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_statement(self) -> bool:
        return bool(self.columns)

    @property
    def key(self) -> str:
        """Hash of the content: text and the metadata given with it, not its name.

        A publication date found in the text or the file's name is not given: it follows from them.
        """
        given = self.published if self.published_basis in {"field", "front_matter", "option"} else None
        published = given.isoformat() if given else ""
        columns = json.dumps(dict(self.columns), sort_keys=True, ensure_ascii=False) if self.columns else "{}"
        return stable_hash(
            self.text, published, self.title or "", self.publisher or "", self.url or "", columns, length=32
        )


@dataclass(frozen=True, slots=True)
class Reject:
    """Input that was passed over, and why."""

    file: str
    reason: str
    line: int | None = None

    def __str__(self) -> str:
        return (
            f"{self.file}: {self.reason}" if self.line is None else f"{self.file}:{self.line}: {self.reason}"
        )


@_value
class Evidence:
    """Which words gave a field its value, and by which entry of the lexicon."""

    field: str
    entry: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Another reading of a quantity that the text does not rule out."""

    relation: Relation
    lower: float | None
    upper: float | None
    value: float | None
    kind: Kind
    unit: str
    why: str


@_value
class QuantityMention:
    """A quantity found in a text, before it is placed in its context. Bounds are in ``unit``.

    ``step`` is the weight of the last digit written as significant ("6,000" → 1000, "1.2 million" →
    100000, "728" → 1), the base of the rounding that checks allow; ``None`` for vague counts.
    ``number_span`` covers number words or digits with their scale words, without hedge and unit.
    """

    span: Span
    quote: str
    relation: Relation
    lower: float | None
    upper: float | None
    lower_inclusive: bool | None
    upper_inclusive: bool | None
    value: float | None
    approximate: bool
    direction: Direction | None
    kind: Kind
    unit: str
    number_span: Span
    step: float | None = None
    item: str | None = None
    item_span: Span | None = None
    unknown_unit: str | None = None
    confidence: float = 1.0
    alternatives: tuple[Reading, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@_value
class DateMention:
    """A time expression and its half-open interval; ``None`` for an open or unanchored end.

    ``rule`` names the rule that read it. ``holds_quantity``: its number is a duration that is also a
    quantity ("the past 72 hours"), where every other number in its span belongs to the calendar.
    """

    span: Span
    text: str
    start: datetime | None
    end: datetime | None
    edtf: str | None
    precision: str
    basis: TimeBasis
    rule: str
    role: TimeRole = "event"
    holds_quantity: bool = False
    ambiguous: bool = False
    alternatives: tuple[tuple[datetime | None, datetime | None], ...] = ()


@_value
class Context:
    """What the words around a quantity say of it. ``item``: its noun phrase, where none stands behind it."""

    item: str | None = None
    concept: str | None = None
    event: str | None = None
    measure: str | None = None
    aggregation: Aggregation | None = None
    actor: str | None = None
    target: str | None = None
    place: str | None = None
    time: DateMention | None = None
    time_role: TimeRole | None = None
    attributed_to: str | None = None
    modality: Modality = "asserted"
    confidence: float = 1.0
    evidence: tuple[Evidence, ...] = ()


class Frozen(BaseModel):
    """Base of the models at the borders."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _for_notebook(function: str, value: Frozen) -> str:
    # Loaded by name: the model lies below the reports, and only a notebook asks for this.
    html: str = getattr(import_module("claims.report.notebook"), function)(value)
    return html


class ClaimRelation(Frozen):
    """The part that a claim plays in a relation that the text states ("of which", "in all")."""

    relation_id: str
    kind: str
    role: str
    cue: str
    span: Span
    detail: dict[str, str] = Field(default_factory=dict)


@cache
def _claim_fields() -> set[str]:
    return set(Claim.model_fields)


class Claim(Frozen):
    """What someone stated, as the data model of the documentation describes it."""

    claim_id: str
    document: str
    batch: str | None = None
    quote: str
    span: Span
    sentence: str
    sentence_span: Span
    relation: Relation
    lower: float | None
    upper: float | None
    lower_inclusive: bool | None
    upper_inclusive: bool | None
    value: float | None
    approximate: bool
    direction: Direction | None
    kind: Kind
    unit: str | None
    dimension: str | None
    base_unit: str | None
    base_lower: float | None
    base_upper: float | None
    check_lower: float | None
    check_upper: float | None
    item: str | None = None
    concept: str | None = None
    event: str | None = None
    measure: str | None = None
    aggregation: Aggregation | None = None
    actor: str | None = None
    target: str | None = None
    place: str | None = None
    time_text: str | None = None
    time_start: str | None = None
    time_end: str | None = None
    time_edtf: str | None = None
    time_precision: str | None = None
    time_role: TimeRole | None = None
    time_basis: TimeBasis = "none"
    attributed_to: str | None = None
    modality: Modality = "asserted"
    section: Section | None = None
    confidence: float = Field(ge=0, le=1)
    alternatives: tuple[dict[str, Any], ...] = ()
    relations: tuple[ClaimRelation, ...] = ()
    unknown_unit: str | None = Field(default=None, exclude=True)
    column_conflicts: dict[str, tuple[str, str]] = Field(default_factory=dict, exclude=True)
    evidence: tuple[Evidence, ...] = Field(default=(), exclude=True, repr=False)

    @model_validator(mode="after")
    def _points_at_its_characters(self) -> Self:
        start, end = self.span
        offset = self.sentence_span[0]
        if self.sentence[start - offset : end - offset] != self.quote:
            raise ValueError(f"span {self.span} does not hold the quote {self.quote!r}")
        return self

    @classmethod
    def of_typed(cls, fields: dict[str, Any]) -> Self:
        """The claim of all its fields, in their order, with values of the right types: ``Claim(**fields)`` without the
        validation, which takes longer than most of what a stage does for a claim."""
        claim = cls.__new__(cls)
        object.__setattr__(claim, "__dict__", fields)
        # one set for all claims: nothing changes it, and of its own each would take more memory than its words
        object.__setattr__(claim, "__pydantic_fields_set__", _claim_fields())
        object.__setattr__(claim, "__pydantic_extra__", None)
        object.__setattr__(claim, "__pydantic_private__", None)
        return claim

    def _repr_html_(self) -> str:
        return _for_notebook("claim_html", self)


@dataclass(frozen=True, slots=True)
class Extraction:
    """A document with the claims read from it, in the order of the text.

    ``dates``: those of a document without claims that can be checked, as claims of kind "date". They are
    stored with the claims, but no one lists them.
    """

    document: Document
    claims: tuple[Claim, ...]
    dates: tuple[Claim, ...] = ()


class Check(Frozen):
    """What became of a rule in a run: how many comparisons it made, or why none."""

    code: str
    name: str
    comparisons: int
    findings: int
    not_run: str | None = None


class FindingClaim(Frozen):
    claim_id: str
    document: str
    quote: str
    span: Span


class Finding(Frozen):
    """A comparison that failed, pointing at the claims it is about."""

    code: str
    name: str
    severity: Severity
    message: str
    working: str
    verdict: Verdict
    claims: tuple[FindingClaim, ...]
    waived: bool = False
    finding_id: str = Field(exclude=True)
    waiver: str | None = Field(default=None, exclude=True)

    def _repr_html_(self) -> str:
        return _for_notebook("finding_html", self)


class RejectedInput(Frozen):
    file: str
    line: int | None = None
    reason: str


class ValidationReport(Frozen):
    """The outcome of a run; its JSON is the contract of ``validate --format json``."""

    batch: str
    documents: int
    claims: int
    rejects: tuple[RejectedInput, ...]
    checks: tuple[Check, ...]
    findings: tuple[Finding, ...]

"""The stages in order: document → sentences → dates and quantities → context → claims → relations."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from claims.extract.columns import apply_columns
from claims.extract.context import ContextReader
from claims.extract.context_scene import lay_out
from claims.extract.dates import DateReader
from claims.extract.publication import with_inferred_publication, with_publication
from claims.extract.quantities import QuantityReader
from claims.extract.relations import find_relations
from claims.extract.sections import mark_sections
from claims.extract.sentences import Sentence, split_sentences
from claims.model import (
    Claim,
    Context,
    DateMention,
    Document,
    Extraction,
    PublishedBasis,
    QuantityMention,
    Reading,
    TimeBasis,
    iso_moment,
    stable_hash,
)
from claims.normalise.quantities import normalise

# From here on a bare whole number counts something.
_LARGE = 1000.0


def extract(document: Document, *, infer_date: bool = False) -> Extraction:
    """Read the claims of one document.

    ``infer_date``: a document that no field, text or file name dates is dated from its own words where
    they allow it; its ``published_basis`` is then "inferred".
    """
    document = with_publication(document)
    if infer_date and document.published is None:
        document = with_inferred_publication(document)
    key = document.key
    # Stage by stage rather than sentence by sentence: the tables of one stage stay in the processor's cache.
    sentences = list(split_sentences(document.text, document.body_start))
    sentences = list(mark_sections(document, sentences))
    date_reader = DateReader(document.published, text=document.text)
    dated = date_reader.read_all(sentences)
    mentions = QuantityReader().read(sentences, dated)
    scenes = [
        lay_out(sentence, found) if found else None
        for sentence, found in zip(sentences, mentions, strict=True)
    ]
    context_reader = ContextReader(document, sentences)
    contexts = [
        context_reader.read(sentence, scene, times)
        for sentence, scene, times in zip(sentences, scenes, dated, strict=True)
    ]
    contexts = list(context_reader.settle(sentences, contexts))
    by_sentence = [
        (sentence, [_claim(document, key, sentence, *pair) for pair in zip(found, around, strict=True)])
        for sentence, found, around in zip(sentences, mentions, contexts, strict=True)
    ]
    if document.is_statement:
        changed = iter(apply_columns([claim for _, found in by_sentence for claim in found], document))
        by_sentence = [(sentence, [next(changed) for _ in found]) for sentence, found in by_sentence]
    relations, lone = find_relations(document, by_sentence, dated)
    claims, lone_dates = (
        [
            claim.model_copy(update={"relations": relations[claim.claim_id]})
            if claim.claim_id in relations
            else claim
            for claim in read
        ]
        for read in ([claim for _, found in by_sentence for claim in found], lone)
    )
    return Extraction(document, tuple(claims), tuple(lone_dates))


def parse(text: str, published: datetime | None = None) -> list[Claim]:
    """Read the claims of a single statement."""
    basis: PublishedBasis = "none" if published is None else "option"
    return list(extract(Document("statement", text, published=published, published_basis=basis)).claims)


def _claim(
    document: Document, key: str, sentence: Sentence, mention: QuantityMention, context: Context
) -> Claim:
    start, end = mention.span
    if mention.unit == "1" and context.event is not None and float(mention.value or 0).is_integer():
        # Something happens to what it counts, though no noun says what ("149 were shot down").
        mention = replace(mention, kind="count", unit="count")
    bounds = normalise(mention)
    time = context.time
    return Claim.of_typed(
        {
            "claim_id": stable_hash(key, str(start), str(end)),
            "document": document.name,
            "batch": None,
            "quote": mention.quote,
            "span": mention.span,
            "sentence": sentence.text,
            "sentence_span": sentence.span,
            "relation": mention.relation,
            "lower": mention.lower,
            "upper": mention.upper,
            "lower_inclusive": mention.lower_inclusive,
            "upper_inclusive": mention.upper_inclusive,
            "value": mention.value,
            "approximate": mention.approximate,
            "direction": mention.direction,
            "kind": mention.kind,
            "unit": mention.unit,
            "dimension": bounds.dimension,
            "base_unit": bounds.base_unit,
            "base_lower": bounds.base_lower,
            "base_upper": bounds.base_upper,
            "check_lower": bounds.check_lower,
            "check_upper": bounds.check_upper,
            "item": _item_of(mention, context),
            "concept": context.concept,
            "event": context.event,
            "measure": context.measure,
            "aggregation": context.aggregation,
            "actor": context.actor,
            "target": context.target,
            "place": context.place,
            "time_text": (time.text or None) if time else None,
            "time_start": iso_moment(time.start) if time else None,
            "time_end": iso_moment(time.end) if time else None,
            "time_edtf": time.edtf if time else None,
            "time_precision": time.precision if time else None,
            "time_role": context.time_role,
            "time_basis": _time_basis(document, time),
            "attributed_to": context.attributed_to,
            "modality": context.modality,
            "section": sentence.section,
            "confidence": round(mention.confidence * context.confidence, 3),
            "alternatives": tuple(map(_alternative, mention.alternatives)),
            "relations": (),
            "unknown_unit": mention.unknown_unit,
            "column_conflicts": {},
            "evidence": mention.evidence + context.evidence,
        }
    )


def _alternative(reading: Reading) -> dict[str, object]:
    return {
        "relation": reading.relation,
        "lower": reading.lower,
        "upper": reading.upper,
        "value": reading.value,
        "kind": reading.kind,
        "unit": reading.unit,
        "why": reading.why,
    }


def _item_of(mention: QuantityMention, context: Context) -> str | None:
    """The counted noun phrase: the one right behind the number, with the complement that it cannot do without.

    A small level without a unit is the amount of nothing: "the shares rose to 3.65". What it is said to be counts:
    "nine are nurses".
    """
    told = context.item
    if mention.item is None:
        is_said = any(one.entry == "predicate" for one in context.evidence)
        return told if is_said or mention.unit != "1" or _is_amount(mention) else None
    return told if told is not None and told.startswith(mention.item + " ") else mention.item


def _is_amount(mention: QuantityMention) -> bool:
    """Whether a bare number is large and whole, so that it counts something: "the waiting list stood at 7.4 million"."""
    value = mention.value
    return value is not None and value >= _LARGE and float(value).is_integer()


def _time_basis(document: Document, time: DateMention | None) -> TimeBasis:
    """A time that leans on a publication date which was inferred is inferred too."""
    if time is None:
        return "none"
    leans = time.basis in {"relative", "published"} and document.published_basis == "inferred"
    return "inferred" if leans else time.basis

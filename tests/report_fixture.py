"""A report made by hand that has everything a renderer can meet, in sentences of our own."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from claims.model import (
    Check,
    Claim,
    ClaimRelation,
    Document,
    Finding,
    FindingClaim,
    RejectedInput,
    ValidationReport,
    stable_hash,
)
from claims.report import Comparison, ReportData, RuleNote, WaiverNote

_RECORD_HEAD = (
    "---\ntitle: Record night over the country\npublished: 2025-07-09\npublisher: North Desk\n---\n"
)
RECORD = Document(
    name="briefs/record-night.md",
    path="briefs/record-night.md",
    text=(
        _RECORD_HEAD + "# Record night over the country\n\n"
        "The air force counted 728 drones and 13 missiles during the night, 741 weapons in all. Crews shot"
        " down 296 of them and jammed 415 more, which makes 771 stopped, the largest raid so far.\n\n"
        "About 6,000 bodies were handed over this year, the ministry said, while dozens of people are still"
        " being looked for in the north, and tens of thousands have died since 2022.\n"
    ),
    body_start=len(_RECORD_HEAD),
    title="Record night over the country",
    published=datetime.fromisoformat("2025-07-09"),
    published_basis="front_matter",
    publisher="North Desk",
)
JUNE = Document(
    name="briefs/june.txt",
    path="briefs/june.txt",
    text=(
        "日本の記者 café 🛰️ team:\tthe service reported 472 drones on 1 June.\r\n"
        "Its tally then was 13 dead at dawn, 16 dead at nine and 19 dead at noon; an evening note says 8 dead.\r\n"
        "A rival desk counted 500 drones on 1 August and called that night the largest of the war.\r\n"
    ),
    published=datetime.fromisoformat("2025-08-02"),
    published_basis="option",
    publisher="South Desk",
)
ROW = Document(
    name="wire-17",
    path="wires.jsonl",
    line=17,
    text="Kyiv counted more than 400 drones and missiles overnight. Officials put losses at 140 % of the depot.",
    title="Night on Kyiv",
    published=datetime.fromisoformat("2025-07-10"),
    published_basis="field",
    publisher="Wire",
)
HOSTILE = Document(
    name="odd/<img src=x onerror=alert(1)>.txt",
    path="odd/<img src=x onerror=alert(1)>.txt",
    text=(
        "<script>alert('pwned')</script> **bold** [link](javascript:alert(1)) | pipe `tick`\n"
        "\x1b[31mred\x1b[0m \x07 \u202eevil\u202c said 300 drones flew </script><!-- , or 3,000 drones ]]> flew.\n"
    ),
    title='</title><script>alert("title")</script>',
    publisher='=HYPERLINK("http://example.invalid")',
)
DOCUMENTS = {document.name: document for document in (RECORD, JUNE, ROW, HOSTILE)}


def make_claim(document: Document, quote: str, *, after: str = "", **fields: Any) -> Claim:
    """A claim at the first place where the quote stands after a given text."""
    start = document.text.index(quote, document.text.index(after))
    line_start = max(document.text.rfind(end, 0, start) for end in ("\n", ". ")) + 1
    line_end = min(
        found
        for found in (document.text.find("\n", start), document.text.find(". ", start), len(document.text))
        if found >= 0
    )
    defaults: dict[str, Any] = {
        "claim_id": stable_hash(document.key, str(start), str(start + len(quote))),
        "document": document.name,
        "batch": "hand-made",
        "quote": quote,
        "span": (start, start + len(quote)),
        "sentence": document.text[line_start:line_end],
        "sentence_span": (line_start, line_end),
        "relation": "=",
        "lower_inclusive": True,
        "upper_inclusive": True,
        "value": None,
        "approximate": False,
        "direction": None,
        "kind": "count",
        "unit": "count",
        "dimension": "",
        "base_unit": "count",
        "confidence": 0.9,
        "section": "body",
        "time_basis": "none",
    }
    defaults.update(fields)
    if "lower" not in defaults and "upper" not in defaults and defaults["value"] is not None:
        defaults["lower"] = defaults["upper"] = defaults["value"]
    for side in ("lower", "upper"):
        bound = defaults.setdefault(side, None)
        defaults.setdefault(f"base_{side}", bound)
        defaults.setdefault(f"check_{side}", bound)
        if bound is None:
            defaults[f"{side}_inclusive"] = None
    return Claim(**defaults)


def _night(day: str, next_day: str) -> dict[str, Any]:
    return {
        "time_text": "overnight",
        "time_start": f"2025-{day}",
        "time_end": f"2025-{next_day}",
        "time_edtf": f"2025-{day}/2025-{next_day}",
        "time_precision": "day",
        "time_role": "event",
        "time_basis": "relative",
    }


def _part(relation: str, kind: str, role: str, cue: str, document: Document) -> ClaimRelation:
    start = document.text.index(cue)
    return ClaimRelation(relation_id=relation, kind=kind, role=role, cue=cue, span=(start, start + len(cue)))


_LAUNCHED: dict[str, Any] = {
    "event": "launched",
    "aggregation": "event",
    "actor": "Russia",
    "attributed_to": "the air force",
    "modality": "reported",
}
DRONES = make_claim(
    RECORD, "728", value=728, item="drones", concept="drone", measure="launched:drone",
    relations=(_part("sum-1", "sum", "part", "in all", RECORD),), **_LAUNCHED, **_night("07-08", "07-09"),
)  # fmt: skip
MISSILES = make_claim(
    RECORD, "13", after="drones and", value=13, item="missiles", concept="missile", measure="launched:missile",
    relations=(_part("sum-1", "sum", "part", "in all", RECORD),), **_LAUNCHED, **_night("07-08", "07-09"),
)  # fmt: skip
TOTAL = make_claim(
    RECORD, "741", value=741, item="weapons", concept="aerial_weapon", measure="launched:aerial_weapon",
    relations=(_part("sum-1", "sum", "total", "in all", RECORD),), **_LAUNCHED, **_night("07-08", "07-09"),
)  # fmt: skip
_STOPPED: dict[str, Any] = {"concept": "aerial_weapon", "aggregation": "event", **_night("07-08", "07-09")}
SHOT = make_claim(
    RECORD, "296", value=296, item="them", event="shot_down", measure="shot_down:aerial_weapon",
    relations=(_part("sum-2", "sum", "part", "which makes", RECORD),), **_STOPPED,
)  # fmt: skip
JAMMED = make_claim(
    RECORD, "415", value=415, event="jammed", measure="jammed:aerial_weapon",
    relations=(_part("sum-2", "sum", "part", "which makes", RECORD),), **_STOPPED,
)  # fmt: skip
STOPPED = make_claim(
    RECORD, "771", value=771, event="stopped", measure="stopped:aerial_weapon",
    relations=(_part("sum-2", "sum", "total", "which makes", RECORD),), **_STOPPED,
)  # fmt: skip
BODIES = make_claim(
    RECORD, "About 6,000", value=6000, relation="~", approximate=True, check_lower=5400, check_upper=6600,
    item="bodies", concept="body", event="returned", measure="returned:body", aggregation="cumulative",
    attributed_to="the ministry",
)  # fmt: skip
DOZENS = make_claim(
    RECORD, "dozens", relation="vague", lower=12, upper=100, upper_inclusive=False, item="people",
    concept="person", event="missing", measure="missing:person", place="the north",
)  # fmt: skip
TENS = make_claim(
    RECORD, "tens of thousands", relation="vague", lower=10_000, upper=100_000, upper_inclusive=False,
    concept="person", event="killed", measure="killed:person", aggregation="cumulative", time_text="since 2022",
    time_start="2022-01-01", time_end="2025-07-09", time_edtf="2022/2025-07-09", time_role="since",
    time_precision="year", time_basis="stated",
)  # fmt: skip
JUNE_DRONES = make_claim(
    JUNE, "472", value=472, item="drones", concept="drone", measure="launched:drone",
    **{**_LAUNCHED, "attributed_to": "the service"}, **_night("06-01", "06-02"),
)  # fmt: skip
TOLLS = tuple(
    make_claim(
        JUNE, quote, value=float(quote), item="dead", concept="person", event="killed", measure="killed:person",
        aggregation="cumulative", attributed_to="the service", time_text=text, time_start=f"2025-08-01T{hour}:00:00",
        time_end=f"2025-08-01T{hour}:59:59", time_edtf=f"2025-08-01T{hour}", time_precision="hour",
        time_role="as_of", time_basis="relative", after="Its tally",
    )
    for quote, text, hour in (("13", "at dawn", "05"), ("16", "at nine", "09"), ("19", "at noon", "12"), ("8", "evening", "19"))
)  # fmt: skip
AUGUST = make_claim(
    JUNE, "500", value=500, item="drones", concept="drone", measure="launched:drone",
    relations=(_part("record-1", "record", "claim", "the largest", JUNE),),
    **{**_LAUNCHED, "attributed_to": "a rival desk"}, **_night("08-01", "08-02"),
)  # fmt: skip
OVER_400 = make_claim(
    ROW, "more than 400", value=400, relation=">", lower=400, upper=None, lower_inclusive=False,
    item="drones and missiles", concept="aerial_weapon", measure="launched:aerial_weapon", place="Kyiv",
    **{**_LAUNCHED, "attributed_to": "Kyiv"}, **_night("07-09", "07-10"),
)  # fmt: skip
SHARE = make_claim(
    ROW, "140 %", value=140, kind="share", unit="percent", base_unit="1", base_lower=1.4, base_upper=1.4,
    item="the depot", measure="loss_share", aggregation="share", attributed_to="Officials",
)  # fmt: skip
FEW = make_claim(HOSTILE, "300", after="said", value=300, item="drones", concept="drone",
                 measure="launched:drone")  # fmt: skip
MANY = make_claim(HOSTILE, "3,000", value=3000, item="drones ]]> <b>", concept="drone", measure="launched:drone",
                  attributed_to="=cmd|' /C calc'!A0")  # fmt: skip
CLAIMS = (
    DRONES, MISSILES, TOTAL, SHOT, JAMMED, STOPPED, BODIES, DOZENS, TENS, JUNE_DRONES, *TOLLS, AUGUST, OVER_400,
    SHARE, FEW, MANY,
)  # fmt: skip


def make_finding(
    code: str, name: str, severity: str, message: str, working: str, *claims: Claim, **fields: Any
) -> Finding:
    pointed = tuple(
        FindingClaim(claim_id=claim.claim_id, document=claim.document, quote=claim.quote, span=claim.span)
        for claim in claims
    )
    return Finding(
        code=code, name=name, severity=severity, message=message, working=working,
        verdict=fields.pop("verdict", "contradiction"), claims=pointed,
        finding_id=stable_hash(code, *sorted(claim.claim_id for claim in claims)), **fields,
    )  # fmt: skip


FINDINGS = (
    make_finding("T402", "superlative-violated", "warning", "500 is called the largest, but 728 came before it.",
                 "500 (2025-08-01) < 728 (2025-07-08)", AUGUST, DRONES),
    make_finding("C304", "parts-do-not-sum", "error", "The parts add up to 711, not to 771.",
                 "296 + 415 = 711, stated 771", SHOT, JAMMED, STOPPED),
    make_finding("C303", "part-exceeds-whole", "error", "771 stopped is more than the 741 launched.",
                 "771 > 741", STOPPED, TOTAL),
    make_finding("T403", "cumulative-decrease", "warning", "The toll falls from 19 to 8.",
                 "19 (at noon) > 8 (evening); a revision, another scope or a stale copy", TOLLS[2], TOLLS[3]),
    make_finding("P202", "impossible-share", "error", "140 % is more than the whole.", "140 % > 100 %", SHARE,
                 verdict="implausible"),
    make_finding("C301", "self-contradiction", "error",
                 "300 and 3,000 <script>alert('message')</script> \x1b[2J exclude each other.",
                 "300 against 3,000 | `x` <img src=x onerror=alert(1)>", FEW, MANY),
    make_finding("C302", "cross-document-conflict", "info", "More than 400 and 741 nest: Kyiv is part of the country.",
                 "over 400 in Kyiv; 741 in the whole country", OVER_400, TOTAL, verdict="reconcilable"),
    make_finding("N103", "undated", "info", "Nothing dates this count.", "no date in the sentence, none before it",
                 BODIES, verdict="ambiguous", waived=True),
)  # fmt: skip
CHECKS = tuple(
    Check(code=code, name=name, comparisons=comparisons, findings=findings, not_run=not_run)
    for code, name, comparisons, findings, not_run in (
        ("N103", "undated", 19, 1, None),
        ("P202", "impossible-share", 1, 1, None),
        ("P203", "exceeds-reference", 0, 0, "no claim is drawn from a stock with a reference fact"),
        ("P206", "magnitude-outlier", 0, 0, "fewer than 20 earlier claims of any measure"),
        ("C301", "self-contradiction", 6, 1, None),
        ("C302", "cross-document-conflict", 4, 1, None),
        ("C303", "part-exceeds-whole", 3, 1, None),
        ("C304", "parts-do-not-sum", 2, 1, None),
        ("C305", "ratio-mismatch", 0, 0, "no ratio is stated beside its two counts"),
        ("T401", "elapsed-mismatch", 0, 0, "no duration is counted from a known event"),
        ("T402", "superlative-violated", 2, 1, None),
        ("T403", "cumulative-decrease", 3, 1, None),
    )
)
COMPARISONS = (
    Comparison("C304", (DRONES.claim_id, MISSILES.claim_id, TOTAL.claim_id), False, "ok", "728 + 13 = 741, stated 741"),
    Comparison("C303", (DRONES.claim_id, TOTAL.claim_id), False, "ok", "728 ≤ 741"),
    Comparison("C303", (SHOT.claim_id, TOTAL.claim_id), False, "ok", "296 ≤ 741"),
    Comparison("C304", (SHOT.claim_id, JAMMED.claim_id, STOPPED.claim_id), True, "contradiction", "296 + 415 = 711, stated 771"),
    Comparison("C302", (JUNE_DRONES.claim_id, DRONES.claim_id), False, "ok", "two nights, two events"),
)  # fmt: skip
RULES = {
    check.code: RuleNote(
        check.code, check.name, severity, f"# {check.code} {check.name}\n\nLooks for *{check.name}*."
    )
    for check, severity in zip(
        CHECKS,
        ("info", "error", "error", "warning", "error", "warning", "error", "error", "error", "warning", "warning", "warning"),
        strict=True,
    )
}  # fmt: skip


def make_data(**fields: Any) -> ReportData:
    """The whole hand-made report; ``fields`` replace parts of it."""
    defaults: dict[str, Any] = {
        "report": ValidationReport(
            batch="hand-made",
            documents=len(DOCUMENTS),
            claims=len(CLAIMS),
            rejects=(RejectedInput(file="wires.jsonl", line=18, reason="not JSON: cut off \x1b[1m"),),
            checks=CHECKS,
            findings=FINDINGS,
        ),
        "documents": DOCUMENTS,
        "claims": CLAIMS,
        "comparisons": COMPARISONS,
        "rules": RULES,
        "waivers": (
            WaiverNote(FINDINGS[-1].finding_id, "N103", "the ministry gives no dates", "2026-12-31"),
            WaiverNote("gone", "C305", "rounded on purpose", "2026-12-31", "stale"),
        ),
        "baseline": frozenset({FINDINGS[0].finding_id, FINDINGS[-1].finding_id}),
    }
    defaults.update(fields)
    return ReportData(**defaults)

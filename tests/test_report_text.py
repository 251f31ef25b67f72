"""The reports for a terminal: source lines with carets, escapes made harmless, a verdict that never overstates."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_fixture import CHECKS, CLAIMS, FINDINGS, HOSTILE, RECORD, make_claim, make_data, make_finding
from rich.cells import cell_len

from claims.model import Check, ValidationReport
from claims.report import FORMATS, render
from claims.report.locate import Lines, location
from claims.report.snippets import Label, snippet
from claims.report.sources import ReportData, in_groups
from claims.report.verdict import judge
from claims.report.visible import visible
from claims.report.words import bounds_in_words, reading_in_words, time_in_words


def drawn(text: str, *spans: tuple[int, int], width: int = 80) -> list[str]:
    labels = [Label(span, f"label {number}", "red") for number, span in enumerate(spans)]
    return [line.plain.rstrip() for line in snippet(Lines(text), labels, width)]


def span_of(text: str, quote: str) -> tuple[int, int]:
    start = text.index(quote)
    return start, start + len(quote)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("plain text with 12 words", "12"),
        ("日本の記者 counted 12 of them", "12"),
        ("cafe\u0301 and 🛰️ counted 12 of them", "12"),
        ("tab\tand\ttab 12 after", "12"),
        ("control \x1b[31m and \u202e then 12", "12"),
        ("the wide number is 千二百 here", "千二百"),
        ("very long " * 60 + "with 12 in the middle " + "and more " * 60, "12"),
    ],
)
def test_carets_stand_under_their_span(text: str, quote: str) -> None:
    _, source, carets, *_ = drawn(text, span_of(text, quote))
    body = source.split(" | ", 1)[1]
    marks = carets.split(" | ", 1)[1]
    before, _, _ = body.partition(visible(quote))
    column = len(marks) - len(marks.lstrip())
    assert column == cell_len(before)
    assert marks.strip().startswith("^" * cell_len(quote) + " label")
    assert cell_len(source) <= 80


def test_two_spans_of_a_line_share_a_row_with_a_label_each() -> None:
    text = "first 10, then 20 at last"
    assert drawn(text, span_of(text, "10"), span_of(text, "20")) == [
        "  |",
        "1 | first 10, then 20 at last",
        "  |       ^^       ^^ label 1",
        "  |       label 0",
        "  |",
    ]


def test_spans_too_far_apart_get_a_row_each() -> None:
    text = "word " * 100 + "10 " + "word " * 100 + "20 " + "word " * 100
    rows = drawn(text, span_of(text, "10"), span_of(text, "20"), width=70)
    assert rows[1] == "1 | …word word 10 word word…word word 20 word word…"
    text = "10" + "x" * 300 + "20"
    rows = drawn(text, (0, 302), (302, 304), width=40)
    assert sum(line.startswith("1 | ") for line in rows) == 2


def test_a_span_over_a_line_end_is_marked_on_both_lines() -> None:
    text = "there were more than\r\n400 of them"
    assert drawn(text, span_of(text, "more than\r\n400")) == [
        "  |",
        "1 | there were more than",
        "  |            ^^^^^^^^^",
        "2 | 400 of them",
        "  | ^^^ label 0",
        "  |",
    ]


def test_labels_of_one_place_at_the_edge_stay_in_the_room() -> None:
    text = "0" * 10 + "\x1f\x1f\x1f\u2028"
    assert all(cell_len(line) <= 41 for line in drawn(text, (14, 14), (14, 14), width=40))


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=200), st.data(), st.integers(40, 120))
def test_any_text_and_spans_can_be_drawn(text: str, data: st.DataObject, width: int) -> None:
    spans = []
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        spans.append((start, data.draw(st.integers(start, len(text)))))
    for line in drawn(text, *spans, width=width):
        assert "\x1b" not in line
        assert cell_len(line) <= width + 1


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet=st.sampled_from("ab\r\n\u2028é🛰"), max_size=60), st.data())
def test_places_lead_back_to_offsets(text: str, data: st.DataObject) -> None:
    lines = Lines(text)
    offset = data.draw(st.integers(0, len(text)))
    line, column = lines.position(offset)
    assert lines.starts[line - 1] + column - 1 == offset
    assert 1 <= line <= len(lines.starts)


@pytest.mark.parametrize("format_name", ["full", "concise", "table", "md", "github"])
def test_no_escape_of_a_document_reaches_the_terminal(format_name: str) -> None:
    text = render(make_data(), format_name, colour=False, width=100)
    assert not {character for character in text if character != "\n" and ord(character) < 32}
    assert not set(text) & set("\x7f\x9b\u202e\u2066")


@pytest.mark.parametrize("format_name", ["full", "table", "concise"])
def test_colour_is_only_there_when_wanted(format_name: str) -> None:
    assert "\x1b[" not in render(make_data(), format_name, colour=False)
    coloured = render(make_data(), format_name, colour=True)
    assert "\x1b[" in coloured
    assert "\x1b[2J" not in coloured


@pytest.mark.parametrize("width", [40, 60, 100, 200])
@pytest.mark.parametrize("format_name", ["full", "table"])
def test_lines_keep_to_the_width(format_name: str, width: int) -> None:
    text = render(make_data(), format_name, width=width)
    too_long = [line for line in text.split("\n") if cell_len(line) > width]
    assert all(line.lstrip().startswith(("-->", ":::", "briefs/")) for line in too_long)


def test_a_row_of_a_file_is_named_with_its_row() -> None:
    data = make_data()
    document = data.documents["wire-17"]
    assert location(document, "wire-17", (14, 27)) == "wire-17:1:15 (wires.jsonl:17)"
    assert (
        location(RECORD, RECORD.name, (RECORD.body_start, RECORD.body_start + 1))
        == "briefs/record-night.md:6:1"
    )
    assert location(None, "lost", (3, 4)) == "lost:3"


def report_with(checks: tuple[Check, ...], claims: int = 3) -> ValidationReport:
    return ValidationReport(batch="b", documents=2, claims=claims, rejects=(), checks=checks, findings=())


PLAUSIBLE = Check(code="P202", name="impossible-share", comparisons=4, findings=0)
IDLE = Check(
    code="C301", name="self-contradiction", comparisons=0, findings=0, not_run="no two claims are comparable"
)
RAN = Check(code="C302", name="cross-document-conflict", comparisons=5, findings=0)


@pytest.mark.parametrize(
    ("checks", "claims", "tone", "starts", "also"),
    [
        ((), 0, "unchecked", "No claim was found in 2 documents", "nothing was checked"),
        ((IDLE,), 3, "unchecked", "Nothing was checked: no rule had anything to compare", "no two claims"),
        ((PLAUSIBLE, IDLE), 3, "unchecked", "Consistency was not checked: no two claims", "4 checks of single claims, by 1 of 2"),
        ((PLAUSIBLE, RAN), 3, "clean", "No contradiction found in 5 comparisons", "and 4 checks of single claims, by 2 of 2"),
        ((IDLE, RAN), 3, "clean", "No contradiction found", "1 rule had nothing to compare"),
    ],
)  # fmt: skip
def test_the_verdict_never_overstates(
    checks: tuple[Check, ...], claims: int, tone: str, starts: str, also: str
) -> None:
    verdict = judge(make_data(report=report_with(checks, claims), claims=CLAIMS[:claims], waivers=()))
    assert verdict.tone == tone
    assert verdict.headline.startswith(starts)
    assert also in verdict.text


def test_findings_come_after_unchecked_consistency_and_waived_ones_apart() -> None:
    verdict = judge(make_data())
    assert verdict.headline == "7 findings: 4 errors, 2 warnings, 1 info."
    assert "1 more finding is waived." in verdict.details
    report = make_data().report
    only_plausible = report.model_copy(update={"checks": (CHECKS[1], IDLE)})
    verdict = judge(make_data(report=only_plausible))
    assert verdict.headline.startswith("Consistency was not checked")
    assert verdict.details[0].startswith("7 findings")


def undated_notes() -> ReportData:
    notes = tuple(
        make_finding(
            "N103",
            "undated",
            "info",
            "Nothing dates this count.",
            f"no date for {claim.quote}",
            claim,
            verdict="ambiguous",
        )
        for claim in CLAIMS[:10]
    )
    report = make_data().report
    check = Check(code="N103", name="undated", comparisons=len(CLAIMS), findings=len(notes))
    checks = (*(one for one in report.checks if one.code != "N103"), check)
    report = report.model_copy(update={"findings": (*FINDINGS[:2], *notes), "checks": checks})
    return make_data(report=report, waivers=())


def test_findings_too_many_to_list_are_counted() -> None:
    data = replace(undated_notes(), unlisted={"info": 1200, "waived": 5})
    listed = {code: sum(one.code == code for one in data.findings) for code in {c.code for c in CHECKS}}
    checks = tuple(
        one.model_copy(update={"findings": 1215 if one.code == "N103" else listed.get(one.code, 0)})
        for one in data.report.checks
    )
    data = replace(data, report=data.report.model_copy(update={"checks": checks}))
    verdict = judge(data)
    assert verdict.headline == "1,212 findings: 1 error, 1 warning, 1,210 info."
    assert "And 1,205 more of N103 in table findings." in verdict.details
    assert "5 more findings are waived." in verdict.details


def test_notes_of_one_rule_are_shown_together() -> None:
    groups = in_groups(undated_notes().findings)
    assert [len(group) for group in groups] == [1, 1, 10]
    text = render(undated_notes(), "full")
    assert text.count("info[N103]") == 1
    assert "(10 times)" in text
    assert "and 2 more" in text
    text = render(undated_notes(), "md")
    assert text.count("N103") == 2
    assert "- **728** (briefs/record-night.md:8:23): no date for 728" in text
    page = render(undated_notes(), "html")
    assert page.count('class="finding ') == 3
    assert page.count('<li id="f-') == 10
    assert len(render(undated_notes(), "concise").splitlines()) == 12 + 2


def test_many_undated_claims_are_told_in_the_verdict() -> None:
    assert "10 of 19 claims could not be dated: --published says from when." in judge(undated_notes()).details


def test_unchecked_consistency_names_the_general_reason_and_what_to_do() -> None:
    other = Check(code="T402", name="superlative-violated", comparisons=0, findings=0, not_run="a record")
    report = report_with((PLAUSIBLE, other, IDLE))
    outcome = judge(make_data(report=report, waivers=()))
    assert outcome.headline == "Consistency was not checked: no two claims are comparable."
    assert "--published" in outcome.hint


def test_unknown_formats_are_refused() -> None:
    with pytest.raises(ValueError, match="known are full, concise"):
        render(make_data(), "pdf")
    assert "sarif" in FORMATS


def test_a_document_that_is_not_given_is_named_without_its_text() -> None:
    text = render(make_data(documents={}), "full")
    assert HOSTILE.name in text
    assert "part-exceeds-whole" in text


def words(quote: str) -> str:
    return reading_in_words(next(claim for claim in CLAIMS if claim.quote == quote))


def test_readings_are_put_into_words() -> None:
    assert words("more than 400").startswith(
        "over 400 drones and missiles; launched:aerial_weapon; by Russia; in Kyiv"
    )
    assert words("About 6,000").startswith("about 6,000 bodies")
    assert words("tens of thousands").startswith("10,000 to under 100,000; killed:person")
    assert words("140 %").startswith("140 % of the depot")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ""),
        ({"time_text": "that night"}, "that night"),
        ({"time_start": "2025-07-09", "time_end": "2025-07-10"}, "2025-07-09"),
        ({"time_start": "2025-07-09", "time_end": "2025-07-11"}, "2025-07-09 to 2025-07-10"),
        ({"time_start": "2024-01-01", "time_role": "since", "time_edtf": "2024-01-01/.."}, "since 2024-01-01"),
        ({"time_start": "2024-01-01", "time_end": "2025-01-01", "time_edtf": "2024", "time_precision": "year"}, "2024"),
        ({"time_start": "2025-07-09T18:00:00", "time_end": "2025-07-10T06:00:00"}, "2025-07-09 18:00 to 2025-07-10 06:00"),
        ({"time_start": "2025-07-09"}, "2025-07-09 to …"),
    ],
)  # fmt: skip
def test_times_are_put_into_words(fields: dict[str, Any], expected: str) -> None:
    assert time_in_words(make_claim(RECORD, "728", value=728, **fields)) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"value": 3.5, "unit": "year", "kind": "duration"}, "3.5 years"),
        ({"value": 1.0, "unit": "night", "kind": "duration"}, "1 night"),
        ({"lower": 50, "upper": 135, "relation": "range", "unit": "meter/day", "kind": "physical"}, "50 to 135 meters/day"),
        ({"value": 603_628.0, "unit": "kilometer**2", "kind": "physical"}, "603,628 kilometers²"),
        ({"value": 5.0, "unit": "ratio", "kind": "ratio", "relation": "<=", "lower": None, "upper": 5.0}, "at most 5 : 1"),
        ({"value": 1 / 3, "unit": "share", "kind": "share"}, "1/3"),
        ({"value": 0.41, "unit": "share", "kind": "share"}, "0.41"),
        ({"value": 40.0, "unit": "count/month"}, "40 per month"),
        ({"value": 12.5, "unit": "USD", "kind": "money"}, "12.5 USD"),
        ({"value": 6.0, "unit": "foot", "kind": "physical"}, "6 feet"),
        ({"value": 1e6, "unit": "count", "relation": "<", "approximate": True, "lower": None, "upper": 1e6}, "nearly 1,000,000"),
        ({"value": 0.00012, "unit": "1", "kind": "number"}, "0.00012"),
    ],
)  # fmt: skip
def test_bounds_are_put_into_words(fields: dict[str, Any], expected: str) -> None:
    assert bounds_in_words(make_claim(RECORD, "728", **fields)) == expected


def test_colours_end_where_the_source_begins() -> None:
    text = render(make_data(), "full", colour=True)
    line = next(line for line in text.split("\n") if "A rival desk counted" in line)
    assert line.startswith("\x1b[36m3 | \x1b[0mA rival desk")
    assert "\x1b[1;31m7 findings: 4 errors, 2 warnings, 1 info.\x1b[0m 1 more finding is waived." in text

"""Whatever a document, its name or a message holds: no report is broken, and nothing of it is run."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from report_fixture import make_claim, make_finding

from claims.model import Check, Document, RejectedInput, ValidationReport
from claims.report import ReportData, render
from claims.report.marked import marked_text
from claims.report.tables import claims_csv
from claims.report.visible import visible

# Text that means something to a renderer, and any other.
PIECES = st.sampled_from(
    ["<script>", "</script>", "<!--", "-->", "]]>", "&amp;", "&", "\"", "'", "`", "```", "|", "\n", "\r\n", "\r", "\t",
     "\x1b[2J", "\x00", "\x07", "\x9b", "\u2028", "\u202e", "\ufeff", "\ufffe", "::error::", "%0A", "{{ 7 * 7 }}", "{% raw %}",
     "${x}", "[a](b)", "![a](b)", "<img src=x onerror=a>", "javascript:", "$x^2$", "@me", "=1+1", "-1", "\\", "#", "🛰️", "日本", "é"]
)  # fmt: skip
TEXT = st.lists(PIECES | st.text(max_size=6), max_size=8).map("".join)
NAME = TEXT.filter(lambda text: bool(text.strip()))


def report_on(before: str, after: str, name: str, words: str) -> ReportData:
    document = Document(name, f"{before} 12 {after}", title=words, publisher=words, path=name)
    start = len(before) + 1
    claim = make_claim(
        Document(name, "12"), "12", value=12, item=words or None, attributed_to=words or None
    ).model_copy(
        update={
            "span": (start, start + 2),
            "sentence": document.text,
            "sentence_span": (0, len(document.text)),
        }
    )
    finding = make_finding("C301", "self-contradiction", "error", words, words, claim)
    report = ValidationReport(
        batch=words,
        documents=1,
        claims=1,
        rejects=(RejectedInput(file=name, line=1, reason=words),),
        checks=(Check(code="C302", name="n", comparisons=0, findings=0, not_run=words),),
        findings=(finding,),
    )
    return ReportData(report, {name: document}, (claim,))


class Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, Any]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


ANYTHING = given(TEXT, TEXT, NAME, TEXT)


@settings(deadline=None, max_examples=60)
@ANYTHING
def test_html_has_only_its_own_elements(before: str, after: str, name: str, words: str) -> None:
    plain = [tag for tag, _ in Tags(render(report_on("a", "b", "n", "w"), "html")).found]
    tags = Tags(render(report_on(before, after, name, words), "html")).found
    allowed = {"b", "div", "li", "span", "p"}
    assert [tag for tag, _ in tags if tag not in allowed] == [tag for tag in plain if tag not in allowed]
    assert not any(attribute.startswith("on") for _, attributes in tags for attribute in attributes)


@settings(deadline=None, max_examples=100)
@ANYTHING
def test_terminals_get_no_control_character(before: str, after: str, name: str, words: str) -> None:
    data = report_on(before, after, name, words)
    for format_name in ("full", "concise", "table", "github", "md"):
        text = render(data, format_name, width=80)
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text), format_name


@settings(deadline=None, max_examples=100)
@ANYTHING
def test_machines_can_read_what_is_written(before: str, after: str, name: str, words: str) -> None:
    data = report_on(before, after, name, words)
    written = json.loads(render(data, "json"))
    assert written["findings"][0]["message"] == words
    region = json.loads(render(data, "sarif"))["runs"][0]["results"][0]["locations"][0]["physicalLocation"][
        "region"
    ]
    assert region["charOffset"] == len(before) + 1
    root = ElementTree.fromstring(render(data, "junit"))
    assert root.attrib["failures"] == "1"
    assert len(render(data, "github").splitlines()) == 2
    rows = list(csv.DictReader(io.StringIO(claims_csv(data.claims), newline="")))
    assert len(rows) == 1
    assert rows[0]["sentence"].removeprefix("'") == data.claims[0].sentence.removeprefix("'")


@settings(deadline=None, max_examples=100)
@ANYTHING
def test_markdown_gets_no_markup(before: str, after: str, name: str, words: str) -> None:
    page = (
        MarkdownIt("commonmark", {"html": True})
        .enable("table")
        .render(render(report_on(before, after, name, words), "md"))
    )
    assert set(re.findall(r"<(\w+)", page)) <= {
        "h1", "h2", "h3", "p", "strong", "blockquote", "details", "summary", "ul", "li", "table", "thead", "tbody", "tr", "th", "td",
    }  # fmt: skip
    assert page.count("<details>") == 1


@settings(deadline=None, max_examples=150)
@given(TEXT, st.data())
def test_a_marked_text_says_what_the_text_says(text: str, data: st.DataObject) -> None:
    document = Document("d", text, body_start=data.draw(st.integers(0, len(text))))
    claims = []
    for number in range(data.draw(st.integers(0, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, len(text)))
        claims.append(
            make_claim(Document("d", "12"), "12", value=12).model_copy(
                update={"claim_id": str(number), "span": (start, end), "quote": text[start:end]}
            )
        )
    shown = html.unescape(re.sub(r"<[^>]*>", "", str(marked_text(document, claims, {}))))
    expected = "".join(visible(line) for line in re.split("\r\n|\r|\n", text))
    assert "".join(shown.split()) == "".join(expected.split())

"""The HTML report: one file, nothing of a document is markup, the same bytes on every run, readable colours."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pytest
from report_fixture import CLAIMS, DOCUMENTS, FINDINGS, HOSTILE, RECORD, make_data

from claims.model import Document, ValidationReport
from claims.report import render
from claims.report.charts import charts
from claims.report.html_views import document_views
from claims.report.marked import marked_text

TESTS = Path(__file__).parent


class Elements(HTMLParser):
    """Start tags with their attributes, and the text of the page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.scripts: list[str] = []
        self._inside: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._inside and self._inside.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._inside and self._inside[-1] == "script":
            self.scripts.append(data)
        else:
            self.texts.append(data)


@pytest.fixture(scope="module")
def page() -> str:
    return render(make_data(), "html")


@pytest.fixture(scope="module")
def elements(page: str) -> Elements:
    return Elements(page)


def test_the_verdict_comes_first(elements: Elements) -> None:
    headings = [tag for tag, _ in elements.tags if re.fullmatch(r"h\d", tag)]
    assert headings[:3] == ["h1", "h2", "h3"]
    assert headings.count("h1") == 1
    text = "".join(elements.texts)
    assert text.index("7 findings: 4 errors, 2 warnings, 1 info.") < text.index(
        "4 rules had nothing to compare"
    )


def test_nothing_of_a_document_is_markup(page: str, elements: Elements) -> None:
    tags = Counter(tag for tag, _ in elements.tags)
    assert tags["script"] == 2
    assert tags["title"] == 1
    assert not tags.keys() & {"img", "iframe", "object", "embed", "base", "form_"}
    for tag, attributes in elements.tags:
        assert not any(name.startswith("on") for name in attributes), (tag, attributes)
        for name in ("src", "action", "srcset"):
            assert name not in attributes
        if "href" in attributes:
            assert re.match(r"#|data:,$", attributes["href"] or ""), attributes
    assert "alert('pwned')" in "".join(elements.texts)
    assert "\x1b" not in page
    assert "\u202e" not in page


def test_the_page_allows_only_its_own_script(elements: Elements) -> None:
    policy = next(
        attributes["content"] or ""
        for tag, attributes in elements.tags
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'")
    own = elements.scripts[-1]
    digest = base64.b64encode(hashlib.sha256(own.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy
    assert "innerHTML" not in own


def test_ids_are_unique_and_links_lead_somewhere(elements: Elements) -> None:
    ids = Counter(attributes["id"] for _, attributes in elements.tags if attributes.get("id"))
    assert [name for name, number in ids.items() if number > 1] == []
    links = {attributes["href"] for tag, attributes in elements.tags if tag == "a"}
    assert [link for link in links if link and link[1:] not in ids] == []
    assert {f"c-{claim.claim_id}" for claim in CLAIMS} <= ids.keys()
    assert {f"f-{finding.finding_id}" for finding in FINDINGS} <= ids.keys()


def test_pictures_and_tables_have_words(elements: Elements) -> None:
    plots = [attributes for _, attributes in elements.tags if attributes.get("class") == "plot"]
    assert len(plots) == len(charts(make_data()))
    assert all(attributes["role"] == "img" and attributes["aria-label"] for attributes in plots)
    assert all(attributes.get("scope") for tag, attributes in elements.tags if tag == "th")


def test_the_same_report_is_the_same_bytes() -> None:
    script = (
        "from report_fixture import make_data; from claims.report import render; import sys;"
        "sys.stdout.buffer.write(render(make_data(), 'html').encode())"
    )
    outputs = [
        subprocess.run(
            [sys.executable, "-c", script],
            env={
                **os.environ,
                "PYTHONPATH": str(TESTS),
                "PYTHONHASHSEED": seed,
                "TZ": zone,
                "LC_ALL": locale,
            },
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone, locale in (("1", "UTC", "C"), ("2", "Asia/Tokyo", "C.UTF-8"))
    ]
    assert outputs[0] == outputs[1]


def test_a_marked_text_is_the_text() -> None:
    html = str(marked_text(RECORD, CLAIMS[:9], {CLAIMS[0].claim_id: [FINDINGS[0]]}))
    without_links = re.sub(r"<a [^>]*>[^<]*</a>", "", html)
    text = re.sub(r"<[^>]+>", "", without_links.replace("</div>", "\n"))
    assert text.split() == RECORD.text.split()
    assert html.count("<mark ") == 9
    assert '<div class="front">---' in html


def test_documents_with_findings_come_first_and_long_texts_are_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("claims.report.html_views.MOST_TEXT", len(RECORD.text) + 10)
    views = document_views(make_data())
    assert views[0].text is not None
    assert views[-1].text is None
    assert not views[-1].rows
    assert "The text is left out of this page" in render(make_data(), "html")


def test_rows_of_a_file_are_shown_together() -> None:
    rows = {
        f"r{number}": Document(
            f"r{number}", f"{number} people came", path="rows.csv", line=number + 2, columns={"a": "b"}
        )
        for number in range(5)
    }
    views = document_views(make_data(documents={**rows, **DOCUMENTS}))
    (view,) = (view for view in views if view.name == "rows.csv")
    assert (view.about, [name for name, _ in view.rows]) == ("5 rows", list(rows))
    assert len(views) == 5


def test_a_report_without_claims_or_findings_says_so() -> None:
    empty = ValidationReport(batch="b", documents=1, claims=0, rejects=(), checks=(), findings=())
    page = render(make_data(report=empty, claims=(), comparisons=(), waivers=(), documents={}), "html")
    assert "No claim was found in 1 document: nothing was checked." in page
    assert "what was not compared is not vouched for" in page


def test_charts_say_what_they_leave_out_and_keep_colours_of_the_page() -> None:
    drawn = charts(make_data())
    titles = [chart.title for chart in drawn]
    assert titles[0] in {"killed:person", "launched:drone"}
    assert titles[-2:] == ["Launches over time", "Agreement by source"]
    for chart in drawn:
        assert not re.search(r"#0[12]0[12]0\d", chart.svg)
        assert "var(--" in chart.svg
        assert chart.rows
        assert "<script" not in chart.svg
    hostile = CLAIMS[-1].model_copy(
        update={"attributed_to": "$x$ </svg><script>", "time_start": "2025-07-01", "time_end": "2025-07-02"}
    )
    other = CLAIMS[0].model_copy(update={"attributed_to": "$x_y$"})
    drawn = charts(make_data(claims=(hostile, other), other_claims=()))
    assert all("<script" not in chart.svg for chart in drawn)
    assert HOSTILE.name in drawn[0].rows[0]


def _luminance(colour: str) -> float:
    channels = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(first: str, second: str) -> float:
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_colours_can_be_told_apart(scheme: int) -> None:
    style = files("claims.report").joinpath("templates", "report.css").read_text(encoding="utf-8")
    colours = dict(
        re.findall(r"--([\w-]+): (#[0-9a-f]{6})", style.split(":root")[1 + scheme].split("* {")[0])
    )
    kinds = ("count", "number", "share", "ratio", "multiple", "money", "duration", "age", "physical")
    texts = [("ink", kind) for kind in kinds] + [("ink", "paper"), ("ink", "panel")]
    texts += [("soft", ground) for ground in ("paper", "panel")]
    texts += [("link", ground) for ground in ("paper", "panel")]
    for tone in ("error", "warning", "info", "clean", "unchecked"):
        texts += [(tone, f"{tone}-bg"), ("ink", f"{tone}-bg"), ("soft", f"{tone}-bg"), (tone, "paper")]
    poor = [(pair, round(_contrast(*map(colours.get, pair)), 2)) for pair in texts if _contrast(*(colours[name] for name in pair)) < 4.5]  # fmt: skip
    assert poor == []
    marks = [(name, "paper") for name in (*(f"chart-{number}" for number in range(1, 6)), "ring")]
    assert [pair for pair in marks if _contrast(colours[pair[0]], colours[pair[1]]) < 3] == []

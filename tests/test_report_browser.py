"""The HTML report in a real headless Chromium; skipped where none is installed.

The screenshots are left in ``build/screenshots`` for people to look at.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from report_fixture import CLAIMS, DOCUMENTS, FINDINGS, make_data

from claims.model import Claim, Document, ValidationReport
from claims.report import render

CHROMIUM = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)  # fmt: skip
SCREENSHOTS = Path(__file__).parent.parent / "build" / "screenshots"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


class Opened:
    """A page with everything that went wrong in it."""

    def __init__(self, browser: Any, file: Path, **options: Any) -> None:
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.wrong: list[str] = []
        self.page.on("console", lambda message: self.wrong.append(f"console: {message.text}"))
        self.page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        self.page.on("dialog", lambda dialog: (self.wrong.append("dialog"), dialog.dismiss()))
        self.page.on(
            "request",
            lambda request: request.url.split("#")[0] == file.as_uri() or request.url == "data:," or self.wrong.append(request.url),
        )  # fmt: skip
        self.page.goto(file.as_uri())


@pytest.fixture(scope="module")
def report_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("report") / "report.html"
    file.write_text(render(make_data(), "html"), encoding="utf-8", newline="\n")
    return file


@pytest.fixture
def opened(browser: Any, report_file: Path) -> Iterator[Opened]:
    page = Opened(browser, report_file, viewport={"width": 1280, "height": 900})
    yield page
    assert page.wrong == []
    page.context.close()


@pytest.mark.parametrize(
    ("name", "width", "height", "scheme"),
    [("desktop", 1280, 900, "light"), ("desktop-dark", 1280, 900, "dark"), ("phone", 390, 844, "light")],
)
def test_it_opens_quietly_and_fits(
    browser: Any, report_file: Path, name: str, width: int, height: int, scheme: str
) -> None:
    opened = Opened(browser, report_file, viewport={"width": width, "height": height}, color_scheme=scheme)
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    first_screen = opened.page.evaluate(
        "[...document.querySelectorAll('h1, .finding h3')].filter(n => n.getBoundingClientRect().bottom < innerHeight).length"
    )
    assert first_screen >= 2
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    opened.page.screenshot(path=SCREENSHOTS / f"{name}.png")
    opened.page.screenshot(path=SCREENSHOTS / f"{name}-whole.png", full_page=True)
    assert opened.wrong == []
    opened.context.close()


def test_findings_are_filtered(opened: Opened) -> None:
    page = opened.page

    def shown() -> int:
        return int(page.locator(".finding:visible").count())

    assert shown() == 8
    page.uncheck("[name=severity][value=error]")
    assert shown() == 4
    page.uncheck("#finding-waived")
    assert shown() == 3
    assert page.inner_text("#finding-count") == "3 of 8 shown"
    page.check("[name=severity][value=error]")
    page.fill("#finding-search", "toll falls")
    assert shown() == 1
    page.fill("#finding-search", "no such words")
    assert shown() == 0
    assert page.locator("#finding-none").is_visible()
    page.fill("#finding-search", "")
    page.select_option("#finding-code", "C304")
    assert shown() == 1


def test_the_reading_shows_on_hover_and_on_focus(opened: Opened) -> None:
    page = opened.page
    mark = page.locator(f"#c-{CLAIMS[0].claim_id}")
    mark.scroll_into_view_if_needed()
    mark.hover()
    assert page.inner_text("#tip").startswith("728 drones; launched:drone")
    page.mouse.move(0, 0)
    assert not page.locator("#tip").is_visible()
    page.locator(f"#c-{CLAIMS[2].claim_id}").focus()
    assert page.inner_text("#tip").startswith("741 weapons")
    assert page.get_attribute(f"#c-{CLAIMS[2].claim_id}", "aria-describedby") == "tip"
    page.keyboard.press("Escape")
    assert not page.locator("#tip").is_visible()


def test_links_open_the_document_of_a_claim(opened: Opened) -> None:
    page = opened.page
    page.evaluate("document.querySelectorAll('details.document').forEach(n => n.open = false)")
    page.locator(".finding .where a").first.click()
    assert page.locator("mark:target").is_visible()


def test_the_page_prints_the_documents(opened: Opened) -> None:
    page = opened.page
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details.document:not([open])").count() == 0
    assert not page.locator("#finding-tools").is_visible()


def test_without_script_it_can_still_be_read(browser: Any, report_file: Path) -> None:
    opened = Opened(browser, report_file, java_script_enabled=False)
    assert opened.page.locator(".finding:visible").count() == 8
    assert opened.page.locator("#claim-table tbody tr").count() == len(CLAIMS)
    assert not opened.page.locator("#finding-tools").is_visible()
    opened.context.close()


def test_ten_thousand_claims_are_paged(browser: Any, tmp_path: Path) -> None:
    documents, claims = many_claims(10_000)
    report = ValidationReport(
        batch="many",
        documents=len(documents) + 4,
        claims=len(claims),
        rejects=(),
        checks=(),
        findings=FINDINGS,
    )
    page_text = render(
        make_data(report=report, documents={**documents, **DOCUMENTS}, claims=claims, other_claims=CLAIMS),
        "html",
    )
    assert len(page_text.encode()) < 15_000_000
    file = tmp_path / "many.html"
    file.write_text(page_text, encoding="utf-8")
    opened = Opened(browser, file)
    page = opened.page
    assert page.locator("#claim-table tbody tr").count() == 50
    assert page.inner_text("#claim-page") == "1 to 50"
    page.click("#claim-next")
    assert page.inner_text("#claim-page") == "51 to 100"
    page.fill("#claim-search", "document-123.txt")
    assert page.inner_text("#claim-count") == "20 of 10,000 claims"
    assert opened.wrong == []
    opened.context.close()


def many_claims(number: int) -> tuple[dict[str, Document], tuple[Claim, ...]]:
    """Documents of twenty claims each."""
    template = CLAIMS[0]
    documents: dict[str, Document] = {}
    claims: list[Claim] = []
    for batch in range(number // 20):
        name = f"folder/document-{batch}.txt"
        text = ""
        for index in range(20):
            count = str(100 + (batch * 37 + index * 61) % 900)
            sentence = f"Report {index} speaks of {count} drones seen over the region during the night."
            start = len(text) + sentence.index(count, 10)
            claims.append(
                template.model_copy(
                    update={
                        "claim_id": f"{batch:08x}{index:08x}",
                        "document": name,
                        "quote": count,
                        "span": (start, start + len(count)),
                        "sentence": sentence,
                        "sentence_span": (len(text), len(text) + len(sentence)),
                        "value": float(count),
                        "lower": float(count),
                        "upper": float(count),
                    }
                )
            )
            text += f"{sentence}\n"
        documents[name] = Document(name, text, title=f"Report {batch}")
    return documents, tuple(claims)

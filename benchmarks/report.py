"""The HTML report of 10,000 claims: time to write it, its size, and how long a browser takes to show it.

The time in the browser is that of a headless Chromium from the request of the file to the end of the load
event, without the start of the browser; it is left out where no Chromium or no playwright is installed.

    python benchmarks/report.py [--claims 10000] [--runs 5]
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from report_fixture import CLAIMS, DOCUMENTS, FINDINGS, make_data
from test_report_browser import CHROMIUM, FLAGS, many_claims

from claims.model import ValidationReport
from claims.report import FORMATS, render


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--claims", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    documents, claims = many_claims(options.claims)
    report = ValidationReport(
        batch="many", documents=len(documents), claims=len(claims), rejects=(), checks=(), findings=FINDINGS
    )
    data = make_data(report=report, documents={**documents, **DOCUMENTS}, claims=claims, other_claims=CLAIMS)
    for name in FORMATS:
        started = time.process_time()
        text = render(data, name)
        spent = time.process_time() - started
        print(f"{name:8} {spent:7.2f} CPU-s to write {len(text.encode()) / 1e6:7.2f} MB")
        if name == "html":
            with tempfile.TemporaryDirectory() as folder:
                file = Path(folder) / "report.html"
                file.write_text(text, encoding="utf-8")
                _open(file, options.runs)


def _open(file: Path, runs: int) -> None:
    if CHROMIUM is None or shutil.which(CHROMIUM) is None:
        print("         no Chromium: not opened")
        return
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        print("         no playwright: not opened")
        return
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        times = []
        for _ in range(runs):
            page = browser.new_page()
            page.goto(file.as_uri())
            times.append(page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd") / 1000)
            page.close()
        browser.close()
    print(f"         opened in {statistics.median(times):.2f} s (median of {runs}; goal 2 s)")


if __name__ == "__main__":
    main()

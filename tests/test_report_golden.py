"""Whole reports compared with files that people read in review.

After a wanted change: ``pytest tests/test_report_golden.py --update-golden``, then look at the difference.
The HTML is compared without its drawings, whose bytes are the library's.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from report_fixture import make_data

from claims.report import render

GOLDEN = Path(__file__).parent / "golden"
EXTENSIONS = {
    "full": "txt", "concise": "txt", "table": "txt", "json": "json", "md": "md", "html": "html", "sarif": "sarif",
    "github": "txt", "junit": "xml",
}  # fmt: skip


@pytest.mark.parametrize("format_name", sorted(EXTENSIONS))
def test_report_is_as_agreed(format_name: str, request: pytest.FixtureRequest) -> None:
    text = render(make_data(), format_name, colour=False, width=100)
    if format_name == "html":
        text = re.sub(r"<svg.*?</svg>", "<svg></svg>", text, flags=re.DOTALL)
        text = re.sub(r"<style>.*?</style>", "<style></style>", text, flags=re.DOTALL)
        text = re.sub(r"<script>.*?</script>", "<script></script>", text, flags=re.DOTALL)
        text = re.sub(r"sha256-[\w+/=]+", "sha256-", text)
    file = GOLDEN / f"report-{format_name}.{EXTENSIONS[format_name]}"
    if request.config.getoption("--update-golden"):
        file.write_text(text, encoding="utf-8", newline="\n")
    assert file.read_text(encoding="utf-8") == text

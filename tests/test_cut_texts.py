"""Texts that break off anywhere, as headlines, tables and cut copies do, are read like any other."""

from __future__ import annotations

import re
import tomllib
from datetime import datetime
from pathlib import Path

import pytest

from claims.model import Document
from claims.pipeline import extract

FILES = sorted((Path(__file__).parent / "cases").glob("*/*.toml"))
PUBLISHED = datetime(2025, 7, 10)
# Of the words of a text, each so many is the last one of a cut copy, in another place of each text.
STEP = 6
WORD_END = re.compile(r"(?<=\w)(?!\w)")


def texts_of(file: Path) -> list[str]:
    cases = tomllib.loads(file.read_text(encoding="utf-8")).get("case", [])
    return [case["text"] for case in cases if isinstance(case, dict) and isinstance(case.get("text"), str)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_text_that_breaks_off_is_read(file: Path) -> None:
    for number, text in enumerate(texts_of(file)):
        ends = [match.start() for match in WORD_END.finditer(text)]
        for end in ends[number % STEP :: STEP]:
            cut = text[:end]
            found = extract(Document("cut", cut, published=PUBLISHED, published_basis="field"))
            assert all(cut[claim.span[0] : claim.span[1]] == claim.quote for claim in found.claims)

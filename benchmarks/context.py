"""Prints what the context of a sentence costs, beside what splitting it into tokens costs.

usage: python benchmarks/context.py FILE...   (texts; of .jsonl files the field "text")
"""

from __future__ import annotations

import json
import sys
import time
from datetime import datetime
from pathlib import Path

from claims.extract.context import ContextReader
from claims.extract.context_scene import lay_out
from claims.extract.dates import DateReader
from claims.extract.quantities import QuantityReader
from claims.extract.sentences import split_sentences
from claims.model import Document

PUBLISHED = datetime(2025, 6, 1)  # noqa: DTZ001 - the model's moments carry no zone


def texts(paths: list[str]) -> list[str]:
    found: list[str] = []
    for path in map(Path, paths):
        content = path.read_text(encoding="utf-8")
        found += (
            [json.loads(line)["text"] for line in content.splitlines()]
            if path.suffix == ".jsonl"
            else [content]
        )
    return found


def main() -> None:
    documents = [
        Document(str(number), text, published=PUBLISHED) for number, text in enumerate(texts(sys.argv[1:]))
    ]
    dates, quantities = DateReader(PUBLISHED), QuantityReader()
    work = []
    for document in documents:
        for sentence in split_sentences(document.text):
            times = dates.read(sentence)
            work.append((document, sentence, quantities.read([sentence], [times])[0], times))
    for part, chosen in (
        ("with quantities", [w for w in work if w[2]]),
        ("without", [w for w in work if not w[2]]),
    ):
        best = float("inf")
        for _ in range(5):
            begin = time.process_time()
            reader, current = ContextReader(documents[0]), documents[0]
            for document, sentence, mentions, times in chosen:
                if document is not current:
                    reader, current = ContextReader(document), document
                reader.read(sentence, lay_out(sentence, mentions) if mentions else None, times)
            best = min(best, time.process_time() - begin)
        count = sum(len(mentions) for _, _, mentions, _ in chosen)
        print(
            f"{part}: {len(chosen)} sentences, {count} quantities, {best / max(1, len(chosen)) * 1e6:.0f} µs a sentence"
        )


if __name__ == "__main__":
    main()

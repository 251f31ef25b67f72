"""One process of the comparison: reads sentences with one tool and prints what it cost as JSON.

usage: measure.py quantities|extraction|quantulum3 FILE   (one sentence a line)

"quantities" is ``claims.find_quantities``; "extraction" is all that a document goes through, with dates, context
and relations, twenty sentences a document; what quantulum3 is depends on the environment it runs in.

Every tool reads the whole file several times. The speed is that of the best pass after the first. Tools load
their tables when a text first needs them, so loading is the import and what the first pass costs more than the
best one.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Sized
from pathlib import Path

DOCUMENT = 20
PASSES = 3


def reader(tool: str) -> Callable[[str], Sized]:
    if tool == "quantities":
        from claims.extract.quantities import find_quantities

        return find_quantities
    if tool == "extraction":
        from claims.model import Document
        from claims.pipeline import extract

        return lambda text: extract(Document("news", text)).claims
    from quantulum3 import parser

    parse: Callable[[str], Sized] = parser.parse
    return parse


def _pass(read: Callable[[str], Sized], texts: list[str]) -> float:
    """CPU seconds of one pass over the texts."""
    start = time.process_time()
    for text in texts:
        read(text)
    return time.process_time() - start


def main(tool: str, path: str) -> None:
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    start = time.process_time()
    read = reader(tool)
    texts = lines
    if tool == "extraction":
        texts = ["\n".join(lines[at : at + DOCUMENT]) for at in range(0, len(lines), DOCUMENT)]
    found = sum(len(read(text)) for text in texts)
    first = time.process_time() - start
    spent = min(_pass(read, texts) for _ in range(PASSES - 1))
    print(
        json.dumps(
            {
                "tool": tool,
                "sentences": len(lines),
                "quantities": found,
                "load_cpu_seconds": round(first - spent, 3),
                "sentences_per_cpu_second": round(len(lines) / spent, 1),
                "peak_megabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])

"""One process of the comparison: reads sentences with one tool and prints what it cost as JSON.

usage: measure.py quantities|extraction|quantulum3 FILE   (one sentence a line)

"quantities" is ``claims.find_quantities``; "extraction" is all that a document goes through, with dates, context
and relations, twenty sentences a document; what quantulum3 is depends on the environment it runs in.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Sized
from pathlib import Path

DOCUMENT = 20


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


def main(tool: str, path: str) -> None:
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    start = time.process_time()
    read = reader(tool)
    texts = lines
    if tool == "extraction":
        texts = ["\n".join(lines[at : at + DOCUMENT]) for at in range(0, len(lines), DOCUMENT)]
    for text in texts[:3]:
        read(text)
    load = time.process_time() - start
    start = time.process_time()
    found = sum(len(read(text)) for text in texts)
    spent = time.process_time() - start
    print(
        json.dumps(
            {
                "tool": tool,
                "sentences": len(lines),
                "quantities": found,
                "load_cpu_seconds": round(load, 3),
                "sentences_per_cpu_second": round(len(lines) / spent, 1),
                "peak_megabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])

"""One process of the comparison: reads sentences with one tool and prints what it cost as JSON.

usage: measure.py ours|quantulum3 FILE   (one sentence a line)
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path


def main(tool: str, path: str) -> None:
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    start = time.process_time()
    if tool == "ours":
        from claims.extract.quantities import find_quantities as read
    else:
        from quantulum3 import parser

        read = parser.parse
    for line in lines[:3]:
        read(line)
    load = time.process_time() - start
    start = time.process_time()
    found = sum(len(read(line)) for line in lines)
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

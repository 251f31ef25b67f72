"""Run every benchmark of this folder, one after the other: ``make bench``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
SAMPLES = sorted(
    str(path) for path in (HERE.parent / "data" / "claims_data" / "samples" / "briefs").glob("*.md")
)
BENCHMARKS: tuple[tuple[str, ...], ...] = (
    ("startup.py",),
    ("memory.py",),
    ("report.py",),
    ("quantities/compare.py",),
    ("quantities/scaling.py",),
    ("dates/speed.py",),
    ("context.py", *SAMPLES),
    ("checks/run.py", "full", "100000"),
    ("checks/run.py", "incremental", "100000"),
    ("checks/mutations.py",),
)


def main() -> None:
    for script, *arguments in BENCHMARKS:
        print(f"== {script}", flush=True)
        subprocess.run([sys.executable, str(HERE / script), *arguments], check=True)


if __name__ == "__main__":
    main()

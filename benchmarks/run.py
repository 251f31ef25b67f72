"""Run every benchmark of this folder, one after the other: ``make bench``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main() -> None:
    for script in sorted(path for path in HERE.rglob("*.py") if path.name != "run.py"):
        print(f"== {script.relative_to(HERE)}", flush=True)
        subprocess.run([sys.executable, str(script)], check=True)


if __name__ == "__main__":
    main()

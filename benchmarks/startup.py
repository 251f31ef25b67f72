"""Process start to exit: ``claims --help`` against a bare Typer app, and one article validated against
the import of Great Expectations alone. Prints medians and ratios; pairs run in turn, so that a machine
whose speed drifts does not favour one side.

    python benchmarks/startup.py [--runs 7] [--document PATH]
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

SAMPLES = Path(__file__).parent.parent / "data" / "claims_data" / "samples" / "briefs"
BARE_TYPER = """
import typer
app = typer.Typer(rich_markup_mode=None)
@app.command()
def first(name: str = "") -> None: "One."
@app.command()
def second(name: str = "") -> None: "Two."
app()
"""


def seconds(command: Sequence[str], folder: Path) -> tuple[float, float]:
    """Wall and CPU seconds of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, capture_output=True, check=False)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def compare(label: str, ours: Callable[[Path], list[str]], floor: list[str], runs: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seconds(ours(folder), folder)
        seconds(floor, folder)
        pairs = [(seconds(ours(folder), folder), seconds(floor, folder)) for _ in range(runs)]
    for index, kind in enumerate(("wall", "cpu")):
        mine = statistics.median(pair[0][index] for pair in pairs)
        other = statistics.median(pair[1][index] for pair in pairs)
        ratio = statistics.median(pair[0][index] / pair[1][index] for pair in pairs)
        print(f"{label:34} {kind:4}  ours {mine:6.2f} s   floor {other:6.2f} s   ratio {ratio:5.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--document", type=Path, default=SAMPLES / "2025-07-10-night-on-kyiv.md")
    options = parser.parse_args()
    claims = str(Path(sys.executable).parent / "claims")
    document = str(options.document.resolve())
    compare(
        "claims --help / bare Typer",
        lambda _: [claims, "--help"],
        [sys.executable, "-c", BARE_TYPER, "--help"],
        options.runs,
    )

    def validate(folder: Path) -> list[str]:
        (folder / "claims.duckdb").unlink(missing_ok=True)
        return [claims, "validate", document, "--published", "2025-07-10"]

    compare(
        "validate / import GX", validate, [sys.executable, "-c", "import great_expectations"], options.runs
    )


if __name__ == "__main__":
    main()

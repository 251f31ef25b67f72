"""Quantities: ours against quantulum3, over the same sentences, in one process each.

usage: compare.py [FILE]      FILE has one sentence a line; without it our own templates are used

quantulum3 is installed from the package index into its own environment beside this script (``.venv-peer``).
Each is run three times in turn and its best run counts, as other work on the machine only slows. Prints
sentences per CPU-second, the ratio, peak memory and the CPU time of loading.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from sentences import sentences

HERE = Path(__file__).parent
ROUNDS = 3
PEER = HERE / ".venv-peer"


def peer_python() -> Path:
    """The interpreter of the peer's environment, made on first use."""
    python = PEER / "bin" / "python"
    if not (PEER / "ready").exists():
        venv.create(PEER, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "quantulum3==0.10.0"], check=True)
        (PEER / "ready").touch()
    return python


def measure(python: Path | str, tool: str, path: str) -> dict[str, float]:
    done = subprocess.run(
        [python, HERE / "measure.py", tool, path], check=True, capture_output=True, text=True
    )
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = sys.argv[1] if len(sys.argv) > 1 else str(Path(folder) / "sentences.txt")
        if len(sys.argv) == 1:
            Path(path).write_text("\n".join(sentences(2000)), encoding="utf-8")
        rounds = [
            (measure(sys.executable, "ours", path), measure(peer_python(), "quantulum3", path))
            for _ in range(ROUNDS)
        ]
    results = [
        max(pair, key=lambda result: result["sentences_per_cpu_second"]) for pair in zip(*rounds, strict=True)
    ]
    for result in results:
        print("  ".join(f"{name} {value}" for name, value in result.items()))
    ratio = results[0]["sentences_per_cpu_second"] / results[1]["sentences_per_cpu_second"]
    print(f"ratio {ratio:.1f}")


if __name__ == "__main__":
    main()

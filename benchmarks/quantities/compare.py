"""Quantities alone and the whole extraction against quantulum3, over the same sentences, in one process each.

usage: compare.py [--ours PYTHON] [FILE]

FILE has one sentence a line; without it two texts of our own templates are used: one in which four sentences in
five state a figure, and one like news articles, in which one in three does. PYTHON is the interpreter of another
environment that has our package, as that of a compiled wheel. quantulum3 is installed from the package index
into environments beside this script, as it comes (``.venv-peer``) and with its classifier of ambiguous units
(``.venv-peer-classifier``). Each is run three times in turn and its best run counts, as other work on the
machine only slows; how a run is timed, ``measure.py`` says. Prints sentences per CPU-second, the ratios, peak
memory and the CPU time of loading.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from sentences import news, sentences

HERE = Path(__file__).parent
ROUNDS = 3
SENTENCES = 1000
# The classifier's stored model needs the scikit-learn that wrote it.
PEERS = {
    "quantulum3": (".venv-peer", ["quantulum3==0.10.0"]),
    "quantulum3 with classifier": (
        ".venv-peer-classifier",
        ["quantulum3[classifier]==0.10.0", "scikit-learn==1.8.0"],
    ),
}


def peer_python(folder: Path, requirements: list[str]) -> Path:
    """The interpreter of a peer's environment, made on first use."""
    python = folder / "bin" / "python"
    if not (folder / "ready").exists():
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *requirements], check=True)
        (folder / "ready").touch()
    return python


def measure(python: Path | str, tool: str, path: str) -> dict[str, float]:
    done = subprocess.run(
        [python, HERE / "measure.py", tool, path], check=True, capture_output=True, text=True
    )
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description="quantities and extraction against quantulum3")
    parser.add_argument("file", nargs="?")
    parser.add_argument("--ours", default=sys.executable, metavar="PYTHON")
    options = parser.parse_args()
    runs: dict[str, tuple[Path | str, str]] = {
        "quantities": (options.ours, "quantities"),
        "extraction": (options.ours, "extraction"),
    } | {
        name: (peer_python(HERE / folder, requirements), "quantulum3")
        for name, (folder, requirements) in PEERS.items()
    }
    with tempfile.TemporaryDirectory() as folder:
        if options.file is not None:
            compare(options.file, options.file, runs)
            return
        for title, lines in (("figures", sentences(SENTENCES)), ("news", news(SENTENCES))):
            path = Path(folder) / f"{title}.txt"
            path.write_text("\n".join(lines), encoding="utf-8")
            compare(title, str(path), runs)


def compare(title: str, path: str, runs: dict[str, tuple[Path | str, str]]) -> None:
    """Run every tool over a file in turn, and print what each does and how they compare."""
    rounds = [
        {name: measure(python, tool, path) for name, (python, tool) in runs.items()} for _ in range(ROUNDS)
    ]
    best = {
        name: max((one[name] for one in rounds), key=lambda result: result["sentences_per_cpu_second"])
        for name in runs
    }
    print(f"-- {title}")
    for name, result in best.items():
        print(name, *(f"{key} {value}" for key, value in result.items() if key != "tool"), sep="  ")
    for ours in ("quantities", "extraction"):
        for peer in PEERS:
            speeds = [best[name]["sentences_per_cpu_second"] for name in (ours, peer)]
            print(f"{ours} / {peer}: {speeds[0] / speeds[1]:.1f}")


if __name__ == "__main__":
    main()

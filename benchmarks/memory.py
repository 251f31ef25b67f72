"""Peak memory of ``claims validate`` as the batch grows: it must not grow with it.

    python benchmarks/memory.py [--documents 20000] [--jobs 2]

Writes generated documents to a JSONL file, validates the first tenth and then all of them, each in a
process of its own, and prints the peak memory of both with their ratio.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

CITIES = ("Kyiv", "Kharkiv", "Odesa", "Sumy", "Lviv", "Dnipro", "Poltava", "Kherson")


def documents(number: int) -> Iterator[dict[str, str]]:
    """Yield documents of a night's attack and three more sentences, so that every family of rules compares some."""
    random.seed(20250709)
    for index in range(number):
        year = 2024 + index % 3
        city = random.choice(CITIES)
        drones, missiles, some = random.randint(20, 800), random.randint(1, 60), random.randint(2, 60)
        attack = (
            f"Russia launched {drones} drones and {missiles} missiles at {city} overnight, "
            f"{drones + missiles} in all, the air force said."
        )
        others = (
            f"At least {some} people, including {1 + some // 3} children, were killed in {city}.",
            f"It was the largest attack on {city} since the war began.",
            f"The death toll in {city} has risen to {some}, officials said.",
            f"Air defences shot down {drones * 4 // 5} of the {drones} drones, or 80 percent.",
            f"Ukraine has lost {some * 10} square kilometres since January, {some} square kilometres a week.",
            f"Repairs will cost about {some} million dollars.",
            f"Power was cut for {some} % of households.",
            f"Inflation rose from {some / 2} percent to {some / 2 + 1} percent in {year}.",
            f"Thousands of people fled {city}; {some * 130} reached Poland.",
        )
        yield {
            "id": f"generated-{index:06d}",
            "published": f"{year}-{1 + index % 12:02d}-{1 + index % 28:02d}",
            "text": " ".join((attack, *random.sample(others, 3))),
        }


def peak(batch: Path, database: Path, jobs: int) -> tuple[float, float, float]:
    """Peak megabytes of the main process, wall seconds and CPU seconds of one run."""
    claims = str(Path(sys.executable).parent / "claims")
    command = [
        claims,
        "validate",
        str(batch),
        "--db",
        str(database),
        "--format",
        "concise",
        "--fail-on",
        "never",
    ]
    start = time.perf_counter()
    process = subprocess.Popen([*command, "--quiet", "--jobs", str(jobs)], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"validate failed with {os.waitstatus_to_exitcode(status)}")
    return usage.ru_maxrss / 1024, time.perf_counter() - start, usage.ru_utime + usage.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    figures = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in (options.documents // 10, options.documents):
            batch = folder / f"{number}.jsonl"
            with batch.open("w", encoding="utf-8") as file:
                file.writelines(f"{json.dumps(row)}\n" for row in documents(number))
            megabytes, wall, cpu = peak(batch, folder / f"{number}.duckdb", options.jobs)
            print(f"{number:8,} documents   peak {megabytes:7.0f} MB   wall {wall:6.1f} s   cpu {cpu:6.1f} s")
            figures.append(megabytes)
    print(f"ten times the documents take {figures[1] / figures[0]:.2f} x the memory")


if __name__ == "__main__":
    main()

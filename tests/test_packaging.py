"""The wheel: what it holds, and that it runs outside the checkout in an environment of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TOP_LEVEL = {"claims", "claims_cli", "claims_expectations", "claims_data"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(target), str(ROOT)]
    plain = {key: value for key, value in os.environ.items() if key != "CLAIMS_COMPILE"}
    subprocess.run(command, env=plain, check=True, capture_output=True, text=True)
    (built,) = target.glob("*.whl")
    return built


def test_the_wheel_has_only_our_top_level_names(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name.split("/")[0] for name in archive.namelist()}
    assert {name for name in names if not name.endswith(".dist-info")} == TOP_LEVEL


def test_the_wheel_carries_every_data_file(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    homes = {"claims": ROOT, "claims_expectations": ROOT / "expectations", "claims_data": ROOT / "data"}
    for package, home in homes.items():
        for path in (home / package).rglob("*"):
            if path.suffix in {
                ".toml",
                ".csv",
                ".txt",
                ".sql",
                ".md",
                ".html",
                ".json",
                ".css",
                ".js",
                ".typed",
            }:
                assert path.relative_to(home).as_posix() in packed


def test_the_wheel_runs_in_an_environment_of_its_own(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    install = [
        str(environment / "bin" / "python"),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ]
    constraints = ["--constraint", str(ROOT / "constraints.txt")]
    subprocess.run([*install, *constraints, str(wheel)], check=True, capture_output=True)
    brief = tmp_path / "brief.md"
    brief.write_text(
        "---\npublished: 2025-08-02\n---\nAir defences shot down 215 drones and jammed 31 more, 264 in all.\n",
        encoding="utf-8",
    )
    command = [
        str(environment / "bin" / "claims"),
        "validate",
        "brief.md",
        "--db",
        "out.duckdb",
        "--format",
        "json",
    ]
    clean = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(command, cwd=tmp_path, env=clean, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    report = json.loads(done.stdout)
    assert [one["code"] for one in report["findings"] if one["severity"] == "error"] == ["C304"]


@pytest.mark.skipif(
    os.environ.get("CLAIMS_COMPILE") != "1", reason="compiling takes minutes: CLAIMS_COMPILE=1 runs it"
)
def test_a_compiled_wheel_reads_what_the_plain_one_reads(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "build", "--wheel", "--outdir", str(tmp_path), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True, text=True)
    (built,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        assert {name.split("/")[0] for name in archive.namelist() if ".dist-info" not in name} == TOP_LEVEL
        archive.extractall(tmp_path / "compiled")
    extract = "from claims_cli.main import run; import claims.extract.items as i; import sys; sys.stderr.write(i.__file__); run()"
    samples = ROOT / "data" / "claims_data" / "samples"
    outputs = []
    for path, suffix in ((str(tmp_path / "compiled"), ".so"), (None, ".py")):
        done = subprocess.run(
            [sys.executable, "-c", extract, "extract", str(samples), "--format", "jsonl"],
            cwd=tmp_path,  # out of the checkout, which would come before the compiled modules
            env={**os.environ, **({"PYTHONPATH": path} if path else {})},
            check=True,
            capture_output=True,
            text=True,
        )
        assert suffix in done.stderr
        outputs.append(done.stdout)
    assert outputs[0] == outputs[1] != ""

"""The documentation: its examples print what it says, its generated pages are up to date, its links lead somewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])

# Written by typer from the commands themselves; its console blocks are usage lines.
COMMANDS = ROOT / "docs" / "commands.md"
# Its example runs in a process of its own in the tests of the suites.
SUITES = ROOT / "docs" / "great-expectations.md"

_CONSOLE = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
_PYTHON = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]]+\]\((?!https?:)([^)#]+)[^)]*\)")
# What differs from one machine or run to the next.
_FREE = "[...]"


def page_id(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def commands_of(block: str) -> list[tuple[str, str]]:
    """Return the commands of a console block, each with what it prints."""
    found: list[tuple[str, str]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], ""))
        elif found:
            found[-1] = (found[-1][0], found[-1][1] + line + "\n")
    return found


def agrees(printed: str, documented: str) -> bool:
    """Compare what was printed with the page, where ``[...]`` stands for any text."""
    pattern = ".*?".join(re.escape(piece) for piece in documented.strip().split(_FREE))
    return re.fullmatch(pattern, printed.strip(), re.DOTALL) is not None


def pages_with(pattern: re.Pattern[str]) -> list[Path]:
    pages = [page for page in PAGES if page not in (COMMANDS, SUITES)]
    return [page for page in pages if pattern.search(page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("page", pages_with(_CONSOLE), ids=page_id)
def test_console_examples_print_what_the_page_says(page: Path, tmp_path: Path) -> None:
    (tmp_path / "data").symlink_to(ROOT / "data")
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    for block in _CONSOLE.findall(page.read_text(encoding="utf-8")):
        for command, documented in commands_of(block):
            if command.startswith("make "):
                continue
            done = subprocess.run(
                ["bash", "-c", command],
                cwd=tmp_path,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
            )
            assert agrees(done.stdout + done.stderr, documented), f"{command}\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize("page", pages_with(_PYTHON), ids=page_id)
def test_python_examples_run(page: Path, tmp_path: Path) -> None:
    code = "\n".join(_PYTHON.findall(page.read_text(encoding="utf-8")))
    (tmp_path / "data").symlink_to(ROOT / "data")
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_command_reference_is_up_to_date(tmp_path: Path) -> None:
    target = tmp_path / "commands.md"
    command = [
        str(BIN / "typer"),
        "claims_cli.main",
        "utils",
        "docs",
        "--name",
        "claims",
        "--output",
        str(target),
    ]
    subprocess.run(command, check=True, capture_output=True)
    assert target.read_text(encoding="utf-8") == COMMANDS.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_links_lead_to_files(page: Path) -> None:
    for target in _LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target

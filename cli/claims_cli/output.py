"""Where the command line writes: the payload on stdout, messages and progress on stderr."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from claims.errors import InputError

Item = TypeVar("Item")

PLAIN_WIDTH = 100


def use_utf8() -> None:
    """Write UTF-8 with plain line ends whatever the locale says, so that output is the same everywhere."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def write(text: str) -> None:
    """Write payload to stdout, with one line end at its end."""
    sys.stdout.write(text if text.endswith("\n") else f"{text}\n")


def write_to(text: str, target: Path | None) -> None:
    """Write payload to a file, or to stdout where none is named."""
    if target is None:
        write(text)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text if text.endswith("\n") else f"{text}\n", encoding="utf-8", newline="\n")


def write_lines(lines: Iterable[str], target: Path | None) -> None:
    """Write payload line by line, as it comes."""
    if target is None:
        for line in lines:
            sys.stdout.write(f"{line}\n")
    else:
        with target.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in lines)


def write_bytes(content: bytes, target: Path | None) -> None:
    """Write a file that is no text. Raises ``InputError`` where no file is named and stdout is a terminal."""
    if target is not None:
        target.write_bytes(content)
    elif sys.stdout.isatty():
        raise InputError("name a file with --output: this format is not for a terminal")
    else:
        sys.stdout.buffer.write(content)


def say(text: str, *, quiet: bool = False) -> None:
    """Write a message to stderr."""
    if not quiet:
        sys.stderr.write(f"{text}\n")


def complain(text: str) -> None:
    sys.stderr.write(f"error: {text}\n")


def colour_wanted() -> bool:
    """Colour only on a terminal, and never where NO_COLOR is set (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def width_of_output() -> int:
    """Width of the terminal; a fixed one where the output is not a terminal, so that it never varies."""
    return shutil.get_terminal_size((PLAIN_WIDTH, 24)).columns if sys.stdout.isatty() else PLAIN_WIDTH


def with_progress(items: Iterable[Item], label: str, *, quiet: bool = False) -> Iterator[Item]:
    """Pass the items on, with a bar on stderr where that is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TextColumn("{task.completed}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(label, total=None)
        for item in items:
            yield item
            progress.advance(task)

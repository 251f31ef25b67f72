"""Rich text to a string: coloured for a terminal, plain for everything else."""

from __future__ import annotations

import io

from rich.console import Console, RenderableType


class Page:
    """Collects what is printed; ``text`` is the string of it, trailing blanks cut."""

    def __init__(self, *, colour: bool, width: int) -> None:
        self.width = max(width, 40)
        self._file = io.StringIO()
        self._console = Console(
            file=self._file,
            force_terminal=colour,
            color_system="standard" if colour else None,
            no_color=not colour,
            width=self.width,
            legacy_windows=False,
            highlight=False,
            markup=False,
            emoji=False,
            soft_wrap=False,
        )

    def line(self, content: RenderableType = "") -> None:
        """Print one line that is never wrapped."""
        self._console.print(content, soft_wrap=True)

    def wrapped(self, content: RenderableType) -> None:
        """Print text wrapped at the width, or a table."""
        self._console.print(content)

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self._file.getvalue().split("\n"))

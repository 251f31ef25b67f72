"""Matplotlib figures as inline SVG whose colours are those of the page; the only import of matplotlib."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from markupsafe import Markup

from claims.model import stable_hash
from claims.report.words import number_in_words

# Placeholder colours; each becomes a variable of the page's style, so that dark pages have dark charts.
INK, SOFT, LINE, PAPER = "#010101", "#010102", "#010103", "#010104"
BLUE, ORANGE, GREEN, VIOLET, OCHRE, RING = "#020201", "#020202", "#020203", "#020204", "#020205", "#020206"
SERIES = (BLUE, ORANGE, GREEN, VIOLET, OCHRE)
_VARIABLES = {
    INK: "--ink", SOFT: "--soft", LINE: "--line", PAPER: "--paper", BLUE: "--chart-1", ORANGE: "--chart-2",
    GREEN: "--chart-3", VIOLET: "--chart-4", OCHRE: "--chart-5", RING: "--ring",
}  # fmt: skip
_INCHES = 5.9
_STYLE: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "quantclaims",
    "font.family": "DejaVu Sans",
    "font.size": 11,
    "text.parse_math": False,
    "axes.unicode_minus": False,
    "axes.edgecolor": LINE,
    "axes.labelcolor": SOFT,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "text.color": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "grid.color": LINE,
    "grid.linewidth": 0.6,
    "axes.axisbelow": True,
    "timezone": "UTC",
}
_ID = re.compile(r'\bid="([^"]+)"')
_HREF = re.compile(r'\b(?:xlink:)?href="#([^"]+)"')
_URL = re.compile(r"url\(#([^)]+)\)")
_HEAD = re.compile(r"^.*?(?=<svg\b)|<metadata>.*?</metadata>|<!--.*?-->", re.DOTALL)
_SIZE = re.compile(r'(<svg\b[^>]*?) (?:height|width)="[^"]*"')
_NAMESPACE = re.compile(r'\s+xmlns(?::xlink)?="[^"]*"')


class Draft:
    """A figure with one pair of axes, being drawn."""

    def __init__(self, figure: Any, axes: Any) -> None:
        self.figure = figure
        self.axes = axes
        self._written = ""

    def time_axis(self, moments: list[datetime]) -> None:
        """Let the horizontal axis show time, with room at both ends."""
        from matplotlib import dates as matplotlib_dates

        dates: Any = matplotlib_dates
        first, last = min(moments), max(moments)
        room = max((last - first) * 0.06, timedelta(hours=12))
        self.axes.set_xlim(first - room, last + room * 2)
        locator = dates.AutoDateLocator(minticks=3, maxticks=8)
        self.axes.xaxis.set_major_locator(locator)
        self.axes.xaxis.set_major_formatter(dates.ConciseDateFormatter(locator))

    def number_axis(self, unit: str) -> None:
        """Write grouped numbers at the vertical axis, and the unit above it."""
        from matplotlib.ticker import FuncFormatter, NullFormatter

        self.axes.yaxis.set_major_formatter(FuncFormatter(lambda number, _: number_in_words(number)))
        self.axes.yaxis.set_minor_formatter(NullFormatter())
        self.axes.tick_params(which="minor", length=0)
        if unit:
            self.axes.set_title(unit, loc="left", fontsize=10, color=SOFT)

    def whole_numbers(self) -> None:
        """Count along the horizontal axis."""
        from matplotlib.ticker import MaxNLocator

        self.axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        self.axes.grid(visible=False, axis="y")
        self.axes.grid(visible=True, axis="x")

    def legend(self) -> None:
        """Explain the colours above the axes."""
        self.figure.legend(loc="outside upper left", frameon=False, fontsize=10, labelcolor=INK, ncols=3)

    def finish(self) -> None:
        written = io.StringIO()
        self.figure.savefig(written, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
        self._written = written.getvalue()

    def svg(self, name: str) -> Markup:
        """The drawing for a page; ``name`` keeps its ids apart from those of other drawings."""
        prefix = f"g{stable_hash(name, length=8)}-"
        text = _HEAD.sub("", self._written)
        text = _SIZE.sub(r"\1", _SIZE.sub(r"\1", text, count=1), count=1)
        text = _NAMESPACE.sub("", text)
        text = _ID.sub(rf'id="{prefix}\1"', text)
        text = _HREF.sub(rf'href="#{prefix}\1"', text)
        text = _URL.sub(rf"url(#{prefix}\1)", text)
        for colour, variable in _VARIABLES.items():
            text = text.replace(colour, f"var({variable})")
        # What the drawing says stands in the label of the element around it.
        text = text.replace("<svg", '<svg aria-hidden="true" focusable="false"', 1)
        return Markup(text.strip())  # noqa: S704 - matplotlib escapes the texts it writes


@contextmanager
def drawing(height: float) -> Iterator[Draft]:
    """Draw a figure of the page's width; ``height`` in inches."""
    import matplotlib
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_STYLE)
        figure = Figure(figsize=(_INCHES, height), layout="constrained")
        FigureCanvasSVG(figure)
        draft = Draft(figure, figure.add_subplot())
        draft.axes.tick_params(length=0)
        yield draft
        draft.finish()

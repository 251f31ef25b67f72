"""Source lines with carets under the spans that a finding is about, fitted to a width.

Widths are columns of a terminal: wide characters take two, combining marks none, tabs four. A line that
is too long is cut around its spans; spans too far apart for one row get a row each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from claims.report.locate import Lines
from claims.report.visible import visible

ELLIPSIS = "…"
# How many characters of context are tried around each span, widest first.
_CONTEXTS = (10_000, 160, 120, 100, 80, 70, 60, 50, 45, 40, 35, 30, 25, 20, 16, 12, 0)


@dataclass(frozen=True, slots=True)
class Label:
    """A span of a document, what to write below it, and the style of its carets."""

    span: tuple[int, int]
    text: str
    style: str


@dataclass(frozen=True, slots=True)
class _Part:
    """The piece of a label that stands on one line; offsets are the line's."""

    start: int
    end: int
    text: str
    style: str


def snippet(lines: Lines, labels: Sequence[Label], width: int) -> list[Text]:
    """Draw the lines that the labels stand on, with a gutter of line numbers; ``width`` in columns."""
    by_line: dict[int, list[_Part]] = {}
    for label in labels:
        for line, part in _split_by_line(lines, label):
            by_line.setdefault(line, []).append(part)
    gutter = len(str(max(by_line, default=1)))
    room = max(width - gutter - 3, 20)
    drawn: list[Text] = [_gutter("", gutter)]
    previous: int | None = None
    for line in sorted(by_line):
        if previous is not None and line > previous + 1:
            drawn.append(Text("." * max(gutter, 3), "cyan"))
        start, end = lines.bounds(line)
        text = lines.text[start:end]
        for row in _rows(text, sorted(set(by_line[line]), key=lambda part: (part.start, part.end)), room):
            drawn.append(_gutter(str(line), gutter) + Text(row.text))
            drawn.extend(_gutter("", gutter) + below for below in _below(row, room))
        previous = line
    drawn.append(_gutter("", gutter))
    return drawn


def _gutter(number: str, gutter: int) -> Text:
    # Assembled, since a style of the whole would also colour the source that is added to it.
    return Text.assemble((f"{number:>{gutter}} | ", "cyan"))


def _split_by_line(lines: Lines, label: Label) -> list[tuple[int, _Part]]:
    """Cut a label at line ends; its text stands below its last piece."""
    start, end = label.span
    first, _ = lines.position(start)
    last, _ = lines.position(max(end - 1, start))
    pieces = []
    for line in range(first, last + 1):
        begin, finish = lines.bounds(line)
        piece = _Part(
            max(start, begin) - begin,
            min(end, finish) - begin,
            label.text if line == last else "",
            label.style,
        )
        if piece.end > piece.start or line == last:
            pieces.append((line, piece))
    return pieces


@dataclass(frozen=True, slots=True)
class _Row:
    """A drawn row of source and its carets: (first column, columns, label, style)."""

    text: str
    carets: tuple[tuple[int, int, str, str], ...]


def _rows(text: str, parts: list[_Part], room: int) -> list[_Row]:
    rows: list[_Row] = []
    waiting = parts
    while waiting:
        for count in range(len(waiting), 0, -1):
            row = _fitted(text, waiting[:count], room, last_resort=count == 1)
            if row is not None:
                rows.append(row)
                waiting = waiting[count:]
                break
    return rows


def _fitted(text: str, parts: list[_Part], room: int, *, last_resort: bool) -> _Row | None:
    """One row with all the parts and as much context as fits, or nothing."""
    for context in _CONTEXTS:
        if context < 12 and len(parts) > 1:
            return None
        row = _draw(text, parts, context)
        if cell_len(row.text) <= room:
            return row
    if not last_resort:
        return None
    part = parts[0]
    cut = set_cell_size(visible(text[part.start : part.end]), room - 2).rstrip() + ELLIPSIS
    return _Row(cut, ((0, cell_len(cut), part.text, part.style),))


def _draw(text: str, parts: list[_Part], context: int) -> _Row:
    windows: list[list[int]] = []
    for part in parts:
        begin = _word_start(text, max(part.start - context, 0), part.start)
        finish = _word_end(text, part.end, min(part.end + context, len(text)))
        if windows and begin <= windows[-1][1] + 3:
            windows[-1][1] = max(windows[-1][1], finish)
        else:
            windows.append([begin, finish])
    drawn = ""
    carets: list[tuple[int, int, str, str]] = []
    waiting = list(parts)
    for begin, finish in windows:
        if begin > 0:
            drawn += ELLIPSIS
        while waiting and waiting[0].end <= finish:
            part = waiting.pop(0)
            before = cell_len(drawn + visible(text[begin : part.start]))
            through = cell_len(drawn + visible(text[begin : part.end]))
            carets.append((before, max(through - before, 1), part.text, part.style))
        drawn += visible(text[begin:finish])
    if windows and windows[-1][1] < len(text):
        drawn += ELLIPSIS
    return _Row(drawn, tuple(carets))


def _word_start(text: str, start: int, limit: int) -> int:
    """Move a cut right to the start of a word, unless that passes the limit."""
    if start == 0:
        return 0
    while start < limit and not text[start - 1].isspace():
        start += 1
    return start


def _word_end(text: str, limit: int, end: int) -> int:
    if end == len(text):
        return end
    while end > limit and not text[end].isspace():
        end -= 1
    return end


def _below(row: _Row, room: int) -> list[Text]:
    """The line of carets, then the labels that did not fit behind the last caret, right to left."""
    line = Text()
    for first, columns, _, style in row.carets:
        line.append(" " * (first - line.cell_len))
        line.append("^" * (columns - max(line.cell_len - first, 0)), style)
    waiting = list(row.carets)
    last = waiting[-1]
    drawn = [line]
    if last[2] and line.cell_len + 1 + cell_len(visible(last[2])) <= room:
        line.append(" ")
        line.append(visible(last[2]), last[3])
        waiting.pop()
    while waiting:
        first, _, text, style = waiting.pop()
        if not text:
            continue
        label = visible(text)
        below = Text()
        # Where the label would run out of the room it begins earlier, over the bars that stand there.
        start = max(min(first, room - cell_len(label)), 0)
        for column, _, _, bar_style in waiting:
            if below.cell_len <= column < start - 1 or (column == start - 1 and start == first):
                below.append(" " * (column - below.cell_len))
                below.append("|", bar_style)
        below.append(" " * (start - below.cell_len))
        left = room - below.cell_len
        if cell_len(label) > left:
            label = set_cell_size(label, max(left - 1, 8)).rstrip() + ELLIPSIS
        below.append(label, style)
        drawn.append(below)
    return drawn

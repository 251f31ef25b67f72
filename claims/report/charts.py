"""Charts of the claims as inline SVG, drawn by matplotlib when the report is made.

The drawings are the same bytes for the same claims: no date, ids from a fixed salt, the library's default
style. Their colours are placeholders that become the page's own, so that they follow light and dark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import log10
from typing import TYPE_CHECKING, Any

from claims.model import Claim
from claims.report.sources import ReportData
from claims.report.svg import BLUE, INK, ORANGE, RING, SERIES, SOFT, drawing
from claims.report.verdict import is_consistency, plural
from claims.report.visible import one_line
from claims.report.words import bounds_in_words, number_in_words, time_in_words, unit_in_words

if TYPE_CHECKING:
    from markupsafe import Markup

MOST_MEASURES = 8
MOST_MARKS = 60
MOST_SOURCES = 15
# From this ratio of the largest to the smallest number the axis is logarithmic.
LOG_RATIO = 30.0
# The part of the whole span of time below which an interval would be too thin to see.
_THINNEST = 0.006
_LONGEST_NAME = 26


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing, what it says in a sentence, and the same as a table."""

    title: str
    note: str
    summary: str
    svg: Markup
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class _Dated:
    """A claim with its time as dates and its bounds in the unit of the chart; ``None`` is open."""

    claim: Claim
    start: datetime
    end: datetime
    lower: float | None
    upper: float | None

    @property
    def middle(self) -> datetime:
        return self.start + (self.end - self.start) / 2

    @property
    def known(self) -> list[float]:
        return [bound for bound in (self.lower, self.upper) if bound is not None]


def charts(data: ReportData) -> list[Chart]:
    """The interval plots of measures with several dated claims, the tolls, the launches, the sources."""
    found = {claim.claim_id for finding in data.findings for claim in finding.claims}
    groups: dict[tuple[str, str, str], list[_Dated]] = {}
    for claim in data.claims:
        dated = _dated(claim)
        if claim.measure and dated is not None:
            unit = claim.unit or ""
            # A tally since some day and the number of one event are different things.
            scope = "since" if claim.time_role == "since" else ""
            groups.setdefault((claim.measure, scope, unit), []).append(dated)
    several = [(key, dated) for key, dated in groups.items() if _is_telling(dated)]
    several.sort(
        key=lambda group: (
            -sum(mark.claim.claim_id in found for mark in group[1]),
            -len(group[1]),
            group[0],
        )
    )
    drawn = [_intervals(key, dated, found) for key, dated in several[:MOST_MEASURES]]
    launches = [mark for (measure, _, _), dated in groups.items() if _is_launch(measure) for mark in dated]
    if len({mark.claim.measure for mark in launches}) > 1:
        drawn.append(_launches(launches))
    agreement = _agreement(data)
    return [*drawn, agreement] if agreement else drawn


def _is_telling(dated: list[_Dated]) -> bool:
    """Whether a picture shows more than one claim would: other bounds, or another time."""
    return len({(mark.lower, mark.upper, mark.middle) for mark in dated}) > 1


def _is_launch(measure: str) -> bool:
    return measure.partition(":")[0] in {"launched", "fired"} and ":" in measure


def _dated(claim: Claim) -> _Dated | None:
    if claim.lower is None and claim.upper is None:
        return None
    start, end = _moment(claim.time_start), _moment(claim.time_end)
    if claim.time_role == "since" and end is not None:
        start = end - timedelta(days=1)
    if start is None or end is None:
        known = start or end
        if known is None:
            return None
        start = end = known
    return _Dated(claim, start, max(start, end), claim.lower, claim.upper)


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None


def _intervals(key: tuple[str, str, str], dated: list[_Dated], found: set[str]) -> Chart:
    """Bounds over time: a dot or a bar a claim, arrows for open ends, rings for claims in findings."""
    measure, scope, unit = key
    chosen = sorted(
        dated, key=lambda mark: (mark.claim.claim_id not in found, mark.start, mark.claim.claim_id)
    )
    marks = sorted(chosen[:MOST_MARKS], key=lambda mark: (mark.start, mark.end, mark.claim.claim_id))
    numbers = [number for mark in marks for number in mark.known]
    is_log = min(numbers) > 0 and max(numbers) / min(numbers) >= LOG_RATIO
    low, high = _limits(numbers, is_log)
    first, last = min(mark.start for mark in marks), max(mark.end for mark in marks)
    thinnest = max((last - first) * _THINNEST, timedelta(minutes=10))
    with drawing(height=2.9) as draft:
        axes = draft.axes
        axes.set_yscale("log" if is_log else "linear")
        axes.set_ylim(low, high)
        for mark in marks:
            _draw_mark(axes, mark, low, high, thinnest, is_found=mark.claim.claim_id in found)
        _draw_tolls(axes, marks)
        _write_numbers(axes, marks, found, (first, last))
        draft.time_axis([first, last])
        draft.number_axis(unit_in_words(unit).strip())
    title = ", ".join(
        part for part in (measure, "totals since a day" if scope else "", unit_in_words(unit).strip()) if part
    )
    left = len(dated) - len(marks)
    ringed = sum(mark.claim.claim_id in found for mark in marks)
    return Chart(
        title=one_line(title),
        note=f"{left} more claims of this measure are not drawn." if left else "",
        summary=one_line(
            f"{title}: {len(marks)} claims from {first.date()} to {last.date()}, "
            f"between {number_in_words(min(numbers))} and {number_in_words(max(numbers))}; {ringed} of them in findings."
        ),
        svg=draft.svg(f"measure-{measure}-{scope}-{unit}"),
        columns=("When", "Stated", "As written", "Said by", "Document", "In a finding"),
        rows=tuple(
            (
                one_line(time_in_words(mark.claim)),
                bounds_in_words(mark.claim),
                one_line(mark.claim.quote),
                one_line(mark.claim.attributed_to or ""),
                one_line(mark.claim.document),
                "yes" if mark.claim.claim_id in found else "",
            )
            for mark in marks
        ),
    )


def _write_numbers(axes: Any, marks: list[_Dated], found: set[str], span: tuple[datetime, datetime]) -> None:
    """Write the bounds beside the marks, those in findings first, where no other number stands."""
    whole = max(span[1] - span[0], timedelta(hours=1))
    low, high = (log10(limit) if axes.get_yscale() == "log" else limit for limit in axes.get_ylim())
    taken: list[tuple[float, float]] = []
    for mark in sorted(marks, key=lambda mark: mark.claim.claim_id not in found):
        number = _anchor(mark)
        across = (mark.middle - span[0]) / whole
        height = ((log10(number) if axes.get_yscale() == "log" else number) - low) / (high - low)
        written = bounds_in_words(mark.claim)
        if any(abs(across - x) < 0.03 + 0.018 * len(written) and abs(height - y) < 0.08 for x, y in taken):
            continue
        taken.append((across, height))
        axes.annotate(
            written, (mark.middle, number), textcoords="offset points",
            xytext=(8, 5), fontsize=9.5, color=INK,
        )  # fmt: skip


def _anchor(mark: _Dated) -> float:
    return mark.known[-1]


def _limits(numbers: Sequence[float], is_log: bool) -> tuple[float, float]:
    low, high = min(numbers), max(numbers)
    if is_log:
        return low / 2.2, high * 2.2
    room = (high - low) * 0.22 or abs(high) * 0.3 or 1.0
    # A count or share that cannot fall below nought is drawn from nought, unless that hides the spread.
    return (0.0 if low >= 0 and low <= high * 0.6 else low - room), high + room


def _draw_mark(
    axes: Any, mark: _Dated, low: float, high: float, thinnest: timedelta, *, is_found: bool
) -> None:
    vague = mark.claim.relation == "vague"
    alpha = 0.4 if vague else 1.0
    colour = BLUE
    lower = low if mark.lower is None else mark.lower
    upper = high if mark.upper is None else mark.upper
    middle = mark.middle
    width = max(mark.end - mark.start, thinnest)
    if mark.lower is not None and mark.upper is not None and lower == upper:
        axes.plot(
            [middle - width / 2, middle + width / 2], [lower, lower], color=colour, linewidth=1.4, alpha=0.6
        )
        axes.plot([middle], [lower], "o", color=colour, markersize=5.5)
    elif mark.lower is None or mark.upper is None:
        known = upper if mark.lower is None else lower
        # The arrow says "and beyond": its length means nothing.
        points_up = mark.upper is None
        axes.plot(
            [middle - width / 2, middle + width / 2], [known, known], color=colour, linewidth=1.4, alpha=alpha
        )
        axes.annotate(
            "", xy=(middle, known), xytext=(0, 24 if points_up else -24), textcoords="offset points",
            arrowprops={"arrowstyle": "<-", "color": colour, "linewidth": 1.8, "alpha": alpha, "shrinkA": 0, "shrinkB": 0},
        )  # fmt: skip
    else:
        axes.fill_between(
            [middle - width / 2, middle + width / 2], [lower, lower], [upper, upper],
            color=colour, alpha=0.18 if vague else 0.35, linewidth=0,
        )  # fmt: skip
        axes.plot(
            [middle, middle], [lower, upper], color=colour, linewidth=3.2, alpha=alpha, solid_capstyle="butt"
        )
    if is_found:
        at = [lower, upper] if len(mark.known) == 2 and lower != upper else [mark.known[0]]
        axes.plot(
            [middle] * len(at),
            at,
            "o",
            markersize=12,
            markerfacecolor="none",
            markeredgecolor=RING,
            markeredgewidth=1.6,
        )


def _draw_tolls(axes: Any, marks: list[_Dated]) -> None:
    """Join the reports of one cumulative toll by one source, in the order of time."""
    tolls: dict[tuple[str, str], list[_Dated]] = {}
    for mark in marks:
        is_toll = mark.claim.time_role in {"as_of", "since"} and not _is_launch(mark.claim.measure or "")
        if is_toll and mark.claim.value is not None:
            source = mark.claim.attributed_to or mark.claim.document
            tolls.setdefault((source, mark.claim.place or ""), []).append(mark)
    for steps in tolls.values():
        if len(steps) > 1:
            axes.plot(
                [mark.middle for mark in steps], [_anchor(mark) for mark in steps],
                color=SOFT, linewidth=1.1, linestyle=(0, (4, 3)), drawstyle="steps-post", zorder=1,
            )  # fmt: skip


def _launches(marks: list[_Dated]) -> Chart:
    """What was launched, by night: a stem a claim, a colour a concept."""
    marks = sorted(marks, key=lambda mark: (mark.start, mark.claim.measure or "", mark.claim.claim_id))[
        -MOST_MARKS:
    ]
    measures = sorted({mark.claim.measure or "" for mark in marks})
    colours = {measure: SERIES[number % len(SERIES)] for number, measure in enumerate(measures)}
    first, last = min(mark.start for mark in marks), max(mark.end for mark in marks)
    step = max((last - first) * 0.012, timedelta(hours=2))
    with drawing(height=2.9) as draft:
        axes = draft.axes
        for measure in measures:
            own = [mark for mark in marks if mark.claim.measure == measure]
            shift = step * (measures.index(measure) - (len(measures) - 1) / 2)
            times = [mark.middle + shift for mark in own]
            heights = [_anchor(mark) for mark in own]
            axes.vlines(times, 0, heights, colors=colours[measure], linewidth=2.2)
            axes.plot(times, heights, "o", color=colours[measure], markersize=5.5, label=measure)
        axes.set_ylim(0, max(_anchor(mark) for mark in marks) * 1.15)
        draft.legend()
        draft.time_axis([first, last])
        draft.number_axis("")
    return Chart(
        title="Launches over time",
        note="The highest number stated by each claim; different nights are different events.",
        summary=f"Launches over time: {plural(len(marks), 'claim')} from {first.date()} to {last.date()}.",
        svg=draft.svg("launches"),
        columns=("When", "Measure", "Stated", "Place", "Document"),
        rows=tuple(
            (
                one_line(time_in_words(mark.claim)),
                mark.claim.measure or "",
                bounds_in_words(mark.claim),
                one_line(mark.claim.place or ""),
                one_line(mark.claim.document),
            )
            for mark in marks
        ),
    )


def _agreement(data: ReportData) -> Chart | None:
    """How often the claims of each source agreed with others, of the comparisons that were kept."""
    counts: dict[str, list[int]] = {}
    for made in data.comparisons:
        if not is_consistency(made.code):
            continue
        column = 0 if not made.violates else 1 if made.verdict in {"reconcilable", "ambiguous"} else 2
        for source in sorted({_source(data, claim_id) for claim_id in made.claim_ids} - {""}):
            counts.setdefault(source, [0, 0, 0])[column] += 1
    if len(counts) < 2:
        return None
    shown = sorted(counts.items(), key=lambda item: (-item[1][2], -item[1][1], -sum(item[1]), item[0]))
    rows = shown[:MOST_SOURCES]
    with drawing(height=0.9 + 0.34 * len(rows)) as draft:
        axes = draft.axes
        names = [_short(one_line(source)) for source, _ in rows]
        lefts = [0] * len(rows)
        for column, (label, colour) in enumerate(
            (("agree", BLUE), ("can be reconciled", SOFT), ("contradict", ORANGE))
        ):
            widths = [numbers[column] for _, numbers in rows]
            axes.barh(range(len(rows)), widths, left=lefts, color=colour, height=0.62, label=label)
            lefts = [left + width for left, width in zip(lefts, widths, strict=True)]
        axes.set_yticks(range(len(rows)), names)
        axes.invert_yaxis()
        draft.legend()
        draft.whole_numbers()
    return Chart(
        title="Agreement by source",
        note="Comparisons of claims with one another, of those that were kept with their working."
        + (f" {len(shown) - len(rows)} more sources are not drawn." if len(shown) > len(rows) else ""),
        summary="Agreement by source: "
        + "; ".join(f"{one_line(source)} {n[0]} agree, {n[2]} contradict" for source, n in rows[:5]),
        svg=draft.svg("agreement"),
        columns=("Source", "Agree", "Can be reconciled", "Contradict"),
        rows=tuple((one_line(source), *map(str, numbers)) for source, numbers in rows),
    )


def _short(name: str) -> str:
    """A name that fits beside the axes: the end of a path, the beginning of anything else."""
    if len(name) <= _LONGEST_NAME:
        return name
    return f"…{name[1 - _LONGEST_NAME :]}" if "/" in name else f"{name[: _LONGEST_NAME - 1]}…"


def _source(data: ReportData, claim_id: str) -> str:
    claim = data.claims_by_id.get(claim_id)
    if claim is None:
        return ""
    document = data.documents.get(claim.document)
    return claim.attributed_to or (document.publisher if document else None) or claim.document

"""When a document was published, from its own words or its file name where no field says so.

The order is: field, front matter or option (set by the reader of the file); a line of the text that is a
dateline, a byline or a label with a date; the name of the file; the path of the address. Never the clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache

from claims.extract.dates import DateReader
from claims.extract.dates.events import event_at, event_dates, lasting_at, scene_words
from claims.extract.dates.numbers import amount
from claims.extract.dates.view import View
from claims.extract.sentences import Sentence, split_sentences
from claims.extract.tokens import tokenize
from claims.lexicon import load_table
from claims.model import DateMention, Document, Span

# The publication date stands at the head of a text, or in its last lines.
HEAD_LINES = 12
TAIL_LINES = 4
LONGEST_LINE = 160
# A line that is a date, and at most this many other characters (a name, a place, a mark).
OTHER_CHARACTERS = 60
# More than a day takes with its weekday, its time and its zone.
LONGEST_DAY = 90
# A dateline opens a paragraph: "KYIV, Ukraine, July 10, 2025 (Reuters) -".
DATELINE_REACH = 100

_FILE_DATE = re.compile(
    r"(?<![0-9A-Za-z])((?:19|20)\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?![0-9A-Za-z])"
)
_URL_DATE = re.compile(r"/((?:19|20)\d\d)/(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])(?:/|\Z)")
# A day with its year: without four digits, or a date in figures, a line holds none.
_MAY_HOLD_A_DAY = re.compile(r"\d(?:\d{3}|[./-]\d{1,2}[./-]\d\d)")
_STOPS = (".", "?", "!")
_DASHES = ("-", "–", "—")
_BYLINE = re.compile(r"\s*(?:by|from)\s+\S|.*(?:\||•|·|—|–)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class InferredPublication:
    """The interval ``[start, end)`` in which a text must have been published, and the words that say so."""

    start: datetime
    end: datetime
    span: Span
    words: str
    event: str

    @property
    def middle(self) -> datetime:
        """The day in the middle of the interval."""
        middle = self.start + (self.end - self.start) / 2
        return middle.replace(hour=0, minute=0, second=0, microsecond=0)


def with_publication(document: Document) -> Document:
    """Return the document with its publication date and the basis of it."""
    if document.published is not None or document.is_statement:
        return document
    stated = _stated_in_text(document)
    if stated is not None:
        return replace(document, published=stated, published_basis="text")
    named = _in_file_name(document)
    if named is not None:
        return replace(document, published=named, published_basis="file_name")
    return document


def _stated_in_text(document: Document) -> datetime | None:
    """The date of a label, a byline or a dateline; that of an update only where nothing else is said."""
    update: datetime | None = None
    for line, opens_text in _candidate_lines(document):
        mention = _first_day(line) if _may_announce(line, opens_text=opens_text) else None
        if mention is None:
            continue
        words = line[: mention.span[0]].strip(" \t:*_#>-–—|•").lower()
        if any(words == label or words.startswith(f"{label} ") for label in _listed("updates")):
            update = update or _moment(mention)
        elif _announces(line, mention, words, opens_text=opens_text):
            return _moment(mention)
    return update


def _may_announce(line: str, *, opens_text: bool) -> bool:
    """A cheap look: are there digits of a day, and what ``_announces`` or an update asks for beside them?"""
    if not _MAY_HOLD_A_DAY.search(line):
        return False
    if opens_text and len(line) <= OTHER_CHARACTERS + LONGEST_DAY and not line.rstrip().endswith(_STOPS):
        return True
    if opens_text and not line.lstrip(" ,(")[1:2].islower() and any(dash in line for dash in _DASHES):
        return True
    return _any_label().search(line) is not None


def _announces(line: str, mention: DateMention, words: str, *, opens_text: bool) -> bool:
    if any(
        words == label or words.endswith(f" {label}") or words.startswith(f"{label} ")
        for label in _listed("labels")
    ):
        return len(line) <= LONGEST_LINE
    if not opens_text:
        return False
    start, end = mention.span
    if (
        len(line) <= LONGEST_LINE
        and len(line) - (end - start) <= OTHER_CHARACTERS
        and not line.rstrip().endswith(_STOPS)
    ):
        return not line[:start].strip() or bool(_BYLINE.match(line))
    return end <= DATELINE_REACH and _is_dateline(line[:start], line[end:])


def _is_dateline(before: str, after: str) -> bool:
    """ "KYIV, July 10, 2025 (Reuters) -": a place in capitals, perhaps an agency, and a dash."""
    place = before.strip(" ,(")
    agency, _, rest = after.lstrip(" ,)").partition(")")
    named = agency.startswith("(") and agency[1:].lower() in _listed("agencies")
    dashed = (rest if named else after).lstrip(" ,)").startswith(_DASHES)
    return bool(place) and place.split(",")[0].isupper() and (named or dashed)


@cache
def _any_label() -> re.Pattern[str]:
    labels = "|".join(sorted(map(re.escape, _listed("labels") | _listed("updates"))))
    return re.compile(rf"(?<![^\W_])(?:{labels})(?![^\W\d_])", re.IGNORECASE)


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(load_table("publication")[name])


def _candidate_lines(document: Document) -> Iterator[tuple[str, bool]]:
    """The first and last lines of the text, each with whether it is one of the first."""
    lines = [
        line
        for line in document.text[document.body_start : document.body_start + 8000].splitlines()
        if line.strip()
    ]
    if len(lines) < 2:
        for line in lines:
            yield line[:LONGEST_LINE], len(line) > LONGEST_LINE
        return
    for line in lines[:HEAD_LINES]:
        yield line[: 2 * LONGEST_LINE], True
    if len(lines) > HEAD_LINES:
        for line in document.text[max(document.body_start, len(document.text) - 1000) :].splitlines()[
            -TAIL_LINES:
        ]:
            yield line[: 2 * LONGEST_LINE], False


def _first_day(line: str) -> DateMention | None:
    """The first mention of the line that is a day with its year."""
    sentence = Sentence(line, 0, tokenize(line), 0, 0)
    for mention in DateReader(None).read(sentence):
        if (
            mention.basis == "stated"
            and not mention.ambiguous
            and mention.start is not None
            and mention.precision in ("day", "minute", "part_of_day")
        ):
            return mention
    return None


def _moment(mention: DateMention) -> datetime | None:
    if mention.precision == "minute" and mention.edtf is not None:
        return datetime.fromisoformat(mention.edtf)
    return mention.start


def _in_file_name(document: Document) -> datetime | None:
    for name in (document.path, document.name):
        match = _FILE_DATE.search(name.replace("\\", "/").rstrip("/").rpartition("/")[2]) if name else None
        if match is not None:
            return _valid(match[1], match[3], match[4])
    match = _URL_DATE.search(document.url) if document.url else None
    return _valid(match[1], match[2], match[3]) if match is not None else None


def _valid(year: str, month: str, day: str) -> datetime | None:
    try:
        return datetime(int(year), int(month), int(day))
    except ValueError:
        return None


def with_inferred_publication(document: Document) -> Document:
    """Return the document dated from its own words, basis "inferred", where they allow it."""
    inferred = infer_published(document)
    if inferred is None:
        return document
    return replace(document, published=inferred.middle, published_basis="inferred")


def infer_published(document: Document) -> InferredPublication | None:
    """Infer when an undated document was published from the time it says has passed since a known event.

    "Nearly three and a half years into the invasion" gives an interval; several such phrases are
    intersected, and what contradicts an earlier one is passed over. ``None`` where the text says nothing.
    """
    scene = frozenset(scene_words().intersection(word.lower() for word in re.findall(r"\w+", document.text)))
    found: InferredPublication | None = None
    for sentence in split_sentences(document.text, document.body_start):
        if scene_words().isdisjoint(scene) or _listed("into").isdisjoint(sentence.tokens.lower):
            continue
        for inferred in _elapsed(View(sentence), scene):
            if found is None:
                found = inferred
            elif max(found.start, inferred.start) < min(found.end, inferred.end):
                found = replace(
                    found, start=max(found.start, inferred.start), end=min(found.end, inferred.end)
                )
    return found


def _elapsed(view: View, scene: frozenset[str]) -> Iterator[InferredPublication]:
    index = 0
    while index < view.size:
        length = (
            amount(view, index)
            if "cardinal" in view.roles[index]
            or view.kind[index] == "n"
            or view.lower[index] in ("a", "half")
            else None
        )
        if length is None:
            index += 1
            continue
        parts, end = length
        hedge = _hedge(view, index)
        event = event_at(view, end + 1, scene) if view.lower[end] in _listed("into") else None
        lasting = event is not None and view.lower[end] == "into"
        if view.lower[end] == "of" and _runs_until_now(view, index):
            event, lasting = lasting_at(view, end + 1, scene), True
        if event is not None and (lasting or hedge is not None):
            dates = event_dates()[event[0].fact]
            interval = _interval(dates[0], parts, hedge)
            if interval is not None:
                first = index - (0 if hedge is None else 1 if view.lower[index - 1] != "than" else 2)
                span = view.tokens.start[first], view.tokens.end[event[1] - 1]
                offset = view.sentence.start
                words = view.sentence.text[span[0] - offset : span[1] - offset]
                yield InferredPublication(*interval, span, words, event[0].fact)
        index = end


def _runs_until_now(view: View, index: int) -> bool:
    """ "After more than three years of": the length has run from the event until the text was written."""
    return "after" in view.lower[max(index - 4, 0) : index]


def _hedge(view: View, index: int) -> str | None:
    table = load_table("publication")
    word = view.lower[index - 2] if view.lower[index - 1] == "than" else view.lower[index - 1]
    return next((name for name in ("at_least", "not_yet", "about") if word in table[name]), None)


_DAYS = {"day": 1.0, "week": 7.0, "month": 30.436875, "year": 365.2425, "decade": 3652.425}


def _interval(
    start: datetime, parts: tuple[tuple[float, str], ...], hedge: str | None
) -> tuple[datetime, datetime] | None:
    """When the phrase can have been written: a length said exactly may be one unit old, a half a quarter off."""
    if any(unit not in _DAYS for _, unit in parts):
        return None
    days = sum(count * _DAYS[unit] for count, unit in parts)
    count, unit = parts[-1]
    step = _DAYS[unit] if count == int(count) else _DAYS[unit] / 4
    low, high = {
        "at_least": (days, days + max(step, _DAYS[unit] / 2)),
        "not_yet": (0.9 * days, days),
        "about": (0.9 * days, 1.1 * days),
        None: (days if count == int(count) else days - step, days + step),
    }[hedge]
    try:
        first, last = start + timedelta(days=low), start + timedelta(days=high + 1)
    except OverflowError:
        return None
    return _midnight(first), _midnight(last)


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)

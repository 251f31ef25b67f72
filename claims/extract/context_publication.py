"""Dates of what is to come, and the day of publication."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from datetime import timedelta

from claims.extract.context_scene import Scene
from claims.extract.dates.calendar import shift
from claims.extract.dates.stretch import Stretch, edtf_of
from claims.model import DateMention, Document

_MONTHS = re.compile(
    r"\b(?:january|february|march|april|june|july|august|september|october|november|december|jan|feb|mar|apr"
    r"|jun|jul|aug|sept?|oct|nov|dec|may|spring|summer|autumn|winter)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:last|past|previous|ago|earlier)\b|\d{4}", re.IGNORECASE)
# Right before a month they tell of one that is past, in the sentence of a plan.
_BEGUN = frozenset({"began", "begun", "started", "opened", "launched", "ended", "announced"})
_UP_TO = frozenset({"by", "until", "till", "for", "before"})


def coming(date: DateMention, scene: Scene, document: Document) -> DateMention:
    """A date of a plan lies ahead: "by the end of October" of a text of September is the next October."""
    published = document.published
    if published is None or date.start is None or date.end is None or date.basis != "relative":
        return date
    if date.end > published.replace(tzinfo=None) or not _MONTHS.search(date.text) or _PAST.search(date.text):
        return date
    first = bisect_left(scene.tokens.start, date.span[0])
    if not _BEGUN.isdisjoint(scene.tokens.lower[max(0, first - 2) : first]):
        # "in the season that began in October"
        return date
    start, end = shift(date.start, 1, "year"), shift(date.end, 1, "year")
    return replace(date, start=start, end=end, edtf=edtf_of(Stretch(start, end, date.precision)))


def by_weekday(date: DateMention, scene: Scene, index: int, document: Document) -> DateMention:
    """A weekday up to which something is to come is the next one: "could fall by Friday", "called for Monday"."""
    published = document.published
    if published is None or date.end is None or date.rule[-7:] != "weekday":
        return date
    words = date.text.lower().split()
    before = scene.tokens.lower[bisect_left(scene.tokens.start, date.span[0]) - 1]
    is_coming = date.span[0] > scene.quantities[index].span[0] and (words[0] in _UP_TO or before in _UP_TO)
    if date.end > published.replace(tzinfo=None) or not is_coming:
        return date
    start = shift(date.start, 7, "day") if date.start is not None else None
    end = shift(date.end, 7, "day")
    return replace(date, start=start, end=end, edtf=edtf_of(Stretch(start, end, date.precision)))


def closed(date: DateMention, document: Document) -> DateMention:
    """ "since January" ends, for the one who counts, with the day of publication."""
    if date.end is not None or date.role != "since":
        return date
    published = published_date(document)
    return replace(date, end=published.end) if published is not None else date


def published_date(document: Document) -> DateMention | None:
    """Return the day of publication as a date without words of its own."""
    if document.published is None:
        return None
    start = document.published.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    return DateMention(
        span=(document.body_start, document.body_start),
        text="",
        start=start,
        end=start + timedelta(days=1),
        edtf=start.date().isoformat(),
        precision="day",
        basis="published",
        rule="published",
    )

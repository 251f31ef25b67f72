"""Whether two figures may be of one time."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import lru_cache

from claims_expectations.retold.figures import Figure, Stated
from claims_expectations.retold.words import TOKEN, words

_YEAR = re.compile(r"\b(?:in|of|during|for|through|by) ((?:19|20)\d\d)\b")
# What is asserted, whoever says it.
FACTS = frozenset({"asserted", "reported", "alleged"})


def times_meet(one: Stated, other: Stated) -> bool | None:
    """Whether the times of two figures have something in common; ``None`` where one of them is not known."""
    if one.time_start is None or one.time_end is None or other.time_start is None or other.time_end is None:
        return None
    return one.time_start < other.time_end and other.time_start < one.time_end


def one_occasion(left: Figure, right: Figure) -> bool:
    """Whether both texts name the place and the day of their figures, and these are the same."""
    one, other = left.stated, right.stated
    if one.time_text is None or other.time_text is None or one.time_start is None or one.time_end is None:
        return False
    if one.place is None or one.place != other.place or not times_meet(one, other):
        return False
    return (one.time_end - one.time_start).total_seconds() / 86400 <= 2


def is_another_time(left: Figure, right: Figure) -> bool:
    """Whether both texts give the times of their figures, and these have nothing in common."""
    one, other = left.stated.time_text, right.stated.time_text
    if any(_is_ahead(figure) for figure in (left, right)):
        return False
    if in_other_years(left.stated, right.stated):
        return True
    gap = days_between(left, right)
    return bool(one and other and gap > 0 and not _one_time(one, other, gap))


def in_other_years(one: Stated, other: Stated) -> bool:
    """Whether the sentences of both name years, and none in common: "in 2017", "nine weeks of 2018"."""
    years, others = _years_in(one.sentence), _years_in(other.sentence)
    return bool(years and others) and years.isdisjoint(others)


@lru_cache(maxsize=4096)
def _years_in(sentence: str) -> frozenset[str]:
    return frozenset(_YEAR.findall(sentence))


def _is_ahead(figure: Figure) -> bool:
    """Whether a time was read that lies ahead of the text: of another year, as a rule."""
    start, published = figure.stated.time_start, figure.stated.published
    return (
        start is not None
        and published is not None
        and start > published
        and figure.stated.modality in FACTS | {"possible"}
    )


def days_between(left: Figure, right: Figure) -> float:
    """Return the days from the end of the time of the one to the beginning of the other's, 0 where they meet."""
    one, other = left.stated, right.stated
    if one.time_start is None or one.time_end is None or other.time_start is None or other.time_end is None:
        return 0.0
    gap = max(one.time_start, other.time_start) - min(one.time_end, other.time_end)
    return max(0.0, gap.total_seconds() / 86400)


def at_other_times(left: Figure, right: Figure) -> bool:
    """Whether the sentences of both state when, and these times have nothing in common."""
    one, other = left.stated, right.stated
    if _is_after(left, other) or _is_after(right, one):
        return True
    if not (left.timed and right.timed) or _names_day_of(left, right) or _names_day_of(right, left):
        return False
    if times_meet(one, other) is not False:
        return False
    return not _one_time(one.time_text or "", other.time_text or "", days_between(left, right))


def _is_after(figure: Figure, other: Stated) -> bool:
    """Whether a figure is of a day or night that had not begun when the other document appeared."""
    one = figure.stated
    if not figure.timed or one.doc == other.doc or not {one.modality, other.modality} <= FACTS:
        return False
    if one.time_start is None or one.time_end is None or other.published is None:
        return False
    told = other.published
    whole_day = told.hour == told.minute == 0
    return one.time_start >= (
        told + timedelta(hours=12) if whole_day else told
    ) and one.time_end > told + timedelta(days=1)


def _one_time(one: str, other: str, gap: float) -> bool:
    """Whether two times that do not meet may be the same: a night, or one that was read of another year."""
    if any(mark.isdigit() for mark in one) and any(mark.isdigit() for mark in other):
        return False
    days, others = _calendar_words(one), _calendar_words(other)
    if days and others:
        return not days.isdisjoint(others)
    if one.lower() == other.lower() == "overnight":
        # Each report means the night before it.
        return False
    return gap == 0.0 and not words("nightly").isdisjoint([*one.lower().split(), *other.lower().split()])


def _names_day_of(left: Figure, right: Figure) -> bool:
    """Whether the one's sentence has the weekday of the other: a second time in it need not be its own."""
    spoken = set(TOKEN.findall(right.stated.sentence.lower()))
    return not (_calendar_words(left.stated.time_text) - words("months")).isdisjoint(spoken)


def _calendar_words(text: str | None) -> set[str]:
    return {word for word in (text or "").lower().split() if word in words("calendar")}


def one_period(one: str | None, other: str | None) -> bool:
    """Whether both times name the same month: of a rate or an index, that is one reading."""
    months = _calendar_words(one) & _calendar_words(other)
    return not months.isdisjoint(words("months"))

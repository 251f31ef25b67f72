"""What the words of a date say of it: its day, its weekday, its year, and the day that another one says it is."""

from __future__ import annotations

import re

from claims.extract.relations.calendar_slips import SHORT_MONTHS, STEPS, WEEKDAYS
from claims.extract.relations.happenings import Told
from claims.model import DateMention

# Characters between two ways to tell one day.
FEW = 4

_WORD = re.compile(r"[a-z]+")


def day_beside(told: Told, date: DateMention) -> DateMention | None:
    """ "Yesterday, 16 October", "Sunday (12 July)": the day that says of itself which one it is."""
    for other in told.dates:
        if other.span[1] > date.span[0] or not (weekday_of(other) or other.text.lower() in STEPS):
            continue
        gap = told.sentence.text[other.span[1] - told.sentence.start : date.span[0] - told.sentence.start]
        if not names_day(other) and gap.strip() in (",", "(", "") and len(gap) < FEW:
            return other
    return None


def names_day(date: DateMention) -> bool:
    """Whether the words give day and month: "3 June", "2025-06-03", not "Tuesday"."""
    lower = date.text.lower()
    if not any(sign.isdecimal() for sign in lower):
        return False
    return any(month in lower for month in SHORT_MONTHS) or names_year(date)


def names_year(date: DateMention) -> bool:
    return date.start is not None and f"{date.start.year:04d}" in date.text


def on_no(weekday: str, date: DateMention) -> bool:
    """Whether a date in numbers falls on its weekday whichever of them is the month."""
    readings = [date.start, *(start for start, _ in date.alternatives)]
    return bool(weekday) and all(start is None or WEEKDAYS[start.weekday()] != weekday for start in readings)


def weekday_of(date: DateMention) -> str:
    """The weekday that a date names, in full or cut short; "month" is none."""
    words = [word for word in _WORD.findall(date.text.lower()) if len(word) > 2]
    return next((day for day in WEEKDAYS if any(f"{day}s".startswith(word) for word in words)), "")

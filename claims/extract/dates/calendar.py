"""Arithmetic of the Gregorian calendar on naive moments; what leaves the years 1 to 9999 raises ``ValueError``."""

from __future__ import annotations

from datetime import datetime, timedelta

DAY = timedelta(days=1)
FIXED = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": DAY,
    "night": DAY,
    "week": timedelta(days=7),
    "weekend": timedelta(days=7),
    "fortnight": timedelta(days=14),
}
MONTHS = {
    "month": 1,
    "quarter": 3,
    "season": 3,
    "half": 6,
    "year": 12,
    "decade": 120,
    "century": 1200,
    "millennium": 12000,
}

Interval = tuple[datetime, datetime]


def midnight(moment: datetime) -> datetime:
    return datetime(moment.year, moment.month, moment.day)


def shift(moment: datetime, count: float, unit: str) -> datetime:
    """Move by whole units; a day that the month lacks becomes its last one. Raises ``ValueError``."""
    try:
        if unit in FIXED:
            return moment + FIXED[unit] * count
        months = moment.year * 12 + moment.month - 1 + round(MONTHS[unit] * count)
        year, month = divmod(months, 12)
        day = min(moment.day, days_in_month(year, month + 1))
        return moment.replace(year=year, month=month + 1, day=day)
    except OverflowError as error:
        raise ValueError(str(error)) from error


def days_in_month(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def floor(moment: datetime, unit: str) -> datetime:
    """The start of the unit that holds ``moment``. Weeks start on Monday (ISO 8601); a season on the first
    of March, June, September or December."""
    if unit in ("second", "minute", "hour"):
        second = moment.second if unit == "second" else 0
        return moment.replace(microsecond=0, second=second, minute=0 if unit == "hour" else moment.minute)
    day = midnight(moment)
    if unit in ("day", "night"):
        return day
    if unit == "week":
        return shift(day, -day.weekday(), "day")
    if unit == "weekend":
        return shift(day, 5 - day.weekday(), "day")
    if unit == "fortnight":
        return shift(day, -day.weekday(), "day")
    if unit == "season":
        return shift(day.replace(day=1), -(day.month % 3), "month")
    months = MONTHS[unit]
    if months <= 12:
        return datetime(day.year, (day.month - 1) // months * months + 1, 1)
    years = months // 12
    return datetime(max(day.year // years * years, 1), 1, 1)


def unit_interval(moment: datetime, unit: str, steps: int = 0) -> Interval:
    """The unit that holds ``moment``, or the one ``steps`` after it."""
    start = shift(floor(moment, unit), steps, unit)
    if unit == "weekend":
        return start, shift(start, 2, "day")
    return start, shift(start, 1, unit)


def year_interval(year: int) -> Interval:
    return month_interval(year, 1)[0], month_interval(year, 12)[1]


def month_interval(year: int, month: int) -> Interval:
    start = datetime(year, month, 1)
    return start, shift(start, 1, "month")


def day_interval(year: int, month: int, day: int) -> Interval:
    start = datetime(year, month, day)
    return start, shift(start, 1, "day")


def iso_week(year: int, number: int) -> Interval:
    start = datetime.fromisocalendar(year, number, 1)
    return start, shift(start, 1, "week")


def nth_weekday(start: datetime, end: datetime, weekday: int, nth: int) -> datetime | None:
    """The ``nth`` such weekday in ``[start, end)``, from the end where ``nth`` is negative."""
    if nth > 0:
        found = shift(start, (weekday - start.weekday()) % 7 + 7 * (nth - 1), "day")
    else:
        last = shift(end, -1, "day")
        found = shift(last, -((last.weekday() - weekday) % 7) + 7 * (nth + 1), "day")
    return found if start <= found < end else None


def easter(year: int) -> datetime:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm, Meeus 1991, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return datetime(year, f // 31, f % 31 + 1)

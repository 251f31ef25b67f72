"""Dates in digits: ISO 8601, 10/31/2024, 31.10.2024, 2024-10, Oct-2-2024, 20241031."""

from __future__ import annotations

import re

from claims.extract.dates.calendar import days_in_month
from claims.extract.dates.expressions import Calendar
from claims.extract.dates.numbers import two_digit_year, year_digits
from claims.extract.dates.view import View

Found = tuple[Calendar, int] | None
SEPARATORS = frozenset({"-", "/", "–", ".", "‐", "‑"})
_YEAR_FIRST = re.compile(r"(\d{4})\.(\d{1,2})\.(\d{1,2})\Z")
_DOTTED = re.compile(r"(\d{1,4})\.(\d{1,2})(?:\.(\d{4}|\d{2}))?\Z")


def numeric_date(view: View, index: int, day_first: bool) -> Found:
    """A date whose fields are parted by a repeated mark, or run together."""
    if view.kind[index] == "n":
        text = view.text[index]
        if not text.isdecimal():
            return _dotted(view, index, text, day_first)
        if len(text) == 8 and not _part_of_longer(view, index, index + 1):
            date = _checked(int(text[:4]), int(text[4:6]), int(text[6:]))
            return (date, index + 1) if date is not None and 1900 <= int(text[:4]) <= 2099 else None
        if len(text) > 4:
            return None
    elif "month" not in view.roles[index]:
        return None
    return _separated(view, index, day_first)


def _dotted(view: View, index: int, text: str, day_first: bool) -> Found:
    match = _YEAR_FIRST.match(text)
    if match is not None:
        return _with_end(_checked(*(int(field) for field in match.groups())), index + 1)
    match = _DOTTED.match(text)
    if match is None or _part_of_longer(view, index, index + 1):
        return None
    first, second, third = match.groups()
    if third is not None:
        # "31.10.2024": points are day-first almost everywhere; the other order only where it must be.
        return _with_end(_two_and_year(int(first), int(second), _year(third), True), index + 1)
    announced = view.lower[index - 1] == "on" or (
        view.lower[index - 1] == "in" and view.lower[index + 1] in ("", ".")
    )
    if announced and len(second) == 2 and view.lower[index + 1] != "%":
        return _with_end(_two(int(first), int(second), day_first), index + 1)
    return None


def _separated(view: View, index: int, day_first: bool) -> Found:
    mark = view.lower[index + 1]
    if mark not in SEPARATORS:
        return None
    fields = [index]
    at = index + 1
    while (
        len(fields) < 3
        and view.lower[at] == mark
        and (view.kind[at + 1] == "n" or "month" in view.roles[at + 1])
    ):
        fields.append(at + 1)
        at += 2
    glued = all(view.glued(each) for each in range(index + 1, fields[-1] + 1))
    if not glued and len(fields) == 3:
        fields, at = fields[:2], fields[1] + 1
    while len(fields) >= 2:
        found = _fields(view, fields, mark, glued, day_first)
        if found is not None and not _part_of_longer(view, index, fields[-1] + 1, mark):
            return found, fields[-1] + 1
        fields = fields[:-1]
    return None


def _fields(view: View, fields: list[int], mark: str, glued: bool, day_first: bool) -> Calendar | None:
    texts = [view.text[each] for each in fields]
    months = [view.roles[each].get("month") for each in fields]
    if any(month is not None for month in months):
        return _named(texts, months) if sum(month is not None for month in months) == 1 and glued else None
    if not all(text.isdecimal() for text in texts):
        return None
    numbers = [int(text) for text in texts]
    if len(fields) == 3:
        if len(texts[0]) == 4:
            return _checked(*numbers)
        if len(texts[2]) in (2, 4) and len(texts[0]) <= 2 and len(texts[1]) <= 2:
            return _two_and_year(numbers[0], numbers[1], _year(texts[2]), day_first)
        return None
    left, right = numbers
    if len(texts[0]) == 4 and len(texts[1]) <= 2:
        # "2011-12" is a season of two years where the second follows the first.
        if (mark != "/" and len(texts[1]) == 2 and right == left % 100 + 1) or not 1 <= right <= 12:
            return None
        return Calendar(left, right) if 1000 <= left <= 2999 else None
    if len(texts[1]) == 4 and len(texts[0]) <= 2:
        return Calendar(right, left) if 1 <= left <= 12 and 1000 <= right <= 2999 else None
    if len(texts[0]) > 2 or len(texts[1]) > 2:
        return None
    before = view.lower[fields[0] - 1]
    alone = fields[0] == 0 and fields[-1] == view.size - 1
    announced = before in ("on", "since", "until", "from", "by") or before in _weekday_words(view, fields[0])
    if mark == "/":
        fraction = left < right and (right <= 10 or right in (16, 32)) and not announced
        counted = view.lower[fields[-1] + 1] == "of"
        if counted or (fraction and not alone) or (left, right) in ((9, 11), (24, 7)):
            return None
        return _two(left, right, day_first)
    if mark in ("-", "–") and (announced or alone) and right > 9:
        return _two(left, right, day_first)
    return None


def _weekday_words(view: View, index: int) -> tuple[str, ...]:
    return (view.lower[index - 1],) if "weekday" in view.roles[index - 1] else ()


def _named(texts: list[str], months: list[int | None]) -> Calendar | None:
    """Fields of which one is a month's name, in any order: 05-Aug-2016, Dec/2018, 2020/23/Sep."""
    month = next(month for month in months if month is not None)
    year: int | None = None
    day: int | None = None
    for text, named in zip(texts, months, strict=True):
        if named is not None:
            continue
        if not text.isdecimal():
            return None
        value = int(text)
        if len(text) == 4 and year is None:
            year = value
        elif 1 <= value <= 31 and day is None and len(text) <= 2:
            day = value
        elif len(text) == 2 and year is None:
            year = two_digit_year(value)
        else:
            return None
    return _checked(year, month, day) if year is not None and day is not None else Calendar(year, month, day)


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else two_digit_year(int(text))


def _checked(year: int, month: int, day: int) -> Calendar | None:
    if 1000 <= year <= 2999 and 1 <= month <= 12 and 1 <= day <= days_in_month(year, month):
        return Calendar(year, month, day)
    if 1000 <= year <= 2999 and 1 <= day <= 12 and 1 <= month <= days_in_month(year, day):
        return Calendar(year, day, month)
    return None


def _two(left: int, right: int, day_first: bool) -> Calendar | None:
    month, day = (right, left) if day_first else (left, right)
    if month > 12:
        month, day = day, month
        return Calendar(None, month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Calendar(None, month, day, swapped=(day, month) if day <= 12 and day != month else None)


def _two_and_year(left: int, right: int, year: int, day_first: bool) -> Calendar | None:
    date = _two(left, right, day_first)
    if date is None or date.month is None or date.day is None or date.day > days_in_month(year, date.month):
        return None
    return Calendar(year, date.month, date.day, swapped=date.swapped)


def _with_end(date: Calendar | None, end: int) -> Found:
    return None if date is None else (date, end)


def _part_of_longer(view: View, index: int, end: int, mark: str = "") -> bool:
    """Whether more digits hang on to it: a phone number, an identifier, a formula."""
    before, after = view.lower[index - 1], view.lower[end]
    if before in ("-", "–") and view.kind[index - 2] == "n" and _after_date(view, index - 2, mark):
        return False
    if (
        view.glued(index)
        and (before in SEPARATORS or view.kind[index - 1] == "n")
        and view.kind[index - 2] == "n"
    ):
        return True
    if (
        before in SEPARATORS
        and view.kind[index - 2] == "n"
        and view.lower[index + 1] in SEPARATORS
        and year_digits(view, end - 1) is None
        and mark != "/"
    ):
        return True
    continued = after in SEPARATORS and view.glued(end) and view.kind[end + 1] == "n" and view.glued(end + 1)
    return (
        continued
        and not (mark == after and after == "-" and end - index == 5)
        and not (after in ("-", "–") and mark != after)
    )


def _after_date(view: View, index: int, mark: str) -> bool:
    """Whether the number at ``index`` ends a date that is written with the same mark."""
    return (
        mark in ("/", "-")
        and view.lower[index - 1] == mark
        and view.kind[index - 2] in ("n", "w")
        and (mark == "/" or (year_digits(view, index) is not None and view.lower[index - 3] == "-"))
    )

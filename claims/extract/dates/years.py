"""Years: "2025", "2024-25", "FY2024", "nineteen ninety-six", "499 BC", and what completes a date."""

from __future__ import annotations

from claims.extract.dates.expressions import Calendar, Expression
from claims.extract.dates.guards import year_at
from claims.extract.dates.numbers import two_digit_year, year_digits, year_words
from claims.extract.dates.spans import Range
from claims.extract.dates.units import Fixed
from claims.extract.dates.view import View

Parsed = tuple[Expression, int] | None


DASHES = frozenset({"-", "–", "—", "~"})


DAY_LINKS = frozenset({"-", "–", "—", "~", "to", "until", "till", "through", "thru"})
ERAS_BEFORE = frozenset({"bc", "bce", "b.c.", "b.c.e."})


ERAS_AFTER = frozenset({"ad", "ce", "a.d.", "c.e."})


# "2015-32" is no range of years.
LONGEST_SHORT_RANGE = 15


FISCAL = frozenset({"fy", "fiscal"})


def year_alone(view: View, index: int) -> Parsed:
    year = year_at(view, index)
    if year is None:
        return None
    at = index + 1
    # "2024-25", "1957-60", "2014~2018" and "2014/15"
    if view.lower[at] in DASHES or view.lower[at] == "/":
        second = view.digits[at + 1]
        if second is not None and not (view.glued(at + 2) and view.lower[at + 2] in ("-", "/")):
            length = len(view.text[at + 1])
            if length == 2 and view.glued(at + 1):
                last = year // 100 * 100 + second
                if year < last <= year + LONGEST_SHORT_RANGE:
                    return Range(Calendar(year), Calendar(last)), at + 2
            if length == 4 and year < second <= 2999 and year_digits(view, at + 1):
                return Range(Calendar(year), Calendar(second)), at + 2
            if second is not None and view.glued(at) and view.glued(at + 1):
                return None
    named = view.capital(at) and view.lower[at] != "may"
    if "month" in view.roles[at] and (named or view.lower[index - 1] in ("between", "from", "and", "to")):
        return Calendar(year, view.roles[at]["month"]), at + 1
    part = part_word(view, at)
    if part is not None:
        return Calendar(year, part=part[0]), part[1]
    return Calendar(year), at


def part_word(view: View, index: int) -> tuple[tuple[str, int], int] | None:
    """ "Q3", "H2" after an optional dash."""
    at = view.skip(index, "-")
    word, value = view.lower[at], view.digits[at + 1]
    if (
        word in ("q", "h")
        and value is not None
        and view.glued(at + 1)
        and 1 <= value <= (4 if word == "q" else 2)
    ):
        return ("quarter" if word == "q" else "half", value), at + 2
    return None


def year_in_words(view: View, index: int) -> Parsed:
    """Years in words only where a preposition announces them."""
    if view.lower[index - 1] not in (
        "in",
        "since",
        "of",
        "year",
        "until",
        "by",
        "from",
        "during",
        "after",
        "before",
        "the",
    ):
        return None
    head = view.roles[index].get("cardinal")
    if head is None:
        return None
    following = view.skip(index + 1, "-")
    plural = view.roles[following].get("decade")
    if plural is not None and 10 <= head <= 20:
        return Fixed(head * 100 + plural, 10, "decade"), following + 1
    if head == 20 and view.lower[following] == "tens":
        return Fixed(2010, 10, "decade"), following + 1
    if head == 2 and view.lower[index + 1] == "thousands" and view.lower[index - 1] == "the":
        return Fixed(2000, 10, "decade"), index + 2
    found = year_words(view, index)
    if found is None or not 1000 <= found[0] <= 2099 or view.lower[found[1]] in ("people", "percent", "%"):
        return None
    counted = view.kind[found[1]] == "w" and view.lower[found[1]].endswith("s")
    return None if counted or (found[0] % 100 == 0 and found[0] != 2000) else (Calendar(found[0]), found[1])


def prefixed_year(view: View, index: int) -> Parsed:
    """ "year 2008", "FY2024", "fiscal year 2024", "week 10", "'40s", "AD 79", "Q2 2016"."""
    word = view.lower[index]
    if word in ("ad", "a.d."):
        value = view.digits[index + 1]
        usable = value is not None and 1 <= value <= 2999 and view.capital(index)
        return (Calendar(value), index + 2) if usable else None
    at = index + 1
    if view.roles[index].get("unit") == "week":
        number = view.digits[at]
        if (
            number is None
            or not 1 <= number <= 53
            or view.roles[index].get("plural")
            or view.lower[at + 1] in ("%", ".")
            or (index > 0 and view.lower[index - 1] in ("the", "this", "last", "a", "that", "past"))
        ):
            return None
        of_year = year_after(view, at + 1)
        if of_year is None:
            return Calendar(part=("week", number)), at + 1
        return Calendar(of_year[0], part=("week", number)), of_year[1]
    fiscal = word in FISCAL
    if word == "fiscal":
        at = view.skip(at, "year", "years")
        if at == index + 1:
            return None
    at = view.skip(at, "of")
    year = year_digits(view, at)
    if year is None:
        value = view.digits[at]
        if value is not None and fiscal and len(view.text[at]) == 2:
            return Calendar(two_digit_year(value), fiscal=True), at + 1
        words = year_in_full(view, at) if word in ("year", "years") else None
        return (Calendar(words[0]), words[1]) if words is not None else None
    if word in ("years", "yr", "yrs") and view.lower[at + 1] not in ("-", "–", "and", "to"):
        return None
    following = year_alone(view, at) if not fiscal else None
    return following or (Calendar(year, fiscal=fiscal), at + 1)


def year_in_full(view: View, index: int) -> tuple[int, int] | None:
    """Any number in words as a year: "year two hundred and sixty seven"."""
    found = year_words(view, index)
    return found if found is not None and 1 <= found[0] <= 2999 else None


def year_after(view: View, index: int) -> tuple[int, int] | None:
    """A year that completes a date: "2025", ", 2025", "of 2025", "in 2025", "two thousand and five"."""
    at = view.skip(index, ",", "of", "in", "/", "-")
    if view.lower[index] == "," and view.lower[at] in ("in", "of"):
        return None
    year = year_digits(view, at)
    if year is not None:
        plain = at == index or view.lower[index] != "in" or "noun_guard" not in view.roles[at + 1]
        return (year, at + 1) if plain and view.lower[at + 1] != "%" else None
    words = year_words(view, at)
    if words is not None and 1000 <= words[0] <= 2999:
        return words
    mark = view.skip(at, "'", "’", "‘")
    value = view.digits[mark]
    if mark > at and value is not None and len(view.text[mark]) == 2 and view.glued(mark):
        return two_digit_year(value), mark + 1
    return None


def two_digits(view: View, index: int, *, day_known: bool = False) -> int | None:
    """A year of two digits: "August 99", "April of 87", "14th April 15"."""
    at = view.skip(index, "of")
    value = view.digits[at]
    if (
        value is None
        or len(view.text[at]) != 2
        or (view.lower[at + 1] in ("%", ":", "/", ".", "-") and view.glued(at + 2))
    ):
        return None
    firm = at > index or (day_known and view.kind[at + 1] != "w")
    return two_digit_year(value) if firm or (value > 31 and view.kind[at + 1] != "w") else None


def era_year(view: View, index: int) -> Parsed:
    """ "499 BC", "499-493 BC", "79 AD"."""
    value = view.digits[index]
    if value is None or not 1 <= value <= 9999:
        return None
    after = view.lower[index + 1]
    if after in ERAS_BEFORE and view.capital(index + 1):
        return Calendar(value, era=True), index + 2
    if after in ERAS_AFTER and view.capital(index + 1) and value <= 2999:
        return Calendar(value), index + 2
    if after in DAY_LINKS or after == "and":
        second = view.digits[index + 2]
        if second is not None and view.lower[index + 3] in ERAS_BEFORE and second < value:
            if after == "and" or view.lower[index - 1] in ("from", "between"):
                return Calendar(value, era=True), index + 1
            return Range(Calendar(value, era=True), Calendar(second, era=True)), index + 4
    return None

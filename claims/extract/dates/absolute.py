"""Dates by name: "Thursday, July 10, 2025", "in June", "2016 Q3", "the 1970s", "the 19th century", "499 BC"."""

from __future__ import annotations

from dataclasses import replace

from claims.extract.dates.expressions import Calendar, Expression, Fixed, Range
from claims.extract.dates.guards import month_at, season_at, weekday_at, year_at
from claims.extract.dates.numbers import (
    day_number,
    ordinal,
    two_digit_year,
    year_digits,
    year_words,
)
from claims.extract.dates.numeric import numeric_date
from claims.extract.dates.view import View

Parsed = tuple[Expression, int] | None
CalendarFound = tuple[Calendar, int] | None
DASHES = frozenset({"-", "–", "—", "~"})
DAY_LINKS = frozenset({"-", "–", "—", "~", "to", "until", "till", "through", "thru"})
ERAS_BEFORE = frozenset({"bc", "bce", "b.c.", "b.c.e."})
ERAS_AFTER = frozenset({"ad", "ce", "a.d.", "c.e."})
# "2015-32" is no range of years.
LONGEST_SHORT_RANGE = 15
FISCAL = frozenset({"fy", "fiscal"})


def absolute(view: View, index: int, day_first: bool) -> Parsed:
    """The longest date by name or digits that begins at ``index``."""
    kind, roles = view.kind[index], view.roles[index]
    if kind == "n" or "month" in roles:
        numeric = numeric_date(view, index, day_first)
        if numeric is not None:
            return numeric
    if "weekday" in roles:
        return _weekday(view, index, day_first)
    if "month" in roles:
        found = month_first(view, index)
        if found is not None:
            return found
    if kind == "n" or "cardinal" in roles or "ordinal" in roles:
        return (
            day_first_date(view, index)
            or _era(view, index)
            or _quarter(view, index)
            or _decade(view, index)
            or _century(view, index)
            or _year(view, index)
            or _year_in_words(view, index)
        )
    if "decade" in roles:
        return _decade(view, index)
    if "season" in roles:
        return _season(view, index)
    if roles.get("unit") in ("year", "week") or view.lower[index] in (
        "fy",
        "fiscal",
        "cy",
        "'",
        "‘",
        "’",
        "ad",
        "a.d.",
        "q",
        "h",
    ):
        return _prefixed(view, index)
    return None


def month_first(view: View, index: int) -> Parsed:
    """ "July 23, 2025", "July 2025", "July 13-15", "July"."""
    month = month_at(view, index)
    if month is None:
        return None
    at = (
        view.skip(index + 1, ".")
        if "short" in view.role(index) or view.kind_at(index + 2) == "n"
        else index + 1
    )
    year = year_after(view, at)
    if year is not None:
        return Calendar(year[0], month), year[1]
    day_at = view.skip(at, "the")
    day = None if view.word(index - 1) == "in" and _counted(view, day_at) else day_number(view, day_at)
    if day is not None and day_at > at and view.capital(day_at) and view.kind_at(day_at) == "w":
        day = None  # "by May the Second Army"
    if day is None and view.word(at) in ("and", "or") and month_at(view, at + 1, dated=True) is not None:
        # "in April and June 1955"
        year = year_after(view, at + 2)
        if year is not None:
            return Calendar(year[0], month), at
    if day is None or (view.word(day[1]) in (":", "%", "million", "billion", "thousand", "hundred")):
        short = _two_digits(view, at)
        return (
            (Calendar(short, month), at + 1)
            if short is not None
            else (Calendar(None, month), max(at if view.word(at - 1) != "." else index + 1, index + 1))
        )
    last = _second_day(view, day[1])
    if last is not None:
        year = year_after(view, last[1])
        value, end = year if year is not None else (None, last[1])
        # "April 27 to the 3rd" runs into May.
        following = month % 12 + 1 if last[0] < day[0] else month
        final = value + 1 if value is not None and following < month else value
        return Range(Calendar(value, month, day[0]), Calendar(final, following, last[0])), end
    year = year_after(view, day[1])
    if year is not None:
        return Calendar(year[0], month, day[0]), year[1]
    comma = view.skip(day[1], ",")
    weekday = weekday_at(view, comma) if comma > day[1] else None
    if weekday is not None and view.word(comma + 1) != ",":
        return Calendar(None, month, day[0], weekday), comma + 1
    return Calendar(None, month, day[0]), day[1]


def _counted(view: View, index: int) -> bool:
    """ "In March 13 people": after "in", a plain number before a noun is not the day."""
    return (
        view.digits(index) is not None
        and view.kind_at(index + 1) == "w"
        and not view.glued(index + 1)
        and "year_takers" not in view.role(index + 1)
    )


def _second_day(view: View, index: int) -> tuple[int, int] | None:
    """The end of a range of days: "-15", "to 15th", "through the 17th"."""
    if view.word(index) not in DAY_LINKS:
        return None
    at = view.skip(index + 1, "the")
    day = day_number(view, at)
    if day is None or "month" in view.role(view.skip(day[1], "of")) or view.word(day[1]) in ("/", ":"):
        return None
    if view.word(index) not in DASHES and view.kind_at(day[1]) == "w" and day[0] == view.digits(at):
        return None
    return day


def day_first_date(view: View, index: int) -> Parsed:
    """ "23 July 2025", "the third of March", "3-5 May 2024", "from 13 to the 15 of July"."""
    value = view.digits(index)
    if value is not None and 1 <= value <= 31 and view.glued(index + 1) and "month" in view.role(index + 1):
        day: tuple[int, int] | None = (value, index + 1)
    else:
        day = day_number(view, index)
    if day is None:
        return None
    at = day[1]
    link = view.word(at)
    if link in DAY_LINKS or link == "and":
        second = day_number(view, view.skip(at + 1, "the"))
        if second is not None:
            month_index = view.skip(second[1], "of")
            month = month_at(view, month_index, dated=True)
            if month is not None and (link != "and" or view.word(index - 1) == "between"):
                year = year_after(view, _after_month(view, month_index))
                value, end = year if year is not None else (None, _after_month(view, month_index))
                return Range(Calendar(value, month, day[0]), Calendar(value, month, second[0])), end
            if month is not None:
                year = year_after(view, _after_month(view, month_index))
                return Calendar(year[0] if year else None, month, day[0]), at
    if view.word(at) == "day" and view.word(at + 1) in ("of", "in"):
        at += 1
    if view.word(index - 1) in ("$", "€", "£") and view.glued(index):
        return None
    month_index = view.skip(at, "of", "-") if view.word(at) != "-" or view.glued(at) else at
    month = month_at(view, month_index, dated=True)
    if month is None or (
        view.word(month_index) in ("may", "march", "sun")
        and not view.capital(month_index)
        and ordinal(view, index) is None
        and year_after(view, month_index + 1) is None
    ):
        return None
    end = _after_month(view, month_index)
    year = year_after(view, end)
    if year is not None:
        return Calendar(year[0], month, day[0]), year[1]
    short = _two_digits(view, end, day_known=True)
    if short is not None:
        return Calendar(short, month, day[0]), end + 1
    return Calendar(None, month, day[0]), month_index + 1


def _after_month(view: View, month_index: int) -> int:
    short = "short" in view.role(month_index)
    return view.skip(month_index + 1, ".") if short else month_index + 1


def year_after(view: View, index: int) -> tuple[int, int] | None:
    """A year that completes a date: "2025", ", 2025", "of 2025", "in 2025", "two thousand and five"."""
    at = view.skip(index, ",", "of", "in", "/", "-")
    if view.word(index) == "," and view.word(at) in ("in", "of"):
        return None
    year = year_digits(view, at)
    if year is not None:
        plain = at == index or view.word(index) != "in" or "noun_guard" not in view.role(at + 1)
        return (year, at + 1) if plain and view.word(at + 1) != "%" else None
    words = year_words(view, at)
    if words is not None and 1000 <= words[0] <= 2999:
        return words
    mark = view.skip(at, "'", "’", "‘")
    value = view.digits(mark)
    if mark > at and value is not None and len(view.text[mark]) == 2 and view.glued(mark):
        return two_digit_year(value), mark + 1
    return None


def _two_digits(view: View, index: int, *, day_known: bool = False) -> int | None:
    """A year of two digits: "August 99", "April of 87", "14th April 15"."""
    at = view.skip(index, "of")
    value = view.digits(at)
    if (
        value is None
        or len(view.text[at]) != 2
        or (view.word(at + 1) in ("%", ":", "/", ".", "-") and view.glued(at + 2))
    ):
        return None
    firm = at > index or (day_known and view.kind_at(at + 1) != "w")
    return two_digit_year(value) if firm or (value > 31 and view.kind_at(at + 1) != "w") else None


def _weekday(view: View, index: int, day_first: bool) -> Parsed:
    weekday = weekday_at(view, index)
    if weekday is None:
        return None
    after = view.skip(index + 1, ".") if "short" in view.role(index) else index + 1
    at = view.skip(after, ",", "(")
    opened = view.word(at - 1) == "("
    date_at = view.skip(at, "the")
    found: Parsed = None
    if date_at < view.size:
        if "month" in view.role(date_at):
            found = month_first(view, date_at)
        elif (
            view.kind_at(date_at) == "n"
            or "ordinal" in view.role(date_at)
            or "cardinal" in view.role(date_at)
        ):
            found = numeric_date(view, date_at, day_first) or day_first_date(view, date_at)
            if found is None:
                day = day_number(view, date_at)
                spelled = ordinal(view, date_at) is not None
                if (
                    day is not None
                    and (spelled or date_at > at)
                    and "unit" not in view.role(day[1])
                    and (view.kind_at(day[1]) != "w" or (spelled and not view.capital(day[1])))
                ):
                    return Calendar(None, None, day[0], weekday), day[1]
    if found is not None and isinstance(found[0], Calendar) and found[0].day is not None:
        end = view.skip(found[1], ")") if opened else found[1]
        return replace(found[0], weekday=weekday), end
    return Calendar(weekday=weekday), after if view.word(
        index + 1
    ) == "." and after < view.size else index + 1


def _year(view: View, index: int) -> Parsed:
    year = year_at(view, index)
    if year is None:
        return None
    at = index + 1
    # "2024-25", "1957-60", "2014~2018" and "2014/15"
    if view.word(at) in DASHES or view.word(at) == "/":
        second = view.digits(at + 1)
        if second is not None and not (view.glued(at + 2) and view.word(at + 2) in ("-", "/")):
            length = len(view.text[at + 1])
            if length == 2 and view.glued(at + 1):
                last = year // 100 * 100 + second
                if year < last <= year + LONGEST_SHORT_RANGE:
                    return Range(Calendar(year), Calendar(last)), at + 2
            if length == 4 and year < second <= 2999 and year_digits(view, at + 1):
                return Range(Calendar(year), Calendar(second)), at + 2
            if second is not None and view.glued(at) and view.glued(at + 1):
                return None
    month = (
        month_at(view, at, dated=True)
        if "month" in view.role(at) and view.capital(at) and view.word(at) != "may"
        else None
    )
    if month is not None or (
        view.capital(at)
        and "month" in view.role(at)
        and view.word(index - 1) in ("between", "from", "and", "to")
    ):
        month = month or view.role(at)["month"]
        return Calendar(year, month), at + 1
    part = _part_word(view, at)
    if part is not None:
        return Calendar(year, part=part[0]), part[1]
    return Calendar(year), at


def _part_word(view: View, index: int) -> tuple[tuple[str, int], int] | None:
    """ "Q3", "H2" after an optional dash."""
    at = view.skip(index, "-")
    word, value = view.word(at), view.digits(at + 1)
    if (
        word in ("q", "h")
        and value is not None
        and view.glued(at + 1)
        and 1 <= value <= (4 if word == "q" else 2)
    ):
        return ("quarter" if word == "q" else "half", value), at + 2
    return None


def _year_in_words(view: View, index: int) -> Parsed:
    """Years in words only where a preposition announces them."""
    if view.word(index - 1) not in (
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
    head = view.role(index).get("cardinal")
    if head is None:
        return None
    following = view.skip(index + 1, "-")
    plural = view.role(following).get("decade")
    if plural is not None and 10 <= head <= 20:
        return Fixed(head * 100 + plural, 10, "decade"), following + 1
    if head == 20 and view.word(following) == "tens":
        return Fixed(2010, 10, "decade"), following + 1
    if head == 2 and view.word(index + 1) == "thousands" and view.word(index - 1) == "the":
        return Fixed(2000, 10, "decade"), index + 2
    found = year_words(view, index)
    if found is None or not 1000 <= found[0] <= 2099 or view.word(found[1]) in ("people", "percent", "%"):
        return None
    counted = view.kind_at(found[1]) == "w" and view.word(found[1]).endswith("s")
    return None if counted or (found[0] % 100 == 0 and found[0] != 2000) else (Calendar(found[0]), found[1])


def _prefixed(view: View, index: int) -> Parsed:
    """ "year 2008", "FY2024", "fiscal year 2024", "week 10", "'40s", "AD 79", "Q2 2016"."""
    word = view.lower[index]
    if word in ("'", "‘", "’"):
        return _decade(view, index)
    if word in ("q", "h"):
        return _quarter_letter(view, index)
    if word in ("ad", "a.d."):
        value = view.digits(index + 1)
        usable = value is not None and 1 <= value <= 2999 and view.capital(index)
        return (Calendar(value), index + 2) if usable else None
    at = index + 1
    if view.role(index).get("unit") == "week":
        number = view.digits(at)
        if (
            number is None
            or not 1 <= number <= 53
            or view.role(index).get("plural")
            or view.word(at + 1) in ("%", ".")
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
        value = view.digits(at)
        if value is not None and fiscal and len(view.text[at]) == 2:
            return Calendar(two_digit_year(value), fiscal=True), at + 1
        words = year_in_full(view, at) if word in ("year", "years") else None
        return (Calendar(words[0]), words[1]) if words is not None else None
    if word in ("years", "yr", "yrs") and view.word(at + 1) not in ("-", "–", "and", "to"):
        return None
    following = _year(view, at) if not fiscal else None
    return following or (Calendar(year, fiscal=fiscal), at + 1)


def year_in_full(view: View, index: int) -> tuple[int, int] | None:
    """Any number in words as a year: "year two hundred and sixty seven"."""
    found = year_words(view, index)
    return found if found is not None and 1 <= found[0] <= 2999 else None


def _quarter_letter(view: View, index: int) -> Parsed:
    part = _part_word(view, index)
    if part is None or (not view.capital(index) and view.word(index) == "h"):
        return None
    year = year_after(view, part[1])
    if year is None and view.word(index) == "h":
        return None
    return (Calendar(year[0], part=part[0]), year[1]) if year else (Calendar(part=part[0]), part[1])


def _quarter(view: View, index: int) -> Parsed:
    """ "third quarter of 2016", "first half of 2024", "1Q 2024"."""
    value = view.digits(index)
    if (
        value is not None
        and view.glued(index + 1)
        and view.word(index + 1) in ("q", "h")
        and not view.glued(index + 2)
        and value <= 4
    ):
        year = year_after(view, index + 2)
        part = ("quarter" if view.word(index + 1) == "q" else "half", value)
        return (Calendar(year[0], part=part), year[1]) if year else None
    number = ordinal(view, index)
    if number is None:
        return None
    at = view.skip(number[1], "-")
    kind = (
        "quarter" if view.role(at).get("unit") == "quarter" else "half" if view.word(at) == "half" else None
    )
    if kind is None or not 1 <= number[0] <= (4 if kind == "quarter" else 2):
        return None
    at += 1
    year = year_after(view, at)
    if year is not None:
        return Calendar(year[0], part=(kind, number[0])), year[1]
    if kind == "half" or (view.word(at) in ("of", "in") and "unit" not in view.role(at + 2)):
        return None
    return Calendar(part=(kind, number[0])), at


def _decade(view: View, index: int) -> Parsed:
    """ "1970s", "1970's", "70s", "'40s", "nineties"."""
    decade = view.role(index).get("decade")
    if decade is not None:
        if view.word(index - 1) not in ("the", "early", "mid", "late", "-", "in") or (
            view.word(index - 2) in ("his", "her", "their", "in") and view.word(index - 1) != "the"
        ):
            return None
        return Fixed(1900 + decade, 10, "decade"), index + 1
    at = view.skip(index, "'", "‘", "’")
    value = view.digits(at)
    if value is None or value % 10 or (at > index and not view.glued(at)):
        return None
    plural = view.word(at + 1)
    length = len(view.text[at])
    if plural not in ("s", "'s", "’s") or not (
        view.glued(at + 1) or view.size == at + 3 or view.word(at + 2) in (".", "")
    ):
        return None
    if length == 4 and 1000 <= value <= 2990:
        if value % 100 == 0 and plural == "s" and value < 2000:
            return Fixed(value, 100, "century"), at + 2
        return Fixed(value, 10, "decade"), at + 2
    if (
        length == 2
        and (view.word(index - 1) in ("the", "early", "mid", "late", "-", "in"))
        and view.word(index - 1) not in ("his", "her", "their")
    ):
        return Fixed(two_digit_year(value) // 10 * 10 if value >= 30 else 2000 + value, 10, "decade"), at + 2
    return None


def _century(view: View, index: int) -> Parsed:
    number = ordinal(view, index)
    if number is None:
        return None
    at = view.skip(number[1], "-")
    if view.role(at).get("unit") not in ("century", "millennium") or view.word(at).endswith("ies"):
        return None
    if view.role(at)["unit"] == "millennium":
        return (Fixed(number[0] * 1000 - 1000, 1000, "millennium"), at + 1) if 1 <= number[0] <= 3 else None
    if view.word(at + 1) in ERAS_BEFORE:
        return None
    return (Fixed(number[0] * 100 - 100, 100, "century"), at + 1) if 1 <= number[0] <= 25 else None


def _season(view: View, index: int) -> Parsed:
    season = season_at(view, index)
    if season is None:
        return None
    year = year_after(view, index + 1)
    if year is None:
        return Calendar(part=("season", season)), index + 1
    end = year[1]
    second = view.digits(end + 1) if view.word(end) in ("-", "–", "/") else None
    if second is not None and season == 4:
        end += 2
    return Calendar(year[0], part=("season", season)), end


def _era(view: View, index: int) -> Parsed:
    """ "499 BC", "499-493 BC", "79 AD"."""
    value = view.digits(index)
    if value is None or not 1 <= value <= 9999:
        return None
    after = view.word(index + 1)
    if after in ERAS_BEFORE and view.capital(index + 1):
        return Calendar(value, era=True), index + 2
    if after in ERAS_AFTER and view.capital(index + 1) and value <= 2999:
        return Calendar(value), index + 2
    if after in DAY_LINKS or after == "and":
        second = view.digits(index + 2)
        if second is not None and view.word(index + 3) in ERAS_BEFORE and second < value:
            if after == "and" or view.word(index - 1) in ("from", "between"):
                return Calendar(value, era=True), index + 1
            return Range(Calendar(value, era=True), Calendar(second, era=True)), index + 4
    return None

"""Parts and multiples of years: "Q3 2024", "the first half of 2024", "the 1970s", "the 19th century"."""

from __future__ import annotations

from claims.extract.dates.expressions import Calendar, Expression
from claims.extract.dates.guards import season_at
from claims.extract.dates.numbers import ordinal, two_digit_year
from claims.extract.dates.phrases import unit_phrase
from claims.extract.dates.units import Fixed
from claims.extract.dates.view import View
from claims.extract.dates.years import ERAS_BEFORE, part_word, year_after

Parsed = tuple[Expression, int] | None
# Behind a numbered period: so many of them one after the other.
_IN_A_ROW = frozenset({"running", "straight", "consecutive", "row", "succession"})


def quarter_letter(view: View, index: int) -> Parsed:
    part = part_word(view, index)
    if part is None or (not view.capital(index) and view.lower[index] == "h"):
        return None
    year = year_after(view, part[1])
    if year is None and view.lower[index] == "h":
        return None
    return (Calendar(year[0], part=part[0]), year[1]) if year else (Calendar(part=part[0]), part[1])


def quarter(view: View, index: int) -> Parsed:
    """ "third quarter of 2016", "first half of 2024", "1Q 2024"."""
    value = view.digits[index]
    if (
        value is not None
        and view.glued(index + 1)
        and view.lower[index + 1] in ("q", "h")
        and not view.glued(index + 2)
        and value <= 4
    ):
        year = year_after(view, index + 2)
        part = ("quarter" if view.lower[index + 1] == "q" else "half", value)
        return (Calendar(year[0], part=part), year[1]) if year else None
    number = ordinal(view, index)
    if number is None:
        return None
    at = view.skip(number[1], "-")
    kind = (
        "quarter" if view.roles[at].get("unit") == "quarter" else "half" if view.lower[at] == "half" else None
    )
    if kind is None or not 1 <= number[0] <= (4 if kind == "quarter" else 2):
        return None
    at += 1
    if view.lower[at] in _IN_A_ROW or (view.lower[at] == "in" and view.lower[at + 2] in _IN_A_ROW):
        # "fell for the third quarter running"
        return None
    year = year_after(view, at)
    if year is not None:
        return Calendar(year[0], part=(kind, number[0])), year[1]
    if kind == "half" and unit_phrase(view, view.skip(at, "of", "in")) is not None:
        return Calendar(part=(kind, number[0])), at
    if kind == "half" or (view.lower[at] in ("of", "in") and "unit" not in view.roles[at + 2]):
        return None
    return Calendar(part=(kind, number[0])), at


def decade_name(view: View, index: int) -> Parsed:
    """ "1970s", "1970's", "70s", "'40s", "nineties"."""
    decade = view.roles[index].get("decade")
    if decade is not None:
        if view.lower[index - 1] not in ("the", "early", "mid", "late", "-", "in") or (
            view.lower[index - 2] in ("his", "her", "their", "in") and view.lower[index - 1] != "the"
        ):
            return None
        return Fixed(1900 + decade, 10, "decade"), index + 1
    at = view.skip(index, "'", "‘", "’")
    value = view.digits[at]
    if value is None or value % 10 or (at > index and not view.glued(at)):
        return None
    plural = view.lower[at + 1]
    length = len(view.text[at])
    if plural not in ("s", "'s", "’s") or not (
        view.glued(at + 1) or view.size == at + 3 or view.lower[at + 2] in (".", "")
    ):
        return None
    if length == 4 and 1000 <= value <= 2990:
        if value % 100 == 0 and plural == "s" and value < 2000:
            return Fixed(value, 100, "century"), at + 2
        return Fixed(value, 10, "decade"), at + 2
    if (
        length == 2
        and (view.lower[index - 1] in ("the", "early", "mid", "late", "-", "in"))
        and view.lower[index - 1] not in ("his", "her", "their")
    ):
        return Fixed(two_digit_year(value) // 10 * 10 if value >= 30 else 2000 + value, 10, "decade"), at + 2
    return None


def century(view: View, index: int) -> Parsed:
    number = ordinal(view, index)
    if number is None:
        return None
    at = view.skip(number[1], "-")
    if view.roles[at].get("unit") not in ("century", "millennium") or view.lower[at].endswith("ies"):
        return None
    if view.roles[at]["unit"] == "millennium":
        return (Fixed(number[0] * 1000 - 1000, 1000, "millennium"), at + 1) if 1 <= number[0] <= 3 else None
    if view.lower[at + 1] in ERAS_BEFORE or view.lower[view.skip(at + 1, "-")] == "fox":
        return None
    return (Fixed(number[0] * 100 - 100, 100, "century"), at + 1) if 1 <= number[0] <= 25 else None


def season_of_year(view: View, index: int) -> Parsed:
    season = season_at(view, index)
    if season is None:
        return None
    year = year_after(view, index + 1)
    if year is None:
        return Calendar(part=("season", season)), index + 1
    end = year[1]
    second = view.digits[end + 1] if view.lower[end] in ("-", "–", "/") else None
    if second is not None and season == 4:
        end += 2
    return Calendar(year[0], part=("season", season)), end

"""Numbers inside dates: days, ordinals, years in words, amounts of units."""

from __future__ import annotations

from claims.extract.dates.expressions import Amount
from claims.extract.dates.view import View

ORDINAL_ENDINGS = ("st", "nd", "rd", "th")
FIRST_YEAR, LAST_YEAR = 1000, 2999


def cardinal(view: View, index: int) -> tuple[int, int] | None:
    """A number below 100 in words or digits, with the index after it."""
    value = view.digits[index]
    if value is not None:
        return (value, index + 1) if view.kind[index + 1] == "s" or not view.glued(index + 1) else None
    number = view.roles[index].get("cardinal")
    if number is None:
        return None
    if number >= 20 and number % 10 == 0:
        following = view.skip(index + 1, "-")
        unit = view.roles[following].get("cardinal")
        if unit is not None and unit < 10:
            return number + unit, following + 1
    return number, index + 1


def ordinal(view: View, index: int) -> tuple[int, int] | None:
    """An ordinal up to 99 in words or digits ("21st", "twenty-first"), with the index after it."""
    value = view.digits[index]
    if value is not None:
        ending = view.lower[index + 1] in ORDINAL_ENDINGS and view.glued(index + 1)
        return (value, index + 2) if ending else None
    roles = view.roles[index]
    number = roles.get("ordinal")
    if number is not None:
        return number, index + 1
    tens = roles.get("cardinal")
    if tens in (20, 30, 40, 50, 60, 70, 80, 90):
        following = view.skip(index + 1, "-")
        unit = view.roles[following].get("ordinal")
        if unit is not None and unit < 10:
            return tens + unit, following + 1
    return None


def day_number(view: View, index: int) -> tuple[int, int] | None:
    """A day of the month: "5", "5th", "fifth", "twenty nine"."""
    if view.kind[index] != "n" and not view.roles[index]:
        return None
    found = ordinal(view, index) or cardinal(view, index)
    return found if found is not None and 1 <= found[0] <= 31 else None


def year_digits(view: View, index: int) -> int | None:
    """Four digits that can be a year."""
    value = view.digits[index]
    if value is None or len(view.text[index]) != 4 or not FIRST_YEAR <= value <= LAST_YEAR:
        return None
    following = view.lower[index + 1]
    if view.glued(index + 1) and (
        (view.kind[index + 1] == "w" and following not in ("q", "h"))
        or following in ("%", "°")
        or (following in (".", ":") and view.kind[index + 2] == "n" and view.glued(index + 2))
        or (following == "/" and view.glued(index + 2) and view.digits[index + 2] != (value + 1) % 100)
    ):
        return None
    return value


def year_words(view: View, index: int) -> tuple[int, int] | None:
    """A year in words: "nineteen ninety-six", "two thousand and fifteen", "seventeen hundred thirty three"."""
    head = view.roles[index].get("cardinal")
    if head is None:
        return None
    following = view.lower[index + 1]
    if following in ("thousand", "hundred") and (
        head in (1, 2) if following == "thousand" else 1 <= head <= 20
    ):
        base = head * (1000 if following == "thousand" else 100)
        rest = cardinal_words(view, view.skip(index + 2, "and"))
        if rest is None:
            return base, index + 2
        return base + rest[0], rest[1]
    if not 10 <= head <= 20:
        return None
    rest = cardinal_words(view, view.skip(index + 1, "-"))
    if rest is not None and rest[0] >= 10:
        return head * 100 + rest[0], rest[1]
    if following in ("oh", "o", "zero"):
        unit = cardinal_words(view, index + 2)
        if unit is not None and unit[0] < 10:
            return head * 100 + unit[0], unit[1]
    return None


def cardinal_words(view: View, index: int) -> tuple[int, int] | None:
    return cardinal(view, index) if "cardinal" in view.roles[index] else None


def two_digit_year(value: int) -> int:
    """The POSIX convention moved on a generation: 00 to 39 are 20xx, 40 to 99 are 19xx."""
    return 2000 + value if value < 40 else 1900 + value


def count(view: View, index: int) -> tuple[float, int] | None:
    """A number of units: "72", "two", "a", "three and a half", "a few", "1.5"."""
    roles = view.roles[index]
    word = view.lower[index]
    found: tuple[float, int] | None
    if word in ("a", "an", "the"):
        if word != "the" and "unit" in view.roles[index + 1]:
            return 1, index + 1
        vague = view.roles[index + 1].get("vague")
        return (vague, view.skip(index + 2, "of")) if vague is not None and word != "the" else None
    if "vague" in roles:
        return roles["vague"], view.skip(index + 1, "of")
    if word == "half" and view.lower[index + 1] in ("a", "an"):
        return 0.5, index + 2
    found = cardinal(view, index)
    if found is None:
        if view.kind[index] != "n":
            return None
        text = view.text[index].replace(",", "")
        whole, _, fraction = text.partition(".")
        if len(text) > 8 or not whole.isdecimal() or not (fraction == "" or fraction.isdecimal()):
            return None
        found = float(text), index + 1
    if (
        view.lower[found[1]] == "and"
        and view.lower[found[1] + 1] == "a"
        and view.lower[found[1] + 2] == "half"
    ):
        return found[0] + 0.5, found[1] + 3
    if view.lower[found[1]] == "(" and view.lower[found[1] + 2] == ")":
        return found[0], found[1] + 3
    return found


def amount(view: View, index: int) -> tuple[Amount, int] | None:
    """One or more counted units: "72 hours", "2 years 21 days", "a year and a half"."""
    parts: list[tuple[float, str]] = []
    while len(parts) < 4:
        found = count(view, index)
        if found is None:
            break
        number, following = found
        following = view.skip(following, "-") if view.glued(following) else following
        unit = view.roles[following].get("unit")
        if unit is None:
            break
        following += 1
        if (
            view.lower[following] == "and"
            and view.lower[following + 1] == "a"
            and view.lower[following + 2] == "half"
        ):
            number += 0.5
            following += 3
        parts.append((number, unit))
        index = following
        joined = view.skip(index, "and", ",")
        nearer = count(view, joined)
        if nearer is None or "unit" not in view.roles[nearer[1]]:
            break
        index = joined
    return (tuple(parts), index) if parts else None

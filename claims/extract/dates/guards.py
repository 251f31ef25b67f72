"""Whether a word that can be a date is one here: "May" the verb, "2000 people", "the fall of Kabul"."""

from __future__ import annotations

from functools import cache

from claims.extract.dates.numbers import cardinal, ordinal, year_digits
from claims.extract.dates.view import View
from claims.lexicon import load_table


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_table("dates")["guards"][name])


def month_at(view: View, index: int, *, dated: bool = False) -> int | None:
    """The month named at ``index``; ``dated`` where a day stands beside it."""
    roles = view.roles[index]
    month: int | None = roles.get("month")
    if month is None or dated:
        return month
    if "short" in roles:
        after = view.skip(index + 1, ".")
        if _number_follows(view, after) or _month_follows(view, after):
            return month
        return (
            month
            if (
                view.capital(index)
                and ("month_takers" in view.roles[index - 1] or "doubtful" not in roles)
                and "link" not in view.roles[index - 1]
            )
            or ("month_takers" in view.roles[index - 1] and view.lower[index - 1] in _words("firm_takers"))
            else None
        )
    if "doubtful" not in roles:
        return month
    return month if _doubtful_month(view, index) else None


def _doubtful_month(view: View, index: int) -> bool:
    if view.size <= 2 or _number_follows(view, index + 1):
        return view.lower[index] != "march" or view.capital(index) or not _is_walk(view, index)
    before = view.lower[index - 1]
    if view.capital(index) and not view.capital(index - 1):
        # "June: 366, May: 481", "in June 366, May 481"
        colon = view.lower[index + 1] == ":"
        if view.digits[index + 1 + colon] is not None:
            return True
    if before in _words("firm_takers"):
        return (
            before not in ("of", "by")
            or view.capital(index)
            or view.lower[index - 2] not in ("a", "the", "out")
        )
    if not view.capital(index):
        if before in ("from", "after", "before", "between", "through") and view.lower[index] not in (
            "may",
            "march",
        ):
            return True
        return before in ("mid", "-") and view.lower[index - 2] == "mid"
    if before in _words("joiners"):
        return (
            "month" in view.roles[index - 2]
            or "month" in view.roles[index + 2]
            or "unit" in view.roles[index - 2]
            or view.lower[index - 2] == "mid"
        )
    if before in ("ended", "ending"):
        return True
    if "month_takers" in view.roles[index - 1] or (
        view.lower[index + 1] in ("-", "–", "to", "and", "/") and "month" in view.roles[index + 2]
    ):
        return True
    next_is_name = view.capital(index + 1)
    if view.lower[index] in ("may", "jan", "mar", "dec"):
        return before in ("the", "a", "'s", "’s") and not next_is_name
    if index == 0 or view.capital(index - 1) or before == "'s":
        return False
    return not next_is_name and view.lower[index + 1] not in ("on", "said", "told")


def _number_follows(view: View, index: int) -> bool:
    index = view.skip(index, ",", "of", "the")
    value = view.digits[index]
    if value is not None:
        return 1 <= value <= 31 or year_digits(view, index) is not None
    spelled = cardinal(view, index) if view.capital(index - 1) or "short" in view.roles[index - 1] else None
    return ordinal(view, index) is not None or (spelled is not None and 20 <= spelled[0] <= 31)


def _month_follows(view: View, index: int) -> bool:
    return "link" in view.roles[index] and "month" in view.roles[index + 1]


def _is_walk(view: View, index: int) -> bool:
    """ "march 20 miles": a number of something, or after "to"."""
    return view.lower[index - 1] in ("to", "they", "we") or (
        view.kind[index + 1] == "n" and view.kind[index + 2] == "w" and not view.glued(index + 2)
    )


def weekday_at(view: View, index: int) -> int | None:
    """The weekday named at ``index``; short forms need a capital or a date beside them."""
    roles = view.roles[index]
    weekday: int | None = roles.get("weekday")
    if weekday is None:
        return None
    if view.lower[index - 1] in ("every", "each"):
        return None
    if "short" not in roles:
        after, before = view.lower[index + 1], view.lower[index - 1]
        name_follows = after in _words("names_after_weekday")
        is_black = before in _words("names_before_weekday") and view.capital(index - 1)
        return None if name_follows or is_black else weekday
    following = view.skip(index + 1, ".")
    following = view.skip(following, ",")
    dated = "month" in view.roles[following] or view.kind[following] == "n" or view.lower[following] == "the"
    if view.lower[index] in ("sun", "sat", "mon", "wed"):
        return weekday if dated and view.capital(index) else None
    return weekday if dated or view.lower[index + 1] == "." or view.capital(index) else None


def year_at(view: View, index: int, *, bare: bool = False) -> int | None:
    """Four digits that are a year here. ``bare`` accepts them without a word that announces a year."""
    year = year_digits(view, index)
    if year is None:
        return None
    before, after = view.lower[index - 1], view.lower[index + 1]
    if before in ("$", "€", "£", "#", ".", "№", "@") and view.glued(index):
        return None
    if (
        before in ("-", "–", "=", "&", "?")
        and view.glued(index)
        and "part" not in view.roles[index - 2]
        and view.kind[index - 2] in ("n", "w")
        and view.glued(index - 1)
    ):
        return None
    if before in ("-", "–", "/") and view.kind[index - 2] == "n":
        return None
    if (
        after == "-"
        and view.glued(index + 1)
        and view.glued(index + 2)
        and view.kind[index + 2] == "n"
        and view.lower[index + 3] == "-"
    ):
        return None
    if after in ("q", "h") and view.glued(index + 2) and view.kind[index + 2] == "n":
        return year  # "2016 Q3"
    counted = counts_something(view, index + 1)
    guarded = "noun_guard" in view.roles[index + 1] and not _is_bound(view, index + 1)
    if before in _words("possessives") and year >= 1800:
        return None if guarded or "unit" in view.roles[index + 1] else year
    if bare or before in _words("firm_year_takers"):
        return None if guarded and not bare else year
    if before in ("-", "‑") and "part" in view.roles[index - 2]:
        return year
    if counted or not 1500 <= year <= 2099 or after in ("%", "°"):
        return None
    if "year_takers" in view.roles[index - 1]:
        if before == "than" and view.lower[index - 2] not in ("later", "earlier", "sooner"):
            return None
        # "an average of 1500"
        headed = before in ("of", "to", "than", "for") and "count_head" in view.roles[index - 2]
        return year if year >= 1800 and not headed else None
    if "part" in view.roles[index - 1] or before in ("'s", "’s", "(", "[", "initial"):
        return year
    if _year_range(view, index, year):
        return year
    if before in (",", "-", "–", "—", "/", ":") or index == 0:
        standing = view.size == 1 or after in ("", ":", "-", "–", ",", "and", ")", ".")
        opens = index == 0 and year >= 1900 and after in _words("year_verbs")
        return year if standing or opens or "month" in view.roles[index - 2] else None
    if (
        before in _words("determiners")
        and year >= 1800
        and view.kind[index + 1] == "w"
        and not view.glued(index + 1)
    ):
        return year
    if "approximate" in view.roles[index - 1]:
        return year if year < 2000 and not view.capital(index + 1) else None
    closes = after in ("", ".", ",", ")", ";", ":", "?", "!") or (
        after in ("or", "and") and view.lower[index + 2] in ("later", "after", "earlier", "before", "greater")
    )
    plain = (
        view.kind[index - 1] == "w" and not view.capital(index - 1) and "label" not in view.roles[index - 1]
    )
    return year if closes and plain and year >= 1800 else None


def _year_range(view: View, index: int, year: int) -> bool:
    """ "1861-1863": two years that follow each other, nothing counted after them."""
    if view.lower[index + 1] not in ("-", "–", "—", "~"):
        return False
    second = year_digits(view, index + 2)
    if second is None or not year < second <= year + 150 or view.lower[index + 3] in ("-", "–"):
        return False
    return not counts_something(view, index + 3) or "season" in view.roles[index + 3]


def _is_bound(view: View, index: int) -> bool:
    """ "In 2018 more than 160 people died": the bound of another number."""
    return view.lower[index] in ("more", "fewer", "less") and view.lower[index + 1] == "than"


def counts_something(view: View, index: int) -> bool:
    """Whether the word reads as the counted noun of the number before it."""
    word = view.lower[index]
    if view.kind[index] != "w":
        return False
    if _is_bound(view, index):
        return False
    if "noun_guard" in view.roles[index] or "unit" in view.roles[index]:
        return True
    plural = len(word) > 3 and word.endswith("s") and not word.endswith("ss")
    if plural and word not in _words("plurals_that_are_not"):
        return True
    # An adjective may stand between: "2024 enemy drones".
    second = view.lower[index + 1]
    return (
        view.kind[index + 1] == "w"
        and not view.capital(index)
        and len(second) > 4
        and second.endswith("s")
        and not second.endswith("ss")
        and "link" not in view.roles[index]
        and view.lower[index]
        not in (
            "and",
            "or",
            "in",
            "of",
            "for",
            "by",
            "with",
            "when",
            "as",
            "the",
            "he",
            "it",
            "season",
            "from",
        )
        and "year_takers" not in view.roles[index]
        and view.lower[index - 2] != "the"
    )


def season_at(view: View, index: int) -> int | None:
    """The season named at ``index``; "fall" and "spring" are also verbs and nouns."""
    roles = view.roles[index]
    season: int | None = roles.get("season")
    if season is None:
        return None
    after = view.skip(index + 1, ",", "of", "in")
    if year_digits(view, after) is not None:
        return season
    before = view.lower[index - 1]
    determined = before == "the" and view.lower[index - 2] in _words("season_takers")
    leading = determined or "deictic" in view.roles[index - 1] or "part" in view.roles[index - 1]
    leading = leading or before in _words("season_takers") or before in ("mid", "of")
    if "doubtful" in roles:
        if view.lower[index + 1] == "of":
            return (
                season
                if "deictic" in view.roles[index + 2]
                or (view.lower[index + 2] == "the" and "unit" in view.roles[index + 3])
                else None
            )
        return season if leading and before != "of" else None
    return season if leading else None


# What follows a number without making it part of a date.
IDLE_ROLES = frozenset({"noun_guard", "past", "count_head", "closes", "year_takers"})
DATE_MARKS = frozenset({"/", "-", "–", "—", "~", ":", "‑", "(", ",", ".", "'", "‘", "’", "'s", "’s", "s"})
HYPHENS = frozenset({"-", "‑"})
CURRENCIES = frozenset("$£€¥")
ENDS = frozenset({".", ",", ";", ""})
DATE_LINKS = frozenset({"and", "or", "to", "of", "for"})
DOTTED_TAKERS = frozenset({"on", "in"})
LETTERS_BEFORE = frozenset({"q", "h", "fy", "week"})
NUMBER_WORDS = frozenset(
    [
        "bc",
        "bce",
        "b.c.",
        "ad",
        "ce",
        "am",
        "pm",
        "a.m.",
        "p.m.",
        "a",
        "p",
        "o'clock",
        "o’clock",
        "h",
        "q",
        "st",
        "nd",
        "rd",
        "th",
    ]
)
# What a number word may be besides and yet begin no date ("second").
_NUMBER_ROLES = frozenset({"cardinal", "ordinal", "unit"})


def is_plain_number(view: View, index: int) -> bool:
    """Whether the digits at ``index`` cannot begin a date, by a look at their neighbours: "728 drones", "$15 to $20".

    Numbers of four or eight digits can be years and days by themselves, those with two points too, and those with
    one behind a preposition ("on 3.5").
    """
    before = view.lower[index - 1]
    if before in LETTERS_BEFORE:
        return False
    after, roles = view.lower[index + 1], view.roles[index + 1]
    if after == "%" or ("noun_guard" in roles and "unit" not in roles and not _is_bound(view, index + 1)):
        return True
    text = view.text[index]
    if before in CURRENCIES or (after in ENDS and "," in text):  # "to 5,182."
        return True
    points = text.count(".")
    if view.kind[index + 1] == "n" or (
        before in DOTTED_TAKERS or points > 1 if points else len(text) in (4, 8)
    ):
        return False
    if after in HYPHENS and view.kind[index + 2] == "w":  # "a 20-yard pass"
        after, roles = view.lower[index + 2], view.roles[index + 2]
    return (
        IDLE_ROLES.issuperset(roles)
        and after not in DATE_MARKS
        and after not in DATE_LINKS
        and after not in NUMBER_WORDS
        and not after.endswith("days")  # "3 Fridays from now"
    )


@cache
def _number_guard() -> frozenset[str]:
    return DATE_MARKS | DATE_LINKS | NUMBER_WORDS | frozenset(load_table("dates")["number_guard"])


def is_plain_number_word(view: View, index: int) -> bool:
    """Whether the number word at ``index`` cannot begin a date: "four launches", "the first fully electric bus"."""
    roles = view.roles[index]
    if not ("cardinal" in roles or "ordinal" in roles) or not _NUMBER_ROLES.issuperset(roles):
        return False
    after = view.lower[index + 1]
    return (
        IDLE_ROLES.issuperset(view.roles[index + 1])
        and view.kind[index + 1] != "n"
        and after not in _number_guard()
        and not after.endswith("days")
    )

"""Dates that cannot be: 31 June, an end before its start, a weekday that stands apart from its date."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from itertools import compress
from typing import Any

from claims.extract.relations.date_turns import are_in_turn
from claims.extract.sentences import Sentence
from claims.extract.tokens import Tokens
from claims.extract.word_guards import WordGuard
from claims.lexicon import load_table
from claims.model import Span

# Characters between two dates of a range, and between the verb that ends something and its date.
GAP, VERB_GAP = 24, 70
# Tokens from the weekday before a date to its month: "Sunday., the 3rd of May".
LONGEST_BEGINNING = 8
# Characters of a month before its year: "September of ".
LONGEST_MONTH = 14
# Days of the months, in a leap year.
LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# Months by which the end of a range or span without years may lie before its start: it is of the next year.
TURN = 5
# Days from publication within which a date without a year has its weekday.
NEAR = 100
# A year with all days, for dates without one.
LEAP = 2024
# "The 32nd of May": a day up to here is meant for one.
LAST_SLIP = 39
SHORT_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Months and days told by those of publication.
MONTH_STEPS = {"last": -1, "this": 0, "next": 1}
_NAMED_MONTH = re.compile(
    r"\b(last|this|next) month(?:,| \() ?(?:(?:on|from|until) )?(?:the )?$", re.IGNORECASE
)
STEPS = {"yesterday": -1, "today": 0, "tomorrow": 1}


@dataclass(frozen=True, slots=True)
class Written:
    """A date as written: its words, their span in the sentence's text, and its parts, ``None`` where it gives none."""

    words: str
    span: Span
    day: int | None
    month: int | None
    year: int | None
    weekday: int | None = None

    def on(self, year: int | None) -> date | None:
        """The first day that it may mean, with ``year`` where it gives none."""
        year = self.year or year
        if year is None or (self.month and self.day and self.day > monthrange(year, self.month)[1]):
            return None
        return date(year, self.month or 1, self.day or 1)


@cache
def _months() -> dict[str, int]:
    table = load_table("calendar")
    months: dict[str, int] = {**table["months"], **table["short"]["months"]}
    return months


_MONTHS = WordGuard(_months)


@cache
def _weekdays() -> dict[str, int]:
    table = load_table("calendar")
    weekdays: dict[str, int] = {**table["weekdays"], **table["short"]["weekdays"]}
    return weekdays


def _any(words: Any) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


@cache
def _dates() -> re.Pattern[str]:
    week, month = _any(_weekdays()), _any(_months())
    before = rf"(?:\b(?P<week{{0}}>{week})\b\.?,? {{{{0,1}}}}(?:the |\()?)?"
    after = rf"(?:,? \(?(?:a |an |which was a )?(?P<late{{0}}>{_any(load_table('calendar')['weekdays'])})\b)?"
    year = r"(?:,? (?P<year{0}>[12][0-9]{{3}})\b(?!,[0-9]))?"
    forms = (
        rf"(?<![0-9.,:/-])\b(?P<day{{0}}>[0-9]{{{{1,2}}}})(?:st|nd|rd|th)? (?:of )?(?P<month{{0}}>{month})\b\.?",
        rf"\b(?P<month{{0}}>{month})\b\.? (?P<day{{0}}>[0-9]{{{{1,2}}}})(?:st|nd|rd|th)?\b(?![,.:][0-9]|[ -](?:million|billion|percent))",
    )
    parts = [(before + form + year + after).format(number) for number, form in enumerate(forms)]
    return re.compile("|".join(f"(?:{part})" for part in parts), re.IGNORECASE)


_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)", re.IGNORECASE)
_YEAR_DIGITS = 4
# Digits first, so that the search can leap to them; what must not stand before them is looked at last.
_YEAR = re.compile(
    r"(1[5-9][0-9]{2}|20[0-9]{2})\b(?![0-9,.-]*[0-9]|[ -](?:%|percent|people|km|metres))(?<![\w.,/$€£-].{4})"
)


def written_dates(sentence: Sentence) -> list[Written]:
    """Return the dates of a sentence that give day and month, and the years that stand without a day, in order."""
    found: list[Written] = []
    taken = 0
    text, tokens = sentence.text, sentence.tokens
    if tokens.digits:
        # The pattern is long: it is tried only where a date may begin.
        for start in _beginnings(tokens):
            match = _dates().match(text, start - sentence.start) if start - sentence.start >= taken else None
            if match is None:
                continue
            parts = {name[:-1]: value for name, value in match.groupdict().items() if value is not None}
            month, day = parts["month"], int(parts["day"])
            # "the 32nd of May" is a slip, "32 of May" an index
            if not 1 <= day <= (LAST_SLIP if _ORDINAL.match(match[0]) else 31) or (
                month[0].islower() and month.isalpha()
            ):
                continue
            week = parts.get("week") or parts.get("late")
            found += _years(text, taken, match.start())
            found.append(
                Written(
                    match[0],
                    match.span(),
                    day,
                    _months()[month.lower()],
                    int(parts["year"]) if "year" in parts else None,
                    None if week is None else _weekdays()[week.lower()],
                )
            )
            taken = match.end()
        if any(len(tokens.text[at]) >= _YEAR_DIGITS for at in tokens.digits):
            found += _years(text, taken, len(text))
    return found


def _beginnings(tokens: Tokens) -> list[int]:
    """Where the dates may begin: at a month that has a number as near as its day is, and at numbers and weekdays before.

    "3rd of May", "May. 3", "Sunday, the 3rd of May".
    """
    if not _MONTHS.stands_in(tokens):
        return []
    kinds, lower, weekdays = tokens.kind, tokens.lower, _weekdays()
    places: set[int] = set()
    for at in compress(range(len(kinds)), map(_months().__contains__, lower)):
        if "n" in kinds[max(0, at - 3) : at + 3]:
            places.add(at)
            for place in range(max(0, at - LONGEST_BEGINNING), at):
                if kinds[place] == "n" or lower[place] in weekdays:
                    places.add(place)
    return [tokens.start[place] for place in sorted(places)]


def _years(text: str, start: int, end: int) -> list[Written]:
    """The years that stand alone, with a month right before them: "June 2022"."""
    found: list[Written] = []
    for match in _YEAR.finditer(text, start, end):
        named = _MONTH_BEFORE.search(text, max(start, match.start() - LONGEST_MONTH), match.start())
        month = None if named is None else _months().get(named[1].lower())
        begun = match.start() if named is None or month is None else named.start()
        found.append(Written(text[begun : match.end()], (begun, match.end()), None, month, int(match[0])))
    return found


_MONTH_BEFORE = re.compile(r"\b([A-Z][a-z]{2,8})\.? (?:of )?$")


@cache
def _range_cues() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What opens a range, what parts its ends after such an opener, and what parts them without one."""
    words = load_table("happenings")["words"]
    # "from midnight on 8 May until midnight on 11 May"
    near = r"(?: (?:the|early|late|mid|around|about|(?:midnight|noon|dawn|dusk|sunrise|sunset) (?:on|of)))?"
    opens = re.compile(rf"\b(?:{_any(words['range_opens'])}){near} ?$", re.IGNORECASE)
    parts = re.compile(rf",? ?(?:{_any(words['range_parts'])}){near} ?", re.IGNORECASE)
    return opens, parts, re.compile(r" ?[–—] ?| to | until | till | through ")


def find_slips(
    sentence: Sentence,
    dates: Sequence[Written],
    published: datetime | None,
    counted: Sequence[Span],
    checked: Sequence[Span],
) -> Iterator[tuple[Span, dict[str, str]]]:
    """Yield the dates of a sentence that can be checked by the calendar alone: spans, with the details of their
    relation ``dated`` (``impossible``, ``weekday`` or ``ends``).

    ``dates``: those written in it. ``published``: from which dates take a year that they do not give. ``counted``: the spans of numbers that are
    no years. ``checked``: those of dates whose weekday is known already.
    """
    for at, told in enumerate(dates):
        span = (sentence.start + told.span[0], sentence.start + told.span[1])
        if told.day and told.month:
            yield from _of_one_day(told, span, published, checked)
            yield from _of_one_month(sentence, told, published)
            yield from _of_other_month(sentence, told, span, published)
        if at + 1 == len(dates):
            break
        both = (span[0], sentence.start + dates[at + 1].span[1])
        if told.day is None and any(both[0] <= start < both[1] for start, _ in counted):
            continue
        ends = _ends(sentence.text, told, dates[at + 1], LEAP if published is None else published.year)
        if ends is not None:
            yield (
                both,
                {"start": ends[0].isoformat(), "end": ends[0].isoformat(), "ends": ends[1].isoformat()},
            )
    yield from _of_relative_days(sentence, published)


def _of_one_day(
    told: Written, span: Span, published: datetime | None, checked: Sequence[Span]
) -> Iterator[tuple[Span, dict[str, str]]]:
    assert told.month is not None
    assert told.day is not None
    years = [told.year] if told.year else []
    if not years and published is not None:
        years = [published.year + step for step in (-1, 0, 1)]
    most = max((monthrange(year, told.month)[1] for year in years), default=29 if told.month == 2 else 31)
    if told.day > min(most, LONGEST[told.month - 1]):
        yield span, {"impossible": f"{told.day}"}
        return
    days = [day for year in years if (day := told.on(year)) is not None]
    if told.weekday is None or not days or any(start < span[1] and span[0] < end for start, end in checked):
        return
    near = days[0]
    if published is not None and not told.year:
        near = min(days, key=lambda day: abs((published.date() - day).days))
        if abs((published.date() - near).days) > NEAR:
            return
    yield span, {"start": near.isoformat(), "end": near.isoformat(), "weekday": WEEKDAYS[told.weekday]}


def _of_one_month(
    sentence: Sentence, told: Written, published: datetime | None
) -> Iterator[tuple[Span, dict[str, str]]]:
    """ "from 22 to 16 September", "between September 22 and 16": two days of one month, the first of which lies later."""
    assert told.day is not None
    text = sentence.text
    before, behind = _day_cues()
    start, end = told.span
    other = before.search(text, max(0, start - GAP), start)
    if other is not None:
        first, last, start = int(other[1]), told.day, other.start()
    else:
        other = behind.match(text, end) if told.words.endswith(f"{told.day}") else None
        if other is None or not _range_cues()[0].search(text[max(0, start - GAP) : start]):
            return
        first, last, end = told.day, int(other[1]), other.end()
    year = told.year or (LEAP if published is None else published.year)
    days = [Written("", told.span, day, told.month, year).on(None) for day in (first, last) if 0 < day <= 31]
    if len(days) == 2 and days[0] is not None and days[1] is not None:
        span = (sentence.start + start, sentence.start + end)
        begun = days[0].isoformat()
        yield span, {"start": begun, "end": begun, "ends": days[1].isoformat()}


def _of_other_month(
    sentence: Sentence, told: Written, span: Span, published: datetime | None
) -> Iterator[tuple[Span, dict[str, str]]]:
    """ "Next month, on 5 March": a date of another month than the words before it count from that of publication."""
    named = _NAMED_MONTH.search(sentence.text, max(0, told.span[0] - GAP), told.span[0])
    if named is None or published is None:
        return
    months = published.year * 12 + published.month - 1 + MONTH_STEPS[named[1].lower()]
    day, meant = told.on(months // 12), Written("", told.span, 1, months % 12 + 1, None).on(months // 12)
    if day is None or meant is None:
        return
    fits = (day.year, day.month) == (meant.year, meant.month)
    beside = {"beside": (day if fits else meant).isoformat(), "day": f"{named[1]} month"}
    yield span, {"start": day.isoformat(), "end": day.isoformat(), **beside}


@cache
def _day_cues() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The other day of one month, before a date and behind it."""
    words = load_table("happenings")["words"]
    parts = _any(words["range_parts"])
    day = r"([0-9]{1,2})(?:st|nd|rd|th)?"
    return (
        re.compile(
            rf"\b(?:{_any(words['range_opens'])}) (?:the )?{day} ?(?:{parts}) ?(?:the )?$", re.IGNORECASE
        ),
        re.compile(rf" ?(?:{parts}) ?(?:the )?{day}\b(?![0-9,.:%]*[0-9%])(?! [a-z])", re.IGNORECASE),
    )


def _of_relative_days(
    sentence: Sentence, published: datetime | None
) -> Iterator[tuple[Span, dict[str, str]]]:
    """ "yesterday, Tuesday": the day counted from that of publication, and its weekday."""
    if published is None:
        return
    for match in _relative().finditer(sentence.text):
        day = published.date() + timedelta(days=STEPS[match[1].lower()])
        span = (sentence.start + match.start(), sentence.start + match.end())
        yield span, {"start": day.isoformat(), "end": day.isoformat(), "weekday": match[2].lower()}


def _ends(text: str, first: Written, last: Written, year: int) -> tuple[date, date] | None:
    """The days of two dates that are the two ends of something, the first of which lies before the other."""
    gap = text[first.span[1] : last.span[0]]
    if (first.day is None) != (last.day is None):
        return None
    opens, parts, bare = _range_cues()
    lead = text[max(0, first.span[0] - GAP) : first.span[0]]
    opened = opens.search(lead) is not None
    if len(gap) <= GAP and (
        (opened and parts.fullmatch(gap)) or (bare.fullmatch(gap) and first.year and last.year)
    ):
        if first.day is None and not opened:
            return None
    elif opened and first.year and last.year and first.day and _until().search(gap) and ";" not in gap:
        # "from 1 May 2024, when the rivers rose, and will stay in force until 31 December 2024"
        pass
    elif first.day and last.day and _earlier().fullmatch(gap) and _has_happened(lead):
        return _in_years(last, first, year)
    elif not (_opposites(text, first, last) or (first.day and are_in_turn(text, first.span, last.span))):
        return None
    return _in_years(first, last, year)


def _has_happened(lead: str) -> bool:
    """Whether nothing before a date says that it only bounds something: "by 5 May"."""
    return not re.search(r"\b(?:by|before|since|if)(?: the)? ?$", lead)


@cache
def _until() -> re.Pattern[str]:
    return re.compile(r"\b(?:until|till) (?:the )?(?:end of |midnight on )?$", re.IGNORECASE)


@cache
def _earlier() -> re.Pattern[str]:
    """What stands between a date and one that lies before it: ", after a battle that had begun on "."""
    return re.compile(load_table("happenings")["opposites"]["earlier"], re.IGNORECASE)


def _in_years(first: Written, last: Written, year: int) -> tuple[date, date] | None:
    """The two days, a year that one leaves out taken from the other."""
    if first.month and last.month and not (first.year and last.year):
        # Without years it may run over the turn of one: a season, or a year from its first day to its last.
        back = first.month - last.month
        whole = first.day == 1 or (last.day or 0) >= LONGEST[last.month - 1] - 1
        if back >= TURN or (back > 0 and whole) or (back == 0 and last.day == (first.day or 0) - 1):
            return None
    if first.day is None and (first.month is None or last.month is None):
        # "from June 2022 to 2022"
        return (date(first.year or year, 1, 1), date(last.year or year, 1, 1))
    year = first.year or last.year or year
    start, end = first.on(year), last.on(year)
    return (start, end) if start is not None and end is not None else None


@cache
def _relative() -> re.Pattern[str]:
    return re.compile(rf"\b({_any(STEPS)})(?:, | \()(?:a )?({_any(WEEKDAYS)})\b", re.IGNORECASE)


@cache
def opposite_cues() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    table = load_table("happenings")["opposites"]
    return tuple(
        (
            re.compile(rf"\b(?:{_any(begins)})\b", re.IGNORECASE),
            re.compile(rf"\b(?:{_any(ends)})\b", re.IGNORECASE),
        )
        for begins, ends in table["pairs"]
    )


def _opposites(text: str, first: Written, last: Written) -> bool:
    """Whether a verb before the first date and one between the two tell the beginning and the end of one thing."""
    before = text[max(0, first.span[0] - VERB_GAP) : first.span[0]]
    between = text[first.span[1] : last.span[0]]
    if len(between) > 3 * VERB_GAP or ";" in between:
        return False
    for begins, ends in opposite_cues():
        opened = list(begins.finditer(before))
        closed = list(ends.finditer(between)) if opened else ()
        if closed and len(between) - closed[-1].end() <= VERB_GAP // 2:
            return not list(ends.finditer(before, opened[-1].end()))
    return False

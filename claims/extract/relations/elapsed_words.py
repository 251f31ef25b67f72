"""Time that has passed, told in the commonest words: "Twenty years later", "day 1,000 of the war", "freed after 482 days"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import NamedTuple

from claims.extract.relations.calendar_slips import Written
from claims.extract.relations.elapsed import event_named
from claims.extract.sentences import Sentence
from claims.lexicon import load_table
from claims.model import Span

# Sentences before a statement in which the date stands that it counts from, and after it.
BACK, ON = 2, 1
# Times by which the time between two dates may differ from the stated one: else they have nothing to do with it.
FOLD = 12.0
DAYS = {
    "hour": 1 / 24,
    "day": 1.0,
    "night": 1.0,
    "week": 7.0,
    "month": 30.44,
    "year": 365.25,
    "decade": 3652.5,
}
# Without one of these words no pattern fits.
_NAMED = frozenset({*DAYS, *(f"{unit}s" for unit in DAYS), "anniversary", "born"})
# Where a pattern of the lexicon holds the number.
_NUMBER_HELD = re.compile(r"(?:\{hedge\})?\{(?:number|ordinal)\}")


@cache
def _numbers() -> dict[str, int]:
    """Cardinals and ordinals in words up to 99."""
    table = load_table("calendar")
    found: dict[str, int] = {}
    for name in ("cardinals", "ordinals"):
        words: dict[str, int] = table[name]
        found |= words
        tens = {word: value for word, value in table["cardinals"].items() if value >= 20}
        ones = {word: value for word, value in words.items() if value < 10}
        found |= {
            f"{ten}{mark}{one}": high + low
            for ten, high in tens.items()
            for one, low in ones.items()
            for mark in "- "
        }
    return found


class _Statement(NamedTuple):
    """A form with its pattern. ``hints``: what the pattern has behind its number and before it, which few texts
    hold: the number itself, of hundreds of words, is slow to look for."""

    form: str
    pattern: re.Pattern[str]
    hints: tuple[re.Pattern[str], ...]


@cache
def _statements() -> tuple[_Statement, ...]:
    """The forms with their patterns, from the lexicon."""
    words = "|".join(sorted(_numbers(), key=lambda word: (-len(word), word)))
    parts = {
        "number": rf"(?P<number>[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]{{1,4}}|\b(?:{words}))",
        "ordinal": rf"(?P<number>[0-9]{{1,3}}(?:,[0-9]{{3}})*|[0-9]{{1,4}}|\b(?:{words}))(?:st|nd|rd|th)?",
        "unit": r"(?P<unit>day|night|week|month|year|decade)s?",
        "hedge": r"(?P<hedge>more than |over |nearly |almost |about |around |some |roughly |less than |at least |exactly )?",
    }

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern.format(**parts), re.IGNORECASE)

    return tuple(
        _Statement(
            entry["form"],
            compiled(entry["pattern"]),
            # The rarer words stand behind the number.
            tuple(
                compiled(part)
                for part in reversed(_NUMBER_HELD.split(entry["pattern"]))
                if part not in ("", r"\b", entry["pattern"])
            ),
        )
        for entry in load_table("elapsed_words")["statements"]
    )


def find_passed(
    sentences: Sequence[Sentence],
    place: int,
    published: datetime | None,
    told: frozenset[str],
    written: Callable[[int], Sequence[Written]],
) -> Iterator[tuple[Span, dict[str, str]]]:
    """Yield what sentence ``place`` says of time that has passed, counted from a known event or a date told near by: the words, and the details of their relation ``timed``.

    ``told``: the events whose setting the text has. ``written``: the dates that a sentence gives, by its place.
    """
    sentence = sentences[place]
    text = sentence.text
    if _NAMED.isdisjoint(sentence.tokens.lower):
        return
    near = range(max(0, place - BACK), min(len(sentences), place + ON + 1))
    if not told and not any(written(at) for at in near):
        # nothing that the time could be counted from
        return
    taken: list[Span] = []
    for form, pattern, hints in _statements():
        if not all(hint.search(text) for hint in hints):
            continue
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            amount = _amount(match["number"])
            if not amount or (amount < 2 and form != "ordinal"):
                continue
            unit = (match.groupdict().get("unit") or "year").lower().replace("night", "day")
            detail = {"form": form, "amount": f"{amount}", "unit": unit, "relation": _relation(match)}
            ends = _ends(sentences, place, published, match, amount * DAYS[unit], form, written)
            event = (
                event_named(sentence.tokens, told)
                if form in ("ordinal", "anniversary", "lasting", "after")
                else None
            )
            if event is not None and (ends is None or form == "ordinal"):
                detail["event"] = event
            elif ends is not None:
                detail |= ends
            else:
                continue
            taken.append(match.span())
            yield (sentence.start + match.start(), sentence.start + match.end()), detail


def _amount(number: str) -> int:
    digits = number.replace(",", "")
    return int(digits) if digits.isdecimal() else _numbers().get(" ".join(number.lower().split()), 0)


def _relation(match: re.Match[str]) -> str:
    hedge = (match.groupdict().get("hedge") or "").strip().lower()
    relations: dict[str, str] = load_table("elapsed_words")["hedges"]
    return relations.get(hedge, "=")


def _ends(
    sentences: Sequence[Sentence],
    place: int,
    published: datetime | None,
    match: re.Match[str],
    stated: float,
    form: str,
    written: Callable[[int], Sequence[Written]],
) -> dict[str, str] | None:
    """The two days between which the stated time lies: of those told near by the ones that it fits best."""
    own = written(place)
    here = [one for one in own if not (match.start() <= one.span[0] < match.end() and one.day is None)]
    year = None if published is None else published.year
    today = None if published is None else published.date()
    if match[0].lower().endswith(("later", "on")):
        here = [one for one in here if one.span[1] <= match.start()]
    froms = _days(here, year, today)
    if not froms and form in ("after", "ordinal", "anniversary", "lasting"):
        for step in (*range(1, BACK + 1), -ON):
            at = place - step
            if 0 <= at < len(sentences) and (step > 0 or form == "ordinal" or _goes_on(sentences[at].text)):
                froms = _days([one for one in written(at) if one.day], year, today)
                froms = [one for one in froms if today is None or one[0] < today]
            if froms:
                break
    elif place:
        # What the sentence before dates may be meant, if it fits.
        froms += _days([one for one in written(place - 1) if one.day], year, today)
    until = froms if len(froms) > 1 else []
    pairs = [(start, end) for start in froms for end in until if start[0] < end[0]]
    best: tuple[float, date, date, Written, date] | None = None
    for start, end in pairs:
        best = _better(best, start, end[0], stated)
    if today is not None and (form != "lasting" or not pairs):
        for start in froms:
            if start[0] < today:
                best = _better(best, start, today, stated)
    if best is None:
        return None
    _, first, last, words, on = best
    return {
        "from": first.isoformat(),
        "from_end": last.isoformat(),
        "told": words.words,
        "on": on.isoformat(),
        "on_end": (on + timedelta(days=1)).isoformat(),
    }


def _goes_on(text: str) -> bool:
    """Whether a later sentence tells the beginning of what was told before ("It began on 15 April 2023")."""
    return bool(
        re.match(
            r"(?:It|They|This|That|The \w+) (?:began|started|broke out|erupted|was launched|took effect)",
            text,
        )
    )


def _days(dates: Sequence[Written], year: int | None, today: date | None) -> list[tuple[date, date, Written]]:
    found: list[tuple[date, date, Written]] = []
    for one in dates:
        first = one.on(year)
        if first is None:
            continue
        if one.year is None and today is not None and first > today:
            first = one.on(today.year - 1) or first
        last = first + timedelta(days=1 if one.day else 366)
        found.append((first, last, one))
    return found


def _better(
    best: tuple[float, date, date, Written, date] | None,
    start: tuple[date, date, Written],
    on: date,
    stated: float,
) -> tuple[float, date, date, Written, date] | None:
    days = (on - start[0]).days
    if days <= 0 or not 1 / FOLD <= stated / days <= FOLD:
        return best
    off = abs(days - stated) / max(days, stated)
    return (off, start[0], start[1], start[2], on) if best is None or off < best[0] else best

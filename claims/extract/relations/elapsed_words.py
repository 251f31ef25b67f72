"""Days, years and anniversaries that are numbered, and ages: "day 1,000 of the war", "the 20th anniversary"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from claims.extract.relations.day_pairs import DAYS, Day, best_pair, detail_of, is_anniversary, published_on
from claims.extract.relations.elapsed import event_named
from claims.extract.sentences import Sentence
from claims.lexicon import load_table
from claims.model import Span

# Sentences before a statement in which the date stands that it counts from, and after it.
BACK, ON = 2, 1
# Sentences to either side in which a day is looked for whose anniversary is that of publication.
NEIGHBOURS = 4
# Words between a date and an anniversary which that date is: "On 9 April 2009, the sixth anniversary".
FEW = 3
# The share by which a time may miss another one and yet be meant for it.
NEAR = 0.12
_COUNTED = frozenset({"ago", "earlier", "later", "before", "after", "previous", "last", "anniversary"})
# Without one of these words no pattern fits.
_NAMED = frozenset({*DAYS, "anniversary", "born"})
# Where a pattern of the lexicon holds the number.
_NUMBER_HELD = re.compile(r"\{(?:number|ordinal)\}")


@cache
def _numbers() -> dict[str, int]:
    """Cardinals and ordinals in words up to 99, and ordinals of whole hundreds and thousands."""
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
    for base in ("hundredth", "thousandth"):
        found |= {
            f"{word}{mark}{base}": value * found[base]
            for word, value in table["cardinals"].items()
            for mark in "- "
            if value < 10
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


def find_numbered(
    sentences: Sequence[Sentence],
    place: int,
    published: date | None,
    told: frozenset[str],
    days: Callable[[int], Sequence[Day]],
) -> Iterator[tuple[Span, dict[str, str]]]:
    """Yield what sentence ``place`` numbers of time that has passed, counted from a known event or a date told near
    by: the words, and the details of their relation ``timed``.

    ``told``: the events whose setting the text has. ``days``: those that a sentence gives, by its place.
    """
    sentence = sentences[place]
    text = sentence.text
    if _NAMED.isdisjoint(sentence.tokens.words):
        return
    near = range(max(0, place - BACK), min(len(sentences), place + ON + 1))
    if not told and not any(days(at) for at in near):
        # nothing that the time could be counted from
        return
    taken: list[Span] = []
    for form, pattern, hints in _statements():
        # The first alone settles most.
        if hints and (not hints[0].search(text) or not all(hint.search(text) for hint in hints[1:])):
            continue
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            amount = _amount(match["number"])
            if amount < 2:
                continue
            unit = (match.groupdict().get("unit") or "year").lower().replace("night", "day")
            detail = {"form": form, "amount": f"{amount}", "unit": unit, "relation": "="}
            event = None if form == "age" else event_named(sentence.tokens, told)
            ends = _ends(sentences, place, published, match.span(), amount * DAYS[unit], form, days, event)
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


def _ends(
    sentences: Sequence[Sentence],
    place: int,
    published: date | None,
    span: Span,
    stated: float,
    form: str,
    days: Callable[[int], Sequence[Day]],
    event: str | None,
) -> dict[str, str] | None:
    """The two days between which the stated time lies: of those told near by the ones that it fits best.

    ``event``: the known one that the sentence names.
    """
    today = [] if published is None else [published_on(published)]
    starts = sentences[place].tokens.start
    start = bisect_left(starts, sentences[place].start + span[0])
    # "in its 450th day on Friday": a weekday is none that so much is counted from
    here = [day for day in days(place) if not (day.bare and form != "ordinal")]
    ons = [
        day
        for day in here
        if day.end <= start
        and not day.since
        and (start - day.end <= FEW or (day.start < 2 and form != "ordinal"))
    ]
    origins = [day for day in here if day not in ons and not day.bare]
    if not origins and form == "anniversary" and event is None:
        origins = _of_same_day(sentences, place, published, days)
    if not origins and form != "age":
        origins = _elsewhere(sentences, place, published, form, days)
    if not origins and ons and form == "ordinal":
        origins = ons
    best = best_pair(origins, [*here, *today], stated)
    if (best is None or best.off > NEAR) and ons:
        best = best_pair(origins, ons, stated)
    return None if best is None else detail_of(best)


def _of_same_day(
    sentences: Sequence[Sentence],
    place: int,
    published: date | None,
    days: Callable[[int], Sequence[Day]],
) -> list[Day]:
    """The days told near by whose anniversary is that of publication."""
    if published is None:
        return []
    return [
        day
        for at in range(max(0, place - NEIGHBOURS), min(len(sentences), place + NEIGHBOURS + 1))
        for day in days(at)
        if is_anniversary(day, published)
        # "a year ago, on 24 February 2024": a day of another story
        and _COUNTED.isdisjoint(sentences[at].tokens.lower[max(0, day.start - 6) : day.start])
    ]


def _elsewhere(
    sentences: Sequence[Sentence],
    place: int,
    published: date | None,
    form: str,
    days: Callable[[int], Sequence[Day]],
) -> list[Day]:
    """The past days of the nearest sentence that gives any: one before, or one behind that goes on with it."""
    for step in (*range(1, BACK + 1), -ON):
        at = place - step
        if 0 <= at < len(sentences) and (step > 0 or form == "ordinal" or _goes_on(sentences[at].text)):
            found = [day for day in days(at) if not day.bare and (published is None or day.first < published)]
            if found:
                return found
    return []


def _goes_on(text: str) -> bool:
    """Whether a later sentence tells the beginning of what was told before ("It began on 15 April 2023")."""
    return bool(
        re.match(
            r"(?:It|They|This|That|The \w+) (?:began|started|broke out|erupted|was launched|took effect)",
            text,
        )
    )

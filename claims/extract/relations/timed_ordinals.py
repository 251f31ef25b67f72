"""Time that an ordinal counts: "its 114th day", "the 50th anniversary of the landing", "day 45 of the strike"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import compress

from claims.extract.dates.numbers import ordinal
from claims.extract.dates.view import View as DateView
from claims.extract.relations.date_words import names_year
from claims.extract.relations.happenings import OWN, Told, happening_words, noun_cues, verb_cues, with_mark
from claims.extract.relations.timed import FEW, Statement, clause_end, head_noun
from claims.model import DateMention

_LIFE = frozenset({"founding", "birth", "independence", "wedding"})


@cache
def _counted_words() -> frozenset[str]:
    return happening_words("anniversary") | happening_words("units")


def find_ordinals(told: Told) -> Iterator[Statement]:
    """Yield the days, weeks, months, years and anniversaries that a sentence numbers."""
    tokens, counted_words = told.sentence.tokens, _counted_words()
    if counted_words.isdisjoint(tokens.words):
        return
    dates = DateView(told.sentence)
    for at in compress(range(len(tokens.lower)), map(counted_words.__contains__, tokens.lower)):
        if at == 0:
            continue
        word = tokens.lower[at]
        counted = _ordinal_before(dates, at)
        if word in happening_words("anniversary"):
            found = _anniversary(told, *counted, at) if counted else None
        else:
            found = _unit(told, *counted, at) if counted else _numbered(told, dates, at)
        if found is not None:
            yield found


def _ordinal_before(dates: DateView, at: int) -> tuple[int, int] | None:
    """An ordinal that ends at most one word before ``at``, with its first token."""
    for start in range(max(0, at - FEW), at):
        found = ordinal(dates, start)
        if found is not None and found[1] <= at <= found[1] + 1:
            return found[0], start
    return None


def _anniversary(told: Told, amount: int, start: int, at: int) -> Statement:
    tokens = told.sentence.tokens
    kinds, end = _of_what(told, at + 1)
    if not kinds:
        return Statement("anniversary", _LIFE, start, at + 1, None, amount, "year", sure=False)
    inside = [date for date in told.dates if tokens.start[at] < date.span[0] <= tokens.start[end - 1]]
    return Statement("anniversary", kinds, start, end, None, amount, "year", date=_exact(inside))


def _exact(dates: list[DateMention]) -> DateMention | None:
    """The first date with its year: "the third anniversary of the invasion in February" was in that month."""
    return next((date for date in dates if date.end is not None and names_year(date)), None)


def _unit(told: Told, amount: int, start: int, at: int) -> Statement | None:
    """ "the siege is in its 114th day", "in the 31st year of the reign"."""
    lower = told.sentence.tokens.lower
    opener = lower[start - 1] if start else ""
    if opener not in happening_words("ordinal_openers"):
        return None
    unit = "day" if lower[at] == "night" else lower[at]
    kinds, end = _of_what(told, at + 1)
    if kinds:
        return Statement("ordinal", kinds, start, end, None, amount, unit)
    if opener in ("the", "a") or start < 2 or lower[start - 2] not in happening_words("ordinal_before"):
        return None
    states = [
        cue
        for cue in noun_cues().find(told.sentence.tokens)
        if cue.start < start and cue.name in with_mark("state")
    ]
    if states:
        last = max(cue.start for cue in states)
        kinds = frozenset(cue.name for cue in states if cue.start == last)
        return Statement("ordinal", kinds, start, at + 1, None, amount, unit)
    if unit != "year":
        return None
    return Statement("ordinal", frozenset({"founding"}), start, at + 1, None, amount, unit, sure=False)


def _numbered(told: Told, dates: DateView, at: int) -> Statement | None:
    """ "day 45 of the strike"."""
    value = dates.digits[at + 1]
    if value is None or not 1 < value < 2000 or dates.lower[at + 2] not in ("of", "since", "after"):
        return None
    kinds, end = _of_what(told, at + 2)
    unit = "day" if dates.lower[at] == "night" else dates.lower[at]
    return Statement("ordinal", kinds, at, end, None, value, unit) if kinds else None


def _of_what(told: Told, at: int) -> tuple[frozenset[str], int]:
    """What "of the siege" names from token ``at`` on, with the index behind it."""
    lower = told.sentence.tokens.lower
    if lower[at : at + 1] not in (["of"], ["since"], ["after"]):
        return frozenset(), at
    end = clause_end(lower, at + 1)
    found = [
        cue
        for cue in noun_cues().find(told.sentence.tokens) + verb_cues().find(told.sentence.tokens)
        if at < cue.start < end
    ]
    if found:
        first = min(cue.start for cue in found)
        return frozenset(cue.name for cue in found if cue.start == first), end
    noun = head_noun(lower, at + 1, end)
    return (frozenset({OWN + noun}) if noun else frozenset()), end

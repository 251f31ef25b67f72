"""Time counted from what a text dates: "nine days after the collapse", "after five years in charge"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from claims.extract.relations.cues import Cue, CueSet, compile_cues
from claims.extract.relations.happenings import (
    DATED,
    OWN,
    Told,
    happening_words,
    noun_cues,
    verb_cues,
    with_mark,
)
from claims.extract.relations.view import View
from claims.extract.word_classes import singular
from claims.lexicon import load_table
from claims.model import Claim, DateMention

# Words after a duration in which the happening stands, and before an age.
REACH = 10
FEW = 4
CLAUSE_ENDS = frozenset({",", ";", ".", ":", "(", ")", "—", "–", "”", '"', "and", "but", "when", "as"})
_UNITS = frozenset({"day", "week", "month", "year", "night", "decade", "century", "hour"})


@dataclass(frozen=True, slots=True)
class Statement:
    """So much time, counted from a happening of one of the ``kinds``.

    ``claim`` is the duration or age; without one the time is ``amount`` units ("114th day"). ``on``: dates
    that it may be counted to, without one the day of publication. ``date``: that of the happening, where the
    words themselves give it. ``thing``: what is so old. ``sure`` kinds are names of the happening itself.
    """

    form: str
    kinds: frozenset[str]
    start: int
    end: int
    claim: Claim | None = None
    amount: int = 0
    unit: str = ""
    on: tuple[DateMention, ...] = ()
    date: DateMention | None = None
    thing: str = ""
    sure: bool = True


@cache
def _phrases(name: str) -> CueSet:
    return compile_cues({name: load_table("happenings")["words"][name]})


def find_durations(view: View, told: Told) -> Iterator[Statement]:
    """Yield what the durations and ages of a sentence say of time that has passed."""
    turns = not happening_words("turns").isdisjoint(view.sentence.tokens.words)
    for index, claim in enumerate(view.claims):
        turned = _turns(view, index) if turns else None
        if turned is not None:
            yield turned
        elif claim.kind in ("duration", "age") and claim.unit in _UNITS and claim.value:
            found = (
                _after(view, index, told)
                or _in_post(view, index, told)
                or _old(view, index, told)
                or _ago(view, index)
                or _lasting(view, index, told)
                or _between(view, index, told)
            )
            if found is not None:
                yield found


def _after(view: View, index: int, told: Told) -> Statement | None:
    """ "nine days after the collapse", "six years after the 2019 merger", "a month into the ceasefire"."""
    lower = view.sentence.tokens.lower
    claim = view.claims[index]
    start = view.last[index]
    if claim.kind == "age" or start >= len(lower):
        return None
    into = lower[start] in happening_words("into")
    if not into and lower[start] not in happening_words("after"):
        return None
    end = clause_end(lower, start + 1)
    kinds = _kinds(view, start + 1, end)
    if not kinds:
        return None
    own = next((date for date in _dates(told) if _within(view, date, start, end)), None)
    on = _moments(view, told, start, end, claim)
    if not on and not into and not is_present(view):
        return None
    return Statement("lasting" if into else "after", kinds, start, end, claim, on=on, date=own)


def _in_post(view: View, index: int, told: Told) -> Statement | None:
    """ "after two and a half years at the top", "after 60 years in business"."""
    claim = view.claims[index]
    start = view.last[index]
    for name, kind in (("tenure", "tenure"), ("business", "founding")):
        for place in (start, start + 1):
            cue = _phrases(name).at(view.sentence.tokens, place)
            if cue is not None:
                on = _moments(view, told, start, cue.end, claim)
                if not on and not is_present(view):
                    return None
                return Statement("lasting", frozenset({kind}), start, cue.end, claim, on=on, sure=False)
    return None


def _old(view: View, index: int, told: Told) -> Statement | None:
    """ "the 12-year-old plant", "the 68-year-old, born in 1956"."""
    claim = view.claims[index]
    lower = view.sentence.tokens.lower
    first, last = view.first[index], view.last[index]
    if claim.unit != "year" or claim.kind != "age":
        return None
    at = last + 1 if lower[last : last + 1] == ["old"] else last
    following = [singular(word) for word in lower[at : at + FEW]]
    thing = next((word for word in following if word in happening_words("things")), "")
    if thing and "-" in claim.quote:
        return Statement("age", frozenset({"founding"}), first, last, claim, thing=thing, sure=False)
    dead = not {"died", "killed", "dead"}.isdisjoint(lower)
    on = _moments(view, told, first, last, claim) if dead else ()
    if lower[max(0, first - 1) : first] in (["at"], ["from"], ["of"]) and not (on and _died_at(lower, first)):
        return None
    return Statement("age", frozenset({"birth"}), first, last, claim, on=on, sure=False)


def _died_at(lower: list[str], first: int) -> bool:
    """ "died on Tuesday at the age of 75": the age at a death, not at what was done in youth."""
    start = max((at + 1 for at in range(first) if lower[at] in CLAUSE_ENDS), default=0)
    return "died" in lower[start:first]


def _ago(view: View, index: int) -> Statement | None:
    """ "the shaft collapsed nine days ago"."""
    lower = view.sentence.tokens.lower
    end = view.last[index]
    if lower[end : end + 1] != ["ago"]:
        return None
    start = view.first[index]
    before = [cue for cue in verb_cues().find(view.sentence.tokens) if start - FEW <= cue.start < start]
    if not before:
        return None
    return Statement("after", _latest(before), start, end + 1, view.claims[index], sure=False)


def _lasting(view: View, index: int, told: Told) -> Statement | None:
    """ "after 114 days of siege", "the strike has lasted nine weeks"."""
    tokens = view.sentence.tokens
    first, last = view.first[index], view.last[index]
    states = [cue for cue in noun_cues().find(tokens) if cue.name in with_mark("state")]
    if tokens.lower[last : last + 1] == ["of"]:
        after = [cue for cue in states if last < cue.start <= last + 2]
        if not after or tokens.lower[max(0, first - 1) : first] not in (["after"], ["for"], ["into"]):
            return None
        on = _moments(view, told, first, last + 2, view.claims[index])
        if not on and not is_present(view):
            return None
        return Statement("lasting", _latest(after), first, last + 2, view.claims[index], on=on, sure=False)
    if not {"lasted", "raged", "dragged", "continued", "gone"} & set(tokens.lower[max(0, first - 3) : first]):
        return None
    if not {"has", "have"} & set(tokens.lower[max(0, first - 5) : first]):
        return None
    before = [cue for cue in states if first - REACH <= cue.start < first]
    if not before:
        return None
    return Statement("lasting", _latest(before), first, last, view.claims[index], sure=False)


def _between(view: View, index: int, told: Told) -> Statement | None:
    """ "from 3 to 9 May, the seven-day festival", "took four years: work began in 2020 and ended in 2024"."""
    claim = view.claims[index]
    tokens = view.sentence.tokens
    lower = tokens.lower
    if claim.kind != "duration" or lower[view.last[index] : view.last[index] + 1] in (
        ["ago"],
        ["later"],
        ["earlier"],
    ):
        return None
    if lower[max(0, view.first[index] - 1) : view.first[index]] in (["every"], ["each"], ["per"], ["within"]):
        return None
    ranges = [
        date
        for date in told.dates
        if date.rule.startswith("range")
        and date.start is not None
        and date.end is not None
        and not date.holds_quantity
    ]
    if len(ranges) == 1:
        at = bisect_left(tokens.start, ranges[0].span[0])
        if abs(at - view.first[index]) > REACH:
            return None
        return Statement(
            "span", frozenset(), view.first[index], view.last[index], claim, on=(ranges[0],), date=ranges[0]
        )
    dates = _dates(told)
    if (
        len(dates) != 2
        or dates[0].precision != dates[1].precision
        or claim.unit not in ("year", dates[0].precision)
    ):
        return None
    first, second = (bisect_left(tokens.start, date.span[0]) for date in dates)
    if "." in lower[min(first, view.first[index]) : max(second, view.first[index])]:
        # in a line of several sentences
        return None
    if lower[first + 1 : second] == ["and"] and "between" not in lower[max(0, first - FEW) : first]:
        # "took place on 16 and 17 July"
        return None
    begun = happening_words("begins").isdisjoint(lower[max(0, first - FEW) : first])
    ended = happening_words("ends").isdisjoint(lower[max(first, second - 3) : second])
    if begun or ended:
        return None
    return Statement(
        "span", frozenset(), view.first[index], view.last[index], claim, on=(dates[1],), date=dates[0]
    )


def _turns(view: View, index: int) -> Statement | None:
    """ "the club turns 50 this year"."""
    claim = view.claims[index]
    first = view.first[index]
    if claim.kind not in ("number", "count") and not claim.quote.isdigit():
        return None
    if not claim.value or not 1 < claim.value < 1000 or claim.item or claim.value != int(claim.value):
        return None
    if first == 0 or view.sentence.tokens.lower[first - 1] not in happening_words("turns"):
        return None
    kinds = frozenset({"founding", "birth"})
    last = view.last[index]
    return Statement("anniversary", kinds, first - 1, last, None, int(claim.value), "year", sure=False)


def _latest(cues: list[Cue]) -> frozenset[str]:
    """The kinds of the last of the words found, which may be of several kinds."""
    last = max(cue.start for cue in cues)
    return frozenset(cue.name for cue in cues if cue.start == last)


def clause_end(lower: list[str], start: int) -> int:
    end = start
    while end < min(len(lower), start + REACH) and lower[end] not in CLAUSE_ENDS:
        end += 1
    return end


def _kinds(view: View, start: int, end: int) -> frozenset[str]:
    """What the words name: the first happening among them, else their head noun."""
    tokens = view.sentence.tokens
    lower = tokens.lower
    nouns = noun_cues().find(tokens)
    found = [cue for cue in nouns + verb_cues().find(tokens) if start <= cue.start and cue.end <= end]
    if lower[start : start + 1] and lower[start] in happening_words("anew"):
        # "put out the blaze sixteen days after it started"
        before = [cue for cue in nouns if cue.start < start]
        if before and not happening_words("starts").isdisjoint(lower[start + 1 : end]):
            return _latest(before)
    if found:
        first = min(cue.start for cue in found)
        return frozenset(cue.name for cue in found if cue.start == first)
    noun = head_noun(lower, start, end)
    return frozenset({OWN + noun}) if noun else frozenset()


def head_noun(lower: list[str], start: int, end: int) -> str:
    """The head noun of a short phrase with an article: "the 2019 handover" is "handover"."""
    if end <= start or lower[start] not in happening_words("articles"):
        return ""
    links = ("of", "in", "on", "at", "by", "that", "for")
    stop = next((at for at in range(start + 1, end) if lower[at] in links), end)
    noun = singular(lower[stop - 1]) if stop - start <= FEW else ""
    return noun if len(noun) > 3 and noun.isalpha() else ""


def _dates(told: Told) -> list[DateMention]:
    return [
        date
        for date in told.dates
        if date.start is not None
        and date.end is not None
        and date.precision in DATED
        and not date.holds_quantity
    ]


def _within(view: View, date: DateMention, start: int, end: int) -> bool:
    at = bisect_left(view.sentence.tokens.start, date.span[0])
    return start <= at < end


def _moments(view: View, told: Told, start: int, end: int, claim: Claim) -> tuple[DateMention, ...]:
    """The dates of the sentence that are told beside the duration: not that of the happening."""
    return tuple(
        date
        for date in _dates(told)
        if date.role in ("event", "as_of")
        and not _within(view, date, start, end)
        and not (date.span[0] <= claim.span[0] and claim.span[1] <= date.span[1])
    )


def is_present(view: View) -> bool:
    """Whether a sentence speaks of the day of its text."""
    return not happening_words("present").isdisjoint(view.sentence.tokens.words)

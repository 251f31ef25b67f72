"""Time counted from what a text dates: "nine days after the collapse", "the siege is in its 114th day"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from claims.extract.dates.numbers import ordinal
from claims.extract.dates.view import View as DateView
from claims.extract.relations.cues import CueSet, compile_cues
from claims.extract.relations.happenings import (
    DATED,
    OWN,
    Told,
    happening_words,
    noun_cues,
    verb_cues,
    with_mark,
)
from claims.extract.relations.view import View, singular
from claims.lexicon import load_table
from claims.model import Claim, DateMention

# Words after a duration in which the happening stands, and before an age.
REACH = 10
FEW = 4
_CLAUSE_ENDS = frozenset({",", ";", ".", ":", "(", ")", "—", "–", "”", '"', "and", "but", "when", "as"})
_UNITS = frozenset({"day", "week", "month", "year", "night", "decade", "hour"})


@dataclass(frozen=True, slots=True)
class Statement:
    """So much time, counted from a happening of one of the ``kinds``.

    ``claim`` is the duration or age; without one the time is ``amount`` units ("114th day"). ``on``: the date
    that it is counted to, without one the day of publication. ``date``: that of the happening, where the
    words themselves give it. ``thing``: what is so old. ``sure`` kinds are names of the happening itself.
    """

    form: str
    kinds: frozenset[str]
    start: int
    end: int
    claim: Claim | None = None
    amount: int = 0
    unit: str = ""
    on: DateMention | None = None
    date: DateMention | None = None
    thing: str = ""
    sure: bool = True


@cache
def _phrases(name: str) -> CueSet:
    return compile_cues({name: load_table("happenings")["words"][name]})


@cache
def _ordinal_words() -> frozenset[str]:
    words = load_table("happenings")["words"]
    return frozenset(words["anniversary"]) | frozenset(words["units"])


def find_statements(view: View, told: Told) -> Iterator[Statement]:
    """Yield what a sentence says of time that has passed."""
    for index, claim in enumerate(view.claims):
        if claim.kind in ("duration", "age") and claim.unit in _UNITS and claim.value:
            found = (
                _after(view, index, told)
                or _in_post(view, index, told)
                or _old(view, index, told)
                or _ago(view, index)
                or _lasting(view, index, told)
            )
            if found is not None:
                yield found
        elif claim.kind in ("number", "count"):
            found = _turns(view, index)
            if found is not None:
                yield found
    yield from find_ordinals(told)


def _after(view: View, index: int, told: Told) -> Statement | None:
    """ "nine days after the collapse", "six years after the 2019 merger"."""
    lower = view.sentence.tokens.lower
    claim = view.claims[index]
    start = view.last[index]
    if lower[start : start + 1] == ["later"] or claim.kind == "age" or start >= len(lower):
        return None
    if lower[start] not in happening_words("after"):
        return None
    end = start + 1
    while end < min(len(lower), start + REACH) and lower[end] not in _CLAUSE_ENDS:
        end += 1
    own = next((date for date in _dates(told) if _within(view, date, start, end)), None)
    kinds = _kinds(view, start + 1, end)
    if not kinds:
        return None
    on = _moment(view, told, start, end, claim)
    if on is None and not _is_present(view):
        return None
    return Statement("after", kinds, start, end, claim, on=on, date=own)


def _in_post(view: View, index: int, told: Told) -> Statement | None:
    """ "after two and a half years at the top", "after 60 years in business"."""
    claim = view.claims[index]
    tokens = view.sentence.tokens
    start = view.last[index]
    for name, kind in (("tenure", "tenure"), ("business", "founding")):
        for place in (start, start + 1):
            cue = _phrases(name).at(tokens, place)
            if cue is not None:
                on = _moment(view, told, start, cue.end, claim)
                if on is None and not _is_present(view):
                    return None
                return Statement("lasting", frozenset({kind}), start, cue.end, claim, on=on, sure=False)
    return None


def _old(view: View, index: int, told: Told) -> Statement | None:
    """ "the 12-year-old plant", "the 68-year-old, born in 1956"."""
    claim = view.claims[index]
    tokens = view.sentence.tokens
    last = view.last[index]
    if claim.unit != "year" or not {"old", "aged", "age"} & set(view.words(max(0, view.first[index] - 2), last + 2)):
        return None
    at = last + 1 if tokens.lower[last : last + 1] == ["old"] else last
    following = tokens.lower[at : at + FEW]
    thing = next((singular(word) for word in following if singular(word) in happening_words("things")), "")
    if thing and "-" in claim.quote:
        return Statement(
            "age", frozenset({"founding"}), view.first[index], last, claim, thing=thing, sure=False
        )
    if tokens.lower[view.first[index] - 1 : view.first[index]] in (["at"], ["from"], ["of"]):
        return None
    deceased = None
    if not {"died", "killed", "dead"}.isdisjoint(tokens.lower):
        deceased = _moment(view, told, view.first[index], last, claim)
    return Statement("age", frozenset({"birth"}), view.first[index], last, claim, on=deceased, sure=False)


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
    last = max(cue.start for cue in before)
    kinds = frozenset(cue.name for cue in before if cue.start == last)
    return Statement("after", kinds, start, end + 1, view.claims[index], sure=False)


def _lasting(view: View, index: int, told: Told) -> Statement | None:
    """ "after 114 days of siege", "the strike has lasted nine weeks"."""
    tokens = view.sentence.tokens
    first, last = view.first[index], view.last[index]
    states = with_mark("state")
    if tokens.lower[last : last + 1] == ["of"]:
        kinds = frozenset(
            cue.name
            for cue in noun_cues().find(tokens)
            if last < cue.start <= last + 2 and cue.name in states
        )
        if not kinds or tokens.lower[first - 1 : first] not in (["after"], ["for"], ["into"]):
            return None
        on = _moment(view, told, first, last + 2, view.claims[index])
        if on is None and not _is_present(view):
            return None
        return Statement("lasting", kinds, first, last + 2, view.claims[index], on=on, sure=False)
    if not {"lasted", "raged", "dragged", "continued", "gone"} & set(tokens.lower[max(0, first - 3) : first]):
        return None
    if not {"has", "have"} & set(tokens.lower[max(0, first - 5) : first]):
        return None
    kinds = frozenset(
        cue.name
        for cue in noun_cues().find(tokens)
        if first - REACH <= cue.start < first and cue.name in states
    )
    return Statement("lasting", kinds, first, last, view.claims[index], sure=False) if kinds else None


def _turns(view: View, index: int) -> Statement | None:
    """ "the club turns 50 this year"."""
    claim = view.claims[index]
    first = view.first[index]
    if not claim.value or not 1 < claim.value < 1000 or claim.item or claim.value != int(claim.value):
        return None
    if first == 0 or view.sentence.tokens.lower[first - 1] not in happening_words("turns"):
        return None
    return Statement(
        "anniversary", frozenset({"founding", "birth"}), first - 1, view.last[index], None, int(claim.value), "year",
        sure=False,
    )  # fmt: skip


def find_ordinals(told: Told) -> Iterator[Statement]:
    """ "its 114th day", "the 50th anniversary of the landing", "day 45 of the strike"."""
    lower = told.sentence.tokens.lower
    if _ordinal_words().isdisjoint(lower):
        return
    dates = DateView(told.sentence)
    words = load_table("happenings")["words"]
    for at, word in enumerate(lower):
        if word in words["anniversary"]:
            counted = _ordinal_before(dates, at)
            if counted is not None:
                yield _anniversary(told, *counted, at)
        elif word in words["units"] and at >= 2:
            counted = _ordinal_before(dates, at)
            found = _ordinal_unit(told, *counted, at) if counted else _numbered(told, dates, at)
            if found is not None:
                yield found


def _ordinal_before(dates: DateView, at: int) -> tuple[int, int] | None:
    """An ordinal that ends at most one word before ``at``, with its first token."""
    for start in range(max(0, at - 4), at):
        found = ordinal(dates, start)
        if (
            found is None
            and dates.kind_at(start) == "n"
            and dates.word(start + 1) in ("st", "nd", "rd", "th")
        ):
            value = dates.digits(start)
            found = (value, start + 2) if value is not None else None
        if found is not None and found[1] <= at <= found[1] + 1:
            return found[0], start
    return None


def _anniversary(told: Told, amount: int, start: int, at: int) -> Statement:
    tokens = told.sentence.tokens
    kinds, end = _of_what(told, at + 1)
    date = next(
        (one for one in _dates(told) if tokens.start[at] < one.span[0] <= tokens.start[end - 1]), None
    )
    if kinds:
        return Statement("anniversary", kinds, start, end, None, amount, "year", date=date)
    return Statement(
        "anniversary", frozenset({"founding", "birth", "independence", "wedding"}), start, at + 1, None, amount, "year",
        sure=False,
    )  # fmt: skip


def _ordinal_unit(told: Told, amount: int, start: int, at: int) -> Statement | None:
    """ "the siege is in its 114th day", "in the 31st year of the reign"."""
    lower = told.sentence.tokens.lower
    opener = lower[start - 1] if start else ""
    if opener not in happening_words("ordinal_openers"):
        return None
    unit = "day" if lower[at] == "night" else lower[at]
    kinds, end = _of_what(told, at + 1)
    if kinds:
        return Statement("ordinal", kinds, start, end, None, amount, unit)
    if opener in ("the", "a") or lower[start - 2] not in happening_words("ordinal_before"):
        return None
    states = with_mark("state")
    before = [
        cue for cue in noun_cues().find(told.sentence.tokens) if cue.start < start and cue.name in states
    ]
    if before:
        last = max(cue.start for cue in before)
        kinds = frozenset(cue.name for cue in before if cue.start == last)
        return Statement("ordinal", kinds, start, at + 1, None, amount, unit)
    if unit != "year":
        return None
    return Statement("ordinal", frozenset({"founding"}), start, at + 1, None, amount, unit, sure=False)


def _numbered(told: Told, dates: DateView, at: int) -> Statement | None:
    """ "day 45 of the strike"."""
    value = dates.digits(at + 1)
    if value is None or not 1 < value < 2000 or dates.word(at + 2) not in ("of", "since", "after"):
        return None
    kinds, end = _of_what(told, at + 2)
    unit = "day" if dates.lower[at] == "night" else dates.lower[at]
    return Statement("ordinal", kinds, at, end, None, value, unit) if kinds else None


def _of_what(told: Told, at: int) -> tuple[frozenset[str], int]:
    """What "of the siege" names from token ``at`` on, with the index behind it."""
    lower = told.sentence.tokens.lower
    if lower[at : at + 1] not in (["of"], ["since"], ["after"]):
        return frozenset(), at
    end = at + 1
    while end < min(len(lower), at + REACH) and lower[end] not in _CLAUSE_ENDS:
        end += 1
    found = [
        cue
        for cue in noun_cues().find(told.sentence.tokens) + verb_cues().find(told.sentence.tokens)
        if at < cue.start < end
    ]
    if found:
        first = min(cue.start for cue in found)
        return frozenset(cue.name for cue in found if cue.start == first), end
    noun = _head(lower, at + 1, end)
    return (frozenset({OWN + noun}) if noun else frozenset()), end


def _kinds(view: View, start: int, end: int) -> frozenset[str]:
    """What the words name: the first happening among them, else their head noun."""
    tokens = view.sentence.tokens
    found = [
        cue
        for cue in noun_cues().find(tokens) + verb_cues().find(tokens)
        if start <= cue.start and cue.end <= end
    ]
    if found:
        first = min(cue.start for cue in found)
        return frozenset(cue.name for cue in found if cue.start == first)
    noun = _head(tokens.lower, start, end)
    return frozenset({OWN + noun}) if noun else frozenset()


def _head(lower: list[str], start: int, end: int) -> str:
    """The head noun of a short phrase with an article: "the 2019 handover" is "handover"."""
    if end <= start or lower[start] not in happening_words("articles"):
        return ""
    stop = next(
        (at for at in range(start + 1, end) if lower[at] in ("of", "in", "on", "at", "by", "that", "for")),
        end,
    )
    noun = singular(lower[stop - 1]) if stop - start <= FEW else ""
    return noun if len(noun) > 3 and noun.isalpha() else ""


def _dates(told: Told) -> list[DateMention]:
    return [
        date
        for date in told.dates
        if date.start is not None and date.end is not None and date.precision in DATED
    ]


def _within(view: View, date: DateMention, start: int, end: int) -> bool:
    at = bisect_left(view.sentence.tokens.start, date.span[0])
    return start <= at < end


def _moment(view: View, told: Told, start: int, end: int, claim: Claim) -> DateMention | None:
    """The date of the sentence that is told beside the duration: not that of the happening."""
    best: DateMention | None = None
    for date in _dates(told):
        if date.role not in ("event", "as_of") or _within(view, date, start, end) or date.precision == "year":
            continue
        if date.span[0] <= claim.span[0] and claim.span[1] <= date.span[1]:
            continue
        if best is None or abs(date.span[0] - claim.span[0]) < abs(best.span[0] - claim.span[0]):
            best = date
    return best


def _is_present(view: View) -> bool:
    return not happening_words("present").isdisjoint(view.sentence.tokens.lower)

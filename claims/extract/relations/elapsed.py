"""Time since a known event: "three and a half years into the invasion"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from claims.extract.relations.cues import Cue, CueSet, compile_cues, relation_words
from claims.extract.relations.view import Link, View
from claims.extract.tokens import Tokens, tokenize
from claims.lexicon import load_table

# Words between the duration and the event, after it or before it.
LONGEST_AFTER = 10
LONGEST_BEFORE = 12
# Months after which "after the invasion" speaks of today.
LONG = 12
_UNITS = frozenset({"year", "month", "week", "day", "decade"})
_LONGER = frozenset({"year", "month", "decade"})
_CLAUSE_ENDS = frozenset({",", ";", ".", ":", "(", "—", "–"})


class _Found(NamedTuple):
    """An event beside a duration, and the tokens that say that one runs from the other."""

    event: str
    form: str
    start: int
    end: int


@cache
def _event_cues() -> CueSet:
    lists: dict[str, list[str]] = {
        event: list(cues) for event, cues in relation_words()["elapsed"]["events"].items()
    }
    for event, entry in load_table("events_reference").items():
        for name in entry["names"]:
            words = tokenize(name).lower
            cue = " ".join("’s|'s" if word in ("’s", "'s") else word for word in words)
            lists.setdefault(event, []).append(cue)
        for place in entry.get("where", ()):
            for verb in entry.get("happened", ()):
                # "reactor four at Chernobyl blew up", "when a bomb exploded over Hiroshima"
                lists.setdefault(event, []).extend((f"{place} * {verb}", f"{verb} * {place}"))
    return compile_cues(lists)


@cache
def _settings() -> dict[str, frozenset[str]]:
    settings = relation_words()["elapsed"]["setting"]
    return {event: frozenset(words) for event, words in settings.items()}


@cache
def _setting_words() -> frozenset[str]:
    return frozenset().union(*_settings().values())


def events_told(sentences: Iterable[frozenset[str]]) -> frozenset[str]:
    """Return the events that need a setting and have it in a text of these sentences, given by their words."""
    words: set[str] = set()
    for sentence in sentences:
        words |= _setting_words().intersection(sentence)
    return frozenset(event for event, setting in _settings().items() if not words.isdisjoint(setting))


def known_event(tokens: Tokens, start: int, stop: int) -> str | None:
    """Return the event of the reference tables that tokens ``start`` to ``stop`` name, by words that need no setting."""
    table = relation_words()["elapsed"]
    for place in range(start, stop):
        cue = _event_cues().at(tokens, place)
        if cue is None or cue.end > stop:
            continue
        named = table["sure"].get(cue.name)
        if cue.name not in table["setting"] or (
            named is not None and set(named).issubset(tokens.lower[start:stop])
        ):
            return cue.name
    return None


def event_named(tokens: Tokens, told: frozenset[str]) -> str | None:
    """Return the event of the reference tables that a sentence names; ``told`` are those whose setting the text has."""
    named = known_event(tokens, 0, len(tokens))
    if named is not None:
        return named
    table = relation_words()["elapsed"]
    for cue in _event_cues().find(tokens):
        if cue.name in told and set(table["other"].get(cue.name, ())).isdisjoint(tokens.lower):
            return cue.name
    return None


def find_elapsed(view: View, told: frozenset[str]) -> Iterator[Link]:
    """Yield the durations that run from a known event; ``told`` are those whose setting the text has.

    The detail's ``form`` is ``lasting`` where the time runs until now, ``moment`` where something happened
    then; ``until`` is its date, if the text gives one.
    """
    for index, claim in enumerate(view.claims):
        if claim.kind not in ("duration", "age") or claim.unit not in _UNITS:
            continue
        found = _after(view, index, told) or _ago(view, index, told) or _before(view, index, told)
        if found is None:
            continue
        long = claim.unit in ("year", "decade") or (claim.unit == "month" and (claim.upper or 0) >= LONG)
        if found.form == "moment" and not long:
            # "Three days after the invasion" tells of that time, not of now.
            continue
        detail = {"event": found.event, "form": found.form}
        if (
            # "Two years after the attack" is itself the time of what it dates.
            (claim.time_basis == "stated" or (claim.time_basis == "relative" and found.form == "lasting"))
            and claim.time_role in ("event", "as_of")
            and claim.time_start
        ):
            detail["until"] = claim.time_start
        yield view.link("elapsed", [("duration", claim)], found.start, found.end, detail)


def past_precision(lower: Sequence[str], at: int) -> int:
    """Return the place behind words that tell how exact a duration is: "39 years to the minute"."""
    exact = [*lower[at : at + 2]] == ["to", "the"] and lower[at + 2 : at + 3]
    return at + 3 if exact and exact[0] in relation_words()["elapsed"]["to_the"] else at


def _after(view: View, index: int, told: frozenset[str]) -> _Found | None:
    """ "three years into the war", "three years after Russia invaded", "the three-year war"."""
    table = relation_words()["elapsed"]
    start = past_precision(view.sentence.tokens.lower, view.last[index])
    words = view.words(start, start + LONGEST_AFTER)
    if not words:
        return None
    if words[0] == "," and view.claims[index].quote.lower().endswith(" old"):
        # "Now three years and four months old, Russia's war ..."
        return _event(view, index, start + 1, start + 5, told, "lasting")
    stop = next((place for place, word in enumerate(words) if word in _CLAUSE_ENDS), len(words))
    if words[0] in table["lasting"] or "-" in view.claims[index].quote:
        reach = stop if words[0] in table["lasting"] else 3
        return _event(view, index, start, start + reach, told, "lasting")
    if words[0] not in table["moment"]:
        return None
    found = _event(view, index, start + 1, start + stop, told, "moment")
    lasts = found and not set(table["lasts"]).isdisjoint(view.words(start, found.end))
    if lasts and set(table["begins"]).isdisjoint(words[:stop]):
        # After a war is after its end.
        return None
    return found


def _ago(view: View, index: int, told: frozenset[str]) -> _Found | None:
    """ "Russia launched its full-scale invasion more than three years ago"."""
    table = relation_words()["elapsed"]
    end = view.last[index]
    if view.words(end, end + 1) != table["ago"]:
        return None
    start = max(0, view.first[index] - LONGEST_BEFORE)
    words = view.words(start, view.first[index])
    start += max((place + 1 for place, word in enumerate(words) if word in _CLAUSE_ENDS), default=0)
    found = _event(view, index, start, view.first[index], told, "lasting")
    begun = not set(table["begins"]).isdisjoint(view.words(start, view.first[index]))
    return found._replace(end=end + 1) if found and begun else None


def _before(view: View, index: int, told: frozenset[str]) -> _Found | None:
    """ "The war has lasted more than three years"."""
    table = relation_words()["elapsed"]
    lower = view.sentence.tokens.lower
    passed = {*table["between"], *table["verbs"]}
    end = view.first[index]
    start = end
    while start > 0 and end - start < LONGEST_BEFORE and lower[start - 1] in passed:
        start -= 1
    if set(table["verbs"]).isdisjoint(lower[start:end]):
        return None
    found = _event(view, index, max(0, start - 6), start, told, "lasting")
    return found._replace(end=end) if found and found.end >= start - 4 else None


def _event(view: View, index: int, start: int, stop: int, told: frozenset[str], form: str) -> _Found | None:
    """Return the event that tokens ``start`` to ``stop`` name, the longest of the names that fit."""
    table = relation_words()["elapsed"]
    best: Cue | None = None
    for place in range(start, min(stop, len(view.sentence.tokens))):
        cue = _event_cues().at(view.sentence.tokens, place)
        if cue is None or (best is not None and cue.end - cue.start <= best.end - best.start):
            continue
        around = view.words(max(start, cue.start - 3), cue.end + 2)
        # What is told by a name of its own needs no setting: "the full-scale invasion".
        named = table["sure"].get(cue.name)
        if (
            cue.name in told
            or cue.name not in table["setting"]
            or (named is not None and set(named).issubset(around))
        ):
            best = cue
    if best is None:
        return None
    beside = set(view.words(max(0, min(best.start, view.first[index]) - 4), best.end + 3))
    if best.name in table["setting"]:
        if not beside.isdisjoint(table["other"][best.name]):
            return None
        if view.claims[index].unit not in _LONGER and beside.isdisjoint(table["named"][best.name]):
            return None
    return _Found(best.name, form, min(start, best.start), best.end)

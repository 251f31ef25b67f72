"""A figure with what the words beside it tell of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from claims.lexicon.trees import concepts
from claims_expectations.retold.words import (
    TOKEN,
    agents,
    country_of,
    event_of,
    is_common,
    is_doing,
    meanings,
    names_of,
    one_of,
    things,
    words,
)

# Words to either side of a figure that tell what it is of; nearer ones that set it apart, or name what happened.
BEFORE, AFTER, NEAR = 9, 11, 4
# "Of 51", behind a figure.
_OF_WHOLE = re.compile(r"^ (?:out )?of (?:the |all )?\d+\b")
# A figure for each day or year.
RATE = "rate"
# Degrees without a scale are those of a thermometer: radians in one, and the zero of the scale in kelvins.
RADIANS, ZERO = 0.017453292519943295, 273.15
# Without a noun, larger numbers than this may be amounts of money.
BARE = 100_000


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim as the store holds it; ``first`` and ``last`` are the bounds of its quote in its sentence.

    ``relations`` are those that the text states between it and others, ``part``: it is a part of another. ``low`` and
    ``high`` are the bounds that checks compare, ``base`` is its value in the base unit.
    """

    id: int
    doc: int
    published: datetime | None
    kind: str
    unit: str | None
    written_unit: str | None
    value: float
    base: float
    low: float | None
    high: float | None
    relation: str
    item: str | None
    concept: str | None
    event: str | None
    measure: str | None
    direction: str | None
    place: str | None
    actor: str | None
    teller: str | None
    modality: str
    time_start: datetime | None
    time_end: datetime | None
    time_text: str | None
    section: str
    sentence: str
    start: int
    first: int
    last: int
    relations: list[str]
    part: bool

    @property
    def quote(self) -> str:
        return self.sentence[self.first : self.last]


@dataclass(frozen=True, slots=True)
class Figure:
    """``sort``: only figures of one sort are compared. ``nouns``: words of what it counts in the singular, the head last; ``things``:
    the sorts that the head may name. ``context``: what each of the words around it tells. ``apart``: words by which it
    is another one; ``growth``, ``moved``: it may have moved on, or has; ``definite``: the word by which it was told of
    before, ``clause``: a clause says which ones of those are meant; ``also``: another voice gives it, too; ``timed``: its sentence says when; ``each``: each of several had so many;
    ``lasts``: a time that something took; ``part``: it counts some of those that another counts; ``aside``: its sentence tells of another happening; ``label``: the name that it
    stands beside, as in a list of parties."""

    stated: Stated
    sort: str
    nouns: tuple[str, ...]
    things: frozenset[str]
    event: str | None
    context: Sequence[frozenset[str]]
    names: frozenset[str]
    countries: frozenset[str]
    adjoining: frozenset[str]
    apart: frozenset[str]
    apart_wide: frozenset[str]
    apart_near: frozenset[str]
    growth: bool
    moved: bool
    definite: str
    clause: bool
    also: bool
    timed: bool
    each: bool
    lasts: bool
    part: bool
    aside: bool
    label: str


def figure_of(stated: Stated) -> Figure:
    """Read the words beside a figure."""
    stated = _as_temperature(stated)
    sentence = stated.sentence
    before = [token.lower() for token in TOKEN.findall(sentence[: stated.first])][-BEFORE:]
    after = [token.lower() for token in TOKEN.findall(sentence[stated.last :])][:AFTER]
    before = _after_stop(before)
    after = _without_bounds(_before_stop(after))
    nouns = _nouns(stated, after, before)
    named: frozenset[str] = frozenset()
    if nouns:
        named = things(nouns[-1], nouns[-2] if len(nouns) > 1 else "")
    if not named and nouns and stated.item:
        named = things("people") if country_of(stated.item.rpartition(" ")[2]) else _agents(stated)
    stop = next((at for at, token in enumerate(after) if token[0].isdigit()), len(after))
    own = after[:stop]
    event = stated.event
    told = [event_of(token) for token in [*own[:NEAR], *reversed(before[-NEAR:])]]
    told.append(event_of((stated.item or "").rpartition(" ")[2].lower()))
    beside = next((name for name in told if name is not None), None)
    if before == ["of", "the"] and stated.kind == "count":
        # "Of the 90 drones that came, most were shot down"
        event = beside
    own_event = event_of((stated.item or "").rpartition(" ")[2].lower())
    if event is None or (event in words("vague_events") and beside is not None):
        event = own_event or beside or event
    elif own_event in words("nominal_events"):
        # "The 74 cancellations stranded thousands"
        event = own_event
    if event == "trapped" and words("graves").isdisjoint(TOKEN.findall(sentence.lower())):
        # Those whom mourners bury were killed.
        spoken = {*before, *after}
        event = "killed" if not words("burials").isdisjoint(spoken) else event
    context = [
        meanings(token)
        for token in [*before, *after]
        if token[0].isalpha() and not is_common(token) and (one_of(token),) != nouns[-1:]
    ]
    text = " ".join(sentence[max(0, stated.first - 70) : stated.last + 90].split())
    names, countries = names_of("x " + text)
    adjoining = names_of("x " + (stated.item or ""))[1]
    close = [*before[-2:], *own[:3]]
    moved = _has_moved([*before, *after])
    told_apart = _is_told_apart(own, stated.item)
    some = not words("superlatives").isdisjoint(own[:1])
    return Figure(
        stated=stated,
        sort=_sort(stated),
        nouns=nouns,
        things=named,
        event=event,
        context=context,
        names=names,
        countries=countries,
        adjoining=adjoining,
        apart=words("apart") & set(close) if stated.kind in ("count", "number") else frozenset(),
        apart_wide=words("apart") & {*before, *after},
        apart_near=_apart_near(stated, before[-NEAR:], after[:NEAR], own[:7]),
        growth=moved or not words("growth").isdisjoint([*before, *after]),
        moved=moved,
        definite="" if told_apart or some else _definite(before, stated.kind) or _of_definite(stated),
        clause=told_apart and not some and before[-1:] == ["the"],
        also=_is_given_again([*before, *after]),
        timed=_is_timed(stated),
        each="each" in [*before[-NEAR:], *own[:NEAR]],
        lasts=stated.kind == "duration" and not words("lasting").isdisjoint([*before[-3:], *own[:3]]),
        part=stated.part or some or not words("part_before").isdisjoint(before[-1:]) or _is_of_them(own[:4]),
        aside=_is_aside(sentence),
        label=_label(stated),
    )


def _is_of_them(own: list[str]) -> bool:
    """Whether a figure counts some of those just told of: "19 of them", "eight of whom"."""
    return any(one == "of" and other in words("pronouns") for one, other in pairwise(own))


def _is_aside(sentence: str) -> bool:
    """Whether a sentence opens with another happening: "In a similar crash last year"."""
    opening = [token.lower() for token in TOKEN.findall(sentence[:40])][:5]
    if not words("eves").isdisjoint(opening) or "before" in opening[2:]:
        return True
    return (
        opening[:1] != []
        and opening[0] in words("scenes")
        and not words("other_happening").isdisjoint(opening[:4])
    )


def is_of_last(sentence: str) -> bool:
    """Whether a sentence opens with a time gone by: "Last year", "A month ago"."""
    opening = [token.lower() for token in TOKEN.findall(sentence[:40])][:4]
    return (opening[:1] == ["last"] and not words("spans").isdisjoint(opening[1:2])) or "ago" in opening[2:]


def _label(stated: Stated) -> str:
    """Return the name right before a figure, or what it counts if that is a name: "Conservatives 121"."""
    item = stated.item or ""
    if item[:1].isupper() and " " not in item and item in stated.sentence:
        return item
    spoken = TOKEN.findall(stated.sentence[max(0, stated.first - 50) : stated.first])
    for token in reversed(spoken):
        if token[0].isupper() and len(token) > 2 and not is_common(token.lower()):
            return str(token)
        if token not in words("label_links"):
            break
    return ""


def _as_temperature(stated: Stated) -> Stated:
    """Read degrees of no scale as those of Celsius: "the 52-degree reading"."""
    if stated.kind != "physical" or stated.written_unit != "degree":
        return stated
    low, high = (None if bound is None else bound / RADIANS + ZERO for bound in (stated.low, stated.high))
    return replace(
        stated,
        unit="kelvin",
        written_unit="degree_Celsius",
        base=stated.base / RADIANS + ZERO,
        low=low,
        high=high,
    )


def _without_bounds(tokens: list[str]) -> list[str]:
    """Leave out the first word of "more than": it sets nothing apart."""
    return [token for at, token in enumerate(tokens) if tokens[at + 1 : at + 2] != ["than"]]


def _apart_near(stated: Stated, *runs: list[str]) -> frozenset[str]:
    """Words that set a figure apart; "last" does so before a time, and elsewhere is a verb."""
    found = {
        word
        for run in runs
        for at, word in enumerate(run)
        if word in words("apart_near")
        and (word != "last" or not words("spans").isdisjoint(run[at + 1 : at + 2]))
    }
    told = any(
        word in words("rates") and run[at + 1 : at + 2] != ["cent"]
        for run in runs
        for at, word in enumerate(run)
    )
    return frozenset(found | {RATE}) if told or (stated.unit or "").endswith("/second") else frozenset(found)


def _is_given_again(run: list[str]) -> bool:
    """Whether another voice gives a figure, too; "the same day" is said of its time."""
    return any(
        word in words("also") and words("times").isdisjoint(run[at + 1 : at + 2])
        for at, word in enumerate(run)
    )


def _has_moved(run: list[str]) -> bool:
    """Whether words beside a count say that it has moved on."""
    if not words("revision").isdisjoint(run):
        return True
    return any(
        word in words("moves") and not words("toward").isdisjoint(run[at + 1 : at + 2])
        for at, word in enumerate(run)
    )


def one_sort(left: Figure, right: Figure) -> bool:
    """Whether two figures can be compared; "20 million" may be an amount whose currency the text leaves out."""
    if left.sort == right.sort:
        return True
    return (_is_bare(left) and right.stated.kind == "money") or (
        _is_bare(right) and left.stated.kind == "money"
    )


def _is_bare(figure: Figure) -> bool:
    return figure.stated.kind == "number" and figure.stated.value >= BARE and not figure.stated.item


def _sort(stated: Stated) -> str:
    unit = (stated.unit or "1").partition("/")[0] if stated.kind == "money" else stated.unit or "1"
    if stated.kind in ("count", "number"):
        return "count" if unit in ("1", "count") else f"count {unit}"
    return f"{stated.kind} {unit}"


def _nouns(stated: Stated, after: list[str], before: list[str]) -> tuple[str, ...]:
    """The words of what is counted, in the singular; without a noun of its own, the first that may be one behind it."""
    if stated.item and stated.item.lower() in stated.sentence.lower():
        found = [token.lower() for token in TOKEN.findall(stated.item) if token[0].isalpha()]
        for at, word in enumerate(found):
            if at and word in ("of", "and", "in", "on", "from", "at", "for", "who", "with"):
                found = found[:at]
                break
        if len(found) > 1 and event_of(found[-1]) and found[-1].endswith("ed"):
            # "Terrorists killed: 156"
            found = found[:-1]
        return tuple(one_of(word) for word in found)
    if stated.kind in ("count", "number"):
        for token in [*after[:2], *reversed(before[-3:])]:
            if things(one_of(token)) and not token.endswith(("ed", "ing")):
                return (one_of(token),)
    return ()


def _agents(stated: Stated) -> frozenset[str]:
    """The sorts of people that a noun of no list may name."""
    if stated.item is None or stated.concept in concepts():
        return frozenset()
    noun = stated.item.rpartition(" ")[2].lower()
    return agents(noun) if one_of(noun) != noun else frozenset()


def _is_timed(stated: Stated) -> bool:
    """Whether the sentence gives the figure's time, and no other number stands between the two."""
    at = stated.sentence.find(stated.time_text) if stated.time_text else -1
    if at < 0 or stated.time_text is None:
        return False
    gap = (
        stated.sentence[stated.last : at]
        if at >= stated.last
        else stated.sentence[at + len(stated.time_text) : stated.first]
    )
    if at < stated.first and not words("relative").isdisjoint(TOKEN.findall(gap.lower())):
        # "looked on Tuesday for the boat that sank with 46 aboard"
        return False
    # "said 95 had been shot on Monday", but not "95 had been shot, she said on Monday"
    floor = stated.last if at >= stated.last and stated.kind == "count" else 0
    before = TOKEN.findall(stated.sentence[max(floor, at - 60) : at].lower())
    gap = _OF_WHOLE.sub("", gap)
    return not any(mark.isdigit() for mark in gap) and words("telling").isdisjoint(_after_stop(before))


def _definite(before: list[str], kind: str) -> str:
    """Return the word by which the figure has been told of before: "the 21 dead", "the gap of 98 billion"."""
    gathered = before[-2:-1] != [] and before[-2] in words("gatherings")
    if before[-1:] == ["of"] and len(before) > 2 and (kind != "count" or gathered or is_doing(before[-2])):
        # "the gap of 98 billion", "the new duty of 15 per cent", "the recall of 9,000 cars"
        found = [word for word in before[-4:-2] if word in words("definite")]
        if found and before[-3] not in (",", "of", "and", "in", "to", "for", "on", "by"):
            return found[-1]
    if (
        before[-3:-2] == ["the"]
        and before[-1] in (",", "(")
        and (len(before) == 3 or before[-2] in words("generic"))
    ):
        # "The convoy, 16 cars and minibuses, ..." opens a sentence; "asked for the figure, 19,300"
        return "the"
    last = before[-1] if before else ""
    if kind == "count" and last in ("that", "this"):
        # "said that 12 people": several are not pointed at so
        return ""
    return last if last in words("definite") or last in ("s", "’s") or last.endswith(("'s", "’s")) else ""


def _of_definite(stated: Stated) -> str:
    """Return the word by which what a magnitude is of has been told of before: "measured the tremor at magnitude 5.8"."""
    if stated.kind == "count" or not stated.item or stated.item[0].isupper():
        return ""
    before = stated.sentence[: stated.first].lower().rpartition(stated.item.lower())[0].split()
    return before[-1] if before and before[-1] in words("definite") else ""


def _is_told_apart(own: list[str], item: str | None) -> bool:
    """Whether a clause says which ones are meant, so that they need not have been told of: "the 14 tankers that followed"."""
    spoken = [token.lower() for token in TOKEN.findall(item or "")]
    at = len(spoken) if own[: len(spoken)] == spoken else 0
    return any(word in words("relative") or (at and word in words("staying")) for word in own[at : at + 1])


def _after_stop(tokens: list[str]) -> list[str]:
    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at] in (";", ":"):
            return tokens[at + 1 :]
    return tokens


def _before_stop(tokens: list[str]) -> list[str]:
    for at, token in enumerate(tokens):
        if token in (";", ":"):
            return tokens[:at]
    return tokens

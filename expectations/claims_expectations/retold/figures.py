"""A figure with what the words beside it tell of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from claims_expectations.retold.words import (
    TOKEN,
    doings,
    event_of,
    is_common,
    names_of,
    stem,
    things,
    words,
)

# Words to either side of a figure that tell what it is of; nearer ones that set it apart, or name what happened.
BEFORE, AFTER, NEAR = 9, 11, 4


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim as the store holds it; ``first`` and ``last`` are the bounds of its quote in its sentence.

    ``relations`` are those that the text states between it and others. ``low`` and ``high`` are the bounds that checks
    compare, ``base`` is its value in the base unit.
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


@dataclass(frozen=True, slots=True)
class Figure:
    """``sort``: only figures of one sort are compared. ``nouns``: stems of what it counts, the head last; ``things``:
    the sorts that the head may name. ``context``: what the words around it tell. ``apart``, ``growth``: words by which
    it is set apart, or said to have moved on. ``definite``: told of before; ``also``: said by another voice, too."""

    stated: Stated
    sort: str
    nouns: tuple[str, ...]
    things: frozenset[str]
    event: str | None
    context: frozenset[str]
    names: frozenset[str]
    countries: frozenset[str]
    adjoining: frozenset[str]
    apart: frozenset[str]
    apart_wide: frozenset[str]
    apart_near: frozenset[str]
    growth: bool
    definite: bool
    also: bool
    timed: bool


def figure_of(stated: Stated) -> Figure:
    """Read the words beside a figure."""
    sentence = stated.sentence
    before = [token.lower() for token in TOKEN.findall(sentence[: stated.first])][-BEFORE:]
    after = [token.lower() for token in TOKEN.findall(sentence[stated.last :])][:AFTER]
    before = _after_stop(before)
    after = _before_stop(after)
    near = [*before[-NEAR:], *after[:NEAR]]
    nouns = _nouns(stated, after, before)
    named: frozenset[str] = frozenset()
    if nouns:
        named = things(nouns[-1], nouns[-2] if len(nouns) > 1 else "")
    stop = next((at for at, token in enumerate(after) if token[0].isdigit()), len(after))
    own = after[:stop]
    event = stated.event
    told = [event_of(token) for token in [*own[:NEAR], *reversed(before[-NEAR:])]]
    beside = next((name for name in told if name is not None), None)
    if event is None or (event in words("vague_events") and beside is not None):
        event = beside or event
    context: set[str] = set()
    for token in [*before, *after]:
        if token[0].isalpha() and not is_common(token):
            context |= doings(stem(token))
            context |= things(stem(token))
    text = " ".join(sentence[max(0, stated.first - 70) : stated.last + 90].split())
    names, countries = names_of("x " + text)
    adjoining = names_of("x " + (stated.item or ""))[1]
    close = [*before[-2:], *own[:3]]
    return Figure(
        stated=stated,
        sort=_sort(stated),
        nouns=nouns,
        things=named,
        event=event,
        context=frozenset(context) - set(nouns),
        names=names,
        countries=countries,
        adjoining=adjoining,
        apart=words("apart") & set(close) if stated.kind != "duration" else frozenset(),
        apart_wide=words("apart") & {*before, *after},
        apart_near=words("apart_near") & set(near + own[:7]),
        growth=not words("growth").isdisjoint([*before, *after]),
        definite=_is_definite(before, after),
        also=not words("also").isdisjoint([*before, *after]),
        timed=_is_timed(stated),
    )


def _sort(stated: Stated) -> str:
    unit = (stated.unit or "1").partition("/")[0] if stated.kind == "money" else stated.unit or "1"
    if stated.kind in ("count", "number"):
        return "count" if unit in ("1", "count") else f"count {unit}"
    return f"{stated.kind} {unit}"


def _nouns(stated: Stated, after: list[str], before: list[str]) -> tuple[str, ...]:
    """Stems of the words of what is counted; without a noun of its own, the first that may be one behind it."""
    if stated.item and stated.item.lower() in stated.sentence.lower():
        found = [token.lower() for token in TOKEN.findall(stated.item) if token[0].isalpha()]
        for at, word in enumerate(found):
            if at and word in ("of", "and", "in", "on", "from", "at", "for", "who", "with"):
                found = found[:at]
                break
        return tuple(stem(word) for word in found)
    if stated.kind in ("count", "number"):
        for token in [*after[:2], *reversed(before[-3:])]:
            if things(stem(token)):
                return (stem(token),)
    return ()


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
    return not any(mark.isdigit() for mark in gap)


def _is_definite(before: list[str], after: list[str]) -> bool:
    """Whether the figure's noun has been told of before: "the 21 dead", "Wednesday's 612 clashes"."""
    if not before:
        return False
    last = before[-1]
    if last in words("definite"):
        return not (last == "the" and before[-2:-1] == ["of"] and after[:1] == ["countries"])
    return last in ("s", "’s") or last.endswith(("'s", "’s"))


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

"""What a quantity measures: `event:concept`, or a quantity with a name of its own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from claims.extract.context_events import EventFound, frame
from claims.extract.context_marks import Mark, small_words
from claims.extract.context_place_lists import leads_away
from claims.extract.context_scene import Scene
from claims.extract.word_classes import listed
from claims.lexicon import load_table
from claims.lexicon.trees import concept_line
from claims.model import Aggregation, QuantityMention

_REACH = 12
# How many words further away a cue of many meanings counts as standing.
_WEAK = 5
# Kinds that count or measure things that something can happen to; the others have named measures only.
COUNTING = frozenset({"count", "number", "share"})
# Words from a superlative to the "so far" that belongs to it.
_FAR_RECORD = 9
_CLAUSE_ENDS = frozenset({",", ";", ".", ":", "(", ")", "—", "–"})
# A clause with a reason has no more words before its subject, or its verb.
_CLAUSE = 4
# Before the level that somebody brings something to.
_LED_TO = frozenset({"to", "by", "from", "at"})
_ONE_DAY = frozenset({"overnight", "yesterday"})
_PER_TIME = ("/second", "/hour", "/day", "/week", "/month", "/year")


@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity with its own name, as measures.toml describes it."""

    id: str
    kinds: frozenset[str]
    dimensions: tuple[str, ...]
    concepts: frozenset[str]
    near: int
    aggregation: Aggregation
    suffered: bool
    cueless: bool
    by_concept: frozenset[str]
    owned: bool
    bearer: str
    local: bool
    weak: frozenset[str]
    decided: bool
    booked: bool


@cache
def measures() -> dict[str, Measure]:
    """Return the named measures by id."""
    return {
        name: Measure(
            name,
            frozenset(entry["kinds"]),
            tuple(entry.get("dimensions", ())),
            frozenset(entry.get("concepts", ())),
            entry.get("near", _REACH),
            entry["aggregation"],
            entry.get("suffered", False),
            not entry["cues"],
            frozenset(entry.get("by_concept", ())),
            entry.get("owned", False),
            entry.get("bearer", "none"),
            entry.get("local", False),
            frozenset(entry.get("weak", ())),
            entry.get("decided", False),
            entry.get("booked", False),
        )
        for name, entry in load_table("measures")["measure"].items()
    }


@cache
def measure_named(text: str) -> str:
    """Return the measure that a name leads to, other data sets' names included; else the name itself."""
    alias: dict[str, str] = load_table("measures")["alias"]
    return alias.get(text.strip().lower().replace(" ", "_"), text.strip())


def may_measure(measure: str, kind: str, unit: str) -> bool:
    """Whether a quantity of this kind and unit can be of the measure."""
    if ":" in measure and measure.partition(":")[0] not in measures():
        return kind in COUNTING
    return measure.partition(":")[0] in _possible(kind, unit)


def find_measure(scene: Scene, index: int, concept: str | None) -> tuple[Measure | None, Mark | None, float]:
    """Return the named measure of a quantity, its cue, and how many words away the cue stands.

    It is the nearest one that the quantity's kind and unit allow.
    """
    mention = scene.quantities[index]
    possible = _possible(mention.kind, mention.unit)
    if not possible:
        return None, None, 0.0
    place = scene.places[index]
    best: Measure | None = None
    cue: Mark | None = None
    least = 0.0
    for mark in scene.near(scene.marks.measures, index):
        if possible.keys().isdisjoint(mark.value):
            continue
        if mark.end <= place.start:
            distance = place.start - mark.end + 0.5
        elif mark.start >= place.end:
            distance = float(mark.start - place.end)
        else:
            distance = 0.0
        if scene.parted(min(mark.start, place.end), max(mark.start, place.start)):
            distance += 4
        if distance > _REACH or _is_in_name(scene, mark):
            continue
        between = (mark.end, place.start) if mark.end <= place.start else (place.end, mark.start)
        if mention.kind != "duration":
            # "two years after the invasion"
            distance += _hindrance(scene, *between, behind=mark.start >= place.end)
        distance += 3 * len(scene.places_between(*between))
        if mark.start > place.end and _is_of_next(scene, index, mark):
            # "profit was 84 million on sales of 1.2 billion"
            distance += 4
        if mark.start > place.end and any(one.end == mark.start for one in scene.places):
            # "£512 million, or 2.1 times earnings"
            distance += 4
        if mark.end <= place.start and scene.tokens.lower[mark.end : mark.end + 2] == [",", "which"]:
            # "inflation, which ran at 4.4%"
            aside = scene.tokens.lower[mark.end + 2 : place.start]
            distance = distance if "," in aside else min(distance, 1.0)
        behind = scene.tokens.lower[place.end : place.end + 4]
        is_told_of_object = mark.end < place.start and scene.tokens.lower[place.start - 1] in _LED_TO
        if mention.kind != "duration" and mark.start > place.end and _opens_reason(scene, place.end, mark):
            # "guidance of £3bn as sales rose"
            continue
        for name in mark.value:
            measure = possible.get(name)
            if measure is None:
                continue
            away = distance
            if is_told_of_object and scene.tokens.lower[mark.start] in small_words("raising"):
                # "raised its guidance to $4.5bn" raises no money
                continue
            if measure.weak and " ".join(scene.tokens.lower[mark.start : mark.end]) in measure.weak:
                if any(
                    place.end < one.start <= mark.start or one.start <= mark.start < one.end != place.end
                    for one in scene.places
                ):
                    # "from $131 million, or 20 cents per share"
                    continue
                away += _WEAK
            if scene.tokens.lower[mark.start] == "of" and scene.tokens.lower[mark.end : mark.end + 1] in (
                ["'s"],
                ["’s"],
            ):
                # "70% of the country's rain"
                continue
            if name.endswith("_change") and behind[:1] == ["of"] and "value" not in behind:
                # "89 % of the shares" is a part, "40 % of its value" a change
                continue
            if away <= measure.near and (best is None or away < least):
                best, cue, least = measure, mark, away
    if best is None and "distance" in possible and leads_away(scene, place.end):
        return possible["distance"], None, 0.0
    if best is None:
        best = _by_concept(mention.kind, mention.unit, concept)
    return best, cue, least


def _is_of_next(scene: Scene, index: int, mark: Mark) -> bool:
    """Whether a cue leads to the figure behind it, which is of the same kind."""
    following = index + 1
    if following >= len(scene.places) or scene.tokens.lower[mark.end : mark.end + 1] != ["of"]:
        return False
    alike = scene.quantities[following].kind in (scene.quantities[index].kind, "number")
    return alike and scene.places[following].start == mark.end + 1


def _opens_reason(scene: Scene, end: int, mark: Mark) -> bool:
    """Whether a figure is followed by a clause about something else, which the cue is the subject of."""
    lower = scene.tokens.lower
    opener = lower[end + (lower[end] == ",")]
    if opener not in {"as", "after", "and", "while", "but"} or mark.start - end > _CLAUSE:
        return False
    return not listed("level_verbs").isdisjoint(lower[mark.end : mark.end + _CLAUSE])


def _is_in_name(scene: Scene, mark: Mark) -> bool:
    """Whether the word is part of a longer name: the "euro" of "euro area"."""
    for one in scene.marks.names:
        if one.start <= mark.start and mark.end <= one.end and one.end - one.start > mark.end - mark.start:
            return True
    return False


@cache
def _by_concept(kind: str, unit: str, concept: str | None) -> Measure | None:
    """The measure that a kind and unit have without any cue, or by the concept counted."""
    line = frozenset(concept_line(concept)) if concept is not None else frozenset()
    possible = _possible(kind, unit).values()
    return next((one for one in possible if one.cueless or not line.isdisjoint(one.concepts)), None)


def _hindrance(scene: Scene, start: int, end: int, *, behind: bool) -> float:
    """How much the words between a figure and a cue part them: "3.75% as price growth cools"."""
    parting = small_words("parting")
    cost = 0.0
    for word in scene.tokens.lower[start:end]:
        if word in parting:
            cost += 3 if behind else 1
        elif word == ",":
            cost += 2 if behind else 0.5
    return cost


def priced_concept(scene: Scene, index: int, measure: Measure | None, cue: Mark | None) -> str | None:
    """What is priced or made, by the word before the cue: "oil prices", "exports of wheat"."""
    if cue is None or measure is None or not measure.by_concept:
        return None
    first = min(cue.start, scene.places[index].start) - 5
    for mark in scene.marks.concepts:
        if (
            first <= mark.start
            and mark.end <= cue.end + 2
            and not measure.by_concept.isdisjoint(concept_line(mark.value[0]))
        ):
            return str(mark.value[0])
    return None


@cache
def _possible(kind: str, unit: str) -> dict[str, Measure]:
    """The measures that a kind and unit allow.

    A rate in a unit of no measure is left with all measures that are rates: an advance in kilograms a day
    is an advance rate in the wrong dimension, which a check reports.
    """
    of_kind = [measure for measure in measures().values() if kind in measure.kinds]
    fitting = [
        measure
        for measure in of_kind
        if not measure.dimensions or any(part in unit for part in measure.dimensions)
    ]
    # Land taken a day is an advance, too.
    of_time = kind == "physical" and unit.endswith(_PER_TIME) and (not fitting or "**" not in unit)
    if of_time:
        # How long a front is, no metres a day tell.
        fitting = [measure for measure in fitting if measure.aggregation != "stock"]
        if not any(map(_is_rate, fitting)):
            fitting += [measure for measure in of_kind if _is_rate(measure)]
    return {measure.id: measure for measure in fitting}


def _is_rate(measure: Measure) -> bool:
    return any("/" in part for part in measure.dimensions)


def aggregation_of(
    scene: Scene, index: int, mention: QuantityMention, event: EventFound | None, measure: Measure | None
) -> Aggregation | None:
    """Return whether the figure is of one event, a running total, a rate, a stock or a share."""
    if mention.kind == "share" and (measure is None or measure.aggregation in {"share", "event"}):
        return "share"
    if "/" in mention.unit and mention.kind != "money":
        return "rate"
    if measure is not None:
        return measure.aggregation
    if event is None:
        return None
    stated = frame(event.event).aggregation
    if stated == "stock":
        return "stock"
    if stated == "cumulative":
        is_days = _is_of_one_day(scene, event) and not _is_total(scene, index, event)
        return "event" if is_days else "cumulative"
    return "cumulative" if _is_total(scene, index, event) else "event"


def _is_of_one_day(scene: Scene, event: EventFound) -> bool:
    """Whether a loss is told of its day: "lost 1,710 soldiers on 17 October", and not "has lost 9,000 by Monday"."""
    if event.event != "lost" or event.mark is None or scene.tokens.lower[event.mark.start] != "lost":
        return False
    lower = scene.tokens.lower
    calendar = load_table("calendar")
    for at in range(max(0, event.mark.start - _REACH), min(len(lower) - 1, event.mark.start + _REACH)):
        if lower[at] in _ONE_DAY:
            return True
        if lower[at] == "on" and any(
            word in calendar["weekdays"] or word in calendar["months"] for word in lower[at + 1 : at + 3]
        ):
            return True
    return False


@cache
def _superlatives() -> frozenset[str]:
    record = load_table("relations")["record"]
    return (frozenset(record["max"]) | frozenset(record["min"])) - {"time", "least"}


def _is_superlative(scene: Scene, mark: Mark) -> bool:
    """Whether "so far" belongs to a record: "the largest attack so far", "more than in any night since"."""
    lower = scene.tokens.lower
    start = mark.start
    while start > max(0, mark.start - _FAR_RECORD) and lower[start - 1] not in _CLAUSE_ENDS:
        start -= 1
    before = lower[start : mark.start]
    return not _superlatives().isdisjoint(before) or ("than" in before and "any" in before)


def _is_total(scene: Scene, index: int, event: EventFound) -> bool:
    """Whether the words make the figure a running total: "has killed", "so far", "toll"."""
    place = scene.places[index]
    for mark in scene.near(scene.marks.small, index):
        if (
            mark.value == "total"
            and not _is_superlative(scene, mark)
            and not scene.parted(min(mark.start, place.left), max(mark.start, place.left))
        ):
            return True
    if event.mark is None:
        return False
    lower = scene.tokens.lower
    start = min(event.mark.start, place.right)
    window = lower[max(scene.clause_start(start), start - 4) : event.mark.start]
    return any(word in {"has", "have", "'ve", "’ve"} for word in window)

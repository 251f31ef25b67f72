"""What happened to the counted things: the verb or noun that governs a quantity.

Each word that tells of an event is a candidate with a cost: how far it stands from the quantity, and how
little the words between them look like a verb with its object, a passive with its subject, or a noun with
its "of". The cheapest one within reach wins.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from claims.extract.context_event_guards import (
    hits_counted,
    is_left_out,
    is_noun,
    is_of_other_clause,
    is_police_raid,
    is_saying,
    is_told_of_part,
)
from claims.extract.context_gaps import gap_cost
from claims.extract.context_marks import Mark, Trigger, small_words
from claims.extract.context_scene import Place, Scene
from claims.extract.word_classes import bits_of, is_participle, listed
from claims.lexicon import load_table
from claims.lexicon.trees import concept_line, concepts, event_line

_DEAREST = 10.0
# An event up to this cost may tell what a noun is that the lexicon does not know ("killed 12 revellers").
_SURE = 3.0
# And up to this one it may happen to a thing that the lexicon does not know at all.
_BESIDE = 2.0
# How many tokens an event may stand from its quantity.
_REACH = 25
# And a verb like "puts" from the noun whose size it tells.
_PUT_REACH = 5
# What is used stands behind these.
_MEANS = frozenset({"by", "with", "using", "involving", "of"})
_TOLLS = frozenset({"toll", "number"})
# Between a force and its size.
_SIZES = frozenset({"of", "with", "numbers", "numbering", "numbered"})
# Behind these the base form of a verb is a noun.
_BEFORE_NOUNS = frozenset({"a", "an", "the", "its", "their", "his", "her", "this", "that", "new", "another"})


@dataclass(slots=True)
class EventFound:
    """The event of a quantity. ``mark``: the word that tells of it, ``None`` where it was handed on.

    ``passive``: the counted thing is what it happened to, and the agent, if named, follows "by".
    ``instrument``: the counted thing is what was used. ``handed``: it is a part of what the event was told of.
    """

    event: str
    mark: Mark | None
    cost: float
    form: str
    passive: bool = False
    instrument: bool = False
    concept: str | None = None
    handed: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """What the lexicon says of an event."""

    patient: frozenset[str]
    instrument: frozenset[str]
    default: str | None
    aggregation: str | None
    suffered: bool
    noticed: bool


@cache
def frame(event: str) -> Frame:
    """Return the frame of an event."""
    entry = load_table("events")["event"][event]
    return Frame(
        frozenset(entry["patient"]),
        frozenset(entry.get("instrument", ())),
        entry.get("default"),
        entry.get("aggregation"),
        entry.get("suffered", False),
        entry.get("noticed", False),
    )


@cache
def is_of(event: str, group: str) -> bool:
    """Whether the event, or one that it is a kind of, is in a group of ``events.toml``."""
    return not set(load_table("events")["groups"][group]).isdisjoint(event_line(event))


@cache
def accepts(event: str, concept: str) -> bool:
    """Whether the event can happen to the concept."""
    return not frame(event).patient.isdisjoint(concept_line(concept))


@cache
def uses(event: str, concept: str) -> bool:
    """Whether the concept is an instrument of the event."""
    return not frame(event).instrument.isdisjoint(concept_line(concept))


# What ends a counted noun phrase.
_BEHIND_PHRASE = frozenset({"of", "in", "among", "from", "and", "on", "at", "since", "per", ","})


def own_event(scene: Scene, index: int, concept: str | None) -> EventFound | None:
    """The event that the words around a quantity tell of: the cheapest one within reach."""
    place = scene.places[index]
    best: EventFound | None = None
    behind: EventFound | None = None
    if not scene.marks.events or is_left_out(scene.tokens.lower, place.start):
        return None
    lower = scene.tokens.lower
    has_item = scene.names_item(index)
    for mark in scene.near(scene.marks.events, index, _REACH + 1):
        following = lower[mark.end] if mark.end < len(lower) else ""
        if following == "that" and is_saying(scene, index, mark.start):
            # "he added that 30 people were missing" hires nobody
            continue
        if is_noun(scene, mark) or (following == "up" and lower[mark.start] in listed("summing")):
            continue
        if mark.start >= place.end and mark.start < place.right:
            candidates = _within(scene, place, mark)
        elif mark.start >= place.right:
            if is_told_of_part(scene, index, mark):
                # "Of the 25 people on board, four died"
                break
            if mark.start - place.right > _REACH or scene.parted(place.right, mark.start):
                break
            candidates = _right(scene, index, mark, concept)
        elif mark.end <= place.start:
            if place.start - mark.end > _REACH or scene.parted(mark.end, place.start):
                continue
            if is_of_other_clause(scene, index, mark):
                continue
            candidates = _left(scene, index, mark, concept)
        else:
            continue
        if not candidates:
            continue
        if is_police_raid(scene, mark):
            candidates = [replace(one, event="searched") for one in candidates if one.event == "struck"]
        for trigger in mark.value:
            if trigger.only is not None:
                candidates = _narrowed(candidates, mark.value, concept)
                break
        for candidate in candidates:
            fitted = _fitted(candidate, concept, has_item)
            if fitted is None:
                continue
            if best is None or fitted.cost < best.cost:
                best = fitted
            if mark.start == place.right and fitted.form in {"ed", "part"}:
                behind = fitted
    # "counted 57 drones launched by": that somebody saw it is the least of what is told
    return behind if behind is not None and best is not None and frame(best.event).noticed else best


def _narrowed(
    candidates: list[EventFound], triggers: tuple[Trigger, ...], concept: str | None
) -> list[EventFound]:
    """The candidates that a word which tells of some concepts only leaves: "let 900 staff go" frees nobody."""
    narrowing = [one for one in triggers if one.only is not None]
    narrow = {one.event for one in narrowing if one.only not in _line(concept)}
    meant = {one.event for one in narrowing} - narrow
    return [one for one in candidates if one.event not in narrow and (not meant or one.event in meant)]


def _line(concept: str | None) -> tuple[str, ...]:
    return () if concept is None else concept_line(concept)


def _fitted(found: EventFound, concept: str | None, has_item: bool) -> EventFound | None:
    """The candidate with its concept, dearer where the concept is not one it can happen to."""
    event = frame(found.event)
    cost = found.cost
    if found.instrument:
        return found if cost <= _DEAREST else None
    if concept is None:
        if event.default is None or (
            has_item and (found.form == "counted" or cost > _SURE) and found.cost >= 1
        ):
            return None
        concept = event.default
    elif concept not in concepts():
        # A noun that no table knows: what happens to it is told by a word right beside it.
        if event.default is not None:
            if has_item and (found.form == "counted" or cost > _SURE) and found.cost >= 1:
                return None
            is_harm = "casualties" in event_line(found.event)
            is_itself = found.form == "counted" or event.default == "job"
            if is_harm or is_itself or not has_item or concept.endswith(tuple(small_words("person_endings"))):
                concept = event.default
        elif cost > _BESIDE or found.form in {"noun", "counted"}:
            return None
    elif not accepts(found.event, concept):
        return None
    if cost > _DEAREST:
        return None
    return EventFound(found.event, found.mark, cost, found.form, found.passive, False, concept)


def _within(scene: Scene, place: Place, mark: Mark) -> list[EventFound]:
    """A word of the noun phrase itself: "17 injuries", "12 wounded soldiers"."""
    found = []
    for trigger in mark.value:
        if trigger.form == "counted" and _ends_phrase(scene, place, mark):
            # whatever else befell them, "22 of the dead" are dead
            is_fate = scene.tokens.lower[mark.end - 1] == "dead"
            found.append(EventFound(trigger.event, mark, 0.0 if is_fate else 0.5, "counted", passive=True))
        elif trigger.form == "state" or (trigger.form in {"ed", "part"} and not trigger.intransitive):
            found.append(EventFound(trigger.event, mark, 3.0, "state", passive=True))
    return found


def _ends_phrase(scene: Scene, place: Place, mark: Mark) -> bool:
    if mark.end >= place.right:
        return True
    return scene.tokens.lower[mark.end] in _BEHIND_PHRASE


def _right(scene: Scene, index: int, mark: Mark, concept: str | None) -> list[EventFound]:
    """A word behind the noun phrase, whose subject the quantity is."""
    place = scene.places[index]
    lower = scene.tokens.lower
    gap = lower[place.right : mark.start]
    if "that" in gap and scene.places_between(place.right, mark.start):
        # "60 drones had taken part and that 18 had reached their targets"
        return []
    cost = gap_cost(scene, place.right, mark.start)
    has_be = not small_words("be").isdisjoint(gap)
    has_have = not small_words("have").isdisjoint(gap)
    if not has_be and not has_have and _has_main_verb(scene, index, mark, concept):
        cost += 3
    following = lower[mark.end] if mark.end < len(lower) else "."
    takes_object = (
        following in small_words("determiners")
        or following[:1].isdigit()
        or (mark.end < len(lower) and scene.tokens.text[mark.end][0].isupper())
    )
    if gap and gap[0] in _BEFORE_NOUNS:
        # "12 drones the army downed" tells of them, "on 12 days the price dropped" does not
        cost += 1
    found = []
    for trigger in mark.value:
        form = trigger.form
        if trigger.intransitive and following == "by" and not has_have and not has_be:
            # "firefighters, backed by 30 aircraft"
            continue
        if form == "state":
            found.append(EventFound(trigger.event, mark, cost, form, passive=True))
        elif form == "counted":
            if cost < 1:
                found.append(EventFound(trigger.event, mark, cost + 0.5, form, passive=True))
        elif form in {"ed", "part"}:
            passive = has_be or (not has_have and not takes_object) or form == "part"
            if passive and not trigger.intransitive:
                found.append(EventFound(trigger.event, mark, cost, form, passive=True))
            elif not passive or trigger.intransitive:
                found += _doer(scene, trigger, mark, cost, concept)
        elif form != "noun":
            if form == "base" and lower[mark.start - 1] in {"the", "a", "in", "of", "'s", "’s", "at"}:
                continue
            found += _doer(scene, trigger, mark, cost, concept)
    return found


def _has_main_verb(scene: Scene, index: int, mark: Mark, concept: str | None) -> bool:
    """Whether a finite verb follows a reduced clause: "the climbers missing on the peak have been found dead"."""
    lower = scene.tokens.lower
    auxiliaries = small_words("be", "have")
    for later in scene.near(scene.marks.events, index, _REACH):
        if not mark.end < later.start <= mark.end + 10 or scene.parted(mark.end, later.start):
            continue
        between = lower[mark.end : later.start]
        if "," in between or scene.places_between(mark.end, later.start):
            return False
        if not auxiliaries.isdisjoint(between[-3:]):
            return any(concept is None or accepts(one.event, concept) for one in later.value)
    return False


def _doer(scene: Scene, trigger: Trigger, mark: Mark, cost: float, concept: str | None) -> list[EventFound]:
    """The quantity is the subject of an active verb: the one it happens to, or the instrument."""
    if trigger.intransitive:
        return [EventFound(trigger.event, mark, cost, trigger.form, passive=True)]
    if trigger.event in {"struck", "launched"} and concept is not None and uses("launched", concept):
        event = "got_through" if trigger.event == "struck" and hits_counted(scene, mark) else "launched"
        return [EventFound(event, mark, cost, trigger.form, instrument=True, concept=concept)]
    return []


def _left(scene: Scene, index: int, mark: Mark, concept: str | None) -> list[EventFound]:
    """A word before the quantity, whose object or complement it is."""
    place = scene.places[index]
    lower = scene.tokens.lower
    gap = lower[mark.end : place.start]
    if (
        lower[mark.start] in small_words("have")
        and gap[:1]
        and is_participle(gap[0], bits_of(scene.tokens, mark.end))
    ):
        # "has pledged 40 turbines" has none
        return []
    cost = gap_cost(scene, mark.end, place.start)
    last = gap[-1] if gap else ""
    oblique = last in small_words("oblique")
    before = lower[mark.start - 1] if mark.start else ""
    been = before in small_words("be") or (
        mark.start > 1 and before.endswith("ly") and lower[mark.start - 2] in small_words("be")
    )
    counts = "number" in lower[max(0, mark.start - 6) : mark.start] and (
        last in small_words("toll_links") or lower[place.start] in small_words("toll_links")
    )
    opens_clause = not small_words("nominatives").isdisjoint(gap)
    is_subject = not gap[:1] or gap[0] not in small_words("have", "be", "modals")
    with_means = not _MEANS.isdisjoint(gap[-3:])
    found = []
    # "Russian tank losses have reached 10,247"
    in_item = place.item_start < mark.start and mark.end == place.item_end <= place.start
    for trigger in mark.value:
        form = trigger.form
        if form not in {"noun", "counted", "state"} and opens_clause:
            # "with the money we received, we can feed 15,000"
            continue
        if form in {"base", "s"} and not is_subject:
            # "stocks of shells have fallen to": no verb stands before an auxiliary
            continue
        if in_item and form == "noun":
            found.append(EventFound(trigger.event, mark, min(cost, 1.0), form, passive=True))
        elif form in {"noun", "counted"}:
            # "the death toll", "the number of people killed"
            is_toll = not _TOLLS.isdisjoint(lower[mark.start : mark.end])
            if is_toll or form == "counted":
                linked = (
                    not gap
                    or last in small_words("toll_links")
                    or (lower[place.start] in small_words("toll_links") and (is_toll or "," not in gap))
                )
                cost = min(cost, 1.0) if is_toll else cost
            else:
                linked = not gap or gap[0] in small_words("links") or last in small_words("with_instrument")
            hits = trigger.event == "struck"
            if trigger.event == "deployed" and gap and gap[0] not in _SIZES:
                # "losses of the army reached 980" deploys nobody
                continue
            if hits and last in {"at", "in"} and not in_item and "location" in _line(concept):
                # "hits were recorded at seven sites"
                found.append(EventFound(trigger.event, mark, cost + 1, form, passive=True))
                continue
            if not linked or (hits and last not in {"on", "against"}):
                continue
            # "losses stand at 31,000 soldiers"
            verbs = [word for word in gap if word not in small_words("have", "be")]
            is_stated = len(gap) > 1 and verbs[:1] != [] and verbs[0] in small_words("links")
            is_stated = is_stated and last in small_words("toll_links")
            is_stated = is_stated or (gap == ["at"] and _is_put(lower, mark.start))
            if concept is not None and uses(trigger.event, concept) and form == "noun":
                found.append(
                    EventFound(trigger.event, mark, cost + 1, form, instrument=True, concept=concept)
                )
            elif form == "counted" or not oblique or hits or is_stated or gap == ["for"]:
                found.append(EventFound(trigger.event, mark, cost + 1, form, passive=True))
        elif counts and form in {"state", "ed", "part"}:
            # "the number of people killed in the raid has reached 70"
            found.append(EventFound(trigger.event, mark, min(cost, 2.0) + 1, form, passive=True))
        elif form == "state" or (gap == [":"] and form in {"ed", "part"}):
            # "Ships sunk: 2"
            if not gap or last == ":" or gap in (["are"], ["were"]):
                found.append(EventFound(trigger.event, mark, cost + 1, form, passive=True))
        elif trigger.intransitive or (form == "base" and before in _BEFORE_NOUNS):
            # "launched a record 728 drones"
            continue
        elif with_means and trigger.event in {"struck", "launched"} and concept and uses("launched", concept):
            found.append(EventFound("launched", mark, cost + 1, form, instrument=True, concept=concept))
        elif form in {"ed", "part"} and (been or form == "part") and "by" not in gap:
            if before not in small_words("have"):
                cost_of_passive = cost + (12 if oblique or gap[:1] != [] else 4)
                found.append(EventFound(trigger.event, mark, cost_of_passive, form, passive=True))
            else:
                found.append(EventFound(trigger.event, mark, cost + (12 if oblique else 0), form))
        else:
            found.append(EventFound(trigger.event, mark, cost + (12 if oblique else 0), form))
    return found


def _is_put(lower: list[str], start: int) -> bool:
    """Whether somebody puts a figure to the noun at ``start``: "puts its losses at 12 tanks"."""
    return not listed("put_at").isdisjoint(lower[max(0, start - _PUT_REACH) : start])

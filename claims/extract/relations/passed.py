"""Time that has passed between two days told near by: "reached Djibouti on 21 August, an 18-day voyage"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from claims.extract.relations.calendar_slips import opposite_cues
from claims.extract.relations.day_pairs import (
    DAYS,
    Day,
    Pair,
    best_pair,
    detail_of,
    is_anniversary,
    is_of_another,
    published_on,
)
from claims.extract.relations.elapsed import event_named, known_event
from claims.extract.relations.happenings import Told, happening_words
from claims.extract.relations.passed_forms import Stated, counted_elsewhere, elapsed_words, form_of
from claims.extract.relations.timed import CLAUSE_ENDS
from claims.extract.relations.view import View
from claims.lexicon import load_table, load_words

# Sentences before a statement in which the day is looked for that it counts from.
BACK = 2
# Words before a date in which stands what began or ended then, and of a sentence that go on with the one before.
BESIDE, OPENING = 7, 3
# Days from which a weekday says too little.
LONG = 40.0
# The share by which a time may miss another one and yet be meant for it; rules judge more closely.
NEAR = 0.12
# Durations of one sentence that are looked at.
MOST = 8


@dataclass(frozen=True, slots=True)
class _Scene:
    """What a duration may lie between: the days of its sentence, those told before it, and that of publication.

    ``lead``: no sentence of the body stands before it.
    """

    view: View
    stated: Stated
    here: list[Day]
    back: list[Day]
    today: list[Day]
    lead: bool


_NOW = frozenset({"is", "are", "has", "have"})
_NO_STARTS = frozenset({"by", "until", "till", "between"})
_Ends = tuple[list[Day], list[Day]]


def find_passed(
    view: View,
    place: int,
    told: Sequence[Told],
    days: Callable[[int], Sequence[Day]],
    published: date | None,
    events: frozenset[str],
) -> Iterator[tuple[int, int, int, dict[str, str]]]:
    """Yield the durations of sentence ``place`` that lie between two days: the index of the claim, the tokens that
    tell it, half-open, and the details of its relation ``timed``.

    ``days``: those that a sentence gives, by its place. ``events``: the known ones whose setting the text has.
    """
    looked = 0
    for index, claim in enumerate(view.claims):
        if claim.kind not in ("duration", "age") or claim.unit not in DAYS or not claim.value:
            continue
        looked += 1
        stated = form_of(view, index) if looked <= MOST else None
        if stated is None:
            continue
        pair = _pair(view, place, told, days, published, stated)
        detail = {"form": stated.told_as}
        if pair is not None:
            yield index, stated.start, stated.end, detail | detail_of(pair)
            continue
        known = _known(view, stated, events, days(place), published)
        if known is not None:
            yield index, stated.start, stated.end, detail | known


def _known(
    view: View, stated: Stated, events: frozenset[str], days: Sequence[Day], published: date | None
) -> dict[str, str] | None:
    """The known event from which a time is counted, and the day to which, where it is not that of publication."""
    if published is None or stated.form not in ("after", "later", "now"):
        return None
    tokens = view.sentence.tokens
    if stated.form == "now" or _is_today(view, stated):
        event = event_named(tokens, events)
        return None if event is None or counted_elsewhere(view, stated, event) else {"event": event}
    on = [
        day for day in days if not stated.start <= day.start < stated.clause and day.end - day.start < BESIDE
    ]
    event = known_event(tokens, stated.start, stated.clause) if on and stated.clause else None
    if event is None:
        return None
    return {"event": event, "on": on[0].first.isoformat(), "on_end": on[0].last.isoformat()}


def _pair(
    view: View,
    place: int,
    told: Sequence[Told],
    days: Callable[[int], Sequence[Day]],
    published: date | None,
    stated: Stated,
) -> Pair | None:
    """The two days that the duration fits; if none do, those that the words tell, if they tell any."""
    here = [
        day
        for day in days(place)
        if (stated.clause or not (stated.start <= day.start and day.end <= stated.end))
        and not (day.bare and stated.days > LONG)
    ]
    today = [] if published is None else [published_on(published)]
    back = _back(place, days, published)
    lead = all(one.sentence.section == "headline" for one in told[:place])
    scene = _Scene(view, stated, here, back, today, lead)
    origins, ons = _ENDS[stated.form](scene)
    if stated.form == "now" and not origins and place + 1 < len(told):
        ahead = [day for day in days(place + 1) if not day.bare]
        # "The truce has held for 20 days. It came into force on 10 October."
        if not elapsed_words("persons").isdisjoint(told[place + 1].sentence.tokens.lower[:1]):
            origins = ahead if len(ahead) == 1 else []
    if not (origins and ons) and stated.form in ("span", "days"):
        origins, ons = _elsewhere(scene, place, told, days)
    meant = best_pair(origins, ons, stated.days)
    if meant is None or meant.off <= NEAR:
        return meant
    other = best_pair([*here, *back], [*here, *today], stated.days)
    return other if other is not None and other.off <= NEAR else meant


def _back(place: int, days: Callable[[int], Sequence[Day]], published: date | None) -> list[Day]:
    """The days of the nearest sentence before that gives any with a number, before publication."""
    for step in range(1, min(BACK, place) + 1):
        found = [
            day for day in days(place - step) if not day.bare and (published is None or day.first < published)
        ]
        if found:
            return found
    return []


def _ago(scene: _Scene) -> _Ends:
    """ "left on 31 January 2020, five years ago"."""
    if (
        scene.here
        or scene.view.words(0, 1) not in (["that"], ["this"], ["it"])
        or scene.stated.start > BESIDE
    ):
        # "It is the third quake since they took power four years ago"
        return _starts(scene.here), scene.today
    return _starts(scene.back), scene.today


def _starts(days: Sequence[Day]) -> list[Day]:
    """The days that a time may be counted from: what was so "by Monday" or "between March and May" is another."""
    return [day for day in days if day.words.split(" ", 1)[0].lower() not in _NO_STARTS]


def _now(scene: _Scene) -> _Ends:
    """ "has been in power for four years, having seized it on 1 February 2021"."""
    clause = [day for day in scene.here if scene.stated.clause and day.start >= scene.stated.start]
    if clause or scene.here:
        return _starts(clause or scene.here), scene.today
    opening = scene.view.words(0, OPENING - 1)
    # "The oldest of them is 63": the age of another
    aged = scene.view.words(scene.stated.start - 1, scene.stated.start) in (["is"], ["now"])
    goes_on = not elapsed_words("persons").isdisjoint(opening) if aged else _goes_on(scene.view)
    return (scene.back if len(scene.back) == 1 and goes_on else []), scene.today


def _later(scene: _Scene) -> _Ends:
    """ "was captured on 17 May 2022 and came home on 17 February 2025, 33 months later"."""
    told = [day for day in scene.here if day.end <= scene.stated.start]
    others = [day for day in scene.here if day.end > scene.stated.start]
    if len(told) > 1:
        return told, told + others
    origins = [day for day in told or scene.back if not day.bare or scene.stated.days <= LONG]
    follows = told and not others and not told[0].since and scene.back
    if follows and (told[0].start < OPENING or _closes(scene, told[0])):
        # "On 6 May, three weeks later, ...", "laid down their arms on 20 May, 85 days later."
        return scene.back, told
    return origins, others or _until_today(scene, origins)


def _closes(scene: _Scene, day: Day) -> bool:
    """Whether a day and the duration behind it end the clause, nothing but a comma between."""
    lower, stated = scene.view.sentence.tokens.lower, scene.stated
    return set(lower[day.end : stated.start]) <= {",", "–", "—", "("} and not (
        set(lower[stated.end : stated.end + 1]) - CLAUSE_ENDS
    )


def _earlier(scene: _Scene) -> _Ends:
    """ "Two years earlier, on 6 February 2023, a quake levelled the city"."""
    told = [day for day in scene.here if day.end <= scene.stated.start]
    origins = [day for day in scene.here if day.end > scene.stated.start]
    if not told and not origins:
        return [], []
    if not origins:
        return told, told
    return origins, told or scene.back[-1:] or scene.today


def _before(scene: _Scene) -> _Ends:
    """ "died on 3 May, two days before the vote of 5 May"."""
    clause = [day for day in scene.here if day.start >= scene.stated.start and day.end <= scene.stated.clause]
    others = [day for day in scene.here if day not in clause]
    if not others and _is_today(scene.view, scene.stated):
        return scene.today, clause
    return others, clause


def _after(scene: _Scene) -> _Ends:
    """ "rescued on 10 February, 17 days after the cave-in", "two years after the attack of 7 October 2023"."""
    clause = [day for day in scene.here if day.start >= scene.stated.start and day.end <= scene.stated.clause]
    others = [day for day in scene.here if day not in clause]
    if clause:
        return clause, others or _until_today(scene, clause)
    if any(is_of_another(scene.view, day, scene.stated.start) for day in others):
        return [], []
    if len(others) > 1:
        return others, others
    if others:
        return [*scene.back, *others], [*others, *_until_today(scene, others)]
    return scene.back, _until_today(scene, scene.back)


def _span(scene: _Scene) -> _Ends:
    """ "closed on 1 March and reopened on 20 May after 80 days"."""
    here = _of_clause(scene)
    if len(here) < 2:
        # "The war that began on 7 October 2023 had lasted 51 months": it would go on
        had = "had" in scene.view.words(scene.stated.start - 3, scene.stated.start)
        if here and scene.stated.form == "span" and _is_today(scene.view, scene.stated):
            # "first elected in May 1999, leaves office next week after 26 years"
            lower = scene.view.sentence.tokens.lower
            return (here, scene.today) if _begins_or_ends(lower, here[0]) else ([], [])
        return (here, _until_today(scene, here)) if had else ([], [])
    lower = scene.view.sentence.tokens.lower
    if scene.stated.form == "days" and len(here) > 2:
        return [], []
    if len(here) == 2 and ":" in lower[scene.stated.end : here[0].start]:
        # "It was over after twelve days: the first shots fell on 13 June, the guns went silent on 24 June."
        return here, here
    told = any(day.since or _begins_or_ends(lower, day) for day in here)
    return (here, here) if told else ([], [])


def _of_clause(scene: _Scene) -> list[Day]:
    """The days that no semicolon parts from the duration, if there are any."""
    lower, stated = scene.view.sentence.tokens.lower, scene.stated
    if ";" not in lower:
        return scene.here
    near = [
        day
        for day in scene.here
        if ";" not in lower[min(day.start, stated.start) : max(day.start, stated.start)]
    ]
    return near or scene.here


def _elsewhere(
    scene: _Scene, place: int, told: Sequence[Told], days: Callable[[int], Sequence[Day]]
) -> _Ends:
    """The beginning of what ended told in the sentence before or behind, or both in the one before."""
    view, back = scene.view, scene.back
    if scene.stated.form == "span" and not scene.here and len(back) == 1 and _resumes(scene):
        # "was launched on 5 September 1977. After 48 years in space, it is farther away than ..."
        return back, scene.today
    if (
        scene.stated.form == "span"
        and len(scene.here) == 1
        and _is_over(scene, told[max(0, place - BACK) : place])
    ):
        return scene.here, [*back, *scene.today]
    if not scene.here and len(back) == 2 and scene.stated.told_as == "lasting" and _goes_on(view):
        return back[:1], back[1:]
    if len(scene.here) > 1:
        return [], []
    ons = scene.here or (scene.today if _is_today(view, scene.stated) or scene.lead else [])
    ahead = days(place + 1) if place + 1 < len(told) else ()
    if len(ahead) == 1 and not ahead[0].bare:
        lower = told[place + 1].sentence.tokens.lower
        if "had" in lower and not elapsed_words("persons").isdisjoint(lower):
            return list(ahead), ons
    for step in range(1, min(BACK, place) + 1):
        dated = [day for day in days(place - step) if not day.bare]
        if dated:
            return (dated if _opposed(told[place - step], told[place]) else []), ons
    return [], []


def _resumes(scene: _Scene) -> bool:
    """Whether a sentence opens with the duration and goes on with what is now of the one told of before."""
    lower = scene.view.sentence.tokens.lower
    if scene.stated.start > OPENING or "," not in lower[scene.stated.end :]:
        return False
    at = lower.index(",", scene.stated.end) + 1
    return not elapsed_words("persons").isdisjoint(lower[at : at + 1]) and not _NOW.isdisjoint(
        lower[at + 1 : at + 2]
    )


def _is_over(scene: _Scene, before: Sequence[Told]) -> bool:
    """ "came home on Monday. They had been seized on 7 October 2023 and spent 737 days in the tunnels"."""
    words = scene.view.sentence.tokens.lower
    if "had" not in words[: scene.stated.start] or scene.here[0].start > scene.stated.start:
        return False
    if not elapsed_words("no_home").isdisjoint(words):
        return False
    text = scene.view.sentence.text
    homes = elapsed_words("homes")
    return any(begins.search(text) for begins, _ in opposite_cues()) and any(
        not homes.isdisjoint(one.sentence.tokens.lower) for one in before
    )


def _opposed(first: Told, last: Told) -> bool:
    """Whether one sentence tells the beginning, and the other the end, of one kind of thing."""
    return any(
        begins.search(first.sentence.text) and ends.search(last.sentence.text)
        for begins, ends in opposite_cues()
    )


@cache
def _verbs() -> frozenset[str]:
    """Single verbs that begin something or end it."""
    table = load_table("happenings")
    found = {word for pair in table["opposites"]["pairs"] for side in pair for word in side}
    return frozenset(found | set(table["words"]["begins"]) | set(table["words"]["ends"])) - elapsed_words(
        "no_ends"
    )


def _begins_or_ends(lower: Sequence[str], day: Day) -> bool:
    """Whether a word before a day says that something began or ended then."""
    return not _verbs().isdisjoint(lower[max(0, day.start - BESIDE) : day.start])


def _goes_on(view: View) -> bool:
    """Whether a sentence opens with what stands for the one told of before: "It has", "The mission thus took"."""
    opening = view.words(0, OPENING)
    return not elapsed_words("persons").isdisjoint(opening[:2]) or opening[:1] in (
        ["the"],
        ["that"],
        ["this"],
    )


def _until_today(scene: _Scene, origins: Sequence[Day]) -> list[Day]:
    """The day of publication, where the sentence speaks of it, or where the time would end behind it."""
    if not scene.today or not origins:
        return []
    if _is_today(scene.view, scene.stated) or (scene.lead and scene.stated.form == "after"):
        return scene.today
    if scene.stated.days > LONG and any(is_anniversary(day, scene.today[0].first) for day in origins):
        # "surrendered on 8 May 1945. Eighty years later", on an 8 May
        return scene.today
    days = min((scene.today[0].first - day.first).days for day in origins)
    return scene.today if 0 < days < 0.9 * scene.stated.days else []


def _is_today(view: View, stated: Stated) -> bool:
    """Whether the verb behind a duration, or else the nearest before it, is of the present."""
    lower = view.sentence.tokens.lower
    pasts = load_words("words_pasts")
    for at in (*range(max(stated.end, stated.clause), len(lower)), *range(stated.start - 1, -1, -1)):
        word = lower[at]
        if word in happening_words("present"):
            return True
        if word in pasts or word in ("was", "were", "had") or (len(word) > 4 and word.endswith("ed")):
            return False
    return False


_ENDS: dict[str, Callable[[_Scene], _Ends]] = {
    "ago": _ago,
    "now": _now,
    "later": _later,
    "earlier": _earlier,
    "before": _before,
    "after": _after,
    "span": _span,
    "days": _span,
}

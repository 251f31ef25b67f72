"""How far a statement stands behind its figure."""

from __future__ import annotations

from functools import cache
from typing import cast

from claims.extract.context_events import EventFound, frame
from claims.extract.context_marks import Mark, small_words
from claims.extract.context_measures import Measure
from claims.extract.context_scene import Place, Scene
from claims.extract.word_classes import BASE, FUNCTION, VERB, VERB_OR_NOUN, bits_of, is_plural
from claims.extract.word_guards import WordGuard
from claims.lexicon import load_table
from claims.model import Modality

# How many tokens before a quantity, or before the word that tells its event, a modal word still governs it.
_REACH = 7
# And this many for what is expected of an amount ("is expected to cut its key rate by ...").
_FAR = 12
# And this many for a verb that "and" joins to the one it stands before.
_JOINED = 30
# A quotation of no more tokens than these is a phrase, not a statement.
_SHORT = 10
# "are forecast" stands no further behind a figure.
_PREDICATE = 9
# The verb of a headline stands within this many tokens.
_OPENING = 8
# "Reports that 300 soldiers had died at the border are false".
_FALSE = 16
_TO_GO = frozenset({("to", "go"), ("to", "be"), ("are", "to"), ("will", "go")})
_QUOTES = frozenset('"“”')


def find_modality(
    scene: Scene, index: int, event: EventFound | None, measure: Measure | None
) -> tuple[Modality | None, Mark | None]:
    """Return the modality that words of the clause give the quantity, and the word; ``None`` without one."""
    if event is None:
        quotation = _catchphrase(scene, index)
        if quotation is not None:
            return "figurative", quotation
    if event is not None and event.mark is not None and event.form == "state":
        opening = tuple(scene.tokens.lower[event.mark.start : event.mark.start + 2])
        if opening in _TO_GO:
            # "350 jobs to go in Leicester"
            return "planned", event.mark
    if event is not None and _is_headline_plan(scene, event):
        return "planned", event.mark
    plan = _plan_of_point(scene, index) if event is None else None
    if plan is not None:
        return "planned", plan
    place = scene.places[index]
    verdict = _called_false(scene, place)
    if verdict is not None:
        return "denied", verdict
    if not scene.marks.modals:
        return None, None
    trigger = event.mark if event is not None else None
    first = place.left if trigger is None else min(trigger.start, place.left)
    last = place.left if trigger is None else max(trigger.start, place.left)
    reach = _FAR if event is None and measure is not None else _REACH
    if event is not None and event.form == "base" and trigger is not None and trigger.start:
        # "it would invest $7 billion in a factory near the capital and hire 1,600 people"
        joint = scene.tokens.lower[max(0, trigger.start - 2) : trigger.start]
        reach = _JOINED if joint[-1:] == ["and"] or joint == ["and", "to"] else reach
    start = max(scene.clause_start(first), first - reach)
    best: Mark | None = None
    for mark in scene.near(scene.marks.modals, index):
        is_noun = trigger is None or (event is not None and event.form in {"noun", "counted"})
        is_predicate = is_noun and (mark.start == place.right or _is_said_of(scene, place, mark))
        if mark.end <= start or (mark.start >= last and not is_predicate and not _is_loose(mark.value)):
            continue
        if mark.start and scene.tokens.text[mark.start] == "May":
            continue
        if _is_market(scene, mark):
            continue
        if mark.start == place.right and scene.tokens.lower[mark.start] in small_words("not_doing"):
            # "165 did not reach their targets": so many there were
            continue
        if event is None and mark.start in (place.right, place.item_end) and mark.value == "denied":
            # "58 of those homes were not insured": what nothing befell is told of them
            continue
        if mark.start >= place.end and scene.tokens.lower[mark.start] == "neither":
            # "One in five are neither in work nor looking for a job"
            continue
        behind = scene.tokens.lower[mark.end : mark.end + 1]
        if mark.value == "denied" and not small_words("up_to_level").isdisjoint(behind):
            # "did not rise above 30 centimetres" tells how high it was
            continue
        if _is_of_closed_aside(scene, mark, place.start):
            continue
        if mark.value == "denied" and _is_span_of_time(scene, index):
            # "has not rained for 40 days"
            continue
        if place.item_start <= mark.start < place.item_end:
            # "recorded 40 suspected cases"
            continue
        if _is_attribute(scene, mark, trigger) or _is_of_other_clause(scene, mark, first):
            continue
        if trigger is not None and mark.start == trigger.start and _is_own_verb(scene, mark, trigger):
            continue
        if mark.end == place.start and scene.tokens.lower[mark.start] in small_words("modal_hedges"):
            # "perhaps 60 aircraft" is not more than about 60
            continue
        contrasts = scene.tokens.lower[mark.start] in small_words("contrasts")
        if contrasts and (mark.start >= place.start or scene.places_between(mark.end, place.start)):
            # "46 dead instead of 48, and 30 missing": only the 48 is taken back
            continue
        if mark.value == "possible" and mark.start and scene.tokens.lower[mark.start - 1] in ("than", "as"):
            # "closer than expected"
            continue
        if scene.tokens.lower[mark.end : mark.end + 1] == ["by"] and mark.value == "possible":
            # "had been expected by 24 economists" says nothing of those 24
            continue
        if best is None or _rank(mark) >= _rank(best):
            best = mark
    if best is None:
        return None, None
    modality = cast("Modality", best.value)
    if (
        modality == "planned"
        and event is not None
        and event.form == "noun"
        and frame(event.event).aggregation
    ):
        # "will cut 9% of its workforce of 12,800": those are there already
        return None, None
    if modality == "planned" and _is_forecast(
        scene, best, event, measure, duration=scene.quantities[index].kind == "duration"
    ):
        modality = "possible"
    return modality, best


_UNTRUE = WordGuard(lambda: small_words("untrue"))
_HEARSAY = WordGuard(lambda: small_words("hearsay"))


def _called_false(scene: Scene, place: Place) -> Mark | None:
    """The word by which a sentence takes back what it tells: "Reports that 300 had died are false"."""
    tokens = scene.tokens
    if not (_UNTRUE.stands_in(tokens) and _HEARSAY.stands_in(tokens)):
        return None
    lower = tokens.lower
    told = any(
        lower[at] in small_words("hearsay") and lower[at + 1] in ("that", "of")
        for at in range(place.start - 1)
    )
    if not told:
        return None
    for at in range(place.right, min(len(lower) - 1, place.right + _FALSE)):
        if lower[at] in (",", ";", ":"):
            return None
        if lower[at] in small_words("be"):
            for word in range(at + 1, min(len(lower), at + 3)):
                if lower[word] in small_words("untrue"):
                    return Mark(word, word + 1, "denied")
    return None


def _is_span_of_time(scene: Scene, index: int) -> bool:
    """Whether a figure is the time in which something did not happen."""
    before = scene.tokens.lower[scene.places[index].start - 1]
    return scene.quantities[index].kind == "duration" and before in {"in", "for", "over", "within"}


def _is_attribute(scene: Scene, mark: Mark, trigger: Mark | None) -> bool:
    """Whether "suspected" tells of another noun: "The toll in a suspected rebel attack has risen to 12"."""
    lower = scene.tokens.lower
    if lower[mark.start] != "suspected" or (trigger is not None and mark.end == trigger.start):
        return False
    before = lower[mark.start - 1] if mark.start else ""
    return before not in small_words("be", "have") and lower[mark.end : mark.end + 1] not in (["of"], ["to"])


def _is_of_other_clause(scene: Scene, mark: Mark, first: int) -> bool:
    """Whether "and" opens a clause with a subject of its own behind: "It was never easier and we have spent $5m"."""
    lower = scene.tokens.lower
    return mark.value == "denied" and any(
        lower[at] == "and" and lower[at + 1] in small_words("nominatives") | {"it"}
        for at in range(mark.end, min(first, len(lower) - 1))
    )


def _is_market(scene: Scene, mark: Mark) -> bool:
    """Whether the demand is that of a market: "Demand for electricity hit 258 gigawatts", "as oil demand rose"."""
    tokens = scene.tokens
    word, before = tokens.lower[mark.start], mark.start - 1
    if word not in ("demand", "demands"):
        return False
    if tokens.lower[mark.end : mark.end + 1] == ["for"]:
        return True
    if word == "demands":
        return False
    if before < 0:
        return True
    bits = bits_of(tokens, before)
    is_name = tokens.text[before][0].isupper() and before > 0
    subject = is_name or bits & FUNCTION or is_plural(tokens.text[before], tokens.lower[before], bits)
    return tokens.kind[before] == "w" and not subject


def _is_said_of(scene: Scene, place: Place, mark: Mark) -> bool:
    """Whether a passive behind a figure tells how sure it is: "gusts of 70 km/h are forecast", "12 more are expected"."""
    lower = scene.tokens.lower
    if mark.value not in {"possible", "planned"} or not place.right < mark.start <= place.right + _PREDICATE:
        return False
    gap = lower[place.right : mark.start]
    if lower[mark.start - 1] not in small_words("be") or not small_words("punctuation").isdisjoint(gap):
        return False
    return sum(word in small_words("be", "have", "modals") for word in gap) == 1


def _is_own_verb(scene: Scene, mark: Mark, trigger: Mark) -> bool:
    """Whether the word tells what happened, and not how sure that is: "claimed 12 lives"."""
    if mark.value != "alleged":
        return True
    return not small_words("lives").isdisjoint(scene.tokens.lower[trigger.end : trigger.end + 8])


def _is_headline_plan(scene: Scene, event: EventFound) -> bool:
    """Whether a headline says what somebody is to do: "Nordlys Yards to shed 1,150 jobs"."""
    mark = event.mark
    if scene.sentence.section != "headline" or mark is None or mark.start < 2:
        return False
    lower = scene.tokens.lower
    return lower[mark.start - 1] == "to" and mark.start <= _OPENING and not scene.parted(0, mark.start)


def _plan_of_point(scene: Scene, index: int) -> Mark | None:
    """The "to" of what a headline or key point says somebody is to do: "Berlin to cover a third of the cost"."""
    if scene.sentence.section not in {"headline", "summary"}:
        return None
    tokens, figure = scene.tokens, scene.places[index].start
    for at in range(scene.opening + 1, min(scene.opening + _OPENING, figure)):
        if tokens.lower[at] != "to" or tokens.kind[at - 1] not in "wa" or at + 1 >= figure:
            continue
        is_verb = bool(bits_of(tokens, at + 1) & (BASE | VERB | VERB_OR_NOUN)) or any(
            mark.start == at + 1 and any(one.form == "base" for one in mark.value)
            for mark in scene.marks.events
        )
        if is_verb and tokens.text[at - 1][0].isupper():
            return Mark(at, at + 1, "planned")
    return None


def _is_forecast(
    scene: Scene, mark: Mark, event: EventFound | None, measure: Measure | None, *, duration: bool
) -> bool:
    """Whether "will" tells what is expected, as nobody decides on it: "would come to 6.5% of GDP"."""
    if scene.tokens.lower[mark.start] not in small_words("modals") or mark.end - mark.start > 1:
        return False
    if event is not None:
        return frame(event.event).suffered
    if measure is None:
        # "would need 16 months"
        return duration
    return not measure.decided


def _catchphrase(scene: Scene, index: int) -> Mark | None:
    """A short quotation that opens with a number word and that nobody is said to say: "two peoples, one heart"."""
    mention, place = scene.quantities[index], scene.places[index]
    tokens = scene.tokens
    if mention.kind not in {"count", "number"} or tokens.kind[place.start] != "w":
        return None
    start = next(
        (
            at
            for at in range(place.start - 1, max(-1, place.start - _SHORT), -1)
            if tokens.text[at] in _QUOTES
        ),
        None,
    )
    if start is None or not any(one.start == start + 1 for one in scene.places):
        return None
    end = next(
        (at for at in range(place.end, min(len(tokens), start + _SHORT)) if tokens.text[at] in _QUOTES), None
    )
    if end is None or any(start - 4 <= mark.start <= end + 4 for mark in scene.marks.sayings):
        return None
    return Mark(start, end + 1, "figurative")


def weight_of(modality: Modality) -> float:
    """How much confidence in a claim its modality leaves."""
    return float(load_table("modality").get(modality, {"weight": 1.0})["weight"])


def _rank(mark: Mark) -> int:
    """What overrules what; of equals the word nearest to the figure counts ("upcoming cuts could")."""
    return {"figurative": 3, "denied": 2, "reported": 0}.get(mark.value, 1)


@cache
def _is_loose(modality: str) -> bool:
    return not load_table("modality")[modality]["after"]


def _is_of_closed_aside(scene: Scene, mark: Mark, figure: int) -> bool:
    """Whether a word stands in a relative clause that ends before the figure: "companies, which should have 90 men, hold out with 30"."""
    lower = scene.tokens.lower
    opens = (
        mark.start > 1 and lower[mark.start - 2] == "," and lower[mark.start - 1] in small_words("relatives")
    )
    return opens and "," in lower[mark.end : figure]

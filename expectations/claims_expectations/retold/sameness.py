"""How much two figures are of one thing."""

from __future__ import annotations

from claims.lexicon.trees import concept_line, concepts, event_line, place_line
from claims_expectations.retold.figures import Figure
from claims_expectations.retold.words import groups, sets, words

FACTS = frozenset({"asserted", "reported", "alleged"})


def sameness(left: Figure, right: Figure) -> float | None:
    """Return how much speaks for two figures of one sort being of one thing; ``None`` where something excludes it."""
    one, other = left.stated, right.stated
    if left.sort != right.sort or (left.apart - right.apart_wide and not right.apart_wide):
        return None
    if right.apart - left.apart_wide and not left.apart_wide:
        return None
    thing = _thing(left, right)
    if thing is None:
        return None
    doing = _doing(left, right)
    if doing is None:
        return None
    if left.adjoining and right.adjoining and left.adjoining.isdisjoint(right.adjoining):
        return None
    if "denied" in (one.modality, other.modality) or at_other_times(left, right):
        return None
    if "protester" in (one.concept, other.concept) and (one.teller != other.teller or one.doc != other.doc):
        # Organisers and police count for themselves.
        return None
    if _rivals(one.actor, other.actor) and {one.event, other.event} & groups("business"):
        return None
    score = thing + doing
    score += min(3, len(left.context & right.context)) * 0.75
    score += min(2, len(left.names & right.names)) * 0.5
    score -= 1.0 * min(2, len(left.apart_near ^ right.apart_near))
    lasting = one.kind in ("money", "physical") and one.event is None and other.event is None
    if one.modality != other.modality and not {one.modality, other.modality} <= FACTS and not lasting:
        score -= 0.5
    if one.place and other.place and not _one_place(one.place, other.place):
        score -= 1.0
    if (one.direction == "up") != (other.direction == "up") and "down" in (one.direction, other.direction):
        score -= 1.0
    return score


def same_measure(left: Figure, right: Figure) -> bool:
    """Whether both are of a quantity that has a name of its own ("unemployment rate")."""
    one, other = left.stated, right.stated
    return (
        one.measure is not None
        and one.measure == other.measure
        and one.event is None
        and left.sort != "count"
    )


def days_between(left: Figure, right: Figure) -> float:
    """Return the days from the end of the time of the one to the beginning of the other's, 0 where they meet."""
    one, other = left.stated, right.stated
    if one.time_start is None or one.time_end is None or other.time_start is None or other.time_end is None:
        return 0.0
    gap = max(one.time_start, other.time_start) - min(one.time_end, other.time_end)
    return max(0.0, gap.total_seconds() / 86400)


def agree(left: Figure, right: Figure) -> bool:
    """Whether two figures may give the same number."""
    one, other = left.stated, right.stated
    if one.low is not None and other.high is not None and one.low > other.high:
        return False
    if other.low is not None and one.high is not None and other.low > one.high:
        return False
    # "more than 400" does not repeat "over 4,000"
    return "=" in (one.relation, other.relation) or max(one.base, other.base) < 3 * min(one.base, other.base)


def _thing(left: Figure, right: Figure) -> float | None:
    one, other = left.stated, right.stated
    measured = [s.measure for s in (one, other) if s.measure and not s.event]
    if len(measured) == 2:
        if measured[0] != measured[1]:
            return None if _parted_measures(left, right) else 0.0
        return 2.0
    heads = left.nouns[-1:], right.nouns[-1:]
    if left.sort == "count":
        if heads[0] and heads[0] == heads[1]:
            return 2.0
        if left.things & right.things:
            return 2.0
        if left.things & right.context or right.things & left.context:
            return 1.0
        return _concepts(one.concept, other.concept, bool(heads[0] and heads[1]))
    if heads[0] and heads[1] and (heads[0] == heads[1] or left.things & right.things):
        return 1.5
    return 0.0


def _parted_measures(left: Figure, right: Figure) -> bool:
    return left.context.isdisjoint(right.context)


def _concepts(one: str | None, other: str | None, both_named: bool) -> float | None:
    if one is None or other is None:
        return None if both_named and one != other else 0.0
    if one == other:
        return 2.0
    for group in sets("exclusive"):
        if one in group and other in group:
            return None
    known = concepts()
    if one not in known or other not in known:
        return None if both_named else 0.0
    lines = concept_line(one), concept_line(other)
    if one in lines[1] or other in lines[0]:
        return 1.0
    if lines[0][-1] == lines[1][-1]:
        return 0.5
    return None if both_named else 0.0


def _doing(left: Figure, right: Figure) -> float | None:
    one, other = left.event, right.event
    if one is None or other is None:
        return 0.0
    if one == other:
        return 1.5
    if any(one in group and other in group for group in sets("equal_events")):
        return 1.0
    if one in words("vague_events") or other in words("vague_events"):
        return -0.5
    if "casualties" in (one, other) and {one, other} <= {"casualties", "affected"}:
        return 0.5
    if one in event_line(other) or other in event_line(one):
        return None
    return None


def at_other_times(left: Figure, right: Figure) -> bool:
    """Whether the sentences of both state when, and these times have nothing in common."""
    one, other = left.stated, right.stated
    if not (left.timed and right.timed):
        return False
    if one.time_start is None or one.time_end is None or other.time_start is None or other.time_end is None:
        return False
    if one.time_start < other.time_end and other.time_start < one.time_end:
        return False
    if any(mark.isdigit() for mark in one.time_text or "") and any(
        mark.isdigit() for mark in other.time_text or ""
    ):
        return True
    # "by the end of September" may be read of another year's
    return _calendar_words(one.time_text).isdisjoint(_calendar_words(other.time_text))


def _calendar_words(text: str | None) -> set[str]:
    return {word for word in (text or "").lower().split() if word in words("calendar")}


def _rivals(one: str | None, other: str | None) -> bool:
    """Whether both actors are named, and differently."""
    if not one or not other or not one[0].isupper() or not other[0].isupper():
        return False
    return set(one.lower().split()).isdisjoint(other.lower().split())


def _one_place(one: str, other: str) -> bool:
    lines = place_line(one), place_line(other)
    return one in lines[1] or other in lines[0]

"""How much two figures are of one thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from claims.lexicon.trees import concept_line, concepts, event_line, place_line
from claims_expectations.retold.figures import RATE, Figure, Stated, one_sort
from claims_expectations.retold.occasions import FACTS, at_other_times, one_period, times_meet
from claims_expectations.retold.words import TOKEN, country_of, event_of, groups, one_of, sets, things, words

# A bound is not told of numbers farther from it.
LOOSE = 1.5
# How much it counts that two figures of one measure are of one month.
PERIOD = 1.0
# How much it counts that both stand beside one name, or beside two.
LABEL = 1.0
UNCERTAIN = frozenset({"possible", "demanded"})


def sameness(left: Figure, right: Figure, again: bool = False) -> float | None:
    """Return how much speaks for two figures being of one thing; ``None`` where something excludes it.

    ``again``: the words of the later one say that it was told of before, whatever happened to it since.
    """
    one, other = left.stated, right.stated
    if not one_sort(left, right) or _are_apart(left, right):
        return None
    # What one document tells of the night before may be what the other tells of its own.
    if left.aside != right.aside and not (one.doc != other.doc and times_meet(one, other)):
        return None
    if _is_of_rival(one, other) or _is_of_rival(other, one):
        return None
    thing = thing_in_common(left, right)
    if thing is None and again and not _in_trees(left, right):
        thing = -0.5
    doing = _doing(left, right)
    if (
        doing is None
        and again
        and not ({one.event, other.event} & words("befalling") and _tells_event(right))
    ):
        doing = 0.0
    lasting_count = again and left.sort == "count"
    if thing is None or doing is None or (at_other_times(left, right) and not lasting_count):
        return None
    if left.adjoining and right.adjoining and left.adjoining.isdisjoint(right.adjoining):
        return None
    if left.part != right.part and left.sort == "count" and thing < 2.0:
        # Two children among the dead are not all that died.
        return None
    if _are_inhabitants(one, other) or _are_inhabitants(other, one):
        return None
    if (one.measure in words("rooms")) != (other.measure in words("rooms")):
        return None
    # "The 40 injured did not need surgery" denies no number.
    if any(figure.stated.modality == "denied" and not figure.definite for figure in (left, right)):
        return None
    if (
        "protester" in (one.concept, other.concept)
        and {one.event, other.event}.isdisjoint(words("listed"))
        and (one.teller != other.teller or one.doc != other.doc)
    ):
        # Organisers and police count for themselves.
        return None
    if left.things & right.things & words("people") and _organiser(one) != _organiser(other):
        return None
    if _rivals(left, right) and {one.event, other.event} & groups("business"):
        return None
    if one.place != other.place and _is_in_country(one) and _is_in_country(other):
        return None
    if one.doc != other.doc and _is_local_part(*sorted((one, other), key=lambda stated: stated.base)):
        return None
    score = thing + doing
    score += min(3, words_shared(left, right)) * 0.75
    score += min(2, len(left.names & right.names) + len(left.countries & right.countries)) * 0.5
    if one.measure and one.measure == other.measure and one_period(one.time_text, other.time_text):
        score += PERIOD
    if left.label and right.label:
        score += LABEL if left.label == right.label else -LABEL if _are_listed(left, right) else 0.0
    different = left.apart_near ^ right.apart_near
    if different and not (again and different == {RATE}):
        score -= 0.5 if different == {RATE} or (left.apart_near and right.apart_near) else 1.0
    lasting = one.kind in ("money", "physical", "duration") and one.event is None and other.event is None
    lasting = lasting or not {one.event, other.event}.isdisjoint(groups("business"))
    if (
        one.modality != other.modality
        and not {one.modality, other.modality} <= FACTS
        and not (lasting or again)
    ):
        score -= 0.5
    if (
        one.place
        and other.place
        and not (_is_place_of_parts(one) or _is_place_of_parts(other))
        and not _one_place(one.place, other.place)
        and not _is_named_by_both(one, other)
    ):
        score -= 2.0
    if (one.direction == "up") != (other.direction == "up") and "down" in (one.direction, other.direction):
        score -= 1.0
    return score


def is_told_otherwise(left: Figure, right: Figure) -> bool:
    """Whether one is demanded or possible, and the other told as a fact: the one excludes nothing of the other."""
    told = {left.stated.modality, right.stated.modality}
    return not FACTS.isdisjoint(told) and not UNCERTAIN.isdisjoint(told)


@cache
def _rival() -> re.Pattern[str]:
    nouns = "|".join(sorted(words("rivals")))
    return re.compile(
        rf"\W*(?:(?i:its|their|the|\w+['’]s) )?(?:[\w-]+ )?(?i:{nouns})s? (?:[a-z-]+ )?([A-Z][\w-]+)"
    )


def _is_of_rival(one: Stated, other: Stated) -> bool:
    """Whether a sentence opens with the name of another one of a sort, which the other sentence does not have: "Rival Astrel"."""
    found = _rival().match(one.sentence)
    return found is not None and found[1] not in other.sentence


def _are_inhabitants(one: Stated, other: Stated) -> bool:
    """Whether the one is how many live at a place, and the other how many something befell."""
    return one.measure == "population" and other.event in words("befalling")


def _are_apart(left: Figure, right: Figure) -> bool:
    """Whether one of two figures is said to be another ("21 more"), and the other not."""
    if left.apart - right.apart_wide and not right.apart_wide:
        return True
    return bool(right.apart - left.apart_wide and not left.apart_wide)


def _in_trees(left: Figure, right: Figure) -> bool:
    """Whether the trees know what both count, so that what they do not join is parted."""
    return left.stated.concept in concepts() and right.stated.concept in concepts()


def _tells_event(figure: Figure) -> bool:
    """Whether the noun itself says what befell those it counts: "the 21 injured"."""
    return any(event_of(token) for token in (figure.stated.item or "").lower().split())


def same_measure(left: Figure, right: Figure) -> bool:
    """Whether both are of a quantity that has a name of its own ("unemployment rate")."""
    one, other = left.stated, right.stated
    return (
        one.measure is not None
        and one.measure == other.measure
        and one.event is None
        and left.sort != "count"
    )


def agree(left: Figure, right: Figure) -> bool:
    """Whether two figures may give the same number."""
    one, other = left.stated, right.stated
    if one.value == other.value and abs(one.base - other.base) < 0.15 * one.base:
        # tons and tonnes
        return True
    if one.low is not None and other.high is not None and one.low > other.high:
        return False
    if other.low is not None and one.high is not None and other.low > one.high:
        return False
    # "more than 400" does not repeat "over 4,000", nor is "3,600" what "more than 2,600" would be said of
    return max(one.base, other.base) <= LOOSE * min(one.base, other.base) or (
        _is_exact(one) and _is_exact(other)
    )


def _is_exact(stated: Stated) -> bool:
    return stated.low is not None and stated.high is not None and stated.high <= LOOSE * stated.low


def exclude(left: Figure, right: Figure) -> bool:
    """Whether no number is both."""
    one, other = left.stated, right.stated
    return (one.low is not None and other.high is not None and one.low > other.high) or (
        other.low is not None and one.high is not None and other.low > one.high
    )


def thing_in_common(left: Figure, right: Figure) -> float | None:
    """Return how much speaks for both being of one thing, whatever happened to it; ``None`` where they are of two."""
    one, other = left.stated, right.stated
    if left.sort == right.sort == "count magnitude":
        # What shook before or after is another quake.
        others = (words("shocks") & set(figure.nouns) for figure in (left, right))
        return 2.0 if len({bool(found) for found in others}) == 1 else None
    if _are_of_two_nouns(left.nouns[-1:], right.nouns[-1:]):
        return None
    measured = [s.measure for s in (one, other) if s.measure and not s.event]
    if len(measured) == 2:
        if measured[0] == measured[1]:
            return 2.0
        if _names_other(left, right):
            return 1.0
        return 0.0 if words_shared(left, right) else -0.5
    heads = left.nouns[-1:], right.nouns[-1:]
    if left.sort == "count" and right.sort == "count":
        if heads[0] and heads[0] == heads[1]:
            # "the figure of 200,000" is of anything
            return 0.5 if heads[0][0] in words("generic") else 2.0
        if _are_exclusive(one.concept, other.concept):
            return None
        if left.things & right.things:
            return 2.0
        if _one_model(left, right):
            return 1.5
        if (_is_open(right) and _meets(left.things, right.context)) or (
            _is_open(left) and _meets(right.things, left.context)
        ):
            return 1.0
        if (
            "person" in (left.things | right.things)
            and words("people") & left.things
            and words("people") & right.things
        ):
            return 1.0
        return _concepts(one.concept, other.concept, bool(heads[0] and heads[1]))
    if one.concept and one.concept == other.concept:
        return 1.5
    if heads[0] and heads[1] and (heads[0] == heads[1] or left.things & right.things):
        return 1.5
    if left.lasts and right.lasts:
        return 1.5
    return 1.0 if _names_other(left, right) else 0.0


def _are_of_two_nouns(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether nothing is what both nouns name: gusts are no winds."""
    return bool(one and other and one != other) and any(
        one[0] in group and other[0] in group for group in sets("exclusive_nouns")
    )


def _is_in_country(stated: Stated) -> bool:
    """Whether the sentence says of which country the figure is: "sold in Germany"."""
    place, sentence = stated.place, stated.sentence
    if place is None or country_of(place) != place:
        return False
    return f"in {place}" in sentence or sentence.startswith(f"In {place}")


def _are_listed(left: Figure, right: Figure) -> bool:
    """Whether the names that two figures stand beside are of two: neither is told in the other's sentence."""
    if country_of(left.label) or country_of(right.label):
        return False
    return left.label not in right.stated.sentence and right.label not in left.stated.sentence


def _is_named_by_both(one: Stated, other: Stated) -> bool:
    """Whether the place of one of two figures stands in the other's sentence, too, and is not put right at its own."""
    first, second = one.place or "", other.place or ""
    if _stands_at(one) and (second not in one.sentence or first not in other.sentence):
        return False
    if _stands_at(other) and (first not in other.sentence or second not in one.sentence):
        return False
    return first in other.sentence or second in one.sentence


def _is_place_of_parts(stated: Stated) -> bool:
    """Whether the place of a figure is named behind its parts only: "72 people, including 30 in Bogo"."""
    at = stated.sentence.find(stated.place or "")
    return at > stated.last and not words("part_before").isdisjoint(
        TOKEN.findall(stated.sentence[stated.last : at].lower())
    )


def _stands_at(stated: Stated) -> bool:
    """Whether the place of a figure follows it at once: "seven in Missouri"."""
    at = stated.sentence.find(stated.place or "", stated.last)
    gap = TOKEN.findall(stated.sentence[stated.last : at]) if at >= 0 else []
    return 0 < len(gap) <= 4 and gap[-1] in ("in", "at", "near", "from", "of") and gap[0] not in ",;.:"


def _is_local_part(less: Stated, more: Stated) -> bool:
    """Whether who speaks for a region tells the lower figure, and who speaks for the country the higher one."""
    small, large = (TOKEN.findall((stated.teller or "").lower()) for stated in (less, more))
    if words("local_voices").isdisjoint(small) or not words("local_voices").isdisjoint(large):
        return False
    told = TOKEN.findall(more.teller or "")
    return not words("wide_voices").isdisjoint(large) or any(country_of(token) == token for token in told)


def _organiser(stated: Stated) -> bool:
    return not words("organisers").isdisjoint(TOKEN.findall(stated.sentence.lower()))


def _one_model(left: Figure, right: Figure) -> bool:
    """Whether one name tells what both count: "26 Rafale jets", "twenty-six Rafales"."""
    if not left.nouns or not right.nouns:
        return False
    named = {right.nouns[-1]} & set(left.nouns) or {left.nouns[-1]} & set(right.nouns)
    return bool(named) and all(
        any(
            word[0].isupper() and one_of(word.lower()) in named
            for word in TOKEN.findall(figure.stated.item or "")
        )
        for figure in (left, right)
    )


def _names_other(left: Figure, right: Figure) -> bool:
    """Whether what the one is of stands beside the other."""
    return _meets(left.things, right.context) or _meets(right.things, left.context)


def _is_open(figure: Figure) -> bool:
    """Whether the noun of a figure leaves open what it counts: it has none, or counts people of any sort."""
    return figure.stated.concept in (None, "person") and (not figure.things or "person" in figure.things)


def words_shared(left: Figure, right: Figure) -> int:
    """Return how many words beside the one figure tell what words beside the other tell, their nouns left out."""
    own = left.things | right.things
    others = [meaning for meaning in right.context if own.isdisjoint(meaning)]
    return len({meaning for meaning in left.context if own.isdisjoint(meaning) and _meets(meaning, others)})


def _meets(meaning: frozenset[str], others: Sequence[frozenset[str]]) -> bool:
    return any(not meaning.isdisjoint(other) for other in others)


def _concepts(one: str | None, other: str | None, both_named: bool) -> float | None:
    if one is None or other is None:
        return -0.5 if both_named else 0.0
    if one == other:
        return 2.0
    known = concepts()
    if one not in known or other not in known:
        return -0.5 if both_named else 0.0
    lines = concept_line(one), concept_line(other)
    if one in lines[1] or other in lines[0]:
        return 1.0
    if lines[0][-1] == lines[1][-1]:
        return 0.5
    return None if both_named else 0.0


@cache
def _exclusive() -> tuple[frozenset[str], ...]:
    """Return the groups of concepts of which nothing is two."""
    trees = (frozenset(group) for node in concepts().values() for group in node.exclusive)
    return (*sets("exclusive"), *trees)


def _are_exclusive(one: str | None, other: str | None) -> bool:
    """Whether nothing is of both concepts."""
    known = concepts()
    if one not in known or other not in known or one is None or other is None:
        return False
    for group in _exclusive():
        members = [
            next((node for node in concept_line(concept) if node in group), None) for concept in (one, other)
        ]
        if None not in members and members[0] != members[1]:
            return True
    return False


def _doing(left: Figure, right: Figure) -> float | None:
    one, other = left.event, right.event
    if one is None or other is None:
        return 0.0
    if one == other:
        return 1.5
    if any(one in group and other in group for group in sets("equal_events")):
        return 1.0
    if any(one in group and other in group for group in sets("exclusive_events")):
        return None
    return 0.5 if one in event_line(other) or other in event_line(one) else -0.5


def _rivals(left: Figure, right: Figure) -> bool:
    """Whether both actors are firms, and different ones."""
    one, other = left.stated.actor, right.stated.actor
    if not one or not other or not one[0].isupper() or not other[0].isupper():
        return False
    if any(
        country_of(actor) or "company" in things(one_of(actor.split()[-1].lower())) for actor in (one, other)
    ):
        return False
    if one in right.stated.sentence or other in left.stated.sentence:
        return False
    return set(one.lower().split()).isdisjoint(other.lower().split())


def _one_place(one: str, other: str) -> bool:
    lines = place_line(one), place_line(other)
    return one in lines[1] or other in lines[0]

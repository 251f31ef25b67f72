"""What the words around a date say of it: when it was said, how far a record reaches back, what a figure is held against."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from claims.extract.context_marks import small_words
from claims.extract.context_scene import FEW, Scene
from claims.extract.context_source_names import attribution_words
from claims.extract.word_classes import STOP, bits_of, listed
from claims.model import DateMention

# A superlative stands within this many tokens before the "since" of its scope.
_SCOPE = 5
_RELATIVES = frozenset({"that", "which", "who", "when", "where"})
# "were reported in week 36" is when it was counted.
_COUNTED_IN = frozenset({"week", "month", "period", "half"})
# Between two figures of the same thing stand fewer tokens than these: ", or".
_JOINT = 4
# How many tokens a relative clause may run up to its date.
_CLAUSE = 12
_PREPOSITIONS = frozenset({"in", "on", "at", "during", "by", "since", "of", "late", "early"})
STANDARDS = frozenset({"from", "than", "with", "on", "over", "versus"})


def is_standard(scene: Scene, date: DateMention) -> bool:
    """Whether another figure is measured against that of a date: "fewer than Monday's 412"."""
    start = bisect_left(scene.tokens.start, date.span[0])
    return start > 0 and scene.tokens.lower[start - 1] in STANDARDS


def opens_clause(scene: Scene, date: DateMention, figure: int) -> bool:
    """Whether a clause tells what happened then: "the worst since 2012, when 16 people died"."""
    lower = scene.tokens.lower
    end = bisect_left(scene.tokens.start, date.span[1])
    return lower[end : end + 2] == [",", "when"] and end < figure and not scene.places_between(end, figure)


def is_scope(scene: Scene, date: DateMention) -> bool:
    """Whether a date only tells how far a record reaches back: "their lowest level since 2021", "of 2024 so far"."""
    lower = scene.tokens.lower
    start = bisect_left(scene.tokens.start, date.span[0])
    if date.precision == "year" and lower[start + 1 : start + 3] == ["so", "far"]:
        return start > 0 and lower[start - 1] == "of"
    is_current = lower[start : start + 1] == ["this"]
    start = start if lower[start : start + 1] == ["since"] else start - 1
    if start < 1 or (lower[start] != "since" and not is_current):
        return False
    # "the lowest since 2021", "the largest in the country this year"
    return any(
        (word.endswith("est") and len(word) > 4) or word in small_words("superlatives")
        for word in lower[max(0, start - _SCOPE) : start]
    )


def is_of_saying(scene: Scene, date: DateMention) -> bool:
    """Whether a date tells when it was said: "police said on Monday", but not "reported a third-quarter loss"."""
    if date.precision == "quarter":
        return False
    start = bisect_left(scene.tokens.start, date.span[0])
    end = bisect_left(scene.tokens.start, date.span[1])
    lower = scene.tokens.lower
    # "recorded in May" and "found in May" tell when it happened; "Halden on Thursday reported"
    return any(
        (start - 2 <= mark.end <= start or (mark.start == end and mark.value[1] != "base"))
        and lower[mark.start] != "found"
        and not (lower[mark.start - 1] in small_words("be") and date.precision in _COUNTED_IN)
        and lower[mark.start] not in attribution_words("counting")
        for mark in scene.marks.sayings
    )


def is_taken(scene: Scene, index: int, date: DateMention) -> bool:
    """Whether a date closes the phrase of an earlier quantity: "employed 119,000 people in 2019, hired 37,000"."""
    start = bisect_left(scene.tokens.start, date.span[0])
    lower = scene.tokens.lower
    while start and lower[start - 1] in _PREPOSITIONS:
        start -= 1
    return any(place.right == start for place in scene.places[max(0, index - FEW) : index])


def is_aside(scene: Scene, index: int, date: DateMention) -> bool:
    """Whether a date is told of a happening beside the quantity: "the quake that struck on Friday".

    In a relative clause that the quantity is no part of, or before its noun: "the toll of the 28 March quake".
    """
    lower = scene.tokens.lower
    start = bisect_left(scene.tokens.start, date.span[0])
    place = scene.places[index]
    end = bisect_left(scene.tokens.start, date.span[1])
    noun = (
        lower[end] if end < len(lower) and lower[start] == "the" and lower[max(0, start - 1)] == "of" else ""
    )
    if noun.isalpha() and not bits_of(scene.tokens, end) & STOP:
        return True
    first = max(0, start - _CLAUSE, place.right if place.right <= start else 0)
    for at in range(start - 1, first - 1, -1):
        if lower[at] == "when" and at > 0 and lower[at - 1] != ",":
            # "nine drowned when a dam burst on Tuesday"
            return False
        if lower[at] in _RELATIVES:
            is_saying = any(mark.end == at for mark in scene.marks.sayings)
            return not is_saying
        if lower[at] == ",":
            return False
    return False


def is_of_standard(scene: Scene, index: int, date: DateMention) -> bool:
    """Whether a figure is measured against that of a date: "down 9% from the second quarter"."""
    mention, lower = scene.quantities[index], scene.tokens.lower
    start = bisect_left(scene.tokens.start, date.span[0])
    if mention.kind not in {"share", "multiple", "money", "physical", "count"} or start < 2:
        return False
    behind = scene.places[index].right
    between = lower[behind:start]
    if len(between) > 1 and between[-1] in _PREPOSITIONS:
        # "4% more than in May"
        between = between[:-1]
    if between[-1:] not in (["from"], ["than"]) and between[-2:] not in (
        ["compared", "with"],
        ["compared", "to"],
    ):
        return False
    if scene.places_between(behind, start) and between[-1] != "from":
        return False
    ways = small_words("ways")
    return not ways.isdisjoint(lower[max(0, scene.places[index].start - 3) : start])


def is_told_aside(scene: Scene, date: DateMention) -> bool:
    """Whether a date ends a relative clause between commas."""
    lower = scene.tokens.lower
    end = bisect_left(scene.tokens.start, date.span[1])
    if lower[end : end + 1] != [","]:
        return False
    for at in range(end - 1, max(0, end - _CLAUSE), -1):
        if lower[at] in small_words("relatives"):
            return lower[at - 1] == ","
    return False


def is_of_later_clause(scene: Scene, index: int, date: DateMention) -> bool:
    """Whether a date behind a figure belongs to what the sentence goes on to tell.

    Behind a relative clause that holds the figure ("Halden, which employs 5,400 people, plans to hire 600 next year"), with
    a plan of its own ("has pledged $3 million and wants to build 40 wells by 2030"), or a sum that it leads to ("gained
    6.8%, taking their rise this year to 31%").
    """
    lower = scene.tokens.lower
    behind = scene.places[index].right
    start = bisect_left(scene.tokens.start, date.span[0])
    if start <= behind or not scene.places_between(behind, len(lower)):
        return False
    between = lower[behind:start]
    if any(
        one == "and" and two in small_words("have") for one, two in pairwise(between)
    ) and scene.places_between(behind, start):
        # "fell 8.7% and have lost a fifth since January"
        return True
    if "," in between:
        comma = behind + between.index(",")
        if lower[comma + 1] in listed("leading_to"):
            return True
        for at in range(scene.places[index].start - 1, max(0, scene.places[index].start - _CLAUSE), -1):
            if lower[at] in small_words("relatives"):
                return lower[at - 1] == "," and lower[comma + 1] not in _RELATIVES | {"and", "of"}
            if lower[at] == ",":
                break
    return any(
        mark.value == "planned" and lower[mark.start - 1] == "and" and behind < mark.start < start
        for mark in scene.near(scene.marks.modals, index)
    )


def is_in_other_brackets(scene: Scene, index: int, date: DateMention) -> bool:
    """Whether a date stands in brackets with another quantity: "Greece (21% in June), Spain (17%)"."""
    text, offset = scene.sentence.text, scene.sentence.start
    left = text.rfind("(", 0, date.span[0] - offset)
    if left < 0 or text.find(")", left, date.span[0] - offset) >= 0:
        return False
    right = text.find(")", date.span[1] - offset)
    start = scene.quantities[index].span[0] - offset
    if right < 0 or left < start < right:
        return False
    around = scene.quantities[max(0, index - FEW) : index + FEW]
    return any(left < other.span[0] - offset < right for other in around)


def is_compared(scene: Scene, date: DateMention) -> bool:
    """Whether a date is only what is compared with: "a tenth fewer than in April"."""
    lower = scene.tokens.lower
    start = bisect_left(scene.tokens.start, date.span[0])
    if start > 1 and lower[start - 1] in _PREPOSITIONS:
        start -= 1
    return lower[start - 1 : start] in (["than"], ["versus"]) and start > 0


def is_told_twice(scene: Scene, index: int, date: DateMention) -> bool:
    """Whether a date behind the next quantity is this one's too: "from $131 million, or 20 cents a share, a year earlier"."""
    if index + 1 >= len(scene.quantities) or not 0 <= date.span[0] - scene.quantities[index + 1].span[1] <= 2:
        return False
    between = scene.tokens.lower[scene.places[index].right : scene.places[index + 1].start]
    return "or" in between and len(between) < _JOINT

"""Time since a known event: "nearly three and a half years into its invasion of Ukraine"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from claims.extract.relations.cues import CueSet, compile_cues, relation_words
from claims.extract.relations.view import Link, View

# Words between the duration and the event's own words.
LONGEST_AFTER = 10
LONGEST_BEFORE = 12
_UNITS = frozenset({"year", "month", "week", "day", "decade"})


@cache
def _event_cues() -> CueSet:
    return compile_cues(relation_words()["elapsed"]["events"])


def events_told(words: frozenset[str]) -> frozenset[str]:
    """Return the events that a text with these words may speak of."""
    settings = relation_words()["elapsed"]["setting"]
    return frozenset(event for event, setting in settings.items() if not words.isdisjoint(setting))


def find_elapsed(view: View, told: frozenset[str]) -> Iterator[Link]:
    """Yield the durations that run from a known event, one of ``told``.

    The detail's ``form`` is ``lasting`` where the time runs until now, ``moment`` where something happened
    then; ``until`` is its date, if the text gives one.
    """
    for index, claim in enumerate(view.claims):
        if claim.kind != "duration" or claim.unit not in _UNITS:
            continue
        place = _after(view, index, told) or _before(view, index, told)
        if place is None:
            continue
        event, form, start, end = place
        named = relation_words()["elapsed"]["named"][event]
        beside = view.words(start, end + 3)
        if claim.unit not in ("year", "month", "decade") and set(named).isdisjoint(beside):
            continue
        detail = {"event": event, "form": form}
        if claim.time_basis in ("stated", "relative") and claim.time_role == "event" and claim.time_start:
            detail["until"] = claim.time_start
        yield view.link("elapsed", [("duration", claim)], start, end, detail)


def _after(view: View, index: int, told: frozenset[str]) -> tuple[str, str, int, int] | None:
    table = relation_words()["elapsed"]
    tokens = view.sentence.tokens
    start = view.last[index]
    words = tokens.lower[start : start + LONGEST_AFTER]
    form: str | None = None
    if words[:2] == ["-", "old"] or (words and words[0] in table["lasting"]):
        form = "lasting"
    elif words and words[0] in table["moment"]:
        form = "moment"
    if form is None:
        # "the three-year war": the event follows at once.
        return (
            _event_at(view, start, start + 3, told, "lasting", strict=True)
            if "-" in view.claims[index].quote
            else None
        )
    stop = next((place for place, word in enumerate(words) if word in (",", ";", ".", ":", "(")), len(words))
    if form == "moment" and table["begins"] and set(table["begins"]).isdisjoint(words[:stop]):
        return None
    found = _event_at(view, start + 1, start + stop, told, form)
    if found and form == "moment" and view.claims[index].unit not in ("year", "decade"):
        # "Three days after the invasion" tells of that time, not of now.
        return None
    return found


def _event_at(
    view: View, start: int, stop: int, told: frozenset[str], form: str, strict: bool = False
) -> tuple[str, str, int, int] | None:
    tokens = view.sentence.tokens
    other = set(relation_words()["elapsed"]["other"]["words"])
    if not other.isdisjoint(tokens.lower[max(0, start - 6) : stop + 2]):
        return None
    for place in range(start, min(stop, len(tokens))):
        cue = _event_cues().at(tokens, place)
        if cue and cue.name in told:
            return cue.name, form, start - (0 if strict else 1), cue.end
    return None


def _before(view: View, index: int, told: frozenset[str]) -> tuple[str, str, int, int] | None:
    """ "The war has lasted more than three years"."""
    tokens = view.sentence.tokens
    verbs = set(relation_words()["elapsed"]["verbs"])
    end = view.first[index]
    start = end
    while (
        start > 0
        and end - start < LONGEST_BEFORE
        and tokens.lower[start - 1] in verbs | {"that", "which", "’s", "'s", ",", "-", "have", "and"}
    ):
        start -= 1
    if start == end or not {
        "lasted",
        "raged",
        "dragged",
        "stretched",
        "ground",
        "gone",
        "continued",
        "lasting",
        "raging",
        "stretching",
        "dragging",
        "going",
        "entered",
        "endured",
        "run",
        "is",
        "been",
        "grinds",
    } & set(tokens.lower[start:end]):
        return None
    found = None
    for place in range(max(0, start - 6), start):
        cue = _event_cues().at(tokens, place)
        if cue and cue.name in told and cue.end >= start - 4:
            found = cue
    other = set(relation_words()["elapsed"]["other"]["words"])
    if found is None or not other.isdisjoint(tokens.lower[max(0, found.start - 3) : end]):
        return None
    return found.name, "lasting", found.start, end

"""Actors and owners that no table knows, by their capitals: companies, banks, agencies."""

from __future__ import annotations

from functools import cache

from claims.extract.context_attribution import Source
from claims.extract.context_events import EventFound
from claims.extract.context_marks import Mark, small_words
from claims.extract.context_scene import Scene
from claims.lexicon import load_table, load_words


def owner_of_measure(scene: Scene, index: int, cue: Mark | None, sources: list[Source]) -> str | None:
    """Whose figure it is, by a name before the cue: "Nvidia shares", "Apple's revenue", "shares of Tesla".

    Without one it is the source's own: "Apple reported revenue of $95bn".
    """
    tokens = scene.tokens
    lower, texts = tokens.lower, tokens.text
    if cue is not None:
        end = cue.start
        while end > 0 and (lower[end - 1] in small_words("modals") or lower[end - 1] in small_words("have")):
            end -= 1
        if "p" in tokens.kind[max(0, end - 2) : end]:
            # "Apple's quarterly revenue"
            end -= 1 if tokens.kind[end - 1] == "p" else 2
        if (
            cue.end < len(lower) - 1
            and lower[cue.end] in {"of", "in", "at"}
            and texts[cue.end + 1][0].isupper()
        ):
            return _capitals(scene, cue.end + 1, forward=True)
        if end > 0 and texts[end - 1][0].isupper() and (end > 1 or _is_proper(scene)):
            return _capitals(scene, end - 1, forward=False)
    start = scene.places[index].start
    source = next((one for one in reversed(sources) if one.end <= start and not one.is_data), None)
    if source is None or not source.name[:1].isupper() or source.name.lower().split()[-1] in _source_words():
        return None
    return source.name


def proper_subject(scene: Scene, event: EventFound) -> str | None:
    """A subject that no table knows, by its capitals: "Boeing plans to lay off 17,000 workers"."""
    if event.mark is None or event.passive or event.form not in {"base", "s", "past", "ed"}:
        return None
    tokens = scene.tokens
    lower, texts = tokens.lower, tokens.text
    verbs = {
        mark.start for mark in scene.marks.sayings if mark.value[0] in {"planned", "possible", "demanded"}
    }
    end = event.mark.start
    while end > 0 and (
        lower[end - 1] in small_words("modals")
        or lower[end - 1] in small_words("have")
        or lower[end - 1] in {"to", "not", "also"}
        or lower[end - 1].endswith("ly")
        or end - 1 in verbs
    ):
        end -= 1
    start = end
    while start > 0 and tokens.kind[start - 1] in "wa" and texts[start - 1][0].isupper():
        start -= 1
    while start < end and lower[start] in small_words("openers"):
        start += 1
    if start and lower[start - 1] in small_words("before_name"):
        return None
    if start == end or (start == 0 and end == 1 and not _is_proper(scene)):
        return None
    return scene.text(start, end)


def teller_meant(scene: Scene, event: EventFound, sources: list[Source]) -> str | None:
    """The source itself, where a pronoun stands for it: "Tesco said it would hire 3,000 workers"."""
    if event.mark is None or event.passive:
        return None
    lower = scene.tokens.lower
    at = event.mark.start - 1
    while at > 0 and (lower[at] in small_words("modals", "have") or lower[at] in {"to", "not", "also", "be"}):
        at -= 1
    if at < 1 or lower[at] not in {"it", "they"}:
        return None
    source = next((one for one in reversed(sources) if one.end <= at and not one.is_data), None)
    if source is None or not source.name[:1].isupper() or source.name.lower().split()[-1] in _source_words():
        return None
    return source.name


def opening_subject(scene: Scene, index: int, naming: frozenset[int]) -> str | None:
    """A name of capitals that opens the sentence, right before its verb: "Toyota recalled 1.1m cars"."""
    tokens = scene.tokens
    if scene.parted(0, scene.places[index].start):
        return None
    end = 0
    while end < len(tokens) and tokens.kind[end] in "wa" and tokens.text[end][0].isupper():
        end += 1
    if not 0 < end < scene.places[index].start or 0 in naming or (end == 1 and not _is_proper(scene)):
        return None
    verb = tokens.lower[end]
    if not verb.endswith(("ed", "s")) and verb not in small_words("modals", "have"):
        return None
    return _capitals(scene, end - 1, forward=False)


def _capitals(scene: Scene, at: int, forward: bool) -> str | None:
    """The run of capitalised words that starts, or ends, with token ``at``."""
    tokens = scene.tokens
    start = end = at
    while end < len(tokens) and tokens.text[end][0].isupper() and (forward or end == at):
        end += 1
    while not forward and start > 0 and tokens.text[start - 1][0].isupper():
        start -= 1
    while start < end and tokens.lower[start] in small_words("openers"):
        start += 1
    if start == end or end - start == len(tokens.text[start]) == 1:
        return None
    known = next(
        (mark.value.actor for mark in scene.marks.names if mark.start <= start and end <= mark.end), None
    )
    return known or scene.text(start, end)


def _is_proper(scene: Scene) -> bool:
    """Whether the first word of the sentence is a name, and not a common noun ("Wildfires")."""
    word = scene.tokens.lower[0]
    if (
        (word.endswith("s") and not word.endswith(("us", "ss", "is")))
        or word in load_table("places")["person_titles"]
        or word in small_words("pronouns")
        or word in load_words("words_common_nouns")
        or word in load_words("words_nouns_or_verbs")
        or word.endswith(tuple(small_words("noun_endings")))
    ):
        return False
    marks = scene.marks
    known = any(
        found and found[0].start == 0
        for found in (marks.concepts, marks.events, marks.measures, marks.modals)
    )
    return not known and word not in _source_words()


@cache
def _source_words() -> frozenset[str]:
    return frozenset(load_table("attribution")["sources"])

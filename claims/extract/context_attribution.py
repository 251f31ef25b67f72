"""Who says so: the source of each figure of a sentence, and the modality that their verb gives."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from claims.extract.context_marks import Mark, small_words
from claims.extract.context_scene import FEW, REACH, Scene
from claims.lexicon import load_table
from claims.lexicon.trees import concept_line
from claims.model import Modality

_LONGEST = 12


@dataclass(frozen=True, slots=True)
class Source:
    """A source: its name, the tokens that name it, and the tokens it speaks for.

    ``is_data``: a report or data set, which speaks for the sentences behind it as well.
    """

    name: str
    start: int
    end: int
    scope_start: int
    scope_end: int
    modality: Modality
    is_data: bool = False


@dataclass(slots=True)
class SourceFocus:
    """The source of earlier sentences. ``is_data`` sources govern the sentences behind them."""

    name: str | None = None
    is_data: bool = False
    paragraph: int = -1


def find_sources(scene: Scene, focus: SourceFocus) -> list[Source]:
    """Return the sources that a sentence names."""
    length = len(scene.tokens)
    found: list[Source] = []
    for mark in scene.marks.befores:
        if mark.value == "per" and not _is_per_source(scene, mark):
            continue
        end = _end_of_name(scene, mark.end, _phrase_end(scene, mark.end))
        named = _named(scene, mark.end, end, focus)
        if named is not None:
            found.append(Source(named[0], mark.end, end, 0, length, "reported", named[1]))
    for mark in scene.marks.sayings:
        source = _of_verb(scene, mark, focus)
        if source is not None:
            found.append(source)
    found += _by_source(scene, focus)
    return [_within_part(scene, source) for source in found]


def _within_part(scene: Scene, source: Source) -> Source:
    """The source, which speaks for no other part of the sentence than its own between semicolons."""
    if ";" not in scene.tokens.lower:
        return source
    stops = [at for at, word in enumerate(scene.tokens.lower) if word == ";"]
    left = max((at for at in stops if at < source.start), default=0)
    right = min((at for at in stops if at >= source.end), default=len(scene.tokens))
    return replace(source, scope_start=max(source.scope_start, left), scope_end=min(source.scope_end, right))


def source_of(sources: list[Source], start: int) -> Source | None:
    """The innermost source that speaks for the token ``start``."""
    best: Source | None = None
    if len(sources) > FEW:
        sources = [source for source in sources if abs(source.start - start) < REACH]
    for source in sources:
        if not source.scope_start <= start < source.scope_end or source.start <= start < source.end:
            continue
        width = source.scope_end - source.scope_start
        if best is None or width <= best.scope_end - best.scope_start:
            best = source
    return best


def _of_verb(scene: Scene, mark: Mark, focus: SourceFocus) -> Source | None:
    modality, form = mark.value
    lower = scene.tokens.lower
    length = len(lower)
    if form in {"base", "ing"} and not _plural_subject(scene, mark):
        return None
    if _is_noun(scene, mark) or _is_passive(scene, mark):
        return None
    # ", said X"
    before = lower[mark.start - 1] if mark.start else ""
    if before in {",", "”", '"', "’"} and mark.end < length and form in {"ed", "past", "s"}:
        end = _phrase_end(scene, mark.end)
        named = _named(scene, mark.end, end, focus)
        if named is not None:
            return Source(named[0], mark.end, end, 0, length, modality, named[1])
    start = _subject_start(scene, mark.start)
    end = _subject_end(scene, mark.start, start)
    if start >= end:
        return None
    if lower[start - 1 : start] in (["by"], ["to"], ["of"]):
        return None
    named = _named(scene, start, end, focus)
    if named is None:
        return None
    # "..., the ministry said." speaks for all that stands before.
    closing = (
        mark.end >= length
        or all(not word.isalnum() for word in lower[mark.end : mark.end + 1])
        or (
            lower[mark.end]
            in {
                "on",
                "in",
                "late",
                "early",
                "at",
                "monday",
                "tuesday",
                "wednesday",
                "thursday",
                "friday",
                "saturday",
                "sunday",
            }
            and start > 2
        )
    )
    opening = start > 1 and scene.tokens.text[start - 1] in {",", "”", '"', "—"}
    as_said = start > 0 and lower[start - 1] == "as"
    if opening and not any(mark.end <= place.start for place in scene.places):
        closing = True
    if (closing and opening) or as_said:
        return Source(named[0], start, end, 0, length, modality, named[1])
    return Source(named[0], start, end, mark.end, length, modality, named[1])


def _is_per_source(scene: Scene, mark: Mark) -> bool:
    """Whether "per" names a source: "per Reuters", not "4 per cent" or "barrels per day"."""
    tokens = scene.tokens
    following = mark.end
    while following < len(tokens) and tokens.lower[following] == "the":
        following += 1
    at_break = mark.start == 0 or tokens.lower[mark.start - 1] in small_words("punctuation")
    return at_break and following < len(tokens) and tokens.text[following][0].isupper()


def _is_noun(scene: Scene, mark: Mark) -> bool:
    """Whether the word is no verb of saying here: "claims of victory", "claimed 12 lives"."""
    lower = scene.tokens.lower
    following = lower[mark.end] if mark.end < len(lower) else ""
    if mark.value[1] == "s" and following == "of":
        return True
    if mark.start and mark.value[1] == "s" and scene.tokens.text[mark.start][0].isupper():
        # "the United States"
        return True
    return (
        any(event.start == mark.start for event in scene.marks.events)
        and (following in {"lives", "the", "life"} or any(place.start == mark.end for place in scene.places))
        and mark.value[0] == "alleged"
    )


def _is_passive(scene: Scene, mark: Mark) -> bool:
    """Whether the verb is a passive, whose subject says nothing: "are officially listed"."""
    if mark.value[1] not in {"ed", "part"}:
        return False
    lower = scene.tokens.lower
    at = mark.start - 1
    while at > 0 and (
        lower[at] in small_words("before_saying") - small_words("have") or lower[at].endswith("ly")
    ):
        at -= 1
    return at >= 0 and lower[at] in small_words("be")


def _plural_subject(scene: Scene, mark: Mark) -> bool:
    """Whether a base form is a verb here: "officials say", "data show"."""
    if not mark.start:
        return False
    if mark.value[1] != "base":
        return False
    lower = scene.tokens.lower
    at = mark.start - 1
    for back in range(at, max(0, at - 4), -1):
        if lower[back] in _bounds():
            break
        if lower[back] in {"at", "of", "in", "from"}:
            # "analysts at Oryx estimate"
            at = back - 1
            break
    previous = lower[at]
    return (previous in _words("sources") or previous in _words("data")) and (
        previous.endswith("s") or previous in {"data", "police", "media", "military"}
    )


def _subject_start(scene: Scene, verb: int) -> int:
    lower = scene.tokens.lower
    at = verb
    if at and lower[at - 1] == ",":
        # "X, a fellow at Y, said": the subject stands before the apposition.
        first = next((i for i in range(at - 2, -1, -1) if lower[i] in _bounds()), -1)
        return _subject_start(scene, first) if first > 0 and lower[first] == "," else first + 1
    verbs = {mark.start for mark in scene.marks.sayings if mark.value[1] in {"past", "s", "ed"}}
    texts = scene.tokens.text
    while at > 0 and verb - at < _LONGEST and at - 1 not in verbs:
        if lower[at - 1] in _bounds() and not texts[at - 1][1:].isupper():
            break
        at -= 1
    return at


def _subject_end(scene: Scene, verb: int, start: int) -> int:
    lower = scene.tokens.lower
    at = verb
    comma = next((i for i in range(start, verb) if lower[i] == ","), None)
    if comma is not None:
        return comma
    while at > start and (lower[at - 1] in small_words("before_saying") or lower[at - 1].endswith("ly")):
        at -= 1
    return at


def _phrase_end(scene: Scene, start: int) -> int:
    lower = scene.tokens.lower
    at = start
    verbs = {mark.start for mark in scene.marks.sayings if mark.value[1] in {"past", "s", "ed"}}
    while at < len(lower) and at - start < _LONGEST:
        if (
            lower[at] in small_words("punctuation")
            or lower[at] in small_words("after_source")
            or (at > start and at in verbs)
        ):
            break
        at += 1
    return at


def _by_source(scene: Scene, focus: SourceFocus) -> list[Source]:
    """ "a tally compiled by X", "a report by X"."""
    lower = scene.tokens.lower
    found = []
    for at in range(1, len(lower) - 1):
        if lower[at] == "by" and (lower[at - 1] in _words("by") or lower[at - 1] in _words("by_nouns")):
            end = _end_of_name(scene, at + 1, _phrase_end(scene, at + 1))
            named = _named(scene, at + 1, end, focus)
            if named is not None:
                found.append(Source(named[0], at + 1, end, 0, len(lower), "reported", True))
    return found


def _is_person(scene: Scene, head: int) -> bool:
    """Whether a noun names persons, who can say something: "villagers told AFP"."""
    return any(
        mark.end == head + 1 and "person" in concept_line(mark.value[0]) for mark in scene.marks.concepts
    )


def _end_of_name(scene: Scene, start: int, end: int) -> int:
    """Where a name of capitals ends, before a verb: "a report by Amnesty International documents"."""
    tokens = scene.tokens
    known = _words("sources") | _words("data")
    for at in range(start + 1, end):
        if not known.isdisjoint(tokens.lower[at:end]):
            continue
        after_name = tokens.text[at - 1][0].isupper() and tokens.kind[at] == "w" and tokens.text[at].islower()
        if after_name and tokens.lower[at] not in small_words("within_names"):
            return at
    return end


def _named(scene: Scene, start: int, end: int, focus: SourceFocus) -> tuple[str, bool] | None:
    """The source that tokens ``start`` to ``end`` name, and whether it is data; ``None`` where they name none."""
    tokens = scene.tokens
    lower, texts = tokens.lower, tokens.text
    while start < end and not texts[start][0].isalnum():
        # a bullet
        start += 1
    start = _past_titles(scene, start, end)
    while end > start and (not texts[end - 1][0].isalnum() or lower[end - 1] in {"'s", "’s"}):
        if lower[end - 1] in {"'s", "’s"}:
            break
        end -= 1
    if start >= end or lower[start] in small_words("be") or lower[start] in small_words("have"):
        return None
    if end - start > 1 and lower[start] in _words("nobody") and not texts[start][1:].isupper():
        return None
    if end - start == 1 and lower[start] in _words("nobody") and not texts[start][1:].isupper():
        return (focus.name, focus.is_data) if lower[start] in _words("pronouns") and focus.name else None
    prepositions = {"of", "in", "at", "by", "from", "for", "on", "to"}
    head = next((i for i in range(start, end) if lower[i] in prepositions), end) - 1
    if lower[head] in _words("data"):
        owner = _owner(scene, start, head)
        if owner is None and head + 1 < end and lower[head + 1] in {"by", "from", "of"}:
            owner = _owner(scene, _past_titles(scene, head + 2, end), end)
        if owner is None:
            return (focus.name, True) if focus.name else None
        return owner, True
    is_name = any(
        texts[i][0].isupper() and (i > 0 or lower[i] not in small_words("openers")) for i in range(start, end)
    )
    if not is_name and lower[head] not in _words("sources") and not _is_person(scene, head):
        return None
    return scene.text(start, end).replace("’", "'"), False


def _past_titles(scene: Scene, start: int, end: int) -> int:
    while start < end - 1 and scene.tokens.lower[start] in _words("titles"):
        start += 1
    return start


def _owner(scene: Scene, start: int, end: int) -> str | None:
    """The name in "a new CSIS analysis", "CSIS's granular data", "defence ministry figures"."""
    tokens = scene.tokens
    lower = tokens.lower
    for at in range(start, end):
        if lower[at] in {"'s", "’s"} and at > start:
            return scene.text(start, at).replace("’", "'")
    capital = [at for at in range(start, end) if tokens.text[at][0].isupper()]
    if capital:
        last = capital[-1] + 1
        while last < end and lower[last] in _words("sources"):
            last += 1
        return scene.text(capital[0], last).replace("’", "'")
    known = [at for at in range(start, end) if lower[at] in _words("sources")]
    return scene.text(start, known[-1] + 1) if known else None


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(load_table("attribution")[group])


@cache
def _bounds() -> frozenset[str]:
    """What a subject does not reach across."""
    return small_words("punctuation", "subject_bounds")

"""Who says so: the source of each figure of a sentence, and the modality that their verb gives."""

from __future__ import annotations

from dataclasses import dataclass, replace

from claims.extract.context_marks import Mark, small_words
from claims.extract.context_scene import FEW, REACH, Scene
from claims.extract.context_source_names import SourceFocus, attribution_words, end_of_name, source_named
from claims.extract.context_source_spans import bounds, phrase_end, subject_end, subject_start
from claims.lexicon import load_table
from claims.model import Modality

# What is only planned or demanded has not happened on the day of publication.
AHEAD = frozenset({"planned", "demanded", "possible"})
_LONGEST = 12
# A person has no more names than these.
_NAMES = 4
# "put at" stands this near before the figure that somebody puts.
_PUT = 6
# Those who are told are named in no more tokens than these.
_ADDRESSED = 6
# What follows an object, and no subject.
_CLOSING = frozenset({".", ",", ";", "to", "in", "from", "on", "for", "at", "and", "last", "since"})


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


def find_sources(scene: Scene, focus: SourceFocus) -> list[Source]:
    """Return the sources that a sentence names."""
    length = len(scene.tokens.text)
    found: list[Source] = []
    for mark in scene.marks.befores:
        if mark.value == "per" and not _is_per_source(scene, mark):
            continue
        end = end_of_name(scene, mark.end, phrase_end(scene, mark.end))
        named = _person_behind(scene, mark.end, end, focus) or source_named(scene, mark.end, end, focus)
        if named is not None:
            found.append(Source(named[0], mark.end, end, 0, length, "reported", named[1]))
    counted: list[Source] = []
    for mark in scene.marks.sayings:
        source = _of_verb(scene, mark, focus)
        if source is not None:
            is_count = scene.tokens.lower[mark.start] in attribution_words("counting")
            (counted if is_count else found).append(source)
    # "Border staff registered 4,100 people, the agency said"
    found = [*found, *_by_source(scene, focus)] or counted
    return [_within_part(scene, source) for source in found] if found else found


def _within_part(scene: Scene, source: Source) -> Source:
    """The source, which speaks for no other part of the sentence than its own between semicolons."""
    if ";" not in scene.tokens.lower:
        return source
    stops = [at for at, word in enumerate(scene.tokens.lower) if word == ";"]
    left = max((at for at in stops if at < source.start), default=0)
    ends = [at for at in stops if at >= source.end]
    # "The agency says that 90,000 had fled; a quarter of them had ..."
    goes_on = len(ends) == 1 and source.scope_start >= source.end
    right = ends[0] if ends and not goes_on else len(scene.tokens)
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


def tokens_naming(scene: Scene, sources: list[Source]) -> frozenset[int]:
    """The tokens that name sources of what has happened, but not of what they say they did themselves."""
    lower = scene.tokens.lower
    return frozenset(
        at
        for one in sources
        if one.modality not in AHEAD and lower[one.scope_start : one.scope_start + 2] != ["to", "have"]
        for at in range(one.start, one.end)
    )


def follows_by(scene: Scene, source: Source) -> bool:
    """Whether a source is named behind "by": "analysts polled by the company"."""
    return "by" in scene.tokens.lower[max(0, source.start - 2) : source.start]


def is_definite(scene: Scene, source: Source) -> bool:
    """Whether a source is named behind "the", as one who is known: "the lender said"."""
    return "the" in scene.tokens.lower[max(0, source.start - 1) : source.start + 1]


def _of_verb(scene: Scene, mark: Mark, focus: SourceFocus) -> Source | None:
    modality, form = mark.value
    lower = scene.tokens.lower
    length = len(lower)
    if form == "ing":
        return _of_clause(scene, mark, focus)
    inverted = lower[mark.start] == "say" and mark.start > 0 and lower[mark.start - 1] == ","
    if lower[mark.start] in attribution_words("parenthetical") and lower[mark.end : mark.end + 1] != [","]:
        # "the war went on for 30 months"
        return None
    if form == "base" and not inverted and not _plural_subject(scene, mark):
        return None
    if _is_noun(scene, mark) or _is_passive(scene, mark):
        return None
    scope_end = length
    if modality == "denied":
        # "denies targeting civilians, although it has killed thousands"
        scope_end = scene.clause_end(mark.end)
    # ", said X"
    before = lower[mark.start - 1] if mark.start else ""
    tells = lower[mark.start] in attribution_words("addressing")
    speaks = lower[mark.start] in attribution_words("speaking") or inverted
    if before in {",", "”", '"', "’"} and mark.end < length and speaks and not tells:
        end = phrase_end(scene, mark.end)
        named = _named_behind(scene, mark.end, end, focus) or source_named(scene, mark.end, end, focus)
        if named is not None:
            return Source(named[0], mark.end, end, 0, length, modality, named[1])
    start = subject_start(scene, mark.start)
    end = subject_end(scene, mark.start, start)
    person = _apposed(scene, mark.start, focus)
    if start >= end and person is None:
        return _told_on(scene, mark, modality, focus)
    if lower[start - 1 : start] in (["by"], ["to"], ["of"]):
        return None
    named = person or source_named(scene, start, end, focus, speaks=speaks)
    if named is None or (person is None and not _can_record(lower[mark.start], named[0], focus)):
        return None
    after = _past_addressed(scene, mark.end) if tells else mark.end
    # "..., the ministry said." speaks for all that stands before.
    closing = (
        after >= length
        or not lower[after].isalnum()
        or (lower[after] in attribution_words("after_saying") and start > 2)
        or (lower[after] == "a" and lower[after + 1 : after + 2] in (["day"], ["week"], ["month"]))
    )
    opening = start > 1 and scene.tokens.text[start - 1] in {",", "”", '"', "—"}
    # "as the ministry said", but not "as buyers sought shelter"
    as_said = start > 0 and lower[start - 1] == "as" and (closing or modality != "demanded")
    if opening and not any(mark.end <= place.start for place in scene.places):
        closing = True
    if (closing and opening) or as_said:
        return Source(named[0], start, end, 0, length, modality, named[1])
    follows_figure = any(place.end == start for place in scene.places)
    if closing and start and (lower[start - 1] in {"that", "which"} or follows_figure):
        # "the 1.9 billion that analysts had forecast"
        told = next((place for place in reversed(scene.places) if place.end <= start), None)
        if told is not None and start - told.end <= _LONGEST:
            return Source(named[0], start, end, told.start, told.end, modality, named[1])
    if lower[start - 2 : start] in (["of", "which"], ["of", "whom"]):
        # "casualties, of which Kyiv says little, are put at"
        scope_end = next((at for at in range(mark.end, length) if lower[at] == ","), length)
    return Source(named[0], start, end, mark.end, scope_end, modality, named[1])


def _can_record(verb: str, name: str, focus: SourceFocus) -> bool:
    """Whether a name is one of those who say something by recording or counting it, if the verb is such a one."""
    counts = verb in attribution_words("counting")
    if not counts and verb not in attribution_words("recording"):
        return True
    words = name.lower().split()
    if counts and words[-1] in load_table("places")["institutions"]["company"]:
        return False
    has_spoken = any(one == name or one.endswith(f" {name}") for one in focus.known)
    return name.isupper() or has_spoken or not attribution_words("sources").isdisjoint(words)


def _of_clause(scene: Scene, mark: Mark, focus: SourceFocus) -> Source | None:
    """The source of a clause without a finite verb: "with the disaster agency estimating it caused"."""
    lower = scene.tokens.lower
    start = mark.start
    while start > 0 and mark.start - start < _ADDRESSED and lower[start - 1].isalnum():
        start -= 1
        if lower[start] == "with":
            named = source_named(scene, start + 1, mark.start, focus)
            if named is None:
                return None
            return Source(named[0], start + 1, mark.start, mark.end, len(lower), mark.value[0], named[1])
    return None


def _apposed(scene: Scene, verb: int, focus: SourceFocus) -> tuple[str, bool] | None:
    """The name in "its manager, 46-year-old Ann Lee, told Reuters": of two nouns rather the name."""
    lower, texts = scene.tokens.lower, scene.tokens.text
    while verb > 3 and lower[verb - 1] in small_words("before_saying"):
        verb -= 1
    if verb < 3 or lower[verb - 1] != ",":
        return None
    start = next((at + 1 for at in range(verb - 2, max(-1, verb - _LONGEST), -1) if lower[at] == ","), None)
    if start is None or start < 2 or not texts[verb - 2][0].isupper():
        return None
    first = verb - 2
    while first > start and texts[first - 1][0].isupper():
        first -= 1
    if first > start and not texts[start][0].isdigit():
        return None
    named = source_named(scene, first, verb - 1, focus)
    # "Karin Lothe, the finance chief of Nordlys, said"
    return named if texts[start - 2][0].islower() else None


def _told_on(scene: Scene, mark: Mark, modality: Modality, focus: SourceFocus) -> Source | None:
    """The subject of a verb that "and" joins to another: "The union called it unfair and said that 40 ..."."""
    if mark.start < 2 or scene.tokens.lower[mark.start - 1] not in {"and", "but"}:
        return None
    if mark.value[1] not in {"past", "s", "ed"} or scene.tokens.lower[mark.start] not in attribution_words(
        "speaking"
    ):
        return None
    end = phrase_end(scene, scene.opening)
    at = next(
        (at for at in range(scene.opening + 1, end) if scene.tokens.lower[at].endswith(("ed", "s"))), None
    )
    named = source_named(scene, scene.opening, at, focus) if at is not None else None
    if named is None or at is None:
        return None
    return Source(named[0], scene.opening, at, mark.end, len(scene.tokens), modality, named[1])


def _named_behind(scene: Scene, start: int, comma: int, focus: SourceFocus) -> tuple[str, bool] | None:
    """The name in "said the mayor of nearby Radeburg, Uwe Jahn"."""
    texts = scene.tokens.text
    end = comma + 1
    while end < len(texts) and scene.tokens.kind[end] == "w" and texts[end][0].isupper():
        end += 1
    is_apposed = (
        texts[comma : comma + 1] == [","] and texts[start].islower() and 2 <= end - comma - 1 <= _NAMES
    )
    if not is_apposed or (end < len(texts) and texts[end] not in {",", "."}):
        return None
    return source_named(scene, comma + 1, end, focus)


def _person_behind(scene: Scene, start: int, comma: int, focus: SourceFocus) -> tuple[str, bool] | None:
    """The name in "according to its governor, Serhiy Lysak": of one person only, not of those who tell of one."""
    roles = attribution_words("titles_of_persons") | attribution_words("spokespersons")
    if roles.isdisjoint(scene.tokens.lower[start:comma]):
        return None
    return _named_behind(scene, start, comma, focus)


def _past_addressed(scene: Scene, start: int) -> int:
    """The token behind those who are told: "told the newspaper Le Monde on Friday"."""
    lower, texts = scene.tokens.lower, scene.tokens.text
    at = start
    while at < len(lower) and at - start < _ADDRESSED and lower[at].isalnum():
        if lower[at] in small_words("subject_bounds") or (
            lower[at] in attribution_words("after_saying") and not texts[at][0].isupper()
        ):
            break
        at += 1
    return at


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
    if mark.value[1] == "s" and (following == "of" or following in small_words("have", "be", "modals")):
        # "the Baltic states have given"
        return True
    if following == "of" and mark.start and scene.tokens.lower[mark.start] in attribution_words("data"):
        # "against an earlier forecast of 270,000"
        return True
    if mark.start and mark.value[1] == "s" and scene.tokens.text[mark.start][0].isupper():
        # "the United States"
        return True
    if lower[mark.start] in {"added", "adds"}:
        # "they added 14 pumps", but "they added 14 people had died"
        added = next((place for place in scene.places if place.start == mark.end), None)
        behind = lower[added.right] if added is not None and added.right < len(lower) else "."
        return added is not None and behind in _CLOSING
    return (
        mark.value[0] == "alleged"
        and any(event.start == mark.start for event in scene.marks.events)
        and (following in {"lives", "the", "life"} or any(place.start == mark.end for place in scene.places))
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
    while at > 0 and lower[at] in small_words("before_saying"):
        at -= 1
    if lower[at] == ",":
        # "Scientists at Kestrel, a research group, estimate"
        opened = next((i for i in range(at - 1, max(0, at - _LONGEST), -1) if lower[i] == ","), 0)
        at = opened - 1 if opened > 1 else at
    for back in range(at, max(0, at - 4), -1):
        if lower[back] in bounds():
            break
        if lower[back] in {"at", "of", "in", "from"}:
            # "analysts at Oryx estimate"
            at = back - 1
            break
    previous = lower[at]
    return (previous in attribution_words("sources") or previous in attribution_words("data")) and (
        previous.endswith("s") or previous in {"data", "police", "media", "military"}
    )


def _by_source(scene: Scene, focus: SourceFocus) -> list[Source]:
    """ "a tally compiled by X", "a report by X"."""
    lower = scene.tokens.lower
    found: list[Source] = []
    if "by" not in lower:
        return found
    for at in range(1, len(lower) - 1):
        if lower[at] == "by" and (
            lower[at - 1] in attribution_words("by")
            or lower[at - 1] in attribution_words("by_nouns")
            or _is_put_by(scene, at)
            or (lower[at - 1] == "," and not attribution_words("data").isdisjoint(lower[at + 2 : at + 4]))
        ):
            end = end_of_name(scene, at + 1, phrase_end(scene, at + 1))
            named = source_named(scene, at + 1, end, focus)
            if named is not None:
                is_relative = lower[at - 1] in attribution_words("asking") and lower[at - 3] == "that"
                found.append(
                    Source(
                        named[0],
                        at + 1,
                        end,
                        max(
                            (place.start for place in scene.places if is_relative and place.end <= at),
                            default=0,
                        ),
                        len(lower),
                        "reported",
                        lower[at - 1] not in attribution_words("asking"),
                    )
                )
    return found


def _is_put_by(scene: Scene, at: int) -> bool:
    """Whether "by" names who put a figure at something: "damage was put at $80 million by the ministry"."""
    lower = scene.tokens.lower
    before = at - (lower[at - 1] == ",")
    told = next((place for place in scene.places if place.right == before), None)
    if told is None:
        return False
    window = lower[max(0, told.start - _PUT) : told.start]
    if "," in lower[told.start - 3 : told.start] or lower[told.start - 1] == "or":
        window = lower[max(0, told.start - 2 * _PUT) : told.start]
    return "at" in window and not attribution_words("put").isdisjoint(window)

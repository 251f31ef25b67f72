"""Actors and owners that no table knows, by their capitals: companies, banks, agencies."""

from __future__ import annotations

from functools import cache

from claims.extract.context_attribution import Source
from claims.extract.context_events import EventFound
from claims.extract.context_marks import Mark, small_words
from claims.extract.context_scene import Scene
from claims.extract.context_source_names import attribution_words, is_proper
from claims.extract.tokens import Tokens
from claims.extract.word_classes import FUNCTION, NUMBER, days_and_months, word_classes
from claims.extract.word_guards import WordGuard
from claims.lexicon import load_table

# An apposition, an opening noun phrase and one that acts are no longer than this.
_APPOSITION = 14
_OPENING = 8
_JOINED = 30
_LONGEST_PHRASE = 5
# "Cost" stands no further than this before what it cost.
_COST = 5
_COSTS = frozenset({"cost", "costs", "costing"})
_OWNED = frozenset({"its", "their"})
_NOT_VERBS = frozenset({"of", "were", "are", "have", "in", "for", "was", "is", "has"})
_ADVERBS = (["still"], ["also"], ["now"], ["already"], ["alone"], ["itself"])


def owner_of_measure(
    scene: Scene, index: int, cue: Mark | None, sources: list[Source], bearer: str | None
) -> str | None:
    """Whose figure it is, by a name before the cue: "Nvidia shares", "Apple's revenue", "shares of Tesla".

    Without one it is ``bearer``'s, whom the text is about, or the source's own: "Apple reported revenue of
    $95bn".
    """
    tokens = scene.tokens
    lower, texts = tokens.lower, tokens.text
    if cue is not None:
        end = cue.start
        while end > 0 and lower[end - 1] in small_words("modals", "have", "be"):
            end -= 1
        if end > 2 and lower[end - 1] in small_words("relatives") and lower[end - 2] == ",":
            # "the round was led by Sequoia, which put in $150 million"
            return _capitals(scene, end - 3, forward=False) if texts[end - 3][0].isupper() else None
        if "p" in tokens.kind[max(0, end - 2) : end]:
            # "Apple's quarterly revenue"
            end -= 1 if tokens.kind[end - 1] == "p" else 2
        if (
            cue.end < len(lower) - 1
            and lower[cue.end] in {"of", "in", "at"}
            and texts[cue.end + 1][0].isupper()
            # "cocoa futures in London" are no city's
            and not any(mark.start == cue.end + 1 and mark.value.kind == "city" for mark in scene.marks.names)
        ):
            return _capitals(scene, cue.end + 1, forward=True)
        if (
            end > 0
            and texts[end - 1][0].isupper()
            and (end - 1 > scene.opening or is_proper(scene))
            and lower[end - 1] not in small_words("not_owners")
            and not (bearer is not None and _opens_alone(scene, end - 1, bearer))
        ):
            return _capitals(scene, end - 1, forward=False)
    opener = opening_subject(scene, index, frozenset()) or acting_before(scene, index)
    if opener is not None or bearer is not None:
        return opener or bearer
    start = scene.places[index].start
    source = next((one for one in sources[::-1] if one.end <= start and not one.is_data), None)
    if source is None or not source.name[:1].isupper():
        return None
    words = source.name.lower().split()
    is_person = not {words[0], words[-1]}.isdisjoint(
        attribution_words("sources") | attribution_words("titles_of_persons")
    )
    return None if is_person else source.name


def _opens_alone(scene: Scene, at: int, bearer: str) -> bool:
    """Whether a capital is that of the sentence, in a text about a company: "Zinc output", "'Capital expenditure"."""
    texts = scene.tokens.text
    first = scene.opening
    while first < at and not texts[first][0].isalnum():
        first += 1
    return (
        at == first
        and texts[at] not in bearer.split()
        and not any(mark.start == at for mark in scene.marks.names)
    )


def proper_subject(scene: Scene, event: EventFound) -> str | None:
    """A subject that no table knows, by its capitals: "Boeing plans to lay off 17,000 workers".

    Or by what it is: "the army flew out 84 trekkers".
    """
    if event.mark is None or event.passive or event.form not in {"base", "s", "past", "ed", "ing"}:
        return None
    tokens = scene.tokens
    lower, texts = tokens.lower, tokens.text
    verb = event.mark.start
    if event.form == "ing":
        # "Halden Motors is recalling"
        if not verb or lower[verb - 1] not in small_words("be"):
            return None
        verb -= 1
    end = _subject_end(scene, verb)
    start = end
    while start > 0 and tokens.kind[start - 1] in "wa" and texts[start - 1][0].isupper():
        start -= 1
    while start < end and (lower[start] in small_words("openers") or _is_small(tokens, start)):
        start += 1
    before = start - 1
    while before > 0 and lower[before] in small_words("compass", "fillers"):
        before -= 1
    if start and lower[before] in small_words("before_name"):
        return None
    if not small_words("natural").isdisjoint(lower[start:end]):
        # a storm with a name acts for nobody
        return None
    if start == end or (start == scene.opening and end == start + 1 and not is_proper(scene)):
        return _institution(scene, end)
    return scene.text(start, end)


def proper_agent(scene: Scene, event: EventFound) -> str | None:
    """An agent that no table knows, by its capitals: "29 economists polled by Reuters"."""
    if event.mark is None or not event.passive:
        return None
    tokens = scene.tokens
    start = event.mark.end + 1
    if start >= len(tokens) or tokens.lower[start - 1] != "by":
        return None
    while start < len(tokens) - 1 and tokens.lower[start] in small_words("fillers"):
        start += 1
    if not tokens.text[start][0].isupper() or _is_small(tokens, start):
        return None
    if tokens.lower[start] in small_words("natural"):
        return None
    return _capitals(scene, start, forward=True)


def named_behind(scene: Scene, mark: Mark) -> tuple[int, int] | None:
    """The name that a people's name only tells the origin of: "the Swedish appliance maker Norrvik"."""
    if mark.value.kind != "demonym":
        return None
    tokens = scene.tokens
    at = mark.end
    if at < len(tokens) and tokens.text[at][0].isupper():
        # "the British Medical Association"
        while at < len(tokens) and tokens.kind[at] in "wa" and tokens.text[at][0].isupper():
            at += 1
        return (mark.start, at) if tokens.lower[at - 1] in small_words("bodies") else None
    while at < len(tokens) and at - mark.end < _LONGEST_PHRASE and tokens.kind[at] == "w":
        if tokens.text[at][0].isupper():
            break
        at += 1
    is_company = at > mark.end and institution_of(tokens.lower[at - 1]) == "company"
    if not is_company or at >= len(tokens) or not tokens.text[at][0].isupper():
        return None
    end = at
    while end < len(tokens) and tokens.kind[end] in "wa" and tokens.text[end][0].isupper():
        end += 1
    return at, end


def given_to(scene: Scene, index: int, names: list[Mark]) -> Mark | None:
    """Whom something is given to, by a name right before the figure: "has given Ukraine 40 tanks"."""
    lower, start = scene.tokens.lower, scene.places[index].start
    for mark in names:
        if 0 <= start - mark.end <= 1 and mark.start and lower[mark.start - 1] in small_words("giving"):
            return mark
    return None


def acting_before(scene: Scene, index: int) -> str | None:
    """An institution that opens the sentence, right before its verb: "The finance ministry has promised"."""
    lower = scene.tokens.lower
    if not _INSTITUTIONS.stands_in(scene.tokens):
        return None
    known = _institutions()
    for at in range(1, min(_OPENING, scene.places[index].start)):
        if lower[at] not in known:
            continue
        behind = at + 1 + (lower[at + 1 : at + 2] in _ADVERBS)
        following = lower[behind] if behind < len(lower) else ""
        # "the bank details of 310,000 people" opens with no bank
        is_noun = following.endswith("s") and not _NOT_VERBS.isdisjoint(lower[behind + 1 : behind + 2])
        if following in small_words("modals", "have", "be") or (
            following.isalpha() and following.endswith(("ed", "s")) and not is_noun
        ):
            return _institution(scene, at + 1) if following not in known else None
    return None


def _institution(scene: Scene, end: int) -> str | None:
    """The noun phrase before ``end``, if it is one that acts: "the finance ministry"."""
    tokens = scene.tokens
    if not end or not institution_of(tokens.lower[end - 1]):
        return None
    start = end - 1
    while start > 0 and end - start < _LONGEST_PHRASE and tokens.kind[start - 1] == "w":
        word = tokens.lower[start - 1]
        if word in small_words("before_name", "determiners", "openers", "breaks") or _is_small(
            tokens, start - 1
        ):
            break
        start -= 1
    if start and (tokens.lower[start - 1] in small_words("before_name") or tokens.lower[start - 1] in _OWNED):
        # "its government has": of the one in focus
        return None
    return scene.text(start, end)


def institution_of(name: str) -> str | None:
    """Whether a name ends in a noun for a company ("company") or for a part of a state ("state")."""
    return _institutions().get(name.lower().rpartition(" ")[2])


@cache
def _institutions() -> dict[str, str]:
    table = load_table("places")["institutions"]
    return {noun: kind for kind in ("company", "state") for noun in table[kind]}


_INSTITUTIONS = WordGuard(_institutions)


def _is_small(tokens: Tokens, at: int) -> bool:
    """Whether a capitalised word is none of a name: "Seven", "Were", "September" ("October had cost 42,000")."""
    word = tokens.lower[at]
    return (
        bool(word_classes().get(word, 0) & (NUMBER | FUNCTION)) or word in days_and_months()
    ) and not tokens.text[at][1:].isupper()


def _subject_end(scene: Scene, verb: int) -> int:
    """Where the subject of a verb ends, before auxiliaries, "plans to" and appositions."""
    lower = scene.tokens.lower
    verbs = {
        mark.start for mark in scene.marks.sayings if mark.value[0] in {"planned", "possible", "demanded"}
    }
    end = verb
    while end > 0 and (
        lower[end - 1] in small_words("modals")
        or lower[end - 1] in small_words("have")
        or lower[end - 1] in {"to", "not", "also", "alone", "still", "now"}
        or lower[end - 1].endswith("ly")
        or end - 1 in verbs
    ):
        end -= 1
    end -= end < verb and lower[end - 1] in small_words("held_to")
    if end > 1 and lower[end] in small_words("held_to") and lower[end - 1] in small_words("be"):
        # "The ARF is thought to have killed"
        while end > 0 and lower[end - 1] in small_words("modals", "have", "be"):
            end -= 1
    if end > 2 and lower[end - 1] in small_words("relatives") and lower[end - 2] == ",":
        # "Nimbora, which has 9,000 employees"
        return end - 2
    if end > 2 and lower[end - 1] == ",":
        # "Nordlys Yards, the shipbuilder, will cut"
        opened = next((at for at in range(end - 2, max(0, end - _APPOSITION), -1) if lower[at] == ","), None)
        if opened is not None and lower[opened + 1] in small_words("determiners", "relatives"):
            return opened
    return end


def teller_meant(scene: Scene, event: EventFound, sources: list[Source]) -> str | None:
    """The source itself, where a pronoun stands for it: "Tesco said it would hire 3,000 workers"."""
    if event.mark is None or event.passive:
        return None
    lower = scene.tokens.lower
    at = event.mark.start - 1
    while at > 0 and (lower[at] in small_words("modals", "have") or lower[at] in {"to", "not", "also", "be"}):
        at -= 1
    if event.form == "base" and lower[at] == "and":
        # "said it would invest $7 billion and hire 1,600 people"
        at = next(
            (one for one in range(at - 1, max(0, at - _JOINED), -1) if lower[one] in small_words("modals")), 0
        )
        at -= 1
    if at < 1 or not {"it", "they"} & {lower[at]} | {"its", "their"} & {lower[at - 1]}:
        return None
    source = next((one for one in sources[::-1] if one.end <= at and not one.is_data), None)
    if source is None:
        return None
    words = source.name.lower().split()
    is_one = source.name[:1].isupper() and words[-1] not in attribution_words("sources")
    return source.name if is_one or institution_of(words[-1]) == "state" else None


def opening_subject(scene: Scene, index: int, naming: frozenset[int]) -> str | None:
    """A name of capitals that opens the sentence, right before its verb: "Toyota recalled 1.1m cars"."""
    tokens = scene.tokens
    first, start = scene.opening, scene.places[index].start
    first = _past_description(tokens, first, start)
    end = first
    while end < start and tokens.kind[end] in "wa":
        if not tokens.text[end][0].isupper() and not _is_of_name(tokens, end, first):
            break
        end += 1
    if not first < end < start or first in naming or tokens.lower[first] in small_words("before_name"):
        return None
    verb = tokens.lower[end]
    if verb == "," and tokens.lower[end + 1] in small_words("relatives", "determiners"):
        # "The European Central Bank, which targets 2%, has left"
        return _capitals(scene, end - 1, forward=False) if end - first > 1 else None
    if not verb.endswith(("ed", "s")) and verb not in small_words("modals", "have", "past_verbs"):
        return None
    if verb.endswith("s") and any(
        mark.start == end for mark in (*scene.marks.measures, *scene.marks.concepts)
    ):
        # "Online sales grew"
        return None
    if scene.parted(first, start) or (end == first + 1 and not is_proper(scene)):
        return None
    if any(
        end <= mark.start < start and mark.value[1] != "base"
        for mark in scene.near(scene.marks.sayings, index)
    ):
        return None
    while first < end and tokens.lower[first] in small_words("openers"):
        first += 1
    known = next(
        (mark.value.actor for mark in scene.marks.names if mark.start <= first and end <= mark.end), None
    )
    return known or (scene.text(first, end) if first < end and not _is_small(tokens, first) else None)


def _past_description(tokens: Tokens, first: int, stop: int) -> int:
    """The token behind words that say what a name is: "The opposition Green Front", "The Taiwanese chipmaker Orbion"."""
    if first >= stop or tokens.lower[first] not in {"the", "a", "an"}:
        return first
    at = first + 1
    while at < min(stop, first + _LONGEST_PHRASE) and tokens.kind[at] in "wa":
        if tokens.lower[at] in small_words("within_names", "oblique"):
            return first
        if tokens.text[at][0].isupper() and tokens.text[at - 1].islower() and at > first + 1:
            # the name behind the noun, not the people's name before it
            return at
        at += 1
    return first


def _is_of_name(tokens: Tokens, at: int, first: int) -> bool:
    """Whether "of" stands within a name: "the Bank of England"."""
    return at > first and tokens.lower[at] in {"of", "for"} and tokens.text[at + 1][0].isupper()


def _capitals(scene: Scene, at: int, forward: bool) -> str | None:
    """The run of capitalised words that starts, or ends, with token ``at``."""
    tokens = scene.tokens
    start = end = at
    while end < len(tokens) and tokens.text[end][0].isupper() and (forward or end == at):
        end += 1
    while not forward and start > 0 and tokens.text[start - 1][0].isupper():
        start -= 1
    while start < end and (tokens.lower[start] in small_words("openers") or _is_small(tokens, start)):
        start += 1
    if start == end or end - start == len(tokens.text[start]) == 1:
        return None
    known = next(
        (mark.value.actor for mark in scene.marks.names if mark.start <= start and end <= mark.end), None
    )
    return known or scene.text(start, end)


def cost_to(scene: Scene, index: int) -> str | None:
    """Whom something cost money: "tariffs had cost the group 6 million"."""
    tokens, start = scene.tokens, scene.places[index].start
    first = next(
        (at for at in range(start - 1, max(-1, start - _COST), -1) if tokens.lower[at] in _COSTS), None
    )
    if first is None or first + 1 >= start:
        return None
    if tokens.lower[start - 1] in load_table("places")["institutions"]["company"]:
        return tokens.lower[start - 1]
    is_name = all(tokens.text[at][0].isupper() for at in range(first + 1, start))
    return scene.text(first + 1, start) if is_name else None

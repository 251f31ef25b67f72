"""Dates that are told of something else in the sentence: of the figure held against, of a clause before, of what is to come."""

from __future__ import annotations

from bisect import bisect_left

from claims.extract.context_marks import small_words
from claims.extract.context_scene import Scene
from claims.extract.sentences import Sentence
from claims.extract.tokens import Tokens
from claims.extract.word_classes import NUMBER, bits_of
from claims.model import DateMention, Document

# A figure and its date stand within this many tokens behind the word that holds another figure against them.
_HELD = 12
# The verb of a clause stands within this many tokens behind "and" or "but".
_VERB = 3
# "Since" may open a clause this many tokens before its date.
_SINCE = 14
_AGAINST = frozenset({"against", "versus", "vs", "than"})
_LEADING = frozenset({"the", "in", "on", "during", "at", "of"})
_WHO = frozenset({"it", "they", "he", "she", "we"})
_FORMER = frozenset({"previous", "prior", "preceding"})
_STOPS = frozenset({",", ";", ":"})
_COMPARED = frozenset({("compared", "with"), ("compared", "to"), ("up", "from"), ("down", "from")})
_JOINTS = frozenset({"and", "but", ";", "which", "who"})
_PARTING = frozenset({"but", ";", "though", "although", "while", "whereas"})


def is_apart(scene: Scene, index: int, date: DateMention, document: Document, *, is_told: bool) -> bool:
    """Whether a date of the sentence is told of something other than a figure.

    ``is_told``: the figure is told as a fact, and no plan or guess.
    """
    if date.span[0] > scene.quantities[index].span[1]:
        return (
            _is_standard(scene, date)
            or _is_of_figure_held_against(scene, index, date)
            or (_tells_start(scene, date) and not small_words("relatives").isdisjoint(_before(scene, date)))
        )
    if date.start is None or date.role != "event":
        return False
    place, lower = scene.places[index], scene.tokens.lower
    behind = bisect_left(scene.tokens.start, date.span[1])
    published = document.published
    if published is not None and is_told and date.start > published.replace(tzinfo=None):
        # "is to vaccinate 600 from 2 June; 200 doses are in stock"
        return not _PARTING.isdisjoint(lower[behind : place.start])
    is_past = published is None or (date.end is not None and date.end <= published.replace(tzinfo=None))
    if is_past and is_told and _goes_on_in_present(lower, behind, place.start):
        return True
    return _tells_start(scene, date) and lower[behind : behind + 1] not in (["with"], ["at"])


def _tells_start(scene: Scene, date: DateMention) -> bool:
    """Whether a year is that in which something began: "founded in 1951"."""
    return date.precision == "year" and not small_words("begun_then").isdisjoint(_before(scene, date)[-2:])


def _before(scene: Scene, date: DateMention) -> list[str]:
    """The few words before a date."""
    first = bisect_left(scene.tokens.start, date.span[0])
    return scene.tokens.lower[max(0, first - 4) : first]


def is_held_against(sentence: Sentence, date: DateMention) -> bool:
    """Whether a date is that of another figure: "4% more than in May 2025", "less than the 334 taken in September"."""
    tokens = sentence.tokens
    return _held_against(tokens, bisect_left(tokens.start, date.span[0])) is not None


def is_opened_by_since(tokens: Tokens, date: DateMention) -> bool:
    """Whether a date tells when that happened since which something is counted: "Since the city fell on 26 October"."""
    if date.role != "event" or date.start is None:
        return False
    lower = tokens.lower
    first = bisect_left(tokens.start, date.span[0])
    for at in range(first - 1, max(-1, first - _SINCE), -1):
        if lower[at] == "since":
            return True
        if not lower[at].isalnum():
            return False
    return False


def _held_against(tokens: Tokens, before: int) -> int | None:
    """The token that holds against another figure what stands before the token ``before``."""
    lower = tokens.lower
    for at in range(before - 1, max(-1, before - _HELD), -1):
        if lower[at] in _STOPS:
            return None
        if at > 0 and (lower[at - 1], lower[at]) in _COMPARED:
            return at
        if lower[at] in _AGAINST:
            # "more than 400 in May" and "a raid against rebels on Friday" compare nothing
            leads = at + 1 == before or lower[at + 1] in _LEADING | _WHO
            holds = lower[at] != "than" and any(
                bits_of(tokens, one) & NUMBER or lower[one][0].isdigit() for one in range(at + 1, before)
            )
            return at if leads or holds else None
    return None


def _is_standard(scene: Scene, date: DateMention) -> bool:
    """Whether a date is only that of what a change is counted from: "a fall of 14% on the previous week"."""
    lower = scene.tokens.lower
    start = bisect_left(scene.tokens.start, date.span[0])
    is_former = not _FORMER.isdisjoint(date.text.lower().split()[:2])
    return is_former and start > 0 and lower[start - 1] in {"on", "from", "over", "than"}


def _is_of_figure_held_against(scene: Scene, index: int, date: DateMention) -> bool:
    """Whether a date behind a figure closes the one it is held against: "418, compared with 1,050 in 2021"."""
    start = bisect_left(scene.tokens.start, date.span[0])
    at = _held_against(scene.tokens, start)
    if at is None or at < scene.places[index].end:
        return False
    # "£30m lower than it had forecast in March"
    return bool(scene.places_between(at, start)) or scene.tokens.lower[at + 1] in _WHO


def _goes_on_in_present(lower: list[str], behind: int, figure: int) -> bool:
    """Whether the clause of a figure tells of now, and the one before it of a date: "raised 350 in May and employs 640"."""
    for at in range(behind, figure):
        if lower[at] in _JOINTS and not small_words("present_states").isdisjoint(
            lower[at + 1 : min(figure, at + 1 + _VERB)]
        ):
            return True
    return False

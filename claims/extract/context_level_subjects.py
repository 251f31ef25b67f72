"""The subject of the verb that tells a level: "plate cost 15% more", "the river stood at 8.3 metres"."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from claims.extract.context_marks import Mark, small_words
from claims.extract.context_phrases import noun_phrase, phrase_of
from claims.extract.context_scene import Scene
from claims.extract.determiners import past_determiners
from claims.extract.noun_phrases import Range
from claims.extract.word_classes import bits_of, is_participle, listed

# A subject stands no further before its figure, one of the same sentence's second verb no further before that.
_BACK = 24
_SECOND = 7
_JOINTS = frozenset({"and", "but", "while", "whereas", "as", ",", ";"})
# Between what somebody raised and the figure: "raised its forecast to 3%".
_LED_TO = frozenset({"to", "by", "from", "at"})
_OBJECT = 8
# "Children made up 46% of the dead".
_MAKING = {
    **dict.fromkeys(("make", "makes", "made", "making"), "up"),
    **dict.fromkeys(("account", "accounts", "accounted", "accounting"), "for"),
}


def subject_of_level(scene: Scene, index: int) -> Range | None:
    """The subject of the verb that tells a level: "plate cost 15% more", "the river stood at 8.3 metres"."""
    tokens = scene.tokens
    lower = tokens.lower
    figure = scene.places[index].start
    sayings = scene.near(scene.marks.sayings, index)
    start = scene.clause_start(figure)
    for mark in sayings:
        if start < mark.end < figure:
            start = mark.end
    first = start
    if "that" in tokens.words:
        first = next(
            (at + 1 for at in range(figure - 1, max(start, figure - _BACK), -1) if lower[at] == "that"), start
        )
    first = _past_opening(scene, first, figure)
    is_money = scene.quantities[index].kind == "money"
    verbs = _level_verbs(is_money)
    found = _object(scene, index) or _second_subject(scene, index, first, verbs)
    if found is not None or figure - first > _BACK:
        return found
    verb = next(
        (
            at
            for at in range(first + 1, figure)
            if (lower[at] in verbs and not _is_noun_here(lower, at))
            or (is_money and _costs(scene, at, figure))
            or (not is_money and lower[at].endswith("ed") and _is_level_verb(scene, at, figure))
        ),
        None,
    )
    if verb is None:
        return _before_comma(scene, first, figure)
    if index and scene.quantities[index].kind == "number" and scene.places[index - 1].start > verb:
        # "the wardens counted 14,000 people in April, 41,000 in May"
        return None
    first = _clause_opening(scene, first, verb)
    end = _before_apposition(scene, first, verb)
    while end > first and (
        lower[end - 1] in {",", "though", "however", "also", "still"} or lower[end - 1].endswith("ly")
    ):
        end -= 1
    return noun_phrase(scene, first, end)


def _is_level_verb(scene: Scene, at: int, figure: int) -> bool:
    """Whether a past tense may tell a level: not one that somebody does to so much ("Customs intercepted 44 tonnes")."""
    tokens = scene.tokens
    if not is_participle(tokens.lower[at], bits_of(tokens, at)):
        return False
    events = scene.marks.events
    position = bisect_left(events, (at,))
    if at + 1 < figure or position == len(events) or events[position].start != at:
        return True
    return all(one.intransitive or one.form not in {"past", "ed"} for one in events[position].value)


def _before_apposition(scene: Scene, first: int, verb: int) -> int:
    """Where a subject ends that more is told of: "The shares, a member of the MDax index, fell"."""
    lower = scene.tokens.lower
    if lower[verb - 1] != ",":
        return verb
    opened = next((at for at in range(first + 1, verb - 2) if lower[at] == ","), None)
    is_told = opened is not None and lower[opened + 1] in small_words("determiners", "relatives")
    return opened if opened is not None and is_told else verb


def _is_noun_here(lower: list[str], at: int) -> bool:
    """Whether a form like "costs" is rather the subject of the verb behind it."""
    return lower[at] in small_words("cue_verbs") and lower[at + 1] in small_words("be", "have", "modals")


def part_making_up(scene: Scene, index: int) -> Range | None:
    """What a share is that something has of a whole: "Children, most of them girls, made up 46% of the dead"."""
    tokens, lower = scene.tokens, scene.tokens.lower
    figure = scene.places[index].start
    verb = figure - 2
    if verb < 1 or lower[figure - 1] != _MAKING.get(lower[verb]):
        return None
    first = max(scene.clause_start(figure), scene.opening)
    commas = [at for at in range(first + 1, verb) if lower[at] == ","]
    if len(commas) > 1 and commas[-1] == verb - 1:
        # behind an apposition
        verb = commas[0]
    return phrase_of(scene, Mark(verb - 1, verb, None)) if tokens.kind[verb - 1] == "w" else None


def _costs(scene: Scene, at: int, figure: int) -> bool:
    """Whether "cost" is a verb, with the figure or who pays it behind: "duties cost the group $390 million"."""
    tokens = scene.tokens
    if tokens.lower[at] not in {"cost", "costs"}:
        return False
    following = tokens.lower[at + 1]  # the figure, if no other
    return at + 1 == figure or following in small_words("determiners") or tokens.text[at + 1][0].isupper()


def _object(scene: Scene, index: int) -> Range | None:
    """What somebody raised or cut: "lifted its dividend by 5% to 12p"."""
    lower, at = scene.tokens.lower, scene.places[index].start
    while index and lower[at - 1] in _LED_TO and scene.places[index - 1].end == at - 1:
        # the object stands before the change
        index -= 1
        at = scene.places[index].start
    if at < _OBJECT // 2 or lower[at - 1] not in _LED_TO:
        return None
    for verb in range(at - 2, max(at - _OBJECT, -1), -1):
        if lower[verb] == "," or scene.holds_figure(verb):
            return None
        if lower[verb] in small_words("raising"):
            start = past_determiners(scene.tokens, verb + 1)
            return noun_phrase(scene, start, at - 1) if verb + 1 < start < at - 1 else None
    return None


def _second_subject(scene: Scene, index: int, first: int, verbs: frozenset[str]) -> Range | None:
    """The subject of a later verb: "the margin rose to 12% and net debt fell 8%"."""
    tokens, lower = scene.tokens, scene.tokens.lower
    others = [place.end for place in scene.places[:index] if place.start >= first] if index else ()
    if not others:
        return None
    figure = scene.places[index].start
    verb = next((at for at in range(figure - 1, others[0], -1) if lower[at] in verbs), None)
    if verb is None:
        return None
    for joint in range(verb - 2, max(others[0] - 1, verb - _SECOND), -1):
        if scene.holds_figure(joint) or tokens.kind[joint] == "s":
            return None
        if lower[joint] in _JOINTS:
            found = noun_phrase(scene, joint + 1, verb)
            head = tokens.text[found[1] - 1] if found is not None else ""
            # a name does something
            return found if head.islower() or head.isupper() else None
    return None


def _past_opening(scene: Scene, first: int, figure: int) -> int:
    """The token behind what opens a sentence up to a comma: "Compared with May, ..."."""
    lower = scene.tokens.lower
    while first < figure and not lower[first].isalnum():
        first += 1
    if lower[first:figure].count(",") != 1 or lower[first] not in small_words("opening_phrases"):
        return first
    behind = lower.index(",", first) + 1
    return behind if behind < figure - 1 else first


def _clause_opening(scene: Scene, first: int, verb: int) -> int:
    """Where the subject of a verb may begin: behind "as"."""
    lower = scene.tokens.lower
    if "as" not in scene.tokens.words:
        return first
    opened = next(
        (
            at + 1
            for at in range(verb - 2, first, -1)
            if lower[at] == "as"
            and lower[at - 1] not in {"such", "well"}
            and lower[at + 1] not in {"of", "well"}
        ),
        first,
    )
    return max(first, opened)


@cache
def _level_verbs(is_money: bool) -> frozenset[str]:
    """The verbs whose subject has a level: fewer where it may be what is paid."""
    verbs = small_words("be", "have", "modals") | listed("level_verbs")
    return verbs if is_money else verbs | small_words("cue_verbs")


def _before_comma(scene: Scene, first: int, figure: int) -> Range | None:
    """ "Joblessness, at 5.7%, remains high"."""
    lower = scene.tokens.lower
    if figure - first < 3 or lower[figure - 1] != "at" or lower[figure - 2] != ",":
        return None
    return noun_phrase(scene, first, figure - 2)

"""Which of the names before a word is its subject."""

from __future__ import annotations

from claims.extract.context_marks import Mark, Name, small_words
from claims.extract.context_places import is_where
from claims.extract.context_scene import Scene

# An apposition opens within this many tokens before a name in it.
_APPOSITION = 6
_ATTACKS = frozenset({"struck", "launched"})


def names_actor(scene: Scene) -> bool:
    """Whether a sentence names anyone who could act."""
    return any(mark.value.actor is not None for mark in scene.marks.names)


def subject(
    scene: Scene, names: list[Mark], before: int, where: Mark | None, own: Mark | None
) -> Mark | None:
    """The name before ``before`` that looks most like the subject."""
    best: Mark | None = None
    best_score = 0
    for mark in names:
        if mark.end > before:
            break
        name: Name = mark.value
        if name.actor is None or mark is where or mark is own or _is_label(scene, mark):
            continue
        if name.kind == "place" and is_where(scene, mark):
            continue
        if any(
            one.left <= mark.start < one.right for one in scene.places_between(mark.start - 8, mark.end + 8)
        ):
            # "it had hit 15 Hamas targets and killed six militants"
            continue
        if _joined_clause(scene, mark, before):
            continue
        if _another_subject(scene.tokens.lower, mark.end, before) or is_apposed(scene, mark, before):
            continue
        score = _subject_score(scene, mark)
        if score > 0 and score >= best_score:
            best, best_score = mark, score
    return best


def _is_label(scene: Scene, mark: Mark) -> bool:
    """Whether a name only tells where a headline is of: "DR Congo: Attack in the south kills 7"."""
    lower = scene.tokens.lower
    is_told = bool(scene.marks.events or scene.marks.measures)
    return is_told and mark.start == scene.opening and lower[mark.end : mark.end + 1] == [":"]


def _another_subject(lower: list[str], start: int, end: int) -> bool:
    """Whether a clause with a subject of its own begins between: "Spain sent 5, while Britain said it ..."."""
    return any(
        lower[at] in {"while", "whereas", ";"} and not lower[at + 1].endswith("ing")
        for at in range(start, min(end, len(lower) - 1))
    )


def _joined_clause(scene: Scene, mark: Mark, before: int) -> bool:
    """Whether "and" opens a clause with another name: "Britain promised 1, and the United Nations released 5"."""
    lower = scene.tokens.lower
    for other in scene.marks.names:
        if other.start <= mark.end or other.end >= before or other.value.actor is None:
            continue
        at = other.start - 1
        at -= lower[at] == "the"
        if lower[at] not in {"and", "but"} or lower[at - 1] != ",":
            continue
        if lower[other.end].endswith(("ed", "s")) or any(
            one.start == other.end for one in scene.marks.sayings
        ):
            return True
    return False


def is_apposed(scene: Scene, mark: Mark, before: int) -> bool:
    """Whether a name only tells more of the subject: "Nordlys Yards, the German-Norwegian shipbuilder, will"."""
    lower, texts = scene.tokens.lower, scene.tokens.text
    comma = next(
        (at for at in range(mark.start - 1, max(0, mark.start - _APPOSITION), -1) if lower[at] == ","), 0
    )
    if not comma or lower[comma + 1] not in small_words("determiners", "relatives"):
        return False
    return texts[comma - 1][0].isupper() and "," in lower[mark.end : before]


def _subject_score(scene: Scene, mark: Mark) -> int:
    lower, texts = scene.tokens.lower, scene.tokens.text
    at = mark.start - 1
    while at >= 0 and (lower[at] in small_words("fillers") or lower[at] in small_words("compass")):
        at -= 1
    previous = lower[at] if at >= 0 else ""
    if previous in {"and", "or"} and any(
        one.end == at and one.value.place is not None and is_where(scene, one) for one in scene.marks.names
    ):
        # "in San Jose and Taipei"
        return 0
    score = 2
    if previous in {"after", "before", "since", "until"} and _has_verb(scene, mark.end):
        # "hours after Russia fired 29 missiles"
        score += 2
    elif previous in small_words("before_name"):
        score -= 4 if previous not in {"and", "or"} else 1
    elif at < 0 or previous in {",", "that", ":", ";", "as", "“", '"', "—"}:
        score += 2
    if any(event.end == mark.start and _attacks(event) for event in scene.marks.events):
        # "gunmen attacked Israel"
        return 0
    name: Name = mark.value
    following = lower[mark.end] if mark.end < len(lower) else ""
    if name.kind == "city" and not name.actor:
        return 0
    if following in {"'s", "’s"} or name.kind == "demonym":
        score += 1
    elif (
        following in small_words("have")
        or following in small_words("be")
        or following in small_words("modals")
    ):
        score += 3
    elif following.endswith(("ed", "s")) or any(event.start == mark.end for event in scene.marks.events):
        score += 2
    elif mark.end < len(lower) and texts[mark.end][0].isupper():
        score += 1
    return score


def _attacks(event: Mark) -> bool:
    """Whether a word tells of an attack by somebody, in the active voice."""
    return any(one.event in _ATTACKS and one.form in {"past", "ed", "s", "ing"} for one in event.value)


def _has_verb(scene: Scene, at: int) -> bool:
    """Whether a finite verb of an event stands at a token."""
    return any(
        mark.start == at and any(one.form in {"past", "ed", "s"} for one in mark.value)
        for mark in scene.marks.events
    )

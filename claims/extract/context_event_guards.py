"""Words that would tell of an event, but not of this quantity: names, verbs of saying, what befell others."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from claims.extract.context_marks import Mark, small_words
from claims.extract.context_scene import Scene
from claims.lexicon import load_table

# "Of the last 250", "Of all 250": words before a whole that opens a sentence.
_OPENING = 4
# Who raids stands within this many tokens of the word.
_RAIDING = 8
# What joins a clause with a subject of its own, behind a comma.
_CLAUSES = frozenset({"and", "but", "while"})


def is_left_out(lower: list[str], start: int) -> bool:
    """ "All but two of the miners were rescued": it did not happen to the two."""
    return start > 1 and lower[start - 1] == "but" and lower[start - 2] in ("all", "everyone", "everybody")


def is_told_of_part(scene: Scene, index: int, mark: Mark) -> bool:
    """Whether the word tells what happened to some of a whole that a sentence opens with."""
    place, lower = scene.places[index], scene.tokens.lower
    if place.start > _OPENING or index + 1 >= len(scene.places) or lower[0] != "of":
        return False
    part = scene.places[index + 1]
    return mark.start >= part.end and "," in lower[place.right : part.start]


def is_of_other_clause(scene: Scene, index: int, mark: Mark) -> bool:
    """Whether a figure has a verb of its own behind a word that told of others.

    "Three people were trapped, and 120 workers were at the scene", "the survey of 214 reefs found that 41 percent".
    """
    place, lower = scene.places[index], scene.tokens.lower
    gap = lower[mark.end : place.left]
    if "that" in gap:
        that = mark.end + gap.index("that")
        if any(one.end == that for one in scene.near(scene.marks.sayings, index)):
            return True
    if not any(one == "," and two in _CLAUSES for one, two in pairwise(gap)):
        return False
    at = place.right
    for other in scene.places[index + 1 :]:
        if lower[at : other.left] not in (["with"], ["and"]):
            break
        at = other.right
    return at < len(lower) and lower[at] in small_words("be", "have", "modals")


def is_noun(scene: Scene, mark: Mark) -> bool:
    """Whether the word is no verb here: part of a name ("Fire Point's staff", "Operation Strike"), or a plural that opens
    the sentence ("Houses destroyed: 2,240")."""
    text = scene.tokens.text
    if mark.start == 0 and all(trigger.form == "s" for trigger in mark.value):
        return True
    if not text[mark.start][:1].isupper() or scene.sentence.section in ("headline", "summary"):
        return False
    beside = text[mark.end : mark.end + 1] + text[max(0, mark.start - 1) : mark.start]
    # A text in capitals has no names that could be told.
    return any(word[:1].isupper() and word[1:].islower() for word in beside)


def is_saying(scene: Scene, index: int, at: int) -> bool:
    """Whether the word that tells of an event is a verb of saying here."""
    return any(one.start == at and one.value[1] != "base" for one in scene.near(scene.marks.sayings, index))


def is_police_raid(scene: Scene, mark: Mark) -> bool:
    """Whether those who raid are police, who search and strike nothing: "officers raided three bakeries"."""
    lower = scene.tokens.lower
    if not lower[mark.start].startswith("raid"):
        return False
    return not _raiders().isdisjoint(lower[max(0, mark.start - _RAIDING) : mark.end + _RAIDING])


@cache
def _raiders() -> frozenset[str]:
    return frozenset(load_table("events")["raiders"])


def hits_counted(scene: Scene, mark: Mark) -> bool:
    """Whether what struck did so at a number of places: "54 drones hit 33 sites" tells of those that got through."""
    return scene.tokens.lower[mark.start].startswith(("hit", "str")) and any(
        mark.end <= place.start <= mark.end + 1 for place in scene.places
    )

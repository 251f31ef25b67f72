"""Who attacks whom, as the first sentences of a text tell it, with or without figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from claims.extract.context_marks import ENEMY, OWN_SIDE, Mark, small_words
from claims.extract.context_places import country_of
from claims.extract.context_scene import Scene, lay_out
from claims.extract.sentences import Sentence
from claims.lexicon import load_table

# An attack that a text is about is told in one of this many sentences.
_LEAD = 6
# Whom a text calls the enemy stands in the first of its sentences.
_READ = 60
# Whom it hits stands within this many tokens behind it: "launched a wave of drones and missiles at the city of".
_OBJECT = 12
# And whose attack it is within this many before: "Russian drone and missile attack".
_OWNER = 4
# Between those who tell and "said": "Ukraine's air force command said".
_TOLD = 5
_ATTACKS = frozenset({"launched", "struck"})
_AIMED = frozenset({"on", "against", "at"})
_ACTIVE = frozenset({"past", "ed", "s"})
_SIDES = frozenset({ENEMY, OWN_SIDE})


def attack_told(sentences: Sequence[Sentence]) -> tuple[str | None, str | None]:
    """Return who attacks and who is attacked; ``None`` for what no sentence of the first few tells."""
    attacker: str | None = None
    attacked: str | None = None
    for sentence in sentences[:_LEAD]:
        scene = lay_out(sentence, ())
        if not scene.marks.names:
            continue
        for mark in scene.marks.events:
            if not any(trigger.event in _ATTACKS for trigger in mark.value):
                continue
            by, on = _sides(scene, mark)
            if by is not None and (by == on or by in _SIDES):
                continue
            attacker, attacked = attacker or by, attacked or on
    return attacker, attacked if attacked != attacker else None


def enemy_of(own: str, sentences: Sequence[Sentence]) -> str | None:
    """The other country that sentences name most, for a text of the country ``own`` that tells of an enemy."""
    named = Counter(
        mark.value.actor
        for sentence in sentences[:_READ]
        for mark in lay_out(sentence, ()).marks.names
        if mark.value.actor != own and country_of(mark.value.actor) == mark.value.actor is not None
    )
    # of equals the one named first
    return max(named, key=named.__getitem__) if named else None


def sides_of_war(sentences: Sequence[Sentence]) -> tuple[str | None, str | None]:
    """Who attacks and who is attacked in the war of the country whose places sentences name most, if it is in one."""
    named = Counter(
        country_of(mark.value.place)
        for sentence in sentences[:_READ]
        for mark in lay_out(sentence, ()).marks.names
        if mark.value.place is not None
    )
    country = max(named, key=named.__getitem__) if named else None
    attacker = load_table("places")["wars"].get(country)
    return (attacker, country) if attacker is not None else (None, None)


def _sides(scene: Scene, mark: Mark) -> tuple[str | None, str | None]:
    """Who attacks and whom, as one word for an attack has it."""
    lower = scene.tokens.lower
    forms = {trigger.form for trigger in mark.value if trigger.event in _ATTACKS}
    names = [one for one in scene.marks.names if one.start >= scene.opening]
    before = [one for one in names if one.end <= mark.start and one.value.actor is not None]
    is_noun = mark.start == 0 or lower[mark.start - 1] in small_words("determiners")
    if "noun" in forms and (is_noun or forms.isdisjoint(_ACTIVE)):
        behind = lower[mark.end : mark.end + 1]
        by = before[-1].value.actor if before and mark.start - before[-1].end <= _OWNER else None
        is_owner = by is not None and _owns(scene, before[-1], mark)
        on = _country_behind(scene, names, mark.end + 1) if behind and behind[0] in _AIMED else None
        return by if is_owner else None, on
    passive = mark.start > 0 and lower[mark.start - 1] in small_words("be")
    if passive or forms.isdisjoint(_ACTIVE) or not before:
        return None, None
    if _behind(scene, before[-1]) in small_words("before_name") or scene.parted(before[-1].end, mark.start):
        return None, None
    by = next((one for one in names if one.start > mark.end and _behind(scene, one) == "by"), None)
    if by is not None and by.start - mark.end < _OBJECT:
        # "drones launched by Russia"
        return by.value.actor, None
    on = _country_behind(scene, names, mark.end)
    return (before[-1].value.actor if on is not None else None), on


def _owns(scene: Scene, name: Mark, attack: Mark) -> bool:
    """Whether it is the attack of those named before: "Russian drone attack", "Israel's raid", not "Kyiv under attack"."""
    between = scene.tokens.lower[name.end : attack.start]
    is_owner = name.value.kind in {"demonym", "people", "actor"} or between[:1] in (["'s"], ["’s"])
    return is_owner and small_words("punctuation", "before_name").isdisjoint(between)


def _behind(scene: Scene, name: Mark) -> str:
    """The word before a name and its articles."""
    lower = scene.tokens.lower
    at = name.start - 1
    while at > 0 and lower[at] in small_words("fillers", "compass"):
        at -= 1
    return lower[at] if at >= 0 else ""


def _is_teller(scene: Scene, name: Mark) -> bool:
    """Whether it is told by those named: ", Ukraine's air force said", "according to Ukraine"."""
    lower = scene.tokens.lower
    if "according" in lower[max(0, name.start - 3) : name.start]:
        return True
    follows = lower[name.start - 1] in {",", ";"} or scene.tokens.lower[name.end : name.end + 1] in (
        ["'s"],
        ["’s"],
    )
    return follows and any(0 <= one.start - name.end <= _TOLD for one in scene.marks.sayings)


def _country_behind(scene: Scene, names: list[Mark], start: int) -> str | None:
    """The country of the first name behind a token."""
    for one in names:
        if start <= one.start <= start + _OBJECT and scene.tokens.lower[one.end : one.end + 1] != ["-"]:
            if "with" in scene.tokens.lower[start : one.start] or scene.parted(start, one.start):
                return None
            if _behind(scene, one) in {"by", "from"} or _is_teller(scene, one):
                return None
            return one.value.actor or country_of(one.value.place)
    return None

"""Who did it and to whom."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from claims.extract.context_events import EventFound, frame, is_of
from claims.extract.context_marks import Mark, small_words
from claims.extract.context_owners import given_to, named_behind, proper_agent, proper_subject
from claims.extract.context_place_lists import listed_place, town_before
from claims.extract.context_places import country_of, find_place, name_of_place, nameless_part
from claims.extract.context_scene import Scene
from claims.extract.context_subjects import is_apposed, subject
from claims.extract.word_guards import WordGuard

_PRONOUNS = WordGuard(lambda: small_words("pronouns"))
_POSSESSIVE = frozenset({"its", "their"})
# A subject of a demonym has no more nouns than these.
_SUBJECT = 2
_LAUNCHING = frozenset({"launched", "neutralised", "shot_down", "jammed"})


@dataclass(slots=True)
class Focus:
    """What earlier sentences leave in focus. ``paragraph``: where it was set, ``frame``: that opens with an area.

    ``place_sentence``: the sentence that named the place, as a place is carried over to the next one only.
    """

    actor: str | None = None
    target: str | None = None
    place: str | None = None
    paragraph: int = -1
    place_sentence: int = -9
    frame: int = -1


@dataclass(slots=True)
class Roles:
    """Who, on whom and where. ``region``: what the place lies in, of one that no table knows."""

    actor: str | None = None
    target: str | None = None
    place: str | None = None
    actor_mark: Mark | None = None
    place_mark: Mark | None = None
    target_mark: Mark | None = None
    region: str | None = None


def find_roles(
    scene: Scene,
    index: int,
    event: EventFound | None,
    suffered: bool,
    sources: frozenset[int],
    focus: Focus,
) -> Roles:
    """Return who acted, on whom and where, for one quantity.

    ``suffered``: without an agent the subject is the one who bears it. ``sources``: tokens that name who
    says so, which are not who did so.
    """
    roles = _known_roles(scene, index, event, suffered, sources, focus)
    mark = roles.place_mark
    if mark is None:
        listed = listed_place(scene, index)
        roles.place = scene.text(*listed) if listed is not None else roles.place
    elif event is not None and is_of(event.event, "local"):
        town = town_before(scene, mark)
        if town is not None:
            roles.region, roles.place = (roles.place if town[1] else None), town[0]
    return roles


def _is_part_owned(scene: Scene, mark: Mark) -> bool:
    """Whether a name tells which of its parts somebody means: "its Russian business"."""
    is_own = mark.start > 0 and scene.tokens.lower[mark.start - 1] in _POSSESSIVE
    return is_own and mark.value.kind == "demonym"


def _known_roles(
    scene: Scene,
    index: int,
    event: EventFound | None,
    suffered: bool,
    sources: frozenset[int],
    focus: Focus,
) -> Roles:
    """The roles of names that the tables know, and of agents that look like names."""
    if not scene.marks.names:
        return Roles(_unknown_actor(scene, index, event, sources, focus))
    place = scene.places[index]
    within = [
        mark
        for mark in scene.near(scene.marks.names, index)
        if mark.start >= scene.opening
        and not _is_origin(scene, mark)
        and not (event is None and _is_part_owned(scene, mark))
    ]
    receiver = given_to(scene, index, within)
    names = [mark for mark in within if mark.start not in sources and mark is not receiver]
    where = find_place(scene, index, names)
    own = next(
        (
            mark
            for mark in names
            if (place.left <= mark.start < place.right or place.item_start <= mark.start < place.item_end)
            and mark.value.kind in {"demonym", "people", "actor"}
        ),
        None,
    )
    if own is None:
        own = _possessor(scene, index, within)
    anchor = event.mark.start if event is not None and event.mark is not None else place.start
    agent = _by(scene, names, event) or _pronoun_agent(scene, event, within) or _launcher(scene, names, event)
    if agent is None:
        agent = _bearing(scene, names, event, suffered) or _right_before(
            scene, names, event, place.left, where
        )
    if agent is None:
        agent = subject(scene, names, min(anchor, place.left), where, own)
    aimed = receiver or _target(scene, names, event, place.right, agent)
    launched = event is not None and event.event in _LAUNCHING
    if own is not None:
        if launched:
            agent = own if agent is None or event is None or event.event == "launched" else agent
            if event is not None and event.event != "launched":
                aimed, agent = own, agent if agent is not own else None
        elif agent is None or agent.value.actor == own.value.actor:
            is_own = event is None or (suffered and proper_subject(scene, event) is None)
            agent, aimed = (own, aimed) if is_own else (None, own)
        else:
            aimed = own
    actor = agent.value.actor if agent is not None else None
    if aimed is None and event is not None and is_of(event.event, "defence"):
        # whose attack it was that they stopped
        aimed = next((mark for mark in names if _modifies_attack(scene, mark) and mark is not agent), None)
    if aimed is None and agent is not None and event is not None and not suffered:
        aimed = _aimed_at(scene, names, agent, max(anchor, place.right))
    target = aimed.value.actor or country_of(aimed.value.place) if aimed is not None else None
    spot = name_of_place(scene, where) if where is not None else None
    if spot is None and aimed is not None and aimed.value.kind == "country" and launched:
        # "at southern Ukraine" is a place, "at Ukraine" tells no more than whom it was aimed at
        part = name_of_place(scene, aimed)
        spot = part if part != aimed.value.place else None
    if own is None and _has_possessive(scene, index) and focus.actor and focus.actor != actor:
        # "U.S. tariffs may cost a tenth of its budget": of the one in focus.
        actor = focus.actor
    if actor is None and event is not None and (own is None or not suffered or aimed is own):
        actor = proper_subject(scene, event) or proper_agent(scene, event)
    if actor is None:
        actor = _referred(scene, min(anchor, place.left), sources, within, focus)
    if target is None and launched and event is not None and event.event == "launched" and spot is not None:
        target = country_of(spot)
    if launched and event is not None and event.event == "launched" and spot is None and actor is not None:
        # "Ukraine says Russia fired 40 missiles at western regions"
        attacked = target or focus.target or _teller(within, sources, actor)
        spot = nameless_part(scene, index, attacked)
        target = attacked if spot is not None else target
    if target == actor:
        target = None
    return Roles(actor, target, spot, agent, where, aimed)


def _unknown_actor(
    scene: Scene, index: int, event: EventFound | None, sources: frozenset[int], focus: Focus
) -> str | None:
    """Who acted, in a sentence without a name that a table knows."""
    if focus.actor and _has_possessive(scene, index):
        return focus.actor
    actor = None
    anchor = scene.places[index].left
    if event is not None:
        actor = proper_subject(scene, event) or proper_agent(scene, event)
        anchor = min(anchor, event.mark.start) if event.mark is not None else anchor
    return actor if actor is not None else _referred(scene, anchor, sources, [], focus)


def _is_origin(scene: Scene, mark: Mark) -> bool:
    """Whether a name tells only where something comes from or who helps: "Iranian-made drones", "US-backed rebels"."""
    lower = scene.tokens.lower[mark.end : mark.end + 2]
    if len(lower) == 2 and lower[0] in {"-", "‑"} and lower[1] in small_words("origins"):
        return True
    return named_behind(scene, mark) is not None


def _teller(names: list[Mark], sources: frozenset[int], actor: str) -> str | None:
    """The country that tells of an attack by another one."""
    return next(
        (
            mark.value.actor
            for mark in names
            if mark.start in sources and mark.value.actor not in {None, actor}
        ),
        None,
    )


def _by(scene: Scene, names: list[Mark], event: EventFound | None) -> Mark | None:
    """The agent behind the event: "fired by Russia", "killed in a Russian attack"."""
    if event is None or event.mark is None:
        return None
    start = event.mark.end
    lower = scene.tokens.lower
    # "downed 28 drones during a Russian attack" was done by those attacked
    repels = is_of(event.event, "defence")
    for mark in names:
        if mark.start < start or mark.value.actor is None:
            continue
        if mark.start > start + 12:
            break
        if repels and _modifies_attack(scene, mark):
            continue
        if lower[mark.start - 1] in {"when", "as", "after"} and _modifies_attack(scene, mark):
            return mark
        if scene.parted(start, mark.start):
            break
        at = mark.start - 1
        while at > start and (lower[at] in small_words("fillers") or lower[at] in small_words("compass")):
            at -= 1
        if lower[at] == "by":
            return mark
        if lower[at] in {"in", "after", "during", "from", "when", "as"} and _modifies_attack(scene, mark):
            return mark
    return None


def _bearing(scene: Scene, names: list[Mark], event: EventFound | None, suffered: bool) -> Mark | None:
    """Whose losses they are, behind the noun: "losses of the Russian troops amounted to 980"."""
    if not suffered or event is None or event.mark is None or event.form != "noun":
        return None
    lower, of = scene.tokens.lower, event.mark.end
    if lower[of : of + 1] != ["of"]:
        return None
    start = of + 1 + (lower[of + 1 : of + 2] == ["the"])
    return next((mark for mark in names if mark.start == start and mark.value.actor is not None), None)


def _right_before(
    scene: Scene, names: list[Mark], event: EventFound | None, left: int, where: Mark | None
) -> Mark | None:
    """The subject right before an active verb: "Israel struck back after Palestinian militants killed 10"."""
    if event is None or event.mark is None or event.passive or event.form not in {"past", "ed", "s"}:
        return None
    verb = event.mark.start
    if not event.mark.end <= left <= event.mark.end + 1:
        return None
    for mark in names[::-1]:
        if mark.end > verb or mark.value.actor is None or mark is where:
            continue
        between = scene.tokens.lower[mark.end : verb]
        is_told = any(mark.end <= one.start < verb for one in scene.marks.sayings)
        # "forces in Israel killed", "Russia and Ukraine swapped"
        is_part = scene.tokens.lower[mark.start - 1] in _parting()
        if len(between) > _SUBJECT or is_told or is_part:
            return None
        is_noun = all(word.isalpha() or word in {"'s", "’s"} for word in between)
        return mark if is_noun and small_words("relatives", "be", "oblique").isdisjoint(between) else None
    return None


@cache
def _parting() -> frozenset[str]:
    return small_words("complement_links", "where", "conjunctions") | {"by", "at"}


def _launcher(scene: Scene, names: list[Mark], event: EventFound | None) -> Mark | None:
    """Whose weapon it was: "a drone fired by the rebels struck a hospital, killing 17"."""
    if event is None or event.mark is None or event.passive:
        return None
    lower = scene.tokens.lower
    for mark in names:
        at = mark.start - 1
        at -= at > 0 and lower[at] == "the"
        if mark.end > event.mark.start or at < 1 or lower[at] != "by" or mark.value.actor is None:
            continue
        if any(one.start == at - 1 and one.value[0].event == "launched" for one in scene.marks.events):
            return mark
    return None


def _modifies_attack(scene: Scene, mark: Mark) -> bool:
    """Whether the name tells whose attack it was: "Russian missile strike", "Israel's bombing"."""
    for event in scene.marks.events:
        if mark.end <= event.start <= mark.end + 3:
            return any(trigger.event in {"launched", "struck"} for trigger in event.value)
    return any(
        mark.end <= word.start <= mark.end + 3 and word.value[0] == "attack" for word in scene.marks.concepts
    )


def _possessor(scene: Scene, index: int, names: list[Mark]) -> Mark | None:
    """Whose the counted things are: "Russia denied that 500 of its soldiers had died"."""
    if not _has_possessive(scene, index):
        return None
    place = scene.places[index]
    before = [
        mark
        for mark in names
        if mark.end <= place.left
        and mark.value.actor is not None
        and not _is_modifier(scene, mark)
        and not is_apposed(scene, mark, place.left)
    ]
    return before[-1] if before else None


def _has_possessive(scene: Scene, index: int) -> bool:
    place = scene.places[index]
    return not _POSSESSIVE.isdisjoint(scene.tokens.lower[max(0, place.left - 1) : place.right])


def _is_modifier(scene: Scene, mark: Mark) -> bool:
    """Whether a country's name only describes a noun: "U.S. sanctions"."""
    if mark.value.kind != "country" or mark.end >= len(scene.tokens):
        return False
    following = scene.tokens.lower[mark.end]
    is_verb = any(found.start == mark.end for found in (*scene.marks.sayings, *scene.marks.events))
    auxiliary = small_words("have", "be", "modals")
    return following.isalpha() and not is_verb and following not in auxiliary and not following.endswith("ed")


def _pronoun_agent(scene: Scene, event: EventFound | None, names: list[Mark]) -> Mark | None:
    """The last name before a pronoun that is the subject: "Israel says it killed 14 fighters"."""
    if event is None or event.mark is None or event.passive or event.form in {"noun", "counted", "state"}:
        return None
    lower = scene.tokens.lower
    at = event.mark.start - 1
    while at > 0 and (
        lower[at] in small_words("have") or lower[at] in small_words("modals") or lower[at] == "also"
    ):
        at -= 1
    if at < 0 or not (lower[at] in {"it", "they"} or {"its", "their"} & set(lower[max(0, at - 2) : at + 1])):
        return None
    before = [mark for mark in names if mark.end <= at and mark.value.actor is not None]
    return before[-1] if before else None


def _target(
    scene: Scene, names: list[Mark], event: EventFound | None, right: int, agent: Mark | None
) -> Mark | None:
    """Whom an attack was aimed at: "at Ukraine", "against Israel", "on Kyiv"."""
    if event is None or event.mark is None or event.event != "launched":
        return None
    lower = scene.tokens.lower
    start = min(event.mark.start, right)
    for mark in names:
        if mark.start < start or mark is agent or mark.start > max(event.mark.end, right) + 12:
            continue
        at = mark.start - 1
        while at > 0 and (lower[at] in small_words("fillers") or lower[at] in small_words("compass")):
            at -= 1
        if lower[at] in small_words("aimed"):
            return mark
    return None


def _aimed_at(scene: Scene, names: list[Mark], agent: Mark, last: int) -> Mark | None:
    """Whose things were hit, where the noun phrase does not say: "attacks on Russian bases, destroying 40 aircraft"."""
    lower = scene.tokens.lower
    return next(
        (
            mark
            for mark in names
            if 0 < mark.start <= last
            and mark.value.actor not in {None, agent.value.actor}
            and lower[mark.start - 1] in {"on", "against"}
        ),
        None,
    )


def _referred(
    scene: Scene, before: int, sources: frozenset[int], names: list[Mark], focus: Focus
) -> str | None:
    """Whom the pronoun before ``before`` means: who says so, where the sentence names one, else the one in focus."""
    if not _PRONOUNS.stands_in(scene.tokens):
        return None
    pronouns = small_words("pronouns")
    lower = scene.tokens.lower
    first = next((at for at in range(before) if lower[at] in pronouns), None)
    if first is None:
        return None
    if not any(at < first for at in sources):
        return focus.actor
    tellers = [mark.value.actor for mark in names if mark.start in sources and mark.end <= first]
    return next((actor for actor in tellers[::-1] if actor is not None), None)


def suffers(event: EventFound | None, measure_suffered: bool) -> bool:
    """Whether the subject, without another agent, is the one who bears it."""
    return measure_suffered or (event is not None and frame(event.event).suffered)

"""Who did it, to whom, and where."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from claims.extract.context_attribution import Source
from claims.extract.context_events import EventFound, frame
from claims.extract.context_marks import Mark, Name, scan, small_words
from claims.extract.context_scene import Scene
from claims.extract.tokens import tokenize
from claims.lexicon import load_rows, load_table
from claims.lexicon.trees import place_line


@dataclass(slots=True)
class Focus:
    """What earlier sentences leave in focus. ``paragraph``: where it was set."""

    actor: str | None = None
    target: str | None = None
    place: str | None = None
    paragraph: int = -1


@dataclass(frozen=True, slots=True)
class Roles:
    actor: str | None = None
    target: str | None = None
    place: str | None = None
    actor_mark: Mark | None = None
    place_mark: Mark | None = None
    target_mark: Mark | None = None


def find_roles(
    scene: Scene,
    index: int,
    event: EventFound | None,
    suffered: bool,
    sources: list[tuple[int, int]],
    focus: Focus,
) -> Roles:
    """Return who acted, on whom and where, for one quantity.

    ``suffered``: without an agent the subject is the one who bears it. ``sources``: tokens that name who
    says so, which are not who did so.
    """
    place = scene.places[index]
    within = scene.near(scene.marks.names, index)
    names = [mark for mark in within if not any(a <= mark.start < b for a, b in sources)]
    where = _place(scene, index, names)
    own = next(
        (
            mark
            for mark in names
            if place.left <= mark.start < place.right and mark.value.kind in {"demonym", "people", "actor"}
        ),
        None,
    )
    if own is None:
        own = _possessor(scene, index, within)
    anchor = event.mark.start if event is not None and event.mark is not None else place.start
    agent = _by(scene, names, event) or _pronoun_agent(scene, event, within)
    if agent is None:
        agent = _subject(scene, names, min(anchor, place.left), where, own)
    aimed = _target(scene, names, event, place.right, agent)
    launched = event is not None and event.event in _launching()
    if own is not None:
        if launched:
            agent = own if agent is None or event is None or event.event == "launched" else agent
            if event is not None and event.event != "launched":
                aimed, agent = own, agent if agent is not own else None
        elif agent is None or agent.value.actor == own.value.actor:
            agent, aimed = (own, aimed) if suffered or event is None else (None, own)
        else:
            aimed = own
    actor = agent.value.actor if agent is not None else None
    if aimed is None and agent is not None and event is not None and not suffered:
        aimed = _aimed_at(scene, names, agent, max(anchor, place.right))
    target = aimed.value.actor or _country(aimed.value.place) if aimed is not None else None
    spot = where.value.place if where is not None else None
    if own is None and _has_possessive(scene, index) and focus.actor and focus.actor != actor:
        # "U.S. sanctions could slash a third of its budget": of the one in focus.
        actor = focus.actor
    if actor is None and event is not None and (own is None or not suffered):
        actor = _proper_subject(scene, event)
    if actor is None and _refers_back(scene, min(anchor, place.left)) and focus.actor:
        actor = focus.actor
    if target is None and launched and event is not None and event.event == "launched" and spot is not None:
        target = _country(spot)
    if target == actor:
        target = None
    return Roles(actor, target, spot, agent, where, aimed)


@cache
def _launching() -> frozenset[str]:
    return frozenset({"launched", "neutralised", "shot_down", "jammed"})


def canonical_place(text: str) -> str:
    """Return the name of a place as claims carry it ("Kiev" gives "Kyiv"), or the text as given."""
    name = _whole_name(text)
    return name.place if name is not None and name.place is not None else text.strip()


def canonical_actor(text: str) -> str:
    """Return the name of one who acts as claims carry it ("the Kremlin" gives "Russia"), or the text as given."""
    name = _whole_name(text)
    return name.actor if name is not None and name.actor is not None else text.strip()


def _whole_name(text: str) -> Name | None:
    words = text.strip().removeprefix("the ").removeprefix("The ")
    tokens = tokenize(words)
    marks = scan(tokens).names
    return marks[0].value if marks and marks[0].start == 0 and marks[0].end == len(tokens) else None


def _country(place: str | None) -> str | None:
    if place is None:
        return None
    return next((name for name in place_line(place) if name in _countries()), None)


@cache
def _countries() -> frozenset[str]:
    return frozenset(row["name"] for row in load_rows("countries"))


def _by(scene: Scene, names: list[Mark], event: EventFound | None) -> Mark | None:
    """The agent behind the event: "fired by Russia", "killed in a Russian attack"."""
    if event is None or event.mark is None:
        return None
    start = event.mark.end
    lower = scene.tokens.lower
    for mark in names:
        if mark.start < start or mark.value.actor is None:
            continue
        if mark.start > start + 12 or scene.parted(start, mark.start):
            break
        at = mark.start - 1
        while at > start and (lower[at] in small_words("fillers") or lower[at] in small_words("compass")):
            at -= 1
        if lower[at] == "by":
            return mark
        if lower[at] in {"in", "after", "during", "from", "when", "as"} and _modifies_attack(scene, mark):
            return mark
    return None


def _modifies_attack(scene: Scene, mark: Mark) -> bool:
    """Whether the name tells whose attack it was: "Russian missile strike", "Israel's bombing"."""
    for event in scene.marks.events:
        if mark.end <= event.start <= mark.end + 3:
            return any(
                trigger.form == "noun" and trigger.event in {"launched", "struck"} for trigger in event.value
            )
    return any(
        mark.end <= word.start <= mark.end + 3 and word.value[0] == "attack" for word in scene.marks.concepts
    )


def _subject(
    scene: Scene, names: list[Mark], before: int, where: Mark | None, own: Mark | None
) -> Mark | None:
    """The name before ``before`` that looks most like the subject."""
    best: Mark | None = None
    best_score = 0
    for mark in names:
        if mark.end > before:
            break
        name: Name = mark.value
        if name.actor is None or mark is where or mark is own:
            continue
        if name.kind == "place" and _is_where(scene, mark):
            continue
        score = _subject_score(scene, mark)
        if score > 0 and score >= best_score:
            best, best_score = mark, score
    return best


def _subject_score(scene: Scene, mark: Mark) -> int:
    lower, texts = scene.tokens.lower, scene.tokens.text
    at = mark.start - 1
    while at >= 0 and (lower[at] in small_words("fillers") or lower[at] in small_words("compass")):
        at -= 1
    previous = lower[at] if at >= 0 else ""
    score = 2
    if previous in small_words("before_name"):
        score -= 4 if previous not in {"and", "or"} else 1
    elif at < 0 or previous in {",", "that", ":", ";", "as", "“", '"', "—"}:
        score += 2
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


def _possessor(scene: Scene, index: int, names: list[Mark]) -> Mark | None:
    """Whose the counted things are: "Russia denied that 500 of its soldiers had died"."""
    if not _has_possessive(scene, index):
        return None
    place = scene.places[index]
    before = [
        mark
        for mark in names
        if mark.end <= place.left and mark.value.actor is not None and not _is_modifier(scene, mark)
    ]
    return before[-1] if before else None


def _has_possessive(scene: Scene, index: int) -> bool:
    place = scene.places[index]
    return any(word in {"its", "their"} for word in scene.tokens.lower[max(0, place.left - 1) : place.right])


def _is_modifier(scene: Scene, mark: Mark) -> bool:
    """Whether a country's name only describes a noun: "U.S. sanctions"."""
    if mark.value.kind != "country" or mark.end >= len(scene.tokens):
        return False
    following = scene.tokens.lower[mark.end]
    is_verb = any(found.start == mark.end for found in (*scene.marks.sayings, *scene.marks.events))
    auxiliary = small_words("have") | small_words("be") | small_words("modals")
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


def _proper_subject(scene: Scene, event: EventFound) -> str | None:
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
    if start == end or (start == 0 and end == 1 and not _is_proper(scene)):
        return None
    return scene.text(start, end)


def _is_proper(scene: Scene) -> bool:
    """Whether the first word of the sentence is a name, and not a common noun ("Wildfires")."""
    word = scene.tokens.lower[0]
    if (
        (word.endswith("s") and not word.endswith(("us", "ss", "is")))
        or word in _place_words()["person_titles"]
        or word in small_words("pronouns")
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


def owner_of_measure(scene: Scene, index: int, cue: Mark | None, sources: list[Source]) -> str | None:
    """Whose figure it is, by a name before the cue: "Nvidia shares", "Apple's revenue", "shares of Tesla".

    Without one it is the source's own: "Apple reported revenue of $95bn".
    """
    tokens = scene.tokens
    lower, texts = tokens.lower, tokens.text
    if cue is not None:
        end = cue.start
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
    if start == end:
        return None
    known = next(
        (mark.value.actor for mark in scene.marks.names if mark.start <= start and end <= mark.end), None
    )
    return known or scene.text(start, end)


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


def _place(scene: Scene, index: int, names: list[Mark]) -> Mark | None:
    """The place nearest to the quantity or its event, of the names that stand where a place would."""
    place = scene.places[index]
    lower = scene.tokens.lower
    best: Mark | None = None
    least = 0.0
    for mark in names:
        if mark.value.place is None or (place.left <= mark.start < place.right and mark.value.kind != "city"):
            continue
        if mark.end < len(lower) and mark.start <= 2 and lower[mark.end] in {":", "("}:
            continue
        if not _is_where(scene, mark):
            continue
        distance = mark.start - place.right if mark.start >= place.right else (place.left - mark.end) * 1.5
        if scene.parted(min(mark.start, place.left), max(mark.start, place.right)):
            distance += 20
        if best is None or distance < least:
            best, least = mark, distance
    if best is None:
        # "Texas reported 709 cases"
        best = next(
            (
                mark
                for mark in scene.near(scene.marks.names, index)
                if mark.value.place is not None
                and mark.end <= place.start
                and not small_words("counts").isdisjoint(lower[mark.end : mark.end + 2])
            ),
            None,
        )
    return best


def _is_where(scene: Scene, mark: Mark) -> bool:
    name: Name = mark.value
    lower = scene.tokens.lower
    following = lower[mark.end] if mark.end < len(lower) else ""
    table = _place_words()
    at = mark.start - 1
    while at > 0 and (
        lower[at] in small_words("fillers")
        or lower[at] in small_words("compass")
        or lower[at] in table["area_nouns"]
    ):
        at -= 1
    previous = lower[at] if at >= 0 else ""
    if name.kind == "country":
        return previous in small_words("where") and (following not in {"'s", "’s"})
    if following in table["area_nouns"]:
        return True
    if previous in table["locative"] and at >= 0:
        return following not in {"'s", "’s"} or name.kind == "place"
    if previous == "of" and at > 0:
        return lower[at - 1] in table["of_place"] or (name.alone and lower[at - 1] in small_words("side_of"))
    if not name.alone:
        return (
            following == ","
            and mark.end + 1 < len(lower)
            and any(
                other.start == mark.end + 1 and other.value.place is not None for other in scene.marks.names
            )
        )
    if name.actor is None or name.kind == "worldwide":
        return following not in {"'s", "’s"}
    # A capital is a place where something comes over it, and else stands for its government.
    window = lower[mark.end : mark.end + 3]
    return any(word in small_words("suffering") for word in window)


@cache
def _place_words() -> dict[str, frozenset[str]]:
    table = load_table("places")
    return {name: frozenset(table[name]) for name in ("locative", "area_nouns", "of_place", "person_titles")}


def _refers_back(scene: Scene, before: int) -> bool:
    """Whether the subject is a pronoun, or the sentence opens with one."""
    pronouns = small_words("pronouns")
    return any(word in pronouns for word in scene.tokens.lower[:before])


def suffers(event: EventFound | None, measure_suffered: bool) -> bool:
    """Whether the subject, without another agent, is the one who bears it."""
    return measure_suffered or (event is not None and frame(event.event).suffered)

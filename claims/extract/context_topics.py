"""Whose arms are told of under a heading: "Ukraine", "Russian losses", "A count of Russian armour"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claims.extract.context_events import frame, is_of
from claims.extract.context_marks import Mark
from claims.extract.context_places import country_of
from claims.extract.context_scene import Scene, lay_out
from claims.extract.sentences import Sentence
from claims.lexicon.trees import concept_line, concepts
from claims.model import Context

# A heading has no more letters and no more tokens than these.
_HEADING = 60
_TOKENS = 8
# Between a country's name and what is its own: "Russian main battle tanks".
_OWNED = 3
_OF_ARMS = frozenset({"equipment", "combatant"})


def told_under_headings(
    sentences: Sequence[Sentence], contexts: Sequence[list[Context]]
) -> Sequence[list[Context]]:
    """The contexts, with those whose arms and losses are told of under a heading as the actor."""
    if not any(_lacks_owner(one) for group in contexts for one in group):
        return contexts
    found = list(contexts)
    title = topic = None
    for at, sentence in enumerate(sentences):
        is_title = at == 0
        if is_title or _is_heading(sentences, at):
            scene = lay_out(sentence, ())
            named = _owner_of_arms(scene) if is_title else _country_alone(scene)
            title = named if is_title else title
            topic = named if not is_title else None
        owner = topic or title
        if owner is None or not any(_lacks_owner(one) for one in contexts[at]):
            continue
        named = _owner_named(sentence, owner)
        if named is None:
            continue
        is_of_losses = any(_is_loss(one) and one.actor == named for one in contexts[at])
        found[at] = [
            replace(one, actor=named, target=None)
            if _lacks_owner(one)
            and (one.target is None or (is_of_losses and one.target == named))
            and (topic is not None or is_of_losses or _may_be_of_title(one))
            else one
            for one in contexts[at]
        ]
    return found


def _is_heading(sentences: Sequence[Sentence], at: int) -> bool:
    """Whether a sentence is a short line by itself above another paragraph."""
    sentence = sentences[at]
    text = sentence.text.strip()
    if not 0 < len(text) <= _HEADING or text[-1] in ".?!" or not text[0].isupper():
        return False
    alone = sentences[at - 1].paragraph != sentence.paragraph
    return alone and at + 1 < len(sentences) and sentences[at + 1].paragraph != sentence.paragraph


def _lacks_owner(context: Context) -> bool:
    """Whether it counts arms or soldiers that belong to nobody yet, or what was lost, of no kind that a table knows."""
    if context.actor is not None or context.modality == "figurative":
        return False
    if context.event is not None and is_of(context.event, "first"):
        return False
    if context.concept is not None and context.concept in concepts():
        return not _OF_ARMS.isdisjoint(concept_line(context.concept))
    if context.event is None or context.concept is None or context.aggregation == "share":
        return False
    return is_of(context.event, "loss_of_arms")


def _is_loss(context: Context) -> bool:
    return context.event is not None and frame(context.event).suffered


def _may_be_of_title(context: Context) -> bool:
    """Whether a figure far below a title is what its owner has or lost, and not what befell somebody's arms in a fight."""
    if context.aggregation == "share" or context.event is None or _is_loss(context):
        return context.aggregation != "share"
    return not is_of(context.event, "conflict") and not is_of(context.event, "loss_of_arms")


def _country_alone(scene: Scene) -> str | None:
    """The country of a heading that is no more than its name, or names its losses."""
    names = [mark for mark in scene.marks.names if _country(mark) is not None]
    if len(names) != 1 or len(scene.tokens) > _TOKENS:
        return None
    is_whole = names[0].end - names[0].start >= len(scene.tokens) - (scene.tokens.text[-1] == ":")
    return _country(names[0]) if is_whole else _owner_of_arms(scene)


def _owner_of_arms(scene: Scene) -> str | None:
    """The only country whose arms or losses a heading tells of: "Russian armour losses"."""
    owners = {
        _country(mark)
        for mark in scene.marks.names
        if mark.value.kind == "demonym" or scene.tokens.lower[mark.end : mark.end + 1] in (["'s"], ["’s"])
        if _owns_arms(scene, mark)
    }
    named = {_country(mark) for mark in scene.marks.names} - {None}
    return owners.pop() if len(owners) == 1 and named == owners else None


def _owns_arms(scene: Scene, name: Mark) -> bool:
    reach = name.end + _OWNED
    return any(
        name.end <= mark.start <= reach and not _OF_ARMS.isdisjoint(concept_line(mark.value[0]))
        for mark in scene.marks.concepts
    ) or any(
        name.end <= mark.start <= reach and any(is_of(one.event, "loss_of_arms") for one in mark.value)
        for mark in scene.marks.events
    )


def _owner_named(sentence: Sentence, owner: str) -> str | None:
    """Whose arms a sentence under the heading tells of: the owner's, if it names no other country."""
    scene = lay_out(sentence, ())
    named = {_country(mark) for mark in scene.marks.names if mark.start >= scene.opening}
    if named <= {None, owner}:
        return owner
    first = scene.marks.names[0]
    # "For Ukraine the list has 900"
    opens = first.start == scene.opening + 1 and scene.tokens.lower[scene.opening] in {"for", "on"}
    return _country(first) if opens and len(named) == 1 else None


def _country(mark: Mark) -> str | None:
    actor = mark.value.actor
    return actor if actor is not None and country_of(actor) == actor else None

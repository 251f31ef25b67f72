"""What the sentence of a figure leaves out and the whole text tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claims.extract.context_areas import (
    area_meant,
    capital_told,
    is_side_of_country,
    place_described,
    place_opening,
)
from claims.extract.context_attribution import AHEAD
from claims.extract.context_found import Found
from claims.extract.context_measures import measures
from claims.extract.context_owners import acting_before, cost_to, institution_of
from claims.extract.context_place_guards import is_origin
from claims.extract.context_places import actor_within, country_of, place_beside, place_by_form
from claims.extract.context_story import Story
from claims.extract.context_whereabouts import is_local, place_of_state
from claims.lexicon.trees import concept_line
from claims.model import Context

# Measures of the place that a sentence opens with: "Lozova, 120 km south of Kharkiv, has a population of 54,000".
_OF_TOWNS = frozenset({"distance", "population"})
# How sure one is of what holds for the whole text.
_OF_STORY = 0.75


def of_story(story: Story, found: Found, context: Context, text: str) -> Context:
    """The context with what the sentence leaves out and the whole text tells."""
    if context.modality == "figurative":
        return context
    scene = found.scene
    place, actor, target, confidence = context.place, context.actor, context.target, context.confidence
    is_wide = False
    is_of_weapons = context.event == "launched" and "aerial_weapon" in concept_line(context.concept or "")
    if is_of_weapons and place is not None and is_origin(scene, place):
        place = target
    story.look_ahead(found.event)
    teller = actor_within(context.attributed_to)
    if actor is not None:
        actor = story.defender(actor)
    if story.on_others(scene, found.index, found.event, actor, teller):
        actor, target = teller, actor
    if story.is_whole_of_defence(scene, context.event, actor):
        # "downed 25 out of 33": those who were attacked launched none
        actor, target = story.attacker, story.attacked
    if context.event == "launched" and target is None and actor is not None and actor == story.attacker:
        target = story.attacked
        place, is_wide = place or target, place is None
    if target is None:
        target = story.victim(scene, found.event, found.measure, found.cue, actor)
        actor = None if target is not None and target == actor else actor
    local = is_local(scene, found.event, found.measure, context.modality, context.aggregation)
    if local and place is None:
        place = (
            place_by_form(scene, found.index, found.naming)
            or place_described(scene, found.index)
            or area_meant(scene, text)
        )
        is_wide = place is None and story.place is None
        place = place or story.where(scene, found.event)
        confidence *= _OF_STORY if place is not None else 1.0
    elif local and place is not None and is_side_of_country(place, country_of(place)):
        place = (
            place_by_form(scene, found.index, found.naming, areas_only=True)
            or place_described(scene, found.index)
            or area_meant(scene, text)
            or place
        )
    elif place is None and context.modality not in AHEAD:
        place = place_beside(scene, found.index, found.naming)
        if place is None and context.concept is not None:
            place = place_described(scene, found.index)
    place = place or place_of_state(context.measure, actor)
    if place is None or place == country_of(story.place):
        place = capital_told(scene, country_of(story.place)) or place
    if found.measure is not None and found.measure.id in _OF_TOWNS:
        place = place_opening(scene) or place
    if place is not None and not is_wide and (found.event is not None or found.measure is not None):
        story.note_place(place, found.event if local and not _is_part(found) else None)
    story.note_harm(found.event, context.concept, actor, target or place)
    if actor is None and target is None:
        actor = story.who_destroyed_arms(scene, found.event)
        target = story.opponent(actor)
    if actor is None:
        actor = story.who(found.event, context.concept, target or country_of(place), teller)
        if target is None and actor is not None and actor == story.attacker != story.attacked:
            target = story.attacked
    story.note_defence(scene, found.event, actor)
    if actor is None:
        actor = acting_before(scene, found.index)
    if actor is None:
        actor = story.bearer(scene, found.measure, found.event, found.cue)
    if actor is None and context.attributed_to is not None and context.attributed_to == story.subject:
        # what a company says, it says of itself
        actor = story.own_figure(scene, found.index, found.event)
    if actor is None and context.modality in {"planned", "demanded"}:
        by_source = context.modality == "demanded" or story.subject is None or story.is_state
        actor = context.attributed_to if by_source else story.subject
    if place is None and actor is not None and story.defends(found.event, actor):
        place = actor
    if target is None and actor is not None:
        target = story.other_side(found.event, context.concept, actor)
    if scene.quantities[found.index].kind == "money":
        actor = cost_to(scene, found.index) or actor
    if target is not None and target == actor:
        # a place at home that is fought for: "four assaults near Huliaipole were repelled"
        target = story.opponent(actor) or target
    if actor is not None and institution_of(actor):
        actor = story.institution(actor)
    elif actor is not None:
        actor = story.canonical(actor)
    if place is None and context.modality not in AHEAD:
        place = story.country_of_total(scene, found.event, context.aggregation)
    if place is None:
        place = story.place_of_text(scene, found.measure, found.naming)
        confidence *= _OF_STORY if place is not None else 1.0
    if place is None and context.measure == "captured_area":
        # "267 square kilometres of Ukrainian territory"
        place = target
    if (place, actor, target) == (context.place, context.actor, context.target):
        return context
    return replace(context, place=place, actor=actor, target=target, confidence=confidence)


def by_own_account(story: Story, known: Sequence[str], context: Context) -> Context:
    """The context with the company that a text is about as the source of its own accounts, if it is of those ``known`` to
    have spoken; its growth is that of its revenue."""
    if context.measure == "gdp_growth" and not story.is_state and context.actor in {None, story.subject}:
        if story.subject is None or context.place is not None:
            return context
        context = replace(context, measure="revenue_change", aggregation="share", actor=story.subject)
    if context.attributed_to is not None or context.modality not in {"asserted", "reported"}:
        return context
    subject, measure = story.subject, measures().get(str(context.measure))
    if subject is None or story.is_state or measure is None or not measure.booked or context.actor != subject:
        return context
    if not any(subject in name for name in known):
        return context
    return replace(context, attributed_to=subject, modality="reported")


def _is_part(found: Found) -> bool:
    """Whether a figure is a part of the one before: "31 people died, 12 of them in Camana"."""
    return found.event is not None and found.event.handed

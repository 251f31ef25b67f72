"""Where what a text tells of happens: the narrowest place that holds all that it names, and towns no table knows."""

from __future__ import annotations

from dataclasses import dataclass, field

from claims.extract.context_areas import is_side_of_country
from claims.extract.context_events import EventFound, frame, is_of
from claims.extract.context_main_subject import is_state_name
from claims.extract.context_measures import Measure, measures
from claims.extract.context_places import country_of
from claims.extract.context_scene import Scene
from claims.lexicon.trees import place_line
from claims.model import Aggregation, Modality


@dataclass(slots=True)
class Whereabouts:
    """``place``: what holds all the places noted, ``None`` if there is none or ``is_scattered`` over countries.

    ``towns``: the one place that no table knows by the known one that it lies in, ``None`` of several.
    """

    place: str | None = None
    is_scattered: bool = False
    towns: dict[str, str | None] = field(default_factory=dict)

    def note(self, place: str) -> None:
        """Widen the place to hold ``place`` too; places of two countries have none in common."""
        if self.is_scattered or country_of(place) is None:
            return
        country = country_of(place)
        if self.place is None or (is_side_of_country(self.place, country) and self.place != country):
            # "in eastern Ukraine" of a headline goes on as a town of it
            self.place = place
            return
        line = place_line(self.place)
        common = next((one for one in place_line(place) if one in line), None)
        if common is None or country_of(common) is None:
            self.place, self.is_scattered = None, True
        else:
            self.place = common

    def note_town(self, town: str, region: str) -> None:
        """Keep a place that no table knows, by the known one that it lies in."""
        self.towns[region] = town if self.towns.get(region, town) == town else None
        self.note(region)

    def narrowest(self) -> str | None:
        """The town, if all that was noted holds no other one, or the place."""
        if self.place is None:
            return None
        within = {town for region, town in self.towns.items() if self.place in place_line(region)}
        return next(iter(within)) or self.place if len(within) == 1 else self.place


def is_local(
    scene: Scene,
    event: EventFound | None,
    measure: Measure | None,
    modality: Modality,
    aggregation: Aggregation | None,
) -> bool:
    """Whether it happens in the place that the text tells of; plans, running totals and business have their own."""
    if modality in {"planned", "demanded"}:
        return False
    if measure is not None and measure.local:
        return True
    if event is None:
        return False
    is_total = frame(event.event).aggregation is None or any(
        mark.value == "total" for mark in scene.marks.small
    )
    if aggregation == "cumulative" and event.form != "noun" and is_total:
        return False
    return is_of(event.event, "local")


def place_of_state(name: str | None, actor: str | None) -> str | None:
    """Where a figure of a whole country is of, by the name of its measure: "Poland's inflation"."""
    measure = measures().get(name) if name is not None else None
    if measure is None or measure.bearer != "state" or actor is None:
        return None
    return actor if is_state_name(actor) else None

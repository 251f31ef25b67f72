"""Where a whole text plays: what holds the places of its first sentences, and the one place its headline or lead is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claims.extract.context_areas import common_place, place_opening
from claims.extract.context_marks import Mark
from claims.extract.context_places import country_of, is_where, name_of_place
from claims.extract.context_scene import Scene, lay_out
from claims.extract.sentences import Sentence
from claims.lexicon.trees import place_line

# Where it happens is looked for in this many sentences from the start, and what the text is about in fewer.
_FIRST = 8
_LEAD = 3
# A sentence is about the place that it names within so many tokens.
_INTO = 3
_OF_COUNTRY = frozenset({"country", "nation", "nationwide", "national", "nationally", "countrywide"})


@dataclass(slots=True)
class Stage:
    """``lead``: the place that holds all that the first sentences tell, ``about``: the one that the headline, or else the first
    sentence with a place, is about; "" for none, ``None`` if not looked for yet. ``near``: the place told last in the paragraph."""

    sentences: Sequence[Sentence] = ()
    lead: str | None = None
    about: str | None = None
    near: str | None = None

    def ahead(self) -> str | None:
        """Where the first sentences say that it happens."""
        if self.lead is None:
            self.lead = common_place([lay_out(one, ()) for one in self.sentences[:_FIRST]]) or ""
        return self.lead or None

    def of(self, scene: Scene, naming: frozenset[int]) -> str | None:
        """Where a figure is of that names no place, in a text about one; ``None`` where its sentence leads elsewhere.

        ``naming``: the tokens of names of sources.
        """
        if self.about is None:
            self.about = self._place_of_text()
        if not self.about:
            return None
        country = country_of(self.about)
        for mark in scene.marks.names:
            if mark.start < scene.opening or mark.start in naming or _is_lesser_city(mark):
                continue
            if country_of(mark.value.place or mark.value.actor) not in {None, country}:
                return None
        opening = place_opening(scene)
        if opening is not None:
            return opening
        is_within = self.near is not None and self.about in place_line(self.near)
        return self.near if is_within and _OF_COUNTRY.isdisjoint(scene.tokens.words) else self.about

    def _place_of_text(self) -> str:
        scenes = [lay_out(one, ()) for one in self.sentences[:_LEAD]]
        for scene in scenes:
            found = _place_about(scene)
            if found is None:
                continue
            if scene.sentence.section != "headline":
                others = {
                    country_of(mark.value.place or mark.value.actor)
                    for one in scenes
                    for mark in one.marks.names
                    if mark.start >= one.opening
                }
                if others - {None, country_of(found)}:
                    return ""
            return found
        return ""


def _place_about(scene: Scene) -> str | None:
    """What holds all places of a sentence, or the country that its words come from ("Polish"); "" for those of several."""
    marks = [
        mark
        for mark in scene.marks.names
        if mark.start >= scene.opening
        and _is_of_line(scene, mark)
        and not any(one.start == mark.end for one in scene.marks.sayings)
        and (is_where(scene, mark) or not _is_lesser_city(mark))
    ]
    if scene.sentence.section != "headline" and (not marks or marks[0].start > scene.opening + _INTO):
        # "The group opened a plant in Texas"
        return None
    countries = {country_of(mark.value.place or mark.value.actor) for mark in marks} - {None}
    if len(countries) != 1:
        return "" if countries else None
    common: str | None = None
    for mark in marks:
        if mark.value.place is None:
            continue
        line = place_line(common or name_of_place(scene, mark))
        common = next((one for one in place_line(name_of_place(scene, mark)) if one in line), None)
    return common or countries.pop()


def _is_lesser_city(mark: Mark) -> bool:
    """Whether a name may be none of a place: "Tyre dust"."""
    return mark.value.kind == "city" and not mark.value.alone


def _is_of_line(scene: Scene, mark: Mark) -> bool:
    """Whether a name stands in the first line of a sentence: a headline may run on into the line of its date."""
    start = scene.sentence.start
    return "\n" not in scene.sentence.text[: scene.tokens.start[mark.start] - start]

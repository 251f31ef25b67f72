"""What a line that ends in a colon tells of those below it: "The General Staff informs:", "Losses of the enemy since May:"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claims.extract.context_attribution import find_sources
from claims.extract.context_events import EventFound, accepts, frame
from claims.extract.context_scene import Scene, lay_out
from claims.extract.context_source_names import SourceFocus
from claims.extract.sentences import Sentence
from claims.lexicon.trees import concepts
from claims.model import DateMention

_NOUNS = frozenset({"noun", "counted"})
# What a list is of costs as much as an event two words away.
_COST = 2.0


@dataclass(slots=True)
class Headings:
    """``source``: who tells all that follows. ``event``, ``actor`` and ``date``: of the lines of a list, the last of which was
    sentence ``last``."""

    source: str | None = None
    event: EventFound | None = None
    actor: str | None = None
    date: DateMention | None = None
    last: int = -9

    def open(self, sentence: Sentence, dates: Sequence[DateMention], focus: SourceFocus) -> None:
        """Keep what a line without figures tells of those below it."""
        scene = lay_out(sentence, ())
        end = len(scene.tokens) - 1
        told = [one for one in find_sources(scene, focus) if one.scope_start >= end]
        if told:
            self.source = told[-1].name
            return
        self.event = self.actor = self.date = None
        named = next(
            (
                one
                for mark in scene.marks.events
                for one in mark.value
                if one.form in _NOUNS and frame(one.event).patient
            ),
            None,
        )
        if named is None:
            return
        actors = {
            mark.value.actor
            for mark in scene.marks.names
            if mark.start >= scene.opening and mark.value.actor is not None
        }
        self.actor = actors.pop() if len(actors) == 1 and frame(named.event).suffered else None
        self.event = EventFound(named.event, None, _COST, "noun", passive=self.actor is None)
        self.date = next((one for one in dates[::-1] if one.start is not None), None)
        self.last = sentence.index

    def covers(self, scene: Scene) -> bool:
        """Whether a sentence is a line of the list: one that opens with what it counts."""
        if self.event is None:
            return False
        sentence = scene.sentence
        first = scene.quantities[0]
        opens = first.item_span is not None and sentence.start <= first.item_span[0] < first.span[0]
        if sentence.index - self.last > 1 or not opens:
            self.event = None
            return False
        self.last = sentence.index
        return True

    def lent(self, scene: Scene, index: int, concept: str | None) -> EventFound | None:
        """What the list tells of the things that a line counts."""
        if self.event is None or scene.quantities[index].kind not in {"count", "number"}:
            return None
        if concept is not None and concept in concepts() and not accepts(self.event.event, concept):
            return None
        return replace(self.event, concept=concept)

    def date_of(self, scene: Scene, index: int) -> DateMention | None:
        """The time of the list, which is not that of a rise in brackets: "tanks – 11,262 (+4)"."""
        before = scene.tokens.text[max(0, scene.places[index].start - 1) : scene.places[index].start]
        return self.date if before != ["+"] else None

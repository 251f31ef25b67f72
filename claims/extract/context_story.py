"""What a document tells of as a whole: whom it is about, who attacks whom, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from claims.extract.context_attack import attack_told, enemy_of, sides_of_war
from claims.extract.context_events import EventFound, frame, is_of
from claims.extract.context_main_subject import main_subject
from claims.extract.context_marks import ENEMY, OWN_SIDE, Mark, scan, small_words
from claims.extract.context_measures import Measure
from claims.extract.context_owners import institution_of
from claims.extract.context_place_lists import is_of_list
from claims.extract.context_places import actor_within, country_of
from claims.extract.context_scene import Scene
from claims.extract.context_source_names import attribution_words
from claims.extract.context_stage import Stage
from claims.extract.context_whereabouts import Whereabouts
from claims.extract.sentences import Sentence
from claims.extract.tokens import tokenize
from claims.lexicon import load_table
from claims.lexicon.trees import concept_line
from claims.model import Aggregation

# The subject is looked for in this many sentences from the start.
_LEAD = 5
_OF_COUNTRY = frozenset({"country", "nation", "nationwide", "countrywide"})


@dataclass(slots=True)
class Story:
    """``subject``: whom the text is about, ``is_state`` a country; ``told``: where all that it tells of lies, ``harm``: where
    people and things came to harm.

    ``points``: how many key points have gone by without a subject. ``sentences``: those of the text;
    ``is_read``: whether they have been looked through for an attack, ``is_of_war``: for the country of a war; ``stage``: the place that the first of them
    tell; ``enemies``: whom each side calls so; ``defended``: who stopped attacks, and the
    paragraph that tells it.
    """

    subject: str | None = None
    is_state: bool = False
    attacker: str | None = None
    attacked: str | None = None
    told: Whereabouts = field(default_factory=Whereabouts)
    harm: Whereabouts = field(default_factory=Whereabouts)
    points: int = 0
    sentences: Sequence[Sentence] = ()
    is_read: bool = False
    is_of_war: bool = False
    defended: tuple[str | None, int] = (None, -1)
    stage: Stage = field(default_factory=Stage)
    enemies: dict[str, str | None] = field(default_factory=dict)

    def looks_at(self, sentence: Sentence) -> bool:
        """Whether the sentence may tell whom the text is about, which is not known yet."""
        is_point = sentence.section == "summary"
        return self.subject is None and not is_point and sentence.index < (_LEAD + self.points)

    def look_for_subject(self, scene: Scene, text: str) -> None:
        """Take the name that one of the first sentences opens with, if the text ``text`` goes on to use it."""
        if not self.looks_at(scene.sentence):
            self.points += scene.sentence.section == "summary" and self.subject is None
            return
        found = main_subject(scene)
        if found is None:
            return
        name, is_state = found
        short = " ".join(name.split()[:2])
        if is_state or text.count(short) + ("'" in short and text.count(short.replace("'", "’"))) > 1:
            self.subject, self.is_state = name, is_state

    def look_ahead(self, event: EventFound | None) -> None:
        """Find who attacks whom, where a figure of an attack or its defence comes before both are known."""
        if self.is_read or event is None or not (event.event == "launched" or is_of(event.event, "conflict")):
            return
        self.is_read = True
        if self.attacker is None or self.attacked is None:
            attacker, attacked = attack_told(self.sentences)
            self.note_attack(self.attacker or attacker, self.attacked or attacked, None)

    def side(self, name: str | None, teller: str | None) -> str | None:
        """Who is meant by "the enemy" and "our troops", in the words of ``teller``; any other name as it is."""
        if name not in {ENEMY, OWN_SIDE}:
            return name
        own = actor_within(teller) or self.attacked
        if own is None and self.attacker is None and not self.is_of_war:
            self.is_of_war = True
            self.attacker, own = sides_of_war(self.sentences)
            self.attacked = own
        if own is None or name == OWN_SIDE:
            return own
        if self.opponent(own) is not None:
            return self.opponent(own)
        if own not in self.enemies:
            self.enemies[own] = enemy_of(own, self.sentences)
        enemy = self.enemies[own]
        if enemy is not None and self.attacker in {None, enemy}:
            self.attacker, self.attacked = enemy, self.attacked or own
        return enemy

    def note_harm(
        self, event: EventFound | None, concept: str | None, actor: str | None, hit: str | None
    ) -> None:
        """Keep who attacks whom where one side hits the other: "Israeli strikes on Khan Younis kill 23".

        Weapons of ``concept`` that are stopped or destroyed are those of the attacker.
        """
        if event is None or actor is None or hit is None or actor == hit:
            return
        if actor == country_of(hit) and self.attacker not in {None, actor}:
            # an army at war in its own country, if no other is
            return
        if is_of(event.event, "defence") or _is_weapon_lost(event, concept):
            if self.attacker is None and self.attacked is None and country_of(hit) == hit:
                self.attacker, self.attacked = hit, actor
            return
        if not event.passive and is_of(event.event, "harm") and country_of(hit) is not None:
            self.attacker, self.attacked = actor, country_of(hit)

    def note_attack(self, attacker: str | None, target: str | None, place: str | None) -> None:
        """Keep who attacks whom, as reports name both once and then no more."""
        if attacker is not None and attacker.lower() in own_forces():
            return
        self.attacker = attacker or self.attacker
        country = target or country_of(place)
        if country is not None and country != self.attacker:
            self.attacked = country
        if self.attacked == self.attacker:
            self.attacked = None

    @property
    def place(self) -> str | None:
        """What holds all places that the text has told of."""
        return self.told.place

    def note_place(self, place: str, event: EventFound | None) -> None:
        """Keep where something happened."""
        self.told.note(place)
        if event is not None and is_of(event.event, "local"):
            if country_of(place) is not None:
                self.harm.note(place)
            elif self.harm.place is not None or self.place is not None:
                # a town that no table knows, in what was told of before
                self.harm.note_town(place, self.harm.place or str(self.place))

    def note_town(self, town: str, region: str) -> None:
        """Keep a place that no table knows, by the known one that it lies in."""
        self.told.note(region)
        self.harm.note_town(town, region)

    def is_namesake(self, mark: Mark, *, listed: bool = False) -> bool:
        """Whether a smaller city lies in another country than all that the text tells of: an Ilam in Nepal.

        ``listed``: it stands in a list of places of one country, where a large city is none either.
        """
        is_known = mark.value.alone and (not listed or mark.value.actor is not None)
        if mark.value.kind != "city" or is_known or self.place is None:
            return False
        return country_of(mark.value.place) != country_of(self.place)

    def place_of_text(self, scene: Scene, measure: Measure | None, naming: frozenset[int]) -> str | None:
        """The place that a text without a war is about, unless that is a company, as the figure may be of one."""
        if self.attacker is not None or (self.subject is not None and not self.is_state):
            return None
        return self.stage.of(scene, naming) if measure is None or not measure.booked else None

    def defends(self, event: EventFound | None, actor: str | None) -> bool:
        """Whether those attacked stop an attack, which they do at home."""
        return event is not None and actor == self.attacked and is_of(event.event, "defence")

    def is_whole_of_defence(self, scene: Scene, event: str | None, actor: str | None) -> bool:
        """Whether those attacked are told to have stopped some of so many, which others launched."""
        if event != "launched" or self.attacker is None or actor not in {self.attacked, None}:
            return False
        return any(is_of(trigger.event, "defence") for mark in scene.marks.events for trigger in mark.value)

    def other_side(self, event: EventFound | None, concept: str | None, actor: str) -> str | None:
        """Whose weapons were stopped, or whose people and things were hit, where one side did that."""
        if event is None or None in {self.attacker, self.attacked} or self.attacker == self.attacked:
            return None
        stops = is_of(event.event, "defence") or _is_weapon_lost(event, concept)
        if actor == self.attacked and stops:
            return self.attacker
        is_harm = is_of(event.event, "harm") and not stops and not frame(event.event).suffered
        return self.opponent(actor) if is_harm else None

    def opponent(self, name: str | None) -> str | None:
        """The other side, for one of the two that fight."""
        if None in {self.attacker, self.attacked} or name not in {self.attacker, self.attacked}:
            return None
        return self.attacked if name == self.attacker else self.attacker

    def note_defence(self, scene: Scene, event: EventFound | None, actor: str | None) -> None:
        """Keep the paragraph in which one side of a war is told to stop the other."""
        if event is not None and actor is not None and is_of(event.event, "defence"):
            self.defended = actor, scene.sentence.paragraph

    def who_destroyed_arms(self, scene: Scene, event: EventFound | None) -> str | None:
        """Who destroyed arms on the ground, in a paragraph of attacks that were stopped: those who stopped them."""
        side, paragraph = self.defended
        if side is None or paragraph != scene.sentence.paragraph or event is None or not event.passive:
            return None
        if not is_of(event.event, "harm") or side not in {self.attacker, self.attacked}:
            return None
        lines = (concept_line(mark.value[0]) for mark in scene.marks.concepts)
        return side if any("armoured_vehicle" in line or "artillery" in line for line in lines) else None

    def who(
        self, event: EventFound | None, concept: str | None, hit: str | None, teller: str | None
    ) -> str | None:
        """Who did what the sentence tells of ``hit`` without an agent: the attacker, or who defends against it.

        ``concept``: what was hit; weapons that are destroyed were so by those whom they were sent against.
        """
        if event is None:
            return None
        stops = is_of(event.event, "defence") or _is_weapon_lost(event, concept)
        if self.attacker is None:
            # "Russia's ministry said 121 Ukrainian drones had been downed"
            is_told = is_of(event.event, "defence") and hit is not None and teller != hit
            return teller if is_told else None
        if hit is not None and hit == self.attacked and is_of(event.event, "harm") and not stops:
            return self.attacker
        if stops:
            defender = self.attacked or teller
            return defender if defender != self.attacker else None
        return None

    def bearer(
        self, scene: Scene, measure: Measure | None, event: EventFound | None, cue: Mark | None
    ) -> str | None:
        """Whose figure it is, where nobody is named: that of the company or country the text is about."""
        if self.subject is None:
            return None
        if measure is not None:
            if measure.bearer not in {"state" if self.is_state else "company", "any"}:
                return None
            of_market = (
                measure.by_concept
                and not measure.booked
                and measure.bearer == "company"
                and (cue is None or small_words("shares").isdisjoint(scene.tokens.lower[cue.start : cue.end]))
            )
            return None if of_market else self.subject
        if event is not None and not self.is_state and is_of(event.event, "business"):
            return self.subject if event.passive or event.form in {"noun", "counted", "state"} else None
        return None

    def own_figure(self, scene: Scene, index: int, event: EventFound | None) -> str | None:
        """The company that tells of an amount or a share, where no other name stands in the sentence."""
        kind = scene.quantities[index].kind
        if self.is_state or event is not None or kind not in {"money", "share", "physical", "multiple"}:
            return None
        return self.subject if not scene.marks.names else None

    def victim(
        self,
        scene: Scene,
        event: EventFound | None,
        measure: Measure | None,
        cue: Mark | None,
        actor: str | None,
    ) -> str | None:
        """Whose customers' data were stolen, or who was fined: the company the text is about."""
        if self.subject is None or self.is_state:
            return None
        if event is not None and event.event == "stolen" and actor in {None, self.subject}:
            return self.subject
        is_fined = (
            measure is not None
            and measure.id == "fine"
            and cue is not None
            and cue.start > 0
            and scene.tokens.lower[cue.start - 1] in small_words("be")
        )
        return self.subject if is_fined and actor in {None, self.subject} else None

    def spoken_for(self, teller: str) -> str:
        """The company that one of its people calls "it": "chief executive Maya Rao said it had shipped"."""
        if self.subject is None or self.is_state:
            return teller
        speaks = not attribution_words("spokespersons").isdisjoint(teller.lower().split())
        return self.subject if speaks else teller

    def canonical(self, name: str) -> str:
        """The whole name of whom the text is about: "Halden" of "Halden Motors", "Carmaker Halden Motors"."""
        if self.subject is None:
            return name
        form = name.rpartition(" ")[2].lower()
        told = name[: -len(form) - 1] if form in small_words("company_forms") else name
        before = told.removesuffix(" " + self.subject).split() if told.endswith(" " + self.subject) else []
        if any(institution_of(word) is not None for word in before):
            return self.subject
        is_form = told != name and name.startswith(self.subject + " ")
        return self.subject if is_form or self.subject.startswith(name + " ") else name

    def described(self, name: str) -> str:
        """The company the text is about, where "the" leads to what it is: "the country's second largest chain"."""
        if self.subject is None or self.is_state or name.lower().rpartition(" ")[2] not in _describing():
            return name
        known = scan(tokenize(name))
        capitals = sum(word[0].isupper() for word in name.split())
        return self.subject if capitals <= len(known.names) else name

    def teller(self, name: str) -> str:
        """Whom the text is about, where a source is no more than "company", "London company" or "Carmaker Halden"."""
        name = self.canonical(name)
        words = name.split()
        is_other = len(words) > 1 and (len(words) > 2 or not words[0][0].isupper())
        if self.subject is None or self.is_state or is_other or institution_of(name) != "company":
            return name
        return self.subject

    def institution(self, name: str) -> str:
        """Who is meant by "the company" or "the army"."""
        kind = institution_of(name)
        if self.subject is not None and kind == ("state" if self.is_state else "company"):
            return self.subject
        if kind == "state" and self.subject is None and self.attacker is None:
            return country_of(self.place) or name
        return name

    def defender(self, name: str) -> str:
        """Whose forces are meant by "air defence forces" or "the air force", where no country is named."""
        return self.attacked or name if name.lower() in own_forces() else name

    def on_others(
        self, scene: Scene, index: int, event: EventFound | None, actor: str | None, teller: str | None
    ) -> bool:
        """Whether one side of a war tells what it did to the other, whose losses these are."""
        sides = {self.attacker, self.attacked}
        if event is None or actor == teller or not event.passive or None in sides:
            return False
        if sides != {actor, teller} or not frame(event.event).suffered:
            return False
        place = scene.places[index]
        return not any(mark.value.actor == actor for mark in scene.marks.names) or any(
            place.left <= mark.start < place.right for mark in scene.marks.names if mark.value.actor == actor
        )

    def country_of_total(
        self, scene: Scene, event: EventFound | None, aggregation: Aggregation | None
    ) -> str | None:
        """The country of a running total, where no other is told of and no war."""
        if aggregation != "cumulative" or event is None or self.place is None or self.attacker is not None:
            return None
        if not is_of(event.event, "local") or self.where(scene, event) is None:
            return None
        country = country_of(self.place)
        return country if country == country_of(self.stage.ahead()) else None

    def where(self, scene: Scene, event: EventFound | None) -> str | None:
        """The place of the whole text, for what happens there; ``None`` where the sentence leads elsewhere."""
        if self.told.is_scattered:
            return None
        place = (
            self.harm.place or self.place
            if self.place is not None
            else self.attacked
            or (None if event is None or not is_of(event.event, "harm") else self.stage.ahead())
        )
        if place is None:
            return None
        country = country_of(place)
        for mark in scene.marks.names:
            if mark.start < scene.opening or self.is_namesake(mark) or is_of_list(scene, mark):
                continue
            named = mark.value.place or mark.value.actor
            if named in {self.attacker, self.attacked}:
                continue
            if named is not None and country_of(named) not in {None, country}:
                return None
        # "81 districts across the country"
        if not _OF_COUNTRY.isdisjoint(scene.tokens.words):
            return country
        return self.harm.narrowest() if place == self.harm.place else place


def _is_weapon_lost(event: EventFound, concept: str | None) -> bool:
    """Whether what was sent to attack was destroyed: "25 drones were destroyed"."""
    is_weapon = concept is not None and "aerial_weapon" in concept_line(concept)
    return is_weapon and is_of(event.event, "harm")


@cache
def _describing() -> frozenset[str]:
    table = load_table("places")["institutions"]
    return frozenset(table["company"]) | frozenset(table["describing"])


@cache
def own_forces() -> frozenset[str]:
    """Forces that a text of one country names without it."""
    return frozenset(load_table("places")["own_forces"])

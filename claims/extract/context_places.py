"""Where: the place of a quantity, and the names that places are known by."""

from __future__ import annotations

from functools import cache, lru_cache

from claims.extract.context_marks import Mark, Name, scan, small_words
from claims.extract.context_place_guards import in_later_clause, is_of_other, is_where_told
from claims.extract.context_place_lists import (
    is_described_area,
    is_listed_apart,
    is_longer_name,
    leads_away,
    listed_place,
    name_at,
    part_start,
)
from claims.extract.context_scene import Place, Scene
from claims.extract.noun_phrases import noun_at
from claims.extract.tokens import tokenize
from claims.extract.word_classes import (
    ADVERB,
    FUNCTION,
    PAST,
    VERB,
    bits_of,
    is_adverb,
    is_participle,
)
from claims.lexicon import load_rows, load_table
from claims.lexicon.trees import place_line

# A place that only its capitals tell of stands within this many tokens.
_NEAR = 20
# And one that opens a part of a list has its figure within this many.
_TO_FIGURE = 2
# Units of area that are no square of a length.
_AREAS = frozenset({"hectare", "acre"})
_PARTED = frozenset({",", ";", "and", "while", "but", ":"})


def find_place(scene: Scene, index: int, names: list[Mark]) -> Mark | None:
    """The place nearest to the quantity or its event, of the names that stand where a place would."""
    place = scene.places[index]
    lower = scene.tokens.lower
    best: Mark | None = None
    label: Mark | None = None
    least = 0.0
    listed = listed_place(scene, index)
    if listed is not None:
        return name_at(scene, *listed)
    for mark in names:
        if mark.value.place is not None and _is_area_of(scene, index, mark):
            return mark
        if mark.start < scene.opening or is_of_other(scene, index, mark) or is_longer_name(scene, mark):
            continue
        if mark.value.place is None or (place.left <= mark.start < place.right and mark.value.kind != "city"):
            continue
        if mark.end < len(lower) and mark.start <= 2 and lower[mark.end] in {":", "("}:
            # "Kharkiv: 5 dead", but "Kyiv: Russia lost 40 tanks"
            if lower[mark.end] == ":" and mark.value.actor is None and mark.end <= place.left:
                label = mark
            continue
        if _heads_figure(scene, place, mark):
            return mark
        if not is_where(scene, mark) or is_where_told(scene, mark):
            continue
        distance = mark.start - place.right if mark.start >= place.right else (place.left - mark.end) * 1.5
        if scene.parted(min(mark.start, place.left), max(mark.start, place.right)):
            distance += 20
        # "47 died, 37 of them in Ilam district"
        between = (place.right, mark.start) if mark.start >= place.right else (mark.end, place.left)
        distance += 20 * len(scene.places_between(*between))
        if best is None or distance < least:
            best, least = mark, distance
    best = best or label
    if best is not None and best.value.kind == "country":
        best = _within_country(scene, index, best, names)
    names = scene.near(scene.marks.names, index) if best is None else []
    if best is None:
        # "officials in Sudan said": where the source is, if that is a country and no other place is named.
        best = next(
            (
                mark
                for mark in names
                if mark.value.kind == "country"
                and mark.start >= scene.opening
                and is_where(scene, mark)
                and not is_where_told(scene, mark)
                and not in_later_clause(scene, index, mark)
            ),
            None,
        )
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


def _within_country(scene: Scene, index: int, country: Mark, names: list[Mark]) -> Mark:
    """The part of a country that the one who counts is of: "In Sudan, officials in West Darfur reported 37 cases"."""
    start = scene.places[index].start
    lower = scene.tokens.lower
    areas = _place_words()["area_nouns"]
    for mark in scene.near(scene.marks.names, index):
        if country.end < mark.start - 1 <= country.end + 2 and mark.value.place is not None:
            # "in the eastern Democratic Republic of Congo city of Beni"
            is_called = lower[mark.start - 1] == "of" and lower[mark.start - 2] in areas
            if is_called and country.value.place in place_line(mark.value.place):
                return mark
        is_telling = country.end <= mark.start < start and mark not in names and mark.value.actor is None
        if (
            is_telling
            and mark.value.place is not None
            and country.value.place in place_line(mark.value.place)
        ):
            return mark
    return country


def _is_area_of(scene: Scene, index: int, mark: Mark) -> bool:
    """Whether an area is told of a place right behind it: "109,000 square kilometres of Ukraine"."""
    mention, end = scene.quantities[index], scene.places[index].end
    if mention.kind != "physical" or not (mention.unit.endswith("**2") or mention.unit in _AREAS):
        return False
    return scene.tokens.lower[end : end + 1] == ["of"] and end < mark.start <= end + 2


def _heads_figure(scene: Scene, place: Place, mark: Mark) -> bool:
    """Whether a place opens the part of a list that gives its figure: "Sennar for 87, Kordofan state 211"."""
    lower = scene.tokens.lower
    if not 0 <= place.left - mark.end <= _TO_FIGURE or mark.value.kind == "country" or mark.start == 0:
        return False
    before = lower[mark.start - 1]
    if before in small_words("compass") and mark.start > 1:
        before = lower[mark.start - 2]
    table = _place_words()
    return before in _PARTED and all(
        word in table["area_nouns"] or word == "for" for word in lower[mark.end : place.left]
    )


def is_where(scene: Scene, mark: Mark) -> bool:
    name: Name = mark.value
    lower = scene.tokens.lower
    following = lower[mark.end] if mark.end < len(lower) else ""
    table = _place_words()
    if mark.start == scene.opening and following.isalpha() and name.place is not None:
        behind = lower[mark.end : mark.end + 2]
        if not table["befalling"].isdisjoint(behind) and following not in small_words("modals", "have"):
            # "Vietnam flood toll"
            return True
    at = part_start(scene, mark) - 1
    while at > 0 and (
        lower[at] in small_words("fillers")
        or lower[at] in small_words("compass")
        or lower[at] in table["area_nouns"]
    ):
        at -= 1
    previous = lower[at] if at >= 0 else ""
    if previous == "with" and at > 0 and lower[at - 1] in {"border", "boundary", "frontier"}:
        return False
    if name.kind == "country":
        if previous in table["locative"] and at >= 0 and lower[mark.start - 1] in small_words("compass"):
            # "rain hit northern India"
            return following not in {"'s", "’s"}
        if following in {"'s", "’s", "'", "’"} and _names_part(scene, mark.end + 1):
            # "shook Peru's southern coast"
            return previous in table["locative"]
        # "a hard-hit area of northwest China"
        is_part = previous == "of" and at > 0 and lower[at - 1] in table["parts"]
        return (is_part or previous in small_words("where")) and following not in {"'s", "’s"}
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
        if any(one.start == mark.end and following != "counts" for one in scene.marks.sayings):
            return False
        return following not in {"'s", "’s"} and not _qualifies_noun(scene, mark.end)
    # A capital is a place where something comes over it, and else stands for its government.
    window = lower[mark.end : mark.end + 3]
    return any(word in small_words("suffering") for word in window)


def _names_part(scene: Scene, at: int) -> bool:
    """Whether a part of a country stands at a token: "southern coast", "border region"."""
    words = scene.tokens.lower[at : at + 2]
    return len(words) > 1 and words[0] in small_words("compass") and words[1] in _place_words()["area_nouns"]


def _qualifies_noun(scene: Scene, at: int) -> bool:
    """Whether a common noun follows a name, which then only tells of what sort it is: "the Black Sea grain deal"."""
    tokens = scene.tokens
    if at >= len(tokens) or tokens.kind[at] != "w" or not tokens.text[at].islower():
        return False
    bits, word = bits_of(tokens, at), tokens.lower[at]
    if bits & (FUNCTION | VERB | ADVERB | PAST) or is_participle(word, bits) or is_adverb(word, bits):
        return False
    return not any(mark.start == at for mark in (*scene.marks.events, *scene.marks.sayings))


def place_by_form(
    scene: Scene, index: int, naming: frozenset[int], *, areas_only: bool = False
) -> str | None:
    """A place that no table knows, by its capitals: "fell on Kanyam" is none, "in Ilam district" is one.

    ``areas_only``: only one that is called a province, a district or the like, in the figure's own clause.
    """
    tokens = scene.tokens
    lower, texts = tokens.lower, tokens.text
    place = scene.places[index]
    best, least = None, _NEAR
    for at in range(max(1, place.left - _NEAR), min(len(tokens), place.right + _NEAR)):
        if not texts[at][0].isupper() or at in naming:
            continue
        if lower[at - 1] not in small_words("where_unknown") and not is_described_area(scene, at):
            continue
        end = at
        while end < len(tokens) and tokens.kind[end] == "w":
            if not texts[end][0].isupper() and not (
                lower[end] in small_words("name_particles")
                and texts[min(end + 1, len(texts) - 1)][0].isupper()
            ):
                break
            end += 1
        following = lower[end] if end < len(tokens) else "."
        if is_listed_apart(scene, place.right, at) or (end - at == 1 and _is_of_kind(scene, end)):
            continue
        # "in Meru South District"
        is_titled = (
            end - at > 1 and lower[end - 1] in _place_words()["area_nouns"] and "and" not in lower[at:end]
        )
        is_area = following in _place_words()["area_nouns"] or is_titled
        opens = at == 1
        is_site = (at > 1 and lower[at - 2] in _place_words()["sites"]) or lower[at] in _place_words()[
            "waters"
        ]
        if not is_area and (lower[at - 1] in {"at", "on", "hit", "struck"} and not opens and not is_site):
            continue
        if (areas_only and not is_area) or (at < place.left and leads_away(scene, place.end)):
            continue
        if (
            end - at > 3 + is_titled
            or following in {"'s", "’s", "-"}
            or any(texts[one].isupper() for one in range(at, end))
        ):
            continue
        if (
            any(
                mark.start < end and at < mark.end and not (is_titled and mark.end < end)
                for mark in scene.marks.names
                if not (mark.start == at and is_longer_name(scene, mark))  # "Davao" of "Davao Oriental"
            )
            or not small_words("no_places").isdisjoint(lower[at:end])
            or lower[at] in small_words("months")
        ):
            continue
        distance = at - place.right if at >= place.right else place.left - end
        if scene.parted(min(at, place.left), max(at, place.right)):
            # "drowned when a dam in Wajir South district burst"
            distance += _NEAR // 2 if is_area else _NEAR
        if 0 <= distance < least:
            best, least = scene.text(at, end), distance
    return best


def place_beside(scene: Scene, index: int, naming: frozenset[int]) -> str | None:
    """A place that no table knows, right behind the noun phrase or first in the sentence.

    "84,000 people in Ulang county", "In Varnholt, 60 kilometres to the east".
    """
    name: str | None = None
    lower = scene.tokens.lower
    for at in (scene.places[index].right, scene.opening):
        if at + 1 >= len(lower) or lower[at] not in {"in", "at", "near", "outside"}:
            continue
        name = name or place_by_form(scene, index, naming)
        behind = scene.sentence.text[scene.tokens.end[at] - scene.sentence.start :].lstrip()
        if name is not None and behind.startswith(name):
            return name
    return None


def _is_of_kind(scene: Scene, at: int) -> bool:
    """Whether a plural behind a capital is no place: "in European rivers", but "in Kell districts"."""
    table = _place_words()
    known = table["of_place"] | table["sites"] | table["area_nouns"]
    return noun_at(scene.tokens, at) and scene.tokens.lower[at] not in known


def name_of_place(scene: Scene, mark: Mark) -> str:
    """The place's name, with the part of a country that is meant: "northern Nigeria"."""
    place = str(mark.value.place)
    tokens = scene.tokens
    if tokens.lower[mark.end : mark.end + 1] in (["'s"], ["’s"]):
        # "Uttar Pradesh's Ballia district"
        end = mark.end + 1
        while end < len(tokens) and tokens.kind[end] == "w" and tokens.text[end][0].isupper():
            end += 1
        is_area = end < len(tokens) and tokens.lower[end] in _place_words()["area_nouns"]
        if mark.value.kind == "country" and _names_part(scene, mark.end + 1):
            return f"{_part_name(tokens.lower[mark.end + 1])} {place}"
        return scene.text(mark.end + 1, end) if is_area and end > mark.end + 1 else place
    start = part_start(scene, mark)
    if mark.value.kind == "country" and start != mark.start:
        return f"{scene.text(start, mark.start).lower()} {place}"
    part = scene.tokens.lower[mark.start - 1] if mark.start else ""
    if mark.value.kind != "country" or part not in small_words("compass"):
        return place
    return f"{_part_name(part)} {place}"


def place_told(scene: Scene) -> str | None:
    """The place that a sentence without figures tells of."""
    mark = next(
        (
            one
            for one in scene.marks.names
            if one.value.place is not None and one.start >= scene.opening and is_where(scene, one)
        ),
        None,
    )
    return name_of_place(scene, mark) if mark is not None else None


def nameless_part(scene: Scene, index: int, country: str | None) -> str | None:
    """ "targeting western regions" of the country that the attack was aimed at."""
    if country not in _countries():
        return None
    lower = scene.tokens.lower
    place = scene.places[index]
    last = min(len(lower) - 1, scene.clause_end(place.right), place.right + 12)
    for at in range(place.right, last):
        if lower[at] in small_words("compass") and lower[at + 1] in _place_words()["parts"]:
            return f"{_part_name(lower[at])} {country}"
    return None


def _part_name(word: str) -> str:
    return word if word.endswith("ern") or word == "central" else word + "ern"


@lru_cache(maxsize=1024)  # the sources of a document are few
def actor_within(text: str | None) -> str | None:
    """The first one who acts that a text names: "Ukraine's air force" leads to Ukraine."""
    if text is None:
        return None
    return next(
        (mark.value.actor for mark in scan(tokenize(text)).names if mark.value.actor is not None), None
    )


@lru_cache(maxsize=1024)
def country_of(place: str | None) -> str | None:
    if place is None:
        return None
    return next((name for name in place_line(place) if name in _countries()), None)


@cache
def _countries() -> frozenset[str]:
    return frozenset(row["name"] for row in load_rows("countries"))


@cache
def _place_words() -> dict[str, frozenset[str]]:
    table = load_table("places")
    return {
        name: frozenset(table[name])
        for name in (
            "locative",
            "area_nouns",
            "of_place",
            "parts",
            "person_titles",
            "befalling",
            "sites",
            "waters",
        )
    }

"""Places by what they are: "in the border village of Kamburu", and "in the district" of one named before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from claims.extract.context_marks import small_words
from claims.extract.context_place_lists import end_of_capitals, is_longer_name
from claims.extract.context_places import country_of, is_where, name_of_place
from claims.extract.context_scene import Scene
from claims.lexicon import load_rows, load_table
from claims.lexicon.trees import place_line

# How far behind a figure its place may be named, and how far before the text may have named an area.
_REACH = 20
_BACK = 700
_NAME = 3
_WITHIN = frozenset({"in", "across", "around", "throughout", "within", "inside", "of"})


def place_described(scene: Scene, index: int) -> str | None:
    """The name behind a noun for a place and "of", behind the figure: "20,000 are in the border village of Kamburu"."""
    tokens, lower = scene.tokens, scene.tokens.lower
    if "of" not in tokens.words:
        return None
    right = scene.places[index].right
    following = next((place.left for place in scene.places[index + 1 : index + 2]), len(tokens))
    for at in range(right, min(following, right + _REACH, len(tokens) - 2)):
        if lower[at] in _breaking():
            return None
        if lower[at] not in load_table("places")["area_nouns"] or lower[at + 1] != "of":
            continue
        known = next((mark for mark in scene.marks.names if mark.start == at + 2), None)
        if known is not None and known.value.place is not None:
            return str(known.value.place)
        end = end_of_capitals(scene, at + 2)
        if at + 2 < end < len(tokens) - 1 and tokens.text[end] == "-" and tokens.text[end + 1][0].isupper():
            # "the port of Severo-Kurilsk"
            end = end_of_capitals(scene, end + 1)
        if 0 < end - at - 2 <= _NAME + 2 and lower[at + 2] not in small_words("no_places"):
            return scene.text(at + 2, end)
    return None


def area_meant(scene: Scene, text: str) -> str | None:
    """The area that "in the district" leads back to: the last one of ``text``, the document, that was named so."""
    tokens, lower = scene.tokens, scene.tokens.lower
    if _areas().isdisjoint(tokens.words):
        return None
    for at in range(1, len(lower) - 1):
        if lower[at] not in _areas() or lower[at - 1] != "the" or lower[at - 2 : at - 1] == []:
            continue
        is_named = lower[at + 1] == "of" or tokens.text[at + 1][0].isupper()
        if lower[at - 2] not in _WITHIN or is_named or not tokens.text[at].islower():
            continue
        start = scene.sentence.start
        named = list(_named(lower[at]).finditer(text, max(0, start - _BACK), start))
        return named[-1][0] if named else None
    return None


def place_opening(scene: Scene) -> str | None:
    """The place that a sentence opens with as what it is about: "Lozova, 120 km south of Kharkiv, has"."""
    tokens = scene.tokens
    for mark in scene.marks.names:
        if mark.start == scene.opening and mark.value.place is not None and mark.end < len(tokens):
            is_subject = tokens.lower[mark.end] in {",", "lies", "lay", "sits"} or tokens.lower[
                mark.end
            ] in small_words("be", "have", "of_subject_place")
            return name_of_place(scene, mark) if is_subject else None
    return None


def capital_told(scene: Scene, country: str | None) -> str | None:
    """The capital of the country that a text tells of: "In the capital, 29 schools closed"."""
    lower = scene.tokens.lower
    if country is None or "capital" not in lower:
        return None
    at = lower.index("capital")
    is_place = at > 1 and lower[at - 1] == "the" and lower[at - 2] in {"in", "across", "around", "near"}
    behind = scene.tokens.text[at + 1 : at + 3]
    is_named = behind[:1] == ["of"] or (behind[:1] == [","] and len(behind) > 1 and behind[1][0].isupper())
    if not is_place or is_named:
        return None
    return _capitals_of().get(country)


@cache
def _capitals_of() -> dict[str, str]:
    return {row["name"]: row["capital"] for row in load_rows("countries") if row["capital"]}


def common_place(scenes: Sequence[Scene]) -> str | None:
    """What holds all the places that sentences tell of, if no other country is named in them."""
    common: str | None = None
    countries: set[str | None] = set()
    for scene in scenes:
        for mark in scene.marks.names:
            if mark.start < scene.opening:
                continue
            countries.add(country_of(mark.value.place or mark.value.actor))
            if mark.value.place is None or not is_where(scene, mark) or is_longer_name(scene, mark):
                continue
            place = name_of_place(scene, mark)
            line = place_line(common or place)
            common = next((one for one in place_line(place) if one in line), None)
            if country_of(common) is None:
                return None
    return common if len(countries - {None}) == 1 else None


def is_side_of_country(place: str, country: str | None) -> bool:
    """Whether a place is a country or no more than a side of it: "central Kenya"."""
    return country is not None and (place == country or place.endswith(f" {country}"))


@cache
def _areas() -> frozenset[str]:
    return frozenset(load_table("places")["areas_meant"])


@cache
def _breaking() -> frozenset[str]:
    return frozenset({";", "while", "but", "including"})


@cache
def _named(noun: str) -> re.Pattern[str]:
    """One to three capitals before the noun: "Busia District"."""
    return re.compile(rf"(?:[A-Z][\w’'-]+ ){{1,3}}(?:{noun}|{noun.capitalize()})\b")

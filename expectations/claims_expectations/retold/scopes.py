"""Where or of what a figure is told, where a text speaks of several places or things of one sort."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from claims.lexicon.trees import place_line
from claims_expectations.retold.figures import Stated
from claims_expectations.retold.words import TOKEN, country_of, words

# So far back a thing was named that "the fire" means.
REACH = 700
_PLACED = re.compile(
    r"\b(?:in|at|near|around|across|outside|of|from|inside|on) (?:the )?(?:[a-z-]+ ){0,2}([A-Z][\w-]+(?: [A-Z][\w-]+)*)"
)
# Verbs by which a place tells what befell it.
_TOLD = "reported|saw|suffered|recorded|counted|lost|accounted"
_OPENING = re.compile(
    r"(?:In|At|Near|Around|Across|Outside) (?:the )?([A-Z][\w-]+)"
    rf"|([A-Z][\w-]{{2,}}) (?:is|was|has|had|{_TOLD})\b"
)
# "Khyber Pakhtunkhwa was hit hardest": what a sentence about one place counts is some of what was told before.
_SUBJECT = re.compile(
    rf"([A-Z][\w-]+(?: [A-Z][\w-]+){{0,2}}) (?:(?:{_TOLD}|registered)\b"
    r"|(?:was|were) (?:the )?(?:worst|hardest|hit|struck)\b)"
)
_ITSELF = re.compile(r"\b[A-Z][\w-]+ (?:itself|alone|proper)\b")
_HEADING = re.compile(r"(?:^|\n|[.!?] )([A-Z][\w-]+(?: [A-Z][\w-]+){0,2})(?::|\n)")


@dataclass(frozen=True, slots=True)
class Scopes:
    """What a text is divided by: ``things`` of one sort that have names ("Carr Fire", "Napa County"), by their noun, as
    positions and names, and ``headings``, the countries under which it tells ("Kenya: ...")."""

    things: Mapping[str, Sequence[tuple[int, str]]]
    headings: Sequence[tuple[int, str]]


@cache
def _named() -> re.Pattern[str]:
    nouns = "|".join(sorted(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in words("named_things")))
    return re.compile(rf"\b([A-Z][\w’'-]+ ({nouns}))\b")


def scopes_of(text: str) -> Scopes:
    """Return what a text is divided by; a noun of which it names one thing only divides nothing."""
    things: dict[str, list[tuple[int, str]]] = {}
    for found in _named().finditer(text):
        if found[1].partition(" ")[0].lower() not in words("common"):
            # "The fire" has no name
            things.setdefault(found[2].lower(), []).append((found.start(), found[1]))
    several = {noun: told for noun, told in things.items() if len({name for _, name in told}) > 1}
    headings = [(found.start(1), found[1].title()) for found in _HEADING.finditer(text)]
    countries = [(at, name) for at, name in headings if country_of(name) == name]
    return Scopes(several, countries if len({name for _, name in countries}) > 1 else [])


def are_elsewhere(one: Stated, other: Stated, scopes: Scopes) -> bool:
    """Whether two figures of one text are told of two countries, places or things that it names."""
    if one.sentence == other.sentence:
        return False
    if one.section != other.section:
        return _is_of_one(one, other, scopes) or _is_of_one(other, one, scopes)
    if _is_of_part(one, other) or _is_of_part(other, one):
        return True
    headings = _last(scopes.headings, one.start), _last(scopes.headings, other.start)
    if headings[0] and headings[1] and headings[0] != headings[1]:
        return True
    places = _firm_place(one), _firm_place(other)
    if (
        places[0]
        and places[1]
        and not (places[0] in place_line(places[1]) or places[1] in place_line(places[0]))
    ):
        return True
    return any(_is_of_another(one, other, told) for told in scopes.things.values())


def _is_of_part(part: Stated, whole: Stated) -> bool:
    """Whether a lower figure is told of a part of where the other is: "in Sanaa and the provinces", "in Sanaa itself"."""
    if part.base >= whole.base:
        return False
    if _ITSELF.search(part.sentence) is not None:
        return True
    subject = _SUBJECT.match(part.sentence)
    if subject is not None and subject[1] not in whole.sentence and subject[1] not in (part.teller or ""):
        return True
    opening = _OPENING.match(part.sentence)
    name = opening[1] if opening is not None else None
    return name is not None and f"{name} and " in whole.sentence


def speak_of_two(one: Stated, other: Stated) -> bool:
    """Whether each of two sentences names places of its own, and none of the other's."""
    if one.sentence == other.sentence or one.section != other.section:
        return False
    left, right = _places_in(one), _places_in(other)
    return bool(left and right) and not (
        any(name in other.sentence for name in left) or any(name in one.sentence for name in right)
    )


def _is_of_another(one: Stated, other: Stated, told: Sequence[tuple[int, str]]) -> bool:
    left, right = _things_at(one, told), _things_at(other, told)
    return bool(left and right) and not (
        any(name in other.sentence or name in right for name in left)
        or any(name in one.sentence for name in right)
    )


def _is_of_one(headline: Stated, body: Stated, scopes: Scopes) -> bool:
    """Whether a headline, which tells of all, names none of what a figure of the body is of."""
    if headline.section != "headline":
        return False
    found = [_things_at(body, told) for told in scopes.things.values()]
    return any(things and not any(name in headline.sentence for name in things) for things in found)


def _things_at(stated: Stated, told: Sequence[tuple[int, str]]) -> frozenset[str]:
    """Return the things that a sentence names, or the last one named before it."""
    end = bisect_left(told, (stated.start + len(stated.sentence), ""))
    own = frozenset(name for at, name in told[:end] if at >= stated.start)
    if own or not end or told[end - 1][0] < stated.start - REACH:
        return own
    return frozenset({told[end - 1][1]})


def _last(told: Sequence[tuple[int, str]], start: int) -> str:
    # A heading may be the first word of the sentence itself.
    at = bisect_left(told, (start + 1, ""))
    return told[at - 1][1] if at else ""


def _firm_place(stated: Stated) -> str:
    """Return the place that opens the sentence of a figure, or stands right behind it: "5,000 victims in Surkhet"."""
    place = stated.place
    if not place:
        return ""
    opening = _OPENING.match(stated.sentence)
    if opening is not None and opening[1] is not None and place.startswith(opening[1]):
        return place
    behind = TOKEN.findall(stated.sentence[stated.last : stated.last + 60])
    for at, token in enumerate(behind[:4]):
        if token in ("in", "at", "near"):
            return place if behind[at + 1 : at + 2] == place.split()[:1] else ""
    return ""


def _places_in(stated: Stated) -> frozenset[str]:
    found = {name for run in _PLACED.findall(stated.sentence) for name in run.split()}
    opening = _OPENING.match(stated.sentence)
    if opening is not None:
        found.add(opening[1] or opening[2])
    told = stated.teller or ""
    return frozenset(
        name
        for name in found
        if name not in told and name not in words("plain_names") and name.lower() not in words("calendar")
    )

"""One pass over the tokens of a sentence, marking every word that the lexicon of contexts knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import compress
from typing import Any, NamedTuple
from unicodedata import combining, normalize

from claims.extract.tokens import Tokens, tokenize
from claims.lexicon import load_rows, load_table
from claims.lexicon.trees import concept_files, concepts

_CONCEPT, _EVENT, _MEASURE, _MODAL, _SAYING, _BEFORE, _SMALL = range(7)
_PLAIN = str.maketrans(
    {"ı": "i", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ø": "o", "Ø": "O", "ß": "ss", "æ": "ae", "ð": "d"}
    | dict.fromkeys("’‘ʼʻʿʾ", "")
)
_COUNTED = frozenset(
    {"fewer", "more", "many", "of", "emergency", "phone", "the", "no", "hundred", "thousand"}
)
_SHORT_VERB = re.compile(r"[^aeiou]*[aeiou][bdgmnprt]$")


class Trigger(NamedTuple):
    """A word that tells of an event. ``form``: base, s, past, part, ed (either), ing, noun, counted, state.

    ``only``: the concept without which it tells of nothing.
    """

    event: str
    form: str
    intransitive: bool = False
    only: str | None = None


# The actor of names that only tell that it is the other side: "the enemy", "the occupiers".
ENEMY = "enemy"
OWN_SIDE = "own side"


class Name(NamedTuple):
    """A name of the lexicon: the place it may be, and the one who acts under it."""

    place: str | None
    actor: str | None
    kind: str
    alone: bool = True


class Mark(NamedTuple):
    """Tokens ``start`` to ``end`` (half-open) and what the lexicon holds of them."""

    start: int
    end: int
    value: Any


@dataclass(slots=True)
class Marks:
    """What was found in a sentence, each list in the order of the text; positions are token indexes.

    Values: a concept's (id, elliptic), an event's triggers, measures' ids, a modality, a verb of saying's
    (modality, form), ``Name``; ``small`` holds the groups of ``context.toml`` that are longer than a word.
    """

    concepts: list[Mark]
    events: list[Mark]
    measures: list[Mark]
    modals: list[Mark]
    sayings: list[Mark]
    befores: list[Mark]
    small: list[Mark]
    names: list[Mark]


# The words of a phrase behind the first, its length, its sort (of a name: how it is capitalised), its value.
_Entry = tuple[tuple[str, ...], int, int, Any]
_Entries = tuple[_Entry, ...]


# The phrases that begin with a word: the longer ones by their second word, the longest first and the single word
# itself behind them; and the single word.
_Heads = tuple[Mapping[str, _Entries], _Entries]
_NONE: _Heads = ({}, ())


def scan(tokens: Tokens) -> Marks:
    """Return the marks of a sentence; of overlapping phrases of one sort the first and longest."""
    lexicon = _compiled()
    # By sort, the names last.
    lists: list[list[Mark]] = [[], [], [], [], [], [], [], []]
    names_found = lists[7]
    taken = [0] * 8
    lower, texts = tokens.lower, tokens.text
    lower = [*lower, ""]
    for index in compress(range(len(texts)), map(lexicon.__contains__, lower)):
        longer, single, names = lexicon[lower[index]]
        following = lower[index + 1]
        for rest, length, sort, value in longer.get(following, single) if longer else single:
            if taken[sort] > index or (length > 2 and tuple(lower[index + 1 : index + length]) != rest):
                continue
            taken[sort] = index + length
            lists[sort].append(Mark(index, index + length, value))
        if names is None or taken[7] > index:
            continue
        for rest, length, capital, value in names[0].get(following, names[1]):
            if (
                (length > 2 and tuple(lower[index + 1 : index + length]) != rest)
                or (capital and not texts[index][0].isupper())
                or (capital == 2 and not texts[index].isupper())
            ):
                continue
            taken[7] = index + length
            names_found.append(Mark(index, index + length, value))
            break
    marks = Marks(*lists)
    if marks.sayings and "expected" in lower:
        # "closer than expected" is nobody's word
        marks.sayings[:] = [
            mark
            for mark in marks.sayings
            if not (
                lower[mark.start] == "expected" and mark.start and lower[mark.start - 1] in ("than", "as")
            )
        ]
    if "calls" in lower:
        # "3,000 calls for help" are no demand
        at = lower.index("calls")
        if at and (tokens.kind[at - 1] == "n" or lower[at - 1] in _COUNTED):
            marks.sayings[:] = [mark for mark in marks.sayings if mark.start != at]
            marks.modals[:] = [mark for mark in marks.modals if mark.start != at]
    return marks


@cache
def small_words(*groups: str) -> frozenset[str]:
    """Return groups of the small words of ``context.toml``, as one."""
    return frozenset(word for group in groups for word in load_table("context")[group])


@cache
def _compiled() -> dict[str, tuple[Mapping[str, _Entries], _Entries, _Heads | None]]:
    """The phrases of the lexicon by their first word, those that are longer and the word, and the names likewise."""
    phrases, names = _index(_phrases()), _index(_names())
    return {word: (*phrases.get(word, _NONE), names.get(word)) for word in {*phrases, *names}}


def _index(phrases: Iterable[tuple[str, int, Any]]) -> dict[str, _Heads]:
    """Group (phrase, sort, value) by first word; of equal phrases of a sort the first wins."""
    found: dict[str, list[_Entry]] = {}
    for phrase, sort, value in phrases:
        words = _words(phrase)
        found.setdefault(words[0], []).append((words[1:], len(words), sort, value))
    return {word: _heads(entries) for word, entries in found.items()}


def _words(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as they are told apart in a text."""
    if phrase.isalpha():
        return (phrase,)
    plain = tuple(phrase.split(" "))
    return plain if all(map(str.isalpha, plain)) else tuple(tokenize(phrase.replace("’", "'")).lower)


def _heads(entries: Sequence[_Entry]) -> _Heads:
    if len(entries) == 1 and entries[0][1] == 1:  # as of most names
        return _NONE[0], tuple(entries)
    if len(entries) > 1:
        alike: dict[tuple[tuple[str, ...], int], _Entry] = {}
        for entry in entries:
            alike.setdefault((entry[0], entry[2]), entry)
        entries = sorted(alike.values(), key=_descending_length)
    single = tuple(entry for entry in entries if entry[1] == 1)
    longer: dict[str, list[_Entry]] = {}
    for entry in entries[: len(entries) - len(single)]:
        longer.setdefault(entry[0][0], []).append(entry)
    return {word: (*found, *single) for word, found in longer.items()}, single


def _descending_length(entry: _Entry) -> int:
    return -entry[1]


def _phrases() -> Iterator[tuple[str, int, Any]]:
    for node in concepts().values():
        for label in node.labels:
            for form in number_forms(label):
                yield form, _CONCEPT, (node.id, False)
    for file in concept_files():
        for name, entry in load_table(file)["concept"].items():
            for label in entry.get("elliptic", ()):
                yield label, _CONCEPT, (name, True)
    triggers: dict[str, list[Trigger]] = {}
    for name, entry in load_table("events")["event"].items():
        for form, trigger in _triggers(name, entry):
            if trigger not in triggers.setdefault(form, []):
                triggers[form].append(trigger)
    for phrase, found in triggers.items():
        yield phrase, _EVENT, tuple(found)
    measures: dict[str, list[str]] = {}
    for name, entry in load_table("measures")["measure"].items():
        for cue in entry["cues"]:
            measures.setdefault(cue, []).append(name)
    for phrase, ids in measures.items():
        yield phrase, _MEASURE, tuple(dict.fromkeys(ids + _inner_ids(phrase, measures)))
    for modality, entry in load_table("modality").items():
        if modality != "source":
            for word in entry["words"]:
                yield word, _MODAL, modality
    attribution = load_table("attribution")
    for word in attribution["before"]:
        yield word, _BEFORE, word
    for modality, verbs in attribution["verbs"].items():
        for verb in verbs:
            for form, phrase in verb_forms(verb, attribution["forms"]):
                yield phrase, _SAYING, (modality, form)
    for verb in attribution["present"]:
        yield verb + "s", _SAYING, ("possible", "s")
    for form in attribution["counting"]:
        yield form, _SAYING, ("reported", "s" if form.endswith("s") else "ed")
    for word in load_table("context")["including"]:
        yield word, _SMALL, "including"
    for word in load_table("context")["total"]:
        yield word, _SMALL, "total"


def _inner_ids(phrase: str, measures: dict[str, list[str]]) -> list[str]:
    """What the shorter cues within a cue lead to: "net profit" is a profit as well."""
    words = phrase.split(" ")
    size = len(words)
    inner = (
        " ".join(words[left:right])
        for left in range(size)
        for right in range(left + 1, size + 1)
        if right - left < size
    )
    return [name for cue in inner for name in measures.get(cue, ())]


def _triggers(name: str, entry: dict[str, Any]) -> Iterator[tuple[str, Trigger]]:
    irregular = load_table("events")["irregular"]
    for field_name, intransitive in (("verbs", False), ("intransitive", True)):
        for verb in entry.get(field_name, ()):
            for form, phrase in verb_forms(verb, irregular):
                yield phrase, Trigger(name, form, intransitive)
    for verb, concept in entry.get("narrow", {}).items():
        for form, phrase in verb_forms(verb, irregular):
            yield phrase, Trigger(name, form, only=concept)
    for label in entry.get("counted", ()):
        for phrase in number_forms(label):
            yield phrase, Trigger(name, "counted")
    for label in entry.get("nouns", ()):
        for phrase in number_forms(label):
            yield phrase, Trigger(name, "noun")
    for label in entry.get("states", ()):
        yield label, Trigger(name, "state")


def _names() -> Iterator[tuple[str, int, Any]]:
    """Yield (name, how it is capitalised: 0 any way, 1 first letter, 2 all letters, Name)."""
    table = load_table("places")
    countries = {row["code"]: row["name"] for row in load_rows("countries")}
    capitals = {row["capital"]: row["name"] for row in load_rows("countries") if row["capital"]}
    lower = frozenset(table["lower_case"])
    for actor, labels in table["actor"].items():
        for label in labels:
            yield label, 2 if len(label) < 4 else label not in lower, Name(None, actor, "actor")
    for label in table["enemy"]:
        yield label, 0, Name(None, ENEMY, "actor")
    for label in table["own_side"]:
        yield label, 0, Name(None, OWN_SIDE, "actor")
    for word, country in table["code"].items():
        yield word.lower(), 2, Name(country, country, "country")
    for row in load_rows("places"):
        name = row["name"]
        is_state = name in countries.values() or name in table["unions"]
        actor = capitals.get(name) or (name if is_state else None)
        kind = "country" if actor == name else "place"
        found = Name(name, actor, kind, row["alone"] == "yes")
        for label in (name, *filter(None, row["labels"].split("|"))):
            is_plain = name == "worldwide" or " " in label or (name in table["unions"] and len(label) > 4)
            is_plain = is_plain or "-" in label  # "el-Fasher"
            capital = 0 if is_plain and label == label.lower() else 1
            yield label.lower(), capital, found
    for name in countries.values():
        yield name.lower(), name.lower() not in lower, Name(name, name, "country")
    for row in load_rows("demonyms"):
        country = row["country"]
        found = Name(None, country, "demonym")
        word = row["word"].lower()
        yield word, word not in lower, found
        yield word + "s", word not in lower, found._replace(kind="people")
    plain: list[tuple[str, int, Name]] = []
    for row in load_rows("cities"):
        name = row["name"]
        actor = capitals.get(name)
        alone = actor is not None or int(row["thousands"]) >= 1000
        found = Name(name, actor, "city", alone)
        yield name.lower(), 1, found
        if not name.isascii():
            plain.append((without_accents(name).lower(), 1, found))
    yield from plain


def without_accents(name: str) -> str:
    """The name in plain letters, as many texts write it: "Bogotá" → "Bogota", "İzmir" → "Izmir"."""
    bare = "".join(one for one in normalize("NFKD", name) if not combining(one))
    return bare.translate(_PLAIN)


def number_forms(label: str) -> Iterator[str]:
    """Yield the singular and the plural of a label; "man/men" gives both itself."""
    if "/" in label:
        yield from label.split("/")
        return
    yield label
    if label.endswith(("s", "x", "z", "ch", "sh")):
        yield label + "es"
    elif label.endswith("y") and label[-2:-1] not in "aeiou":
        yield label[:-1] + "ies"
    else:
        yield label + "s"


def verb_forms(verb: str, irregular: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Yield (form, inflected phrase) of a base form, whose first word is the verb."""
    for joint in (" or ", " and "):
        if joint in verb:
            # "destroy or damage": both verbs are inflected.
            left, right = verb.split(joint)
            for (form, one), (_, other) in zip(
                verb_forms(left, irregular), verb_forms(right, irregular), strict=False
            ):
                yield form, one + joint + other
            return
    first, space, rest = verb.partition(" ")
    tail = space + rest
    past = irregular.get(first)
    if past and past[0] == first:
        # "the agency forecast": rather told of what is past
        yield "ed", verb
    yield "base", verb
    if first.endswith(("s", "x", "z", "ch", "sh", "o")):
        yield "s", first + "es" + tail
    elif first.endswith("y") and first[-2] not in "aeiou":
        yield "s", first[:-1] + "ies" + tail
    else:
        yield "s", first + "s" + tail
    doubled = _SHORT_VERB.match(first) or first in load_table("events")["doubled"]
    stem = first + first[-1] if doubled else first.removesuffix("e")
    yield "ing", stem + "ing" + tail
    if past and past[0] != past[-1]:
        yield "past", past[0] + tail
        yield "part", past[-1] + tail
    elif past:
        yield "ed", past[0] + tail
    elif first.endswith("y") and first[-2] not in "aeiou":
        yield "ed", first[:-1] + "ied" + tail
    else:
        yield "ed", stem + "ed" + tail

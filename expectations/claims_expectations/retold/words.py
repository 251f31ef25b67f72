"""What words beside figures have in common: stems, and the lists of the lexicon by which they tell the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from claims.extract.word_classes import singular
from claims.lexicon import load_rows, load_table

TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d[\d.,:]*\d|\d|[;:.,()–—“”\"]")
_NAME = re.compile(r"(?<![.!?“\"] )(?<!^)(?<!\n)\b(?:al-)?[A-ZÀ-ÞŁŚŽŠ][\w’'-]*\w(?<!['’]s)")
# A name of three words or more: its first letters may be a name, too.
_RUN = re.compile(r"[A-Z][\w’'-]*(?: (?:of|for|and|the|[A-Z][\w’'-]*))+ [A-Z]\w*")
_POSSESSIVE = re.compile(r"['’][sS]\b")
_ENDINGS = ("ing", "ed", "es", "s", "er", "e", "ly")


@cache
def words(name: str) -> frozenset[str]:
    """Return a plain list of the lexicon."""
    return frozenset(load_table("retold")[name])


@cache
def sets(name: str) -> tuple[frozenset[str], ...]:
    """Return a list of lists of the lexicon."""
    return tuple(frozenset(members) for members in load_table("retold")[name])


@cache
def groups(name: str) -> frozenset[str]:
    """Return the events of a group of events.toml."""
    return frozenset(load_table("events")["groups"][name])


@cache
def _bases() -> Mapping[str, str]:
    tables = load_table("events")["irregular"], load_table("retold")["irregular"]
    return {form: base for table in tables for base, forms in table.items() for form in forms}


@cache
def stem(word: str) -> str:
    """Return what forms of a word have in common: "injured", "injures" and "injuring" become one."""
    word = singular(_bases().get(word, word)).replace("iz", "is")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending)
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls" else word.rstrip("y")


@cache
def one_of(noun: str) -> str:
    """Return the singular of a noun in lower case, or the noun; "organization" is spelled as "organisation"."""
    if noun.endswith("men") and noun != "specimen":
        return noun[:-2] + "an"
    return "child" if noun == "children" else singular(noun).replace("iz", "is")


@cache
def _sorts(name: str) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for group, members in load_table("retold")[name].items():
        if group == "agent":
            # What a noun of no list may name, and no sort of its own.
            continue
        for member in members:
            found.setdefault(member.replace("_", " "), set()).add(group)
    return {form: frozenset(groups) for form, groups in found.items()}


@cache
def _doings() -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for member, groups in _sorts("doings").items():
        form = " ".join(stem(word) for word in member.split())
        found[form] = found.get(form, frozenset()) | groups
    return found


def things(noun: str, before: str = "") -> frozenset[str]:
    """Return the sorts of things that a noun in the singular may name; ``before`` is the word before it."""
    table = _sorts("things")
    return table.get(f"{before} {noun}") or table.get(noun) or frozenset()


@cache
def meanings(word: str) -> frozenset[str]:
    """Return what a word in lower case tells the same as, its stem among it."""
    form = stem(word)
    return things(one_of(word)) | (_doings().get(form) or frozenset({form}))


@cache
def is_doing(word: str) -> bool:
    """Whether a word tells a happening that other words tell as well: "recall", "release"."""
    return stem(word) in _doings()


@cache
def agents(noun: str) -> frozenset[str]:
    """Return the sorts of people that a noun in any number may name by its ending."""
    named = one_of(noun)
    if len(named) < 5 or not named.endswith(tuple(load_table("retold")["agents"])):
        return frozenset()
    return frozenset().union(*(things(word) for word in load_table("retold")["things"]["agent"]))


@cache
def _events() -> Mapping[str, str]:
    return {word: event for event, members in load_table("retold")["events"].items() for word in members}


def event_of(word: str) -> str | None:
    """Return the event that a word right beside a figure tells."""
    return _events().get(word)


@cache
def is_common(word: str) -> bool:
    """Whether a word, in lower case, tells nothing."""
    return len(word) < 3 or word in words("common") or one_of(word) in words("common")


@cache
def _countries() -> Mapping[str, str]:
    table = {row["capital"]: row["name"] for row in load_rows("countries")}
    table |= {row["name"]: row["name"] for row in load_rows("countries")}
    for row in load_rows("demonyms"):
        table[row["word"]] = table[row["word"] + "s"] = row["country"]
    return table


@cache
def _demonyms() -> frozenset[str]:
    return frozenset(form for row in load_rows("demonyms") for form in (row["word"], row["word"] + "s"))


def country_of(word: str) -> str | None:
    """Return the country that a name or demonym is of."""
    return _countries().get(word)


def names_of(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the names in a text that few texts share, and the countries it names."""
    names: set[str] = set()
    countries: set[str] = set()
    for found in _NAME.finditer(text):
        name = _as_name(found[0].removesuffix("'s").removesuffix("’s"))
        country = country_of(name)
        if country is not None:
            countries.add(country)
        if (
            country != name
            and name not in _demonyms()
            and name not in words("plain_names")
            and not is_common(name.lower())
        ):
            names.add(name)
    # A country is one wherever it stands; other words that open a sentence may be no names.
    countries.update(name for name in map(country_of, capitals_of(text)) if name is not None)
    for run in _RUN.findall(text):
        initials = "".join(word[0] for word in run.split() if word[0].isupper())
        # The first word may open the sentence.
        names.update(letters for letters in (initials, initials[1:]) if len(letters) > 2)
    return frozenset(names), frozenset(countries)


def capitals_of(text: str) -> frozenset[str]:
    """Return every capitalised word of a text: what a name at the start of a sentence may be found among."""
    found = re.findall(r"\b[A-ZÀ-ÞŁŚŽŠ][\w’-]*\w", _POSSESSIVE.sub("", text))
    return frozenset(_as_name(word) for word in found)


def _as_name(word: str) -> str:
    """A name in capitals as others write it; the first letters of one stay as they are."""
    return word.capitalize() if len(word) > 4 and word.isupper() else word

"""Bare numbers that are ages by the words before them: "aged 25", "his wife, 39", "she turned 50"."""

from __future__ import annotations

from claims.extract.atom_tails import Atom
from claims.extract.noun_phrases import counted_phrase
from claims.extract.tokens import Tokens
from claims.extract.word_classes import listed

_OLDEST = 120
# A larger number is an age with a slip of the pen, where the words leave nothing else; one that may be a year is not.
_MISTYPED = 10_000
_YEARS = (1300, 2200)
_SURE = frozenset({"aged", "of", "is", "was", ","})
_BOUNDS = frozenset({"under", "over", "above", "below", "than"})
# Words of a subject, and what may follow the number that says its age.
_SUBJECT = 8
_FAR_SUBJECT = 12
_YOUNGEST = frozenset({"youngest", "oldest", "eldest"})
_IS = frozenset({"is", "was", "were", "are"})
_CLAUSE_ENDS = frozenset({".", ",", ";", "!", "and", "the", "while", "when"})
_TURNED = frozenset({"turned", "turns", "turning"})
_AFTER_TURNED = _CLAUSE_ENDS | {"on", "in", "last", "this", "next", "today", "yesterday", "tomorrow", "that"}


def mark_age(tokens: Tokens, atom: Atom, floor: int) -> None:
    """Make the bare number an age, in place, where the words before it say so; none of them before ``floor``."""
    if atom.unit or atom.bounds or not 0 < atom.value <= _MISTYPED or atom.first == 0:
        return
    before = tokens.lower[atom.first - 1]
    if atom.value > _OLDEST and (before not in _SURE or _YEARS[0] <= atom.value <= _YEARS[1]):
        return
    if before in _BOUNDS:
        if _are_persons(tokens, atom.first - 1) and counted_phrase(tokens, atom.last) is None:
            _mark(atom, atom.first - 1, atom.first)
        return
    if before in {"aged", "age", "ages"}:
        if atom.first - 1 >= floor:
            _mark(atom, atom.first - 1, atom.first - 1)
    elif before == "of":
        noun = tokens.lower[atom.first - 2] if atom.first > 1 else ""
        aged = noun in listed("aged_persons") and counted_phrase(tokens, atom.last) is None
        if aged or noun in {"age", "ages"}:
            _mark(atom, atom.first, atom.first)
    elif _follows_person(tokens, atom) if before == "," else _is_told(tokens, atom, before):
        _mark(atom, atom.first, atom.first)


def _mark(atom: Atom, cue: int, first: int) -> None:
    atom.entries.append(("kind", "age", cue, atom.number_first))
    atom.first, atom.unit, atom.kind = first, "year", "age"


def _follows_person(tokens: Tokens, atom: Atom) -> bool:
    """ "Ivan Petrov, 65, said", "his wife, 39, and"."""
    person = atom.first - 2
    if person < 0 or atom.form != "digits" or atom.value != int(atom.value) or tokens.kind[person] != "w":
        return False
    text = tokens.text[person]
    if text.isupper() or not (text[:1].isupper() or tokens.lower[person] in listed("persons")):
        return False
    if atom.value > _OLDEST and tokens.lower[person] not in listed("persons"):
        # the name of a person has more than one word
        named = person > 0 and tokens.kind[person - 1] == "w" and tokens.text[person - 1][:1].isupper()
        if not named or atom.value >= 1000:
            return False
    following = tokens.lower[atom.last : atom.last + 3]
    return following[:1] == [","] or (following[:1] == ["and"] and following[2:] == [","])


def _is_told(tokens: Tokens, atom: Atom, before: str) -> bool:
    """ "the youngest of the victims is 15", "his father is 81", "she turned 50"."""
    if atom.value != int(atom.value):
        return False
    lower = tokens.lower
    following = lower[atom.last] if atom.last < len(lower) else "."
    if before in _TURNED:
        return following in _AFTER_TURNED
    if following not in _CLAUSE_ENDS:
        return False
    if before in _IS and "age" in lower[max(0, atom.first - _FAR_SUBJECT) : atom.first]:
        # "the average age of the recruits was 22"
        return True
    if before in _IS and atom.first > 1 and lower[atom.first - 2] in listed("aging_subjects"):
        return True
    told = before in _IS or before in _YOUNGEST
    return told and not _YOUNGEST.isdisjoint(lower[max(0, atom.first - _SUBJECT) : atom.first])


def _are_persons(tokens: Tokens, bound: int) -> bool:
    """Whether persons stand before "under" at token ``bound``: "children under 5", "those over 65"."""
    at = bound - 1
    if tokens.lower[bound] == "than":
        if tokens.lower[at] not in {"older", "younger"}:
            return False
        at -= 1
    if at > 0 and tokens.lower[at] in {"aged", "are", "were", "was", "is"}:
        at -= 1
    return at >= 0 and tokens.lower[at] in listed("age_groups")

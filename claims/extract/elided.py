"""Units that the text leaves out because an earlier number has them: "$3 billion this year and 4 billion next"."""

from __future__ import annotations

from itertools import pairwise

from claims.extract.atom_tails import Atom
from claims.extract.noun_phrases import counted_phrase, singular_phrase
from claims.extract.tokens import Tokens
from claims.extract.word_classes import listed

_LARGE = 1000.0
_OLDEST = 120
_LEVELS_APART = 8
_CONVERSIONS_APART = 6
_SAME_SIZE = 10
_SIDES = (["from"], ["to"], ["for"])
_FORMER = (["up", "from"], ["down", "from"], ["instead", "of"], ["rather", "than"])
_HELD_AGAINST = frozenset({"against", "versus", "vs"})
_SPANNED = frozenset({"after", "for", "within"})
_LISTED = frozenset({"and", "or", ",", "versus", "vs"})
_JOINED = (
    "and",
    "or",
    ",",
    ":",
    "versus",
    "vs",
    "against",
    "with",
    "from",
    "than",
    "to",
    "but",
    "including",
    "another",
    "remaining",
    "other",
    "further",
    "additional",
    "extra",
)
_LINKS = frozenset({"from", "to", "for", "into", "towards"})
# "fell to 12 degrees, and then to minus 20"
_THEN = frozenset({"then", "later", "finally"})
_NEXT_LEVEL = _THEN | {",", "and", "to"}
_MADE_UP = frozenset({"up", "consisting", "composed", "comprised", "comprising", "which", "these"})


def share_earlier_unit(tokens: Tokens, atoms: list[Atom], blocked: dict[int, str]) -> None:
    """Give numbers without a unit that of an amount before them, in place.

    A level does it after "up from" and "to", a part after "of which", and an amount with a scale word
    ("4 billion") after words that join or compare, where no noun follows that it could count; a number that is
    converted in brackets does it where an earlier one is converted to the same unit ("2,400 yen ($22) here and
    2,300 ($21) there"), and one that has its time as the one before it ("1.4 degrees in 2018 and 2.1 last
    year"). ``blocked`` holds the tokens of dates.
    """
    model: Atom | None = None
    # The last sum of money with a scale word: a percentage between it and the next is no model for that.
    sum_of_money: Atom | None = None
    for place, atom in enumerate(atoms):
        if atom.unit:
            if (atom.kind in {"money", "physical"} or atom.unit == "percent") and not in_brackets(
                tokens, atom
            ):
                model = atom
                if atom.kind == "money" and atom.scale >= _LARGE:
                    sum_of_money = atom
            continue
        left = atoms[place - 1] if place else None
        if left is not None and left.kind == "age" and _is_further_age(tokens, left, atom):
            atom.unit, atom.kind = left.unit, left.kind
            atom.entries.append(("unit", "elided", left.first, left.last))
            continue
        if left is not None and _is_parallel(tokens, left, atom) and not counts_noun(tokens, atom.last):
            atom.unit, atom.kind, atom.per = left.unit, left.kind, left.per
            atom.entries.append(("unit", "elided", left.number_first, left.last))
            continue
        if model is None or atom.bounds or atom.form == "part":
            continue
        if sum_of_money is not None and atom.scale >= _LARGE and _is_joined(tokens, atom, sum_of_money):
            model = sum_of_money
        shares = (
            _is_other_level(tokens, atom, model, nearest=left is model)
            or _is_part(tokens, atom, model)
            or _is_joined(tokens, atom, model)
            or (left is model and _is_listed_amount(tokens, atom, model))
            or _is_converted(tokens, atoms, place)
            or (left is model and _is_dated(tokens, atom, model, blocked))
        )
        if shares and not counts_noun(tokens, atom.last):
            atom.unit, atom.kind, atom.per = model.unit, model.kind, model.per
            atom.entries.append(("unit", "elided", model.number_first, model.last))
            model = atom


def _is_further_age(tokens: Tokens, left: Atom, atom: Atom) -> bool:
    """ "aged 8, 10 and 12"."""
    return (
        (
            tokens.lower[left.first] in {"aged", "ages"}
            or left.entries[-1][1] == "elided"
            or [tokens.text[left.first - 1]] == tokens.text[atom.last : atom.last + 1] == [","]
        )
        and atom.form == left.form
        and atom.bounds is None
        and atom.value <= _OLDEST
        and tokens.lower[left.last : atom.first] in (["and"], ["or"], [","], [",", "and"])
        and tokens.lower[atom.last : atom.last + 1] not in (["other"], ["others"], ["more"])
        and not counts_noun(tokens, atom.last)
    )


def _is_other_level(tokens: Tokens, atom: Atom, model: Atom, *, nearest: bool) -> bool:
    """ "140 km/h, down from 160", "to 140 km/h from 160", "from about 14-18 mpg to 24": digits of one size."""
    if not nearest or atom.form != "digits" or model.form != "digits" or atom.scale != model.scale:
        return False
    before = tokens.lower[max(atom.first - 2, 0) : atom.first]
    if before in _FORMER:
        return atom.first - model.last <= _LEVELS_APART
    if before[-1:] == ["from"] and tokens.lower[max(model.first - 1, 0)] == "to":
        return atom.first - model.last <= _LEVELS_APART and _is_same_size(model, atom)
    gap = tokens.lower[model.last : atom.number_first]
    if "to" in gap and _NEXT_LEVEL.issuperset(gap) and not _THEN.isdisjoint(gap):
        return True
    opened = "from" in tokens.lower[max(model.first - 1, 0) : model.first + 1]
    return opened and before[-1:] == ["to"] and atom.first - model.last == 1


def _is_parallel(tokens: Tokens, left: Atom, atom: Atom) -> bool:
    """ "a boy after 78 hours and a girl after 79", "204 hp, more than the old model's 212": at a clause's end."""
    ends = atom.last >= len(tokens) or tokens.kind[atom.last] == "s"
    measured = left.kind in {"duration", "physical", "money"} or left.unit == "percent"
    if not ends or not measured or left.bounds or atom.bounds:
        return False
    if left.form != atom.form or left.scale != atom.scale or not _is_same_size(left, atom):
        return False
    if not 0 < atom.first - left.last <= _LEVELS_APART or left.first == 0:
        return False
    before = tokens.lower[atom.first - 1]
    if before in _HELD_AGAINST:
        return True
    return tokens.kind[atom.first - 1] == "p" or (
        before in _SPANNED and tokens.lower[left.first - 1] == before
    )


def _is_same_size(left: Atom, right: Atom) -> bool:
    return left.value < right.value * _SAME_SIZE and right.value < left.value * _SAME_SIZE


def _is_part(tokens: Tokens, atom: Atom, model: Atom) -> bool:
    before = tokens.lower[max(atom.first - 2, 0) : atom.first]
    if model.kind == "share":
        return False
    following = tokens.lower[atom.last : atom.last + 2]
    if (
        model.kind == "physical"
        and tokens.lower[model.last : atom.first] == [","]
        and following == ["of", "them"]
    ):
        # "21,300 hectares, 4,100 of them in the park"
        return atom.value < model.value
    opened = before in (["of", "which"], ["of", "that"], ["of", "this"])
    return opened and atom.value < model.value and (atom.scale >= _LARGE or model.scale < _LARGE)


def _is_joined(tokens: Tokens, atom: Atom, model: Atom) -> bool:
    if atom.scale < _LARGE or model.kind != "money" or model.scale < _LARGE or atom.first == 0:
        return False
    following = tokens.lower[atom.last] if atom.last < len(tokens) else ""
    before = tokens.lower[max(atom.first - 2, 0) : atom.first]
    if before[-1] == "at" and atom.scale == model.scale:
        # "short of the 2.3 billion euros ..., coming in at 2.18 billion"
        return not following.isalpha()
    # "made up of 1.4 billion in grants"
    # "profit of $84 million on sales of 1.2 billion"
    told_of = before[-1] == "of" and (before[0] in _MADE_UP or before[0] in listed("earnings"))
    joined = before[-1] in _JOINED or told_of
    return joined and following not in listed("subject_verbs")


def _is_listed_amount(tokens: Tokens, atom: Atom, model: Atom) -> bool:
    """ "700,000 dollars from a builder, 450,000 from a shipper": an amount in digits of the same make."""
    if model.kind != "money" or model.per or atom.form != "digits" or model.form != "digits":
        return False
    if atom.value < _LARGE or atom.scale != model.scale or not _is_same_size(model, atom):
        return False
    behind = tokens.lower[model.last : model.last + 1]
    if behind not in _SIDES or tokens.lower[atom.last : atom.last + 1] != behind:
        return False
    return tokens.lower[atom.first - 1] in _JOINED


def _is_converted(tokens: Tokens, atoms: list[Atom], place: int) -> bool:
    if not 1 < place < len(atoms) - 1:
        return False
    own, other = atoms[place : place + 2]
    if own.form != "digits" or not other.unit or tokens.text[own.last : other.first] != ["("]:
        return False
    earlier = atoms[max(place - _CONVERSIONS_APART, 0) : place]
    return any(
        first.unit != second.unit == other.unit and tokens.text[first.last : second.first] == ["("]
        for first, second in pairwise(earlier)
    )


def _is_dated(tokens: Tokens, atom: Atom, model: Atom, blocked: dict[int, str]) -> bool:
    """ "5% on Monday and 7 on Friday": both have their time, and nothing else tells them apart."""
    if atom.form != "digits" or model.form != "digits" or model.bounds:
        return False
    # "1.2 million euros in 2017 and 900,000 the year before"
    written_out = atom.scale == 1 and atom.value >= _LARGE
    if atom.scale != model.scale and not written_out:
        return False
    if tokens.lower[atom.first - 1] not in _LISTED or atom.first - model.last > _LEVELS_APART:
        return False
    return _has_date(blocked, atom.last, atom.last + 2) and _has_date(blocked, model.last, atom.first)


def _has_date(blocked: dict[int, str], first: int, last: int) -> bool:
    return any(blocked.get(index) in {"date", "year"} for index in range(first, last))


def in_brackets(tokens: Tokens, atom: Atom) -> bool:
    return atom.first > 0 and tokens.text[atom.first - 1] == "("


def counts_noun(tokens: Tokens, last: int) -> bool:
    """Whether a noun follows that the number would count."""
    if last + 1 < len(tokens) and tokens.lower[last].endswith("ing") and tokens.lower[last + 1] in _LINKS:
        # "11 million coming from the state"
        return False
    if counted_phrase(tokens, last) is not None:
        return True
    # "4 billion next year"
    timed = last < len(tokens) and tokens.lower[last] in listed("ordered")
    return not timed and singular_phrase(tokens, last) is not None

"""Two numbers to a ratio or a share: "five to one", "5:1", "one in five", "one over three"."""

from __future__ import annotations

from claims.extract.atom_tails import Atom
from claims.extract.tokens import Tokens
from claims.extract.trap_names import words_of

_LARGEST_OF = 1000
_ROUND = frozenset({10, 20, 50, 100, 1000})
# Wholes that shares are told by, and no counts: "two out of five".
_FRACTIONS = frozenset({2, 3, 4, 5}) | _ROUND


def ratio_of(tokens: Tokens, left: Atom, right: Atom, word: str) -> Atom | None:
    """ "five to one" beside "ratio", "odds", "outnumbered"."""
    if word != "to" or left.unit or right.unit or left.bounds or right.bounds or not right.value:
        return None
    near = tokens.lower[max(0, left.first - 6) : left.first]
    after = tokens.lower[right.last : right.last + 2]
    to_one = right.value == 1 < left.value
    if not to_one and words_of("ratio").isdisjoint(near) and words_of("ratio").isdisjoint(after):
        return None
    return _as_ratio(left, right)


def colon_ratio(tokens: Tokens, left: Atom, right: Atom) -> Atom | None:
    """ "5:1", where the marks touch; clock times and scores are kept out before."""
    if left.unit or right.unit or left.form != "digits" or right.form != "digits" or not right.value:
        return None
    if not tokens.glued(left.last) or not tokens.glued(right.first):
        return None
    if len(tokens.text[right.first]) > 1:
        near = tokens.lower[max(0, left.first - 6) : left.first] + tokens.lower[right.last : right.last + 2]
        if words_of("ratio").isdisjoint(near):
            return None
    return _as_ratio(left, right)


def _as_ratio(left: Atom, right: Atom) -> Atom:
    left.value /= right.value
    left.unit = "ratio"
    left.kind = "ratio"
    left.last, left.number_last = right.last, right.number_last
    left.step = 1.0 if right.value == 1 else None
    return left


def one_in(tokens: Tokens, left: Atom, right: Atom) -> Atom | None:
    """ "one in five", "3 out of 10": a share, unless the second number has a unit or is a year."""
    if left.unit or right.unit or left.bounds or right.bounds or left.scale > 1:
        return None
    in_words = tokens.lower[left.last] in {"in", "-"}
    # "1 in 302 million" and "1 in 20,000", but "3 in 2019"
    may_be_year = (
        right.form == "digits" and right.scale == 1 and "," not in tokens.text[right.number_last - 1]
    )
    if not 0 < left.value < right.value or (in_words and right.value > _LARGEST_OF and may_be_year):
        return None
    if left.value != int(left.value) or left.last - left.number_last:
        return None
    # "four in 10" is written so, "won three in 2019" and "two in 37 games" are something else
    if in_words and left.form != right.form and left.value > 1 and right.value not in _ROUND:
        return None
    left.step = None
    left.value /= right.value
    left.unit, left.kind, left.form = "share", "share", "part"
    left.last, left.number_last = right.last, right.number_last
    return left


def counts_both(left: Atom, right: Atom) -> bool:
    """Whether a part and its whole were counted: "28 out of 31 drones", and not "two out of five people"."""
    whole = right.value * right.scale
    return left.value > 1 and whole == int(whole) and whole not in _FRACTIONS and whole > left.value


def fraction_of(left: Atom, right: Atom) -> Atom | None:
    """ "one over three"."""
    over = right.before is not None and right.before.entries == ("over",)
    if (
        not over
        or left.unit
        or right.unit
        or left.bounds
        or right.bounds
        or not right.value
        or left.scale > 1
    ):
        return None
    left.value /= right.value
    left.last, left.number_last, left.step = right.last, right.number_last, None
    left.form = "part"
    return left

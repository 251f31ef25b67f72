"""Two numbers with "to" between them that are no range (the sides of a vote, a change and the level it led to), and
those that are one though the larger comes first."""

from __future__ import annotations

from claims.extract.atom_tails import Atom
from claims.extract.direction_words import cues
from claims.extract.noun_phrases import counted_phrase
from claims.extract.tokens import Tokens
from claims.extract.trap_names import words_of
from claims.extract.word_classes import listed

# Of a hundred votes hardly more than this many are for none of the two sides that are told.
_MOST_VOTED = 80
# A number so many times a percentage beside it is none.
_OTHER_SIZE = 20
# Words from "ranged" to "from": "ranged in age from".
_SPANNING = 3
# Words right before an outlook.
_LINKS = frozenset({"of", "at"})
_AGED = frozenset({"aged", "ages"})
# A score is told minutes before or after something, hardly weeks.
_LONG_TIMES = frozenset({"day", "week", "month", "year"})


def are_two_sides(tokens: Tokens, left: Atom, right: Atom) -> bool:
    """ "carried by 59 to 41 percent": what two sides of a vote got."""
    both = left.value + right.value
    return (
        right.unit == "percent"
        and _MOST_VOTED <= both <= 100
        and not words_of("outcome").isdisjoint(tokens.words)
    )


def is_step_and_share(left: Atom, right: Atom) -> bool:
    """ "a decline of 439 or 0.9 %": one amount, and what part of the former figure it was."""
    return right.unit == "percent" and not left.unit and left.value > _OTHER_SIZE * right.value


def is_change(tokens: Tokens, left: Atom) -> bool:
    """Whether a figure with a unit of its own follows a verb of change: "fell 1,100 tonnes to 2,400 tonnes"."""
    told = left.kind == "physical" and left.last > left.number_last
    return told and left.first > 0 and tokens.lower[left.first - 1] in listed("moved_by")


def spans_what_there_is(tokens: Tokens, first: int) -> bool:
    """Whether the words before "from", or with it, say that two numbers are the ends of what there is: "aged from"."""
    spanning = listed("spanning")
    if spanning.isdisjoint(tokens.words):
        return False
    before = tokens.lower[max(0, first - _SPANNING) : first]
    if not spanning.isdisjoint([tokens.lower[first], *before[-1:]]):
        return True
    return before[1:2] == ["in"] and before[0] in spanning


def is_estimate(tokens: Tokens, left: Atom, right: Atom) -> bool:
    """Whether a count that runs backwards is an estimate with a slip: "is to need 900 to 600 nurses", but no vote."""
    if not (left.form == right.form == "digits") or left.unit or right.unit or left.before is not None:
        return False
    if listed("estimating").isdisjoint(tokens.words) or left.first == 0:
        return False
    if tokens.lower[left.first - 1] in listed("moved_by") | listed("from_moment"):
        return False
    told = words_of("outcome").isdisjoint(tokens.words) and not _tells_score(tokens)
    return told and counted_phrase(tokens, right.last) is not None


def has_slip(tokens: Tokens, left: Atom, right: Atom) -> bool:
    """Whether ends that run backwards are a slip all the same: of ages, or of what is to come."""
    return _are_ages(tokens, left, right) or _is_outlook(tokens, left, right)


def _is_outlook(tokens: Tokens, left: Atom, right: Atom) -> bool:
    """Whether percentages that run backwards are an outlook with a slip: "expects growth of 6% to 4%", but no fall."""
    if right.unit != "percent" or listed("outlook").isdisjoint(tokens.words) or left.first < 2:
        return False
    noun, link = tokens.lower[left.first - 2 : left.first]
    told = link in _LINKS and words_of("outcome").isdisjoint(tokens.words) and not _tells_score(tokens)
    return told and cues("noun").get(noun) != "down"


def _are_ages(tokens: Tokens, left: Atom, right: Atom) -> bool:
    """Whether the two are the youngest and the oldest: "aged 18 to 64"."""
    return left.kind == "age" and tokens.lower[left.first] in _AGED and right.unit in ("", "year")


def is_upside_down(tokens: Tokens, left: Atom, right: Atom) -> bool:
    """ "71-21 days", "2-1.5 percent" have a slip in them, but "made it 2-1 minutes before the break" tells a score."""
    if not (left.form == right.form == "digits") or left.unit:
        return False
    if right.unit == "percent":
        sides = left.value + right.value >= _MOST_VOTED or tokens.lower[max(0, left.first - 1)] == "by"
        return not sides and words_of("outcome").isdisjoint(tokens.words) and not _tells_score(tokens)
    if right.kind == "physical":
        return not _tells_score(tokens) and not tokens.glued(left.first)
    if right.kind != "duration":
        return False
    after = tokens.lower[right.last : right.last + 1]
    return listed("from_moment").isdisjoint(after) or (right.unit in _LONG_TIMES and not _tells_score(tokens))


def _tells_score(tokens: Tokens) -> bool:
    """ "won 14-6 days after losing there"."""
    return not listed("scoring").isdisjoint(tokens.words)

"""Words that look like a bound before a number and are none: "over" before a place or period, verbs with objects."""

from __future__ import annotations

from functools import cache

from claims.extract.atom_tails import Atom
from claims.extract.hedges import Hedge
from claims.extract.noun_phrases import counted_phrase
from claims.extract.tokens import Tokens
from claims.extract.word_classes import (
    ADVERB,
    ARTICLES,
    COUNT_NOUN,
    FUNCTION,
    MEASURE,
    NUMBER,
    PAST,
    VERB,
    VERB_OR_NOUN,
    bits_of,
    is_adverb,
    is_participle,
    is_plural,
    listed,
)
from claims.lexicon import load_rows

_OBJECT_REACH = 7
_SUBJECTS = frozenset({"it", "they", "he", "she", "we", "there", "that"})
_DID = frozenset({"do", "does", "did"})


def spans_over(tokens: Tokens, over: int, last: int, floor: int, *, is_period: bool) -> bool:
    """Whether "over" at token ``over`` tells where or how long: "24 drones over four regions", "€5 over a year".

    Or what something is about ("a dispute over 12 islands"). The number after it ends before token ``last``; the one before it ended at ``floor`` (0 for none).
    """
    before = tokens.lower[over - 1] if over else ""
    if before in listed("over_matters"):
        return True
    if over == 0 and is_period and last < len(tokens):
        # "Over thirteen weeks this made 52 shipments"
        return tokens.lower[last] == "," or tokens.lower[last] in listed("determiners") | _SUBJECTS
    if over == 0 or not (is_period or _is_expanse(tokens, last)):
        return False
    if not is_period and (before in listed("falling_verbs") or before in listed("anaphors")):
        # "shot 19 of them down over two districts"
        return True
    if before in listed("spreading_verbs") or (not is_period and before in listed("stretching_verbs")):
        return True
    if floor > 0 and over - floor <= _OBJECT_REACH:
        if floor == over:
            return True
        phrase = counted_phrase(tokens, floor)
        if phrase is not None and phrase[1] == over:
            return True
        return _is_noun(tokens, over - 1)
    if is_period and _is_passive(tokens, over - 1):
        return True
    bits = bits_of(tokens, over - 1)
    plural = is_plural(tokens.text[over - 1], before, bits)
    return plural and not bits & VERB_OR_NOUN and _is_noun(tokens, over - 1)


def _is_passive(tokens: Tokens, index: int) -> bool:
    """Whether the word at ``index`` was done to its subject: "were arrested", "have been slowly built"."""
    if not is_participle(tokens.lower[index], bits_of(tokens, index)):
        return False
    before = index - 1
    while before > 0 and is_adverb(tokens.lower[before], bits_of(tokens, before)):
        before -= 1
    return before >= 0 and tokens.lower[before] in listed("passives")


def _is_expanse(tokens: Tokens, last: int) -> bool:
    """Whether a place or stretch follows the number: "regions", "square kilometres", "matches"."""
    if tokens.lower[last - 1] in listed("expanses"):
        return True
    for word in tokens.lower[last : last + 3]:
        if word in listed("expanses"):
            return True
        if not word.isalpha() or word in listed("determiners"):
            break
    return False


def _is_noun(tokens: Tokens, index: int) -> bool:
    word = tokens.lower[index]
    bits = bits_of(tokens, index)
    if tokens.kind[index] == "p":
        return tokens.text[index] in "%)"
    if tokens.kind[index] != "w" or bits & (FUNCTION | VERB | PAST | ADVERB | NUMBER):
        return False
    if bits & VERB_OR_NOUN and not is_plural(tokens.text[index], word, bits):
        return index > 0 and tokens.lower[index - 1] in ARTICLES
    return not is_participle(word, bits) and not is_adverb(word, bits)


def is_sum(tokens: Tokens, index: int, last: int) -> bool:
    """Whether "up to" at ``index`` belongs to a verb of summing: "add up to 100", not "to add up to 100 jobs".

    The number ends before token ``last``.
    """
    if index < 2 or tokens.lower[index - 1] not in listed("summing"):
        return False
    before = tokens.lower[index - 2]
    if before in ("has", "had", "have") and index > 2:
        before = tokens.lower[index - 3]
    if before in listed("anaphors") or before in ("that", "this", "it"):
        # "In eight days that has added up to 12,000 people"
        return True
    planned = before == "to" or (before in listed("auxiliaries") and before not in _DID)
    return not planned and counted_phrase(tokens, last) is None


@cache
def crossing_verbs() -> frozenset[str]:
    """Verbs of crossing that take objects too: "passed 2,100" is a bound, "passed 12 laws" is none."""
    return frozenset(row["phrase"] for row in load_rows("hedges") if row["needs"] == "level")


def crosses_level(tokens: Tokens, atom: Atom, hedge: Hedge, floor: int) -> bool:
    """Whether a verb of crossing has a level as its object: no counted noun follows, or a size crosses it."""
    if atom.unit and atom.kind not in {"duration", "physical"}:
        return True
    if tokens.lower[atom.last : atom.last + 1] == ["to"] and tokens.kind[atom.last + 1 : atom.last + 2] == [
        "n"
    ]:
        return False  # "the bill passed 217 to 213"
    if tokens.lower[atom.last : atom.last + 1] and tokens.lower[atom.last] in listed("levels"):
        return True
    first = (hedge.cue or (hedge.first, hedge.first))[0]
    bare = not atom.unit and counted_phrase(tokens, atom.last) is None
    if bare and not _names_singular(tokens, atom.last):
        return True
    for index in range(first - 1, max(first - 4, floor - 1, -1), -1):
        bits = bits_of(tokens, index)
        if bits & (COUNT_NOUN | MEASURE) or tokens.lower[index] in listed("sizes"):
            return True
        if not (tokens.lower[index] in listed("level_between") or bits & ADVERB):
            break
    return False


def _names_singular(tokens: Tokens, index: int) -> bool:
    """ "passed one exam", "crossed 20 metre wire": a plain noun right after the number."""
    if index >= len(tokens.text) or tokens.kind[index] != "w":
        return False
    bits = bits_of(tokens, index)
    return not bits & (FUNCTION | ADVERB | NUMBER) and tokens.text[index].islower()

"""Number words that count nothing: in names ("Five Eyes", "day two"), and "one" for a noun or in an idiom."""

from __future__ import annotations

from claims.extract.numbers import number_words
from claims.extract.tokens import Tokens
from claims.extract.trap_names import Trap, counts, is_title_case, measures, words_of
from claims.extract.word_classes import FUNCTION, NUMBER, VERB, bits_of, is_participle

_HYPHENS = frozenset("-‐‑–")
_FOURTHS = frozenset({"1", "2", "3", "4"})
_SIGNS = frozenset("%$€£¥₴₽₹°")


def word_name_trap(tokens: Tokens, index: int) -> Trap | None:
    """A number word that is part of a name: "Five Eyes", "Formula One", "Phase Two"."""
    text = tokens.text[index]
    word = tokens.lower[index]
    before = index - 1
    named = tokens.lower[before] if before >= 0 else ""
    if word != "half" and named in words_of("numbered_thing"):
        follows = counts(tokens, index + 1) or measures(tokens, index + 1)
        if named not in words_of("thing_or_amount") or (named in words_of("told_off") and not follows):
            return index, index + 1, f"numbered_thing: {named}"
    if not text[0].isupper() or index == 0 or tokens.text[before] in '“"‘.:;•—–-(' or is_title_case(tokens):
        return None
    size = len(tokens.text)
    capital_before = tokens.kind[before] == "w" and tokens.text[before][0].isupper() and before > 0
    capital_after = index + 1 < size and tokens.kind[index + 1] == "w" and tokens.text[index + 1][0].isupper()
    if capital_before or capital_after:
        return index, index + 1, "name: capitalised number word"
    return None


def calibre_trap(tokens: Tokens, index: int) -> Trap | None:
    """A calibre: "155mm shells", "122-mm rocket launchers", "a 105 mm howitzer"."""
    if "mm" not in tokens.words:
        return None
    at = index + 1
    at += at < len(tokens.text) and tokens.text[at] in _HYPHENS
    if tokens.lower[at : at + 1] != ["mm"]:
        return None
    behind = tokens.lower[at + 1 : at + 4]
    if behind[:1] and behind[0] in _HYPHENS:
        behind = behind[1:]
    weapons = words_of("calibre")
    is_weapon = behind[:1] != [] and (behind[0] in weapons or (len(behind) > 1 and behind[1] in weapons))
    return (index, index + 1, "calibre") if is_weapon and behind[0] not in {"of", "and"} else None


def period_trap(tokens: Tokens, index: int) -> Trap | None:
    """A quarter or half of a year in letters: "in 3Q", "the 1H profit", "sales for 2Q15"."""
    after = index + 1
    if tokens.text[index] not in _FOURTHS or after >= len(tokens.text) or not tokens.glued(after):
        return None
    is_period = tokens.text[after] == "Q" or (tokens.text[after] == "H" and tokens.text[index] in ("1", "2"))
    return (index, after, "period") if is_period else None


def one_trap(tokens: Tokens, index: int) -> Trap | None:
    """ "one" that stands for a noun or belongs to an idiom."""
    lower = tokens.lower
    size = len(tokens.text)
    trap = index, index + 1, "one"
    before = lower[index - 1] if index > 0 else ""
    after = lower[index + 1] if index + 1 < size else ""
    if before in _HYPHENS and index > 1 and bits_of(tokens, index - 2) & NUMBER:
        # "twenty-one were hurt"
        return None
    if before == "and" and _ends_in_hundreds(tokens, index - 1):
        # "three hundred and one of the returnees", but "$2 million and one of the directors"
        return None
    if after in words_of("one_before") or after in ("'s", "’s"):
        return trap
    if after == "of":
        return _one_of(tokens, index)
    alone = index + 1 >= size or (
        tokens.kind[index + 1] != "w"
        and tokens.text[index + 1] not in _HYPHENS
        and tokens.text[index + 1] not in _SIGNS
    )
    if not alone and index + 1 < size and tokens.kind[index + 1] == "w":
        bits = bits_of(tokens, index + 1)
        verb = bits & (FUNCTION | VERB) or (is_participle(after, bits) and not counts(tokens, index + 2))
        alone = bool(verb) and after not in words_of("one_counts_before")
    if alone and (before in words_of("one_after") or _adjective_before(tokens, index)):
        return trap
    return None


def _ends_in_hundreds(tokens: Tokens, end: int) -> bool:
    """Whether the words before token ``end`` are a number of hundreds, as "three hundred"."""
    roles = [number_words().get(word, ("", 0))[0] for word in tokens.lower[max(0, end - 2) : end]]
    return roles in (["unit", "hundred"], ["ten", "hundred"])


def _adjective_before(tokens: Tokens, index: int) -> bool:
    """ "the same one", "a new one"."""
    return (
        index > 1
        and tokens.kind[index - 1] == "w"
        and tokens.lower[index - 2]
        in words_of("one_after") | {"a", "an", "our", "my", "its", "their", "his", "her"}
        and not bits_of(tokens, index - 1) & (FUNCTION | VERB)
    )


def _one_of(tokens: Tokens, index: int) -> Trap | None:
    """ "one of the best": no count, unless a number or a bare plural follows ("one of five", "one of them")."""
    following = index + 2
    if following < len(tokens.text) and (
        tokens.kind[following] == "n"
        or bits_of(tokens, following) & NUMBER
        or tokens.lower[following] == "them"
    ):
        return None
    return index, index + 1, "one of the"

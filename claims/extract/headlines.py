"""Headlines that stand in one paragraph with the text below them, known by how they are written."""

from __future__ import annotations

import re
from functools import cache

from claims.extract.tokens import Tokens, tokenize
from claims.extract.word_classes import (
    ADJECTIVE,
    FUNCTION,
    NUMBER,
    PLURAL,
    VERB,
    VERB_OR_NOUN,
    bits_of,
    is_adverb,
    is_participle,
    s_form,
)
from claims.lexicon import load_table

# Words of a headline; those in front of its verb, and between a number and what befell those it counts.
LONGEST, MOST_BEFORE, MOST_COUNTED = 20, 9, 4
# Characters of a headline that a dash parts from the text.
LONGEST_PARTED = 120
_PARTED = re.compile(r"(?<=[\w’'”\")%]) [–—|] (?=[“\"]?[A-Z])")


def parting(text: str) -> int | None:
    """Return where a headline ends that a dash parts from what follows: "Storm leaves 12 dead – A storm ..."."""
    found = _PARTED.search(text, 0, LONGEST_PARTED)
    if found is None or len(text) - found.end() < found.start() // 2:
        return None
    return found.start() if reads_as_headline(tokenize(text[: found.start()])) else None


def reads_as_headline(tokens: Tokens) -> bool:
    """Whether a sentence leaves out what headlines do and tells in the present, or without a verb, what happened."""
    if not 3 < len(tokens) <= LONGEST or not tokens.words.isdisjoint(_words("never")):
        return False
    words = [at for at, kind in enumerate(tokens.kind) if kind not in "sp"]
    first = words[0] if words else 0
    if tokens.lower[first] in _words("openers"):
        at_least = tokens.lower[first : first + 2] in (["at", "least"], ["at", "most"])
        if not at_least and tokens.lower[first] not in ("about", "around", "some"):
            return False
    return _tells_now(tokens, first) or _is_befallen(tokens)


def _tells_now(tokens: Tokens, first: int) -> bool:
    """ "Court jails ex-minister", "Rebels seize town", "Steelmaker to cut 900 jobs"."""
    for at in range(first + 1, min(len(tokens), first + 1 + MOST_BEFORE)):
        word = tokens.lower[at]
        bits = bits_of(tokens, at)
        if word in ("the", "a", "an") or (is_participle(word, bits) and word not in _words("verbs")):
            return False
        if word in _s_forms() and not tokens.text[at][0].isupper():
            if not bits & VERB_OR_NOUN or _has_object(tokens, at):
                return True
        elif word in _words("verbs") and word not in _past_as_well():
            before = tokens.lower[at - 1]
            if before == "to":
                return tokens.text[at + 1 : at + 2] != []
            plural = before.endswith("s") and not before.endswith(("ss", "us", "is"))
            if (plural and not bits_of(tokens, at - 1) & FUNCTION) or before in _words("groups"):
                return True
    return False


def _has_object(tokens: Tokens, at: int) -> bool:
    """Whether what follows a word that may be a plural noun shows that it is a verb: "orders 60 jets"."""
    if at + 1 >= len(tokens):
        return False
    word, bits = tokens.lower[at + 1], bits_of(tokens, at + 1)
    if tokens.kind[at + 1] == "n" or tokens.text[at + 1] in "$€£" or bits & NUMBER:
        return True
    if bits & (FUNCTION | VERB) or is_adverb(word, bits) or is_participle(word, bits):
        return word in _words("behind_verb")
    return tokens.kind[at + 1] == "w"


def _is_befallen(tokens: Tokens) -> bool:
    """ "At least 18 killed in blast", "Six climbers missing": nothing but the number and what befell them."""
    for at, kind in enumerate(tokens.kind):
        if kind != "n" and not bits_of(tokens, at) & NUMBER:
            if is_participle(tokens.lower[at], bits_of(tokens, at)):
                return False
            continue
        for behind in range(at + 1, min(len(tokens), at + 2 + MOST_COUNTED)):
            word, bits = tokens.lower[behind], bits_of(tokens, behind)
            if word in _words("befallen"):
                return _ends_clause(tokens, behind + 1)
            if bits & (FUNCTION | VERB) or is_participle(word, bits) or tokens.kind[behind] == "s":
                break
    return False


def _ends_clause(tokens: Tokens, at: int) -> bool:
    """Whether no object follows: "nine rescued after crash", but not "two rescued nine"."""
    while at < len(tokens) and tokens.kind[at] == "s" and tokens.text[at] not in ",;:":
        at += 1
    if at >= len(tokens) or tokens.kind[at] == "s":
        return True
    bits = bits_of(tokens, at)
    if tokens.kind[at] == "n" or bits & (NUMBER | PLURAL | ADJECTIVE):
        return tokens.lower[at] in _words("befallen")
    return bool(bits & FUNCTION) and tokens.lower[at] not in ("the", "a", "an", "its", "their", "his", "her")


@cache
def _words(name: str) -> frozenset[str]:
    value = load_table("headlines")[name]
    return frozenset(value.split() if isinstance(value, str) else value)


@cache
def _s_forms() -> frozenset[str]:
    return frozenset(map(s_form, _words("verbs")))


@cache
def _past_as_well() -> frozenset[str]:
    """Verbs whose past is their base form: "missiles hit homes" may tell of the past."""
    table = load_table("events")["irregular"]
    return frozenset(verb for verb, forms in table.items() if verb in forms) | _words("pasts")

"""What may stand between "of" and the noun it counts: determiners, owners, further numbers."""

from __future__ import annotations

from claims.extract.noun_phrases import counted_phrase
from claims.extract.tokens import Tokens
from claims.extract.word_classes import FUNCTION, NUMBER, bits_of, listed, word_classes

_HYPHENS = frozenset("-‐‑–")


def past_determiners(tokens: Tokens, index: int) -> int:
    """Skip "of the", "of its 14" and an owner ("of Russia's")."""
    size = len(tokens.text)
    classes = word_classes()
    while index < size and (
        tokens.lower[index] in listed("determiners")
        or tokens.kind[index] == "n"
        or classes.get(tokens.lower[index], 0) & NUMBER
        or (tokens.lower[index] in listed("nearly") and index + 1 < size and is_number(tokens, index + 1))
    ):
        if index + 1 < size and tokens.text[index + 1] in _HYPHENS and tokens.glued(index + 1):
            break
        if tokens.lower[index] in listed("anaphors") and not noun_follows(tokens, index + 1):
            return index
        index += 1
        if index < size and tokens.kind[index - 1] == "n" and tokens.glued(index):
            # "of the 9m users"
            index += tokens.lower[index] in listed("scale_letters")
        while index + 1 < size and tokens.lower[index] in listed("ordered") and is_number(tokens, index + 1):
            index += 1
    for ahead in range(index, min(index + 4, size)):
        if tokens.kind[ahead] == "p":
            ahead += 1
            while ahead < size and is_number(tokens, ahead):
                ahead += 1
            return ahead
        if tokens.kind[ahead] not in "wa" or bits_of(tokens, ahead) & FUNCTION:
            break
    return index


def is_number(tokens: Tokens, index: int) -> bool:
    """Whether the token is digits or a number word."""
    return tokens.kind[index] == "n" or bool(bits_of(tokens, index) & NUMBER)


def noun_follows(tokens: Tokens, index: int) -> bool:
    """Whether a noun phrase with a plural head begins at ``index``."""
    if index >= len(tokens.text) or tokens.kind[index] not in "wa":
        return False
    return counted_phrase(tokens, index) is not None

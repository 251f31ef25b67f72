"""Noun phrases over tokens: where one that begins or ends here has its other end.

All functions return half-open token ranges. They look at no more than a dozen words, so that a sentence of
any length costs the same for each number in it.
"""

from __future__ import annotations

from claims.extract.tokens import Tokens
from claims.extract.word_classes import (
    ADJECTIVE,
    ADVERB,
    ATTRIBUTIVE,
    BASE,
    EMPTY,
    FUNCTION,
    NUMBER,
    PAST,
    STOP,
    VERB,
    VERB_OR_NOUN,
    bits_of,
    is_adverb,
    is_participle,
    is_plural,
    listed,
)

Range = tuple[int, int]

_LONGEST = 9
_LONGEST_WORD = 16
_HYPHENS = frozenset("-‐‑–/")
_MONEY = frozenset("$€£¥")
_QUOTES = frozenset('“”"‘')


def counted_phrase(tokens: Tokens, index: int, *, share: bool = False) -> Range | None:
    """Return the noun phrase with a plural head that begins at ``index``.

    ``share``: it follows "of" or a share, where a singular noun may be the head, so that a form like "lives"
    after one is rather its verb.
    """
    start = _past_empty(tokens, index)
    head = _plural_head(tokens, start, share=share)
    if head is None:
        return None
    end = _with_joined(tokens, head)
    return start, end


def singular_phrase(tokens: Tokens, index: int, *, share: bool = False, gerund: bool = False) -> Range | None:
    """Return the noun phrase that begins at ``index`` whatever its number: up to what cannot belong to it.

    ``gerund``: a form in "-ing" may be its noun ("years of bitter fighting").
    """
    start = _past_empty(tokens, index)
    end = start
    words = 0
    size = len(tokens.text)
    while end < size and words < _LONGEST:
        if tokens.kind[end] == "p" and words:
            end += 1
            continue
        if tokens.kind[end] not in "wa" or (words and _is_break(tokens, end)):
            break
        word = tokens.lower[end]
        bits = bits_of(tokens, end)
        if word in listed("timed"):
            break
        if word in listed("joints") and not (words and _joins_qualifiers(tokens, end)):
            break
        after = unit_end(tokens, end)
        if after == end + 1:
            # "34% of the cost": behind an article it is a noun
            is_noun = (
                share and not words and end > 0 and tokens.lower[end - 1] == "the" and not bits & FUNCTION
            )
            if bits & (FUNCTION | VERB | NUMBER) and not is_noun:
                break
            if words and (bits & (ADVERB | ADJECTIVE) or is_participle(word, bits) or is_adverb(word, bits)):
                break
            if words and _is_verb_here(tokens, end, word, bits, share=share):
                break
            if words and not gerund and word.endswith("ing") and _follows_verb_form(tokens, end + 1):
                break
        end = after
        words += 1
    end = _without_subject(tokens, start, _trim(tokens, start, end))
    return (start, end) if end > start else None


def _without_subject(tokens: Tokens, start: int, end: int) -> int:
    """ "one major issue Kennedy raised": a name before a verb is the subject of its own clause."""
    last = end - 1
    if last <= start or end >= len(tokens.text) or not tokens.text[last][0].isupper():
        return end
    bits = bits_of(tokens, end)
    verbal = (
        bits & VERB or is_participle(tokens.lower[end], bits) or tokens.lower[end] in listed("auxiliaries")
    )
    return last if verbal and tokens.text[last - 1].islower() else end


def past_participles(tokens: Tokens, index: int) -> int:
    """End of the participles joined by "and" or "or" that begin here: "killed and wounded", else ``index``."""
    end = index
    while end < len(tokens.text) and is_participle(tokens.lower[end], bits_of(tokens, end)):
        index = end + 1
        if index >= len(tokens.text) or tokens.lower[index] not in listed("joints"):
            break
        end = index + 1
    return index


def phrase_before(tokens: Tokens, end: int) -> Range | None:
    """Return the noun phrase that ends before ``end``: its noun and what qualifies it."""
    start = end
    while start > 0 and end - start < 5:
        word = tokens.lower[start - 1]
        if tokens.kind[start - 1] != "w":
            break
        bits = bits_of(tokens, start - 1)
        if bits & (STOP | ADVERB) and not bits & BASE:
            break
        if start < end and (is_participle(word, bits) and not bits & ADJECTIVE):
            break
        start -= 1
    start = _past_empty(tokens, start) if start < end else start
    return (start, end) if start < end else None


def _past_empty(tokens: Tokens, index: int) -> int:
    """Skip an opening quote, "total", "newly built", "decently sized"."""
    size = len(tokens.text)
    if index < size and tokens.text[index] in _QUOTES:
        index += 1
    while index + 1 < size and tokens.kind[index] == "w":
        word = tokens.lower[index]
        bits = bits_of(tokens, index)
        if tokens.text[index + 1] in _HYPHENS and tokens.glued(index + 1):
            break
        if is_adverb(word, bits):
            following = tokens.lower[index + 1]
            index += 1
            if is_participle(following, bits_of(tokens, index)):
                index += 1
        elif (bits & EMPTY or word in listed("superlatives")) and tokens.kind[index + 1] == "w":
            index += 1
        else:
            break
    return index


def unit_end(tokens: Tokens, index: int) -> int:
    """End of the word at ``index`` with what is joined to it ("coal-fired", "cruise/ballistic", "F-16s")."""
    size = len(tokens.text)
    end = index + 1
    size = min(size, index + _LONGEST_WORD)
    while end + 1 < size and tokens.text[end] in _HYPHENS and tokens.glued(end) and tokens.glued(end + 1):
        if tokens.kind[end + 1] not in "wan":
            break
        end += 2
    if end < size and tokens.kind[end] == "n":
        named = not tokens.text[index].islower() or tokens.glued(end)
        plural = end + 1 < size and tokens.lower[end + 1] == "s" and tokens.glued(end + 1)
        coded = _code_end(tokens, end, size) if named and not plural else end
        if coded > end + 1 and (tokens.text[coded - 1] == "s" or noun_at(tokens, coded)):
            # "Leopard 2A6s", "Leopard 2A6 tanks"
            return coded
        if named and (plural or tokens.glued(end) or noun_at(tokens, end + 1)):
            end += 1
    while end < size and end > index + 1 and tokens.kind[end] in "wn" and tokens.glued(end):
        # "T-72B3s"
        end += 1
    return end


def _code_end(tokens: Tokens, index: int, size: int) -> int:
    """End of the digits and letters that the number at ``index`` opens without a space: "1A5"."""
    end = index + 1
    while end < size and tokens.kind[end] in "wn" and tokens.glued(end):
        end += 1
    return end


def noun_at(tokens: Tokens, index: int) -> bool:
    """Whether the word at ``index`` looks like a plural noun."""
    if index >= len(tokens.text) or tokens.kind[index] != "w":
        return False
    word = tokens.lower[index]
    return is_plural(tokens.text[index], word, bits_of(tokens, index))


def _is_break(tokens: Tokens, index: int) -> bool:
    return tokens.kind[index] not in "wa"


def _plural_at(tokens: Tokens, index: int, end: int) -> bool:
    last = end - 1
    text = tokens.text[last]
    if end - index > 1 and tokens.glued(last) and text[-1] == "s" and (text == "s" or text[:-1].isupper()):
        # "F-16s", "T-90Ms"
        return True
    word = tokens.lower[last]
    return is_plural(text, word, bits_of(tokens, last))


def _joins_qualifiers(tokens: Tokens, joint: int) -> bool:
    """Whether a noun follows what is joined ("oil and gas output", not "one death and several injuries")."""
    noun = joint + 2
    if noun >= len(tokens.text) or tokens.kind[joint + 1] != "w" or tokens.kind[noun] != "w":
        return False
    if bits_of(tokens, joint + 1) & (STOP | ADVERB | PAST) or is_participle(tokens.lower[joint + 1], 0):
        return False
    bits = bits_of(tokens, noun)
    return not (bits & (STOP | ADVERB) or is_participle(tokens.lower[noun], bits) or noun_at(tokens, noun))


def _plural_head(tokens: Tokens, start: int, *, share: bool = False) -> int | None:
    """End of the first plural noun of the phrase that begins at ``start``, with nouns it qualifies."""
    size = len(tokens.text)
    index = start
    head: int | None = None
    words = 0
    qualifies = named = False
    while index < size and words < _LONGEST:
        kind = tokens.kind[index]
        if kind == "p" and words:
            index += 1
            qualifies = head is not None
            continue
        if kind == "n" and index == start and unit_end(tokens, index) > index + 1:
            index = unit_end(tokens, index)
            words += 1
            continue
        if kind not in "wa":
            if (
                head is not None
                and tokens.text[index] in "’'"
                and tokens.glued(index)
                and noun_at(tokens, index + 1)
            ):
                index += 1
                qualifies = True
                continue
            if head is not None or share or not _joins_modifiers(tokens, start, index):
                break
            index += 1
            continue
        word = tokens.lower[index]
        bits = bits_of(tokens, index)
        if word in listed("joints"):
            if head is not None or words == 0 or not _joins_modifiers(tokens, start, index):
                break
            index += 1
            continue
        end = unit_end(tokens, index)
        single = end == index + 1
        if single and (bits & STOP or (bits & ADVERB and not noun_at(tokens, index + 1))):
            break
        if words and bits & ADVERB and end < size and bits_of(tokens, end) & VERB_OR_NOUN:
            # "the number of wounded now stands at"
            break
        plural = _plural_at(tokens, index, end)
        if head is None:
            if plural:
                if share and words and _is_verb_here(tokens, index, word, bits, share=True):
                    break
                head = end
                qualifies = bool(bits & ATTRIBUTIVE)
                # "116 Abrams main battle tanks"
                named = qualifies and tokens.text[index][0].isupper()
            elif single and words and is_participle(word, bits) and bits & PAST:
                break
        else:
            if share and bits & VERB_OR_NOUN and not qualifies:
                break
            if not (plural or qualifies) or bits & (ADVERB | PAST) or (is_participle(word, bits)):
                break
            if not plural and not (noun_at(tokens, end) or (named and noun_at(tokens, end + 1))):
                break
            if word in listed("rather_verbs") and not qualifies:
                break
            if plural:
                head = end
            qualifies = not plural
        index = end
        words += 1
    return head


def _joins_modifiers(tokens: Tokens, start: int, index: int) -> bool:
    """Whether a joint stands between words that qualify one noun ("cruise and ballistic missiles")."""
    if index + 1 >= len(tokens.text) or index == start:
        return False
    text = tokens.lower[index]
    if text not in listed("joints") and text != ",":
        return False
    following = tokens.lower[index + 1]
    bits = bits_of(tokens, index + 1)
    if tokens.kind[index + 1] not in "wa" or following in listed("joints") or bits & (STOP | ADVERB | PAST):
        return False
    before = bits_of(tokens, index - 1)
    if text == ",":
        # "12 dead, officials said"
        return not before & ADJECTIVE and not is_participle(tokens.lower[index - 1], before)
    return not (is_participle(following, bits) and not noun_at(tokens, index + 2))


def _with_joined(tokens: Tokens, head: int) -> int:
    """Take in further plural nouns: "tanks and fighting vehicles", "tanks, trucks and guns"."""
    size = len(tokens.text)
    end = head
    reached = head
    for _ in range(4):
        if reached + 1 >= size:
            break
        joint = tokens.lower[reached]
        if joint not in listed("joints") and joint != ",":
            break
        index = reached + 1
        if joint == "," and tokens.lower[index] in listed("joints"):
            joint = "and"
            index += 1
        if not _opens_noun(tokens, index) or (joint == "," and tokens.lower[index] in listed("result_verbs")):
            break
        following = _plural_head(tokens, index)
        if following is None or following - index > 4 or _is_clause(tokens, index, following):
            break
        reached = following
        if joint != ",":
            end = following
            break
    return end


def _opens_noun(tokens: Tokens, index: int) -> bool:
    if index >= len(tokens.text) or tokens.kind[index] not in "wa":
        return False
    word = tokens.lower[index]
    bits = bits_of(tokens, index)
    return not bits & (STOP | ADVERB | PAST) and not is_participle(word, bits) and not is_adverb(word, bits)


def _is_clause(tokens: Tokens, index: int, end: int) -> bool:
    """Whether what looks like a plural noun is a verb: "workers and plans to", "drones and attacks the"."""
    if end >= len(tokens.text) or end - index > 1 or not bits_of(tokens, end - 1) & VERB_OR_NOUN:
        return False
    return (
        tokens.lower[end - 1] in listed("rather_verbs")
        or tokens.lower[end] in listed("object_openers")
        or bool(bits_of(tokens, end) & NUMBER)
        or tokens.kind[end] == "n"
    )


def _is_verb_here(tokens: Tokens, index: int, word: str, bits: int, *, share: bool) -> bool:
    """Whether an "-s" form after a singular noun is its verb ("one drone strikes a house")."""
    if word in listed("rather_verbs"):
        return True
    if not bits & VERB_OR_NOUN or index + 1 >= len(tokens.text):
        return False
    following = tokens.lower[index + 1]
    if following in listed("object_openers") or tokens.kind[index + 1] == "n" or following in _MONEY:
        return True
    if share:
        return False
    return bool(bits_of(tokens, index + 1) & FUNCTION)


def _follows_verb_form(tokens: Tokens, index: int) -> bool:
    """Whether the word after an "-ing" form shows that it is a verb ("one man fighting in")."""
    if index >= len(tokens.text):
        return False
    return tokens.kind[index] != "w" or bool(bits_of(tokens, index) & (FUNCTION | NUMBER | ADVERB))


def _trim(tokens: Tokens, start: int, end: int) -> int:
    """Drop what cannot end a phrase; a phrase of adjectives alone is none."""
    while end > start:
        word = tokens.lower[end - 1]
        bits = bits_of(tokens, end - 1)
        if (
            tokens.kind[end - 1] == "p"
            or bits & EMPTY
            or is_adverb(word, bits)
            or (end - start == 1 and (bits & (ADJECTIVE | ADVERB) or is_participle(word, bits)))
        ):
            end -= 1
        else:
            break
    return end

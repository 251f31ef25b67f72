"""Whether a date is told as past or as still to come."""

from __future__ import annotations

from bisect import bisect_left

from claims.extract.relations.happenings import happening_words
from claims.extract.sentences import Sentence
from claims.extract.tokens import Tokens
from claims.extract.word_classes import BASE, NUMBER, VERB, bits_of, days_and_months, listed
from claims.lexicon import load_words
from claims.model import DateMention

# Words between a verb and its date.
REACH = 12
_QUOTES = frozenset({"“", "”", '"'})
_PRESENTS = frozenset({"is", "are", "be", "being"})
_PARTS_OF_DAY = frozenset({"morning", "afternoon", "evening", "night", "end"})
_NEXT = frozenset({"and", ";", "."})


def is_past(sentence: Sentence, date: DateMention) -> bool:
    """Whether the verb nearest to a date tells what has happened, and nothing speaks of what is to come."""
    tokens = sentence.tokens
    lower = tokens.lower
    start = bisect_left(tokens.start, date.span[0])
    end = bisect_left(tokens.start, date.span[1])
    # What is told behind "and" is another matter: "met on 24 July and agreed to pay".
    stop = next((at for at in range(end, min(end + REACH, len(lower))) if lower[at] in _NEXT), end + REACH)
    # Not the date itself: its month may be May.
    beside = [
        lower[at]
        for at in (*range(max(0, start - REACH), start), *range(end, min(stop, len(lower))))
        if not (lower[at] == "to" and _is_way(tokens, at))
        and not (lower[at] == "by" and _is_agent(tokens, at))
    ]
    if date.role not in ("event", "as_of") or not happening_words("ahead").isdisjoint(beside):
        return False
    plans = happening_words("plans")
    pasts = load_words("words_pasts") | {"was", "were"}
    back = range(start - 1, max(-1, start - REACH), -1)
    ahead = range(end, min(len(lower), end + REACH)) if start <= 3 else range(0)
    for at in (*back, *ahead):
        word = lower[at]
        if word in plans or word in (";", ":", "who", "which", "that"):
            return False
        if word == "and" and at + 1 < len(lower) and lower[at + 1].endswith("s"):
            # "took effect in May and lapses on 26 June"
            return False
        if word in pasts or (len(word) > 4 and word.endswith("ed")):
            if word in ("was", "were"):
                return lower[at + 1 : at + 2] != ["to"]
            # "bids are opened on Monday"
            return _PRESENTS.isdisjoint(lower[max(0, at - 2) : at])
    return start < REACH and _opens_subject(tokens, start, end)


def _opens_subject(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a date closes the subject of a sentence, which a past with an object follows.

    "A summit in Velmara on 13 October brought together 27 ministers"; but not "a talk on 13 October held by".
    """
    lower = tokens.lower
    if any(bits_of(tokens, at) & (BASE | VERB) for at in range(start)):
        return False
    word = lower[end : end + 1]
    if not word or not (
        word[0] in load_words("words_pasts") or (len(word[0]) > 4 and word[0].endswith("ed"))
    ):
        return False
    at = end + 1 + (lower[end + 1 : end + 2] in (["together"], ["up"], ["out"]))
    return at < len(tokens) and (
        lower[at] in listed("determiners") or lower[at][0].isdigit() or bool(bits_of(tokens, at) & NUMBER)
    )


def _is_way(tokens: Tokens, to: int) -> bool:
    """Whether "to" leads to a place, thing or number, and to no verb: "came home to Israel", "by 31 votes to 14"."""
    following = tokens.text[to + 1 : to + 2]
    if not following:
        return False
    number = following[0][0].isdigit() or bits_of(tokens, to + 1) & NUMBER
    return bool(number) or following[0][0].isupper() or following[0] in listed("determiners")


def _is_agent(tokens: Tokens, by: int) -> bool:
    """Whether "by" tells who did something, or with how many votes, and not until when."""
    following = tokens.text[by + 1 : by + 2]
    if not following or {*tokens.lower[by + 1 : by + 3]} & days_and_months():
        return False
    return following[0][0].isupper() or (following[0][0].isdigit() and tokens.kind[by + 2 : by + 3] == ["w"])


def lies_ahead(sentence: Sentence, date: DateMention) -> bool:
    """Whether the verb nearest before a date, or behind one that opens the sentence, tells what is to come."""
    tokens = sentence.tokens
    lower = tokens.lower
    start = bisect_left(tokens.start, date.span[0])
    end = bisect_left(tokens.start, date.span[1])
    if date.role not in ("event", "as_of") or not _QUOTES.isdisjoint(tokens.text):
        return False
    if lower[max(0, start - 1) : start] == ["of"] and start > 1 and lower[start - 2] not in _PARTS_OF_DAY:
        # "will compensate those hit by the failure of 8 July": the date of a noun
        return False
    pasts = load_words("words_pasts") | {"was", "were", "had", "would"}
    ahead = range(end, min(len(lower), end + REACH)) if start <= 3 else range(0)
    for at in (*range(start - 1, max(-1, start - REACH), -1), *ahead):
        word = lower[at]
        if word in happening_words("will"):
            return True
        if word in ("is", "are"):
            return lower[at + 1] in happening_words("is_to") if at + 1 < len(lower) else False
        if word in (";", ":", "who", "which", "that", "after", "since", "until", "from"):
            return False
        if word in happening_words("invariable"):
            # "will publish its forecast on"
            continue
        # "is to be held"
        if word in pasts and not (at and lower[at - 1] == "be"):
            return False
    return False

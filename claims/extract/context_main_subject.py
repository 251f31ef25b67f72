"""Whom a text is about: the name that its headline or one of its first sentences has as subject."""

from __future__ import annotations

from claims.extract.context_marks import Mark, small_words
from claims.extract.context_owners import institution_of, named_behind
from claims.extract.context_places import country_of
from claims.extract.context_scene import Scene
from claims.extract.context_source_names import is_proper
from claims.extract.tokens import Tokens
from claims.extract.word_classes import FUNCTION, NUMBER, VERB, VERB_OR_NOUN, bits_of, days_and_months
from claims.lexicon import load_table

# The subject is looked for this many tokens into a sentence.
_INTO = 8
_LONGEST_NAME = 4
# And what is listed in brackets behind a company no more words than these.
_LISTING = 8
_SPEAKS = frozenset({"said", "says"})


def is_state_name(name: str | None) -> bool:
    """Whether a name is that of a country, or of a union that acts as one."""
    return country_of(name) is not None or name in load_table("places")["unions"]


def main_subject(scene: Scene) -> tuple[str, bool] | None:
    """The name that a headline or opening sentence has as its subject, and whether it is a country's."""
    tokens = scene.tokens
    texts, lower = tokens.text, tokens.lower
    at = start = scene.opening
    stop = min(start + _INTO, len(lower) - 1)
    while at < stop:
        if tokens.kind[at] not in "wa" or not texts[at][0].isupper():
            if texts[at] in ",;:":
                return None
            at += 1
            continue
        known = next((mark for mark in scene.marks.names if mark.start == at), None)
        named = named_behind(scene, known) if known is not None else None
        if named is not None:
            return scene.text(*named), False
        if known is not None and _is_company_of_place_name(scene, known):
            known = None
        end = known.end if known is not None else at + 1
        while known is None and end < len(tokens) and tokens.kind[end] in "wa" and texts[end][0].isupper():
            end += 1
        if known is None:
            end = _past_own_s(tokens, end)
            while end - at > 1 and institution_of(lower[at]) == "company":
                # "Supermarket Hale's has"
                at += 1
        previous = lower[at - 1] if at > start else ""
        if previous not in small_words("before_name") and previous not in small_words("compass"):
            if known is not None:
                if is_state_name(known.value.actor) and (
                    _opens_predicate(scene, end) or known.value.kind in {"demonym", "country"}
                ):
                    return str(known.value.actor), True
            elif (
                end - at <= _LONGEST_NAME
                and (end - at > 1 or at > start or is_proper(scene))
                and not any(bits_of(tokens, one) & (FUNCTION | NUMBER) for one in range(at, end))
                and _opens_predicate(scene, _past_listing(tokens, end))
            ):
                return scene.text(at, _before_form(tokens, at, end)).replace("’", "'"), False
        at = end
    return None


def _is_company_of_place_name(scene: Scene, known: Mark) -> bool:
    """Whether a city without a government says something: it is a company that is named as it."""
    is_city = known.value.kind == "city" and known.value.actor is None
    return is_city and any(
        mark.start == known.end and mark.value[1] in {"s", "ed", "past"} for mark in scene.marks.sayings
    )


def _past_own_s(tokens: Tokens, end: int) -> int:
    """The token behind a name that ends in a possessive of its own, as its verb follows: "Hale's has", "Hale's said"."""
    if end + 1 >= len(tokens) or tokens.lower[end] not in {"'s", "’s"}:
        return end
    at = end + 1
    if at + 1 < len(tokens) and tokens.lower[at] in {"also", "recently", "now"}:
        at += 1
    verbs = small_words("have", "be", "modals")
    return end + 1 if tokens.lower[at] in verbs or tokens.lower[at] in _SPEAKS else end


def _before_form(tokens: Tokens, start: int, end: int) -> int:
    """Where a company's name ends before the form it has in law: "Brillo Inc" goes on as "Brillo"."""
    while end - start > 1 and tokens.lower[end - 1] in small_words("company_forms"):
        end -= 1
    return end


def _past_listing(tokens: Tokens, end: int) -> int:
    """The token behind what a company is in law and where its shares trade: "Brillo, Inc. (NYSE: BRL) said"."""
    lower, size = tokens.lower, len(tokens)
    if end + 1 < size and lower[end] == "," and lower[end + 1] in small_words("company_forms"):
        end += 2
    if end < size and lower[end] == "." and lower[end - 1] in small_words("company_forms"):
        end += 1
    if end + 2 < size and lower[end] == "(" and ")" in lower[end + 1 : end + _LISTING]:
        end = lower.index(")", end) + 1
    while end < size - 1 and (lower[end] == "on" or lower[end] in days_and_months()):
        # "on Wednesday reported"
        end += 1
    return end


def _opens_predicate(scene: Scene, at: int) -> bool:
    """Whether a verb of the name before follows, or an apposition: "Voltaro, the maker of"."""
    tokens = scene.tokens
    if at >= len(tokens):
        return False
    word = tokens.lower[at]
    if word in {"today", "yesterday", "also", "now"} and at + 1 < len(tokens):
        at += 1
        word = tokens.lower[at]
    if word == ",":
        following = tokens.lower[at + 1] if at + 1 < len(tokens) else ""
        return following in small_words("determiners") | {"which", "whose", "one"}
    if word == ":" and at + 1 < len(tokens):
        return scene.sentence.section == "headline"
    if word in {"'s", "’s", "to"} or word in small_words("have", "be", "modals"):
        return True
    marks = scene.marks
    if any(mark.start == at for mark in (*marks.sayings, *marks.events)):
        return True
    return tokens.text[at].islower() and (
        word.endswith("ed") or bool(bits_of(tokens, at) & (VERB | VERB_OR_NOUN))
    )

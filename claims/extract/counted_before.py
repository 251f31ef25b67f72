"""What a bare number counts by the words before it: "casualties rose to", "a staff of", "of which"."""

from __future__ import annotations

from functools import cache

from claims.extract.context_marks import number_forms
from claims.extract.determiners import is_number, past_determiners
from claims.extract.noun_phrases import Range, counted_phrase, noun_at, phrase_before
from claims.extract.tokens import Tokens
from claims.extract.word_classes import (
    ADJECTIVE,
    ADVERB,
    COLLECTIVE,
    COUNT_NOUN,
    FUNCTION,
    MEASURE,
    NUMBER,
    PAST,
    VERB,
    bits_of,
    is_participle,
    is_plural,
    listed,
    word_classes,
)
from claims.lexicon.trees import concept_line, concepts

_LOOK_BACK = 24
# The words of a subject whose verb was left out, and what stands before them.
_SUBJECT = 6
# And those of the label of a line.
_LABEL = 8
# From a verb of a level back to its subject.
_SUBJECT_BACK = 7
_JOINTS = frozenset({",", ";", "and", "while", "but"})
_EACH = frozenset({"each", "either", "apiece", "both"})
# They open what is said of a noun before its figure is put.
_PHRASED = frozenset({"since", "in", "from", "for", "on", "of", "during", "over", "after", "across", "so"})
_DASHES = frozenset("-‒–—−")
# What a figure is put between, behind the words that it is the count of.
_ASIDE = {",": ",", "(": ")", "–": "–", "—": "—"}
_MORE = frozenset({"another", "further", "additional"})
# "A further" stands before the number, if it is not part of it.
_ARTICLE_AND_WORD = 2
_LIST_MARKS = frozenset(",:(")
# From "Of the" to the number that it leads to.
_OPENED = 16


@cache
def _lifeless() -> frozenset[str]:
    """The nouns, in both numbers, of things that cannot be hurt."""
    found: set[str] = set()
    for node in concepts().values():
        if node.id != "product" and {"person", "animal"}.isdisjoint(concept_line(node.id)):
            found.update(form for label in node.labels for form in number_forms(label) if " " not in form)
    return frozenset(found)


def is_hurt(tokens: Tokens, first: int, last: int, noun: str) -> bool:
    """Whether a bare number counts those hurt, and not the things told of before: "wrecked 40 homes and killed five", "400
    flights cancelled, 12 injured"."""
    behind = tokens.lower[last : last + 2]
    if behind[:1] in (["were"], ["was"]):
        del behind[0]
    if listed("hurting").isdisjoint([*tokens.lower[first - 1 : first], *behind[:1]]):
        return False
    return noun.rpartition(" ")[2].lower() in _lifeless()


def named_before(tokens: Tokens, first: int, last: int) -> Range | None:
    """What a bare number counts by the words before it."""
    lower = tokens.lower
    if lower[first] in listed("level_verbs") and tokens.kind[last - 1] in "wn":
        # the verb bounds the number and belongs to it: "the toll passed 400"
        first += 1
    elif first > 1 and lower[first - 1] in ("a", "an", "the") and lower[first - 2] in listed("level_verbs"):
        # "crossed the 400 mark"
        first -= 1
    if first < 2:
        return None
    opened = (
        _opened_by_of(tokens, first, last)
        or _dealt_out(tokens, first, last)
        or _put_to_most(tokens, first, last)
        or _labelled(tokens, first, last)
    )
    if opened is not None:
        return opened
    classes = word_classes()
    if lower[first - 1] in listed("merely"):
        # "a crowd of just 3,212"
        first -= 1
    cue = lower[first - 1]
    if lower[first] in listed("level_bounds") and cue in listed("level_verbs"):
        # "the toll has risen above 1,200"
        return _subject_before(tokens, first - 1)
    if cue == "of":
        if classes.get(lower[first - 2], 0) & COLLECTIVE:
            return phrase_before(tokens, first - 1)
        return None
    if cue == "as":
        # "gave the number of dead as 41"
        return _opened_count(tokens, first)
    if cue == "by" and lower[first - 2] in listed("level_verbs"):
        # "the number of employees on payrolls fell by 32,000"
        return _opened_count(tokens, first - 1)
    if (
        cue == "from"
        and lower[last : last + 1] == ["to"]
        and is_number(tokens, min(last + 1, len(lower) - 1))
    ):
        # "Deaths doubled, from 11 to 21"
        return _subject_before(tokens, first - 1)
    if cue == "to" and first > 3 and lower[first - 3] == "from" and is_number(tokens, first - 2):
        return _subject_before(tokens, first - 3)
    if cue not in listed("level_before") or (cue == ":" and not _ends_after(tokens, last)):
        return None
    opened = _opened_count(tokens, first)
    if opened is not None:
        return opened
    return _subject_before(tokens, first - 1)


def _opened_by_of(tokens: Tokens, first: int, last: int) -> Range | None:
    """ "Of the buildings they saw, 34 were unsafe"."""
    lower = tokens.lower
    if lower[0] != "of" or lower[first - 1] != "," or first > _OPENED or last >= len(lower):
        return None
    if not _opens_verb(tokens, last) or any(is_number(tokens, index) for index in range(1, first)):
        return None
    start = past_determiners(tokens, 1)
    found = counted_phrase(tokens, start)
    if found is None and 1 < start == first - 2 and _tells_state(tokens, start):
        # "of the injured, ten were in Kell"
        return start, start + 1
    return found


def _put_to_most(tokens: Tokens, first: int, last: int) -> Range | None:
    """ "Most of the deaths, 19, were in Lund", "the majority of victims (34) were women"."""
    lower = tokens.lower
    if lower[first - 1] not in _ASIDE or lower[last : last + 1] != [_ASIDE[lower[first - 1]]]:
        return None
    found = phrase_before(tokens, first - 1)
    if found is None:
        return None
    of = found[0] - 1
    of -= lower[of] in listed("determiners")
    return found if of > 0 and lower[of] == "of" and lower[of - 1] in listed("most") else None


def _labelled(tokens: Tokens, first: int, last: int) -> Range | None:
    """ "tanks – 11,262 (+4)", "armoured vehicles: 23,370": a line that is no more than what is counted, a dash and its number."""
    dash = first - 1
    is_dash = tokens.text[dash] in _DASHES and not tokens.glued(dash)
    is_colon = tokens.text[dash] == ":" and noun_at(tokens, dash - 1)
    if not (is_dash or is_colon) or tokens.glued(first):
        return None
    start = 0 if tokens.kind[0] == "w" else 1
    if not 0 < dash - start <= _LABEL or not all(
        tokens.kind[at] in "wa" or (tokens.text[at] == "-" and tokens.glued(at)) for at in range(start, dash)
    ):
        return None
    if last < len(tokens) and tokens.text[last] not in "(,;.":
        return None
    is_named = phrase_before(tokens, dash) is not None or tokens.text[dash - 1].isupper()
    return (start, dash) if is_named else None


def _dealt_out(tokens: Tokens, first: int, last: int) -> Range | None:
    """ "exchanged prisoners of war on Friday, 175 from each side": the plural that the clause before named."""
    if tokens.lower[first - 1] != "," or _EACH.isdisjoint(tokens.lower[last : last + 2]):
        return None
    for index in range(first - 2, max(first - _OPENED, 0), -1):
        if tokens.kind[index] == "s" or is_number(tokens, index):
            return None
        if tokens.text[index].islower() and noun_at(tokens, index):
            found = phrase_before(tokens, index + 1)
            return found if found is not None and not is_number(tokens, found[0] - 1) else None
    return None


def _ends_after(tokens: Tokens, last: int) -> bool:
    return last >= len(tokens.text) or tokens.kind[last] == "s"


def _opened_count(tokens: Tokens, first: int) -> Range | None:
    """ "the number of wounded ... at"."""
    classes = word_classes()
    lower = tokens.lower
    for index in range(first - 3, max(first - _LOOK_BACK, 0), -1):
        if lower[index] in (";", "."):
            return None
        if lower[index] == "of" and classes.get(lower[index - 1], 0) & COUNT_NOUN:
            start = past_determiners(tokens, index + 1)
            found = counted_phrase(tokens, start)
            if found is None and start < first and _tells_state(tokens, start):
                found = (start, start + 1)
            return found if found is not None and found[1] < first else None
    return None


def _tells_state(tokens: Tokens, index: int) -> bool:
    """ "the number of homeless", "the number of displaced"."""
    bits = bits_of(tokens, index)
    return bool(bits & ADJECTIVE) or is_participle(tokens.lower[index], bits)


def _subject_before(tokens: Tokens, cue: int) -> Range | None:
    """ "casualties rose to", "losses have reached", "Injuries:"."""
    lower = tokens.lower
    classes = word_classes()
    index = cue
    verbs = lower[cue] == ":" or lower[cue] in listed("level_verbs")
    while index > 0 and cue - index < _SUBJECT_BACK:
        index -= 1
        word = lower[index]
        bits = classes.get(word, 0)
        if word in listed("level_verbs"):
            verbs = True
        elif word == "," and lower[cue] == "from":
            continue
        elif tokens.kind[index] != "w":
            return None
        elif not verbs:
            return _put_at(tokens, cue) if lower[cue] == "at" else None
        elif word in listed("level_between") or word.endswith("ly"):
            continue
        elif index == cue - 1 and lower[cue] == ":" and _is_fate(tokens, index):
            # "Houses destroyed: 2,240"
            continue
        elif bits & MEASURE or bits & FUNCTION:
            return None
        elif bits & COLLECTIVE or is_plural(tokens.text[index], word, bits):
            # "the death toll from recent floods has risen to 13" counts no floods
            return _toll_before(tokens, index) or phrase_before(tokens, index + 1)
        else:
            return _toll_before(tokens, index)
    return None


def _is_fate(tokens: Tokens, index: int) -> bool:
    """Whether a participle tells what became of the plural right before it, with which a label begins."""
    noun = index - 1
    if noun < 0 or not is_participle(tokens.lower[index], bits_of(tokens, index)):
        return False
    return is_plural(tokens.text[noun], tokens.lower[noun], bits_of(tokens, noun)) or bool(
        bits_of(tokens, noun) & COLLECTIVE
    )


def _put_at(tokens: Tokens, at: int) -> Range | None:
    """ "put the crowd at 25,000", "estimates Russian losses at 700,000"."""
    noun = at - 1
    bits = bits_of(tokens, noun)
    if not bits & COLLECTIVE and (
        bits & MEASURE or not is_plural(tokens.text[noun], tokens.lower[noun], bits)
    ):
        return _put_with_phrase(tokens, at)
    for verb in range(noun - 1, max(noun - 5, -1), -1):
        if tokens.lower[verb] == "by":
            return None
        if tokens.lower[verb] in listed("put_at"):
            found = phrase_before(tokens, at)
            return None if found is None else (max(found[0], verb + 1), found[1])
    found = phrase_before(tokens, at) if bits & COLLECTIVE else None
    # a headline: "Death toll at 89 after quake"
    return found if found is not None and found[0] == 0 else None


def _put_with_phrase(tokens: Tokens, at: int) -> Range | None:
    """ "puts tank losses since the start of the war at 10,247": the noun, with a phrase behind it, after the verb."""
    for verb in range(at - 3, max(at - _LOOK_BACK, -1), -1):
        if tokens.text[verb] in ",;.:" or is_number(tokens, verb):
            return None
        if tokens.lower[verb] in listed("put_at"):
            found = counted_phrase(tokens, past_determiners(tokens, verb + 1))
            phrased = found is not None and found[1] < at and tokens.lower[found[1]] in _PHRASED
            return found if phrased else None
    return None


def _toll_before(tokens: Tokens, noun: int) -> Range | None:
    """ "the death toll from the quake passed": what the noun at ``noun`` qualifies, if it tells a size."""
    for index in range(noun - 1, max(noun - 4, 0), -1):
        if tokens.kind[index] != "w":
            return None
        if tokens.lower[index] in listed("size_links"):
            if bits_of(tokens, index - 1) & COLLECTIVE:
                return phrase_before(tokens, index)
            return None
    return None


def _opens_verb(tokens: Tokens, index: int) -> bool:
    bits = bits_of(tokens, index)
    return bool(bits & FUNCTION) or is_participle(tokens.lower[index], bits)


def _follows_level(tokens: Tokens, index: int) -> bool:
    """Whether a level, with what it counts, ends before token ``index``: "rose to 40 ships"."""
    for at in range(index - 1, max(index - 5, 0), -1):
        if tokens.kind[at] == "n":
            return tokens.lower[at - 1] == "to"
        if tokens.kind[at] != "w":
            break
    return False


def follows_anaphor(tokens: Tokens, first: int) -> bool:
    """ "Of those, six": the sentence opens with what the one before it counted."""
    return (
        tokens.lower[0] == "of"
        and 2 < first < 6
        and tokens.lower[1] in listed("anaphors")
        and tokens.text[2] == ","
    )


def opens_with_more(tokens: Tokens, first: int, last: int) -> bool:
    """ "A further 1,835 were treated", "Another 40 are missing": more of what the sentence before counted."""
    opening = _MORE.intersection(tokens.lower[: first + 2])
    return first <= _ARTICLE_AND_WORD and bool(opening) and last < len(tokens) and _opens_verb(tokens, last)


def goes_on_counting(tokens: Tokens, first: int, last: int, *, sized: bool) -> bool:
    """Whether a bare number goes on counting what the sentence counted before.

    ``sized``: that was told by a noun of size ("a toll of 41 dead and 12 injured"), which a list ends.
    """
    lower = tokens.lower
    if first == 0:
        return False
    if first > 3 and lower[first - 2 : first] == ["a", "total"]:
        first -= 2
    before = lower[first - 1]
    earlier = lower[first - 2] if first > 1 else ""
    if tokens.kind[first - 1] == "p":
        # "28,000 casualties, against the enemy's 23,000"
        return _ends_after(tokens, last)
    if (before in ("with", "to") and earlier in listed("compared")) or (before == "+" and earlier == "("):
        # "tanks – 11,262 (+4)"
        return True
    if before in listed("carried_after") or (earlier == "of" and before in listed("anaphors")):
        return True
    if before in _LIST_MARKS and last < len(lower) and lower[last] in listed("parted_by"):
        return True
    if before in ";," and not sized and _is_clause_of_participle(tokens, last):
        return True
    if before == "," and lower[0] == "of":
        # "Of the 50 states, 21 have"
        return last < len(lower) and _opens_verb(tokens, last)
    if before == "from":
        # "to 230 from 310"
        return earlier in ("up", "down") or (_ends_after(tokens, last) and _follows_level(tokens, first - 1))
    if before == "when":
        # "down from the previous week, when 479 were recorded"
        return last < len(lower) and _opens_verb(tokens, last)
    if before in ("and", "or") and not sized and last < len(lower):
        return _opens_verb(tokens, last) or lower[last] in listed("timed")
    return not sized and _is_gapped(tokens, first, last)


def _is_clause_of_participle(tokens: Tokens, last: int) -> bool:
    """ "50 houses inspected; 12 condemned, 30 repaired": what befell them is all that follows the number."""
    if last >= len(tokens) or not is_participle(tokens.lower[last], bits_of(tokens, last)):
        return False
    end = last + 1
    if end < len(tokens) and tokens.lower[end] in listed("verb_particles"):
        end += 1
    return _ends_after(tokens, end) or tokens.lower[end] in listed("joints")


def _is_gapped(tokens: Tokens, first: int, last: int) -> bool:
    """ "One won 128 seats, the Liberal bloc 84 and the Greens 28": a subject whose verb was left out."""
    if not _ends_after(tokens, last) and tokens.lower[last] not in ("and", "or"):
        return False
    for index in range(first - 1, max(first - _SUBJECT, 0), -1):
        if tokens.lower[index] in _JOINTS:
            opener = index if tokens.lower[index - 1] != "," else index - 1
            return index < first - 1 and (is_number(tokens, opener - 1) or noun_at(tokens, opener - 1))
        bits = bits_of(tokens, index)
        if tokens.kind[index] != "w" or bits & (VERB | PAST | ADVERB | NUMBER):
            return False
        if bits & FUNCTION and tokens.lower[index] not in listed("determiners"):
            return False
    return False

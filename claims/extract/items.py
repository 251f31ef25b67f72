"""The noun phrase that a quantity counts or measures ("13 cruise and ballistic missiles").

A noun phrase is read from closed word classes and endings, left to right, without a tagger: modifiers up to
the first plural noun, further nouns joined by "and", nothing that follows.
"""

from __future__ import annotations

from dataclasses import dataclass

from claims.extract.noun_phrases import counted_phrase, phrase_before, singular_phrase, unit_end
from claims.extract.sentences import Sentence
from claims.extract.tokens import Tokens
from claims.extract.word_classes import (
    ADJECTIVE,
    BASE,
    COLLECTIVE,
    COUNT_NOUN,
    COUNTED,
    FUNCTION,
    MEASURE,
    NUMBER,
    bits_of,
    is_adverb,
    is_participle,
    is_plural,
    listed,
    word_classes,
)
from claims.model import Kind, Span

Range = tuple[int, int]

_HYPHENS = frozenset("-‐‑–")
_LOOK_BACK = 14
_LIST_GAP = 4


@dataclass(frozen=True, slots=True)
class CountedItem:
    """A counted noun phrase as written; ``span`` is its place in the document.

    ``carried``: it was taken over from an earlier mention, so that it may stand in another sentence.
    """

    text: str
    span: Span
    rule: str
    carried: bool = False


def find_item(
    sentence: Sentence, first: int, last: int, kind: Kind, previous: CountedItem | None = None
) -> CountedItem | None:
    """Return what the quantity at tokens ``first`` to ``last`` (half-open) counts or measures.

    The range covers hedge, number, scale word and unit ("more than 400", "less than 1%", "1,000-kilometre",
    "one in five"). ``previous`` is the item of the last quantity of the same kind; a count without a noun of
    its own ("compared with 63 a year ago") takes it over.
    """
    tokens = sentence.tokens
    if kind == "age":
        return None
    if kind == "ratio":
        return _made(sentence, _compared_in_ratio(tokens, first), "ratio")
    if kind in ("count", "number"):
        return _counted(sentence, first, last, previous)
    return _measured(sentence, first, last, kind)


def are_joined(tokens: Tokens, left: int, right: int) -> bool:
    """Whether two counts with ``left`` and ``right`` between them are one list: "30 drones and 4 missiles"."""
    gap = tokens.lower[left:right]
    joints = [word for word in gap if word in listed("list_joints")]
    return bool(joints) and len(gap) <= _LIST_GAP and gap[-1] not in ("which", "whom") and ";" not in gap


def _made(sentence: Sentence, found: Range | None, rule: str) -> CountedItem | None:
    if found is None:
        return None
    start, end = sentence.tokens.start[found[0]], sentence.tokens.end[found[1] - 1]
    return CountedItem(sentence.text[start - sentence.start : end - sentence.start], (start, end), rule)


def _counted(sentence: Sentence, first: int, last: int, previous: CountedItem | None) -> CountedItem | None:
    tokens = sentence.tokens
    lower = tokens.lower
    size = len(lower)
    if last < size:
        if lower[last] in _HYPHENS and tokens.glued(last):
            return _made(sentence, _hyphenated(tokens, last), "hyphen")
        start = last
        if lower[last] == "of":
            start = _past_determiners(tokens, last + 1)
            if start < size and lower[start] in listed("anaphors"):
                return _carry(previous)
        elif lower[last] in listed("others") and not _noun_follows(tokens, last + 1):
            return _carry(previous)
        one = _is_one(tokens, first, last)
        # "one of the students": what follows "of" is a plural even after "one"
        phrase = singular_phrase if one and start == last else counted_phrase
        found = phrase(tokens, start)
        if found is None and start > last:
            found = _of_singular(tokens, start, last)
        if found is None and not one:
            found = _shared_noun(tokens, last)
        if found is None and not one:
            found = _first_word(tokens, last, owned=first > 0 and lower[first - 1] in listed("owners"))
        if found is not None:
            return _made(sentence, found, "after")
    found = _named_before(tokens, first, last)
    if (
        found is None
        and first > 2
        and lower[first - 1] == "or"
        and lower[first - 3] in listed("owners") | {"another"}
    ):
        # "another pick or two"
        found = (first - 2, first - 1) if tokens.kind[first - 2] == "w" else None
    if found is not None:
        return _made(sentence, found, "before")
    whole = tokens.kind[last - 1] != "n" or "." not in tokens.text[last - 1]
    if (
        previous is not None
        and previous.span[0] >= sentence.start
        and whole
        and _continues(tokens, first, last, sized=previous.rule == "before")
    ):
        return _carry(previous)
    return None


def _shared_noun(tokens: Tokens, index: int) -> Range | None:
    """The noun of "1,100 direct and 2,500 indirect jobs" for the first number."""
    if index >= len(tokens.text) or tokens.kind[index] != "w":
        return None
    bits = bits_of(tokens, index)
    joint = unit_end(tokens, index)
    following = joint + 1
    if following + 1 >= len(tokens.text) or tokens.lower[joint] not in listed("joints"):
        return None
    if not _is_number(tokens, following) or bits & (FUNCTION | NUMBER):
        return None
    if joint == index + 1 and (bits & ADJECTIVE or is_participle(tokens.lower[index], bits)):
        return None
    while following < min(len(tokens.text), joint + 5) and _is_number(tokens, following):
        following += 1
    found = counted_phrase(tokens, following)
    if found is None or unit_end(tokens, following) != found[1] - 1:
        return None
    return found[1] - 1, found[1]


def _of_singular(tokens: Tokens, start: int, last: int) -> Range | None:
    """What "of" is followed by without a plural: "of the dead", "of equipment"; "40 of fraud" counts no fraud."""
    if start >= len(tokens.text):
        return None
    if start > last + 1 and bits_of(tokens, start) & ADJECTIVE and not _noun_follows(tokens, start + 1):
        return start, start + 1
    if tokens.kind[last - 1] == "n" and start == last + 1:
        return None
    return singular_phrase(tokens, start)


def _carry(previous: CountedItem | None) -> CountedItem | None:
    return None if previous is None else CountedItem(previous.text, previous.span, "carried", carried=True)


def _is_one(tokens: Tokens, first: int, last: int) -> bool:
    classes = word_classes()
    numbers = [
        tokens.lower[index]
        for index in range(first, last)
        if tokens.kind[index] == "n" or classes.get(tokens.lower[index], 0) & NUMBER
    ]
    return numbers in (["one"], ["1"])


def _past_determiners(tokens: Tokens, index: int) -> int:
    """Skip "of the", "of its 14" and an owner ("of Russia's")."""
    size = len(tokens.text)
    classes = word_classes()
    while index < size and (
        tokens.lower[index] in listed("determiners")
        or tokens.kind[index] == "n"
        or classes.get(tokens.lower[index], 0) & NUMBER
    ):
        if index + 1 < size and tokens.text[index + 1] in _HYPHENS and tokens.glued(index + 1):
            break
        if tokens.lower[index] in listed("anaphors") and not _noun_follows(tokens, index + 1):
            return index
        index += 1
        if index < size and tokens.kind[index - 1] == "n" and tokens.glued(index):
            # "of the 9m users"
            index += tokens.lower[index] in listed("scale_letters")
        while index + 1 < size and tokens.lower[index] in listed("ordered") and _is_number(tokens, index + 1):
            index += 1
    for ahead in range(index, min(index + 4, size)):
        if tokens.kind[ahead] == "p":
            ahead += 1
            while ahead < size and _is_number(tokens, ahead):
                ahead += 1
            return ahead
        if tokens.kind[ahead] not in "wa" or bits_of(tokens, ahead) & FUNCTION:
            break
    return index


def _is_number(tokens: Tokens, index: int) -> bool:
    return tokens.kind[index] == "n" or bool(bits_of(tokens, index) & NUMBER)


def _noun_follows(tokens: Tokens, index: int) -> bool:
    if index >= len(tokens.text) or tokens.kind[index] not in "wa":
        return False
    return counted_phrase(tokens, index) is not None


def _hyphenated(tokens: Tokens, hyphen: int) -> Range | None:
    """The word after "four-", that of "five- and six-cylinder", or the noun after "10,000-strong"."""
    size = len(tokens.text)
    word = hyphen + 1
    if word < size and tokens.glued(word) and tokens.kind[word] == "w":
        if bits_of(tokens, word) & FUNCTION:
            return None
        if tokens.lower[word] == "strong":
            return singular_phrase(tokens, word + 1)
        return word, word + 1
    for index in range(word, min(word + 6, size - 1)):
        if tokens.lower[index] in _HYPHENS and tokens.glued(index) and tokens.glued(index + 1):
            return (index + 1, index + 2) if tokens.kind[index + 1] == "w" else None
    return None


def _first_word(tokens: Tokens, index: int, *, owned: bool) -> Range | None:
    """The first of several nouns without plural: "a 12 page report" counts pages."""
    if index + 1 >= len(tokens.text) or tokens.kind[index] != "w" or tokens.kind[index + 1] != "w":
        return None
    word = tokens.lower[index]
    bits = word_classes().get(word, 0)
    if not owned and not bits & COUNTED:
        return None
    if (
        bits & ~(BASE | COLLECTIVE | COUNTED)
        or is_participle(word, bits)
        or is_adverb(word, bits)
        or word.endswith("ing")
    ):
        return None
    if word_classes().get(tokens.lower[index + 1], 0) & FUNCTION:
        return None
    return (index, index + 1) if tokens.text[index].islower() else None


def _measured(sentence: Sentence, first: int, last: int, kind: Kind) -> CountedItem | None:
    """What a share, money, length or duration is of, or what it qualifies ("1,000-kilometre front line")."""
    tokens = sentence.tokens
    lower = tokens.lower
    if last >= len(lower):
        return None
    if lower[last] == "of":
        start = _past_determiners(tokens, last + 1)
        lasting = kind == "duration"
        if lasting and start > last + 1:
            return None
        found = counted_phrase(tokens, start, share=True) or singular_phrase(
            tokens, start, share=True, gerund=lasting
        )
        return _made(sentence, found, "of")
    if kind == "share" and lower[last - 1] not in listed("percents"):
        start = _past_determiners(tokens, last)
        found = counted_phrase(tokens, start, share=True) or singular_phrase(tokens, start, share=True)
        return _made(sentence, found, "share")
    hyphenated = any(lower[index] in _HYPHENS and tokens.glued(index) for index in range(first + 1, last))
    if hyphenated or (first > 0 and lower[first - 1] in listed("owners")):
        return _made(sentence, singular_phrase(tokens, last), "qualified")
    return None


def _compared_in_ratio(tokens: Tokens, first: int) -> Range | None:
    """What stands in a ratio: "equipment losses at ratios of", "a student-teacher ratio of"."""
    lower = tokens.lower
    for index in range(first - 1, max(first - 5, -1), -1):
        if lower[index] in listed("ratios"):
            before = index - 1
            while before >= 0 and lower[before] in ("a", "an", "the"):
                before -= 1
            if before >= 0 and lower[before] in listed("ratio_before"):
                return phrase_before(tokens, before)
            return phrase_before(tokens, index)
    return None


def _named_before(tokens: Tokens, first: int, last: int) -> Range | None:
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
    classes = word_classes()
    cue = lower[first - 1]
    if cue == "of":
        if classes.get(lower[first - 2], 0) & COLLECTIVE:
            return phrase_before(tokens, first - 1)
        return None
    if cue not in listed("level_before") or (cue == ":" and not _ends_after(tokens, last)):
        return None
    opened = _opened_count(tokens, first)
    if opened is not None:
        return opened
    return _subject_before(tokens, first - 1)


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
            start = _past_determiners(tokens, index + 1)
            found = counted_phrase(tokens, start)
            if found is None and start < first and classes.get(lower[start], 0) & ADJECTIVE:
                found = (start, start + 1)
            return found if found is not None and found[1] < first else None
    return None


def _subject_before(tokens: Tokens, cue: int) -> Range | None:
    """ "casualties rose to", "losses have reached", "Injuries:"."""
    lower = tokens.lower
    classes = word_classes()
    index = cue
    verbs = lower[cue] == ":" or lower[cue] in listed("level_verbs")
    while index > 0 and cue - index < 6:
        index -= 1
        word = lower[index]
        bits = classes.get(word, 0)
        if word in listed("level_verbs"):
            verbs = True
        elif tokens.kind[index] != "w" or not verbs:
            return None
        elif word in listed("level_between") or word.endswith("ly"):
            continue
        elif bits & MEASURE or bits & FUNCTION:
            return None
        elif bits & COLLECTIVE or is_plural(tokens.text[index], word, bits):
            return phrase_before(tokens, index + 1)
        else:
            return _toll_before(tokens, index)
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


def _continues(tokens: Tokens, first: int, last: int, *, sized: bool) -> bool:
    """Whether a bare number goes on counting what the sentence counted before.

    ``sized``: that was told by a noun of size ("a toll of 41 dead and 12 injured"), which a list ends.
    """
    lower = tokens.lower
    if first == 0:
        return False
    before = lower[first - 1]
    earlier = lower[first - 2] if first > 1 else ""
    if before in ("with", "to") and earlier in listed("compared"):
        return True
    if before in listed("carried_after") or (earlier == "of" and before in listed("anaphors")):
        return True
    if before == "," and last < len(lower) and lower[last] in listed("parted_by"):
        return True
    if before == "," and lower[0] == "of":
        # "Of the 50 states, 21 have"
        return last < len(lower) and bool(bits_of(tokens, last) & FUNCTION)
    if before == "from":
        return earlier in ("up", "down")
    if before in ("and", "or") and not sized and last < len(lower):
        bits = bits_of(tokens, last)
        return bool(bits & FUNCTION) or is_participle(lower[last], bits)
    return False

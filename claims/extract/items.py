"""The noun phrase that a quantity counts or measures ("13 cruise and ballistic missiles").

A noun phrase is read from closed word classes and endings, left to right, without a tagger: modifiers up to
the first plural noun, further nouns joined by "and", nothing that follows.
"""

from __future__ import annotations

from dataclasses import dataclass

from claims.extract.counted_before import (
    follows_anaphor,
    goes_on_counting,
    is_hurt,
    named_before,
    opens_with_more,
)
from claims.extract.determiners import is_number, noun_follows, past_determiners
from claims.extract.noun_phrases import Range, counted_phrase, phrase_before, singular_phrase, unit_end
from claims.extract.numbers import number_words
from claims.extract.sentences import Sentence
from claims.extract.tokens import Tokens
from claims.extract.trap_names import unit_words
from claims.extract.word_classes import (
    ADJECTIVE,
    BASE,
    COLLECTIVE,
    COUNTED,
    FUNCTION,
    NUMBER,
    bits_of,
    is_adverb,
    is_participle,
    listed,
    word_classes,
)
from claims.model import Kind, Span

_HYPHENS = frozenset("-‐‑–")
_LIST_GAP = 4
_LONGEST_CONVERSION = 8
# The rule of an item that is not counted but has the number as its size.
RATED = "rated"
# The rule of a state that stands for those in it.
STATE = "state"


@dataclass(slots=True)
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
        return _counted(sentence, *_with_brackets(tokens, first, last), previous)
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
        if lower[last : last + 2] == ["out", "of"] and last + 2 < size:
            # "28 out of 31 drones", but "knocked 12 out of service"
            noun = past_determiners(tokens, last + 2)
            start = noun if any(is_number(tokens, at) for at in range(last + 2, noun)) else start
        elif lower[last] == "of":
            start = past_determiners(tokens, last + 1)
            if start < size and lower[start] in listed("anaphors"):
                named = counted_phrase(tokens, start + 1)
                if named is not None and (named[1] >= size or tokens.kind[named[1]] == "s"):
                    # "23 Palestinians, nine of them children, were"
                    return _made(sentence, named, "after")
                return _carry(previous)
        elif lower[last] in listed("others") and not noun_follows(tokens, last + 1):
            return _carry(previous)
        one = _is_one(tokens, first, last)
        # "one of the students": what follows "of" is a plural even after "one"
        phrase = singular_phrase if one and start == last else counted_phrase
        found = phrase(tokens, start)
        if found is None and start > last:
            found = _of_singular(tokens, start, last)
            if found is not None and not listed("kinds").isdisjoint(
                tokens.lower[found[1] - 1 : found[1] + 1]
            ):
                # "69 missiles: 64 of the cruise type"
                return _carry(previous)
        if found is None and not one:
            found = _shared_noun(tokens, last)
        if found is None and start == last and _is_rating(tokens, first, last):
            return _made(sentence, singular_phrase(tokens, last), RATED)
        if found is None and not one:
            found = _first_word(tokens, last, owned=first > 0 and lower[first - 1] in listed("owners"))
        if found is None and not one:
            found = _people(tokens, start)
        if found is not None:
            return _made(sentence, found, "after")
    found = _state(tokens, first, last, previous)
    if found is not None:
        return _made(sentence, found, STATE)
    found = named_before(tokens, first, last)
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
    if previous is not None and (follows_anaphor(tokens, first) or opens_with_more(tokens, first, last)):
        return _carry(previous)
    if (
        previous is not None
        and previous.span[0] >= sentence.start
        and whole
        and not is_hurt(tokens, first, last, previous.text)
        and goes_on_counting(tokens, first, last, sized=previous.rule == "before")
    ):
        return _carry(previous)
    return None


def _state(tokens: Tokens, first: int, last: int, previous: CountedItem | None) -> Range | None:
    """ "a toll of 12 dead and 40 injured", "12 deaths, 40 injured": a state that stands for those in it."""
    if not first or last >= len(tokens) or tokens.lower[last] not in listed("states"):
        return None
    before = tokens.lower[first - 1]
    after_toll = before == "of" and bool(bits_of(tokens, first - 2) & COLLECTIVE)
    goes_on = (
        previous is not None
        and before in {"and", ","}
        and (previous.rule == STATE or previous.text.lower().rpartition(" ")[2] in listed("outcomes"))
    )
    return (last, last + 1) if after_toll or goes_on else None


def _with_brackets(tokens: Tokens, first: int, last: int) -> Range:
    """Return the range of a number with the brackets that only set it off: "a total of (72) people"."""
    if not first or tokens.text[first - 1] != "(" or tokens.text[last : last + 1] != [")"]:
        return first, last
    joins = first < 2 or tokens.kind[first - 2] == "s" or tokens.lower[first - 2] in listed("list_joints")
    if not joins and not bits_of(tokens, first - 2) & FUNCTION:
        return first, last
    if counted_phrase(tokens, last + 1) is None:
        # "women (72) and children (16)"
        return first, last
    return first - 1, last + 1


def _people(tokens: Tokens, start: int) -> Range | None:
    """ "2 million Nationalist Chinese fled": the name of a people that has no plural of its own."""
    for index in range(start, min(start + 3, len(tokens.text))):
        if tokens.kind[index] != "w" or not tokens.text[index][0].isupper():
            return None
        if tokens.lower[index] in listed("peoples"):
            following = index + 1
            bits = bits_of(tokens, following) if following < len(tokens.text) else FUNCTION
            ends = (
                bits & FUNCTION
                or is_participle(tokens.lower[following], bits)
                or tokens.kind[following] == "s"
            )
            return (start, following) if ends else None
    return None


def _is_rating(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a number with decimals says how large its noun is: "a 2.1 rating", "a .500 record"."""
    decimals = "." in tokens.text[last - 1] or (tokens.text[last - 2] == "." and tokens.glued(last - 1))
    owned = first > 0 and tokens.lower[first - 1] in listed("owners")
    return decimals and owned and tokens.lower[last] not in listed("timed")


def _shared_noun(tokens: Tokens, index: int) -> Range | None:
    """The noun of "1,100 direct and 2,500 indirect jobs" for the first number."""
    if index >= len(tokens.text) or tokens.kind[index] != "w":
        return None
    bits = bits_of(tokens, index)
    joint = unit_end(tokens, index)
    following = joint + 1
    if following + 1 >= len(tokens.text) or tokens.lower[joint] not in listed("joints"):
        return None
    if not is_number(tokens, following) or bits & (FUNCTION | NUMBER):
        return None
    if joint == index + 1 and (bits & ADJECTIVE or is_participle(tokens.lower[index], bits)):
        return None
    while following < min(len(tokens.text), joint + 5) and is_number(tokens, following):
        following += 1
    found = counted_phrase(tokens, following)
    if found is None or unit_end(tokens, following) != found[1] - 1:
        return None
    return found[1] - 1, found[1]


def _of_singular(tokens: Tokens, start: int, last: int) -> Range | None:
    """What "of" is followed by without a plural: "of the dead", "of equipment"; "40 of fraud" counts no fraud."""
    if start >= len(tokens.text):
        return None
    if start > last + 1 and bits_of(tokens, start) & ADJECTIVE and not noun_follows(tokens, start + 1):
        return start, start + 1
    counted = tokens.kind[last - 1] == "n" or number_words().get(tokens.lower[last - 1], ("", 0))[0] == "unit"
    if counted and start == last + 1 and tokens.lower[last - 1] != "one":
        return None
    return singular_phrase(tokens, start)


def _carry(previous: CountedItem | None) -> CountedItem | None:
    return None if previous is None else CountedItem(previous.text, previous.span, "carried", carried=True)


def _is_one(tokens: Tokens, first: int, last: int) -> bool:
    if tokens.lower[last - 1] == "single":
        return True  # "not a single house"
    classes = word_classes()
    numbers = [
        tokens.lower[index]
        for index in range(first, last)
        if tokens.kind[index] == "n" or classes.get(tokens.lower[index], 0) & NUMBER
    ]
    return numbers in (["one"], ["1"])


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
    last = _past_conversion(tokens, first, last)
    if last >= len(lower) or tokens.text[last] in ("x", "×"):
        # "a 10 x 15 cm photo" is no photo of 10 cm
        return None
    if lower[last] == "of":
        start = past_determiners(tokens, last + 1)
        lasting = kind == "duration"
        if (lasting and start > last + 1) or "within" in lower[first:last]:
            return None
        found = counted_phrase(tokens, start, share=True) or singular_phrase(
            tokens, start, share=True, gerund=lasting
        )
        if found is not None and kind in ("physical", "duration") and lower[found[0]] in unit_words():
            return None  # "20 of the 26 miles"
        return _made(sentence, found, "of")
    if kind == "share" and listed("percents").isdisjoint(lower[first:last]):
        start = past_determiners(tokens, last)
        found = counted_phrase(tokens, start, share=True) or singular_phrase(tokens, start, share=True)
        return _made(sentence, found, "share")
    hyphenated = not _HYPHENS.isdisjoint(lower[first + 1 : last]) and any(
        lower[index] in _HYPHENS and tokens.glued(index) for index in range(first + 1, last)
    )
    spelled_plural = (
        tokens.kind[last - 1] == "w" and len(lower[last - 1]) > 3 and lower[last - 1].endswith("s")
    )
    if spelled_plural and not hyphenated and (not first or lower[first - 1] not in {"a", "an"}):
        # "the 2.3 billion euros analysts had expected"
        return None
    if (
        hyphenated
        or _holds_article(tokens, first, last)
        or (first > 0 and (lower[first - 1] in listed("owners") or is_number(tokens, first - 1)))
    ):
        last = _past_extent(tokens, last)
        return _made(sentence, _changed(tokens, singular_phrase(tokens, last)), "qualified")
    return None


def _holds_article(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the hedge of a measure ends in an article: "more than a 3 percent stake"."""
    for index in range(first, last):
        if tokens.lower[index] in ("a", "an"):
            return True
        if is_number(tokens, index):
            break
    return False


def _past_conversion(tokens: Tokens, first: int, last: int) -> int:
    """Skip the same measure in other units: "an 11-inch (280 mm) gun", "5 tons (4.5 t) of coal"."""
    if last >= len(tokens.text):
        return last
    if tokens.text[last] == ")" and first > 0 and tokens.text[first - 1] == "(":
        return last + 1
    opens = tokens.text[last] == "("
    if opens and any(is_number(tokens, at) for at in range(last + 1, min(last + 5, len(tokens)))):
        for index in range(last + 2, min(last + _LONGEST_CONVERSION, len(tokens.text))):
            if tokens.text[index] == ")":
                return index + 1
    return last


def _past_extent(tokens: Tokens, last: int) -> int:
    """Skip "-thick" and "long" after a measure: "a 10-km-thick cloud", "a 40 km long border"."""
    at = last + (tokens.lower[last] in _HYPHENS and tokens.glued(last))
    return at + 1 if at + 1 < len(tokens.text) and tokens.lower[at] in listed("extents") else last


def _changed(tokens: Tokens, found: Range | None) -> Range | None:
    """What changed, for a noun of change: "a 12% rise in first-quarter profit" is of the profit."""
    if found is None or found[1] >= len(tokens.text) or tokens.lower[found[1]] != "in":
        return found
    if tokens.lower[found[1] - 1] not in listed("changes"):
        return found
    start = past_determiners(tokens, found[1] + 1)
    if start >= len(tokens.text) or tokens.text[start][0].isupper():
        return found
    return counted_phrase(tokens, start, share=True) or singular_phrase(tokens, start, share=True) or found


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

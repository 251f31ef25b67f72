"""Whether a quantity is said to have gone up or down, from the verbs and nouns around it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from claims.extract.direction_words import (
    AMOUNT_REACH,
    CLAUSE,
    OBJECT_LENGTH,
    back_to,
    change_word,
    cues,
    way_verbs,
    way_words,
)
from claims.extract.sentences import Sentence
from claims.extract.tokens import Tokens
from claims.extract.trap_names import unit_words
from claims.extract.word_classes import FUNCTION, NUMBER, bits_of, listed
from claims.model import Direction, Kind, Span

_SIGNS = frozenset("%$€£¥₴₽₹°°")
# Before "to" they say what is compared or why, not where a move led.
_NO_LEVEL = frozenset(
    ("compared", "due", "thanks", "owing", "relative", "prior", "according", "addition", "next")
)
_MEASURED = frozenset(("share", "physical", "number"))
# From a word of falling to "from", over a comma, in words.
_FAR = 12
_STEP_REACH = 6
_WHERE = (["off"], ["away"], ["north"], ["south"], ["east"], ["west"], ["inland"])


@dataclass(frozen=True, slots=True)
class DirectionCue:
    """The direction of a quantity and the words that give it."""

    direction: Direction
    span: Span
    entry: str


@cache
def _subject_verbs() -> dict[str, Direction]:
    return {**cues("moves"), **cues("moves_or_acts")}


def moves(word: str) -> bool:
    """Whether a lower-case word is a verb whose subject moves ("climbed", "inched")."""
    return word in cues("moves") or word in way_words("motion")


def find_direction(sentence: Sentence, first: int, last: int, kind: Kind) -> DirectionCue | None:
    """Return the direction of the quantity at tokens ``first``, with its hedge, to ``last``.

    Counts go up and down by fewer verbs than measures do: "lost 40 tanks" is no move, "lost 40 points" is.
    """
    tokens = sentence.tokens
    if tokens.text[first] == "+" or (first > 0 and tokens.text[first - 1] == "+" and tokens.glued(first)):
        place = first if tokens.text[first] == "+" else first - 1
        return DirectionCue("up", (tokens.start[place], tokens.end[place]), "direction.sign")
    measured = kind in _MEASURED or (kind == "money" and _is_step(tokens, last))
    found = _before(tokens, first, measured=measured, share=kind == "share")
    if found is None or (kind == "duration" and tokens.lower[first - 1] not in ("by", "to")):
        # "crashed six minutes after take-off"
        return None
    place, direction, table = found
    if kind == "physical" and (
        tokens.lower[last : last + 1] in _WHERE
        or tokens.lower[place] in way_words("travels")
        or (table == "moves_or_acts" and tokens.lower[last : last + 1] == ["of"])
    ):
        # "went down 2 miles off", "advanced 3 km", "dropped 85 tonnes of bombs"
        return None
    return DirectionCue(
        direction, (tokens.start[place], tokens.end[place]), f"direction.{table}: {tokens.lower[place]}"
    )


def _is_step(tokens: Tokens, last: int) -> bool:
    """Whether money before token ``last`` is how far a price went: "lost $2, or 3%", "gained 5 cents to $7"."""
    following = [word for word in tokens.lower[last : last + _STEP_REACH] if word != ","]
    if not following or following[0] not in ("or", "(", "to"):
        return False
    if following[0] == "to":
        return following[1:2] != [] and (following[1] in _SIGNS or following[1][0].isdigit())
    return not way_words("amount").isdisjoint(following)


def tells_change(sentence: Sentence, first: int, last: int) -> bool:
    """Whether "from A to B" at tokens ``first`` to ``last`` tells of a change that makes two claims, no range.

    It does where the sentence says too by how much, so that the two can be checked against it, and where A and
    B are counts or share a scale word ("from 40 to 50 million tonnes"). Rates and other measures without such a
    sum to check stay a range.
    """
    tokens = sentence.tokens
    start = first if tokens.lower[first] == "from" else back_to(tokens, first, "from")
    if start is None or start == 0 or last <= first:
        return False
    verb = change_word(tokens, start)
    if verb is None:
        # "went from 211 million to 241 million (up 14.2 %)"
        return tokens.lower[start - 1] in way_words("motion") and _tells_amount(tokens, last)
    amounts = way_words("amount").difference(tokens.lower[start:last])
    beside = tokens.lower[max(verb - OBJECT_LENGTH, 0) : start] + tokens.lower[last : last + AMOUNT_REACH]
    if not amounts.isdisjoint(beside) or _is_measured(tokens, verb, start):
        return True
    return _tells_amount(tokens, last) or _are_amounts(tokens, start, last)


def tells_fall(tokens: Tokens, first: int, *, far: bool = False) -> bool:
    """Whether "from" before or at token ``first`` follows a word of falling ("fell from 95 to").

    ``far``: other words of its clause and the one before may stand between, and any word of motion will do.
    """
    start = first if tokens.lower[first] == "from" else back_to(tokens, first, "from")
    if start and far:
        before = tokens.lower[max(0, start - _FAR) : start]
        if any(word in way_words("goes") or way_verbs().get(word) == "down" for word in before):
            return True
    place = change_word(tokens, start) if start else None
    if place is None:
        return False
    word = tokens.lower[place]
    return "down" in (way_verbs().get(word), cues("noun").get(word), cues("particle").get(word))


def moves_backwards(tokens: Tokens, first: int, *, rises: bool) -> bool:
    """Whether "from" before or at token ``first``, of two levels of which the later one is higher (``rises``) or lower,
    follows a word of the other way: "saw its share increase from 42 to 37 percent"."""
    start = first if tokens.lower[first] == "from" else back_to(tokens, first, "from")
    if start is None or way_told(tokens, start + 1) != ("down" if rises else "up"):
        return False
    # "fell from 5 to 10 percent" may be by so much, but a rate or a share has a level
    before = tokens.lower[max(0, start - _FAR) : start]
    return not rises or any(word in way_words("levels") for word in before)


def way_told(tokens: Tokens, first: int) -> Direction | None:
    """Return the way of the move that "from" before token ``first`` belongs to: "grew from", "up from"; ``None``
    where no word gives it, or one that may mean less by more ("improved from 12 minutes to 9").
    """
    start = back_to(tokens, first, "from", reach=OBJECT_LENGTH - 1)
    place = change_word(tokens, start) if start else None
    if place is None:
        return None
    word = tokens.lower[place]
    if word in way_words("either_way"):
        return None
    return cues("particle").get(word) or way_verbs().get(word) or cues("noun").get(word)


def _is_measured(tokens: Tokens, verb: int, start: int) -> bool:
    """Whether the verb says by how much before "from": "rose 0.4 points from 5.1 to 5.5 percent"."""
    return any(
        tokens.kind[index] == "n" or bits_of(tokens, index) & NUMBER for index in range(verb + 1, start)
    )


def _tells_amount(tokens: Tokens, last: int) -> bool:
    """Whether a number that says by how much follows: "from 5% to 4%, a drop of 20%", "to 800, up 200"."""
    nouns, particles = cues("noun"), cues("particle")
    for index in range(last, min(last + AMOUNT_REACH, len(tokens.text) - 1)):
        word = tokens.lower[index]
        if word in (";", "while", "whereas", "but"):
            return False
        opens = word in particles or (word in ("of", "by") and tokens.lower[index - 1] in nouns)
        follows = tokens.kind[index + 1] == "n" or tokens.text[index + 1] in _SIGNS
        if opens and (follows or bits_of(tokens, index + 1) & NUMBER):
            return True
    return False


def tells_step(sentence: Sentence, first: int, to: int, last: int, *, far: bool) -> bool:
    """Whether "A to B" is how far and where to: "by 25 basis points to 1.75 per cent", no range.

    A is at tokens ``first`` to ``to``, the word "to"; B ends at ``last``. Units that differ say so, and after
    "by" a grouped number without unit ("by 24,000 to 32 million"). ``far``: both have their own unit, and A is
    many times smaller ("rose 3p to 128p").
    """
    tokens = sentence.tokens
    if tokens.lower[to] != "to":
        return False
    # "by 150 to 650 from 500"
    back = "from" in tokens.lower[last : last + 3]
    if back and tokens.lower[first - 1] == "by":
        return True
    if _before(tokens, first, measured=True) is None:
        return False
    if back:
        return True
    if far:
        return True
    left = [word for index, word in enumerate(tokens.lower[first:to], first) if tokens.kind[index] != "n"]
    right = [
        word for index, word in enumerate(tokens.lower[to + 1 : last], to + 1) if tokens.kind[index] != "n"
    ]
    units = [word for word in left if word in unit_words() or word in _SIGNS]
    if units:
        return bool(right) and units[-1] not in right
    return tokens.lower[first - 1] == "by" and "," in tokens.text[to - 1]


def _are_amounts(tokens: Tokens, start: int, last: int) -> bool:
    """Whether "from A to B" are counts or share a scale word ("40 to 50 million tonnes"), A standing bare."""
    to = start + 2
    if to + 1 >= last or tokens.kind[start + 1] != "n" or tokens.lower[to] != "to":
        return False
    after = range(to + 2, last)
    return tokens.kind[to + 1] == "n" and (
        not after or any(bits_of(tokens, index) & NUMBER for index in after)
    )


def is_movement(tokens: Tokens, index: int) -> bool:
    """Whether "up to" or "down to" at ``index`` is the way of a verb, no bound ("crept up to", "back up to")."""
    if index > 1 and tokens.lower[index - 1] == "back":
        # "inched back up to", but not "buy back up to"
        mover = tokens.lower[index - 2]
        return (
            mover in way_verbs()
            or mover in way_words("with_particle")
            or bool(bits_of(tokens, index - 2) & FUNCTION)
        )
    return index > 0 and (tokens.lower[index - 1] in way_words("motion") or tokens.lower[index - 1] == "back")


Found = tuple[int, Direction, str]


def _before(
    tokens: Tokens, first: int, *, measured: bool, share: bool = False, joints: int = 2
) -> Found | None:
    """The cue before the quantity at token ``first``; ``share``: it is one, which is always how far it went."""
    lower = tokens.lower
    # "about", "up to": the quantity tells its bound rather than how far its object was moved
    hedged = (
        tokens.kind[first] == "w" and not bits_of(tokens, first) & NUMBER and lower[first] not in ("a", "an")
    )
    fillers = way_words("between")
    index = first - 1
    if lower[index] == "over":
        return None  # where or how long: as a bound it would be part of the quantity
    by = False
    steps = 0
    while index >= 0 and steps < 6:
        word = lower[index]
        if word == "of" and lower[index - 1] in fillers:
            # "rose an average of"
            index -= 2
            continue
        if word == "," and by and lower[index - 1].endswith("ly"):
            index -= 1
            continue
        if (
            share
            and steps == 0
            and lower[index - 1] in ("a", "an")
            and tokens.kind[index] == "w"
            and not bits_of(tokens, index) & (FUNCTION | NUMBER)
        ):
            # "down a hefty 33%"
            index -= 2
            steps += 2
            continue
        if word not in fillers and not word.endswith("ly"):
            break
        if word in ("up", "down", "to", "of") or (word in ("a", "an", "the") and index == first - 1):
            break
        by = by or word == "by"
        index -= 1
        steps += 1
    if index < 0:
        return None
    word = lower[index]
    if word in ("or", "(", "and") and steps == 0:
        return _inherited(tokens, index, measured=measured, joints=joints - 1) if joints else None
    if word == "to" and not by:
        return _level(tokens, index)
    if word == "of" and index > 0:
        noun = cues("noun").get(lower[index - 1])
        return None if noun is None else (index - 1, noun, "noun")
    if word == "from" and index > 0:
        return _particle(tokens, index - 1)
    particle = _particle(tokens, index)
    if particle is not None:
        return particle
    direct = cues("moves").get(word)
    if direct is not None:
        return index, direct, "moves"
    acts = cues("moves_or_acts").get(word)
    if acts is not None and (by or (measured and (share or not hedged))):
        return index, acts, "moves_or_acts"
    if by and not hedged:
        return _object_verb(tokens, index)
    return None


def _particle(tokens: Tokens, index: int) -> Found | None:
    word = tokens.lower[index]
    direction = cues("particle").get(word)
    if direction is None:
        return None
    before = tokens.lower[index - 1] if index else ""
    if before in way_words("phrasal") - way_words("with_particle"):
        return None
    if before in way_words("phrasal_before_number") and _is_number(tokens, index + 1):
        return None
    return index, direction, "particle"


def _is_number(tokens: Tokens, index: int) -> bool:
    return index < len(tokens) and (tokens.kind[index] == "n" or bool(bits_of(tokens, index) & NUMBER))


def _level(tokens: Tokens, to: int) -> Found | None:
    """ "fell to 3", "cut its forecast to 5%", "back up to 4.8": the level that a move reached."""
    lower = tokens.lower
    index = to - 1
    if index < 0:
        return None
    while index > 0 and (lower[index].endswith("ly") or lower[index] in ("back", "again", "further")):
        index -= 1
    particle = cues("particle").get(lower[index])
    if particle is not None:
        moved = index > 0 and (
            lower[index - 1] in way_words("with_particle")
            or lower[index - 1] in way_verbs()
            or lower[index - 1] == "back"
        )
        summed = lower[index - 1] in listed("summing")
        return (index, particle, "particle") if moved and not summed else None
    verbs = _subject_verbs()
    if lower[index] in verbs:
        return index, verbs[lower[index]], "moves"
    start = back_to(tokens, to, "from", reach=OBJECT_LENGTH)
    if start is not None:
        # "rose from 40 to 50"
        place = change_word(tokens, start)
        if place is not None and lower[place] in way_verbs():
            return place, way_verbs()[lower[place]], "moves"
        return None
    return None if lower[index] in _NO_LEVEL else _object_verb(tokens, index, only="moved")


def _object_verb(tokens: Tokens, index: int, only: str = "") -> Found | None:
    """A verb before its object: "cut the company's bill by", with no number between."""
    verbs = cues(only) if only else way_verbs()
    for place in range(index, max(index - OBJECT_LENGTH, -1), -1):
        word = tokens.lower[place]
        if word in verbs:
            return place, verbs[word], only or "moved"
        year = len(word) == 4 and word[:2] in ("19", "20")
        if word in CLAUSE or (tokens.kind[place] == "n" and not year) or word == ",":
            return None
    return None


def _inherited(tokens: Tokens, joint: int, *, measured: bool, joints: int) -> Found | None:
    """ "rose 24 cents, or 1.2%", "fell 3 points (1%)": the second figure says the same as the first."""
    index = joint - 1
    if index > 0 and tokens.text[index] == ",":
        index -= 1
    if tokens.lower[joint] == "and":
        return None
    units = unit_words()
    start = index
    while index >= 0 and start - index < 8:
        word = tokens.lower[index]
        numeric = tokens.kind[index] == "n" or bits_of(tokens, index) & NUMBER
        country = tokens.text[index].isupper() and tokens.lower[index + 1] in units  # "1.24 US dollars"
        if not (numeric or country or tokens.text[index] in _SIGNS or word in units or word in "-."):
            if start - index == 0 and tokens.kind[index] == "w":
                # a counted noun: "125,600 positions or 2.2 per cent"
                index -= 1
                continue
            break
        index -= 1
    if index == start or index < 0:
        return None
    if not any(
        tokens.kind[place] == "n" or bits_of(tokens, place) & NUMBER for place in range(index + 1, start + 1)
    ):
        return None
    return _before(tokens, index + 1, measured=measured, joints=joints)

"""Times of day in words: "half past six", "at nine in the morning"."""

from __future__ import annotations

from claims.extract.tokens import Tokens
from claims.extract.trap_names import Trap, measures

# On the face of a clock.
HOURS = 12
MINUTES = 60
_NUMBERS = frozenset(
    ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
)
_BEFORE = frozenset(
    ("at", "by", "around", "about", "until", "till", "from", "since", "before", "after", "and", "to")
)
_BESIDE = _BEFORE | {"past"}
_ENTRY_MARKS = frozenset((":", "-", "–", "—", "|"))
_PARTS = frozenset(("morning", "afternoon", "evening"))


def told_time(tokens: Tokens, index: int) -> Trap | None:
    """The time of day that the number at ``index`` belongs to."""
    if index == 0:
        return _heads_line(tokens)
    if tokens.lower[index - 1] not in _BESIDE:
        return None
    return _past_or_to(tokens, index) or _of_day(tokens, index)


def _heads_line(tokens: Tokens) -> Trap | None:
    """ "07.40 – Eight people were killed": the time of an entry of a live report."""
    if len(tokens) < 3 or tokens.text[1] not in _ENTRY_MARKS or tokens.kind[0] != "n":
        return None
    hour, mark, minute = tokens.text[0].partition(".")
    if not mark or len(hour) != 2 or len(minute) != 2 or not (hour + minute).isdigit():
        return None
    is_time = int(hour) <= HOURS * 2 and int(minute) < MINUTES and tokens.text[2][0].isupper()
    return (0, 1, "clock") if is_time else None


def _past_or_to(tokens: Tokens, index: int) -> Trap | None:
    """ "half past six", "a quarter to nine"."""
    if index < 2 or tokens.lower[index - 1] not in ("past", "to"):
        return None
    text = tokens.text[index]
    if text.isdigit() and int(text) > HOURS:
        # "from 16 in the first quarter to 122 in the second"
        return None
    earlier = tokens.lower[index - 2]
    if tokens.lower[index - 1] == "past":
        told = earlier in ("half", "quarter")
    else:
        told = earlier == "quarter" and not measures(tokens, index + 1)
    return (index - 2, index + 1, "clock") if told else None


def _of_day(tokens: Tokens, index: int) -> Trap | None:
    """ "at nine in the morning", "by 6 in the evening", "at eleven at night", "at ten o'clock"."""
    lower = tokens.lower
    if lower[index - 1] not in _BEFORE:
        return None
    text = tokens.text[index]
    if lower[index] not in _NUMBERS and not (text.isdigit() and 1 <= int(text) <= HOURS):
        return None
    behind = lower[index + 1 : index + 4]
    told = (
        (behind[:2] == ["in", "the"] and behind[2:] != [] and behind[2] in _PARTS)
        or behind[:2] == ["at", "night"]
        or behind[:1] in (["o'clock"], ["o’clock"])
    )
    return (index, index + 1, "clock") if told else None

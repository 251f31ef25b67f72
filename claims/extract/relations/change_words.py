"""What each number of a sentence is in a change, by the words beside it, and the changes that are words themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from claims.extract.relations.cues import relation_words, word_set
from claims.extract.relations.view import View, category
from claims.extract.word_classes import PAST, VERB, bits_of
from claims.extract.word_guards import WordGuard
from claims.model import Claim

# Words between a cue and its number ("from last year's close of 40", "to a total of 50").
REACH = 5
BOUNDS = {
    "more": ">",
    "over": ">",
    "nearly": "<",
    "almost": "<",
    "about": "~",
    "roughly": "~",
    "around": "~",
}
# Words before "half" in which the verb that it goes with is looked for, and behind a share of a former level.
_FAR_BACK, _LEVEL_REACH = 10, 6
# Words behind "one" among which "another" stands.
_PAIR_REACH = 12
_NO_FILLERS = frozenset({",", ";", "(", ":", "and", "or", "to", "from", "by", "in", "at", "on"})
_THEN = frozenset({"in", "on", "at", "a", "last", "during", "before", "the"})
# Behind "twice" these say that it tells how often.
_OFTEN = [["running"], ["at"], ["per"], ["daily"], ["weekly"], ["before"], ["already"]]
_MARKS = frozenset({",", ":", "—", "–", "(", ")", ".", ";"})


def may_tell_factor(words: Sequence[str]) -> bool:
    """Whether a sentence, in lower-case words, may say that something doubled or halved: a cheap look at them."""
    return not _factors().isdisjoint(words)


@cache
def _factor_words() -> frozenset[str]:
    return frozenset(relation_words()["change"]["factors"])


@cache
def _factors() -> frozenset[str]:
    return _factor_words() - {"half"}


_FACTOR_WORDS = WordGuard(_factor_words)


def factors_of(view: View) -> list[tuple[int, str]]:
    if not _FACTOR_WORDS.stands_in(view.sentence.tokens):
        return []
    table: Mapping[str, str] = relation_words()["change"]["factors"]
    words = view.sentence.tokens.lower
    covered = {
        token for first, last in zip(view.first, view.last, strict=True) for token in range(first, last)
    }
    return [
        (place, factor)
        for place, word in enumerate(words)
        if word in table and place not in covered and _multiplies(words, place)
        for factor in [table[word] if word != "half" else _by_half(words, place)]
        if factor
    ]


def _multiplies(words: Sequence[str], place: int) -> bool:
    """Whether the word tells how much more: not "checked it twice", nor "a double shift"."""
    if words[place] not in word_set("change", "adverbs"):
        return True
    if words[place + 1 : place + 3] == ["in", "a"] or words[place + 1 : place + 2] in _OFTEN:
        # "have risen twice in a row", "lost just twice at home"
        return False
    ahead = place + 1 < len(words) and words[place + 1] in word_set("change", "after_adverb")
    return ahead or (place > 0 and words[place - 1] in word_set("change", "before_adverb"))


def _by_half(words: Sequence[str], place: int) -> str:
    """Return what a number is multiplied by that was "cut in half" or "grew by half"; nothing for another half."""
    before = words[max(0, place - 3) : place]
    if before[-1:] == ["a"]:
        before = before[:-1]
    if before[-1:] not in (["by"], ["in"]):
        return ""
    told = set(words[max(0, place - _FAR_BACK) : place])
    if not told.isdisjoint(word_set("change", "halving")):
        return "0.5"
    return "1.5" if before[-1] == "by" and not told.isdisjoint(word_set("change", "growing")) else ""


def roles_of(view: View) -> Sequence[str | None]:
    """Return what each number is by the words next to it: from, to, by, or nothing."""
    if not view.roles:
        view.roles.extend(_roles(view))
    return view.roles


def _roles(view: View) -> list[str | None]:
    tokens = view.sentence.tokens
    roles: list[str | None] = [None] * len(view.claims)
    for cue in view.cues.get("change", ()):
        # "by a whopping 73 percent"
        far = cue.name == "by" and tokens.lower[cue.end : cue.end + 1] == ["a"]
        index = view.claim_after(cue.end, REACH if cue.name == "from" else 2 if far else 1)
        if index is None or not _only_fillers(view.words(cue.end, view.first[index])):
            continue
        if cue.name == "to" and tokens.lower[max(0, cue.start - 1)] in word_set("change", "comparing"):
            # "compared to 4,013"
            roles[index] = "from"
            continue
        if cue.name == "from" and _is_one_of_two(view, index):
            continue
        if cue.name == "from" and _is_verb(view, cue.end, view.first[index] - 1):
            # "wheat from Romania fetched 205 euros"
            continue
        if (
            cue.name == "by"
            and roles[index] is None
            and not _may_be_change(view, index, tokens.lower[cue.start])
        ):
            continue
        claim = view.claims[index]
        if cue.name == "by" and claim.event is not None and claim.kind == "count" and claim.direction is None:
            # "dropped 8,400 bombs"
            continue
        # Of "up from 40" the word next to the number decides.
        roles[index] = cue.name
    for index in range(len(view.claims)):
        if roles[index] is None and followed_by_change(view, index):
            roles[index] = "by"
        if roles[index] is None and _leads_to(view, index, roles):
            roles[index] = "by"
        if roles[index] is None and index and roles[index - 1] == "by":
            words = view.words(view.last[index - 1], view.first[index])
            apart = "," in words or "and" in words
            if len(words) <= 6 and not apart and not word_set("change", "base").isdisjoint(words):
                roles[index] = "from"
    return roles


def _is_one_of_two(view: View, index: int) -> bool:
    """ "88 from one factory and 99 from another"."""
    if view.words(view.first[index], view.last[index]) != ["one"]:
        return False
    return "another" in view.words(view.last[index], view.last[index] + _PAIR_REACH)


def _leads_to(view: View, index: int, roles: Sequence[str | None]) -> bool:
    """Whether a share stands right before the figure that it led to: "lifted profit 25 per cent to 60 million"."""
    after = index + 1
    if view.sorts[index] not in ("share", "points") or after == len(roles) or roles[after] != "to":
        return False
    if view.sorts[index] == view.sorts[after] or view.sorts[after] in (
        "age",
        "duration",
        "ratio",
        "multiple",
    ):
        return False
    return view.words(view.tail[index], view.first[after]) == ["to"]


def _only_fillers(words: Sequence[str]) -> bool:
    return _NO_FILLERS.isdisjoint(words)


def _adds_up(view: View, index: int, behind: Sequence[str]) -> bool:
    """Whether a number before "more" is told as the difference of two: "300, against 250 on Saturday: 50 more"."""
    before = view.words(view.first[index] - 1, view.first[index])
    if before and before[0] in word_set("change", "meaning"):
        return True
    ends = not behind or behind[0] in _MARKS
    return ends and bool(before) and (before[0] in _MARKS or before[0] in ("or", "some"))


def is_times(view: View, index: int) -> bool:
    """Whether a multiple says how often more there are than told before: "three times as many", and no more."""
    behind = view.words(view.last[index], view.last[index] + 3)
    if view.sorts[index] != "multiple" or len(behind) < 2 or behind[0] != "as":
        return False
    return behind[1] in ("many", "much", "large", "high", "big") and (not behind[2:] or behind[2] in _MARKS)


def is_level(view: View, index: int) -> bool:
    """Whether a share tells what is left of a former level: "a quarter of what it had", "60 % of last year's figure"."""
    if view.sorts[index] != "share":
        return False
    words = view.words(view.last[index], view.last[index] + _LEVEL_REACH)
    if words[:1] == ["as"] and words[1:2] in (["many"], ["much"]):
        # "half as many as in August"
        return (
            not words[2:]
            or words[2] in _MARKS
            or (words[2] == "as" and words[3:4] != [] and words[3] in _THEN)
        )
    if words[:1] != ["of"] or len(words) < 2:
        return False
    if words[1] == "what":
        return words[2:3] != [] and words[2] in ("it", "they", "he", "she", "was", "there", "we")
    for word in words[1:]:
        if not word[0].isalnum() and word not in ("’s", "'s", "-"):
            return False
        if word in word_set("change", "levels"):
            return not word_set("change", "formerly").isdisjoint(words)
    return False


def _may_be_change(view: View, index: int, cue: str) -> bool:
    if cue != "a":
        return True
    return followed_by_change(view, index)


def _is_verb(view: View, start: int, at: int) -> bool:
    """Whether the word before a number, behind others from token ``start``, is a verb ("the expected 40" has none)."""
    if at <= start or view.words(at - 1, at)[0] in ("the", "a", "an", "its", "their", "last", "previous"):
        return False
    tokens = view.sentence.tokens
    return bool(bits_of(tokens, at) & (VERB | PAST)) or tokens.lower[at].endswith("ed")


def _differs(view: View, index: int, end: int) -> bool:
    """Whether the words behind a number say that it is what two others differ by."""
    tokens = view.words(end, end + 2)
    if not tokens or tokens[0] not in ("more", "fewer", "less", "higher", "lower"):
        return False
    return tokens[1:2] == ["than"] or _adds_up(view, index, tokens[1:])


def is_span(claim: Claim) -> bool:
    """Whether a range tells both ends of a change, and not how large it was: "climbed from 8.1 to 9.8 percent"."""
    return claim.relation == "range" and claim.quote[:5].lower() == "from "


def followed_by_change(view: View, index: int) -> bool:
    if view.sorts[index] not in ("share", "points", "multiple") and view.claims[index].unit != "point":
        return (
            _differs(view, index, view.last[index])
            or (
                view.tail[index] > view.last[index]
                # "990,000 TEU more than in May"
                and view.words(view.tail[index], view.tail[index] + 2)[1:] == ["than"]
                and _differs(view, index, view.tail[index])
            )
        )
    if is_level(view, index) or is_times(view, index):
        return True
    words = view.words(view.last[index], view.last[index] + 3)
    if category(view.claims[index]) == "multiple" and words[:1] == ["what"]:
        # "four times what it was"
        return True
    for word in words:
        if word in word_set("change", "by_nouns"):
            return True
        if not word.isalpha() or word in ("of", "in", "to", "from", "and", "on", "over"):
            return False
    return False

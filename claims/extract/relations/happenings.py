"""Happenings with their dates: "the shaft collapsed on 4 May", "founded in 1974", "the 2019 merger"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from claims.extract.relations.cues import Cue, CueSet, compile_cues
from claims.extract.sentences import Sentence
from claims.extract.word_classes import bits_of, singular
from claims.lexicon import load_rows, load_table, load_words
from claims.model import Claim, DateMention

# Words between a happening and its date, before it and after it.
REACH_BACK, REACH_AHEAD = 16, 12
# A date among the first words of a sentence or behind a comma sets the scene for what follows.
OPENING = 6
FEW = 5
DAYLIKE = frozenset({"day", "morning", "noon", "afternoon", "evening", "night", "part_of_day", "minute"})
DATED = DAYLIKE | frozenset({"month", "year"})
_CLAUSE_ENDS = frozenset({";", ".", ":", "—", "–", "(", ")", "”", '"'})
# A noun of its own kind is marked so, as no kind of the lexicon is called.
OWN = "noun:"


class Told:
    """A sentence with its dates, and its names in lower case, which few sentences are asked for."""

    __slots__ = ("_names", "dates", "sentence")

    def __init__(self, sentence: Sentence, dates: Sequence[DateMention]) -> None:
        self.sentence = sentence
        self.dates = dates
        self._names: frozenset[str] | None = None

    @property
    def names(self) -> frozenset[str]:
        if self._names is None:
            self._names = names_of(self.sentence)
        return self._names


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened: the kinds it may be of, its date, and which sentence of the text tells it."""

    kinds: frozenset[str]
    date: DateMention
    place: int


@cache
def happening_words(name: str) -> frozenset[str]:
    """Return a list of single words of the lexicon."""
    return frozenset(load_table("happenings")["words"][name])


@cache
def kinds() -> Mapping[str, Mapping[str, Any]]:
    table: Mapping[str, Mapping[str, Any]] = load_table("happenings")["kinds"]
    return table


@cache
def with_mark(mark: str) -> frozenset[str]:
    """The kinds that ``begins`` or ``state`` is true of."""
    return frozenset(kind for kind, entry in kinds().items() if entry.get(mark))


@cache
def verb_cues() -> CueSet:
    return compile_cues({kind: entry["verbs"] for kind, entry in kinds().items()})


@cache
def noun_cues() -> CueSet:
    """Nouns in the singular and the plural."""
    return compile_cues(
        {
            kind: [form for noun in entry["nouns"] for form in (noun, _plural(noun))]
            for kind, entry in kinds().items()
        }
    )


@cache
def _last_words() -> frozenset[str]:
    return frozenset(verb_cues().heads) | frozenset(noun_cues().heads)


def may_hold_happening(sentence: Sentence) -> bool:
    """A cheap look at the words."""
    return not _last_words().isdisjoint(sentence.tokens.words)


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


@cache
def common_names() -> frozenset[str]:
    """Words of names that very many texts hold: countries, their people, offices, agencies."""
    countries = {word for row in load_rows("countries") for word in row["name"].lower().split()}
    return (
        happening_words("common_names") | countries | {row["word"].lower() for row in load_rows("demonyms")}
    )


def names_of(sentence: Sentence) -> frozenset[str]:
    """The words of names in a sentence that few texts share."""
    tokens = sentence.tokens
    texts = tokens.text
    return frozenset(
        [
            tokens.lower[at]
            for at in tokens.capitals()
            if at
            and len(texts[at]) > 2
            and texts[at][0].isupper()
            and tokens.kind[at] == "w"
            and texts[at - 1] not in (".", "“", '"', "—")
        ]
    ) - common_names() | _opening_name(sentence)


def party_names(claim: Claim) -> frozenset[str]:
    """The words of the names of those who did it, and of where, that few texts share."""
    names = (claim.actor, claim.place, claim.target)
    return frozenset(word for name in names if name for word in name.lower().split()) - common_names()


def _opening_name(sentence: Sentence) -> frozenset[str]:
    """A sentence's first word is a name for certain where another name or a possessive follows it."""
    tokens = sentence.tokens
    if len(tokens) < 2 or tokens.kind[0] != "w" or not tokens.text[0][:1].isupper():
        return frozenset()
    following = tokens.text[1]
    if tokens.text[0].isupper() and len(tokens.text[0]) > 3 and following in "—–(":
        # "AHMEDABAD — ..."
        return frozenset(tokens.lower[:1]) - common_names()
    named = tokens.kind[1] == "p" or (tokens.kind[1] == "w" and following[:1].isupper()) or following in "-,:"
    if bits_of(tokens, 0) or tokens.lower[0] in load_words("words_common_nouns"):
        return frozenset()
    # "Ternopil buried its dead", but not "Rescuers found"
    named = named or (not tokens.text[0].endswith("s") and _tells(tokens.lower[1]))
    return frozenset(tokens.lower[:1]) - common_names() if named else frozenset()


def _tells(word: str) -> bool:
    """Whether a word is a verb that a name may be the subject of."""
    return word in ("has", "had", "was", "is") or word.endswith("ed") or word in load_words("words_pasts")


def find_happenings(told: Told, place: int) -> Iterator[Happening]:
    """Yield what a sentence dates."""
    dates = [date for date in told.dates if _is_dating(date)] if told.dates else ()
    if not dates:
        return
    tokens = told.sentence.tokens
    verbs: list[Cue] = []
    nouns: list[Cue] = []
    if may_hold_happening(told.sentence):
        verbs, nouns = verb_cues().find(tokens), noun_cues().find(tokens)
    for number, date in enumerate(dates):
        start = bisect_left(tokens.start, date.span[0])
        end = bisect_left(tokens.start, date.span[1])
        floor = bisect_left(tokens.start, dates[number - 1].span[1]) if number else 0
        found = _kinds_of(told, verbs, nouns, start, end, floor)
        if found:
            yield Happening(found, date, place)


def _is_dating(date: DateMention) -> bool:
    return (
        date.start is not None
        and date.end is not None
        and date.precision in DATED
        and date.role in ("event", "as_of", "since")
        and ("calendar" in date.rule or date.precision in DAYLIKE)
        and not date.holds_quantity
    ) or (date.role == "since" and date.start is not None and date.precision in DATED)


def _kinds_of(
    told: Told, verbs: Sequence[Cue], nouns: Sequence[Cue], start: int, end: int, floor: int
) -> frozenset[str]:
    """The kinds of what happened at the date of tokens ``start`` to ``end``."""
    lower = told.sentence.tokens.lower
    beside = [cue for cue in nouns if cue.start == end]
    if beside:
        return frozenset(cue.name for cue in beside)
    before = [cue for cue in verbs if max(floor, start - REACH_BACK) <= cue.start < start]
    before += [cue for cue in nouns if floor <= cue.start < start and _dates_noun(lower[cue.end : start])]
    last = max((cue.end for cue in before), default=0)
    if before and _CLAUSE_ENDS.isdisjoint(lower[last:start]):
        # "closed the last road on 3 March and began to besiege the town"
        also = [cue for cue in verbs if lower[end : end + 1] == ["and"] and end < cue.start <= end + FEW]
        # "took effect" and "truce took effect" are the same words of several kinds
        return frozenset(cue.name for cue in before if cue.end == last) | {cue.name for cue in also}
    own = _own_noun(told, start, end)
    opens = start <= OPENING or lower[start - 2 : start - 1] == [","]
    after = [cue for cue in verbs if end <= cue.start <= end + REACH_AHEAD]
    if opens and after and _CLAUSE_ENDS.isdisjoint(lower[end : after[0].start]):
        first = min(cue.start for cue in after)
        return own | frozenset(cue.name for cue in after if cue.start == first)
    return own


def _dates_noun(gap: Sequence[str]) -> bool:
    """Whether a noun of a happening is dated by what follows: "the collapse on 4 May", "the quake struck on 4 May"."""
    if len(gap) <= FEW and happening_words("near").issuperset(gap):
        return True
    return len(gap) <= REACH_BACK and not happening_words("occurs").isdisjoint(gap[:FEW])


def _own_noun(told: Told, start: int, end: int) -> frozenset[str]:
    """A noun without a kind: "the 2019 handover", "the handover in 2019"."""
    tokens = told.sentence.tokens
    if start and tokens.lower[start - 1] in ("the", "its", "’s", "'s") and end < len(tokens):
        noun = tokens.lower[end]
    elif start > 1 and tokens.lower[start - 1] in ("in", "on", "of"):
        noun = tokens.lower[start - 2]
    else:
        return frozenset()
    return frozenset({OWN + singular(noun)}) if len(noun) > 3 and noun.isalpha() else frozenset()


def places_of(told: Told) -> frozenset[str]:
    """The names behind "in", "at" and the like: where it was."""
    tokens = told.sentence.tokens
    before = frozenset(load_table("tolls")["places"]["before"])
    return frozenset(
        tokens.lower[at]
        for at in range(1, len(tokens))
        if tokens.text[at][:1].isupper()
        and tokens.kind[at] == "w"
        and (
            tokens.lower[at - 1] in before
            or (at > 1 and tokens.lower[at - 1] == "the" and tokens.lower[at - 2] in before)
        )
        and tokens.lower[at] not in common_names()
        and tokens.lower[at] in told.names
    )

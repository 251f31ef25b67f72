"""Reads the time expressions of a document, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from itertools import compress

from claims.extract.dates.anchor import Anchor
from claims.extract.dates.events import event_phrases, event_triggers, scene_words
from claims.extract.dates.expressions import Calendar, Expression
from claims.extract.dates.grammar import Grammar
from claims.extract.dates.guards import LETTERS_BEFORE, NUMBER_WORDS, is_plain_number, is_plain_number_word
from claims.extract.dates.holidays import names, second_words
from claims.extract.dates.numbers import day_number
from claims.extract.dates.spans import Range
from claims.extract.dates.story import HISTORY_YEARS, story_of
from claims.extract.dates.stretch import Stretch, edtf_of
from claims.extract.dates.tense import tense_at
from claims.extract.dates.view import View
from claims.extract.dates.vocabulary import beginnings, vocabulary
from claims.extract.sentences import Sentence
from claims.extract.word_guards import WordGuard
from claims.model import DateMention

# "Since" opens a clause no more than this many tokens before its date.
_SINCE = 9
# Stated dates (those finer than a year count double) after which the story goes on in later paragraphs.
STORY = 2
# So many more, and it is told by its own weekdays, too: one date far off does not move "on Monday" there.
LONG_STORY = 4
YEARLIKE = frozenset({"year", "part_of_year"})
# A date among the first tokens of a sentence sets its scene ("In 1976, ...").
OPENING_TOKENS = 3
# Numbers and marks in "10/1/2018-10/7/2018"; a longer chain is no date.
LONGEST_CHAIN = 11
CHAIN_MARKS = frozenset({"/", "-", "–"})
COARSE = frozenset({"decade", "century", "millennium"})
NUMBER_MARKS = frozenset({"/", "-", "–", "—", "~", ":", "s", "Q", "H", "‑", "'s", "’s"})


class DateReader:
    """Reads the time expressions of a document, keeping the date in focus from sentence to sentence.

    ``reference`` is the publication date. ``day_first`` reads 03/04 as 3 April. ``text`` is the whole text,
    which tells whether a story that opens without a year is one of another time.
    """

    def __init__(self, reference: datetime | None, day_first: bool = False, text: str = "") -> None:
        self.reference = None if reference is None else reference.replace(tzinfo=None)
        self.day_first = day_first
        self._focus = story_of(text, self.reference) if text else None
        self._focus_paragraph = -1
        self._told = 0 if self._focus is None else LONG_STORY
        self._stated = self._focus is not None
        self._latest: Stretch | None = None
        self._scene: frozenset[str] = frozenset()

    def read(self, sentence: Sentence) -> list[DateMention]:
        """Return the time expressions of the sentence in order; spans are the document's."""
        return self.read_all([sentence])[0]

    def read_all(self, sentences: Sequence[Sentence]) -> list[list[DateMention]]:
        """Return those of each sentence of a text.

        Where they may begin is looked up for all first: the words that can begin one stay in the processor's cache.
        """
        views = [View(sentence) if may_hold_date(sentence) else None for sentence in sentences]
        places = [list(_beginnings(view)) if view is not None else [] for view in views]
        found: list[list[DateMention]] = []
        for sentence, view, starts in zip(sentences, views, places, strict=True):
            if not scene_words().isdisjoint(sentence.tokens.words):
                self._scene |= scene_words().intersection(sentence.tokens.words)
            found.append(self._read(view, starts) if view is not None and starts else [])
        return found

    def _read(self, view: View, starts: Sequence[int]) -> list[DateMention]:
        grammar = Grammar(view, self.day_first, self._scene)
        mentions: list[DateMention] = []
        end = 0
        for index in starts:
            if index < end:
                continue
            word = view.lower[index]
            if view.lower[index + 1] in CHAIN_MARKS and (view.kind[index] == "n" or word in names()):
                chain = _chain_end(view, index)
                if chain - index > LONGEST_CHAIN:
                    end = chain
                    continue
            found = grammar.expression(index)
            if found is None:
                continue
            expression, end = found
            start = index + 1 if word in ("the", "a") and _is_attribute(expression) else index
            self._add(mentions, view, expression, start, end)
            second = _coordinated(view, expression, end)
            if second is not None and mentions and mentions[-1].start is not None:
                of_year = replace(second[0], year=mentions[-1].start.year)
                self._add(mentions, view, of_year, second[1] - second[2], second[1])
                end = second[1]
        return mentions

    def _add(
        self,
        mentions: list[DateMention],
        view: View,
        expression: Expression,
        index: int,
        end: int,
    ) -> None:
        history, story = self._history(view)
        anchor = Anchor(
            self.reference, self._focus, history, tense_at(view, index), story=story, latest=self._latest
        )
        try:
            stretch = expression.resolve(anchor)
        except ValueError:
            return
        if stretch is None or _is_empty(stretch):
            return
        self._note(stretch, expression, view, index, history=history)
        start, stop = view.tokens.start[index], view.tokens.end[end - 1]
        offset = view.sentence.start
        unanchored = stretch.start is None and stretch.end is None
        mentions.append(
            DateMention(
                span=(start, stop),
                text=view.sentence.text[start - offset : stop - offset],
                start=stretch.start,
                end=stretch.end,
                edtf=edtf_of(stretch),
                precision=stretch.precision,
                basis="none" if unanchored and stretch.basis == "relative" else stretch.basis,
                rule=expression.rule,
                role=stretch.role,
                holds_quantity=stretch.holds_quantity and _has_number(view, index, end),
                ambiguous=stretch.ambiguous,
                alternatives=stretch.alternatives,
            )
        )

    def _history(self, view: View) -> tuple[bool, bool]:
        """Whether bare months and weekdays belong to the time told of, and "this month" too."""
        focus = self._focus
        if focus is None or focus.start is None:
            return False, False
        if self.reference is None:
            return True, True
        distance = abs(self.reference.year - focus.start.year)
        if distance == 0 or not self._stated:
            return False, False
        near = view.sentence.paragraph == self._focus_paragraph
        far = distance >= HISTORY_YEARS
        story = far and self._told >= LONG_STORY
        return (far and self._told >= STORY) or (
            near and (focus.precision != "year" or self._told >= STORY)
        ), story

    def _note(
        self, stretch: Stretch, expression: Expression, view: View, index: int, *, history: bool
    ) -> None:
        """Keep the date in focus: what happened then, not what is only looked back on or forward to."""
        if stretch.start is None or stretch.role in ("since", "period") or stretch.precision in COARSE:
            return
        if _opened_by_since(view, index):
            return
        focus, reference = self._focus, self.reference
        if stretch.explicit or history:
            self._latest = stretch
        if stretch.explicit:
            far = reference is None or abs(reference.year - stretch.start.year) >= HISTORY_YEARS
            self._told = self._told + (1 if stretch.precision == "year" else 2) if far else 0
        elif not history:
            self._told = 0
        if focus is not None and focus.start is not None:
            backward = (
                stretch.start < focus.start and not isinstance(expression, Calendar) and not stretch.explicit
            )
            # A year in passing ("plans for 1976") does not end a story that is told by months and days.
            coarser = (
                stretch.precision in YEARLIKE
                and focus.precision not in YEARLIKE
                and (stretch.start.year == focus.start.year or index > OPENING_TOKENS)
            )
            if backward or coarser:
                self._focus_paragraph = view.sentence.paragraph
                return
        self._focus = stretch
        self._stated = stretch.explicit or history
        self._focus_paragraph = view.sentence.paragraph


def _beginnings(view: View) -> Iterator[int]:
    """The tokens that an expression may begin with, by a look at each and at the next one."""
    known, feasts, after_opening = vocabulary(), second_words(), _words_after_opening()
    starters, weak = known.starters, known.weak_starters
    lower, kinds, roles, tokens = view.lower, view.kind, view.roles, view.tokens
    words = compress(range(view.size), map(_first_words().__contains__, tokens.lower))
    for index in sorted([*words, *tokens.digits]):
        word, following = lower[index], lower[index + 1]
        if kinds[index] == "n":
            if not is_plain_number(view, index):
                yield index
        elif word not in starters:
            seconds = feasts.get(word)
            if seconds is not None and (following in seconds or "" in seconds):
                yield index
        elif word in known.followers and not _is_followed(view, index):
            continue
        elif (
            _leads_on(view, index + 1)
            if word in weak
            else not is_plain_number_word(view, index)
            and (kinds[index + 1] == "n" or "opening" not in roles[index] or following in after_opening)
        ):
            yield index


_CALENDAR = WordGuard(lambda: vocabulary().triggers.union(names()))
_EVENT_OPENINGS = WordGuard(lambda: event_triggers()[0])
_EVENTS = WordGuard(lambda: event_triggers()[1])


@cache
def _first_words() -> frozenset[str]:
    return vocabulary().starters.union(second_words())


def _is_followed(view: View, index: int) -> bool:
    """Whether a starter stands before a number or a word that it needs behind it: "as of", "in three"."""
    roles = view.roles[index + 1]
    return (
        view.lower[index + 1] in vocabulary().followers[view.lower[index]]
        or view.kind[index + 1] == "n"
        or "cardinal" in roles
        or "vague" in roles
    )


def _leads_on(view: View, index: int) -> bool:
    """Whether a weak starter stands before a number or word that can begin an expression, or before such a starter."""
    known = vocabulary()
    while view.lower[index] in known.weak_starters:
        index += 1
    if view.kind[index] == "n":
        return not is_plain_number(view, index)
    return view.lower[index] in known.starters and not is_plain_number_word(view, index)


@cache
def _words_after_opening() -> frozenset[str]:
    """What stands between "since" or "before" and a date or event, or begins it."""
    return beginnings().union(event_phrases(), ("its", "of", "or", "in", "on", "from", "with"))


def _opened_by_since(view: View, index: int) -> bool:
    """Whether a date only says since when something goes on: "since the army seized power in February 2021"."""
    for at in range(index - 1, max(index - _SINCE, -1), -1):
        if view.lower[at] == "since":
            return True
        if view.kind[at] != "w":
            return False
    return False


def _is_empty(stretch: Stretch) -> bool:
    return stretch.start is not None and stretch.end is not None and stretch.end <= stretch.start


def _is_attribute(expression: Expression) -> bool:
    """ "The 1979 invasion", "the July attacks": the article belongs to the noun."""
    if isinstance(expression, Range):
        return _is_attribute(expression.left)
    return isinstance(expression, Calendar) and expression.day is None and expression.part is None


def _chain_end(view: View, index: int) -> int:
    """The index after numbers and marks without a space: a range of dates at the longest, else a code."""
    end = index + 1
    while end < view.size and view.glued(end) and (view.kind[end] == "n" or view.lower[end] in CHAIN_MARKS):
        end += 1
    return end


def _has_number(view: View, index: int, end: int) -> bool:
    return any(view.kind[at] == "n" or "cardinal" in view.roles[at] for at in range(index, end))


def _coordinated(view: View, expression: Expression, end: int) -> tuple[Calendar, int, int] | None:
    """The second day of "May 4 and 5", with the index after it and its length in tokens."""
    if not isinstance(expression, Calendar) or expression.day is None or expression.month is None:
        return None
    if view.lower[end] not in ("and", "or") or view.kind[end + 1] != "n":
        return None
    day = day_number(view, end + 1)
    if day is None or day[0] <= expression.day:
        return None
    closed = view.kind[day[1]] != "w" or "year_takers" in view.roles[day[1]] or "past" in view.roles[day[1]]
    if not closed or view.lower[day[1]] in ("%", ":", "$"):
        return None
    return replace(expression, day=day[0], weekday=None), day[1], day[1] - end - 1


def may_hold_date(sentence: Sentence) -> bool:
    """A cheap look: is there a word of the calendar, or a number that can be a date?"""
    tokens = sentence.tokens
    if _CALENDAR.stands_in(tokens):
        return True
    if _EVENT_OPENINGS.stands_in(tokens) and _EVENTS.stands_in(tokens):
        return True
    texts, lower = tokens.text, tokens.lower
    for index in tokens.digits:
        text = texts[index]
        if len(text) in (4, 8) or "." in text:
            return True
        if index and lower[index - 1] in LETTERS_BEFORE:
            return True
        if index + 1 < len(texts) and (texts[index + 1] in NUMBER_MARKS or lower[index + 1] in NUMBER_WORDS):
            return True
    return False

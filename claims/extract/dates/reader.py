"""Reads the time expressions of a document, sentence by sentence."""

from __future__ import annotations

from datetime import datetime

from claims.extract.dates.anchor import Anchor, Tense
from claims.extract.dates.expressions import Expression, OfDay, Range
from claims.extract.dates.grammar import Grammar
from claims.extract.dates.stretch import Stretch, edtf_of
from claims.extract.dates.view import View
from claims.extract.dates.vocabulary import vocabulary
from claims.extract.sentences import Sentence
from claims.model import DateMention

# A stated date this many years from the publication makes the text a story of that time.
HISTORY_YEARS = 2


class DateReader:
    """Reads the time expressions of a document, keeping the date in focus from sentence to sentence.

    ``reference`` is the publication date. ``day_first`` reads 03/04 as 3 April.
    """

    def __init__(self, reference: datetime | None, day_first: bool = False) -> None:
        self.reference = None if reference is None else reference.replace(tzinfo=None)
        self.day_first = day_first
        self._focus: Stretch | None = None
        self._focus_paragraph = -1
        self._told = 0

    def read(self, sentence: Sentence) -> list[DateMention]:
        """Return the time expressions of the sentence in order; spans are the document's."""
        if not _may_hold_date(sentence):
            return []
        view = View(sentence)
        grammar = Grammar(view, self.day_first)
        mentions: list[DateMention] = []
        index = 0
        while index < view.size:
            found = grammar.expression(index)
            if found is None:
                index += 1
                continue
            expression, end = found
            mention = self._resolve(view, grammar, expression, index, end)
            if mention is not None:
                mentions.append(mention)
            index = end
        return mentions

    def _resolve(
        self, view: View, grammar: Grammar, expression: Expression, index: int, end: int
    ) -> DateMention | None:
        tense: Tense = grammar.tense(index)
        anchor = Anchor(self.reference, self._focus, self._history(view), tense)
        try:
            stretch = expression.resolve(anchor)
        except ValueError:
            return None
        if stretch is None:
            return None
        self._note(stretch, expression, view)
        start, stop = view.tokens.start[index], view.tokens.end[end - 1]
        offset = view.sentence.start
        unanchored = stretch.start is None and stretch.end is None
        return DateMention(
            span=(start, stop),
            text=view.sentence.text[start - offset : stop - offset],
            start=stretch.start,
            end=stretch.end,
            edtf=edtf_of(stretch),
            precision=stretch.precision,
            basis="none" if unanchored and stretch.basis == "relative" else stretch.basis,
            rule=expression.rule,
            role=stretch.role,
            holds_quantity=stretch.holds_quantity,
            ambiguous=stretch.ambiguous,
            alternatives=stretch.alternatives,
        )

    def _history(self, view: View) -> bool:
        """Whether bare months and weekdays belong to the time told of, rather than to the publication."""
        focus = self._focus
        if focus is None or focus.start is None:
            return False
        if self.reference is None:
            return True
        distance = abs(self.reference.year - focus.start.year)
        if distance == 0:
            return False
        near = view.sentence.paragraph == self._focus_paragraph
        return near or (distance >= HISTORY_YEARS and self._told >= 2)

    def _note(self, stretch: Stretch, expression: Expression, view: View) -> None:
        """Keep the date in focus. What only looks ahead or back from publication does not move it."""
        if stretch.start is None or (isinstance(expression, Range) and stretch.end is None):
            return
        if stretch.role == "period" and not stretch.explicit:
            return
        reference = self.reference
        if stretch.explicit:
            far = reference is None or abs(reference.year - stretch.start.year) >= HISTORY_YEARS
            self._told = self._told + 1 if far else 0
        elif (
            not isinstance(expression, OfDay)
            and reference is not None
            and stretch.start.year == reference.year
        ):
            self._told = 0
        self._focus = stretch
        self._focus_paragraph = view.sentence.paragraph


def _may_hold_date(sentence: Sentence) -> bool:
    """A cheap look: is there a word of the calendar, or a number that can be a date?"""
    tokens = sentence.tokens
    if not vocabulary().triggers.isdisjoint(tokens.lower):
        return True
    if "n" not in tokens.kind:
        return False
    texts = tokens.text
    for index, kind in enumerate(tokens.kind):
        if kind == "n":
            text = texts[index]
            if len(text) in (4, 8) or "." in text:
                return True
            following = texts[index + 1] if index + 1 < len(texts) else ""
            if following in ("/", "-", "s", ":", "–", "Q") or following.lower() in (
                "bc",
                "bce",
                "ad",
                "am",
                "pm",
                "a.m.",
                "p.m.",
                "a",
            ):
                return True
    return any(word in _RARE for word in tokens.lower)


_RARE = frozenset({"fy", "q", "eoy", "eom", "bom", "boy", "eow", "christmas", "easter", "thanksgiving"})

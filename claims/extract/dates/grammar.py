"""How expressions nest: prefixes ("since", "early"), ranges and what may follow a date ("or later")."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

from claims.extract.dates.absolute import absolute
from claims.extract.dates.clock import clock_of, clock_time
from claims.extract.dates.ending import ending
from claims.extract.dates.events import event_at
from claims.extract.dates.expressions import Calendar, Expression, Part
from claims.extract.dates.guards import is_plain_number
from claims.extract.dates.named import named
from claims.extract.dates.numbers import amount, year_digits
from claims.extract.dates.phrases import unit_phrase
from claims.extract.dates.relative import relative
from claims.extract.dates.sharing import fits, pointlike, share
from claims.extract.dates.spans import About, Lasting, Open, Range, Rolling, Shifted
from claims.extract.dates.tense import tense_at
from claims.extract.dates.units import Days, Deictic, Inside, OfDay, Within
from claims.extract.dates.view import View
from claims.extract.dates.vocabulary import beginnings
from claims.extract.dates.years import DASHES

Parsed = tuple[Expression, int] | None
# How deep expressions nest: "before the end of the week of 3 May".
DEEPEST = 5
RANGE_WORDS = frozenset({"to", "until", "till", "through", "thru"})
LATER_WORDS = {
    "later": "from",
    "after": "from",
    "onwards": "from",
    "onward": "from",
    "greater": "from",
    "on": "from",
    "earlier": "until",
    "before": "until",
}
PART_NOUNS = frozenset({"beginning", "start", "onset", "middle", "end", "close", "rest", "remainder"})
ABBREVIATIONS = {
    "eoy": ("late", "year"),
    "eom": ("late", "month"),
    "eow": ("late", "week"),
    "boy": ("early", "year"),
    "bom": ("early", "month"),
}


@dataclass(slots=True)
class Grammar:
    view: View
    day_first: bool
    scene: frozenset[str] = frozenset()
    # Token -> the least depth at which no date was found there: what is tried twice fails at once.
    failed: dict[int, int] = field(default_factory=dict)

    def expression(self, index: int, depth: int = 0) -> Parsed:
        """The longest time expression that begins at ``index``."""
        view = self.view
        if depth > DEEPEST or index >= view.size:
            return None
        roles = view.roles[index]
        word = view.lower[index]
        if "month" in roles or (word == "the" and "month" in self.view.roles[index + 1]):
            event = self.event(index)
            if event is not None:
                return event
        if "opening" in roles:
            found = self._opened(index, depth)
            if found is not None:
                return found
        if word == "prior" and view.lower[index + 1] == "to":
            prior = self.dated(index + 2, depth + 1)
            return prior and (Open("before", prior[0]), prior[1])
        if word == "between":
            return self._between(index, depth)
        if (
            word == "as"
            or word in ("no", "earlier", "sooner")
            or (word == "later" and view.lower[index + 1] in ("than", "or"))
        ):
            found = self._compared(index, depth)
            if found is not None:
                return found
        if word == "for":
            return self._lasting(index, depth)
        if word == "more" and view.lower[index + 1] == "than":
            return self._more_than(index, depth)
        found = self.dated(index, depth)
        return found and self._following(found, depth)

    def dated(self, index: int, depth: int = 0) -> Parsed:
        """A date with its parts and hedges, without openings and ranges."""
        view = self.view
        if depth > DEEPEST or index >= view.size or self.failed.get(index, depth + 1) <= depth:
            return None
        if is_plain_number(view, index) if view.kind[index] == "n" else view.lower[index] not in beginnings():
            self.failed[index] = 0
            return None
        found = self._dated(index, depth)
        if found is None:
            self.failed[index] = depth
        return found

    def _dated(self, index: int, depth: int) -> Parsed:
        view = self.view
        roles = view.roles[index]
        word = view.lower[index]
        if word == "the" or (
            word == "a"
            and view.lower[index + 1] not in ("few", "couple")
            and "unit" not in view.roles[index + 1]
        ):
            special = ending(self, index, depth) or relative(self, index, depth)
            return special or (self.dated(index + 1, depth + 1) if word == "the" else None)
        if "approximate" in roles and word not in ("just", "some", "nearly", "almost"):
            inner = self.dated(view.skip(index + 1, "."), depth + 1)
            if inner is not None:
                return inner if isinstance(inner[0], (Rolling,)) else (About(inner[0]), inner[1])
        if "part" in roles or word in PART_NOUNS or word in ABBREVIATIONS:
            found = self._part(index, depth)
            if found is not None:
                return found
        return (
            clock_time(self, index, depth)
            or relative(self, index, depth)
            or named(view, index)
            or self._absolute(index)
        )

    def _absolute(self, index: int) -> Parsed:
        found = absolute(self.view, index, self.day_first)
        return found and self._completed(found)

    def _completed(self, found: tuple[Expression, int]) -> Parsed:
        """What may follow a date: "this year", "of the same year", "night", "next week"."""
        view = self.view
        expression, end = found
        if isinstance(expression, Calendar) and expression.year is None and not expression.era:
            at = view.skip(end, "of", "in", "from", ",")
            outer = unit_phrase(view, at)
            if outer is not None and fits(expression, outer[0]):
                expression, end = Inside(expression, outer[0]), outer[1]
        return self._part_of_day(expression, end)

    def _part_of_day(self, expression: Expression, end: int) -> Parsed:
        view = self.view
        part = view.roles[end].get("part_of_day")
        daylike = isinstance(expression, (Inside, Days)) or (
            isinstance(expression, Calendar)
            and (expression.weekday is not None or expression.day is not None)
        )
        if part is not None and daylike:
            return OfDay(part, expression), end + 1
        timed = view.skip(view.skip(end, ","), "at")
        if daylike and timed > end and view.kind[timed] == "n":
            clock = clock_of(view, timed)
            if clock is not None:
                return OfDay("minute", expression, clock[0]), clock[1]
        return expression, end

    def _part(self, index: int, depth: int) -> Parsed:
        view = self.view
        word = view.lower[index]
        if word in ABBREVIATIONS:
            part, unit = ABBREVIATIONS[word]
            known = view.text[index].isupper()
            return (Within(cast("Part", part), Deictic(unit, 0)), index + 1) if known else None
        part = "rest" if word in ("rest", "remainder") else view.roles[index]["part"]
        noun = word in PART_NOUNS
        at = index + 1
        if noun:
            if view.lower[at] == "of":
                at += 1
            elif "deictic" not in view.roles[at] and "unit" not in view.roles[at]:
                return None
            at = view.skip(at, "around", "about", "my", "our")
        elif part in ("earlier", "later"):
            at = view.skip(at, "in", "on")
            if "deictic" not in view.roles[at] and view.lower[at] not in ("today", "the"):
                return None
        else:
            at = view.skip(at, "-", "to", "on", "in", "of", "‑")
            if view.lower[at] == "-":
                at += 1
            at = view.skip(at, "late", "early", "mid", "-")
            at = view.skip(at, "-")
        if (
            noun
            and view.roles[at].get("unit") in ("year", "month", "week", "day", "quarter")
            and not view.roles[at].get("plural")
        ):
            outer: Parsed = Deictic(view.roles[at]["unit"], 0, in_history=True), at + 1
        else:
            outer = self.dated(at, 5 if depth > 3 else depth + 1)
        if outer is None:
            return None
        inner = outer[0]
        if isinstance(inner, Rolling) and len(inner.amount) == 1 and inner.amount[0][0] == 1:
            inner = Deictic(inner.amount[0][1], inner.sign)
        if isinstance(inner, (Open, Rolling)):
            return None
        return Within(cast("Part", part), inner), outer[1]

    def _opened(self, index: int, depth: int) -> Parsed:
        view = self.view
        word = view.lower[index]
        side: str = view.roles[index]["opening"]
        at = index + 1
        if word in ("beginning", "starting", "ending"):
            step = view.skip(at, "in", "on", "from", "with")
            if step == at or view.lower[index - 1] in ("the", "of"):
                return None
            at = step
        if word == "from" and not self._may_start(at):
            return None
        if word in ("before", "after") and view.lower[at] == "or":
            step = view.skip(at + 1, "in", "on", "at", "equal")
            inner = self.dated(view.skip(step, "to"), depth + 1)
            return inner and (Open("until" if word == "before" else "from", inner[0]), inner[1])
        inner = self.dated(at, depth + 1)
        if inner is None and word in ("since", "after", "before", "until"):
            inner = self.event(at)
        if inner is None:
            return None
        if word == "from":
            return inner if isinstance(inner[0], Range) else self._range_after(inner, depth, announced=True)
        if word in ("through", "following") and not pointlike(inner[0]):
            return None
        if isinstance(inner[0], Rolling):
            return None
        if word in ("before", "after", "following", "until") and self._is_attribute(at, inner[1]):
            return None
        if word == "since":
            ranged = self._range_after(inner, depth, announced=False)
            if ranged is not None:
                return ranged
        return Open(side, inner[0]), inner[1]

    def future(self, index: int) -> bool:
        return tense_at(self.view, index) == "future"

    def event(self, index: int) -> Parsed:
        """A reference event: "the invasion", "the start of the full-scale invasion"."""
        return event_at(self.view, index, self.scene)

    def _may_start(self, index: int) -> bool:
        return index < self.view.size

    def _is_attribute(self, index: int, end: int) -> bool:
        """ "After Friday's attack", "before the 2014 vote": the date tells which event, not the bound."""
        view = self.view
        if view.lower[end] in ("'s", "’s"):
            return True
        noun = view.kind[end] == "w" and not view.roles[end]
        return (
            noun and view.lower[index] in ("the", "a", "an", "their", "his", "its") and not view.capital(end)
        )

    def _lasting(self, index: int, depth: int) -> Parsed:
        """ "for 3 days from today": a length and its start."""
        view = self.view
        length = amount(view, index + 1)
        if length is None:
            return None
        at = view.skip(length[1], ",")
        if view.lower[at] not in ("from", "starting", "beginning"):
            return None
        start = self.dated(view.skip(at + 1, "on", "from"), depth + 1)
        if (
            start is None
            or view.lower[start[1]] in RANGE_WORDS
            or isinstance(start[0], (Range, Rolling, Open))
        ):
            return None
        return Lasting(start[0], length[0]), start[1]

    def _more_than(self, index: int, depth: int) -> Parsed:
        """ "more than 2 weeks before 3 May": open beyond the date so far away."""
        found = self.dated(index + 2, depth + 1)
        if found is None or not isinstance(found[0], Shifted) or found[0].base is None:
            return None
        return Open("before" if found[0].sign < 0 else "after", found[0]), found[1]

    def _between(self, index: int, depth: int) -> Parsed:
        left = self._end_of_range(index + 1, depth)
        if left is None:
            return None
        if isinstance(left[0], Range):
            return left
        ranged = self._range_after(left, depth, announced=True, words=frozenset({"and"}))
        return ranged or self._following(left, depth)

    def _compared(self, index: int, depth: int) -> Parsed:
        """ "as of", "as late as", "no later than", "earlier than", "later than or at"."""
        view = self.view
        words = (view.lower[index], view.lower[index + 1], view.lower[index + 2])
        if words[:2] in (("as", "of"), ("as", "at")):
            inner = self.dated(index + 2, depth + 1)
            return inner and (Open("as of", inner[0]), inner[1])
        if words[0] == "as" and words[2] == "as" and words[1] in ("late", "recently"):
            inner = self.dated(index + 3, depth + 1)
            side = "until" if words[1] == "late" else "as of"
            return inner and (Open(side, inner[0]), inner[1])
        at, word = (index + 1, words[1]) if words[0] == "no" else (index, words[0])
        if word not in ("later", "earlier", "sooner") or view.lower[at + 1] != "than":
            return None
        step = view.skip(at + 2, "or")
        step = view.skip(step, "at", "in", "on") if step > at + 2 else step
        inner = self.dated(step, depth + 1)
        if inner is None:
            return None
        if words[0] == "no":
            return Open("until" if word == "later" else "from", inner[0]), inner[1]
        later = "from" if step > at + 2 else "after"
        return Open(later if word == "later" else "before", inner[0]), inner[1]

    def _following(self, found: tuple[Expression, int], depth: int) -> Parsed:
        """A range, or "or later", after a date."""
        view = self.view
        expression, end = found
        ranged = self._range_after(found, depth, announced=False)
        if ranged is not None:
            return ranged
        if view.lower[end] in ("or", "and") and view.lower[end + 1] in LATER_WORDS:
            closing = view.lower[end + 2] in ("", ".", ",", "?", "!", ")", ";") or view.lower[end] == "or"
            if closing and (view.lower[end] == "or" or view.lower[end + 1] != "on") and pointlike(expression):
                return Open(LATER_WORDS[view.lower[end + 1]], expression), end + 2
        if view.lower[end] == "onwards" and pointlike(expression):
            return Open("from", expression), end + 1
        return found

    def _range_after(
        self,
        left: tuple[Expression, int],
        depth: int,
        *,
        announced: bool,
        words: frozenset[str] = frozenset(),
    ) -> Parsed:
        view = self.view
        first, end = left
        at = view.skip(end, ",") if view.lower[end + 1] in RANGE_WORDS else end
        link = view.lower[at]
        if link not in RANGE_WORDS and link not in DASHES and link not in words:
            return None
        if isinstance(first, (Range, Open, Rolling)):
            return None
        if link in DASHES and not announced and not isinstance(first, (Calendar, Within)):
            return None
        right = self._end_of_range(at + 1, depth)
        if right is None or isinstance(right[0], (Range, Open, Rolling)):
            right = self._bare_end(first, at + 1)
            if right is None:
                return None
        shared = share(first, right[0])
        return shared and (Range(*shared), right[1])

    def _end_of_range(self, index: int, depth: int) -> Parsed:
        view = self.view
        at = view.skip(index, "the") if view.lower[index] == "the" and view.kind[index + 1] == "n" else index
        if view.lower[at] == "now":
            return Days(0), at + 1
        year = year_digits(view, at)
        if year is not None and 1500 <= year <= 2099 and "noun_guard" not in view.roles[at + 1]:
            found = self._absolute(at)
            if found is not None:
                return found
            following = view.lower[at + 1]
            if view.kind[at + 1] != "w" or following in (
                "and",
                "to",
                "till",
                "until",
                "through",
                "or",
                "but",
                "in",
                "by",
                "when",
                "was",
                "were",
                "is",
            ):
                return Calendar(year), at + 1
        return self.dated(at, depth + 1)

    def _bare_end(self, first: Expression, index: int) -> Parsed:
        """A range whose second date is only a day or a number: "from 3 May to the 12th"."""
        from claims.extract.dates.numbers import ordinal

        if not isinstance(first, Calendar) or first.day is None:
            return None
        at = self.view.skip(index, "the")
        found = ordinal(self.view, at)
        return (Calendar(None, None, found[0]), found[1]) if found and 1 <= found[0] <= 31 else None

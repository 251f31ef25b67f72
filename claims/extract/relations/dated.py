"""What a text dates, and the time that it counts from there: relations ``dated`` and ``timed``.

Dates are no claims; each is told beside the nearest claim. A happening without a date here may have one in
another document: the kinds and names of both are kept, and the rules compare them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta

from claims.extract.relations.calendar_slips import STEPS, WEEKDAYS, Written, find_slips, written_dates
from claims.extract.relations.date_claims import date_claim
from claims.extract.relations.date_tense import is_past, lies_ahead
from claims.extract.relations.date_words import day_beside, names_day, names_year, on_no, weekday_of
from claims.extract.relations.day_pairs import DAYS, Day, days_of
from claims.extract.relations.elapsed import known_event
from claims.extract.relations.elapsed_words import find_numbered
from claims.extract.relations.happenings import (
    DAYLIKE,
    OWN,
    Happening,
    Told,
    find_happenings,
    happening_words,
)
from claims.extract.relations.named_wholes import find_named_wholes
from claims.extract.relations.passed import find_passed
from claims.extract.relations.timed import Statement, find_durations
from claims.extract.relations.timed_ordinals import find_ordinals
from claims.extract.relations.tolls import find_tolls, tolls_of
from claims.extract.relations.tolls_again import find_tolls_again
from claims.extract.relations.view import Link, View
from claims.extract.sentences import Sentence
from claims.extract.word_classes import singular
from claims.model import Claim, DateMention, Document, Span

# Sentences between what is so old and the beginning of it.
NEAR = 4
# Times further apart than so many fold are of two happenings.
FOLD = 4.0
# A date without a year is read in that of publication; so many days ahead it is taken for a slip.
LONGEST_SLIP = 31
# The same with its weekday: the year is the nearest one.
NEAREST_YEAR = 100
# Days from which no date without its year is counted.
LONGEST_YEAR = 400
# Numbers of years further ahead are no years ("the UN 2720 mechanism").
FARTHEST = 100
_STEP_WORDS = frozenset(STEPS)


class Calendar:
    """The dates of one document, and the claims that they are told beside.

    ``lone``: where the document has none, those made of its dates, by their spans.
    """

    def __init__(
        self,
        document: Document,
        sentences: Sequence[tuple[Sentence, Sequence[Claim]]],
        dates: Sequence[Sequence[DateMention]],
    ) -> None:
        published = document.published
        self.document = document
        self.lone: dict[Span, Claim] = {}
        self.published = None if published is None else published.replace(tzinfo=None)
        self.claims = [claims for _, claims in sentences]
        self.places = [place for place, claims in enumerate(self.claims) if claims]
        self.dates: list[Sequence[Written] | None] = [None] * len(sentences)
        self.years: frozenset[int] | None = None
        self.days: list[Sequence[Day] | None] = [None] * len(sentences)
        self.told = [Told(sentence, dates[place]) for place, (sentence, _) in enumerate(sentences)]
        self.happenings = [
            found for place, told in enumerate(self.told) for found in find_happenings(told, place)
        ]

    def links(self, views: Sequence[View | None], limbs: Collection[str]) -> Iterator[Link]:
        """Yield the relations; ``limbs`` are the claims that stand for no whole."""
        yield from self._dated()
        yield from self._slips()
        tolls = [tolls_of(view, limbs) if view is not None else [] for view in views]
        yield from find_tolls(self.told, views, tolls, self.published.date() if self.published else None)
        yield from find_tolls_again(self.told, views, tolls)
        yield from find_named_wholes(self.told, views, limbs)
        for place, told in enumerate(self.told):
            view = views[place]
            durations = find_durations(view, told) if view is not None else ()
            for statement in (*durations, *find_ordinals(told)):
                link = self._timed(place, statement)
                if link is not None:
                    yield link

    def _beside(self, place: int, span: Span, date: DateMention | None) -> Claim:
        """The claim nearest to ``span`` in a sentence; in a document without any, one made of it."""
        if not self.places:
            if span not in self.lone:
                self.lone[span] = date_claim(self.document, self.told[place].sentence, span, date)
            return self.lone[span]
        at = bisect_left(self.places, place)
        near = self.places[max(0, at - 1) : at + 1]
        best = min(near, key=lambda other: abs(other - place))
        return min(
            self.claims[best], key=lambda claim: (bool(claim.alternatives), abs(claim.span[0] - span[0]))
        )

    def _written(self, place: int) -> Sequence[Written]:
        """The dates that a sentence gives, read once."""
        found = self.dates[place]
        if found is None:
            found = self.dates[place] = written_dates(self.told[place].sentence)
        return found

    def _names(self, place: int) -> frozenset[str]:
        return self.told[place].names or self.told[0].names

    def _dated(self) -> Iterator[Link]:
        happened = {id(found.date): found for found in self.happenings}
        for place, told in enumerate(self.told):
            for date in told.dates:
                if date.start is None or date.end is None:
                    continue
                detail: dict[str, str] = {}
                found = happened.get(id(date))
                ahead = self.published is not None and date.start > self.published
                if found is not None and not ahead:
                    shared = sorted(kind for kind in found.kinds if not kind.startswith(OWN))
                    names = sorted(told.names | self.told[0].names)
                    if shared and names:
                        detail = {"kinds": "|".join(shared), "names": "|".join(names)}
                start = date.start
                weekday = weekday_of(date)
                if (
                    date.precision in DAYLIKE
                    and names_day(date)
                    and (not date.ambiguous or on_no(weekday, date))
                ):
                    start = self._meant(date)
                    if weekday:
                        detail["weekday"] = weekday
                    day = day_beside(told, date)
                    if day is not None and day.start is not None:
                        detail |= {"beside": day.start.date().isoformat(), "day": day.text}
                    if (names_year(date) or not self._far_ahead(start)) and is_past(told.sentence, date):
                        detail["tense"] = "past"
                    elif self._just_past(date) is not None and lies_ahead(told.sentence, date):
                        start = self._just_past(date) or start
                        detail["tense"] = "future"
                elif (
                    ahead and names_year(date) and self._is_year(date.start) and is_past(told.sentence, date)
                ):
                    # Of months and years, of which texts are full, only those that lie ahead.
                    detail["tense"] = "past"
                if not detail:
                    continue
                detail["start"] = start.date().isoformat()
                detail["end"] = (start + (date.end - date.start)).date().isoformat()
                yield Link(
                    "dated", (("beside", self._beside(place, date.span, date)),), date.text, date.span, detail
                )

    def _slips(self) -> Iterator[Link]:
        """What the calendar alone tells of the dates: no such day, another weekday, an end before its start."""
        for place, told in enumerate(self.told):
            sentence = told.sentence
            if sentence.section == "boilerplate":
                continue
            written = self._written(place)
            if not written and (self.published is None or _STEP_WORDS.isdisjoint(sentence.tokens.words)):
                continue
            counted = [claim.span for claim in self.claims[place] if claim.kind != "duration"]
            checked = [
                date.span
                for date in told.dates
                if date.precision in DAYLIKE and names_day(date) and weekday_of(date)
            ]
            for span, detail in find_slips(sentence, written, self.published, counted, checked):
                words = sentence.text[span[0] - sentence.start : span[1] - sentence.start]
                yield Link("dated", (("beside", self._beside(place, span, None)),), words, span, detail)

    def passed(
        self, views: Sequence[View | None], links: Sequence[Link], told: frozenset[str]
    ) -> Iterator[Link]:
        """Yield what is said of time that has passed, in whatever words, where ``links`` do not say it yet.

        ``told``: the known events whose setting the text has.
        """
        known = [link for link in links if link.kind == "elapsed" or _has_origin(link)]
        spans = [link.span for link in known]
        durations = {claim.claim_id for link in known for _, claim in link.members}
        open_ended = {
            link.members[0][1].claim_id: link.detail
            for link in links
            if link.kind == "timed" and not _has_origin(link)
        }
        sentences = [one.sentence for one in self.told]
        published = None if self.published is None else self.published.date()
        for place, sentence in enumerate(sentences):
            if sentence.section == "boilerplate":
                continue
            view = views[place]
            if view is not None:
                for index, first, last, detail in find_passed(
                    view, place, self.told, self._days, published, told
                ):
                    claim = view.claims[index]
                    if claim.claim_id in durations:
                        continue
                    cue, span = view.phrase(first, last)
                    detail = {**open_ended.get(claim.claim_id, {}), **detail}
                    yield Link("timed", (("duration", claim),), cue, span, detail)
            for span, detail in find_numbered(sentences, place, published, told, self._days):
                if any(start < span[1] and span[0] < end for start, end in spans):
                    continue
                words = sentence.text[span[0] - sentence.start : span[1] - sentence.start]
                yield Link("timed", (("beside", self._beside(place, span, None)),), words, span, detail)

    def _days(self, place: int) -> Sequence[Day]:
        """The days that a sentence gives, read once."""
        found = self.days[place]
        if found is None:
            found = self.days[place] = days_of(self.told[place])
        return found

    def _meant(self, date: DateMention) -> datetime:
        """The day that a date without a year says at its face: one of the year nearest to publication."""
        assert date.start is not None
        if self.published is None or names_year(date) or date.start.year == self.published.year:
            return date.start
        weekday = weekday_of(date)
        try:
            same_year = date.start.replace(year=self.published.year)
        except ValueError:
            return date.start
        told = abs(date.start.year - self.published.year) > 1 and date.start.year in self._years()
        if told and not (weekday and WEEKDAYS[same_year.weekday()] == weekday):
            # A story of another year, which the text names, unless only this year has the weekday.
            return date.start
        days = (same_year - self.published).days
        near = -NEAREST_YEAR < days <= NEAREST_YEAR if weekday else 0 < days <= LONGEST_SLIP
        return same_year if near else date.start

    def _years(self) -> frozenset[int]:
        """The years that the text names."""
        if self.years is None:
            self.years = frozenset(
                date.start.year
                for told in self.told
                for date in told.dates
                if date.start is not None and names_year(date)
            )
        return self.years

    def _just_past(self, date: DateMention) -> datetime | None:
        """The day that a date says, if it lies before publication: without a year, by less than a month."""
        if self.published is None or date.start is None:
            return None
        if names_year(date):
            return date.start if date.start < self.published else None
        try:
            same_year = date.start.replace(year=self.published.year)
        except ValueError:
            return None
        return same_year if 0 < (self.published - same_year).days <= LONGEST_SLIP else None

    def _is_year(self, start: datetime) -> bool:
        return self.published is not None and start.year - self.published.year <= FARTHEST

    def _far_ahead(self, start: datetime) -> bool:
        """Whether a date without a year must be of another year, if it is past."""
        return self.published is not None and (start - self.published).days > LONGEST_SLIP

    def _timed(self, place: int, statement: Statement) -> Link | None:
        told = self.told[place]
        tokens = told.sentence.tokens
        detail = {"form": statement.form}
        if statement.claim is None:
            detail |= {"amount": str(statement.amount), "unit": statement.unit}
        on, origin = self._ends(place, statement)
        if on is not None and on.start is not None and on.end is not None:
            detail |= {"on": on.start.date().isoformat(), "on_end": on.end.date().isoformat()}
        if origin is not None and origin.start is not None:
            end = origin.end if origin.end is not None and origin.role != "since" else _end_of(origin)
            if statement.form == "span" and origin is on:
                # One range: its first day and its last.
                end = origin.start + timedelta(days=1)
                detail["on"] = (
                    (origin.end - timedelta(days=1)).date().isoformat() if origin.end else detail["on"]
                )
            detail |= {
                "from": origin.start.date().isoformat(),
                "from_end": end.date().isoformat(),
                "told": origin.text,
            }
        elif (event := known_event(tokens, statement.start, statement.end)) is not None:
            if statement.claim is not None:
                # told by its own relation
                return None
            detail["event"] = event
        else:
            shared = sorted(kind for kind in statement.kinds if not kind.startswith(OWN))
            names = self._names(place)
            if not shared or not names or statement.form in ("age", "span"):
                return None
            detail |= {"kinds": "|".join(shared), "names": "|".join(sorted(names))}
        start, stop = tokens.start[statement.start], tokens.end[statement.end - 1]
        if statement.claim is not None:
            start = min(start, statement.claim.span[0])
            member = ("duration", statement.claim)
        else:
            member = ("beside", self._beside(place, (start, stop), None))
        offset = told.sentence.start
        return Link(
            "timed", (member,), told.sentence.text[start - offset : stop - offset], (start, stop), detail
        )

    def _ends(self, place: int, statement: Statement) -> tuple[DateMention | None, DateMention | None]:
        """The date that the time is counted to (``None`` for publication) and from: of those told, what fits best."""
        if statement.form == "span":
            return statement.on[0], statement.date
        stated = _days_stated(statement)
        best: tuple[DateMention | None, DateMention | None] = (
            statement.on[0] if statement.on else None,
            None,
        )
        least = 0.0
        # A sentence that speaks of its own day may count to that, whatever else it dates.
        present = not happening_words("present").isdisjoint(self.told[place].sentence.tokens.lower)
        for on in (*statement.on, None) if present or not statement.on else statement.on:
            until = on.start if on is not None else self.published
            if until is None:
                continue
            for origin in self._origins(place, statement, until, stated):
                assert origin.start is not None
                distance = abs((until - origin.start).total_seconds() / 86400 - stated)
                if on is not origin and (best[1] is None or distance < least):
                    best, least = (on, origin), distance
        return best

    def _origins(
        self, place: int, statement: Statement, until: datetime, stated: float
    ) -> Iterator[DateMention]:
        """The dates that the time may be counted from."""
        own = statement.date
        if (
            own is not None
            and own.start is not None
            and (until - own.start).total_seconds() / 86400 >= stated / FOLD
        ):
            yield own
            return
        for found in self.happenings:
            assert found.date.start is not None
            if found.kinds.isdisjoint(statement.kinds) or found.date.start >= until:
                continue
            if stated > LONGEST_YEAR and not names_year(found.date):
                # "on the eve of the third anniversary of the invasion in February"
                continue
            if not self._belongs(place, statement, found):
                continue
            days = (until - found.date.start).total_seconds() / 86400
            if found.place == place or stated / FOLD <= days <= stated * FOLD:
                yield found.date

    def _belongs(self, place: int, statement: Statement, found: Happening) -> bool:
        """Whether the time can be counted from what is told elsewhere in the text."""
        if statement.sure or found.place == place:
            return True
        if abs(found.place - place) > NEAR:
            return False
        here, there = self.told[place], self.told[found.place]
        if statement.thing:
            return statement.thing in {singular(word) for word in there.sentence.tokens.lower}
        taken_up = place == found.place + 1 and not here.names and here.sentence.tokens.lower[:1] == ["the"]
        if taken_up or not here.names.isdisjoint(there.names):
            return True
        things = happening_words("things")
        own = {singular(word) for word in here.sentence.tokens.lower} & things
        return not own.isdisjoint(singular(word) for word in there.sentence.tokens.lower)


def _has_origin(link: Link) -> bool:
    """Whether a relation says from when time is counted."""
    return link.kind == "timed" and ("from" in link.detail or "event" in link.detail)


def _days_stated(statement: Statement) -> float:
    if statement.claim is None:
        return statement.amount * DAYS[statement.unit]
    return (statement.claim.value or 0.0) * DAYS[statement.claim.unit or "day"]


def _end_of(date: DateMention) -> datetime:
    """The end of the day, month or year with which "since" begins."""
    assert date.start is not None
    days = 366 if date.precision == "year" else 31 if date.precision == "month" else 1
    return date.start + timedelta(days=days)

"""The period that a report is about: "in the quarter" of a text that has named the fourth quarter of 2025."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from claims.extract.context_measures import Measure
from claims.model import DateMention

# Periods that accounts are made for, and the words that lead back to one without naming it.
_BOOKED = frozenset({"quarter", "half", "year", "period"})
_BARE = frozenset({"the quarter", "the half", "the half year", "the half-year", "the month", "the period"})
_COMPARING = ("earlier", "ago", "before", "previously")
_ARTICLE = "the "
# A report tells of a period that has ended no longer ago than this.
_NEWS = timedelta(days=200)


@dataclass(slots=True)
class PeriodFocus:
    """The period named last."""

    date: DateMention | None = None

    def lead_back(self, dates: Sequence[DateMention]) -> Sequence[DateMention]:
        """The dates, with the named period in place of words that lead back to it."""
        given = self.date
        found = []
        for date in dates:
            text = date.text.lower()
            if text not in _BARE:
                is_past = not text.endswith(_COMPARING) and date.start is not None and date.end is not None
                if is_past and (date.precision in _BOOKED or date.precision == "month"):
                    given = date
            elif given is not None and text == _ARTICLE + given.precision:
                date = replace(date, start=given.start, end=given.end, edtf=given.edtf)
            found.append(date)
        self.date = given
        return found

    def of_accounts(self, measure: Measure | None, published: datetime | None) -> DateMention | None:
        """The period of a figure of accounts that has no date of its own: "Sales slipped 3.5%"."""
        date = self.date
        if measure is None or not measure.booked or date is None or date.precision not in _BOOKED:
            return None
        if published is None or date.end is None:
            return None
        age = published.replace(tzinfo=None) - date.end
        return date if timedelta(0) <= age <= _NEWS else None

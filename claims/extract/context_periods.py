"""The period that a report is about: "in the quarter" of a text that has named the fourth quarter of 2025."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from claims.extract.context_measures import Measure
from claims.model import DateMention

# Periods that accounts are made for, and the words that lead back to one without naming it.
_BOOKED = frozenset({"quarter", "half", "year", "period"})
_BARE = frozenset({"the quarter", "the half", "the half year", "the half-year", "the month", "the period"})
_COMPARING = ("earlier", "ago", "before", "previously")
_ARTICLE = "the "
_QUARTER = range(88, 94)
_HALF = range(178, 187)
# A report tells of a period that has ended no longer ago than this.
_NEWS = timedelta(days=200)


@dataclass(slots=True)
class PeriodFocus:
    """The period named last of each length, the latest behind."""

    named: dict[str, DateMention] = field(default_factory=dict)

    def lead_back(self, dates: Sequence[DateMention]) -> Sequence[DateMention]:
        """The dates, with the named period in place of words that lead back to it."""
        found = []
        for date in dates:
            text = date.text.lower()
            if text not in _BARE:
                is_past = not text.endswith(_COMPARING) and date.start is not None and date.end is not None
                length = _length_of(date)
                if is_past and (length in _BOOKED or length == "month"):
                    self.named.pop(length, None)
                    self.named[length] = date
                found.append(date)
                continue
            given = self.named.get(text.removeprefix(_ARTICLE).replace("-", " ").removesuffix(" year"))
            if given is not None:
                date = replace(date, start=given.start, end=given.end, edtf=given.edtf)
            found.append(date)
        return found

    def of_accounts(self, measure: Measure | None, published: datetime | None) -> DateMention | None:
        """The period of a figure of accounts that has no date of its own: "Sales slipped 3.5%"."""
        if measure is None or not measure.booked or published is None:
            return None
        last = None
        for length, date in self.named.items():
            if length in _BOOKED and date.end is not None:
                age = published.replace(tzinfo=None) - date.end
                last = date if timedelta(0) <= age <= _NEWS else last
        return last


def _length_of(date: DateMention) -> str:
    """What a period is called: "the three months to 30 September" are a quarter."""
    if date.precision != "period" or date.start is None or date.end is None:
        return date.precision
    days = (date.end - date.start).days
    return "quarter" if days in _QUARTER else "half" if days in _HALF else date.precision

"""The period that a report is about: "in the quarter" of a text that has named the fourth quarter of 2025."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from claims.extract.context_measures import Measure
from claims.extract.dates.calendar import shift
from claims.extract.dates.stretch import Stretch, edtf_of
from claims.extract.sentences import Sentence
from claims.model import DateMention

# Periods that accounts are made for, and the words that lead back to one without naming it.
_BOOKED = frozenset({"quarter", "half", "year", "period"})
_UNITS = frozenset({"quarter", "half", "year", "month", "week"})
_BARE = frozenset({"quarter", "half", "half year", "half-year", "month", "week", "period"})
_ARTICLES = frozenset({"the", "that", "same"})
_BEFORE = frozenset({"previous", "prior", "preceding"})
_COMPARING = ("earlier", "ago", "before", "previously")
_YEAR_EARLIER = frozenset({"last year", "a year earlier", "a year ago", "a year before", "the year before"})
# Before "period": it is the one told of. Behind it: it is told right here.
_REPORTED = frozenset({"the", "that", "reporting", "same", "this"})
_TELLING = frozenset({"of", "from", "between", "to", "when", "that", "which", "in", "since"})
_STANDARDS = (" than", " from", " with", " to", " against", " versus", " over", " on")
_PREPOSITIONS = (" in", " during", " at", " of")
_WEEK = range(7, 8)
_QUARTER = range(88, 94)
_HALF = range(178, 187)
# Set from a day on, and not measured over a period.
SET_FROM_A_DAY = frozenset({"interest_rate", "exchange_rate"})
# A report tells of a period that has ended no longer ago than this.
_NEWS = timedelta(days=200)


@dataclass(slots=True)
class PeriodFocus:
    """The period named last of each length, the latest behind.

    ``told``: by measure, the period that a report gives its figures for. ``paragraph``: where one was named last.
    """

    named: dict[str, DateMention] = field(default_factory=dict)
    told: dict[str, DateMention] = field(default_factory=dict)
    paragraph: int = -1

    def lead_back(
        self, sentence: Sentence, dates: Sequence[DateMention], published: datetime | None
    ) -> Sequence[DateMention]:
        """The dates, with the period they mean in place of words that lead back to one named before."""
        dates = self._with_bare(sentence, dates)
        found: list[DateMention] = []
        for date in dates:
            before = sentence.text[: date.span[0] - sentence.start].rstrip().lower()
            closed = _ended(sentence, before, found[-1] if found else None, date)
            if closed is not None:
                if found and found[-1].span[0] == closed.span[0]:
                    found.pop()
                date = closed
            led = self._led(before, date)
            if led is None:
                self._note(before, date, published, sentence.paragraph)
                found.append(date)
                continue
            if found and found[-1].span[1] < date.span[0] and _is_same(found[-1]):
                # "the same month" and "last year" are one
                first = found.pop().span[0]
                text = sentence.text[first - sentence.start : date.span[1] - sentence.start]
                led = replace(led, span=(first, date.span[1]), text=text)
            found.append(led)
        return found

    def note(self, measure: Measure | None, date: DateMention | None, published: datetime | None) -> None:
        """Keep the period that a figure of accounts or statistics is told of."""
        if measure is None or date is None or not _is_of_period(measure) or date.role == "since":
            return
        if _length_of(date) not in _BOOKED | _UNITS or not _is_news(date, published):
            return
        old = self.told.get(measure.id)
        if old is None or old.start is None or (date.start is not None and date.start >= old.start):
            self.told[measure.id] = date

    def of_accounts(
        self, measure: Measure | None, published: datetime | None, paragraph: int
    ) -> DateMention | None:
        """The period of a figure of accounts that has no date of its own: "Sales slipped 3.5%"."""
        if measure is None or published is None:
            return None
        told = self.told.get(measure.id)
        latest = next(reversed(self.named.values()), None)
        if told is not None and latest is not None and latest.start == told.start:
            return told
        if not measure.booked:
            # another period was told of since: "For the whole of 2016 ... Exports were ..."
            is_meant = latest is not None and self.paragraph == paragraph and _is_news(latest, published)
            return latest if is_meant and _is_of_period(measure) else None
        last = None
        for length, date in self.named.items():
            if length in _BOOKED:
                last = date if _is_news(date, published) else last
        return last

    def _note(self, before: str, date: DateMention, published: datetime | None, paragraph: int) -> None:
        length = _length_of(date)
        if date.start is None or date.end is None or length not in _BOOKED | _UNITS:
            return
        if date.text.lower().endswith(_COMPARING) or date.role == "since" or _is_standard(before):
            return
        old = self.named.get(length)
        if old is not None and old.start is not None and date.start < old.start and _is_news(old, published):
            # a report goes on to tell of its own period, whatever it looks back on
            return
        self.named.pop(length, None)
        self.named[length] = date
        self.paragraph = paragraph

    def _led(self, before: str, date: DateMention) -> DateMention | None:
        """The period that words lead back to; ``None`` where they do not, or to none that was named."""
        text = date.text.lower()
        article, _, noun = text.partition(" ")
        if noun in _BARE and article in _ARTICLES:
            return _as(self._of_length(noun), date)
        unit = text.removeprefix("the ").removeprefix("this ")
        word, _, noun = unit.partition(" ")
        if word in _BEFORE and noun in _UNITS:
            return _as(self._of_length(noun), date, shifted=noun)
        for unit in _UNITS:
            if text in {f"the {unit} before", f"a {unit} earlier"} and unit != "year":
                return _as(self._of_length(unit), date, shifted=unit)
        words = before.split()
        if words[-1:] in (["of"], ["in"]):
            words = words[:-1]
        if len(words) < 2 or words[-2] != "same":
            return None
        base = self._of_length(words[-1])
        if text in _YEAR_EARLIER:
            return _as(base, date, shifted="year")
        if (
            date.precision == "year"
            and date.start is not None
            and base is not None
            and base.start is not None
        ):
            return _as(base, date, shifted="year", by=date.start.year - base.start.year)
        return None

    def _of_length(self, noun: str) -> DateMention | None:
        """The period named last that a noun can mean: "period" any that accounts are made for."""
        if noun in {"period", "time"}:
            return next((date for length, date in reversed(self.named.items()) if length in _BOOKED), None)
        return self.named.get(noun.replace("-", " ").removesuffix(" year"))

    def _with_bare(self, sentence: Sentence, dates: Sequence[DateMention]) -> Sequence[DateMention]:
        """The dates and "the reporting period", where a period was named before."""
        tokens = sentence.tokens
        if "period" not in tokens.words or not self.named:
            return dates
        found = list(dates)
        for at in range(1, len(tokens)):
            if tokens.lower[at] != "period" or tokens.lower[at - 1] not in _REPORTED:
                continue
            if at + 1 < len(tokens) and tokens.lower[at + 1] in _TELLING:
                continue
            first = at - 1 if tokens.lower[at - 1] != "reporting" or at < 2 else at - 2
            span = (tokens.start[first], tokens.end[at])
            given = self._of_length("period")
            is_dated = any(
                date.span[0] - span[1] in range(3) or date.span[1] > span[0] > date.span[0] for date in dates
            )
            if given is None or is_dated:
                continue
            text = sentence.text[span[0] - sentence.start : span[1] - sentence.start]
            found.append(
                replace(given, span=span, text=text, basis="relative", rule="period", holds_quantity=False)
            )
        return sorted(found, key=_start_of)


def _start_of(date: DateMention) -> int:
    return date.span[0]


def _as(
    named: DateMention | None, date: DateMention, *, shifted: str | None = None, by: int = -1
) -> DateMention | None:
    """A date that means a named period, or the one so many units from it."""
    if named is None or named.start is None or named.end is None:
        return None
    start, end = named.start, named.end
    if shifted is not None and by != 0:
        start, end = shift(start, by, shifted), shift(end, by, shifted)
    edtf = edtf_of(Stretch(start, end, named.precision)) if shifted is not None else named.edtf
    return replace(date, start=start, end=end, edtf=edtf, precision=named.precision)


def _is_same(date: DateMention) -> bool:
    return " same " in f" {date.text.lower()}"


def _ended(
    sentence: Sentence, before: str, previous: DateMention | None, date: DateMention
) -> DateMention | None:
    """The period in "the third quarter ended Sept. 30" and "the quarter that ended on 30 June"."""
    words = before.split()
    if words[-1:] == ["on"]:
        words = words[:-1]
    if (
        words[-1:] not in (["ended"], ["ending"])
        or date.end is None
        or date.precision not in {"day", "month"}
    ):
        return None
    words = words[:-1]
    if words[-1:] in (["that"], ["which"]):
        words = words[:-1]
    unit = words[-1] if words else ""
    if unit not in _UNITS:
        return None
    first = date.span[0]
    if previous is not None and previous.precision == unit:
        first = previous.span[0]
    start = shift(date.end, -1, unit)
    text = sentence.text[first - sentence.start : date.span[1] - sentence.start]
    edtf = edtf_of(Stretch(start, date.end, unit))
    return replace(date, span=(first, date.span[1]), text=text, start=start, edtf=edtf, precision=unit)


def _is_standard(before: str) -> bool:
    """Whether another figure is held against that of the date behind the words: "4% more than in May 2025"."""
    for preposition in _PREPOSITIONS:
        before = before.removesuffix(preposition)
    return before.endswith(_STANDARDS)


def _is_news(date: DateMention, published: datetime | None) -> bool:
    """Whether a period has ended no longer ago than a report of it takes."""
    if published is None or date.end is None:
        return False
    return timedelta(0) <= published.replace(tzinfo=None) - date.end <= _NEWS


def _is_of_period(measure: Measure) -> bool:
    """Whether a measure is one of accounts or statistics, which are made for periods."""
    return measure.booked or (measure.bearer == "state" and measure.id not in SET_FROM_A_DAY)


def _length_of(date: DateMention) -> str:
    """What a period is called: "the three months to 30 September" are a quarter."""
    if date.precision != "period" or date.start is None or date.end is None:
        return date.precision
    days = (date.end - date.start).days
    lengths = (("week", _WEEK), ("quarter", _QUARTER), ("half", _HALF))
    return next((name for name, known in lengths if days in known), date.precision)

"""When: the date of each quantity, and what the date says of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from claims.extract.context_date_words import (
    STANDARDS,
    is_aside,
    is_compared,
    is_in_other_brackets,
    is_of_later_clause,
    is_of_saying,
    is_of_standard,
    is_scope,
    is_standard,
    is_taken,
    is_told_aside,
    is_told_twice,
    opens_clause,
)
from claims.extract.context_dates_apart import is_apart, is_held_against, is_opened_by_since
from claims.extract.context_publication import by_weekday, closed, coming, published_date
from claims.extract.context_scene import FEW, Scene, lay_out
from claims.extract.dates import find_dates
from claims.extract.dates.calendar import shift
from claims.extract.dates.stretch import Stretch, edtf_of
from claims.extract.sentences import Sentence
from claims.model import Aggregation, DateMention, Document, QuantityMention, TimeRole

# With many dates in a sentence, only those this many characters away or nearer are looked at.
FAR = 500
# Dates of other sentences that are too coarse to date an event, and those that are the scope of a superlative.
_COARSE = frozenset({"year", "decade", "century", "season"})
_SUPERLATIVE_SCOPES = frozenset({"the year", "of the year"})
_PARTS_OF_YEAR = frozenset({"month", "quarter", "half", "season", "period"})
_COMPARING = ("earlier", "ago", "before", "previously")
# How far away what a date only lets one know counts.
_LOOSE = 1000.0
# "This week" goes on for so many sentences, a time that is over for the whole paragraph.
_NEAR = 2
_DAY = timedelta(days=1)
_NEWS = timedelta(days=14)
_YEAR = timedelta(days=370)
# Kinds that are told of a period of accounts.
_BOOKED = frozenset({"money", "share"})
_YEAR_EARLIER = frozenset(
    {"a year earlier", "a year ago", "a year before", "one year earlier", "the year before"}
)
_AS_OF = ("as of", "as at", "by")


@dataclass(slots=True)
class TimeFocus:
    """The date in focus, from the last sentence that had one, and its paragraph and sentence."""

    date: DateMention | None = None
    paragraph: int = -1
    sentence: int = -1


def find_time(
    scene: Scene,
    index: int,
    dates: Sequence[DateMention],
    aggregation: Aggregation | None,
    has_event: bool,
    has_source: bool,
    is_intended: bool,
    is_ahead: bool,
    is_booked: bool,
    focus: TimeFocus,
    document: Document,
) -> tuple[DateMention | None, TimeRole | None]:
    """Return the date of one quantity and its role; ``None`` where nothing dates it."""
    mention = scene.quantities[index]
    if len(dates) > FEW:
        left, right = mention.span
        dates = [date for date in dates if left - FAR < date.span[0] < right + FAR]
    dates = [date for date in dates if not is_apart(scene, index, date, document, is_told=not is_ahead)]
    own = _in_sentence(scene, index, dates, aggregation)
    if own is not None:
        own = _year_earlier(_apart(own, mention, scene, document), dates, focus)
        if is_opened_by_since(scene.tokens, own):
            own = replace(own, end=None, role="since")
        own = closed(own, document)
        if is_intended or is_ahead:
            own = by_weekday(own, scene, index, document)
        if is_intended:
            own = coming(own, scene, document)
        return own, _role(scene, own, aggregation)
    if not has_event or mention.kind == "age":
        return None, None
    sentence = scene.sentence
    if (
        focus.date is not None
        and focus.paragraph == sentence.paragraph
        and (_is_over(focus.date, document) or sentence.index - focus.sentence <= _NEAR)
        and focus.date.precision not in _COARSE
        and focus.date.role != "since"
        and (
            focus.date.role != "period" or ((is_booked or mention.kind in _BOOKED) and _is_short(focus.date))
        )
        and not _is_ahead(focus.date, document)
        and not (aggregation == "cumulative" and _is_news(focus.date, document))
    ):
        return focus.date, _role_without_cue(focus.date, aggregation)
    if document.published is None or (not has_source and _is_background(scene)):
        return None, None
    date = published_date(document)
    if date is None:
        return None, None
    return date, "event" if aggregation == "event" else "as_of"


def _apart(date: DateMention, mention: QuantityMention, scene: Scene, document: Document) -> DateMention:
    """A date without the words of the quantity: "€180 million a year | from 2027" is no "a year from 2027"."""
    start, end = mention.span
    if not start < date.span[0] < end < date.span[1]:
        return date
    offset = scene.sentence.start
    found = find_dates(scene.sentence.text[end - offset : date.span[1] - offset], document.published)
    if not found:
        return date
    left, right = found[0].span
    return replace(found[0], span=(left + end, right + end))


def _itself(date: DateMention) -> DateMention:
    """A date without the "since" before it: the year, month or day itself."""
    if date.role != "since" or date.start is None or date.precision not in {"year", "month", "day"}:
        return date
    end = shift(date.start, 1, date.precision)
    return replace(date, role="event", end=end, edtf=edtf_of(Stretch(date.start, end, date.precision)))


def _is_short(date: DateMention) -> bool:
    """Whether a period is one that accounts are made for: no longer than a year."""
    return date.start is not None and date.end is not None and date.end - date.start <= _YEAR


def _year_earlier(date: DateMention, dates: Sequence[DateMention], focus: TimeFocus) -> DateMention:
    """ "to $69bn in the third quarter from $65bn a year earlier": of the same quarter, not of a whole year."""
    if date.text.lower() not in _YEAR_EARLIER or date.start is None:
        return date
    told = next((one for one in dates[::-1] if one.span[0] < date.span[0]), focus.date)
    if told is None or told.start is None or told.end is None or told.precision not in _PARTS_OF_YEAR:
        return date
    if not _is_short(told):
        return date
    start, end = shift(told.start, -1, "year"), shift(told.end, -1, "year")
    edtf = edtf_of(Stretch(start, end, told.precision))
    return replace(date, start=start, end=end, edtf=edtf, precision=told.precision)


def _is_ahead(date: DateMention, document: Document) -> bool:
    """Whether a date lies after publication: what was said of it is not news of that day."""
    published = document.published
    return published is not None and date.start is not None and date.start > published.replace(tzinfo=None)


def _is_over(date: DateMention, document: Document) -> bool:
    """Whether a date ends with the day of publication or before: "this week" goes on."""
    published = document.published
    return published is None or date.end is None or date.end <= published.replace(tzinfo=None) + _DAY


def _is_news(date: DateMention, document: Document) -> bool:
    """Whether a date is one of the last days before publication: a running total is of the later one."""
    published = document.published
    return (
        published is not None
        and date.start is not None
        and timedelta(0) <= published.replace(tzinfo=None) - date.start <= _NEWS
    )


def _in_sentence(
    scene: Scene, index: int, dates: Sequence[DateMention], aggregation: Aggregation | None
) -> DateMention | None:
    """The date nearest to the quantity, dearer across clauses and other quantities.

    A running total is as of when it was told, not of what its relative clauses tell: "the toll of the
    quake that struck on Friday rose to 2,122, police said on Sunday".
    """
    best: DateMention | None = None
    least = 0.0
    left, right = scene.quantities[index].span
    offset = scene.sentence.start
    for date in dates:
        if date.holds_quantity and date.span[0] <= left and right <= date.span[1]:
            continue
        if date.start is None and date.end is None:
            continue
        if not _speaks_of(scene, index, date):
            if is_told_twice(scene, index, date):
                return date
            continue
        if _is_dateline(scene, date) or is_in_other_brackets(scene, index, date):
            continue
        if left < date.span[0] and is_compared(scene, date):
            following = _following(date)
            if best is None and following is not None:
                best, least = following, _LOOSE
            continue
        if opens_clause(scene, date, scene.places[index].start):
            return _itself(date)
        if date.text.lower() in _SUPERLATIVE_SCOPES or is_scope(scene, date):
            continue
        owner = scene.sentence.text[date.span[1] - offset : date.span[1] - offset + 2] in {"'s", "’s"}
        if owner and (date.precision != "day" or is_standard(scene, date)):
            # "one of the year's largest attacks"; but "in Sunday's avalanche"
            continue
        if _is_of_base(scene, index, date):
            continue
        if date.span[1] <= left:
            distance = float(left - date.span[1])
            between = (date.span[1], left)
        else:
            distance = float(date.span[0] - right)
            between = (right, date.span[0])
        text = scene.sentence.text[between[0] - offset : between[1] - offset]
        if is_of_standard(scene, index, date) or is_of_later_clause(scene, index, date):
            continue
        if date.span[1] <= left and len(dates) > 1 and is_told_aside(scene, date):
            # "Its shares, which have lost a quarter since January, closed at 4.20 on Friday"
            distance += 60
        distance += 25 * text.count(";") + 12 * text.count(" while ") + 12 * text.count(" but ")
        if between[0] == date.span[1] and is_taken(scene, index, date):
            distance += 30
        if between[0] == date.span[1] and " and " in text and _is_dated_behind(scene, index, dates):
            # "17 people on 7 December and nine more in a raid on 11 December"
            distance += 60
        if is_of_saying(scene, date):
            distance += 80
        elif aggregation == "cumulative" and is_aside(scene, index, date):
            continue
        distance += 8 * _quantities_between(scene, index, *between)
        if date.holds_quantity or owner:
            distance += 15
        if best is None or distance < least:
            best, least = date, distance
    return best


def _is_of_base(scene: Scene, index: int, date: DateMention) -> bool:
    """Whether a date is that of the figure a change starts from: "rose to 193, up from 157 on Saturday night"."""
    lower = scene.tokens.lower
    start = bisect_left(scene.tokens.start, date.span[0])
    while start and lower[start - 1] in {"on", "late", "early", "in", "at"}:
        start -= 1
    around = scene.places[max(0, index - FEW) : index + FEW]
    return any(
        place.right == start and place.start > 0 and lower[place.start - 1] == "from" for place in around
    ) and (scene.places[index].right != start)


def _is_dated_behind(scene: Scene, index: int, dates: Sequence[DateMention]) -> bool:
    """Whether a day or month stands behind a figure, with no other figure between."""
    right = scene.quantities[index].span[1]
    following = next((date for date in dates if date.span[0] >= right), None)
    return (
        following is not None
        and following.precision in {"day", "month"}
        and not following.holds_quantity
        and not _quantities_between(scene, index, right, following.span[0])
        and not is_of_saying(scene, following)
    )


def _following(date: DateMention) -> DateMention | None:
    """The month or quarter behind the one that a figure is compared with: "a fifth more than in April" is of May."""
    if date.basis != "relative" or date.start is None or date.end is None:
        return None
    if date.precision not in {"month", "quarter"}:
        return None
    start, end = shift(date.start, 1, date.precision), shift(date.end, 1, date.precision)
    return replace(date, start=start, end=end, edtf=edtf_of(Stretch(start, end, date.precision)))


def date_left(sentence: Sentence, dates: Sequence[DateMention], scene: Scene | None) -> DateMention | None:
    """The date that a sentence leaves in focus: its last one, but rather when it happened than when it was said.

    ``scene``: the sentence laid out, if it has been.
    """
    if not dates:
        return None
    dated = [date for date in dates if date.start is not None or date.end is not None]
    # "in the quarter, down from 408 million a year earlier": the standard is left behind
    dated = [date for date in dated if not date.text.lower().endswith(_COMPARING)] or dated
    dated = [date for date in dated if not is_held_against(sentence, date)]
    if len(dated) < 2:
        return dated[0] if dated else None
    laid_out = scene or lay_out(sentence, ())
    return next((date for date in dated[::-1] if not is_of_saying(laid_out, date)), dated[-1])


def _is_dateline(scene: Scene, date: DateMention) -> bool:
    """Whether a date stands in a dateline: "KYIV, June 9 (Reuters) - Russia ..."."""
    return date.span[1] <= scene.tokens.start[scene.opening]


def _speaks_of(scene: Scene, index: int, date: DateMention) -> bool:
    """Whether a date that compares ("up 5% from a year earlier") is this quantity's: only of the one beside it."""
    if not date.text.lower().endswith(_COMPARING):
        return True
    offset = scene.sentence.start
    before = scene.sentence.text[: date.span[0] - offset].rstrip().lower()
    if before.rpartition(" ")[2] in STANDARDS:
        return False
    beside = next(
        (at for at, one in enumerate(scene.quantities) if 0 <= date.span[0] - one.span[1] <= 2), None
    )
    return beside is None or beside == index


def _quantities_between(scene: Scene, index: int, start: int, end: int) -> int:
    """How many quantities stand wholly between two offsets, looking a few to either side of one."""
    around = scene.quantities[max(0, index - FEW) : index + FEW]
    return sum(1 for other in around if start <= other.span[0] and other.span[1] <= end)


def _role(scene: Scene, date: DateMention, aggregation: Aggregation | None) -> TimeRole:
    if date.role != "event":
        return date.role
    before = scene.sentence.text[: date.span[0] - scene.sentence.start].rstrip().lower()
    if before.endswith(_AS_OF):
        return "as_of"
    if before.endswith("since"):
        return "since"
    return _role_without_cue(date, aggregation)


def _role_without_cue(date: DateMention, aggregation: Aggregation | None) -> TimeRole:
    if date.role != "event":
        return date.role
    if aggregation in {"stock", "cumulative"}:
        return "as_of"
    return "event"


def _is_background(scene: Scene) -> bool:
    """Whether the sentence tells of an undated past: "had killed", "once"; "by noon 35,000 had" is today's."""
    lower = scene.tokens.lower
    return ("had" in lower and lower[scene.opening] != "by") or "once" in lower or "historically" in lower

"""The time that the opening of a text gives to all that it tells of without a date: a month, a quarter, the day of an attack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from claims.extract.context_attribution import AHEAD
from claims.extract.context_date_words import is_of_saying
from claims.extract.context_dates_apart import is_held_against, is_opened_by_since
from claims.extract.context_events import is_of
from claims.extract.context_marks import small_words
from claims.extract.context_measures import measures
from claims.extract.context_periods import SET_FROM_A_DAY
from claims.extract.context_scene import Scene, lay_out
from claims.extract.sentences import Sentence
from claims.model import Context, DateMention

# What a text opens with is told within this many sentences.
_OPENING = 6
# It is news for so long after a day, and after a period.
_NEWS_OF_DAY = timedelta(days=10)
_NEWS_OF_PERIOD = timedelta(days=120)
_LONGEST = timedelta(days=370)
_DAY = timedelta(days=1)
_DAYS = timedelta(days=3)
# A line under the headline that is no sentence is shorter than this.
_LINE = 80
_ENDS = frozenset('.!?:;"”')
# "after the ministry's June raids" dates the raids.
_OWNED = ("'s", "’s", "s'", "s’")
_UNREAL = AHEAD | {"figurative"}
_SURE = 0.9


@dataclass(slots=True)
class Governing:
    """``date``: the time told in the opening, in sentence ``told``. ``paragraph``: its first one; ``count``: how many of its
    sentences were read; ``is_of_today``: they tell what happened on the day of publication."""

    date: DateMention | None = None
    paragraph: int = -1
    count: int = 0
    told: int = -1
    is_of_today: bool = False

    def note(
        self,
        sentence: Sentence,
        dates: Sequence[DateMention],
        published: datetime | None,
        scene: Scene | None = None,
    ) -> None:
        """Keep the first date of a sentence of the opening, if what it tells of is over.

        ``scene``: the sentence laid out, if that was done.
        """
        if self.date is not None or published is None or self.count > _OPENING:
            return
        if sentence.section != "headline":
            if len(sentence.text) < _LINE and sentence.text[-1:] not in _ENDS:
                # "Manila, 21 August 2025, 18:00"
                return
            self.count += 1
            self.paragraph = sentence.paragraph if self.paragraph < 0 else self.paragraph
        if not dates:
            return
        today = published.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
        scene = scene or lay_out(sentence, ())
        for date in dates:
            if (
                date.start is None
                or date.end is None
                or date.role not in {"event", "period"}
                or date.precision == "year"
                or "~" in (date.edtf or "")
                or sentence.text[: date.span[0] - sentence.start].rstrip().endswith(_OWNED)
                or is_held_against(sentence, date)
                or is_opened_by_since(sentence.tokens, date)
                or is_of_saying(scene, date)
                or date.span[1] <= scene.tokens.start[scene.opening]
            ):
                continue
            if date.start == today and sentence.section != "headline":
                # "on Thursday" of a text of that day
                self.is_of_today = True
            is_first = sentence.section == "headline" or (
                sentence.paragraph == self.paragraph and not self.is_of_today
            )
            age, is_long = today - date.end, _is_long(date)
            if date.start < today and age >= -_DAY and (is_long or is_first):
                is_news = age <= _NEWS_OF_PERIOD if is_long else age <= _NEWS_OF_DAY
                if is_news and date.end - date.start <= _LONGEST:
                    self.date, self.told = date, sentence.index
                    return

    def govern(
        self, sentences: Sequence[Sentence], contexts: Sequence[list[Context]]
    ) -> Sequence[list[Context]]:
        """The contexts, with the time of the opening where only the day of publication was left."""
        if self.date is None:
            return contexts
        return [
            [self._dated(one) for one in group] if group and self._is_of_then(sentence) else group
            for sentence, group in zip(sentences, contexts, strict=True)
        ]

    def _is_of_then(self, sentence: Sentence) -> bool:
        """Whether a sentence tells what happened at that time, and not before it was named nor what is."""
        if sentence.index < self.told and (sentence.section != "headline" or self.count > 1):
            return False
        words = sentence.tokens.words
        return small_words("present_states").isdisjoint(words) and small_words("until_now").isdisjoint(words)

    def _dated(self, context: Context) -> Context:
        date = self.date
        if date is None or context.time is None or context.time.basis != "published":
            return context
        if context.modality in _UNREAL or context.aggregation in {"cumulative", "stock"}:
            return context
        measure = measures().get(str(context.measure))
        if measure is not None and measure.id in SET_FROM_A_DAY:
            return context
        is_happening = context.event is not None and context.aggregation == "event"
        if not _is_long(date) and not (
            (is_happening and is_of(str(context.event), "sudden")) or (measure is not None and measure.local)
        ):
            return context
        return replace(
            context,
            time=date,
            time_role=date.role,
            confidence=context.confidence * _SURE,
        )


def _is_long(date: DateMention) -> bool:
    """Whether a date is a period that figures are made for, and not that of one happening."""
    return date.start is not None and date.end is not None and date.end - date.start > _DAYS

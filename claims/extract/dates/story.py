"""Whether a text tells of another time than its own, and of which: a look at all of it before it is read."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache

from claims.extract.dates.calendar import year_interval
from claims.extract.dates.stretch import Stretch
from claims.extract.dates.vocabulary import vocabulary

# A text tells a story of another time where its stated dates lie this many years from the publication.
HISTORY_YEARS = 2
SHORTEST_STORY = 200

# What stands between "since" and the year of its date: "since the coup of 1 February 2021".
_REACH = 60
_SINCE = re.compile(r"\b[Ss]ince (?:[^.;:,]|, (?=\d))*$")


def story_of(text: str, reference: datetime | None) -> Stretch | None:
    """The year in which a story begins that states its year only later ("In July ... In September 1940").

    Only where every stated date is far from the publication and no word ("yesterday", a weekday) leans on it.
    """
    if reference is None or len(text) < SHORTEST_STORY:
        return None
    dated, plain, present = _patterns()
    # "killed since 7 October 2023" is counted up to now
    months, others = (
        [
            int(match[1])
            for match in pattern.finditer(text)
            if not _SINCE.search(text, max(0, match.end() - _REACH), match.end())
        ]
        for pattern in (dated, plain)
    )
    years = months or others
    told = [*years, *others]
    # a year ahead is of plans, and no story is told of those
    if not years or any(year > reference.year - HISTORY_YEARS for year in told):
        return None
    return None if present.search(text) else Stretch(*year_interval(years[0]), "year", explicit=True)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Months with their year, years after a preposition, words of the day of publication."""
    roles = vocabulary().roles
    months = "|".join(sorted(word.capitalize() for word, parts in roles.items() if "month" in parts))
    present = sorted(
        word for word, parts in roles.items() if "day_word" in parts and word not in ("now", "overnight")
    )
    weekdays = sorted(
        word.capitalize() for word, parts in roles.items() if "weekday" in parts and "short" not in parts
    )
    return (
        re.compile(
            rf"\b(?:{months})\b\.?(?: \d{{1,2}}(?:st|nd|rd|th)?)?(?:,| of)? (1[0-9]{{3}}|20[0-9]{{2}})\b"
        ),
        re.compile(
            r"\b(?:[Ii]n|[Oo]f|[Ss]ince|[Bb]y|[Ee]arly|[Ll]ate|summer|winter) (1[5-9][0-9]{2}|20[0-9]{2})\b"
        ),
        re.compile(
            rf"\b(?:{'|'.join(present + [word.capitalize() for word in present] + weekdays)}"
            r"|[Aa]s of|(?:[Tt]his|[Ll]ast|[Nn]ext) (?:week|weekend|month|night)|(?:days|weeks|months) ago)\b"
        ),
    )

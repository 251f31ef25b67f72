"""Which documents may tell of one happening, and how much speaks for it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from claims.lexicon import load_table
from claims_expectations.retold.figures import Figure
from claims_expectations.retold.scopes import Scopes, scopes_of
from claims_expectations.retold.words import TOKEN, capitals_of, is_common, meanings, names_of

# A name or word that more documents hold tells no happening from another.
RARE = 12
# So much of a text is read for what it is about.
OPENING = 3000
# Names and telling words of a short piece of news.
NAMES, WORDS = 8, 30
# Fewer documents are all held against each other.
FEW = 12
# A later text that tells again what an older one told (an inquiry, a decision) appears within so many days of it, names
# a day not more than so many before the older one, or has a name and so many telling words in common with it.
LONG_AFTER, REPORTED_WITHIN, RETOLD = 400, 2, 4
_DAY = re.compile(r"(?:\b(\w{3,9}) )?\b(\d{1,2})(?: (\w{3,9})\b)?")


@dataclass(frozen=True, slots=True)
class Story:
    """A document: its figures, the names and countries in it, the words that tell what it is about, what divides it, and
    the days of the year that it names."""

    doc: int
    in_batch: bool
    published: datetime | None
    figures: Sequence[Figure]
    names: frozenset[str]
    countries: frozenset[str]
    capitals: frozenset[str]
    words: frozenset[str]
    scopes: Scopes
    days: frozenset[tuple[int, str]]


def story_of(
    doc: int,
    in_batch: bool,
    published: datetime | None,
    text: str,
    figures: Sequence[Figure],
    title: str | None = None,
) -> Story:
    """Read what a text is about; its figures stand in ``text``, which begins behind the title."""
    scopes = scopes_of(text)
    text = (f"{title}. {text}" if title else text)[:OPENING]
    names, countries = names_of(text)
    told: set[str] = set()
    for token in TOKEN.findall(text.lower()):
        if token[0].isalpha() and not is_common(token):
            told |= meanings(token)
    return Story(
        doc,
        in_batch,
        published,
        figures,
        names,
        countries,
        capitals_of(text),
        frozenset(told),
        scopes,
        _days_named(text),
    )


def days_apart(one: Story, other: Story) -> float:
    """Return the days between the publication of two documents: 0 where one of them is not known."""
    if one.published is None or other.published is None:
        return 0.0
    return abs((one.published - other.published).total_seconds()) / 86400


def shared_names(one: Story, other: Story) -> frozenset[str]:
    return (one.names & other.capitals) | (other.names & one.capitals)


def likely_pairs(stories: Sequence[Story], most_days: float) -> Iterator[tuple[Story, Story]]:
    """Yield the documents of which one at least is of the batch, that have rare names or words in common."""
    if len(stories) <= FEW:
        found = {(at, later): 2 for later in range(len(stories)) for at in range(later)}
    else:
        found = _by_words(stories)
    for (at, later), score in sorted(found.items()):
        one, other = stories[at], stories[later]
        if score < 2 or not (one.in_batch or other.in_batch):
            continue
        if days_apart(one, other) <= most_days or looks_back(one, other):
            yield one, other


def looks_back(one: Story, other: Story) -> bool:
    """Whether the later of two documents of a batch may tell again what the other told long before."""
    if not (one.in_batch and other.in_batch) or days_apart(one, other) > LONG_AFTER:
        return False
    if not shared_names(one, other):
        return False
    return len(one.words & other.words) >= RETOLD or names_day_of(one, other)


def names_day_of(one: Story, other: Story) -> bool:
    """Whether the later of two documents names the day on which the earlier appeared, or one right before it."""
    if one.published is None or other.published is None:
        return False
    early, late = (one, other) if one.published < other.published else (other, one)
    told = early.published
    if told is None:
        return False
    return any(
        ((told - timedelta(days=back)).day, months()[(told - timedelta(days=back)).month - 1]) in late.days
        for back in range(REPORTED_WITHIN + 1)
    )


def _days_named(text: str) -> frozenset[tuple[int, str]]:
    """Return the days of the year in a text: "12 May", "May 12"."""
    return frozenset(
        (int(day), word.lower())
        for first, day, after in _DAY.findall(text)
        for word in (first, after)
        if word.lower() in months()
    )


@cache
def months() -> tuple[str, ...]:
    """Return the names of the months in their order."""
    return tuple(load_table("retold")["months"])


def _by_words(stories: Sequence[Story]) -> dict[tuple[int, int], int]:
    places: dict[str, list[int]] = defaultdict(list)
    named: set[str] = set().union(*(story.names for story in stories))
    for at, story in enumerate(stories):
        for word in story.words | (story.capitals & named):
            places[word].append(at)
    found: dict[tuple[int, int], int] = defaultdict(int)
    for word, holders in places.items():
        if 1 < len(holders) <= RARE:
            for rank, later in enumerate(holders):
                for at in holders[:rank]:
                    found[at, later] += 2 if word in named else 1
    return found


def happening(one: Story, other: Story) -> float:
    """Return how much speaks for two documents telling of one happening, their figures left out."""
    # Long texts have some names and words in common whatever they tell of.
    names = len(shared_names(one, other)) * _share(NAMES, one.names, other.names)
    score = min(3.2, 0.4 * min(1.0, names) + 0.8 * names)
    score += min(0.8, 0.4 * len(one.countries & other.countries) * _share(NAMES, one.names, other.names))
    score += min(1.8, 0.15 * len(one.words & other.words) * _share(WORDS, one.words, other.words))
    if one.published is not None and other.published is not None:
        days = days_apart(one, other)
        score += 0.5 if days <= 1 else 0.0 if days <= 3 else -0.7
    return score


def _share(usual: int, one: frozenset[str], other: frozenset[str]) -> float:
    """Return how much what two lists have in common counts: the less, the longer the shorter one is."""
    shorter = min(len(one), len(other))
    return usual / shorter if shorter > usual else 1.0

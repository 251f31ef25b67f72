"""What dates cost: per sentence, as a share of the whole extraction, and by the length of hostile text.

usage: speed.py [SENTENCES]
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from datetime import datetime

from claims.extract.dates import DateReader, find_dates
from claims.extract.sentences import split_sentences
from claims.model import Document
from claims.pipeline import extract

PUBLISHED = datetime.fromisoformat("2025-07-10")
TEMPLATES = (
    "More than {n} homes lost power on {weekday}, the grid said.",
    "The army counted {n} boats since {month} {year}, up from {n} a year earlier.",
    "Nobody knows how the fire in the old mill began.",
    "In late {month}, {n} people marched; two days later there were {n}.",
    "The minister would not say whether the plan still stood.",
    "Exports grew by {n} percent in the third quarter of {year}.",
    "On {month} {day}, {year}, a storm cut {n} roads overnight.",
    "The talks in the capital brought neither side what it had asked for.",
)
HOSTILE = (
    "9",
    "1/",
    "2024-",
    "the end of ",
    "first Monday of ",
    "a day after ",
    "since ",
    "week of the ",
    "(",
    "May ",
)


def sentences(count: int) -> list[str]:
    chance = random.Random(7)
    return [
        TEMPLATES[number % len(TEMPLATES)].format(
            n=chance.randint(2, 900),
            weekday=chance.choice(["Monday", "Wednesday", "Friday"]),
            month=chance.choice(["March", "June", "November"]),
            day=chance.randint(1, 28),
            year=chance.randint(2015, 2025),
        )
        for number in range(count)
    ]


def seconds(work: Callable[[], object]) -> float:
    """The least CPU time of three runs."""
    spent = []
    for _ in range(3):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return min(spent)


def main(count: int = 2000) -> None:
    text = "\n".join(sentences(count))
    split = list(split_sentences(text))

    def dates() -> None:
        reader = DateReader(PUBLISHED)
        for sentence in split:
            reader.read(sentence)

    dates()
    cost = seconds(dates)
    print(f"dates: {cost / len(split) * 1e6:.0f} µs a sentence")
    document = Document("text", text, published=PUBLISHED, published_basis="option")
    extract(document)
    print(f"share of the whole extraction: {cost / seconds(lambda: extract(document)):.0%}")
    for piece in HOSTILE:
        short, long = ((piece * size)[:size] for size in (20_000, 200_000))
        ratio = seconds(lambda text=long: find_dates(text, PUBLISHED)) / max(
            seconds(lambda text=short: find_dates(text, PUBLISHED)), 1e-6
        )
        print(f"ten times {piece!r}: {ratio:.1f} times as long")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:2]))

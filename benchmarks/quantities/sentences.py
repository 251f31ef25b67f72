"""Sentences in the manner of news, made from templates: the text that the benchmarks read.

``python sentences.py 1000`` prints as many. The same number gives the same sentences.
"""

from __future__ import annotations

import random
import sys

PLACES = ["Odesa", "Manila", "Lyon", "Nairobi", "Quito", "Osaka", "Leeds", "Izmir"]
THINGS = ["drones", "homes", "jobs", "trucks", "voters", "patients", "shares", "solar panels", "school buses"]
FIRMS = ["Norwind", "Alta Foods", "Kestrel Bank", "Blue Harbour", "Tamaro Motors"]
TEMPLATES = [
    "More than {n} {thing} were counted in {place} over {small} days, the mayor said.",
    "Shares of {firm} rose {decimal}% to ${price} on Monday, adding about ${money} billion to its value.",
    "{firm} plans to cut up to {n} jobs, or {small} percent of its workforce of {big}.",
    "The road of {small} kilometres to {place} was closed for nearly {small} hours.",
    "Between {n} and {big} {thing} are thought to be missing, according to two people at the ministry.",
    "Officials in {place} declined to say when the talks would go on.",
    "The price fell from ${price} to ${price2} a barrel, a loss of {decimal} percent in one session.",
    "He said the work would take at least a week and cost some £{money}m.",
    "Tens of thousands of people marched through {place}, where {small} were hurt.",
    "The committee met again on Tuesday and heard from farmers and teachers.",
    "The plant makes {small} megawatts, enough for {n} homes, and covers {decimal} sq km.",
    "A {small}-year-old man and two of his neighbours were taken to a clinic outside {place}.",
    "In a statement, {firm} called the report misleading and said it would answer in due course.",
    "Exports grew by {decimal} per cent in the third quarter, the fastest pace in {small} years.",
    "Wind gusts of {small} mph were recorded near {place}, and {small} cm of rain fell in an hour.",
    "The index lost {price} points, or {decimal}%, while gold added ${small} an ounce.",
]


def sentences(count: int) -> list[str]:
    """Return ``count`` sentences."""
    draw = random.Random(20250601)
    made = []
    for number in range(count):
        template = TEMPLATES[number % len(TEMPLATES)]
        values = {
            "n": f"{draw.randrange(200, 9000):,}",
            "big": f"{draw.randrange(10_000, 900_000):,}",
            "small": str(draw.randrange(3, 99)),
            "decimal": f"{draw.uniform(0.2, 9.8):.1f}",
            "money": f"{draw.uniform(0.5, 9.5):.1f}",
            "price": f"{draw.uniform(20, 300):.2f}",
            "price2": f"{draw.uniform(20, 300):.2f}",
            "thing": draw.choice(THINGS),
            "place": draw.choice(PLACES),
            "firm": draw.choice(FIRMS),
        }
        made.append(template.format(**values))
    return made


if __name__ == "__main__":
    print("\n".join(sentences(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)))

"""Sentences in the manner of news, made from templates: the texts that the benchmarks read.

``python sentences.py 1000`` prints as many in which four in five state a figure; ``python sentences.py 1000 news``
as many like those of articles, in which one in three does. The same number gives the same sentences.
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


# Sentences of articles that state no figure.
PLAIN = [
    "The {role} of {firm} said in {place} that the plan had been discussed with the unions before it was made public.",
    "Nobody at the {body} would say on Friday whether the decision could still be changed.",
    "It was the second time this spring that the {body} had asked for more help.",
    "Residents of {place} described how the water had come into their houses during the night.",
    "The company, which is based in {place}, did not answer questions about its suppliers.",
    "“We have heard these promises before,” a {role} at {firm} told reporters outside the {body}.",
    "Critics say that the rules were written for another age and that nobody enforces them.",
    "The {role} was later appointed to a panel that looks into the safety of bridges and tunnels.",
    "Trains between {place} and the coast were running again by the evening, the operator said.",
    "What happens next depends on talks that are expected to go on through the summer.",
    "In a letter to the {body}, the union asked for a meeting before any contract was signed.",
    "Her lawyer said she would appeal against the ruling, which she called a disgrace.",
    "The measure has the support of both parties but has been held up by a dispute over money.",
    "Analysts at {firm} said that the market had already taken most of the bad news into account.",
    "The museum in {place} will open its new wing to the public after the holidays.",
    "Neighbours had complained about the noise for years, according to people who live near the yard.",
    "An inquiry found that warnings from engineers had not been passed on to the {body}.",
    "There was no immediate comment from {firm}, whose shares are not traded on any exchange.",
]
ROLES = ["director", "spokesman", "manager", "lawyer", "professor", "head of research", "former minister"]
BODIES = ["ministry", "city council", "court", "regulator", "parliament", "fire service", "board"]
# Of three sentences of an article so many state no figure.
PLAIN_OF_THREE = 2


def news(count: int) -> list[str]:
    """Return ``count`` sentences, of which one in three states a figure or might."""
    draw = random.Random(20250602)
    stated = iter(sentences(count))
    return [
        draw.choice(PLAIN).format(
            role=draw.choice(ROLES),
            body=draw.choice(BODIES),
            place=draw.choice(PLACES),
            firm=draw.choice(FIRMS),
        )
        if number % 3 < PLAIN_OF_THREE
        else next(stated)
        for number in range(count)
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
    make = news if sys.argv[2:] == ["news"] else sentences
    print("\n".join(make(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)))

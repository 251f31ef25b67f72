"""Columns of a structured row win, and where they disagree with the statement both are kept."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from claims.errors import InputError
from claims.model import Claim, Document
from claims.pipeline import extract


def read(statement: str, **columns: str) -> Claim:
    document = Document(
        "row",
        statement,
        published=datetime(2025, 6, 10),
        published_basis="field",
        line=7,
        path="rows.csv",
        columns=columns,
    )
    return extract(document).claims[0]


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"measure": "deaths"}, {"measure": "killed:person", "event": "killed", "concept": "person"}),
        ({"measure": "killed:civilian"}, {"measure": "killed:civilian", "concept": "civilian"}),
        ({"concept": "civilian"}, {"measure": "killed:civilian", "concept": "civilian"}),
        ({"place": "Kiev"}, {"place": "Kyiv"}),
        ({"actor": "the Kremlin", "target": "Ukraine"}, {"actor": "Russia", "target": "Ukraine"}),
        ({"source": "city hall"}, {"attributed_to": "city hall"}),
        (
            {"date": "2025-06-08"},
            {"time_start": "2025-06-08", "time_end": "2025-06-09", "time_basis": "stated"},
        ),
        ({"date": "May 2025"}, {"time_start": "2025-05-01", "time_end": "2025-06-01"}),
        ({"modality": "alleged"}, {"modality": "alleged"}),
        ({"item": "bystanders"}, {"item": "bystanders"}),
        ({"value": "12"}, {"value": 12.0, "lower": 12.0, "relation": "="}),
        ({"colour": "red"}, {"measure": "killed:person"}),
    ],
)
def test_columns_win(columns: dict[str, str], expected: dict[str, Any]) -> None:
    claim = read("The blast killed 12 people.", **columns)
    assert {name: getattr(claim, name) for name in expected} == expected
    assert claim.column_conflicts == {}


@pytest.mark.parametrize(
    ("column", "given", "stated"),
    [
        ("measure", "wounded:person", "killed:person"),
        ("place", "Odesa", "Kharkiv"),
        ("actor", "Ukraine", "Russia"),
        ("source", "the governor", "police"),
        ("date", "2025-06-01", "Monday"),
        ("value", "21", "12"),
        ("unit", "kilometer", "count"),
        ("concept", "tank", "person"),
        ("event", "wounded", "killed"),
    ],
)
def test_disagreements_are_kept(column: str, given: str, stated: str) -> None:
    claim = read("A Russian strike on Kharkiv killed 12 people on Monday, police said.", **{column: given})
    assert claim.column_conflicts == {column: (given, stated)}


def test_nested_values_do_not_disagree() -> None:
    claim = read("The strike on Kharkiv killed 12 civilians.", place="Ukraine", measure="deaths")
    assert claim.column_conflicts == {}
    assert claim.place == "Ukraine"


def test_a_measure_speaks_of_the_claim_that_can_have_it() -> None:
    document = Document(
        "row",
        "Within one night 61 drones were launched.",
        columns={"measure": "launched:drone", "actor": "Russia", "item": "drones"},
    )
    night, drones = extract(document).claims
    assert (night.measure, night.actor, night.item) == (None, "Russia", None)
    assert (drones.measure, drones.actor, drones.item) == ("launched:drone", "Russia", "drones")


def test_value_and_unit_change_the_bounds() -> None:
    claim = read("The convoy drove 12 km on Sunday.", value="14", unit="km")
    assert (claim.value, claim.unit, claim.base_lower) == (14.0, "kilometer", 14000.0)
    assert claim.column_conflicts == {"value": ("14", "12 km")}


def test_a_value_within_the_words_keeps_their_bounds() -> None:
    claim = read("More than 400 people died.", value="412")
    assert (claim.relation, claim.lower) == (">", 400.0)
    assert claim.column_conflicts == {}


@pytest.mark.parametrize(
    ("column", "text"),
    [("value", "a dozen or so"), ("unit", "??"), ("date", "whenever"), ("modality", "perhaps")],
)
def test_a_column_that_cannot_be_read_is_an_error(column: str, text: str) -> None:
    with pytest.raises(InputError, match=column) as caught:
        read("The blast killed 12 people.", **{column: text})
    assert (caught.value.path, caught.value.line) == ("rows.csv", 7)

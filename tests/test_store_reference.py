"""The facts that the package carries: complete, sourced, in units that are known; generated pages are up to date."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from claims.store import Store, open_store
from tests import data_model_page, reference_countries

REFERENCE = Path(__file__).parents[1] / "data" / "claims_data" / "reference"


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with open_store() as opened:
        yield opened


def test_countries_are_what_the_library_says() -> None:
    assert reference_countries.FILE.read_text(encoding="utf-8") == reference_countries.countries()


def test_the_page_of_the_data_model_is_up_to_date() -> None:
    assert data_model_page.PAGE.read_text(encoding="utf-8") == data_model_page.page()


@pytest.mark.parametrize("path", sorted(REFERENCE.glob("*.csv")), ids=lambda path: path.name)
def test_each_file_opens_with_its_manual(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("# ")


def test_every_fact_is_in_the_store_and_sourced(store: Store) -> None:
    lines = [
        line
        for path in REFERENCE.glob("*.csv")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith(("#", "fact_id,"))
    ]
    assert store.query("SELECT count(*), count(DISTINCT fact_id) FROM reference_facts").rows() == [
        (len(lines),) * 2
    ]
    assert store.query("SELECT fact_id FROM reference_facts WHERE length(source) < 5").rows() == []


def test_units_are_known(store: Store) -> None:
    from claims.normalise.registry import registry

    for (unit,) in store.query("SELECT DISTINCT unit FROM reference_facts WHERE unit IS NOT NULL"):
        assert registry().parse_units(unit), unit


def test_regions_of_ukraine_add_up(store: Store) -> None:
    people = "SELECT sum(upper) FROM reference_facts WHERE fact_id LIKE 'ua\\_%\\_population' ESCAPE '\\'"
    country = "SELECT lower FROM reference_facts WHERE fact_id = 'ukraine_population'"
    assert store.query(people).rows() == store.query(country).rows()
    land = "SELECT sum(lower), sum(upper) FROM reference_facts WHERE fact_id LIKE 'ua\\_%\\_area' ESCAPE '\\'"
    ((least, most),) = store.query(land).rows()
    assert least < 603_628 < most


def test_the_invasion_began_on_its_day(store: Store) -> None:
    facts = "SELECT valid_from::VARCHAR FROM reference_facts WHERE fact_id = 'ukraine_full_scale_invasion'"
    assert store.query(facts).rows() == [("2022-02-24",)]

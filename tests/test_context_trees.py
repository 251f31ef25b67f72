"""The trees and tables of the lexicon of contexts."""

from __future__ import annotations

import gazetteer
import pytest

from claims.extract.context_events import accepts
from claims.extract.context_marks import scan
from claims.extract.context_measures import measure_named, measures
from claims.extract.tokens import tokenize
from claims.lexicon import load_table
from claims.lexicon.trees import (
    ancestor_rows,
    common_concept,
    concept_line,
    concepts,
    event_line,
    events,
    place_line,
)


def test_each_node_is_its_own_ancestor_once() -> None:
    rows = list(ancestor_rows())
    assert len({row[:3] for row in rows}) == len(rows)
    itself = {(kind, name) for kind, name, ancestor, distance in rows if distance == 0}
    assert {(kind, name) for kind, name, _, _ in rows} == itself
    assert all(name == ancestor for _, name, ancestor, distance in rows if distance == 0)


def test_nesting() -> None:
    assert concept_line("bomber") == ("bomber", "aircraft", "equipment")
    assert concept_line("decoy_drone") == ("decoy_drone", "drone", "aerial_weapon")
    assert event_line("shot_down") == ("shot_down", "neutralised", "launched")
    assert event_line("destroyed") == ("destroyed", "damaged_or_destroyed")
    assert event_line("killed") == ("killed", "casualties")
    assert place_line("Kyiv") == ("Kyiv", "Ukraine", "Europe")
    assert place_line("western Ukraine") == ("western Ukraine", "Ukraine", "Europe")


@pytest.mark.parametrize(
    ("left", "right", "both"),
    [
        ("drone", "missile", "aerial_weapon"),
        ("cruise_missile", "ballistic_missile", "missile"),
        ("tank", "infantry_fighting_vehicle", "armoured_vehicle"),
        ("tank", "child", None),
    ],
)
def test_common_concept(left: str, right: str, both: str | None) -> None:
    assert common_concept(left, right) == both


def test_exclusive_groups_name_descendants() -> None:
    for node in concepts().values():
        for group in node.exclusive:
            for name in group:
                assert node.id in concept_line(name)


def test_a_label_leads_to_one_concept() -> None:
    seen: dict[str, str] = {}
    for node in concepts().values():
        for label in node.labels:
            assert seen.setdefault(label, node.id) == node.id, label


def test_events_name_known_concepts() -> None:
    known = concepts()
    for name, entry in load_table("events")["event"].items():
        named = {*entry["patient"], *entry.get("instrument", ())}
        if "default" in entry:
            named.add(entry["default"])
            assert accepts(name, entry["default"])
        assert named <= set(known), name


def test_measures_and_their_other_names_are_known() -> None:
    for measure in measures().values():
        assert measure.concepts <= set(concepts())
    for name in load_table("measures")["alias"].values():
        event, colon, concept = name.partition(":")
        assert name in measures() or (colon and event in events() and concept in concepts()), name
    assert measure_named("Death toll") == "killed:person"
    assert measure_named("my own measure") == "my own measure"


def test_every_concept_label_is_found() -> None:
    for node in concepts().values():
        for label in node.labels:
            for form in label.split("/"):
                assert scan(tokenize(form)).concepts, form


def test_gazetteer_is_that_of_the_library() -> None:
    assert (gazetteer.LEXICON / "countries.csv").read_text(encoding="utf-8") == gazetteer.countries()
    assert (gazetteer.LEXICON / "cities.csv").read_text(encoding="utf-8") == gazetteer.cities()

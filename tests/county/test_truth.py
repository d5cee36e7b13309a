"""The truth: complete, at one with what the agencies hold, and apart from it."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import date
from io import StringIO
from typing import cast

import pytest

from kith.county import truth, truth_pairs
from kith.county.agencies import AGENCIES
from kith.county.agencies.known import Known
from kith.county.agencies.persona import Persona
from kith.county.formats import fhir, police_missing, police_niche, police_notices
from kith.county.kinship import INVERSE
from kith.county.making import known_of, people_of
from kith.county.model import Block, Institution
from kith.county.places import County
from kith.county.plan import Plan
from kith.county.writing import Pages
from tests.county.handmade import handmade_block, named

Sheets = dict[str, list[dict[str, str]]]
WRITTEN = {
    "police": (police_niche.FORMAT, police_missing.FORMAT, police_notices.FORMAT),
    "health": (fhir.FORMAT,),
}


class Fair:
    """A county with the institutions of one block."""

    def __init__(self, block: Block) -> None:
        by_key = {one.place.key: one.place for one in block.events if one.place}
        self.institutions: tuple[Institution, ...] = tuple(by_key.values())

    def some(self, kind: str) -> tuple[Institution, ...]:
        return tuple(one for one in self.institutions if one.kind == kind)


def held(block: Block) -> list[Known]:
    """Give what each agency holds, once some of them have written it."""
    knowns = [Known(block, agency, cast("County", Fair(block))) for agency in AGENCIES]
    write_some(knowns)
    return knowns


def write_some(knowns: list[Known]) -> None:
    for known in knowns:
        for form in WRITTEN.get(known.agency, ()):
            form.write(known, Pages())


def told(block: Block, knowns: list[Known]) -> Sheets:
    pages = Pages()
    truth.write(block, knowns, pages)
    assert all(path.startswith("truth/") for path in pages.text)
    return {
        name: list(csv.DictReader(StringIO(head + "".join(pages.text.get(truth.path(name), [])), newline="")))
        for name, head in truth.FILES.items()
    }


@pytest.fixture(scope="module")
def block() -> Block:
    return handmade_block()[0]


@pytest.fixture(scope="module")
def knowns(block: Block) -> list[Known]:
    return held(block)


@pytest.fixture(scope="module")
def sheets(block: Block, knowns: list[Known]) -> Sheets:
    return told(block, knowns)


def column(sheets: Sheets, name: str, heading: str) -> set[str]:
    return {row[heading] for row in sheets[name]}


def test_every_file_has_rows_and_every_row_its_headings(sheets: Sheets) -> None:
    for name, rows in sheets.items():
        assert rows, name
        assert {tuple(row) for row in rows} == {truth.HEADINGS[name]}
        assert not [row for row in rows if None in row or None in row.values()]


NAMED = (
    ("names.csv", "person", "people.csv"),
    ("people.csv", "earlier", "people.csv"),
    ("households.csv", "home", "homes.csv"),
    ("household_members.csv", "household", "households.csv"),
    ("household_members.csv", "person", "people.csv"),
    ("relationships.csv", "person", "people.csv"),
    ("relationships.csv", "other", "people.csv"),
    ("events.csv", "home", "homes.csv"),
    ("events.csv", "place", "institutions.csv"),
    ("events.csv", "part_of", "events.csv"),
    ("event_people.csv", "event", "events.csv"),
    ("event_people.csv", "person", "people.csv"),
    ("personas.csv", "person", "people.csv"),
    ("event_references.csv", "event", "events.csv"),
    ("must_not_link.csv", "person", "people.csv"),
    ("must_not_link.csv", "other", "people.csv"),
)
"""Each file and column that names something, and the file in which that has its key."""


@pytest.mark.parametrize(("name", "heading", "of"), NAMED)
def test_whatever_is_named_is_there(sheets: Sheets, name: str, heading: str, of: str) -> None:
    assert column(sheets, name, heading) - {""} <= column(sheets, of, "key")
    assert column(sheets, name, heading) - {""}


def test_whatever_is_named_in_a_county_that_was_made_is_there() -> None:
    block, county, _ = people_of(Plan(people=150, seed=11), 0)
    knowns = known_of(block, county)
    write_some(knowns)
    made = told(block, knowns)
    for name, heading, of in NAMED:
        assert column(made, name, heading) - {""} <= column(made, of, "key"), (name, heading)
    assert len(made["people.csv"]) >= 150


def test_keys_and_entries_and_references_come_once(sheets: Sheets) -> None:
    for name in ("people.csv", "homes.csv", "households.csv", "events.csv", "institutions.csv"):
        assert len(column(sheets, name, "key")) == len(sheets[name])
    for name, heading in (("personas.csv", "local_id"), ("event_references.csv", "reference")):
        assert len({(row["agency"], row[heading]) for row in sheets[name]}) == len(sheets[name])


def test_every_entry_an_agency_holds_has_its_person(sheets: Sheets, knowns: list[Known]) -> None:
    whose = {(row["agency"], row["local_id"]): row["person"] for row in sheets["personas.csv"]}
    assert whose == {(known.agency, one.local_id): one.person.key for known in knowns for one in known.personas()}


def test_every_reference_leads_to_an_event_of_somebody_with_an_entry(sheets: Sheets) -> None:
    people: dict[str, set[str]] = {}
    for row in sheets["event_people.csv"]:
        people.setdefault(row["event"], set()).add(row["person"])
    earlier = {row["key"]: row["earlier"] for row in sheets["people.csv"]}
    entries = {(row["agency"], row["person"]) for row in sheets["personas.csv"]}
    for row in sheets["event_references.csv"]:
        named_in = people[row["event"]] | {earlier[one] for one in people[row["event"]]}
        assert any((row["agency"], one) in entries for one in named_in)


def test_details_can_be_read_back_in_order_of_their_names(sheets: Sheets, block: Block) -> None:
    of = {event.key: event for event in block.events}
    for row in sheets["events.csv"]:
        read = json.loads(row["detail"] or "{}")
        assert list(read) == sorted(of[row["key"]].detail)
    plan = next(row for row in sheets["events.csv"] if row["kind"] == "cp_plan")
    assert all(date.fromisoformat(one) for one in json.loads(plan["detail"])["reviews"])


def test_relationships_are_words_of_the_published_list(sheets: Sheets) -> None:
    assert column(sheets, "relationships.csv", "type") <= set(INVERSE)


def test_an_adopted_child_is_barred_from_who_it_was(sheets: Sheets, block: Block) -> None:
    child = named(block, "Oliver")
    (row,) = (one for one in sheets["must_not_link.csv"] if one["reason"] == "adopted")
    assert {row["person"], row["other"]} == {child.key, named(block, "Kacper").key}


def test_twins_are_barred_from_each_other(sheets: Sheets, block: Block) -> None:
    (row,) = (one for one in sheets["must_not_link.csv"] if one["reason"] == "twins")
    assert {row["person"], row["other"]} == {named(block, "Jack").key, named(block, "Jacob").key}


def test_father_and_son_of_one_name_are_barred_if_they_lived_together() -> None:
    block = handmade_block()[0]
    darren, jack = named(block, "Darren"), named(block, "Jack")
    assert not [one for one in truth_pairs.barred(block, []) if one[2] == "same_name"]
    jack.names[0].forename = "Darren"
    (pair,) = (one for one in truth_pairs.barred(block, []) if one[2] == "same_name")
    assert pair[:2] == tuple(sorted((darren.key, jack.key)))
    jack.stays.clear()
    assert not [one for one in truth_pairs.barred(block, []) if one[2] == "same_name"]


class Wrong:
    """An agency that has written down one number for two people."""

    agency = "health"

    def __init__(self, block: Block) -> None:
        real = Known(block, "health", None)
        jack, edna = named(block, "Jack"), named(block, "Edna")
        one: Persona = next(one for one in real.personas() if one.person is jack)
        self._entries = [replace(one, nhs=edna.nhs)]

    def personas(self) -> list[Persona]:
        return self._entries


def test_who_bears_anothers_number_is_barred_from_them(block: Block) -> None:
    (pair,) = (one for one in truth_pairs.barred(block, [cast("Known", Wrong(block))]) if one[2] == "number")
    assert set(pair[:2]) == {named(block, "Jack").key, named(block, "Edna").key}


def test_every_reason_is_explained(sheets: Sheets) -> None:
    assert column(sheets, "must_not_link.csv", "reason") <= set(truth_pairs.REASONS)


def test_institutions_come_with_the_first_block_alone() -> None:
    second = handmade_block()[1]
    assert not told(second, held(second))["institutions.csv"]


def test_the_truth_is_the_same_twice(sheets: Sheets) -> None:
    again = handmade_block()[0]
    assert told(again, held(again)) == sheets

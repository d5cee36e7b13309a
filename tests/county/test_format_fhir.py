"""What health holds, as FHIR: patients, relatives, flags, encounters and appointments that were missed."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest

from kith.county.agencies.known import Known
from kith.county.formats import fhir, fhir_encounters, fhir_words
from kith.county.making import people_of
from kith.county.model import Block, Event, NameUse, Person, Tie
from kith.county.places import County
from kith.county.plan import Plan
from kith.county.writing import Pages
from tests.county.handmade import PLAN, handmade_block, named

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT.parent / "shared" / "samples" / "health_pds"
Resources = dict[str, list[dict[str, Any]]]
TYPES = {
    fhir.ORGANISATIONS: "Organization",
    fhir.PATIENTS: "Patient",
    fhir.RELATED: "RelatedPerson",
    fhir.FLAGS: "Flag",
    fhir.VISITS: "Encounter",
    fhir.MISSED: "Appointment",
}


class Place:
    """A county with two institutions."""

    def __init__(self, block: Block) -> None:
        self._all = {one.place.kind: one.place for one in block.events if one.place}

    def some(self, kind: str) -> tuple[object, ...]:
        return tuple(one for name, one in self._all.items() if name == kind)


def lived() -> tuple[Block, ...]:
    """Give the blocks with a soldier whose name is kept, a contact that was kept and a stay that goes on."""
    wiltshire, swindon = handmade_block()
    alan, edna, kate = named(wiltshire, "Alan"), named(wiltshire, "Edna"), named(wiltshire, "Katherine")
    alan.traits = frozenset({"shielded"})
    place = next(one.place for one in wiltshire.events if one.kind == "ed_attendance")
    for kind, person, told in (
        ("admission", edna, {"reason": "fall"}),
        ("health_contact", kate, {"service": "midwife", "attended": 1}),
        ("health_contact", edna, {"service": "district_nurse", "attended": 0}),
    ):
        made = Event(wiltshire.key("e"), kind, date(2026, 8, 20), None, [(person, "patient")], place=place)
        made.detail.update(told)
        wiltshire.happen(made)
    oliver = named(wiltshire, "Oliver")
    joined = Event(
        wiltshire.key("e"), "registration", date(2024, 6, 1), None, [(oliver, "patient")], place=oliver.surgery
    )
    wiltshire.happen(joined)
    return wiltshire, swindon


def resources(block: Block, county: County | None = None) -> tuple[Known, Resources]:
    known, pages = Known(block, "health", county or cast("County", Place(block))), Pages()
    fhir.write(known, pages)
    found: Resources = defaultdict(list)
    for path, parts in pages.text.items():
        lines = "".join(parts).splitlines()
        assert len(lines) == pages.records[path]
        found[path.rpartition("/")[2]] = [json.loads(line) for line in lines]
    return known, found


@pytest.fixture(scope="module")
def wiltshire() -> tuple[Known, Resources]:
    return resources(lived()[0])


@pytest.fixture(scope="module")
def swindon() -> tuple[Known, Resources]:
    return resources(lived()[1])


def of(written: tuple[Known, Resources], name: str, person: Person) -> list[dict[str, Any]]:
    """Give the resources of a file that are somebody's."""
    known, found = written
    entries = {one.local_id for one in known.personas() if one.person is person}
    return [one for one in found[name] if owner(one) in entries]


def owner(resource: dict[str, Any]) -> str:
    actor = resource.get("participant", [{}])[0].get("actor", {})
    to = resource.get("subject") or resource.get("patient") or actor
    return str(to["reference"].partition("/")[2]) if to else str(resource["id"])


def patients(written: tuple[Known, Resources], forename: str) -> list[dict[str, Any]]:
    found = of(written, fhir.PATIENTS, named(written[0].block, forename))
    assert found
    return found


def test_each_file_holds_one_type_of_resource_and_no_id_twice(wiltshire: tuple[Known, Resources]) -> None:
    assert set(wiltshire[1]) == set(TYPES) == {file.name for file in fhir.FORMAT.files(PLAN)}
    for name, found in wiltshire[1].items():
        assert {one["resourceType"] for one in found} == {TYPES[name]}
        assert len({one["id"] for one in found}) == len(found)


def test_each_resource_is_valid_against_a_published_model_of_fhir(
    wiltshire: tuple[Known, Resources], swindon: tuple[Known, Resources]
) -> None:
    model = pytest.importorskip("fhir.resources.R4B")
    block, county, _ = people_of(Plan(people=120, seed=11), 0)
    large = resources(block, county)
    seen = set()
    for found in (*wiltshire[1].values(), *swindon[1].values(), *large[1].values()):
        for one in found:
            made = model.get_fhir_model_class(one["resourceType"]).model_validate(one)
            assert json.loads(made.model_dump_json(exclude_none=True))["id"] == one["id"]
            seen.add(one["resourceType"])
    assert seen == set(TYPES.values())


def test_everything_is_about_a_patient_who_is_written(wiltshire: tuple[Known, Resources]) -> None:
    known, found = wiltshire
    written = {one["id"] for one in found[fhir.PATIENTS]}
    assert written == {one.local_id for one in known.personas()}
    for name in (fhir.RELATED, fhir.FLAGS, fhir.VISITS, fhir.MISSED):
        assert {owner(one) for one in found[name]} <= written


def test_a_number_says_how_well_it_was_checked(wiltshire: tuple[Known, Resources]) -> None:
    known, found = wiltshire
    numbers = {one.local_id: one.nhs for one in known.personas()}
    for patient in found[fhir.PATIENTS]:
        said = [one for one in patient["identifier"] if one["system"] == fhir_words.NHS_NUMBER]
        assert [one["value"] for one in said] == [numbers[patient["id"]]] * len(said)
        for one in said:
            (coding,) = one["extension"][0]["valueCodeableConcept"]["coding"]
            assert coding["code"] in fhir_words.VERIFIED


def test_a_shielded_patient_has_no_address_no_surgery_and_no_telephone(wiltshire: tuple[Known, Resources]) -> None:
    for patient in patients(wiltshire, "Alan"):
        assert patient["meta"]["security"][0]["code"] == "R"
        assert not {"address", "generalPractitioner", "managingOrganization", "telecom"} & set(patient)
        assert patient["name"]
    assert not of(wiltshire, fhir.RELATED, named(wiltshire[0].block, "Alan"))


def test_nobody_in_a_refuge_can_be_found(swindon: tuple[Known, Resources]) -> None:
    refuge = next(home for home in swindon[0].block.homes if home.secret)
    for forename in ("Sushmita", "Asha"):
        for patient in patients(swindon, forename):
            assert patient["meta"]["security"][0]["code"] == "R"
    assert refuge.postcode not in json.dumps(swindon[1])


def test_who_a_child_was_before_adoption_has_a_record_without_anything_in_it(
    wiltshire: tuple[Known, Resources],
) -> None:
    for patient in patients(wiltshire, "Kacper"):
        assert patient["meta"]["security"][0]["code"] == "V"
        assert set(patient) == {"resourceType", "id", "meta", "identifier"}


def test_an_adopted_child_shows_no_earlier_name_and_no_birth_mother(wiltshire: tuple[Known, Resources]) -> None:
    for patient in patients(wiltshire, "Oliver"):
        assert "Nowak" not in json.dumps(patient)
    ewa = next(one for one in wiltshire[0].personas() if one.person is named(wiltshire[0].block, "Ewa"))
    for relative in of(wiltshire, fhir.RELATED, named(wiltshire[0].block, "Oliver")):
        assert relative["name"][0]["given"] != [ewa.forename]


def test_the_second_twin_is_the_second_of_a_birth(wiltshire: tuple[Known, Resources]) -> None:
    ranks = {forename: patients(wiltshire, forename)[0]["multipleBirthInteger"] for forename in ("Jack", "Jacob")}
    assert sorted(ranks.values()) == [1, 2]


def test_the_dead_are_said_to_be_dead_and_have_nobody_to_ring(wiltshire: tuple[Known, Resources]) -> None:
    ronald = named(wiltshire[0].block, "Ronald")
    told = {one.local_id for one in wiltshire[0].personas() if one.person is ronald and one.died}
    for patient in patients(wiltshire, "Ronald"):
        assert ("deceasedDateTime" in patient) == (patient["id"] in told)
    assert not of(wiltshire, fhir.RELATED, ronald)


def test_names_from_before_a_marriage_are_kept_as_maiden_names() -> None:
    names = set()
    for seed in range(12):
        block = lived()[0]
        block.plan = type(PLAN)(people=PLAN.people, seed=seed)
        kate = named(block, "Katherine")
        written = resources(block)
        names |= {
            (one["use"], one.get("family", ""))
            for patient in of(written, fhir.PATIENTS, kate)
            for one in patient["name"]
        }
    assert ("maiden", "Smith") in names


def test_a_name_borne_before_an_adoption_is_no_old_name() -> None:
    block = lived()[0]
    jack = named(block, "Jack")
    jack.names[:] = [
        NameUse(jack.born, date(2020, 1, 1), "Jack", "", "Hidden"),
        NameUse(date(2020, 1, 1), None, "Jack", "", "Shown", "adoption"),
    ]
    written = resources(block)
    assert "Hidden" not in json.dumps(of(written, fhir.PATIENTS, jack))


def test_a_nickname_stands_beside_the_usual_name(wiltshire: tuple[Known, Resources]) -> None:
    called = {one.local_id: one.known_as for one in wiltshire[0].personas()}
    for patient in patients(wiltshire, "Katherine"):
        nicknames = [one["given"][0] for one in patient["name"] if one["use"] == "nickname"]
        assert nicknames == ([called[patient["id"]]] if called[patient["id"]] else [])


def test_a_visit_to_a_and_e_is_an_emergency_with_its_hospital(wiltshire: tuple[Known, Resources]) -> None:
    (visit,) = of(wiltshire, fhir.VISITS, named(wiltshire[0].block, "Ruby"))
    assert visit["class"]["code"] == "EMER"
    assert visit["period"]["start"].startswith("2026-03-01T")
    assert visit["period"]["start"] < visit["period"]["end"]
    assert visit["serviceProvider"]["display"] == "Avonvale Hospital"
    assert visit["reasonCode"] == [{"text": "Injury"}]


def test_a_stay_that_goes_on_has_no_end_and_one_that_ended_has(wiltshire: tuple[Known, Resources]) -> None:
    (edna,) = of(wiltshire, fhir.VISITS, named(wiltshire[0].block, "Edna"))
    (ronald,) = of(wiltshire, fhir.VISITS, named(wiltshire[0].block, "Ronald"))
    assert (edna["status"], "end" in edna["period"], edna["class"]["code"]) == ("in-progress", False, "IMP")
    assert (ronald["status"], ronald["period"]["end"][:10]) == ("finished", "2025-12-01")


def test_a_child_that_was_not_brought_is_told_from_a_grown_up_who_did_not_come(
    wiltshire: tuple[Known, Resources],
) -> None:
    (child,) = of(wiltshire, fhir.MISSED, named(wiltshire[0].block, "Jack"))
    (grown,) = of(wiltshire, fhir.MISSED, named(wiltshire[0].block, "Edna"))
    assert (child["status"], child["description"]) == ("noshow", "Was not brought")
    assert grown["description"] == "Did not attend"
    (kept,) = of(wiltshire, fhir.VISITS, named(wiltshire[0].block, "Katherine"))
    assert (kept["class"]["code"], kept["serviceType"]) == ("AMB", {"text": "Midwife"})


def test_flags_tell_of_plans_of_care_and_of_worries_in_a_and_e(
    wiltshire: tuple[Known, Resources], swindon: tuple[Known, Resources]
) -> None:
    worry = [one for one in wiltshire[1][fhir.FLAGS] if "encounter" in one]
    assert [owner(one) for one in worry] == [
        owner(one) for one in of(wiltshire, fhir.VISITS, named(wiltshire[0].block, "Ruby"))
    ]
    told = {fhir_encounters.FLAGGED[event.kind] for event in swindon[0].of(*fhir_encounters.FLAGGED)}
    assert told == {one["code"]["text"] for one in swindon[1][fhir.FLAGS]}


def test_whom_to_ring_is_named_by_what_they_are_to_the_patient() -> None:
    roles: dict[str, set[str]] = defaultdict(set)
    for seed in range(6):
        for block in lived():
            block.plan = type(PLAN)(people=PLAN.people, seed=seed)
            if block.number:
                boy, joy = named(block, "Callum"), named(block, "Joy")
                block.tie(Tie("foster_carer", joy, boy, date(2025, 2, 1)))
            written = resources(block)
            for person in block.people:
                for one in of(written, fhir.RELATED, person):
                    roles[person.names[-1].forename].add(one["relationship"][0]["coding"][0]["code"])
    assert roles["Jack"] == {"MTH", "FTH"}
    assert roles["Callum"] == {"PRNFOST"}
    assert roles["Oliver"] == {"ADOPTP"}
    assert roles["Darren"] == {"SPS"}


def test_organisations_are_the_countys_and_come_with_the_first_block(
    wiltshire: tuple[Known, Resources], swindon: tuple[Known, Resources]
) -> None:
    assert {one["name"] for one in wiltshire[1][fhir.ORGANISATIONS]} == {"Millbrook Surgery", "Avonvale Hospital"}
    assert fhir.ORGANISATIONS not in swindon[1]


def test_the_same_block_is_written_the_same_twice(wiltshire: tuple[Known, Resources]) -> None:
    assert resources(lived()[0])[1] == wiltshire[1]


def paths(node: object, above: str = "") -> set[str]:
    """Give every path to a value; the members of a list share theirs."""
    if isinstance(node, dict):
        return {path for name, value in node.items() for path in paths(value, f"{above}.{name}")}
    if isinstance(node, list):
        return {path for value in node for path in paths(value, above)}
    return {above}


@pytest.mark.skipif(not SAMPLES.exists(), reason="the published samples are not here")
def test_patients_have_the_shape_of_the_published_ones(wiltshire: tuple[Known, Resources]) -> None:
    published = paths(json.loads((SAMPLES / "Patient.json").read_text("utf-8")))
    ours = {path for one in wiltshire[1][fhir.PATIENTS] for path in paths(one)}
    assert {path for path in ours - published if not path.startswith(".extension")} == set()

"""Rows say more than who somebody is: where, with whom, with what, who else took part, and who does so at work."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

from kith.records.rules.made import Involvement, Object, Reading
from kith.records.rules.places import KINDS as PLACES
from kith.records.rules.places import as_written, by_number
from kith.records.rules.profile_checks import BASES, HOUSEHOLD_ROLES, OBJECT_ROLES, OBJECTS, ROLES
from kith.records.rules.profile_files import names, profile, profile_from
from kith.records.rules.profiles import ProfileWrong
from tests.records.emitted import (
    county,
    event_of,
    files,
    lines,
    persona,
    read_beside,
    read_file,
    read_lines,
    taking_part,
)
from tests.records.test_format_housing import CASE, TENANCY
from tests.records.test_rules_profiles import described, read_by

KEY = as_written("14 Drama Street, Calne", "SN11 8QG")
OCCURRENCE = {
    "Occurrence number": "O1", "Occurrence type": "Assault", "Start date": "01/02/2026", "Surname": "DRAMA",
    "Location address": "14 DRAMA ST, CALNE", "Location postcode": "SN118QG", "Person ID": "N1", "Forename1": "Ada",
    "Involvement": "Victim",
}  # fmt: skip
STOP = {
    "Stop reference": "S1", "Type": "Person and Vehicle search", "Date": "01/02/2026 10:00", "Person ID": "N1",
    "Surname": "Drama", "Location": "Drama Street, Calne", "Postcode": "SN11 8QG", "Part": "Searched",
    "Object of search": "Offensive weapons", "Vehicle": "AA00 AAA", "Officer": "Kit Worker",
    "Outcome linked to object of search": "",
}  # fmt: skip


def every(*kinds: str) -> list[tuple[str, Reading]]:
    """Read every file of the county's agencies that these formats are for."""
    found = []
    for name, pattern in (
        ("niche-occurrences", "police/niche-occurrences.csv"), ("public-protection-notices", "police/ppn-*.csv"),
        ("stops", "police/stops.csv"), ("missing-episodes", "police/missing-episodes.csv"),
        ("tenancies", "housing/tenancies.csv"), ("hclic", "housing/hclic/*.csv"),
        ("arrears-and-asb", "housing/a*.csv"), ("youth-justice", "youth_justice/youth_justice_*.csv"),
        ("cld", "adults/cld-2026Q1.csv"), ("ssd", "childrens/ssd/*.csv"),
    ):  # fmt: skip
        if not kinds or name in kinds:
            found += [(name, reading) for path in files(pattern) for reading in read_file(name, path)[1]]
    return found


# -- Places --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    ["14 DRAMA ST CALNE", "14, Drama Street,\nCalne SN11 8QG", "14 Drama street", "No. 14 Drama Street, Calne, Wilts"],
)
def test_a_home_has_one_key_however_its_address_is_written(address: str) -> None:
    assert as_written(address, "SN11 8QG") == KEY != ""


@pytest.mark.parametrize(
    ("address", "postcode"),
    [
        ("15 Drama Street, Calne", "SN11 8QG"), ("Flat 1, 14 Drama Street", "SN11 8QG"), ("14 Drama Street", "SN11 8QH"),
        ("14a Drama Street", "SN11 8QG"), ("14 Dramatic Street", "SN11 8QG"),
    ],
)  # fmt: skip
def test_a_neighbour_has_another(address: str, postcode: str) -> None:
    assert as_written(address, postcode) not in {KEY, ""}


@pytest.mark.parametrize(
    ("address", "postcode"),
    [
        ("", "SN11 8QG"), ("Confidential", "SN11 8QG"), ("ADDRESS WITHHELD", "SN11 8QG"), ("No fixed abode", ""),
        ("c/o 14 Drama Street", "SN11 8QG"), ("Refuge, Calne", "SN11 8QG"), ("Not known", ""), ("14 Drama Street", ""),
        ("?", "SN11 8QG"),
    ],
)  # fmt: skip
def test_what_tells_no_place_from_another_has_none(address: str, postcode: str) -> None:
    assert as_written(address, postcode) == ""


@pytest.mark.parametrize("number", ["", "1", "-1", "0", "abc", "1234567890123"])
def test_a_stand_in_for_a_property_number_is_no_place(number: str) -> None:
    assert by_number(number) == ""


def test_a_property_number_gives_one_key_to_all_agencies_whatever_they_write() -> None:
    council = {use.uprn: use.place_key for _, one in every("ssd") for use in one.addresses if use.uprn}
    housing = {use.uprn: use.place_key for _, one in every("tenancies") for use in one.addresses if use.uprn}
    health = {
        use.uprn: use.place_key
        for one in read_file("fhir-uk-core", files("health/patients.ndjson")[0])[1]
        for use in one.addresses
        if use.uprn
    }
    assert len(council.keys() & housing.keys()) > 10
    assert len(council.keys() & health.keys()) > 10
    for number in council.keys() & (housing.keys() | health.keys()):
        assert {council[number], housing.get(number, council[number]), health.get(number, council[number])} == {
            by_number(number)
        }


def test_most_homes_are_known_again_by_their_address_alone() -> None:
    """Of two agencies that do not give the property number, one writes an address in capitals and the other does not."""
    homes: dict[str, set[str]] = defaultdict(set)
    for name in ("tenancies", "niche-occurrences"):
        for one in {place.written_key for _, reading in every(name) for place in reading.places}:
            homes[name].add(one)
    written = lines(county() / "agencies" / "housing" / "tenancies.csv")
    assert len(homes["tenancies"]) <= len({(row["Address"], row["Postcode"]) for row in written})
    assert len(homes["tenancies"] & homes["niche-occurrences"]) > 20


def test_an_event_is_where_it_happened_and_a_secret_place_is_secret(tmp_path: Path) -> None:
    secret = {"Involvement": "Victim", "Occurrence type": "Rape", "Location address": "2 Drama Street, Calne"}
    plain, hidden = read_lines("niche-occurrences", [OCCURRENCE, OCCURRENCE | secret], tmp_path)
    assert (plain.events[0].place_key, [(one.key, one.confidential) for one in plain.places]) == (KEY, [(KEY, False)])
    assert [(one.key, one.confidential) for one in hidden.places] == [(hidden.events[0].place_key, True)]


def test_somebody_missing_was_at_a_school_a_home_or_a_place_of_care() -> None:
    kinds = Counter(place.kind for _, reading in every("missing-episodes") for place in reading.places)
    assert {"dwelling", "school", "placement"} <= set(kinds)
    for _, reading in every("missing-episodes"):
        for place in reading.places:
            assert place.confidential or place.kind in {"dwelling", "school", "hospital", "unknown"}


# -- Households ----------------------------------------------------------------------------------------------------------


def test_a_household_is_dated_and_says_what_each_is_in_it(tmp_path: Path) -> None:
    rows = [
        TENANCY,
        TENANCY | {"Person Ref": "H2", "Role": "Joint tenant", "Relationship": "Partner"},
        TENANCY | {"Person Ref": "H3", "Role": "Occupant", "Relationship": "Son/Daughter", "End Date": "01/05/2025"},
        TENANCY | {"Person Ref": "H4", "Role": "Occupant", "Relationship": ""},
    ]
    found = [one for reading in read_lines("tenancies", rows, tmp_path) for one in reading.households]
    assert [one.role for one in found] == ["head", "partner", "child", "unknown"]
    assert {(one.household, one.basis, one.starts) for one in found} == {("T1", "tenancy", date(2024, 2, 1))}
    assert [one.ends for one in found] == [None, None, date(2025, 5, 1), None]
    assert len({one.place_key for one in found}) == 1
    assert found[0].place_key


def test_where_a_household_in_a_refuge_lives_is_secret_with_it(tmp_path: Path) -> None:
    (reading,) = read_lines("tenancies", [TENANCY | {"Tenure": "Supported: refuge"}], tmp_path)
    assert [one.confidential for one in reading.households] == [True]
    assert reading.places
    assert all(one.confidential for one in reading.places)


def test_a_homeless_household_is_the_applicant_and_the_others_by_the_cases_number() -> None:
    homes: dict[str, list[str]] = defaultdict(list)
    for _, reading in every("hclic"):
        for one in reading.households:
            homes[one.household].append(one.role)
            assert (one.basis, one.place_key) == ("homelessness application", "")
    assert all(roles.count("head") == 1 for roles in homes.values())
    assert any("child" in roles for roles in homes.values())


def test_a_family_group_says_nothing_of_who_lives_together_and_is_secret() -> None:
    found = [one for _, reading in every("ssd") for one in reading.households]
    assert found
    assert {(one.basis, one.role, one.place_key, one.confidential) for one in found} == {
        ("family group", "unknown", "", True)
    }


# -- Things --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sought", "kind"),
    [("Controlled drugs", "substance"), ("Offensive weapons", "weapon"), ("Stolen goods", "stolen goods"),
     ("Article for use in theft", "other")],
)  # fmt: skip
@pytest.mark.parametrize(("linked", "role"), [("", "sought"), ("False", "sought"), ("True", "found")])
def test_to_be_searched_for_a_thing_is_not_to_have_it(
    sought: str, kind: str, linked: str, role: str, tmp_path: Path
) -> None:
    row = STOP | {"Object of search": sought, "Outcome linked to object of search": linked}
    (reading,) = read_lines("stops", [row], tmp_path)
    assert reading.objects == [
        Object(kind="vehicle", role="used", identifier="AA00AAA", reference="S1"),
        Object(kind=kind, role=role, description=sought, reference="S1"),
    ]


def test_a_stop_without_a_car_makes_none(tmp_path: Path) -> None:
    (reading,) = read_lines("stops", [STOP | {"Vehicle": ""}], tmp_path)
    assert [one.kind for one in reading.objects] == ["weapon"]


# -- Who else took part --------------------------------------------------------------------------------------------------


def test_nobody_at_work_is_read_as_a_person_and_no_person_as_a_worker() -> None:
    checked = Counter[str]()
    for name, reading in every():
        for one in reading.involvements:
            checked[name] += 1
            assert one.role in ROLES
            assert not (one.other_local_id and (one.worker or one.worker_number or one.team or one.organisation))
        if reading.person:
            assert all(event.role != "worker" for event in reading.events)
    assert set(checked) == {
        "niche-occurrences", "public-protection-notices", "stops", "missing-episodes", "tenancies", "hclic",
        "arrears-and-asb", "youth-justice", "cld", "ssd",
    } - {"niche-occurrences"}  # fmt: skip


def test_a_council_worker_is_told_by_number_and_is_no_person_of_the_council() -> None:
    workers = {one.number for _, reading in every("ssd") for one in reading.professionals}
    told = {one.worker_number for _, reading in every("ssd") for one in reading.involvements if one.worker_number}
    people = {reading.person.local_id for _, reading in every("ssd") if reading.person}
    assert told <= workers
    assert not workers & people


@pytest.mark.parametrize("form", ["niche-occurrences", "public-protection-notices", "stops"])
def test_an_officer_among_the_people_of_a_report_is_a_worker_and_nobody_to_be_found(form: str, tmp_path: Path) -> None:
    officer = {"Person ID": "N9", "Surname": "Worker", "Forename": "Kit", "Forename1": "Kit"}
    row = {
        "niche-occurrences": OCCURRENCE | officer | {"Involvement": "Officer in case"},
        "public-protection-notices": officer | {"PPN reference": "O1", "Role": "Social worker"},
        "stops": STOP | officer | {"Stop reference": "O1", "Part": "Officer", "Officer": ""},
    }[form]
    (reading,) = read_lines(form, [row], tmp_path, file="ppn-people.csv")
    assert (reading.person, reading.events, reading.status) == (None, [], "accepted")
    assert reading.involvements == [
        Involvement(role="worker", reference="O1", worker="Kit Worker", worker_number="N9"),
    ]


@pytest.mark.parametrize(
    ("said", "role"), [("Victim", "harmed"), ("Suspect", "suspected"), ("Witness", "witness"), ("Suspect's mother", "unknown")]
)  # fmt: skip
def test_whoever_was_harmed_is_never_suspected(said: str, role: str, tmp_path: Path) -> None:
    (reading,) = read_lines("niche-occurrences", [OCCURRENCE | {"Involvement": said}], tmp_path)
    assert reading.person is not None
    assert ([event.role for event in reading.events], reading.involvements) == ([role], [])


def test_harmed_and_suspected_are_those_of_the_truth_but_where_the_police_wrote_otherwise_themselves() -> None:
    """A child who was made to carry something is a suspect to some officers, and the row says so."""
    events, people = event_of("police"), persona("police")
    seen = Counter[tuple[str, str]]()
    for row, reading in read_beside("niche-occurrences", files("police/niche-occurrences.csv")[0]):
        assert reading.person is not None
        [event] = reading.events
        parts = {one["person"]: one["part"] for one in taking_part(events[event.reference]["key"])}
        part = parts[people[reading.person.local_id]["key"]]
        seen[part, event.role] += 1
        if {part, event.role} == {"harmed", "suspected"}:
            assert row["Involvement"].casefold() == "suspect"
    assert seen["harmed", "harmed"] > 100
    assert seen["suspected", "suspected"] > 100
    assert not {("suspected", "harmed"), ("witness", "suspected"), ("witness", "harmed")} & set(seen)


def test_a_carers_event_names_the_adults_it_is_about_too(tmp_path: Path) -> None:
    row = {
        "LA_Person_Unique_Identifier": "A1", "Client_Type": "Carer", "Event_Type": "Assessment",
        "Event_Start_Date": "2026-01-02", "Event_Reference": "E1", "Adult_1_Linked_Person_ID": "A2",
    }  # fmt: skip
    (reading,) = read_lines("cld", [row], tmp_path)
    assert [event.role for event in reading.events] == ["carer"]
    assert reading.involvements == [
        Involvement(role="mentioned", reference="E1", other_local_id="A2", description="cared for")
    ]


def test_an_officer_of_housing_is_told_with_the_case(tmp_path: Path) -> None:
    (reading,) = read_lines(
        "arrears-and-asb", [CASE | {"Party": "Complainant", "Officer": "Kit Worker"}], tmp_path, file="asb_cases.csv"
    )
    assert [event.role for event in reading.events] == ["harmed"]
    assert reading.involvements == [Involvement(role="worker", reference="ASB1", worker="Kit Worker")]


# -- What a description may say ------------------------------------------------------------------------------------------


def test_every_format_says_these_things_in_words_that_are_known() -> None:
    known = {"involved": {"role": ROLES}, "object": {"kind": OBJECTS, "role": OBJECT_ROLES}}
    known |= {"household": {"role": HOUSEHOLD_ROLES, "basis": BASES}, "place": {"kind": PLACES}}
    said: dict[str, set[str]] = defaultdict(set)
    for form in map(profile, names()):
        for section in form.sections:
            for group in (section.main, *section.groups):
                said["involved"] |= {make.literal.get("role", "unknown") for make in group.involved}
                said["object"] |= {make.literal.get("kind", "other") for make in group.objects}
                said["place"] |= {make.place.literal.get("kind", "unknown") for make in group.events if make.place}
            said["household"] |= {make.literal.get("role", "unknown") for make in section.households}
    assert all(said[kind] <= next(iter(words.values())) for kind, words in known.items())
    assert {"worker", "reporter"} <= said["involved"]


@pytest.mark.parametrize(
    "section",
    [
        {"involved": [{"literal": {"role": "worker"}, "worker": "note", "other_local_id": "other"}]},
        {"involved": [{"worker": "note"}]},
        {"involved": [{"literal": {"role": "victim"}, "worker": "note"}]},
        {"involved": [{"role": "note", "worker": "note"}]},
        {"object": [{"literal": {"kind": "dog"}, "description": "note"}]},
        {"object": [{"literal": {"role": "stole"}, "description": "note"}]},
        {"object": [{"kind": "note", "description": "note"}]},
        {"household": [{"household": "other", "literal": {"basis": "gossip"}}]},
        {"household": [{"household": "other", "role": "note"}]},
        {"household": [{"household": "nothing"}]},
        {"event": [{"literal": {"kind": "crime"}, "starts": "day", "place": {"literal": {"kind": "moon"}}}]},
        {"event": [{"literal": {"kind": "crime"}, "starts": "day", "place": {"address": "nothing"}}]},
        {"event": [{"literal": {"kind": "crime"}, "starts": "day", "place": {"street": "note"}}]},
        {"person": False, "professional": [{"nhs_number": "id"}]},
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(section: dict[str, object]) -> None:
    with pytest.raises(ProfileWrong):
        profile_from(described(**section))


def test_a_description_may_tell_another_of_the_household_by_their_number(tmp_path: Path) -> None:
    spec = {"household": "note", "other_local_id": "other", "starts": "day"}
    row = {"Number": "1", "Other": "2", "Note": "F1", "Day": "2026-01-02"}
    (reading,) = read_by(described(household=[spec]), tmp_path, row)[1]
    (one,) = reading.households
    assert (one.household, one.other_local_id, one.role, one.basis) == ("F1", "2", "unknown", "asserted")
    assert one.starts == date(2026, 1, 2)

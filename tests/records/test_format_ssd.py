"""The Standard Safeguarding Dataset is read table by table, by the file's name, and says who is known and what happened."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from kith.records.models import AddressUse, Event, SourcePerson
from kith.records.rules.made import Reading
from kith.records.rules.profile_files import profile
from tests.records.emitted import (
    SHARED,
    codes,
    day,
    files,
    imported,
    lines,
    persona,
    read_beside,
    read_file,
    read_lines,
)

NO_PEOPLE = {
    "assessment_factors", "cla_reviews", "ehcp_requests", "ehcp_assessment", "ehcp_named_plan", "ehcp_active_plans",
    "sen_need", "professionals", "department", "s251_finance", "api_data_staging", "version_log",
}  # fmt: skip
MEANT = {
    "nhs-invalid",
    "upn-invalid",
    "birth-first-of-january",
    "postcode-invalid",
    "filler",
    "date-order",
    "date-in-future",
}
"""What the county's clerks get wrong, a child not yet born, and the stand-in for a postcode nobody may be told."""
PLACED = {
    "clap_cla_placement_id": "P1", "clap_person_id": "00001", "clap_cla_id": "C1", "clap_cla_placement_type": "U6",
    "clap_cla_placement_start_date": "2025-01-02", "clap_cla_placement_postcode": "SN66EZ",
}  # fmt: skip
PERMANENCE = {
    "perm_table_id": "D1", "perm_person_id": "00001", "perm_adm_decision_date": "2025-01-02",
    "perm_placed_for_adoption_date": "2025-03-01", "perm_permanence_order_type": "Adoption Order",
    "perm_permanence_order_date": "2025-09-01",
}  # fmt: skip


def table(name: str, rows: list[dict[str, str]], folder: Path) -> list[Reading]:
    return read_lines("ssd", rows, folder, file=f"ssd_{name}.csv")


def test_there_is_a_section_for_every_table_and_it_knows_every_column() -> None:
    if not SHARED.is_dir():
        pytest.skip("the published list of fields is not there")
    fields = lines(SHARED / "formats" / "ssd_fields.csv")
    sections = {section.name: section for section in profile("ssd").sections}
    assert {row["table"].removeprefix("ssd_") for row in fields} == set(sections)
    for row in fields:
        section = sections[row["table"].removeprefix("ssd_")]
        read = {column for spec in section.main.fields for column in spec.columns}
        assert row["field"] in read or row["field"].replace("_", "") in section.kept


def test_every_table_of_the_county_is_known_by_its_name_with_nothing_quarantined_or_unknown() -> None:
    assert len(files("childrens/ssd/*.csv")) == 48
    for path in files("childrens*/ssd/*.csv"):
        surveyed, found = read_file("ssd", path)
        (plan,) = surveyed.plans.values()
        assert f"ssd_{plan.section.name}" == path.stem
        assert surveyed.findings == ()
        assert set(codes(found)) <= MEANT
        assert all(reading.status != "quarantined" for reading in found)
        assert {reading.person is not None for reading in found} <= {plan.section.name not in NO_PEOPLE}


def test_people_are_who_the_truth_says_they_are() -> None:
    for _, reading in read_beside("ssd", files("childrens/ssd/ssd_person.csv")[0]):
        assert reading.person is not None
        who = persona("childrens")[reading.person.local_id]
        if not who["mistakes"]:
            assert reading.person.dob in (day(who["born"]), None)
            assert reading.person.nhs_number in (who["nhs"], "")


def test_the_number_of_an_earlier_system_is_kept_and_never_a_way_to_find_somebody() -> None:
    _, found = read_file("ssd", files("childrens/ssd/ssd_person.csv")[0])
    assert {one.scheme for reading in found for one in reading.identifiers} == {"la_child_id", "nhs"}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("contacts", "contact"), ("early_help_episodes", "early_help_episode"), ("cin_episodes", "referral"),
        ("cin_assessments", "assessment"), ("cin_plans", "cin_plan"), ("s47_enquiry", "section_47"),
        ("initial_cp_conference", "icpc"), ("cp_plans", "cp_plan"), ("cp_reviews", "cp_review"),
        ("cla_episodes", "care_period"), ("cla_placement", "placement"), ("cla_reviews", "review"),
        ("missing", "missing_episode"), ("involvements", "allocation"), ("legal_status", "legal_status"),
    ],
)  # fmt: skip
def test_every_row_of_a_table_of_events_makes_one(name: str, kind: str) -> None:
    for path in files(f"childrens*/ssd/ssd_{name}.csv"):
        _, found = read_file("ssd", path)
        assert Counter(event.kind for reading in found for event in reading.events) == Counter({kind: len(found)})


def test_what_belongs_to_an_event_told_of_elsewhere_points_at_it() -> None:
    assessments = read_file("ssd", files("childrens/ssd/ssd_cin_assessments.csv")[0])[1]
    factors = read_file("ssd", files("childrens/ssd/ssd_assessment_factors.csv")[0])[1]
    known = {event.reference for reading in assessments for event in reading.events}
    found = [event for reading in factors for event in reading.events]
    assert found
    assert {event.part_of for event in found} <= known
    assert all(event.detail["factors"] for event in found)


def test_a_mother_is_tied_to_her_child_from_both_sides(tmp_path: Path) -> None:
    row = {"moth_table_id": "1", "moth_person_id": "00002", "moth_childs_person_id": "00001", "moth_childs_dob": ""}
    (reading,) = table("mother", [row], tmp_path)
    assert reading.person is not None
    (tie,) = reading.relationships
    assert (reading.person.local_id, tie.kind, tie.inverse, tie.other_local_id) == ("00002", "child", "parent", "00001")


def test_an_address_is_put_together_from_its_parts(tmp_path: Path) -> None:
    parts = {"FLAT": "Flat 2", "HOUSE": "14", "STREET": "Drama Street", "TOWN": "Trowbridge", "UPRN": "999000000012"}
    row = {
        "addr_table_id": "1", "addr_person_id": "00001", "addr_address_type": "Home", "addr_address_postcode": "BA148JN",
        "addr_address_json": json.dumps(parts), "addr_address_start_date": "2020-01-02", "addr_address_end_date": "",
    }  # fmt: skip
    home, placement = table("address", [row, row | {"addr_address_type": "Placement"}], tmp_path)
    (use,) = home.addresses
    assert (use.use, use.address, use.postcode) == ("home", "Flat 2, 14, Drama Street, Trowbridge", "BA14 8JN")
    assert (use.uprn, use.starts, use.confidential) == ("999000000012", date(2020, 1, 2), False)
    assert placement.addresses[0].use == "placement"
    assert placement.addresses[0].confidential


@pytest.mark.parametrize(
    ("street", "postcode"), [("Confidential", ""), ("CONFIDENTIAL ADDRESS", "BA148JN"), ("", "CON"), ("Restricted", "")]
)
def test_an_address_that_says_it_is_secret_is_secret(street: str, postcode: str, tmp_path: Path) -> None:
    row = {
        "addr_person_id": "00001", "addr_address_type": "Home", "addr_address_postcode": postcode,
        "addr_address_json": json.dumps({"STREET": street, "TOWN": "Melksham"}),
    }  # fmt: skip
    (reading,) = table("address", [row], tmp_path)
    assert reading.person is not None
    assert reading.person.address_confidential
    assert reading.person.address == reading.person.postcode == ""
    assert all(use.confidential for use in reading.addresses)


def test_where_a_child_is_placed_is_secret_and_never_on_the_child(tmp_path: Path) -> None:
    (reading,) = table("cla_placement", [PLACED], tmp_path)
    assert reading.person is not None
    assert reading.person.postcode == ""
    assert [(use.use, use.postcode, use.confidential) for use in reading.addresses] == [("placement", "SN6 6EZ", True)]
    assert all(event.confidential for event in reading.events)


def test_nothing_leads_from_who_an_adopted_child_was_to_who_they_are(tmp_path: Path) -> None:
    (order,) = table("permanence", [PERMANENCE], tmp_path)
    (placed,) = table("cla_placement", [PLACED | {"clap_cla_placement_type": "A5"}], tmp_path)
    for reading in (order, placed):
        assert reading.person is not None
        assert reading.person.shielded
        assert [*reading.identifiers, *reading.addresses, *reading.relationships] == []
        assert all(event.confidential for event in reading.events)
        assert all(flag.confidential for flag in reading.flags)
    assert order.person is not None
    assert order.person.involvement_kind == "csc.adoption"
    assert [flag.kind for flag in order.flags] == ["adopted"]


def test_special_guardianship_is_no_adoption(tmp_path: Path) -> None:
    row = PERMANENCE | {"perm_placed_for_adoption_date": "", "perm_permanence_order_type": "Special Guardianship Order"}
    (reading,) = table("permanence", [row], tmp_path)
    assert reading.person is not None
    assert not reading.person.shielded
    assert reading.flags == []


def test_workers_are_nobody_to_be_found(tmp_path: Path) -> None:
    row = {"prof_professional_id": "SW0001", "prof_professional_name": "Kit Worker", "prof_staff_id": "1"}
    (reading,) = table("professionals", [row], tmp_path)
    assert reading.person is None
    assert (reading.status, reading.events) == ("accepted", [])


def test_an_identifier_is_checked_by_what_it_says_it_is(tmp_path: Path) -> None:
    row = {"link_person_id": "00001", "link_identifier_type": "NHS Number", "link_identifier_value": "9990000018"}
    rows = [
        row,
        row | {"link_identifier_value": "9990000019"},
        row | {"link_identifier_type": "Case Number", "link_identifier_value": "77"},
    ]
    good, bad, other = table("linked_identifiers", rows, tmp_path)
    assert (good.identifiers[0].scheme, good.identifiers[0].check_result) == ("nhs", "valid")
    assert bad.identifiers[0].check_result == "invalid"
    assert "nhs-invalid" in codes([bad])
    assert other.identifiers[0].check_result == "unchecked"


@pytest.mark.parametrize("text", ["{", "[1, 2", "[" * 90_000, '{"STREET": {"a": [1]}}', "null", "7", '"text"'])
def test_what_should_be_an_object_and_is_not_breaks_nothing(text: str, tmp_path: Path) -> None:
    row = {"addr_person_id": "00001", "addr_address_type": "Home", "addr_address_json": text}
    (reading,) = table("address", [row], tmp_path)
    assert reading.person is not None
    contact = {"cont_person_id": "00001", "cont_contact_date": "2025-01-02", "cont_contact_outcome_json": text}
    assert table("contacts", [contact], tmp_path)[0].events[0].kind == "contact"


def test_a_table_stands_in_the_pool(owner: str) -> None:
    path = files("childrens/ssd/ssd_address.csv")[0]
    batch = imported("ssd", path, owner).batch
    assert (batch.records, batch.quarantined) == (len(lines(path)), 0)
    people = SourcePerson.objects.using(owner).filter(batch=batch)
    assert people.count() == batch.records
    secret = AddressUse.objects.using(owner).filter(batch=batch, use="placement")
    assert not secret.filter(confidential=False).exists()


def test_an_event_keeps_the_numbers_it_is_known_by(owner: str) -> None:
    path = files("childrens/ssd/ssd_cin_assessments.csv")[0]
    batch = imported("ssd", path, owner).batch
    kept = Event.objects.using(owner).filter(batch=batch).values_list("reference", "part_of")
    assert set(kept) == {(line["cina_assessment_id"], line["cina_referral_id"]) for line in lines(path)}

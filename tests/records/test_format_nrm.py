"""Somebody referred to the National Referral Mechanism may be a victim: harmed, and never anything else."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from kith.records.rules.made import Reading
from tests.records.emitted import SHARED, codes, imported, read_file

REFERRAL = {
    "ExternalId": "f-1", "NRMOrDuty": "NRM", "Customer.Forename1": "Ada", "Customer.Surname": "Drama",
    "Customer.Alias": "Young Un", "Customer.Custom17": "Female", "Customer.Address": "1 Safe House",
    "Customer.Town": "Trowbridge", "Customer.Postcode": "BA14 9YS", "Customer.Phone": "07700 900123",
    "Customer.Email": "ada@example.org", "AdultOrChild": "Child", "ExploiterDetails": "A man called Vic Villain",
    "PVFamily": "A brother", "WillingToCooperate": "No", "ComponentForcedToCommitCrime": "Yes",
    "Agent.Forename1": "Kit", "Agent.Name": "Worker", "Agent.Email": "kit@example.org", "Agent.Phone": "01632 960001",
    "Agent.Organisation": "Police", "City1": "Swindon",
}  # fmt: skip


def referral(tmp_path: Path, **cells: str) -> Reading:
    path = tmp_path / "nrm.json"
    path.write_text(json.dumps(REFERRAL | {key.replace("_", "."): value for key, value in cells.items()}, indent=1))
    (reading,) = read_file.__wrapped__("nrm", path)[1]
    return reading


def test_the_person_is_harmed_whatever_they_were_made_to_do(tmp_path: Path) -> None:
    reading = referral(tmp_path)
    assert [(event.kind, event.role) for event in reading.events] == [("nrm_referral", "harmed")]
    assert reading.person is not None
    assert (reading.person.forename, reading.person.surname, reading.person.role) == ("Ada", "Drama", "possible victim")
    assert [flag.kind for flag in reading.flags] == ["exploitation"]
    assert not {"suspect", "offender"} & set(repr(reading).casefold().split())


def test_where_they_can_be_reached_is_told_to_nobody(tmp_path: Path) -> None:
    reading = referral(tmp_path)
    assert reading.person is not None
    assert reading.person.address_confidential
    assert [(use.use, use.confidential) for use in reading.addresses] == [("correspondence", True)]
    assert {one.scheme: one.confidential for one in reading.identifiers} == {
        "nrm_reference": False, "phone": True, "email": True,
    }  # fmt: skip


def test_whom_to_ring_is_who_referred_them(tmp_path: Path) -> None:
    person = referral(tmp_path).person
    assert person is not None
    assert (person.worker, person.team, person.contact) == ("Kit Worker", "Police", "kit@example.org, 01632 960001")


def test_what_was_told_of_exploiters_and_family_is_not_read(tmp_path: Path) -> None:
    read = repr(referral(tmp_path))
    assert "Villain" not in read
    assert "brother" not in read


def test_an_adult_notified_without_a_name_is_an_event_about_nobody(tmp_path: Path) -> None:
    reading = referral(tmp_path, NRMOrDuty="DTN", Customer_Forename1="", Customer_Surname="")
    assert reading.status == "accepted"
    assert (reading.person, reading.identifiers, reading.addresses, reading.flags) == (None, [], [], [])
    assert [event.subkind for event in reading.events] == ["duty to notify"]


@pytest.fixture
def published(samples: Path) -> Path:
    return samples / "police_nrm" / "test.json"


def test_the_published_payload_is_read(published: Path) -> None:
    surveyed, (reading,) = read_file("nrm", published)
    assert surveyed.findings == ()
    assert reading.status == "accepted"
    assert codes([reading]) == {}
    assert reading.person is not None
    assert reading.person.sex == "male"
    assert reading.events[0].detail["age_now"] == "adult"


def test_the_published_form_asks_for_what_is_read(samples: Path) -> None:
    with (SHARED / "formats" / "nrm_form_fields.csv").open(encoding="utf-8") as file:
        asked = {row[0] for row in csv.reader(file)}
    assert {"pv-name-first-name", "pv-name-last-name", "pv-name-nickname", "pv-gender", "pv-dob"} <= asked


def test_a_real_import_of_referrals_a_line_each(owner: str, tmp_path: Path) -> None:
    path = tmp_path / "nrm.ndjson"
    path.write_text("\n".join(json.dumps(REFERRAL | {"ExternalId": f"f-{n}"}) for n in range(20)))
    batch = imported("nrm", path, owner).batch
    assert (batch.records, batch.people, batch.events, batch.quarantined, batch.findings) == (20, 20, 20, 0, 0)

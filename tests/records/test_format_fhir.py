"""Patients are read with their names, homes and relatives; of a restricted one, nothing that leads to where they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from kith.outside.files import FileRefused
from kith.records.rules.made import Reading
from tests.records.emitted import codes, files, imported, read_file

FORMAT = "fhir-uk-core"
NAMES = ("patients", "related-persons", "flags", "encounters", "appointments", "organizations")
USUAL = {"filler", "date-and-time", "birth-first-of-january", "postcode-invalid", "postcode-stand-in", "nhs-invalid"}
NHS = "https://fhir.nhs.uk/Id/nhs-number"
STATUS = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus"

Resource = dict[str, Any]


def emitted(name: str) -> Path:
    return files(f"health/{name}.ndjson")[0]


def resources(name: str) -> list[Resource]:
    return [json.loads(line) for line in emitted(name).read_text("utf-8").splitlines()]


def beside(name: str) -> list[tuple[Resource, Reading]]:
    return list(zip(resources(name), read_file(FORMAT, emitted(name))[1], strict=True))


def read_one(tmp_path: Path, resource: Resource) -> Reading:
    path = tmp_path / "one.json"
    path.write_text(json.dumps(resource), "utf-8")
    return read_file.__wrapped__(FORMAT, path)[1][0]


def patient(label: str | None = "U", **more: Any) -> Resource:
    return {
        "resourceType": "Patient", "id": "P1", "meta": {"security": [{"code": label}]},
        "identifier": [{"system": NHS, "value": "9990000018"}],
        "name": [{"use": "usual", "family": "Drama", "given": ["Ada", "May"]}], "gender": "female", "birthDate": "2012-03-04",
        "address": [{"use": "home", "line": ["77 Secret Street", "Hidingham"], "postalCode": "BA14 9YS", "period": {"start": "2020-01-01"}}],
        "telecom": [{"system": "phone", "value": "07700900123"}, {"system": "email", "value": "hidden@example.org"}],
        "generalPractitioner": [{"identifier": {"value": "Z90099", "period": {"start": "2020-01-01"}}}],
        "managingOrganization": {"identifier": {"value": "Z90099"}},
        "contact": [{"telecom": [{"system": "phone", "value": "07700900456"}], "address": {"line": ["77 Secret Street"]}}],
    } | more  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_every_resource_of_the_county_is_read_with_nothing_quarantined_or_unknown(name: str) -> None:
    surveyed, found = read_file(FORMAT, emitted(name))
    assert surveyed.findings == ()
    assert found
    assert not [reading for reading in found if reading.status == "quarantined"]
    assert codes(found).keys() <= USUAL


def test_a_patient_is_read_with_names_by_use_and_homes_by_time() -> None:
    for resource, reading in beside("patients"):
        code = resource["meta"]["security"][0]["code"]
        if code == "V":
            continue
        usual = next(one for one in resource["name"] if one["use"] == "usual")
        assert reading.person is not None
        assert (reading.person.local_id, reading.person.surname) == (resource["id"], usual.get("family", ""))
        old = [one["family"] for one in resource["name"] if one["use"] in {"maiden", "old"} and "family" in one]
        assert code == "R" or all(family in reading.person.other_names for family in old[:2])
        if code == "U":
            _same_homes(resource, reading)


def _same_homes(resource: Resource, reading: Reading) -> None:
    there = [one for one in resource.get("address", []) if one["use"] in {"home", "old", "temp"}]
    assert sorted(one["period"].get("start", "") for one in there) == sorted(
        str(use.starts or "") for use in reading.addresses
    )
    keys = [part["extension"][1]["valueString"] for one in there for part in one.get("extension", [])]
    assert [use.uprn for use in reading.addresses if use.uprn] == keys


def test_nothing_of_a_restricted_patient_leads_to_where_they_are(tmp_path: Path) -> None:
    reading = read_one(tmp_path, patient("R"))
    assert reading.person is not None
    assert (reading.person.surname, reading.person.nhs_number) == ("Drama", "9990000018")
    assert (reading.person.shielded, reading.person.address_confidential) == (False, True)
    assert (reading.addresses, reading.events) == ([], [])
    assert {one.scheme for one in reading.identifiers} == {"nhs", "patient_id"}
    assert not _leaks(repr(reading))


def test_no_name_of_the_records_own_makes_a_restricted_patient_a_plain_one(tmp_path: Path) -> None:
    reading = read_one(tmp_path, patient("R", **{"resource_type:Patient": "Patient"}))
    assert not _leaks(repr(reading))


def test_nothing_at_all_is_read_of_a_very_restricted_one(tmp_path: Path) -> None:
    reading = read_one(tmp_path, patient("V"))
    assert (reading.person, reading.identifiers, reading.addresses, reading.flags) == (None, [], [], [])
    assert reading.status == "accepted"


@pytest.mark.parametrize("label", ["HIV", "REDACTED", "", "R V", "?", None])
def test_a_label_nobody_foresaw_is_not_read_as_if_it_were_none(label: str | None, tmp_path: Path) -> None:
    path = tmp_path / "two.json"
    path.write_text(json.dumps([patient(label), patient("U", id="P2")]))
    strange, plain = read_file.__wrapped__(FORMAT, path)[1]
    assert (strange.status, strange.person) == ("quarantined", None)
    assert plain.person is not None


def _leaks(text: str) -> list[str]:
    return [
        one
        for one in ("77 Secret", "Hidingham", "BA14 9YS", "07700900123", "07700900456", "hidden@", "Z90099")
        if one in text
    ]


READABLE = (
    "sourceperson",
    "identifier",
    "addressuse",
    "event",
    "flag",
    "relationship",
    "organisation",
    "finding",
    "batch",
)


@pytest.mark.parametrize(("label", "leaks"), [("U", True), ("R", False), ("V", False), ("HIV", False)])
def test_no_column_of_the_pool_holds_what_restriction_removes(
    label: str, leaks: bool, owner: str, tmp_path: Path
) -> None:
    path = tmp_path / "bundle.json"
    entry = [
        {"resource": patient(label)},
        {
            "resource": patient(
                "U", id="P2", address=[], telecom=[], generalPractitioner=[], contact=[], managingOrganization={}
            )
        },
    ]
    path.write_text(json.dumps({"resourceType": "Bundle", "type": "searchset", "entry": entry}))
    imported(FORMAT, path, owner)
    with connections["admin"].cursor() as cursor:
        stored = ""
        for table in READABLE:
            cursor.execute(f"select coalesce(string_agg(to_jsonb(t)::text, ' '), '') from records_{table} t")
            stored += cursor.fetchone()[0]
        cursor.execute("select raw::text from records_sourcerecord where ordinal = 0")
        raw = cursor.fetchone()[0]
    assert bool(_leaks(stored)) == leaks
    assert len(_leaks(raw)) == 7


def test_restricted_patients_of_the_county_have_no_whereabouts() -> None:
    found = [(one, reading) for one, reading in beside("patients") if one["meta"]["security"][0]["code"] == "R"]
    assert found
    for _, reading in found:
        assert (reading.addresses, reading.events) == ([], [])
        assert reading.person is not None
        assert (reading.person.address, reading.person.postcode, reading.person.school) == ("", "", "")
        assert (reading.person.address_confidential, reading.person.shielded) == (True, False)


@pytest.mark.parametrize(("code", "flags"), [("01", []), ("02", ["nhs_number_not_verified"])])
def test_an_nhs_number_says_whether_it_was_verified(code: str, flags: list[str], tmp_path: Path) -> None:
    concept = {"coding": [{"system": "https://x.example/UKCore-NHSNumberVerificationStatus", "code": code}]}
    number = {"system": NHS, "value": "9990000018", "extension": [{"url": STATUS, "valueCodeableConcept": concept}]}
    assert [flag.kind for flag in read_one(tmp_path, patient(identifier=[number])).flags] == flags


def test_a_relative_is_what_they_are_to_the_patient() -> None:
    words = {
        "MTH": ("child", "parent"),
        "FTH": ("child", "parent"),
        "SPS": ("spouse", "spouse"),
        "CHILD": ("parent", "child"),
    }
    for resource, reading in beside("related-persons"):
        (tie,) = reading.relationships
        assert f"Patient/{tie.other_local_id}" == resource["patient"]["reference"]
        code = resource["relationship"][0]["coding"][0]["code"]
        assert (tie.kind, tie.inverse) == words.get(code, (tie.kind, tie.inverse))
        assert reading.addresses == []
        assert all(one.confidential for one in reading.identifiers)


def test_attendances_stays_and_contacts_are_events_of_their_kind() -> None:
    kinds = {"EMER": "ed_attendance", "IMP": "admission", "AMB": "health_contact"}
    for resource, reading in beside("encounters"):
        (event,) = reading.events
        assert event.kind == kinds[resource["class"]["code"]]
        assert (event.reference, event.detail["began_at"]) == (resource["id"], resource["period"]["start"])
        assert not [one["text"] for one in resource.get("reasonCode", []) if one["text"] in repr(event)]
        # The name of a surgery tells where somebody lives.
        assert ("place" in event.detail) == (event.kind != "health_contact")


def test_a_secret_service_is_held_back() -> None:
    held = {
        reading.events[0].subkind
        for _, reading in beside("encounters")
        if reading.person and reading.person.sensitive_service
    }
    assert "Drug and alcohol service" in held
    assert "Health visitor" not in held
    assert all(
        reading.events[0].confidential
        for name in ("encounters", "appointments")
        for _, reading in beside(name)
        if reading.events[0].subkind in {"Drug and alcohol service", "Adult mental health", "Camhs"}
    )


def test_a_child_who_was_not_brought_is_a_missed_appointment() -> None:
    found = {(reading.events[0].kind, reading.events[0].outcome) for _, reading in beside("appointments")}
    assert ("missed_appointment", "Was not brought") in found
    assert {kind for kind, _ in found} == {"missed_appointment"}


def test_flags_of_child_protection_are_told_and_those_of_the_body_are_not(tmp_path: Path) -> None:
    assert {reading.flags[0].kind for _, reading in beside("flags")} >= {"cp_plan", "safeguarding_concern"}
    allergy = {
        "resourceType": "Flag",
        "id": "F1",
        "code": {"text": "Food allergy"},
        "subject": {"reference": "Patient/P1"},
    }
    assert [(flag.kind, flag.confidential) for flag in read_one(tmp_path, allergy).flags] == [("clinical", True)]


def test_a_kind_of_resource_we_do_not_know_is_kept_and_said(tmp_path: Path) -> None:
    observation = {
        "resourceType": "Observation",
        "id": "O1",
        "status": "final",
        "code": {"text": "x"},
        "subject": {"reference": "Patient/P1"},
    }
    path = tmp_path / "two.json"
    path.write_text(json.dumps([observation, patient()]))
    surveyed, (strange, _) = read_file.__wrapped__(FORMAT, path)
    assert [(one.code, one.field) for one in surveyed.findings] == [("section-unknown", "Observation")]
    assert (strange.status, [one.code for one in strange.findings]) == ("quarantined", ["section-unknown"])


@pytest.mark.parametrize(
    ("name", "people"),
    [
        ("health_pds/Patient.json", 1), ("health_pds/PatientSearch.json", 1), ("health_pds/patient_9000000009.json", 1),
        ("health_pds/patient_9000000025.json", 1), ("health_pds/mock_multiple_searchset.json", 2),
        ("health_pds/related_person_9000000009.json", 2), ("health_sui/single_match.json", 1),
        ("health_sui/no_match.json", 0),
    ],
)  # fmt: skip
def test_the_published_examples_are_read(name: str, people: int, samples: Path) -> None:
    surveyed, found = read_file(FORMAT, samples / name)
    assert surveyed.findings == ()
    assert sum(reading.person is not None for reading in found) == people
    assert codes(found).keys() <= USUAL
    assert all(reading.status != "quarantined" for reading in found)


def test_the_published_home_has_the_propertys_own_number_and_not_the_post_offices(samples: Path) -> None:
    (reading,) = read_file(FORMAT, samples / "health_pds" / "patient_9000000009.json")[1]
    assert [(use.use, use.uprn) for use in reading.addresses][0] == ("home", "123456789012")


def test_the_published_restricted_patient_has_no_whereabouts(samples: Path) -> None:
    (reading,) = read_file(FORMAT, samples / "health_pds" / "patient_9000000025.json")[1]
    assert reading.person is not None
    assert (reading.person.surname, reading.person.address_confidential, reading.addresses) == ("Smythe", True, [])


def test_an_answer_that_there_were_too_many_is_no_feed(samples: Path) -> None:
    with pytest.raises(FileRefused, match="does not look like FHIR"):
        read_file(FORMAT, samples / "health_pds" / "TOO_MANY_MATCHES.json")


def test_a_real_import_keeps_every_resource(owner: str) -> None:
    batch = imported(FORMAT, emitted("patients"), owner).batch
    assert (batch.records, batch.quarantined, batch.status) == (len(resources("patients")), 0, "done")

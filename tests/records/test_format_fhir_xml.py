"""Health records in XML are read as the same records in JSON; a number that was not traced finds nobody."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import pytest

from kith.outside.files import FileRefused
from kith.records.rules.made import Reading
from tests.records.emitted import codes, read_file
from tests.records.test_format_fhir import FORMAT, NAMES, NHS, STATUS, emitted, patient, read_one

SPACE = ' xmlns="http://hl7.org/fhir"'


def element(name: str, value: Any) -> str:
    """Write one member of a record as FHIR says it is written in XML."""
    if isinstance(value, list):
        return "".join(element(name, one) for one in value)
    if isinstance(value, dict):
        url = f" url={quoteattr(value['url'])}" if name == "extension" else ""
        inside = "".join(element(key, one) for key, one in value.items() if not (url and key == "url"))
        return f"<{name}{url}>{inside}</{name}>"
    said = {True: "true", False: "false"}.get(value, value) if isinstance(value, bool) else value
    return f"<{name} value={quoteattr(str(said))}/>"


def as_xml(resource: dict[str, Any], space: str = "") -> str:
    kind = resource["resourceType"]
    inside = "".join(element(name, value) for name, value in resource.items() if name != "resourceType")
    return f"<{kind}{space}>{inside}</{kind}>"


def bundle(resources: list[dict[str, Any]]) -> str:
    entries = "".join(f"<entry><resource>{as_xml(one)}</resource></entry>" for one in resources)
    return f'<Bundle{SPACE}><type value="searchset"/>{entries}</Bundle>'


def read_xml(tmp_path: Path, text: str) -> list[Reading]:
    path = tmp_path / "records.xml"
    path.write_text(text, "utf-8")
    return read_file.__wrapped__(FORMAT, path)[1]


@pytest.mark.parametrize("name", NAMES)
def test_the_countys_records_are_the_same_in_xml(name: str, tmp_path: Path) -> None:
    resources = [json.loads(line) for line in emitted(name).read_text("utf-8").splitlines()][:200]
    path = tmp_path / "some.ndjson"
    path.write_text("\n".join(map(json.dumps, resources)), "utf-8")
    told = read_file.__wrapped__(FORMAT, path)[1]
    found = read_xml(tmp_path, bundle(resources))
    for one in (*told, *found):
        one.findings = []
    assert found[:-1] == told
    assert found[-1].person is None


def test_one_record_is_read_as_one(tmp_path: Path) -> None:
    [found] = read_xml(tmp_path, as_xml(patient(), SPACE))
    expected = read_one(tmp_path, patient())
    assert (found.person, found.addresses) == (expected.person, expected.addresses)


def test_a_restricted_patient_is_as_restricted_in_xml(tmp_path: Path) -> None:
    [found] = read_xml(tmp_path, as_xml(patient("R"), SPACE))
    assert found.person is not None
    assert (found.person.address_confidential, found.addresses, found.person.address) == (True, [], "")


def test_the_published_examples_are_read(samples: Path) -> None:
    folder = samples / "health_ukcore"
    [smith] = read_file.__wrapped__(FORMAT, folder / "UKCore-Patient-RichardSmith-Example.xml")[1]
    [joy] = read_file.__wrapped__(FORMAT, folder / "UKCore-RelatedPerson-JoySmith-Example.xml")[1]
    [stay] = read_file.__wrapped__(FORMAT, folder / "UKCore-Encounter-InpatientEncounter-Example.xml")[1]
    [allergy] = read_file.__wrapped__(FORMAT, folder / "UKCore-Flag-FoodAllergy-Example.xml")[1]
    [consent] = read_file.__wrapped__(FORMAT, folder / "UKCore-Consent-ForInformationAccess-Example.xml")[1]
    assert smith.person is not None
    assert (smith.person.surname, smith.person.postcode) == ("SMITH", "LS17 7DF")
    assert (joy.relationships[0].kind, joy.relationships[0].other_local_id) == ("spouse", smith.person.local_id)
    assert [event.kind for event in stay.events] == ["admission"]
    assert [(flag.kind, flag.confidential) for flag in (*allergy.flags, *consent.flags)] == [
        ("clinical", True),
        ("consent", True),
    ]
    assert codes([smith, joy, stay, allergy, consent]) == {}


@pytest.mark.parametrize(
    "text",
    [
        f"<!DOCTYPE x><Patient{SPACE}/>",
        f"<Patient{SPACE}>" + "<a>" * 80 + "</a>" * 80 + "</Patient>",
        f"<Patient{SPACE}>" + '<a value="1"/>' * 60_000 + "</Patient>",
        f"<Patient{SPACE}><name>",
        "<Sheet><Row/></Sheet>",
    ],
    ids=["document type", "deep", "large", "cut short", "something else"],
)
def test_a_hostile_file_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(FileRefused):
        read_xml(tmp_path, text)


def with_status(code: str) -> dict[str, Any]:
    system = "https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus"
    told = {"url": STATUS, "valueCodeableConcept": {"coding": [{"system": system, "code": code}]}}
    return {"identifier": [{"system": NHS, "value": "9990000018", "extension": [told]}]}


@pytest.mark.parametrize("label", ["U", "R"])
@pytest.mark.parametrize("code", ["02", "03", "04", "05", "06", "07", "08"])
def test_a_number_that_was_not_traced_is_kept_and_finds_nobody(label: str, code: str, tmp_path: Path) -> None:
    found = read_one(tmp_path, patient(label, **with_status(code)))
    assert found.person is not None
    assert found.person.nhs_number == ""
    [number] = [one for one in found.identifiers if one.scheme == "nhs"]
    assert (number.value, number.check_result) == ("9990000018", "unverified")


@pytest.mark.parametrize("more", [with_status("01"), {}], ids=["verified", "not said"])
def test_a_number_that_was_traced_is_used(more: dict[str, Any], tmp_path: Path) -> None:
    found = read_one(tmp_path, patient("U", **more))
    assert found.person is not None
    assert found.person.nhs_number == "9990000018"
    assert [one.check_result for one in found.identifiers if one.scheme == "nhs"] == ["valid"]


def test_an_address_without_a_use_is_a_home(tmp_path: Path) -> None:
    bare = {"address": [{"line": ["1 Drama Street", "Calne"], "postalCode": "SN11 8QG"}]}
    found = read_one(tmp_path, patient("U", **bare))
    assert found.person is not None
    assert (found.person.address, found.person.postcode) == ("1 Drama Street, Calne", "SN11 8QG")
    assert [(one.use, one.postcode, one.confidential) for one in found.addresses] == [("home", "SN11 8QG", False)]

"""Adult social care's quarterly return is read with who cares for whom, in the words of both releases."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kith.county.formats.cld_words import RELEASE_1
from kith.records.rules.profile_files import profile
from tests.records.emitted import (
    SHARED,
    codes,
    day,
    event_of,
    files,
    imported,
    lines,
    persona,
    read_beside,
    read_file,
    read_lines,
    taking_part,
)

KINDS = {
    "adult_request": {"asc_request"},
    "adult_assessment": {"asc_assessment", "carer_assessment"},
    "adult_service": {"asc_service", "carer_assessment"},
    "adult_review": {"asc_review"},
}
ONE = {
    "LA_Person_Unique_Identifier": "A1", "NHS_Number": "9990000018", "Client_Type": "Service user",
    "Event_Type": "Service", "Event_Start_Date": "01/02/2026", "Postcode": "BA14 8JN",
}  # fmt: skip


def test_every_quarter_is_read_with_nothing_quarantined_and_no_word_or_column_unknown() -> None:
    quarters = files("adults/cld-*.csv")
    assert len(quarters) == 8
    for path in quarters:
        surveyed, found = read_file("cld", path)
        assert surveyed.findings == ()
        assert found
        assert {reading.status for reading in found} <= {"accepted", "with_findings"}
        assert not codes(found)["code-unknown"]


def test_people_are_who_the_truth_says_they_are() -> None:
    checked = 0
    for path in files("adults/cld-*.csv"):
        for _, reading in read_beside("cld", path):
            assert reading.person is not None
            who = persona("adults")[reading.person.local_id]
            if who["mistakes"]:
                continue
            checked += 1
            assert reading.person.dob in (day(who["born"]), None)
            assert reading.person.nhs_number in (who["nhs"], "")
            assert reading.person.sex[:1].upper() in (who["sex"], "U")
            assert reading.person.died_on in (day(who["died"]), None)
    assert checked > 100


def test_events_are_those_that_happened_on_the_day_they_did() -> None:
    same, checked = 0, 0
    for path in files("adults/cld-*.csv"):
        for _, reading in read_beside("cld", path):
            for event in reading.events:
                true = event_of("adults").get(event.reference)
                if true is None:
                    continue
                checked += 1
                assert true["kind"] in KINDS[event.kind]
                same += event.starts == day(true["start"])
    assert checked > 200
    assert same / checked > 0.9, "only services that are said to start again each April may differ"


def test_a_carer_is_tied_to_the_adults_they_care_for() -> None:
    tied = 0
    for path in files("adults/cld-*.csv"):
        for row, reading in read_beside("cld", path):
            linked = [row[f"Adult_{n}_Linked_Person_ID"] for n in (1, 2, 3)]
            assert [tie.other_local_id for tie in reading.relationships] == [one for one in linked if one]
            for tie in reading.relationships:
                assert (tie.kind, tie.inverse) == ("caredFor", "unpaidCarer")
                assert tie.other_local_id in persona("adults")
            true = event_of("adults").get(row["Event_Reference"], {})
            if true.get("kind") == "carer_assessment" and reading.relationships:
                cared = {one["person"] for one in taking_part(true["key"]) if one["part"] == "adult"}
                assert cared & {persona("adults")[tie.other_local_id]["key"] for tie in reading.relationships}
                tied += 1
    assert tied > 5


def test_a_carer_known_only_through_another_has_no_event_and_is_still_somebody() -> None:
    alone = [
        reading
        for path in files("adults/cld-*.csv")
        for row, reading in read_beside("cld", path)
        if not row["Event_Type"]
    ]
    assert alone
    for reading in alone:
        assert reading.person is not None
        assert reading.person.role == "carer by association"
        assert {event.kind for event in reading.events} <= {"gp_registration"}
        assert reading.relationships


@pytest.mark.parametrize(
    ("column", "named"),
    [
        ("Client_Type", "cld_client"),
        ("Event_Outcome", "cld_outcome"),
        ("Request_Route_of_Access", "cld_route"),
        ("Service_Type", "cld_service"),
        ("Ethnicity", "ethnicity"),
    ],
)
def test_the_words_of_release_1_mean_what_those_of_release_2_do(column: str, named: str) -> None:
    words = profile("cld").codes[named]
    used = {row[column] for path in files("adults/cld-*.csv") for row in lines(path)}
    pairs = [(new, old) for new, old in RELEASE_1.items() if new in used]
    assert pairs
    for new, old in pairs:
        assert words.meaning(new) is not None
        assert words.meaning(old) == words.meaning(new)


def test_somebody_in_a_refuge_is_not_found_by_their_postcode(tmp_path: Path) -> None:
    for home in ("Refuge", "Other temporary accommodation"):
        [reading] = read_lines("cld", [ONE | {"Accommodation_Status": home}], tmp_path)
        assert reading.person is not None
        assert reading.person.address_confidential
        assert [use.confidential for use in reading.addresses] == [True]
    [settled] = read_lines("cld", [ONE | {"Accommodation_Status": "Tenant: Private landlord"}], tmp_path)
    assert settled.person is not None
    assert not settled.person.address_confidential
    assert [(use.postcode, use.confidential) for use in settled.addresses] == [("BA14 8JN", False)]


def test_a_reason_that_tells_a_secret_makes_the_service_one(tmp_path: Path) -> None:
    said = {
        reason: read_lines("cld", [ONE | {"Primary_Support_Reason": reason}], tmp_path)[0].person
        for reason in ("Social support: Substance misuse support", "Learning disability support")
    }
    assert [person is not None and person.sensitive_service for person in said.values()] == [True, False]


def test_a_carer_has_the_carers_part_in_their_own_assessment(tmp_path: Path) -> None:
    row = ONE | {
        "Client_Type": "Carer", "Event_Type": "Assessment", "Assessment_Type": "Unpaid carer assessment",
        "Adult_1_Linked_Person_ID": "A7", "Adult_2_Linked_Person_ID": "A8", "Adult_3_Linked_Person_ID": "A9",
        "GP_Practice_Code": "Z90001",
    }  # fmt: skip
    [reading] = read_lines("cld", [row], tmp_path)
    assert [(event.kind, event.role, event.starts) for event in reading.events] == [
        ("adult_assessment", "carer", date(2026, 2, 1)),
        ("gp_registration", "subject", None),
    ]
    assert reading.events[1].detail == {"gp": "Z90001"}
    assert [tie.other_local_id for tie in reading.relationships] == ["A7", "A8", "A9"]
    assert [(one.scheme, one.value, one.check_result) for one in reading.identifiers] == [
        ("asc_id", "A1", "unchecked"),
        ("nhs", "9990000018", "valid"),
    ]


def test_all_46_fields_of_the_specification_are_known() -> None:
    published = SHARED / "formats" / "asc_cld_r2_fields.csv"
    if not published.is_file():
        pytest.skip("the list of fields is not beside the repository")
    known = {column for spec in profile("cld").sections[0].main.fields for column in spec.columns}
    assert {row["field"] for row in lines(published)} - known == set()


def test_a_quarter_is_imported_whole(owner: str) -> None:
    path = files("adults/cld-*.csv")[0]
    batch = imported("cld", path, owner).batch
    assert (batch.status, batch.quarantined) == ("done", 0)
    assert batch.records == batch.people == len(lines(path))

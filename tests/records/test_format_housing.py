"""Housing's files say who lives together, and since when: tenancies, homelessness, arrears, nuisance."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from kith.records.rules.made import Event, Reading
from tests.records.emitted import (
    Line,
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

FILES = {
    "tenancies": ("housing/tenancies.csv",),
    "arrears-and-asb": ("housing/arrears.csv", "housing/asb_cases.csv"),
    "hclic": ("housing/hclic/*.csv",),
}
SENT = [(name, pattern) for name, patterns in FILES.items() for pattern in patterns]
PERSON = {"Person Ref": "H1", "Surname": "Drama", "Forename": "Ada", "Date of Birth": "18/09/1990"}
TENANCY = PERSON | {
    "Tenancy Ref": "T1", "Role": "Tenant", "Relationship": "", "Address": "1 Drama Street, Calne", "Postcode": "SN11 8QG",
    "Tenure": "General needs", "Start Date": "01/02/2024",
}  # fmt: skip
CASE = PERSON | {
    "Case Ref": "ASB1", "Date Reported": "01/02/2026", "Address": "1 Drama Street, Calne", "Postcode": "SN11 8QG",
}  # fmt: skip


def one(pattern: str) -> Path:
    return files(pattern)[0]


def who(reading: Reading) -> Line:
    assert reading.person is not None
    return persona("housing")[reading.person.local_id]


def the(reading: Reading) -> Event:
    assert len(reading.events) == 1
    return reading.events[0]


@pytest.mark.parametrize(("name", "pattern"), SENT)
def test_every_file_is_read_whole(name: str, pattern: str) -> None:
    for path in files(pattern):
        surveyed, found = read_file(name, path)
        assert surveyed.findings == (), path.name
        assert found
        assert "quarantined" not in {reading.status for reading in found}, path.name
        assert not codes(found)["code-unknown"], path.name


def test_people_are_who_the_truth_says_they_are() -> None:
    checked = 0
    for name, pattern in (*SENT[:3], ("hclic", "housing/hclic/main.csv"), ("hclic", "housing/hclic/people.csv")):
        for path in files(pattern):
            for reading in read_file(name, path)[1]:
                if reading.person is not None and not who(reading)["mistakes"]:
                    checked += 1
                    assert reading.person.dob in (day(who(reading)["born"]), None)
    assert checked > 200


def test_a_household_is_everybody_who_has_its_tenancy_and_the_part_they_have_in_it() -> None:
    homes: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for reading in read_file("tenancies", one("housing/tenancies.csv"))[1]:
        event = the(reading)
        assert event.starts == day(event_of("housing")[event.reference]["start"])
        homes[event.reference].add((who(reading)["key"], event.role))
        [use] = reading.addresses
        assert (use.use, use.starts, use.ends) == ("home", event.starts, event.ends)
    parts = {"tenant": "subject"}
    for reference, found in homes.items():
        true = taking_part(event_of("housing")[reference]["key"])
        assert found == {(part["person"], parts.get(part["part"], "present")) for part in true}
    assert sum(len(found) > 1 for found in homes.values()) > 50


def test_a_tenants_child_is_read_as_having_a_parent_there() -> None:
    ties = {
        "Son/Daughter": "parent",
        "Partner": "partner",
        "Parent": "child",
        "Brother/Sister": "sibling",
        "Other": "other",
    }
    met = set()
    for row, reading in read_beside("tenancies", one("housing/tenancies.csv")):
        if row["Relationship"]:
            [tie] = reading.relationships
            assert (tie.kind, tie.other_local_id) == (ties[row["Relationship"]], row["Tenancy Ref"])
            met.add(row["Relationship"])
        else:
            assert reading.relationships == []
    assert {"Son/Daughter", "Partner"} <= met


def test_a_homeless_household_is_the_applicant_and_everybody_in_people() -> None:
    together: dict[str, set[str]] = defaultdict(set)
    for part in ("main", "people"):
        for row, reading in read_beside("hclic", one(f"housing/hclic/{part}.csv")):
            event = the(reading)
            assert (event.kind, event.reference) == ("homelessness_application", row["Case ID"])
            assert event.role == {"main": "subject", "people": "present"}[part]
            together[event.reference].add(who(reading)["key"])
    for reference, found in together.items():
        assert found == {part["person"] for part in taking_part(event_of("housing")[reference]["key"])}
    assert any(len(found) > 2 for found in together.values())


def test_an_applicant_is_not_looked_for_where_they_lost_their_home() -> None:
    for reading in read_file("hclic", one("housing/hclic/main.csv"))[1]:
        assert reading.person is not None
        assert (reading.person.address, reading.person.postcode) == ("", "")
        assert {use.use for use in reading.addresses} <= {"previous"}
        assert the(reading).starts == day(event_of("housing")[the(reading).reference]["start"])


def test_duties_are_told_apart_by_the_name_of_their_file_and_belong_to_their_case() -> None:
    for name, said in (("prevention", "prevention"), ("relief", "relief"), ("final_duties", "main")):
        for row, reading in read_beside("hclic", one(f"housing/hclic/{name}.csv")):
            event = the(reading)
            assert (event.kind, event.subkind, event.part_of) == ("homelessness_duty", said, row["Case ID"])
            assert reading.person is None


@pytest.mark.parametrize(
    ("kind", "secret"), [("Refuge", True), ("Hostel", True), ("Bed and breakfast", False), ("LA stock", False)]
)
def test_where_a_household_was_put_up_is_secret_as_long_as_it_may_be_a_refuge(
    kind: str, secret: bool, tmp_path: Path
) -> None:
    row = {"Case ID": "HC1", "Start Date": "2026-02-01", "End Date": "", "Type": kind, "Postcode": "SN11 8QG"}
    [reading] = read_lines("hclic", [row], tmp_path, file="temporary_accommodation.csv")
    assert the(reading).confidential == secret


@pytest.mark.parametrize(
    "said",
    [
        {"Address": "c/o Housing Options"},
        {"Address": "CONFIDENTIAL"},
        {"Tenure": "Refuge"},
        {"Tenancy Type": "Refuge licence"},
    ],
)
def test_where_the_row_says_that_a_home_is_secret_nobody_else_is_told(said: Line, tmp_path: Path) -> None:
    [reading] = read_lines("tenancies", [TENANCY | said], tmp_path)
    assert reading.person is not None
    assert reading.person.address_confidential
    assert [use.confidential for use in reading.addresses] == [True]
    [plain] = read_lines("tenancies", [TENANCY], tmp_path)
    assert plain.person is not None
    assert not plain.person.address_confidential
    assert [use.confidential for use in plain.addresses] == [False]


@pytest.mark.parametrize(
    ("party", "role"),
    [("Alleged perpetrator", "suspected"), ("Complainant", "harmed"), ("Witness", "witness"), ("Caretaker", "unknown")],
)
def test_who_complained_is_never_taken_for_who_it_is_about(party: str, role: str, tmp_path: Path) -> None:
    [reading] = read_lines("arrears-and-asb", [CASE | {"Party": party}], tmp_path, file="asb_cases.csv")
    assert the(reading).role == role
    assert bool(reading.addresses) == (role == "suspected"), "the address is that of whom it is about"
    assert reading.person is not None
    assert reading.person.address == ""


def test_cases_and_arrears_began_when_they_did() -> None:
    for row, reading in read_beside("arrears-and-asb", one("housing/arrears.csv")):
        event = the(reading)
        assert (event.kind, event.part_of) == ("arrears_or_eviction", row["Tenancy Ref"])
        assert event.starts == day(event_of("housing")[event.reference]["start"])
        assert event.detail == {"amount": row["Arrears"]}
    for row, reading in read_beside("arrears-and-asb", one("housing/asb_cases.csv")):
        event = the(reading)
        true = event_of("housing")[event.reference]
        assert true["kind"] == event.kind == "asb"
        assert event.starts is not None
        assert event.starts >= (day(true["start"]) or event.starts), "reported when it happened or later"
        assert event.detail["summary"] == row["Summary"]


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("tenancies", "housing/tenancies.csv"),
        ("arrears-and-asb", "housing/asb_cases.csv"),
        ("hclic", "housing/hclic/main.csv"),
    ],
)
def test_a_file_is_imported_whole(name: str, pattern: str, owner: str) -> None:
    batch = imported(name, one(pattern), owner).batch
    assert (batch.status, batch.quarantined) == ("done", 0)
    assert batch.records == batch.people == len(lines(one(pattern)))


def test_the_quarters_xml_is_read_as_its_sections_are(tmp_path: Path) -> None:
    path = tmp_path / "quarter.xml"
    case = "<CaseId>HC1</CaseId>"
    path.write_text(
        f"<HCLIC><Header><QuarterStart>2026-07-01</QuarterStart><QuarterEnd>2026-09-30</QuarterEnd></Header><HCLICCase>"
        f"<Main>{case}<ApplicationDate>2026-07-03</ApplicationDate><PersonRef>H1</PersonRef><Surname>Drama</Surname>"
        f"</Main><People>{case}<PersonNo>2</PersonNo><PersonRef>H2</PersonRef><Relationship>Son</Relationship></People>"
        f"<TemporaryAccommodation>{case}<StartDate>2026-07-09</StartDate><Type>Refuge</Type></TemporaryAccommodation>"
        f"<Reviews>{case}<ReviewDate>2026-08-01</ReviewDate><Outcome>Upheld</Outcome></Reviews></HCLICCase></HCLIC>"
    )
    surveyed, found = read_file.__wrapped__("hclic", path)
    quarter, main, people, away, review = found
    assert surveyed.findings == ()
    assert {reading.status for reading in found} == {"accepted"}
    assert (quarter.person, quarter.events) == (None, [])
    assert main.person is not None
    assert (main.person.local_id, main.person.surname, main.events[0].reference) == ("H1", "Drama", "HC1")
    [tie] = people.relationships
    assert (tie.kind, tie.inverse) == ("parent", "child")
    assert (away.events[0].confidential, review.events[0].outcome) == (True, "Upheld")


def test_the_countys_quarter_says_what_its_csv_files_say() -> None:
    [path] = files("housing/hclic/hclic-quarter.xml")
    _, found = read_file("hclic", path)
    people = {reading.person.local_id for reading in found if reading.person}
    told = {row["Person Ref"] for name in ("main", "people") for row in lines(files(f"housing/hclic/{name}.csv")[0])}
    assert people
    assert people <= told

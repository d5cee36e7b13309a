"""The school census is read table by table as it comes back from COLLECT, whatever the term."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from tests.records.emitted import (
    SHARED,
    codes,
    day,
    detail,
    files,
    imported,
    lines,
    persona,
    read_beside,
    read_file,
    read_lines,
    truth,
)

FORM = "school-census"
FOLDER = "education/school_census"
SAMPLES = SHARED / "samples" / "education_school_census"
COLUMNS = SHARED / "formats" / "school_census_2026.csv"
ROW = {"pupilonrolltableid": "e1-1", "NativeId": "SCH1", "sourceid": "1e234567"}
PUPIL = ROW | {
    "surname": "Drama", "forename": "Ada", "dob": "2013-Sep-18 00:00:00", "entrydate": "2018-Sep-01 00:00:00",
    "upn": "A199623017870", "formerupn": "M199623017870", "formersurname": "Before", "plaa": "N",
}  # fmt: skip


def table(path: Path) -> str:
    return path.stem.split("_")[2]


def test_every_table_of_three_terms_is_read_whole() -> None:
    every = files(f"{FOLDER}/*.csv")
    assert len(every) > 25
    for path in every:
        surveyed, found = read_file(FORM, path)
        assert surveyed.findings == (), path.name
        assert "quarantined" not in {reading.status for reading in found}, path.name
        assert not codes(found)["code-unknown"], path.name
        assert len(found) == len(lines(path))


def test_each_file_is_taken_for_the_table_that_its_name_says() -> None:
    together = {
        "addressesonroll": "addresses", "addressesoffroll": "addresses", "fsmperiodsonroll": "fsmperiod",
        "termlyexclusionsoffroll": "termlyexclusionsonroll",
        "termlysessiondetailsoffroll": "termlysessiondetailsonroll",
    }  # fmt: skip
    for path in files(f"{FOLDER}/*.csv"):
        [plan] = read_file(FORM, path)[0].plans.values()
        assert plan.section.name == together.get(table(path), table(path))


def test_pupils_are_who_the_truth_says_they_are() -> None:
    checked = 0
    for path in files(f"{FOLDER}/*_pupil*.csv"):
        for row, reading in read_beside(FORM, path):
            assert reading.person is not None
            assert reading.person.surname == row["surname"]
            who = persona("education")[reading.person.local_id]
            if not who["mistakes"]:
                checked += 1
                assert reading.person.dob in (day(who["born"]), None)
                assert reading.person.upn in (who["upn"], "")
    assert checked > 200


def test_enrolments_begin_and_end_when_they_did() -> None:
    true: dict[str, set[tuple[str, str]]] = defaultdict(set)
    who = {one["event"]: one["person"] for one in truth("event_people")}
    for one in truth("events"):
        if one["kind"] == "enrolment":
            true[who[one["key"]]].add((one["start"], one["end"]))
    checked = 0
    for path in files(f"{FOLDER}/*_pupil*.csv"):
        for _, reading in read_beside(FORM, path):
            assert reading.person is not None
            [event] = reading.events
            assert event.kind == "school_enrolment"
            spans = true[persona("education")[reading.person.local_id]["key"]]
            assert str(event.starts) in {start for start, _ in spans}
            if table(path) == "pupilnolongeronroll":
                checked += 1
                assert (str(event.starts), str(event.ends)) in spans
    assert checked > 50


def test_suspensions_are_those_that_happened_under_either_code() -> None:
    kinds = {"SUSP": "suspension", "FIXD": "suspension", "LNCH": "suspension", "PERM": "exclusion"}
    true: dict[str, list[dict[str, str]]] = defaultdict(list)
    who = {one["event"]: one["person"] for one in truth("event_people")}
    for one in truth("events"):
        if one["kind"] == "exclusion":
            true[who[one["key"]]].append(one)
    met = set()
    for path in files(f"{FOLDER}/*exclusions*.csv"):
        for row, reading in read_beside(FORM, path):
            [event] = reading.events
            assert event.kind == kinds[row["category"]]
            assert reading.person is not None
            same = [
                one
                for one in true[persona("education")[reading.person.local_id]["key"]]
                if day(one["start"]) == event.starts
            ]
            assert same
            assert event.detail["sessions"] in {detail(one)["sessions"] for one in same}
            met.add(row["category"])
    assert {"SUSP", "FIXD"} <= met


@pytest.mark.parametrize(
    ("code", "kind", "outcome"),
    [
        ("SUSP", "suspension", "suspension"),
        ("FIXD", "suspension", "suspension"),
        ("LNCH", "suspension", "lunchtime suspension"),
        ("PERM", "exclusion", "permanent exclusion"),
    ],
)
def test_a_child_sent_away_for_good_is_told_from_one_sent_home(
    code: str, kind: str, outcome: str, tmp_path: Path
) -> None:
    row = ROW | {
        "termlyexclusionsonrolltableid": "f1", "startdate": "2025-Feb-27 00:00:00", "sessions": "10.0",
        "category": code, "reason1": "DB", "reason2": "PP",
    }  # fmt: skip
    [reading] = read_lines(FORM, [row], tmp_path, file="2025_autumn_termlyexclusionsonroll.csv")
    [event] = reading.events
    assert (event.kind, event.outcome, event.subkind) == (kind, outcome, "persistent disruption")
    assert event.starts == date(2025, 2, 27)
    assert event.detail == {"sessions": "10", "reason_2": "physical assault on a pupil", "school": "SCH1"}


def test_an_identifier_with_an_e_in_it_is_not_taken_for_a_mangled_number(tmp_path: Path) -> None:
    [reading] = read_lines(FORM, [PUPIL], tmp_path, file="2026_spring_pupilonroll.csv")
    assert reading.person is not None
    assert reading.person.local_id == "1e234567"
    assert not codes([reading])["identifier-mangled"]


def test_a_stand_in_for_a_property_number_finds_nobody(tmp_path: Path) -> None:
    for filler in ("1", "-1"):
        row = ROW | {
            "addressestableid": "a1", "addressline1": "1 Drama Street", "postcode": "BA14 8JN",
            "uniquepropertyreferencenumber": filler,
        }  # fmt: skip
        [reading] = read_lines(FORM, [row], tmp_path, file="2026_spring_addresses.csv")
        assert reading.person is not None
        assert [reading.person.uprn, *(use.uprn for use in reading.addresses)] == ["", ""]
        assert codes([reading])["identifier-stand-in"] == 1
        assert reading.addresses[0].address == "1 Drama Street"


def test_where_the_row_says_that_an_address_is_secret_nobody_else_is_told() -> None:
    hidden = 0
    for path in files(f"{FOLDER}/*_addresses*.csv"):
        for row, reading in read_beside(FORM, path):
            said = any(str(cell).casefold().startswith(("c/o", "address withheld", "conf")) for cell in row.values())
            hidden += said
            assert reading.person is not None
            assert reading.person.address_confidential == said
            assert {use.confidential for use in reading.addresses} <= {said}
    assert hidden


def test_nothing_leads_from_an_adopted_child_to_who_they_were(tmp_path: Path) -> None:
    rows = [PUPIL | {"pupilonrolltableid": str(n), "plaa": code} for n, code in enumerate(("N", "A", "G", ""))]
    found = read_lines(FORM, rows, tmp_path, file="2026_spring_pupilonroll.csv")
    former = [[one.value for one in reading.identifiers if one.scheme == "former_upn"] for reading in found]
    assert former == [["M199623017870"], [], [], []]
    assert [reading.person and reading.person.other_names for reading in found] == ["Before", "", "", ""]
    assert [(flag.kind, flag.confidential) for flag in found[1].flags] == [("left_care", True)]


def test_a_name_of_before_stands_beside_what_somebody_is_called(tmp_path: Path) -> None:
    [found] = read_lines(FORM, [PUPIL | {"preferredsurname": "Now"}], tmp_path, file="2026_spring_pupilonroll.csv")
    assert found.person is not None
    assert found.person.other_names == "Now Before"


def test_a_pupils_row_leads_to_the_school_by_its_return(tmp_path: Path) -> None:
    census = {
        "schoolcensustableid": "c1", "NativeId": "SCH1", "term": "SPR", "year": "2026", "lea": "865", "estab": "4001",
        "urn": "990001", "referencedate": "2026-Jan-15 00:00:00",
    }  # fmt: skip
    [pupil] = read_lines(FORM, [PUPIL | {"schoolcensustableid": "c1"}], tmp_path, file="2026_spring_pupilonroll.csv")
    [told] = read_lines(FORM, [census], tmp_path, file="2026_spring_schoolcensus.csv")
    [enrolment] = [event for event in pupil.events if event.kind == "school_enrolment"]
    [event] = told.events
    assert enrolment.part_of == event.reference == "c1"
    assert (event.detail["urn"], event.detail["la"] + event.detail["estab"]) == ("990001", "8654001")
    assert told.organisation is not None
    assert (told.organisation.urn, told.organisation.laestab) == ("990001", "8654001")


def test_a_table_of_what_is_learnt_is_kept_and_is_about_nobody(tmp_path: Path) -> None:
    row = {"learningaimsonrolltableid": "l1", "NativeId": "SCH1", "sourceid": "s1", "qn": "60149992"}
    [found] = read_lines(FORM, [row], tmp_path, file="2026_autumn_learningaimsonroll.csv")
    assert (found.status, found.person, found.events) == ("accepted", None, [])


def test_the_published_samples_are_read_whole() -> None:
    if not SAMPLES.is_dir():
        pytest.skip(f"the published samples are not at {SAMPLES}")
    for path in sorted(SAMPLES.glob("*.csv")):
        surveyed, found = read_file(FORM, path)
        assert surveyed.findings == ()
        assert "quarantined" not in {reading.status for reading in found}
        assert not codes(found)["code-unknown"]
        assert all(reading.events for reading in found)
        assert len(found) == len(lines(path)) > 300


def test_every_published_column_is_known(tmp_path: Path) -> None:
    if not COLUMNS.is_file():
        pytest.skip("the list of columns is not beside the repository")
    tables: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in lines(COLUMNS):
        tables[row["term"], row["table"]].append(row["column"])
    for (term, name), columns in tables.items():
        path = tmp_path / f"2026_{term}_{name}.csv"
        with path.open("w", newline="", encoding="utf-8") as out:
            csv.writer(out).writerow(columns)
        assert read_file(FORM, path)[0].findings == (), (term, name)


@pytest.mark.parametrize("part", ["pupilonroll", "addresses"])
def test_a_table_is_imported_whole(part: str, owner: str) -> None:
    path = files(f"{FOLDER}/*_spring_{part}.csv")[-1]
    batch = imported(FORM, path, owner).batch
    assert (batch.status, batch.quarantined) == ("done", 0)
    assert batch.records == batch.people == len(lines(path))

"""Children who are out of school are read from the council's own lists of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.records.emitted import (
    codes,
    day,
    detail,
    event_of,
    files,
    imported,
    lines,
    persona,
    read_beside,
    read_file,
    read_lines,
)

FORM = "attendance-lists"
LISTS = ("children_missing_education", "elective_home_education", "persistent_absence")
ABSENT = {
    "Pupil ID": "7", "Surname": "Drama", "Forename": "Ada", "DOB": "18/09/2013", "Term start": "03/09/2025",
    "Sessions possible": "142",
}  # fmt: skip


def a_list(name: str) -> Path:
    return files(f"education/{name}.csv")[0]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_read_whole(name: str) -> None:
    surveyed, found = read_file(FORM, a_list(name))
    assert surveyed.findings == ()
    assert found
    assert "quarantined" not in {reading.status for reading in found}
    assert not codes(found)["code-unknown"]


@pytest.mark.parametrize("name", LISTS)
def test_children_are_who_the_truth_says_they_are(name: str) -> None:
    checked = 0
    for _, reading in read_beside(FORM, a_list(name)):
        assert reading.person is not None
        who = persona("education")[reading.person.local_id]
        if not who["mistakes"]:
            checked += 1
            assert reading.person.dob in (day(who["born"]), None)
            assert reading.person.upn in (who["upn"], "")
    assert checked


def test_missing_education_began_when_it_did_and_says_since_when_the_council_knew() -> None:
    for row, reading in read_beside(FORM, a_list("children_missing_education")):
        [event] = reading.events
        true = event_of("education")[event.reference]
        assert (event.kind, event.role) == ("cme", "missing")
        assert event.starts == day(true["start"])
        assert day(event.detail["notified"]) is not None
        assert (event.outcome == "closed") == bool(row["Date closed"])


def test_home_education_began_when_it_did() -> None:
    for row, reading in read_beside(FORM, a_list("elective_home_education")):
        event = reading.events[0]
        assert event.kind == "home_education"
        assert event.starts == day(event_of("education")[row["EHE Ref"]]["start"])
        assert [one.kind for one in reading.events[1:]] == ["visit"] * bool(row["Last contact"])
        assert reading.person is not None
        assert reading.person.school == "", "nobody should look for them at the school they left"


def test_absence_keeps_its_figures() -> None:
    for row, reading in read_beside(FORM, a_list("persistent_absence")):
        [event] = reading.events
        assert event.detail["possible"] == row["Sessions possible"]
        assert event.detail["missed"] == row["% missed"]
        assert [flag.kind for flag in reading.flags] == ["severe_absence"] * (row["Severe"] == "Y")


def test_where_the_row_says_that_an_address_is_secret_nobody_else_is_told(tmp_path: Path) -> None:
    said = ("c/o the school", "Address withheld", "CONFIDENTIAL", "1 Drama Street, Calne")
    rows = [ABSENT | {"Pupil ID": str(n), "Address": words, "Postcode": "SN11 8QG"} for n, words in enumerate(said)]
    found = read_lines(FORM, rows, tmp_path, file="persistent_absence.csv")
    assert [reading.person is not None and reading.person.address_confidential for reading in found] == [
        True, True, True, False,
    ]  # fmt: skip
    assert [use.confidential for reading in found for use in reading.addresses] == [True, True, True, False]


def test_the_truth_knows_why_a_child_was_missing_from_education() -> None:
    why = {
        "no_place": "no school place", "abroad": "gone abroad", "excluded": "excluded", "moved": "moved",
        "refused": "refused a place", "unknown": "unknown",
    }  # fmt: skip
    for row, reading in read_beside(FORM, a_list("children_missing_education")):
        assert reading.events[0].subkind == why[detail(event_of("education")[row["CME Ref"]])["why"]]


def test_a_list_is_imported_whole(owner: str) -> None:
    path = a_list("children_missing_education")
    batch = imported(FORM, path, owner).batch
    assert (batch.status, batch.quarantined) == ("done", 0)
    assert batch.records == batch.people == len(lines(path))

"""A council's extract for the single view is read from its 35 columns, most of which are empty."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from kith.records.rules.made import Reading
from tests.records.emitted import SHARED, codes, imported, read_file, read_lines

FORM = "single-view"
HEADER = SHARED / "samples" / "health_sui" / "single_match_from_dbs_headers.csv"
USED = (
    "SourceID", "DOB", "Surname", "Forename", "Gender", "PostCode", "ActiveCIN", "ActiveCLA", "ActiveCP",
    "ActiveReferral", "ActiveEHM", "Ethnicity", "ImmigrationStatus", "NHSNumber",
)  # fmt: skip
COLUMNS = (*USED, *(f"Column{n}" for n in range(1, 22)))
CHILD = dict.fromkeys(COLUMNS, "") | {
    "SourceID": "C1", "DOB": "20130918", "Surname": "DRAMA", "Forename": "ADA", "Gender": "F", "PostCode": "SN118QG",
    "ActiveCIN": "Y", "ActiveCLA": "N", "ActiveCP": "0", "ActiveReferral": "1", "ActiveEHM": "No", "Ethnicity": "WBRI",
    "ImmigrationStatus": "Settled", "NHSNumber": "999 000 0018",
}  # fmt: skip


def read_one(tmp_path: Path, **said: str) -> Reading:
    [reading] = read_lines(FORM, [CHILD | said], tmp_path)
    return reading


def test_all_35_columns_are_known(tmp_path: Path) -> None:
    path = tmp_path / "extract.csv"
    with path.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerow(COLUMNS)
    assert len(COLUMNS) == 35
    assert read_file(FORM, path)[0].findings == ()


def test_a_child_is_read_with_what_is_open_for_them(tmp_path: Path) -> None:
    reading = read_one(tmp_path)
    child = reading.person
    assert child is not None
    assert (child.local_id, child.forename, child.surname, child.sex) == ("C1", "ADA", "DRAMA", "female")
    assert (child.dob, child.nhs_number, child.postcode) == (date(2013, 9, 18), "9990000018", "SN11 8QG")
    assert [flag.kind for flag in reading.flags] == ["child_in_need", "referral_open"]
    assert reading.status == "accepted"


@pytest.mark.parametrize("born", ["20130918", "18/09/2013", "2013-09-18"])
def test_a_birth_date_is_read_in_either_layout(born: str, tmp_path: Path) -> None:
    child = read_one(tmp_path, DOB=born).person
    assert child is not None
    assert child.dob == date(2013, 9, 18)


def test_where_a_child_in_care_lives_is_told_to_nobody(tmp_path: Path) -> None:
    reading = read_one(tmp_path, ActiveCLA="Y")
    assert reading.person is not None
    assert reading.person.address_confidential
    assert [use.confidential for use in reading.addresses] == [True]
    assert "looked_after" in [flag.kind for flag in reading.flags]
    at_home = read_one(tmp_path)
    assert [use.confidential for use in at_home.addresses] == [False]


def test_nothing_is_made_of_an_immigration_status(tmp_path: Path) -> None:
    assert "Settled" not in repr(read_one(tmp_path))


def test_a_row_without_a_name_or_number_is_nobody_and_kept(tmp_path: Path) -> None:
    reading = read_one(tmp_path, SourceID="", Surname="", Forename="", NHSNumber="")
    assert reading.status == "quarantined"
    assert codes([reading])["nobody"] == 1


def test_the_published_sample_is_read() -> None:
    if not HEADER.is_file():
        pytest.skip("the published sample is not beside the repository")
    surveyed, [reading] = read_file(FORM, HEADER)
    assert surveyed.findings == ()
    assert reading.status == "accepted"
    assert reading.person is not None
    assert reading.person.dob == date(2008, 9, 20)
    assert reading.person.postcode == "YO1 1GA"


def test_an_extract_is_imported_whole(tmp_path: Path, owner: str) -> None:
    path = tmp_path / "extract.csv"
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, COLUMNS)
        writer.writeheader()
        writer.writerows(CHILD | {"SourceID": f"C{n}"} for n in range(20))
    batch = imported(FORM, path, owner).batch
    assert (batch.status, batch.records, batch.people, batch.quarantined) == ("done", 20, 20, 0)

"""What each format sends again, corrected, takes the place of what it sent before; what it did not send again stands."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from kith.agencies.models import AgencyKind
from kith.records.actions import Imported
from kith.records.rules.profile_files import names, profile
from tests.factories import pool
from tests.factories import world as make
from tests.records.conftest import child, csv_of, read_from
from tests.records.emitted import files, read_file, read_lines
from tests.records.reading import asc, from_rows, from_xml
from tests.records.test_feeds import asked

NOW = timezone.now().replace(microsecond=0)
FOUND = {
    "annex-a": "childrens/annex-a.xlsx",
    "arrears-and-asb": "housing/a[rs]*.csv",
    "attendance-lists": "education/[ecp]*_*.csv",
    "cin-census": "childrens/cin-census-*.xml",
    "cld": "*/cld-*.csv",
    "fhir-uk-core": "health/*.ndjson",
    "gias": "education/edubasealldata.csv",
    "hclic": "housing/hclic/*",
    "missing-episodes": "police/missing-episodes.csv",
    "niche-occurrences": "police/niche-occurrences.csv",
    "public-protection-notices": "police/ppn-*.csv",
    "relationships": "childrens/relationships.csv",
    "school-census": "education/school_census/*.csv",
    "ssd": "childrens/ssd/*.csv",
    "ssda903": "childrens/ssda903-*/*.csv",
    "stops": "police/stops.csv",
    "tenancies": "housing/tenancies.csv",
    "youth-justice": "youth_justice/youth_*.csv",
}
"""Where the county's files of each format are."""
WITHOUT = {
    "cin-census": [f"cin-census-{year}" for year in (2023, 2024, 2025, 2026)],
    "hclic": ["hclic-quarter"],
    "ssd": ["ssd_version_log"],
    "ssda903": ["oc2"],
}
"""Files with rows that are known by nothing when they are sent again: the header of a return, the version of a dataset.

A list of outcomes tells of one year; where the name of the file does not say which, no year may hide another.
"""


@pytest.mark.parametrize("name", sorted(FOUND))
def test_every_row_of_a_format_is_known_when_it_is_sent_again(name: str) -> None:
    paths = files(FOUND[name])
    assert paths
    unknown: Counter[str] = Counter()
    for path in paths:
        rows = [row for row in read_file(name, path)[1] if row.status != "quarantined"]
        unknown.update(path.stem for row in rows if not row.key)
    assert unknown.keys() <= set(WITHOUT.get(name, ()))
    assert all(count == 1 for stem, count in unknown.items() if stem != "oc2")


def test_every_format_of_ours_has_keys() -> None:
    assert not [name for name in names() if not any(section.key for section in profile(name).sections)]


def test_a_feed_goes_by_the_case_and_else_by_the_nhs_number(tmp_path: Path) -> None:
    named = {"CMS_No": "A1", "NHS_No": "9990000018", "Service_Event_Desc": "Home care"}
    first, again = (asc(tmp_path, **named, Service_Event_End=end) for end in ("", "01/05/2026"))
    assert first.key == again.key == ("adult-social-care", "A1", "Home care", "")
    assert asc(tmp_path, **named | {"CMS_No": ""}).key == ("adult-social-care", "9990000018", "Home care", "")
    assert asc(tmp_path, CMS_No="", NHS_No="").key == ()
    assert asc(tmp_path, **named | {"Service_Event_Desc": "Day care"}).key != first.key


def test_none_of_our_formats_says_that_a_file_is_everything() -> None:
    """No published layout says so: an export for one team, or of one area, would end everybody else."""
    assert not [name for name in names() if profile(name).whole]


def test_a_census_of_another_year_hides_nothing_of_this_one(tmp_path: Path) -> None:
    keys = [from_xml(child("77"), tmp_path, year=year)[1][0].key for year in (2025, 2025, 2026)]
    assert keys[0] == keys[1] == ("child", "2025", "77")
    assert keys[2] != keys[0]


def test_a_patient_who_is_restricted_now_takes_the_place_of_the_patient_who_was_not(tmp_path: Path) -> None:
    path = tmp_path / "patients.ndjson"
    plain = {"resourceType": "Patient", "id": "9", "name": [{"use": "usual", "family": "Drama"}]}
    labels = [[], [{"code": "R"}], [{"code": "V"}]]
    path.write_text("\n".join(json.dumps(plain | {"meta": {"security": security}}) for security in labels))
    keys = {row.key for row in read_file.__wrapped__("fhir-uk-core", path)[1]}
    assert keys == {("Patient", "9")}


def test_the_address_of_a_patient_stands_no_more_once_they_are_restricted(owner: str, tmp_path: Path) -> None:
    agency = make.agency("sender", "Sending Trust", AgencyKind.HEALTH)
    pool.feed(agency, "fhir-uk-core")
    home = {"use": "home", "line": ["77 Secret Street"], "postalCode": "BA14 9YS"}
    patient = {"resourceType": "Patient", "id": "9", "birthDate": "2012-03-04", "address": [home]}
    for day, label in enumerate(("U", "R")):
        path = tmp_path / f"{label}.json"
        path.write_text(json.dumps(patient | {"meta": {"security": [{"code": label}]}}))
        read_from(agency, "fhir-uk-core", path, told=NOW + timedelta(days=day - 1))
    people = "select address, superseded_at is null from records_sourceperson order by 2"
    homes = """select count(*) from records_addressuse a join records_sourcerecord s on s.id = a.record_id
               where s.superseded_at is null"""
    assert asked(people) == [("77 Secret Street", False), ("", True)]
    assert asked(homes) == [(0,)]


ON_ROLL = {
    "pupilonrolltableid": "r1", "NativeId": "SCH1", "sourceid": "s1", "schoolcensustableid": "c1",
    "surname": "Drama", "forename": "Ada", "dob": "2015-Mar-02 00:00:00", "entrydate": "2020-Sep-01 00:00:00",
}  # fmt: skip


def test_a_pupil_who_left_takes_the_place_of_the_pupil_on_roll(tmp_path: Path) -> None:
    left = {"pupilnolongeronrolltableid": "n1", **ON_ROLL, "leavingdate": "2026-Jul-20 00:00:00"}
    del left["pupilonrolltableid"]
    [on] = read_lines("school-census", [ON_ROLL], tmp_path, file="2026_spring_pupilonroll.csv")
    [off] = read_lines("school-census", [left], tmp_path, file="2026_summer_pupilnolongeronroll.csv")
    assert on.key == off.key == ("pupil", "SCH1", "s1", "2020-09-01")


def test_sessions_missed_in_one_term_hide_none_of_another(tmp_path: Path) -> None:
    row = {
        "termlysessiondetailsonrolltableid": "t1", "NativeId": "SCH1", "sourceid": "s1", "pupilonrolltableid": "r1",
        "attendancereason": "O", "sessions": "5",
    }  # fmt: skip
    names = ("2026_spring", "2026_spring", "2026_summer", "2025_spring", "")
    keys = [
        read_lines("school-census", [row], tmp_path, file=f"{name}_termlysessiondetailsonroll.csv")[0].key
        for name in names
    ]
    assert keys[0] == keys[1]
    assert len({*keys[:4]}) == 3
    assert keys[4] == (), "nobody knows of which term it is, so it hides none"


CLD = (
    "LA_Code", "Reporting_Period_End_Date", "LA_Person_Unique_Identifier", "Client_Type", "Event_Type",
    "Event_Start_Date", "Event_End_Date", "Service_Type", "Service_Component",
)  # fmt: skip


def test_an_event_that_two_quarters_tell_of_is_one(tmp_path: Path) -> None:
    home = ("Long Term Support: Community", "Home Support")
    told = [
        ("E06000054", "31/03/2026", "7", "Service User", "Service", "01/02/2026", "", *home),
        ("E06000054", "30/06/2026", "7", "Service User", "Service", "01/02/2026", "10/05/2026", *home),
        ("E06000054", "30/06/2026", "7", "Service User", "Service", "01/02/2026", "", home[0], "Day Support"),
        ("E06000054", "30/06/2026", "7", "Service User", "Review", "01/02/2026", "", "", ""),
    ]
    first, again, other, review = (row.key for row in from_rows("cld", [CLD, *told], tmp_path))
    assert first == again
    assert len({first, other, review}) == 3


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["in order", "the later first"])
def test_of_two_quarters_the_later_stands_in_whatever_order_they_come(
    order: tuple[int, int], owner: str, tmp_path: Path
) -> None:
    agency = make.agency("sender", "Sending Council", AgencyKind.COUNCIL)
    pool.feed(agency, "cld")
    told = ("E06000054", "7", "Service User", "Service", "01/02/2026")
    ends = [("31/03/2026", ""), ("30/06/2026", "10/05/2026")]
    for day, which in enumerate(order):
        period, end = ends[which]
        path = tmp_path / f"{which}.csv"
        path.write_bytes(csv_of([CLD[:7], (told[0], period, *told[1:], end)]))
        read_from(agency, "cld", path, told=NOW + timedelta(days=day - 2))
    query = """select e.ends::text from records_event e join records_sourcerecord s on s.id = e.record_id
               where e.kind = 'adult_service' and s.superseded_at is null"""
    assert asked(query) == [("2026-05-10",)]


SENT = [
    ("annex-a", "childrens/annex-a.xlsx"),
    ("cin-census", "childrens/cin-census-2025.xml"),
    ("fhir-uk-core", "health/flags.ndjson"),
    ("hclic", "housing/hclic/main.csv"),
    ("relationships", "childrens/relationships.csv"),
    ("school-census", "education/school_census/2026_spring_addresses.csv"),
    ("ssd", "childrens/ssd/ssd_address.csv"),
    ("ssda903", "childrens/ssda903-2026/episodes.csv"),
]
STANDING = (
    "select count(*) filter (where superseded_at is null), count(*) from records_sourcerecord where row_key is not null"
)


@pytest.mark.parametrize(("name", "pattern"), SENT, ids=[name for name, _ in SENT])
def test_a_corrected_file_supersedes_and_the_same_file_again_changes_nothing(
    name: str, pattern: str, owner: str, tmp_path: Path
) -> None:
    [path] = files(pattern)
    agency = make.agency("sender", "Sending Council", AgencyKind.COUNCIL)
    pool.feed(agency, name)
    send = [read_from(agency, name, path, told=NOW - timedelta(days=1)) for _ in range(2)]
    [(stand, all_)] = asked(STANDING)
    assert [one.added for one in send] == [True, False]
    assert stand == all_ > 0

    _correct_and_send(agency, name, path, tmp_path)
    assert asked(STANDING) == [(all_, 2 * all_)]


def _correct_and_send(agency: object, name: str, path: Path, folder: Path) -> Imported:
    """Send the same rows in another file: what was told of each takes the place of what was told before."""
    copy = folder / path.name
    if path.suffix == ".xlsx":
        import openpyxl

        book = openpyxl.load_workbook(path)
        book.properties.title = "Corrected"
        book.save(copy)
    else:
        shutil.copy(path, copy)
        copy.write_bytes(copy.read_bytes().rstrip(b"\n") + b"\n\n")
    return read_from(agency, name, copy, told=NOW)  # type: ignore[arg-type]


def test_what_a_later_file_does_not_name_stands(owner: str, tmp_path: Path) -> None:
    headings = ("person_id", "other_person_id", "relationship_type", "parental_responsibility")
    agency = make.agency("sender", "Sending Council", AgencyKind.COUNCIL)
    pool.feed(agency, "relationships")
    for day, rows in enumerate(
        ([("1", "2", "parent", "Y"), ("1", "3", "sibling", "")], [("1", "2", "stepParent", "")])
    ):
        path = tmp_path / f"{day}.csv"
        path.write_bytes(csv_of([headings, *rows]))
        read_from(agency, "relationships", path, told=NOW + timedelta(days=day - 1))
    query = """select t.kind, t.other_local_id from records_relationship t
               join records_sourcerecord s on s.id = t.record_id where s.superseded_at is null order by 1"""
    assert asked(query) == [("sibling", "3"), ("stepParent", "2")]

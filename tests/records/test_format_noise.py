"""What a published layout always does is no finding: findings are what somebody should look at, or nobody will."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from kith.lib.identifiers import Checked
from kith.records.rules.profile_files import profile
from kith.records.rules.values import TYPES, Setting
from tests.records.emitted import TODAY, files, read_file, read_lines
from tests.records.test_sent_again_formats import FOUND

HALF, FEW = 0.5, 8
EVERY = FOUND | {name: f"*/{name}.csv" for name in ("family-context-education", "family-context-primary-care")}
SAMPLES = {
    "cin-census": ["csc_cin/cin-2022.xml"],
    "family-context-education": ["csc_family_context/education.csv"],
    "fhir-uk-core": ["health_pds/patient_9000000009.json", "health_pds/Patient.json", "health_sui/single_match.json"],
    "gias": ["education/example_schools_data.csv"],
    "nrm": ["police_nrm/test.json"],
    "school-census": ["education_school_census/*.csv"],
    "single-view": ["health_sui/single_match_from_dbs_headers.csv"],
    "ssda903": ["csc_903/*.csv"],
}
ODD_IN_TRUTH = {"upn-invalid", "postcode-invalid", "code-unknown", "too-many-cells"}
"""What is wrong with the samples themselves: their numbers and postcodes were invented without a check."""


def often(name: str, path: Path) -> list[tuple[str, str]]:
    """Give the findings that at least half of the rows of a file have."""
    _, rows = read_file(name, path)
    found = Counter((one.code, one.field) for row in rows for one in row.findings)
    return [finding for finding, count in found.items() if len(rows) >= FEW and count >= HALF * len(rows)]


@pytest.mark.parametrize("name", sorted(EVERY))
def test_no_finding_comes_with_every_row_of_a_well_formed_file(name: str) -> None:
    paths = files(EVERY[name])
    assert paths
    assert {path.name: found for path in paths if (found := often(name, path))} == {}


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_no_published_sample_makes_a_finding_of_how_it_is_always_written(name: str, samples: Path) -> None:
    paths = [path for pattern in SAMPLES[name] for path in sorted(samples.glob(pattern))]
    assert paths
    found = {one.code for path in paths for row in read_file(name, path)[1] for one in row.findings}
    assert found - ODD_IN_TRUTH <= {"filler", "birth-first-of-january"}


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("moment", "2026-04-25T13:00:00+00:00"),
        ("moment", "2026-Apr-25 00:00:00"),
        ("birth-moment", "2026-Apr-25 00:00:00"),
        ("due-moment", "25/04/2026 09:30"),
        ("moment", "2026-04-25"),
    ],
)
def test_a_moment_is_a_day_and_its_time_is_no_finding(kind: str, written: str) -> None:
    assert TYPES[kind](written, Setting(TODAY)) == (date(2026, 4, 25), ())


def test_what_is_odd_about_a_moment_is_said_still() -> None:
    assert TYPES["moment"]("31/02/2026 10:00", Setting(TODAY)) == (None, ("date-impossible",))
    assert TYPES["moment"]("01/01/1900 00:00:00", Setting(TODAY)) == (None, ("date-placeholder",))
    assert TYPES["moment"]("2031-01-02 10:00", Setting(TODAY))[1] == ("date-in-future",)
    assert TYPES["due-moment"]("2031-01-02 10:00", Setting(TODAY))[1] == ()


@pytest.mark.parametrize(("written", "read"), [("199606", date(1996, 6, 1)), ("1996-06-30", date(1996, 6, 30))])
def test_a_month_is_its_first_day(written: str, read: date) -> None:
    assert TYPES["month"](written, Setting(TODAY)) == (read, ())


def test_a_day_with_a_time_where_none_is_expected_is_said() -> None:
    assert TYPES["date"]("2026-04-25 13:00", Setting(TODAY)) == (date(2026, 4, 25), ("date-and-time",))


def test_the_word_for_no_pupil_number_is_what_the_returns_ask_for() -> None:
    assert TYPES["upn"]("UN3", Setting(TODAY)) == (None, ())
    assert isinstance(TYPES["upn"]("B801200005001", Setting(TODAY))[0], Checked)


def test_a_list_of_any_words_has_one_meaning_for_the_rest() -> None:
    flags = profile("fhir-uk-core").codes["fhir_flag"]
    assert flags.meaning("Looked after child (CP-IS)") == "looked_after"
    assert flags.meaning("Severe peanut allergy") == "clinical"
    assert profile("fhir-uk-core").codes["fhir_class"].meaning("Severe peanut allergy") is None


def test_a_register_that_always_comes_in_windows_1252_says_so_of_itself(samples: Path) -> None:
    surveyed, _ = read_file("gias", samples / "education" / "example_schools_data.csv")
    assert surveyed.findings == ()


def test_days_and_nothing_as_a_database_writes_them_are_no_findings(tmp_path: Path) -> None:
    row = {
        "pers_person_id": "7", "pers_forename": "Ada", "pers_surname": "Drama", "pers_dob": "2014-05-01 00:00:00.000",
        "pers_sex": "NULL", "pers_death_date": "NULL", "pers_common_child_id": "NULL",
    }  # fmt: skip
    [found] = read_lines("ssd", [row], tmp_path, file="ssd_person.csv")
    assert (found.status, found.findings) == ("accepted", [])
    assert found.person is not None
    assert (found.person.dob, found.person.sex, found.person.nhs_number) == (date(2014, 5, 1), "", "")

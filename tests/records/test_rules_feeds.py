"""What the rows of agency feeds and of the schools' register become; wrong files and wrong descriptions are refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kith.outside.files import FileRefused
from kith.records.rules.profile_files import names, profile, profile_from
from kith.records.rules.profiles import ProfileWrong
from tests.records.conftest import ASC_HEADINGS, csv_of, nhs
from tests.records.reading import asc, codes, from_rows, readings


@pytest.mark.parametrize("name", names())
def test_every_format_is_sound_and_says_what_it_is(name: str) -> None:
    form = profile(name)
    assert form.name == name
    assert form.title
    assert form.version >= 1


# -- Family Context ---------------------------------------------------------------------------------------------------


def test_an_adult_with_everything_the_pointer_needs(tmp_path: Path) -> None:
    one = asc(tmp_path, NHS_No=nhs(3), Keyworker="Kit Worker", Email="kit@example.org", Is_a_Carer="Yes",
              Address="1 Drama Street\nTrowbridge\nba14 8jn", Service_Event_Desc="Home care",
              Service_Event_Start="01/04/2024", Service_Event_End="30/06/2026")  # fmt: skip
    person = one.person
    assert person is not None
    assert (person.nhs_number, person.postcode, person.worker, person.contact) == (
        nhs(3),
        "BA14 8JN",
        "Kit Worker",
        "kit@example.org",
    )
    assert (person.involvement, person.last_date) == ("adult social care: service", date(2026, 6, 30))
    assert [flag.kind for flag in one.flags] == ["carer"]
    assert one.status == "accepted"


def test_an_identifier_that_fails_its_check_is_kept_but_finds_nobody(tmp_path: Path) -> None:
    one = asc(tmp_path, NHS_No="943 476 5910")
    assert one.person is not None
    assert one.person.nhs_number == ""
    assert [(i.value_raw, i.check_result) for i in one.identifiers if i.scheme == "nhs"] == [
        ("943 476 5910", "invalid")
    ]
    assert codes(one) == ["nhs-invalid"]


def test_a_number_excel_has_mangled_finds_nobody(tmp_path: Path) -> None:
    one = asc(tmp_path, NHS_No="9.43477E+09", CMS_No="1.2E+05")
    assert one.person is not None
    assert (one.person.nhs_number, one.person.local_id) == ("", "")
    assert codes(one).count("identifier-mangled") == 2


def test_no_fixed_abode_links_nobody(tmp_path: Path) -> None:
    one = asc(tmp_path, Address="No fixed abode, ZZ99 3VZ")
    assert one.person is not None
    assert one.person.postcode == ""


def test_the_first_of_january_is_marked_as_a_guess(tmp_path: Path) -> None:
    one = asc(tmp_path, Date_of_Birth="01/01/1950")
    assert one.person is not None
    assert one.person.dob_estimated


def test_a_restricted_person_is_shielded_and_the_address_secret(tmp_path: Path) -> None:
    headings = [*ASC_HEADINGS, "Restricted"]
    row = ["Drama", "Ada", "02/03/1950", "", "", "1 Drama Street", "A1", *[""] * 7, "Y"]
    one = from_rows("family-context-adult-social-care", [headings, row], tmp_path)[0]
    assert one.person is not None
    assert (one.person.shielded, one.person.address_confidential) == (True, True)
    assert [use.confidential for use in one.addresses] == [True]


@pytest.mark.parametrize("service", ["Sexual health clinic", "Substance misuse team", "Women's Refuge"])
def test_a_service_whose_name_tells_a_secret_is_sensitive(tmp_path: Path, service: str) -> None:
    one = asc(tmp_path, Service_Event_Desc=service, Service_Event_Start="01/04/2024")
    assert one.person is not None
    assert one.person.sensitive_service


def test_mental_health_is_sensitive_whatever_it_says(tmp_path: Path) -> None:
    rows = [["Last Name", "First Name", "Date of Birth", "NHS No"], ["Drama", "Ada", "02/03/1950", ""]]
    one = from_rows("family-context-mental-health", rows, tmp_path)[0]
    assert one.person is not None
    assert one.person.sensitive_service


def test_a_row_with_shifted_cells_is_set_aside(tmp_path: Path) -> None:
    row = ["Drama", "Ada", "02/03/1950", "", "", "1 Drama Street", "Calne", "A1", *[""] * 6, "x"]
    one = from_rows("family-context-adult-social-care", [ASC_HEADINGS, row], tmp_path)[0]
    assert (one.status, one.person, codes(one)) == ("quarantined", None, ["too-many-cells"])


def test_headings_in_the_middle_and_totals_at_the_end_are_nobody(tmp_path: Path) -> None:
    ada = ["Drama", "Ada", "02/03/1950", *[""] * 11]
    rows = [ASC_HEADINGS, ada, ASC_HEADINGS, ada, ["Total: 2"]]
    found = from_rows("family-context-adult-social-care", rows, tmp_path)
    assert [one.status for one in found] == ["accepted", "quarantined", "accepted", "quarantined"]


def test_a_row_about_nobody_is_set_aside(tmp_path: Path) -> None:
    assert asc(tmp_path, Last_Name="", First_Name="", CMS_No="").status == "quarantined"


def test_a_pupil_with_a_school_to_ring(tmp_path: Path) -> None:
    headings = [
        "Cms Id",
        "First Name",
        "Last Name",
        "Date Of Birth",
        "Gender",
        "Address",
        "Service Involvement",
        "School Name",
        "Contact Number",
        "Date Of Most Recent Interaction",
        "Start Date Of Last Involvement",
        "UPN",
    ]
    rows = [
        headings,
        [
            "1",
            "Ada",
            "Drama",
            "2012-02-03",
            "Female",
            "Flat 1\nCalne\nSN11 0AA",
            "Historic",
            "Larkhill Vale",
            "01632 960001",
            "2026-01-04",
            "2020-09-01 00:00:00",
            "A80120000501A",
        ],
    ]
    one = from_rows("family-context-education", rows, tmp_path)[0]
    assert one.person is not None
    assert (one.person.school, one.person.contact, one.person.upn) == ("Larkhill Vale", "01632 960001", "A80120000501A")
    assert (one.person.involvement, one.person.last_date) == ("education: former pupil", date(2026, 1, 4))
    assert codes(one) == ["upn-temporary", "date-and-time"]


# -- GIAS -------------------------------------------------------------------------------------------------------------


def test_a_school_is_an_organisation_and_nobody(tmp_path: Path) -> None:
    headings = [
        "URN",
        "LA (code)",
        "EstablishmentNumber",
        "EstablishmentName",
        "PhaseOfEducation (name)",
        "EstablishmentStatus (name)",
        "OpenDate",
        "Street",
        "Town",
        "Postcode",
        "TelephoneNum",
        "HeadLastName",
    ]
    rows = [
        headings,
        [
            "999001",
            "865",
            "9001",
            "Saint Zoë’s",
            "Primary",
            "Open",
            "01-09-1998",
            "High Street",
            "Calne",
            "SN11 0AA",
            "01632960001",
            "Somebody",
        ],
        ["", *[""] * 3, "Primary", *[""] * 7],
    ]
    school, nothing = from_rows("gias", rows, tmp_path)
    assert school.person is None
    assert school.organisation is not None
    assert (school.organisation.urn, school.organisation.laestab, school.organisation.opened) == (
        "999001",
        "8659001",
        date(1998, 9, 1),
    )
    assert (school.organisation.address, school.organisation.postcode) == ("High Street, Calne", "SN11 0AA")
    assert nothing.status == "quarantined"


# -- The wrong file, and the wrong profile ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["annex-a", "gias", "family-context-education"])
def test_a_file_of_another_format_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="does not look like"):
        from_rows(name, [["colour", "size"], ["red", "1"]], tmp_path)


def test_a_column_that_should_be_there_is_missed_aloud(tmp_path: Path) -> None:
    path = tmp_path / "feed.csv"
    path.write_bytes(csv_of([["Last Name", "First Name", "Shoe size"], ["Drama", "Ada", "4"]]))
    surveyed, (one,) = readings("family-context-adult-social-care", path)
    assert {(f.code, f.field) for f in surveyed.findings} == {
        ("column-missing", "Date of Birth"),
        ("column-unknown", "Shoe size"),
    }
    assert one.person is not None


def test_a_format_of_ones_own_is_one_table() -> None:
    table: dict[str, object] = {
        "name": "mine", "title": "Mine",
        "section": [{"name": "rows", "fields": {"who": {"column": "Who", "type": "name"}}, "person": {"surname": "who"}}],
    }  # fmt: skip
    assert profile_from(table).sections[0].main.fields[0].columns == ("Who",)


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ({"name": "r", "fields": {"a": {"column": "A", "type": "elephant"}}}, "the type 'elephant'"),
        ({"name": "r", "fields": {"a": {"column": "A", "type": "code", "codes": "none"}}}, "code list 'none'"),
        ({"name": "r", "fields": {"a": "A"}, "person": {"surname": "b"}}, "no field called b"),
        ({"name": "r", "fields": {"a": {"type": "text"}}}, "needs 'column'"),
    ],
)
def test_a_wrong_description_is_refused(section: dict[str, object], words: str) -> None:
    with pytest.raises(ProfileWrong, match=words):
        profile_from({"name": "x", "title": "x", "section": [section]})


def test_a_format_nobody_wrote_is_refused_with_those_there_are() -> None:
    with pytest.raises(ProfileWrong, match="There are: annex-a"):
        profile("../settings")

"""What rows become: people, identifiers, addresses, events and flags, and what is said of what was odd."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from kith.outside.files import FileRefused, Kind, Row, read
from kith.records.rules.made import Reading
from kith.records.rules.plans import Survey, expected_headings, survey
from kith.records.rules.profile_files import names, profile, profile_from
from kith.records.rules.profiles import ProfileWrong
from kith.records.rules.readings import Reader
from tests.records.conftest import ASC_HEADINGS, child, cin, csv_of, nhs, workbook

TODAY = date(2026, 11, 24)


def readings(name: str, path: Path) -> tuple[Survey, list[Reading]]:
    form = profile(name)
    kinds = frozenset(Kind(kind) for kind in form.kinds)
    asked = {"expected": expected_headings(form), "records": form.records, "header": form.header}
    found = list(read(path, kinds, **asked))  # type: ignore[arg-type]
    surveyed = survey(form, found, today=TODAY)
    reader = Reader(form, surveyed.plans, today=TODAY)
    return surveyed, [reader.read(item) for item in found if isinstance(item, Row)]


def from_rows(name: str, rows: Sequence[Sequence[object]], tmp_path: Path) -> list[Reading]:
    path = tmp_path / "feed.csv"
    path.write_bytes(csv_of(rows))
    return readings(name, path)[1]


def from_xml(children: str, tmp_path: Path, *, year: int = 2026) -> tuple[Survey, list[Reading]]:
    path = tmp_path / "cin.xml"
    path.write_bytes(cin(children, year=year))
    surveyed, found = readings("cin-census", path)
    return surveyed, found[1:]


def codes(reading: Reading) -> list[str]:
    return [finding.code for finding in reading.findings]


def asc(tmp_path: Path, **cells: str) -> Reading:
    row = dict.fromkeys(ASC_HEADINGS, "") | {
        "Last Name": "Drama", "First Name": "Ada", "Date of Birth": "02/03/1950", "CMS No": "A1",
    } | {key.replace("_", " "): value for key, value in cells.items()}  # fmt: skip
    return from_rows("family-context-adult-social-care", [list(row), list(row.values())], tmp_path)[0]


@pytest.mark.parametrize("name", names())
def test_every_format_is_sound_and_says_what_it_is(name: str) -> None:
    form = profile(name)
    assert form.name == name
    assert form.title
    assert form.version >= 1


# -- Annex A ----------------------------------------------------------------------------------------------------------

CONTACT = ("Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age", "Date of Contact", "Contact Source")
CARE = (
    "Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)", "Date Started to be Looked After",
    "Child's Legal Status", "Start Date of Most Recent Placement", "Placement Type", "Placement postcode",
    "Number of Episodes the Child has been ‘Missing’ from their Placement in the last 12 months",
    "Allocated Team", "Allocated Worker",
)  # fmt: skip


def test_sheets_are_known_by_name_or_by_headings(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {
        "List 1": [CONTACT, (1, "F", "WBRI", date(2015, 1, 25), 6.2, date(2020, 9, 16), "6: Police")],
        "Sheet2": [CARE, (2, "M", "MWBC", "", 9, date(2019, 1, 2), "C2", date(2020, 1, 2), "U4", "SN1 1AA", 2, "", "")],
        "Notes": [("made by", "somebody"), ("x", "y")],
    })  # fmt: skip
    surveyed, found = readings("annex-a", path)
    assert {sheet: plan.section.name for sheet, plan in surveyed.plans.items()} == {
        "List 1": "list_1",
        "Sheet2": "list_8",
    }
    assert "section-unknown" in {finding.code for finding in surveyed.findings}
    assert [reading.status for reading in found] == ["accepted", "accepted", "quarantined"]


def test_a_child_in_care_is_a_care_period_a_flag_and_a_secret_placement(tmp_path: Path) -> None:
    row = (
        2,
        "M",
        "a) White",
        "25/01/2015",
        9,
        "02/01/2019",
        "C2: FCO",
        "02/01/2020",
        "U4",
        "SN1 1AA",
        2,
        "CiC\u00a01",
        "Kit",
    )
    path = workbook(tmp_path / "a.xlsx", {"List 8": [CARE, row]})
    one = readings("annex-a", path)[1][0]
    assert one.person is not None
    assert (one.person.involvement_kind, one.person.postcode, one.person.team) == ("csc.looked_after", "", "CiC 1")
    assert [(event.kind, event.subkind, event.confidential) for event in one.events] == [
        ("care_period", "", False),
        ("placement", "foster placement", True),
    ]
    assert [(use.use, use.postcode, use.confidential) for use in one.addresses] == [("placement", "SN1 1AA", True)]
    assert [(flag.kind, flag.starts) for flag in one.flags] == [("looked_after", date(2019, 1, 2))]
    assert one.events[0].detail["missing"] == "2"
    assert codes(one) == ["nbsp"]


def test_an_adopted_child_is_shielded_and_the_family_number_is_secret(tmp_path: Path) -> None:
    headings = (
        "Child Unique ID",
        "Family identifier",
        "Gender",
        "Date the Child Entered Care",
        "Date of Adoption Order ",
    )
    path = workbook(
        tmp_path / "a.xlsx",
        {"List 10": [headings, (1, 77, "F", date(2020, 1, 1), date(2021, 1, 1)), (2, 78, "F", date(2020, 1, 1), "")]},
    )
    adopted, waiting = readings("annex-a", path)[1]
    assert adopted.person is not None
    assert waiting.person is not None
    assert (adopted.person.shielded, waiting.person.shielded) == (True, False)
    assert [(one.scheme, one.confidential) for one in adopted.identifiers] == [
        ("la_child_id", False),
        ("family_id", True),
    ]


def test_errors_of_excel_and_codes_nobody_knows_are_said(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx", {"List 1": [CONTACT, (1, "elephant", "#N/A", "31/02/2015", "", "16/09/2020", "")]}
    )
    one = readings("annex-a", path)[1][0]
    assert codes(one) == ["date-impossible", "code-unknown", "error-value"] or sorted(codes(one)) == [
        "code-unknown", "date-impossible", "error-value",
    ]  # fmt: skip
    assert one.status == "with_findings"


# -- CIN census -------------------------------------------------------------------------------------------------------

DETAILS = (
    "<Assessments><AssessmentActualStartDate>2025-05-02</AssessmentActualStartDate><FactorsIdentifiedAtAssessment>"
    "<AssessmentFactors>10A</AssessmentFactors><AssessmentFactors>24A</AssessmentFactors></FactorsIdentifiedAtAssessment>"
    "</Assessments><ChildProtectionPlans><CPPstartDate>2025-06-01</CPPstartDate><InitialCategoryOfAbuse>NEG"
    "</InitialCategoryOfAbuse><LatestCategoryOfAbuse>EMO</LatestCategoryOfAbuse><NumberOfPreviousCPP>0"
    "</NumberOfPreviousCPP><Reviews><CPPreviewDate>2025-09-01</CPPreviewDate><CPPreviewDate>2026-02-01</CPPreviewDate>"
    "</Reviews></ChildProtectionPlans>"
)


def test_a_child_in_need_with_all_that_happened(tmp_path: Path) -> None:
    inside = "<UPN>P207000016049</UPN><PersonBirthDate>2012-02-03</PersonBirthDate>"
    surveyed, (one,) = from_xml(child("C1", inside=inside, details=DETAILS), tmp_path)
    assert (surveyed.year, surveyed.reference_date) == (2026, date(2026, 3, 31))
    assert one.person is not None
    assert (one.person.local_id, one.person.upn, one.person.dob, one.person.sex) == (
        "C1",
        "P207000016049",
        date(2012, 2, 3),
        "female",
    )
    assert [(event.kind, event.starts) for event in one.events] == [
        ("referral", date(2025, 5, 1)),
        ("assessment", date(2025, 5, 2)),
        ("cp_plan", date(2025, 6, 1)),
        ("cp_review", date(2025, 9, 1)),
        ("cp_review", date(2026, 2, 1)),
    ]
    assert {flag.kind for flag in one.flags} == {"exploitation", "missing", "cp_plan"}
    assert one.person.last_date == date(2026, 2, 1)
    assert one.status == "accepted"


@pytest.mark.parametrize(
    ("sex", "meaning"),
    [
        ("<Sex>M</Sex>", "male"),
        ("<Sex>U</Sex>", "unknown"),
        ("<GenderCurrent>1</GenderCurrent>", "male"),
        ("<GenderCurrent>2</GenderCurrent>", "female"),
        ("<GenderCurrent>0</GenderCurrent>", "unknown"),
        ("<GenderCurrent>9</GenderCurrent>", "unknown"),
    ],
)
@pytest.mark.parametrize("year", [2022, 2026])
def test_sex_is_read_as_every_year_asked_it(sex: str, meaning: str, year: int, tmp_path: Path) -> None:
    _, (one,) = from_xml(child("C1", sex=sex), tmp_path, year=year)
    assert one.person is not None
    assert one.person.sex == meaning


def test_a_year_we_were_not_written_for_is_said(tmp_path: Path) -> None:
    surveyed, _ = from_xml(child("C1"), tmp_path, year=2031)
    assert "year-unknown" in {finding.code for finding in surveyed.findings}


def test_an_unborn_child_has_an_expected_date(tmp_path: Path) -> None:
    inside = "<ExpectedPersonBirthDate>2027-02-01</ExpectedPersonBirthDate>"
    _, (one,) = from_xml(child("C1", inside=inside), tmp_path)
    assert one.person is not None
    assert (one.person.dob, one.person.expected_dob, codes(one)) == (None, date(2027, 2, 1), [])


def test_several_referrals_of_one_child_are_kept_apart(tmp_path: Path) -> None:
    second = "</CINdetails><CINdetails><CINreferralDate>2026-01-05</CINreferralDate>"
    _, (one,) = from_xml(child("C1", details=second), tmp_path)
    assert [event.starts for event in one.events] == [date(2025, 5, 1), date(2026, 1, 5)]


def test_elements_we_do_not_know_are_said_once_for_the_file(tmp_path: Path) -> None:
    odd = "<Novelty>1</Novelty>"
    surveyed, found = from_xml(child("C1", details=odd) + child("C2", details=odd), tmp_path)
    assert [(f.code, f.field) for f in surveyed.findings] == [("column-unknown", "CINdetails/Novelty")]
    assert [reading.status for reading in found] == ["accepted", "accepted"]


def test_a_child_without_a_number_is_set_aside_not_dropped(tmp_path: Path) -> None:
    _, (one,) = from_xml(child(""), tmp_path)
    assert one.status == "quarantined"
    assert "nobody" in codes(one)


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

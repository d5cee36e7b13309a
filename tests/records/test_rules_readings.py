"""What the rows of Annex A and of the children in need census become."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.records.conftest import child, workbook
from tests.records.reading import codes, from_xml, readings

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


def test_an_adopted_child_is_shielded_and_no_number_leads_to_its_new_family(tmp_path: Path) -> None:
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
    assert adopted.identifiers == waiting.identifiers == []
    assert [(one.kind, one.confidential) for one in adopted.flags] == [("adopted", True)]


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

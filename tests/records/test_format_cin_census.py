"""The children in need census: what each year's codes mean, and that nothing leads from a child to who adopted it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kith.records.rules.profile_files import profile
from tests.records.conftest import child
from tests.records.reading import from_xml

YEARS = (2023, 2024, 2025, 2026)
LISTS = {
    "gendertype": "sex",
    "sextype": "sex",
    "ethnicitytype": "cin_ethnicity",
    "disabilitytype": "cin_disability",
    "referralsourcetype": "cin_source",
    "primaryneedcodetype": "cin_need",
    "reasonforclosuretype": "cin_closure",
    "assessmentfactorstype": "cin_factors",
    "categoryofabusetype": "cin_abuse",
    "yesnotype": "yes_no",
}
"""Which of our lists reads which of the schema's."""
NUMBERS = "<UPN>B801200005001</UPN><FormerUPN>P207000016049</FormerUPN><PersonBirthDate>2020-02-03</PersonBirthDate>"
ADOPTED = (
    "<CINclosureDate>2025-09-01</CINclosureDate><ReasonForClosure>RC1</ReasonForClosure><Assessments>"
    "<AssessmentActualStartDate>2025-05-02</AssessmentActualStartDate></Assessments>"
)
AGAIN = (
    "<CINdetails><CINreferralDate>2024-05-01</CINreferralDate><ReferralSource>6</ReferralSource>"
    "<CINclosureDate>2024-07-01</CINclosureDate><ReasonForClosure>{code}</ReasonForClosure>"
    "<ReferralNFA>0</ReferralNFA></CINdetails></Child>"
)


@pytest.mark.parametrize("year", YEARS)
def test_every_code_of_each_years_schema_has_a_meaning(year: int, samples: Path) -> None:
    schema = (samples / "csc_cin" / f"CIN_schema_{year}.xsd").read_text(encoding="utf-8")
    lists = profile("cin-census").codes_in(year)
    met = set()
    for found in re.finditer(r'simpleType name="(\w+)".*?</\w+:simpleType>', schema, re.DOTALL):
        if (name := found[1].casefold()) in LISTS:
            met.add(name)
            codes = re.findall(r'enumeration value="([^"]+)"', found[0])
            assert [code for code in codes if lists[LISTS[name]].meaning(code) is None] == []
    assert met >= LISTS.keys() - {"gendertype", "sextype"}
    assert met & {"gendertype", "sextype"}


def test_sex_is_read_by_its_name_and_codes_of_either_year(tmp_path: Path) -> None:
    old = "<GenderCurrent>2</GenderCurrent>"
    for year, sex in ((2024, old), (2025, "<Sex>F</Sex>")):
        _, [found] = from_xml(child("77", sex=sex), tmp_path, year=year)
        assert found.person is not None
        assert (found.person.sex, found.findings) == ("female", [])


def test_a_child_whose_case_is_open_has_its_numbers(tmp_path: Path) -> None:
    _, [found] = from_xml(child("77", inside=NUMBERS), tmp_path)
    assert found.person is not None
    assert (found.person.upn, found.person.shielded) == ("B801200005001", False)
    assert {one.scheme for one in found.identifiers} == {"la_child_id", "upn", "former_upn"}


@pytest.mark.parametrize(
    "children",
    [
        child("77", inside=NUMBERS, details=ADOPTED),
        child("77", inside=NUMBERS, details=ADOPTED).replace("</Child>", AGAIN.format(code="RC7")),
        child("77", inside=NUMBERS).replace("</Child>", AGAIN.format(code="RC1")),
    ],
    ids=["alone", "then another", "the second"],
)
def test_a_case_closed_for_adoption_leads_nowhere(children: str, tmp_path: Path) -> None:
    _, [found] = from_xml(children, tmp_path)
    assert found.person is not None
    assert (found.person.shielded, found.person.upn) == (True, "")
    assert found.person.involvement_kind == "csc.adoption"
    assert (found.identifiers, found.addresses, found.relationships) == ([], [], [])
    assert [(one.kind, one.confidential) for one in found.flags if one.kind == "adopted"] == [("adopted", True)]
    secret = [one.confidential for one in found.events if one.kind == "referral" and one.outcome == "adopted"]
    assert secret == [True]

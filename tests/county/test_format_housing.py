"""What housing systems export: tenancies and households, nuisance, arrears, and the homelessness return."""

from __future__ import annotations

from datetime import date

from lxml import etree

from kith.county.formats import housing, housing_homeless
from kith.county.model import Block
from kith.county.plan import Plan
from tests.county.emitting_named import Rows, files, table
from tests.county.handmade import PLAN, Maker, handmade_block


def homeless(section: str, *blocks: Block) -> Rows:
    return table(housing_homeless.FORMAT, "housing", f"hclic/{section}.csv", *blocks)


def applicants(outcome: str, count: int = 60, end: date | None = None) -> Block:
    """Make many single applicants whose cases came to the same."""
    made = Maker(0, "wiltshire")
    for number in range(count):
        who = made.person("M", date(1990, 1, 2), f"Man{number}", "Cope")
        made.event("homeless", date(2026, 1, 5), [(who, "applicant")], end, reason="family", needs=("drugs", "young"),
                   outcome=outcome)  # fmt: skip
    return made.block


def test_everybody_in_a_tenancy_is_listed_with_what_they_are_to_the_tenant() -> None:
    rows = [row for row in table(housing.FORMAT, "housing", "tenancies.csv") if row["Tenancy Ref"].startswith("T")]
    barlows = {row["Forename"]: (row["Role"], row["Relationship"]) for row in rows if "Barlow" in row["Surname"]}
    assert barlows["Darren"] == ("Tenant", "")
    assert barlows["Ruby"] == ("Occupant", "Son/Daughter")
    assert {row["Role"]: row["Relationship"] for row in rows}["Joint tenant"] == "Partner"


def test_a_case_of_nuisance_and_an_account_in_arrears_hang_on_the_tenancy() -> None:
    tenancies = {row["Tenancy Ref"] for row in table(housing.FORMAT, "housing", "tenancies.csv")}
    [nuisance] = table(housing.FORMAT, "housing", "asb_cases.csv", *handmade_block())
    [owing] = table(housing.FORMAT, "housing", "arrears.csv", *handmade_block())
    assert {nuisance["Tenancy Ref"], owing["Tenancy Ref"]} <= tenancies
    assert (nuisance["Category"], owing["Arrears"]) == ("Noise nuisance", "640")


def test_the_sections_of_a_case_are_joined_by_its_number() -> None:
    cases = {row["Case ID"] for row in homeless("main")}
    assert len(cases) == 2
    for section in housing_homeless.SECTIONS:
        assert {row["Case ID"] for row in homeless(section)} <= cases
    assert [row["Forename"] for row in homeless("people")] == ["Asha"]


def test_a_home_found_in_time_ends_a_case_without_a_decision() -> None:
    block = applicants("relief", end=date(2026, 2, 20))
    assert {row["Outcome"] for row in homeless("relief", block)} == {housing_homeless.SECURED}
    assert homeless("final_duties", block) == homeless("prevention", block) == []


def test_a_case_withdrawn_ends_under_the_duty_it_began_with() -> None:
    block = applicants("withdrawn", end=date(2026, 2, 20))
    ended = [row["Outcome"] for duty in ("prevention", "relief") for row in homeless(duty, block)]
    assert ended == ["Withdrew application or contact lost"] * 60
    assert homeless("final_duties", block) == []


def test_a_case_that_comes_to_a_decision_has_gone_through_relief() -> None:
    block = applicants("main_duty")
    assert len(homeless("final_duties", block)) == len(homeless("relief", block)) == 60
    assert 0 < len(homeless("prevention", block)) < 60
    assert {row["Support Need"] for row in homeless("support", block)} == {"Drugs", "Young"}


def test_the_last_quarter_is_written_as_xml_too() -> None:
    block = applicants("main_duty", 3)
    block.of("homeless")[0].start = date(2026, 8, 3)
    text = files(housing_homeless.FORMAT, "housing", block)[housing_homeless.XML_NAME]
    read = etree.fromstring(text.encode())
    assert [case.findtext("Main/Forename") for case in read.iter("HCLICCase")] == ["Man0"]
    assert read.findtext("Header/QuarterEnd") == "2026-09-30"


def test_a_quarter_is_the_last_whole_one() -> None:
    assert housing_homeless.quarter(PLAN) == (date(2026, 7, 1), date(2026, 10, 1))
    assert housing_homeless.quarter(Plan(1, 1, until=date(2026, 2, 14))) == (date(2025, 10, 1), date(2026, 1, 1))

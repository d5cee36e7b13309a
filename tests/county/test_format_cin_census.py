"""The children in need census is what DfE's schemas ask for, and says of each child what the council held."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from itertools import takewhile
from pathlib import Path

import pytest
from lxml import etree

from kith.county.agencies.known import Known
from kith.county.formats.cin_census import FORMAT
from kith.county.formats.cin_census.children import working_days_after
from kith.county.formats.cin_census.years import LEA, years
from kith.county.model import Block, Event, Person
from kith.county.plan import Plan
from tests.county.handmade import PLAN, Maker, handmade_block, named
from tests.county.validators.emitting import SHARED, emit

AHEAD = {"InitialCPCtarget", "ExpectedPersonBirthDate", "DateTime"}
"""What may lie after the reference date."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return emit(FORMAT, handmade_block(), tmp_path)


@pytest.fixture
def made() -> Maker:
    return Maker(0, "wiltshire")


def child_of(made: Maker, born: date, *, upn: str = "", forename: str = "Zelda") -> Person:
    home = made.home("1", "Test Lane")
    person = made.person("F", born, forename, "Quillfeather")
    person.upn = upn
    made.live("family", home, date(2016, 1, 1), person)
    return person


def refer(made: Maker, child: Person, day: date, end: date | None = None, **details: object) -> Event:
    told = {"source": "6", "need": "N1", "nfa": 0, "closure": "RC7" if end else "", **details}
    return made.event("referral", day, [(child, "child")], end, **told)


def census(block: Block, year: int, tmp_path: Path) -> etree._Element:
    return etree.parse(emit(FORMAT, [block], tmp_path) / f"cin-census-{year}.xml").getroot()


def texts(root: etree._Element, name: str) -> list[str]:
    return [one.text or "" for one in root.iter(name)]


@pytest.mark.parametrize("agency", FORMAT.agencies)
def test_every_year_is_valid_by_the_schema_of_that_year(agency: str, tmp_path: Path) -> None:
    if not (SHARED / "samples").is_dir():
        pytest.skip(f"the published schemas are not at {SHARED}")
    written = sorted(emit(FORMAT, handmade_block(), tmp_path, agency=agency).glob("*.xml"))
    assert written
    for path in written:
        schema = etree.XMLSchema(etree.parse(SHARED / "samples" / "csc_cin" / f"CIN_schema_{path.stem[-4:]}.xsd"))
        schema.assertValid(etree.parse(path))


@pytest.mark.parametrize("year", [2025, 2026])
def test_every_element_and_code_is_one_the_published_field_list_has(folder: Path, year: int) -> None:
    listed = SHARED / "formats" / f"cin_census_{year}.csv"
    if not listed.exists():
        pytest.skip(f"the published field list is not at {listed}")
    with listed.open(encoding="utf-8") as lines:
        codes = {row["path"]: row["codes"] for row in csv.DictReader(lines)}
    for one in etree.parse(folder / f"cin-census-{year}.xml").iter():
        path = "".join(f"/{step.tag}" for step in [*reversed(list(one.iterancestors())), one])
        assert path in codes
        if codes[path]:
            assert one.text in codes[path].split("; ")


def test_there_is_a_return_for_every_year_that_was_over(folder: Path) -> None:
    assert [year.number for year in years(PLAN)] == [2023, 2024, 2025, 2026]
    assert [year.number for year in years(Plan(10, 1, until=date(2025, 3, 31)))] == [2023, 2024]
    assert {path.name for path in folder.glob("*.xml")} <= {file.name for file in FORMAT.files(PLAN)}


def test_nobody_is_named_in_it(folder: Path) -> None:
    names = {use.forename for block in handmade_block() for person in block.people for use in person.names}
    text = "".join(path.read_text("utf-8") for path in folder.glob("*.xml"))
    assert [name for name in sorted(names) if name and name in text] == []


def test_nothing_in_it_happened_after_the_reference_date(folder: Path) -> None:
    found = 0
    for year in years(PLAN):
        path = folder / year.name
        for one in etree.parse(path).iter() if path.exists() else ():
            if "Date" in one.tag and one.text and one.text.strip() and one.tag not in AHEAD:
                assert one.text <= year.last.isoformat(), one.tag
                found += 1
    assert found


def test_the_authority_is_nobodys(folder: Path) -> None:
    assert texts(etree.parse(folder / "cin-census-2026.xml").getroot(), "LEA") == [LEA] == ["199"]


def test_a_council_with_no_child_to_return_for_a_year_leaves_that_year_out(made: Maker, tmp_path: Path) -> None:
    refer(made, child_of(made, date(2018, 1, 1)), date(2024, 6, 3))
    folder = emit(FORMAT, [made.block], tmp_path)
    assert sorted(path.name for path in folder.glob("*.xml")) == ["cin-census-2025.xml", "cin-census-2026.xml"]


def test_a_case_that_closes_after_the_year_is_still_open_in_its_return(made: Maker, tmp_path: Path) -> None:
    refer(made, child_of(made, date(2018, 1, 1)), date(2024, 6, 3), date(2025, 6, 1))
    assert texts(census(made.block, 2025, tmp_path / "a"), "CINclosureDate") == []
    after = census(made.block, 2026, tmp_path / "b")
    assert (texts(after, "CINclosureDate"), texts(after, "ReasonForClosure")) == (["2025-06-01"], ["RC7"])


def test_a_referral_that_led_to_nothing_is_returned_once_and_bare(made: Maker, tmp_path: Path) -> None:
    refer(made, child_of(made, date(2010, 1, 1)), date(2024, 6, 3), date(2024, 6, 4), nfa=1)
    root = census(made.block, 2025, tmp_path / "a")
    assert [[one.tag for one in case] for case in root.iter("CINdetails")] == [
        ["CINreferralDate", "ReferralSource", "ReferralNFA"]
    ]
    assert texts(root, "UPNunknown") == ["UN7"]
    assert not (emit(FORMAT, [made.block], tmp_path / "b") / "cin-census-2026.xml").exists()


@pytest.mark.parametrize(("year", "field", "code"), [(2024, "GenderCurrent", "0"), (2026, "Sex", "U")])
def test_an_unborn_child_has_an_expected_date_and_no_sex(
    made: Maker, year: int, field: str, code: str, tmp_path: Path
) -> None:
    child = child_of(made, date(year, 5, 20), forename="")
    refer(made, child, date(year, 3, 2))
    root = census(made.block, year, tmp_path)
    assert (texts(root, "PersonBirthDate"), texts(root, field)) == ([], [code])
    assert texts(root, "ExpectedPersonBirthDate") == [f"{year}-05-20"]
    assert texts(root, "UPNunknown") == ["UN1"]


def test_the_pupil_number_is_given_where_the_council_has_it_and_else_why_not(made: Maker, tmp_path: Path) -> None:
    for number in range(40):
        refer(made, child_of(made, date(2014, 5, 1), upn=f"A1990000123{number:02d}"), date(2025, 6, 3))
    refer(made, child_of(made, date(2023, 5, 1)), date(2025, 6, 3))
    held = [one.upn for one in Known(made.block, "childrens", None).personas() if one.upn]
    root = census(made.block, 2026, tmp_path)
    assert texts(root, "UPN") == held
    assert sorted(texts(root, "UPNunknown")) == ["UN1", *["UN5"] * (40 - len(held))]


def test_an_enquiry_gives_its_target_and_its_conference_once(made: Maker, tmp_path: Path) -> None:
    child = child_of(made, date(2014, 5, 1))
    referral = refer(made, child, date(2025, 6, 2))
    meeting = date(2025, 6, 20)
    made.event("s47", date(2025, 6, 4), [(child, "child")], part_of=referral, conference=meeting, not_required=0)
    made.event("conference", meeting, [(child, "child")], part_of=referral, plan=1)
    root = census(made.block, 2026, tmp_path)
    assert texts(root, "InitialCPCtarget") == ["2025-06-25"]
    assert [one.getparent().tag for one in root.iter("DateOfInitialCPC")] == ["Section47"]


def test_a_conference_without_an_enquiry_stands_with_the_referral(made: Maker, tmp_path: Path) -> None:
    child = child_of(made, date(2014, 5, 1))
    referral = refer(made, child, date(2025, 6, 2))
    made.event("conference", date(2025, 6, 20), [(child, "child")], part_of=referral, plan=1)
    root = census(made.block, 2026, tmp_path)
    assert [one.getparent().tag for one in root.iter("DateOfInitialCPC")] == ["CINdetails"]


def test_what_names_no_referral_belongs_to_the_one_that_was_open(made: Maker, tmp_path: Path) -> None:
    child = child_of(made, date(2014, 5, 1))
    refer(made, child, date(2025, 4, 7), date(2025, 5, 1))
    refer(made, child, date(2025, 6, 2))
    made.event("assessment", date(2025, 6, 10), [(child, "child")], date(2025, 7, 20), factors=("10A", "24A", "21"))
    second = list(census(made.block, 2026, tmp_path).iter("CINdetails"))[1]
    assert texts(second, "AssessmentActualStartDate") == ["2025-06-10"]
    assert texts(second, "AssessmentFactors") == ["10A", "24A"]


def test_an_adopted_childs_new_number_is_in_no_census_of_the_years_before(folder: Path) -> None:
    block = handmade_block()[0]
    after = named(block, "Oliver")
    assert after.earlier is not None
    known = Known(block, "childrens", None)
    new = {one.local_id for one in known.personas() if one.person is after}
    old = {one.local_id for one in known.personas() if one.person is after.earlier}
    written = {number for path in folder.glob("*.xml") for number in texts(etree.parse(path).getroot(), "LAchildID")}
    assert old & written
    assert not new & written


def test_the_same_blocks_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    again = emit(FORMAT, handmade_block(), tmp_path / "again")
    assert [path.read_bytes() for path in sorted(folder.glob("*.xml"))] == [
        path.read_bytes() for path in sorted(again.glob("*.xml"))
    ]


def test_working_days_leave_out_weekends() -> None:
    friday = date(2026, 3, 6)
    assert working_days_after(friday, 1) == date(2026, 3, 9)
    span = takewhile(lambda n: n <= 21, range(1, 100))
    assert working_days_after(friday, 15) == max(friday + timedelta(days=n) for n in span)

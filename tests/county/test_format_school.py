"""School census extracts: the columns and codes of COLLECT, one row a pupil on the roll, and what hangs on it."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from kith.county.formats.school_census import FORMAT
from kith.county.formats.school_census.pupils import bs7666, lines
from kith.county.formats.school_census.terms import TABLES, censuses, thursday, year_group
from kith.county.model import Block, NameUse
from kith.county.plan import Plan
from tests.county.emitting_named import Rows, files, rows, table
from tests.county.handmade import PLAN, Maker, handmade_block, named

SHARED = Path(__file__).parents[2].parent / "shared"
CSV = "school_census/2026_spring_{}.csv"


def spring(name: str, *blocks: Block) -> Rows:
    return table(FORMAT, "education", CSV.format(name), *blocks)


def a_school(pupils: int) -> Block:
    """Make one school with many pupils, all of whom were suspended in the summer of 2025 and of 2024."""
    made = Maker(0, "wiltshire")
    home = made.home("17", "Mill Lane")
    for number in range(pupils):
        child = made.person("M", date(2014, 9, 2), f"Boy{number}", "Barlow")
        made.live("family", home, date(2015, 1, 1), child)
        made.event("enrolment", date(2018, 9, 4), [(child, "pupil")], place=made.school, year_group="R", sen="E", fsm=0)
        for day in (date(2024, 6, 3), date(2025, 6, 2)):
            made.event(
                "exclusion", day, [(child, "pupil")], place=made.school, category="SUSP", reason="PP", sessions=2
            )
    return made.block


def test_it_is_the_spring_of_two_years_and_the_autumn_between() -> None:
    assert [one.name for one in censuses(PLAN)] == ["2025_spring", "2025_autumn", "2026_spring"]
    early = censuses(Plan(10, 1, until=date(2026, 2, 1)))
    assert [one.name for one in early] == ["2024_spring", "2024_autumn", "2025_spring"]


def test_a_census_is_taken_on_the_third_thursday_of_january() -> None:
    assert thursday(2026, 1, 3) == date(2026, 1, 15)
    assert thursday(2025, 1, 3).weekday() == 3


def test_the_columns_are_those_of_the_published_list_in_its_order() -> None:
    listed = SHARED / "formats" / "school_census_2026.csv"
    if not listed.is_file():
        pytest.skip("the published list of columns is not beside the repository")
    published: dict[tuple[str, str], list[str]] = {}
    with listed.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            published.setdefault((row["term"], row["table"]), []).append(row["column"])
    for term, tables in TABLES.items():
        for name, columns in tables.items():
            assert list(columns) == published[term, name]


def test_every_coded_value_is_one_of_the_published_codes_or_an_old_one() -> None:
    listed = SHARED / "formats" / "school_census_2026.csv"
    if not listed.is_file():
        pytest.skip("the published list of columns is not beside the repository")
    with listed.open(encoding="utf-8", newline="") as file:
        codes = {
            (row["term"], row["table"], row["column"]): {*row["codes"].split("; "), "", "FIXD", "S"}
            for row in csv.DictReader(file)
            if row["codes"]
        }
    for name, text in files(FORMAT, "education", *handmade_block(), a_school(40)).items():
        term, _, kind = name.removesuffix(".csv").split("/")[-1].split("_", 1)[1].partition("_")
        for row in rows(text):
            odd = {col: value for col, value in row.items() if value not in codes.get((term, kind, col), {value})}
            assert odd == {}, name


def test_every_pupil_on_the_roll_is_there_once_with_an_address() -> None:
    pupils, addresses = spring("pupilonroll"), spring("addresses")
    assert sorted(row["forename"] for row in pupils) == ["Asha", "Jack", "Jacob", "Oliver", "Ruby"]
    assert {row["pupilonrolltableid"] for row in addresses} == {row["pupilonrolltableid"] for row in pupils}
    assert len({row["pupilonrollorderseqcolumn"] for row in pupils}) == len(pupils)


def test_dates_are_written_as_collect_writes_them() -> None:
    [ruby] = [row for row in spring("pupilonroll") if row["forename"] == "Ruby"]
    assert ruby["dob"] == "2015-Feb-25 00:00:00"
    assert ruby["entrydate"] == "2023-Sep-04 00:00:00"


def test_a_pupil_who_left_in_the_span_asked_about_is_off_the_roll() -> None:
    wiltshire, swindon = handmade_block()
    enrolment = next(one for one in wiltshire.of("enrolment") if one.person is named(wiltshire, "Ruby"))
    enrolment.end = date(2025, 10, 3)
    assert [row["forename"] for row in spring("pupilnolongeronroll", wiltshire, swindon)] == ["Ruby"]
    assert "Ruby" not in {row["forename"] for row in spring("pupilonroll", wiltshire, swindon)}
    missed = spring("termlysessiondetailsoffroll", wiltshire, swindon)
    assert sum(int(row["sessions"]) for row in missed) == 8


def test_a_pupil_who_left_long_before_is_not_asked_about() -> None:
    wiltshire, _ = handmade_block()
    for enrolment in wiltshire.of("enrolment"):
        enrolment.end = date(2025, 3, 3)
    assert spring("pupilonroll", wiltshire) == spring("pupilnolongeronroll", wiltshire) == []


def test_sessions_missed_add_up_to_those_of_the_term_before() -> None:
    missed: dict[str, int] = {}
    for row in spring("termlysessiondetailsonroll"):
        missed[row["sourceid"]] = missed.get(row["sourceid"], 0) + int(row["sessions"])
    assert set(missed.values()) == {8}


def test_suspensions_are_called_fixd_mostly_in_the_older_extract_alone() -> None:
    block = a_school(200)
    written = files(FORMAT, "education", block)
    fixed = {
        year: [row["category"] for row in rows(written[f"school_census/{year}_spring_termlyexclusionsonroll.csv"])]
        for year in (2025, 2026)
    }
    assert len(fixed[2025]) > 150
    assert set(fixed[2025]) == set(fixed[2026]) == {"SUSP", "FIXD"}
    assert fixed[2025].count("FIXD") > 5 * fixed[2026].count("FIXD")


def test_a_few_property_numbers_are_fillers() -> None:
    block = a_school(1_500)
    written = [row["uniquepropertyreferencenumber"] for row in spring("addresses", block)]
    assert 0 < written.count("1") + written.count("-1") < 0.02 * len(written)
    assert written.count(block.homes[0].uprn) > 0.9 * len(written)


def test_a_young_carer_is_marked_in_some_cases_only_and_nobody_else_is() -> None:
    block = a_school(200)
    for person in block.people[:100]:
        person.traits = frozenset({"young_carer"})
    marked = {row["forename"]: row["youngcarer"] for row in spring("pupilonroll", block)}
    carers = [marked[person.names[0].forename] for person in block.people[:100] if person.names[0].forename in marked]
    assert {"P", "S", "N"} == set(carers)
    assert {marked[person.names[0].forename] for person in block.people[100:]} == {"N"}


def test_a_name_from_before_an_adoption_is_not_written() -> None:
    wiltshire, swindon = handmade_block()
    oliver = named(wiltshire, "Oliver")
    oliver.names.insert(0, NameUse(oliver.born, date(2024, 5, 20), "Kacper", "", "Nowak"))
    assert not any("Nowak" in text for text in files(FORMAT, "education", wiltshire, swindon).values())


def test_schools_are_written_with_the_first_block_alone() -> None:
    wiltshire, swindon = handmade_block()
    assert [row["urn"] for row in spring("schoolcensus", wiltshire)] == ["990001"]
    assert spring("school", swindon) == []


def test_the_year_group_follows_the_birthday_at_the_end_of_august() -> None:
    assert [year_group(date(2020, 8, 31), 2024), year_group(date(2020, 9, 1), 2024)] == ["R", "N2"]
    assert [year_group(date(2009, 9, 1), 2025), year_group(date(2015, 2, 25), 2025)] == ["11", "6"]


def test_an_address_is_cut_into_parts_or_lines() -> None:
    assert bs7666("Flat 4, 17 Mill Lane, Trowbridge") == {
        "saon": "Flat 4", "paon": "17", "street": "Mill Lane", "town": "Trowbridge",
    }  # fmt: skip
    assert lines("17 Mill Lane, Trowbridge") == {"addressline1": "17 Mill Lane", "addressline2": "Trowbridge"}

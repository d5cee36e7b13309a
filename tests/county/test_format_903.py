"""SSDA903 says of each child in care what changed and when, in the tables and columns that DfE asks for."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kith.county.agencies.known import Known
from kith.county.formats.cin_census.years import years
from kith.county.formats.ssda903 import FORMAT
from kith.county.formats.ssda903.care import stretches
from kith.county.formats.ssda903.leavers import birthday_in
from kith.county.formats.ssda903.workers import worked
from kith.county.model import Event, Person
from tests.county.handmade import PLAN, Maker, handmade_block, named
from tests.county.validators.emitting import SHARED, emit

Rows = list[dict[str, str]]


@pytest.fixture
def made() -> Maker:
    return Maker(0, "wiltshire")


def rows(folder: Path, year: int, table: str) -> Rows:
    with (folder / f"ssda903-{year}" / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def child_of(made: Maker, born: date, sex: str = "F", forename: str = "Zelda", **rest: object) -> Person:
    person = made.person("M" if sex == "M" else "F", born, forename, "Quillfeather", **rest)
    made.live("family", made.home("1", "Test Lane"), date(2005, 1, 1), person)
    return person


def care(made: Maker, child: Person, start: date, end: date | None = None, **details: Any) -> Event:
    """Tell of a time in care in one episode; details are of the episode, ``uasc`` of the whole."""
    it = [(child, "child")]
    looked = made.event("looked_after", start, it, end, need="N1", uasc=details.pop("uasc", 0))
    told = {"new": "S", "ceased": "E4A" if end else "", "legal": "C2", "need": "N1", "placement": "U6",
            "provider": "PR1", "why_changed": "", **details}  # fmt: skip
    made.event("episode", start, it, end, part_of=looked, home=made.home("2", "Far Lane"), **told)
    return looked


def emitted(made: Maker, tmp_path: Path) -> Path:
    return emit(FORMAT, [made.block], tmp_path)


def test_the_tables_have_the_published_columns_in_order(tmp_path: Path) -> None:
    listed = SHARED / "formats" / "ssda903_2026.csv"
    if not listed.exists():
        pytest.skip(f"the published columns are not at {listed}")
    asked: dict[str, list[str]] = {}
    with listed.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            asked.setdefault(row["file"], []).append(row["column"])
    folder = emit(FORMAT, handmade_block(), tmp_path) / "ssda903-2026"
    given = {path.stem: path.read_text("utf-8").split("\n")[0].strip().split(",") for path in folder.glob("*.csv")}
    assert given == asked


def test_every_code_is_one_the_published_list_has(tmp_path: Path) -> None:
    listed = SHARED / "formats" / "ssda903_2026.csv"
    if not listed.exists():
        pytest.skip(f"the published codes are not at {listed}")
    with listed.open(encoding="utf-8") as lines:
        codes = {
            (row["file"], row["column"]): row["codes"].split("; ") for row in csv.DictReader(lines) if row["codes"]
        }
    checked = 0
    for agency in FORMAT.agencies:
        folder = emit(FORMAT, handmade_block(), tmp_path / agency, agency=agency)
        for (table, column), allowed in codes.items():
            for row in rows(folder, 2026, table):
                assert row[column] in {*allowed, ""}
                checked += 1
    assert checked


def test_social_workers_are_asked_for_from_2024_on(tmp_path: Path) -> None:
    folder = emit(FORMAT, handmade_block(), tmp_path)
    assert [year.number for year in years(PLAN) if (folder / f"ssda903-{year.number}/social_worker.csv").exists()] == [
        2024,
        2025,
        2026,
    ]


def test_an_episode_that_ends_after_the_year_is_open_in_its_return(made: Maker, tmp_path: Path) -> None:
    care(made, child_of(made, date(2015, 1, 1)), date(2024, 6, 3), date(2025, 6, 2))
    folder = emitted(made, tmp_path)
    assert [(row["DEC"], row["REC"]) for row in rows(folder, 2025, "episodes")] == [("", "")]
    assert [(row["DECOM"], row["DEC"], row["REC"]) for row in rows(folder, 2026, "episodes")] == [
        ("03/06/2024", "02/06/2025", "E4A")
    ]
    assert rows(folder, 2024, "header") == []


def test_the_postcodes_are_that_of_home_before_and_that_of_the_placement(made: Maker, tmp_path: Path) -> None:
    child = child_of(made, date(2015, 1, 1))
    care(made, child, date(2025, 6, 2))
    home, placement = made.block.homes
    (row,) = rows(emitted(made, tmp_path), 2026, "episodes")
    assert (row["HOME_POST"], row["PL_POST"]) == (home.postcode, placement.postcode)


def test_a_child_who_came_alone_has_no_home_here_and_a_row_that_says_so(made: Maker, tmp_path: Path) -> None:
    care(made, child_of(made, date(2008, 2, 29)), date(2025, 6, 2), uasc=1)
    folder = emitted(made, tmp_path)
    assert [row["HOME_POST"] for row in rows(folder, 2026, "episodes")] == [""]
    assert [row["DUC"] for row in rows(folder, 2026, "uasc")] == ["28/02/2026"]


def test_sex_is_a_number_until_2024_and_a_letter_after(made: Maker, tmp_path: Path) -> None:
    care(made, child_of(made, date(2015, 1, 1)), date(2022, 6, 2))
    folder = emitted(made, tmp_path)
    assert [rows(folder, year, "header")[0]["SEX"] for year in (2023, 2024, 2025, 2026)] == ["2", "2", "F", "F"]


def test_a_year_in_care_is_looked_back_on_by_age(made: Maker, tmp_path: Path) -> None:
    for number, born in enumerate((date(2022, 5, 5), date(2018, 5, 5), date(2012, 5, 5))):
        care(made, child_of(made, born, forename=f"Zelda{number}"), date(2024, 6, 3))
    care(made, child_of(made, date(2012, 1, 1), forename="New"), date(2025, 6, 3))
    found = {row["DOB"]: row for row in rows(emitted(made, tmp_path), 2026, "oc2")}
    assert len(found) == 3
    baby, young, old = sorted(found.values(), key=lambda row: row["DOB"][-4:], reverse=True)
    assert (baby["SDQ_SCORE"] + baby["SDQ_REASON"], baby["CONVICTED"], baby["HEALTH_CHECK"]) == ("", "", "0")
    assert young["SDQ_SCORE"] + young["SDQ_REASON"] != ""
    assert (young["CONVICTED"], young["HEALTH_CHECK"], old["CONVICTED"]) == ("", "", "0")


def test_a_mother_in_care_is_returned_with_her_first_childs_birth(made: Maker, tmp_path: Path) -> None:
    mother = child_of(made, date(2009, 3, 3))
    child_of(made, date(2025, 9, 9), forename="Baby", mother=mother)
    care(made, mother, date(2025, 6, 2))
    care(made, child_of(made, date(2009, 3, 3), sex="M", forename="Boy"), date(2025, 6, 2))
    found = {row["SEX"]: (row["MOTHER"], row["MC_DOB"]) for row in rows(emitted(made, tmp_path), 2026, "header")}
    assert found == {"F": ("1", "09/09/2025"), "M": ("", "")}


def test_a_time_missing_ends_with_the_care_and_does_not_overlap_the_last(made: Maker, tmp_path: Path) -> None:
    child = child_of(made, date(2010, 1, 1))
    care(made, child, date(2025, 6, 2), date(2025, 9, 1))
    for start, end in ((date(2025, 7, 1), date(2025, 7, 5)), (date(2025, 7, 3), date(2025, 7, 4)),
                       (date(2025, 8, 30), date(2025, 9, 9))):  # fmt: skip
        made.event("missing", start, [(child, "child")], end, risk="high")
    told = {event.start for event in Known(made.block, "childrens", None).of("missing")}
    expected = [pair for day, pair in (
        (date(2025, 7, 1), ("01/07/2025", "05/07/2025")), (date(2025, 8, 30), ("30/08/2025", "01/09/2025")),
    ) if day in told]  # fmt: skip
    found = rows(emitted(made, tmp_path), 2026, "missing")
    assert [(row["MIS_START"], row["MIS_END"]) for row in found if row["MIS_START"] != "03/07/2025"] == expected


def test_an_adopted_child_is_returned_under_the_old_number_only(tmp_path: Path) -> None:
    block = handmade_block()[0]
    after = named(block, "Oliver")
    known = Known(block, "childrens", None)
    numbers = {one.local_id: one.person is after for one in known.personas() if one.person in (after, after.earlier)}
    folder = emit(FORMAT, [block], tmp_path)
    returned = {row["CHILD"] for year in (2023, 2024, 2025, 2026) for row in rows(folder, year, "header")}
    assert [is_new for number, is_new in numbers.items() if number in returned] == [False]
    (row,) = rows(folder, 2025, "ad1")
    assert (row["DATE_INT"], row["DATE_MATCH"]) == ("01/06/2023", "01/09/2023")
    assert (row["NB_ADOPTR"], row["SEX_ADOPTR"], row["LS_ADOPTR"]) == ("1", "F1", "L0")


def test_workers_follow_one_another_without_a_gap(made: Maker) -> None:
    for number in range(20):
        care(made, child_of(made, date(2012, 1, 1), forename=f"Zelda{number}"), date(2019, 6, 2))
    known = Known(made.block, "childrens", None)
    changes = 0
    for one in stretches(known):
        some = list(worked(known, one))
        assert some[0].start == one.event.start
        assert [before.end for before in some[:-1]] == [after.start for after in some[1:]]
        assert (some[0].reason, some[-1].end) == ("FCONTA", None)
        assert all(worker.number.startswith("XX") for worker in some)
        changes += len(some) - 1
    assert changes


def test_a_care_leaver_is_returned_around_a_birthday(made: Maker, tmp_path: Path) -> None:
    young = child_of(made, date(2006, 11, 20))
    care(made, young, date(2020, 6, 2), date(2024, 11, 20), ceased="E5")
    made.event("care_leaver", date(2024, 11, 20), [(young, "child")], in_touch="YES", activity="F2", accommodation="U1")
    folder = emitted(made, tmp_path)
    assert [row["ACTIV"] for row in rows(folder, 2025, "oc3")] == ["F2"]
    assert [row["MOTHER"] for row in rows(folder, 2026, "header")] == [""]
    assert rows(folder, 2026, "episodes") == []


@pytest.mark.parametrize(
    ("born", "birthday", "age"),
    [(date(2006, 3, 31), date(2026, 3, 31), 20), (date(2006, 4, 1), date(2025, 4, 1), 19),
     (date(2008, 2, 29), date(2026, 2, 28), 18)],
)  # fmt: skip
def test_a_birthday_falls_in_the_year_from_april(born: date, birthday: date, age: int) -> None:
    year = years(PLAN)[-1]
    assert birthday_in(born, year) == (birthday, age)
    assert year.first <= birthday <= year.last


def test_what_was_told_after_the_return_is_not_in_it(made: Maker, tmp_path: Path) -> None:
    care(made, child_of(made, date(2015, 1, 1)), date(2026, 3, 30))
    known = Known(made.block, "childrens", None)
    (one,) = stretches(known)
    in_time = one.told <= years(PLAN)[-1].returned
    assert bool(rows(emitted(made, tmp_path), 2026, "header")) is in_time

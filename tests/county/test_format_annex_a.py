"""Annex A is the workbook that Ofsted asks for, with what spreadsheets do to data."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from kith.county.agencies.known import Known
from kith.county.chance import Chance
from kith.county.formats.annex_a import FORMAT
from kith.county.formats.annex_a.asking import months_before
from kith.county.formats.annex_a.layout import COLUMNS, VALUES, valued
from kith.county.formats.annex_a.workbook import bind, encoded
from kith.county.plan import Plan
from kith.records.rules.profile_files import profile
from tests.county.handmade import PLAN, Maker, handmade_block, named
from tests.county.validators.emitting import SHARED, emit

BOOK = "annex-a.xlsx"
READ_AS = {
    "legal": "legal_status", "status": "case_status", "stopped": "adoption_stopped", "yes_no": "yes_no",
}  # fmt: skip
"""Which of Kith's code lists reads a list of values, where the name differs."""
NEVER = "zz"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return emit(FORMAT, handmade_block(), tmp_path)


def sheets(folder: Path) -> Mapping[str, list[dict[str, Any]]]:
    """Give every sheet's rows by column, formulas as formulas."""
    found = {}
    for sheet in openpyxl.load_workbook(folder / BOOK):
        rows = list(sheet.iter_rows(values_only=True))
        found[sheet.title] = [dict(zip(map(str, rows[0]), row, strict=True)) for row in rows[1:]]
    return found


def both(tmp_path: Path) -> Iterator[Mapping[str, list[dict[str, Any]]]]:
    for agency in FORMAT.agencies:
        yield sheets(emit(FORMAT, handmade_block(), tmp_path, agency=agency))


def test_there_is_a_sheet_a_list_with_the_published_columns(folder: Path) -> None:
    listed = SHARED / "formats" / "annex_a_lists.csv"
    if not listed.exists():
        pytest.skip(f"the published lists are not at {listed}")
    asked: dict[str, list[str]] = {}
    with listed.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            asked.setdefault(row["list"].replace("list_", "List "), []).append(row["column"])
    book = openpyxl.load_workbook(folder / BOOK)
    assert {sheet.title: [cell.value for cell in sheet[1]] for sheet in book} == asked


def test_every_column_that_is_written_is_one_of_its_list(tmp_path: Path) -> None:
    from kith.county.formats.annex_a.writing import _lists

    written: dict[str, set[str]] = {}
    for agency, block in zip(FORMAT.agencies, handmade_block(), strict=True):
        for name, rows in _lists(Known(block, agency, None)):
            for row in rows:
                written.setdefault(name, set()).update(row)
    assert len(written) >= 8
    assert {name: sorted(columns - set(COLUMNS[name])) for name, columns in written.items()} == {
        name: [] for name in written
    }


def test_every_list_that_the_handmade_families_can_fill_is_filled(tmp_path: Path) -> None:
    east, west = (book for book in both(tmp_path))
    filled = {name for book in (east, west) for name, rows in book.items() if rows}
    assert filled >= {"List 1", "List 3", "List 4", "List 5", "List 6", "List 7", "List 8", "List 9"}


def test_every_way_a_value_is_written_means_to_kith_what_the_list_asks_for() -> None:
    lists = profile("annex-a").codes
    checked = 0
    for name, table in VALUES.items():
        reader = lists[READ_AS.get(name, name)]
        for ways in table.values():
            assert {reader.meaning(way) for way in ways} == {reader.meaning(ways[0])} != {None}
            checked += len(ways)
    assert checked > 500


def test_every_way_a_value_is_written_was_seen_in_an_extract() -> None:
    recorded = SHARED / "formats" / "annex_a_value_variants.csv"
    if not recorded.exists():
        pytest.skip(f"the recorded variants are not at {recorded}")
    with recorded.open(encoding="utf-8") as lines:
        seen = {
            value for row in csv.DictReader(lines) for value in (row["canonical"], row["recorded_variant_accepted"])
        }
    ours = {way for table in VALUES.values() for ways in table.values() for way in ways}
    assert sorted(ours - seen) == ["Residential accommodation"]


def test_a_careful_council_writes_most_values_as_asked_and_a_careless_one_fewer() -> None:
    def share(errors: str) -> float:
        chance = Chance(1, errors)
        return sum(valued(chance, "source", "6", errors) == "g) Police" for _ in range(2_000)) / 2_000

    assert 0.7 < share("normal") < 0.9
    assert share("hard") < share("normal") - 0.2
    assert valued(Chance(1), "legal", "V4", "normal") == "V4"


def test_only_the_last_months_are_looked_back_on(tmp_path: Path) -> None:
    first = months_before(PLAN.until, 6)
    assert first == date(2026, 3, 28)
    assert months_before(date(2026, 3, 31), 12) == date(2025, 3, 28)
    days = [
        row["Date of Contact"].date()
        for book in both(tmp_path)
        for row in book["List 1"]
        if isinstance(row["Date of Contact"], datetime)
    ]
    assert days
    assert all(first <= day <= PLAN.until for day in days)


def test_nobody_is_named_but_those_who_work_there(tmp_path: Path) -> None:
    block = handmade_block()[0]
    names = sorted({use.forename for person in block.people for use in person.names} - {""})
    staff = ("Allocated Worker", "Allocated Personal Advisor", "Allocated Team")
    for book in both(tmp_path):
        texts = {
            str(value) for rows in book.values() for row in rows for column, value in row.items() if column not in staff
        }
        assert [name for name in names if any(name == part for text in texts for part in text.split())] == []


def test_a_child_in_care_is_on_its_list_with_law_placement_and_missing(tmp_path: Path) -> None:
    folder = emit(FORMAT, handmade_block(), tmp_path, agency="childrens_east")
    (row,) = sheets(folder)["List 8"]
    assert (row["Placement postcode"], row["LA of Placement"]) == ("SN3 4ZF", "Swindon")
    assert row["Start date of current legal status"].date() == date(2025, 4, 2)
    assert row["Start Date of Most Recent Placement"].date() == date(2025, 2, 1)
    assert row["Number of Placements in the Last 12 months"] in (1, "1")


def test_an_adoption_is_listed_under_the_old_number_with_those_who_adopted(tmp_path: Path) -> None:
    made = Maker(0, "wiltshire", PLAN)
    from tests.county.handmade_families import _adopted

    _adopted(made)
    for event in made.block.of("looked_after", "episode", "adoption"):
        if event.end == date(2024, 5, 20):
            event.end = date(2026, 5, 20)
        if event.kind == "adoption":
            event.start = date(2026, 5, 20)
    after = named(made.block, "Oliver")
    after.adopted = date(2026, 5, 20)
    assert after.earlier is not None
    known = Known(made.block, "childrens", None)
    old = known.persona(after.earlier, date(2023, 1, 1)).local_id
    book = sheets(emit(FORMAT, [made.block], tmp_path))
    (child,), (adopter,) = book["List 10"], book["List 11"]
    assert str(child["Child Unique ID"]) == old
    assert child["Family identifier"] == adopter["Family identifier"]
    new = {one.local_id for one in known.personas() if one.person is after}
    numbers = {str(row.get("Child Unique ID")) for rows in book.values() for row in rows}
    assert not new & numbers


# -- What spreadsheets do ---------------------------------------------------------------------------------------------


def test_the_same_families_give_the_same_bytes_and_no_part_is_left(folder: Path, tmp_path: Path) -> None:
    again = emit(FORMAT, handmade_block(), tmp_path / "again")
    assert (folder / BOOK).read_bytes() == (again / BOOK).read_bytes()
    assert [path.name for path in folder.iterdir()] == [BOOK]
    with ZipFile(folder / BOOK) as book:
        assert {one.date_time[0] for one in book.infolist()} == {1980}


def lines(errors: str, count: int = 4_000) -> list[list[Any]]:
    """Write the same row many times, as a block would."""
    chance, columns = (
        Chance(3, errors),
        ("Child Unique ID", "Date of Birth", "Age of Child (Years)", "Allocated Worker"),
    )
    row = {"Child Unique ID": "4711", "Date of Birth": date(2020, 4, 25), "Age of Child (Years)": 6,
           "Allocated Worker": "Kit Worker"}  # fmt: skip
    return [json.loads(encoded(chance, columns, row, errors)) for _ in range(count)]


def test_a_small_share_of_cells_is_odd_in_the_ways_that_were_seen() -> None:
    found = lines("normal")
    assert {row[0] for row in found if isinstance(row[0], str)} == {"4711"}
    assert {row[1] for row in found if isinstance(row[1], str)} == {"2020-Apr-25 00:00:00"}
    assert {row[3] for row in found if isinstance(row[3], str)} == {"Kit Worker", "Kit\u00a0Worker"}
    odd = [row for row in found if row[3] == ["=", "#N/A"] or isinstance(row[1], str) or isinstance(row[0], str)]
    assert 0.02 < len(odd) / len(found) < 0.1
    assert sum(row[3] == ["=", "#N/A"] for row in lines("hard")) > sum(row[3] == ["=", "#N/A"] for row in found)


def test_an_age_that_is_a_formula_cannot_be_reckoned_from_a_date_that_is_text() -> None:
    formulas = {(isinstance(row[1], str), row[2][1]) for row in lines("hard") if isinstance(row[2], list)}
    assert formulas == {(False, "6"), (True, "#VALUE!")}
    assert {row[2] for row in lines("hard") if not isinstance(row[2], list)} == {6, "6"}


def test_a_number_that_begins_with_nought_is_kept_as_text() -> None:
    written = {
        type(json.loads(encoded(Chance(n), ("Child Unique ID",), {"Child Unique ID": number}, "normal"))[0])
        for n in range(50)
        for number in ("00123", "LCS123")
    }
    assert written == {str}


def test_an_age_that_is_a_formula_names_its_own_row(tmp_path: Path) -> None:
    plan = Plan(10, 1)
    parts = {name: tmp_path / name for name in COLUMNS}
    parts["list_1"].write_text('[4711,"M","WBRI",["d",737546],["=","6"]]\n' * 2, "utf-8")
    bind(parts, tmp_path / BOOK, plan)
    rows = sheets(tmp_path)["List 1"]
    assert [row["Age of Child (Years)"] for row in rows] == [
        f'=DATEDIF(D{number},DATE(2026,9,30),"Y")' for number in (2, 3)
    ]
    told = openpyxl.load_workbook(tmp_path / BOOK, data_only=True)["List 1"]
    assert [cell.value for cell in told["E"][1:]] == [6, 6]

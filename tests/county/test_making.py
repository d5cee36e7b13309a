"""A county as files: the same bytes for the same seed, as many people as were asked for, and the truth apart."""

from __future__ import annotations

import csv
import hashlib
import json
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from kith.county.making import FolderInUse, Made, make_county, plan_from
from kith.county.plan import Plan
from tests.county.conftest import PLAN
from tests.county.issued import scan

SMALL = Plan(people=420, seed=7)
ENCODINGS = ("utf-8", "cp1252")


def bytes_of(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def text_of(path: Path) -> str:
    if path.suffix == ".xlsx":
        sheets = CalamineWorkbook.from_path(path)
        rows = [row for name in sheets.sheet_names for row in sheets.get_sheet_by_name(name).to_python()]
        return "\n".join(",".join(map(str, row)) for row in rows)
    try:
        return path.read_text(ENCODINGS[0])
    except UnicodeDecodeError:
        return path.read_text(ENCODINGS[1])


def rows_of(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "truth" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    for name, plan in (("once", SMALL), ("again", SMALL), ("other", Plan(people=420, seed=8))):
        make_county(plan, tmp_path / name)
    once, again, other = (bytes_of(tmp_path / name) for name in ("once", "again", "other"))
    assert once == again
    both = once.keys() & other.keys()
    assert sum(once[path] != other[path] for path in both) > len(both) / 2


def test_two_processes_write_what_one_writes(tmp_path: Path, made: tuple[Path, Made]) -> None:
    make_county(PLAN, tmp_path / "county", processes=2)
    assert bytes_of(tmp_path / "county") == bytes_of(made[0])


def test_a_folder_that_holds_anything_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(FolderInUse, match="not empty"):
        make_county(SMALL, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_progress_is_told_block_by_block(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    make_county(Plan(people=2_100, seed=3), tmp_path / "county", told=lambda *both: heard.append(both))
    assert heard == [(1, 2), (2, 2)]


@pytest.mark.parametrize("people", [1, 12, 149, 150, 420])
def test_small_counties_are_made_too_and_have_so_many_people(tmp_path: Path, people: int) -> None:
    make_county(Plan(people=people, seed=5), tmp_path / "county")
    assert len(living(tmp_path / "county", Plan(people=people, seed=5).until)) == people


def living(folder: Path, day: date) -> set[str]:
    """Those who live in the county on a day: born, not dead, come and not gone."""
    on = day.isoformat()
    return {
        row["key"]
        for row in rows_of(folder, "people.csv")
        if row["born"] <= on
        and not (row["died"] and row["died"] <= on)
        and not (row["left"] and row["left"] <= on)
        and not row["came"] > on
    }


def test_as_many_people_live_in_it_as_were_asked_for_and_each_has_a_home(made: tuple[Path, Made]) -> None:
    folder, _ = made
    here = living(folder, PLAN.until)
    assert len(here) == PLAN.people
    on = PLAN.until.isoformat()
    housed = {
        row["person"]
        for row in rows_of(folder, "household_members.csv")
        if row["start"] <= on and (not row["end"] or row["end"] > on)
    }
    assert not here - housed


def test_what_was_made_is_counted_file_by_file(made: tuple[Path, Made]) -> None:
    folder, counted = made
    signed = json.loads((folder / "county.json").read_text())
    assert plan_from((folder / "county.json").read_text()) == PLAN
    assert signed["records"] == {path: count for path, count in sorted(counted.records.items()) if count}
    for name in ("people.csv", "events.csv", "personas.csv"):
        assert len(rows_of(folder, name)) == counted.records[f"truth/{name}"]
    assert counted.agency_records > PLAN.people * 4


def test_every_agency_writes_and_no_file_is_empty(made: tuple[Path, Made]) -> None:
    folder, _ = made
    agencies = {path.name for path in (folder / "agencies").iterdir()}
    assert agencies == {
        "childrens", "childrens_east", "adults", "education", "police", "health", "housing", "youth_justice",
    }  # fmt: skip
    assert not [path for path in folder.rglob("*") if path.is_file() and not path.stat().st_size]
    assert not [path for path in folder.rglob("*part*") if path.suffix not in {".csv", ".xlsx"}]


def test_no_number_in_any_file_was_ever_issued_to_anybody(made: tuple[Path, Made]) -> None:
    folder, _ = made
    files = [path for path in folder.rglob("*") if path.is_file()]
    found = {f"{path.relative_to(folder)}: {one}" for path in files for one in scan(text_of(path))}
    assert not found
    assert any(path.suffix == ".xlsx" for path in files)


def test_no_key_of_the_truth_stands_in_what_an_agency_exports(made: tuple[Path, Made]) -> None:
    folder, _ = made
    keys = {row["key"] for row in rows_of(folder, "people.csv")} | {row["key"] for row in rows_of(folder, "events.csv")}
    for path in (folder / "agencies").rglob("*.csv"):
        words = set(text_of(path).replace('"', ",").replace("\n", ",").split(","))
        assert not words & keys, path


def test_every_adopted_child_must_not_be_linked_with_who_they_were(made: tuple[Path, Made]) -> None:
    folder, _ = made
    adopted = {(row["key"], row["earlier"]) for row in rows_of(folder, "people.csv") if row["earlier"]}
    barred = {(row["person"], row["other"]) for row in rows_of(folder, "must_not_link.csv")}
    assert all(pair in barred or pair[::-1] in barred for pair in adopted)
    joined = {(row["person"], row["other"]) for row in rows_of(folder, "relationships.csv")}
    mothers = {row["key"]: row for row in rows_of(folder, "people.csv")}
    for new, old in adopted:
        assert mothers[new]["nhs"] != mothers[old]["nhs"]
        assert not {other for one, other in joined if one == new} & {other for one, other in joined if one == old}

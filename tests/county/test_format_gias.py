"""The extract of schools: 133 columns, windows-1252, invented schools alone."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kith.county.formats.gias import COLUMNS, FORMAT, NAME
from tests.county.emitting_named import files, table
from tests.county.handmade import PLAN, handmade_block

SHARED = Path(__file__).parents[2].parent / "shared"


def test_the_columns_are_those_of_the_published_extract() -> None:
    listed = SHARED / "formats" / "gias_edubasealldata_columns.csv"
    if not listed.is_file():
        pytest.skip("the published list of columns is not beside the repository")
    with listed.open(encoding="utf-8", newline="") as file:
        assert [row["column"] for row in csv.DictReader(file)] == list(COLUMNS)
    assert len(set(COLUMNS)) == len(COLUMNS) == 133


def test_schools_are_there_and_surgeries_are_not() -> None:
    [school] = table(FORMAT, "education", NAME)
    assert (school["EstablishmentName"], school["LA (code)"], school["EstablishmentNumber"]) == (
        "Larkfield Primary School", "865", "9001",
    )  # fmt: skip
    assert school["TelephoneNum"] == "01632960123"


def test_only_the_first_block_writes_it() -> None:
    _, swindon = handmade_block()
    assert files(FORMAT, "education", swindon)[NAME].count("\r\n") == 1


def test_it_is_in_windows_1252() -> None:
    assert FORMAT.files(PLAN)[0].encoding == "windows-1252"
    assert files(FORMAT, "education")[NAME].encode("windows-1252")

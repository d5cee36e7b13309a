"""Files of commas are read as received, whatever their encoding, and hostile ones are refused in words."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.outside.files import LIMITS, FileRefused, Found, Headings, Kind, Limits, Note, Row, fingerprint, kind_of, read

CSV = frozenset({Kind.SEPARATED})


def found(path: Path, content: bytes, limits: Limits = LIMITS, expected: frozenset[str] = frozenset()) -> list[Found]:
    path.write_bytes(content)
    return list(read(path, CSV, expected=expected, limits=limits))


def rows(path: Path, content: bytes, limits: Limits = LIMITS, expected: frozenset[str] = frozenset()) -> list[Row]:
    return [item for item in found(path, content, limits, expected) if isinstance(item, Row)]


def notes(path: Path, content: bytes) -> dict[str, Note]:
    return {item.code: item for item in found(path, content) if isinstance(item, Note)}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "feed.csv"


TEXT = "Name,Town\r\nSiân O’Hara,Chippenham\r\nZoë,Calne\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"])
def test_every_encoding_gives_the_same_rows(path: Path, encoding: str) -> None:
    assert [row.cells for row in rows(path, TEXT.encode(encoding))] == [
        {"Name": "Siân O’Hara", "Town": "Chippenham"},
        {"Name": "Zoë", "Town": "Calne"},
    ]


def test_a_file_of_two_encodings_is_read_line_by_line(path: Path) -> None:
    content = "Name\nSiân\n".encode() + "Zoë\n".encode("cp1252")
    assert [row.cells["Name"] for row in rows(path, content)] == ["Siân", "Zoë"]
    assert notes(path, content)["not-utf-8"].place == "line 3"


def test_bytes_that_windows_1252_lacks_are_kept_too(path: Path) -> None:
    assert rows(path, b"Name\na\x81b\n")[0].cells == {"Name": "a\x81b"}


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_separator_is_found(path: Path, mark: str) -> None:
    assert rows(path, f"A{mark}B\n1{mark}2\n".encode())[0].cells == {"A": "1", "B": "2"}


def test_the_line_excel_writes_about_the_separator_is_heeded(path: Path) -> None:
    assert rows(path, b"sep=;\nA,B;C\n1,2;3\n")[0].cells == {"A,B": "1,2", "C": "3"}


def test_hostile_cells_are_text_and_stay_text(path: Path) -> None:
    cells = [
        "=cmd|' /C calc'!A0",
        "@SUM(1+1)",
        "+1+cmd",
        "-2+3",
        "\t=1",
        "<script>alert(1)</script>",
        "'; drop table x; --",
    ]
    content = io.StringIO()
    csv.writer(content).writerows([["A"], *([cell] for cell in cells)])
    assert [row.cells["A"] for row in rows(path, content.getvalue().encode())] == cells


def test_quotes_may_run_over_lines_and_the_place_is_where_the_row_begins(path: Path) -> None:
    read_rows = rows(path, b'A,B\n"1 High\nStreet",x\n2,y\n')
    assert [(row.place, row.cells["A"]) for row in read_rows] == [("line 2", "1 High\nStreet"), ("line 4", "2")]


@pytest.mark.parametrize("tail", [b"x,y\n" * 3, b"x,y\n" * 100_000, b""])
def test_a_quote_that_is_never_closed_is_refused_with_its_line(path: Path, tail: bytes) -> None:
    with pytest.raises(FileRefused, match=r"quote mark is opened and not closed \(from line 3\)"):
        rows(path, b'A,B\n1,2\n"3,4\n' + (tail or b"5,6\n"))


def test_a_row_with_more_cells_than_headings_is_kept_and_marked(path: Path) -> None:
    row = rows(path, b"A,B\n1,2,3\n")[0]
    assert row.cells == {"A": "1", "B": "2", "column 3": "3"}
    assert row.flaw == "too-many-cells"


def test_empty_cells_past_the_headings_do_no_harm(path: Path) -> None:
    assert rows(path, b"A,B\n1,2,,\n")[0].flaw == ""


def test_a_row_with_fewer_cells_is_read_and_said(path: Path) -> None:
    row = rows(path, b"A,B,C\n1,2\n")[0]
    assert row.cells == {"A": "1", "B": "2"}
    assert [note.code for note in row.notes] == ["too-few-cells"]


def test_two_columns_of_one_name_do_not_hide_each_other(path: Path) -> None:
    assert rows(path, b"A,A,\n1,2,3\n")[0].cells == {"A": "1", "A (2)": "2", "column 3": "3"}


def test_what_stands_above_the_headings_is_kept(path: Path) -> None:
    got = rows(path, b"Report of 1 May\n\nUPN,Name\n1,x\n", expected=frozenset({"upn", "name"}))
    assert [(row.flaw, row.cells) for row in got] == [
        ("before-headings", {"column 1": "Report of 1 May"}),
        ("", {"UPN": "1", "Name": "x"}),
    ]


def test_nul_bytes_are_kept_and_said(path: Path) -> None:
    content = b"A,B\n" + b"x" * 5000 + b",1\na\x00b,2\n"
    assert rows(path, content)[1].cells["A"] == "a\x00b"
    assert notes(path, content)["nul-bytes"].place == "line 3"


def test_a_file_with_headings_alone_has_no_rows(path: Path) -> None:
    assert [type(item) for item in found(path, b"A,B\n")] == [Headings]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty"),
        (b"%PDF-1.7 ...", "This is a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", r"old Excel workbook \(.xls\), or one with a password"),
        (b"\x1f\x8b\x08\x00", "packed file"),
        (b"PK\x03\x04", "This is an Excel workbook"),
        (b"<?xml version='1.0'?><a/>", "This is an XML file"),
        (b"A,B\n" + b"x" * 4_000_000, "A line has more than"),
        (b"A\n\xff\xfe\xff", "^$"),
    ],
)
def test_what_is_no_csv_is_refused_in_words(path: Path, content: bytes, words: str) -> None:
    if words == "^$":
        assert rows(path, content)
        return
    with pytest.raises(FileRefused, match=words):
        rows(path, content)


def test_half_a_letter_of_utf_16_is_refused(path: Path) -> None:
    with pytest.raises(FileRefused, match="not good UTF-16"):
        rows(path, TEXT.encode("utf-16")[:-1])


def test_too_many_columns_are_refused(path: Path) -> None:
    with pytest.raises(FileRefused, match="2,001 columns"):
        rows(path, b",".join(b"a%d" % n for n in range(2001)) + b"\n")
    with pytest.raises(FileRefused, match="A row has 2,001 cells"):
        rows(path, b"A,B\n" + b",".join([b"1"] * 2001) + b"\n")


def test_too_many_rows_are_refused(path: Path) -> None:
    with pytest.raises(FileRefused, match="more than 5 rows"):
        rows(path, b"A\n" + b"1\n" * 7, Limits(rows=5))


def test_a_file_over_200_mb_is_refused_without_being_read(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(LIMITS.file_bytes + 1)
    with pytest.raises(FileRefused, match="200 MB and the most we take is 200 MB"):
        read(path, CSV)
    with pytest.raises(FileRefused, match="200 MB"):
        fingerprint(path)


def test_a_folder_or_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="not a file"):
        read(tmp_path, CSV)
    with pytest.raises(FileRefused, match="could not be opened"):
        read(tmp_path / "none.csv", CSV)


def test_progress_reaches_the_end(path: Path) -> None:
    path.write_bytes(b"A\n" + b"1\n" * 500_000)
    told: list[tuple[int, int]] = []
    list(read(path, CSV, progress=lambda *both: told.append(both)))
    assert told[-1][0] == told[-1][1] == path.stat().st_size
    assert len(told) > 3


def test_the_kind_is_told_by_what_is_in_it(path: Path) -> None:
    path.write_bytes("\ufeff  <Message/>".encode("utf-16"))
    assert kind_of(path) is Kind.MARKUP


CELL = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=20)


@given(table=st.lists(st.lists(CELL, min_size=3, max_size=3).filter(any), max_size=8))
def test_what_is_written_as_csv_is_read_back_the_same(
    table: list[list[str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("round") / "feed.csv"
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([["alpha", "beta", "gamma"], *table])
    got = rows(path, text.getvalue().encode())
    assert [list(row.cells.values()) for row in got] == table


@given(content=st.binary(min_size=1, max_size=400))
def test_any_bytes_are_read_or_refused_in_words(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("noise") / "feed.csv"
    path.write_bytes(content)
    with suppress(FileRefused):
        list(read(path, frozenset(Kind), records=frozenset({"Child"})))

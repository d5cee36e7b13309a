"""Workbooks are read cell by cell as Excel shows them; bombs and broken ones are refused before they unpack."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kith.outside.files import LIMITS, FileRefused, Found, Headings, Kind, Limits, Note, Row, read

XLSX = frozenset({Kind.WORKBOOK})
WHEN = dt.datetime.fromisoformat("2020-09-16 13:05:00")
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
WORKBOOK = (
    f'<workbook {MAIN} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="List 1" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>'
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "book.xlsx"


def by_hand(path: Path, sheet: str, **parts: bytes) -> Path:
    """Write a workbook no library would."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", parts.get("workbook", WORKBOOK.encode()))
        archive.writestr("xl/_rels/workbook.xml.rels", RELS)
        archive.writestr("xl/worksheets/sheet1.xml", f"<worksheet {MAIN}><sheetData>{sheet}</sheetData></worksheet>")
        for name, content in parts.items():
            if name != "workbook":
                archive.writestr(name, content)
    return path


def found(path: Path, limits: Limits = LIMITS, expected: frozenset[str] = frozenset()) -> list[Found]:
    return list(read(path, XLSX, limits=limits, expected=expected))


def rows(path: Path, limits: Limits = LIMITS) -> list[Row]:
    return [item for item in found(path, limits) if isinstance(item, Row)]


def test_every_kind_of_cell_is_read_as_excel_shows_it(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "List 1"
    sheet.append(["A", "B", "C", "D", "E", "F", "G"])
    sheet.append([9212044, 6.25, dt.date(2015, 1, 25), WHEN, True, "a\u00a0b", dt.time(9, 30)])
    sheet.append(["#N/A", None, "=C2+5", "x", None, None, None])
    book.save(path)
    first, second = rows(path)
    assert list(first.cells.values()) == [
        "9212044",
        "6.25",
        "2015-01-25",
        "2020-09-16 13:05:00",
        "TRUE",
        "a\u00a0b",
        "09:30:00",
    ]
    assert first.place == "List 1, row 2"
    assert second.cells == {"A": "#N/A", "B": "", "C": "", "D": "x", "C (formula)": "=C2+5"}
    assert [note.code for note in second.notes] == ["formula"]


@pytest.mark.parametrize(
    ("serial", "shown"),
    [
        (1, "1900-01-01"),
        (59, "1900-02-28"),
        (61, "1900-03-01"),
        (42029, "2015-01-25"),
        (40036.5, "2009-08-11 12:00:00"),
        (-3, "-3"),
        (9e9, "9000000000.0"),
    ],
)
def test_days_are_counted_as_excel_counts_them(path: Path, serial: float, shown: str) -> None:
    styles = f'<styleSheet {MAIN}><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>'.encode()
    sheet = f'<row r="1"><c r="A1" t="inlineStr"><is><t>D</t></is></c></row><row r="2"><c r="A2" s="0"><v>{serial}</v></c></row>'
    assert rows(by_hand(path, sheet, **{"xl/styles.xml": styles}))[0].cells["D"] == shown


def test_a_book_that_counts_from_1904_is_heeded(path: Path) -> None:
    styles = f'<styleSheet {MAIN}><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><cellXfs><xf numFmtId="164"/></cellXfs></styleSheet>'.encode()
    sheet = '<row r="1"><c t="inlineStr"><is><t>D</t></is></c></row><row r="2"><c s="0"><v>1</v></c></row>'
    book = WORKBOOK.replace("<sheets>", '<workbookPr date1904="1"/><sheets>').encode()
    assert rows(by_hand(path, sheet, workbook=book, **{"xl/styles.xml": styles}))[0].cells["D"] == "1904-01-02"


def test_hidden_sheets_are_read_and_said(path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["A"])
    hidden = book.create_sheet("Secret")
    hidden.sheet_state = "hidden"
    hidden.append(["A"])
    hidden.append([1])
    book.save(path)
    assert [row.section for row in rows(path)] == ["Secret"]
    assert "hidden-sheet" in {item.code for item in found(path) if isinstance(item, Note)}


def test_links_and_macros_are_said_and_left_alone(path: Path) -> None:
    by_hand(
        path,
        '<row><c t="inlineStr"><is><t>A</t></is></c></row>',
        **{"xl/externalLinks/externalLink1.xml": b"<a/>", "xl/vbaProject.bin": b"x"},
    )
    assert {item.code for item in found(path) if isinstance(item, Note)} == {"external-links", "macros"}


def test_two_cells_at_the_far_corners_take_no_memory(path: Path) -> None:
    sheet = '<row r="1"><c r="A1" t="inlineStr"><is><t>A</t></is></c></row><row r="1048576"><c r="A1048576"><v>7</v></c></row>'
    assert [(row.place, row.cells) for row in rows(by_hand(path, sheet))] == [("List 1, row 1048576", {"A": "7"})]
    far = '<row r="1"><c r="XFD1" t="inlineStr"><is><t>A</t></is></c></row>'
    with pytest.raises(FileRefused, match="A cell stands in column 16,384"):
        rows(by_hand(path, far))


def test_a_zip_bomb_is_refused_by_its_directory(path: Path) -> None:
    by_hand(path, "", **{"xl/media/zeros.bin": b"\0" * 30_000_000})
    with pytest.raises(FileRefused, match=r"one part would unpack to 1,0\d\d times its size"):
        found(path)


def test_a_bomb_of_many_parts_or_of_sheer_size_is_refused(path: Path) -> None:
    by_hand(path, "", **{f"xl/{n}.xml": b"" for n in range(30)})
    with pytest.raises(FileRefused, match="it holds 33 parts"):
        found(path, Limits(members=20))
    with pytest.raises(FileRefused, match="it would unpack to 0 MB"):
        found(path, Limits(unpacked_bytes=100))


def test_a_directory_that_lies_about_sizes_is_caught(path: Path) -> None:
    by_hand(path, "<row/>" * 100_000)
    content = bytearray(path.read_bytes())
    at = content.rindex(b"xl/worksheets/sheet1.xml") - 46
    content[at + 24 : at + 28] = (200).to_bytes(4, "little")
    path.write_bytes(bytes(content))
    with pytest.raises(FileRefused, match=r"damaged or cut short|breaks off"):
        found(path)


@pytest.mark.parametrize(
    "attack",
    [
        '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE w SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
    ],
)
def test_entities_in_any_part_are_refused(path: Path, attack: str) -> None:
    by_hand(path, "", workbook=(attack + WORKBOOK).encode())
    with pytest.raises(FileRefused, match="document type or entities"):
        found(path)


def test_a_shared_strings_bomb_is_refused(path: Path) -> None:
    strings = f"<sst {MAIN}>".encode() + b"<si><t>abc</t></si>" * 50 + b"</sst>"
    with pytest.raises(FileRefused, match="too much text"):
        found(by_hand(path, "", **{"xl/sharedStrings.xml": strings}), Limits(strings=10))


def test_rich_text_is_joined_and_reading_aids_left_out(path: Path) -> None:
    strings = f"<sst {MAIN}><si><r><t>Ann</t></r><r><t>e</t></r><rPh><t>no</t></rPh></si></sst>".encode()
    sheet = '<row><c t="s"><v>0</v></c></row><row><c t="s"><v>0</v></c></row>'
    assert rows(by_hand(path, sheet, **{"xl/sharedStrings.xml": strings}))[0].cells == {"Anne": "Anne"}


def test_a_string_that_is_not_there_is_damage(path: Path) -> None:
    sheet = '<row r="1"><c r="A1" t="s"><v>5</v></c></row>'
    with pytest.raises(FileRefused, match="damaged"):
        found(by_hand(path, sheet))


@pytest.mark.parametrize("keep", [0.01, 0.4, 0.99])
def test_a_workbook_cut_short_is_refused(path: Path, keep: float) -> None:
    by_hand(path, "<row/>" * 50)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * keep)])
    with pytest.raises(FileRefused, match=r"damaged|not an Excel|CSV"):
        found(path)


def test_a_zip_that_is_no_workbook_is_refused(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(FileRefused, match="zip file but not an Excel workbook"):
        found(path)


def test_a_workbook_with_a_password_is_refused(path: Path) -> None:
    by_hand(path, "<row/>")
    content = bytearray(path.read_bytes())
    at = content.rindex(b"xl/workbook.xml") - 46
    content[at + 8] |= 1
    path.write_bytes(bytes(content))
    with pytest.raises(FileRefused, match="has a password"):
        found(path)


def test_headings_are_found_below_a_title(path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["Annex A, list 1"], [], ["Child Unique ID", "Gender"], [1, "F"]):
        book.worksheets[0].append(row)
    book.save(path)
    items = found(path, expected=frozenset({"childuniqueid", "gender"}))
    assert [item.names for item in items if isinstance(item, Headings)] == [("Child Unique ID", "Gender")]


def test_it_agrees_with_another_reader(path: Path) -> None:
    import python_calamine

    book = openpyxl.Workbook()
    for n in range(200):
        book.worksheets[0].append([f"name {n}", n, n / 4, dt.date(2000, 1, 1) + dt.timedelta(days=n)])
    book.save(path)
    theirs = (
        python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes())).get_sheet_by_index(0).to_python()
    )
    for mine, other in zip(rows(path), theirs[1:], strict=True):
        name, whole, part, day = mine.cells.values()
        assert (name, float(whole), float(part), day) == (other[0], other[1], other[2], other[3].isoformat())


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("sound") / "book.xlsx"
    book = openpyxl.Workbook()
    for n in range(20):
        book.worksheets[0].append([f"name {n}", n, n / 4, dt.date(2000, 1, 1)])
    book.save(path)
    return path.read_bytes()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(at=st.integers(0, 10_000), byte=st.integers(0, 255))
def test_a_flipped_byte_is_read_or_refused_in_words(at: int, byte: int, sound: bytes, path: Path) -> None:
    content = bytearray(sound)
    content[at % len(content)] = byte
    path.write_bytes(bytes(content))
    with suppress(FileRefused):
        list(read(path, frozenset(Kind)))

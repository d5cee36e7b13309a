"""Excel workbooks (.xlsx), sheet by sheet and row by row, straight from their XML.

Read here rather than by a library that fills a whole sheet first: two cells at the
far corners of a sheet would make such a library ask for all the memory there is,
and `#N/A` and formulas, which agencies' exports are full of, would be lost.
"""

import lzma
import posixpath
import zipfile
import zlib
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from lxml import etree

from kith.outside.files.archive import open_archive
from kith.outside.files.cells import Cells, column_of, date_styles, formula_of, shared_strings
from kith.outside.files.limits import FileRefused, Found, Limits, Note, Progress
from kith.outside.files.safe_xml import local, pieces, refuse_declarations
from kith.outside.files.tables import Line, rows_of

_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, RuntimeError, ValueError, IndexError, EOFError)
_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


@dataclass(slots=True)
class _Book:
    archive: zipfile.ZipFile
    limits: Limits
    strings: list[str] = field(default_factory=list)
    dates: frozenset[int] = frozenset()
    from_1904: bool = False


def read_workbook(
    path: Path, *, expected: frozenset[str], limits: Limits, progress: Progress | None
) -> Generator[Found, None, None]:
    """Give the rows of every sheet, hidden ones too, and a note for what was odd."""
    with open_archive(path, limits) as archive:
        try:
            book, sheets = _opened(archive, limits)
        except DAMAGE as error:
            raise _damaged(path.name) from error
        yield from _about(archive)
        size, done = path.stat().st_size, 0
        total = max(1, sum(archive.getinfo(part).file_size for _, part, _ in sheets))
        for name, part, hidden in sheets:
            if hidden:
                yield Note("hidden-sheet", f"the sheet {name!r} is hidden", "it was read like the others", place=name)
            yield from rows_of(_lines(book, name, part), section=name, expected=expected, limits=limits, spread=True)
            done += archive.getinfo(part).file_size
            if progress:
                progress(int(size * done / total), size)


def _opened(archive: zipfile.ZipFile, limits: Limits) -> tuple[_Book, list[tuple[str, str, bool]]]:
    book = _Book(archive, limits)
    sheets = _sheets(book)
    book.strings = shared_strings(_part(archive, "xl/sharedStrings.xml"), limits)
    book.dates = date_styles(_part(archive, "xl/styles.xml"))
    return book, sheets


def _part(archive: zipfile.ZipFile, name: str) -> IO[bytes] | None:
    """Open one part, refusing it if it declares a document type; None where it is not there."""
    try:
        with archive.open(name) as file:
            refuse_declarations(file.read(4096), name)
        return archive.open(name)
    except KeyError:
        return None
    except DAMAGE as error:
        raise _damaged(name) from error


def _damaged(name: str) -> FileRefused:
    return FileRefused(
        "The workbook is damaged or cut short", where=name, do="Open it in Excel, save it again as .xlsx and send that."
    )


def _sheets(book: _Book) -> list[tuple[str, str, bool]]:
    source = _part(book.archive, "xl/workbook.xml")
    if source is None:
        raise FileRefused(
            "This is a zip file but not an Excel workbook",
            where="xl/workbook.xml",
            do="Save it in Excel as .xlsx and send that.",
        )
    targets = _targets(book.archive)
    found: list[tuple[str, str, bool]] = []
    for _, element in pieces(source, where="xl/workbook.xml"):
        if local(element) == "workbookPr":
            book.from_1904 = element.get("date1904") in {"1", "true"}
        if local(element) == "sheet":
            part = targets.get(element.get(_RELATED) or element.get(_STRICT) or "", "")
            if part in book.archive.NameToInfo and part not in {one for _, one, _ in found}:
                found.append((element.get("name", ""), part, element.get("state", "visible") != "visible"))
    return found


def _targets(archive: zipfile.ZipFile) -> dict[str, str]:
    source = _part(archive, "xl/_rels/workbook.xml.rels")
    if source is None:
        return {}
    return {
        element.get("Id", ""): posixpath.normpath(posixpath.join("xl", element.get("Target", ""))).lstrip("/")
        for _, element in pieces(source, where="xl/_rels/workbook.xml.rels")
        if local(element) == "Relationship" and element.get("TargetMode") != "External"
    }


def _about(archive: zipfile.ZipFile) -> Iterator[Note]:
    names = archive.namelist()
    if any(name.startswith("xl/externalLinks/") for name in names):
        yield Note("external-links", "the workbook points at other files", "the links were not followed")
    if any(name.endswith("vbaProject.bin") for name in names):
        yield Note("macros", "the workbook has macros", "they were not run")


def _lines(book: _Book, name: str, part: str) -> Iterator[Line]:
    source = _part(book.archive, part)
    if source is None:
        return
    cells = Cells(book.strings, book.dates, from_1904=book.from_1904)
    number = 0
    try:
        for _, row in pieces(source, where=name, tag="{*}row"):
            number = int(row.get("r") or number + 1)
            yield Line(f"{name}, row {number}", *_values(row, cells, book.limits))
            _forget(row)
    except DAMAGE as error:
        raise _damaged(f"{name}, row {number}") from error


def _values(row: etree._Element, cells: Cells, limits: Limits) -> tuple[list[str], dict[int, str]]:
    values: list[str] = []
    formulas: dict[int, str] = {}
    for cell in row:
        at = column_of(cell.get("r", ""), len(values))
        if at >= limits.columns:
            if cells.text(cell):
                raise FileRefused(
                    f"A cell stands in column {at + 1:,}",
                    where=f"row {row.get('r')}",
                    do="Delete what is far to the right of the table and save again.",
                )
            continue
        values.extend([""] * (at - len(values)))
        values.append(cells.text(cell))
        if (formula := formula_of(cell)) is not None:
            formulas[at] = formula
    return values, formulas


def _forget(row: etree._Element) -> None:
    row.clear()
    parent = row.getparent()
    while parent is not None and row.getprevious() is not None:
        del parent[0]

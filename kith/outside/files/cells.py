"""What one cell of a workbook says, as text."""

import re
from datetime import UTC, datetime, timedelta
from typing import IO

from lxml import etree

from kith.outside.files.limits import FileRefused, Limits
from kith.outside.files.safe_xml import local, pieces

_BUILT_IN_DATES = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_NOT_CODE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]hms]*\]', re.IGNORECASE)
_LETTERS = re.compile(r"[A-Za-z]+")
_WHOLE = re.compile(r"-?\d+\.0+")
_LAST_DAY = 2_958_465
_EPOCH = datetime(1899, 12, 30, tzinfo=UTC)
_EPOCH_1904 = datetime(1904, 1, 1, tzinfo=UTC)
_LEAP_DAY_THAT_NEVER_WAS = 60


class Cells:
    """Turn cells into the text a person would see, dates as ISO, formulas beside their value."""

    def __init__(self, strings: list[str], dates: frozenset[int], *, from_1904: bool) -> None:
        self._strings = strings
        self._dates = dates
        self._from_1904 = from_1904

    def text(self, cell: etree._Element) -> str:
        """Give the text of one cell."""
        kind = cell.get("t", "n")
        value = _child(cell, "v")
        if kind == "s":
            return self._strings[int(value)] if value else ""
        if kind == "inlineStr":
            return "".join(_texts(cell))
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(value, value)
        return self._number(value, cell) if kind == "n" and value else value

    def _number(self, value: str, cell: etree._Element) -> str:
        if int(cell.get("s", "0")) in self._dates:
            return _as_date(value, from_1904=self._from_1904)
        return value.partition(".")[0] if _WHOLE.fullmatch(value) else value


def _child(cell: etree._Element, name: str) -> str:
    for child in cell:
        if local(child) == name:
            return child.text or ""
    return ""


def formula_of(cell: etree._Element) -> str | None:
    """Give the formula behind a value; one shared with the cell above has no text of its own."""
    if len(cell) == 1:
        return None
    return next((child.text or "(as above)" for child in cell if local(child) == "f"), None)


def _texts(element: etree._Element) -> list[str]:
    """Gather rich text, without the reading aid that stands beside Japanese names."""
    found = []
    for child in element:
        if local(child) == "t":
            found.append(child.text or "")
        elif local(child) != "rPh":
            found.extend(_texts(child))
    return found


def _as_date(value: str, *, from_1904: bool) -> str:
    """Read a serial day; what is no day at all stays the number it was."""
    try:
        serial = float(value)
    except ValueError:
        return value
    if not 0 <= serial <= _LAST_DAY:
        return value
    if serial < 1:
        return str((_EPOCH + timedelta(days=serial)).time().replace(microsecond=0))
    when = _start(serial, from_1904=from_1904).replace(tzinfo=None) + timedelta(seconds=round(serial * 86_400))
    return when.date().isoformat() if serial.is_integer() else when.isoformat(" ")


def _start(serial: float, *, from_1904: bool) -> datetime:
    if from_1904:
        return _EPOCH_1904
    # Excel believes in 29 February 1900, so days before it count from one later.
    return _EPOCH + timedelta(days=serial < _LEAP_DAY_THAT_NEVER_WAS)


def column_of(reference: str, after: int) -> int:
    """Give the column of `BC12` as a number from 0; a cell without one follows the last."""
    letters = _LETTERS.match(reference)
    if not letters:
        return after
    number = 0
    for letter in letters.group().upper()[:4]:
        number = number * 26 + ord(letter) - 64
    return number - 1


def shared_strings(source: IO[bytes] | None, limits: Limits) -> list[str]:
    """Read the table of texts that cells point at, within a bound."""
    found: list[str] = []
    letters = 0
    for _, element in pieces(source, where="xl/sharedStrings.xml", tag="{*}si") if source else ():
        text = "".join(_texts(element))
        letters += len(text)
        if len(found) >= limits.strings or letters > limits.string_characters:
            raise FileRefused(
                "The workbook holds too much text", where="xl/sharedStrings.xml", do="Split it and send the parts."
            )
        found.append(text)
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]  # type: ignore[union-attr]
    return found


def date_styles(source: IO[bytes] | None) -> frozenset[int]:
    """Tell which cell styles show a number as a day or time."""
    if source is None:
        return frozenset()
    formats: dict[int, str] = {}
    styles: list[int] = []
    for _, element in pieces(source, where="xl/styles.xml"):
        if local(element) == "numFmt":
            formats[int(element.get("numFmtId", "0"))] = element.get("formatCode", "")
        if local(element) == "cellXfs":
            styles = [int(xf.get("numFmtId", "0")) for xf in element]
    return frozenset(n for n, code in enumerate(styles) if _shows_date(code, formats.get(code)))


def _shows_date(number: int, code: str | None) -> bool:
    if code is None:
        return number in _BUILT_IN_DATES
    return any(letter in _NOT_CODE.sub("", code.split(";")[0]).lower() for letter in "dmyhs")

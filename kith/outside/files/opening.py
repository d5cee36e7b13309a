"""Tell what a file is, and read it with the right reader."""

import hashlib
import re
from collections.abc import Generator
from enum import StrEnum
from pathlib import Path

from kith.outside.files.limits import LIMITS, FileRefused, Found, Limits, Progress
from kith.outside.files.markup import read_markup
from kith.outside.files.objects import read_objects
from kith.outside.files.resources import read_resources
from kith.outside.files.separated import read_separated
from kith.outside.files.stream import check_size, opening_bytes
from kith.outside.files.workbooks import read_workbook


class Kind(StrEnum):
    """The shapes of file we read."""

    SEPARATED = "csv"
    WORKBOOK = "xlsx"
    MARKUP = "xml"
    OBJECTS = "json"


_NAMES = {
    Kind.SEPARATED: "a CSV file",
    Kind.WORKBOOK: "an Excel workbook (.xlsx)",
    Kind.MARKUP: "an XML file",
    Kind.OBJECTS: "a JSON file",
}
_OPENS_JSON = re.compile(rb"\{|\[\s*[\[{\"\]]")
"""A heading in square brackets, `[Surname]`, opens no list."""
_OTHERS = {
    b"\xd0\xcf\x11\xe0": (
        "This is an old Excel workbook (.xls), or one with a password",
        "Open it in Excel, save it as .xlsx without a password, and send that.",
    ),
    b"%PDF": ("This is a PDF", "Ask for the export as CSV, Excel or XML."),
    b"\x1f\x8b": ("This is a packed file (.gz)", "Unpack it and send what is inside."),
    b"7z\xbc\xaf": ("This is a packed file (.7z)", "Unpack it and send what is inside."),
    b"{\\rtf": ("This is a Word document (.rtf)", "Ask for the export as CSV, Excel or XML."),
}


def kind_of(path: Path) -> Kind:
    """Tell the kind of a file by what is in it, for its name may be wrong."""
    head = opening_bytes(path, 4096)
    for start, (what, do) in _OTHERS.items():
        if head.startswith(start):
            raise FileRefused(what, where=path.name, do=do)
    if head.startswith(b"PK"):
        return Kind.WORKBOOK
    plain = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if plain.startswith(b"<"):
        return Kind.MARKUP
    return Kind.OBJECTS if _OPENS_JSON.match(plain) else Kind.SEPARATED


def read(  # noqa: PLR0913 -- what to look for is given by name, and most have a default
    path: Path,
    kinds: frozenset[Kind],
    *,
    expected: frozenset[str] = frozenset(),
    records: frozenset[str] = frozenset(),
    header: str = "",
    limits: Limits = LIMITS,
    progress: Progress | None = None,
) -> Generator[Found, None, None]:
    """Give every row of a file of one of these kinds, exactly as received.

    `expected` are the headings we know (normal form), to find the row of headings;
    `records` and `header` name the XML elements that are rows.
    """
    check_size(path, limits)
    kind = kind_of(path)
    if kind not in kinds:
        wanted = " or ".join(_NAMES[one] for one in sorted(kinds))
        raise FileRefused(
            f"This is {_NAMES[kind]}, and this format is {wanted}",
            where=path.name,
            do="Check that you chose the right file and the right format.",
        )
    if kind is Kind.MARKUP and Kind.OBJECTS in kinds:
        return read_resources(path, expected=expected, limits=limits, progress=progress)
    if kind is Kind.MARKUP:
        return read_markup(path, expected=expected, records=records, header=header, limits=limits, progress=progress)
    if kind is Kind.OBJECTS:
        return read_objects(path, expected=expected, limits=limits, progress=progress)
    if kind is Kind.WORKBOOK:
        return read_workbook(path, expected=expected, limits=limits, progress=progress)
    return read_separated(path, expected=expected, limits=limits, progress=progress)


def fingerprint(path: Path, limits: Limits = LIMITS) -> str:
    """Give the SHA-256 of the file, by which we know it when it comes again."""
    check_size(path, limits)
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

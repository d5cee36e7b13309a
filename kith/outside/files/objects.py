"""JSON files: one record on each line, a list of records, a bundle of them, or a single one.

A list or a bundle is read a record at a time, so that memory stays flat however long the file.
"""

import io
from collections.abc import Generator, Iterator
from pathlib import Path

from kith.outside.files.limits import FileRefused, Found, Limits, Note, Progress, Row
from kith.outside.files.object_cells import cells_of, section_of
from kith.outside.files.object_headings import Paths
from kith.outside.files.object_text import Text
from kith.outside.files.safe_json import CutShort, Json, decoded, not_well_formed, once, too_deep
from kith.outside.files.stream import Watched, encoding_of, opening_bytes

_ENTRIES = "entry"
"""Where the records of a bundle stand."""


def read_objects(
    path: Path, *, expected: frozenset[str], limits: Limits, progress: Progress | None
) -> Generator[Found, None, None]:
    """Give each record as a row of `path/to/field` and its text, the way XML records are.

    The section of a row is what the record says it is (`resourceType`); the paths of
    all records of a section are its headings, and come last.
    """
    encoding = encoding_of(opening_bytes(path))
    if not encoding.startswith("utf-8"):
        raise _not_utf_8(path.name)
    with io.BufferedReader(Watched(path, progress), 1 << 18) as raw:
        text = Text(io.TextIOWrapper(raw, encoding="utf-8-sig", newline="\n"), limits)
        paths, number = Paths(expected), 0
        try:
            for number, row in enumerate(_rows(text, limits), start=1):
                if number > limits.rows:
                    raise too_many(row.place, limits)
                paths.meet(row)
                yield row
        except UnicodeError as error:
            raise _not_utf_8(f"after record {number}") from error
    yield from paths.headings()
    if number == 0:
        yield Note("no-rows", "there is no record in the file", "nothing to read", grade="warning")


def _not_utf_8(where: str) -> FileRefused:
    return FileRefused("The text is not good UTF-8, as JSON must be", where=where, do="Export it again as UTF-8.")


def too_many(where: str, limits: Limits) -> FileRefused:
    """Refuse a file of more records than anybody holds."""
    what = f"There are more than {limits.rows:,} records"
    return FileRefused(what, where=where, do="Split the file and send the parts.")


def _rows(text: Text, limits: Limits) -> Iterator[Row]:
    if text.peek() == "[":
        text.skip("[")
        yield from _several(text, "item", limits)
    elif (first := text.whole_line()) is not None:
        yield from _unpacked(first, text.where, limits)
        yield from _lines(text, limits)
    else:
        while text.peek() == "{":
            yield from _over_lines(text, limits)
    if text.peek():
        raise not_well_formed(text.where)


def _lines(text: Text, limits: Limits) -> Iterator[Row]:
    for line in text.lines():
        try:
            value, end = decoded(line, 0, where=text.where)
        except CutShort as error:
            raise not_well_formed(text.where) from error
        if line[end:].strip():
            raise not_well_formed(text.where)
        yield from _unpacked(value, text.where, limits)


def _unpacked(value: Json, where: str, limits: Limits) -> Iterator[Row]:
    """Give the records of a bundle that stands on one line, or the one record there."""
    entries = value.get(_ENTRIES) if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(entries, list):
        yield _row(value, where, limits)
        return
    for number, entry in enumerate(entries, start=1):
        yield _row(unwrapped(entry), f"{_ENTRIES} {number}, {where}", limits)
    yield _row({name: one for name, one in value.items() if name != _ENTRIES}, where, limits)


def _over_lines(text: Text, limits: Limits) -> Iterator[Row]:
    """Read an object written over many lines: the entries of a bundle one by one, the rest as a record."""
    pairs: list[tuple[str, Json]] = []
    where, letters, bundle = text.where, 0, False
    text.skip("{")
    while text.peek() != "}":
        name, begun = text.name(), text.passed
        text.skip(":")
        if name == _ENTRIES and text.peek() == "[" and not bundle:
            text.skip("[")
            bundle = True
            yield from _several(text, _ENTRIES, limits)
        else:
            pairs.append((name, text.value()))
            letters += text.passed - begun
        if letters > limits.line_characters:
            raise too_deep(text.where)
        text.between("}")
    text.skip("}")
    yield _row(once(pairs, where=where), where, limits)


def _several(text: Text, called: str, limits: Limits) -> Iterator[Row]:
    number = 0
    while text.peek() != "]":
        number += 1
        place = f"{called} {number}, {text.where}"
        value = text.value()
        yield _row(unwrapped(value) if called == _ENTRIES else value, place, limits)
        text.between("]")
    text.skip("]")


def unwrapped(entry: Json) -> Json:
    """Give the resource in an entry of a bundle, with what stood round it under `entry`."""
    resource = entry.get("resource") if isinstance(entry, dict) else None
    if not isinstance(entry, dict) or not isinstance(resource, dict):
        return entry
    around: dict[str, Json] = {name: one for name, one in entry.items() if name != "resource"}
    return {**resource, _ENTRIES: around} if around and _ENTRIES not in resource else resource


def _row(value: Json, where: str, limits: Limits) -> Row:
    if not isinstance(value, dict):
        return Row("", where, cells_of({"#text": value}, limits, where=where), flaw="outside-records")
    return Row(section_of(value), where, cells_of(value, limits, where=where))

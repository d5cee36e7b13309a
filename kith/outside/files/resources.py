"""Records of health in XML: a bundle of them, or one. Each is read as the same record in JSON would be.

In JSON a list says that it is one. In XML a thing that could come again and comes once looks like one that cannot: which
they are is told here, by the names that matter for a path.
"""

from __future__ import annotations

import io
from collections.abc import Generator, Iterator
from pathlib import Path

from lxml import etree

from kith.outside.files.limits import FileRefused, Found, Limits, Note, Progress, Row
from kith.outside.files.markup import whole_source
from kith.outside.files.object_cells import cells_of, section_of
from kith.outside.files.object_headings import Paths
from kith.outside.files.objects import too_many, unwrapped
from kith.outside.files.safe_json import Json
from kith.outside.files.safe_xml import local, pieces, refuse_declarations
from kith.outside.files.stream import MendedUtf8, Watched, opening_bytes

_KIND = "resourceType"
_ENTRY = "entry"
_SEVERAL = frozenset({"extension", "modifierExtension", "coding", "telecom", "security", "tag"})
_SEVERAL_OF_A_RECORD = frozenset({"name", "address", "identifier"})
"""Several in a record itself, one where it points at another or names a contact."""
_MARKED_UP = "div"


def read_resources(
    path: Path, *, expected: frozenset[str], limits: Limits, progress: Progress | None
) -> Generator[Found, None, None]:
    """Give each record as a row of `path/to/field` and its text, and the paths of each kind as its headings."""
    head = opening_bytes(path)
    refuse_declarations(head, path.name)
    with Watched(path, progress) as raw:
        source = whole_source(raw, head)
        paths, number = Paths(expected), 0
        for number, row in enumerate(_rows(source, path.name, limits), start=1):
            if number > limits.rows:
                raise too_many(row.place, limits)
            paths.meet(row)
            yield row
    yield from paths.headings()
    if isinstance(source, MendedUtf8) and source.was_mended:
        yield Note("not-utf-8", "some letters are not UTF-8", "those letters were read as windows-1252")


def _rows(source: io.RawIOBase, name: str, limits: Limits) -> Iterator[Row]:
    depth, elements, entries = 0, 0, 0
    for event, element in pieces(source, where=name, events=("start", "end")):  # type: ignore[arg-type]
        if event == "start":
            depth, elements = depth + 1, elements + 1
            if depth > limits.depth or elements > limits.elements_in_record:
                raise _too_large(element)
            continue
        depth -= 1
        if depth == 1 and local(element) == _ENTRY:
            entries += 1
            yield _row(unwrapped(_entry(element)), f"{_ENTRY} {entries}, line {element.sourceline}", limits)
            _forget(element)
            elements = 0
        elif depth == 0:
            yield _row(_record(element), f"line {element.sourceline}", limits)


def _too_large(element: etree._Element) -> FileRefused:
    return FileRefused(
        "The XML is nested too deep or one record is too large",
        where=f"line {element.sourceline}",
        do="Check that this is the export it is meant to be.",
    )


def _row(value: Json, where: str, limits: Limits) -> Row:
    assert isinstance(value, dict)
    return Row(section_of(value), where, cells_of(value, limits, where=where))


def _entry(element: etree._Element) -> Json:
    """Give an entry of a bundle: what stands round the record, and the record."""
    made = _object(element, of_record=False)
    for child in element:
        if local(child) == "resource" and len(child) == 1:
            made["resource"] = _record(child[0])
    return made


def _record(element: etree._Element) -> dict[str, Json]:
    return {_KIND: local(element), **_object(element, of_record=True)}


def _object(element: etree._Element, *, of_record: bool) -> dict[str, Json]:
    """Give an element as an object: its attributes, and its elements by name, several of one name as a list."""
    made: dict[str, Json] = {str(name).rpartition("}")[2]: str(value) for name, value in element.attrib.items()}
    if (element.text or "").strip():
        made["#text"] = element.text or ""
    for child in element:
        if name := local(child):
            for key, value in _told(child, name):
                _put(made, key, value, several=name in _SEVERAL or (of_record and name in _SEVERAL_OF_A_RECORD))
    return made


def _told(child: etree._Element, name: str) -> Iterator[tuple[str, Json]]:
    """Give a plain value as text, and what is said of it beside it, under `_name` as in JSON."""
    if name == _MARKED_UP:
        yield name, "".join(str(part) for part in child.itertext())
        return
    inside = _object(child, of_record=False)
    plain = inside.pop("value", None) if "value" in child.attrib else None
    if plain is not None:
        yield name, plain
    if inside or plain is None:
        yield (name if plain is None else f"_{name}"), inside


def _put(made: dict[str, Json], name: str, value: Json, *, several: bool) -> None:
    before = made.get(name)
    if name not in made:
        made[name] = [value] if several and isinstance(value, dict) else value
    elif isinstance(before, list):
        before.append(value)
    else:
        made[name] = [before, value]


def _forget(element: etree._Element) -> None:
    """Let go of an entry that was read, so that memory stays flat however long the bundle."""
    element.clear(keep_tail=True)  # type: ignore[call-arg]
    parent = element.getparent()
    while parent is not None and (before := element.getprevious()) is not None and local(before) == _ENTRY:
        parent.remove(before)

"""XML returns, one record at a time, each as paths and texts exactly as received."""

import io
from collections import Counter
from collections.abc import Generator, Iterator
from pathlib import Path

from lxml import etree

from kith.outside.files.limits import FileRefused, Found, Limits, Note, Progress, Row
from kith.outside.files.safe_xml import local, pieces, refuse_declarations
from kith.outside.files.stream import MendedUtf8, Watched, encoding_of, opening_bytes


def read_markup(
    path: Path, *, records: frozenset[str], header: str, limits: Limits, progress: Progress | None
) -> Generator[Found, None, None]:
    """Give each record element as a row of `path/to/field` and its text.

    The second of two like-named elements has the path `name[2]`. Text that stands
    where only elements should is kept under `#text`, and noted.
    """
    head = opening_bytes(path)
    refuse_declarations(head, path.name)
    with Watched(path, progress) as raw:
        source: io.RawIOBase = raw if _declares_other(head) else MendedUtf8(raw)
        yield from _records(source, path.name, records | {header}, limits)
    if isinstance(source, MendedUtf8) and source.was_mended:
        yield Note("not-utf-8", "some letters are not UTF-8", "those letters were read as windows-1252")


def _declares_other(head: bytes) -> bool:
    if encoding_of(head).startswith("utf-16"):
        return True
    first = head[:200].lower()
    return b"encoding=" in first and b"utf-8" not in first


def _records(source: io.RawIOBase, name: str, wanted: frozenset[str], limits: Limits) -> Iterator[Found]:
    depth, inside, elements = 0, 0, 0
    found: Counter[str] = Counter()
    for event, element in pieces(source, where=name, events=("start", "end")):  # type: ignore[arg-type]
        if event == "start":
            depth += 1
            elements += 1
            inside = inside or (depth if local(element) in wanted else 0)
            _judge(depth, elements if inside else 0, element, limits)
            continue
        if depth == inside:
            found[local(element)] += 1
            yield _row(element, found[local(element)])
        elif not inside:
            yield from _outside(element)
        if inside in (0, depth):
            yield from _forget(element, is_record=bool(inside))
            inside, elements = 0, 0
        depth -= 1
    if not found:
        kinds = " or ".join(sorted(wanted))
        yield Note("no-rows", f"there is no {kinds} in the file", "nothing to read", grade="warning")


def _outside(element: etree._Element) -> Iterator[Row]:
    """Keep a text that stands in no record, as received, for a person to look at."""
    if (element.text or "").strip():
        cells = {f"@{name!s}": str(value) for name, value in element.attrib.items()} | {"#text": element.text or ""}
        yield Row(local(element), f"{local(element)}, line {element.sourceline}", cells, flaw="outside-records")


def _judge(depth: int, elements: int, element: etree._Element, limits: Limits) -> None:
    if depth > limits.depth or elements > limits.elements_in_record:
        raise FileRefused(
            "The XML is nested too deep or one record is too large",
            where=f"line {element.sourceline}",
            do="Check that this is the return it is meant to be.",
        )


def _forget(element: etree._Element, *, is_record: bool) -> Iterator[Row]:
    """Let go of what was read, so that memory stays flat however long the file."""
    for child in [] if is_record else [*element]:
        yield from _between(child)
    # The parser runs ahead of us: what follows the element may have been read already.
    element.clear(keep_tail=True)  # type: ignore[call-arg]
    parent = element.getparent()
    while parent is not None and (before := element.getprevious()) is not None:
        yield from _between(before)
        parent.remove(before)


def _between(element: etree._Element) -> Iterator[Row]:
    if (element.tail or "").strip():
        yield Row("#text", f"after line {element.sourceline}", {"#text": element.tail or ""}, flaw="outside-records")


def _row(element: etree._Element, number: int) -> Row:
    place = f"{local(element)} {number}, line {element.sourceline}"
    cells: dict[str, str] = {}
    notes: list[Note] = []
    _flatten(element, "", cells, notes, place)
    return Row(local(element), place, cells, notes=tuple(notes))


def _flatten(element: etree._Element, path: str, cells: dict[str, str], notes: list[Note], place: str) -> None:
    for name, value in element.attrib.items():
        cells[f"{path}@{str(name).rpartition('}')[2]}"] = str(value)
    if len(element) == 0:
        cells[path.rstrip("/")] = element.text or ""
        return
    seen: Counter[str] = Counter()
    stray = [element.text or ""]
    for child in element:
        stray.append(child.tail or "")
        name = local(child)
        if not name:
            continue
        seen[name] += 1
        step = name if seen[name] == 1 else f"{name}[{seen[name]}]"
        _flatten(child, f"{path}{step}/", cells, notes, place)
    _keep_stray("".join(stray), path, cells, notes, place)


def _keep_stray(text: str, path: str, cells: dict[str, str], notes: list[Note], place: str) -> None:
    if text.strip():
        cells[f"{path}#text"] = text
        notes.append(
            Note(
                "stray-text",
                "there is text between the elements",
                "kept as received, not read",
                place=place,
                field=path.rstrip("/"),
                grade="warning",
            )
        )

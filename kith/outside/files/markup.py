"""XML returns, one record at a time, each as paths and texts exactly as received."""

import io
from collections import Counter
from collections.abc import Generator, Iterator
from pathlib import Path

from lxml import etree

from kith.outside.files.limits import FileRefused, Found, Limits, Note, Progress, Row
from kith.outside.files.object_headings import Paths
from kith.outside.files.safe_xml import local, pieces, refuse_declarations
from kith.outside.files.stream import MendedUtf8, Watched, encoding_of, opening_bytes


def read_markup(
    path: Path,
    *,
    expected: frozenset[str],
    records: frozenset[str],
    header: str,
    limits: Limits,
    progress: Progress | None,
) -> Generator[Found, None, None]:
    """Give each record element as a row of `path/to/field` and its text.

    The second of two like-named elements has the path `name[2]`. Text that stands
    where only elements should is kept under `#text`, and noted. Without a header each
    kind of record is a table of its own: its paths are its headings, and come last.

    `HEADER/CHILDID` among the records says that this text of theirs goes with the records
    after it, as long as nothing that is no record begins between them; and that records
    may stand in each other, each a row by itself.
    """
    head = opening_bytes(path)
    refuse_declarations(head, path.name)
    with Watched(path, progress) as raw:
        source = whole_source(raw, head)
        paths = Paths(expected)
        for item in _records(source, path.name, records | {header} - {""}, limits):
            if not header and isinstance(item, Row):
                paths.meet(item)
            yield item
    yield from paths.headings()
    if isinstance(source, MendedUtf8) and source.was_mended:
        yield Note("not-utf-8", "some letters are not UTF-8", "those letters were read as windows-1252")


def whole_source(raw: io.RawIOBase, head: bytes) -> io.RawIOBase:
    """Give the bytes as they are where the file says how they are written, else mended to UTF-8."""
    return raw if _declares_other(head) else MendedUtf8(raw)


def _declares_other(head: bytes) -> bool:
    if encoding_of(head).startswith("utf-16"):
        return True
    first = head[:200].lower()
    return b"encoding=" in first and b"utf-8" not in first


class _Carried:
    """What one record says that goes with those after it: the number of the child they are all about."""

    def __init__(self, records: frozenset[str]) -> None:
        self._paths = {path for path in records if "/" in path}
        self.inner = frozenset(records - self._paths) if self._paths else frozenset()
        """Records that may stand in others, and are no part of them."""
        self.told: dict[str, str] = {}

    def meet(self, element: etree._Element) -> None:
        """Take note of an element that has ended."""
        parent = element.getparent()
        if self._paths and parent is not None and f"{local(parent)}/{local(element)}" in self._paths:
            self.told[local(element)] = element.text or ""


def _records(source: io.RawIOBase, name: str, records: frozenset[str], limits: Limits) -> Iterator[Found]:
    depth, inside, elements = 0, 0, 0
    wanted, carried = frozenset(one for one in records if "/" not in one), _Carried(records)
    found: Counter[str] = Counter()
    for event, element in pieces(source, where=name, events=("start", "end")):  # type: ignore[arg-type]
        if event == "start":
            depth += 1
            elements += 1
            inside = inside or (depth if local(element) in wanted else 0)
            _judge(depth, elements if inside else 0, element, limits)
            if not inside:
                carried.told.clear()
            continue
        carried.meet(element)
        if depth == inside or (inside and local(element) in carried.inner):
            found[local(element)] += 1
            yield _row(element, found[local(element)], carried)
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


def _row(element: etree._Element, number: int, carried: _Carried) -> Row:
    place = f"{local(element)} {number}, line {element.sourceline}"
    cells = dict(carried.told)
    notes: list[Note] = []
    _flatten(element, "", cells, notes, place, carried.inner)
    return Row(local(element), place, cells, notes=tuple(notes))


def _flatten(
    element: etree._Element, path: str, cells: dict[str, str], notes: list[Note], place: str, without: frozenset[str]
) -> None:
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
        if not name or name in without:
            continue
        seen[name] += 1
        step = name if seen[name] == 1 else f"{name}[{seen[name]}]"
        _flatten(child, f"{path}{step}/", cells, notes, place, without)
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

"""Headings and cells: what a sheet and a file of commas have in common."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from types import MappingProxyType
from typing import NamedTuple

from kith.outside.files.limits import FileRefused, Found, Headings, Limits, Note, Row


class Line(NamedTuple):
    """A place in the file, the cells found there, and the formulas behind them."""

    place: str
    cells: Sequence[str]
    formulas: dict[int, str] = MappingProxyType({})  # type: ignore[assignment]


LOOK_FOR_HEADINGS = 20
_NOT_WORD = re.compile(r"[^a-z0-9]+")


def normal_heading(text: str) -> str:
    """Compare headings by their letters and digits alone: exports differ in all else."""
    return _NOT_WORD.sub("", text.casefold())


def rows_of(
    lines: Iterable[Line], *, section: str, expected: frozenset[str], limits: Limits, spread: bool
) -> Iterator[Found]:
    """Find the headings, then give each row as cells by heading.

    `spread` says that a row may lawfully be shorter than its headings (a sheet).
    """
    source = iter(lines)
    first = list(islice(source, LOOK_FOR_HEADINGS))
    if not any(any(line.cells) for line in first):
        yield Note("no-rows", f"{section or 'The file'} has no rows", "nothing to read", place=section, grade="warning")
        return
    at = _heading_row(first, expected)
    for line in first[:at]:
        if any(cell.strip() for cell in line.cells):
            yield Row(section, line.place, _unnamed(line.cells), flaw="before-headings")
    headings, notes = unique_headings(first[at].cells, section, limits)
    yield from notes
    yield Headings(section, first[at].place, tuple(headings))
    for number, line in enumerate(chain(first[at + 1 :], source)):
        if number >= limits.rows:
            raise FileRefused(
                f"There are more than {limits.rows:,} rows", where=line.place, do="Split the file and send the parts."
            )
        if any(line.cells):
            row = _row(headings, line.cells, section, line.place, limits, spread=spread)
            yield _with_formulas(row, line, headings) if line.formulas else row


def _row(headings: list[str], cells: Sequence[str], section: str, place: str, limits: Limits, *, spread: bool) -> Row:
    count = len(cells)
    if count == len(headings):
        flaw = "headings-again" if cells[0] == headings[0] and list(cells) == headings else ""
        return Row(section, place, dict(zip(headings, cells, strict=False)), flaw)
    named = dict(zip(headings, cells, strict=False))
    if count < len(headings):
        return Row(section, place, named, notes=() if spread else (_short(place, count, len(headings)),))
    if count > limits.columns:
        raise FileRefused(
            f"A row has {count:,} cells", where=place, do="Check that the file was exported with the right separator."
        )
    extra = {f"column {n + 1}": cell for n, cell in enumerate(cells) if n >= len(headings)}
    flaw = "too-many-cells" if any(cell.strip() for cell in extra.values()) else ""
    return Row(section, place, named | extra, flaw=flaw)


def _with_formulas(row: Row, line: Line, headings: list[str]) -> Row:
    names = {at: headings[at] if at < len(headings) else f"column {at + 1}" for at in line.formulas}
    kept = {f"{names[at]} (formula)": f"={text}" for at, text in line.formulas.items()}
    notes = tuple(
        Note(
            "formula",
            "the cell is worked out by a formula",
            "its last value was read, the formula kept",
            place=line.place,
            field=name,
        )
        for name in names.values()
    )
    return replace(row, cells=row.cells | kept, notes=row.notes + notes)


def _short(place: str, got: int, wanted: int) -> Note:
    return Note(
        "too-few-cells",
        f"the row has {got} cells and there are {wanted} headings",
        "the rest were taken as blank",
        place=place,
        grade="warning",
    )


def _unnamed(cells: Sequence[str]) -> dict[str, str]:
    return {f"column {n + 1}": cell for n, cell in enumerate(cells) if cell}


def _heading_row(first: list[Line], expected: frozenset[str]) -> int:
    """Choose the row with most headings we know, or the first that is not blank."""
    if not expected:
        return next(n for n, line in enumerate(first) if any(line.cells))
    known = [len(expected & {normal_heading(cell) for cell in line.cells}) for line in first]
    best = max(range(len(known)), key=lambda n: (known[n], -n))
    if known[best] == 0:
        return next(n for n, line in enumerate(first) if any(line.cells))
    return best


def unique_headings(cells: Sequence[str], section: str, limits: Limits) -> tuple[list[str], list[Note]]:
    """Give each column a name of its own, so that no cell hides another."""
    if len(cells) > limits.columns:
        raise FileRefused(
            f"There are {len(cells):,} columns",
            where=section,
            do="Check that the file was exported with the right separator.",
        )
    names: list[str] = []
    notes: list[Note] = []
    seen: dict[str, int] = {}
    for number, cell in enumerate(_without_empty_tail(cells), start=1):
        name = cell if cell.strip() else f"column {number}"
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            notes.append(
                Note(
                    "heading-twice",
                    f"two columns have the heading {name!r}",
                    "the later one was numbered",
                    place=section,
                    field=name,
                    grade="warning",
                )
            )
            name = f"{name} ({seen[name]})"
        names.append(name)
    return names, notes


def _without_empty_tail(cells: Sequence[str]) -> list[str]:
    kept = list(cells)
    while kept and not kept[-1].strip():
        kept.pop()
    return kept

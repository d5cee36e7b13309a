"""The beginning of a file: what its columns seem to be, some values of each, and the first rows exactly as received.

It is what a person sees who checks a guess. `kept` writes it down, `from_kept` reads it back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any, cast

from kith.outside.files import Found, Headings, Note, Row
from kith.records.rules.guessing.columns import barred_in, guess
from kith.records.rules.guessing.guessed import Column, SheetGuess, Sure
from kith.records.rules.guessing.shapes import SAMPLE

SHOWN = 20
FEWEST_OF_A_SHEET = 3
"""Of a workbook the rows that are shown are shared among its sheets, but never fewer than this."""
SAMPLES, LONGEST_SAMPLE, LONGEST_CELL = 3, 60, 2_000


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of one sheet, or of a file that has none."""

    guess: SheetGuess
    place: str
    """Where its headings stand."""
    samples: Mapping[str, tuple[str, ...]]
    """Some values of each column, by its heading."""
    rows: tuple[Row, ...]
    count: int
    """How many rows there are in all."""

    def found(self) -> list[Found]:
        """Give it as it would be read."""
        names = tuple(one.heading for one in self.guess.columns)
        return [Headings(self.guess.sheet, self.place, names), *self.rows]


@dataclass(slots=True)
class _Sheet:
    headings: Headings | None = None
    first: list[Row] = field(default_factory=list)
    count: int = 0


def heads(items: Iterable[Found], *, today: date) -> list[Head]:
    """Read a file through, guess each of its sheets, and keep its beginning."""
    sheets = _sheets(items)
    each = max(FEWEST_OF_A_SHEET, SHOWN // max(1, len(sheets)))
    return [_head(one, each, today) for one in sheets]


def _sheets(items: Iterable[Found]) -> list[_Sheet]:
    sheets: dict[str, _Sheet] = {}
    for item in items:
        if isinstance(item, Note):
            continue
        sheet = sheets.setdefault(item.section, _Sheet())
        if isinstance(item, Headings):
            sheet.headings = item
        else:
            sheet.count += 1
            if len(sheet.first) < SAMPLE:
                sheet.first.append(item)
    return [one for one in sheets.values() if one.headings and one.headings.names]


def _head(sheet: _Sheet, each: int, today: date) -> Head:
    headings = cast(Headings, sheet.headings)
    sound = [row.cells for row in sheet.first if not row.flaw]
    # What must not be read is not kept either, not even for a day.
    barred = barred_in(headings.names).keys()
    samples = {name: () if name in barred else _samples(name, sound) for name in headings.names}
    rows = [replace(row, cells=_without(row.cells, barred)) for row in sheet.first[:each]]
    guessed = guess(headings.section, headings.names, sound, today=today)
    return Head(guessed, headings.place, samples, tuple(rows), sheet.count)


def _without(cells: Mapping[str, str], barred: Collection[str]) -> dict[str, str]:
    return {name: cell for name, cell in cells.items() if name not in barred}


def _samples(name: str, rows: Sequence[Mapping[str, str]]) -> tuple[str, ...]:
    """Take the first values that say something, each once."""
    some: dict[str, None] = {}
    for row in rows:
        if said := " ".join(row.get(name, "").split()):
            some.setdefault(said[:LONGEST_SAMPLE])
        if len(some) == SAMPLES:
            break
    return tuple(some)


# -- Written down and read back. -----------------------------------------------------------------------------------------


def kept(some: Iterable[Head]) -> list[dict[str, Any]]:
    """Write it so that a database takes it: without the letters that no database keeps, and no cell beyond reason."""
    return cast(list[dict[str, Any]], [_sound(asdict(one)) for one in some])


def _sound(value: object) -> object:
    if isinstance(value, str):
        return value[:LONGEST_CELL].replace("\0", "�").encode("utf-8", "replace").decode()
    if isinstance(value, Mapping):
        return {_sound(key): _sound(inside) for key, inside in value.items()}
    if isinstance(value, list | tuple):
        return [_sound(inside) for inside in value]
    return value


def from_kept(some: Iterable[Mapping[str, Any]]) -> list[Head]:
    """Read back what was written."""
    return [
        Head(
            guess=_guess(one["guess"]),
            place=one["place"],
            samples={name: tuple(said) for name, said in one["samples"].items()},
            rows=tuple(_row(row) for row in one["rows"]),
            count=one["count"],
        )
        for one in some
    ]


def _guess(told: Mapping[str, Any]) -> SheetGuess:
    columns = (Column(**{**one, "sure": Sure(one["sure"])}) for one in told["columns"])
    return SheetGuess(told["sheet"], tuple(columns))


def _row(told: Mapping[str, Any]) -> Row:
    return Row(**{**told, "notes": tuple(Note(**note) for note in told["notes"])})

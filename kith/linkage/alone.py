"""One record as codes, read without a table: names that nobody has yet get a line beyond the last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from kith.linkage.kernels.arrays import ENDS, FAMILIES, I64, KEY, KIN, SOUND, U32, U64, WIDTH
from kith.linkage.kernels.texts import spell
from kith.linkage.lexicon import Lexicon
from kith.linkage.schema import CHECKED, SEXES, Column, Part, Reading, Schema
from kith.linkage.values import names, numbers, one, places


@dataclass(slots=True)
class Alone:
    """One record."""

    line: U32
    numbers: I64
    rows: list[U64] = field(default_factory=list)
    """Lines of names that the lexicon does not have."""
    said: dict[str, str] = field(default_factory=dict)
    """Names by column, plain and closed."""

    def part(self, part: Part, column: str, schema: Schema) -> int:
        """Give a part of a key, as ``blocking`` makes it."""
        value, reading = int(self.line[schema.place(column)]), schema.columns[schema.place(column)].reading
        if reading in (Reading.NAME, Reading.TEXT):
            return _name_part(self.said.get(column, ""), part)
        plain = {Part.YEAR: value >> 9, Part.YEARLESS: value & 511, Part.AREA: value >> 9}
        if part in plain:
            return plain[part]
        if reading is Reading.PHONE:
            return value & ~3
        return value & ~1 if reading in CHECKED else value


def _name_part(name: str, part: Part) -> int:
    if not name:
        return 0
    makers = {Part.WHOLE: lambda: name, Part.SOUND: lambda: one.sound(name), Part.SHORT: lambda: one.long(name)}
    return int(one.hashed(makers[part]())[0] >> np.uint64(32))


def read_alone(said: dict[str, str], born: date | None, schema: Schema, lexicon: Lexicon) -> Alone:
    """Read one record. Columns that were not told are empty."""
    alone = Alone(np.zeros(len(schema.columns) + 1, np.uint32), np.zeros(max(1, len(_checked(schema))), np.int64))
    placed: dict[tuple[str, ...], tuple[int, int, int]] = {}
    for place, column in enumerate(schema.columns):
        told = [said.get(name, "") for name in column.source]
        if column.reading is Reading.DAY:
            alone.line[place] = one.day(born)
        elif not any(told):
            continue
        elif column.reading in _PLACED:
            if column.source not in placed:
                placed[column.source] = places.read_one(*(one.packed(text) for text in told))
            alone.line[place] = placed[column.source][_PLACED.index(column.reading)]
        else:
            alone.line[place] = _code_of(alone, column, told[0], schema, lexicon)
    return alone


def _code_of(alone: Alone, column: Column, told: str, schema: Schema, lexicon: Lexicon) -> int:
    if column.reading in (Reading.NAME, Reading.TEXT):
        return _name(alone, column.name, told, lexicon)
    if column.reading in CHECKED:
        code, number = numbers.one_coded(told, nhs=column.reading is Reading.NHS)
        alone.numbers[_checked(schema).index(column.name)] = number
        return code
    return _READ[column.reading](told) if column.reading in _READ else 0


def _checked(schema: Schema) -> list[str]:
    return [one.name for one in schema.columns if one.reading in CHECKED]


def _name(alone: Alone, column: str, typed: str, lexicon: Lexicon) -> int:
    plain = one.plain(typed)
    closed = one.closed(plain)
    alone.said[column] = closed
    return _code(alone, plain, lexicon) if closed else 0


def _code(alone: Alone, plain: str, lexicon: Lexicon) -> int:
    """Give the code of a name, or describe it on a line of its own."""
    known = lexicon.code_of(one.hashed(plain))
    if known > 0:
        return known
    closed = one.closed(plain)
    row = np.zeros((1, WIDTH), np.uint64)
    spell(*one.packed(closed), row)
    row[0, KEY], row[0, SOUND] = one.hashed(closed, one.sound(closed))
    lines = names.families().get(closed, ())[:FAMILIES]
    row[0, KIN] = sum(line << 16 * place for place, line in enumerate(lines))
    code = len(lexicon.words.short) + len(alone.rows)
    alone.rows.append(row[0])
    ends = [part if part == plain else "" for part in (plain.split(" ")[0], plain.split(" ")[-1])]
    first, last = (
        (code if end else _code(alone, part, lexicon))
        for end, part in zip(ends, (plain.split(" ")[0], plain.split(" ")[-1]), strict=True)
    )
    row[0, ENDS] = first | last << 32
    return code


_PLACED = (Reading.DOOR, Reading.LINE, Reading.POSTCODE)
_READ: dict[Reading, Callable[[str], int]] = {
    Reading.SEX: lambda told: SEXES.get(told.strip().lower(), 0),
    Reading.CODE: lambda told: _short(told.strip().lower()),
    Reading.PHONE: lambda told: (_short(number) | 4) & ~3 if (number := numbers.one_phone(told)) else 0,
}


def _short(text: str) -> int:
    return int(one.hashed(text)[0] >> np.uint64(32))

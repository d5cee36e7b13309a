"""Records as codes: each column read once over what is distinct in it, then one line of numbers a record."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import polars as pl

from kith.linkage.kernels.arrays import I64, U32, U64, Coded
from kith.linkage.kernels.grouping import mixed_all
from kith.linkage.lexicon import Lexicon
from kith.linkage.schema import CHECKED, SEXES, Column, Reading, Schema
from kith.linkage.threads import THREADS
from kith.linkage.values import numbers, places
from kith.linkage.values.texts import distinct, hashed, shortened

_CHILD, _GROWN = 16, 19
"""Under the one nobody is taken for grown up, above the other nobody for a child."""


@dataclass(slots=True)
class Encoded:
    """Records as codes, with the names they share and what names each of them."""

    coded: Coded
    lexicon: Lexicon
    ids: U64
    """What names a record, hashed: the order in which ties are broken."""


def encode(table: pl.DataFrame, schema: Schema, lexicon: Lexicon | None = None) -> Encoded:
    """Read a table into codes. Names that a lexicon lacks are added to it."""
    known = lexicon or Lexicon.empty(len(schema.columns))
    # The last column is always empty: it stands for every column that a schema lacks.
    lines = np.zeros((table.height, len(schema.columns) + 1), np.uint32)
    checked = [one.name for one in schema.columns if one.reading in CHECKED]
    values = np.zeros((table.height, max(1, len(checked))), np.int64)

    def read(columns: list[Column]) -> None:
        placed: places.Places | None = None
        for column in columns:
            sources = [_text(table, name) for name in column.source]
            if column.reading in CHECKED:
                codes, values[:, checked.index(column.name)] = _number(column, sources[0])
            elif column.reading in NAMED:
                codes = _name(known, sources[0])
            elif column.reading in PLACED:
                placed = placed or places.read(*sources)
                codes = getattr(placed, PLACED[column.reading])
            else:
                codes = READERS[column.reading](*sources)
            lines[:, schema.place(column.name)] = codes

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(read, _together(schema)))
    return Encoded(Coded(lines, values, known.words), known, ids_of(table, schema))


def _together(schema: Schema) -> list[list[Column]]:
    """Give the columns that must be read one after another: names share a lexicon, parts of an address its reading."""
    found: dict[object, list[Column]] = {}
    for column in schema.columns:
        shared = "names" if column.reading in NAMED else column.source if column.reading in PLACED else column.name
        found.setdefault(shared, []).append(column)
    return list(found.values())


def _text(table: pl.DataFrame, name: str) -> pl.Series:
    if name not in table.columns:
        return pl.repeat("", table.height, eager=True)
    return table[name].cast(pl.String).fill_null("") if table[name].dtype != pl.Date else table[name]


def ids_of(table: pl.DataFrame, schema: Schema) -> U64:
    """Hash what names each record: who holds it, and their own number for it."""
    holder, number = (hashed(_text(table, name)) for name in schema.identity)
    return mixed_all(holder, number)


def _name(lexicon: Lexicon, typed: pl.Series) -> U32:
    at, unique = distinct(typed)
    return lexicon.read(unique).astype(np.uint32)[at]


def _day(days: pl.Series) -> U32:
    read = days if days.dtype == pl.Date else days.str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)
    parts = (
        read.dt.year().cast(pl.Int32) * 512 + read.dt.month().cast(pl.Int32) * 32 + read.dt.day().cast(pl.Int32)
    ).fill_null(0)
    return parts.to_numpy().astype(np.uint32)


def _sex(typed: pl.Series) -> U32:
    at, unique = distinct(typed)
    low = unique.str.strip_chars().str.to_lowercase()
    return np.array([SEXES.get(one, 0) for one in low], np.uint32)[at]


def _code(typed: pl.Series) -> U32:
    at, unique = distinct(typed)
    return shortened(hashed(unique.str.strip_chars().str.to_lowercase()))[at]


def _phone(typed: pl.Series) -> U32:
    """Keep the last two bits free for how many share it."""
    at, unique = distinct(typed)
    made = shortened(hashed(numbers.phone(unique)))
    return np.where(made != 0, (made | np.uint32(4)) & ~np.uint32(3), made)[at]


def _life(said: pl.Series, born: pl.Series, last: pl.Series) -> U32:
    """Give the year on or after which a child was born, or by which a grown-up was, with which of the two in two bits."""
    until, year = (_day(days) >> np.uint32(9) for days in (last, born))
    low = said.str.to_lowercase()
    age = until.astype(np.int64) - year
    known = (year > 0) & (until > 0)
    child = (low == "child").to_numpy() | (known & (age < _CHILD))
    grown = (low == "grown").to_numpy() | (known & (age > _GROWN) & ~child)
    made = np.where(child & (until > 0), (until - np.uint32(_GROWN)) << np.uint32(2) | np.uint32(1), 0)
    return np.where(
        grown & (until > _GROWN) & ~child, (until - np.uint32(_CHILD)) << np.uint32(2) | np.uint32(2), made
    ).astype(np.uint32)


READERS: dict[Reading, Callable[..., U32]] = {
    Reading.DAY: _day, Reading.SEX: _sex, Reading.CODE: _code, Reading.PHONE: _phone, Reading.LIFE: _life,
}  # fmt: skip
NAMED = (Reading.NAME, Reading.TEXT)
PLACED = {Reading.DOOR: "door", Reading.LINE: "line", Reading.POSTCODE: "postcode"}
"""What is read of an address, all three at once."""


def _number(column: Column, typed: pl.Series) -> tuple[U32, I64]:
    at, unique = distinct(typed)
    codes, read = numbers.coded(unique, nhs=column.reading is Reading.NHS)
    return codes[at], read[at]

"""What is counted once and then kept, so that a score does not change because a record was added."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from kith.linkage.encoding import Encoded
from kith.linkage.kernels.arrays import I64, KEY, U8, U32, U64
from kith.linkage.schema import Reading, Schema

COMMON = (0.0001, 0.0008, 0.004)
"""From these shares of all records on, a name is no longer rare, is common, is very common."""
SHARERS = (6, 30)
"""Up to so many records share a number within a home, and up to so many within a street or a firm."""
Table = tuple[U64, U8]


@dataclass(slots=True)
class Frozen:
    """How common names are, which numbers many share, and which keys say too little to be used."""

    people: int
    """How many records were counted."""
    names: dict[str, Table] = field(default_factory=dict)
    """By column: the hashes of names that are not rare, in order, and their band."""
    shared: dict[str, tuple[U32, U8]] = field(default_factory=dict)
    passed: dict[int, U32] = field(default_factory=dict)
    """By number of the key: values that too many records have, in order."""


def count(encoded: Encoded, schema: Schema) -> Frozen:
    """Count how common everything is."""
    made = Frozen(len(encoded.ids))
    for place, column in enumerate(schema.columns):
        values = encoded.coded.lines[:, place]
        if column.reading in (Reading.NAME, Reading.TEXT):
            made.names[column.name] = _common(encoded.coded.words.rows[:, KEY], values)
        elif column.reading is Reading.PHONE:
            made.shared[column.name] = _crowded(values)
    return made


def _common(keys: U64, codes: U32) -> Table:
    counts = np.bincount(codes, minlength=len(keys))
    counts[0] = 0
    whole, back = np.unique(keys, return_inverse=True)
    summed = np.bincount(back, weights=counts)
    band = 1 + np.searchsorted(COMMON, summed / max(counts.sum(), 1), side="right")
    kept = (band > 1) & (whole != 0)
    return whole[kept], band[kept].astype(np.uint8)


def _crowded(codes: U32) -> tuple[U32, U8]:
    values, counts = np.unique(codes & ~np.uint32(3), return_counts=True)
    band: I64 = np.asarray(np.searchsorted(SHARERS, counts, side="left"))
    kept = (band > 0) & (values != 0)
    return values[kept], band[kept].astype(np.uint8)


def freeze(encoded: Encoded, schema: Schema, frozen: Frozen) -> None:
    """Write into the codes how common each thing was when it was counted."""
    words = encoded.coded.words
    for place, column in enumerate(schema.columns):
        if column.name in frozen.names:
            words.band[:, place] = _look_up(frozen.names[column.name], words.rows[:, KEY], 1)
        if column.name in frozen.shared:
            values = encoded.coded.lines[:, place]
            values &= ~np.uint32(3)
            values |= np.where(values != 0, _look_up(frozen.shared[column.name], values, 0), 0)


def freeze_line(line: U32, schema: Schema, frozen: Frozen) -> None:
    """Write the same into one record alone."""
    for name, table in frozen.shared.items():
        place = schema.place(name)
        if line[place]:
            line[place] |= _look_up(table, line[place : place + 1], 0)[0]


def _look_up(table: tuple[U64, U8] | tuple[U32, U8], wanted: U64 | U32, other: int) -> U8:
    values, bands = table
    if not len(values):
        return np.full(len(wanted), other, np.uint8)
    at = np.minimum(np.searchsorted(values, wanted), len(values) - 1)
    return np.where(values[at] == wanted, bands[at], np.uint8(other)).astype(np.uint8)

"""Texts as bytes: hashed, put into fixed rows, and given codes."""

from __future__ import annotations

import numpy as np

from kith.linkage.kernels.arrays import I32, I64, LONGEST, SIGNS, TEXT, U8, U64
from kith.linkage.kernels.compiling import compiled, signed

_A, _Z = 97, 122
BASE = np.uint64(0xCBF29CE484222325)


@compiled
def stirred(value: np.uint64, sign: int) -> np.uint64:
    """Stir one more sign into a hash that is not finished."""
    return (value ^ np.uint64(sign)) * np.uint64(0x100000001B3)


@compiled
def finished(value: np.uint64) -> np.uint64:
    """Finish a hash."""
    value = (value ^ (value >> np.uint64(32))) * np.uint64(0x9E3779B97F4A7C15)
    return value ^ (value >> np.uint64(29))


@compiled
def hashes(data: U8, ends: I64) -> U64:
    """Hash each text; nothing is 0."""
    made = np.zeros(len(ends), np.uint64)
    begun = 0
    for at in range(len(ends)):
        value = BASE
        for place in range(begun, ends[at]):
            value = stirred(value, data[place])
        if ends[at] > begun:
            made[at] = finished(value)
        begun = ends[at]
    return made


@compiled
def spell(data: U8, ends: I64, rows: U64) -> None:
    """Put each text into a line of words, cut where it is too long, with its size and which letters it has."""
    begun = 0
    for at in range(len(ends)):
        length = min(ends[at] - begun, LONGEST)
        seen = 0
        for place in range(length):
            sign = signed(data[begun + place])
            rows[at, TEXT + place // 8] |= np.uint64(sign) << np.uint64(8 * (place % 8))
            seen |= 1 << (sign - _A if _A <= sign <= _Z else 26 + sign % 6)
        rows[at, SIGNS] = np.uint64(seen) | np.uint64(length) << np.uint64(32)
        begun = ends[at]


@compiled
def look_up(sorted_keys: U64, codes: I32, wanted: U64) -> I32:
    """Give the code of each hash; 0 for nothing, -1 for one that is not there."""
    found = np.zeros(len(wanted), np.int32)
    for at in range(len(wanted)):
        if wanted[at] == 0:
            continue
        place = np.searchsorted(sorted_keys, wanted[at])
        there = place < len(sorted_keys) and sorted_keys[place] == wanted[at]
        found[at] = codes[place] if there else -1
    return found

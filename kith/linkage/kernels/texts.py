"""Texts as bytes: hashed, put into fixed rows, and given codes."""

from __future__ import annotations

import numpy as np

from kith.linkage.kernels.arrays import I32, I64, U8, U32, U64
from kith.linkage.kernels.compiling import compiled

_A, _Z, _ZERO = 97, 122, 48


@compiled
def hashes(data: U8, ends: I64) -> U64:
    """Hash each text; nothing is 0."""
    made = np.zeros(len(ends), np.uint64)
    begun = 0
    for at in range(len(ends)):
        value = np.uint64(0xCBF29CE484222325)
        for place in range(begun, ends[at]):
            value = (value ^ np.uint64(data[place])) * np.uint64(0x100000001B3)
        if ends[at] > begun:
            value = (value ^ (value >> np.uint64(32))) * np.uint64(0x9E3779B97F4A7C15)
            made[at] = value ^ (value >> np.uint64(29))
        begun = ends[at]
    return made


@compiled
def rows(data: U8, ends: I64, text: U8, size: U8, letters: U32) -> None:
    """Put each text into a row, cut where it is too long, with its size and which letters it has."""
    begun, longest = 0, text.shape[1]
    for at in range(len(ends)):
        length = min(ends[at] - begun, longest)
        size[at] = length
        seen = 0
        for place in range(length):
            sign = data[begun + place]
            text[at, place] = sign
            if _A <= sign <= _Z:
                seen |= 1 << (sign - _A)
            elif sign >= _ZERO:
                seen |= 1 << (26 + (sign - _ZERO) % 6)
        letters[at] = seen
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

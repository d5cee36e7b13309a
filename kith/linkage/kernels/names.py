"""Levels of what is compared last: names.

A name is handed on as the eight numbers of its line in ``Words.rows``, with its code: to hand on arrays would cost more
than comparing.
"""

from __future__ import annotations

import numpy as np

from kith.linkage.kernels.arrays import ENDS, FAMILIES, KEY, KIN, SIGNS, SOUND, TEXT, U64
from kith.linkage.kernels.compiling import compiled, inlined, signed

Name = tuple[np.uint64, np.uint64, np.uint64, np.uint64, np.uint64, np.uint64, np.uint64, np.uint64]
FAR = 3
"""More letters off than are counted."""
_SHORT, _LONG, _BEGUN = 4, 6, 4
_CELLS, _FAR_ROW, _FIRST_ROW = 5, 0x33333, 0x21033


@compiled
def bits(value: int) -> int:
    """Count the bits that are set."""
    value = value - ((value >> 1) & 0x55555555)
    value = (value & 0x33333333) + ((value >> 2) & 0x33333333)
    return (((value + (value >> 4)) & 0x0F0F0F0F) * 0x01010101 & 0xFFFFFFFF) >> 24


@inlined
def name_of(rows: U64, code: int) -> Name:
    """Give the numbers of a name."""
    return (
        rows[code, 0], rows[code, 1], rows[code, 2], rows[code, 3], rows[code, 4], rows[code, 5], rows[code, 6], rows[code, 7],
    )  # fmt: skip


@compiled
def size_of(name: Name) -> int:
    """Count the letters of a name."""
    return signed(name[SIGNS] >> np.uint64(32))


@compiled
def letter(name: Name, at: int) -> int:
    """Give a letter of a name."""
    eight = name[TEXT] if at < 8 else (name[TEXT + 1] if at < 16 else name[TEXT + 2])
    return signed((eight >> np.uint64(8 * (at & 7))) & np.uint64(255))


@compiled
def first_part(name: Name) -> int:
    """Give the code of the first part of a name."""
    return signed(name[ENDS] & np.uint64(0xFFFFFFFF))


@compiled
def last_part(name: Name) -> int:
    """Give the code of the last part of a name."""
    return signed(name[ENDS] >> np.uint64(32))


@compiled
def letters_off(one: Name, other: Name) -> int:
    """Count letters wrong, missing, too many or turned between two names, up to FAR."""
    m, n = size_of(one), size_of(other)
    apart = (one[SIGNS] ^ other[SIGNS]) & np.uint64(0xFFFFFFFF)
    if abs(m - n) >= FAR or bits(signed(apart)) > 4:
        return FAR
    return off(other, n, one, m) if m > n else off(one, m, other, n)


@compiled
def off(one: Name, m: int, other: Name, n: int) -> int:
    """Reckon within a band of five cells a row: at letter i of the shorter name only i-2 to i+2 can be within two.

    A row is one number with four bits a cell.
    """
    older, old = _FAR_ROW, _FIRST_ROW
    for i in range(1, m + 1):
        mine, before = letter(one, i - 1), letter(one, i - 2) if i > 1 else -1
        row, left, least = 0, FAR, FAR
        for k in range(_CELLS):
            j, best = i + k - 2, FAR
            if j == 0:
                best = min(i, FAR)
            elif 0 < j <= n:
                theirs = letter(other, j - 1)
                above = cell(old, k + 1) if k < _CELLS - 1 else FAR
                best = min(min(above, left) + 1, cell(old, k) + (0 if mine == theirs else 1))
                if before >= 0 and j > 1 and before == theirs and mine == letter(other, j - 2):
                    best = min(best, cell(older, k) + 1)
                best = min(best, FAR)
            row |= best << 4 * k
            left, least = best, min(least, best)
        if least >= FAR:
            return FAR
        older, old = old, row
    return cell(old, n - m + 2)


@compiled
def cell(row: int, at: int) -> int:
    """Give a cell of a row."""
    return (row >> 4 * at) & 15


@compiled
def one_family(one: Name, other: Name) -> bool:
    """Say whether both names are called short for one another."""
    mine, theirs = one[KIN], other[KIN]
    if mine == 0 or theirs == 0:
        return False
    for i in range(FAMILIES):
        family = (mine >> np.uint64(16 * i)) & np.uint64(0xFFFF)
        for j in range(FAMILIES):
            if family != 0 and family == (theirs >> np.uint64(16 * j)) & np.uint64(0xFFFF):
                return True
    return False


@compiled
def begin_alike(one: Name, other: Name) -> bool:
    """Say whether a name of two letters or more is the beginning of the other, or both begin with the same four."""
    length = min(min(size_of(one), size_of(other)), _BEGUN)
    apart = (one[TEXT] ^ other[TEXT]) & ((np.uint64(1) << np.uint64(8 * length)) - np.uint64(1))
    return length > 1 and apart == 0


@compiled
def end_alike(one: Name, other: Name) -> bool:
    """Say whether a name of three letters or more is the end of the other: Tasha, Beth."""
    mine, theirs = size_of(one), size_of(other)
    least = min(mine, theirs)
    if least < FAR:
        return False
    for place in range(1, least + 1):
        if letter(one, mine - place) != letter(other, theirs - place):
            return False
    return True


@compiled
def parts_shared(one: Name, other: Name, a: int, b: int) -> bool:
    """Say whether a part of a double name is the whole, or a part, of the other. ``a`` and ``b`` are their codes."""
    mine, theirs = first_part(one), first_part(other)
    if mine == a and theirs == b:
        return False
    mine_last, theirs_last = last_part(one), last_part(other)
    return mine == theirs or mine == theirs_last or mine_last == theirs or mine_last == theirs_last


@compiled
def same_closed(one: Name, other: Name) -> bool:
    """Say whether two names are one without the gap of a double name."""
    return bool(one[KEY] == other[KEY])


@compiled
def spelling_level(one: Name, other: Name) -> int:
    """Compare how two different names are written and said: 9 close, 10 nearly, 11 different."""
    if one[SOUND] == other[SOUND] and one[SOUND] != 0:
        return 9
    far = letters_off(one, other)
    least = min(size_of(one), size_of(other))
    if far == 1 and least >= _SHORT:
        return 9
    if far == 1 or (far == 2 and least >= _LONG) or begin_alike(one, other) or end_alike(one, other):
        return 10
    return 11


@compiled
def said_alike(sound: np.uint64, sounds: np.uint64) -> bool:
    """Say whether two names are known and sound the same."""
    return bool(sound != 0 and sound == sounds)


@compiled
def turned_round(mine: np.uint64, other: np.uint64, theirs: np.uint64, others: np.uint64) -> bool:
    """Say whether two records have two names the other way round, by how they sound. No sound is no name."""
    first, last = said_alike(mine, others), said_alike(other, theirs)
    return (first and last) or (first and (theirs == 0 or other == 0)) or (last and (mine == 0 or others == 0))


@compiled
def crossed(a: int, b: int, second: int, seconds: int) -> bool:
    """Say whether the name of one record is another name of the other."""
    return (a != 0 and a == seconds) or (b != 0 and b == second)

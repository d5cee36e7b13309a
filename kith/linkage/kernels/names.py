"""Levels of what is compared last: names. A name is a line of ``Words.rows``; two records are two lines of codes."""

from __future__ import annotations

import numpy as np

from kith.linkage.kernels.arrays import ENDS, FAMILIES, KEY, KIN, SIGNS, SOUND, TEXT, U8, U32, U64
from kith.linkage.kernels.compiling import compiled

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


@compiled
def size_of(rows: U64, a: int) -> int:
    """Count the letters of a name."""
    return np.int64(rows[a, SIGNS] >> np.uint64(32))


@compiled
def letter(rows: U64, a: int, at: int) -> int:
    """Give a letter of a name."""
    return np.int64((rows[a, TEXT + at // 8] >> np.uint64(8 * (at % 8))) & np.uint64(255))


@compiled
def first_part(rows: U64, a: int) -> int:
    """Give the code of the first part of a name."""
    return np.int64(rows[a, ENDS] & np.uint64(0xFFFFFFFF))


@compiled
def last_part(rows: U64, a: int) -> int:
    """Give the code of the last part of a name."""
    return np.int64(rows[a, ENDS] >> np.uint64(32))


@compiled
def letters_off(rows: U64, a: int, b: int) -> int:
    """Count letters wrong, missing, too many or turned between two names, up to FAR."""
    m, n = size_of(rows, a), size_of(rows, b)
    apart = (rows[a, SIGNS] ^ rows[b, SIGNS]) & np.uint64(0xFFFFFFFF)
    if abs(m - n) >= FAR or bits(np.int64(apart)) > 4:
        return FAR
    return off(rows, b, n, a, m) if m > n else off(rows, a, m, b, n)


@compiled
def off(rows: U64, a: int, m: int, b: int, n: int) -> int:
    """Reckon within a band of five cells a row: at letter i of the shorter name only i-2 to i+2 can be within two.

    A row is one number with four bits a cell.
    """
    older, old = _FAR_ROW, _FIRST_ROW
    for i in range(1, m + 1):
        mine, before = letter(rows, a, i - 1), letter(rows, a, i - 2) if i > 1 else -1
        row, left, least = 0, FAR, FAR
        for k in range(_CELLS):
            j, best = i + k - 2, FAR
            if j == 0:
                best = min(i, FAR)
            elif 0 < j <= n:
                theirs = letter(rows, b, j - 1)
                above = cell(old, k + 1) if k < _CELLS - 1 else FAR
                best = min(min(above, left) + 1, cell(old, k) + (0 if mine == theirs else 1))
                if before >= 0 and j > 1 and before == theirs and mine == letter(rows, b, j - 2):
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
def one_family(rows: U64, a: int, b: int) -> bool:
    """Say whether both names are called short for one another."""
    mine, theirs = rows[a, KIN], rows[b, KIN]
    if mine == 0 or theirs == 0:
        return False
    for i in range(FAMILIES):
        one = (mine >> np.uint64(16 * i)) & np.uint64(0xFFFF)
        for j in range(FAMILIES):
            if one != 0 and one == (theirs >> np.uint64(16 * j)) & np.uint64(0xFFFF):
                return True
    return False


@compiled
def begin_alike(rows: U64, a: int, b: int) -> bool:
    """Say whether a name of two letters or more is the beginning of the other, or both begin with the same four."""
    length = min(min(size_of(rows, a), size_of(rows, b)), _BEGUN)
    apart = (rows[a, TEXT] ^ rows[b, TEXT]) & ((np.uint64(1) << np.uint64(8 * length)) - np.uint64(1))
    return length > 1 and apart == 0


@compiled
def end_alike(rows: U64, a: int, b: int) -> bool:
    """Say whether a name of three letters or more is the end of the other: Tasha, Beth."""
    mine, theirs = size_of(rows, a), size_of(rows, b)
    least = min(mine, theirs)
    if least < FAR:
        return False
    for place in range(1, least + 1):
        if letter(rows, a, mine - place) != letter(rows, b, theirs - place):
            return False
    return True


@compiled
def double(rows: U64, a: int) -> bool:
    """Say whether a name has several parts."""
    return first_part(rows, a) != a


@compiled
def same_closed(rows: U64, a: int, b: int) -> bool:
    """Say whether two names are one without the gap of a double name."""
    return (double(rows, a) or double(rows, b)) and rows[a, KEY] == rows[b, KEY]


@compiled
def parts_shared(rows: U64, a: int, b: int) -> bool:
    """Say whether a part of a double name is the whole, or a part, of the other."""
    if not (double(rows, a) or double(rows, b)):
        return False
    mine, mine_last, theirs, theirs_last = first_part(rows, a), last_part(rows, a), first_part(rows, b), last_part(rows, b)
    return mine == theirs or mine == theirs_last or mine_last == theirs or mine_last == theirs_last


@compiled
def spelling_level(rows: U64, a: int, b: int) -> int:
    """Compare how two different names are written and said: 9 close, 10 nearly, 11 different."""
    if rows[a, SOUND] == rows[b, SOUND] and rows[a, SOUND] != 0:
        return 9
    far = letters_off(rows, a, b)
    least = min(size_of(rows, a), size_of(rows, b))
    if far == 1 and least >= _SHORT:
        return 9
    if far == 1 or (far == 2 and least >= _LONG) or begin_alike(rows, a, b) or end_alike(rows, a, b):
        return 10
    return 11


@compiled
def said_alike(rows: U64, one: int, other: int) -> bool:
    """Say whether two names are known and the same, or sound the same."""
    return one != 0 and (one == other or (rows[one, SOUND] != 0 and rows[one, SOUND] == rows[other, SOUND]))


@compiled
def code(lines: U32, record: int, column: int) -> int:
    """Give a record's code in a column; 0 where there is no such column."""
    return np.int64(lines[record, column]) if column >= 0 else 0


@compiled
def turned_round(lines: U32, rows: U64, x: int, y: int, name: int, other: int) -> bool:
    """Say whether two records have first name and surname the other way round."""
    if other < 0:
        return False
    a, b, a_other, b_other = code(lines, x, name), code(lines, y, name), code(lines, x, other), code(lines, y, other)
    first, last = said_alike(rows, a, b_other), said_alike(rows, a_other, b)
    return (first and last) or (first and (b == 0 or a_other == 0)) or (last and (a == 0 or b_other == 0))


@compiled
def crossed(lines: U32, x: int, y: int, name: int, other: int) -> bool:
    """Say whether a name of one record stands in another column of the other."""
    if other < 0:
        return False
    a, b = code(lines, x, name), code(lines, y, name)
    return (a != 0 and a == code(lines, y, other)) or (b != 0 and b == code(lines, x, other))


@compiled
def name_level(lines: U32, rows: U64, band: U8, x: int, y: int, at: tuple[int, int, int, int, int]) -> int:
    """Compare names by the columns ``at``: the name, another of the same person, two it is mixed with; and whether to
    count it here when first name and surname are the other way round."""
    a, b = code(lines, x, at[0]), code(lines, y, at[0])
    if a == 0 or b == 0:
        return 0
    if a == b or same_closed(rows, a, b):
        return np.int64(band[a, at[0]])
    if one_family(rows, a, b) or crossed(lines, x, y, at[0], at[1]):
        return 5
    if parts_shared(rows, a, b):
        return 6
    if turned_round(lines, rows, x, y, at[0], at[2]):
        return 7 if at[4] != 0 else 0
    return 8 if crossed(lines, x, y, at[0], at[3]) else spelling_level(rows, a, b)


@compiled
def second_name_level(lines: U32, rows: U64, band: U8, x: int, y: int, name: int, first: int) -> int:
    """Compare two second names; one may be the other's first name."""
    if crossed(lines, x, y, name, first):
        return 6
    a, b = code(lines, x, name), code(lines, y, name)
    if a == 0 or b == 0:
        return 0
    if a == b or same_closed(rows, a, b):
        return np.int64(band[a, name])
    alone = size_of(rows, a) == 1 or size_of(rows, b) == 1
    if (alone and letter(rows, a, 0) == letter(rows, b, 0)) or parts_shared(rows, a, b) or one_family(rows, a, b):
        return 5
    return 5 if spelling_level(rows, a, b) == 9 else 7


@compiled
def text_level(lines: U32, rows: U64, band: U8, x: int, y: int, column: int) -> int:
    """Compare two texts of whatever kind."""
    a, b = code(lines, x, column), code(lines, y, column)
    if a == 0 or b == 0:
        return 0
    if a == b:
        return np.int64(band[a, column])
    far = letters_off(rows, a, b)
    if far < FAR:
        return 4 + far
    return 7 if parts_shared(rows, a, b) else 8

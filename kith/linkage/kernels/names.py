"""Levels of what is compared last: names."""

from __future__ import annotations

import numpy as np

from kith.linkage.kernels.arrays import FAMILIES, I64, U8, U32, Words
from kith.linkage.kernels.compiling import compiled
from kith.linkage.kernels.levels import same

FAR = 3
"""More letters off than are counted."""
_SHORT, _LONG, _BEGUN = 4, 6, 4


@compiled
def bits(value: int) -> int:
    """Count the bits that are set."""
    value = value - ((value >> 1) & 0x55555555)
    value = (value & 0x33333333) + ((value >> 2) & 0x33333333)
    return (((value + (value >> 4)) & 0x0F0F0F0F) * 0x01010101 & 0xFFFFFFFF) >> 24


@compiled
def letters_off(words: Words, a: int, b: int) -> int:
    """Count letters wrong, missing, too many or turned between two names, up to FAR."""
    if abs(np.int64(words.size[a]) - np.int64(words.size[b])) >= FAR or bits(np.int64(words.letters[a] ^ words.letters[b])) > 4:
        return FAR
    if words.size[a] > words.size[b]:
        a, b = b, a
    return _off(words.text[a], np.int64(words.size[a]), words.text[b], np.int64(words.size[b]))


@compiled
def _off(x: U8, m: int, y: U8, n: int) -> int:
    # Five cells of a row are enough: at place i only j from i-2 to i+2 can still be within two.
    b0, b1, b2, b3, b4 = FAR, FAR, 0, 1, 2  # the row before
    a0, a1, a2, a3, a4 = FAR, FAR, FAR, FAR, FAR  # the row before that
    for i in range(1, m + 1):
        c0, c1, c2, c3, c4 = FAR, FAR, FAR, FAR, FAR
        for k in range(5):
            j = i + k - 2
            if j < 0 or j > n:
                continue
            if k == 0:
                up, diag, left, two = b1, b0, FAR, a0
            elif k == 1:
                up, diag, left, two = b2, b1, c0, a1
            elif k == 2:
                up, diag, left, two = b3, b2, c1, a2
            elif k == 3:
                up, diag, left, two = b4, b3, c2, a3
            else:
                up, diag, left, two = FAR, b4, c3, a4
            if j == 0:
                best = i if i < FAR else FAR
            else:
                best = min(min(up, left) + 1, diag + (0 if x[i - 1] == y[j - 1] else 1))
                if i > 1 and j > 1 and x[i - 1] == y[j - 2] and x[i - 2] == y[j - 1]:
                    best = min(best, two + 1)
                best = min(best, FAR)
            if k == 0:
                c0 = best
            elif k == 1:
                c1 = best
            elif k == 2:
                c2 = best
            elif k == 3:
                c3 = best
            else:
                c4 = best
        if min(min(c0, c1), min(c2, min(c3, c4))) >= FAR:
            return FAR
        a0, a1, a2, a3, a4 = b0, b1, b2, b3, b4
        b0, b1, b2, b3, b4 = c0, c1, c2, c3, c4
    at = n - m + 2
    if at == 2:
        return b2
    return b3 if at == 3 else b4


@compiled
def one_family(words: Words, a: int, b: int) -> bool:
    """Say whether both names are called short for one another."""
    for i in range(FAMILIES):
        mine = words.families[a, i]
        if mine == 0:
            return False
        for j in range(FAMILIES):
            if words.families[b, j] == mine:
                return True
    return False


@compiled
def begin_alike(words: Words, a: int, b: int) -> bool:
    """Say whether a name of two letters or more is the beginning of the other, or both begin with the same four."""
    least = min(words.size[a], words.size[b])
    length = min(least, _BEGUN)
    if length < 2:
        return False
    for place in range(length):
        if words.text[a, place] != words.text[b, place]:
            return False
    return True


@compiled
def end_alike(words: Words, a: int, b: int) -> bool:
    """Say whether a name of three letters or more is the end of the other: Tasha, Beth."""
    least = min(words.size[a], words.size[b])
    if least < FAR:
        return False
    for place in range(1, least + 1):
        if words.text[a, words.size[a] - place] != words.text[b, words.size[b] - place]:
            return False
    return True


@compiled
def same_closed(words: Words, a: int, b: int) -> bool:
    """Say whether two names are one without the gap of a double name."""
    return (words.first[a] != a or words.first[b] != b) and words.key[a] == words.key[b]


@compiled
def parts_shared(words: Words, a: int, b: int) -> bool:
    """Say whether a part of a double name is the whole, or a part, of the other."""
    if words.first[a] == a and words.first[b] == b:
        return False
    mine, mine_last, theirs, theirs_last = words.first[a], words.last[a], words.first[b], words.last[b]
    return mine == theirs or mine == theirs_last or mine_last == theirs or mine_last == theirs_last


@compiled
def spelling_level(words: Words, a: int, b: int) -> int:
    """Compare how two different names are written and said: 9 close, 10 nearly, 11 different."""
    off = letters_off(words, a, b)
    least = min(words.size[a], words.size[b])
    if (off == 1 and least >= _SHORT) or (words.sound[a] == words.sound[b] and words.sound[a] != 0):
        return 9
    if off == 1 or (off == 2 and least >= _LONG) or begin_alike(words, a, b) or end_alike(words, a, b):
        return 10
    return 11


@compiled
def said_alike(words: Words, one: int, other: int) -> bool:
    """Say whether two names are known and the same, or sound the same."""
    return one != 0 and (one == other or (words.sound[one] != 0 and words.sound[one] == words.sound[other]))


@compiled
def turned_round(words: Words, x: U32, y: U32, at: I64) -> bool:
    """Say whether first name and surname stand the other way round."""
    if at[2] < 0:
        return False
    first, last = said_alike(words, x[at[0]], y[at[2]]), said_alike(words, x[at[2]], y[at[0]])
    return (first and last) or (first and (y[at[0]] == 0 or x[at[2]] == 0)) or (last and (x[at[0]] == 0 or y[at[2]] == 0))


@compiled
def name_level(words: Words, x: U32, y: U32, at: I64) -> int:
    """Compare two names by the columns ``at``: the name, another name of the same person, and two it may be mixed with."""
    a, b = x[at[0]], y[at[0]]
    if a == 0 or b == 0:
        return 0
    if a == b or same_closed(words, a, b):
        return np.int64(words.band[a, at[0]])
    if one_family(words, a, b):
        return 5
    if at[1] >= 0 and (same(a, y[at[1]]) or same(b, x[at[1]])):
        return 5
    if parts_shared(words, a, b):
        return 6
    if turned_round(words, x, y, at):
        return 7 if at[4] != 0 else 0
    if at[3] >= 0 and (same(a, y[at[3]]) or same(b, x[at[3]])):
        return 8
    return spelling_level(words, a, b)


@compiled
def second_name_level(words: Words, x: U32, y: U32, at: I64) -> int:
    """Compare two second names; one may be the other's first name."""
    a, b = x[at[0]], y[at[0]]
    if same(a, y[at[1]]) or same(b, x[at[1]]):
        return 6
    if a == 0 or b == 0:
        return 0
    if a == b or same_closed(words, a, b):
        return np.int64(words.band[a, at[0]])
    alone = words.size[a] == 1 or words.size[b] == 1
    if alone and words.text[a, 0] == words.text[b, 0]:
        return 5
    if parts_shared(words, a, b) or one_family(words, a, b):
        return 5
    return 5 if spelling_level(words, a, b) == 9 else 7


@compiled
def text_level(words: Words, x: U32, y: U32, at: I64) -> int:
    """Compare two texts of whatever kind."""
    a, b = x[at[0]], y[at[0]]
    if a == 0 or b == 0:
        return 0
    if a == b:
        return np.int64(words.band[a, at[0]])
    off = letters_off(words, a, b)
    if off < FAR:
        return 4 + off
    return 7 if parts_shared(words, a, b) else 8

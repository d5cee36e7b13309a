"""Reading addresses and postcodes byte by byte: one pass over each, whatever the order and marks in which it was typed."""

from __future__ import annotations

import numpy as np

from kith.linkage.kernels.arrays import I64, U8, U32, U64
from kith.linkage.kernels.compiling import compiled, signed
from kith.linkage.kernels.grouping import mixed
from kith.linkage.kernels.texts import BASE, finished, stirred

_MOST = 24
"""Words of an address that are looked at."""
_LONGEST_CODE, _SHORTEST_CODE, _INWARD, _STREET = 7, 5, 3, 4
_UNIT_BITS = 511


@compiled
def plain_sign(sign: int) -> int:
    """Make a sign a small letter or a digit; 0 for anything else."""
    if 65 <= sign <= 90:
        return sign + 32
    return sign if 97 <= sign <= 122 or 48 <= sign <= 57 else 0


@compiled
def is_digit(sign: int) -> bool:
    """Say whether a sign is a digit."""
    return 48 <= sign <= 57


@compiled
def closed(data: U8, begin: int, end: int, code: U8) -> int:
    """Write letters and digits without gaps; give how many, or 0 for more than a postcode has."""
    count = 0
    for place in range(begin, end):
        sign = plain_sign(signed(data[place]))
        if sign:
            if count == _LONGEST_CODE:
                return 0
            code[count] = sign
            count += 1
    return count


@compiled
def is_postcode(code: U8, count: int) -> bool:
    """Say whether some signs have the form of a postcode: SN1 1AA, SN25 4AT, W1A 1AA."""
    if count < _SHORTEST_CODE or is_digit(code[0]):
        return False
    outward = count - _INWARD
    if not is_digit(code[outward]) or is_digit(code[outward + 1]) or is_digit(code[outward + 2]):
        return False
    at = 1 if is_digit(code[1]) else 2
    return at < outward and is_digit(code[at]) and outward - at <= 2


@compiled
def hash_of(code: U8, begin: int, end: int) -> np.uint64:
    """Hash some signs."""
    value = BASE
    for place in range(begin, end):
        value = stirred(value, code[place])
    return finished(value)


@compiled
def packed_code(code: U8, count: int) -> np.uint32:
    """Give a postcode as a number: its area, and what follows in nine bits."""
    area = np.uint32(hash_of(code, 0, count - 2) >> np.uint64(32))
    unit = (signed(code[count - 2]) * 26 + signed(code[count - 1])) % (_UNIT_BITS + 1)
    return (area & ~np.uint32(_UNIT_BITS)) | np.uint32(unit) | np.uint32(_UNIT_BITS + 1)


@compiled
def read_postcodes(data: U8, ends: I64) -> tuple[U64, U32, U8]:
    """Read postcodes: hash, number, and whether it is one (1), stands for none (2) or neither (0)."""
    many, begin = len(ends), 0
    whole, short, kind = np.zeros(many, np.uint64), np.zeros(many, np.uint32), np.zeros(many, np.uint8)
    code = np.zeros(_LONGEST_CODE, np.uint8)
    for at in range(many):
        count = closed(data, begin, ends[at], code)
        if count >= 4 and code[0] == 122 and code[1] == 122 and code[2] == 57 and code[3] == 57:
            kind[at] = 2
        elif is_postcode(code, count):
            whole[at], short[at], kind[at] = hash_of(code, 0, count), packed_code(code, count), 1
        begin = ends[at]
    return whole, short, kind


@compiled
def words_of(data: U8, begin: int, end: int, words: U64, marks: I64) -> int:
    """Take an address apart; give how many words. ``marks`` has where each begins and ends, and how many digits it has."""
    count, place = 0, begin
    while place < end and count < _MOST:
        while place < end and plain_sign(signed(data[place])) == 0:
            place += 1
        if place == end:
            break
        value, digits, start = BASE, 0, place
        while place < end and plain_sign(signed(data[place])) != 0:
            sign = plain_sign(signed(data[place]))
            value = stirred(value, sign)
            digits += is_digit(sign)
            place += 1
        words[count] = finished(value)
        marks[count, 0], marks[count, 1], marks[count, 2] = start, place, digits
        count += 1
    return count


@compiled
def among(value: np.uint64, some: U64) -> bool:
    """Say whether a word is one of some."""
    for one in some:
        if one == value:
            return True
    return False


@compiled
def no_home(words: U64, count: int, alone: U64, pairs: U64) -> bool:
    """Say whether an address stands for none: withheld, no fixed abode, care of somebody."""
    for at in range(count):
        if among(words[at], alone) or (at > 0 and among(mixed(words[at - 1], words[at]), pairs)):
            return True
    return False


@compiled
def at_end(data: U8, marks: I64, count: int, code: U8) -> tuple[int, int]:
    """Find a postcode as the last word or the last two: how many signs it has, and how many words there are before it."""
    for words in (1, 2):
        if count >= words:
            signs = closed(data, marks[count - words, 0], marks[count - 1, 1], code)
            if is_postcode(code, signs):
                return signs, count - words
    return 0, count


@compiled
def door_and_line(words: U64, marks: I64, count: int, kinds: U64) -> tuple[np.uint64, np.uint64]:
    """Hash the numbers of an address, or its first word where it has none; and these with the word that begins the street."""
    numbers, first, street = np.uint64(0), np.uint64(0), np.uint64(0)
    for at in range(count):
        length = marks[at, 1] - marks[at, 0]
        if marks[at, 2] > 0:
            numbers = mixed(numbers, words[at])
        elif first == 0 and not among(words[at], kinds):
            first = words[at]
            street = words[at] if length >= _STREET else np.uint64(0)
    door = numbers if numbers != 0 else first
    return door, mixed(door, street) if door != 0 and street != 0 else np.uint64(0)


@compiled
def read_addresses(data: U8, ends: I64, alone: U64, pairs: U64, kinds: U64) -> tuple[U64, U64, U64, U32]:
    """Read addresses: hashes of door, of line and of the postcode it ends with, and that postcode as a number."""
    many, begin = len(ends), 0
    door, line, whole = np.zeros(many, np.uint64), np.zeros(many, np.uint64), np.zeros(many, np.uint64)
    short = np.zeros(many, np.uint32)
    words, marks, code = np.zeros(_MOST, np.uint64), np.zeros((_MOST, 3), np.int64), np.zeros(_LONGEST_CODE, np.uint8)
    for at in range(many):
        count = words_of(data, begin, ends[at], words, marks)
        signs, count = at_end(data, marks, count, code)
        if signs:
            whole[at], short[at] = hash_of(code, 0, signs), packed_code(code, signs)
        if not no_home(words, count, alone, pairs):
            door[at], line[at] = door_and_line(words, marks, count, kinds)
        begin = ends[at]
    return door, line, whole, short

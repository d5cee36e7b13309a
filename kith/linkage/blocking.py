"""Which records are brought together: a hash of parts for each key, and for each key the groups that share it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kith.linkage.encoding import Encoded
from kith.linkage.frozen import Frozen
from kith.linkage.kernels.arrays import ENDS, I32, I64, KEY, SOUND, TEXT, U32, U64, Words
from kith.linkage.kernels.grouping import as_keys, bounds_of, in_order
from kith.linkage.schema import Key, Part, Reading, Schema
from kith.linkage.threads import THREADS

Truths = npt.NDArray[np.bool_]
_DAYS, _YEAR, _UNIT = 511, 9, 9


@dataclass(frozen=True, slots=True)
class Groups:
    """For one key: records in order of it, and where each group begins and ends."""

    rule: int
    order: I32
    bounds: I64

    @property
    def pairs(self) -> int:
        """Count the pairs within the groups."""
        sizes = self.bounds[:, 1] - self.bounds[:, 0]
        return int((sizes * (sizes - 1) // 2).sum())


def instead_of(keys: tuple[Key, ...]) -> I64:
    """Say for each rule which column holds what stands instead of its key; -1 for none."""
    others = [rule for rule, key in enumerate(keys) if key.instead]
    return np.array([len(keys) + others.index(rule) if rule in others else -1 for rule in range(len(keys))], np.int64)


def keys_of(encoded: Encoded, schema: Schema, keys: tuple[Key, ...], frozen: Frozen | None = None) -> U32:
    """Give every key of every record, without those that are passed over."""
    wanted = {part for key in keys for part in (*key.parts, *key.instead)}
    place = {part: at for at, part in enumerate(sorted(wanted))}
    stacked = np.stack([_part(encoded, schema, *part) for part in place])
    instead = instead_of(keys)
    made = np.empty((len(encoded.ids), len(keys) + int((instead >= 0).sum())), np.uint32)

    def make(rule: int) -> None:
        for column, parts in ((rule, keys[rule].parts), (instead[rule], keys[rule].instead)):
            if column >= 0:
                recipe = np.array([place[part] for part in parts], np.int64)
                found = as_keys(stacked, recipe, int(keys[rule].either), rule + 1)
                made[:, column] = _kept(found, frozen.passed.get(rule) if frozen else None)

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(make, range(len(keys))))
    return made


def key_from(values: list[int], rule: int, *, either: bool = False) -> int:
    """Make the key that a record with these parts would have."""
    parts = np.array(values, np.uint32).reshape(-1, 1)
    return int(as_keys(parts, np.arange(len(values)), int(either), rule + 1)[0])


def keys_from(parts: U32, rule: int) -> U32:
    """Make the keys that records with these parts would have: a line for each part."""
    return as_keys(parts, np.arange(len(parts)), 0, rule + 1)


def _kept(found: U32, passed: U32 | None) -> U32:
    if passed is not None and len(passed):
        at = np.minimum(np.searchsorted(passed, found), len(passed) - 1)
        found[passed[at] == found] = 0
    return found


def _part(encoded: Encoded, schema: Schema, part: Part, column: str) -> U32:
    place = schema.place(column)
    codes, reading = encoded.coded.lines[:, place], schema.columns[place].reading
    words = encoded.coded.words
    if reading in (Reading.NAME, Reading.TEXT):
        found: U32 = (_of_names(words, part) >> np.uint64(32)).astype(np.uint32)[codes]
        return found
    return _plain_part(codes, part, reading)


def _of_names(words: Words, part: Part) -> U64:
    rows, ends = words.rows, words.rows[:, ENDS]
    if part is Part.INITIAL:
        return np.asarray((rows[:, TEXT] & np.uint64(255)) << np.uint64(32))
    if part in (Part.FIRST, Part.LAST):
        codes = ends >> np.uint64(32) if part is Part.LAST else ends & np.uint64(0xFFFFFFFF)
        return np.asarray(rows[codes.astype(np.int64), KEY])
    return words.short if part is Part.SHORT else np.asarray(rows[:, SOUND if part is Part.SOUND else KEY])


def _plain_part(codes: U32, part: Part, reading: Reading) -> U32:
    if part in (Part.YEAR, Part.AREA):
        return codes >> np.uint32(_YEAR if part is Part.YEAR else _UNIT)
    if part is Part.YEARLESS:
        return codes & np.uint32(_DAYS)
    if part is Part.SORTED:
        month, day = codes >> np.uint32(5) & np.uint32(15), codes & np.uint32(31)
        ends = np.maximum(month, day) << np.uint32(4) | np.minimum(month, day)
        return np.asarray((codes & ~np.uint32(_DAYS)) | ends, np.uint32)
    if reading is Reading.PHONE:
        return codes & ~np.uint32(3)
    return codes & ~np.uint32(1) if reading in (Reading.NHS, Reading.UPN) else codes


def group(keys: U32, instead: I64, threads: int) -> list[Groups]:
    """Give the groups of every key."""
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(lambda rule: groups_of(keys, instead, rule), range(len(instead))))


def pass_over(keys: U32, found: list[Groups], instead: I64, schema: Schema, frozen: Frozen) -> list[Groups]:
    """Find the keys that too many records share, keep them as passed over, and take them from records and groups."""
    made = []
    for groups, key in zip(found, schema.keys, strict=True):
        crowded = groups.bounds[:, 1] - groups.bounds[:, 0] > key.most
        frozen.passed[groups.rule] = np.sort(groups.bounds[crowded, 2].astype(np.uint32))
        _take_away(keys, groups, crowded, (groups.rule, int(instead[groups.rule])), frozen.passed[groups.rule])
        made.append(Groups(groups.rule, groups.order, groups.bounds[~crowded]))
    return made


def _take_away(keys: U32, groups: Groups, crowded: Truths, columns: tuple[int, int], passed: U32) -> None:
    bounds = groups.bounds[crowded]
    if len(bounds):
        members = np.concatenate([groups.order[begin:end] for begin, end, _ in bounds])
        for column in (one for one in columns if one >= 0):
            keys[members, column] = _kept(keys[members, column], passed)


def groups_of(keys: U32, instead: I64, rule: int) -> Groups:
    """Give the groups of one key."""
    column = np.ascontiguousarray(keys[:, rule])
    records = len(column)
    if instead[rule] >= 0:
        other = keys[:, instead[rule]]
        column = np.concatenate([column, np.where(other == column, np.uint32(0), other)])
    order = in_order(column)
    bounds = bounds_of(column, order)
    return Groups(rule, order % np.int32(records) if instead[rule] >= 0 else order, bounds)

"""Bringing records together by keys, and walking each pair that has one in common exactly once."""

from __future__ import annotations

import numpy as np

from kith.linkage.kernels.arrays import F32, I32, I64, U32, U64, Coded
from kith.linkage.kernels.comparing import Plan, Scales, odds, pattern_first, pattern_last
from kith.linkage.kernels.compiling import compiled, signed

_BITS, _BUCKETS = 11, 2048
MIX = 0x9E3779B97F4A7C15


@compiled
def mixed(one: np.uint64, other: np.uint64) -> np.uint64:
    """Mix two hashes into one."""
    value = (one ^ (other * np.uint64(0xBF58476D1CE4E5B9))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(29))


@compiled
def mixed_all(one: U64, other: U64) -> U64:
    """Mix two columns of hashes into one."""
    made = np.empty(len(one), np.uint64)
    for at in range(len(one)):
        made[at] = mixed(one[at], other[at])
    return made


@compiled
def in_order(keys: U32) -> I32:
    """Give the places of keys in order of key, those of one key in their own order."""
    n = len(keys)
    here, there = np.arange(n).astype(np.int32), np.empty(n, np.int32)
    for shift in (0, _BITS, 2 * _BITS):
        starts = np.zeros(_BUCKETS + 1, np.int64)
        for one in keys:
            starts[((one >> np.uint32(shift)) & np.uint32(_BUCKETS - 1)) + 1] += 1
        starts = np.cumsum(starts)
        for at in here:
            bucket = (keys[at] >> np.uint32(shift)) & np.uint32(_BUCKETS - 1)
            there[starts[bucket]] = at
            starts[bucket] += 1
        here, there = there, here
    return here


@compiled
def bounds_of(keys: U32, order: I32) -> I64:
    """Give where each group of two or more begins and ends in an order, and its key; no key is no group."""
    n = len(order)
    found = np.empty((n // 2 + 1, 3), np.int64)
    count, begun = 0, 0
    for at in range(1, n + 1):
        if at < n and keys[order[at]] == keys[order[begun]]:
            continue
        if at - begun > 1 and keys[order[begun]] != 0:
            found[count, 0], found[count, 1], found[count, 2] = begun, at, keys[order[begun]]
            count += 1
        begun = at
    return found[:count]


@compiled
def share(keys: U32, column: int, instead: int, a: int, b: int) -> int:
    """Give the lowest key that two records share under one rule, or under what stands instead; 0 for none."""
    found = signed(keys[a, column]) if keys[a, column] == keys[b, column] else 0
    if instead < 0:
        return found
    for one in (signed(keys[a, column]), signed(keys[a, instead])):
        if one != 0 and (one == keys[b, column] or one == keys[b, instead]) and (found == 0 or one < found):
            found = one
    return found


@compiled
def met_before(keys: U32, instead: I64, rule: int, key: int, a: int, b: int) -> bool:
    """Say whether two records have an earlier key in common, or a lower one of this rule, and so have been compared."""
    for other in range(rule):
        if share(keys, other, instead[other], a, b) != 0:
            return True
    return instead[rule] >= 0 and share(keys, rule, instead[rule], a, b) != key


@compiled
def weigh_groups(  # noqa: PLR0913 - a loop is told everything
    coded: Coded, plan: Plan, scales: Scales, keys: U32, instead: I64, rule: int, order: I32, groups: I64, least: float,
    pairs: I32, weights: F32, patterns: I32,
) -> tuple[int, int, int]:  # fmt: skip
    """Weigh every pair within some groups; keep those of at least some odds. Give how many were kept, met and weighed."""
    lines, numbers, rows, band = coded.lines, coded.numbers, coded.words.rows, coded.words.band
    plan_first, plan_last = plan.first, plan.last
    firsts, lasts, hope = scales.first, scales.last, scales.hope
    kept, met, weighed = 0, 0, 0
    for group in range(len(groups)):
        begun, end, key = groups[group]
        for i in range(begun, end):
            a = order[i]
            for j in range(i + 1, end):
                b = order[j]
                met += 1
                if met_before(keys, instead, rule, key, a, b):
                    continue
                weighed += 1
                first = pattern_first(lines, numbers, plan_first, a, b)
                if hope[first] < least:
                    continue
                last = pattern_last(lines, rows, band, plan_last, a, b)
                found = odds(firsts, lasts, first, last)
                if found >= least:
                    pairs[kept, 0], pairs[kept, 1] = min(a, b), max(a, b)
                    weights[kept] = np.log2(found)
                    patterns[kept, 0], patterns[kept, 1] = first, last
                    kept += 1
    return kept, met, weighed


@compiled
def show_pairs(coded: Coded, plan: Plan, pairs: I32) -> I32:
    """Compare given pairs, whatever comes of it."""
    lines, numbers, rows, band = coded.lines, coded.numbers, coded.words.rows, coded.words.band
    plan_first, plan_last = plan.first, plan.last
    found = np.empty((len(pairs), 2), np.int32)
    for at in range(len(pairs)):
        a, b = pairs[at]
        found[at, 0] = pattern_first(lines, numbers, plan_first, a, b)
        found[at, 1] = pattern_last(lines, rows, band, plan_last, a, b)
    return found


@compiled
def as_keys(parts: U32, recipe: I64, either: int, salt: int) -> U32:
    """Make one key of several parts; 0 where one is missing. With ``either`` the first two may be crossed."""
    n = parts.shape[1]
    made = np.zeros(n, np.uint32)
    for at in range(n):
        value, whole = np.uint64(salt), True
        for place in range(len(recipe)):
            part = np.uint64(parts[recipe[place], at])
            if part == 0:
                whole = False
                break
            if either and place < 2:
                value ^= mixed(np.uint64(salt), part)
            else:
                value = mixed(value, part)
        if whole:
            short = np.uint32(mixed(value, np.uint64(MIX)) >> np.uint64(32))
            made[at] = short if short != 0 else np.uint32(1)
    return made

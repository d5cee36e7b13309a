"""Joining records: what hangs together, and within it what belongs together, with evidence against as well as for."""

from __future__ import annotations

import numpy as np

from kith.linkage.kernels.arrays import F32, F64, I32, I64, U8, Coded
from kith.linkage.kernels.comparing import Plan, Scales, odds, pattern_first, pattern_last
from kith.linkage.kernels.compiling import compiled

BARRED, CERTAIN = -1e9, 1e6
"""What is impossible outweighs what is certain."""


@compiled
def root(parents: I32, one: int) -> int:
    """Find the root of a tree, and make the way to it shorter."""
    while parents[one] != one:
        parents[one] = parents[parents[one]]
        one = parents[one]
    return one


@compiled
def hanging_together(records: int, pairs: I32) -> I32:
    """Give each record the lowest record that it hangs together with."""
    parents = np.arange(records).astype(np.int32)
    for at in range(len(pairs)):
        one, other = root(parents, pairs[at, 0]), root(parents, pairs[at, 1])
        if one < other:
            parents[other] = one
        elif other < one:
            parents[one] = other
    for one in range(records):
        parents[one] = root(parents, one)
    return parents


@compiled
def barred(bars: I64, first: int, last: int) -> bool:
    """Say whether two records show, in each field of some bar, one of its levels.

    A line of ``bars`` is a field of a bar: number of the bar, half, stride, levels, and a bit for each level that counts.
    """
    at = 0
    while at < len(bars):
        bar, every = bars[at, 0], True
        while at < len(bars) and bars[at, 0] == bar:
            level = (last if bars[at, 1] else first) // bars[at, 2] % bars[at, 3]
            every = every and (bars[at, 4] >> level) & 1 == 1
            at += 1
        if every:
            return True
    return False


@compiled
def weights_among(coded: Coded, plan: Plan, scales: Scales, bars: I64, members: I32, most: float) -> F64:
    """Weigh every pair among some records in full, in bits; what is barred is as far from one person as can be."""
    lines, numbers, rows, band = coded.lines, coded.numbers, coded.words.rows, coded.words.band
    plan_first, plan_last = plan.first, plan.last
    firsts, lasts = scales.first, scales.last
    made = np.zeros((len(members), len(members)))
    for i in range(len(members)):
        for j in range(i + 1, len(members)):
            a, b = members[i], members[j]
            first, last = (
                pattern_first(lines, numbers, plan_first, a, b),
                pattern_last(lines, rows, band, plan_last, a, b),
            )
            stopped = barred(bars, first, last)
            weight = BARRED if stopped else min(np.log2(odds(firsts, lasts, first, last)), most)
            made[i, j], made[j, i] = weight, weight
    return made


@compiled
def best_two(weights: F64, sizes: F64, alive: U8, stop: float) -> tuple[int, int, float]:
    """Find the two clusters with the best mean weight between them above ``stop``; the first in order of several."""
    best, one, other = stop, -1, -1
    for i in range(len(weights)):
        if alive[i]:
            for j in range(i + 1, len(weights)):
                if alive[j] and weights[i, j] > best * sizes[i] * sizes[j]:
                    best, one, other = weights[i, j] / (sizes[i] * sizes[j]), i, j
    return one, other, best


@compiled
def agglomerate(weights: F64, stop: float, bonds: F32) -> I32:
    """Join the two clusters with the best mean weight between them, again and again, until none is above ``stop``.

    ``weights`` holds sums between clusters and is used up. The first record of a cluster stands for it. ``bonds`` takes
    for each record the weakest mean by which it, or the smaller cluster it was in, was ever joined.
    """
    n = len(weights)
    whose, sizes, alive = np.arange(n).astype(np.int32), np.ones(n), np.ones(n, np.uint8)
    while True:
        one, other, mean = best_two(weights, sizes, alive, stop)
        if one < 0:
            return whose
        smaller = other if sizes[other] <= sizes[one] else one
        for k in range(n):
            weights[one, k] += weights[other, k]
            weights[k, one] = weights[one, k]
            if whose[k] == smaller:
                bonds[k] = min(bonds[k], mean)
            if whose[k] == other:
                whose[k] = one
        sizes[one] += sizes[other]
        alive[other] = 0


@compiled
def settled(weights: F64, facts: I64, begun: int, end: int) -> None:
    """Put what people have judged in place of what was weighed. Facts are in order of where the first record stands."""
    at = np.searchsorted(facts[:, 0], begun)
    while at < len(facts) and facts[at, 0] < end:
        i, j = facts[at, 0] - begun, facts[at, 1] - begun
        if begun <= facts[at, 1] < end:
            weights[i, j] = CERTAIN if facts[at, 2] else BARRED
            weights[j, i] = weights[i, j]
        at += 1


@compiled
def settle(  # noqa: PLR0913 - a loop is told everything
    coded: Coded, plan: Plan, scales: Scales, bars: I64, members: I32, starts: I64, most: float, stop: float,
    facts: I64, found: I32, bonds: F32,
) -> None:  # fmt: skip
    """Settle each component: weigh all pairs in it, and join what belongs together. ``most`` caps a weight."""
    for at in range(len(starts) - 1):
        begun, end = starts[at], starts[at + 1]
        n = end - begun
        held = np.full(n, np.inf, np.float32)
        weights = weights_among(coded, plan, scales, bars, members[begun:end], most)
        settled(weights, facts, begun, end)
        whose = agglomerate(weights, stop, held)
        for i in range(n):
            found[members[begun + i]] = members[begun + whose[i]]
            bonds[members[begun + i]] = held[i]

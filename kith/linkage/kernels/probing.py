"""Finding what a few new records have in common with many that are sorted by key."""

from __future__ import annotations

import numpy as np

from kith.linkage.kernels.arrays import F32, I32, I64, U8, U32, Coded
from kith.linkage.kernels.comparing import Plan, Scales, odds, pattern_first, pattern_last
from kith.linkage.kernels.compiling import compiled
from kith.linkage.kernels.grouping import met_before


@compiled
def weigh_new(  # noqa: PLR0913 - a loop is told everything
    coded: Coded, plan: Plan, scales: Scales, keys: U32, instead: I64, rule: int, wanted: I64, order: I32, alive: U8,
    first_new: int, least: float, pairs: I32, weights: F32, patterns: I32,
) -> int:  # fmt: skip
    """Weigh new records with those of one key that are alive. Give how many pairs were kept.

    A line of ``wanted`` is a new record, its key, and where in ``order`` the records of that key begin and end. New
    records come last, so two of them are weighed when the later one looks.
    """
    lines, numbers, rows, band = coded.lines, coded.numbers, coded.words.rows, coded.words.band
    plan_first, plan_last = plan.first, plan.last
    firsts, lasts, hope = scales.first, scales.last, scales.hope
    kept = 0
    for at in range(len(wanted)):
        a, key = wanted[at, 0], wanted[at, 1]
        for place in range(wanted[at, 2], wanted[at, 3]):
            b = order[place]
            if not alive[b] or b == a or (b >= first_new and b > a):
                continue
            if met_before(keys, instead, rule, key, a, b):
                continue
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
    return kept

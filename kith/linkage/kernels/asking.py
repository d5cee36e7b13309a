"""Weighing one described record against those that it may be."""

from __future__ import annotations

import numpy as np

from kith.linkage.kernels.arrays import F64, I32, Coded
from kith.linkage.kernels.comparing import Plan, Scales, odds, pattern_first, pattern_last
from kith.linkage.kernels.compiling import compiled


@compiled
def weigh_one(coded: Coded, plan: Plan, scales: Scales, asked: int, candidates: I32) -> F64:
    """Give the weight, in bits, of one record with each of some."""
    lines, numbers, rows, band = coded.lines, coded.numbers, coded.words.rows, coded.words.band
    plan_first, plan_last, firsts, lasts = plan.first, plan.last, scales.first, scales.last
    made = np.empty(len(candidates))
    for at in range(len(candidates)):
        b = candidates[at]
        first = pattern_first(lines, numbers, plan_first, asked, b)
        made[at] = np.log2(odds(firsts, lasts, first, pattern_last(lines, rows, band, plan_last, asked, b)))
    return made

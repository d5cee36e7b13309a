"""Comparing two records field by field. What they show is two numbers: of the fields compared first, and of the last."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from kith.linkage.kernels import levels, names
from kith.linkage.kernels.arrays import F64, I64, Coded
from kith.linkage.kernels.compiling import compiled

WAY, STRIDE, NUMBER, COLUMNS = 0, 1, 2, 3
"""Columns of a plan: the way, by how much a level counts, which column of the numbers, and then the columns."""


class Plan(NamedTuple):
    """How to compare: a line for each field."""

    first: I64
    last: I64


class Scales(NamedTuple):
    """How to weigh what two records show: shares of each kind of pair, by pattern of the first and the last fields."""

    first: F64
    """A line a pattern; the first column is one person, the others the kinds that are not."""
    last: F64
    hope: F64
    """By pattern of the first fields: the most that names may still make of it, as odds."""


@compiled
def pattern_first(coded: Coded, plan: Plan, a: int, b: int) -> int:
    """Compare what is cheap."""
    found, x, y = 0, coded.lines[a], coded.lines[b]
    for row in range(plan.first.shape[0]):
        field = plan.first[row]
        way, at = field[WAY], field[COLUMNS:]
        one, other = np.int64(x[at[0]]), np.int64(y[at[0]])
        if way == 2:
            level = levels.day_level(one, other)
        elif way == 3:
            if one == 0 or other == 0:
                level = 0
            else:
                level = levels.number_level(one, other, coded.numbers[a, field[NUMBER]], coded.numbers[b, field[NUMBER]])
        elif way == 4:
            level = levels.place_level(coded.lines, a, b, at)
        elif way == 5:
            level = levels.shared_level(one, other)
        elif way == 6:
            given = at[1]
            level = levels.sex_level(one, other, 0, 0) if given < 0 else levels.sex_level(one, other, np.int64(x[given]), np.int64(y[given]))
        elif way == 9:
            level = levels.life_level(one, other, np.int64(x[at[1]]), np.int64(y[at[1]]))
        else:
            level = levels.holder_level(one, other)
        found += level * field[STRIDE]
    return found


@compiled
def pattern_last(coded: Coded, plan: Plan, a: int, b: int) -> int:
    """Compare names."""
    found, x, y = 0, coded.lines[a], coded.lines[b]
    for row in range(plan.last.shape[0]):
        field = plan.last[row]
        way, at = field[WAY], field[COLUMNS:]
        if way == 0:
            level = names.name_level(coded.words, x, y, at)
        elif way == 1:
            level = names.second_name_level(coded.words, x, y, at)
        else:
            level = names.text_level(coded.words, x, y, at)
        found += level * field[STRIDE]
    return found


@compiled
def odds(scales: Scales, first: int, last: int) -> float:
    """Say how much likelier what two records show is of one person than of all other kinds of pair."""
    against = 0.0
    for kind in range(1, scales.first.shape[1]):
        against += scales.first[first, kind] * scales.last[last, kind]
    return scales.first[first, 0] * scales.last[last, 0] / against

"""Comparing two records field by field. What they show is two numbers: of the fields compared first, and of the last."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from kith.linkage.kernels import levels, names
from kith.linkage.kernels.arrays import F64, I64, U8, U32, U64
from kith.linkage.kernels.compiling import compiled

WAY, STRIDE, NUMBER, COLUMNS = 0, 1, 2, 3
"""Columns of a plan: the way, by how much a level counts, which column of the numbers, and then the columns."""


class Plan(NamedTuple):
    """How to compare: a line for each field."""

    first: I64
    last: I64


# Loops take these apart before they begin: to take an array out of a tuple for every pair costs more than comparing it.
class Scales(NamedTuple):
    """How to weigh what two records show: shares of each kind of pair, by pattern of the first and the last fields."""

    first: F64
    """A line a pattern; the first column is one person, the others the kinds that are not."""
    last: F64
    hope: F64
    """By pattern of the first fields: the most that names may still make of it, as odds."""


@compiled
def level_first(lines: U32, numbers: I64, plan: I64, row: int, a: int, b: int) -> int:
    """Compare one of the fields that are compared first."""
    way, column = plan[row, WAY], plan[row, COLUMNS]
    one, other = np.int64(lines[a, column]), np.int64(lines[b, column])
    second = plan[row, COLUMNS + 1]
    if way == 2:
        return levels.day_level(one, other)
    if way == 3:
        at = plan[row, NUMBER]
        return levels.number_level(one, other, numbers[a, at], numbers[b, at])
    if way == 4:
        return levels.place_level(lines, a, b, (column, second, plan[row, 5], plan[row, 6], plan[row, 7], plan[row, 8]))
    if way == 5:
        return levels.shared_level(one, other)
    if way == 6:
        return levels.sex_level(one, other, names.code(lines, a, second), names.code(lines, b, second))
    if way == 9:
        return levels.life_level(one, other, names.code(lines, a, second), names.code(lines, b, second))
    return levels.holder_level(one, other)


@compiled
def pattern_first(lines: U32, numbers: I64, plan: I64, a: int, b: int) -> int:
    """Compare what is cheap."""
    found = 0
    for row in range(plan.shape[0]):
        found += level_first(lines, numbers, plan, row, a, b) * plan[row, STRIDE]
    return found


@compiled
def level_last(lines: U32, rows: U64, band: U8, plan: I64, row: int, a: int, b: int) -> int:  # noqa: PLR0913 - a loop
    """Compare one of the fields that are compared last."""
    way, column = plan[row, WAY], plan[row, COLUMNS]
    if way == 0:
        at = (column, plan[row, 4], plan[row, 5], plan[row, 6], plan[row, 7])
        return names.name_level(lines, rows, band, a, b, at)
    if way == 1:
        return names.second_name_level(lines, rows, band, a, b, column, plan[row, 4])
    return names.text_level(lines, rows, band, a, b, column)


@compiled
def pattern_last(lines: U32, rows: U64, band: U8, plan: I64, a: int, b: int) -> int:  # noqa: PLR0913 - a loop
    """Compare names."""
    found = 0
    for row in range(plan.shape[0]):
        found += level_last(lines, rows, band, plan, row, a, b) * plan[row, STRIDE]
    return found


@compiled
def odds(firsts: F64, lasts: F64, first: int, last: int) -> float:
    """Say how much likelier what two records show is of one person than of all other kinds of pair."""
    against = 0.0
    for kind in range(1, firsts.shape[1]):
        against += firsts[first, kind] * lasts[last, kind]
    return firsts[first, 0] * lasts[last, 0] / against

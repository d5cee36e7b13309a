"""Comparing two records field by field. What they show is two numbers: of the fields compared first, and of the last."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from kith.linkage.kernels import levels, names
from kith.linkage.kernels.arrays import F64, I64, SOUND, U8, U32, U64
from kith.linkage.kernels.compiling import compiled, inlined

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
def pattern_first(lines: U32, numbers: I64, plan: I64, a: int, b: int) -> int:
    """Compare what is cheap. Codes are read here and handed on as numbers: to hand on arrays would cost more."""
    found = 0
    for row in range(plan.shape[0]):
        way, column, second = plan[row, WAY], plan[row, COLUMNS], plan[row, COLUMNS + 1]
        one, other = np.int64(lines[a, column]), np.int64(lines[b, column])
        if way == 4:
            level = levels.place_level(six(lines, plan, row, a), six(lines, plan, row, b))
        elif one == 0 and other == 0:
            continue
        elif way == 2:
            level = levels.day_level(one, other)
        elif way == 3:
            at = plan[row, NUMBER]
            level = levels.number_level(one, other, numbers[a, at], numbers[b, at])
        elif way == 5:
            level = levels.shared_level(one, other)
        elif way == 6:
            level = levels.sex_level(one, other, np.int64(lines[a, second]), np.int64(lines[b, second]))
        elif way == 9:
            level = levels.life_level(one, other, np.int64(lines[a, second]), np.int64(lines[b, second]))
        else:
            level = levels.holder_level(one, other)
        found += level * plan[row, STRIDE]
    return found


@inlined
def six(lines: U32, plan: I64, row: int, record: int) -> levels.Six:
    """Give the six codes of an address. Where a set lacks a column, the plan names one that is always empty."""
    return (
        np.int64(lines[record, plan[row, 3]]), np.int64(lines[record, plan[row, 4]]), np.int64(lines[record, plan[row, 5]]),
        np.int64(lines[record, plan[row, 6]]), np.int64(lines[record, plan[row, 7]]), np.int64(lines[record, plan[row, 8]]),
    )  # fmt: skip


@compiled
def pattern_last(lines: U32, rows: U64, band: U8, plan: I64, a: int, b: int) -> int:  # noqa: PLR0913 - a loop
    """Compare names."""
    found = 0
    for row in range(plan.shape[0]):
        way, column = plan[row, WAY], plan[row, COLUMNS]
        one, other = np.int64(lines[a, column]), np.int64(lines[b, column])
        second, seconds = np.int64(lines[a, plan[row, 4]]), np.int64(lines[b, plan[row, 4]])
        if way == 1 and names.crossed(one, other, second, seconds):
            level = 6
        elif one == 0 or other == 0:
            continue
        elif one == other or names.same_closed(names.name_of(rows, one), names.name_of(rows, other)):
            level = np.int64(band[one, column])
        elif way == 0 and names.crossed(one, other, second, seconds):
            level = 5
        elif way == 0:
            level = different_names(lines, rows, plan, row, a, b)
        else:
            level = different_texts(names.name_of(rows, one), names.name_of(rows, other), one, other, way)
        found += level * plan[row, STRIDE]
    return found


@compiled
def different_names(lines: U32, rows: U64, plan: I64, row: int, a: int, b: int) -> int:  # noqa: PLR0913 - a loop
    """Compare two names that are not the same. The plan has the columns that they may be mixed with."""
    column, other, third = plan[row, COLUMNS], plan[row, 5], plan[row, 6]
    mine, theirs = np.int64(lines[a, column]), np.int64(lines[b, column])
    one, two = names.name_of(rows, mine), names.name_of(rows, theirs)
    if names.one_family(one, two):
        return 5
    if names.parts_shared(one, two, mine, theirs):
        return 6
    if other >= 0 and names.turned_round(
        one[SOUND], rows[lines[a, other], SOUND], two[SOUND], rows[lines[b, other], SOUND]
    ):
        return 7 if plan[row, 7] != 0 else 0
    if names.crossed(mine, theirs, np.int64(lines[a, third]), np.int64(lines[b, third])):
        return 8
    return names.spelling_level(one, two)


@compiled
def different_texts(one: names.Name, other: names.Name, a: int, b: int, way: int) -> int:
    """Compare two second names, or two texts of whatever kind, that are not the same."""
    shared = names.parts_shared(one, other, a, b)
    if way == 1:
        alone = names.size_of(one) == 1 or names.size_of(other) == 1
        near = (alone and names.letter(one, 0) == names.letter(other, 0)) or shared or names.one_family(one, other)
        return 5 if near or names.spelling_level(one, other) == 9 else 7
    far = names.letters_off(one, other)
    return 4 + far if far < names.FAR else (7 if shared else 8)


@compiled
def odds(firsts: F64, lasts: F64, first: int, last: int) -> float:
    """Say how much likelier what two records show is of one person than of all other kinds of pair."""
    against = 0.0
    for kind in range(1, firsts.shape[1]):
        against += firsts[first, kind] * lasts[last, kind]
    return firsts[first, 0] * lasts[last, 0] / against

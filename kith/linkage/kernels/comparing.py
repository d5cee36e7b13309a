"""Comparing two records field by field. What they show is two numbers: of the fields compared first, and of the last."""

from __future__ import annotations

from typing import NamedTuple

from kith.linkage.kernels import levels, names
from kith.linkage.kernels.arrays import F64, I64, SOUND, U8, U32, U64
from kith.linkage.kernels.compiling import compiled, inlined, signed
from kith.linkage.schema import Way

DAY, CHECKED, PLACE, SHARED, SEX, LIFE = (
    int(one) for one in (Way.DAY, Way.NUMBER, Way.PLACE, Way.SHARED, Way.SEX, Way.LIFE)
)
NAME, SECOND_NAME = int(Way.NAME), int(Way.SECOND_NAME)
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
        one, other = signed(lines[a, column]), signed(lines[b, column])
        if way == PLACE:
            level = levels.place_level(six(lines, plan, row, a), six(lines, plan, row, b))
        elif way == DAY:
            level = levels.day_level(one, other)
        elif way == CHECKED:
            at = plan[row, NUMBER]
            level = levels.number_level(one, other, numbers[a, at], numbers[b, at])
        elif way == SHARED:
            level = levels.shared_level(one, other)
        elif way == SEX:
            level = levels.sex_level(one, other, signed(lines[a, second]), signed(lines[b, second]))
        elif way == LIFE:
            level = levels.life_level(one, other, signed(lines[a, second]), signed(lines[b, second]))
        else:
            level = levels.holder_level(one, other)
        found += level * plan[row, STRIDE]
    return found


@inlined
def six(lines: U32, plan: I64, row: int, record: int) -> levels.Six:
    """Give the six codes of an address. Where a set lacks a column, the plan names one that is always empty."""
    return (
        signed(lines[record, plan[row, 3]]), signed(lines[record, plan[row, 4]]), signed(lines[record, plan[row, 5]]),
        signed(lines[record, plan[row, 6]]), signed(lines[record, plan[row, 7]]), signed(lines[record, plan[row, 8]]),
    )  # fmt: skip


@compiled
def pattern_last(lines: U32, rows: U64, band: U8, plan: I64, a: int, b: int) -> int:
    """Compare names."""
    found = 0
    for row in range(plan.shape[0]):
        way, column = plan[row, WAY], plan[row, COLUMNS]
        one, other = signed(lines[a, column]), signed(lines[b, column])
        second, seconds = signed(lines[a, plan[row, 4]]), signed(lines[b, plan[row, 4]])
        if way == SECOND_NAME and names.crossed(one, other, second, seconds):
            level = 6
        elif one == 0 or other == 0:
            continue
        elif one == other or names.same_closed(names.name_of(rows, one), names.name_of(rows, other)):
            level = signed(band[one, column])
        elif way == NAME and names.crossed(one, other, second, seconds):
            level = 5
        elif way == NAME:
            level = different_names(lines, rows, plan, row, a, b)
        else:
            level = different_texts(names.name_of(rows, one), names.name_of(rows, other), one, other, way)
        found += level * plan[row, STRIDE]
    return found


@compiled
def different_names(lines: U32, rows: U64, plan: I64, row: int, a: int, b: int) -> int:
    """Compare two names that are not the same. The plan has the columns that they may be mixed with."""
    column, other, third = plan[row, COLUMNS], plan[row, 5], plan[row, 6]
    mine, theirs = signed(lines[a, column]), signed(lines[b, column])
    one, two = names.name_of(rows, mine), names.name_of(rows, theirs)
    if names.one_family(one, two):
        return 5
    if names.parts_shared(one, two, mine, theirs):
        return 6
    if other >= 0 and names.turned_round(
        one[SOUND], rows[lines[a, other], SOUND], two[SOUND], rows[lines[b, other], SOUND]
    ):
        return 7 if plan[row, 7] != 0 else 0
    if names.crossed(mine, theirs, signed(lines[a, third]), signed(lines[b, third])):
        return 8
    return names.spelling_level(one, two)


@compiled
def different_texts(one: names.Name, other: names.Name, a: int, b: int, way: int) -> int:
    """Compare two second names, or two texts of whatever kind, that are not the same."""
    shared = names.parts_shared(one, other, a, b)
    if way == SECOND_NAME:
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
    return float(firsts[first, 0] * lasts[last, 0] / against)

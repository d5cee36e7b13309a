"""Levels of what is compared first: days, numbers, places, sex and who holds the record."""

from __future__ import annotations

from kith.linkage.kernels.compiling import compiled

Six = tuple[int, int, int, int, int, int]
FIRST_OF_JANUARY = 33
"""1 January, as the last nine bits of a day: four for the month and five for the day."""
A_GENERATION = 14
_TEN = 10


@compiled
def turned(one: int, other: int) -> bool:
    """Say whether two numbers below a hundred are one another's digits the other way round."""
    return one != other and one % _TEN == other // _TEN and one // _TEN == other % _TEN


@compiled
def day_level(one: int, other: int) -> int:
    """Compare two days: year, month and day in one number."""
    if one == 0 or other == 0:
        return 0
    if one == other:
        return 2 if (one & 511) == FIRST_OF_JANUARY else 1
    years = abs((one >> 9) - (other >> 9))
    if years == 0:
        return same_year(one & 511, other & 511)
    if (one & 511) == (other & 511):
        if years == 1 or years == _TEN or turned((one >> 9) % 100, (other >> 9) % 100):
            return 5
    elif years == 1:
        return 4 if new_year(one, other) else 8
    return 10 if years >= A_GENERATION else 9


@compiled
def new_year(one: int, other: int) -> bool:
    """Say whether two days of neighbouring years are the last of one and the first of the next."""
    early, late = min(one, other), max(one, other)
    return (late & 511) == FIRST_OF_JANUARY and (early & 511) == (12 << 5 | 31)


@compiled
def same_year(one: int, other: int) -> int:
    """Compare two different days of one year."""
    month, day, months, days = one >> 5, one & 31, other >> 5, other & 31
    if month == days and day == months:
        return 3
    if month == months and (abs(day - days) == 1 or turned(day, days)):
        return 4
    if day == days and abs(month - months) == 1:
        return 4
    if abs(month - months) == 1 and (
        (day == 1 and days >= 28 and month > months) or (days == 1 and day >= 28 and months > month)
    ):
        return 4
    if one == FIRST_OF_JANUARY or other == FIRST_OF_JANUARY:
        return 6
    if month == months or day == days:
        return 7
    return 8


@compiled
def slipped(one: int, other: int) -> bool:
    """Say whether two numbers differ in one digit, or in two neighbours that are turned."""
    first, second, count, last = 0, 0, 0, -9
    for place in range(19):
        mine, theirs = one % 10, other % 10
        one, other = one // 10, other // 10
        if mine != theirs:
            count += 1
            if count == 2 and not (place == last + 1 and mine == second and theirs == first):
                return False
            first, second, last = mine, theirs, place
        if count > 2 or (one == 0 and other == 0):
            break
    return count <= 2


@compiled
def number_level(mine: int, theirs: int, one: int, other: int) -> int:
    """Compare two checked numbers: as codes, of which the last bit says that it is valid, and as numbers."""
    if mine == 0 or theirs == 0:
        return 0
    if one == other:
        return 1
    if (mine & 1) and (theirs & 1):
        return 4
    return 2 if slipped(one, other) else 3


@compiled
def same(one: int, other: int) -> bool:
    """Say whether two codes are known and the same."""
    return one != 0 and one == other


@compiled
def place_level(mine: Six, theirs: Six) -> int:
    """Compare two addresses by door, line and property number, then by the old ones, then by postcode."""
    door, line, uprn, code, old_door, old_line = mine
    doors, lines, uprns, codes, old_doors, old_lines = theirs
    # The same number in a street of the same name elsewhere is another house.
    near = code == 0 or codes == 0 or (code >> 9) == (codes >> 9)
    if same(door, doors) or (near and same(line, lines)) or same(uprn, uprns):
        return 1
    if same(door, old_doors) or same(old_door, doors) or same(old_door, old_doors):
        return 2
    if same(line, old_lines) or same(old_line, lines) or same(old_line, old_lines):
        return 2
    if code != 0 and codes != 0:
        return 3 if code == codes else (4 if near else 5)
    return 5 if line != 0 and lines != 0 else 0


@compiled
def shared_level(one: int, other: int) -> int:
    """Compare two codes, of which the last two bits say how many share it."""
    if one == 0 or other == 0:
        return 0
    return 1 + (one & 3) if one == other else 4


@compiled
def sex_level(one: int, other: int, name: int, names: int) -> int:
    """Compare two sexes; where the first names are the same they have said it already."""
    if one == 0 or other == 0 or same(name, names):
        return 0
    return 1 if one == other else 2


@compiled
def life_level(life: int, lives: int, born: int, borns: int) -> int:
    """Compare what is known of two lives of which at least one has no birth date.

    A life is the year on or after which somebody was born who was a child (1), or by which somebody was who was grown up
    (2); the kind stands in the last two bits.
    """
    if (born != 0 and borns != 0) or (born == 0 and life == 0) or (borns == 0 and lives == 0):
        return 0
    if born == 0 and borns == 0:
        if (life & 3) == (lives & 3):
            return 1
        child, grown = (life >> 2, lives >> 2) if (life & 3) == 1 else (lives >> 2, life >> 2)
        return 1 if child <= grown else 2
    year, known = (born >> 9, lives) if born != 0 else (borns >> 9, life)
    fits = year >= known >> 2 if (known & 3) == 1 else year <= known >> 2
    return 1 if fits else 2


@compiled
def holder_level(one: int, other: int) -> int:
    """Say whether one agency holds both."""
    if one == 0 or other == 0:
        return 0
    return 1 if one == other else 2

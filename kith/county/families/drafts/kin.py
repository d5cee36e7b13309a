"""Couples and the children born to them: how old, how far apart, and now and then two or three at once."""

from __future__ import annotations

from datetime import date, timedelta

from kith.county import names
from kith.county.chance import Chance, Weighted
from kith.county.families import tables
from kith.county.families.drafts.unit import YEAR, Draft, Unit
from kith.county.model import Person, Sex

ADULT = 18
BETWEEN = 300
"""Days from one birth to the next of the same mother, at the least."""


def draw_age(chance: Chance, table: Weighted[tuple[int, int]]) -> float:
    """Draw an age in years from a table of bands."""
    low, high = chance.weighted(table)
    return low + chance.draw() * (high - low + 1)


def drawn_sex(chance: Chance, women: float = 0.5) -> Sex:
    """Draw a sex, with so large a share of women."""
    return "F" if chance.yes(women) else "M"


def pair(made: Draft, age: float, community: str, least: float = ADULT) -> list[Person]:
    """Add a couple of which the first is about so old: she first, where there is a she. The other is of an age at least."""
    chance = made.chance
    other = community if chance.yes(tables.SAME_COMMUNITY) else chance.weighted(names.COMMUNITIES)
    gap = chance.around(2.3, 4.2)
    second = max(age + gap, least + chance.draw())
    if chance.yes(tables.SAME_SEX):
        sex = drawn_sex(chance)
        return [made.somebody(sex, age, community), made.somebody(sex, second, other)]
    return [made.somebody("F", age, community), made.somebody("M", second, other)]


def together(made: Draft, unit: Unit, first: date | None) -> None:
    """Say since when the two of a unit are a couple: before their first child, and never as children."""
    one, two = unit.adults[:2]
    youngest = max(one.born, two.born)
    earliest = youngest + timedelta(days=int(18.5 * YEAR))
    latest = first - timedelta(days=300) if first else made.until - timedelta(days=60)
    years = made.chance.draw() ** 1.4 * 16 if made.chance.yes(0.6) else 60
    start = max(earliest, latest - timedelta(days=int(years * YEAR)))
    start = min(start, latest) if latest > youngest else start
    age = (made.until - youngest).days / YEAR
    share = next(share for below, share in tables.MARRIED.items() if age < below)
    made.partners.append((one, two, start, None, made.chance.yes(share)))
    if start > made.since:
        unit.formed, unit.joined[two] = start, start


def children_of(made: Draft, mother: Person, father: Person | None, ages: list[float]) -> list[Person]:
    """Add children of two parents, or of one, with twins now and then."""
    found: list[Person] = []
    for age in ages:
        found += _birth(made, mother, father, age)
    return found


def _birth(made: Draft, mother: Person, father: Person | None, age: float) -> list[Person]:
    chance = made.chance
    rolled = chance.draw()
    count = 3 if rolled < tables.OF_A_KIND[3] else 2 if rolled < tables.OF_A_KIND[3] + tables.OF_A_KIND[2] else 1
    set_key = made.block.key("t") if count > 1 else ""
    alike = count > 1 and chance.yes(tables.ALIKE)
    first = drawn_sex(chance, 0.488)
    born = []
    for _ in range(count):
        community = mother.community if father is None or chance.yes(0.5) else father.community
        child = made.somebody(first if alike else drawn_sex(chance, 0.488), age, community)
        child.birth_set, child.alike, child.mother, child.father = set_key, alike, mother, father
        if mother.sex == "M" and father is None:  # a man alone: the other parent is found later
            child.mother, child.father = None, mother
        mother.children.append(child)
        if father is not None:
            father.children.append(child)
        born.append(child)
    return born


def spaced(chance: Chance, oldest: float, count: int, youngest: float = 0.0) -> list[float]:
    """Give the ages of brothers and sisters from the oldest down; those who would not be born yet are left out."""
    ages, age = [oldest], oldest
    for _ in range(count - 1):
        age -= max(chance.around(*tables.BETWEEN_BIRTHS), 0.95)
        if age >= youngest:
            ages.append(age)
    return ages


def apart(child: Person, mother: Person) -> bool:
    """Say whether a child could be hers beside those she has: at least as far apart as nature asks."""
    return all(abs((child.born - each.born).days) > BETWEEN for each in mother.children)


def mother_age(chance: Chance, oldest: float) -> float:
    """Draw how old the mother of a first child of an age is."""
    return oldest + min(max(chance.around(*tables.AGE_AT_FIRST), 16.2), 46)

"""The ways in which people live together, each drafted as it is on the last day. Shares and ages are in ``tables``."""

from __future__ import annotations

from kith.county import names
from kith.county.families import tables
from kith.county.families.drafts.kin import (
    children_of,
    draw_age,
    drawn_sex,
    mother_age,
    pair,
    spaced,
    together,
)
from kith.county.families.drafts.unit import YEAR, YOUNGEST_FATHER, Draft, Unit
from kith.county.model import Sex

DEPENDENT = 18.5
SETTLED = 2
"""Years together, from which on a step family may have a child of both."""
TODDLER = 4


def ordinary(made: Draft, shape: str) -> Unit:
    """Draw one household of a shape."""
    community = made.chance.weighted(names.COMMUNITIES)
    return _MAKERS[shape](made, shape, community)


def _single(made: Draft, shape: str, community: str) -> Unit:
    age = draw_age(made.chance, tables.SHAPES[shape].ages)
    women = 0.68 if shape == "single_old" else 0.43
    return Unit(shape, "single", [made.somebody(drawn_sex(made.chance, women), age, community)])


def _couple(made: Draft, shape: str, community: str) -> Unit:
    age = draw_age(made.chance, tables.SHAPES[shape].ages)
    unit = Unit(shape, "couple", pair(made, age, community))
    together(made, unit, None)
    return unit


def _family(made: Draft, shape: str, community: str) -> Unit:
    chance = made.chance
    low, high = {"grown": (18.2, 31.0)}.get(shape, (0.0, 18.4))
    # The root bends the ages of first children towards the older: births have been falling for years.
    ages = spaced(
        chance, low + chance.draw() ** 0.9 * (high - low), chance.weighted(tables.CHILDREN), max(low - 9, 0.0)
    )
    if shape == "family":
        ages = [age for age in ages if age < DEPENDENT]
    if shape == "family" and chance.yes(tables.STEP):
        return _step_family(made, community, ages)
    adults = pair(made, mother_age(chance, ages[0]), community, ages[0] + YOUNGEST_FATHER)
    mother, father = adults if adults[0].sex == "F" else adults[::-1]
    unit = Unit(shape, "family", adults)
    unit.children = children_of(made, mother, father, ages)
    together(made, unit, min(one.born for one in unit.children))
    return unit


def _step_family(made: Draft, community: str, ages: list[float]) -> Unit:
    """Add a mother with children of an earlier partner, the man she lives with now, and perhaps a child of both."""
    chance = made.chance
    adults = pair(made, mother_age(chance, ages[0]), community, min(ages[0] + YOUNGEST_FATHER, 40))
    mother = adults[0]
    unit = Unit("step", "step_family", adults)
    hers = [age for age in ages if age > TODDLER] or ages
    unit.children = children_of(made, mother, None, hers)
    youngest = min(hers)
    met = min(max(youngest - 1.5 - chance.draw() * 3, 0.4), youngest)
    start = made.born(met)
    both = [met - 1.2] if met > SETTLED and chance.yes(tables.LATER_CHILD) and adults[1].sex == "M" else []
    unit.children += children_of(made, mother, adults[1], both)
    made.partners.append((adults[0], adults[1], start, None, chance.yes(0.4)))
    if start > made.since:
        unit.joined[adults[1]] = start
    return unit


def _lone(made: Draft, shape: str, community: str) -> Unit:
    chance = made.chance
    low, high = (18.2, 33.0) if shape == "lone_grown" else (0.0, 18.2)
    ages = spaced(chance, low + chance.draw() * (high - low), chance.weighted(tables.CHILDREN))
    if shape == "lone":
        ages = [age for age in ages if age < DEPENDENT]
    sex: Sex = "M" if chance.yes(tables.LONE_FATHER) else "F"
    parent = made.somebody(sex, mother_age(chance, ages[0]) + (2.5 if sex == "M" else -0.5), community)
    unit = Unit(shape, "lone_parent", [parent])
    unit.children = children_of(made, parent, None, ages)
    return unit


def _multi(made: Draft, shape: str, community: str) -> Unit:
    """Add a family with the parents of one of the two: three generations behind one door."""
    unit = _family(made, "family", community)
    unit.shape, unit.kind = shape, "multi_generation"
    child = made.chance.pick(unit.adults)
    age = (made.until - child.born).days / YEAR
    elder = made.somebody("F", mother_age(made.chance, age), child.community)
    child.mother = elder
    elder.children.append(child)
    unit.adults.append(elder)
    return unit


def _several(made: Draft, shape: str, community: str) -> Unit:
    chance = made.chance
    count = chance.whole(4, 7) if shape == "hmo" else chance.whole(2, 4)
    adults = []
    for _ in range(count):
        own = community if chance.yes(0.55) else chance.weighted(names.COMMUNITIES)
        age = draw_age(chance, tables.SHAPES[shape].ages)
        adults.append(made.somebody(drawn_sex(chance, 0.38), age, own))
    return Unit(shape, shape, adults)


def _army(made: Draft, shape: str, community: str) -> Unit:
    """Add a soldier's family; one in six is of the Brigade of Gurkhas."""
    chance = made.chance
    community = "nepali" if chance.yes(0.16) else community
    age = draw_age(chance, tables.SHAPES[shape].ages)
    adults = pair(made, age - 1, community)
    unit = Unit(shape, "army", adults)
    soldier = adults[-1]
    soldier.traits = soldier.traits | {"soldier"}
    oldest = min(age, (made.until - soldier.born).days / YEAR) - max(chance.around(25.5, 2.5), 19)
    if oldest > 0 and adults[0].sex == "F" and adults[1].sex == "M":
        ages = [one for one in spaced(chance, min(oldest, 17.9), chance.weighted(tables.CHILDREN)) if one > 0]
        unit.children = children_of(made, adults[0], adults[1], ages)
    together(made, unit, min((one.born for one in unit.children), default=None))
    return unit


def _elders(made: Draft, shape: str, community: str) -> Unit:
    """Add a couple, or one alone, of an age to look after children who are not their own; the children come later."""
    chance = made.chance
    age = draw_age(chance, tables.SHAPES[shape].ages)
    unit = Unit(shape, tables.SHAPES[shape].kind, [made.somebody("F", age, community)])
    if chance.yes(0.7):
        unit.adults.append(made.somebody("M", age + chance.around(2.0, 3.0), community))
        together(made, unit, made.since)
    if shape == "kinship":
        oldest = min(age - 41, 16.5) * (0.4 + 0.6 * chance.draw())
        unit.children = children_of(
            made, unit.adults[0], None, spaced(chance, oldest, chance.weighted(tables.CHILDREN))
        )
    return unit


_MAKERS = {
    "single": _single, "single_old": _single, "couple": _couple, "couple_old": _couple, "family": _family,
    "grown": _family, "lone": _lone, "lone_grown": _lone, "multi": _multi, "hmo": _several, "sharers": _several,
    "army": _army, "kinship": _elders, "foster": _elders,
}  # fmt: skip

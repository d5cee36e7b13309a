"""Those who are no longer here: who died, who left; and those who came, or are yet to be born."""

from __future__ import annotations

from datetime import date, timedelta

from kith.county.families import tables
from kith.county.families.drafts import YEAR, YOUNGEST_FATHER, Draft, Unit
from kith.county.families.drafts import ordinary as draw_unit
from kith.county.model import Person
from kith.county.plan import YEARS

BEARING = frozenset({"couple", "family", "army", "lone", "step", "single"})
SINCE_THE_LAST = 400
"""Days from a birth until the next child may be expected."""


def come(made: Draft) -> None:
    """Say which households came to the county within the years that are told, and when."""
    for unit in made.units:
        if not unit.adults:
            continue
        share = tables.CAME.get(unit.kind, tables.CAME[""])
        share = max(share, tables.CAME_FROM_ABROAD.get(unit.adults[0].community, 0.0))
        if unit.once or unit.end or unit.rooted or not made.chance.yes(share) or unit.kind in {"foster", "kinship"}:
            continue
        first = max(made.since, date(2022, 4, 1)) if unit.adults[0].community == "ukrainian" else made.since
        latest = min((one for one in (unit.formed, *unit.joined.values()) if one), default=made.until)
        unit.came = made.chance.day(min(first, latest), latest - timedelta(days=20))
        for one in unit.members:
            if one.born < unit.came and one.mother not in made.unit_of:
                one.came = unit.came


def die(made: Draft) -> None:
    """Add those who died in the years that are told: husbands and wives of those now alone, and others."""
    wanted = int(tables.DEATHS / 1000 * YEARS * made.block.plan.people_in(made.block.number))
    for unit in list(made.units):
        if wanted > 0 and unit.shape == "single_old" and made.chance.yes(tables.WIDOWED):
            wanted -= _widow(made, unit)
    for _ in range(max(wanted, 0)):
        _die_alone(made)


def _widow(made: Draft, unit: Unit) -> int:
    left = unit.adults[0]
    gap = timedelta(days=int(made.chance.around(2.3, 4.0) * YEAR))
    sex, born = ("M", left.born - gap) if left.sex == "F" else ("F", left.born + gap)
    spouse = made.block.person("M" if sex == "M" else "F", born, left.community)
    spouse.died = made.chance.day(made.since, made.until - timedelta(days=7))
    unit.once.append((spouse, None, spouse.died))
    for child in left.children:
        _give_parent(child, spouse)
    start = max(left.born, born) + timedelta(days=int(made.chance.whole(20, 30) * YEAR))
    made.partners.append((left, spouse, start, spouse.died, True))
    return 1


def _give_parent(child: Person, parent: Person) -> None:
    if (
        parent.sex == "M"
        and child.father is None
        and parent.born + timedelta(days=int(YOUNGEST_FATHER * YEAR)) < child.born
    ):
        child.father = parent
        parent.children.append(child)


def _die_alone(made: Draft) -> None:
    day = made.chance.day(made.since, made.until - timedelta(days=3))
    age = min(max(made.chance.around(81, 11.5), 0.02), 103)
    person = made.block.person("F" if made.chance.yes(0.51) else "M", day - timedelta(days=int(age * YEAR)))
    person.died = day
    made.add(Unit("single_old", "single", [person], end=day))


def leave(made: Draft) -> None:
    """Add households that lived here and left."""
    for _ in range(int(len(made.units) * tables.LEFT)):
        shape = made.chance.weighted(tables.ORDINARY)
        unit = draw_unit(made, "single" if shape in {"foster", "kinship"} else shape)
        unit.end = made.chance.day(made.since + timedelta(days=60), made.until)
        unit.formed = None
        unit.joined.clear()
        for one in unit.members:
            one.left = unit.end
        gone = [one for one in unit.children if one.born >= unit.end]
        unit.children = [one for one in unit.children if one.born < unit.end]
        for one in gone:
            made.block.people.remove(one)
            for parent in (one.mother, one.father):
                if parent is not None and one in parent.children:
                    parent.children.remove(one)
        made.add(unit)


def expect(made: Draft) -> None:
    """Add children who are expected: their mothers are known to be pregnant."""
    mothers = [
        (one, next((two for two in unit.adults if two.sex == "M"), None))
        for unit in made.units
        if unit.end is None and unit.shape in BEARING
        for one in unit.adults
        if one.sex == "F" and one.age_on(made.until) in tables.BEARS_AT
        and all((made.until - child.born).days > SINCE_THE_LAST for child in one.children)
    ]  # fmt: skip
    count = made.chance.times(tables.EXPECTED * made.block.plan.people_in(made.block.number) / 1000)
    for mother, father in made.chance.some(mothers, count):
        due = made.until + timedelta(days=made.chance.whole(3, 160))
        child = made.block.person("F" if made.chance.yes(0.488) else "M", due, mother.community)
        child.mother, child.father = mother, father
        mother.children.append(child)
        if father is not None:
            father.children.append(child)

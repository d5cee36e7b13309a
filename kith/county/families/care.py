"""Children who live away from their parents by a decision of the council: in care, once in care, or adopted."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from kith.county.families import tables
from kith.county.families.drafts import Draft, Unit, apart
from kith.county.model import Person, Tie

CHILD = 18
TROUBLED = frozenset({"lone", "step", "family"})
PLACES = (0.62, 0.12, 0.26)
"""Shares of placements: foster carers of the county, a children's home, and elsewhere. DfE 2024: 67%, 18% and the rest."""
FROM_AGE_IN_A_HOME = 11


@dataclass(slots=True)
class Placing:
    """Where a child was placed, from when until when; no unit where it is outside the county or with an agency."""

    where: Unit | None
    kind: str
    start: date
    end: date | None


@dataclass(slots=True)
class Care:
    """One time in care."""

    child: Person
    start: date
    end: date | None
    placings: list[Placing] = field(default_factory=list)


def into_care(made: Draft) -> list[Care]:
    """Say which children were looked after, when, and where they were placed."""
    foster = [unit for unit in made.units if unit.shape == "foster"]
    families = [unit for unit in made.units if unit.shape in TROUBLED and unit.end is None]
    children = sum(one.age_on(made.until) < CHILD for unit in made.units if unit.end is None for one in unit.children)
    found: list[Care] = []
    if not foster or not families:
        return found
    now, before = (made.chance.times(rate * children / 1000) for rate in (tables.CARE_NOW, tables.CARE_BEFORE))
    for place, unit in enumerate(made.chance.some(families, now + before)):
        found += _family_in_care(made, unit, foster, goes_on=place < now)
    return found


def _family_in_care(made: Draft, unit: Unit, foster: list[Unit], *, goes_on: bool) -> list[Care]:
    """Take one to three brothers and sisters into care on the same day."""
    chance = made.chance
    young = [
        one
        for one in unit.children
        if one.age_on(made.until) < (17 if goes_on else 21) and one.born < made.until - timedelta(days=120)
    ]
    taken = young[-chance.whole(1, 3) :] if chance.yes(0.4) else chance.some(young, 1)
    if not taken:
        return []
    unit.rooted = True
    unit.strain = max(unit.strain, 0.75 + 0.25 * chance.draw())
    earliest = max(made.since + timedelta(days=60), *(one.born + timedelta(days=30) for one in taken))
    start = chance.day(earliest, max(earliest, made.until - timedelta(days=200)))
    end = None if goes_on else chance.day(start + timedelta(days=90), min(start + timedelta(days=1100), made.until))
    if end is not None and end >= made.until:
        return []
    found = []
    for child in taken:
        if (start - child.born).days < CHILD * 365 - 400:
            care = Care(child, start, end)
            care.placings = _places(made, child, start, end, foster)
            if goes_on:
                _goes_to(made, child, unit, care.placings[-1].where)
            found.append(care)
    return found


def _places(made: Draft, child: Person, start: date, end: date | None, foster: list[Unit]) -> list[Placing]:
    """Split a time in care into placements: most have one or two, a few have many."""
    chance = made.chance
    last = end or made.until
    count = 1 + min(chance.times(0.9), 6)
    days = sorted({chance.day(start + timedelta(days=20), last - timedelta(days=15)) for _ in range(count - 1)})
    cuts = [start, *(day for day in days if start < day < last), last]
    placings = []
    for first, then in pairwise(cuts):
        where, kind = _place(made, child, first, foster)
        placings.append(Placing(where, kind, first, then if then != last or end else None))
    return placings


def _place(made: Draft, child: Person, day: date, foster: list[Unit]) -> tuple[Unit | None, str]:
    rolled = made.chance.draw()
    if rolled < PLACES[0]:
        return made.chance.pick(foster), "foster"
    if rolled < PLACES[0] + PLACES[1] and child.age_on(day) >= FROM_AGE_IN_A_HOME:
        return _childrens_home(made), "childrens_home"
    return None, "foster" if rolled < 0.92 else "kinship"  # noqa: PLR2004 - a share


def _childrens_home(made: Draft) -> Unit:
    """Give the block's children's home, opened when first needed."""
    found = next((unit for unit in made.units if unit.shape == "childrens_home"), None)
    return found or made.add(Unit("childrens_home", "childrens_home"))


def _goes_to(made: Draft, child: Person, unit: Unit, where: Unit | None) -> None:
    """Count a child where they live now; one who is placed elsewhere keeps their place in the family's unit."""
    if where is not None:
        made.unit_of[child] = where


ADOPTED_AT = range(1, 10)
MOST_CHILDREN = 2
"""A couple who adopt have at most so many, the adopted one among them."""


def adopt(made: Draft) -> list[Care]:
    """Let some couples have adopted a child: the child has an earlier identity, and nothing may join the two again."""
    foster = [unit for unit in made.units if unit.shape == "foster"]
    couples = [unit for unit in made.units if _may_adopt(made, unit)] if foster else []
    children = sum(one.age_on(made.until) < CHILD for unit in made.units for one in unit.children)
    count = made.chance.times(tables.ADOPTED * children / 1000)
    return [_adopted(made, unit, foster) for unit in made.chance.some(couples, count)]


def _may_adopt(made: Draft, unit: Unit) -> bool:
    """Say whether the youngest of a couple's few children could be one they adopted."""
    if unit.shape != "family" or unit.kind != "family" or unit.end or unit.once or unit.rooted:
        return False
    if not 0 < len(unit.children) <= MOST_CHILDREN:
        return False
    youngest = unit.children[-1]
    return youngest.age_on(made.until) in ADOPTED_AT and not youngest.birth_set


def _adopted(made: Draft, unit: Unit, foster: list[Unit]) -> Care:
    """Turn the youngest child of a couple into one they adopted."""
    chance = made.chance
    unit.rooted = True
    child = unit.children[-1]
    before = made.block.person(child.sex, child.born, child.community)
    removed = chance.day(
        max(child.born + timedelta(days=3), made.since), max(child.born + timedelta(days=200), made.since)
    )
    placed = removed + timedelta(days=chance.whole(150, 420))
    final = min(placed + timedelta(days=chance.whole(180, 330)), made.until - timedelta(days=2))
    placed = min(placed, final - timedelta(days=70))
    for parent in (child.mother, child.father):
        if parent is not None:
            parent.children.remove(child)
            made.block.tie(Tie("adoptive_parent", parent, child, final, responsibility=True))
    child.mother, child.father, child.adopted, child.came, child.earlier = None, None, final, final, before
    before.left = final
    _birth_mother(made, before)
    where = chance.pick(foster)
    return Care(
        before, removed, final, [Placing(where, "foster", removed, placed), Placing(unit, "adoption", placed, final)]
    )


def _birth_mother(made: Draft, child: Person) -> None:
    """Find or add the woman who bore a child that was adopted."""
    some = [
        unit.adults[0] for unit in made.units
        if unit.shape in {"single", "lone"} and unit.adults and unit.adults[0].sex == "F" and unit.end is None
        and child.born.year - unit.adults[0].born.year in tables.BEARS_AT and apart(child, unit.adults[0])
    ]  # fmt: skip
    if some and made.chance.yes(0.7):
        mother = made.chance.pick(some)
    else:
        born = child.born - timedelta(days=made.chance.whole(18 * 365, 34 * 365))
        mother = made.block.person("F", born, child.community)
        mother.left = max(child.born + timedelta(days=300), made.since)
        made.add(Unit("single", "single", [mother], end=mother.left))
    child.mother = mother
    mother.children.append(child)

"""Parents who live apart: who the other parent of a lone parent's children is, where, and since when; and grandparents."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from kith.county.chance import Chance
from kith.county.families import tables
from kith.county.families.drafts import YEAR, YOUNGEST_FATHER, Draft, Unit, apart
from kith.county.model import Person, Sex

ALONE = frozenset({"single", "sharers", "hmo", "supported", "none"})
OLDEST_LEAVER = 30
STEP_YEARS = 3
"""People are looked up by birth year, so many years to a drawer."""


def _drawer(person: Person) -> int:
    return person.born.year // STEP_YEARS


class _Pool:
    """Adults who could be a parent of somebody's children, by sex and birth year, each used once."""

    def __init__(self, made: Draft) -> None:
        self._drawers: dict[tuple[str, int], list[Person]] = defaultdict(list)
        for unit in made.units:
            if unit.shape in ALONE:
                for one in unit.adults:
                    self._drawers[one.sex, _drawer(one)].append(one)

    def take(self, chance: Chance, sex: str, like: Person, before: date) -> Person | None:
        """Take somebody of about the age of another, born before a day, of the same community where there is one."""
        at = _drawer(like)
        near = [one for step in (0, -1, 1, -2) for one in self._drawers.get((sex, at + step), ()) if one.born < before]
        same = [one for one in near if one.community == like.community]
        if not near:
            return None
        found = chance.pick(same or near)
        self._drawers[sex, _drawer(found)].remove(found)
        return found


def part(made: Draft) -> None:
    """Find the other parent for every child that has but one."""
    pool = _Pool(made)
    for unit in list(made.units):
        alone = [one for one in unit.children if (one.mother is None) != (one.father is None)]
        if alone and unit.shape in {"lone", "lone_grown", "step"}:
            _part(made, pool, unit, alone)
        elif unit.shape == "kinship":
            _skip_a_generation(made, pool, unit)


def _part(made: Draft, pool: _Pool, unit: Unit, children: list[Person]) -> None:
    parent = unit.adults[0]
    where = made.chance.weighted(tables.FATHER_IS)
    if where == "unknown" and parent.sex == "F":
        return
    day = _parted(made, unit, children)
    other = _other(made, pool, parent, where, day, min(one.born for one in children))
    for child in children:
        if parent.sex == "F":
            child.father = other
        else:
            child.mother = other
        other.children.append(child)
    begun = min(one.born for one in children) - timedelta(days=made.chance.whole(320, 2600))
    made.partners.append((parent, other, begun, day, made.chance.yes(0.45)))
    if day > made.since:
        unit.once.append((other, None, day))
    home = made.unit_of.get(other)
    if home is not None and day > made.since:
        _begin(home, other, day)


def _begin(home: Unit, person: Person, day: date) -> None:
    """Let somebody's present life begin on a day: they lived elsewhere before."""
    home.rooted = True
    if len(home.adults) == 1 and not home.children:
        home.formed = day
    else:
        home.joined[person] = day


def _parted(made: Draft, unit: Unit, children: list[Person]) -> date:
    """Draw when the parents parted: not long before the youngest was born, and before any new partner came."""
    earliest = max(one.born for one in children) - timedelta(days=150)
    latest = made.until - timedelta(days=40)
    for one, two, start, end, _ in made.partners:
        if end is None and len(unit.adults) > 1 and one is unit.adults[0] and two is unit.adults[1]:
            latest = min(latest, start - timedelta(days=60))
    return made.chance.day(min(earliest, latest), latest)


def _other(made: Draft, pool: _Pool, parent: Person, where: str, day: date, eldest: date) -> Person:
    """Find or add the other parent: alive in the county, gone away, or dead."""
    sex: Sex = "M" if parent.sex == "F" else "F"
    before = eldest - timedelta(days=int(YOUNGEST_FATHER * YEAR))
    found = pool.take(made.chance, sex, parent, before) if where == "here" else None
    if found is not None:
        return found
    gap = timedelta(days=int(made.chance.around(2.3, 3.5) * YEAR))
    other = made.block.person(
        sex, min(parent.born - gap if sex == "M" else parent.born + gap, before), parent.community
    )
    if where == "dead":
        other.died = day
    else:
        other.left = max(day, made.since)
    return other


def _skip_a_generation(made: Draft, pool: _Pool, unit: Unit) -> None:
    """Put a mother between children and the grandmother who brings them up."""
    grandmother = unit.adults[0]
    oldest = min((one.born for one in unit.children), default=made.until)
    born = oldest - timedelta(days=int(made.chance.whole(17, 23) * YEAR))
    mother = made.block.person("F", born, grandmother.community)
    mother.mother = grandmother
    if made.chance.yes(0.2):
        mother.died = made.chance.day(made.since, made.until)
    else:
        mother.left = made.since
    for child in unit.children:
        grandmother.children.remove(child)
        child.mother = mother
        mother.children.append(child)
    grandmother.children.append(mother)


# -- Grandparents ------------------------------------------------------------------------------------------------------


def grow_up(made: Draft) -> None:
    """Give grown men and women their parents, where those live in the county too; brothers and sisters follow from it."""
    partner = {
        one: two
        for first, second, _, end, _ in made.partners
        if end is None
        for one, two in ((first, second), (second, first))
    }
    drawers: dict[tuple[str, int], list[Person]] = defaultdict(list)
    for unit in made.units:
        for one in unit.adults:
            if one.sex == "F" and unit.shape != "kinship":
                drawers[one.community, _drawer(one)].append(one)
    for unit in made.units:
        for one in unit.adults:
            if one.mother is None and made.chance.yes(tables.PARENTS_HERE):
                _adopt_parents(made, one, drawers, partner)


def _adopt_parents(
    made: Draft, one: Person, drawers: dict[tuple[str, int], list[Person]], partner: dict[Person, Person]
) -> None:
    years = made.chance.whole(20, 36)
    some = drawers.get((one.community, (one.born.year - years) // STEP_YEARS), ())
    if not some:
        return
    mother = made.chance.pick(some)
    if not _could_be(made, mother, one, partner):
        return
    one.mother = mother
    mother.children.append(one)
    father = partner.get(mother)
    if father is not None and father.sex == "M" and (one.born - father.born).days > 18 * YEAR and made.chance.yes(0.82):
        one.father = father
        father.children.append(one)
    _leave_home(made, one)


def _could_be(made: Draft, mother: Person, one: Person, partner: dict[Person, Person]) -> bool:
    """Say whether she could be the mother: not of their own partner's or children's kin, and nine months apart."""
    if made.unit_of.get(mother) is made.unit_of.get(one) or (one.born - mother.born).days < 17 * YEAR:
        return False
    kin = {id(mother), *(id(each) for each in mother.children), id(partner.get(mother))}
    near = [partner.get(one), *(parent for child in one.children for parent in (child.mother, child.father))]
    if any(id(each) in kin for each in near if each is not None and each is not one):
        return False
    return apart(one, mother)


def _leave_home(made: Draft, one: Person) -> None:
    """Let them move out of their parents' at about twenty-one, if that falls in the years that are told."""
    unit = made.unit_of[one]
    age = max(made.chance.around(*tables.LEAVES_HOME), 17.5)
    day = one.born + timedelta(days=int(age * YEAR))
    if day <= made.since or day >= made.until or (made.until - one.born).days > OLDEST_LEAVER * YEAR:
        return
    if len(unit.adults) == 1 and unit.formed is None and not unit.children:
        unit.formed = day
    elif unit.shape in ALONE:
        unit.joined[one] = max(day, unit.joined.get(one, day))

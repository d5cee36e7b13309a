"""Names, given in the order in which things happened: at birth, at weddings, at partings, at adoptions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from kith.county import names
from kith.county.chance import Chance
from kith.county.families import tables
from kith.county.families.drafts import Draft
from kith.county.model import NameUse, Person

SIX_WEEKS = timedelta(days=42)
REVERTS_AFTER = (120, 900)
TRIES = 6


class _Wedding(NamedTuple):
    wife: Person
    husband: Person
    start: date
    end: date | None


def name_everybody(made: Draft) -> None:
    """Give everybody the names they bore, the eldest first."""
    weddings = sorted(
        filter(None, (_wedding(*each) for each in made.partners)), key=lambda one: (one.start, one.wife.number)
    )
    people = sorted((one for one in made.block.people if not one.names), key=lambda one: (one.born, one.number))
    waiting = 0
    for person in people:
        while waiting < len(weddings) and weddings[waiting].start < person.born:
            _marry(made, weddings[waiting])
            waiting += 1
        _bear(made, person)
    for wedding in weddings[waiting:]:
        _marry(made, wedding)
    for person in people:
        _later(made, person)


def _wedding(one: Person, two: Person, start: date, end: date | None, married: bool) -> _Wedding | None:  # noqa: FBT001
    if not married or one.sex == two.sex:
        return None
    wife, husband = (one, two) if one.sex == "F" else (two, one)
    day = start + timedelta(days=200 + (one.number * 37) % 900)
    return None if end is not None and day >= end else _Wedding(wife, husband, day, end)


def _bear(made: Draft, person: Person) -> None:
    """Give a name at birth; an unborn child has none, and a baby of some days may have none yet."""
    chance = made.chance
    surname = _surname(made, person)
    young = person.born + SIX_WEEKS > made.until
    if person.born > made.until or (young and chance.yes(tables.UNNAMED)):
        person.names = [NameUse(person.born, None, "", "", surname)]
        return
    forename = _forename(chance, person)
    person.names = [NameUse(person.born, None, forename, _middle(chance, person), surname)]


def _middle(chance: Chance, person: Person) -> str:
    mother, father = person.mother, person.father
    return names.child_middle(
        chance,
        sex=person.sex,
        year=person.born.year,
        community=person.community,
        mother=mother.names[0].surname if mother is not None and mother.names else "",
        father=father.names[0].forename if father is not None and father.names else "",
    )


def _surname(made: Draft, person: Person) -> str:
    mother, father = person.mother, person.father
    if mother is None and father is None:
        return names.form(names.surname(made.chance, person.community), person.sex, person.community)
    if father is None or mother is None or not (mother.names and father.names):
        parent = mother if mother is not None and mother.names else father
        if parent is None or not parent.names:
            return names.form(names.surname(made.chance, person.community), person.sex, person.community)
        return names.form(parent.name_on(person.born).surname, person.sex, person.community)
    return names.child_surname(
        made.chance,
        father=father.name_on(person.born).surname,
        mother=mother.name_on(person.born).surname,
        sex=person.sex,
        community=person.community,
        together=made.unit_of.get(mother) is made.unit_of.get(father),
    )


def _forename(chance: Chance, person: Person) -> str:
    """Draw a forename: now and then a parent's, and never that of a brother or sister."""
    namesake, shares = (
        (person.father, tables.NAMED_AFTER) if person.sex == "M" else (person.mother, tables.NAMED_AFTER_MOTHER)
    )
    taken = {
        one.names[0].forename
        for parent in (person.mother, person.father)
        if parent is not None
        for one in parent.children
        if one.names
    }
    if namesake is not None and namesake.names and chance.yes(shares.get(person.community, shares[""])):
        same = namesake.names[0].forename
        if same and same not in taken:
            return same
    for _ in range(TRIES):
        drawn = names.forename(chance, person.sex, person.born.year, person.community)
        if drawn not in taken:
            break
    return drawn


def _marry(made: Draft, wedding: _Wedding) -> None:
    """Let a wife take her husband's name, join both, or keep her own; and go back to it after they part."""
    wife, husband = wedding.wife, wedding.husband
    if not (wife.names and husband.names and wife.alive_on(wedding.start)):
        return
    own = wife.names[-1].surname
    new = names.married(made.chance, own=own, partner=husband.names[-1].surname, community=wife.community)
    _rename(wife, wedding.start, new, "marriage")
    if wedding.end is not None and not husband.died and new != own and made.chance.yes(tables.REVERTS):
        day = wedding.end + timedelta(days=made.chance.whole(*REVERTS_AFTER))
        if day < made.until:
            _rename(wife, day, wife.names[0].surname, "separation")


def _rename(person: Person, day: date, surname: str, why: str) -> None:
    last = person.names[-1]
    if surname == last.surname or day <= last.start:
        return
    last.end = day
    person.names.append(NameUse(day, None, last.forename, last.middle, surname, why))


def _later(made: Draft, person: Person) -> None:
    """Give what comes with time: a name after adoption, a step-father's, and what friends say."""
    chance = made.chance
    if person.adopted is not None and person.earlier is not None:
        _adopted(made, person, person.earlier)
    elif person.mother is not None and person.age_on(made.until) < tables.GROWN:
        _takes_step_fathers(made, person)
    if person.names[-1].forename and chance.yes(tables.KNOWN_AS):
        person.known_as = names.nickname(chance, person.names[-1].forename, person.community)


def _adopted(made: Draft, person: Person, earlier: Person) -> None:
    """Name a child anew: mostly the forename stays and the surname is the adopters'."""
    parents = [tie.a for tie in person.ties if tie.kind == "adoptive_parent"]
    first = earlier.names[0].forename
    keeps = bool(first) and made.chance.yes(tables.KEEPS_FORENAME)
    forename = first if keeps else names.forename(made.chance, person.sex, person.born.year, person.community)
    surname = names.form(parents[-1].names[-1].surname, person.sex, person.community)
    day = person.adopted or person.born
    person.names = [NameUse(day, None, forename, person.names[0].middle, surname, "adoption")]


def _takes_step_fathers(made: Draft, person: Person) -> None:
    unit = made.unit_of.get(person)
    if unit is None or unit.shape != "step" or person.father in unit.adults or made.chance.yes(tables.CHILD_KEEPS):
        return
    step = unit.adults[-1]
    day = unit.joined.get(step)
    if day is not None and person.born < day:
        _rename(person, min(day + timedelta(days=500), made.until), step.names[-1].surname, "choice")

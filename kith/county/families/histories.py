"""Where everybody lived in the years that are told: household by household backwards from the last day."""

from __future__ import annotations

from datetime import date, timedelta

from kith.county.families import tables
from kith.county.families.care import Care, Placing
from kith.county.families.drafts import YEAR, Draft, Spell, Unit
from kith.county.model import Home, Household, Person, Tie
from kith.county.places import Homes

INSTITUTIONS = frozenset({"care_home", "childrens_home", "supported", "hostel", "none"})
HOME_KIND = {
    "care_home": "care_home",
    "childrens_home": "childrens_home",
    "supported": "supported",
    "hostel": "hostel",
    "hmo": "hmo",
}
YOUNG = 28
"""Until this age somebody with no home of their own yet lived with their mother."""
OLDEST_START = date(1960, 1, 1)
PASSED = 0.65
"""Bends how much of a present stay has passed, so that about one in ten moved in the last year (Census 2021)."""
HARDLY = 60
"""Days in a home that are too few to tell of."""


def settle(made: Draft, homes: Homes, cares: list[Care]) -> None:
    """Give every unit its homes and everybody their stays."""
    for unit in made.units:
        unit.spells = _spells(made, homes, unit)
    away = {id(care.child): care for care in cares if care.end is None or care.child.adopted or care.child.left}
    adults = sorted((one for unit in made.units for one in unit.adults), key=lambda one: (one.born, one.number))
    once = {one: (unit, start, end) for unit in made.units for one, start, end in unit.once}
    for one in adults:
        _adult(made, homes, one, once.get(one))
    for one, (unit, start, end) in once.items():
        if one not in made.unit_of:
            _within(made, one, unit, start or one.born, end)
    for unit in made.units:
        for child in unit.children:
            _child(made, unit, child, away.get(id(child)))
    for care in cares:
        _care(made, homes, care)


def _spells(made: Draft, homes: Homes, unit: Unit) -> list[Spell]:
    """Give the homes of a unit, the first first: back to when it was formed, came, or was there before all is told."""
    floor = max(unit.formed or OLDEST_START, unit.came or OLDEST_START)
    end, found = unit.end, list[Spell]()
    home: Home | None = None
    while True:
        home = _home(made, homes, unit, home)
        last = end or made.until
        years = tables.STAYS.get(home.tenure, tables.STAYS["institution"]) * (0.25 + 1.5 * made.chance.draw())
        if end is None:  # a stay that goes on: of it only a part has passed
            years *= made.chance.draw() ** PASSED
        start = max(last - timedelta(days=int(years * YEAR) + 30), floor)
        if unit.kind in INSTITUTIONS:
            start = OLDEST_START
        if (start - floor).days < HARDLY and floor > OLDEST_START:
            start = floor
        household = made.block.household(unit.kind, home)
        household.strain = unit.strain
        found.append(Spell(household, start, end))
        if start <= max(floor, made.since):
            return found[::-1]
        end = start


def _home(made: Draft, homes: Homes, unit: Unit, now: Home | None) -> Home:
    chance = made.chance
    first = unit.adults[0] if unit.adults else None
    if unit.kind == "army":
        return homes.army(chance)
    if unit.kind == "none":
        return homes.none()
    if first is not None and first.community == "traveller" and chance.yes(0.45):
        return homes.site(chance)
    table = tables.TENURE.get("family" if unit.kind == "step_family" else unit.kind, tables.TENURE[""])
    tenure = now.tenure if now is not None and chance.yes(0.7) else chance.weighted(table)
    kind = HOME_KIND.get(unit.kind) or ("flat" if chance.yes(tables.FLAT.get(unit.kind, 0.05)) else "house")
    near = now if now is not None and chance.yes(tables.LIKED_NEAR) else None
    return homes.next(chance, kind, tenure, near=near)


def _within(made: Draft, person: Person, unit: Unit, start: date, end: date | None) -> None:
    """Let somebody live wherever a unit lived between two days."""
    ends = [day for day in (end, person.died, unit.end) if day is not None]
    last = min(ends) if ends else None
    for spell in unit.spells:
        first = max(spell.start, start, person.born)
        then = min((day for day in (spell.end, last) if day is not None), default=None)
        if then is None or first < then:
            made.block.live(person, spell.household, first, then)


def _adult(made: Draft, homes: Homes, person: Person, before: tuple[Unit, date | None, date] | None) -> None:
    """Say where a grown person lived: now, and earlier with a partner, with their mother, or alone."""
    unit = made.unit_of[person]
    joined = unit.joined.get(person) or unit.formed
    if unit.kind in INSTITUTIONS and joined is None:
        joined = max(
            made.until - timedelta(days=made.chance.waiting(tables.STAYS["institution"] * YEAR)),
            made.since - timedelta(days=1),
        )
    if joined is not None and unit.came is not None and joined <= unit.came:
        joined = None
    _within(made, person, unit, joined or person.born, None)
    if joined is None or joined <= made.since:
        return
    if before is not None:
        with_them, start, end = before
        _within(made, person, with_them, start or person.born, end)
        _alone(made, homes, person, end, joined)
    else:
        _earlier(made, homes, person, joined)


def _earlier(made: Draft, homes: Homes, person: Person, joined: date) -> None:
    """Let somebody have lived with their mother if they were young, and otherwise alone, before they joined."""
    floor = max(person.came or made.since, person.born)
    mother = person.mother
    if mother is not None and mother.stays and (joined - person.born).days < YOUNG * YEAR:
        covered = [
            stay
            for stay in mother.stays
            if stay.main and stay.start < joined and (stay.end is None or stay.end > floor)
        ]
        for stay in covered:
            first, last = max(stay.start, person.born), min(stay.end or joined, joined)
            if first < last:
                made.block.live(person, stay.household, first, last)
        if covered:
            return
    _alone(made, homes, person, floor if person.came else None, joined)


def _alone(made: Draft, homes: Homes, person: Person, start: date | None, end: date) -> None:
    """Let somebody live alone until a day."""
    begun = start or end - timedelta(days=200 + made.chance.waiting(4 * YEAR))
    begun = max(begun, person.born, person.came or person.born)
    if (end - begun).days <= 0:
        return
    tenure = made.chance.weighted(tables.TENURE["single"])
    home = homes.next(made.chance, "flat" if made.chance.yes(0.5) else "house", tenure)
    made.block.live(person, made.block.household("single", home), begun, end)


def _child(made: Draft, unit: Unit, child: Person, care: Care | None) -> None:
    """Say where a child of a unit lived: with it, and where its parents parted, with the other at times too."""
    if child.adopted is not None:
        _within(made, child, unit, child.adopted, None)
        return
    if care is None:
        _within(made, child, unit, child.born, None)
        _shared(made, unit, child)
    else:
        _within(made, child, unit, child.born, care.start)


def _shared(made: Draft, unit: Unit, child: Person) -> None:
    """Let some children of parents who parted have a second home."""
    for parent, _, parted in unit.once:
        other = made.unit_of.get(parent)
        mine = parent in (child.father, child.mother)
        if not mine or other is None or other is unit or other.kind in INSTITUTIONS or parent.died or other.end:
            continue
        if made.chance.yes(tables.SHARED_CARE) and child.age_on(made.until) < YOUNG - 10:
            for spell in other.spells:
                first = max(spell.start, parted, child.born)
                if spell.end is None or first < spell.end:
                    made.block.live(child, spell.household, first, spell.end, kind="shared")


def _care(made: Draft, homes: Homes, care: Care) -> None:
    """Give a child in care their placements, and those who care for them a tie; then home, where they went home."""
    child = care.child
    if child.left is not None:  # the identity before an adoption: they lived with the mother first
        _with_mother(made, child, care.start)
    elif care.end is not None:
        _cut(child, care.start, care.end, made)
    for placing in care.placings:
        for household, start, end in _placed(made, homes, placing):
            if end is None or start < end:
                made.block.live(child, household, start, end, kind="placement")
        for carer in placing.where.adults if placing.where and placing.kind == "foster" else ():
            made.block.tie(Tie("foster_carer", carer, child, placing.start, placing.end))


def _placed(made: Draft, homes: Homes, placing: Placing) -> list[tuple[Household, date, date | None]]:
    if placing.where is not None and placing.where.spells:
        return [
            (spell.household, max(spell.start, placing.start), _sooner(spell.end, placing.end))
            for spell in placing.where.spells
            if (spell.end is None or spell.end > placing.start) and (placing.end is None or spell.start < placing.end)
        ]
    home = homes.away(made.chance) if made.chance.yes(0.5) else homes.next(made.chance, "house", "owned")
    home.secret = home.secret or made.chance.yes(0.3)
    return [(made.block.household(placing.kind, home), placing.start, placing.end)]


def _sooner(one: date | None, two: date | None) -> date | None:
    return min((day for day in (one, two) if day is not None), default=None)


def _with_mother(made: Draft, child: Person, until: date) -> None:
    for stay in list(child.mother.stays) if child.mother else ():
        first, last = max(stay.start, child.born), min(stay.end or until, until)
        if stay.main and first < last:
            made.block.live(child, stay.household, first, last)


def _cut(child: Person, start: date, end: date, made: Draft) -> None:
    """Take a time out of where a child lived."""
    for stay in list(child.stays):
        if (stay.end is not None and stay.end <= start) or stay.start >= end:
            continue
        if stay.end is None or stay.end > end:
            made.block.live(child, stay.household, end, stay.end, kind=stay.kind)
        if stay.start < start:
            stay.end = start
        else:
            child.stays.remove(stay)
            stay.household.stays.remove(stay)

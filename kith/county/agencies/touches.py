"""Whom an agency knows, and on which days something of theirs was kept: those in its events, and those it asks after."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from kith.county.model import Block, Event, Home, Household, Person

_CROWDS = frozenset({"care_home", "hmo", "sharers", "childrens_home", "supported", "none"})
"""Households whose members are nothing to one another."""
_ASKED_AFTER = frozenset({"referral", "looked_after", "early_help"})
_HOUSED = frozenset({"tenancy", "homeless"})
_GROWN = 18
_CONTACTS = 2
BEFORE_BIRTH = frozenset({"childrens", "childrens_east"})
"""Who writes children down before they are born."""
_YEARS_BACK = timedelta(days=12 * 365)
"""Surgeries have held people for longer than the years that are told."""


def identity(person: Person, day: date) -> Person:
    """Give who somebody was on a day: before the adoption an adopted child is another person, with other numbers."""
    if person.earlier is not None and person.adopted is not None and day < person.adopted:
        return person.earlier
    return person


class Touches:
    """The days on which each person was touched, by the person's number."""

    def __init__(self) -> None:
        self.people: dict[int, Person] = {}
        self.days: dict[int, list[date]] = {}
        self.died: dict[int, date] = {}

    def add(self, person: Person, day: date) -> None:
        """Note that something about somebody was kept on a day."""
        person = identity(person, day)
        if person.number not in self.people:
            self.people[person.number] = person
            self.days[person.number] = []
        self.days[person.number].append(day)

    def add_all(self, events: list[Event], until: date, *, before_birth: bool) -> None:
        """Note everybody in some events; the unborn only once they are born, but by those who plan for them."""
        for event in events:
            for person, _ in event.people:
                day = event.start if before_birth else max(event.start, person.born)
                if day <= until:
                    self.add(person, day)
            if event.kind == "death":
                self.died[event.person.number] = event.start


def household_on(person: Person, day: date) -> Household | None:
    """Give the household somebody mainly lived in on a day, if its members have to do with one another."""
    for stay in person.stays:
        if stay.main and stay.covers(day):
            return None if stay.household.kind in _CROWDS else stay.household
    return None


def where(person: Person, day: date) -> Home | None:
    """Say where somebody mainly lived on a day; where they lived first, for a day before anything is told."""
    home = person.home_on(day)
    if home is None and person.stays and day < person.stays[0].start:
        return person.stays[0].home
    return home


def parents(person: Person) -> list[Person]:
    """Give those who are parents to somebody now: by adoption where there was one, else by birth."""
    if person.earlier is not None:
        return [tie.a for tie in person.ties if tie.kind == "adoptive_parent" and tie.b is person]
    return [one for one in (person.mother, person.father) if one is not None]


def around(person: Person, day: date) -> list[Person]:
    """Give those who live with somebody on a day, themselves left out, with nobody's identity from before an adoption."""
    household = household_on(person, day)
    if household is None:
        return []
    others = (one for one in household.on(day) if one is not person and one.born <= day)
    return [one for one in others if one.earlier is not person and person.earlier is not one]


def contacts(child: Person, day: date) -> list[Person]:
    """Give whom a school would ring, at most two: the parents in the household, else other grown-ups there."""
    grown = [one for one in around(child, day) if one.age_on(day) >= _GROWN]
    theirs = parents(child)
    return sorted(grown, key=lambda one: one not in theirs)[:_CONTACTS]


def _childrens(event: Event) -> Iterator[Person]:
    if event.kind not in _ASKED_AFTER:
        return
    child, day = identity(event.person, event.start), event.start
    yield from (one for one in parents(child) if one.alive_on(day))
    yield from around(child if child.born <= day else (child.mother or child), day)


def _schools(event: Event) -> Iterator[Person]:
    if event.kind == "enrolment":
        yield from contacts(identity(event.person, event.start), event.start)


def _landlords(event: Event) -> Iterator[Person]:
    if event.kind in _HOUSED:
        yield from around(event.person, event.start)


CUSTOMS: dict[str, Callable[[Event], Iterator[Person]]] = {
    "childrens": _childrens,
    "childrens_east": _childrens,
    "education": _schools,
    "housing": _landlords,
}
"""Whom an agency writes down beside those whom an event names."""


def registered(block: Block) -> Iterator[tuple[Person, date]]:
    """Give everybody with a surgery, and the day from which it would have held them."""
    since = block.plan.since - _YEARS_BACK
    for person in block.people:
        start = max(person.born, person.came or person.born, since)
        if person.earlier is not None and person.adopted is not None:
            start = max(start, person.adopted)
        if person.surgery is not None and start <= block.plan.until:
            yield person, start
